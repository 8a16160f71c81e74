package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Decision;
import supervision.facts.Case;
import supervision.rulepack.Tables;

/**
 * What the table says of how long a regime shows a record, by which regimes are compared, is what its rules say: the outcome of
 * the one that was chosen is how long the record is shown.
 */
@Tag("scaled")
class RegimesComparedTest {

    private static final int CASES = Effort.of(600, 100_000);

    private static final DecisionEngine ENGINE = Engines.with(null);

    @Test
    void theOutcomeOfTheChosenRegimeIsThatOfItsRules() {
        RandomCases random = new RandomCases(ENGINE.pack(), RandomCases.seed(RegimesComparedTest.class));
        int compared = 0;
        for (int i = 0; i < CASES; i++) {
            Case asked = random.next(8);
            Decision decision = ENGINE.decide(asked);
            for (Decision.LawCompared law : decision.comparisons()) {
                Tables.Regime chosen = ENGINE.pack().tables().regimes().get(law.chosen());
                if (chosen == null) {
                    // bans are compared too
                    continue;
                }
                Decision.Publicity publicity = decision.publicity().stream()
                        .filter(shown -> shown.record().equals(law.about()) && shown.channel() == chosen.channel())
                        .findFirst()
                        .orElse(null);
                if (publicity != null && publicity.from() != null) {
                    compared++;
                    assertThat(publicity.until())
                            .as("%s, %s", law, Answers.told(asked))
                            .isEqualTo(law.chosen().equals(law.earlier()) ? law.earlierUntil() : law.laterUntil());
                }
            }
        }
        assertThat(compared).as("comparisons looked at").isGreaterThan(CASES / 20);
    }
}
