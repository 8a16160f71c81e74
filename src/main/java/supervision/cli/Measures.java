package supervision.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import supervision.casework.Answers;
import supervision.casework.DecideCase;
import supervision.casework.DecisionJson;
import supervision.casework.RulesInForce;
import supervision.decision.Citation;
import supervision.decision.Decision;
import supervision.decision.Ending;
import supervision.decision.Finding;
import supervision.decision.Text;
import supervision.facts.CreditCode;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;

/** Says what applies to an entity. */
@Command(
        name = "measures",
        description = "查询一个主体的监管措施 / which measures apply to an entity",
        mixinStandardHelpOptions = true)
final class Measures implements Callable<Integer> {

    /** Rank of what carries out law that ranks higher. */
    private static final String CARRIES_OUT = "NORMATIVE_DOCUMENT";

    /** Clauses that are named beside a conclusion; the JSON has all of them. */
    private static final int MOST_CLAUSES = 3;

    private static final Set<String> LANGUAGES = Set.of("zh", "en");

    private final Screen out;
    private final Screen err;
    private final Supplier<ConfigurableApplicationContext> started;

    @Parameters(paramLabel = "CODE", description = "统一社会信用代码 / unified social credit code")
    private @Nullable String code;

    @Option(names = "--as-of", description = "查询日，默认今天 / day asked about, today by default")
    private @Nullable LocalDate asOf;

    @Option(names = "--json", description = "输出 JSON，含全部依据 / as JSON, with all that it rests on")
    private boolean json;

    @Option(names = "--lang", defaultValue = "zh", description = "zh 或 en，默认 zh / zh or en, zh by default")
    private String language = "zh";

    /** @param started the application without its web server */
    Measures(Screen out, Screen err, Supplier<ConfigurableApplicationContext> started) {
        this.out = out;
        this.err = err;
        this.started = started;
    }

    @Override
    public Integer call() {
        String asked = CreditCode.parse(Objects.requireNonNull(code)).value();
        if (!LANGUAGES.contains(language)) {
            err.printf("没有这种语言，可用 zh、en / no such language, use zh or en: %s%n", language);
            return 2;
        }
        try (ConfigurableApplicationContext context = started.get()) {
            DecideCase decide = context.getBean(DecideCase.class);
            RulesInForce.Current rules = context.getBean(RulesInForce.class).current();
            LocalDate day = asOf == null ? decide.today() : asOf;
            Answers.Given given = context.getBean(Answers.class).give(decide.located(asked, day, null), rules);
            if (json) {
                // the bytes that the journal keeps, laid out for reading
                out.println(DecisionJson.pretty(given.answer()));
            } else {
                new Printed(given.decision(), rules.engine().pack(), language.equals("en"), out).all();
            }
            return 0;
        } catch (DecideCase.UnknownEntityException e) {
            err.printf("没有该主体的记录 / nothing is known about this entity: %s%n", asked);
            return 1;
        }
    }

    /** A decision as a person reads it, in one language: what applies first, each with its clauses, no ids. */
    private record Printed(Decision decision, RulePack pack, boolean english, Screen out) {

        void all() {
            head();
            items(
                    new Text("监管层级与检查", "Supervision and inspection"),
                    decision.inspection().stream()
                            .map(area -> item(area.findings(), inspection(area)))
                            .toList());
            items(
                    new Text("正在适用的措施", "Measures in force"),
                    decision.measures().stream()
                            .filter(Decision.MeasureApplied::inForce)
                            .map(this::measure)
                            .toList());
            items(
                    new Text("是否适用待人决定的措施", "Measures of which a person is asked"),
                    decision.measures().stream()
                            .filter(measure -> measure.asked() && !measure.blocked())
                            .map(this::measure)
                            .toList());
            items(
                    new Text("信用修复", "Repair"),
                    decision.repairs().stream()
                            .map(repair -> item(
                                    repair.findings(),
                                    record(repair.record()),
                                    label("channel", repair.channel().name()),
                                    label("answer", repair.answer().name()),
                                    when(repair)))
                            .toList());
            items(
                    new Text("由有关人员答复或者知会的事项", "For somebody to answer or to know"),
                    decision.referrals().stream()
                            .map(referral -> item(
                                    List.of(),
                                    referral.office() == null
                                            ? label("recipient", referral.to().name())
                                            : same(referral.office().name()),
                                    record(referral.about()),
                                    referral.question()))
                            .toList());
            items(
                    new Text("依法须办理的事项", "Duties"),
                    decision.duties().stream()
                            .map(duty -> item(
                                    List.of(duty.finding()),
                                    label("recipient", duty.who().name()),
                                    record(duty.about()),
                                    duty.text(),
                                    duty.dueOn() == null
                                            ? new Text("", "")
                                            : Text.of("%1$s 前", "by %1$s", duty.dueOn()),
                                    duty.overdue() ? new Text("已逾期", "overdue") : new Text("", "")))
                            .toList());
            items(
                    new Text("记录有误或者公示不当", "Faults"),
                    decision.faults().stream()
                            .map(fault -> item(
                                    List.of(fault.finding()),
                                    record(fault.record()),
                                    label("fault", fault.kind().name()),
                                    fault.text()))
                            .toList());
            out.println();
            say(
                    new Text(
                            "结论只供参考，由主管人员决定。公示、共享、新旧规定比较和全部依据用 --json 查看。English: --lang en",
                            "Answers are advice; a person decides. Publicity, sharing, comparisons of rules and all grounds: --json."));
        }

        private void head() {
            Decision.Subject entity = decision.entity();
            out.println(Stream.of(
                            entity.name(),
                            entity.code(),
                            entity.type() == null
                                    ? null
                                    : said(label("type", entity.type().name())),
                            entity.status() == null
                                    ? null
                                    : said(label("status", entity.status().name())))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("  ")));
            say(
                    decision.validUntil() == null
                            ? Text.of("截至 %1$s；没有新记录的，结论不变", "On %1$s; without new records it stays", decision.asOf())
                            : Text.of(
                                    "截至 %1$s；没有新记录的，到 %2$s 为止不变",
                                    "On %1$s; without new records it stays until %2$s",
                                    decision.asOf(),
                                    decision.validUntil().minusDays(1)));
            say(label("disposition", decision.disposition().name()));
            decision.warnings().forEach(warning -> say(Text.of("！%1$s", "! %1$s", warning.text())));
        }

        private Text[] inspection(Decision.Inspection area) {
            Text notSet = new Text("未设定", "not set");
            String times = area.effectiveTimesPerYear();
            List<Text> parts = new ArrayList<>();
            parts.add(label("field", area.area()));
            parts.add(
                    area.tier() == null
                            ? new Text("层级由人决定", "a person says the tier")
                            : label("tier", area.tier().name()));
            parts.add(Text.of(
                    "抽查比例 %1$s", "share drawn %1$s", area.ratio() == null ? notSet : same(share(area.ratio()))));
            parts.add(Text.of(
                    "抽查频次 %1$s",
                    "frequency %1$s",
                    times == null
                            ? notSet
                            : pack.labels().getOrDefault("frequency", Map.of()).getOrDefault(times, timesOf(times))));
            if (area.atLeastOnceEvery() != null) {
                parts.add(Text.of(
                        "法定至少每%1$s一次", "by law at least once in %1$s", period(Period.parse(area.atLeastOnceEvery()))));
            }
            if (area.fullCoverage()) {
                parts.add(label("conclusion", "FullCoverage"));
            }
            if (area.keyObject()) {
                parts.add(label("attention", "KEY_OBJECT"));
            }
            if (area.moreOften()) {
                parts.add(label("attention", "MORE_OFTEN"));
            }
            return parts.toArray(Text[]::new);
        }

        private static Text timesOf(String times) {
            return Text.of("每年 %1$s 次", "%1$s times a year", times);
        }

        private static Text period(Period period) {
            return period.getYears() > 0 && period.getMonths() == 0
                    ? Text.of("%1$s年", "%1$s years", period.getYears())
                    : Text.of("%1$s个月", "%1$s months", period.toTotalMonths());
        }

        /** A share or a range of shares in hundredths. */
        private static String share(String ratio) {
            return Arrays.stream(ratio.split("\\.\\."))
                    .map(part -> new BigDecimal(part)
                                    .movePointRight(2)
                                    .stripTrailingZeros()
                                    .toPlainString() + "%")
                    .collect(Collectors.joining("–"));
        }

        private List<Text> measure(Decision.MeasureApplied measure) {
            Tables.Role role = pack.tables().roles().get(measure.target());
            Text term = measure.ending() == Ending.ON_DAY && measure.until() != null
                    ? Text.of(
                            "%1$s 至 %2$s",
                            "%1$s to %2$s", day(measure.from()), measure.until().minusDays(1))
                    : Text.of(
                            "%1$s 起，%2$s",
                            "from %1$s, %2$s",
                            day(measure.from()),
                            label("ending", measure.ending().name()));
            return item(
                    measure.findings(),
                    measure.title(),
                    role == null ? same(measure.target()) : role.title(),
                    label("field", measure.area()),
                    term);
        }

        /** Something told, and the clauses that carry it; those of the opinion come after those of the law that it carries out. */
        private List<Text> item(List<Integer> findings, Text... parts) {
            Text told = Text.joined(
                    Arrays.stream(parts).filter(part -> !part.zh().isEmpty()).toList(), " · ", " · ");
            List<Text> cited = findings.stream()
                    .map(decision.findings()::get)
                    .map(Finding::sources)
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(citation -> citation.level().equals(CARRIES_OUT)))
                    .map(Citation::called)
                    .distinct()
                    .toList();
            if (cited.isEmpty()) {
                return List.of(told);
            }
            Text named = Text.joined(cited.stream().limit(MOST_CLAUSES).toList(), "、", "; ");
            return List.of(
                    told,
                    cited.size() <= MOST_CLAUSES
                            ? Text.of("  依据 %1$s", "  by %1$s", named)
                            : Text.of(
                                    "  依据 %1$s，另有 %2$s 条",
                                    "  by %1$s and %2$s more", named, cited.size() - MOST_CLAUSES));
        }

        /** What the day of an answer is: of a condition that is not met, when time alone would have let it be asked for. */
        private Text when(Decision.Repair repair) {
            LocalDate day = repair.day();
            if (day == null) {
                return new Text("", "");
            }
            return switch (repair.answer()) {
                case OPEN, NOT_BEFORE -> Text.of("%1$s 起", "from %1$s", day);
                case AUTOMATIC, NEVER, ENDED -> Text.of("%1$s 停止公示", "shown until %1$s", day);
                case CONDITION_NOT_MET, PERSON ->
                    day.isAfter(decision.asOf()) ? Text.of("最早 %1$s", "%1$s at the earliest", day) : new Text("", "");
                default -> same(day.toString());
            };
        }

        /** A record by its kind and the last part of its id, which is its number or its day; an area by its name. */
        private Text record(String id) {
            String kind = id.contains("/") ? id.substring(0, id.indexOf('/')) : id;
            Text called = pack.labels().getOrDefault("kind", Map.of()).get(kind);
            if (called == null) {
                return pack.labels().getOrDefault("field", Map.of()).getOrDefault(id, same(id));
            }
            String last = id.substring(id.lastIndexOf('/') + 1);
            return id.equals(kind) ? called : Text.of("%1$s %2$s", "%1$s %2$s", called, last);
        }

        private static Text day(@Nullable LocalDate day) {
            return day == null ? new Text("", "") : same(day.toString());
        }

        private static Text same(String text) {
            return new Text(text, text);
        }

        private Text label(String group, String name) {
            return pack.label(group, name);
        }

        /** Nothing where there is nothing to tell, and nothing twice. */
        private void items(Text title, List<List<Text>> told) {
            if (told.isEmpty()) {
                return;
            }
            out.println();
            say(Text.of("%1$s", "%1$s", title));
            told.stream().distinct().forEach(lines -> lines.forEach(line -> out.println("  " + said(line))));
        }

        private void say(Text text) {
            out.println(said(text));
        }

        private String said(Text text) {
            return english ? text.en() : text.zh();
        }
    }
}
