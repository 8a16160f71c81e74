package supervision.rulepack;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import supervision.decision.Conclusion;
import supervision.decision.Text;
import supervision.language.Condition;
import supervision.language.Declaration;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;

/**
 * Roles that rules write out have to be rows of the pack: a slip would say nothing, and nobody would see it. A component called
 * {@code role} is one, and so is the target of a conclusion.
 */
final class RolesNamed {

    /** Conclusions with their components. */
    private static final Map<String, List<String>> CONCLUSIONS = Arrays.stream(
                    Conclusion.class.getPermittedSubclasses())
            .filter(Class::isRecord)
            .collect(Collectors.toUnmodifiableMap(
                    Class::getName,
                    type -> Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList()));

    private final Map<String, Declaration> declared;
    private final Set<String> roles;
    private final List<PackProblem> problems;

    private RolesNamed(Map<String, Declaration> declared, Set<String> roles, List<PackProblem> problems) {
        this.declared = declared;
        this.roles = roles;
        this.problems = problems;
    }

    static void check(
            List<RuleText> rules, Map<String, Declaration> declared, Set<String> roles, List<PackProblem> problems) {
        RolesNamed named = new RolesNamed(declared, roles, problems);
        rules.forEach(named::check);
    }

    private void check(RuleText rule) {
        for (Pattern pattern : rule.when()) {
            pattern.tests()
                    .filter(test -> test.left() instanceof Operand.Component component
                            && component.variable() == null
                            && isRole(pattern.type(), component.name()))
                    .map(Condition.Test::right)
                    .forEach(right -> right.forEach(operand -> check(rule, operand)));
        }
        Insertion then = rule.then();
        if (then != null) {
            List<String> names = components(then.type());
            for (int i = 0; i < Math.min(names.size(), then.values().size()); i++) {
                if (isRole(then.type(), names.get(i))) {
                    check(rule, then.values().get(i));
                }
            }
        }
    }

    private List<String> components(String type) {
        Declaration declaration = declared.get(type);
        return declaration == null
                ? CONCLUSIONS.getOrDefault(type, List.of())
                : declaration.parts().stream().map(Declaration.Part::name).toList();
    }

    private static boolean isRole(String type, String component) {
        return component.equals("role") || component.equals("target") && CONCLUSIONS.containsKey(type);
    }

    private void check(RuleText rule, Operand operand) {
        if (operand instanceof Operand.Text text && !roles.contains(text.value())) {
            problems.add(new PackProblem(
                    rule.file(),
                    operand.place().line(),
                    operand.place().column(),
                    Text.of(
                            "规则 `%1$s` 写有身份 `%2$s`，%3$s 中没有这一行",
                            "rule `%1$s` names the role `%2$s`, which is no row of %3$s",
                            rule.name(),
                            text.value(),
                            Codes.ROLES),
                    Text.of("改为 %1$s 之一", "use one of %1$s", List.copyOf(roles))));
        }
    }
}
