package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The reorganisation of an entity in bankruptcy (破产重整), from the court's approval of its plan.
 *
 * @param court court that approved the plan
 * @param number number of the case
 * @param planApprovedOn day of the ruling that approved the plan
 * @param completedOn day of the ruling that the plan was carried out
 * @param failedOn day of the ruling that its execution ended without that
 */
public record Reorganisation(
        String court,
        String number,
        LocalDate planApprovedOn,
        @Nullable LocalDate completedOn,
        @Nullable LocalDate failedOn)
        implements Fact {

    public Reorganisation {
        if (completedOn != null && failedOn != null) {
            throw new IllegalArgumentException("重整计划不能既执行完毕又终止：`completedOn` 和 `failedOn` 只填一个"
                    + " / a plan both carried out and failed: give one of `completedOn` and `failedOn`");
        }
    }

    @Override
    public String id() {
        return "reorganisation/" + court + "/" + number;
    }
}
