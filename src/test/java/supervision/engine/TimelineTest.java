package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.dossier.DecisionBuilder;
import supervision.facts.Case;
import supervision.reading.SecondReading;

/** An answer knows how long it holds: compared, over years, with asking again every single day. */
@Tag("scaled")
class TimelineTest {

    private static final int ENTITIES = Effort.of(16, 1500);
    private static final int YEARS = 3;

    private static final DecisionEngine WITH_EXAMPLES = Engines.shipped();
    private static final DecisionEngine WITHOUT = Engines.with(null);

    @Test
    void theDecisionChangesOnTheDaysThatTheTimelineNamesAndOnNoOthers() {
        long seed = RandomCases.seed(TimelineTest.class);
        RandomCases cases = new RandomCases(WITHOUT.pack(), seed);
        int changes = 0;
        for (int i = 0; i < ENTITIES; i++) {
            Case asked = cases.next(8);
            DecisionEngine engine = i % 2 == 0 ? WITH_EXAMPLES : WITHOUT;
            String problem = problem(engine, asked);
            if (problem != null) {
                Case smallest = RandomCases.shrunk(asked, fewer -> problem(engine, fewer) != null);
                fail("seed " + seed + ", entity " + i + ": " + problem(engine, smallest) + "\n"
                        + Answers.told(smallest));
            }
            changes += engine.timeline(asked, asked.asOf(), end(asked)).size() - 1;
        }
        assertThat(changes).as("changes looked at").isGreaterThan(2 * ENTITIES);
    }

    @Test
    void aTimelineHasNoGapAndNoTwoStretchesAlike() {
        RandomCases cases = new RandomCases(WITHOUT.pack(), RandomCases.seed(TimelineTest.class) + 1);
        for (int i = 0; i < ENTITIES; i++) {
            Case asked = cases.next(6);
            List<SecondReading.Stretch> timeline = WITHOUT.timeline(asked, asked.asOf(), end(asked));

            assertThat(timeline.get(0).from()).isEqualTo(asked.asOf());
            for (int j = 1; j < timeline.size(); j++) {
                assertThat(timeline.get(j).from())
                        .as("stretch %d of %s", j, Answers.told(asked))
                        .isEqualTo(timeline.get(j - 1).until());
                assertThat(Answers.unnamed(timeline.get(j).decision()))
                        .isNotEqualTo(Answers.unnamed(timeline.get(j - 1).decision()));
            }
            LocalDate last = timeline.get(timeline.size() - 1).until();
            assertThat(last == null || last.isAfter(end(asked))).isTrue();
        }
    }

    private static LocalDate end(Case asked) {
        return asked.asOf().plusYears(YEARS);
    }

    /** What is wrong with the change days of a case; null if nothing is. */
    private static @Nullable String problem(DecisionEngine engine, Case asked) {
        try {
            List<LocalDate> named = engine.timeline(asked, asked.asOf(), end(asked)).stream()
                    .map(SecondReading.Stretch::from)
                    .toList();
            List<SecondReading.Evaluation> daily = new ArrayList<>();
            TreeSet<LocalDate> changed = new TreeSet<>();
            Decision before = null;
            for (LocalDate day = asked.asOf(); !day.isAfter(end(asked)); day = day.plusDays(1)) {
                Case today = asked.on(day);
                SecondReading.Evaluation evaluation = engine.evaluate(today);
                Decision decision =
                        Answers.unnamed(DecisionBuilder.build(engine.pack(), today, evaluation.findings(), null));
                if (!decision.equals(before)) {
                    changed.add(day);
                }
                before = decision;
                daily.add(evaluation);
            }
            return !List.copyOf(changed).equals(named)
                    ? "changed on " + changed + ", but the timeline names " + named
                            + difference(engine, asked, changed, named)
                    : wrongEnd(engine, asked, daily, changed);
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    /**
     * A decision walks from one day on which something may turn to the next until the findings differ. So its end is right on
     * every day if no day's walk steps over a change; and it is asked itself on the days around changes and on some others.
     */
    private static @Nullable String wrongEnd(
            DecisionEngine engine, Case asked, List<SecondReading.Evaluation> daily, NavigableSet<LocalDate> changed) {
        for (int i = 0; i < daily.size(); i++) {
            LocalDate day = asked.asOf().plusDays(i);
            LocalDate change = changed.higher(day);
            LocalDate step = daily.get(i).next();
            if (change != null && (step == null || step.isAfter(change))) {
                return "on " + day + " nothing may turn before " + step + ", but the decision changes on " + change;
            }
            if (i % 50 == 0 || changed.contains(day) || changed.contains(day.plusDays(1))) {
                LocalDate until = engine.reading().decide(asked.on(day)).validUntil();
                boolean right = change == null ? until == null || until.isAfter(end(asked)) : change.equals(until);
                if (!right) {
                    return "the decision of " + day + " holds until " + until + ", but it changes on " + change;
                }
            }
        }
        return null;
    }

    private static String difference(
            DecisionEngine engine, Case asked, NavigableSet<LocalDate> changed, List<LocalDate> named) {
        for (LocalDate day : changed) {
            if (!named.contains(day)) {
                List<Finding> before =
                        engine.evaluate(asked.on(day.minusDays(1))).findings();
                List<Finding> after = engine.evaluate(asked.on(day)).findings();
                return "\non " + day + " these go" + Answers.lost(before, after) + "\nand these come"
                        + Answers.lost(after, before);
            }
        }
        return "";
    }
}
