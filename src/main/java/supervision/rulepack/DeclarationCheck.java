package supervision.rulepack;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import supervision.decision.Text;
import supervision.language.Declaration;

/**
 * What is declared has its use: a step that no rule concludes never is, and what no rule matches decides nothing. Both look like
 * law and are none, mostly because of a rule that was forgotten.
 */
final class DeclarationCheck {

    private DeclarationCheck() {}

    static void check(Collection<Declaration> declarations, List<RuleText> rules, List<PackProblem> problems) {
        Set<String> concluded = new HashSet<>();
        Set<String> matched = new HashSet<>();
        for (RuleText rule : rules) {
            // by simple names: those of rules with which something else is wrong are known too
            concluded.add(rule.conclusion());
            matched.addAll(rule.facts());
        }
        for (Declaration declared : declarations) {
            if (!declared.isTable() && !concluded.contains(declared.name())) {
                problems.add(problem(
                        declared,
                        Text.of("没有规则得出步骤 `%1$s`", "no rule concludes the step `%1$s`", declared.name()),
                        Text.of(
                                "增加以 insert(new %1$s(…)); 结束的规则，或者删去声明",
                                "add a rule with insert(new %1$s(…)); or remove the declaration", declared.name())));
            }
            if (!matched.contains(declared.name())) {
                problems.add(problem(
                        declared,
                        declared.isTable()
                                ? Text.of("没有规则查表 `%1$s`", "no rule asks the table `%1$s`", declared.name())
                                : Text.of("没有规则匹配步骤 `%1$s`", "no rule matches the step `%1$s`", declared.name()),
                        Text.of(
                                "在某条规则的条件中写 %1$s(…)，或者删去声明",
                                "write %1$s(…) into the conditions of a rule, or remove the declaration",
                                declared.name())));
            }
        }
    }

    private static PackProblem problem(Declaration declared, Text problem, Text remedy) {
        return new PackProblem(
                declared.file(), declared.place().line(), declared.place().column(), problem, remedy);
    }
}
