package supervision.casework;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Citation;
import supervision.decision.Text;
import supervision.dossier.Grounds;
import supervision.dossier.Told;
import supervision.gate.Readings;
import supervision.language.Condition;
import supervision.language.Declaration;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Row;
import supervision.reading.RuleWords;
import supervision.replay.FixtureCase;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.replay.RuleUse;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/** What there is to know of one rule in force: its clauses, what it says, what it looks up, what it rests on and who rests on it. */
public final class RulePages {

    /** Rows of a table that are shown of a rule; all that it may match are counted. */
    private static final int MOST_ROWS = 200;

    private final RulesInForce rules;
    private final @Nullable Path cases;

    /** Replayed once for each pack: that takes seconds. */
    private @Nullable Shown shown;

    private record Shown(String fingerprint, int cases, Map<String, List<ShownIn>> byRule) {}

    /** @param cases folder of the cases; null if there is none at hand */
    public RulePages(RulesInForce rules, @Nullable Path cases) {
        this.rules = rules;
        this.cases = cases;
    }

    /**
     * A rule.
     *
     * @param pack fingerprint of the pack in force
     * @param says its conditions and its conclusion as a sentence
     * @param text as it stands in its file
     * @param looksAt what it looks at, in its order: records, rows of tables, and what other rules conclude
     * @param concludes what it concludes
     * @param askedBy rules that ask for what it concludes
     */
    public record Page(
            String rule,
            String en,
            String pack,
            String file,
            int line,
            LocalDate from,
            @Nullable LocalDate until,
            Text says,
            List<Citation> clauses,
            List<String> leadUnits,
            List<String> responsibleUnits,
            String text,
            List<Looked> looksAt,
            List<Figure> figures,
            List<Table> tables,
            Concluded concludes,
            List<Named> askedBy) {}

    /** A rule by its name. */
    public record Named(String rule, String en) {}

    /**
     * What a rule looks at.
     *
     * @param concludedBy rules that conclude it; none if it is told, or a row of a table
     */
    public record Looked(String type, Text title, List<Named> concludedBy) {}

    /** @param step whether it is for other rules only, and in no answer */
    public record Concluded(String type, Text title, boolean step) {}

    /** A number as the pack has it. */
    public record Figure(String id, Text title, String unit, List<Value> rows) {}

    /**
     * A row of a number.
     *
     * @param value null where there is none
     * @param cited the clause of {@code source} as a lawyer cites it
     * @param set example set that it is from; null if it is the pack's own
     */
    public record Value(
            LocalDate from,
            @Nullable String value,
            String source,
            Text cited,
            String evidence,
            String status,
            @Nullable String set) {}

    /**
     * Rows of a table that the rule may match, by what it says of them itself.
     *
     * @param total how many there are
     */
    public record Table(String file, Text title, List<Text> columns, List<RowOfTable> rows, int total) {}

    /** @param cited its clauses as a lawyer cites them */
    public record RowOfTable(List<Text> values, List<String> clauses, List<Text> cited) {}

    /**
     * The cases in which a rule applies.
     *
     * @param known whether there are cases at hand at all
     * @param played how many there are
     */
    public record Cases(String rule, boolean known, int played, List<ShownIn> cases) {}

    /** A case: its file, and what it is about. */
    public record ShownIn(String file, Text sentence, List<String> why) {}

    /** There is no rule of a name in the pack in force. */
    public static final class UnknownRuleException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownRuleException(String name) {
            super(name);
        }
    }

    /** @throws UnknownRuleException if there is no such rule */
    public Page page(String name) {
        RulePack pack = rules.pack();
        RuleText rule = rule(pack, name);
        RuleWords words = new RuleWords(pack);
        List<Table> tables = new ArrayList<>();
        TreeSet<String> figures = new TreeSet<>(rule.figures());
        rule.when().stream()
                .filter(pattern -> isTable(pack, pattern.type()))
                .forEach(pattern -> tables.add(table(pack, pattern, words, figures)));
        return new Page(
                rule.name(),
                rule.en(),
                pack.fingerprint(),
                rule.file(),
                rule.line(),
                rule.from(),
                rule.until(),
                words.sentence(rule),
                rule.sources().stream().map(id -> Grounds.citation(pack, id)).toList(),
                rule.leadUnits(),
                rule.responsibleUnits(),
                text(pack, rule),
                looksAt(pack, rule, words),
                figures.stream().map(id -> figure(pack, pack.parameter(id))).toList(),
                tables,
                new Concluded(
                        rule.conclusion(),
                        kind(pack, words, rule.conclusion()),
                        pack.declarations().containsKey(Declaration.PACKAGE + "." + rule.conclusion())),
                named(pack, other -> other.facts().contains(rule.conclusion())));
    }

    private static RuleText rule(RulePack pack, String name) {
        return pack.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownRuleException(name));
    }

    private static boolean isTable(RulePack pack, String type) {
        Declaration declared = pack.declarations().get(type);
        return declared != null && declared.isTable();
    }

    /** Conclusions have words of their own beside the things that are told. */
    private static Text kind(RulePack pack, RuleWords words, String type) {
        Text concluded = pack.labels().getOrDefault("conclusion", Map.of()).get(type);
        return concluded == null ? words.kind(type) : concluded;
    }

    private static List<Looked> looksAt(RulePack pack, RuleText rule, RuleWords words) {
        Map<String, Looked> once = new LinkedHashMap<>();
        rule.when()
                .forEach(pattern -> once.computeIfAbsent(
                        pattern.written(),
                        type -> new Looked(
                                type,
                                kind(pack, words, type),
                                named(pack, other -> other.conclusion().equals(type)))));
        return List.copyOf(once.values());
    }

    private static List<Named> named(RulePack pack, Predicate<RuleText> which) {
        return pack.rules().stream()
                .filter(which)
                .map(rule -> new Named(rule.name(), rule.en()))
                .toList();
    }

    /** The lines of a rule, from its name to its end. */
    private static String text(RulePack pack, RuleText rule) {
        List<String> lines =
                Objects.requireNonNull(pack.drl().get(rule.file())).lines().toList();
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(rule.line() - 1, lines.size())) {
            text.append(line).append('\n');
            if (line.strip().equals("end")) {
                break;
            }
        }
        return text.toString();
    }

    private static Figure figure(RulePack pack, Parameter figure) {
        return new Figure(
                figure.id(),
                figure.title(),
                figure.unit().yamlName(),
                figure.rows().stream()
                        .map(row -> new Value(
                                row.from(),
                                row.entries().isEmpty()
                                        ? row.value()
                                        : row.entries().toString(),
                                row.source(),
                                pack.cited(row.source()),
                                row.evidence(),
                                row.status(),
                                row.set()))
                        .toList());
    }

    private static Table table(RulePack pack, Pattern pattern, RuleWords words, TreeSet<String> figures) {
        Declaration declared = Objects.requireNonNull(pack.declarations().get(pattern.type()));
        List<Row> rows = pack.rows().getOrDefault(pattern.type(), List.of()).stream()
                .filter(row -> maybe(pattern, row))
                .toList();
        List<RowOfTable> shown = new ArrayList<>();
        for (Row row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            List<Text> values = new ArrayList<>();
            for (Declaration.Part part : declared.parts()) {
                Object value = row.values().value(part.name());
                values.add(
                        Told.NEVER.equals(value) || value.equals("")
                                ? new Text("—", "—")
                                : words.value(part.name(), value));
                if (part.figure() != null && pack.parameters().containsKey(value)) {
                    figures.add((String) value);
                }
            }
            shown.add(new RowOfTable(
                    values,
                    row.sources(),
                    row.sources().stream().map(pack::cited).toList()));
        }
        String table = Objects.requireNonNull(declared.table());
        return new Table(
                "tables/" + table + ".yaml",
                new Text(declared.zh(), declared.en()),
                declared.parts().stream()
                        .map(part -> new Text(part.zh(), part.en()))
                        .toList(),
                shown,
                rows.size());
    }

    /** Whether a row meets what the rule says of it in so many words. */
    private static boolean maybe(Pattern pattern, Row row) {
        return pattern.conditions().stream()
                .filter(Condition.Test.class::isInstance)
                .map(Condition.Test.class::cast)
                .allMatch(test -> {
                    if (test.left() instanceof Operand.Component component
                            && test.operator() == Condition.Operator.EQUAL
                            && test.right().get(0) instanceof Operand.Text text) {
                        Object value = row.values().value(component.name());
                        return text.value().equals(value instanceof Enum<?> code ? code.name() : value);
                    }
                    return true;
                });
    }

    /**
     * The cases in which a rule applies.
     *
     * @throws UnknownRuleException if there is no such rule
     */
    public Cases cases(String name) {
        RulePack pack = rules.pack();
        String rule = rule(pack, name).name();
        if (cases == null) {
            return new Cases(rule, false, 0, List.of());
        }
        Shown all = played(pack, cases);
        return new Cases(rule, true, all.cases(), all.byRule().getOrDefault(rule, List.of()));
    }

    private synchronized Shown played(RulePack pack, Path folder) {
        if (shown == null || !shown.fingerprint().equals(pack.fingerprint())) {
            shown = play(pack, folder);
        }
        return shown;
    }

    private static Shown play(RulePack pack, Path folder) {
        try {
            Readings readings = new Readings(pack.files());
            ReplayReport report = Replay.run(folder, readings);
            Map<String, ShownIn> cases = report.results().stream()
                    .map(ReplayReport.Result::asked)
                    .collect(Collectors.toMap(FixtureCase::file, RulePages::shownIn, (one, other) -> one));
            Map<String, List<ShownIn>> byRule = new TreeMap<>();
            RuleUse.of(pack, report, readings)
                    .forEach(use -> byRule.put(
                            use.rule().name(),
                            use.fired().keySet().stream()
                                    .map(file -> Objects.requireNonNull(cases.get(file)))
                                    .toList()));
            return new Shown(pack.fingerprint(), report.results().size(), byRule);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ShownIn shownIn(FixtureCase one) {
        return new ShownIn(
                one.file(),
                new Text(one.sentence(), one.en()),
                one.why().stream().map(Object::toString).toList());
    }
}
