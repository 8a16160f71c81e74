package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An inspection that was carried out.
 *
 * @param number number under which the authority keeps it
 * @param authority authority that inspected; of a joint inspection the one that led it
 * @param doneOn day of the inspection
 * @param cause why the entity was inspected
 * @param joint whether several authorities inspected together
 * @param field field of supervision in which it was; null if not reported
 */
public record Inspection(
        String number,
        String authority,
        LocalDate doneOn,
        Cause cause,
        boolean joint,
        @Nullable String field) implements Fact {

    public enum Cause {
        RANDOM,
        COMPLAINT,
        TRANSFER,
        DATA_LEAD,
        REQUEST,
        FULL_COVERAGE,
        SPECIAL
    }

    @Override
    public String id() {
        return "inspection/" + authority + "/" + number;
    }
}
