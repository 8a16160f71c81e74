package supervision.intake;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** Rows of the first sheet of an Excel workbook (.xlsx). */
final class XlsxRows implements RowSource {

    /** Bytes of the parts that are kept in memory (texts, styles), unpacked. A small file can unpack to any size. */
    private static final long MOST_KEPT = 256L << 20;

    /** A sheet ends at column XFD. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z]{1,3}[0-9]{1,7}");

    /** Excel shows 15 digits; the ones behind them are what is left of binary fractions. */
    private static final MathContext SHOWN = new MathContext(15);

    /** Formats of days that every workbook has without naming them, the Chinese ones included. */
    private static final Set<Integer> BUILT_IN_DAYS =
            Set.copyOf(IntStream.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58)
                    .boxed()
                    .toList());

    private static final BigDecimal FIRST_SERIAL = BigDecimal.ONE;
    private static final BigDecimal LAST_SERIAL = BigDecimal.valueOf(2_958_466);

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private int number;

    private XlsxRows(ReadableWorkbook workbook) throws IOException {
        this.workbook = workbook;
        stream = workbook.getFirstSheet().openStream();
        rows = stream.iterator();
    }

    static XlsxRows open(Path file) throws IOException {
        ReadableWorkbook workbook = null;
        try {
            refuseBombs(file);
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
            refuseSecondTable(workbook);
            return new XlsxRows(workbook);
        } catch (IOException | ExcelReaderException | IllegalStateException | IllegalArgumentException e) {
            close(workbook);
            throw new UnreadableFileException(
                    Words.of(
                            "文件像是 Excel 工作簿但无法打开：请在 Excel 中打开并另存为 .xlsx 后重新报送",
                            "file looks like an Excel workbook and cannot be opened: open it in Excel, save it as .xlsx and"
                                    + " send it again"),
                    e);
        } catch (UnreadableFileException e) {
            close(workbook);
            throw e;
        }
    }

    private static void close(@Nullable ReadableWorkbook workbook) throws IOException {
        if (workbook != null) {
            workbook.close();
        }
    }

    /** The library keeps some parts whole, and fills a row with empty cells up to the column that a cell names. */
    private static void refuseBombs(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long kept = 0;
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    refuseWideRows(in);
                }
                if (!entry.getName().toLowerCase(Locale.ROOT).contains("worksheets/")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        kept += length(in, MOST_KEPT - kept);
                    }
                }
            }
        }
    }

    private static long length(InputStream in, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            length += read;
            if (length > most) {
                throw new UnreadableFileException(Words.of(
                        "工作簿中的文字太多：请分成几个文件，或另存为 CSV", "workbook holds too much text: split it, or save it as CSV"));
            }
        }
        return length;
    }

    private static void refuseWideRows(InputStream part) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(part);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("c")) {
                    String address = xml.getAttributeValue(null, "r");
                    if (address != null && !ADDRESS.matcher(address).matches()) {
                        throw new UnreadableFileException(Words.of(
                                "工作簿中有不存在的单元格`%1$s`：在 Excel 中打开并另存为 .xlsx 后重新报送",
                                "workbook names a cell `%1$s` that no sheet has: open it in Excel, save it as .xlsx and send it"
                                        + " again",
                                Quote.of(address)));
                    }
                }
            }
        } catch (XMLStreamException e) {
            // not XML, or damaged from here on, which is reported when the rows are read
            return;
        }
    }

    /** Row numbers would be ambiguous, and rows of a second sheet must not be dropped in silence. */
    private static void refuseSecondTable(ReadableWorkbook workbook) throws IOException {
        for (Sheet sheet : workbook.getSheets().skip(1).toList()) {
            try (Stream<Row> rows = sheet.openStream()) {
                List<String> header = rows.findFirst()
                        .map(row -> cells(row).stream().map(TableRow.Cell::text).toList())
                        .orElse(List.of());
                if (Layout.looksLikeHeader(header)) {
                    throw new UnreadableFileException(Words.of(
                            "工作簿有两张记录表（`%1$s`也是）：一个文件只放一张表",
                            "workbook has two sheets of records (`%1$s` is one): send one sheet a file",
                            Quote.of(sheet.getName())));
                }
            }
        }
    }

    @Override
    public @Nullable TableRow next() throws BrokenFileException {
        try {
            if (!rows.hasNext()) {
                return null;
            }
            Row row = rows.next();
            number = row.getRowNum();
            return new TableRow(number, cells(row));
        } catch (ExcelReaderException
                | IllegalStateException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            throw new BrokenFileException(
                    number + 1,
                    Words.of("工作簿从这一行起损坏，无法继续读取", "workbook is damaged from this row on"),
                    Words.of(
                            "在 Excel 中打开，另存后从这一行起重新报送", "open it in Excel, save it and send it again from this row on"),
                    e);
        }
    }

    private static List<TableRow.Cell> cells(Row row) {
        List<TableRow.Cell> cells = new ArrayList<>(row.getCellCount());
        for (int i = 0; i < row.getCellCount(); i++) {
            Cell cell = row.getCell(i);
            cells.add(cell == null ? TableRow.Cell.EMPTY : cell(cell));
        }
        return cells;
    }

    private static TableRow.Cell cell(Cell cell) {
        if (cell.getType() == CellType.ERROR) {
            return new TableRow.Cell(TableRow.Cell.trim(String.valueOf(cell.getRawValue())), null, true);
        }
        Object value = cell.getValue();
        if (!(value instanceof BigDecimal number)) {
            return value == null ? TableRow.Cell.EMPTY : TableRow.Cell.of(value.toString());
        }
        LocalDate day = null;
        if (isDay(cell) && number.compareTo(FIRST_SERIAL) >= 0 && number.compareTo(LAST_SERIAL) < 0) {
            day = cell.asDate().toLocalDate();
        }
        return new TableRow.Cell(day == null ? shown(number) : day.toString(), day, false);
    }

    private static String shown(BigDecimal number) {
        BigDecimal rounded = number.round(SHOWN).stripTrailingZeros();
        return Math.abs((long) rounded.scale()) > 400 ? number.toString() : rounded.toPlainString();
    }

    private static boolean isDay(Cell cell) {
        String format = cell.getDataFormatString();
        if (format != null) {
            // what is quoted, escaped or bracketed is shown as it stands, except that brackets may hold hours
            String codes =
                    format.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]", "").toLowerCase(Locale.ROOT);
            return codes.contains("y") || codes.contains("d");
        }
        Integer id = cell.getDataFormatId();
        return id != null && BUILT_IN_DAYS.contains(id);
    }

    @Override
    public boolean rowsAreFull() {
        return false;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
