package supervision;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import supervision.engine.Engines;
import supervision.replay.RuleUse;

/**
 * A figure that nothing asks for misleads whoever sets it: nothing changes. Each of those that the pack has is here, with the
 * reason; {@code supervision explain rules} lists them too.
 */
class UnusedFiguresTest {

    /** The rules or the table of regimes say the same by themselves; kept with its source, for whoever looks it up. */
    private static final List<String> SAID_BY_RULES = List.of(
            "publicity/ndrc-36/anchor",
            "publicity/ndrc-527/anchor",
            "publicity/ndrc-58/anchor",
            "publicity/samr-45/anchor");

    /** About making a list or a listing, which the service never does. */
    private static final List<String> NEVER_CONCLUDED =
            List.of("list/abnormal/escalation", "list/standard/consultation");

    /**
     * What schemes, lists and procedures are like, for whoever looks it up: grades come as facts, nobody is drawn by
     * situation here, and minors are refused when records come in.
     */
    private static final List<String> FOR_READERS = List.of(
            "grade/cutoffs/shandong",
            "grade/direct-judgement/samr-risk",
            "grade/direct-judgement/shandong",
            "grade/direct-judgement/tax",
            "grade/set/environment",
            "grade/set/national",
            "grade/set/samr-risk",
            "grade/set/shandong",
            "grade/shandong/base-score",
            "grade/shandong/cycle",
            "grade/shandong/natural-persons",
            "inspection/directed/guarantee-company",
            "inspection/directed/highest-risk",
            "inspection/directed/no-annual-report",
            "inspection/directed/shared-address",
            "inspection/directed/zero-report",
            "inspection/sampling-pool",
            "list/court-defaulter/minors-excluded",
            "persons/related-by-field",
            "privacy/masking",
            "repair/ndrc-36/materials");

    /** No rule needs it yet. */
    private static final List<String> NOT_YET = List.of("procurement/large-fine", "procurement/lookback");

    @Test
    void eachFigureIsAskedForOrSaysWhyItIsNot() {
        SortedSet<String> unused = RuleUse.unusedFigures(Engines.with(null).pack(), ShippedCases.USES);
        Set<String> explained = new TreeSet<>(Stream.of(SAID_BY_RULES, FOR_READERS, NEVER_CONCLUDED, NOT_YET)
                .flatMap(List::stream)
                .toList());
        SoftAssertions.assertSoftly(all -> {
            all.assertThat(unused.stream().filter(id -> !explained.contains(id)))
                    .as("figures that no rule, row or case asks for: use them, remove them or give a reason here")
                    .isEmpty();
            all.assertThat(explained.stream().filter(id -> !unused.contains(id)))
                    .as("figures that are asked for by now, or gone: take them from the lists here")
                    .isEmpty();
        });
    }
}
