package supervision.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Many values asked for at once. They go in chunks of one size: a database then has one plan for all of them, which uses an
 * index, and no driver's limit is met.
 */
final class Rows {

    private static final int CHUNK = 100;

    private Rows() {}

    /** Hands out values by the chunk; the last chunk is filled up with its last value. */
    static <T> void each(List<T> values, Consumer<List<T>> reader) {
        for (int from = 0; from < values.size(); from += CHUNK) {
            List<T> chunk = new ArrayList<>(values.subList(from, Math.min(values.size(), from + CHUNK)));
            while (chunk.size() < CHUNK) {
                chunk.add(chunk.get(chunk.size() - 1));
            }
            reader.accept(chunk);
        }
    }

    /** Parameters of a chunk for {@code IN (…)}. */
    static String parameters() {
        return "?" + ", ?".repeat(CHUNK - 1);
    }

    /** Parameters of a chunk of rows of texts for {@code VALUES …}. */
    static String texts(int columns) {
        String row = "(CAST(? AS VARCHAR)" + ", CAST(? AS VARCHAR)".repeat(columns - 1) + ")";
        return row + (", " + row).repeat(CHUNK - 1);
    }
}
