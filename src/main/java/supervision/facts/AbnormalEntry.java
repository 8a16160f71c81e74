package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry in the list of abnormal operation (经营异常名录). Not a penalty.
 *
 * @param number number of the decision
 * @param authority authority that made the entry
 * @param reason why
 * @param enteredOn day of entry
 * @param remediedOn day on which the entity made good
 * @param removedOn day of removal
 */
public record AbnormalEntry(
        String number,
        String authority,
        Reason reason,
        LocalDate enteredOn,
        @Nullable LocalDate remediedOn,
        @Nullable LocalDate removedOn)
        implements Fact {

    public enum Reason {
        ANNUAL_REPORT_MISSING,
        INFORMATION_NOT_PUBLISHED,
        FALSE_INFORMATION,
        UNREACHABLE
    }

    @Override
    public String id() {
        return "abnormalEntry/" + authority + "/" + number;
    }
}
