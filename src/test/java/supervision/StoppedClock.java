package supervision;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A moment at which it is Sunday in London and Monday in Shanghai. */
@TestConfiguration(proxyBeanMethods = false)
public class StoppedClock {

    public static final Instant NOW = Instant.parse("2026-11-22T17:30:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Bean
    @Primary
    Clock stoppedClock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
