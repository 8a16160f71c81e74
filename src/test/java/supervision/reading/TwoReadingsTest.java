package supervision.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.ShippedCases;
import supervision.engine.Answers;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;

/** What the rules engine decides and what the rule files say are the same. */
@Tag("scaled")
class TwoReadingsTest {

    private static final int ENTITIES = Effort.of(800, 50_000);

    private final DecisionEngine engine = Engines.shipped();
    private final SecondReading reading = SecondReading.of(engine.pack());

    @Test
    void theyAgreeOnEveryFixture() throws IOException {
        Map<Optional<String>, SecondReading> readings = new HashMap<>();
        ReplayReport read = Replay.run(
                Path.of("fixtures"),
                examples -> readings.computeIfAbsent(
                        Optional.ofNullable(examples),
                        key -> SecondReading.of(Engines.with(examples).pack())));

        assertThat(read).isEqualTo(ShippedCases.REPORT);
    }

    @Test
    void theyAgreeOnGeneratedEntities() {
        RandomCases cases = new RandomCases(engine.pack(), RandomCases.seed(TwoReadingsTest.class));
        for (int i = 0; i < ENTITIES; i++) {
            Case asked = cases.next(12);

            assertThat(reading.decide(asked)).as(Answers.told(asked)).isEqualTo(engine.decide(asked));
        }
    }
}
