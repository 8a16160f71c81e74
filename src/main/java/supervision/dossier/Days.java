package supervision.dossier;

import java.time.LocalDate;

/** Compares days with each other. What is asked about the day of the question is asked of {@link Today}. */
public final class Days {

    /** For any who ask: it knows nothing. */
    public static final Days INSTANCE = new Days();

    private Days() {}

    /** Whether one day lies before another. */
    public boolean before(LocalDate one, LocalDate other) {
        return one.isBefore(other);
    }

    /** The later of two days. */
    public LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** The day after a day; one that never comes has none after it. */
    public LocalDate dayAfter(LocalDate day) {
        return day.equals(Told.NEVER) ? day : day.plusDays(1);
    }
}
