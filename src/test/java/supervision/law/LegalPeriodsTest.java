package supervision.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegalPeriodsTest {

    @ParameterizedTest(name = "{0} + {1} = {2}: {3}")
    @CsvSource({
        "2026-04-10, P3M,    2026-07-10, the day with the same number",
        "2025-11-30, P3M,    2026-02-28, no 30 February",
        "2024-02-29, P1Y,    2025-02-28, no leap day in 2025",
        "2024-02-29, P4Y,    2028-02-29, a leap day again",
        "2023-11-30, P3M,    2024-02-29, February of a leap year",
        "2026-01-31, P1M,    2026-02-28, short February",
        "2026-03-31, P1M,    2026-04-30, no 31 April",
        "2025-02-28, P1M,    2025-03-28, the end of a month is no rule of its own",
        "2023-02-28, P1Y,    2024-02-28, nor is it in a leap year",
        "2025-12-31, P2M,    2026-02-28, across the new year",
        "2026-04-10, P3Y,    2029-04-10, years",
        "2024-02-29, P1Y1M,  2025-03-29, years and months in one step",
        "2026-01-31, P1M1D,  2026-03-01, days after months",
        "2026-04-10, P30D,   2026-05-10, days without the start day",
        "2026-02-27, P1D,    2026-02-28, one day",
        "2026-09-01, P1M,    2026-10-01, a holiday does not move it here"
    })
    void endsOnTheCorrespondingDay(LocalDate start, Period period, LocalDate lastDay, String why) {
        assertThat(LegalPeriods.lastDay(start, period)).as(why).isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-10, P3M, 2026-07-11",
        "2025-11-30, P3M, 2026-03-01",
        "2024-02-29, P1Y, 2025-03-01",
        "2025-12-31, P1Y, 2027-01-01"
    })
    void isOverTheDayAfter(LocalDate start, Period period, LocalDate firstDayAfter) {
        assertThat(LegalPeriods.firstDayAfter(start, period)).isEqualTo(firstDayAfter);
    }

    @Test
    void twelveMonthsAreAYear() {
        LocalDate day = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < 366; i++, day = day.plusDays(1)) {
            assertThat(LegalPeriods.lastDay(day, Period.ofMonths(12)))
                    .isEqualTo(LegalPeriods.lastDay(day, Period.ofYears(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1D", "P-3M", "P-1Y", "P1Y-1M", "P1M-1D"})
    void refusesPeriodsThatAreNoPeriods(Period period) {
        LocalDate start = LocalDate.of(2026, 4, 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegalPeriods.lastDay(start, period))
                .withMessageStartingWith("period `" + period + "` cannot be counted");
        assertThatIllegalArgumentException().isThrownBy(() -> LegalPeriods.firstDayAfter(start, period));
    }
}
