package supervision.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

/** The file of the database does not grow by what is out of date in it, and needs nobody to stop for that. */
@Tag("scaled")
class FileSizeTest {

    private static final int DECISIONS = Effort.of(1_000, 100_000);
    private static final int ROWS = Effort.of(20_000, 1_000_000);
    private static final int BATCH = 2_000;
    private static final int MOST = 3;

    /** More than the file is left alone for between two rounds. */
    private static final long REST_MILLIS = 3_000;

    /** As those that are shipped, packed: half a kilobyte of letters that do not repeat themselves for each kilobyte of JSON. */
    private static final int ANSWER = 3_400;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("data/supervision.mv.db");
    }

    private Parts open() throws IOException {
        return new Parts(ShippedUrl.in(folder.resolve("data")), "sa", Clock.systemUTC());
    }

    private static Void decide(Parts parts, RulePack pack, int howMany, long seed) {
        Random random = new Random(seed);
        byte[] answer = new byte[ANSWER];
        for (int number = 0; number < howMany; number++) {
            random.nextBytes(answer);
            parts.journal.give(
                    new Journal.Given(
                            Hashes.sha256(answer).substring(0, 32),
                            Rows.subjects(random.nextInt(2_000)).get(0),
                            Worker.DAY,
                            null,
                            List.of(),
                            Hashes.sha256(new byte[0]),
                            new Receipt.By("5f", "unknown"),
                            "test",
                            answer,
                            null),
                    pack);
        }
        return null;
    }

    /** Megabytes at once, and when nothing was written for a while; nobody stops. */
    private List<Double> sizes() throws Exception {
        long atOnce = Files.size(file());
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        FileTime written = null;
        while (!Files.getLastModifiedTime(file()).equals(written) && System.nanoTime() < until) {
            written = Files.getLastModifiedTime(file());
            Thread.sleep(REST_MILLIS);
        }
        return List.of(atOnce / 1e6, Files.size(file()) / 1e6);
    }

    private void isSmall(List<Double> sizes, String after) throws IOException, SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/supervision"), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        }
        double compacted = Files.size(file()) / 1e6;
        System.out.printf(
                "%s: %.1f MB at once, %.1f MB at rest, %.1f MB compacted, %.2f and %.2f times%n",
                after, sizes.get(0), sizes.get(1), compacted, sizes.get(0) / compacted, sizes.get(1) / compacted);
        assertThat(sizes.get(1)).as(after).isLessThanOrEqualTo(MOST * compacted);
    }

    @Test
    void afterManyDecisions() throws Exception {
        RulePack pack = SmallPack.compiled().current().engine().pack();
        long seed = RandomCases.seed(FileSizeTest.class);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Double> sizes;
        try (Parts parts = open()) {
            List<Future<Void>> deciding = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                long itsOwn = seed + thread;
                deciding.add(threads.submit(() -> decide(parts, pack, DECISIONS / 2, itsOwn)));
            }
            for (Future<Void> one : deciding) {
                one.get();
            }
            assertThat(parts.journal.head().seq()).isEqualTo(DECISIONS);
            sizes = sizes();
        } finally {
            threads.shutdownNow();
        }
        isSmall(sizes, DECISIONS + " decisions");
    }

    @Test
    void afterALargeImport() throws Exception {
        List<Double> sizes;
        try (Parts parts = open()) {
            long number = -1;
            for (int from = 0; from < ROWS; from += BATCH) {
                List<CreditRecord> batch = new ArrayList<>();
                for (int row = from; row < from + BATCH; row++) {
                    // as files come, in the order of days: entities all over the place
                    batch.add(Rows.record("rows.jsonl", (int) (row * 7_919L % (ROWS / 4)), row));
                }
                if (number < 0) {
                    number = parts.ledger
                            .append(Parts.opening("rows.jsonl"), batch)
                            .importNo();
                } else {
                    parts.ledger.append(number, batch);
                }
            }
            sizes = sizes();
        }
        isSmall(sizes, ROWS + " rows");
    }
}
