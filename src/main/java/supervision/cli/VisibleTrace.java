package supervision.cli;

import ch.qos.logback.classic.spi.IThrowableProxy;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import supervision.intake.IdNumber;

/** A stack trace in the log; messages of exceptions quote what was given, too. */
public final class VisibleTrace extends ExtendedWhitespaceThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        // tabs are those of the trace itself
        return Visible.text(IdNumber.hidden(super.throwableProxyToString(thrown)), "\n\t");
    }
}
