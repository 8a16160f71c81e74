package supervision.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import supervision.casework.DecideCase;
import supervision.casework.Explanations;
import supervision.casework.OpenDecisionException;
import supervision.decision.Text;
import supervision.facts.CreditCode;
import tools.jackson.databind.json.JsonMapper;

/** Says why measures do not apply to an entity and repairs are not open, and from when they will. */
@Command(
        name = "measures",
        description =
                "说明哪些措施为何不适用、修复为何尚不能申请、何时会变化 / say why measures do not apply and repairs are not open, and when that changes",
        mixinStandardHelpOptions = true)
final class ExplainMeasures implements Callable<Integer> {

    private static final int TERMINAL = 120;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "CODE", description = "统一社会信用代码 / unified social credit code")
    private @Nullable String code;

    @Option(names = "--as-of", description = "查询日，默认今天 / day asked about, today by default")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--what",
            paramLabel = "WHAT",
            defaultValue = "all",
            description =
                    "all、措施编号、list:名单编号、rule:规则名称或者 repair:记录编号"
                            + " / all, the id of a measure, list: and its id, rule: and its name, or repair: and the id of a record")
    private @Nullable String what;

    @Option(names = "--json", description = "以 JSON 输出，供程序读取 / print JSON, for programs")
    private boolean json;

    private final Screen out;
    private final Screen err;
    private final Supplier<ConfigurableApplicationContext> application;

    ExplainMeasures(Screen out, Screen err, Supplier<ConfigurableApplicationContext> application) {
        this.out = out;
        this.err = err;
        this.application = application;
    }

    @Override
    public Integer call() {
        String asked = CreditCode.parse(Objects.requireNonNull(code)).value();
        try (ConfigurableApplicationContext context = application.get()) {
            LocalDate day = asOf == null ? context.getBean(DecideCase.class).today() : asOf;
            Explanations.Explanation found =
                    context.getBean(Explanations.class).explain(asked, day, null, Objects.requireNonNull(what));
            if (json) {
                out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(found));
            } else {
                print(found);
            }
            return 0;
        } catch (DecideCase.UnknownEntityException e) {
            err.printf("没有该主体的记录 / nothing is known about this entity: %s%n", asked);
            return 1;
        } catch (Explanations.UnknownSubjectException e) {
            err.printf("没有这一项，可用下列之一 / there is no such thing, give one of these: %s%n", e.getMessage());
            e.known()
                    .forEach((form, ids) ->
                            ids.forEach(id -> err.println("  " + (form.endsWith(":") ? form : "") + id)));
            return 2;
        } catch (OpenDecisionException e) {
            err.printf(
                    "两次读取规则的结果不一致，由主管人员处理 / the two readings of the rules differ: decision %s goes to the supervisor%n",
                    e.getMessage());
            return 2;
        }
    }

    private void print(Explanations.Explanation found) {
        if (found.applies() != null) {
            out.println(found.applies() ? "适用 / applies" : "不适用 / does not apply");
        }
        found.broughtBy().forEach(text -> out.printf("  由此产生 / brought by: %s / %s%n", text.zh(), text.en()));
        for (Explanations.RuleMissed rule : found.rules()) {
            Table.wrapped(rule.rule(), TERMINAL).forEach(out::println);
            Table.wrapped(rule.en(), TERMINAL).forEach(out::println);
            List<List<String>> rows = new ArrayList<>();
            rows(rule, found, "  ", rows);
            Table.print(rows, out, TERMINAL);
            out.println();
        }
        for (Explanations.Road road : found.repairs()) {
            out.printf(
                    "修复 / repair: %s  %s  %s / %s%n",
                    road.record(), road.channel(), road.says().zh(), road.says().en());
            List<List<String>> rows = new ArrayList<>();
            for (Explanations.Step step : road.steps()) {
                rows.add(List.of(
                        "  " + step.called().zh() + " " + step.called().en(),
                        step.day() == null ? "" : step.day().toString(),
                        step.says().zh() + "\n" + step.says().en()));
            }
            Table.print(rows, out, TERMINAL);
            out.println();
        }
        out.printf(
                Locale.ROOT,
                "未列出的规则 / rules not listed: %d   没有相应记录的规则 / rules without a record of their kind: %d%n",
                found.moreRules(),
                found.withoutRecord());
    }

    private static String until(Explanations.Explanation found) {
        return found.lookedUntil() == null
                ? ""
                : "（已看至 / looked at up to " + found.lookedUntil().minusDays(1) + "）";
    }

    private static void rows(
            Explanations.RuleMissed rule, Explanations.Explanation found, String indent, List<List<String>> rows) {
        if (!rule.about().isEmpty()) {
            rows.add(List.of(indent + "关于 about", String.join(", ", rule.about().values())));
        }
        if (!rule.known()) {
            rows.add(List.of(
                    indent + "没有 none",
                    "没有“" + rule.kind().zh() + "” / no “" + rule.kind().en() + "” is known"));
        }
        if (!rule.inForce()) {
            rows.add(List.of(indent + "施行 in force", rule.from() + " – " + (rule.until() == null ? "" : rule.until())));
        }
        Explanations.Lacking lacking = rule.lacking();
        if (lacking != null) {
            lacking.given().forEach(given -> rows.add(List.of(indent + "✓", both(given))));
            rows.add(List.of(indent + "须 needs", both(lacking.element())));
            lacking.there().forEach(there -> {
                rows.add(List.of(
                        indent + "现有 there is", both(there.what()) + "\n" + String.join(", ", there.evidence())));
                there.by().forEach(by -> rows.add(List.of("", both(by))));
            });
        }
        for (Explanations.ConditionFailed failed : rule.failed()) {
            for (Explanations.Comparison compared : failed.compared()) {
                rows.add(List.of(
                        indent + "✗",
                        compared.says().zh() + "\n" + compared.says().en()));
            }
            if (failed.holdsFrom() != null) {
                rows.add(List.of("", "自该日自动满足 / holds by itself from " + failed.holdsFrom()));
            }
        }
        rows.add(List.of(
                indent + "何时 when",
                rule.appliesFrom() == null
                        ? "没有新记录不会适用 / not without a new record" + until(found)
                        : "自该日自动适用 / applies by itself from " + rule.appliesFrom()));
        rows.add(List.of(
                indent + "条款 clauses",
                rule.sources().stream()
                        .map(clause -> clause.id() + "  " + clause.cited().zh())
                        .collect(Collectors.joining("\n"))));
        if (lacking != null) {
            for (Explanations.RuleMissed below : lacking.below()) {
                rows.add(List.of(indent + "└", below.rule() + "\n" + below.en()));
                rows(below, found, indent + "  ", rows);
            }
        }
    }

    private static String both(Text text) {
        return text.zh() + "\n" + text.en();
    }
}
