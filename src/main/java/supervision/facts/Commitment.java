package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A credit commitment and whether it was kept.
 *
 * @param number number under which the accepting unit keeps it
 * @param type what kind of commitment
 * @param matter administrative matter that it concerns
 * @param acceptingUnit unit that accepted it
 * @param madeOn day it was made
 * @param dueOn last day for keeping it
 * @param performance whether it was kept; null if not reported
 * @param confirmedOn day on which that was confirmed; required when kept, kept in part or broken
 * @param gravity how grave the accepting unit found that it was not kept; null if it did not say
 */
public record Commitment(
        String number,
        Type type,
        String matter,
        String acceptingUnit,
        LocalDate madeOn,
        @Nullable LocalDate dueOn,
        @Nullable Outcome performance,
        @Nullable LocalDate confirmedOn,
        @Nullable Gravity gravity)
        implements Fact {

    public enum Type {
        APPROVAL_SUBSTITUTE,
        MISSING_PAPERS,
        VOLUNTARY,
        SELF_REGULATION,
        CREDIT_REPAIR,
        PROOF_SUBSTITUTE
    }

    public enum Outcome {
        NOT_DUE,
        KEPT,
        KEPT_IN_PART,
        BROKEN
    }

    public enum Gravity {
        MINOR,
        GENERAL,
        SERIOUS
    }

    public Commitment {
        if (performance != null && performance != Outcome.NOT_DUE && confirmedOn == null) {
            throw new IllegalArgumentException(
                    "有践诺结果而没有日期：填写 `confirmedOn` / an outcome without a day: give `confirmedOn`");
        }
    }

    @Override
    public String id() {
        return "commitment/" + acceptingUnit + "/" + number;
    }
}
