package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A finding that a member of the entity's staff acted unlawfully or dishonestly. It holds nothing about the person: whoever
 * has to act on it asks the body that decided.
 *
 * @param number number of the decision
 * @param decidedBy body that decided
 * @param decidedOn day of the decision
 * @param notifiedOn day on which the unit and the bodies concerned were told
 */
public record StaffMatter(
        String number,
        String decidedBy,
        LocalDate decidedOn,
        @Nullable LocalDate notifiedOn) implements Fact {

    @Override
    public String id() {
        return "staffMatter/" + decidedBy + "/" + number;
    }
}
