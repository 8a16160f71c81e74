package supervision.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DateSpanTest {

    private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

    @Test
    void holdsItsFirstDayAndNotItsLast() {
        DateSpan span = new DateSpan(APRIL, JULY);

        assertThat(span.contains(APRIL.minusDays(1))).isFalse();
        assertThat(span.contains(APRIL)).isTrue();
        assertThat(span.contains(JULY.minusDays(1))).isTrue();
        assertThat(span.contains(JULY)).isFalse();
    }

    @Test
    void neverEndsWithoutAnEnd() {
        DateSpan span = new DateSpan(APRIL, null);

        assertThat(span.contains(APRIL.minusDays(1))).isFalse();
        assertThat(span.contains(APRIL)).isTrue();
        assertThat(span.contains(LocalDate.MAX)).isTrue();
    }

    @Test
    void oneDayIsEnoughAndNoneIsRefused() {
        assertThat(new DateSpan(APRIL, APRIL.plusDays(1)).contains(APRIL)).isTrue();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DateSpan(APRIL, APRIL))
                .withMessageContaining("span from `2026-04-01` until `2026-04-01` has no day");
        assertThatIllegalArgumentException().isThrownBy(() -> new DateSpan(JULY, APRIL));
    }
}
