package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Decision;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;

@Tag("scaled")
class DecisionJsonTest {

    /** Clauses and figures come from bytes written before, which must not show. */
    @Test
    void bytesAreThoseOfPlainWriting() {
        DecisionEngine engine = Engines.shipped();
        RandomCases cases = new RandomCases(engine.pack(), RandomCases.seed(DecisionJsonTest.class));
        for (int i = 0; i < Effort.of(100, 5000); i++) {
            Decision decision = engine.decide(cases.next(8));

            assertThat(DecisionJson.write(decision))
                    .isEqualTo(DecisionJson.mapper().build().writeValueAsBytes(decision));
        }
    }
}
