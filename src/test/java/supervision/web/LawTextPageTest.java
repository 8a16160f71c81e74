package supervision.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import supervision.Http;
import supervision.StoppedClock;
import supervision.SupervisionApplication;
import tools.jackson.databind.JsonNode;

/** Texts of law are shown from the folder that the service was given, with their version, beside the words of the pack. */
@SpringBootTest(
        classes = SupervisionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:laws;DB_CLOSE_DELAY=-1",
            "supervision.demo=true",
            "supervision.laws=src/test/resources/laws/shown"
        })
@Import(StoppedClock.class)
class LawTextPageTest extends BrowserTest {

    private static final String TEXT = "这一条也是为试验编写的<b>，不是法律原文。";

    @Test
    void theTextOfAClauseIsBehindAFold() {
        open("#/92370116MAX000031R?asOf=2026-11-22");
        page.locator("#expander").click();
        Locator clause = page.locator(".clauses > li")
                .filter(new Locator.FilterOptions().setHasText("吊销许可证和犯罪后的从业限制"))
                .first();
        assertThat(clause.locator(".law")).hasCount(0);
        clause.locator("details > summary").click();
        assertThat(clause.locator(".law")).containsText(TEXT);
        assertThat(clause.locator(".law")).containsText("所读版本");
        assertThat(clause.locator(".law")).containsText("已修改");
        assertThat(clause.locator(".law")).containsText("食品安全法.md");

        // a clause that the folder does not have has no fold
        Locator opinion = page.locator(".clauses > li")
                .filter(new Locator.FilterOptions().setHasText("构建以信用为基础的新型监管机制"))
                .first();
        assertThat(opinion.locator("details")).hasCount(0);
    }

    @Test
    void programsGetTheTextAndDecisionsHaveNone() {
        JsonNode laws = new Http(port).get("/api/v1/laws").ok();
        assertThat(laws.path("clauses"))
                .extracting(JsonNode::asString)
                .containsExactly("food-safety-law/art-134", "food-safety-law/art-135");
        JsonNode text = new Http(port)
                .get("/api/v1/laws/food-safety-law/art-135")
                .ok()
                .path("texts")
                .path(0);
        assertThat(text.path("text").asString()).contains(TEXT, "它有两款。");
        assertThat(text.path("published").asString()).isEqualTo("2021-04-29");
        assertThat(text.path("read").asBoolean()).isTrue();
        assertThat(new Http(port)
                        .get("/api/v1/laws/food-safety-law/art-113")
                        .ok()
                        .path("texts"))
                .isEmpty();

        String measures = "/api/v1/entities/92370116MAX000031R/measures?asOf=2026-11-22";
        assertThat(new Http(port).get(measures).text()).doesNotContain("为试验编写");
    }

    @Test
    void aReportHasTheTextBesideItsClause() {
        String report = "/api/v1/entities/92370116MAX000031R/report?use=own&asOf=2026-11-22&format=";
        assertThat(new Http(port).get(report + "html").text())
                .contains("这一条也是为试验编写的&lt;b&gt;，不是法律原文。", "公布日期 2021-04-29");
        assertThat(new Http(port).get(report + "json").text()).doesNotContain("为试验编写");
    }
}
