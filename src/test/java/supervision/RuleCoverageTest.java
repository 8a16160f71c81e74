package supervision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import supervision.decision.Finding;
import supervision.engine.Engines;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.RuleText;

/** A rule that no case makes fire is not known to work; one that fires in every case is not known to ask anything. */
class RuleCoverageTest {

    @Test
    void everyRuleFiresInACaseAndIsSilentInAnother() throws IOException {
        List<Set<String>> fired = Replay.run(Path.of("fixtures"), Engines::with).results().stream()
                .map(ReplayReport.Result::decision)
                .filter(Objects::nonNull)
                .map(decision -> decision.findings().stream().map(Finding::rule).collect(Collectors.toSet()))
                .toList();
        Map<String, Integer> times = new HashMap<>();
        fired.forEach(rules -> rules.forEach(rule -> times.merge(rule, 1, Integer::sum)));
        List<RuleText> rules = Engines.with(null).pack().rules();

        SoftAssertions.assertSoftly(both -> {
            both.assertThat(rules.stream()
                            .filter(rule -> !times.containsKey(rule.name()))
                            .map(rule -> rule.file() + ": " + rule.name())
                            .sorted()
                            .collect(Collectors.joining("\n")))
                    .as("rules that fire in no case")
                    .isEmpty();
            both.assertThat(rules.stream()
                            .filter(rule -> times.getOrDefault(rule.name(), 0) == fired.size())
                            .map(rule -> rule.file() + ": " + rule.name())
                            .sorted()
                            .collect(Collectors.joining("\n")))
                    .as("rules that are silent in no case")
                    .isEmpty();
        });
    }
}
