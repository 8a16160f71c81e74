package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import supervision.casework.DecideCase;
import supervision.casework.DecisionJson;
import supervision.casework.ImportRecords;
import supervision.facts.Fact;
import supervision.facts.RelatedRecord;
import supervision.intake.CreditRecord;
import supervision.intake.SetAside;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What-if: a decision on facts sent along. */
@RestController
@RequestMapping("/api/v1/decisions")
class DecisionController {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            // half a character goes on as it came, to be refused where it stands
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final DecideCase decide;
    private final ImportRecords records;

    DecisionController(DecideCase decide, ImportRecords records) {
        this.decide = decide;
        this.records = records;
    }

    @Operation(
            summary = "按随附的事实试算，不保存 / decide on facts sent along, nothing stored",
            description =
                    "{\"code\", \"asOf\"?, \"facts\": [records in the JSON form, `subject` only for those of an entity that a relation ties to it]}")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] suppose(@RequestBody JsonNode body) throws IOException {
        Ask.members(body, Set.of("code", "asOf", "knownAt", "facts"));
        String given = Ask.text(body, "code");
        if (given == null) {
            throw new Ask.BadRequestException(
                    "缺少代码 / code is missing", "请在 `code` 中给出统一社会信用代码 / give the credit code of the entity as `code`");
        }
        String code = Ask.code(given);
        LocalDate asOf = Ask.day(Ask.text(body, "asOf"), "asOf", decide.today());
        Instant knownAt = Ask.moment(Ask.text(body, "knownAt"));
        JsonNode sent = body.path("facts");
        if (!sent.isArray() || sent.isEmpty()) {
            throw new Ask.BadRequestException(
                    "没有事实 / no facts", "请在 `facts` 中给出至少一条记录 / give at least one record in `facts`");
        }
        StringBuilder lines = new StringBuilder();
        for (JsonNode fact : sent) {
            // one of the wrong type is not overwritten, but refused with the fact
            if (fact instanceof ObjectNode object
                    && (!object.has("subject") || object.path("subject").isNull())) {
                object.put("subject", code);
            }
            lines.append(MAPPER.writeValueAsString(fact)).append('\n');
        }
        List<SetAside> bad = new ArrayList<>();
        Map<String, List<Fact>> facts = new LinkedHashMap<>(Map.of(code, new ArrayList<>()));
        Set<String> ids = new HashSet<>();
        records.check(
                "facts",
                "application/x-ndjson",
                new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)),
                new supervision.intake.Intake.Sink() {
                    @Override
                    public void record(CreditRecord record) {
                        if (ids.add(record.subject() + ' ' + record.fact().id())) {
                            facts.computeIfAbsent(record.subject(), subject -> new ArrayList<>())
                                    .add(record.fact());
                        } else {
                            setAside(new SetAside(
                                    record.file(),
                                    record.row(),
                                    "",
                                    record.fact().id(),
                                    "与前面一条是同一记录 / is the same record as one before it",
                                    "每条记录只给一次，保留最新的 / give each record once, the newest"));
                        }
                    }

                    @Override
                    public void setAside(SetAside row) {
                        bad.add(row);
                    }
                });
        if (!bad.isEmpty()) {
            // a decision on part of what was sent would answer another question
            throw new BadFactsException(bad);
        }
        return DecisionJson.write(decide.suppose(code, asOf, knownAt, joined(code, facts)));
    }

    /** The facts of the entity, and those of others to which one of its own ties it. */
    private static List<Fact> joined(String code, Map<String, List<Fact>> facts) {
        Set<String> used = new HashSet<>(Set.of(code));
        List<Fact> joined = RelatedRecord.joined(Objects.requireNonNull(facts.get(code)), other -> {
            used.add(other);
            return facts.getOrDefault(other, List.of());
        });
        facts.keySet().stream().filter(subject -> !used.contains(subject)).forEach(subject -> {
            throw new Ask.BadRequestException(
                    "有其他主体的事实 / facts of another entity",
                    "`" + subject + "` 与 `" + code + "` 没有关系，请附上 `relation` 记录，或者改正 `subject` / nothing ties `"
                            + subject + "` to `" + code + "`: send a `relation` along, or correct `subject`");
        });
        return joined;
    }

    /** Facts sent along that cannot be used. */
    static final class BadFactsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // a list of records of strings
        private final List<SetAside> rows;

        BadFactsException(List<SetAside> rows) {
            super("facts that cannot be used");
            this.rows = List.copyOf(rows);
        }

        List<SetAside> rows() {
            return rows;
        }
    }
}
