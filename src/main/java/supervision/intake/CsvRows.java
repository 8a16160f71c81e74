package supervision.intake;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file. */
final class CsvRows implements RowSource {

    /** Characters of a row; a quote that is never closed must not fill the memory. */
    private static final int LONGEST_ROW = 1 << 20;

    private final String charset;
    private final CloseableIterator<CsvRecord> records;
    private int number;

    CsvRows(Reader reader, String charset, char separator) {
        this.charset = charset;
        records = CsvReader.builder()
                .fieldSeparator(separator)
                // counted like the others, so that row numbers are those of the spreadsheet
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_ROW)
                .ofCsvRecord(reader)
                .iterator();
    }

    @Override
    public @Nullable TableRow next() throws BrokenFileException {
        number++;
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord row = records.next();
            return new TableRow(
                    number, row.getFields().stream().map(TableRow.Cell::of).toList());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw BrokenFileException.charset(number, charset, e);
            }
            throw e;
        } catch (CsvParseException | NoSuchElementException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw BrokenFileException.charset(number, charset, e);
            }
            throw new BrokenFileException(
                    number,
                    Words.of(
                            "从这一行起无法分列：引号没有成对，或一行超过 %d 个字符",
                            "row cannot be split into cells: a quote is never closed, or the row has more than %d characters",
                            LONGEST_ROW),
                    Words.of(
                            "检查这一行的英文引号，从这一行起重新报送",
                            "check the quotes (\") of this row and send the file again from it on"),
                    e);
        }
    }

    @Override
    public boolean rowsAreFull() {
        return true;
    }

    /** Nothing to close: the reader belongs to who gave it. */
    @Override
    public void close() {}
}
