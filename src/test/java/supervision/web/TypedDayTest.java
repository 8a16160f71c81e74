package supervision.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.DemoServiceTest;
import supervision.Effort;

/**
 * The day that was typed is the day that is answered, on a line on which each answer takes 100 to 500 ms and later ones overtake
 * earlier ones. How long each takes follows from a seed.
 */
@DemoServiceTest
@Tag("scaled")
class TypedDayTest extends BrowserTest {

    private static final String ENTITY = "92370116MAX000031R";
    private static final Pattern AS_OF = Pattern.compile("/measures\\?asOf=(\\d{4}-\\d\\d-\\d\\d)");

    /** A request that is on its way, and when it arrives. */
    private record UnderWay(Route route, long due) {}

    private final List<UnderWay> line = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private Random random = new Random(0);

    @BeforeEach
    void openTheEntity() {
        open("#/" + ENTITY + "?asOf=2026-11-22");
        assertThat(asOf()).hasText("截至2026年11月22日");
        page.onRequest(request -> {
            if (request.url().contains("/measures")) {
                Matcher day = AS_OF.matcher(request.url());
                asked.add(day.find() ? day.group(1) : request.url());
            }
        });
    }

    private Locator day() {
        return page.locator("#day");
    }

    private Locator asOf() {
        return page.locator("#answer .as-of");
    }

    private void slowLine(long seed) {
        random = new Random(seed);
        page.route(
                "**/api/**",
                route -> line.add(new UnderWay(route, System.nanoTime() / 1_000_000 + 100 + random.nextInt(400))));
    }

    /** Lets time pass on the page and on the line until something holds. */
    private void until(BooleanSupplier holds) {
        long end = System.nanoTime() / 1_000_000 + 20_000;
        while (!holds.getAsBoolean() && System.nanoTime() / 1_000_000 < end) {
            deliver();
            page.waitForTimeout(10);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    private void deliver() {
        long now = System.nanoTime() / 1_000_000;
        for (UnderWay each : line.stream()
                .filter(each -> each.due() <= now)
                .sorted(Comparator.comparing(UnderWay::due))
                .toList()) {
            line.remove(each);
            each.route().resume();
        }
    }

    private void press(String keys) {
        page.keyboard().press(keys);
        deliver();
    }

    /** Types at speed: no pause but what the keys themselves take. */
    private void type(String digits) {
        digits.chars().forEach(digit -> press(String.valueOf((char) digit)));
    }

    /** In the order of this browser, whatever the language of the page. */
    private static String digits(LocalDate day) {
        return String.format(Locale.ROOT, "%02d%02d%04d", day.getMonthValue(), day.getDayOfMonth(), day.getYear());
    }

    private static String words(LocalDate day) {
        return "截至" + day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** Puts the cursor on the first part of the day. */
    private void fromTheStart() {
        page.locator("#language").focus();
        day().focus();
    }

    /** Goes on with the Tab key; the button of the calendar stands in between. */
    private void leave() {
        press("Tab");
        press("Tab");
        assertThat(day()).not().isFocused();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void eachAnswerShownIsThatOfTheDayTypedAndNoHalfTypedDayIsAskedAbout(long seed, int entries) {
        slowLine(seed);
        List<String> typed = new ArrayList<>();
        List<String> waitedFor = new ArrayList<>();
        for (int entry = 0; entry < entries; entry++) {
            LocalDate day = LocalDate.of(2021, 1, 1).plusDays(random.nextInt(2500));
            typed.add(day.toString());
            fromTheStart();
            type(digits(day));
            if (random.nextBoolean()) {
                press("Enter");
            } else {
                leave();
            }
            String field = day().inputValue();
            assertThat(field).as("entry %s, seed %s", entry, seed).isEqualTo(day.toString());
            // every other time somebody is faster than the answer
            if (random.nextBoolean() || entry == entries - 1) {
                waitedFor.add(day.toString());
                until(() -> Objects.equals(words(day), asOf().textContent()));
                assertThat(day()).hasValue(day.toString());
                assertThat(page).hasTitle(Pattern.compile(day.toString()));
            }
        }
        // answers that were overtaken have come too, and changed nothing
        until(() -> line.isEmpty());
        assertThat(asOf()).hasText(words(LocalDate.parse(typed.get(entries - 1))));
        // the browser never sends a question that is overtaken while all its connections are in use
        assertThat(typed).as("seed %s", seed).containsSubsequence(asked);
        assertThat(asked).as("seed %s", seed).containsSubsequence(waitedFor);
    }

    static List<Arguments> lines() {
        return Effort.of(List.of(arguments(20261130L, 8)), List.of(arguments(1L, 12), arguments(20261130L, 12)));
    }

    @Test
    void anAnswerThatComesWhileTheNextDayIsTypedWritesNothingIntoTheField() {
        slowLine(3);
        fromTheStart();
        type("02292024");
        press("Enter");
        fromTheStart();
        type("0807");
        until(() -> Objects.equals("截至2024年2月29日", asOf().textContent()));
        type("2025");
        assertThat(day()).hasValue("2025-08-07");
        press("Enter");
        until(() -> Objects.equals("截至2025年8月7日", asOf().textContent()));
        assertThat(asked).containsExactly("2024-02-29", "2025-08-07");
    }

    @ParameterizedTest
    @CsvSource({
        "02302026, 日期不完整或者不存在",
        "'', 日期不完整或者不存在",
        "01010999, 年份应在 1949 年至 2199 年之间",
        "01012200, 年份应在 1949 年至 2199 年之间"
    })
    void aDayThatThereIsNotTakesTheOldAnswerAwayAndSaysWhatToDo(String digits, String said) {
        fromTheStart();
        press("Delete");
        type(digits);
        press("Enter");
        Locator problem = page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText(said));
        assertThat(problem).isVisible();
        assertThat(problem).containsText("回车键");
        assertThat(asOf()).isHidden();
        assertThat(page.locator("#until")).isHidden();
        assertThat(day()).hasAttribute("aria-invalid", "true");

        page.locator("#language").click();
        assertThat(page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("press Enter")))
                .isVisible();
        assertThat(asOf()).isHidden();

        page.getByText("Back to 22 Nov 2026").click();
        assertThat(day()).hasValue("2026-11-22");
        assertThat(asOf()).hasText("As of 22 Nov 2026");
        assertThat(page.locator("#day-wrong")).isHidden();
        assertThat(asked).isEmpty();
    }

    @Test
    void aDayThatThereIsNotIsNotForgottenWhenAnAnswerComes() {
        slowLine(5);
        fromTheStart();
        type("03012025");
        press("Enter");
        fromTheStart();
        type("02302026");
        leave();
        assertThat(page.locator("#day-wrong")).isVisible();
        until(() -> Objects.equals("截至2025年3月1日", asOf().textContent()));
        assertThat(asOf()).isHidden();
        fromTheStart();
        type("03012025");
        press("Enter");
        assertThat(asOf()).isVisible();
        assertThat(asOf()).hasText("截至2025年3月1日");
        assertThat(asked).containsExactly("2025-03-01");
    }

    @Test
    void aDayChosenInTheCalendarIsAskedAboutAtOnce() {
        page.evaluate("() => document.getElementById('day').showPicker()");
        page.waitForTimeout(300);
        // from day to day, which are not asked about
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(asOf()).hasText("截至2026年11月13日");
        assertThat(asked).containsExactly("2026-11-13");
        page.locator("#today").click();
        assertThat(asOf()).hasText("截至2026年11月23日");
        assertThat(day()).hasValue("2026-11-23");
        assertThat(page.locator("#today")).isHidden();
    }

    @Test
    void aSearchThatIsOvertakenByTheNextLetterOpensNothing() {
        slowLine(7);
        Locator search = page.locator("#q");
        search.fill("示例熟食");
        press("Enter");
        search.fill("示例食品");
        until(() -> page.locator("#found [role=option]").count() == 1);
        until(() -> line.isEmpty());
        assertThat(search).hasValue("示例食品");
        assertThat(page.locator("#found [role=option]")).containsText("济南莱芜示例食品有限公司");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("莱芜区示例熟食店")))
                .isVisible();
        assertThat(asked).isEmpty();
    }

    @Test
    void theFormOfTheDutiesIsNotWrittenOverAndAsksAboutNoHalfDay() {
        open("#/duties");
        Locator to = page.locator("#todo-to");
        assertThat(to).hasValue("2026-12-23");
        assertThat(page.locator("#todo-list .as-of")).hasText("2026年11月23日至2026年12月23日");
        slowLine(9);
        to.focus();
        type("12012026");
        press("Enter");
        page.locator("#todo-unit").fill("市场");
        until(() -> Objects.equals(
                "2026年11月23日至2026年12月1日", page.locator("#todo-list .as-of").textContent()));
        assertThat(page.locator("#todo-unit")).hasValue("市场");

        to.focus();
        type("02302026");
        press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("日期不完整或者不存在")))
                .isVisible();
        assertThat(page.locator("#todo-list .cards")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("#/duties\\?from=2026-11-23&to=2026-12-01$"));
    }
}
