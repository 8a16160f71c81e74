package supervision.intake;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read further than the given row. Never leaves the package. */
final class BrokenFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int row;
    private final Words problem;
    private final Words remedy;

    BrokenFileException(int row, Words problem, Words remedy, @Nullable Throwable cause) {
        super(problem.toString(), cause);
        this.row = row;
        this.problem = problem;
        this.remedy = remedy;
    }

    SetAside setAside(String file) {
        return new SetAside(file, row, "", "", problem.toString(), remedy.toString());
    }

    /** What is wrong with the file as a whole. */
    Words words() {
        return new Words(problem.zh() + "：" + remedy.zh(), problem.en() + ": " + remedy.en());
    }

    static BrokenFileException charset(int row, String charset, Throwable cause) {
        return new BrokenFileException(
                row,
                Words.of("此处字节不是有效的 %s 编码，文件读到这里为止", "bytes here are not `%s`: reading stops at this row", charset),
                Words.of("另存为 UTF-8 后，从这一行起重新报送", "save the file as UTF-8 and send it again from this row on"),
                cause);
    }
}
