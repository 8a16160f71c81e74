package supervision.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.ServiceTest;
import supervision.intake.CreditCodes;
import supervision.journal.Journal;
import supervision.ledger.Ledger;

/** A page of another origin in a real browser: it changes nothing, reads nothing, and leaves no receipt. */
@ServiceTest
class ForeignPageTest {

    private static final String CODE = "91370116MAX0000157";

    /** Asked about by nobody else, so that an answer would leave a receipt. */
    private static final String MEASURES = "/api/v1/entities/" + CODE + "/measures?asOf=2026-10-16";

    private static final String PENALTY = "CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB\n" + CreditCodes.of(977_001)
            + ",莱应急罚〔2026〕1号,济南市莱芜区应急管理局,2026-03-01,警告\n";

    private static HttpServer elsewhere;

    private final int port;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Journal journal;

    private BrowserContext context;
    private Page page;
    private final List<Response> answers = new CopyOnWriteArrayList<>();

    /** Requests to the service that came to an end. Of many the browser keeps the answer from the page, and from this test. */
    private final AtomicInteger over = new AtomicInteger();

    private List<Object> before;

    ForeignPageTest(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    static void start() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            byte[] page = "<!doctype html><title>elsewhere</title><body></body>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        elsewhere.start();
    }

    @AfterAll
    static void stop() {
        elsewhere.stop(0);
    }

    @BeforeEach
    void open() {
        context = Chromium.BROWSER.newContext();
        context.onRequestFinished(this::over);
        context.onRequestFailed(this::over);
        context.onResponse(answer -> {
            if (answer.url().contains(":" + port)) {
                answers.add(answer);
            }
        });
        page = context.newPage();
        before = List.of(ledger.head(), journal.head());
    }

    private void over(Request request) {
        if (request.url().contains(":" + port)) {
            over.incrementAndGet();
        }
    }

    @AfterEach
    void close() {
        context.close();
    }

    private void nothingWasWritten() {
        assertThat(List.<Object>of(ledger.head(), journal.head())).isEqualTo(before);
    }

    /** Where the foreign page is, and the name under which it asks the service: same site and another one. */
    static List<String> origins() {
        return List.of("localhost localhost", "127.0.0.1 127.0.0.1", "127.0.0.1 localhost", "evil.example localhost");
    }

    private String onForeignPage(String names) {
        String[] both = names.split(" ");
        page.navigate("http://" + both[0] + ":" + elsewhere.getAddress().getPort() + "/");
        return "http://" + both[1] + ":" + port;
    }

    /** What was asked was heard by the service, and refused. */
    private void refused(int requests) {
        page.waitForCondition(() -> over.get() >= requests);
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.url()).isEqualTo(403));
        nothingWasWritten();
    }

    @ParameterizedTest
    @MethodSource("origins")
    void aFormChangesNothing(String names) {
        String service = onForeignPage(names);
        int asked = 0;
        for (String form : List.of(
                "enctype='text/plain' action='" + service + "/api/v1/records'",
                "enctype='application/x-www-form-urlencoded' action='" + service + "/api/v1/records'",
                "enctype='multipart/form-data' action='" + service + "/api/v1/records?by=x'",
                "action='" + service + "/api/v1/rule-packs/reload'",
                "method='get' action='" + service + MEASURES + "'")) {
            page.evaluate("""
                    ([form, penalty]) => {
                      document.body.innerHTML = `<iframe name=hidden></iframe>
                        <form method=post target=hidden ${form}><textarea name=a></textarea><input type=file name=file></form>`;
                      document.querySelector('textarea').value = penalty;
                      const files = new DataTransfer();
                      files.items.add(new File([penalty], 'penalties.csv', { type: 'text/csv' }));
                      document.querySelector('input').files = files.files;
                      document.forms[0].submit();
                    }""", List.of(form, PENALTY));
            refused(++asked);
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    void aScriptChangesAndReadsNothing(String names) {
        String service = onForeignPage(names);
        for (String request : List.of(
                "fetch(records, { method: 'POST', mode: 'no-cors', body: penalty })",
                "fetch(records, { method: 'POST', mode: 'no-cors', body: new Blob([penalty]) })",
                "fetch(records, { method: 'POST', mode: 'no-cors', body: form })",
                "fetch(records, { method: 'POST', body: penalty })",
                "fetch(records, { method: 'POST', body: penalty, headers: { 'Content-Type': 'text/csv' } })",
                "fetch(records, { method: 'POST', body: form, credentials: 'include' })",
                "fetch(measures)",
                "fetch(measures, { mode: 'no-cors' })",
                "fetch(measures, { mode: 'no-cors', referrerPolicy: 'no-referrer' })",
                "fetch(measures, { headers: { Accept: 'application/json', 'X-Name': 'x' } })",
                "Promise.resolve(navigator.sendBeacon(records, penalty))")) {
            int heard = over.get();
            Object read = page.evaluate("""
                    async ([service, path, request, penalty]) => {
                      const form = new FormData();
                      form.append('file', new File([penalty], 'penalties.csv', { type: 'text/csv' }));
                      const call = new Function('records', 'measures', 'penalty', 'form', `return ${request}`);
                      try {
                        const answer = await call(`${service}/api/v1/records`, service + path, penalty, form);
                        return answer === true ? '' : await answer.text();
                      } catch (e) {
                        return '';
                      }
                    }""", List.of(service, MEASURES, request, PENALTY));
            assertThat(read).as(request).isEqualTo("");
            refused(heard + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("origins")
    void nothingIsLoadedIntoAnotherPage(String names) {
        String service = onForeignPage(names);
        for (String element : List.of(
                "<img src='MEASURES'>",
                "<img src='MEASURES' referrerpolicy='no-referrer' crossorigin>",
                "<script src='MEASURES'></script>",
                "<script type='module' src='SERVICE/app.js'></script>",
                "<link rel='stylesheet' href='MEASURES'>",
                "<link rel='prefetch' href='MEASURES'>",
                "<iframe src='MEASURES'></iframe>",
                "<iframe src='SERVICE/'></iframe>",
                "<iframe sandbox='allow-scripts allow-forms' src='SERVICE/#/" + CODE + "'></iframe>",
                "<object data='MEASURES'></object>",
                "<embed src='SERVICE/api/docs'>",
                "<video src='MEASURES'></video>",
                "<audio src='SERVICE/actuator/health'></audio>")) {
            int heard = over.get();
            page.evaluate("""
                    (html) => {
                      document.body.replaceChildren(document.createRange().createContextualFragment(html));
                    }""", element.replace("MEASURES", service + MEASURES).replace("SERVICE", service));
            refused(heard + 1);
        }
    }

    /** Another name for this machine would make the attacker's page and this service one origin. */
    @Test
    void underAnotherNameThereIsNoService() {
        for (String path : List.of("/", "/app.js", "/api/docs", MEASURES, "/actuator/health")) {
            Response answer = page.navigate("http://evil.example:" + port + path);
            assertThat(answer).isNotNull();
            assertThat(answer.status()).as(path).isEqualTo(421);
            assertThat(answer.text()).contains("SUPERVISION_HOSTS");
        }
        assertThat(page.evaluate("""
                        async ([path, penalty]) => [
                          (await fetch(path)).status,
                          (await fetch('/api/v1/records', { method: 'POST', body: penalty,
                            headers: { 'Content-Type': 'text/csv', 'X-Forwarded-Host': 'localhost' } })).status]""", List.of(MEASURES, PENALTY))).isEqualTo(List.of(421, 421));
        nothingWasWritten();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "evil.example"})
    void aLinkToAnAddressOfTheApiIsNotFollowed(String name) {
        onForeignPage(name + " localhost");
        page.evaluate("(address) => { location.href = address; }", "http://localhost:" + port + MEASURES);
        page.waitForURL("**/measures**");
        assertThat(page.locator("body")).containsText("其他网站");
        refused(1);
    }

    /** A link to the page is followed, and says what it would ask about; it asks when somebody wants it. */
    @ParameterizedTest
    @CsvSource({"localhost, 该链接指向", "evil.example, 该链接指向"})
    void aLinkToThePageAsksNothingByItself(String name, String words) {
        onForeignPage(name + " localhost");
        page.evaluate(
                "(address) => { location.href = address; }",
                "http://localhost:" + port + "/#/" + CODE + "?asOf=2026-10-15");
        assertThat(page.locator("#message")).containsText(words);
        assertThat(page.locator("#message")).containsText(CODE);
        assertThat(answers).noneMatch(answer -> answer.url().contains("/entities/"));
        nothingWasWritten();

        page.locator("#message button").click();
        assertThat(page.locator("#subject h1")).containsText("济南莱芜示例食品有限公司");
        assertThat(page.url()).isEqualTo("http://localhost:" + port + "/#/" + CODE + "?asOf=2026-10-15");
    }

    /** The table above would say nothing if nobody were heard. */
    @Test
    void whoIsAtHomeIsServed() {
        page.navigate("http://localhost:" + port + "/");
        assertThat(page.evaluate("async (path) => (await fetch(path)).status", MEASURES.replace("10-16", "10-14")))
                .isEqualTo(200);
        assertThat(journal.head()).isNotEqualTo(before.get(1));
        assertThat(page.evaluate("async () => (await fetch('/api/v1/rule-packs/reload', { method: 'POST' })).status"))
                .isEqualTo(200);
    }
}
