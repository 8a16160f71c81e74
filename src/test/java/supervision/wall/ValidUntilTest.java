package supervision.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Finding;
import supervision.dossier.DecisionBuilder;
import supervision.facts.Case;
import supervision.reading.Scene;
import supervision.reading.SecondReading;
import supervision.reading.Watch;

/**
 * The search for the next change asks again only what turned. It has to end on the same day as one that asks everything again
 * on each day on which something turns.
 */
@Tag("scaled")
class ValidUntilTest {

    private static final int ENTITIES = Effort.of(200, 4_000);

    private int changing;

    @Test
    void itEndsOnTheDayOfTheFirstOtherFinding() throws IOException {
        GeneratedWorlds.read().each(RandomCases.seed(ValidUntilTest.class), ENTITIES, (reading, asked) -> {
            LocalDate until = reading.decide(asked).validUntil();
            assertThat(firstOtherFinding(reading, asked))
                    .as("%s, which is said to change on %s", asked, until)
                    .isEqualTo(until);
            changing += until == null ? 0 : 1;
        });
        assertThat(changing).isGreaterThan(ENTITIES / 3);
    }

    /** Or the day on which the office that a referral goes to changes, if that comes before; null if there is none. */
    private static @Nullable LocalDate firstOtherFinding(SecondReading reading, Case asked) {
        Scene scene = reading.scene(asked, Watch.NONE);
        Set<Finding> found = scene.findings();
        LocalDate day = scene.next();
        while (day != null) {
            Case then = asked.on(day);
            scene = reading.scene(then, Watch.NONE);
            if (!scene.findings().equals(found) || DecisionBuilder.namesOthers(reading.pack(), asked, found, day)) {
                return day;
            }
            day = scene.next();
        }
        return null;
    }
}
