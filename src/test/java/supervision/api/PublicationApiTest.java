package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static supervision.Http.JSON;
import static supervision.Http.encoded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import supervision.Http;
import supervision.MovedClock;
import supervision.SupervisionApplication;
import supervision.audit.Export;
import supervision.audit.Verification;
import supervision.casework.Checker;
import supervision.casework.DecideCase;
import supervision.casework.DecisionJson;
import supervision.casework.FormCheck;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.journal.Journal;
import supervision.journal.Person;
import supervision.journal.Receipt;
import supervision.rulepack.PackArchive;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Packs published while the service answers, on whatever database it is. */
@SpringBootTest(
        classes = SupervisionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"supervision.demo=true", "supervision.publication=required", "supervision.rules-poll=200ms"})
@Import(PublicationApiTest.Evening.class)
@DirtiesContext
abstract class PublicationApiTest {

    private static final Instant EVENING = Instant.parse("2026-11-22T15:30:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T16:00:00Z");
    private static final MovedClock CLOCK = new MovedClock(EVENING);

    private static final String PACKS = "/api/v1/rule-packs";
    private static final String ZIP = "application/zip";
    private static final List<String> CODES = List.of("91370116MAX0000157", "91371202MAX000023A", "92370116MAX000031R");

    private static final Person PROPOSER = Person.named("张三");
    private static final Person APPROVER = Person.named("李四");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Engines of this test's own, not those of the service. */
    private static final Map<String, DecisionEngine> ENGINES = new ConcurrentHashMap<>();

    @TempDir
    private static Path folder;

    final Http http;

    @Autowired
    private DecideCase decide;

    @Autowired
    private Journal journal;

    @Autowired
    private Export export;

    PublicationApiTest(int port) {
        this.http = new Http(port);
    }

    /** The clock of the service, and a check that takes seconds: what the gate says is tested with the gate. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Evening {

        @Bean
        @Primary
        MovedClock movedClock() {
            CLOCK.now = EVENING;
            return CLOCK;
        }

        @Bean
        @Primary
        Checker formCheck() {
            return new FormCheck();
        }
    }

    @DynamicPropertySource
    static void officers(DynamicPropertyRegistry properties) {
        properties.add(
                "supervision.officers",
                () -> Person.file(folder, PROPOSER.with("propose"), APPROVER.with("approve"))
                        .toString());
    }

    private static PackFiles edited(String path, String old, String text) {
        Map<String, byte[]> files =
                new TreeMap<>(Engines.shipped().pack().files().files());
        String before = new String(Objects.requireNonNull(files.get(path)), StandardCharsets.UTF_8);
        assertThat(before).contains(old);
        files.put(path, before.replace(old, text).getBytes(StandardCharsets.UTF_8));
        return PackFiles.of(files);
    }

    private static RulePack known(PackFiles files) {
        RulePack pack = RulePackReader.read(files, "default");
        ENGINES.computeIfAbsent(
                pack.fingerprint(),
                key -> pack.drl().equals(Engines.shipped().pack().drl())
                        ? Engines.shipped().with(pack)
                        : DecisionEngine.compile(pack));
        return pack;
    }

    /** Sends what is not signed, signs the text that the refusal asks for, and sends it again. */
    private JsonNode signed(String path, Person by, ObjectNode body) {
        body.put("by", by.name()).put("why", "测试");
        JsonNode refusal = http.post(path, JSON, body.toString()).problem(403);
        body.put("signature", by.sign(refusal.path("statement").asString()));
        return http.post(path, JSON, body.toString()).ok();
    }

    private static ObjectNode body() {
        return MAPPER.createObjectNode();
    }

    private JsonNode proposed(byte[] archive) {
        String path = PACKS + "?by=" + encoded(PROPOSER.name()) + "&why=" + encoded("按新文件");
        String statement =
                http.post(path, ZIP, archive).problem(403).path("statement").asString();
        Http.Answer answer = http.post(path + "&signature=" + encoded(PROPOSER.sign(statement)), ZIP, archive);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return MAPPER.readTree(answer.bytes());
    }

    private void published(PackFiles files, LocalDate from) {
        String pack = PACKS + "/" + known(files).fingerprint();
        assertThat(proposed(PackArchive.write(files)).path("kind").asString()).isEqualTo("PROPOSED");
        http.post(
                        pack + "/approve",
                        JSON,
                        body().put("by", APPROVER.name())
                                .put("why", "x")
                                .put("effectiveOn", from.toString())
                                .toString())
                .problem(409);
        assertThat(http.post(pack + "/check", JSON, "").ok().path("publishable").asBoolean())
                .isTrue();
        signed(pack + "/approve", APPROVER, body().put("effectiveOn", from.toString()));
        signed(pack + "/publish", PROPOSER, body().put("effectiveOn", from.toString()));
    }

    private static String measures(String code) {
        return "/api/v1/entities/" + code + "/measures?asOf=2026-11-22";
    }

    private String decidesBy() {
        return http.get(measures(CODES.get(0)))
                .ok()
                .path("pack")
                .path("fingerprint")
                .asString();
    }

    /** What a pack decides, by an engine of this test. */
    private byte[] expected(String code, String fingerprint) {
        DecisionEngine engine = Objects.requireNonNull(ENGINES.get(fingerprint), fingerprint);
        return DecisionJson.write(engine.decide(decide.caseOf(code, LocalDate.of(2026, 11, 22), null)));
    }

    /** Clients that ask without a pause, and keep each different answer. */
    private final class Load implements AutoCloseable {

        /** Asking without a pause takes the processor from what is asked about. */
        private static final int PAUSE_MILLIS = 5;

        private final ExecutorService clients = Executors.newFixedThreadPool(CODES.size());
        private final AtomicBoolean enough = new AtomicBoolean();
        private final Map<String, Map<String, byte[]>> answers = new ConcurrentHashMap<>();
        private final List<Future<Integer>> asked = new ArrayList<>();

        Load() {
            for (String code : CODES) {
                Map<String, byte[]> mine = answers.computeIfAbsent(code, key -> new ConcurrentHashMap<>());
                asked.add(clients.submit(() -> {
                    int count = 0;
                    while (!enough.get()) {
                        Http.Answer answer = http.get(measures(code));
                        String by = answer.ok().path("pack").path("fingerprint").asString();
                        byte[] before = mine.putIfAbsent(by, answer.bytes());
                        // what one pack decides is one decision, also in the middle of a change
                        assertThat(before == null || Arrays.equals(before, answer.bytes()))
                                .isTrue();
                        count++;
                        Thread.sleep(PAUSE_MILLIS);
                    }
                    return count;
                }));
            }
        }

        void sees(String fingerprint) {
            await().until(() -> answers.values().stream().allMatch(each -> each.containsKey(fingerprint)));
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
    void packsTakeOverWithoutAFailedOrMixedAnswer() throws Exception {
        PackFiles number = edited("examples/lindian-2024.yaml", "\"0.21..0.60\"", "\"0.21..0.61\"");
        PackFiles words = edited("drl/grade/tier.drl", "@en(\"Opinion", "@en(\"The Opinion");
        String first = known(Engines.shipped().pack().files()).fingerprint();
        String second = known(number).fingerprint();
        String third = known(words).fingerprint();
        try (Load load = new Load()) {
            load.sees(first);
            published(number, LocalDate.of(2026, 11, 22));
            assertThat(decidesBy()).isEqualTo(second);
            load.sees(second);

            published(words, LocalDate.of(2026, 11, 23));
            assertThat(decidesBy()).isEqualTo(second);
            JsonNode all = http.get(PACKS).ok();
            assertThat(Http.all(all.path("publications"), "standing")).containsExactly("PAST", "IN_FORCE", "PENDING");
            CLOCK.now = MIDNIGHT;
            assertThat(decidesBy()).isEqualTo(third);
            load.sees(third);

            JsonNode back = signed(PACKS + "/rollback", APPROVER, body().put("to", 0));
            assertThat(back.path("number").asLong()).isEqualTo(3);
            assertThat(decidesBy()).isEqualTo(first);

            load.close();
            for (String code : CODES) {
                Map<String, byte[]> answers = Objects.requireNonNull(load.answers.get(code));
                assertThat(answers).containsOnlyKeys(first, second, third);
                answers.forEach((by, answer) -> assertThat(answer).isEqualTo(expected(code, by)));
            }
        }
        Map<String, byte[]> maker =
                Map.of(first, expected(CODES.get(0), first), second, expected(CODES.get(0), second));
        assertThat(new String(maker.get(first), StandardCharsets.UTF_8))
                .isNotEqualTo(new String(maker.get(second), StandardCharsets.UTF_8));
        assertThat(http.get(PACKS + "/current")
                        .ok()
                        .path("publication")
                        .path("number")
                        .asLong())
                .isEqualTo(3);
        receiptsNamePublications(Map.of(first, Set.of(0L, 3L), second, Set.of(1L), third, Set.of(2L)));
    }

    private void receiptsNamePublications(Map<String, Set<Long>> expected) throws IOException {
        Map<String, Set<Long>> found = new TreeMap<>();
        for (Receipt receipt : journal.ofSubject(CODES.get(0), 0, 100)) {
            Receipt.Under under = Objects.requireNonNull(receipt.publication());
            found.computeIfAbsent(receipt.pack(), key -> new TreeSet<>()).add(under.number());
        }
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
        Path copy = Files.createTempFile(folder, "copy", ".zip");
        try (OutputStream out = Files.newOutputStream(copy)) {
            assertThat(export.write(out, rows -> {})).isPositive();
        }
        Verification.Result verified = Verification.of(copy, null);
        assertThat(verified.broken()).isEmpty();
        assertThat(verified.remarks()).isEmpty();
    }

    private static byte[] archive(String path, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("pack.yaml"));
            zip.write("id: laiwu\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(path));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static String problem(JsonNode refusal) {
        return refusal.path("problems").get(0).path("problem").path("en").asString();
    }

    @Test
    void whatIsNoPackIsRefused() throws IOException {
        String path = PACKS + "?by=x&why=y";
        assertThat(problem(
                        http.post(path, ZIP, archive("../x.yaml", new byte[1])).problem(422)))
                .contains("leads out of the pack");
        assertThat(problem(http.post(path, ZIP, archive("x.yaml", new byte[5 << 20]))
                        .problem(422)))
                .contains("more than 4 MB");
        assertThat(problem(http.post(path, ZIP, "no archive").problem(422))).contains("not a whole ZIP archive");
        for (String type : List.of("application/octet-stream", "application/x-www-form-urlencoded", "text/plain")) {
            assertThat(http.post(path, type, archive("x.yaml", new byte[1]))
                            .problem(415)
                            .path("detail")
                            .asString())
                    .contains("-H 'Content-Type: application/zip'");
        }
        assertThat(http.post(path, ZIP, archive("x.yaml", new byte[0]))
                        .problem(422)
                        .path("problems"))
                .hasSizeGreaterThan(1);
        // as forms send it
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.zip\"\r\n\r\nno archive\r\n--b--\r\n";
        assertThat(problem(http.post(PACKS, "multipart/form-data; boundary=b", form)
                        .problem(422)))
                .contains("not a whole ZIP archive");
    }

    @Test
    void whatCannotBeDoneIsRefusedWithWhatToDo() throws IOException {
        PackFiles files = edited("pack.yaml", "id: laiwu", "# other\nid: laiwu");
        byte[] archive = PackArchive.write(files);
        String by = PACKS + "?by=" + encoded("赵六") + "&why=x";
        assertThat(http.post(by, ZIP, archive).problem(403).path("detail").asString())
                .contains("has no `赵六`");
        String wrong = PACKS + "?by=" + encoded("张三") + "&why=x&signature=AAAA";
        assertThat(http.post(wrong, ZIP, archive).problem(403).path("statement").asString())
                .startsWith("supervision publication 1\nact PROPOSED\n");
        String approver = PACKS + "?by=" + encoded("李四") + "&why=x";
        String statement =
                http.post(approver, ZIP, archive).problem(403).path("statement").asString();
        assertThat(http.post(approver + "&signature=" + encoded(APPROVER.sign(statement)), ZIP, archive)
                        .problem(403)
                        .path("detail")
                        .asString())
                .contains("propose");
        http.post(PACKS + "?by=" + encoded("张三"), ZIP, archive).problem(400);

        assertThat(proposed(archive).path("by").asString()).isEqualTo("张三");
        JsonNode all = http.get(PACKS).ok();
        String fingerprint = Http.stream(all.path("packs"))
                .filter(each -> each.path("state").asString().equals("PROPOSED"))
                .map(each -> each.path("fingerprint").asString())
                .findFirst()
                .orElseThrow();
        String mine = PACKS + "/" + fingerprint;
        http.get(mine + "/report").problem(404);
        http.post(mine + "/approve", JSON, "{\"by\":").problem(400);
        http.post(mine + "/approve", JSON, "{\"by\": \"李四\", \"why\": \"x\", \"effectiveOn\": \"2026-02-30\"}")
                .problem(400);
        http.post(mine + "/approve", JSON, "{\"by\": \"李四\", \"why\": \"x\"}").problem(400);
        for (String step : List.of("approve", "publish", "reject", "withdraw")) {
            http.post(mine + "/" + step, "text/plain", "{\"by\": \"李四\", \"why\": \"x\"}")
                    .problem(415);
        }
        assertThat(http.post(mine + "/check", JSON, "{}")
                        .problem(415)
                        .path("detail")
                        .asString())
                .contains("takes no body");
        http.post(mine + "/reject", JSON, "{}").problem(400);
        http.post(PACKS + "/rollback", JSON, "{\"to\": 99, \"by\": \"李四\", \"why\": \"x\"}")
                .problem(404);
        http.post(PACKS + "/rollback", JSON, "{\"to\": \"x\"}").problem(400);
        http.get(PACKS + "/sha256:00").problem(404);

        assertThat(http.post(mine + "/check", JSON, "").ok().path("kind").asString())
                .isEqualTo("CHECKED");
        assertThat(http.get(mine + "/report").ok().path("publishable").asBoolean())
                .isTrue();
        Http.Answer page = http.get(mine + "/report?format=html");
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.text()).contains("pack.yaml");
        http.get(mine + "/report?format=pdf").problem(400);
        Http.Answer zip = http.get(mine + "/files");
        assertThat(zip.contentType()).isEqualTo(ZIP);
        assertThat(PackArchive.read(new ByteArrayInputStream(zip.bytes())).fingerprint("x"))
                .isEqualTo(files.fingerprint("x"));
        signed(mine + "/withdraw", PROPOSER, body());
        JsonNode one = http.get(mine).ok();
        assertThat(one.path("pack").path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(Http.all(one.path("events"), "kind")).containsExactly("PROPOSED", "CHECKED", "WITHDRAWN");

        // somebody takes out the entry of one who signed
        Person.file(folder, APPROVER.with("approve"));
        for (String asked : List.of(PACKS, mine)) {
            assertThat(http.get(asked).problem(409).path("detail").asString())
                    .contains("由 `张三` 签名", "SUPERVISION_OFFICERS", "put the entry back");
        }
        http.get(measures(CODES.get(0))).ok();
        Person.file(folder, PROPOSER.with("propose"), APPROVER.with("approve"));
        http.get(PACKS).ok();
    }
}
