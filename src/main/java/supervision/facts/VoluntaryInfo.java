package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Information that an entity registered of its own accord. Whatever becomes of it, it is never held against anybody.
 *
 * @param number number under which the site keeps it
 * @param item what it says, such as a qualification
 * @param registeredOn day of registration
 * @param vouched whether the entity publicly vouched for its truth
 * @param verifiedOn day of the result; required with one
 * @param verifiedBy unit that verified
 * @param result what verification found; null if nobody verified
 */
public record VoluntaryInfo(
        String number,
        String item,
        LocalDate registeredOn,
        boolean vouched,
        @Nullable LocalDate verifiedOn,
        @Nullable String verifiedBy,
        @Nullable Result result)
        implements Fact {

    public enum Result {
        CONFIRMED,
        REFUTED
    }

    public VoluntaryInfo {
        if (result != null && verifiedOn == null) {
            throw new IllegalArgumentException("有结果而没有日期：填写 `verifiedOn` / a result without a day: give `verifiedOn`");
        }
    }

    @Override
    public String id() {
        return "voluntaryInfo/" + number;
    }
}
