package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A complaint or report against the entity (投诉举报) and what was found of it. Who complained is not kept.
 *
 * @param number number under which the authority keeps it
 * @param authority authority that handles it
 * @param receivedOn day of receipt
 * @param field field of supervision in which the act is said to lie; null if not reported
 * @param conduct act complained of
 * @param result what was found; null while it is being looked into
 * @param decidedOn day of the result; required with one
 */
public record Complaint(
        String number,
        String authority,
        LocalDate receivedOn,
        @Nullable String field,
        @Nullable String conduct,
        @Nullable Result result,
        @Nullable LocalDate decidedOn)
        implements Fact {

    public enum Result {
        /** Found true (查实). */
        PROVEN,
        /** Found untrue, or not to be proved. */
        NOT_PROVEN
    }

    public Complaint {
        if (result != null && decidedOn == null) {
            throw new IllegalArgumentException("有结果而没有日期：填写 `decidedOn` / a result without a day: give `decidedOn`");
        }
    }

    @Override
    public String id() {
        return "complaint/" + authority + "/" + number;
    }
}
