package supervision.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import supervision.StoppedClock;
import supervision.SupervisionApplication;

/** The list of duties as a person uses it, on a day that stays. The service is that of the tests through HTTP. */
@SpringBootTest(
        classes = SupervisionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:duties;DB_CLOSE_DELAY=-1", "supervision.demo=true"})
@Import(StoppedClock.class)
class DutiesPageTest extends BrowserTest {

    private Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    private Locator items() {
        return page.locator("#todo-list .cards > li");
    }

    @Test
    void whatWaitsForTheDistrictIsSaidOnceForAll() {
        open("#/duties");
        page.getByText("待本区确定的事项").click();
        Locator cap =
                page.locator("#open-figures tbody tr").filter(new Locator.FilterOptions().setHasText("同一企业年度检查频次上限"));
        assertThat(cap).hasCount(1);
        assertThat(cap).containsText("未设定");
        assertThat(page.locator("#open-figures")).containsText("也不使任何主体的结论成为待人工决定");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/pictures/open-figures.png"))
                .setFullPage(true));
    }

    @Test
    void whatHasToBeDoneIsFoundFromTheStartAndLeadsToTheEntity() {
        open("");
        page.getByText("看今后一个月内依法须办的事项").click();
        assertThat(heading("待办")).isVisible();
        assertThat(page.locator("#todo-from")).hasValue("2026-11-23");
        assertThat(page.locator("#todo-to")).hasValue("2026-12-23");
        assertThat(page.locator("#status")).hasText(Pattern.compile("共 \\d+ 项，其中已逾期 \\d+ 项；涉及有记录的主体 \\d+ 家。"));

        assertThat(page.locator("#todo-list")).containsText("由第二次读取规则推算；查询单个主体时，由规则引擎和第二次读取分别得出结论");

        Locator objection = items().filter(new Locator.FilterOptions().setHasText("莱异〔2026〕15号"));
        assertThat(objection).hasCount(1);
        assertThat(objection).containsText("最迟2026年11月30日");
        assertThat(objection).containsText("济南市莱芜区消防救援大队");
        objection.locator("summary").click();
        assertThat(objection.locator(".clauses")).containsText("山东省社会信用条例");

        objection.locator("a").click();
        assertThat(heading("济南莱芜示例食品有限公司")).isVisible();
        page.goBack();
        assertThat(heading("待办")).isVisible();
    }

    @Test
    void aUnitAndASpanAreAskedForAndKeptInTheAddress() {
        open("#/duties");
        page.locator("#todo-who").selectOption("ENTITY");
        page.locator("#todo-to").fill("2026-12-01");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("列出").setExact(true))
                .click();
        assertThat(page).hasURL(Pattern.compile("#/duties\\?unit=ENTITY&from=2026-11-23&to=2026-12-01$"));
        assertThat(items().first()).containsText("当事主体");
        assertThat(items().filter(new Locator.FilterOptions().setHasText("作出记录的单位")))
                .hasCount(0);

        page.locator("#todo-unit").fill("没有这个单位");
        assertThat(page.locator("#todo-who")).hasValue("");
        page.keyboard().press("Enter");
        assertThat(page.locator("#todo-list")).containsText("这段时间没有依法须办的事项。");
        assertThat(items()).hasCount(0);

        page.locator("#language").click();
        assertThat(heading("Duties")).isVisible();
        assertThat(page.locator("#todo-list")).containsText("The law makes nobody do anything in this span.");
        assertThat(page.locator("#todo-list")).containsText("computed by the second reading of the rules");
        assertThat(page.locator("#todo-unit")).hasValue("没有这个单位");
    }

    @Test
    void whatCannotBeListedIsSaidBesideTheForm() {
        open("#/duties?unit=NOBODY&to=2026-12-01");
        assertThat(heading("责任方有误")).isVisible();
        assertThat(page.locator("#todo-list")).containsText("RECORD_AUTHORITY");
        page.locator("#todo-unit").fill("");
        page.keyboard().press("Enter");
        assertThat(items().first()).isVisible();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void nothingIsCutOffAtAnyWidth(int width) {
        use(new Browser.NewContextOptions().setViewportSize(width, 720));
        for (String fragment : List.of("#/duties?to=2027-12-31", "#/duties?to=2027-12-31&lang=en", "#/duties?unit=X")) {
            open(fragment);
            assertThat(page.locator("#todo-list section")).isVisible();
            assertThat((Integer) page.evaluate(
                            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("pixels beyond the right edge of `%s`", fragment)
                    .isZero();
        }
    }
}
