package supervision.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import supervision.Http;
import supervision.StoppedClock;
import supervision.SupervisionApplication;
import tools.jackson.databind.JsonNode;

/** A rule as a person reads it, and as programs get it. The cases are those of one family: all of them take seconds. */
@SpringBootTest(
        classes = SupervisionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:rule;DB_CLOSE_DELAY=-1",
            "supervision.demo=true",
            "supervision.cases=fixtures/lists"
        })
@Import(StoppedClock.class)
class RulePageTest extends BrowserTest {

    private static final String STRICT = "《实施意见》（六）2：在严重失信主体名单内的，实行严管";
    private static final String OPEN = "处罚信息已满最短公示期，可以申请修复";

    private Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    private static String address(String name) {
        return "#/rule?name=" + Http.encoded(name);
    }

    @Test
    void aFindingLeadsToItsRuleAndTheRuleToThoseItRestsOn() {
        open("#/92370116MAX000031R?asOf=2026-11-22");
        page.locator("#expander").click();
        Locator finding = page.locator(".finding")
                .filter(new Locator.FilterOptions().setHasText("法定禁入期内，实施市场和行业禁入"))
                .first();
        finding.getByText("查看规则").click();

        assertThat(page).hasURL(Pattern.compile("#/rule\\?name="));
        assertThat(page.locator("#rule h1")).containsText("法定禁入期内，实施市场和行业禁入");
        assertThat(page.locator("#rule h1")).isFocused();
        Locator says = page.locator("#rule section").filter(new Locator.FilterOptions().setHas(heading("规则内容")));
        assertThat(says).containsText("认定：");
        assertThat(says.locator("p[lang=en]")).containsText("it concludes");

        Locator step = page.locator("#rule .cards details").first();
        step.locator("summary").click();
        String below = step.locator("a").first().textContent();
        step.locator("a").first().click();
        assertThat(page.locator("#rule h1")).hasText(below);
        page.goBack();
        page.goBack();
        assertThat(heading("莱芜区示例熟食店")).isVisible();
    }

    @Test
    void rowsFiguresCasesAndTextAreShownInBothLanguages() {
        open(address(OPEN));
        assertThat(page.locator("#rule h1")).hasText(OPEN);
        assertThat(page.locator("#rule")).containsText("一般失信信息最短公示期");
        assertThat(page.locator("#rule .rule-rows").first()).containsText("《信用修复管理办法》（国家发展和改革委员会令第36号）");
        // by an id of ours nobody finds it in the law; the text of the rule at the end is as the editor wrote it
        for (Locator part : page.locator("#rule section:not(:has(pre))").all()) {
            assertThat(part).not().containsText(Pattern.compile("ndrc-2025-36|state-council-2025-22"));
        }
        assertThat(page.locator("#rule pre")).containsText("rule \"" + OPEN + "\"");
        assertThat(page.locator("#rule pre")).containsText(Pattern.compile("\nend\n?$"));

        open(address(STRICT));
        assertThat(page.locator("#rule .clauses cite").first())
                .hasText("《关于加快推进社会信用体系建设构建以信用为基础的新型监管机制的实施意见》（莱芜区信用办〔2020〕19号）（六）2");
        assertThat(page.locator("#rule-cases")).containsText("个案例中，本规则适用于");
        assertThat(page.locator("#rule")).not().containsText("false");
        page.locator("#language").click();
        assertThat(page.locator("#rule h1")).containsText("Opinion, clause 6.2");
        assertThat(page.locator("#rule .clauses cite").first()).hasText(Pattern.compile("No\\. 19 of 2020\\), （六）2$"));
        assertThat(heading("Cases in which it applies")).isVisible();
        assertThat(page.locator("#rule-cases")).containsText("cases it applies in");
    }

    @Test
    void aNameThatNoRuleHasIsSaidToBeNone() {
        open(address("没有这条规则"));
        assertThat(heading("没有该规则")).isVisible();
        assertThat(page.locator("#message")).containsText("没有这条规则");
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void nothingIsCutOffAtAnyWidth(int width) {
        use(new Browser.NewContextOptions().setViewportSize(width, 720));
        for (String name : List.of(OPEN, STRICT)) {
            open(address(name));
            assertThat(page.locator("#rule h1")).hasText(name);
            assertThat((Integer) page.evaluate(
                            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("pixels beyond the right edge of the page of `%s`", name)
                    .isZero();
        }
    }

    @Test
    void programsGetTheSame() {
        Http http = new Http(port);
        JsonNode rule = http.get("/api/v1/rules/" + Http.encoded(OPEN)).ok();
        assertThat(rule.at("/rule").asString()).isEqualTo(OPEN);
        assertThat(rule.at("/says/zh").asString()).contains("认定：");
        assertThat(rule.at("/clauses/0/instrument/zh").asString()).isNotEmpty();
        assertThat(rule.at("/clauses/0/cite").asString()).isNotEmpty();
        assertThat(Http.all(rule.at("/figures"), "id")).contains("publicity/ndrc-36/general/min");
        assertThat(rule.at("/tables/0/rows").size())
                .isPositive()
                .isEqualTo(rule.at("/tables/0/total").asInt());
        // what concludes a step that it looks at asks for it in turn
        JsonNode looked = Http.stream(rule.at("/looksAt"))
                .filter(one -> !one.at("/concludedBy").isEmpty())
                .findFirst()
                .orElseThrow();
        String below = looked.at("/concludedBy/0/rule").asString();
        JsonNode other = http.get("/api/v1/rules/" + Http.encoded(below)).ok();
        assertThat(other.at("/concludes/type").asString())
                .isEqualTo(looked.at("/type").asString());
        assertThat(Http.all(other.at("/askedBy"), "rule")).contains(OPEN);

        JsonNode cases =
                http.get("/api/v1/rules/" + Http.encoded(STRICT) + "/cases").ok();
        assertThat(cases.at("/played").asInt()).isGreaterThan(cases.at("/cases").size());
        assertThat(cases.at("/cases/0/file").asString()).endsWith(".yaml");

        for (String what : List.of("", "/cases")) {
            JsonNode problem =
                    http.get("/api/v1/rules/" + Http.encoded("没有<b>") + what).problem(404);
            assertThat(problem.at("/title").asString()).isEqualTo("没有该规则 / no such rule");
            assertThat(problem.at("/detail").asString()).contains("no rule named `没有<b>`");
        }
    }
}
