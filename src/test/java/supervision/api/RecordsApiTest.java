package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;
import static supervision.Http.CSV;
import static supervision.Http.JSON_LINES;
import static supervision.Http.all;
import static supervision.Http.members;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.Http;
import supervision.ServiceTest;
import supervision.intake.CreditCodes;
import supervision.intake.PenaltyFile;
import supervision.intake.PenaltyFile.Defect;
import tools.jackson.databind.JsonNode;

@ServiceTest
class RecordsApiTest {

    private static final String RECORDS = "/api/v1/records";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String EXCEL = "application/vnd.ms-excel";
    private static final List<String> HEADER =
            List.of("CF_XDR_SHXYM", "CF_WSH", "CF_CFLB", "CF_NR_FK", "CF_JDRQ", "CF_CFJG");

    /** The file with ten thousand rows uses the codes below. */
    private static final int FIRST_CODE = 980_000;

    @TempDir
    private Path folder;

    private final Http http;

    RecordsApiTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    private static List<String> row(String code, String number) {
        return List.of(code, number, "罚款", "0.2", "2026-03-01", "济南市莱芜区应急管理局");
    }

    private static String csv(String code, String number) {
        return String.join(",", HEADER) + "\r\n" + String.join(",", row(code, number)) + "\r\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The one penalty of an entity, as the ledger has it now. */
    private JsonNode penalty(String code) {
        JsonNode records =
                http.get("/api/v1/entities/" + code + "/records").ok().path("records");
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static void assertTaken(JsonNode report, int accepted) {
        assertThat(report.path("import").asLong()).as("number of the import").isPositive();
        assertThat(report.toString())
                .isEqualTo("{\"import\":%d,\"accepted\":%d,\"alreadyPresent\":0,\"setAside\":[],\"setAsideInAll\":0}"
                        .formatted(report.path("import").asLong(), accepted));
    }

    @ParameterizedTest
    @CsvSource({
        "0, UTF-8, text/csv",
        "1, UTF-8, text/csv; charset=utf-8",
        "2, GB18030, text/csv",
        "3, GB18030, text/csv; charset=GB18030",
        "4, GB18030, text/csv;charset=gb2312",
        "5, UTF-8, application/vnd.ms-excel",
        "6, GB18030, application/vnd.ms-excel"
    })
    void theBodyIsACsvFileInEitherCharset(int number, String charset, String contentType) {
        String code = CreditCodes.of(FIRST_CODE + number);
        byte[] file = csv(code, "莱应急罚〔2026〕" + number + "号").getBytes(Charset.forName(charset));
        assertTaken(http.post(RECORDS, contentType, file).ok(), 1);
        JsonNode penalty = penalty(code);
        assertThat(penalty.path("id").asString()).isEqualTo("penalty/济南市莱芜区应急管理局/莱应急罚〔2026〕" + number + "号");
        assertThat(penalty.path("data").path("fine").asInt()).isEqualTo(2000);
        assertThat(penalty.path("file").asString()).isEqualTo("body");
        assertThat(penalty.path("row").asInt()).isEqualTo(2);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        String code = CreditCodes.of(FIRST_CODE + 10);
        assertTaken(
                http.post(RECORDS, CSV, utf8("\uFEFF" + csv(code, "莱应急罚〔2026〕10号")))
                        .ok(),
                1);
        assertThat(penalty(code).path("kind").asString()).isEqualTo("penalty");
    }

    /** What a browser sends for the form of any page, what curl sends if it is not told, and what nobody has described. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=utf-8",
                "application/x-www-form-urlencoded",
                "application/octet-stream",
                "application/pdf",
                "text/*",
                "*/*",
                "csv",
                "text/csv; charset=klingon",
                "multipart/mixed; boundary=b"
            })
    void aBodyOfAnotherTypeIsRefusedWithThoseThatAreTaken(@Nullable String contentType) {
        String code = CreditCodes.of(FIRST_CODE + 11);
        JsonNode problem = http.send("POST", RECORDS, contentType, utf8(csv(code, "莱应急罚〔2026〕11号")))
                .problem(415);
        assertThat(problem.path("detail").asString()).contains("-H 'Content-Type: text/csv'", "charset=gb18030");
        assertThat(Http.stream(problem.path("accepted")).map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        CSV,
                        JSON_LINES,
                        "application/jsonl",
                        "application/x-jsonlines",
                        Http.JSON,
                        XLSX,
                        EXCEL,
                        "multipart/form-data");
        http.get("/api/v1/entities/" + code + "/records").problem(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {XLSX, EXCEL})
    void theBodyIsAWorkbook(String contentType) throws IOException {
        String code = CreditCodes.of(FIRST_CODE + (contentType.equals(XLSX) ? 20 : 21));
        assertTaken(http.post(RECORDS, contentType, workbook(code)).ok(), 1);
        assertThat(penalty(code).path("data").path("decidedOn").asString()).isEqualTo("2026-03-01");
    }

    private static byte[] workbook(String code) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("处罚");
            for (int i = 0; i < HEADER.size(); i++) {
                sheet.value(0, i, HEADER.get(i));
                sheet.value(1, i, row(code, "莱应急罚〔2026〕20号").get(i));
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON_LINES, Http.JSON})
    void theBodyIsJsonLines(String contentType) {
        String code = CreditCodes.of(FIRST_CODE + (contentType.equals(Http.JSON) ? 30 : 31));
        String line = """
                {"kind": "penalty", "subject": "%s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕%d号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"]}
                """;
        assertTaken(
                http.post(RECORDS, contentType, line.formatted(code, 1) + line.formatted(code, 2))
                        .ok(),
                2);
        // one row is bad, the other one is known
        JsonNode report = http.post(RECORDS, contentType, line.formatted(code, 1) + line.formatted(code + "X", 2))
                .ok();
        assertThat(report.path("alreadyPresent").asInt()).isEqualTo(1);
        assertThat(all(report.path("setAside"), "row")).containsExactly("2");
        assertThat(all(report.path("setAside"), "column")).containsExactly("subject");
    }

    @Test
    void aNameLongerThanTheLedgerKeepsDoesNotTakeItsNeighboursAlong() {
        String code = CreditCodes.of(FIRST_CODE + 32);
        String lines = """
                {"kind": "entity", "subject": "%1$s", "name": "%2$s", "type": "ENTERPRISE", "jurisdiction": "370116", \
                "fields": [], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}
                {"kind": "performance", "subject": "%1$s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕32号", \
                "performed": false}
                """.formatted(code, "长".repeat(1_001));
        JsonNode report = http.post(RECORDS, JSON_LINES, lines).ok();
        assertThat(report.path("accepted").asInt()).isEqualTo(1);
        assertThat(all(report.path("setAside"), "column")).containsExactly("name");
    }

    @Test
    void theNameOfAFileIsKeptWithItsRows() {
        String code = CreditCodes.of(FIRST_CODE + 40);
        String path = RECORDS + "?file=" + Http.encoded("十一月 处罚+1.csv");
        assertTaken(http.post(path, CSV, csv(code, "莱应急罚〔2026〕40号")).ok(), 1);
        assertThat(penalty(code).path("file").asString()).isEqualTo("十一月 处罚+1.csv");

        String other = CreditCodes.of(FIRST_CODE + 41);
        String tooLong = RECORDS + "?file=" + "a".repeat(3000) + "%00.csv";
        assertTaken(http.post(tooLong, CSV, csv(other, "莱应急罚〔2026〕41号")).ok(), 1);
        assertThat(penalty(other).path("file").asString()).startsWith("…a").endsWith("a .csv");

        http.post(RECORDS + "?file=%E4%25zz", CSV, csv(other, "莱应急罚〔2026〕41号")).problem(400);
    }

    @Test
    void aFormUploadsAFile() {
        String code = CreditCodes.of(FIRST_CODE + 50);
        byte[] file = csv(code, "莱应急罚〔2026〕50号").getBytes(Charset.forName("GB18030"));
        assertTaken(upload("file", file).ok(), 1);
        assertThat(penalty(code).path("file").asString()).isEqualTo("处罚.csv");
    }

    @Test
    void aFormWithoutTheFileIsRefused() {
        upload("data", utf8("x")).problem(400);
        http.post(RECORDS, "multipart/form-data", "x").problem(400);
        http.post(RECORDS, "multipart/form-data; boundary=b", "x").problem(400);
    }

    private Http.Answer upload(String part, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(utf8("--cut\r\nContent-Disposition: form-data; name=\"" + part
                + "\"; filename=\"处罚.csv\"\r\nContent-Type: text/csv\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(utf8("\r\n--cut--\r\n"));
        return http.post(RECORDS, "multipart/form-data; boundary=cut", body.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"text/csv, ''", "text/csv, 'a,b\r\n1,2'", "application/json, '[{}]'", "text/csv, '%PDF\0'"})
    void aFileOfNoKnownFormIsRefusedAsAWhole(String contentType, String file) {
        http.post(RECORDS, contentType, file).problem(422);
    }

    @Test
    void ofTenThousandRowsTheHundredBadOnesAreReportedAndTheRestIsKept() throws IOException {
        Path file = folder.resolve("处罚.csv");
        Map<Integer, Defect> defects = PenaltyFile.write(file, 10_000, 100, 1);
        String path = RECORDS + "?file=" + Http.encoded("处罚.csv");

        JsonNode report = http.post(path, CSV, Files.readAllBytes(file)).ok();
        assertThat(members(report))
                .containsExactly("import", "accepted", "alreadyPresent", "setAside", "setAsideInAll");
        assertThat(report.path("accepted").asInt()).isEqualTo(9_900);
        assertThat(report.path("alreadyPresent").asInt()).isZero();
        assertThat(report.path("setAsideInAll").asInt()).isEqualTo(100);
        assertThat(all(report.path("setAside"), "row"))
                .containsExactlyElementsOf(
                        defects.keySet().stream().map(String::valueOf).toList());
        for (JsonNode row : report.path("setAside")) {
            Defect defect = Objects.requireNonNull(defects.get(row.path("row").asInt()));
            assertThat(members(row)).containsExactly("file", "row", "column", "value", "problem", "remedy");
            assertThat(row.path("file").asString()).isEqualTo("处罚.csv");
            assertThat(row.path("column").asString()).isEqualTo(defect.column);
            assertThat(row.path("problem").asString()).contains(" / ").contains(defect.problem);
            assertThat(row.path("remedy").asString()).contains(" / ");
        }

        JsonNode again = http.post(path, CSV, Files.readAllBytes(file)).ok();
        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(again.path("alreadyPresent").asInt()).isEqualTo(9_900);
        assertThat(again.path("setAside")).isEqualTo(report.path("setAside"));
    }
}
