package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import supervision.RandomCases;
import supervision.decision.Decision;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;

class DecisionJsonTest {

    /** Clauses and figures come from bytes written before, which must not show. */
    @Test
    void bytesAreThoseOfPlainWriting() {
        DecisionEngine engine = Engines.shipped();
        RandomCases cases = new RandomCases(engine.pack(), RandomCases.seed(DecisionJsonTest.class));
        for (int i = 0; i < 100; i++) {
            Decision decision = engine.decide(cases.next(8));

            assertThat(DecisionJson.write(decision))
                    .isEqualTo(DecisionJson.mapper().build().writeValueAsBytes(decision));
        }
    }
}
