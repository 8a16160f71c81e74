package supervision.dossier;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The only object through which anything compares a date with the day asked about. It notes the nearest later day on which
 * an answer it gave would turn: until that day the decision is the same, provably.
 *
 * <p>Not thread-safe: one for each evaluation.
 */
public final class Today {

    private final LocalDate asOf;
    private @Nullable LocalDate next;
    /** The same since {@link #takeTurn} was last called. */
    private @Nullable LocalDate turn;

    public Today(LocalDate asOf) {
        this.asOf = asOf;
    }

    /** Whether the day has come: true on the day itself. */
    public boolean reached(LocalDate day) {
        if (asOf.isBefore(day)) {
            turnsOn(day);
            return false;
        }
        return true;
    }

    /** Whether the day is still to come. */
    public boolean before(LocalDate day) {
        return !reached(day);
    }

    /** Whether the day is over: true from the day after it. */
    public boolean past(LocalDate day) {
        return reached(day.equals(Told.NEVER) ? day : day.plusDays(1));
    }

    /** The later of two days; says nothing about today. */
    public LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** Notes a day on which something asked for would turn; nothing turns on one that does not come. */
    void turnsOn(LocalDate day) {
        if (day.isAfter(asOf) && !day.equals(Told.NEVER)) {
            turn = earlier(turn, day);
        }
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    LocalDate asOf() {
        return asOf;
    }

    /** The first later day on which some answer would turn; null if none would, ever. */
    public @Nullable LocalDate next() {
        takeTurn();
        return next;
    }

    /** The first later day on which an answer given since this was last called would turn; null if none would. */
    @Nullable
    LocalDate takeTurn() {
        LocalDate taken = turn;
        if (taken != null) {
            next = earlier(next, taken);
            turn = null;
        }
        return taken;
    }
}
