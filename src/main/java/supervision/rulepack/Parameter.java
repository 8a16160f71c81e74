package supervision.rulepack;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;

/**
 * A number of the law over time. A row holds until the next one.
 *
 * @param id path of its file below {@code parameters/}
 * @param unit unit of all its rows
 * @param rows rows by ascending day
 * @param mustCite the document that a local value has to cite; null for a number of national law, which no district sets
 */
public record Parameter(
        String id,
        Text title,
        Unit unit,
        List<Row> rows,
        @Nullable Text mustCite) {

    public Parameter(String id, Text title, Unit unit, List<Row> rows) {
        this(id, title, unit, rows, null);
    }

    /** Units of parameters, with how a value is written. */
    public enum Unit {
        /** ISO-8601 months, years or days: {@code P3M}. */
        PERIOD("period", "P(\\d+Y)?(\\d+M)?(\\d+D)?"),
        WORKING_DAYS("working-days", "\\d+"),
        YUAN("yuan", "\\d+(\\.\\d+)?"),
        /** An amount, or a map of amounts by field and kind of subject. */
        YUAN_BY_FIELD("yuan-by-field", "\\d+(\\.\\d+)?", Entries.BY_FIELD_AND_KIND),
        /** A share from 0 to 1, or a range of shares; or a map of them by field. */
        RATIO("ratio", "[01](\\.\\d+)?(\\.\\.[01](\\.\\d+)?)?", Entries.BY_FIELD),
        TIMES_PER_YEAR("times-per-year", "<?\\d+|as-needed", Entries.BY_FIELD),
        COUNT("count", "\\d+"),
        CHOICE("choice", "[A-Z][A-Z_]*"),
        /** Several codes, with a space between two; or a map of them by field. */
        CODES("codes", "[A-Z][A-Z_]*( [A-Z][A-Z_]*)*", Entries.BY_FIELD),
        /** The grades of a scheme, best first, with a space between two. */
        GRADES("grades", "\\S+( \\S+)*"),
        /** A map from the grades of a scheme to tiers. */
        TIERS("tiers", "PREFERENTIAL|ROUTINE|ENHANCED|STRICT", Entries.BY_GRADE),
        /** A map from the grades of a scheme to the lowest score of each. */
        SCORES("scores", "\\d+(\\.\\d+)?", Entries.BY_GRADE),
        FLAG("flag", "true|false");

        private static final int LONGEST_PERIOD = 100;

        private final String yamlName;
        private final String form;
        private final Entries entries;

        Unit(String yamlName, String form) {
            this(yamlName, form, Entries.NONE);
        }

        Unit(String yamlName, String form, Entries entries) {
            this.yamlName = yamlName;
            this.form = form;
            this.entries = entries;
        }

        Entries entries() {
            return entries;
        }

        public String yamlName() {
            return yamlName;
        }

        /** Whether a question to {@code figures} can be about a parameter of this unit. */
        public boolean answers(String question) {
            return switch (question) {
                case "after", "lastDay", "opens", "rollCovers" -> this == PERIOD;
                case "due", "calendarCovers" -> this == WORKING_DAYS;
                case "is" -> this == CHOICE || this == FLAG;
                case "tierOf" -> this == CHOICE;
                case "leads", "maps", "tier" -> this == TIERS;
                case "scoreBelow", "scoreReaches" -> this == SCORES;
                default -> true;
            };
        }

        boolean accepts(String value) {
            if (!value.matches(form)) {
                return false;
            }
            return switch (this) {
                // a period of nothing cannot be counted
                case PERIOD -> isPeriod(value);
                case WORKING_DAYS -> value.length() < 5 && Integer.parseInt(value) > 0;
                case RATIO -> isShare(value);
                case YUAN, YUAN_BY_FIELD -> value.length() <= 15;
                case COUNT, SCORES -> value.length() <= 6;
                case TIMES_PER_YEAR -> value.length() <= 4 || value.equals("as-needed");
                default -> true;
            };
        }

        /** Not nothing, and no longer than {@value #LONGEST_PERIOD} years: what is meant to last for ever is no period. */
        private static boolean isPeriod(String value) {
            if (!value.matches("P(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,5}D)?") || value.equals("P")) {
                return false;
            }
            Period period = Period.parse(value);
            LocalDate end = LocalDate.EPOCH.plus(period);
            return end.isAfter(LocalDate.EPOCH) && !end.isAfter(LocalDate.EPOCH.plusYears(LONGEST_PERIOD));
        }

        private static boolean isShare(String value) {
            int range = value.indexOf("..");
            BigDecimal low = new BigDecimal(range < 0 ? value : value.substring(0, range));
            BigDecimal high = new BigDecimal(range < 0 ? value : value.substring(range + 2));
            return low.compareTo(high) <= 0 && high.compareTo(BigDecimal.ONE) <= 0;
        }

        /** A unit by the name that packs give it; null if there is none. */
        public static @Nullable Unit ofYamlName(String name) {
            for (Unit unit : values()) {
                if (unit.yamlName.equals(name)) {
                    return unit;
                }
            }
            return null;
        }
    }

    /** Whether a value may be a map, and of what. */
    enum Entries {
        NONE,
        BY_GRADE,
        BY_FIELD,
        BY_FIELD_AND_KIND;

        /** Whether the value of the unit is a map and nothing else. */
        boolean required() {
            return this == BY_GRADE;
        }

        boolean accepts(String key, Set<String> fields) {
            int slash = key.indexOf('/');
            return switch (this) {
                case NONE -> false;
                case BY_GRADE -> !key.isBlank();
                case BY_FIELD -> isField(key, fields);
                case BY_FIELD_AND_KIND ->
                    isField(slash < 0 ? key : key.substring(0, slash), fields)
                            && (slash < 0 || isKind(key.substring(slash + 1)));
            };
        }

        /** How a key is written. */
        Text form() {
            return this == BY_FIELD_AND_KIND
                    ? new Text(
                            "领域、`*`（其他各领域），或者二者之一加主体类别，如 `FOOD/UNIT`",
                            "a field, `*` for all others, or one of them with a kind of subject, such as `FOOD/UNIT`")
                    : new Text("领域，如 `FOOD`，或者 `*`（其他各领域）", "a field such as `FOOD`, or `*` for all others");
        }

        private static boolean isField(String text, Set<String> fields) {
            return text.equals(ALL_OTHERS) || fields.contains(text);
        }

        private static boolean isKind(String text) {
            return Arrays.stream(SubjectKind.values())
                    .anyMatch(kind -> kind.name().equals(text));
        }
    }

    /** Kinds of subjects for which authorities set amounts apart. */
    public enum SubjectKind {
        /** A person in business: an individual business (个体工商户). */
        INDIVIDUAL,
        /** Anything else that the service decides about (单位). */
        UNIT
    }

    /** The key of a map by field that stands for every field without one of its own. */
    static final String ALL_OTHERS = "*";

    /**
     * The value from a day on.
     *
     * @param value value in the form of the unit; null where no number exists, or where the value is a map
     * @param entries a value that is a map: grades to tiers or scores, fields and kinds of subjects to amounts; else empty
     * @param status {@code active}, {@code verify}, {@code placeholder}, {@code example} or {@code null}
     * @param set id of the example set, null unless the status is {@code example}
     */
    public record Row(
            LocalDate from,
            @Nullable String value,
            Map<String, String> entries,
            String source,
            String evidence,
            String status,
            @Nullable String set) {

        public boolean hasValue() {
            return value != null || !entries.isEmpty();
        }

        /**
         * The value for a field and a kind of subject, from the most specific entry: the field counts for more than the kind.
         *
         * @param area name of a field; one that is no field, such as {@code ALL}, has the value of all others; null if unknown
         * @param kind null if unknown
         * @return null if there is none, or if it hangs on what is unknown
         */
        public @Nullable String valueFor(@Nullable String area, @Nullable SubjectKind kind) {
            if (value != null) {
                return value;
            }
            for (String field : area == null ? List.of(ALL_OTHERS) : List.of(area, ALL_OTHERS)) {
                boolean unknownField =
                        area == null && entries.keySet().stream().anyMatch(key -> !key.startsWith(ALL_OTHERS));
                boolean unknownKind =
                        kind == null && entries.keySet().stream().anyMatch(key -> key.startsWith(field + "/"));
                if (unknownField || unknownKind) {
                    return null;
                }
                String found = kind == null ? null : entries.get(field + "/" + kind);
                found = found == null ? entries.get(field) : found;
                if (found != null) {
                    return found;
                }
            }
            return null;
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
