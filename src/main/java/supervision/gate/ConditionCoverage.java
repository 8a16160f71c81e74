package supervision.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import supervision.language.Condition;
import supervision.language.Pattern;
import supervision.language.Place;
import supervision.reading.Watch;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * Which comparisons of rules came out true in some case, and which false. One that was not asked, because another before it
 * had settled the matter, came out neither way.
 */
final class ConditionCoverage implements Watch {

    private final Map<String, Map<Place, boolean[]>> seen = new HashMap<>();

    /**
     * A comparison that the cases do not show both ways.
     *
     * @param held whether it is one that never held; otherwise it never failed
     */
    record Unseen(RuleText rule, Condition.Test test, boolean held) {}

    @Override
    public void tested(RuleText rule, Condition.Test test, Object fact, boolean held) {
        seen.computeIfAbsent(rule.file(), file -> new HashMap<>())
                .computeIfAbsent(test.place(), place -> new boolean[2])[held ? 1 : 0] = true;
    }

    /** How many comparisons rules have. */
    static long tests(Collection<RuleText> rules) {
        return rules.stream()
                .flatMap(rule -> rule.when().stream())
                .flatMap(Pattern::tests)
                .count();
    }

    /** What the cases do not show though they could, in the order of the rules. */
    List<Unseen> unseen(Collection<RuleText> rules, RulePack pack) {
        List<Unseen> unseen = new ArrayList<>();
        for (RuleText rule : rules) {
            Settled settled = new Settled(pack, rule);
            rule.when().stream().flatMap(Pattern::tests).forEach(test -> {
                boolean[] both = seen.getOrDefault(rule.file(), Map.of()).getOrDefault(test.place(), new boolean[2]);
                for (boolean held : new boolean[] {true, false}) {
                    Boolean always = settled.of(test);
                    if (!both[held ? 1 : 0] && (always == null || always == held)) {
                        unseen.add(new Unseen(rule, test, held));
                    }
                }
            });
        }
        return List.copyOf(unseen);
    }
}
