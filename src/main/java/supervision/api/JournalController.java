package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import supervision.audit.SignedHeads;
import supervision.casework.DecideCase;
import supervision.casework.PastDecisions;
import supervision.casework.PastDecisions.Of;
import supervision.journal.Journal;
import supervision.journal.Receipt;
import supervision.ledger.Ledger;

/** Decisions that were given, with their receipts. */
@RestController
@RequestMapping("/api/v1")
class JournalController {

    private final PastDecisions past;
    private final Journal journal;
    private final Ledger ledger;
    private final SignedHeads heads;

    JournalController(PastDecisions past, Journal journal, Ledger ledger, SignedHeads heads) {
        this.past = past;
        this.journal = journal;
        this.ledger = ledger;
        this.heads = heads;
    }

    private static final int MOST_DECISIONS = 1000;

    /** The end of the journal, and the signed heads of all that is kept, as they were signed, in their order. */
    record Head(long size, String hash, List<String> checkpoints) {}

    /** Decisions given, oldest first; {@code more} says whether there are others after the {@code receipt} of the last. */
    record Given(String code, List<GivenDecision> decisions, boolean more) {}

    /** A decision that was given; {@code compared} is what both readings of the rules made of it, null if one was asked; {@code newerRecords} says whether something was recorded since that it did not know. */
    record GivenDecision(
            String id,
            LocalDate asOf,
            @Nullable Instant knownAt,
            Instant madeAt,
            long receipt,
            String pack,
            @Nullable String compared,
            boolean newerRecords) {}

    @Operation(summary = "日志末端和已签名的校验点 / end of the journal, and its signed checkpoints")
    @GetMapping("/journal")
    Head head() {
        Journal.Head head = journal.head();
        return new Head(head.seq(), head.hash(), heads.notes());
    }

    @Operation(summary = "给出过的决定，原样 / a decision that was given, the same bytes")
    @GetMapping(path = "/decisions/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> decision(@PathVariable("id") String id) {
        Journal.Entry entry = past.find(id);
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "</api/v1/decisions/" + id + "/receipt>; rel=\"describedby\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(entry.answer());
    }

    @Operation(
            summary = "决定的回执和收录证明（RFC 9162） / the receipt of a decision, with proof of inclusion (RFC 9162)",
            description = "可以单独交给当事人或法院，不涉及他人 / can be handed to the entity or a court: it shows nothing of others")
    @GetMapping("/decisions/{id}/receipt")
    PastDecisions.Proof receipt(
            @PathVariable("id") String id,
            @Parameter(description = "按该数量的回执证明，如某个已签名校验点的数量 / in the tree of so many receipts, such as a checkpoint's")
                    @RequestParam(name = "size", required = false)
                    @Nullable
                    Long size) {
        try {
            return past.proof(id, size);
        } catch (IllegalArgumentException e) {
            throw new Ask.BadRequestException("数量有误 / malformed size", String.valueOf(e.getMessage()));
        }
    }

    @Operation(
            summary = "重新运行决定：同样的规则和记录应得到同样的字节 / run a decision again: the same rules and records give the same bytes",
            description =
                    "rules、records 取 then 或 today：今天的规则会怎么说；后来的记录改变了什么 / each `then` or `today`: what today's rules would say, what later records change")
    @PostMapping("/decisions/{id}/replay")
    PastDecisions.Again replay(
            @PathVariable("id") String id,
            @RequestParam(name = "rules", defaultValue = "then") String rules,
            @RequestParam(name = "records", defaultValue = "then") String records) {
        return past.again(past.find(id), of(rules, "rules"), of(records, "records"));
    }

    private static Of of(String text, String name) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "then" -> Of.THEN;
            case "today" -> Of.TODAY;
            default ->
                throw new Ask.BadRequestException(
                        "参数有误 / malformed parameter",
                        "`" + name + "=" + text + "` 应为 then 或 today / give `" + name + "` as `then` or `today`");
        };
    }

    @Operation(summary = "对主体给出过的决定，及此后是否有新记录 / decisions given on an entity, and whether records came in since")
    @GetMapping("/entities/{code}/decisions")
    Given decisions(
            @PathVariable("code") String code,
            @Parameter(description = "从该号回执之后起 / after the receipt of this number")
                    @RequestParam(name = "after", defaultValue = "0")
                    long after,
            @Parameter(description = "最多多少个决定，至多 1000 / how many decisions at most, up to 1000")
                    @RequestParam(name = "limit", defaultValue = "1000")
                    int limit) {
        int most = Ask.limit(limit, MOST_DECISIONS);
        String entity = Ask.code(code);
        List<Receipt> receipts = past.ofEntity(entity, after, most + 1);
        Instant last = ledger.lastRecorded(entity, null);
        if (receipts.isEmpty() && last == null) {
            throw new DecideCase.UnknownEntityException(entity);
        }
        return new Given(
                entity,
                receipts.stream()
                        .limit(most)
                        .map(receipt -> new GivenDecision(
                                receipt.decision(),
                                receipt.asOf(),
                                receipt.knownAt(),
                                receipt.madeAt(),
                                receipt.seq(),
                                receipt.pack(),
                                receipt.compared(),
                                last != null && receipt.knownAt() != null && last.isAfter(receipt.knownAt())))
                        .toList(),
                receipts.size() > most);
    }
}
