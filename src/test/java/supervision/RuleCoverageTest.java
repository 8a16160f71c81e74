package supervision;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import supervision.replay.ReplayReport;
import supervision.replay.RuleUse;

/** A rule that no case makes fire is not known to work; one that fires in every case is not known to ask anything. */
class RuleCoverageTest {

    @Test
    void everyRuleFiresInACaseAndIsSilentInAnother() {
        List<RuleUse> rules = ShippedCases.USES;
        long decided = ShippedCases.REPORT.results().stream()
                .map(ReplayReport.Result::decision)
                .filter(Objects::nonNull)
                .count();
        SoftAssertions.assertSoftly(both -> {
            both.assertThat(listed(rules, use -> use.fired().isEmpty()))
                    .as("rules that fire in no case: write one under fixtures/")
                    .isEmpty();
            both.assertThat(listed(rules, use -> use.fired().size() == decided))
                    .as("rules that are silent in no case: write one under fixtures/")
                    .isEmpty();
        });
    }

    private static String listed(List<RuleUse> rules, Predicate<RuleUse> which) {
        return rules.stream()
                .filter(which)
                .map(use -> "rules/" + use.rule().file() + ":" + use.rule().line() + ": "
                        + use.rule().name())
                .collect(Collectors.joining("\n"));
    }
}
