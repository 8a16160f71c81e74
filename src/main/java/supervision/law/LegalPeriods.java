package supervision.law;

import java.time.LocalDate;
import java.time.Period;

/**
 * Periods of days, months and years as the Civil Code counts them (Arts 200-202).
 *
 * <p>Nothing rolls over holidays here. Art 203, which moves a last day that is off, is a step of its own
 * ({@link WorkingDays#rollToWorkingDay}), because no text found says whether it also prolongs publicity.
 */
public final class LegalPeriods {

    private LegalPeriods() {}

    /**
     * The last day of a period. The start day is not counted (Art 201); a period of months or years ends on the day
     * with the number of the start day, or at the end of the month if it has no such day (Art 202).
     *
     * @param period from the calendar, not a count of working days
     * @throws IllegalArgumentException if a part of the period is negative or all are zero
     */
    public static LocalDate lastDay(LocalDate start, Period period) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "period `" + period + "` cannot be counted: give years, months or days above zero, and none below");
        }
        // Adds years and months in one step, then days. Years first would lose the day number of a leap-day start.
        return start.plus(period);
    }

    /**
     * The first day on which a period is over. Its last day runs to midnight, so what the law allows once a period is
     * complete (满三个月) can be asked from the next day on.
     *
     * @throws IllegalArgumentException as {@link #lastDay}
     */
    public static LocalDate firstDayAfter(LocalDate start, Period period) {
        return lastDay(start, period).plusDays(1);
    }
}
