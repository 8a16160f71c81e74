package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import supervision.casework.RulesInForce;
import supervision.decision.Text;
import supervision.journal.Receipt;
import supervision.rulepack.PackProblem;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;
import supervision.rulepack.Tables;

/** The rules in force, and what codes are called. */
@RestController
@RequestMapping("/api/v1")
class RulePackController {

    private final RulesInForce rules;

    RulePackController(RulesInForce rules) {
        this.rules = rules;
    }

    /**
     * {@code publication} is that under which the pack is in force, null where packs are not published; {@code refused} lists
     * what is wrong with newer files that did not come into force; {@code open} is what waits for the district or a document
     * that was not read, said here once and in no answer as a question about an entity.
     */
    record Pack(
            String id,
            String version,
            String fingerprint,
            LocalDate modelledFrom,
            @Nullable String examples,
            Receipt.@Nullable Under publication,
            List<RulePack.ExampleSet> exampleSets,
            List<RuleText> rules,
            List<Open> open,
            List<PackProblem> refused) {}

    /**
     * A figure that nobody has set, by a document that can be cited.
     *
     * @param status {@code null} without a value, {@code placeholder} with one of our choice, {@code example} with one of another
     *     place
     * @param value what stands in for it; null if nothing does
     * @param mustCite the document that would set it
     */
    record Open(
            String id,
            Text title,
            String unit,
            String status,
            @Nullable String value,
            Text mustCite) {}

    private static final Set<String> OPEN = Set.of("null", "placeholder", "example");

    private static List<Open> open(RulePack pack) {
        List<Open> open = new ArrayList<>();
        for (Parameter parameter : pack.parameters().values()) {
            Parameter.Row latest = parameter.rows().get(parameter.rows().size() - 1);
            if (parameter.mustCite() != null && OPEN.contains(latest.status())) {
                open.add(new Open(
                        parameter.id(),
                        parameter.title(),
                        parameter.unit().yamlName(),
                        latest.status(),
                        latest.value(),
                        parameter.mustCite()));
            }
        }
        return open;
    }

    @Operation(summary = "现行规则包 / the rule pack in force")
    @GetMapping("/rule-packs/current")
    Pack current() {
        RulesInForce.Current current = rules.current();
        RulePack pack = current.engine().pack();
        RulePack.ExampleSet examples = pack.examples();
        return new Pack(
                pack.id(),
                pack.version(),
                pack.fingerprint(),
                pack.modelledFrom(),
                examples == null ? null : examples.id(),
                current.publication(),
                pack.exampleSets(),
                pack.rules(),
                open(pack),
                rules.refused());
    }

    @Operation(summary = "立即重读规则文件 / read the rule files again now")
    @PostMapping("/rule-packs/reload")
    ResponseEntity<?> reload() throws IOException {
        boolean changed = rules.refresh();
        if (!rules.refused().isEmpty()) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "规则文件有误，原规则继续有效 / the rule files are refused, the rules before them stay in force");
            problem.setTitle("规则包被拒绝 / rule pack refused");
            problem.setProperty("problems", rules.refused());
            return ResponseEntity.unprocessableContent().body(problem);
        }
        return ResponseEntity.ok(
                Map.of("changed", changed, "fingerprint", rules.pack().fingerprint()));
    }

    /** The labels of the pack, and the titles of what the pack itself numbers: records and figures name those by id only. */
    @Operation(summary = "各种代码的中英文名称 / what codes are called")
    @GetMapping("/labels")
    Map<String, Map<String, Text>> labels() {
        RulePack pack = rules.pack();
        Map<String, Map<String, Text>> labels = new TreeMap<>(pack.labels());
        Map<String, Text> deciders = new LinkedHashMap<>();
        pack.tables().local().decides().forEach(who -> deciders.put(who.name(), pack.label("recipient", who.name())));
        labels.put("decider", deciders);
        labels.put("ban", titles(pack.tables().bans(), Tables.Ban::title));
        labels.put("list", titles(pack.tables().lists(), Tables.SeriousList::title));
        Map<String, Text> measures = new TreeMap<>();
        pack.tables()
                .catalogues()
                .forEach(catalogue -> measures.putAll(titles(catalogue.measures(), Tables.CatalogueMeasure::title)));
        labels.put("measure", measures);
        labels.put("regime", titles(pack.tables().regimes(), Tables.Regime::title));
        labels.put("scheme", titles(pack.tables().schemes(), Tables.Scheme::title));
        labels.put("use", titles(pack.tables().reports().uses(), Tables.ReportUse::title));
        labels.put(
                "examples",
                pack.exampleSets().stream()
                        .collect(Collectors.toMap(RulePack.ExampleSet::id, RulePack.ExampleSet::title)));
        return labels;
    }

    private static <T> Map<String, Text> titles(Map<String, T> things, Function<T, Text> title) {
        Map<String, Text> titles = new TreeMap<>();
        things.forEach((id, thing) -> titles.put(id, title.apply(thing)));
        return titles;
    }
}
