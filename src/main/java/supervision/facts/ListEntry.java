package supervision.facts;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry in a list of serious dishonesty, made by the unit that is competent for it. The service applies such entries and
 * never makes one.
 *
 * @param list id of the list in the pack, such as {@code wage-arrears}
 * @param number number of the listing decision
 * @param identifyingUnit unit that listed (认定单位)
 * @param basisLevel rank of the rule that the decision cites; null if not reported
 * @param listedOn day of listing
 * @param expiresOn last day of the term, if the decision gives one
 * @param correctedOn day on which the act was corrected
 * @param performed whether all duties that led to the listing are performed; null if not reported
 * @param removedOn day of removal
 * @param removal why it was removed
 * @param persons officers that the listing decision itself lists, by role
 * @param harmRemoved whether harm and bad influence are removed; null if not reported
 * @param notified whether reasons, basis and rights were told before the listing; null if not reported
 * @param publicityStoppedOn day on which publicity of the entry stopped, which need not be that of its removal
 * @param measures ids of the measures that the listing decision itself orders
 */
public record ListEntry(
        String list,
        String number,
        String identifyingUnit,
        @Nullable BasisLevel basisLevel,
        LocalDate listedOn,
        @Nullable LocalDate expiresOn,
        @Nullable LocalDate correctedOn,
        @Nullable Boolean performed,
        @Nullable LocalDate removedOn,
        @Nullable Removal removal,
        Set<String> persons,
        @Nullable Boolean harmRemoved,
        @Nullable Boolean notified,
        @Nullable LocalDate publicityStoppedOn,
        Set<String> measures)
        implements Fact {

    public enum Removal {
        EXPIRED,
        EARLY,
        REVOKED
    }

    public ListEntry {
        persons = Copies.inOrder(persons);
        measures = Copies.sorted(measures);
    }

    @Override
    public String id() {
        return "listEntry/" + list + "/" + number;
    }
}
