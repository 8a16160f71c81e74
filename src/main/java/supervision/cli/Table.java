package supervision.cli;

import java.io.PrintStream;
import java.util.List;

/** Prints rows in columns; a Chinese character is as wide as two Latin ones. */
final class Table {

    private static final int WIDEST = 60;

    private Table() {}

    static void print(List<List<String>> rows, PrintStream out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.min(WIDEST, Math.max(widths[i], width(row.get(i))));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                // the last column runs on: a remedy that is cut helps nobody
                boolean last = i == columns - 1;
                line.append(row.get(i));
                if (!last) {
                    line.append(" ".repeat(Math.max(0, widths[i] - width(row.get(i)))))
                            .append("  ");
                }
            }
            out.println(line);
        }
    }

    private static int width(String text) {
        return text.codePoints().map(point -> point >= 0x1100 ? 2 : 1).sum();
    }
}
