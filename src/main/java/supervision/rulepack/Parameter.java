package supervision.rulepack;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;

/**
 * A number of the law over time. A row holds until the next one.
 *
 * @param id path of its file below {@code parameters/}
 * @param unit unit of all its rows
 * @param rows rows by ascending day
 */
public record Parameter(String id, Text title, Unit unit, List<Row> rows) {

    /** Units of parameters, with how a value is written. */
    public enum Unit {
        /** ISO-8601 months, years or days: {@code P3M}. */
        PERIOD("period", "P(\\d+Y)?(\\d+M)?(\\d+D)?"),
        WORKING_DAYS("working-days", "\\d+"),
        YUAN("yuan", "\\d+(\\.\\d+)?"),
        /** A share from 0 to 1, or a range of shares. */
        RATIO("ratio", "[01](\\.\\d+)?(\\.\\.[01](\\.\\d+)?)?"),
        TIMES_PER_YEAR("times-per-year", "<?\\d+|as-needed"),
        COUNT("count", "\\d+"),
        CHOICE("choice", "[A-Z][A-Z_]*"),
        /** A map from the grades of a scheme to tiers. */
        TIERS("tiers", "PREFERENTIAL|ROUTINE|ENHANCED|STRICT"),
        FLAG("flag", "true|false");

        private final String yamlName;
        private final String form;

        Unit(String yamlName, String form) {
            this.yamlName = yamlName;
            this.form = form;
        }

        public String yamlName() {
            return yamlName;
        }

        boolean accepts(String value) {
            if (!value.matches(form)) {
                return false;
            }
            return switch (this) {
                // a period of nothing cannot be counted
                case PERIOD -> value.chars().anyMatch(c -> c >= '1' && c <= '9') && value.length() < 12;
                case WORKING_DAYS -> value.length() < 5 && Integer.parseInt(value) > 0;
                case RATIO -> isShare(value);
                default -> true;
            };
        }

        private static boolean isShare(String value) {
            int range = value.indexOf("..");
            BigDecimal low = new BigDecimal(range < 0 ? value : value.substring(0, range));
            BigDecimal high = new BigDecimal(range < 0 ? value : value.substring(range + 2));
            return low.compareTo(high) <= 0 && high.compareTo(BigDecimal.ONE) <= 0;
        }

        static @Nullable Unit ofYamlName(String name) {
            for (Unit unit : values()) {
                if (unit.yamlName.equals(name)) {
                    return unit;
                }
            }
            return null;
        }
    }

    /**
     * The value from a day on.
     *
     * @param value value in the form of the unit; null where no number exists
     * @param grades grades to tiers, for {@link Unit#TIERS}; empty otherwise
     * @param status {@code active}, {@code verify}, {@code placeholder}, {@code example} or {@code null}
     * @param set id of the example set, null unless the status is {@code example}
     */
    public record Row(
            LocalDate from,
            @Nullable String value,
            Map<String, String> grades,
            String source,
            String evidence,
            String status,
            @Nullable String set) {

        public boolean hasValue() {
            return value != null || !grades.isEmpty();
        }
    }

    /** The row in force on a day; null before the first. */
    public @Nullable Row on(LocalDate day) {
        Row found = null;
        for (Row row : rows) {
            if (row.from().isAfter(day)) {
                break;
            }
            found = row;
        }
        return found;
    }

    /** The first day after a day on which another row comes into force; null if none does. */
    public @Nullable LocalDate nextChange(LocalDate day) {
        for (Row row : rows) {
            if (row.from().isAfter(day)) {
                return row.from();
            }
        }
        return null;
    }
}
