package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import supervision.casework.Publications;
import supervision.journal.PackEvent;
import supervision.journal.PackEvents;
import supervision.journal.PackHistory;
import supervision.rulepack.PackArchive;
import supervision.rulepack.PackFiles;

/**
 * Packs on their way into force. Who acts is who signs: without a signature a request is refused with the text to be signed.
 */
@RestController
@RequestMapping("/api/v1/rule-packs")
class PublicationController {

    private final Publications publications;

    PublicationController(Publications publications) {
        this.publications = publications;
    }

    /** All packs and publications; {@code head} is the hash of the last event. */
    record All(boolean on, String head, @Nullable Published inForce, List<Published> publications, List<Pack> packs) {}

    /** @param standing {@code IN_FORCE}; {@code PENDING} until its day comes; {@code PAST} if another took its place */
    record Published(
            long number,
            String standing,
            String fingerprint,
            LocalDate effectiveOn,
            @Nullable Long returns,
            @Nullable Long replaces,
            String by,
            String why,
            Instant at,
            String event) {}

    record Pack(
            String fingerprint,
            PackHistory.State state,
            String proposedBy,
            String why,
            Instant proposedAt,
            @Nullable String report,
            @Nullable Boolean publishable,
            @Nullable LocalDate effectiveOn,
            List<Long> publications) {}

    /** @param pack null for publication 0, which nobody proposed */
    record One(String fingerprint, @Nullable Pack pack, List<Event> events, Publications.@Nullable Running checking) {}

    record Event(
            long seq,
            PackEvent.Kind kind,
            @Nullable String report,
            @Nullable Boolean publishable,
            String confirmed,
            @Nullable LocalDate effectiveOn,
            @Nullable Long number,
            @Nullable Long returns,
            @Nullable Long replaces,
            String by,
            String why,
            String key,
            String signature,
            Instant at,
            String hash) {

        static Event of(PackEvent event) {
            return new Event(
                    event.seq(),
                    event.kind(),
                    event.report(),
                    event.publishable(),
                    event.confirmed(),
                    event.effectiveOn(),
                    event.number(),
                    event.returns(),
                    event.replaces(),
                    event.by(),
                    event.why(),
                    event.key(),
                    event.signature(),
                    event.at(),
                    event.hash());
        }
    }

    /** Who does it and why; {@code signature} is Base64 over the statement. */
    record Signed(
            @Nullable String by,
            @Nullable String why,
            @Nullable String signature) {}

    /**
     * @param report hash of the report that was read; the latest if it is not given
     * @param confirmed ids of the changes that the report lists under {@code changes.retold}, each of which was read
     */
    record Approval(
            @Nullable String by,
            @Nullable String why,
            @Nullable String effectiveOn,
            @Nullable String report,
            @Nullable List<String> confirmed,
            @Nullable String signature) {}

    record Publishing(
            @Nullable String by,
            @Nullable String why,
            @Nullable String effectiveOn,
            @Nullable String signature) {}

    /** @param to number of the publication to bring back; the one before the last if it is not given */
    record Rollback(
            @Nullable Long to,
            @Nullable String by,
            @Nullable String why,
            @Nullable String signature) {}

    private static Publications.Act act(@Nullable String by, @Nullable String why, @Nullable String signature) {
        // a plus sign that was not escaped arrives as a blank
        String signed = signature == null ? null : signature.strip().replace(' ', '+');
        return new Publications.Act(by == null ? "" : by.strip(), why == null ? "" : why.strip(), statement -> signed);
    }

    @Operation(summary = "全部规则包和发布 / all rule packs and publications")
    @GetMapping
    All all() {
        PackHistory history = publications.history();
        List<PackEvent> published = history.publications();
        PackEvent inForce = published.isEmpty() ? null : history.inForce(publications.today());
        return new All(
                publications.isOn(),
                history.head(),
                inForce == null ? null : published(history, inForce),
                published.stream().map(each -> published(history, each)).toList(),
                history.candidates().stream().map(each -> pack(history, each)).toList());
    }

    private Published published(PackHistory history, PackEvent event) {
        LocalDate from = Objects.requireNonNull(event.effectiveOn());
        LocalDate today = publications.today();
        String standing = event.equals(history.inForce(today))
                ? "IN_FORCE"
                : from.isAfter(today) && event.equals(history.inForce(from)) ? "PENDING" : "PAST";
        return new Published(
                Objects.requireNonNull(event.number()),
                standing,
                event.pack(),
                from,
                event.returns(),
                event.replaces(),
                event.by(),
                event.why(),
                event.at(),
                event.hash());
    }

    private static Pack pack(PackHistory history, PackHistory.Candidate candidate) {
        PackEvent checked = candidate.checked();
        PackEvent approved = candidate.approved();
        return new Pack(
                candidate.pack(),
                candidate.state(),
                candidate.proposed().by(),
                candidate.proposed().why(),
                candidate.proposed().at(),
                checked == null ? null : checked.report(),
                checked == null ? null : checked.publishable(),
                approved == null ? null : approved.effectiveOn(),
                history.publicationsOf(candidate.pack()).stream()
                        .map(PackEvent::number)
                        .map(Objects::requireNonNull)
                        .toList());
    }

    @Operation(summary = "一个规则包及其全部事件 / a rule pack with all that happened to it")
    @GetMapping("/{fingerprint}")
    One one(@PathVariable("fingerprint") String fingerprint) {
        String pack = publications.fingerprint(fingerprint);
        PackHistory history = publications.history();
        PackHistory.Candidate candidate = history.candidate(pack);
        Publications.Running running = publications.running();
        return new One(
                pack,
                candidate == null ? null : pack(history, candidate),
                history.events().stream()
                        .filter(event -> event.pack().equals(pack))
                        .map(Event::of)
                        .toList(),
                running != null && running.pack().equals(pack) ? running : null);
    }

    @Operation(summary = "规则包的文件（ZIP） / the files of a rule pack (ZIP)")
    @GetMapping("/{fingerprint}/files")
    ResponseEntity<byte[]> files(@PathVariable("fingerprint") String fingerprint) {
        byte[] zip = PackArchive.write(publications.files(fingerprint));
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf(BodyTypes.ZIP))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("rules.zip")
                                .build()
                                .toString())
                .body(zip);
    }

    @Operation(
            summary = "提出规则包：ZIP 文件为请求体 / propose a rule pack: the body is a ZIP archive",
            description =
                    "没有签名时答复 403，`statement` 为应签名的原文 / without a signature the answer is 403, and `statement` is the text to sign")
    @Parameter(name = "by", in = ParameterIn.QUERY, description = "提出人 / who proposes it")
    @Parameter(name = "why", in = ParameterIn.QUERY, description = "理由 / why")
    @Parameter(name = "examples", in = ParameterIn.QUERY, description = "所用示例数据 / example set to be used")
    @Parameter(name = "signature", in = ParameterIn.QUERY, description = "签名（Base64） / signature (Base64)")
    @PostMapping(consumes = BodyTypes.ZIP)
    ResponseEntity<Event> propose(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        String query = request.getQueryString();
        return proposed(
                PackArchive.read(request.getInputStream()),
                Ask.inQuery(query, "examples"),
                act(Ask.inQuery(query, "by"), Ask.inQuery(query, "why"), Ask.inQuery(query, "signature")));
    }

    @Operation(summary = "提出规则包：表单上传 / propose a rule pack: multipart upload")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Event> upload(
            @RequestParam("file") MultipartFile file,
            @RequestParam(name = "by", required = false) @Nullable String by,
            @RequestParam(name = "why", required = false) @Nullable String why,
            @RequestParam(name = "examples", required = false) @Nullable String examples,
            @RequestParam(name = "signature", required = false) @Nullable String signature)
            throws IOException {
        try (InputStream in = file.getInputStream()) {
            return proposed(PackArchive.read(in), examples, act(by, why, signature));
        }
    }

    private ResponseEntity<Event> proposed(PackFiles files, @Nullable String examples, Publications.Act act) {
        PackEvent event = publications.propose(files, examples, act);
        return ResponseEntity.created(URI.create("/api/v1/rule-packs/" + event.pack()))
                .body(Event.of(event));
    }

    @Operation(
            summary = "检查规则包，保存报告 / check a rule pack and keep the report",
            description = "进度见 `GET …/{fingerprint}` / how far it is says `GET …/{fingerprint}`")
    @PostMapping("/{fingerprint}/check")
    Event check(@PathVariable("fingerprint") String fingerprint) {
        return Event.of(publications.check(fingerprint, (done, all) -> {}));
    }

    @Operation(summary = "最近一次检查的报告：JSON 或网页 / the report of the latest check: JSON or a page")
    @GetMapping("/{fingerprint}/report")
    ResponseEntity<byte[]> report(
            @PathVariable("fingerprint") String fingerprint,
            @RequestParam(name = "format", defaultValue = "json") String format) {
        PackEvents.Report report = publications.report(fingerprint);
        return switch (format) {
            case "json" ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report.json());
            case "html" ->
                ResponseEntity.ok()
                        .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                        // what it shows came with a pack
                        .header(
                                "Content-Security-Policy",
                                "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                                        + " frame-ancestors 'none'")
                        .body(report.html());
            default ->
                throw new Ask.BadRequestException(
                        "格式有误 / malformed format",
                        "`format=" + format + "` 应为 json 或 html / give `format` as `json` or `html`");
        };
    }

    @Operation(summary = "第二人批准，定生效日 / a second person approves it, from a day on")
    @PostMapping(path = "/{fingerprint}/approve", consumes = MediaType.APPLICATION_JSON_VALUE)
    Event approve(@PathVariable("fingerprint") String fingerprint, @RequestBody Approval body) {
        return Event.of(publications.approve(
                fingerprint,
                day(body.effectiveOn()),
                body.report(),
                body.confirmed() == null ? List.of() : body.confirmed(),
                act(body.by(), body.why(), body.signature())));
    }

    @Operation(summary = "发布，自生效日起适用 / publish it: it decides from its day on")
    @PostMapping(path = "/{fingerprint}/publish", consumes = MediaType.APPLICATION_JSON_VALUE)
    Event publish(@PathVariable("fingerprint") String fingerprint, @RequestBody Publishing body) {
        return Event.of(publications.publish(
                fingerprint, day(body.effectiveOn()), act(body.by(), body.why(), body.signature())));
    }

    @Operation(summary = "第二人否决 / a second person turns it down")
    @PostMapping(path = "/{fingerprint}/reject", consumes = MediaType.APPLICATION_JSON_VALUE)
    Event reject(@PathVariable("fingerprint") String fingerprint, @RequestBody Signed body) {
        return Event.of(publications.reject(fingerprint, act(body.by(), body.why(), body.signature())));
    }

    @Operation(summary = "提出人撤回 / who proposed it takes it back")
    @PostMapping(path = "/{fingerprint}/withdraw", consumes = MediaType.APPLICATION_JSON_VALUE)
    Event withdraw(@PathVariable("fingerprint") String fingerprint, @RequestBody Signed body) {
        return Event.of(publications.withdraw(fingerprint, act(body.by(), body.why(), body.signature())));
    }

    @Operation(summary = "回退：立即再次发布此前的规则包 / roll back: publish an earlier pack again, at once")
    @PostMapping(path = "/rollback", consumes = MediaType.APPLICATION_JSON_VALUE)
    Event rollback(@RequestBody Rollback body) {
        return Event.of(publications.rollback(body.to(), act(body.by(), body.why(), body.signature())));
    }

    private LocalDate day(@Nullable String effectiveOn) {
        if (effectiveOn == null || effectiveOn.isBlank()) {
            throw new Ask.BadRequestException(
                    "缺少生效日 / the effective day is missing",
                    "请给出 `effectiveOn`，如 " + publications.today() + " / give `effectiveOn`, like "
                            + publications.today());
        }
        return Ask.day(effectiveOn, "effectiveOn", publications.today());
    }
}
