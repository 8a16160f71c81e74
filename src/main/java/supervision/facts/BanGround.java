package supervision.facts;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision or judgment to which an act of law ties a ban from a market, an industry or an office.
 *
 * @param ban id of the ban in the pack's table, such as {@code food/licence-revoked}
 * @param authority authority or court that decided
 * @param number number of the decision or judgment
 * @param decidedOn day of the decision
 * @param startsOn day on which the ban starts where that is not the day of the decision; null if not reported
 * @param decidedTerm term that the authority fixed inside a range of the law, ISO-8601 such as {@code P2Y}, or {@code LIFE}
 * @param persons roles of the persons that the decision names
 * @param revokedOn day on which the decision was revoked
 * @param conductOn day of the act, of a continuing act the last; which law governs the ban depends on it
 * @param incurredAt credit code of the entity at which the persons incurred the ban; null if at this one
 */
public record BanGround(
        String ban,
        String authority,
        String number,
        LocalDate decidedOn,
        @Nullable LocalDate startsOn,
        @Nullable String decidedTerm,
        Set<String> persons,
        @Nullable LocalDate revokedOn,
        @Nullable LocalDate conductOn,
        @Nullable String incurredAt)
        implements Fact {

    public BanGround {
        persons = Copies.inOrder(persons);
    }

    @Override
    public String id() {
        return "banGround/" + ban + "/" + authority + "/" + number;
    }
}
