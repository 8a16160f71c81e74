package supervision.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
}
