package supervision.web;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How fast a request has to bring its body, and how much of it there may be.
 *
 * @param window span over which the rate is measured; who sends nothing is ended after it
 * @param least what has to come in each such span, unless the rest of the body is less
 * @param longest time for a whole body
 * @param largest size of one body
 * @param together size of all bodies that are kept in files at one time
 */
public record BodyLimits(
        @DefaultValue("10s") Duration window,
        @DefaultValue("10KB") DataSize least,
        @DefaultValue("1h") Duration longest,
        @DefaultValue("2GB") DataSize largest,
        @DefaultValue("8GB") DataSize together) {

    /** @throws IllegalArgumentException if nothing could come in time */
    public BodyLimits {
        if (window.toMillis() < 1 || longest.toMillis() < 1 || largest.toBytes() < 1 || together.toBytes() < 1) {
            throw new IllegalArgumentException("supervision.bodies: window、longest、largest、together 应大于零"
                    + " / window, longest, largest and together have to be more than nothing");
        }
    }
}
