package supervision.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Citation;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;
import supervision.facts.Case;
import supervision.law.SourceRef;
import supervision.reading.Scene;
import supervision.reading.SecondReading;
import supervision.reading.Watch;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * A rule and what came of it in a replay.
 *
 * @param fired its findings by the file of the case, none where it concluded a step: first the cases that were read from a
 *     clause that it cites
 */
public record RuleUse(RuleText rule, Map<String, List<Finding>> fired) {

    /**
     * All rules of a pack, in its order; cases that could not be decided show nothing.
     *
     * @param readings gives the reading with an example set, by which steps are found: they are in no decision
     */
    public static List<RuleUse> of(
            RulePack pack, ReplayReport report, Function<@Nullable String, SecondReading> readings) {
        return shown(pack, report, result -> steps(result, readings));
    }

    /** The same without the rules that conclude steps, which no case shows then. */
    public static List<RuleUse> ofFindings(RulePack pack, ReplayReport report) {
        return shown(pack, report, result -> List.of());
    }

    private static List<RuleUse> shown(
            RulePack pack, ReplayReport report, Function<ReplayReport.Result, List<String>> steps) {
        Map<String, Map<FixtureCase, List<Finding>>> byRule = new HashMap<>();
        for (ReplayReport.Result result : report.results()) {
            if (result.decision() == null) {
                continue;
            }
            for (Finding finding : result.decision().findings()) {
                byRule.computeIfAbsent(finding.rule(), rule -> new IdentityHashMap<>())
                        .computeIfAbsent(result.asked(), asked -> new ArrayList<>())
                        .add(finding);
            }
            for (String rule : steps.apply(result)) {
                byRule.computeIfAbsent(rule, key -> new IdentityHashMap<>())
                        .computeIfAbsent(result.asked(), asked -> new ArrayList<>());
            }
        }
        return pack.rules().stream()
                .map(rule -> new RuleUse(rule, ordered(rule, byRule.getOrDefault(rule.name(), Map.of()))))
                .toList();
    }

    /** Rules that conclude a step about a case. */
    private static List<String> steps(ReplayReport.Result result, Function<@Nullable String, SecondReading> readings) {
        FixtureCase.Decide question = (FixtureCase.Decide) result.asked().question();
        Case asked = question.asked();
        SecondReading reading = (SecondReading) Replay.assuming(readings.apply(question.examples()), question);
        Scene scene = reading.scene(asked, Watch.NONE);
        return reading.rules().stream()
                .filter(rule -> concludesStep(reading.pack(), rule.rule())
                        && rule.rule().inForceOn(asked.asOf())
                        && !scene.steps(rule).isEmpty())
                .map(rule -> rule.rule().name())
                .toList();
    }

    private static boolean concludesStep(RulePack pack, RuleText rule) {
        return pack.declarations()
                .containsKey(Objects.requireNonNull(rule.then()).type());
    }

    private static Map<String, List<Finding>> ordered(RuleText rule, Map<FixtureCase, List<Finding>> fired) {
        Map<String, List<Finding>> ordered = new LinkedHashMap<>();
        fired.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing((FixtureCase asked) -> !readFrom(asked, rule.sources()))
                                .thenComparing(FixtureCase::file)))
                .forEach(entry -> ordered.put(entry.getKey().file(), entry.getValue()));
        return Collections.unmodifiableMap(ordered);
    }

    private static boolean readFrom(FixtureCase asked, List<String> clauses) {
        return asked.why().stream().map(SourceRef::toString).anyMatch(clauses::contains);
    }

    /**
     * Files of the cases in which it fired, in their order. Where the rule cites another clause itself, only those count in
     * which a table row behind a finding cites one of these.
     */
    public List<String> cases(Collection<String> clauses) {
        return fired.entrySet().stream()
                .filter(entry -> clauses.stream()
                        .anyMatch(clause -> rule.sources().contains(clause)
                                || entry.getValue().stream().anyMatch(finding -> cites(finding, clause))))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether it cites a clause itself, or a table row behind one of its findings did. */
    public boolean cites(String clause) {
        return rule.sources().contains(clause) || findings().anyMatch(finding -> cites(finding, clause));
    }

    private static boolean cites(Finding finding, String clause) {
        return finding.sources().stream().map(Citation::id).anyMatch(clause::equals);
    }

    /** Ids of the numbers that it names, and of those that were asked for its facts. */
    public SortedSet<String> figures() {
        SortedSet<String> ids = new TreeSet<>(rule.figures());
        findings()
                .forEach(finding ->
                        finding.parameters().stream().map(FigureUsed::id).forEach(ids::add));
        return ids;
    }

    public Stream<Finding> findings() {
        return fired.values().stream().flatMap(List::stream);
    }

    /** Parameters that no rule and no row of a table names and that no finding of any case rests on: setting one does nothing. */
    public static SortedSet<String> unusedFigures(RulePack pack, Collection<RuleUse> uses) {
        SortedSet<String> unused = new TreeSet<>(pack.parameters().keySet());
        uses.forEach(use -> unused.removeAll(use.figures()));
        unused.removeAll(pack.figuresOfTables());
        return unused;
    }
}
