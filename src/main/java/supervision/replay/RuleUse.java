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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import supervision.decision.Citation;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;
import supervision.law.SourceRef;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * A rule and what came of it in a replay.
 *
 * @param fired its findings by the file of the case, none where it concluded a step: first the cases that were read from a
 *     clause that it cites
 */
public record RuleUse(RuleText rule, Map<String, List<Finding>> fired) {

    /** All rules of a pack, in its order; cases that could not be decided show nothing. */
    public static List<RuleUse> of(RulePack pack, ReplayReport report) {
        Map<String, Map<FixtureCase, List<Finding>>> byRule = new HashMap<>();
        for (ReplayReport.Result result : report.results()) {
            if (result.decision() != null) {
                for (Finding finding : result.decision().findings()) {
                    byRule.computeIfAbsent(finding.rule(), rule -> new IdentityHashMap<>())
                            .computeIfAbsent(result.asked(), asked -> new ArrayList<>())
                            .add(finding);
                }
            }
            for (String rule : result.steps()) {
                byRule.computeIfAbsent(rule, key -> new IdentityHashMap<>())
                        .computeIfAbsent(result.asked(), asked -> new ArrayList<>());
            }
        }
        return pack.rules().stream()
                .map(rule -> new RuleUse(rule, ordered(rule, byRule.getOrDefault(rule.name(), Map.of()))))
                .toList();
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
