package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.rulepack.Parameter.Row;
import supervision.rulepack.Parameter.SubjectKind;

/** Values that differ by field and kind of subject, and how they are written. */
class ParameterUnitsTest {

    private static final String HUGE = "parameters/penalty/fine-thresholds/huge.yaml";

    private static final Row BY_FIELD = row(Map.of("FOOD/INDIVIDUAL", "1", "FOOD", "2", "*/INDIVIDUAL", "3", "*", "4"));

    @ParameterizedTest
    @CsvSource({"FOOD, INDIVIDUAL, 1", "FOOD, UNIT, 2", "FIRE, INDIVIDUAL, 3", "FIRE, UNIT, 4", "ALL, UNIT, 4"})
    void theMostSpecificEntryCounts(String field, SubjectKind kind, String value) {
        assertThat(BY_FIELD.valueFor(field, kind)).isEqualTo(value);
    }

    /** A guess at what was not reported could be adverse. */
    @Test
    void whatIsUnknownIsNotGuessed() {
        assertThat(BY_FIELD.valueFor(null, SubjectKind.UNIT)).isNull();
        assertThat(BY_FIELD.valueFor("FOOD", null)).isNull();

        assertThat(row(Map.of("*", "4")).valueFor(null, null)).isEqualTo("4");
        assertThat(row(Map.of("FOOD", "2", "*", "4")).valueFor("FOOD", null)).isEqualTo("2");
        assertThat(row(Map.of("FOOD", "2")).valueFor("FIRE", SubjectKind.UNIT)).isNull();
        assertThat(new Row(LocalDate.EPOCH, "9", Map.of(), "a/b", "F1", "active", null).valueFor(null, null))
                .isEqualTo("9");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one amount          | yuan-by-field | \"50000\" |",
                "by field            | yuan-by-field | {FOOD: \"50000\", \"*\": \"1\"} |",
                "by field and kind   | yuan-by-field | {FOOD/UNIT: \"50000\", \"*/INDIVIDUAL\": \"1\"} |",
                "no field            | yuan-by-field | {FOODS: \"1\"} | `FOODS` is no key of unit yuan-by-field",
                "no kind             | yuan-by-field | {FOOD/PERSON: \"1\"} | `FOOD/PERSON` is no key of unit yuan-by-field",
                "no amount           | yuan-by-field | {FOOD: \"much\"} | `much` is no value of unit yuan-by-field",
                "a share by field    | ratio | {FOOD: \"0.10..0.20\", \"*\": \"0.05\"} |",
                "a share by kind     | ratio | {FOOD/UNIT: \"0.10\"} | `FOOD/UNIT` is no key of unit ratio; use a field such as `FOOD`",
                "a share above one   | ratio | {FOOD: \"1.10\"} | `1.10` is no value of unit ratio",
                "times by field      | times-per-year | {FOOD: \"<2\"} |",
                "one period          | period | {FOOD: P1Y} | a value of unit period is no map; give one value",
                "several codes       | codes | \"PROOF COMMITMENT\" |",
                "codes with a comma  | codes | \"PROOF,COMMITMENT\" | `PROOF,COMMITMENT` is no value of unit codes",
                "scores              | scores | {A: \"90\", B: \"70.5\"} |",
                "a score in words    | scores | {A: high} | `high` is no value of unit scores",
                "one score           | scores | \"90\" | `90` is no map of grades; write `value: {\"A\": …}`",
                "one tier            | tiers | STRICT | `STRICT` is no map of grades"
            })
    void valuesAreWrittenInTheFormOfTheirUnit(String what, String unit, String value, @Nullable String problem) {
        String text = Packs.text(HUGE).replace("unit: yuan-by-field", "unit: " + unit)
                + "\n  - {from: 2026-07-01, value: " + value
                + ", source: procurement-law/art-22, evidence: F1, status: active}\n";

        if (problem == null) {
            // rows that name it ask for its own unit
            assertThat(Packs.problemsWith(HUGE, text))
                    .filteredOn(found -> found.file().equals(HUGE))
                    .isEmpty();
        } else {
            assertThat(Packs.problemsWith(HUGE, text))
                    .extracting(found ->
                            found.problem().en() + "; " + found.remedy().en())
                    .anyMatch(found -> found.startsWith(problem));
        }
    }

    private static Row row(Map<String, String> entries) {
        return new Row(LocalDate.EPOCH, null, entries, "a/b", "F1", "active", null);
    }
}
