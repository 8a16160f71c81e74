package supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.Http;
import supervision.RawHttp;
import supervision.ServiceTest;
import supervision.intake.CreditCodes;
import supervision.journal.Journal;
import supervision.ledger.Ledger;

/** Who is served, as a table of requests and what becomes of them. Whoever is not served has written nothing. */
@ServiceTest
class GuardTest {

    private static final String CODE = "91370116MAX0000157";

    /** A question that nobody else asks: whoever is served leaves a receipt. */
    private static final String MEASURES = "GET /api/v1/entities/" + CODE + "/measures?asOf=2026-10-17";

    private static final String LABELS = "GET /api/v1/labels";
    private static final String HEALTH = "GET /actuator/health";
    private static final String METRICS = "GET /actuator/metrics";
    private static final String PAGE = "GET /";
    private static final String RECORDS = "POST /api/v1/records";
    private static final String CSV = "Content-Type: text/csv";

    private static final String PENALTY = "CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB\n" + CreditCodes.of(979_001)
            + ",莱应急罚〔2026〕1号,济南市莱芜区应急管理局,2026-03-01,警告\n";

    private static final String NO_HOST = "no host";

    private static final String NAVIGATION =
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document";

    private final int port;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Journal journal;

    GuardTest(@LocalServerPort int port) {
        this.port = port;
    }

    private RawHttp.Answer ask(String line, String headers) {
        String body = Stream.of("GET", "HEAD", "OPTIONS").anyMatch(line::startsWith) ? "" : PENALTY;
        List<String> lines = new ArrayList<>();
        lines.add(line.contains("HTTP/") ? line : line + " HTTP/1.1");
        if (!headers.startsWith("Host:") && !headers.equals(NO_HOST)) {
            lines.add("Host: localhost:PORT");
        }
        if (!headers.isEmpty() && !headers.equals(NO_HOST)) {
            lines.add(headers);
        }
        if (!body.isEmpty() && !headers.contains("Transfer-Encoding")) {
            lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
        }
        lines.add("Connection: close\r\n\r\n");
        return RawHttp.ask(port, String.join("\r\n", lines).replace("PORT", "" + port) + body);
    }

    private List<Object> heads() {
        return List.of(ledger.head(), journal.head());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                // names under which nobody asked this service to answer
                Arguments.of(421, MEASURES, "Host: evil.example"),
                Arguments.of(421, MEASURES, "Host: evil.example:PORT"),
                Arguments.of(421, MEASURES, "Host: localhost.evil.example"),
                Arguments.of(421, MEASURES, "Host: 127.0.0.1.evil.example:PORT"),
                Arguments.of(421, MEASURES, "Host: xn--localhost"),
                Arguments.of(421, MEASURES, "Host: 0.0.0.0:PORT"),
                Arguments.of(421, MEASURES, "Host: 127.1"),
                Arguments.of(421, MEASURES, "Host: 2130706433"),
                Arguments.of(421, MEASURES, "Host: [::2]:PORT"),
                Arguments.of(421, MEASURES, "Host: [::ffff:127.0.0.1]"),
                Arguments.of(421, MEASURES, "Host:"),
                Arguments.of(421, MEASURES, "Host: evil.example\r\nX-Forwarded-Host: localhost"),
                Arguments.of(421, MEASURES, "Host: evil.example\r\nForwarded: host=localhost"),
                Arguments.of(421, MEASURES, "Host: evil.example\r\nX-Host: localhost\r\nX-Original-Host: localhost"),
                Arguments.of(421, MEASURES + " HTTP/1.0", NO_HOST),
                Arguments.of(421, MEASURES + " HTTP/1.0", "Host: evil.example"),
                Arguments.of(421, MEASURES.replace("/api", "http://evil.example/api"), "Host: evil.example"),
                Arguments.of(421, MEASURES.replace("/api", "http://evil.example/api") + " HTTP/1.0", NO_HOST),
                Arguments.of(421, PAGE, "Host: evil.example"),
                Arguments.of(421, "GET /app.js", "Host: evil.example"),
                Arguments.of(421, "GET /api/docs", "Host: evil.example"),
                Arguments.of(421, "GET /nothing", "Host: evil.example"),
                Arguments.of(421, HEALTH, "Host: evil.example"),
                Arguments.of(421, METRICS, "Host: evil.example"),
                Arguments.of(421, RECORDS, "Host: evil.example\r\n" + CSV),
                Arguments.of(421, RECORDS, "Host: evil.example\r\nOrigin: http://evil.example\r\n" + CSV),
                // hosts that can be read in two ways, or in none
                Arguments.of(400, MEASURES, NO_HOST),
                Arguments.of(400, MEASURES, "Host: localhost\r\nHost: evil.example"),
                Arguments.of(400, MEASURES, "Host: localhost\r\nHost: localhost"),
                Arguments.of(400, MEASURES.replace("/api", "http://evil.example/api"), "Host: localhost"),
                Arguments.of(400, MEASURES, "Host: localhost@evil.example"),
                Arguments.of(400, MEASURES, "Host: localhost evil.example"),
                Arguments.of(400, MEASURES, "Host: localhost, evil.example"),
                Arguments.of(400, MEASURES, "Host: localhost:x"),
                Arguments.of(400, MEASURES, "Host: http://localhost"),
                // pages of other origins, by Origin
                Arguments.of(403, RECORDS, "Origin: http://evil.example\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin: null\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin:\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin: http://localhost\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin: http://127.0.0.1:PORT\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin: https://localhost:PORT\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin: http://localhost:PORT@evil.example\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin: http://localhost:PORT.evil.example\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin: http://[\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin: http://localhost:PORT\r\nOrigin: http://evil.example\r\n" + CSV),
                Arguments.of(403, RECORDS, "Origin: http://evil.example\r\nContent-Type: text/plain"),
                Arguments.of(
                        403, RECORDS, "Origin: http://evil.example\r\nContent-Type: application/x-www-form-urlencoded"),
                Arguments.of(
                        403, RECORDS, "Origin: http://evil.example\r\nContent-Type: multipart/form-data; boundary=b"),
                Arguments.of(403, "POST /api/v1/rule-packs/reload", "Origin: http://evil.example"),
                Arguments.of(403, "POST /nothing", "Origin: http://evil.example"),
                Arguments.of(403, MEASURES, "Origin: http://evil.example"),
                Arguments.of(403, MEASURES, "Origin: null\r\nSec-Fetch-Site: same-origin"),
                Arguments.of(403, PAGE, "Origin: http://evil.example"),
                Arguments.of(403, HEALTH, "Origin: http://evil.example"),
                Arguments.of(
                        403,
                        "OPTIONS /api/v1/records",
                        "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n"
                                + "Access-Control-Request-Private-Network: true"),
                // by what browsers say of themselves
                Arguments.of(403, RECORDS, "Sec-Fetch-Site: cross-site\r\n" + CSV),
                Arguments.of(403, RECORDS, "Sec-Fetch-Site: same-site\r\n" + CSV),
                Arguments.of(403, RECORDS, "Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost:PORT\r\n" + CSV),
                Arguments.of(
                        403,
                        MEASURES,
                        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image"),
                Arguments.of(
                        403,
                        MEASURES,
                        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script"),
                Arguments.of(403, MEASURES, "Sec-Fetch-Site: cross-site"),
                Arguments.of(403, MEASURES, "Sec-Fetch-Site:"),
                Arguments.of(403, MEASURES, "Sec-Fetch-Site: Same-Origin"),
                Arguments.of(403, MEASURES, "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site"),
                Arguments.of(403, MEASURES, "Sec-Fetch-Site: cross-site\r\nSec-Purpose: prefetch"),
                Arguments.of(403, MEASURES, NAVIGATION),
                Arguments.of(403, MEASURES.replace("/api", "/%61pi"), NAVIGATION),
                Arguments.of(403, MEASURES.replace("GET", "HEAD"), NAVIGATION),
                Arguments.of(403, "GET /api/v1/entities/" + CODE + "/report?use=bidding&format=html", NAVIGATION),
                Arguments.of(403, HEALTH, NAVIGATION),
                Arguments.of(
                        403,
                        "GET /app.js",
                        NAVIGATION.replace("navigate", "no-cors").replace("document", "script")),
                Arguments.of(403, PAGE, NAVIGATION.replace("document", "iframe")),
                Arguments.of(403, PAGE, NAVIGATION.replace("document", "object")),
                Arguments.of(403, "POST /", NAVIGATION + "\r\n" + CSV),
                // by the page it was on
                Arguments.of(403, MEASURES, "Referer: http://evil.example/page"),
                Arguments.of(403, MEASURES, "Referer: http://localhost:1/"),
                Arguments.of(403, MEASURES, "Referer: http://localhost:PORT@evil.example/"),
                Arguments.of(403, MEASURES, "Referer: about:blank"),
                Arguments.of(403, MEASURES, "Referer: http://["),
                Arguments.of(403, RECORDS, "Referer: http://evil.example/\r\n" + CSV),
                // addresses that can be read in two ways
                Arguments.of(400, "GET /api//v1/labels", ""),
                Arguments.of(400, "GET /api/v1/labels;a=b", ""),
                Arguments.of(400, "GET /nothing/../api/v1/labels", ""),
                Arguments.of(400, "GET /api/v1/%2e%2e/v1/labels", ""),
                Arguments.of(400, "GET /api%2fv1/labels", ""),
                Arguments.of(400, "GET /api/v1/labels%00", ""),
                Arguments.of(400, "GET *", ""),
                // methods that there are not
                Arguments.of(405, "TRACE /", ""),
                Arguments.of(405, "TRACE /api/v1/records", ""),
                Arguments.of(405, "PUT /", CSV),
                Arguments.of(405, "PUT /api/v1/records", CSV),
                Arguments.of(405, "PATCH /api/v1/records", CSV),
                Arguments.of(405, "DELETE /api/v1/entities/" + CODE + "/measures", ""),
                Arguments.of(405, "PROPFIND /api/v1/records", ""),
                Arguments.of(405, "SOMETHING /actuator/health", ""),
                Arguments.of(405, "POST /actuator/health", CSV),
                Arguments.of(501, "CONNECT /api/v1/records", ""),
                Arguments.of(501, RECORDS, CSV + "\r\nTransfer-Encoding: something"),
                Arguments.of(404, "GET /error", ""),
                Arguments.of(404, "PUT /nothing", CSV),
                // bodies that nobody described
                Arguments.of(415, RECORDS, "Content-Type: text/plain"),
                Arguments.of(415, RECORDS, "Content-Type: application/x-www-form-urlencoded"),
                Arguments.of(415, RECORDS, ""),
                Arguments.of(415, "POST /api/v1/rule-packs/reload", CSV),
                Arguments.of(415, "POST /api/v1/decisions/x/replay", ""));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource
    void refused(int status, String line, String headers) {
        List<Object> before = heads();

        RawHttp.Answer answer = ask(line, headers);

        assertThat(answer.status()).as(answer.asHttp().text()).isEqualTo(status);
        if (!line.startsWith("HEAD")) {
            answer.asHttp().problem(status);
        }
        assertThat(answer.headers()).containsAllEntriesOf(HEADERS).doesNotContainKey("access-control-allow-origin");
        assertThat(heads()).isEqualTo(before);
    }

    static Stream<Arguments> served() {
        return Stream.of(
                Arguments.of(200, LABELS, "Host: 127.0.0.1"),
                Arguments.of(200, LABELS, "Host: 127.0.0.1:PORT"),
                Arguments.of(200, LABELS, "Host: localhost"),
                Arguments.of(200, LABELS, "Host: LocalHost:PORT"),
                Arguments.of(200, LABELS, "Host: localhost."),
                Arguments.of(200, LABELS, "Host: localhost.:PORT"),
                Arguments.of(200, LABELS, "Host: localhost:"),
                // as a tunnel to this machine has it
                Arguments.of(200, LABELS, "Host: localhost:1"),
                Arguments.of(200, LABELS, "Host: [::1]"),
                Arguments.of(200, LABELS, "Host: [::1]:PORT"),
                Arguments.of(200, LABELS.replace("/api", "http://localhost/api"), "Host: localhost"),
                Arguments.of(200, LABELS.replace("/api", "http://localhost/api") + " HTTP/1.0", NO_HOST),
                // nobody asked to hear what a proxy says
                Arguments.of(200, LABELS, "X-Forwarded-Host: evil.example"),
                Arguments.of(200, LABELS, "Origin: http://localhost:PORT"),
                Arguments.of(200, LABELS, "Origin: http://localhost:PORT\r\nSec-Fetch-Site: same-origin"),
                Arguments.of(200, LABELS, "Host: localhost\r\nOrigin: http://localhost:80"),
                Arguments.of(
                        200, LABELS, "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty"),
                // typed, or opened from a program that is no browser
                Arguments.of(200, LABELS, NAVIGATION.replace("cross-site", "none")),
                Arguments.of(200, LABELS, "Referer: http://localhost:PORT/"),
                Arguments.of(200, LABELS, "Referer:"),
                Arguments.of(200, LABELS, "X-Name: 张三"),
                Arguments.of(200, PAGE, "Sec-Fetch-Site: same-origin"),
                Arguments.of(200, PAGE, NAVIGATION.replace("cross-site", "none")),
                Arguments.of(302, PAGE, NAVIGATION),
                Arguments.of(302, PAGE, NAVIGATION.replace("cross-site", "same-site")),
                Arguments.of(302, PAGE, "Referer: http://evil.example/"),
                Arguments.of(302, "GET /?elsewhere&x", NAVIGATION),
                Arguments.of(302, "GET /index.html?q=1", NAVIGATION),
                Arguments.of(200, "GET /?elsewhere", NAVIGATION),
                Arguments.of(302, "GET /api/docs", NAVIGATION),
                Arguments.of(200, "GET /api/swagger-ui/index.html", NAVIGATION),
                Arguments.of(200, HEALTH, ""),
                Arguments.of(200, METRICS, ""),
                Arguments.of(200, "HEAD /", ""),
                Arguments.of(200, "GET /api/openapi", ""),
                Arguments.of(200, "OPTIONS /api/v1/records", ""));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource
    void served(int status, String line, String headers) {
        RawHttp.Answer answer = ask(line, headers);

        assertThat(answer.status()).as(answer.asHttp().text()).isEqualTo(status);
        assertThat(answer.headers()).containsAllEntriesOf(HEADERS).doesNotContainKey("access-control-allow-origin");
        if (line.contains("GET /") && status == 302 && !line.contains("docs")) {
            assertThat(answer.headers()).containsEntry("location", "/?elsewhere");
        }
    }

    /** What browsers are told with every answer, whoever gives it. */
    private static final Map<String, String> HEADERS = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "x-frame-options",
            "DENY",
            "x-content-type-options",
            "nosniff",
            "referrer-policy",
            "same-origin",
            "cross-origin-resource-policy",
            "same-origin",
            "cross-origin-opener-policy",
            "same-origin");

    /** The tables above would say nothing if these wrote nothing. */
    @Test
    void whoIsServedWrites() {
        List<Object> before = heads();
        assertThat(ask(MEASURES, "").status()).isEqualTo(200);
        assertThat(journal.head()).isNotEqualTo(before.get(1));
        assertThat(ask(RECORDS, CSV).asHttp().ok().path("accepted").asInt()).isEqualTo(1);
        assertThat(ledger.head()).isNotEqualTo(before.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/entities/" + CODE + "/report?use=bidding&asOf=2026-11-22&format=html",
                "/api/v1/entities/" + CODE + "/report?use=bidding&asOf=2026-11-22&format=json"
            })
    void aPageWithAPolicyOfItsOwnKeepsIt(String path) {
        RawHttp.Answer answer = ask("GET " + path, "");
        boolean page = answer.header("content-type").startsWith("text/html");
        assertThat(answer.header("content-security-policy"))
                .contains(
                        "default-src 'none'",
                        "frame-ancestors 'none'",
                        page ? "style-src 'sha256-" : "style-src 'self'")
                .doesNotContain(",", page ? "'self'" : "sha256");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void theRefusalSaysWhatToDo() {
        assertThat(ask(LABELS, "Host: evil.example")
                        .asHttp()
                        .problem(421)
                        .path("detail")
                        .asString())
                .contains("SUPERVISION_HOSTS", "localhost");
        assertThat(ask(LABELS, "Origin: null")
                        .asHttp()
                        .problem(403)
                        .path("detail")
                        .asString())
                .contains("地址栏", "address into the browser");
        Http.Answer type = ask(RECORDS, "").asHttp();
        assertThat(type.problem(415).path("detail").asString()).contains("-H 'Content-Type: text/csv'");
    }
}
