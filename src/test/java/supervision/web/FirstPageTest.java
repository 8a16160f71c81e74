package supervision.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.DemoServiceTest;

/** The first page as a person uses it, with the demo register. */
@DemoServiceTest
class FirstPageTest extends BrowserTest {

    private static final String FOOD_COMPANY = "91370116MAX0000157";
    private static final String FOOD_COMPANY_NAME = "济南莱芜示例食品有限公司";

    /** A day on which the demo register is told to be asked about; today would change what is found. */
    private static final String DAY = "2026-11-22";

    private void openFoodCompany(String further) {
        open("#/" + FOOD_COMPANY + "?asOf=" + DAY + further);
        assertThat(heading(FOOD_COMPANY_NAME)).isVisible();
    }

    private Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    private Locator search() {
        return page.getByRole(AriaRole.COMBOBOX);
    }

    private Locator options() {
        return page.getByRole(AriaRole.OPTION);
    }

    private Locator status() {
        return page.locator("#status");
    }

    @Test
    void partOfANameIsEnoughAndSoIsTheKeyboard() {
        open("");
        assertThat(heading("查一查，对一家主体该怎么管、依据什么")).isVisible();
        page.keyboard().press("/");
        assertThat(search()).isFocused();
        page.keyboard().type("示例");
        assertThat(options()).hasCount(7);
        assertThat(search()).hasAttribute("aria-expanded", "true");
        assertThat(status()).containsText("找到 7 个主体");
        page.keyboard().type("食品");
        assertThat(options()).hasCount(1);
        page.keyboard().press("ArrowDown");
        assertThat(options().first()).hasAttribute("aria-selected", "true");
        assertThat(search()).hasAttribute("aria-activedescendant", "found-0");
        page.keyboard().press("Enter");
        assertThat(heading(FOOD_COMPANY_NAME)).isFocused();
        assertThat(page).hasURL(Pattern.compile("#/" + FOOD_COMPANY + "$"));
        assertThat(page).hasTitle(Pattern.compile("^" + FOOD_COMPANY_NAME));
        assertThat(status()).containsText("已显示 " + FOOD_COMPANY_NAME);
    }

    @Test
    void theListOpensWithAnArrowAndEscapeClosesIt() {
        open("");
        search().focus();
        page.keyboard().press("ArrowDown");
        assertThat(options()).hasCount(7);
        page.keyboard().press("ArrowUp");
        assertThat(options().last()).hasAttribute("aria-selected", "true");
        page.keyboard().press("Escape");
        assertThat(page.locator("#found")).isHidden();
        assertThat(search()).hasAttribute("aria-expanded", "false");
        assertThat(search()).isFocused();
    }

    @Test
    void oneMatchIsOpenedWithoutChoosing() {
        open("");
        search().fill("示例熟食");
        page.keyboard().press("Enter");
        assertThat(heading("莱芜区示例熟食店")).isVisible();
    }

    @Test
    void theDecisionIsToldInTheOrderInWhichItIsNeeded() {
        openFoodCompany("");
        assertThat(page.locator("h2:visible")).hasText(new String[] {
            "含示例数据，不得据此处理",
            "监管层级与检查",
            "正在适用的措施",
            "需要人决定或知会的事项",
            "依法须办的事项",
            "记录与公示中的问题",
            "信用修复",
            "公示",
            "新旧规定的比较",
            "政府内部共享",
            "需要知道的事项",
            "哪些没有适用，为什么",
            "接下来三年的变化",
            "信用报告",
            "关于这份结论"
        });
        assertThat(page.locator("#inspection .tier").first()).hasText(Pattern.compile("宽松|常规|加强|严管"));
        assertThat(page.locator("#until")).containsText("没有新记录时");
        assertThat(page.locator(".disposition")).not().isEmpty();
    }

    @Test
    void exampleFiguresCannotBeMissed() {
        openFoodCompany("");
        Locator box = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("含示例数据，不得据此处理"));
        assertThat(box).containsText("不是本区规定");
        assertThat(box).containsText("抽查比例");
        assertThat(box).containsText("林甸县2024年抽查比例示例");
        assertThat(page.locator("#inspection dd .badge-example").first()).hasText("示例");
        assertThat((Boolean) page.evaluate("() => document.querySelector('.example-box')"
                        + ".compareDocumentPosition(document.querySelector('#inspection'))"
                        + " === Node.DOCUMENT_POSITION_FOLLOWING"))
                .as("the notice comes before the figures")
                .isTrue();
    }

    @Test
    void everyLineOpensToItsGrounds() {
        openFoodCompany("");
        Locator grounds = page.locator("#inspection details.grounds").first();
        assertThat(grounds.locator(".finding").first()).isHidden();
        grounds.locator("> summary").focus();
        page.keyboard().press("Enter");
        assertThat(grounds.locator(".clauses").first()).containsText("核对情况");
        assertThat(grounds.locator(".figures .badge").first()).isVisible();
        assertThat(grounds).containsText("责任单位");
        Locator record = grounds.locator("details.record").first();
        record.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(record).containsText("来自 demo/register.jsonl");
    }

    @Test
    void recordsAreNamedByKindNumberAndAuthority() {
        openFoodCompany("");
        assertThat(page.locator("#repairs")).containsText("行政处罚 莱市监罚〔2026〕101号 济南市莱芜区市场监督管理局");
        assertThat(page.locator("main")).not().containsText("penalty/");
    }

    @Test
    void theSwitchTurnsThePageIntoEnglishAndTheAddressKeepsIt() {
        openFoodCompany("");
        Locator grounds = page.locator("#inspection details.grounds").first();
        grounds.locator("> summary").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Switch to English"))
                .focus();
        page.keyboard().press("Enter");
        assertThat(heading("Measures in force")).isVisible();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page).hasURL(Pattern.compile("asOf=" + DAY + "&lang=en$"));
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("切换为中文")))
                .isFocused();
        // what was open stays open, and what is Chinese says so
        assertThat(grounds).hasAttribute("open", "");
        assertThat(heading(FOOD_COMPANY_NAME)).hasAttribute("lang", "zh-CN");
        page.reload();
        assertThat(heading("Tier and inspection")).isVisible();
        page.goBack();
        assertThat(heading("监管层级与检查")).isVisible();
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void everyCodeHasAName(String language) {
        Pattern code = Pattern.compile("\\b[A-Z]+_[A-Z_]+\\b|\\b[a-z]+(-[a-z0-9]+)*/[a-z0-9]|undefined|NaN|\\[object");
        for (String entity : List.of(FOOD_COMPANY, "91371202MAX000023A", "92370116MAX000031R", "12370116MAX000058R")) {
            open("#/" + entity + "?asOf=" + DAY + "&lang=" + language);
            page.locator("#expander").click();
            assertThat(page.locator("#changes")).hasAttribute("aria-busy", "false");
            openEverything();
            // what is asked for when it is opened is said too
            page.waitForFunction(
                    "() => [...document.querySelectorAll('.explain[open] > .explained')].every(place => place.dataset.said)");
            String text = page.locator("main").innerText().replace("demo/register.jsonl", "");
            assertThat(code.matcher(text).results().map(MatchResult::group).distinct())
                    .as("codes without a name on the page of `%s`", entity)
                    .isEmpty();
        }
    }

    private void openEverything() {
        page.evaluate("() => document.querySelectorAll('details').forEach(details => { details.open = true; })");
    }

    @Test
    void anotherDayIsAnotherDecision() {
        openFoodCompany("");
        assertThat(page.locator("#publicity")).containsText("莱市监罚〔2026〕101号");
        page.locator("#day").fill("2026-09-01");
        assertThat(page).hasURL(Pattern.compile("asOf=2026-09-01"));
        assertThat(page.locator("#publicity")).containsText("莱市监罚〔2024〕37号");
        assertThat(page.locator("#publicity")).not().containsText("莱市监罚〔2026〕101号");
        assertThat(page).hasTitle(Pattern.compile("2026-09-01"));
        page.goBack();
        assertThat(page.locator("#publicity")).containsText("莱市监罚〔2026〕101号");
    }

    @Test
    void theDayOfTheNextChangeIsOneStepAway() {
        openFoodCompany("");
        page.locator("#until a").focus();
        page.keyboard().press("Enter");
        assertThat(page).not().hasURL(Pattern.compile("asOf=" + DAY));
        assertThat(heading(FOOD_COMPANY_NAME)).isVisible();
        assertThat(page.locator("#today")).isVisible();
    }

    @Test
    void aDayWhoseLawIsNotModelledIsPutRightWhereItIsTyped() {
        openFoodCompany("");
        Locator day = page.locator("#day");
        day.fill("2001-01-01");
        assertThat(heading("该日的法律未收录")).isVisible();
        assertThat(heading(FOOD_COMPANY_NAME)).isVisible();
        assertThat(day).isVisible();
        day.fill(DAY);
        assertThat(heading("监管层级与检查")).isVisible();
    }

    @Test
    void aMalformedCodeIsAnsweredInTheWordsOfTheService() {
        open("");
        search().fill("91370116MAX0000158");
        page.keyboard().press("Enter");
        assertThat(heading("统一社会信用代码有误")).isFocused();
        assertThat(page.locator("#message")).containsText("91370116MAX0000158");
        assertThat(page.locator("#message")).containsText("check character");
        assertThat(status()).containsText("统一社会信用代码有误");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Switch to English"))
                .click();
        assertThat(heading("malformed credit code")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"９１３７９９９９", "91379999max0000158", "9137 9999"})
    void whatIsMeantAsACodeIsCheckedAsOne(String text) {
        open("");
        search().fill(text);
        page.keyboard().press("Enter");
        assertThat(heading("统一社会信用代码有误")).isVisible();
    }

    @Test
    void anUnknownEntityIsToldFromAMalformedCode() {
        open("");
        search().fill("91350100M000100Y43");
        page.keyboard().press("Enter");
        assertThat(heading("没有该主体的记录")).isFocused();
        assertThat(page.locator("#message")).containsText("请核对代码");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("返回查询"))
                .click();
        assertThat(search()).isFocused();
        assertThat(heading("登记库中的主体")).isVisible();
    }

    @Test
    void aNameThatNobodyHasGetsAdvice() {
        open("");
        search().fill("查无此人");
        page.keyboard().press("Enter");
        assertThat(heading("没有找到这样的主体")).isVisible();
        assertThat(page.locator("#message")).containsText("查无此人");
    }

    @Test
    void whenTheServiceIsGoneThePageSaysSoAndTriesAgain() {
        open("");
        assertThat(heading("登记库中的主体")).isVisible();
        page.route("**/measures*", Route::abort);
        search().fill(FOOD_COMPANY);
        page.keyboard().press("Enter");
        assertThat(page.locator("#message")).containsText("联系不上服务");
        page.unroute("**/measures*");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("重试"))
                .click();
        assertThat(heading(FOOD_COMPANY_NAME)).isVisible();
    }

    @Test
    void namesFromFilesAreTextAndNothingElse() {
        String name = "<img src=x onerror=alert(1)>公司";
        page.route(
                Pattern.compile("/api/v1/entities\\?"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(
                                "{\"entities\": [{\"code\": \"" + FOOD_COMPANY + "\", \"name\": \"" + name + "\"}]}")));
        open("");
        search().fill("img");
        assertThat(options()).containsText(name);
        assertThat(page.locator("#welcome")).containsText(name);
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void theRawDecisionIsOneStepAwayAndTheSame() {
        openFoodCompany("");
        String shown = page.locator(".about").innerText();
        String raw = page.request()
                .get("http://localhost:" + port + "/" + page.locator("#raw").getAttribute("href"))
                .text();
        String id = raw.replaceFirst("(?s)^\\{\"id\":\"([^\"]+)\".*", "$1");
        assertThat(id).hasSize(32);
        assertThat(shown).contains(id);
    }

    @Test
    void aReportForTheChosenUseOpensAsAPageToPrintAndAsPdf() {
        openFoodCompany("");
        page.getByLabel("用途").selectOption("BIDDING");
        Page report =
                context.waitForPage(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("打开可打印的报告"))
                        .click());
        report.onConsoleMessage(this::note);
        assertThat(report.locator("h1")).containsText("信用报告");
        assertThat(report)
                .hasURL(Pattern.compile("/api/v1/entities/" + FOOD_COMPANY + "/report\\?use=BIDDING&asOf=" + DAY));
        assertThat(report.locator("body")).containsText(FOOD_COMPANY_NAME);
        assertThat(report.locator("body")).containsText("招标投标");
        assertThat(report.locator("script")).hasCount(0);
        // its own style is allowed, so the page looks as it should
        assertThat(report.locator("th").first()).hasCSS("background-color", "rgb(242, 242, 242)");
        byte[] pdf = page.request()
                .get("http://localhost:" + port + "/"
                        + page.locator("#report-pdf").getAttribute("href"))
                .body();
        assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 640, 1280})
    void nothingIsCutOffAtAnyWidth(int width) {
        use(new Browser.NewContextOptions().setViewportSize(width, 720));
        for (String fragment : List.of("", "#/91371202MAX000023A?asOf=" + DAY + "&lang=en", "#/9137")) {
            open(fragment);
            assertThat(page.locator("h1:visible").first()).isVisible();
            openEverything();
            assertThat((Integer) page.evaluate(
                            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("pixels beyond the right edge of `%s`", fragment)
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyTextStandsOutFromItsGround(ColorScheme scheme) {
        use(new Browser.NewContextOptions().setColorScheme(scheme));
        for (String fragment : List.of("", "#/91371202MAX000023A?asOf=" + DAY, "#/9137")) {
            open(fragment);
            assertThat(page.locator("h1:visible").first()).isVisible();
            openEverything();
            assertThat((List<?>) page.evaluate(FAINT_TEXTS)).as("faint texts").isEmpty();
        }
    }

    /** Texts whose contrast to the first coloured ground behind them is below 4.5, by the formula of WCAG 2. */
    private static final String FAINT_TEXTS = """
            () => {
              const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
              const light = ([r, g, b]) => [r, g, b]
                .map((part) => part / 255)
                .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
                .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
              const ground = (element) => {
                for (let at = element; at; at = at.parentElement) {
                  const colour = parse(getComputedStyle(at).backgroundColor);
                  if (colour.length === 3 || colour[3] > 0) {
                    return colour;
                  }
                }
                return [255, 255, 255];
              };
              const faint = new Set();
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const element = walk.currentNode.parentElement;
                if (!walk.currentNode.data.trim() || !element.checkVisibility()) {
                  continue;
                }
                const [one, other] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
                const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                if (contrast < 4.5) {
                  faint.add(`${contrast.toFixed(2)} ${element.className} ${walk.currentNode.data.trim().slice(0, 20)}`);
                }
              }
              return [...faint];
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void whatDoesNotApplyIsExplainedWhenAskedFor(String lang) {
        openFoodCompany("&lang=" + lang);
        boolean zh = lang.equals("zh");

        page.locator("#whynot summary").click();

        Locator rules = page.locator("#whynot .cards > li");
        assertThat(rules.first()).isVisible();
        assertThat(page.locator("#whynot"))
                .containsText(zh ? "没有新的记录、数值或者规则，不会适用" : "It will not apply without a new record");
        assertThat(page.locator("#whynot")).containsText(zh ? "须" : "has");
        // what is there although the rule asks that it is not
        assertThat(page.locator("#whynot .missing").first()).containsText(zh ? "现有" : "There is");

        Locator road = page.locator("#repairs details.explain").first();
        road.locator("summary").click();
        assertThat(road.locator(".road li").first()).isVisible();
        assertThat(road).containsText(zh ? "须提交的材料" : "To hand in");
    }
}
