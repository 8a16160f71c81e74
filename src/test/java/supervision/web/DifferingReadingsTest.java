package supervision.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import supervision.Http;
import supervision.casework.MisreadingReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service of which every decision is read twice, and which has one figure wrong in one of the readings. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "supervision.demo=true",
            "supervision.second-reading.share=1",
            "spring.datasource.url=jdbc:h2:mem:differing;DB_CLOSE_DELAY=-1"
        })
@Import(MisreadingReader.class)
@ExtendWith(OutputCaptureExtension.class)
class DifferingReadingsTest extends BrowserTest {

    /** In the strict tier, whose share of inspections is the wrong figure. */
    private static final String STRICT = "92370116MAX000031R";

    private static final String OTHER = "91370116MAX0000157";
    private static final String DAY = "?asOf=2026-11-22";

    private Http http() {
        return new Http(port);
    }

    @Test
    void theQuestionGoesToAPersonAndTheReceiptSaysWhy(CapturedOutput output) {
        double before = counted("differing");

        // a day of its own: an answer that is kept is not compared again
        JsonNode open = http().get("/api/v1/entities/" + STRICT + "/measures?asOf=2026-11-20")
                .ok();

        assertThat(open.path("disposition").asString()).isEqualTo("REFERRED");
        assertThat(open.path("findings")).isEmpty();
        assertThat(open.path("inspection")).isEmpty();
        assertThat(open.path("measures")).isEmpty();
        assertThat(Http.all(open.path("warnings"), "code")).containsExactly("READINGS_DIFFER");
        assertThat(open.path("referrals").get(0).path("to").asString()).isEqualTo("SUPERVISOR");
        assertThat(counted("differing")).isGreaterThan(before);
        assertThat(counted("compared")).isGreaterThanOrEqualTo(counted("differing"));

        String id = open.path("id").asString();
        assertThat(output).containsPattern("ERROR .*" + id + ".*goes to a person: differs: engine alone: ");
        assertThat(http().get("/api/v1/decisions/" + id + "/receipt")
                        .ok()
                        .path("receipt")
                        .asString())
                .startsWith("supervision receipt 4\n")
                .contains("\ncompared differs: engine alone: ");
        // asked for again as it was given: by both readings
        assertThat(http().post("/api/v1/decisions/" + id + "/replay", Http.JSON, "")
                        .ok()
                        .path("same")
                        .asBoolean())
                .isTrue();
        assertThat(http().get("/api/v1/entities/" + STRICT + "/decisions")
                        .ok()
                        .path("decisions")
                        .get(0)
                        .path("compared")
                        .asString())
                .startsWith("differs: ");
    }

    @Test
    void anEmptyReportIsNotGivenOut() {
        JsonNode problem = http().get("/api/v1/entities/" + STRICT + "/report" + DAY + "&use=own&format=json")
                .problem(503);

        assertThat(problem.path("detail").asString()).contains("两次读取规则的结果不一致");
    }

    @Test
    void whereBothAgreeNothingIsDifferent() {
        JsonNode decision =
                http().get("/api/v1/entities/" + OTHER + "/measures" + DAY).ok();

        assertThat(decision.path("findings")).isNotEmpty();
        assertThat(http().get("/api/v1/decisions/" + decision.path("id").asString() + "/receipt")
                        .ok()
                        .path("receipt")
                        .asString())
                .contains("\ncompared same\n");
    }

    @Test
    void thePageSaysThatNothingIsConcluded() {
        open("#/" + STRICT + DAY);

        assertThat(page.locator(".verdict")).containsText("两次读取规则的结果不一致，本决定不给出任何结论");
        assertThat(page.locator(".verdict")).containsText("等待决定：主管人员 1 项");
        assertThat(page.locator("#referrals")).containsText("两次读取规则的结果不一致");

        open("#/" + STRICT + DAY + "&lang=en");
        assertThat(page.locator(".verdict")).containsText("Two readings of the rules differ");
    }

    private double counted(String name) {
        Http.Answer metric = http().get("/actuator/metrics/supervision.readings." + name);
        assertThat(metric.status()).isEqualTo(200);
        return JsonMapper.builder()
                .build()
                .readTree(metric.bytes())
                .path("measurements")
                .get(0)
                .path("value")
                .asDouble();
    }
}
