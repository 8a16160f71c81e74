package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import supervision.engine.Engines;
import supervision.replay.FixtureCase;
import supervision.replay.ReplayReport;
import supervision.replay.RuleUse;

/** A rule that no case makes fire is not known to work; one that fires in every case is not known to ask anything. */
class RuleCoverageTest {

    /**
     * What no case can make fire: cases assume no figure that is settled, and rows of a district are its own. LocalFiguresTest
     * has a standard of a sector, and the packs of WallTest have the other values of the figures.
     */
    private static final Set<String> IN_OTHER_PACKS = Set.of("未认定程度而所属领域有分类标准的", "同一决定带来的限制更长，而选择不延长公示的");

    @Test
    void everyRuleFiresInACaseAndIsSilentInAnother() {
        List<RuleUse> rules = ShippedCases.USES;
        long decided = ShippedCases.REPORT.results().stream()
                .map(ReplayReport.Result::decision)
                .filter(Objects::nonNull)
                .count();
        SoftAssertions.assertSoftly(both -> {
            both.assertThat(listed(rules, use -> use.fired().isEmpty() != IN_OTHER_PACKS.contains(name(use))))
                    .as("rules that fire in no case: write one under fixtures/; those of other packs fire in none")
                    .isEmpty();
            both.assertThat(listed(rules, use -> use.fired().size() == decided))
                    .as("rules that are silent in no case: write one under fixtures/")
                    .isEmpty();
        });
    }

    /** What a status of a number or a part of a report changes for people has to show in a case. */
    @Test
    void everyUseOfReportsAndEveryWarningAboutFiguresIsNamedByACase() {
        Set<String> uses = new TreeSet<>();
        Set<String> warnings = new TreeSet<>();
        for (ReplayReport.Result result : ShippedCases.REPORT.results()) {
            if (result.asked().question() instanceof FixtureCase.Decide decide) {
                uses.addAll(decide.expected().report().keySet());
                List<String> named = decide.expected().warnings();
                warnings.addAll(named == null ? List.of() : named);
            }
        }
        assertThat(uses)
                .containsExactlyInAnyOrderElementsOf(
                        Engines.shipped().pack().tables().reports().uses().keySet());
        assertThat(warnings).contains("EXAMPLE_FIGURE", "PLACEHOLDER_FIGURE", "UNVERIFIED_FIGURE");
    }

    private static String name(RuleUse use) {
        return use.rule().name();
    }

    private static String listed(List<RuleUse> rules, Predicate<RuleUse> which) {
        return rules.stream()
                .filter(which)
                .map(use -> "rules/" + use.rule().file() + ":" + use.rule().line() + ": "
                        + use.rule().name())
                .collect(Collectors.joining("\n"));
    }
}
