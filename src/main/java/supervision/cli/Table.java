package supervision.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prints rows in columns; a Chinese character is as wide as two Latin ones. */
final class Table {

    private static final int WIDEST = 60;

    private static final Pattern PIECE =
            Pattern.compile("([\\x{1100}-\\x{10FFFF}]|[^\\s\\x{1100}-\\x{10FFFF}]+|\\s)[，。、；：）》”]*\\s*");

    private Table() {}

    static void print(List<List<String>> rows, PrintWriter out) {
        print(rows, out, Integer.MAX_VALUE);
    }

    /**
     * Prints rows with the last column broken into lines, so that none is wider than a terminal.
     *
     * @param widest columns of the terminal
     */
    static void print(List<List<String>> rows, PrintWriter out, int widest) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        List<List<String>> shown = rows.stream().map(Table::shown).toList();
        for (List<String> row : shown) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.min(WIDEST, Math.max(widths[i], width(row.get(i))));
            }
        }
        for (List<String> row : shown) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns - 1; i++) {
                line.append(row.get(i))
                        .append(" ".repeat(Math.max(0, widths[i] - width(row.get(i)))))
                        .append("  ");
            }
            // the last column runs on: a remedy that is cut helps nobody
            int indent = width(line.toString());
            String separator = "";
            for (String part : wrapped(row.get(columns - 1), widest - indent)) {
                line.append(separator).append(part);
                separator = "\n" + " ".repeat(indent);
            }
            out.println(line);
        }
    }

    /** As wide as it will be seen; only the last column has lines. */
    private static List<String> shown(List<String> row) {
        int last = row.size() - 1;
        return Stream.concat(row.stream().limit(last).map(Visible::line), Stream.of(Visible.text(row.get(last))))
                .toList();
    }

    /** Breaks a text into lines: at spaces, between Chinese characters, a word longer than a line runs on. */
    static List<String> wrapped(String text, int widest) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n")) {
            StringBuilder line = new StringBuilder();
            for (String piece : pieces(paragraph)) {
                if (width(line.toString()) + width(piece.stripTrailing()) > widest && !line.isEmpty()) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                }
                line.append(piece);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** What is not broken: words with the space and the punctuation after them, and single wide characters. */
    private static List<String> pieces(String text) {
        return PIECE.matcher(text).results().map(MatchResult::group).toList();
    }

    static int width(String text) {
        return text.codePoints().map(point -> point >= 0x1100 ? 2 : 1).sum();
    }
}
