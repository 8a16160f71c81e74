package supervision.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Many values asked for or inserted at once, by the chunk. There are three sizes of chunks, so that a database has three plans
 * for a statement and no more, each by an index, and no driver's limit is met.
 */
final class Rows {

    private static final int[] SIZES = {1, 10, 100};

    private Rows() {}

    /** What to do with a chunk. */
    interface Reader<T> {

        /** @param chunk of one of the sizes; the last one is filled up with its last value */
        void chunk(List<T> chunk);
    }

    /** Hands out values that may well come twice. */
    static <T> void each(List<T> values, Reader<T> reader) {
        int most = SIZES[SIZES.length - 1];
        for (int from = 0; from < values.size(); from += most) {
            List<T> chunk = new ArrayList<>(values.subList(from, Math.min(values.size(), from + most)));
            int size = 0;
            while (SIZES[size] < chunk.size()) {
                size++;
            }
            while (chunk.size() < SIZES[size]) {
                chunk.add(chunk.get(chunk.size() - 1));
            }
            reader.chunk(chunk);
        }
    }

    /** So many parameters for {@code IN (…)}. */
    static String parameters(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    /** So many rows of parameters for {@code (VALUES …)}, each row of the types given. */
    static String values(int rows, String... types) {
        StringBuilder row = new StringBuilder();
        for (String type : types) {
            row.append(row.isEmpty() ? "(" : ", ")
                    .append("CAST(? AS ")
                    .append(type)
                    .append(')');
        }
        row.append(')');
        return row + (", " + row).repeat(rows - 1);
    }

    /** Inserts rows, in chunks that are not filled up. */
    static void insert(JdbcTemplate jdbc, String table, String columns, List<? extends @Nullable Object[]> rows) {
        int size = SIZES.length - 1;
        int from = 0;
        while (from < rows.size()) {
            while (SIZES[size] > rows.size() - from) {
                size--;
            }
            List<? extends @Nullable Object[]> chunk = rows.subList(from, from + SIZES[size]);
            String row = "(" + parameters(chunk.get(0).length) + ")";
            List<@Nullable Object> values = new ArrayList<>();
            chunk.forEach((Consumer<@Nullable Object[]>) each -> java.util.Collections.addAll(values, each));
            jdbc.update(
                    "INSERT INTO " + table + " (" + columns + ") VALUES " + row + (", " + row).repeat(chunk.size() - 1),
                    values.toArray());
            from += chunk.size();
        }
    }
}
