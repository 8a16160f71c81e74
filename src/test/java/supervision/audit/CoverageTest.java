package supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.JDBCType;
import java.sql.ResultSetMetaData;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Every table and column that the database really has, whatever it will have: a change of a value, a row taken out and a row
 * added are found, or the column is on the list of what is not covered, which every verification prints.
 */
class CoverageTest {

    private static Kept kept;
    private static String published;

    @BeforeAll
    static void fill() throws IOException {
        kept = Kept.inMemory().filled().published().withdrawn();
        published = kept.sign();
        Verification.Result found = verified();
        assertThat(found.broken()).isEmpty();
        assertThat(found.notCovered()).isEqualTo(NotCovered.inADatabase());
    }

    @AfterAll
    static void close() {
        kept.close();
    }

    private static Verification.Result verified() throws IOException {
        return Verification.of(kept.export, Kept.trusted(published), null);
    }

    /** Names of columns by table, as the database has them. */
    private static Map<String, Set<String>> columns() {
        Map<String, Set<String>> columns = new TreeMap<>();
        kept.jdbc.query(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'PUBLIC'", row -> {
                    columns.computeIfAbsent(row.getString(1), table -> new TreeSet<>())
                            .add(row.getString(2));
                });
        return columns;
    }

    static Stream<String> tables() {
        return columns().keySet().stream();
    }

    static Stream<String> tablesWithColumns() {
        return columns().entrySet().stream()
                .flatMap(table -> table.getValue().stream().map(column -> table.getKey() + "." + column));
    }

    /** What the list says of a column: its table, a point, and columns with commas between. */
    private static boolean isOnTheList(Verification.Result found, String table, String column) {
        return found.notCovered().stream()
                .map(line -> line.substring(0, line.indexOf('：')).toUpperCase(Locale.ROOT))
                .filter(line -> line.startsWith(table.toUpperCase(Locale.ROOT) + "."))
                .flatMap(line -> Stream.of(line.substring(line.indexOf('.') + 1).split(", ")))
                .anyMatch(column.toUpperCase(Locale.ROOT)::equals);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static List<Map<String, @Nullable Object>> rows(String table) {
        return kept.jdbc.query("SELECT * FROM " + quoted(table) + " ORDER BY 1", (row, at) -> {
            ResultSetMetaData meta = row.getMetaData();
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int column = 1; column <= meta.getColumnCount(); column++) {
                Object value = meta.getColumnType(column) == JDBCType.CLOB.getVendorTypeNumber()
                        ? row.getString(column)
                        : JdbcUtils.getResultSetValue(row, column);
                values.put(meta.getColumnName(column), value);
            }
            return values;
        });
    }

    private static void refill(String table, List<Map<String, @Nullable Object>> rows) {
        kept.jdbc.update("DELETE FROM " + quoted(table));
        for (Map<String, @Nullable Object> row : rows) {
            kept.jdbc.update(
                    "INSERT INTO " + quoted(table) + " ("
                            + row.keySet().stream().map(CoverageTest::quoted).collect(Collectors.joining(", "))
                            + ") VALUES (?" + ", ?".repeat(row.size() - 1) + ")",
                    row.values().toArray());
        }
    }

    private static Object another(@Nullable Object value) {
        if (value == null) {
            return "1";
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Number number) {
            return number.longValue() + 1_000;
        }
        if (value instanceof OffsetDateTime moment) {
            return moment.plusSeconds(1);
        }
        if (value instanceof java.sql.Date day) {
            return day.toLocalDate().plusDays(1);
        }
        if (value instanceof java.sql.Timestamp moment) {
            return moment.toLocalDateTime().plusSeconds(1);
        }
        String text = Objects.requireNonNull((String) value);
        char last = text.charAt(text.length() - 1);
        return text.substring(0, text.length() - 1) + (last == 'a' ? 'b' : 'a');
    }

    private static void isFound(String table, String column, List<Map<String, @Nullable Object>> changed) {
        kept.whileChanged(() -> refill(table, changed), () -> {
            Verification.Result found = verified();
            if (isOnTheList(found, table, column)) {
                assertThat(found.broken())
                        .as("%s.%s is not on the list for nothing", table, column)
                        .isEmpty();
            } else {
                assertThat(found.broken()).as("%s.%s", table, column).isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("tablesWithColumns")
    void aChangeOfAValueIsFound(String name) {
        String table = name.substring(0, name.indexOf('.'));
        String column = name.substring(name.indexOf('.') + 1);
        List<Map<String, @Nullable Object>> rows = rows(table);
        assertThat(rows).as("rows of %s", table).isNotEmpty();
        Map<String, @Nullable Object> last = new LinkedHashMap<>(rows.get(rows.size() - 1));
        last.compute(column, (key, value) -> another(value));
        rows.set(rows.size() - 1, last);

        isFound(table, column, rows);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRowTakenOutIsFound(String table) {
        for (boolean first : new boolean[] {true, false}) {
            List<Map<String, @Nullable Object>> rows = rows(table);
            rows.remove(first ? 0 : rows.size() - 1);

            isFound(table, "", rows);
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRowAddedIsFound(String table) {
        List<Map<String, @Nullable Object>> rows = rows(table);
        Map<String, @Nullable Object> added = new LinkedHashMap<>(rows.get(rows.size() - 1));
        // whatever the key is made of
        added.replaceAll((column, value) ->
                value instanceof Number || value instanceof String && isKey(table, column) ? another(value) : value);
        rows.add(added);

        isFound(table, "", rows);
    }

    private static boolean isKey(String table, String column) {
        return Objects.requireNonNull(kept.jdbc.queryForObject(
                        "SELECT COUNT(*) FROM information_schema.key_column_usage WHERE table_name = ? AND column_name = ?",
                        Integer.class,
                        table,
                        column))
                > 0;
    }

    @Test
    void aTableOrAColumnAddedIsNamed() throws IOException {
        kept.jdbc.execute("CREATE TABLE elsewhere (x INTEGER)");
        try {
            assertThat(verified().notCovered())
                    .anySatisfy(line -> assertThat(line).startsWith("elsewhere："));
        } finally {
            kept.jdbc.execute("DROP TABLE elsewhere");
        }
        kept.jdbc.execute("ALTER TABLE receipt ADD COLUMN more INTEGER");
        try {
            assertThat(verified().broken()).singleElement().asString().contains("columns of table `receipt`");
        } finally {
            kept.jdbc.execute("ALTER TABLE receipt DROP COLUMN more");
        }
    }
}
