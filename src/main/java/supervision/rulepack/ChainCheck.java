package supervision.rulepack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supervision.decision.Text;
import supervision.language.Pattern;

/**
 * Rules may match what other rules concluded, and must not feed themselves: a chain that comes back to where it began could
 * conclude something new for ever. It goes by types: whether the conditions would stop it is not asked.
 */
final class ChainCheck {

    private ChainCheck() {}

    static void check(List<RuleText> rules, List<PackProblem> problems) {
        Map<String, List<RuleText>> matching = new HashMap<>();
        for (RuleText rule : rules) {
            rule.when().stream()
                    .map(Pattern::type)
                    .distinct()
                    .forEach(type -> matching.computeIfAbsent(type, key -> new ArrayList<>())
                            .add(rule));
        }
        for (RuleText rule : rules) {
            List<RuleText> chain = chainBackTo(rule, matching);
            if (!chain.isEmpty()) {
                problems.add(new PackProblem(
                        rule.file(),
                        rule.line(),
                        Text.of(
                                "规则 `%1$s` 循环引发自身：%2$s",
                                "rule `%1$s` feeds itself: %2$s", rule.name(), told(rule, chain)),
                        new Text(
                                "从结论背后的事实得出结论，不要从结论得出结论",
                                "draw the conclusion from the prepared fact behind it, not from a conclusion")));
            }
        }
    }

    /** The rules from one that matches what this rule concludes to one that concludes what it matches; empty if none do. */
    private static List<RuleText> chainBackTo(RuleText rule, Map<String, List<RuleText>> matching) {
        Map<RuleText, RuleText> before = new HashMap<>();
        Set<RuleText> seen = new HashSet<>();
        Deque<RuleText> open = new ArrayDeque<>();
        open.add(rule);
        while (!open.isEmpty()) {
            RuleText at = open.remove();
            if (at.then() == null) {
                continue;
            }
            for (RuleText next : matching.getOrDefault(at.then().type(), List.of())) {
                if (next.equals(rule)) {
                    List<RuleText> chain = new ArrayList<>();
                    for (RuleText step = at; step != null; step = step.equals(rule) ? null : before.get(step)) {
                        chain.add(0, step);
                    }
                    return chain;
                }
                if (seen.add(next)) {
                    before.put(next, at);
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static Text told(RuleText rule, List<RuleText> chain) {
        Text told = Text.of("它匹配 `%1$s`", "it matches `%1$s`", rule.facts().get(0));
        for (RuleText step : chain) {
            told = step.equals(rule)
                    ? Text.of("%1$s，得出 `%2$s`", "%1$s and concludes `%2$s`", told, step.conclusion())
                    : Text.of(
                            "%1$s，规则 `%2$s` 由此得出 `%3$s`",
                            "%1$s, from which rule `%2$s` concludes `%3$s`", told, step.name(), step.conclusion());
        }
        return told;
    }
}
