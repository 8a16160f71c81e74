package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrequencyTest {

    @Test
    void lessThanANumberComesBeforeIt() {
        assertThat(Stream.of("2", "<1", "0", "<2", "1")
                        .map(Frequency::of)
                        .map(Objects::requireNonNull)
                        .sorted()
                        .map(Frequency::toString))
                .containsExactly("0", "<1", "1", "<2", "2");
    }

    @ParameterizedTest
    @CsvSource({"as-needed", "''", "<", "1x", "1234567"})
    void whatIsNoNumberIsNone(String value) {
        assertThat(Frequency.of(value)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"P2Y, <1", "P18M, <1", "P1Y, 1", "P6M, 2", "P3M, 4", "P5M, 3", "P30D, 12"})
    void aPeriodAsksForSoMuchAYear(String period, String frequency) {
        assertThat(Frequency.atLeastOnceEvery(Period.parse(period))).hasToString(frequency);
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "<2, 1", "<1, 0", "0, 0"})
    void wholeTimesInAYear(String frequency, int most) {
        assertThat(Objects.requireNonNull(Frequency.of(frequency)).mostInAYear())
                .isEqualTo(most);
    }
}
