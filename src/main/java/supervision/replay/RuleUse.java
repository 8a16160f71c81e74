package supervision.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import supervision.decision.Citation;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * A rule and what came of it in a replay.
 *
 * @param fired its findings by the file of the case, in the order of the files
 */
public record RuleUse(RuleText rule, Map<String, List<Finding>> fired) {

    /** All rules of a pack, in its order; cases that could not be decided show nothing. */
    public static List<RuleUse> of(RulePack pack, ReplayReport report) {
        Map<String, Map<String, List<Finding>>> byRule = new HashMap<>();
        for (ReplayReport.Result result : report.results()) {
            if (result.decision() != null) {
                for (Finding finding : result.decision().findings()) {
                    byRule.computeIfAbsent(finding.rule(), rule -> new LinkedHashMap<>())
                            .computeIfAbsent(result.asked().file(), file -> new ArrayList<>())
                            .add(finding);
                }
            }
        }
        return pack.rules().stream()
                .map(rule -> new RuleUse(rule, Collections.unmodifiableMap(byRule.getOrDefault(rule.name(), Map.of()))))
                .toList();
    }

    /** Files of the cases in which it fired, of those with a table row of a clause alone where the rule itself cites another. */
    public List<String> cases(String clause) {
        return fired.entrySet().stream()
                .filter(entry -> rule.sources().contains(clause)
                        || entry.getValue().stream().anyMatch(finding -> cites(finding, clause)))
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
        unused.removeAll(pack.tables().figures());
        return unused;
    }
}
