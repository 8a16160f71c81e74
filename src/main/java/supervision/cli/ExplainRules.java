package supervision.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import supervision.decision.Text;
import supervision.engine.HandedOverRules;
import supervision.gate.Readings;
import supervision.law.SourceRef;
import supervision.reading.RuleWords;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.replay.RuleUse;
import supervision.rulepack.LegalSource;
import supervision.rulepack.PackFiles;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import supervision.rulepack.RuleText;
import tools.jackson.databind.json.JsonMapper;

/** Lists rules with their clauses, the cases in which they fire, and their numbers. */
@Command(
        name = "rules",
        description = "列出规则及其条款、案例和数值 / list rules with their clauses, cases and figures",
        mixinStandardHelpOptions = true)
final class ExplainRules implements Callable<Integer> {

    private static final int TERMINAL = 120;

    /** Cases shown of a rule where all rules are listed. */
    private static final int FEW = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(
            names = "--clause",
            paramLabel = "ID",
            description = "只列引用该条款或文件的规则，如 laiwu-2020-19/6.2、6.2、food-safety-law"
                    + " / only rules that cite a clause or an instrument")
    private @Nullable String clause;

    @Option(
            names = "--rule",
            paramLabel = "TEXT",
            description = "只列名称含有该文字的规则 / only rules with this text in their names")
    private @Nullable String text;

    @Option(names = "--rules", paramLabel = "DIR", description = "规则包目录 / folder of the rule pack")
    private @Nullable String rules;

    @Option(
            names = "--cases",
            paramLabel = "DIR",
            description = "案例目录，默认为规则包旁的 fixtures / folder of cases, by default fixtures beside the rule pack")
    private @Nullable Path cases;

    @Option(
            names = "--as-handed-over",
            description = "显示引擎实际收到的规则文件：带级别、表的查询和去重，行号与原文件相同"
                    + " / print the rule files as the engine gets them: with levels, rows looked up and steps told apart,"
                    + " on the lines of the files themselves")
    private boolean asHandedOver;

    @Option(names = "--json", description = "以 JSON 输出，供程序读取 / print JSON, for programs")
    private boolean json;

    private final Screen out;
    private final Screen err;
    private final String usualRules;

    /** @param usualRules folder of the pack, in the form of the setting, for those who name none */
    ExplainRules(Screen out, Screen err, String usualRules) {
        this.out = out;
        this.err = err;
        this.usualRules = usualRules;
    }

    /** A number as the pack has it, row by row. */
    record Figure(String id, Text title, List<Row> rows) {}

    /** {@code standsIn} is the example set that gives a figure while the pack has none. */
    record Row(
            LocalDate from,
            @Nullable String value,
            String status,
            @Nullable String standsIn) {}

    /**
     * {@code says} is its conditions and its conclusion as a sentence, {@code cited} the clauses as a lawyer cites them;
     * {@code cases} is null if no cases were found to run.
     */
    record Rule(
            String rule,
            String en,
            Text says,
            List<String> clauses,
            List<Text> cited,
            String file,
            int line,
            LocalDate from,
            @Nullable LocalDate until,
            String concludes,
            @Nullable List<String> cases,
            List<Figure> figures) {}

    /** {@code unusedFigures} is null if only some rules were asked about, or no cases were found to run. */
    record Listing(
            String pack,
            String version,
            @Nullable String cases,
            List<Rule> rules,
            @Nullable List<Figure> unusedFigures) {}

    @Override
    public Integer call() throws IOException {
        Path folder = Path.of((rules == null ? usualRules : rules).replaceFirst("^file:", ""));
        PackFiles files = Packs.read(folder);
        RulePack pack = RulePackReader.read(files, null);
        if (asHandedOver) {
            return printHandedOver(pack);
        }
        SortedSet<String> clauses = clause == null ? new TreeSet<>() : clauses(pack, clause);
        if (clause != null && clauses.isEmpty()) {
            err.printf("没有这个条款，请从 rules/sources/ 中选取 / no such clause, take one from rules/sources/: %s%n", clause);
            suggest(pack, clause);
            return 2;
        }
        Path fixtures = cases == null ? folder.toAbsolutePath().normalize().resolveSibling("fixtures") : cases;
        if (cases != null && !Files.exists(cases)) {
            err.printf("案例目录不存在，请核对路径 / there are no cases here, check the path: %s%n", cases);
            return 2;
        }
        boolean replayed = Files.exists(fixtures);
        // cases take seconds, and say nothing of rules that there are none of
        if (pack.rules().stream().noneMatch(this::named)) {
            return noSuchRule();
        }
        // what applies in which case the plain reading says too, in half the time
        Readings readings = new Readings(files);
        ReplayReport report = replayed ? Replay.run(fixtures, readings) : new ReplayReport(List.of(), List.of());
        if (!report.problems().isEmpty()) {
            err.printf(
                    Locale.ROOT,
                    "%d 个案例文件无法读取，未计入 / case files could not be run and do not count; see supervision replay%n",
                    report.problems().size());
        }
        List<RuleUse> uses = RuleUse.of(pack, report, readings);
        List<RuleUse> wanted = uses.stream()
                .filter(use ->
                        named(use.rule()) && (clause == null || clauses.stream().anyMatch(use::cites)))
                .toList();
        if (wanted.isEmpty() && text != null) {
            return noSuchRule();
        }
        Figures figures = new Figures(pack, RulePackReader.read(files, "default"));
        boolean all = clause == null && text == null;
        RuleWords words = new RuleWords(pack);
        Listing listing = new Listing(
                pack.id(),
                pack.version(),
                replayed ? fixtures.toString() : null,
                wanted.stream()
                        .map(use -> rule(pack, use, clauses, replayed, figures, words))
                        .toList(),
                all && replayed ? figures.of(RuleUse.unusedFigures(pack, uses)) : null);
        if (json) {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(listing));
        } else {
            print(listing, all, report.results().size(), fixtures);
            clauses.forEach(id -> withoutRule(pack, id));
        }
        return 0;
    }

    /** All files, or those with a rule that was asked for. */
    private int printHandedOver(RulePack pack) {
        if (clause != null || json) {
            err.printf("--as-handed-over 只能与 --rule 或 --rules 同用，请去掉其他选项"
                    + " / --as-handed-over goes with --rule and --rules only, leave the others out%n");
            return 2;
        }
        Set<String> wanted =
                pack.rules().stream().filter(this::named).map(RuleText::file).collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return noSuchRule();
        }
        HandedOverRules.of(pack).forEach((path, handedOver) -> {
            if (text == null || wanted.contains(path)) {
                out.printf("// %s%n", path.isEmpty() ? "各文件的声明 / what all files declare" : path);
                handedOver.stripTrailing().lines().forEach(out::println);
                out.println();
            }
        });
        return 0;
    }

    /** Clauses that an id stands for: one, all of an instrument, or, for a number, the only one that has it. */
    private static SortedSet<String> clauses(RulePack pack, String id) {
        SortedSet<String> exact = new TreeSet<>();
        SortedSet<String> named = new TreeSet<>();
        for (LegalSource source : pack.sources().values()) {
            for (String key : source.clauses().keySet()) {
                String full = source.id() + "/" + key;
                if (full.equals(id) || source.id().equals(id)) {
                    exact.add(full);
                }
                if (key.equals(id) && id.matches("[0-9.]+")) {
                    named.add(full);
                }
            }
        }
        return exact.isEmpty() && named.size() == 1 ? named : exact;
    }

    private void suggest(RulePack pack, String id) {
        String[] parts = id.split("/", -1);
        LegalSource source = pack.sources().get(parts[0]);
        List<String> known = source != null
                ? source.clauses().keySet().stream()
                        .map(key -> source.id() + "/" + key)
                        .toList()
                : pack.sources().values().stream()
                        .filter(other -> other.clauses().containsKey(parts[parts.length - 1]))
                        .map(other -> other.id() + "/" + parts[parts.length - 1])
                        .toList();
        if (!known.isEmpty()) {
            Table.print(List.of(List.of("已有 / there are", String.join(", ", known))), err, TERMINAL);
        }
    }

    private int noSuchRule() {
        err.printf("没有这样的规则，请改用规则名称中的文字 / no such rule, use words of its name: %s%n", text);
        return 2;
    }

    private boolean named(RuleText rule) {
        return text == null
                || rule.name().contains(text)
                || rule.en().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    /** Why no rule carries a clause out, where the pack says so. */
    private void withoutRule(RulePack pack, String id) {
        Text why = pack.clause(SourceRef.parse(id)).noRule();
        if (why != null) {
            out.printf("%n没有规则 / no rule: %s  %s%n", id, pack.cited(id).zh());
            Table.wrapped(why.zh() + "\n" + why.en(), TERMINAL).forEach(out::println);
        }
    }

    private static Rule rule(
            RulePack pack,
            RuleUse use,
            Collection<String> clauses,
            boolean replayed,
            Figures figures,
            RuleWords words) {
        RuleText rule = use.rule();
        List<String> shown = clauses.isEmpty() ? List.copyOf(use.fired().keySet()) : use.cases(clauses);
        return new Rule(
                rule.name(),
                rule.en(),
                words.sentence(rule),
                rule.sources(),
                rule.sources().stream().map(pack::cited).toList(),
                rule.file(),
                rule.line(),
                rule.from(),
                rule.until(),
                rule.conclusion(),
                replayed ? shown : null,
                figures.of(use.figures()));
    }

    private void print(Listing listing, boolean few, int count, Path fixtures) {
        if (listing.cases() == null) {
            out.printf(
                    "没有找到案例，不能说明规则在哪些案例中适用；用 --cases 指明目录%n"
                            + "no cases at %s, so where rules fire is not known; name a folder with --cases%n%n",
                    fixtures);
        }
        for (Rule rule : listing.rules()) {
            Table.wrapped(rule.rule(), TERMINAL).forEach(out::println);
            Table.wrapped(rule.en(), TERMINAL).forEach(out::println);
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("  内容 says", rule.says().zh() + "\n" + rule.says().en()));
            rows.add(List.of("  条款 clauses", clauses(rule)));
            rows.add(List.of("  位置 at", rule.file() + ":" + rule.line()));
            rows.add(List.of("  施行 in force", rule.from() + " – " + (rule.until() == null ? "" : rule.until())));
            if (rule.cases() != null) {
                rows.add(List.of("  案例 cases", cases(rule.cases(), few ? FEW : Integer.MAX_VALUE)));
            }
            if (!rule.figures().isEmpty()) {
                rows.add(List.of(
                        "  数值 figures",
                        rule.figures().stream().map(ExplainRules::figure).collect(Collectors.joining("\n"))));
            }
            Table.print(rows, out, TERMINAL);
            out.println();
        }
        if (listing.unusedFigures() != null && !listing.unusedFigures().isEmpty()) {
            out.println("没有规则、表格或案例用到的数值，设定了也不起作用\n"
                    + "figures that no rule, table or case asks for: setting one does nothing");
            Table.print(
                    listing.unusedFigures().stream()
                            .map(figure -> List.of(
                                    "  " + figure.id(),
                                    figure.title().zh() + " / " + figure.title().en()))
                            .toList(),
                    out,
                    TERMINAL);
            out.println();
        }
        out.printf(
                Locale.ROOT,
                "%d 条规则 · rules%s%n",
                listing.rules().size(),
                listing.cases() == null ? "" : String.format(Locale.ROOT, ", %d 个案例 · cases", count));
    }

    /** Each with its id, by which it can be asked about. */
    private static String clauses(Rule rule) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rule.clauses().size(); i++) {
            lines.add(rule.clauses().get(i) + "  " + rule.cited().get(i).zh());
        }
        return String.join("\n", lines);
    }

    private static String cases(List<String> files, int most) {
        List<String> lines = new ArrayList<>(files.stream().limit(most).toList());
        if (files.isEmpty()) {
            return "没有 / none";
        }
        lines.set(0, files.size() + ": " + lines.get(0));
        if (files.size() > most) {
            lines.add("… 另有 / and more: " + (files.size() - most));
        }
        return String.join("\n", lines);
    }

    private static String figure(Figure figure) {
        boolean one = figure.rows().size() == 1;
        return figure.id() + "  "
                + figure.rows().stream()
                        .map(row -> (one ? "" : row.from() + " ")
                                + value(row)
                                + "[" + row.status()
                                + (row.standsIn() == null ? "" : "; 示例 example: " + row.standsIn())
                                + "]")
                        .collect(Collectors.joining("; "));
    }

    /** A map of grades is too long for a line; its file has it. */
    private static String value(Row row) {
        return row.value() == null || row.value().startsWith("{") ? "" : row.value() + " ";
    }

    /** The numbers of a pack, with what stands in for those that it does not have. */
    private record Figures(RulePack pack, RulePack withExamples) {

        List<Figure> of(Collection<String> ids) {
            return ids.stream().map(this::figure).toList();
        }

        private Figure figure(String id) {
            Parameter parameter = pack.parameter(id);
            List<Row> rows = new ArrayList<>();
            for (Parameter.Row row : parameter.rows()) {
                Parameter.Row shown = withExamples.parameter(id).on(row.from());
                // a map of grades is too long for a line; its file has it
                rows.add(new Row(
                        row.from(), row.value(), row.status(), row.hasValue() || shown == null ? null : shown.set()));
            }
            return new Figure(id, parameter.title(), rows);
        }
    }
}
