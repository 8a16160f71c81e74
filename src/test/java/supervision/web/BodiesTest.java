package supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.util.unit.DataSize;
import supervision.RawHttp;

/** A server of a few threads behind the filters that receive bodies, and nothing else of the service. */
class BodiesTest {

    private static final int THREADS = 4;

    private static Served served;

    @BeforeAll
    static void start() {
        served = new Served(2, Duration.ofHours(1));
    }

    @AfterAll
    static void stop() {
        served.server.stop();
    }

    /** Says what it was sent. */
    private static final class Echo extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/long")) {
                response.getOutputStream().write(new byte[150_000]);
                return;
            }
            Map<String, String> said = new TreeMap<>();
            try {
                if (String.valueOf(request.getContentType()).startsWith("multipart/")) {
                    for (Part part : request.getParts()) {
                        said.put(
                                part.getName() + " " + part.getSubmittedFileName() + " " + part.getSize(),
                                String.valueOf(hash(part.getInputStream().readAllBytes())));
                    }
                } else {
                    said.put(
                            "body", String.valueOf(hash(request.getInputStream().readAllBytes())));
                }
                request.getParameterMap().forEach((name, values) -> said.put("?" + name, String.join(",", values)));
                said.put("length", String.valueOf(request.getContentLengthLong()));
            } catch (Exception e) {
                said.put("failed", String.valueOf(e.getMessage()));
            }
            response.getOutputStream().write(said.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static int hash(byte[] bytes) {
        return Arrays.hashCode(bytes);
    }

    private static final class Served {

        private final WebServer server;

        Served(int window, Duration longest) {
            Bodies bodies = new Bodies(new BodyLimits(
                    Duration.ofSeconds(window),
                    DataSize.ofKilobytes(1),
                    longest,
                    DataSize.ofMegabytes(4),
                    DataSize.ofMegabytes(10)));
            Guard guard = new Guard();
            TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
            factory.setShutdown(Shutdown.GRACEFUL);
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("maxThreads", String.valueOf(THREADS));
                connector.setProperty("minSpareThreads", "1");
            });
            new MalformedRequests().customize(factory);
            FilterRegistrationBean<?> refusing = new FilterRegistrationBean<>((request, response, chain) -> {
                if (request instanceof HttpServletRequest asked
                        && asked.getRequestURI().equals("/refused")) {
                    new Problem(403, "不 / no", "不 / no").write(asked, (HttpServletResponse) response);
                } else {
                    chain.doFilter(request, response);
                }
            });
            refusing.setName("refusing");
            server = factory.getWebServer(
                    guard.unreadBodies(bodies),
                    refusing,
                    guard.bodiesInTime(bodies, new SecurityFilterProperties()),
                    new ServletRegistrationBean<>(new Echo(), "/"));
            server.start();
        }

        int port() {
            return server.getPort();
        }
    }

    private static String post(String path, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static final String LENGTH = "Content-Type: text/csv\r\nContent-Length: 1000000\r\n";
    private static final String CHUNKED = "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n";
    private static final String MULTIPART =
            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n";
    private static final String PART = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";

    /** Requests of which the rest never comes, and what their senders are told. */
    private static Map<String, Integer> slow() {
        Map<String, Integer> slow = new TreeMap<>();
        slow.put(post("/", LENGTH), 408);
        slow.put(post("/", LENGTH) + "x".repeat(100_000), 408);
        slow.put(post("/", CHUNKED) + "1\r\nx\r\n", 408);
        slow.put(post("/", CHUNKED) + "1;", 408);
        slow.put(post("/", MULTIPART) + PART, 408);
        slow.put(post("/?a=b", FORM) + "a", 408);
        slow.put(post("/", LENGTH + "Expect: 100-continue\r\n"), 408);
        slow.put(post("/", LENGTH).replace("POST", "GET"), 408);
        slow.put(post("/refused", LENGTH), 403);
        slow.put(post("/refused", CHUNKED), 403);
        slow.put(post("/refused", FORM), 403);
        slow.put(post("/refused", MULTIPART) + PART, 403);
        slow.put(post("/", LENGTH).replace("POST", "TRACE"), 405);
        slow.put(post("*", LENGTH).replace("POST", "OPTIONS"), 200);
        slow.put(post("*", CHUNKED).replace("POST", "OPTIONS") + "1;", 200);
        slow.put(post("/%00", CHUNKED), 400);
        return slow;
    }

    @Test
    void whoSendsSlowlyIsEndedAndHoldsNobodyUp() throws IOException {
        List<Map.Entry<RawHttp, Integer>> slow = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (Map.Entry<String, Integer> each : slow().entrySet()) {
                RawHttp connection = new RawHttp(served.port());
                connection.send(each.getKey());
                slow.add(Map.entry(connection, each.getValue()));
            }
        }

        // a few threads, many who keep them waiting: the next in line is served all the same
        RawHttp.Answer honest = RawHttp.ask(
                served.port(),
                post("/", "Connection: close\r\nContent-Type: text/csv\r\nContent-Length: 3\r\n") + "abc");

        assertThat(honest.status()).isEqualTo(200);
        for (Map.Entry<RawHttp, Integer> each : slow) {
            try (RawHttp connection = each.getKey()) {
                assertThat(connection.answer().status()).isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void aTrickleIsTooSlow() throws IOException {
        trickledInVain(served, 1);
    }

    @Test
    void whatIsFastEnoughAndNeverDoneIsTooSlowToo() throws IOException {
        Served other = new Served(2, Duration.ofSeconds(4));
        try {
            trickledInVain(other, 500);
        } finally {
            other.server.stop();
        }
    }

    /** So many bytes ten times a second, until that is ended. */
    private static void trickledInVain(Served server, int bytes) throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            connection.send(post("/", LENGTH));
            CompletableFuture<RawHttp.Answer> answer = CompletableFuture.supplyAsync(connection::answer);
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> answer.isDone() | !connection.trickle("x".repeat(bytes)));
            assertThat(answer.join().asHttp().problem(408).path("detail").asString())
                    .contains("每 2 秒", "1 KB", "every 2 seconds");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16 * 1024, 16 * 1024 + 1, 1_000_000, 4 * 1024 * 1024})
    void whatWasSentIsWhatIsRead(int length) throws IOException {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        String said = "{body=" + hash(body) + ", length=" + length + "}";

        try (RawHttp connection = new RawHttp(served.port())) {
            // twice on one connection: it goes on after a body that was received
            connection.send(post("/", "Content-Type: text/csv\r\nContent-Length: " + length + "\r\n"));
            connection.send(body);
            connection.send(post("/", "Connection: close\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n"));
            int half = length / 2;
            for (byte[] piece : List.of(Arrays.copyOf(body, half), Arrays.copyOfRange(body, half, length))) {
                if (piece.length > 0) {
                    connection.send(Integer.toHexString(piece.length) + "\r\n");
                    connection.send(piece);
                    connection.send("\r\n");
                }
            }
            connection.send("0\r\n\r\n");

            assertThat(connection.text().split(Pattern.quote(said), -1)).hasSize(3);
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void anEmptyBodyIsNone() {
        String said = "{body=" + hash(new byte[0]) + ", length=0}";
        assertThat(new String(
                        RawHttp.ask(
                                        served.port(),
                                        post("/", "Connection: close\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n")
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo(said);
        assertThat(new String(
                        RawHttp.ask(served.port(), post("/", "Connection: close\r\nContent-Length: 0\r\n"))
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo(said);
    }

    @Test
    void theFileOfABodyIsItsOwnersAndGoesWhenItsSenderGoes() throws IOException {
        try (RawHttp connection = new RawHttp(served.port())) {
            connection.send(post("/", LENGTH) + "x".repeat(500_000));
            await().until(() -> kept().size() == 1);
            Path file = kept().get(0);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            // it has no name left by which anybody could find it, or that could be left over
            assertThat(Files.readSymbolicLink(file).toString()).endsWith("(deleted)");
        }
        await().until(() -> kept().isEmpty());
    }

    /** Files of bodies that this process has open, on a system that shows them. */
    private static List<Path> kept() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(BodiesTest::isOfABody).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfABody(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("supervision-body-");
        } catch (IOException e) {
            // closed since
            return false;
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAsSoonAsThatIsKnown() throws IOException {
        assertThat(RawHttp.ask(served.port(), post("/", "Content-Type: text/csv\r\nContent-Length: 4194305\r\n"))
                        .asHttp()
                        .problem(413)
                        .path("detail")
                        .asString())
                .contains("4 MB");
        try (RawHttp connection = new RawHttp(served.port())) {
            connection.send(post("/", CHUNKED) + "400001\r\n");
            connection.send(new byte[4 * 1024 * 1024 + 1]);
            connection.answer().asHttp().problem(413);
        }
        await().until(() -> kept().isEmpty());
    }

    @Test
    void whatDoesNotFitBesideTheOthersIsToldToComeAgain() throws IOException, InterruptedException {
        List<RawHttp> others = new CopyOnWriteArrayList<>();
        String kilobyte = "x".repeat(1024);
        // they go on coming in, or on a slow machine they would be told that they are too slow, and leave room
        ScheduledExecutorService coming = Executors.newSingleThreadScheduledExecutor();
        coming.scheduleAtFixedRate(
                () -> others.forEach(other -> other.trickle(kilobyte)), 0, 250, TimeUnit.MILLISECONDS);
        try {
            for (int i = 0; i < 3; i++) {
                RawHttp other = new RawHttp(served.port());
                other.send(post("/", "Content-Type: text/csv\r\nContent-Length: 4194304\r\n"));
                other.send(new byte[3 * 1024 * 1024]);
                others.add(other);
            }
            await().until(() -> kept().size() == 3);
            try (RawHttp one = new RawHttp(served.port())) {
                one.send(post("/", CHUNKED) + "200000\r\n");
                one.send(new byte[2 * 1024 * 1024]);
                one.answer().asHttp().problem(503);
            }
        } finally {
            coming.shutdownNow();
            assertThat(coming.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            for (RawHttp other : others) {
                other.close();
            }
        }
        await().until(() -> kept().isEmpty());
        assertThat(RawHttp.ask(
                                served.port(),
                                post("/", "Connection: close\r\nContent-Type: text/csv\r\nContent-Length: 2097152\r\n")
                                        + "x".repeat(2_097_152))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "3\r\nabcdef\r\n", "123456789\r\n", "1;\r\r"})
    void whatIsNoChunkIsSaidToBeNone(String chunk) {
        RawHttp.ask(served.port(), post("/", CHUNKED) + chunk).asHttp().problem(400);
    }

    /** Many a client sends all of its body first, and fails if nobody takes it. */
    @Test
    void whoIsRefusedReadsWhyWhenAllWasSent() throws IOException {
        try (RawHttp connection = new RawHttp(served.port(), 1024)) {
            connection.send(post("/refused", "Content-Type: text/csv\r\nContent-Length: 4000000\r\n"));
            connection.send(new byte[4_000_000]);
            connection.answer().asHttp().problem(403);
        }
    }

    @Test
    void whoAsksFirstIsToldToGoOn() throws IOException {
        try (RawHttp connection = new RawHttp(served.port())) {
            connection.send(post(
                    "/",
                    "Connection: close\r\nExpect: 100-continue\r\nContent-Type: text/csv\r\nContent-Length: 3\r\n"));
            connection.awaitText("HTTP/1.1 100");
            connection.send("abc");
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void whoReadsSlowlyHoldsNobodyUpUnlessTheAnswerIsVeryLong() throws IOException {
        List<RawHttp> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 5 * THREADS; i++) {
                RawHttp reader = new RawHttp(served.port(), 1024);
                readers.add(reader);
                reader.send("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            assertThat(RawHttp.ask(served.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        } finally {
            for (RawHttp reader : readers) {
                reader.close();
            }
        }
    }

    private static String form(String parts) {
        String body = parts.replace("\n", "\r\n");
        return new String(
                RawHttp.ask(
                                served.port(),
                                post(
                                                "/?by=%E5%BC%A0&x=1",
                                                "Connection: close\r\nContent-Type: multipart/form-data; boundary=cut\r\n"
                                                        + "Content-Length: "
                                                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n")
                                        + body)
                        .body(),
                StandardCharsets.UTF_8);
    }

    @Test
    void aFormIsReadWhereItLies() {
        String file = "x".repeat(100_000);
        assertThat(form("""
                        --cut
                        Content-Disposition: form-data; name="by"

                        李四
                        --cut
                        Content-Disposition: form-data; name="file"; filename="处罚.csv"
                        Content-Type: text/csv

                        %s
                        --cut
                        Content-Disposition: form-data; name="why"

                        更正
                        --cut--
                        """.formatted(file)))
                .contains(
                        "?by=张,李四",
                        "?why=更正",
                        "?x=1",
                        "file 处罚.csv 100000=" + hash(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(kept()).isEmpty();
    }

    @Test
    void aFormThatCannotBeReadSaysSo() {
        String part = "--cut\nContent-Disposition: form-data; name=\"a\"\n\n";
        assertThat(form(part + "never closed")).contains("failed=");
        assertThat(form((part + "x\n").repeat(1_001) + "--cut--\n")).contains("failed=", "1000");
        assertThat(form(part + "x".repeat(70_000) + "\n--cut--\n")).contains("failed=", "longer");
    }

    @Test
    void aServiceThatStopsLetsABodyComeToItsEnd() throws Exception {
        Served other = new Served(10, Duration.ofMinutes(1));
        try (RawHttp connection = new RawHttp(other.port())) {
            connection.send(post("/", "Content-Type: text/csv\r\nContent-Length: 100000\r\n") + "x".repeat(50_000));
            await().until(() -> kept().size() == 1);
            CompletableFuture<GracefulShutdownResult> stopped = new CompletableFuture<>();
            other.server.shutDownGracefully(stopped::complete);

            connection.send("x".repeat(50_000));

            assertThat(connection.answer().status()).isEqualTo(200);
            assertThat(stopped.get()).isEqualTo(GracefulShutdownResult.IDLE);
        } finally {
            other.server.stop();
        }
    }
}
