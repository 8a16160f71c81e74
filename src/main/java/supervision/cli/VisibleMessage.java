package supervision.cli;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import supervision.intake.IdNumber;

/** A message of the log, in which nothing can hide, and that names nobody. */
public final class VisibleMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return Visible.text(IdNumber.hidden(super.convert(event)));
    }
}
