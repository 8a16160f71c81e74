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
        @DefaultValue("8GB") DataSize together) {}
