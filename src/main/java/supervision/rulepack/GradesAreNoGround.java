package supervision.rulepack;

import java.util.List;
import java.util.Set;
import supervision.decision.Text;

/**
 * A grade or a risk class steers inspection and nothing else: a class of the market regulators is expressly no ground for
 * punishment. No rule may draw a measure from one.
 */
final class GradesAreNoGround {

    private static final Set<String> GRADES = Set.of("GradeHeld", "GradeMapped");

    private static final Set<String> MEASURES = Set.of("Measure", "MeasureAsked", "MeasureBlocked");

    private GradesAreNoGround() {}

    static void check(List<RuleText> rules, List<PackProblem> problems) {
        for (RuleText rule : rules) {
            if (MEASURES.contains(rule.conclusion()) && rule.facts().stream().anyMatch(GRADES::contains)) {
                problems.add(new PackProblem(
                        rule.file(),
                        rule.line(),
                        Text.of("规则 `%1$s` 由等级得出措施", "rule `%1$s` draws a measure from a grade", rule.name()),
                        new Text(
                                "等级只用于安排检查（laiwu-2020-19/6.1、shandong-risk-2020/principles）：由其背后的信息得出措施",
                                "a grade steers inspection only (laiwu-2020-19/6.1, shandong-risk-2020/principles):"
                                        + " draw the measure from the record behind it")));
            }
        }
    }
}
