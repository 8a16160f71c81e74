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
import supervision.decision.Decision;
import supervision.engine.Answers;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.replay.FixtureCase;
import supervision.replay.FixtureReader;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.RulePack;

/** What the rules engine decides and what the rule files say are the same. */
@Tag("scaled")
class TwoReadingsTest {

    private static final int ENTITIES = Effort.of(400, 50_000);

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

    /** What is made ready once for packs that differ in their figures keeps nothing of the figures. */
    @Test
    void aReadingForOtherFiguresIsThatOfItsPack() throws IOException {
        SecondReading without = SecondReading.of(Engines.with(null).pack());
        int different = 0;
        for (FixtureCase one :
                FixtureReader.read(Path.of("fixtures", "commitment")).cases()) {
            if (one.question() instanceof FixtureCase.Decide question
                    && !question.figures().isEmpty()
                    && question.examples() == null
                    && different < 10) {
                RulePack assuming = Replay.assuming(without.pack(), question);
                Decision before = without.decide(question.asked());
                Decision decided = without.with(assuming).decide(question.asked());

                assertThat(decided)
                        .as(one.file())
                        .isEqualTo(SecondReading.of(assuming).decide(question.asked()));
                assertThat(without.decide(question.asked())).as(one.file()).isEqualTo(before);
                different += decided.findings().equals(before.findings()) ? 0 : 1;
            }
        }
        assertThat(different).isEqualTo(10);
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
