package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import supervision.Http;
import supervision.StoppedClock;
import supervision.SupervisionApplication;
import tools.jackson.databind.JsonNode;

/** Rules edited while the service answers. */
@SpringBootTest(
        classes = SupervisionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
            "supervision.demo=true",
            "supervision.rules-poll=200ms"
        })
@Import(StoppedClock.class)
@DirtiesContext
class ReloadTest {

    private static final String MEASURES = "/api/v1/entities/91370116MAX0000157/measures";
    private static final String CURRENT = "/api/v1/rule-packs/current";
    private static final String RELOAD = "/api/v1/rule-packs/reload";

    @TempDir
    private static Path rules;

    private final Http http;

    ReloadTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @DynamicPropertySource
    static void ownRules(DynamicPropertyRegistry properties) {
        properties.add("supervision.rules", () -> {
            copy(Path.of("rules"), rules);
            return "file:" + rules;
        });
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the first of a text in a file in one step, as editors do. */
    private static void edit(String file, String old, String text) throws IOException {
        Path path = rules.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(old);
        int at = before.indexOf(old);
        replace(path, before.substring(0, at) + text + before.substring(at + old.length()));
    }

    private static void restore(String file) throws IOException {
        replace(rules.resolve(file), Files.readString(Path.of("rules").resolve(file)));
    }

    private static void replace(Path path, String text) throws IOException {
        Path next = Files.writeString(rules.resolveSibling("next.yaml"), text);
        Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private String fingerprint() {
        return http.get(CURRENT).ok().path("fingerprint").asString();
    }

    /** Two clients that ask one question again and again, and keep each different answer. */
    private final class Load implements AutoCloseable {

        private static final int MOST_QUESTIONS = 20_000;

        /** Asking without a pause takes the processor from what is asked about. */
        private static final int PAUSE_MILLIS = 5;

        private final ExecutorService clients = Executors.newFixedThreadPool(2);
        private final AtomicBoolean enough = new AtomicBoolean();
        private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
        private final List<Future<Integer>> asked = new ArrayList<>();

        Load() {
            for (int client = 0; client < 2; client++) {
                asked.add(clients.submit(() -> {
                    int count = 0;
                    while (count < MOST_QUESTIONS && !enough.get()) {
                        JsonNode answer = http.get(MEASURES).ok();
                        String by = answer.path("pack").path("fingerprint").asString();
                        JsonNode before = answers.putIfAbsent(by, answer);
                        // what one pack decides is one decision, also in the middle of a change
                        assertThat(before == null ? answer : before).isEqualTo(answer);
                        count++;
                        Thread.sleep(PAUSE_MILLIS);
                    }
                    return count;
                }));
            }
            await().until(() -> !answers.isEmpty());
        }

        @Override
        public void close() throws Exception {
            enough.set(true);
            clients.shutdown();
            for (Future<Integer> client : asked) {
                assertThat(client.get()).isPositive();
            }
        }
    }

    @Test
    void anEditedNumberAndLabelComeIntoForceWithoutAFailedRequest() throws Exception {
        String old = fingerprint();
        try (Load load = new Load()) {
            edit("examples/lindian-2024.yaml", "\"0.21..0.60\"", "\"0.21..0.61\"");
            await().atMost(Duration.ofMinutes(2)).until(() -> load.answers.size() == 2);
            String edited = fingerprint();
            assertThat(load.answers).containsOnlyKeys(old, edited);
            assertThat(String.valueOf(load.answers.get(old)))
                    .contains("0.21..0.60")
                    .doesNotContain("0.21..0.61");
            assertThat(String.valueOf(load.answers.get(edited)))
                    .contains("0.21..0.61")
                    .doesNotContain("0.21..0.60");

            edit("labels.yaml", "严管", "从严");
            http.post(RELOAD, Http.JSON, "").ok();
            assertThat(http.get("/api/v1/labels").text()).contains("从严");

            restore("labels.yaml");
            restore("examples/lindian-2024.yaml");
            await().atMost(Duration.ofMinutes(2)).until(() -> fingerprint().equals(old));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~', // the files hold the usual ones
            value = {
                "drl/subject/ties.drl, when, whenn, `when` is missing",
                "drl/repair/all-regimes.drl, $s.until(), $s.noSuchThing(), noSuchThing",
                "drl/repair/2-outcome.drl, @source(\"samr-2021-45/, @source(\"samr-2021-46/, samr-2021-46/",
                "parameters/publicity/ndrc-36/general/max.yaml, P1Y, one year, one year",
                "parameters/publicity/ndrc-36/general/max.yaml, values:, values, YAML",
                "labels.yaml, tier:, tier: [, YAML",
                "calendar/2026.yaml, 2026-01-01, 2026-02-30, 2026-02-30",
                "pack.yaml, examples: lindian-2024, examples: nowhere, nowhere",
                "sources/ndrc-2025-36.yaml, title: 信用修复管理办法, title: {zh: 办法}, title"
            })
    void brokenFilesAreRefusedWithFileAndLineUntilTheyAreRepaired(String file, String old, String text, String named)
            throws Exception {
        String inForce = fingerprint();
        try (Load load = new Load()) {
            edit(file, old, text);
            JsonNode refusal = http.post(RELOAD, Http.JSON, "").problem(422);
            JsonNode problem = Http.stream(refusal.path("problems"))
                    .filter(each -> each.path("file").asString().equals(file))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(refusal.toString()));
            assertThat(problem.path("line").asInt()).as(refusal.toString()).isPositive();
            assertThat(problem.path("problem").path("en").asString()).contains(named);
            assertThat(problem.path("remedy").path("zh").asString()).isNotBlank();

            JsonNode current = http.get(CURRENT).ok();
            assertThat(current.path("fingerprint").asString()).isEqualTo(inForce);
            assertThat(current.path("refused")).isEqualTo(refusal.path("problems"));

            restore(file);
            http.post(RELOAD, Http.JSON, "").ok();
            JsonNode repaired = http.get(CURRENT).ok();
            assertThat(repaired.path("fingerprint").asString()).isEqualTo(inForce);
            assertThat(repaired.path("refused")).isEmpty();
            assertThat(load.answers).containsOnlyKeys(inForce);
        } finally {
            restore(file);
        }
    }

    @Test
    void aFolderThatIsGoneIsRefusedUntilItIsBack() throws Exception {
        String inForce = fingerprint();
        Path away = rules.resolveSibling("away");
        Files.move(rules, away);
        try {
            JsonNode refusal = http.post(RELOAD, Http.JSON, "").problem(422);
            assertThat(refusal.path("problems")
                            .get(0)
                            .path("problem")
                            .path("en")
                            .asString())
                    .contains("there is no rule pack at");
            assertThat(http.get(CURRENT).ok().path("refused")).isEqualTo(refusal.path("problems"));
            assertThat(fingerprint()).isEqualTo(inForce);
        } finally {
            Files.move(away, rules);
        }
        http.post(RELOAD, Http.JSON, "").ok();
        assertThat(http.get(CURRENT).ok().path("refused")).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUntilItIsAsItWas() throws Exception {
        try (RandomAccessFile large =
                new RandomAccessFile(rules.resolve("labels.yaml").toFile(), "rw")) {
            large.setLength(800L << 20);
            refusedFor("more than 4 MB");
        } finally {
            restore("labels.yaml");
        }
        http.post(RELOAD, Http.JSON, "").ok();
        assertThat(http.get(CURRENT).ok().path("refused")).isEmpty();
    }

    @Test
    void aFileInAnotherCharsetIsRefused() throws Exception {
        try {
            Files.writeString(
                    rules.resolve("labels.yaml"),
                    Files.readString(Path.of("rules/labels.yaml")),
                    Charset.forName("GB18030"));
            refusedFor("not UTF-8");
        } finally {
            restore("labels.yaml");
        }
        http.post(RELOAD, Http.JSON, "").ok();
    }

    private void refusedFor(String problem) {
        JsonNode first =
                http.post(RELOAD, Http.JSON, "").problem(422).path("problems").get(0);
        assertThat(first.path("file").asString()).isEqualTo("labels.yaml");
        assertThat(first.path("problem").path("en").asString()).contains(problem);
        assertThat(first.path("remedy").path("zh").asString()).isNotBlank();
        assertThat(http.get(CURRENT).ok().path("refused").get(0)).isEqualTo(first);
    }
}
