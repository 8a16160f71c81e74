package supervision.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.engine.Engines;
import supervision.rulepack.RulePack;

/** The numbers of the law on a day, and the day on which an answer would turn. */
class FiguresTest {

    private static final RulePack PACK = Engines.with(null).pack();

    /** Seven working days for publication from 22 January 2020, five days before the Spring Festival was made longer. */
    @ParameterizedTest
    @CsvSource({
        "2020-01-22, 2020-02-06, 2020-01-27, the calendar as announced in November",
        "2020-01-26, 2020-02-06, 2020-01-27, the day before the change",
        "2020-01-27, 2020-02-10, , the day of the change",
        "2020-02-10, 2020-02-10, , the last day itself"
    })
    void aDeadlineIsCountedByTheCalendarAnnouncedByThen(
            LocalDate asked, LocalDate due, @Nullable LocalDate turns, String why) {
        Today today = new Today(asked);
        Figures figures = new Figures(PACK, today);

        assertThat(figures.due("publication/double-publicity", LocalDate.of(2020, 1, 22)))
                .as(why)
                .isEqualTo(due);
        assertThat(today.next()).as("next turn, %s", why).isEqualTo(turns);
    }

    /** A later change of a year that the count does not reach is nothing to wait for. */
    @Test
    void otherYearsDoNotMatter() {
        Today today = new Today(LocalDate.of(2020, 1, 20));
        new Figures(PACK, today).due("publication/double-publicity", LocalDate.of(2019, 6, 3));

        assertThat(today.next()).isNull();
    }

    @Test
    void aYearNotYetAnnouncedIsNotCoveredUntilItsNotice() {
        LocalDate lastDay = LocalDate.of(2025, 12, 31);
        Today before = new Today(LocalDate.of(2025, 11, 3));
        Today then = new Today(LocalDate.of(2025, 11, 4));

        assertThat(new Figures(PACK, before).calendarCovers("objection/own", lastDay))
                .isFalse();
        assertThat(before.next()).isEqualTo("2025-11-04");
        assertThat(new Figures(PACK, then).calendarCovers("objection/own", lastDay))
                .isTrue();
    }

    /** Conditions are asked whatever stands before them: a question about a number that there is not must not fail. */
    @Test
    void whereThereIsNoNumberTheDayNeverComes() {
        LocalDate day = LocalDate.of(2020, 1, 22);
        Today today = new Today(LocalDate.of(1990, 1, 1));
        Figures figures = new Figures(PACK, today);

        for (LocalDate start : List.of(day, Told.NEVER)) {
            assertThat(figures.after("publicity/ndrc-527/general/max", start)).isEqualTo(Told.NEVER);
            assertThat(figures.opens("publicity/ndrc-527/general/max", start)).isEqualTo(Told.NEVER);
            assertThat(figures.due("publication/double-publicity", start)).isEqualTo(Told.NEVER);
            assertThat(figures.calendarCovers("publication/double-publicity", start))
                    .isFalse();
        }
        assertThat(new Figures(PACK, new Today(LocalDate.of(2026, 6, 1)))
                        .after("publicity/ndrc-527/general/max", Told.NEVER))
                .isEqualTo(Told.NEVER);
    }

    @Test
    void nothingTurnsOnADayThatDoesNotCome() {
        Today today = new Today(LocalDate.of(2026, 6, 1));

        assertThat(today.reached(Told.NEVER)).isFalse();
        assertThat(today.before(Told.NEVER)).isTrue();
        assertThat(today.past(Told.NEVER)).isFalse();
        assertThat(today.next()).isNull();
    }

    /** 14 June 2021 is the Dragon Boat Festival, a Monday; its calendar came out on 25 November 2020. */
    @ParameterizedTest
    @CsvSource({
        "2020-06-14, false, 2021-06-15, true, a holiday and no roll",
        "2020-06-14, true,  2021-06-16, true, a holiday and the roll",
        "2020-06-15, true,  2021-06-16, false, a working day"
    })
    void publicityThatEndsOnADayOffFollowsTheChoice(
            LocalDate start, boolean rolls, LocalDate over, boolean listed, String why) {
        ChoicesMade choices = new ChoicesMade();
        Figures figures = new Figures(rolling(rolls), new Today(LocalDate.of(2021, 3, 1)), choices);

        assertThat(figures.after("publicity/ndrc-527/general/max", start))
                .as(why)
                .isEqualTo(over);
        assertThat(choices.take().contains("time/publicity-end-rolls-over-holidays"))
                .as(why)
                .isEqualTo(listed);
        assertThat(choices.take()).as("taken once").isEmpty();
    }

    @Test
    void anEndInAYearNotYetAnnouncedIsNotRolledByGuess() {
        Today today = new Today(LocalDate.of(2020, 11, 24));
        ChoicesMade choices = new ChoicesMade();
        Figures figures = new Figures(rolling(true), today, choices);

        assertThat(figures.after("publicity/ndrc-527/general/max", LocalDate.of(2020, 6, 14)))
                .isEqualTo("2021-06-15");
        assertThat(choices.take()).isEmpty();
        assertThat(today.next()).as("its calendar is announced").isEqualTo("2020-11-25");
    }

    /** The ceiling of disclosure and the terms of lists are no end of publicity. */
    @Test
    void nothingElseRolls() {
        Figures figures = new Figures(rolling(true), new Today(LocalDate.of(2026, 1, 1)));

        // five years from 20 June 2021 end on Saturday, 20 June 2026
        assertThat(figures.after("publicity/provincial-ceiling", LocalDate.of(2021, 6, 20)))
                .isEqualTo("2026-06-21");
        assertThat(figures.after("list/work-safety/term", LocalDate.of(2023, 10, 3)))
                .as("ends on 3 October 2026, in the holiday")
                .isEqualTo("2026-10-04");
    }

    @Test
    void noTimeRunsFromADayOnWhichNoneWasSet() {
        Figures figures = new Figures(PACK, new Today(LocalDate.of(2026, 1, 5)));

        assertThat(figures.knownOn("objection/own", LocalDate.of(2020, 9, 30))).isFalse();
        assertThat(figures.knownOn("objection/own", LocalDate.of(2020, 10, 1))).isTrue();
        assertThat(figures.knownOn("objection/national", LocalDate.of(2025, 6, 22)))
                .as("a row without a number")
                .isFalse();
    }

    private static RulePack rolling(boolean rolls) {
        return Packed.with(PACK, "time/publicity-end-rolls-over-holidays", Boolean.toString(rolls));
    }
}
