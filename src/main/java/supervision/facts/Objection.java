package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An objection against a record.
 *
 * @param number number under which the receiving unit keeps it
 * @param target id of the record objected to
 * @param ground what is said to be wrong
 * @param receivedOn day of receipt
 * @param needsOtherUnit whether another unit has to verify
 * @param result result; null while pending
 * @param decidedOn day of the result; required with one
 * @param channel where it was made, if on a channel of publicity rather than with the unit itself
 * @param correctedOn day on which wrong information was corrected or deleted
 * @param notifiedOn day on which the objector was told the result
 * @param redressedOn day on which what wrong information had done was undone, or found to be nothing
 */
public record Objection(
        String number,
        String target,
        Ground ground,
        LocalDate receivedOn,
        boolean needsOtherUnit,
        @Nullable Result result,
        @Nullable LocalDate decidedOn,
        @Nullable Channel channel,
        @Nullable LocalDate correctedOn,
        @Nullable LocalDate notifiedOn,
        @Nullable LocalDate redressedOn)
        implements Fact {

    public enum Ground {
        WRONG,
        OMITTED,
        INFRINGING,
        SHOWN_TOO_LONG,
        WRONG_SUBJECT
    }

    public enum Result {
        CORRECTED,
        DELETED,
        UPHELD
    }

    public Objection {
        if (result != null && decidedOn == null) {
            throw new IllegalArgumentException("有结果而没有日期：填写 `decidedOn` / a result without a day: give `decidedOn`");
        }
    }

    @Override
    public String id() {
        return "objection/" + number;
    }
}
