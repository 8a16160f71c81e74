package supervision.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import supervision.casework.Answers;
import supervision.casework.DecideCase;
import supervision.casework.Explanations;
import supervision.casework.Forecasts;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Text;
import supervision.decision.Tier;
import supervision.ledger.Ledger;
import supervision.reading.SecondReading;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is known about an entity, and what applies to it. */
@RestController
@RequestMapping("/api/v1/entities")
class EntityController {

    private static final JsonMapper RECORDS = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int MOST_VERSIONS = 1000;
    private static final int LONGEST_TIMELINE_YEARS = 30;

    private final Answers answers;
    private final DecideCase decide;
    private final Ledger ledger;
    private final Explanations explanations;

    EntityController(Answers answers, DecideCase decide, Ledger ledger, Explanations explanations) {
        this.answers = answers;
        this.decide = decide;
        this.ledger = ledger;
        this.explanations = explanations;
    }

    /** Entities found; {@code more} says whether there may be others, so that it is worth while to give more of the name. */
    record Entities(List<Ledger.Found> entities, boolean more) {}

    /** Versions of records, oldest first; {@code more} says whether there are others after the {@code seq} of the last. */
    record Records(String code, List<RecordVersion> records, boolean more) {}

    /**
     * A version of a record, with who told it and why if that was said. It is {@code current} while it is in force. Where an
     * import was withdrawn, its versions say when, by whom and why; what the withdrawal left is a version of its own, of the
     * {@code kind} {@code withdrawn} and without {@code data} where the record is none any more.
     */
    record RecordVersion(
            long seq,
            String id,
            String kind,
            String recordedAt,
            String file,
            int row,
            @Nullable String by,
            @Nullable String why,
            @JsonProperty("import") long importNo,
            boolean current,
            @Nullable Withdrawal withdrawn,
            @Nullable JsonNode data) {}

    /** When something was withdrawn, by whom and why. */
    record Withdrawal(
            Instant at, @Nullable String by, @Nullable String why) {

        static @Nullable Withdrawal of(Ledger.@Nullable Withdrawn withdrawn) {
            return withdrawn == null
                    ? null
                    : new Withdrawal(
                            withdrawn.at(),
                            withdrawn.origin().by(),
                            withdrawn.origin().why());
        }
    }

    /** {@code computedBy} says by which reading of the rules it was made. */
    record Timeline(String code, LocalDate from, LocalDate to, Text computedBy, List<Stretch> stretches) {}

    /** Days with one decision. {@code begins} and {@code ends} name measures against the stretch before. */
    record Stretch(
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable Tier tier,
            Decision.Disposition disposition,
            List<Text> begins,
            List<Text> ends) {}

    @Operation(summary = "按代码或名称查找主体 / find entities by code or part of the name")
    @GetMapping
    Entities find(
            @RequestParam(name = "q", defaultValue = "") String text,
            @RequestParam(name = "limit", defaultValue = "20") int limit) {
        Ledger.Search found = ledger.find(text, Ask.limit(limit, 100));
        return new Entities(found.entities(), found.more());
    }

    @Operation(summary = "对主体适用哪些措施 / what measures apply to the entity")
    @GetMapping(path = "/{code}/measures", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] measures(
            @PathVariable("code") String code,
            @Parameter(description = "查询日，默认今天（上海） / day asked about, today in Shanghai by default")
                    @RequestParam(name = "asOf", required = false)
                    @Nullable
                    String asOf,
            @Parameter(description = "按此刻已知的记录 / knowledge as of this moment")
                    @RequestParam(name = "knownAt", required = false)
                    @Nullable
                    String knownAt) {
        return answers.answer(Ask.code(code), Ask.day(asOf, "asOf", decide.today()), Ask.moment(knownAt));
    }

    @Operation(
            summary =
                    "某项措施为何不适用、某条记录为何不能修复、何时会变化 / why a measure does not apply or a repair is not open, and when that changes",
            description =
                    "`explain`: all，措施编号，list: 加名单编号，rule: 加规则全名，repair: 加记录编号 / all, the id of a measure, list: and the id of a list, rule: and the name of a rule, repair: and the id of a record")
    @GetMapping(path = "/{code}/measures", params = "explain", produces = MediaType.APPLICATION_JSON_VALUE)
    Explanations.Explanation explain(
            @PathVariable("code") String code,
            @RequestParam(name = "explain") String explain,
            @RequestParam(name = "asOf", required = false) @Nullable String asOf,
            @RequestParam(name = "knownAt", required = false) @Nullable String knownAt) {
        return explanations.explain(
                Ask.code(code), Ask.day(asOf, "asOf", decide.today()), Ask.moment(knownAt), explain.trim());
    }

    @Operation(summary = "各项结论何时变化 / when the decision changes, exactly")
    @GetMapping("/{code}/timeline")
    Timeline timeline(
            @PathVariable("code") String code,
            @RequestParam(name = "from", required = false) @Nullable String fromText,
            @RequestParam(name = "to", required = false) @Nullable String toText,
            @RequestParam(name = "knownAt", required = false) @Nullable String knownAt) {
        LocalDate from = Ask.day(fromText, "from", decide.today());
        LocalDate to = Ask.day(toText, "to", from.plusYears(3));
        if (to.isBefore(from) || to.isAfter(from.plusYears(LONGEST_TIMELINE_YEARS))) {
            throw new Ask.BadRequestException(
                    "时间段有误 / malformed span",
                    "`to` 应不早于 `from`，最长 30 年 / `to` has to lie within 30 years after `from`");
        }
        List<Stretch> stretches = new ArrayList<>();
        Set<Text> before = new HashSet<>();
        String entity = Ask.code(code);
        for (SecondReading.Stretch stretch : decide.timeline(entity, from, to, Ask.moment(knownAt))) {
            Set<Text> now = new HashSet<>();
            List<Text> begins = new ArrayList<>();
            for (Decision.MeasureApplied measure : stretch.decision().measures()) {
                if (measure.inForce() && now.add(measure.title()) && !before.contains(measure.title())) {
                    begins.add(measure.title());
                }
            }
            List<Text> ends = before.stream()
                    .filter(title -> !now.contains(title))
                    .sorted(java.util.Comparator.comparing(Text::zh))
                    .toList();
            stretches.add(new Stretch(
                    stretch.from(),
                    stretch.until(),
                    tier(stretch.decision()),
                    stretch.decision().disposition(),
                    begins,
                    ends));
            before = now;
        }
        return new Timeline(entity, from, to, Forecasts.COMPUTED_BY, stretches);
    }

    private static @Nullable Tier tier(Decision decision) {
        return decision.inspection().stream()
                .filter(area -> area.area().equals(Conclusion.EVERYWHERE))
                .findFirst()
                .map(Decision.Inspection::tier)
                .orElse(null);
    }

    @Operation(summary = "已知的记录及其各个版本 / the records known, with all their versions")
    @GetMapping("/{code}/records")
    Records records(
            @PathVariable("code") String code,
            @Parameter(description = "从该 seq 之后起 / after the version of this `seq`")
                    @RequestParam(name = "after", defaultValue = "0")
                    long after,
            @Parameter(description = "最多多少个版本，至多 1000 / how many versions at most, up to 1000")
                    @RequestParam(name = "limit", defaultValue = "1000")
                    int limit) {
        int most = Ask.limit(limit, MOST_VERSIONS);
        String entity = Ask.code(code);
        List<Ledger.Version> versions = ledger.history(entity, after, most + 1);
        if (versions.isEmpty() && after <= 0) {
            throw new DecideCase.UnknownEntityException(entity);
        }
        return new Records(
                entity,
                versions.stream()
                        .limit(most)
                        .map(version -> new RecordVersion(
                                version.seq(),
                                version.id(),
                                version.kind(),
                                version.recordedAt().toString(),
                                version.file(),
                                version.row(),
                                version.origin().by(),
                                version.origin().why(),
                                version.importNo(),
                                version.current(),
                                Withdrawal.of(version.withdrawn()),
                                version.data() == null ? null : RECORDS.readTree(version.data())))
                        .toList(),
                versions.size() > most);
    }
}
