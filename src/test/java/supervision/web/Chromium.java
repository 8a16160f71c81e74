package supervision.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One browser of the test run, for starting it takes as long as several tests. Each test has a context of its own in it. */
final class Chromium {

    /**
     * Parts of the browser's own window that are pages themselves, and processes kept in store. Nobody sees them here, and they take
     * half of the time of a test. The first names are those that Playwright would leave out itself: the last list counts.
     */
    private static final String LEFT_OUT = String.join(
            ",",
            "HttpsUpgrades",
            "MediaRouter",
            "OptimizationHints",
            "PaintHolding",
            "Translate",
            "PreloadTopChromeWebUI",
            "SpareRendererForSitePerProcess",
            "WebUIOmniboxPopup",
            "WebUIOmniboxFullPopup",
            "WebUIOmniboxAimPopup");

    static final Browser BROWSER = start();

    private Chromium() {}

    private static Browser start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("chromium", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-features=" + LEFT_OUT,
                                // a name that somebody points at this machine
                                "--host-resolver-rules=MAP evil.example 127.0.0.1")));
    }
}
