package supervision.cli;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps Spring from reporting that it did not start, in English and with a trace: {@link Failures} says it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Silent implements SpringBootExceptionReporter {

    Silent(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return true;
    }
}
