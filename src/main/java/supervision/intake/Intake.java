package supervision.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of credit records: CSV or Excel in the 双公示 layout, or JSON lines. {@code docs/records.md} documents the forms.
 *
 * <p>Each row is taken or set aside by itself, in the order of the file, and handed over before the next is read; a file of
 * any length needs the memory of a row. Workbooks, and CSV files that do not say in what charset they are written, are kept
 * in a temporary file while they are read: the list of a workbook's parts stands at its end, and one byte anywhere can tell
 * the charset.
 *
 * <p>Safe for use by several threads.
 */
public final class Intake {

    /** A text has no more than one zero in so many bytes. */
    private static final int MOST_ZEROS = 64;

    private static final int PREFIX = 1 << 13;
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Chinese characters that a text in another charset will not spell in UTF-8 by accident, one after the other. */
    private static final int SURELY_UTF_8 = 8;

    /** Separators of the shortest header, which has five columns. */
    private static final int OF_A_HEADER = 4;

    /** Where the rows go. */
    public interface Sink {

        /** A row that was taken. */
        void record(CreditRecord record);

        /** A row that was not. */
        void setAside(SetAside row);
    }

    /**
     * What a rule pack has that records name, by ids.
     *
     * @param lists its lists of serious dishonesty
     * @param bans its bans
     * @param schemes its grading schemes
     * @param fields its fields of supervision
     * @param roles its roles, in the order in which records keep them
     * @param posts those of them that somebody can hold
     */
    public record Known(
            Set<String> lists,
            Set<String> bans,
            Set<String> schemes,
            Set<String> fields,
            List<String> roles,
            Set<String> posts) {

        public Known {
            // as whoever is refused reads them
            lists = new TreeSet<>(lists);
            bans = new TreeSet<>(bans);
            schemes = new TreeSet<>(schemes);
            fields = new TreeSet<>(fields);
        }
    }

    private final Tables tables;
    private final JsonLines jsonLines;

    /**
     * @param today day after which nothing can have happened yet
     * @param known what the rule pack has that records name
     * @param pseudonyms what natural persons are called
     * @param largestFine amount of a table, in units of 10,000 yuan, above which the sender is asked whether yuan were meant; null
     *     where that is confirmed
     */
    public Intake(LocalDate today, Known known, Pseudonyms pseudonyms, @Nullable BigDecimal largestFine) {
        Checks checks = new Checks(today, known);
        tables = new Tables(checks, pseudonyms, largestFine);
        jsonLines = new JsonLines(checks, pseudonyms, new RecordSchema());
    }

    /**
     * Reads a file to its end, or to where it is broken, which is reported as a row set aside. Does not close the stream.
     *
     * @param fileName name as the sender gave it; only repeated and, with the content type, asked for the format
     * @param contentType media type, or empty if not known
     * @param all where the rows go; of two that are one record and say different things only the first
     * @throws UnreadableFileException if the format or the header is not recognised; no row has been handed over then
     * @throws IOException if the stream fails; rows before that have been handed over
     */
    public void read(String fileName, String contentType, InputStream in, Sink all) throws IOException {
        Sink sink = new Once(all);
        byte[] prefix = in.readNBytes(PREFIX);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(prefix), in);
        if (startsWith(prefix, 'P', 'K', 3, 4)) {
            readWorkbook(fileName, whole, sink);
            return;
        }
        if (startsWith(prefix, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw oldOrEncrypted(whole);
        }
        refuseOther(prefix);
        int mark = startsWith(prefix, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        whole.skipNBytes(mark);
        char first = firstCharacter(prefix, mark);
        Charset charset = mark > 0 ? StandardCharsets.UTF_8 : declared(contentType);
        if (first == '{' || saysJsonLines(fileName, contentType)) {
            Charset known = charset == null ? StandardCharsets.UTF_8 : charset;
            jsonLines.read(fileName, known.name(), new StrictReader(whole, known), sink);
        } else if (first == '[') {
            throw new UnreadableFileException(Words.of(
                    "文件是一个 JSON 数组：改为每行一个对象（JSON Lines）",
                    "file is one JSON array: send one object a line (JSON lines) instead"));
        } else if (charset != null) {
            readCsv(fileName, charset, whole, prefix, sink);
        } else {
            readUndeclared(fileName, whole, prefix, sink);
        }
    }

    static UnreadableFileException empty() {
        return new UnreadableFileException(Words.of(
                "文件是空的：应为双公示格式的 CSV 或 Excel（.xlsx），或 JSON 行",
                "file is empty: send CSV or Excel (.xlsx) in the 双公示 layout, or JSON lines"));
    }

    private void readWorkbook(String fileName, InputStream in, Sink sink) throws IOException {
        Path copy = copy(in);
        try {
            tables.read(fileName, XlsxRows.open(copy), sink);
        } finally {
            Files.delete(copy);
        }
    }

    private void readUndeclared(String fileName, InputStream in, byte[] prefix, Sink sink) throws IOException {
        Path copy = copy(in);
        try (InputStream again = Files.newInputStream(copy)) {
            readCsv(fileName, charsetOf(copy), again, prefix, sink);
        } finally {
            Files.delete(copy);
        }
    }

    private void readCsv(String fileName, Charset charset, InputStream in, byte[] prefix, Sink sink)
            throws IOException {
        Reader reader = new StrictReader(in, charset);
        tables.read(fileName, new CsvRows(reader, charset.name(), separator(prefix)), sink);
    }

    /** Created readable by its owner alone where the file system can say so; it may name natural persons. */
    private static Path copy(InputStream in) throws IOException {
        Path copy = Files.createTempFile("intake", null);
        try {
            try (OutputStream out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
            return copy;
        } catch (IOException | RuntimeException e) {
            Files.delete(copy);
            throw e;
        }
    }

    /**
     * UTF-8 if all of it is, or if so much is that the rest must be damage: damage is reported where it stands, while a file
     * taken for GB18030 by mistake would fill the ledger with nonsense.
     */
    private static Charset charsetOf(Path file) throws IOException {
        int characters = 0;
        char[] buffer = new char[PREFIX];
        try (Reader reader = new StrictReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            for (int read = reader.read(buffer, 0, PREFIX); read >= 0; read = reader.read(buffer, 0, PREFIX)) {
                for (int i = 0; i < read && characters < SURELY_UTF_8; i++) {
                    if (buffer[i] >= 0x800) {
                        characters++;
                    }
                }
            }
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return characters >= SURELY_UTF_8 ? StandardCharsets.UTF_8 : GB18030;
        }
    }

    private static @Nullable Charset declared(String contentType) {
        Matcher parameter = CHARSET.matcher(contentType);
        if (!parameter.find()) {
            return null;
        }
        String name = parameter.group(1);
        if (name.toUpperCase(Locale.ROOT).matches("GB2312|GBK|X-GBK|CP936|GB18030")) {
            // the last holds the others, and files are rarely what their older name says
            return GB18030;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableFileException(
                    Words.of(
                            "不支持的字符集`%1$s`：用 UTF-8 或 GB18030",
                            "charset `%1$s` not supported: use UTF-8 or GB18030", Quote.of(name)),
                    e);
        }
    }

    private static boolean saysJsonLines(String fileName, String contentType) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String type = contentType.toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl")
                || name.endsWith(".ndjson")
                || type.startsWith("application/x-ndjson")
                || type.startsWith("application/jsonl")
                || type.startsWith("application/x-jsonlines");
    }

    /** Excel puts a workbook with a password into the container that was the form of old ones. */
    private static UnreadableFileException oldOrEncrypted(InputStream in) throws IOException {
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        int matched = 0;
        for (int each = in.read(); each >= 0 && matched < name.length; each = in.read()) {
            // the first letter is nowhere else in the name
            matched = each == name[matched] ? matched + 1 : each == name[0] ? 1 : 0;
        }
        return new UnreadableFileException(
                matched == name.length
                        ? Words.of(
                                "工作簿设有打开密码，无法读取：在 Excel 中打开，去掉密码（文件 - 信息 - 保护工作簿）后保存，重新报送",
                                "workbook is protected by a password and cannot be read: open it in Excel, remove the password (File -"
                                        + " Info - Protect Workbook), save it and send it again")
                        : Words.of(
                                "文件是旧式 Excel（.xls）或其他旧式 Office 文件：在 Excel 或 WPS 中打开，另存为 .xlsx（有打开密码的先去掉）后重新报送",
                                "file is an old Excel workbook (.xls) or another old Office file: open it in Excel or WPS, save it as"
                                        + " .xlsx (without the password, if it has one) and send it again"));
    }

    private static void refuseOther(byte[] prefix) {
        if (startsWith(prefix, 0xFF, 0xFE) || startsWith(prefix, 0xFE, 0xFF)) {
            throw new UnreadableFileException(Words.of(
                    "文件是 UTF-16 编码：另存为 UTF-8 后重新报送", "file is written in UTF-16: save it as UTF-8 and send it again"));
        }
        int zeros = 0;
        for (byte each : prefix) {
            zeros += each == 0 ? 1 : 0;
        }
        // one that slipped into a text costs its row and not the file
        if (zeros > Math.max(prefix.length / MOST_ZEROS, prefix.length < MOST_ZEROS ? 0 : 1)) {
            throw new UnreadableFileException(Words.of(
                    "文件格式无法识别：应为双公示格式的 CSV 或 Excel（.xlsx），或 JSON 行",
                    "format not recognised: send CSV or Excel (.xlsx) in the 双公示 layout, or JSON lines"));
        }
        if (firstCharacter(prefix, 0) == 0 && prefix.length < PREFIX) {
            throw empty();
        }
    }

    /** First byte that is not blank, which tells the format in each charset taken; 0 if there is none. */
    private static char firstCharacter(byte[] prefix, int from) {
        for (int i = from; i < prefix.length; i++) {
            if (prefix[i] != ' ' && prefix[i] != '\t' && prefix[i] != '\r' && prefix[i] != '\n') {
                return (char) (prefix[i] & 0xFF);
            }
        }
        return 0;
    }

    /** Names of columns hold none of these: the header is the first line that has some, while a title above it has few. */
    private static char separator(byte[] prefix) {
        char fallback = ',';
        int[] found = new int[0x80];
        boolean any = false;
        for (byte each : prefix) {
            if (each == ',' || each == '\t' || each == ';') {
                if (!any) {
                    fallback = (char) each;
                    any = true;
                }
                if (++found[each] == OF_A_HEADER) {
                    return (char) each;
                }
            } else if (each == '\n') {
                found = new int[0x80];
            }
        }
        return fallback;
    }

    private static boolean startsWith(byte[] prefix, int... bytes) {
        if (prefix.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((prefix[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
