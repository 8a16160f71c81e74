package supervision.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One browser of the test run, for starting it takes as long as several tests. Each test has a context of its own in it. */
final class Chromium {

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
                        // a name that somebody points at this machine
                        .setArgs(List.of("--no-sandbox", "--host-resolver-rules=MAP evil.example 127.0.0.1")));
    }
}
