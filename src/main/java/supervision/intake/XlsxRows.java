package supervision.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the one sheet of an Excel workbook (.xlsx) that holds a table of records. Texts and formats are kept in memory, up to a
 * bound; of a sheet, a row.
 */
final class XlsxRows implements RowSource {

    /** Bytes of the parts that are kept in memory (texts, styles), unpacked. A small file can unpack to any size. */
    private static final long MOST_KEPT = 256L << 20;

    /** Bytes from the end of one row to the end of the next, unpacked. */
    private static final long MOST_OF_A_ROW = 64L << 20;

    /** Characters of a cell; Excel has no more than 32,767. */
    private static final int LONGEST_CELL = 1 << 20;

    /** A sheet ends at column XFD. */
    private static final int MOST_COLUMNS = 1 << 14;

    private static final int MOST_ROWS = 1 << 20;

    private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})[0-9]{1,7}");

    /** How the format writes characters that XML cannot. */
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /** Excel shows 15 digits; the ones behind them are what is left of binary fractions. */
    private static final MathContext SHOWN = new MathContext(15);

    /** Formats of shares that every workbook has. */
    private static final Set<Integer> BUILT_IN_SHARES = Set.of(9, 10);

    /** Formats of days that every workbook has without naming them, the Chinese ones included. */
    private static final Set<Integer> BUILT_IN_DAYS =
            Set.copyOf(IntStream.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58)
                    .boxed()
                    .toList());

    private static final BigDecimal FIRST_SERIAL = BigDecimal.ONE;
    private static final BigDecimal LAST_SERIAL = BigDecimal.valueOf(2_958_466);
    private static final BigDecimal MILLIS_OF_DAY = BigDecimal.valueOf(86_400_000);

    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private final ZipFile zip;
    private final List<String> texts = new ArrayList<>();
    private final List<Boolean> dayStyles = new ArrayList<>();

    /** What the format of a cell writes behind its number, so that it stands for another. */
    private final List<String> units = new ArrayList<>();

    private long kept;

    /** Days are counted from 1904 on, as on old Macs. */
    private boolean from1904;

    private @Nullable Bounded unpacked;
    private @Nullable XMLStreamReader sheet;
    private int number;

    private XlsxRows(ZipFile zip) {
        this.zip = zip;
    }

    /** A part of the workbook by the name that people see. */
    private record Part(String name, String path) {}

    static XlsxRows open(Path file) throws IOException {
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            XlsxRows rows = new XlsxRows(zip);
            rows.begin(rows.tableAmong(rows.parts()));
            return rows;
        } catch (IOException | XMLStreamException | IllegalArgumentException e) {
            close(zip);
            throw new UnreadableFileException(
                    Words.of(
                            "文件像是 Excel 工作簿但无法打开：请在 Excel 中打开并另存为 .xlsx 后重新报送",
                            "file looks like an Excel workbook and cannot be opened: open it in Excel, save it as .xlsx and"
                                    + " send it again"),
                    e);
        } catch (BrokenFileException e) {
            close(zip);
            throw new UnreadableFileException(e.words(), e);
        } catch (UnreadableFileException e) {
            close(zip);
            throw e;
        }
    }

    private static void close(@Nullable ZipFile zip) throws IOException {
        if (zip != null) {
            zip.close();
        }
    }

    /** Reads texts and styles, and returns the sheets in the order in which they are shown. */
    private List<Part> parts() throws IOException, XMLStreamException {
        String workbook = targets("_rels/.rels", "").entrySet().stream()
                .filter(target -> target.getKey().startsWith("officeDocument "))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IOException("no workbook in the package"));
        int slash = workbook.lastIndexOf('/') + 1;
        String folder = workbook.substring(0, slash);
        Map<String, String> targets = targets(folder + "_rels/" + workbook.substring(slash) + ".rels", folder);
        List<Part> sheets = new ArrayList<>();
        eachElement(workbook, xml -> {
            if (xml.getLocalName().equals("workbookPr")) {
                from1904 = "1".equals(xml.getAttributeValue(null, "date1904"))
                        || "true".equals(xml.getAttributeValue(null, "date1904"));
            } else if (xml.getLocalName().equals("sheet")) {
                String path = targets.get("worksheet " + relation(xml));
                if (path != null) {
                    sheets.add(new Part(String.valueOf(xml.getAttributeValue(null, "name")), path));
                }
            }
        });
        for (Map.Entry<String, String> target : targets.entrySet()) {
            if (target.getKey().startsWith("sharedStrings ")) {
                eachElement(target.getValue(), xml -> {
                    if (xml.getLocalName().equals("si")) {
                        texts.add(text(xml, "si"));
                    }
                });
            } else if (target.getKey().startsWith("styles ")) {
                styles(target.getValue());
            }
        }
        if (sheets.isEmpty()) {
            throw new IOException("no sheet in the workbook");
        }
        return sheets;
    }

    private static @Nullable String relation(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            // whatever the namespace: the strict form of the standard has another
            if (xml.getAttributeLocalName(i).equals("id") && xml.getAttributeNamespace(i) != null) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Paths of the parts that a part points at, by the last word of their type and their id. */
    private Map<String, String> targets(String relations, String folder) throws IOException, XMLStreamException {
        Map<String, String> targets = new LinkedHashMap<>();
        eachElement(relations, xml -> {
            String type = xml.getAttributeValue(null, "Type");
            String target = xml.getAttributeValue(null, "Target");
            if (type != null && target != null) {
                targets.put(
                        type.substring(type.lastIndexOf('/') + 1) + " " + xml.getAttributeValue(null, "Id"),
                        target.startsWith("/") ? target.substring(1) : folder + target);
            }
        });
        return targets;
    }

    private void styles(String path) throws IOException, XMLStreamException {
        Map<Integer, String> formats = new HashMap<>();
        boolean[] ofCells = {false};
        eachElement(path, xml -> {
            switch (xml.getLocalName()) {
                case "numFmt" ->
                    formats.put(
                            Integer.valueOf(xml.getAttributeValue(null, "numFmtId")),
                            xml.getAttributeValue(null, "formatCode"));
                case "cellXfs", "cellStyleXfs" ->
                    ofCells[0] = xml.getLocalName().equals("cellXfs");
                case "xf" -> {
                    if (ofCells[0]) {
                        String id = xml.getAttributeValue(null, "numFmtId");
                        int format = id == null ? 0 : Integer.parseInt(id);
                        dayStyles.add(isDay(formats.get(format), format));
                        units.add(unit(formats.get(format), format));
                    }
                }
                default -> {}
            }
        });
    }

    private static String unit(@Nullable String format, int id) {
        String code = format == null ? "" : format;
        return code.contains("%") || BUILT_IN_SHARES.contains(id)
                ? "%"
                : code.contains("万元") ? "" : code.contains("元") ? "元" : "";
    }

    private static boolean isDay(@Nullable String format, int id) {
        if (format == null) {
            return BUILT_IN_DAYS.contains(id);
        }
        // what is quoted, escaped or bracketed is shown as it stands, except that brackets may hold hours
        String codes = format.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]", "").toLowerCase(Locale.ROOT);
        return codes.contains("y") || codes.contains("d");
    }

    @FunctionalInterface
    private interface Element {
        void read(XMLStreamReader xml) throws XMLStreamException;
    }

    private void eachElement(String path, Element element) throws IOException, XMLStreamException {
        try (Bounded in = new Bounded(part(path), MOST_KEPT - kept)) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (next(xml) == XMLStreamConstants.START_ELEMENT) {
                    element.read(xml);
                }
            }
            xml.close();
            kept += in.read;
        }
    }

    private InputStream part(String path) throws IOException {
        ZipEntry entry = zip.getEntry(path);
        if (entry == null) {
            // some writers do not agree with themselves about capital letters
            entry = zip.stream()
                    .map(ZipEntry.class::cast)
                    .filter(each -> each.getName().equalsIgnoreCase(path))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no part " + path));
        }
        return zip.getInputStream(entry);
    }

    private static int next(XMLStreamReader xml) throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
            throw new UnreadableFileException(
                    Words.of(
                            "工作簿中有 DOCTYPE，Excel 不会写入这样的内容：请在 Excel 中打开并另存为 .xlsx 后重新报送",
                            "workbook holds a DOCTYPE, which Excel never writes: open it in Excel, save it as .xlsx and send it again"));
        }
        return event;
    }

    /** Text inside of an element up to its end, without phonetic guides. */
    private static String text(XMLStreamReader xml, String end) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int guides = 0;
        boolean inText = false;
        while (true) {
            switch (next(xml)) {
                case XMLStreamConstants.START_ELEMENT -> {
                    guides += xml.getLocalName().equals("rPh") ? 1 : 0;
                    inText = xml.getLocalName().equals("t");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inText = false;
                    guides -= xml.getLocalName().equals("rPh") ? 1 : 0;
                    if (xml.getLocalName().equals(end)) {
                        return unescaped(text.toString());
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText && guides == 0) {
                        append(text, xml);
                    }
                }
                default -> {}
            }
        }
    }

    private static void append(StringBuilder text, XMLStreamReader xml) {
        if (text.length() + xml.getTextLength() > LONGEST_CELL) {
            throw tooMuchText();
        }
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    private static String unescaped(String text) {
        return text.indexOf("_x") < 0
                ? text
                : ESCAPE.matcher(text)
                        .replaceAll(escape -> Matcher.quoteReplacement(
                                Character.toString((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static UnreadableFileException tooMuchText() {
        return new UnreadableFileException(
                Words.of("工作簿中的文字太多：请分成几个文件，或另存为 CSV", "workbook holds too much text: split it, or save it as CSV"));
    }

    /** The only sheet with a table of records; the first if none has one, whose first row then tells why. */
    private Part tableAmong(List<Part> sheets) throws IOException, XMLStreamException, BrokenFileException {
        List<Part> tables = new ArrayList<>();
        for (Part sheet : sheets) {
            begin(sheet);
            TableRow header = Layout.firstHeader(this);
            if (header != null && Layout.looksLikeHeader(header)) {
                tables.add(sheet);
            }
        }
        if (tables.size() > 1) {
            throw new UnreadableFileException(Words.of(
                    "工作簿有不止一张记录表（`%1$s`、`%2$s`）：一个文件只放一张表",
                    "workbook has more than one sheet of records (`%1$s`, `%2$s`): send one sheet a file",
                    Quote.of(tables.get(0).name()),
                    Quote.of(tables.get(1).name())));
        }
        return tables.isEmpty() ? sheets.get(0) : tables.get(0);
    }

    private void begin(Part part) throws IOException, XMLStreamException {
        close(sheet);
        unpacked = new Bounded(part(part.path()), MOST_OF_A_ROW);
        sheet = XML.createXMLStreamReader(unpacked);
        number = 0;
    }

    private static void close(@Nullable XMLStreamReader xml) throws XMLStreamException {
        if (xml != null) {
            xml.close();
        }
    }

    @Override
    public @Nullable TableRow next() throws BrokenFileException {
        XMLStreamReader xml = sheet;
        try {
            while (xml != null && xml.hasNext()) {
                int event = next(xml);
                if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    return row(xml);
                }
                if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("sheetData")) {
                    return null;
                }
            }
            return null;
        } catch (XMLStreamException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BrokenFileException(
                    number + 1,
                    Words.of("工作簿从这一行起损坏，无法继续读取", "workbook is damaged from this row on"),
                    Words.of(
                            "在 Excel 中打开，另存后从这一行起重新报送", "open it in Excel, save it and send it again from this row on"),
                    e);
        }
    }

    private TableRow row(XMLStreamReader xml) throws XMLStreamException, BrokenFileException {
        String given = xml.getAttributeValue(null, "r");
        int row = given == null ? number + 1 : Integer.parseInt(given);
        if (row <= number || row > MOST_ROWS) {
            throw new IllegalArgumentException("row " + row + " after row " + number);
        }
        List<TableRow.Cell> cells = new ArrayList<>();
        int read = 0;
        while (true) {
            int event = next(xml);
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
                number = row;
                if (unpacked != null) {
                    unpacked.read = 0;
                }
                return new TableRow(row, cells);
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                int column = column(row, xml.getAttributeValue(null, "r"), cells.size());
                if (++read > MOST_COLUMNS) {
                    throw new IllegalArgumentException("more cells than columns");
                }
                cells.addAll(Collections.nCopies(Math.max(0, column + 1 - cells.size()), TableRow.Cell.EMPTY));
                cells.set(column, cell(xml));
            }
        }
    }

    private static int column(int row, @Nullable String address, int next) throws BrokenFileException {
        int column = next;
        if (address != null) {
            Matcher named = ADDRESS.matcher(address.toUpperCase(Locale.ROOT));
            column = -1;
            if (named.matches()) {
                for (char letter : named.group(1).toCharArray()) {
                    column = (column + 1) * 26 + letter - 'A';
                }
            }
        }
        if (column < 0 || column >= MOST_COLUMNS) {
            throw new BrokenFileException(
                    row,
                    Words.of(
                            "工作簿中有不存在的单元格`%1$s`",
                            "workbook names a cell `%1$s` that no sheet has", Quote.of(String.valueOf(address))),
                    Words.of("在 Excel 中打开并另存为 .xlsx 后重新报送", "open it in Excel, save it as .xlsx and send it again"),
                    null);
        }
        return column;
    }

    private TableRow.Cell cell(XMLStreamReader xml) throws XMLStreamException {
        String type = xml.getAttributeValue(null, "t");
        String style = xml.getAttributeValue(null, "s");
        boolean formula = false;
        StringBuilder value = null;
        String inline = "";
        boolean inValue = false;
        while (true) {
            int event = next(xml);
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "f" -> formula = true;
                    case "v" -> {
                        value = new StringBuilder();
                        inValue = true;
                    }
                    case "is" -> inline = text(xml, "is");
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inValue = false;
                if (xml.getLocalName().equals("c")) {
                    String written = value == null ? null : value.toString();
                    return cell(type == null ? "n" : type, style, formula, written, inline);
                }
            } else if (inValue && value != null && xml.hasText()) {
                append(value, xml);
            }
        }
    }

    private TableRow.Cell cell(
            String type, @Nullable String style, boolean formula, @Nullable String value, String inline) {
        if (formula && (value == null || value.isEmpty() && !type.equals("str"))) {
            return TableRow.Cell.damaged("", TableRow.Damage.NOT_COMPUTED);
        }
        String text = value == null ? "" : value;
        return switch (type) {
            case "s" ->
                text.isEmpty() ? TableRow.Cell.EMPTY : TableRow.Cell.of(texts.get(Integer.parseInt(text.trim())));
            case "inlineStr" -> TableRow.Cell.of(inline);
            case "str" -> TableRow.Cell.of(unescaped(text));
            case "e" -> TableRow.Cell.damaged(TableRow.Cell.trim(text), TableRow.Damage.ERROR);
            case "b" ->
                TableRow.Cell.of(text.trim().equals("1") ? "true" : text.trim().equals("0") ? "false" : text);
            case "d" -> iso(text.trim());
            case "n" -> text.isBlank() ? TableRow.Cell.EMPTY : number(text.trim(), isDay(style), of(units, style, ""));
            // whatever it is: the columns that are read say whether they can take it
            default -> TableRow.Cell.of(text);
        };
    }

    private boolean isDay(@Nullable String style) {
        return of(dayStyles, style, false);
    }

    private static <T> T of(List<T> styles, @Nullable String style, T none) {
        int index = style == null ? -1 : Integer.parseInt(style);
        return index >= 0 && index < styles.size() ? styles.get(index) : none;
    }

    /** A day as the strict form of the standard writes it. */
    private static TableRow.Cell iso(String text) {
        String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return local.contains("T")
                    ? day(LocalDateTime.parse(local))
                    : day(LocalDate.parse(local).atStartOfDay());
        } catch (DateTimeParseException e) {
            return TableRow.Cell.of(text);
        }
    }

    private static TableRow.Cell day(LocalDateTime moment) {
        LocalDate day = moment.toLocalDate();
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? new TableRow.Cell(day.toString(), day, null)
                : TableRow.Cell.of(day + " " + moment.toLocalTime().format(DateTimeFormatter.ISO_LOCAL_TIME));
    }

    private TableRow.Cell number(String text, boolean day, String unit) {
        BigDecimal number = new BigDecimal(text);
        return day && number.compareTo(FIRST_SERIAL) >= 0 && number.compareTo(LAST_SERIAL) < 0
                ? day(moment(number))
                : TableRow.Cell.of(shown(unit.equals("%") ? number.movePointRight(2) : number) + unit);
    }

    /** Excel has a day too many in 1900, so days before March have a zero of their own. */
    private LocalDateTime moment(BigDecimal serial) {
        long whole = serial.longValue();
        LocalDate zero = from1904
                ? LocalDate.of(1904, 1, 1)
                : whole < 60 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        long millis = Math.round(serial.subtract(BigDecimal.valueOf(whole))
                .multiply(MILLIS_OF_DAY)
                .doubleValue());
        return zero.plusDays(whole).atStartOfDay().plusNanos(millis * 1_000_000);
    }

    private static String shown(BigDecimal number) {
        BigDecimal rounded = number.round(SHOWN).stripTrailingZeros();
        return Math.abs((long) rounded.scale()) > 400 ? number.toString() : rounded.toPlainString();
    }

    /** Unpacks so many bytes and no more. */
    private static final class Bounded extends FilterInputStream {

        private final long most;
        private long read;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int character = super.read();
            count(character < 0 ? 0 : 1);
            return character;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int bytes = super.read(buffer, offset, length);
            count(Math.max(0, bytes));
            return bytes;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > most) {
                throw tooMuchText();
            }
        }
    }

    @Override
    public boolean rowsAreFull() {
        return false;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
