package supervision.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.decision.Finding;
import supervision.dossier.BeforeModelledLawException;
import supervision.facts.Case;
import supervision.reading.Scene;
import supervision.reading.SecondReading;
import supervision.reading.Watch;

/**
 * The search for the next change asks again only what turned. It has to end on the same day as one that asks everything again
 * on each day on which something turns.
 *
 * <p>Other entities in each run: {@code -Dseed=<number>} repeats one.
 */
@Tag("scaled")
class ValidUntilTest {

    private static final Path RESOURCES = Path.of("src/test/resources/wall");
    private static final int ENTITIES = Effort.of(400, 4_000);

    @Test
    void itEndsOnTheDayOfTheFirstOtherFinding() throws IOException {
        GeneratedWorlds generated = new GeneratedWorlds(
                Vocabulary.read(RESOURCES.resolve("vocabulary.yaml")), WallPacks.read(RESOURCES.resolve("packs.yaml")));
        String given = System.getProperty("seed", "random");
        long seed = given.equals("random") ? new Random().nextLong() : Long.parseLong(given);
        Random random = new Random(seed);
        int changing = 0;
        for (int i = 0; i < ENTITIES; i++) {
            World world = generated.world(random.nextInt(GeneratedWorlds.ALL));
            for (LocalDate day : world.days()) {
                Case asked = world.asked().on(day);
                SecondReading reading = world.engine().get().reading();
                LocalDate until;
                try {
                    until = reading.decide(asked).validUntil();
                } catch (BeforeModelledLawException e) {
                    continue;
                }
                assertThat(firstOtherFinding(reading, asked))
                        .as(
                                "-Dseed=%s %s asked about %s, which is said to change on %s",
                                seed, world.name(), day, until)
                        .isEqualTo(until == null ? "never" : until.toString());
                changing += until == null ? 0 : 1;
            }
        }
        assertThat(changing).isGreaterThan(ENTITIES / 3);
    }

    /** The day, unless the office that a referral goes to changes before; and what is found on the day said if it is another. */
    private static String firstOtherFinding(SecondReading reading, Case asked) {
        Scene scene = reading.scene(asked, Watch.NONE);
        Set<Finding> found = scene.findings();
        LocalDate day = scene.next();
        while (day != null) {
            Case then = asked.on(day);
            scene = reading.scene(then, Watch.NONE);
            if (!scene.findings().equals(found)
                    || supervision.dossier.DecisionBuilder.namesOthers(reading.pack(), asked, found, day)) {
                return day.toString();
            }
            day = scene.next();
        }
        return "never";
    }
}
