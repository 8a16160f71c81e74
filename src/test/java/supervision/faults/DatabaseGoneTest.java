package supervision.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import supervision.Http;
import supervision.Postgres;
import supervision.SupervisionApplication;
import tools.jackson.databind.json.JsonMapper;

/** A database that stops under a running service: refused in plain words, nothing half there, and well again by itself. */
class DatabaseGoneTest {

    private static final int FILE = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    /** The same server at the same place, whether for the first time or again. */
    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false);
        return port == 0 ? server.start() : server.setPort(port).start();
    }

    private static String question(int series, int entity) {
        return "/api/v1/entities/" + Rows.subjects(series).get(entity) + "/measures?asOf=2026-11-22";
    }

    private static Http.Answer imported(Http http, int series) {
        return http.post("/api/v1/records?file=" + series + ".jsonl", Http.JSON_LINES, Rows.lines(series, 0, FILE));
    }

    private static String state(Http http, String group) throws IOException {
        Http.Answer answer = http.get("/actuator/health/" + group);
        return answer.status() + " "
                + JSON.readTree(answer.bytes()).path("status").asString();
    }

    /** Asks again and again, and hands over the answers that came before it was told to stop. */
    private static Future<List<Http.Answer>> asking(
            ExecutorService threads, AtomicBoolean over, IntFunction<Http.Answer> question) {
        return threads.submit(() -> {
            List<Http.Answer> answers = new ArrayList<>();
            for (int number = 0; !over.get(); number++) {
                answers.add(question.apply(number));
            }
            return answers;
        });
    }

    @Test
    void whileTheDatabaseIsGoneNothingIsAnsweredAndAfterwardsAllIsWell() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        EmbeddedPostgres server = start(0);
        int port = server.getPort();
        String url = server.getJdbcUrl(Postgres.USER, "postgres");
        ConfigurableApplicationContext service = null;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            service = new SpringApplicationBuilder(SupervisionApplication.class)
                    .profiles("postgres")
                    .logStartupInfo(false)
                    .run(
                            "--server.port=0",
                            "--DATABASE_URL=" + url,
                            "--DATABASE_USER=" + Postgres.USER,
                            "--supervision.rules=" + SmallPack.setting(rules),
                            "--supervision.examples=none",
                            // each refusal is logged with its cause
                            "--logging.level.supervision.api=off",
                            "--spring.datasource.hikari.connection-timeout=1000");
            Http http = new Http(Integer.parseInt(service.getEnvironment().getProperty("local.server.port")));
            imported(http, 0).ok();
            String kept = http.get(question(0, 0)).text();
            assertThat(state(http, "readiness")).isEqualTo("200 UP");
            assertThat(state(http, "liveness")).isEqualTo("200 UP");

            // series 0 is asked about all the time, the others come in one after the other
            AtomicBoolean over = new AtomicBoolean();
            Set<Integer> acknowledged = Collections.synchronizedSet(new TreeSet<>());
            List<Future<List<Http.Answer>>> asked = List.of(
                    asking(threads, over, number -> http.get(question(0, number % 20))),
                    asking(threads, over, number -> http.get(question(number / 20 % 3, number % 20))));
            Future<List<Http.Answer>> imports = asking(threads, over, number -> {
                Http.Answer answer = imported(http, number + 1);
                if (answer.status() == 200) {
                    acknowledged.add(number + 1);
                }
                return answer;
            });
            while (acknowledged.size() < 3) {
                Thread.sleep(10);
            }
            server.close();

            // not even an answer that is kept in memory
            assertThat(http.get(question(0, 0)).problem(503).path("title").asString())
                    .contains("database not available");
            imported(http, 0).problem(503);
            // nobody is sent here meanwhile, and nobody starts the service anew
            assertThat(state(http, "readiness")).isEqualTo("503 DOWN");
            assertThat(state(http, "liveness")).isEqualTo("200 UP");
            http.post("/api/v1/decisions/00000000000000000000000000000000/replay", Http.JSON, "")
                    .problem(503);
            over.set(true);
            Set<String> given = new TreeSet<>();
            for (Future<List<Http.Answer>> answers : asked) {
                for (Http.Answer answer : answers.get()) {
                    if (answer.status() == 404) {
                        // an entity whose rows had not come yet
                        answer.problem(404);
                    } else if (answer.status() == 200) {
                        given.add(answer.ok().path("id").asString());
                    } else {
                        answer.problem(503);
                    }
                }
            }
            for (Http.Answer answer : imports.get()) {
                if (answer.status() != 200) {
                    answer.problem(503);
                }
            }

            server = start(port);
            // the service itself was not touched
            Http.Answer again = http.get(question(0, 0));
            for (int attempt = 1; again.status() != 200 && attempt < 60; attempt++) {
                // the pool tries at intervals
                again.problem(503);
                Thread.sleep(500);
                again = http.get(question(0, 0));
            }
            assertThat(again.text()).isEqualTo(kept);
            assertThat(state(http, "readiness")).isEqualTo("200 UP");
            try (Parts parts = new Parts(url, Postgres.USER, Clock.systemUTC())) {
                assertThat(parts.verified().broken()).isEmpty();
                Set<String> receipts =
                        new TreeSet<>(parts.jdbc.queryForList("SELECT decision FROM receipt", String.class));
                assertThat(receipts).containsAll(given);
                // each file was one batch
                for (int series = 0; series < acknowledged.size() + 2; series++) {
                    Integer rows = parts.jdbc.queryForObject(
                            "SELECT COUNT(*) FROM ledger_entry WHERE file_name = ? AND file_row > 0",
                            Integer.class,
                            series + ".jsonl");
                    assertThat(rows)
                            .isIn(series == 0 || acknowledged.contains(series) ? List.of(FILE) : List.of(0, FILE));
                }
            }
            imported(http, acknowledged.size() + 2).ok();
            assertThat(new String(http.get(question(acknowledged.size() + 2, 3)).bytes(), StandardCharsets.UTF_8))
                    .contains("\"findings\"");
        } finally {
            threads.shutdownNow();
            if (service != null) {
                service.close();
            }
            server.close();
        }
    }
}
