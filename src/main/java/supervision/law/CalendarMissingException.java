package supervision.law;

/**
 * A day was asked about whose year has no working-day calendar. The State Council announces each year's days off late in
 * the year before; until then the answer is unknown, and a calendar without holidays would be a guess.
 */
public final class CalendarMissingException extends RuntimeException {

    private final int year;

    public CalendarMissingException(int year) {
        super("no working-day calendar for `" + year + "`: add the days of the State Council's holiday notice for "
                + year + " under rules/calendar");
        this.year = year;
    }

    /** The year whose calendar must be added. */
    public int year() {
        return year;
    }
}
