package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Decision;
import supervision.rulepack.Frequency;

/** Whatever the figures are: the cap trims what the tier yields, and a statutory floor is above both. */
@Tag("scaled")
class CapAndFloorTest {

    private static final List<String> TIMES = List.of("0", "<1", "1", "2", "4", "as-needed");

    @Test
    void theRulesLeaveWhatTheArithmeticLeaves() {
        Random drawn = new Random(RandomCases.seed(getClass()));
        List<String> adjusted = new ArrayList<>();
        for (int i = 0; i < Effort.of(10, 200); i++) {
            Map<String, String> figures = new HashMap<>();
            for (String tier : List.of("preferential", "routine", "enhanced", "strict")) {
                figures.put("inspection/ratio/" + tier, "0.1");
                figures.put("inspection/frequency/" + tier, TIMES.get(drawn.nextInt(TIMES.size())));
            }
            // a cap is a number
            figures.put("inspection/annual-cap", TIMES.get(drawn.nextInt(TIMES.size() - 1)));
            figures.put("inspection/environment-blue-max", TIMES.get(drawn.nextInt(TIMES.size() - 1)));
            DecisionEngine engine = Engines.assuming(figures);
            RandomCases cases = new RandomCases(engine.pack(), drawn.nextLong());
            for (int j = 0; j < 100; j++) {
                Decision decision = engine.decide(cases.next(6));
                for (Decision.Inspection area : decision.inspection()) {
                    String times = area.timesPerYear();
                    assertThat(area.effectiveTimesPerYear())
                            .as("%s of %s under %s", area, decision.entity().code(), figures)
                            .isEqualTo(times == null ? null : left(times, area.cap(), area.atLeastOnceEvery()));
                    if (times != null && !times.equals(area.effectiveTimesPerYear())) {
                        adjusted.add(area.area());
                    }
                }
            }
        }
        assertThat(adjusted).contains("ALL", "FOOD", "ENVIRONMENT").hasSizeGreaterThan(100);
    }

    private static String left(String times, @Nullable String cap, @Nullable String everyPeriod) {
        Frequency most = cap == null ? null : Frequency.of(cap);
        Frequency ofTier = Frequency.of(times);
        String trimmed = cap != null && most != null && (ofTier == null || most.compareTo(ofTier) < 0) ? cap : times;
        Frequency given = Frequency.of(trimmed);
        Frequency least = everyPeriod == null ? null : Frequency.atLeastOnceEvery(Period.parse(everyPeriod));
        return given != null && least != null && given.compareTo(least) < 0 ? least.toString() : trimmed;
    }
}
