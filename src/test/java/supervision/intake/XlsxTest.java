package supervision.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.facts.Penalty;

class XlsxTest {

    @TempDir
    private Path folder;

    private static final List<String> HEADER =
            List.of("CF_XDR_SHXYM", "CF_WSH", "CF_CFLB", "CF_NR_FK", "CF_JDRQ", "CF_GSJZQ", "CF_CFJG", "备注");

    private static byte[] workbook(Consumer<Workbook> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            content.accept(workbook);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void row(Worksheet sheet, int row, Object... values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof LocalDate day) {
                sheet.value(row, i, day);
                sheet.style(row, i).format("yyyy-mm-dd").set();
            } else if (value instanceof Number number) {
                sheet.value(row, i, number);
            } else if (value instanceof String text) {
                sheet.value(row, i, text);
            }
        }
    }

    private static void good(Worksheet sheet, int row) {
        row(sheet, row, CreditCodes.of(row), row + "号", "罚款", 0.2, LocalDate.of(2026, 3, 1), "2027-03-01", "某局", "x");
    }

    @Test
    void cellsOfEachTypeAreRead() {
        byte[] file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("处罚");
            row(sheet, 0, HEADER.toArray());
            good(sheet, 1);
            row(sheet, 3, CreditCodes.of(3), 12345, "警告", "0.30", 20260301, "", "某局");
            row(sheet, 4, CreditCodes.of(4), "4号", "罚款", 0.1 + 0.2, "2026年3月1日", "", "某局");
            row(sheet, 5, CreditCodes.of(5), "5号", "罚款", 0.2, 46082, "", "某局");
            row(sheet, 6, 914403001922038216d, "6号", "罚款", 0.2, "2026-03-01", "", "某局");
        });
        Collected read = Collected.of("处罚.xlsx", "", file);
        assertThat(read.records.stream().map(CreditRecord::row)).containsExactly(2, 4, 5);
        Penalty first = (Penalty) read.records.get(0).fact();
        assertThat(first.decidedOn()).isEqualTo("2026-03-01");
        assertThat(first.publicityEndsOn()).isEqualTo("2027-03-01");
        assertThat(first.fine()).isEqualTo(new BigDecimal("2000"));
        Penalty second = (Penalty) read.records.get(1).fact();
        assertThat(second.number()).isEqualTo("12345");
        assertThat(second.decidedOn()).isEqualTo("2026-03-01");
        assertThat(((Penalty) read.records.get(2).fact()).fine()).isEqualTo(new BigDecimal("3000"));
        // a bare number is not a day, and a code that was kept as a number has lost its last digits
        assertThat(read.setAside.stream().map(SetAside::column)).containsExactly("CF_JDRQ", "CF_XDR_SHXYM");
        assertThat(read.setAside.get(1).remedy()).contains("文本格式");
    }

    /** What a sheet shows behind a number is part of what its sender read. */
    @Test
    void anAmountThatIsShownInYuanOrAsAShareIsNotTakenForUnitsOfTenThousand() {
        byte[] file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("一");
            row(sheet, 0, HEADER.toArray());
            for (int i = 1; i <= 4; i++) {
                good(sheet, i);
                sheet.value(i, 3, 0.5);
            }
            sheet.style(1, 3).format("#,##0.00\"元\"").set();
            sheet.style(2, 3).format("0%").set();
            sheet.style(3, 3).format("0.00\"万元\"").set();
            sheet.style(4, 3).format("0.00").set();
        });
        Collected read = Collected.of("a.xlsx", "", file);
        assertThat(read.setAside).extracting(SetAside::value).containsExactly("0.5元", "50%");
        assertThat(read.records)
                .extracting(record -> ((Penalty) record.fact()).fine())
                .containsExactly(new BigDecimal("5000"), new BigDecimal("5000"));
    }

    @Test
    void aDayOrATruthInTheColumnOfNumbersIsNoNumber() {
        byte[] file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("一");
            row(sheet, 0, HEADER.toArray());
            good(sheet, 1);
            good(sheet, 2);
            sheet.value(1, 1, LocalDate.of(2026, 3, 1));
            sheet.style(1, 1).format("m\"月\"d\"日\"").set();
            sheet.value(2, 1, true);
        });
        Collected read = Collected.of("a.xlsx", "", file);
        assertThat(read.records).isEmpty();
        assertThat(read.setAside).extracting(SetAside::column).containsOnly("CF_WSH");
    }

    /** Cells as other programs write them, under a header of the library. */
    private Collected withCells(String cells) throws IOException {
        byte[] file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("一");
            row(sheet, 0, HEADER.toArray());
            row(sheet, 1, CreditCodes.of(1), "1号", "罚款", 0.2, "2026-03-01", "", "某局");
        });
        return Collected.of("a.xlsx", "", withSheet(file, xml -> {
            int end = xml.indexOf("</sheetData>");
            return xml.substring(0, end) + "<row r=\"7\">" + cells + "</row>" + xml.substring(end);
        }));
    }

    private static String text(String address, String text) {
        return "<c r=\"" + address + "\" t=\"inlineStr\"><is>" + text + "</is></c>";
    }

    private static String cells(String number, String fine, String day) {
        return text("A7", "<t>" + CreditCodes.of(2) + "</t>")
                + number
                + text("C7", "<t>罚款</t>")
                + fine
                + day
                + text("G7", "<t>某局</t>");
    }

    private static final String NUMBER = text("B7", "<t>2号</t>");
    private static final String FINE = "<c r=\"D7\"><v>0.2</v></c>";
    private static final String DAY = text("E7", "<t>2026-03-01</t>");

    @Test
    void phoneticGuidesAreNoPartOfATextAndRichTextIs() throws IOException {
        String rich = text(
                "B7",
                "<r><t>罚_x005F_</t></r><r><t>莱</t></r><rPh sb=\"0\" eb=\"1\"><t>lai</t></rPh><phoneticPr fontId=\"1\"/>");
        Penalty penalty =
                (Penalty) withCells(cells(rich, FINE, DAY)).records.get(1).fact();
        assertThat(penalty.number()).isEqualTo("罚_莱");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, ''",
        "2026-03-01T00:00:00, ''",
        "2026-03-01T00:00:00Z, ''",
        "2026-03-01T23:59:17, CF_JDRQ",
        "the first of March, CF_JDRQ"
    })
    void aDayMayBeWrittenAsTheStrictFormHasIt(String day, String column) throws IOException {
        Collected read = withCells(cells(NUMBER, FINE, "<c r=\"E7\" t=\"d\"><v>" + day + "</v></c>"));
        assertThat(read.records).hasSize(column.isEmpty() ? 2 : 1);
        assertThat(read.setAside.stream().map(SetAside::column))
                .containsExactlyElementsOf(column.isEmpty() ? List.of() : List.of(column));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<f>2000/10000</f> | '' | 没有计算结果",
                "<f>2000/10000</f><v></v> | '' | 没有计算结果",
                "<f>2000/10000</f><v>0.2</v> | '' | ''",
                "<f>1/0</f><v>#DIV/0!</v> | e | Excel 错误值",
                "<f>IF(1=1,\"\",1)</f><v></v> | str | ''"
            })
    void aFormulaIsWhatWasSavedWithIt(String content, String type, String problem) throws IOException {
        Collected read = withCells(cells(
                NUMBER, "<c r=\"D7\"" + (type.isEmpty() ? "" : " t=\"" + type + "\"") + ">" + content + "</c>", DAY));
        assertThat(read.records).hasSize(problem.isEmpty() ? 2 : 1);
        assertThat(read.setAside.stream().map(SetAside::problem))
                .allSatisfy(said -> assertThat(said).contains(problem))
                .hasSize(problem.isEmpty() ? 0 : 1);
    }

    @Test
    void aCellOfATypeThatNobodyKnowsSetsItsRowAsideAndNoOther() throws IOException {
        Collected read = withCells(cells(NUMBER, "<c r=\"D7\" t=\"money\"><v>a lot</v></c>", DAY));
        assertThat(read.records).hasSize(1);
        assertThat(read.setAside)
                .singleElement()
                .satisfies(row -> assertThat(row.column()).isEqualTo("CF_NR_FK"));
    }

    @Test
    void aSecondSheetOfRecordsIsNotDropped() {
        byte[] two = workbook(book -> {
            row(book.newWorksheet("一"), 0, HEADER.toArray());
            row(book.newWorksheet("二"), 0, HEADER.toArray());
        });
        assertThatThrownBy(() -> Collected.of("a.xlsx", "", two))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("二");
        byte[] notes = workbook(book -> {
            row(book.newWorksheet("一"), 0, HEADER.toArray());
            row(book.newWorksheet("说明"), 0, "填表说明");
        });
        assertThat(Collected.of("a.xlsx", "", notes).setAside).isEmpty();
    }

    @Test
    void aWorkbookIsToldByItsBytes() {
        byte[] file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("一");
            row(sheet, 0, HEADER.toArray());
            good(sheet, 1);
        });
        assertThat(Collected.of("upload", "application/octet-stream", file).records)
                .hasSize(1);
    }

    @Test
    void aBrokenEndIsNoWorkbookAndABrokenMiddleStopsThere() throws IOException {
        byte[] file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("一");
            row(sheet, 0, HEADER.toArray());
            for (int i = 1; i <= 50; i++) {
                good(sheet, i);
            }
        });
        byte[] cut = java.util.Arrays.copyOf(file, file.length / 2);
        assertThatThrownBy(() -> Collected.of("a.xlsx", "", cut)).isInstanceOf(UnreadableFileException.class);

        Collected read = Collected.of("a.xlsx", "", withSheetCutAfterRow(file, 30));
        assertThat(read.records).hasSize(29);
        assertThat(read.setAside).singleElement().satisfies(row -> {
            assertThat(row.row()).isEqualTo(31);
            assertThat(row.column()).isEmpty();
            assertThat(row.problem()).contains("damaged");
        });
    }

    /** The same workbook, of which the sheet ends in the middle of the row after the one given. */
    private byte[] withSheetCutAfterRow(byte[] file, int row) throws IOException {
        return withSheet(file, xml -> {
            int next = xml.indexOf("<row r=\"" + (row + 1) + "\"");
            assertThat(next).isPositive();
            return xml.substring(0, next) + "<row r=\"" + (row + 1) + "\"><c";
        });
    }

    private byte[] withSheet(byte[] file, UnaryOperator<String> change) throws IOException {
        Path original = Files.write(folder.resolve("original.xlsx"), file);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(original.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                if (entry.getName().contains("worksheets/")) {
                    content = change.apply(new String(content, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aCellBeyondTheLastColumnDoesNotFillTheMemory() throws IOException {
        byte[] file = workbook(book -> row(book.newWorksheet("一"), 0, HEADER.toArray()));
        byte[] wide = withSheet(file, xml -> xml.replace("\"B1\"", "\"ZZZZZZ1\""));
        assertThatThrownBy(() -> Collected.of("a.xlsx", "", wide))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("ZZZZZZ1");
    }

    @Test
    void anotherZipFileIsNoWorkbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write('a');
        }
        assertThatThrownBy(() -> Collected.of("a.xlsx", "", bytes.toByteArray()))
                .isInstanceOf(UnreadableFileException.class);
    }

    /** A workbook of which one part is something else. */
    private byte[] withPart(byte[] file, String part, Consumer<OutputStream> content) throws IOException {
        Path original = Files.write(folder.resolve("original.xlsx"), file);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(original.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().endsWith(part)) {
                    content.accept(out);
                } else {
                    in.getInputStream(entry).transferTo(out);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static Consumer<OutputStream> blanks(String before, int megabytes) {
        return out -> {
            try {
                out.write(before.getBytes(StandardCharsets.UTF_8));
                byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < megabytes; i++) {
                    out.write(blanks);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Texts and styles are kept in memory, and of a sheet a row: an attribute or a row that never ends would fill it. */
    @ParameterizedTest
    @CsvSource({
        "sharedStrings.xml, <sst>, 257, too much text",
        "styles.xml, <styleSheet>, 257, too much text",
        "sheet1.xml, <worksheet><sheetData>, 65, too much text",
        "sheet1.xml, '<worksheet><sheetData><row r=\"', 65, too much text"
    })
    void aSmallFileThatUnpacksToAnythingIsRefused(String part, String before, int megabytes, String said)
            throws IOException {
        byte[] file = workbook(book -> row(book.newWorksheet("一"), 0, HEADER.toArray()));
        byte[] bomb = withPart(file, part, blanks(before, megabytes));
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThatThrownBy(() -> Collected.of("a.xlsx", "", bomb))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sharedStrings.xml", "styles.xml", "sheet1.xml", "workbook.xml", ".rels"})
    void aDoctypeIsRefusedInEachPart(String part) throws IOException {
        byte[] file = workbook(book -> row(book.newWorksheet("一"), 0, HEADER.toArray()));
        byte[] entity = withPart(file, part, out -> {
            try {
                out.write("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>".getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThatThrownBy(() -> Collected.of("a.xlsx", "", entity))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("DOCTYPE");
    }
}
