package supervision.casework;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion.Duty.Act;
import supervision.decision.Recipient;
import supervision.decision.Text;

/**
 * Something that somebody has to do about an entity.
 *
 * @param about id of the record that it is about
 * @param unit name of the unit, where a record or the district's tables give one: of {@code RECORD_AUTHORITY} the
 *     authority that made the record
 * @param texts what the rules say that found it
 * @param dueOn last day; null where the law says at once, or gives no day
 * @param since first day on which it was found, not before the day on which the list was asked for
 * @param until first day on which it is gone without anybody having done anything; null if it stays
 * @param reminder whether no rule makes it a duty before that day: a measure or a publicity ends on it
 * @param overdue whether the decision of the day on which the list was asked for says that it is late
 */
public record Due(
        String code,
        @Nullable String name,
        @Nullable String jurisdiction,
        String about,
        Act act,
        Recipient who,
        @Nullable String unit,
        List<Text> texts,
        List<Clause> clauses,
        List<String> leadUnits,
        List<String> responsibleUnits,
        @Nullable LocalDate dueOn,
        boolean reminder,
        boolean overdue,
        LocalDate since,
        @Nullable LocalDate until) {

    /** What makes two of an entity the same. */
    Key key() {
        return new Key(about, act, who, dueOn, reminder);
    }

    /** The day that counts: the last day; the first day found, where the law gives none or it has passed by then. */
    LocalDate day() {
        return dueOn == null || dueOn.isBefore(since) ? since : dueOn;
    }

    /** The same, found over the days of both. */
    Due and(Due other) {
        Due first = other.since.isBefore(since) ? other : this;
        LocalDate last = until == null || other.until == null ? null : until.isAfter(other.until) ? until : other.until;
        return new Due(
                code,
                name,
                jurisdiction,
                about,
                act,
                who,
                first.unit,
                first.texts,
                first.clauses,
                first.leadUnits,
                first.responsibleUnits,
                dueOn,
                reminder,
                overdue || other.overdue,
                first.since,
                last);
    }

    /** A clause by its id and titles, with the number of the document and its place there. */
    public record Clause(
            String id, Text instrument, @Nullable String number, String cite, Text title) {}

    record Key(
            String about, Act act, Recipient who, @Nullable LocalDate dueOn, boolean reminder) {

        Key ofDuty() {
            return new Key(about, act, who, dueOn, false);
        }
    }
}
