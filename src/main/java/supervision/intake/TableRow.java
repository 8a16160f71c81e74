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
        return cells.stream().allMatch(Cell::blank);
    }

    /** Why a cell says nothing although it is not empty. */
    enum Damage {
        ERROR(
                new Words("单元格是 Excel 错误值", "cell holds an Excel error"),
                new Words("改正公式，或直接填写数值", "correct the formula or write the value itself")),
        NOT_COMPUTED(
                new Words("单元格的公式没有计算结果", "cell holds a formula that was not computed"),
                new Words(
                        "在表格软件中打开并保存后重新报送，或直接填写数值",
                        "open and save it in the spreadsheet program and send it again, or"
                                + " write the value itself"));

        final Words problem;
        final Words remedy;

        Damage(Words problem, Words remedy) {
            this.problem = problem;
            this.remedy = remedy;
        }
    }

    /**
     * A cell.
     *
     * @param text its text with nothing at either end
     * @param day its day, if the sheet holds it as one
     * @param damage why it has no value, if the sheet holds something else instead
     */
    record Cell(
            String text, @Nullable LocalDate day, @Nullable Damage damage) {

        static final Cell EMPTY = new Cell("", null, null);

        static Cell of(String text) {
            return new Cell(trim(text), null, null);
        }

        static Cell damaged(String text, Damage damage) {
            return new Cell(text, null, damage);
        }

        boolean blank() {
            return text.isEmpty() && damage == null;
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
