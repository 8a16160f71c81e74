package supervision.rulepack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supervision.decision.Text;
import supervision.language.Levels;
import supervision.language.Pattern;

/**
 * Rules may match what other rules concluded, and must not feed themselves: a chain that comes back to where it began could
 * conclude something new for ever, and {@code not} would have no meaning. It goes by types: whether the conditions would stop
 * it is not asked. A chain that does not come back has its length: each level more is one that a person has to go through.
 */
final class ChainCheck {

    /** Levels that the law of a case needs, with room. */
    static final int MOST_LEVELS = 14;

    private ChainCheck() {}

    static void check(List<RuleText> rules, List<PackProblem> problems) {
        Set<RuleText> inCircles = checkCircles(rules, problems);
        checkLevels(rules.stream().filter(rule -> !inCircles.contains(rule)).toList(), problems);
    }

    /** The rules that feed themselves, each of which is reported. */
    private static Set<RuleText> checkCircles(List<RuleText> rules, List<PackProblem> problems) {
        Set<RuleText> inCircles = byIdentity();
        Map<String, List<RuleText>> matching = new HashMap<>();
        for (RuleText rule : rules) {
            rule.when().stream()
                    .map(Pattern::type)
                    .distinct()
                    .forEach(type -> matching.computeIfAbsent(type, key -> new ArrayList<>())
                            .add(rule));
        }
        Map<String, Set<String>> led = new HashMap<>();
        for (RuleText rule : rules) {
            if (rule.then() != null
                    && rule.when().stream()
                            .map(Pattern::type)
                            .anyMatch(
                                    led.computeIfAbsent(rule.then().type(), type -> ledToBy(type, matching))
                                            ::contains)) {
                inCircles.add(rule);
                problems.add(new PackProblem(
                        rule.file(),
                        rule.line(),
                        Text.of(
                                "规则 `%1$s` 循环引发自身：%2$s",
                                "rule `%1$s` feeds itself: %2$s", rule.name(), told(rule, chainBackTo(rule, matching))),
                        new Text(
                                "从其背后的事实或者步骤得出结论，不要回到结论本身；`not` 也算匹配",
                                "draw the conclusion from the fact or step behind it and not from itself;"
                                        + " `not` matches too")));
            }
        }
        return inCircles;
    }

    private static void checkLevels(List<RuleText> rules, List<PackProblem> problems) {
        Levels levels = new Levels(rules);
        for (RuleText rule : rules) {
            // those above it stand on the same chain
            if (rule.then() != null && levels.of(rule) == MOST_LEVELS + 1) {
                problems.add(new PackProblem(
                        rule.file(),
                        rule.line(),
                        Text.of(
                                "规则 `%1$s` 在第 %2$s 级，最多 %3$s 级：%4$s",
                                "rule `%1$s` stands on level %2$s, and %3$s are the most: %4$s",
                                rule.name(),
                                MOST_LEVELS + 1,
                                MOST_LEVELS,
                                below(rule, rules, levels)),
                        new Text("减少中间步骤，或者直接匹配事实", "leave out a step on the way, or match the facts themselves")));
            }
        }
    }

    /** What is concluded on the way up to a rule, lowest first. */
    private static String below(RuleText rule, List<RuleText> rules, Levels levels) {
        List<String> concluded = new ArrayList<>(List.of(rule.conclusion()));
        RuleText at = rule;
        while (levels.of(at) > 1) {
            RuleText above = at;
            at = rules.stream()
                    .filter(each -> each.then() != null
                            && levels.of(each) == levels.of(above) - 1
                            && above.when().stream()
                                    .anyMatch(pattern ->
                                            pattern.type().equals(each.then().type())))
                    .findFirst()
                    .orElseThrow();
            concluded.add(0, at.conclusion());
        }
        return String.join(" → ", concluded);
    }

    /** Whatever is concluded, over however many rules, from something of a type, which is one of them. */
    private static Set<String> ledToBy(String type, Map<String, List<RuleText>> matching) {
        Set<String> led = new HashSet<>(Set.of(type));
        Deque<String> open = new ArrayDeque<>(led);
        while (!open.isEmpty()) {
            for (RuleText rule : matching.getOrDefault(open.remove(), List.of())) {
                if (rule.then() != null && led.add(rule.then().type())) {
                    open.add(rule.then().type());
                }
            }
        }
        return led;
    }

    /** The rules from one that matches what this rule concludes to one that concludes what it matches: there is such a chain. */
    private static List<RuleText> chainBackTo(RuleText rule, Map<String, List<RuleText>> matching) {
        Map<RuleText, RuleText> before = new IdentityHashMap<>();
        Set<RuleText> seen = byIdentity();
        Deque<RuleText> open = new ArrayDeque<>();
        open.add(rule);
        while (!open.isEmpty()) {
            RuleText at = open.remove();
            if (at.then() == null) {
                continue;
            }
            for (RuleText next : matching.getOrDefault(at.then().type(), List.of())) {
                if (next == rule) {
                    List<RuleText> chain = new ArrayList<>();
                    for (RuleText step = at; step != null; step = step == rule ? null : before.get(step)) {
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
        throw new IllegalStateException("nothing leads back to the rule " + rule.name());
    }

    /** What a rule says is long: its equals and its hash would go through all of it with each step. */
    private static Set<RuleText> byIdentity() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static Text told(RuleText rule, List<RuleText> chain) {
        String matched = chain.get(chain.size() - 1).conclusion();
        Text told = Text.of("它匹配 `%1$s`", "it matches `%1$s`", matched);
        for (RuleText step : chain) {
            told = step == rule
                    ? Text.of("%1$s，得出 `%2$s`", "%1$s and concludes `%2$s`", told, step.conclusion())
                    : Text.of(
                            "%1$s，规则 `%2$s` 由此得出 `%3$s`",
                            "%1$s, from which rule `%2$s` concludes `%3$s`", told, step.name(), step.conclusion());
        }
        return told;
    }
}
