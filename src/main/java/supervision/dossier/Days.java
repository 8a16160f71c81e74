package supervision.dossier;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Compares days with each other. What is asked about the day of the question is asked of {@link Today}. */
public final class Days {

    /** For any who ask: it knows nothing. */
    public static final Days INSTANCE = new Days();

    private Days() {}

    /** Whether one day lies before another. */
    public boolean before(LocalDate one, LocalDate other) {
        return one.isBefore(other);
    }

    /** Whether one day is the other or lies after it. */
    public boolean notBefore(LocalDate one, LocalDate other) {
        return !one.isBefore(other);
    }

    /** The day if it is reported, else the other. */
    public LocalDate told(LocalDate day, LocalDate otherwise) {
        return day.equals(Told.NEVER) ? otherwise : day;
    }

    /** Stands for a day that is not known or does not come. */
    public LocalDate never() {
        return Told.NEVER;
    }

    /** Whether it is a day that comes. */
    public boolean known(LocalDate day) {
        return !day.equals(Told.NEVER);
    }

    /** The day for a conclusion; null if it never comes. */
    public @Nullable LocalDate ifAny(LocalDate day) {
        return day.equals(Told.NEVER) ? null : day;
    }

    /** The later of two days. */
    public LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
