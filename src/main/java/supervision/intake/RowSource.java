package supervision.intake;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** The rows of a table, one at a time. */
interface RowSource extends Closeable {

    /**
     * The next row, or null after the last.
     *
     * @throws BrokenFileException if the file cannot be read further
     */
    @Nullable
    TableRow next() throws BrokenFileException;

    /** Whether each row has a cell for each column, as in CSV; a spreadsheet leaves out empty ones. */
    boolean rowsAreFull();
}
