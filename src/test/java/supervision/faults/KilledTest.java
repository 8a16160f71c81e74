package supervision.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.Effort;
import supervision.Postgres;
import supervision.RandomCases;
import supervision.casework.ImportRecords;
import supervision.casework.RulesInForce;
import supervision.journal.Receipt;

/** Whatever was acknowledged is there after the process was killed, once, and all that is there holds together. */
@Tag("scaled")
class KilledTest {

    @TempDir
    private Path folder;

    /** A database that goes through rounds: in each a process works on it until it is killed at a random moment. */
    private static final class Rounds {

        private final String url;
        private final String user;
        private final long seed;
        private final Random random;
        private final Set<String> rows = new HashSet<>();
        private final Map<String, String> answers = new HashMap<>();
        private int round;

        Rounds(String url, String user, long seed) {
            this.url = url;
            this.user = user;
            this.seed = seed;
            this.random = new Random(seed);
        }

        private String where() {
            return "round " + round + " on " + url + ", seed " + seed;
        }

        Parts open() {
            return new Parts(url, user, Clock.systemUTC());
        }

        /** Lets a process work and kills it; keeps what it acknowledged. */
        void kill() throws IOException, InterruptedException {
            try (Child worker = new Child(List.of(), List.of(), Worker.class, url, user, String.valueOf(round))) {
                // mostly while it imports and decides, sometimes while it has just opened the database or even before
                int kind = random.nextInt(8);
                if (kind > 0) {
                    worker.await(line -> line.startsWith(kind <= 3 ? "open" : "given"));
                }
                Thread.sleep(random.nextInt(600));
                assertThat(worker.isAlive()).as("%s: %s", where(), worker).isTrue();
                worker.kill();
                worker.lines().forEach(this::acknowledged);
            }
        }

        private void acknowledged(String line) {
            String[] words = line.split(" ");
            if (words[0].equals("rows")) {
                int from = Integer.parseInt(words[2]);
                for (int number = from; number < from + Worker.BATCH; number++) {
                    rows.add(Rows.key(Integer.parseInt(words[1]), number));
                }
            } else if (words[0].equals("given")) {
                assertThat(answers.put(words[1], words[2]))
                        .as("%s: another answer for %s", where(), words[1])
                        .isIn(null, words[2]);
            }
        }

        private record Kept(String key, Instant recordedAt, String file, int row) {}

        private static List<Kept> entries(Parts parts) {
            return parts.jdbc.query(
                    "SELECT subject, record_key, recorded_at, file_name, file_row FROM ledger_entry WHERE file_row > 0 ORDER BY seq",
                    (found, at) -> new Kept(
                            found.getString(1) + ' ' + found.getString(2),
                            found.getObject(3, OffsetDateTime.class).toInstant(),
                            found.getString(4),
                            found.getInt(5)));
        }

        /** What is acknowledged and not there. */
        Set<String> lost(Parts parts) {
            Set<String> lost = new HashSet<>(rows);
            entries(parts).forEach(kept -> lost.remove(kept.key()));
            Map<String, String> there = receipts(parts);
            answers.forEach((id, hash) -> {
                if (!hash.equals(there.get(id))) {
                    lost.add("decision " + id);
                }
            });
            return lost;
        }

        private static Map<String, String> receipts(Parts parts) {
            Map<String, String> answers = new HashMap<>();
            parts.jdbc.query("SELECT content FROM receipt", row -> {
                Receipt receipt = Receipt.parse(row.getString(1));
                answers.put(receipt.decision(), receipt.answerHash());
            });
            return answers;
        }

        void check(Parts parts) {
            assertThat(lost(parts))
                    .as("%s: acknowledged and not there", where())
                    .isEmpty();
            List<Kept> entries = entries(parts);
            assertThat(entries)
                    .as("%s: no row twice", where())
                    .extracting(Kept::key)
                    .doesNotHaveDuplicates();
            // each batch has a moment of its own, later than the one before
            Map<Instant, String> batches = new HashMap<>();
            Map<String, Integer> sizes = new HashMap<>();
            Instant before = Instant.EPOCH;
            for (Kept entry : entries) {
                String batch = entry.file() + " " + (entry.row() - 1) / Worker.BATCH;
                assertThat(entry.recordedAt()).as(where()).isAfterOrEqualTo(before);
                assertThat(batches.computeIfAbsent(entry.recordedAt(), moment -> batch))
                        .as("%s: two batches of one moment", where())
                        .isEqualTo(batch);
                sizes.merge(batch, 1, Integer::sum);
                before = entry.recordedAt();
            }
            // of a batch that only one file has all rows are there, or none
            sizes.forEach((batch, size) -> {
                int from = Integer.parseInt(batch.substring(batch.indexOf(' ') + 1)) * Worker.BATCH;
                if (from < Worker.FILE - Worker.OVERLAP || from >= Worker.FILE) {
                    assertThat(size).as("%s: batch %s", where(), batch).isEqualTo(Worker.BATCH);
                }
            });
            assertThat(parts.verified().broken()).as(where()).isEmpty();
            round++;
        }

        /** All files of all rounds from their beginnings. */
        void repeatAllImports(Parts parts, RulesInForce rules) throws IOException {
            ImportRecords imports = parts.imports(rules);
            int different = Worker.FILE + Worker.FILE - Worker.OVERLAP;
            for (int series = 0; series < round; series++) {
                for (int first : new int[] {0, Worker.FILE - Worker.OVERLAP}) {
                    byte[] file = Rows.lines(series, first, first + Worker.FILE).getBytes(StandardCharsets.UTF_8);
                    ImportRecords.Report report = imports.read(
                            Parts.opening("repeated.jsonl"),
                            "application/x-ndjson",
                            new ByteArrayInputStream(file),
                            read -> {});
                    assertThat(report.setAside()).isEmpty();
                    assertThat(report.accepted() + report.alreadyPresent()).isEqualTo(Worker.FILE);
                }
            }
            assertThat(entries(parts))
                    .as(where())
                    .extracting(Kept::key)
                    .doesNotHaveDuplicates()
                    .hasSize(different * round);
            assertThat(parts.verified().broken()).as(where()).isEmpty();
            assertThat(rows).isNotEmpty();
            assertThat(answers).isNotEmpty();
        }
    }

    /** One after the other for each database. */
    private static final Random SEEDS = new Random(RandomCases.seed(KilledTest.class));

    private static Rounds rounds(String url, String user) {
        return new Rounds(url, user, SEEDS.nextLong());
    }

    private static Void run(Rounds rounds, int howMany, RulesInForce rules) throws Exception {
        rounds.open().close();
        for (int number = 0; number < howMany; number++) {
            rounds.kill();
            try (Parts parts = rounds.open()) {
                rounds.check(parts);
            }
        }
        try (Parts parts = rounds.open()) {
            rounds.repeatAllImports(parts, rules);
        }
        return null;
    }

    @Test
    void killsLoseNothing() throws Exception {
        RulesInForce rules = SmallPack.compiled();
        List<Integer> kills = Effort.of(List.of(3, 3), List.of(14, 13, 13, 10));
        List<Rounds> databases = new ArrayList<>(List.of(rounds(Postgres.newDatabase(), Postgres.USER)));
        while (databases.size() < kills.size()) {
            databases.add(rounds(ShippedUrl.in(folder.resolve("file-" + databases.size())), "sa"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(databases.size());
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int at = 0; at < databases.size(); at++) {
                Rounds rounds = databases.get(at);
                int howMany = kills.get(at);
                running.add(threads.submit(() -> run(rounds, howMany, rules)));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The test above runs with the address that is shipped. By default the file database confirms half a second before it writes. */
    @Test
    void whatIsShippedWritesBeforeItConfirms() throws IOException {
        assertThat(ShippedUrl.in(folder)).contains(";WRITE_DELAY=0");
    }
}
