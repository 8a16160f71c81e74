package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;
import static supervision.Http.JSON_LINES;
import static supervision.Http.all;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.Http;
import supervision.ServiceTest;
import supervision.intake.CreditCodes;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ReportApiTest {

    private static final String FOOD_MAKER = "91370116MAX0000157";
    private static final String BUILDER = "91371202MAX000023A";
    private static final String FOOD_SHOP = "92370116MAX000031R";
    private static final String HOSPITAL = "12370116MAX000058R";
    private static final String OFFICE = "11370116MAX000066P";
    private static final String DAY = "asOf=2026-11-22";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Http http;
    private final int port;

    ReportApiTest(@LocalServerPort int port) {
        this.http = new Http(port);
        this.port = port;
    }

    private static String path(String code, String query) {
        return "/api/v1/entities/" + code + "/report?" + query;
    }

    private HttpResponse<byte[]> accepting(@Nullable String accept, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (accept != null) {
            request.header("Accept", accept);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String pdfText(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"procurement", "BIDDING", "Approval", "access", "qualification", "project", "own", "public"})
    void aReportSaysForWhatOnWhomAndFromWhatItWasMade(String use) {
        JsonNode decision =
                http.get("/api/v1/entities/" + FOOD_MAKER + "/measures?" + DAY).ok();
        JsonNode report = http.get(path(FOOD_MAKER, "use=" + use + "&" + DAY)).ok();

        assertThat(Http.members(report))
                .containsExactly(
                        "number",
                        "use",
                        "entity",
                        "asOf",
                        "knownAt",
                        "decision",
                        "pack",
                        "sections",
                        "figures",
                        "statements",
                        "warnings");
        assertThat(report.path("use").path("id").asString()).isEqualToIgnoringCase(use);
        assertThat(report.path("use").path("clauses")).isNotEmpty();
        assertThat(report.path("decision")).isEqualTo(decision.path("id"));
        assertThat(report.path("knownAt")).isEqualTo(decision.path("knownAt"));
        assertThat(report.path("pack")).isEqualTo(decision.path("pack"));
        assertThat(report.path("statements")).hasSizeGreaterThan(2);
        for (JsonNode section : report.path("sections")) {
            assertThat(section.path("clauses")).isNotEmpty();
            assertThat(section.path("none").isNull())
                    .isEqualTo(!section.path("entries").isEmpty());
            for (JsonNode entry : section.path("entries")) {
                assertThat(entry.path("lines")).isNotEmpty();
                if (!section.path("id").asString().matches("REGISTER|PERMITS")) {
                    assertThat(entry.path("clauses")).as(entry.toString()).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, application/json",
        "*/*, application/json",
        ", application/json",
        "text/html, text/html;charset=UTF-8",
        "'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', text/html;charset=UTF-8",
        "application/pdf, application/pdf",
        "'application/json;q=0.5,application/pdf', application/pdf",
        "text/*, text/html;charset=UTF-8"
    })
    void theFormIsTheOneThatIsAccepted(@Nullable String accept, String type) throws Exception {
        HttpResponse<byte[]> response = accepting(accept, path(FOOD_MAKER, "use=own&" + DAY));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(type);
        assertThat(response.headers().allValues("Vary")).anyMatch(value -> value.contains("ccept"));
    }

    @ParameterizedTest
    @CsvSource({"json, application/json", "HTML, text/html;charset=UTF-8", "pdf, application/pdf"})
    void aFormThatIsNamedGoesBeforeWhatIsAccepted(String format, String type) throws Exception {
        HttpResponse<byte[]> response =
                accepting("image/png", path(FOOD_MAKER, "use=own&" + DAY + "&format=" + format));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "html", "pdf"})
    void theSameQuestionGetsTheSameBytes(String format) {
        String question = path(BUILDER, "use=bidding&" + DAY + "&format=" + format);

        assertThat(http.get(question).bytes()).isEqualTo(http.get(question).bytes());
    }

    @Test
    void allFormsHaveTheSameNumberAndSayTheSame() throws Exception {
        JsonNode json = http.get(path(BUILDER, "use=bidding&" + DAY)).ok();
        String number = json.path("number").asString();
        String html =
                http.get(path(BUILDER, "use=bidding&" + DAY + "&format=html")).text();
        String pdf = pdfText(
                http.get(path(BUILDER, "use=bidding&" + DAY + "&format=pdf")).bytes());

        assertThat(number).matches("[0-9a-f]{32}");
        assertThat(html).contains(number);
        assertThat(pdf).contains(number);
        for (JsonNode section : json.path("sections")) {
            for (JsonNode entry : section.path("entries")) {
                for (JsonNode line : entry.path("lines")) {
                    String said = line.path("text").path("zh").asString();
                    assertThat(html).contains(said);
                    assertThat(pdf).contains(said.replaceAll("\\s+", ""));
                }
            }
        }
        assertThat(http.get(path(BUILDER, "use=procurement&" + DAY)).ok().path("number"))
                .isNotEqualTo(json.path("number"));
        assertThat(http.get(path(BUILDER, "use=bidding&asOf=2026-11-21")).ok().path("number"))
                .isNotEqualTo(json.path("number"));
    }

    @Test
    void thePageMayOnlyUseItsOwnStyle() throws Exception {
        HttpResponse<byte[]> response = accepting("text/html", path(FOOD_MAKER, "use=own&" + DAY));
        String policy = header(response, "Content-Security-Policy");

        assertThat(policy).contains("default-src 'none'", "style-src 'sha256-", "frame-ancestors 'none'");
        assertThat(policy).doesNotContain("unsafe");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
    }

    @Test
    void thePdfHasANameToBeSavedUnder() throws Exception {
        HttpResponse<byte[]> response = accepting("application/pdf", path(FOOD_MAKER, "use=own&" + DAY));

        assertThat(header(response, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"credit-report-91370116MAX0000157-2026-11-22.pdf\"");
        assertThat(new String(response.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    /** Repaired on one channel, over, withdrawn by its authority, a mild one that is never shown, one of unknown class, a list on too low a basis. */
    @ParameterizedTest
    @CsvSource({
        FOOD_SHOP + ", 莱市监罚〔2025〕40号, 莱市监罚〔2026〕15号",
        FOOD_MAKER + ", 莱消罚〔2026〕2号, 莱市监罚〔2026〕101号",
        FOOD_MAKER + ", 莱市监异, 莱市监罚〔2026〕101号",
        HOSPITAL + ", 莱环罚〔2020〕12号, 莱环罚〔2026〕30号",
        OFFICE + ", 莱消罚〔2025〕19号, " + OFFICE,
        OFFICE + ", 济信惩〔2021〕3号, " + OFFICE,
        BUILDER + ", 莱住建罚〔2021〕9号, 莱应急罚〔2025〕21号",
        FOOD_MAKER + ", 莱诺〔2026〕3号, 莱审食许〔2023〕55号",
        BUILDER + ", 主要负责人, 莱人社列〔2025〕4号"
    })
    void whatMayNotBeShownIsInNoForm(String code, String hidden, String shown) throws Exception {
        for (String use : List.of("procurement", "approval", "own", "public")) {
            String question = path(code, "use=" + use + "&" + DAY);
            for (String said : List.of(
                    http.get(question).text(),
                    http.get(question + "&format=html").text(),
                    pdfText(http.get(question + "&format=pdf").bytes()))) {
                assertThat(said).as(use).contains(shown).doesNotContain(hidden);
            }
        }
    }

    @Test
    void aRecordUnderObjectionIsMarkedInEveryForm() throws Exception {
        String code = CreditCodes.of(770_001);
        String penalty = "penalty/莱芜区应急管理局/莱应急罚〔2026〕71号";
        http.post("/api/v1/records", JSON_LINES, """
                        {"kind": "penalty", "subject": "%1$s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕71号", \
                        "decidedOn": "2026-04-10", "kinds": ["FINE"], "gravity": "GENERAL"}
                        {"kind": "objection", "subject": "%1$s", "number": "莱异〔2026〕71号", "target": "%2$s", "ground": "WRONG", \
                        "receivedOn": "2026-11-20", "needsOtherUnit": false}
                        """.formatted(code, penalty)).ok();
        String question = path(code, "use=bidding&" + DAY);

        JsonNode report = http.get(question).ok();
        assertThat(report.path("sections").toString()).contains(penalty, "异议处理中，最迟2026-11-25答复");
        assertThat(http.get(question + "&format=html").text()).contains("异议处理中，最迟2026-11-25答复");
        assertThat(pdfText(http.get(question + "&format=pdf").bytes())).contains("异议处理中，最迟2026-11-25答复");
        // no entry in the register, and that is said too
        assertThat(report.path("entity").path("name").isNull()).isTrue();
        assertThat(report.path("sections").get(0).path("none").path("zh").asString())
                .contains("没有该主体的登记信息");
    }

    @Test
    void theReportOfThenKnowsWhatWasKnownThen() {
        String code = CreditCodes.of(770_002);
        String line = """
                {"kind": "penalty", "subject": "%s", "authority": "莱芜区应急管理局", "number": "%s", "decidedOn": "2026-04-10", \
                "kinds": ["FINE"], "gravity": "GENERAL"}""";
        http.post("/api/v1/records", JSON_LINES, line.formatted(code, "莱应急罚〔2026〕72号"))
                .ok();
        String question = path(code, "use=bidding&" + DAY);
        byte[] before = http.get(question).bytes();
        String then = http.get(question).ok().path("knownAt").asString();
        http.post("/api/v1/records", JSON_LINES, line.formatted(code, "莱应急罚〔2026〕73号"))
                .ok();

        assertThat(http.get(question).text()).contains("莱应急罚〔2026〕72号", "莱应急罚〔2026〕73号");
        assertThat(http.get(question + "&knownAt=" + Http.encoded(then)).bytes())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "use=loan", "use=own,public"})
    void aUseThatDoesNotExistIsAnsweredWithThoseThatDo(String query) {
        JsonNode problem = http.get(path(FOOD_MAKER, query)).problem(400);

        assertThat(Http.members(problem.path("uses")))
                .containsExactly(
                        "PROCUREMENT", "BIDDING", "APPROVAL", "ACCESS", "QUALIFICATION", "PROJECT", "OWN", "PUBLIC");
        assertThat(problem.path("detail").asString()).contains("BIDDING");
    }

    @ParameterizedTest
    @CsvSource({
        "use=own&format=docx, 400",
        "use=own&asOf=2026-02-30, 400",
        "use=own&asOf=tomorrow, 400",
        "use=own&knownAt=now, 400",
        "use=own&asOf=2019-12-31, 422"
    })
    void badQuestionsAreSaidToBeWhateverFormIsAccepted(String query, int status) throws Exception {
        http.get(path(FOOD_MAKER, query)).problem(status);
        for (String accept : List.of("application/pdf", "text/html")) {
            HttpResponse<byte[]> response = accepting(accept, path(FOOD_MAKER, query));
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void aFormThatIsNotProvidedIsRefused() throws Exception {
        HttpResponse<byte[]> response = accepting("image/png", path(FOOD_MAKER, "use=own"));

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("不提供所要的格式", "application/pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ID:0123456789abcdef", "ID%3A370102199001011234", "370102199001011234", "91370116MAX0000158"})
    void thereIsNoReportOnANaturalPersonOrAMalformedCode(String code) {
        http.get(path(code, "use=own")).problem(400);
    }

    @Test
    void theUsesAreNamedAmongTheLabels() {
        JsonNode labels = http.get("/api/v1/labels").ok();

        assertThat(labels.path("use").path("BIDDING").path("zh").asString()).isEqualTo("招标投标");
        assertThat(all(labels.path("use"), "en")).contains("Government procurement");
    }
}
