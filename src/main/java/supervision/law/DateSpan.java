package supervision.law;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Days from one day up to, but not including, another. Half-open, so that spans that follow each other neither overlap
 * nor leave a gap.
 *
 * @param from first day
 * @param until first day no longer in the span; null where no end is known, which is not the same as a far day
 */
public record DateSpan(LocalDate from, @Nullable LocalDate until) {

    /**
     * Checks that the span has a day.
     *
     * @throws IllegalArgumentException if it ends before or on its first day
     */
    public DateSpan {
        Objects.requireNonNull(from, "from");
        if (until != null && !until.isAfter(from)) {
            throw new IllegalArgumentException("span from `" + from + "` until `" + until
                    + "` has no day: `until` is the first day after the span, or left out");
        }
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
