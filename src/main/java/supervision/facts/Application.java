package supervision.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An application of an entity in a matter before a unit, until it is decided.
 *
 * @param number number under which the unit keeps it
 * @param matter matter, by its id or its title in the pack's table of matters; another one is taken too
 * @param unit unit that received it
 * @param category what kind of matter it is
 * @param receivedOn day of receipt
 * @param papersComplete whether all papers were handed in with it
 * @param committed whether the applicant committed in writing
 * @param committedOn day of the written commitment; required with one
 * @param papersSuppliedOn day on which papers that were missing were complete
 * @param decidedOn day of the decision; null while it is pending
 * @param reportSupplied whether a credit report is with it; null if not reported
 * @param educationFee what the applicant was charged for education in honest dealing, in yuan; null if not reported
 * @param educationDemanded whether education was made a condition of the application; null if not reported
 */
public record Application(
        String number,
        String matter,
        String unit,
        Category category,
        LocalDate receivedOn,
        boolean papersComplete,
        boolean committed,
        @Nullable LocalDate committedOn,
        @Nullable LocalDate papersSuppliedOn,
        @Nullable LocalDate decidedOn,
        @Nullable Boolean reportSupplied,
        @Nullable BigDecimal educationFee,
        @Nullable Boolean educationDemanded)
        implements Fact {

    public enum Category {
        PERMIT,
        CONFIRMATION,
        BENEFIT,
        PROCUREMENT,
        BIDDING,
        QUALIFICATION,
        ACCESS,
        REGISTRATION,
        FILING,
        /** Major projects, investment promotion and other uses of public resources. */
        PROJECT;

        /** Whether a body decides in it as an authority, so that a commitment can stand in for papers. */
        public boolean administrative() {
            return this != PROCUREMENT && this != BIDDING && this != PROJECT;
        }
    }

    public Application {
        if (committed != (committedOn != null)) {
            throw new IllegalArgumentException(
                    "书面承诺和承诺日期须同时有：`committed` 为 true 时填写 `committedOn`，否则不填"
                            + " / a written commitment and its day go together: give `committedOn` if `committed`, and else none");
        }
    }

    @Override
    public String id() {
        return "application/" + unit + "/" + number;
    }
}
