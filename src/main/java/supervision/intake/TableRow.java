package supervision.intake;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param number row as a spreadsheet numbers it
 * @param cells cells from the first column on
 */
record TableRow(int number, List<Cell> cells) {

    boolean blank() {
        return cells.stream().allMatch(cell -> cell.text().isEmpty());
    }

    /**
     * A cell.
     *
     * @param text its text with nothing at either end
     * @param day its day, if the sheet holds it as one
     * @param error whether the sheet holds an error such as {@code #REF!} instead of a value
     */
    record Cell(String text, @Nullable LocalDate day, boolean error) {

        static final Cell EMPTY = new Cell("", null, false);

        static Cell of(String text) {
            return new Cell(trim(text), null, false);
        }

        /** Also the invisible characters that exports put in front to keep a spreadsheet from reading a number. */
        static String trim(String text) {
            int start = 0;
            int end = text.length();
            while (start < end && invisible(text.charAt(start))) {
                start++;
            }
            while (start < end && invisible(text.charAt(end - 1))) {
                end--;
            }
            return text.substring(start, end);
        }

        private static boolean invisible(char character) {
            return Character.isWhitespace(character)
                    || Character.isSpaceChar(character)
                    || character == '\uFEFF'
                    || character == '\u200B';
        }
    }
}
