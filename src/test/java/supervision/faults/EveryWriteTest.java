package supervision.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.Effort;
import supervision.RandomCases;
import supervision.intake.CreditRecord;
import supervision.journal.Hashes;
import supervision.journal.Journal;
import supervision.journal.Receipt;
import supervision.rulepack.RulePack;

/**
 * A process killed at any write to the file, or in the middle of one, has lost nothing that it acknowledged: the writes of one run
 * are repeated up to there. {@link KilledTest} kills real processes, and hits few of these moments.
 */
@Tag("scaled")
class EveryWriteTest {

    private static final int DECISIONS = Effort.of(300, 1_500);
    private static final int BATCH = 50;
    private static final int MOMENTS = Effort.of(40, 1_500);
    private static final int BLOCK = 4096;

    @TempDir
    private Path folder;

    private final Random random = new Random(RandomCases.seed(EveryWriteTest.class));

    /** Decides and imports while the file is compacted. */
    private void work() throws Exception {
        RulePack pack = SmallPack.compiled().current().engine().pack();
        String url =
                ShippedUrl.in(folder.resolve("data")).replace("jdbc:h2:file:", "jdbc:h2:" + Recording.SCHEME + ":");
        Recording.start();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (Parts parts = new Parts(url, "sa", Clock.systemUTC())) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                Random its = new Random(random.nextLong());
                running.add(threads.submit(() -> {
                    for (int number = 0; number < DECISIONS / 2; number++) {
                        byte[] answer = new byte[2_000 + its.nextInt(3_000)];
                        its.nextBytes(answer);
                        String id = Hashes.sha256(answer).substring(0, 32);
                        parts.journal.give(
                                new Journal.Given(
                                        id,
                                        "A",
                                        Worker.DAY,
                                        null,
                                        List.of(),
                                        Hashes.sha256(""),
                                        new Receipt.By("5f", "unknown"),
                                        "test",
                                        answer,
                                        null),
                                pack);
                        Recording.acknowledge(id);
                    }
                }));
            }
            running.add(threads.submit(() -> {
                for (int from = 0; from < DECISIONS; from += BATCH) {
                    List<CreditRecord> batch = new ArrayList<>();
                    for (int row = from; row < from + BATCH; row++) {
                        batch.add(Rows.record("rows.jsonl", row % 400, row));
                    }
                    parts.ledger.append(batch);
                    for (int row = from; row < from + BATCH; row++) {
                        Recording.acknowledge(Rows.key(row % 400, row));
                    }
                }
            }));
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void check(Path file, Set<String> acknowledged, String when) throws Exception {
        try (Parts parts = new Parts(ShippedUrl.in(file.getParent()), "sa", Clock.systemUTC(), false)) {
            Set<String> there = new HashSet<>(parts.jdbc.queryForList("SELECT decision FROM receipt", String.class));
            // by the other way to them as well
            assertThat(parts.jdbc.queryForObject(
                            "SELECT COUNT(*) FROM receipt WHERE decision >= '0' AND answer <> ''", Integer.class))
                    .as(when)
                    .isEqualTo(there.size());
            assertThat(parts.journal.head().seq()).as(when).isEqualTo(there.size());
            assertThat(parts.ledger.head().seq())
                    .as(when)
                    .isEqualTo(parts.jdbc.queryForObject("SELECT COUNT(*) FROM ledger_entry", Long.class));
            parts.jdbc.query("SELECT subject, record_key FROM ledger_entry", row -> {
                there.add(row.getString(1) + ' ' + row.getString(2));
            });
            assertThat(there).as(when).containsAll(acknowledged);
        }
    }

    @Test
    void nothingIsLostAtAnyWrite() throws Exception {
        work();
        List<Recording.Step> steps = Recording.steps();
        int first = 0;
        while (!(steps.get(first) instanceof Recording.Acknowledged)) {
            first++;
        }
        Set<Integer> moments = new HashSet<>();
        while (moments.size() < MOMENTS) {
            moments.add(first + random.nextInt(steps.size() - first));
        }
        Path disk = folder.resolve("disk");
        Path killed = Files.createDirectory(folder.resolve("killed")).resolve("supervision.mv.db");
        Set<String> acknowledged = new HashSet<>();
        try (RandomAccessFile written = new RandomAccessFile(disk.toFile(), "rw")) {
            for (int at = 0; at < steps.size(); at++) {
                Recording.Step step = steps.get(at);
                if (moments.contains(at)) {
                    Files.copy(disk, killed);
                    if (step instanceof Recording.Written half) {
                        int blocks = random.nextInt(half.bytes().length / BLOCK + 1);
                        try (RandomAccessFile torn = new RandomAccessFile(killed.toFile(), "rw")) {
                            torn.seek(half.position());
                            torn.write(half.bytes(), 0, blocks * BLOCK);
                        }
                    }
                    check(killed, acknowledged, "killed at step %d of %d".formatted(at, steps.size()));
                    Files.delete(killed);
                }
                if (step instanceof Recording.Written write) {
                    written.seek(write.position());
                    written.write(write.bytes());
                } else if (step instanceof Recording.Cut cut) {
                    written.setLength(cut.length());
                } else if (step instanceof Recording.Acknowledged done) {
                    acknowledged.add(done.what());
                }
            }
        }
        assertThat(acknowledged).hasSize(2 * DECISIONS);
    }
}
