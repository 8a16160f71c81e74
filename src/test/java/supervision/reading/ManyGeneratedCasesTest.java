package supervision.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.RandomCases;
import supervision.engine.Answers;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;

/** What {@link GeneratedCasesTest} tries by the thousand, by the hundred thousand; a failure is told with its case, unshrunk. */
@Tag("long")
class ManyGeneratedCasesTest {

    private static final int ENTITIES = 100_000;

    @Test
    void bothReadingsDecideAlike() {
        long seed = RandomCases.seed(ManyGeneratedCasesTest.class);
        Random random = new Random(seed);
        DecisionEngine engine = Engines.shipped();
        DecisionEngine without = Engines.with(null);
        SecondReading reading = SecondReading.of(engine.pack());
        SecondReading readingWithout = SecondReading.of(without.pack());
        JqwikSession.run(() -> {
            RandomGenerator<Case> cases = new GeneratedCases(engine.pack())
                    .with(GeneratedCasesTest.MOST_RECORDS)
                    .generator(1000);
            for (int i = 0; i < ENTITIES; i++) {
                Case asked = cases.next(random).value();
                boolean examples = random.nextInt(4) > 0;

                assertThat((examples ? reading : readingWithout).decide(asked))
                        .as("seed %d, case %d: %s", seed, i, Answers.told(asked))
                        .isEqualTo((examples ? engine : without).decide(asked));
            }
        });
    }
}
