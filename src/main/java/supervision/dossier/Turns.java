package supervision.dossier;

import java.time.LocalDate;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.rulepack.RulePack;

/** The days on which a pack itself turns, whatever the case: rules, instruments, and the names of units. */
public final class Turns {

    private final TreeSet<LocalDate> days = new TreeSet<>();
    /** Days on which a figure changes: that is told to whom asks for it, not to whom only lists it. */
    private final TreeSet<LocalDate> ofFigures = new TreeSet<>();

    private Turns() {}

    public static Turns of(RulePack pack) {
        Turns turns = new Turns();
        // a finding cites an instrument from the day on which it came into force
        pack.sources().values().forEach(source -> turns.days.add(source.from()));
        // it names units, and offices to tell, as they are on the day
        pack.tables().local().turns().forEach(turns.days::add);
        pack.rules().forEach(rule -> turns.days.addAll(rule.turns()));
        pack.parameters()
                .values()
                .forEach(parameter -> parameter.rows().forEach(row -> turns.ofFigures.add(row.from())));
        return turns;
    }

    /** The first later day on which an answer turns that was given since this was last called; null if none does. */
    public static @Nullable LocalDate take(Today asked) {
        return asked.takeTurn();
    }

    /** Whether the pack turns on each of these days. */
    public boolean on(Collection<LocalDate> each) {
        return days.containsAll(each);
    }

    /** The last day until one, it included, on which the pack turned; the same for all days between two turns. */
    public LocalDate last(LocalDate day) {
        LocalDate last = days.floor(day);
        return last == null ? LocalDate.MIN : last;
    }

    /** Whether nothing of the pack turns, no figure of it either, after one day until another, that included. */
    public boolean alike(LocalDate day, LocalDate later) {
        return stays(days, day, later) && stays(ofFigures, day, later);
    }

    private static boolean stays(TreeSet<LocalDate> turns, LocalDate day, LocalDate later) {
        LocalDate turn = turns.higher(day);
        return turn == null || turn.isAfter(later);
    }

    /** The first day after one on which the pack turns, or else that on which an answer does; null if there is none. */
    public @Nullable LocalDate next(LocalDate day, @Nullable LocalDate answer) {
        LocalDate turn = days.higher(day);
        if (turn == null || answer == null) {
            return turn == null ? answer : turn;
        }
        return turn.isBefore(answer) ? turn : answer;
    }
}
