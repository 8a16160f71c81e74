package supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A page in a real browser. Assertions wait until they hold; their limit only says when to give up. After each test nothing has
 * failed in the page, and nothing was asked of another host.
 */
abstract class BrowserTest {

    private static final double GIVE_UP_AFTER = 60_000;

    @LocalServerPort
    int port;

    BrowserContext context;
    Page page;
    private int visits;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();

    @BeforeAll
    static void havePatience() {
        PlaywrightAssertions.setDefaultAssertionTimeout(GIVE_UP_AFTER);
    }

    @BeforeEach
    void openContext() {
        use(new Browser.NewContextOptions());
    }

    final void use(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = Chromium.BROWSER.newContext(options.setLocale("zh-CN").setTimezoneId("Asia/Shanghai"));
        page = context.newPage();
        page.setDefaultTimeout(GIVE_UP_AFTER);
        page.onPageError(complaints::add);
        page.onConsoleMessage(this::note);
        page.onRequest(request -> {
            if (URI.create(request.url()).getPort() != port) {
                elsewhere.add(request.url());
            }
        });
    }

    void note(ConsoleMessage message) {
        // the browser itself reports every answer that is not 2xx
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.text());
        }
    }

    @AfterEach
    void nothingBrokeAndNothingCameFromElsewhere() {
        context.close();
        assertThat(complaints)
                .as("errors of the script, and breaches of the content security policy")
                .isEmpty();
        assertThat(elsewhere).as("requests to other hosts").isEmpty();
    }

    /** Loads the page anew: with a fragment alone the browser would stay on the page it has. */
    void open(String fragment) {
        page.navigate("http://localhost:" + port + "/?" + visits++ + fragment);
    }
}
