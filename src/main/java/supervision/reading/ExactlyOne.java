package supervision.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import supervision.dossier.Grounds;
import supervision.language.Condition;
import supervision.language.Declaration;
import supervision.language.Instance;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.rulepack.RuleText;

/**
 * Whether steps of which there has to be exactly one are one: at most one for each value of the components that the declaration
 * names, and at least one for each value that a rule in force asks about, which is what its elements before have matched.
 */
public final class ExactlyOne {

    private ExactlyOne() {}

    /**
     * A step of which there are several, or none.
     *
     * @param key the components that tell which it is, with their values
     * @param found the steps that there are
     * @param rules those that concluded them, in their order; the one that asks, if there is none
     */
    public record Violation(Declaration step, Map<String, Object> key, List<Object> found, List<RuleText> rules) {

        @Override
        public String toString() {
            return step.name() + " " + key + ": " + found + " "
                    + rules.stream().map(RuleText::name).toList();
        }
    }

    /** What is wrong with what is known in a scene. */
    public static List<Violation> of(SecondReading reading, Scene scene) {
        List<Violation> violations = new ArrayList<>();
        for (Declaration step : reading.pack().declarations().values()) {
            if (!step.exactlyOne().isEmpty()) {
                Map<Map<String, Object>, List<Object>> byKey = new LinkedHashMap<>();
                scene.known(step.type())
                        .forEach(one -> byKey.computeIfAbsent(key(step, one), key -> new ArrayList<>())
                                .add(one));
                byKey.forEach((key, found) -> {
                    if (found.size() > 1) {
                        violations.add(new Violation(step, key, found, concluding(scene, found)));
                    }
                });
                Set<Map<String, Object>> told = new LinkedHashSet<>();
                for (Grounds rule : reading.rules()) {
                    if (rule.rule().inForceOn(scene.day())) {
                        for (Map<String, Object> asked : asked(scene, rule, step)) {
                            if (!byKey.containsKey(asked) && told.add(asked)) {
                                violations.add(new Violation(step, asked, List.of(), List.of(rule.rule())));
                            }
                        }
                    }
                }
            }
        }
        return violations;
    }

    private static Map<String, Object> key(Declaration step, Object one) {
        return step.exactlyOne().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> ((Instance) one).value(name),
                        (first, same) -> first,
                        LinkedHashMap::new));
    }

    private static List<RuleText> concluding(Scene scene, List<Object> found) {
        return found.stream()
                .flatMap(one -> scene.concluding(one).stream())
                .distinct()
                .toList();
    }

    /** The values that a rule asks about, once what stands before is matched. */
    private static Set<Map<String, Object>> asked(Scene scene, Grounds rule, Declaration step) {
        Set<Map<String, Object>> asked = new LinkedHashSet<>();
        for (int at = 1; at < rule.rule().when().size(); at++) {
            Pattern pattern = rule.rule().when().get(at);
            if (pattern.isGround() && pattern.type().equals(step.type())) {
                Map<String, Operand> links = links(pattern);
                if (links.keySet().containsAll(step.exactlyOne())) {
                    int place = at;
                    WhyNot.matches(scene, rule, at, before -> {
                        Map<String, Object> known = WhyNot.known(rule.rule(), before);
                        Map<String, Object> key = new LinkedHashMap<>();
                        for (String name : step.exactlyOne()) {
                            Object value = known.get(
                                    Objects.requireNonNull(links.get(name)).toString());
                            if (value != null) {
                                key.put(name, value);
                            }
                        }
                        if (key.size() == step.exactlyOne().size() && place == before.size()) {
                            asked.add(key);
                        }
                    });
                }
            }
        }
        return asked;
    }

    /** What components are linked to by {@code ==}. */
    private static Map<String, Operand> links(Pattern pattern) {
        Map<String, Operand> links = new LinkedHashMap<>();
        for (Condition condition : pattern.conditions()) {
            if (condition instanceof Condition.Test test
                    && test.operator() == Condition.Operator.EQUAL
                    && test.left() instanceof Operand.Component component
                    && test.right().get(0) instanceof Operand.Variable variable) {
                links.put(component.name(), variable);
            }
        }
        return links;
    }
}
