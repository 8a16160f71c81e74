package supervision.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
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
 * @param passedOn day on which the application was passed on to the unit that decides; null if it was handed in there
 * @param acceptedOn day on which the application was accepted
 * @param extendedOn day on which the time for deciding was extended
 * @param stoppedOn day on which publicity stopped after the repair
 * @param feeCharged what the applicant was made to pay for it, in yuan
 * @param temporary whether it is the temporary repair of an entity in reorganisation
 * @param trainedOn day on which the applicant took part in training on credit repair
 * @param reportSuppliedOn day on which a credit report was handed in
 * @param measuresLifted ids of the measures that a temporary repair lifts, as the unit that listed decided
 */
public record RepairCase(
        String number,
        String target,
        Channel channel,
        LocalDate submittedOn,
        @Nullable Result result,
        @Nullable LocalDate decidedOn,
        @Nullable LocalDate undoneOn,
        @Nullable LocalDate passedOn,
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate extendedOn,
        @Nullable LocalDate stoppedOn,
        @Nullable BigDecimal feeCharged,
        @Nullable Boolean temporary,
        @Nullable LocalDate trainedOn,
        @Nullable LocalDate reportSuppliedOn,
        Set<String> measuresLifted)
        implements Fact {

    public enum Result {
        GRANTED,
        REFUSED,
        NOT_ACCEPTED
    }

    public RepairCase {
        measuresLifted = Copies.sorted(measuresLifted);
        if (result != null && decidedOn == null) {
            throw new IllegalArgumentException("有结果而没有日期：填写 `decidedOn` / a result without a day: give `decidedOn`");
        }
    }

    @Override
    public String id() {
        return "repairCase/" + channel + "/" + number;
    }
}
