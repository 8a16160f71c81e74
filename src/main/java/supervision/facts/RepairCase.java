package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An application for credit repair and what became of it.
 *
 * @param number number under which the receiving unit keeps it
 * @param target id of the record to be repaired
 * @param channel where publicity is to stop
 * @param submittedOn day of the application
 * @param result result; null while pending
 * @param decidedOn day of the result; required with one
 * @param undoneOn day on which a granted repair was undone because it rested on false papers
 */
public record RepairCase(
        String number,
        String target,
        Channel channel,
        LocalDate submittedOn,
        @Nullable Result result,
        @Nullable LocalDate decidedOn,
        @Nullable LocalDate undoneOn)
        implements Fact {

    public enum Result {
        GRANTED,
        REFUSED,
        NOT_ACCEPTED
    }

    public RepairCase {
        if (result != null && decidedOn == null) {
            throw new IllegalArgumentException("a result without a day: give `decidedOn`");
        }
    }

    @Override
    public String id() {
        return "repairCase/" + channel + "/" + number;
    }
}
