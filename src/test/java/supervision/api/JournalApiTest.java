package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;
import static supervision.Http.JSON;
import static supervision.Http.JSON_LINES;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.Http;
import supervision.ServiceTest;
import supervision.casework.PastDecisions;
import supervision.intake.CreditCodes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was decided, over HTTP. */
@ServiceTest
class JournalApiTest {

    private static final AtomicInteger ENTITIES = new AtomicInteger(880_000);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Http http;

    /** Each test has an entity of its own. */
    private final String code = CreditCodes.of(ENTITIES.incrementAndGet());

    JournalApiTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    private void record(String grade) {
        assertThat(http.post("/api/v1/records", JSON_LINES, """
                        {"kind": "evaluation", "subject": "%s", "scheme": "shandong", "grade": "%s", "evaluatedBy": "评价单位", "gradedOn": "2026-11-01"}
                        """.formatted(code, grade)
                                .getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    private Http.Answer ask() {
        return http.get("/api/v1/entities/" + code + "/measures?asOf=2026-11-23");
    }

    @Test
    void anAnswerCanBeReadProvenAndRunAgain() {
        record("A");
        Http.Answer given = ask();
        String id = given.ok().path("id").asString();

        Http.Answer read = http.get("/api/v1/decisions/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.bytes()).isEqualTo(given.bytes());

        PastDecisions.Proof proof = MAPPER.treeToValue(
                http.get("/api/v1/decisions/" + id + "/receipt").ok(), PastDecisions.Proof.class);
        assertThat(PastDecisions.holds(proof)).isTrue();
        assertThat(proof.receipt()).contains("decision " + id, "subject " + code, "asOf 2026-11-23");

        JsonNode again = http.post("/api/v1/decisions/" + id + "/replay", JSON, new byte[0])
                .ok();
        assertThat(again.path("same").asBoolean()).isTrue();
        assertThat(again.path("differences").isEmpty()).isTrue();

        record("D");
        JsonNode touched = http.get("/api/v1/entities/" + code + "/decisions").ok();
        assertThat(touched.path("decisions").path(0).path("id").asString()).isEqualTo(id);
        assertThat(touched.path("decisions").path(0).path("newerRecords").asBoolean())
                .isTrue();
        JsonNode now = http.post("/api/v1/decisions/" + id + "/replay?records=today", JSON, new byte[0])
                .ok();
        assertThat(now.path("same").asBoolean()).isFalse();
        assertThat(now.path("differences").toString()).contains("\"D\"");
        // the first one stays what it was
        assertThat(http.get("/api/v1/decisions/" + id).bytes()).isEqualTo(given.bytes());
        assertThat(http.get("/api/v1/journal").ok().path("size").asLong()).isPositive();
    }

    @Test
    void aReportIsGivenOnADecisionWithAReceipt() {
        record("B");
        assertThat(http.get("/api/v1/entities/" + code + "/report?use=own&format=json&asOf=2026-11-21")
                        .status())
                .isEqualTo(200);

        JsonNode decisions =
                http.get("/api/v1/entities/" + code + "/decisions").ok().path("decisions");
        assertThat(decisions.findValuesAsString("asOf")).contains("2026-11-21");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/receipt"})
    void aDecisionThatWasNeverGivenIsNotFound(String part) {
        JsonNode problem =
                http.get("/api/v1/decisions/" + "0".repeat(32) + part).problem(404);
        assertThat(problem.path("detail").asString()).contains("check the `id`");
    }

    @Test
    void badQuestionsAreNamed() {
        record("C");
        String id = ask().ok().path("id").asString();

        assertThat(http.get("/api/v1/decisions/" + id + "/receipt?size=99999999")
                        .problem(400)
                        .path("detail")
                        .asString())
                .contains("has to lie between");
        assertThat(http.post("/api/v1/decisions/" + id + "/replay?rules=tomorrow", JSON, new byte[0])
                        .problem(400)
                        .path("detail")
                        .asString())
                .contains("`rules=tomorrow`", "`then` or `today`");
        http.post("/api/v1/decisions/" + "0".repeat(32) + "/replay", JSON, new byte[0])
                .problem(404);
        http.get("/api/v1/entities/" + CreditCodes.of(879_999) + "/decisions").problem(404);
        http.get("/api/v1/entities/nonsense/decisions").problem(400);
    }
}
