package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the duties of a penalty were performed, as the authority that decided it reports.
 *
 * @param authority authority that decided the penalty
 * @param number number of the penalty decision
 * @param performed whether all duties are performed and the act is corrected; instalments count when the last is paid
 * @param performedOn day of full performance; required when performed
 * @param harmRemoved whether harm and bad influence are removed; null if not reported
 */
public record Performance(
        String authority,
        String number,
        boolean performed,
        @Nullable LocalDate performedOn,
        @Nullable Boolean harmRemoved)
        implements Fact {

    public Performance {
        if (performed && performedOn == null) {
            throw new IllegalArgumentException(
                    "已履行而没有日期：填写 `performedOn` / performed without a day: give `performedOn`");
        }
    }

    @Override
    public String id() {
        return "performance/" + authority + "/" + number;
    }

    public String penaltyId() {
        return Penalty.key(authority, number);
    }
}
