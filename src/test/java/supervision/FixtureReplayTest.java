package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import supervision.engine.Engines;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;

/**
 * Runs every case under {@code fixtures/}, one test each. With {@code -Dfixtures=fixtures/repair} only those below a folder.
 */
class FixtureReplayTest {

    private static final Path ALL = Path.of("fixtures");
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures", "fixtures"));

    private static final int FEWEST_CASES = 60;

    @TestFactory
    Stream<DynamicTest> everyCaseGivesTheAnswerOfTheLaw() throws IOException {
        ReplayReport report = FIXTURES.equals(ALL) ? ShippedCases.REPORT : Replay.run(FIXTURES, Engines::with);
        assertThat(report.results()).as("cases below %s", FIXTURES).isNotEmpty();
        return Stream.concat(
                report.problems().stream()
                        .map(problem -> DynamicTest.dynamicTest(
                                problem.file(),
                                () -> assertThat(problem.toString())
                                        .as("a case file that cannot be run")
                                        .isEmpty())),
                report.results().stream()
                        .map(result -> DynamicTest.dynamicTest(
                                result.asked().sentence(),
                                FIXTURES.resolve(result.asked().file()).toUri(),
                                () -> assertThat(String.join("\n", result.differences()))
                                        .as(
                                                "%s%n%s",
                                                result.asked().file(),
                                                result.asked().en())
                                        .isEmpty())));
    }

    @Test
    void thereAreManyCases() {
        assertThat(ShippedCases.REPORT.results()).hasSizeGreaterThanOrEqualTo(FEWEST_CASES);
    }
}
