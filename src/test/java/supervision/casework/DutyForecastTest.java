package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Conclusion.Duty.Act;
import supervision.decision.Decision;
import supervision.decision.Ending;
import supervision.dossier.DecisionBuilder;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;

/** What is listed for days to come is what the decisions of those days will say, each of which is asked for here. */
@Tag("scaled")
class DutyForecastTest {

    private static final int ENTITIES = Effort.of(60, 5000);
    private static final int DAYS = 150;

    private static final DecisionEngine WITH_EXAMPLES = Engines.shipped();
    private static final DecisionEngine WITHOUT = Engines.with(null);

    /** The decisions of every single day of a span. */
    private record Daily(LocalDate today, List<Decision> decisions) {

        static Daily of(DecisionEngine engine, Case asked) {
            List<Decision> decisions = new ArrayList<>();
            for (int i = 0; i <= DAYS; i++) {
                Case then = asked.on(asked.asOf().plusDays(i));
                decisions.add(DecisionBuilder.build(
                        engine.pack(), then, engine.evaluate(then).findings(), null));
            }
            return new Daily(asked.asOf(), decisions);
        }

        /** On which days, counted from the first, each duty is found. */
        Map<Due.Key, BitSet> found() {
            Map<Due.Key, BitSet> found = new HashMap<>();
            for (int i = 0; i < decisions.size(); i++) {
                for (Decision.Duty duty : decisions.get(i).duties()) {
                    found.computeIfAbsent(
                                    new Due.Key(duty.about(), duty.act(), duty.who(), duty.dueOn(), false),
                                    key -> new BitSet())
                            .set(i);
                }
            }
            return found;
        }

        /** Measures and publicity on their last day, by that day. */
        Set<String> lastDays(DecisionEngine engine, LocalDate from, LocalDate to) {
            Set<String> last = new HashSet<>();
            for (Decision decision : decisions) {
                LocalDate day = decision.asOf();
                if (day.isBefore(from) || day.isAfter(to)) {
                    continue;
                }
                for (Decision.MeasureApplied measure : decision.measures()) {
                    if (measure.ending() == Ending.ON_DAY
                            && !measure.blocked()
                            && day.plusDays(1).equals(measure.until())) {
                        last.add(day + " REVIEW_MEASURE " + measure.title().zh());
                    }
                }
                for (Decision.Publicity publicity : decision.publicity()) {
                    if (publicity.shown() && day.plusDays(1).equals(publicity.until())) {
                        last.add(day + " TAKE_DOWN "
                                + engine.pack()
                                        .label("channel", publicity.channel().name())
                                        .zh());
                    }
                }
            }
            return last;
        }
    }

    /** A duty as told in a failure: what it is, from when until when it is found, whether it is late. */
    private static String told(Due.Key key, LocalDate since, @Nullable LocalDate until, boolean overdue) {
        return key + " since " + since + " until " + until + (overdue ? " overdue" : "");
    }

    private static Set<String> expected(Daily daily, LocalDate from, LocalDate to) {
        int days = (int) ChronoUnit.DAYS.between(daily.today(), to) + 1;
        Set<String> expected = new HashSet<>();
        daily.found().forEach((key, found) -> {
            LocalDate since = null;
            LocalDate until = null;
            for (int first = found.nextSetBit(0); first >= 0 && first < days; ) {
                int end = found.nextClearBit(first);
                LocalDate start = daily.today().plusDays(first);
                LocalDate day = key.dueOn() == null || key.dueOn().isBefore(start) ? start : key.dueOn();
                if (daily.today().plusDays(end).isAfter(from) && !day.isBefore(from) && !day.isAfter(to)) {
                    since = since == null ? start : since;
                    until = end >= days ? null : daily.today().plusDays(end);
                }
                first = found.nextSetBit(end);
            }
            if (since != null) {
                boolean overdue = since.equals(daily.today())
                        && daily.decisions().get(0).duties().stream()
                                .anyMatch(duty -> duty.overdue()
                                        && key.equals(new Due.Key(
                                                duty.about(), duty.act(), duty.who(), duty.dueOn(), false)));
                expected.add(told(key, since, until, overdue));
            }
        });
        return expected;
    }

    @Test
    void theDutiesOfASpanAreThoseOfTheDecisionsOfItsDays() {
        long seed = RandomCases.seed(DutyForecastTest.class);
        RandomCases cases = new RandomCases(WITHOUT.pack(), seed);
        Random random = new Random(seed);
        Map<Act, Integer> listed = new TreeMap<>();
        int later = 0;
        int gone = 0;
        for (int i = 0; i < ENTITIES; i++) {
            Case asked = cases.next(8);
            DecisionEngine engine = i % 2 == 0 ? WITH_EXAMPLES : WITHOUT;
            Daily daily = Daily.of(engine, asked);
            for (int part = 0; part < 4; part++) {
                LocalDate from = part == 0 ? asked.asOf() : asked.asOf().plusDays(random.nextInt(DAYS));
                LocalDate to = asked.asOf()
                        .plusDays(part == 1 ? DAYS : ChronoUnit.DAYS.between(asked.asOf(), from) + random.nextInt(30));
                to = to.isAfter(asked.asOf().plusDays(DAYS)) ? asked.asOf().plusDays(DAYS) : to;
                List<Due> list = DutyList.within(DutyForecast.of(engine, asked, to), from, to);

                String about = "seed " + seed + ", entity " + i + ", " + from + " to " + to + " asked on "
                        + asked.asOf() + "\n" + asked.facts();
                assertThat(list.stream()
                                .filter(due -> !due.reminder())
                                .map(due -> told(due.key(), due.since(), due.until(), due.overdue())))
                        .as(about)
                        .containsExactlyInAnyOrderElementsOf(expected(daily, from, to));
                assertThat(list.stream()
                                .filter(Due::reminder)
                                .flatMap(due -> due.texts().stream()
                                        .map(text -> due.dueOn() + " " + due.act() + " "
                                                + text.zh().replaceFirst(".*?：", "")))
                                .collect(Collectors.toSet()))
                        .as(about)
                        .isEqualTo(daily.lastDays(engine, from, to));
                for (Due due : list) {
                    assertThat(due.clauses()).as("clauses of %s", due).isNotEmpty();
                    listed.merge(due.act(), 1, Integer::sum);
                    later += due.since().isAfter(asked.asOf()) ? 1 : 0;
                    gone += due.until() == null ? 0 : 1;
                }
            }
        }
        System.out.println("duties listed: " + listed + ", arising later " + later + ", going away " + gone);
        assertThat(listed).as("acts seen").hasSizeGreaterThan(6);
        assertThat(later).as("duties that arise later").isPositive();
        assertThat(gone).as("duties that go away").isPositive();
    }
}
