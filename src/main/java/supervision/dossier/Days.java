package supervision.dossier;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;

/** Compares days with each other. What is asked about the day of the question is asked of {@link Today}. */
public final class Days {

    /** For any who ask: it knows nothing. */
    public static final Days INSTANCE = new Days();

    private Days() {}

    /** Whether one day lies before another. */
    public boolean before(LocalDate one, LocalDate other) {
        return one.isBefore(other);
    }

    /** Whether it is a day that comes. */
    public boolean known(LocalDate day) {
        return !day.equals(Told.NEVER);
    }

    /** The first of two days if it is reported, else the second. */
    public LocalDate told(LocalDate one, LocalDate other) {
        return one.equals(Told.NEVER) ? other : one;
    }

    /** The day before; of {@link Told#NEVER} itself. */
    public LocalDate eve(LocalDate day) {
        return day.equals(Told.NEVER) ? day : day.minusDays(1);
    }

    /** A day for a conclusion in which it can be missing: null for {@link Told#NEVER}. */
    public @Nullable LocalDate ifAny(LocalDate day) {
        return day.equals(Told.NEVER) ? null : day;
    }

    /** Whether a record is another or comes before it: by their days, and on one day by their ids. */
    public boolean inOrder(LocalDate day, String id, LocalDate otherDay, String otherId) {
        int order = day.compareTo(otherDay);
        return order == 0 ? id.compareTo(otherId) <= 0 : order < 0;
    }

    /** The later of two days. */
    public LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** The earlier of two days. */
    public LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** How something ends whose first day after it this is: on that day, or with the entry if no day ends it. */
    public Ending ending(LocalDate day) {
        return day.equals(Told.NEVER) ? Ending.WITH_THE_ENTRY : Ending.ON_DAY;
    }

    /** The day after a day; one that never comes has none after it. */
    public LocalDate dayAfter(LocalDate day) {
        return day.equals(Told.NEVER) ? day : day.plusDays(1);
    }
}
