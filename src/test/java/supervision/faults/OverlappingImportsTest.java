package supervision.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.Effort;
import supervision.Postgres;
import supervision.casework.ImportRecords;
import supervision.casework.RulesInForce;

/** Files that overlap, imported at the same time: each row is there once, whoever brought it. */
@Tag("scaled")
class OverlappingImportsTest {

    private static final int FILE = Effort.of(3_000, 50_000);
    private static final int SHIFT = 1_500;

    @TempDir
    private Path folder;

    /** Parts of the service of one process. */
    private record Importer(Parts parts, String file, int first) {

        ImportRecords.Report run(RulesInForce rules, CyclicBarrier together) throws Exception {
            byte[] rows = Rows.lines(0, first, first + FILE).getBytes(StandardCharsets.UTF_8);
            together.await();
            return parts.imports(rules)
                    .read(Parts.opening(file), "application/x-ndjson", new ByteArrayInputStream(rows), read -> {});
        }
    }

    private static void bothAtOnce(String url, String user) throws Exception {
        RulesInForce rules = SmallPack.compiled();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        // with connections of its own each, as two processes have them
        try (Parts one = new Parts(url, user, Clock.systemUTC());
                Parts other = new Parts(url, user, Clock.systemUTC())) {
            List<Future<ImportRecords.Report>> reports = new ArrayList<>();
            for (Importer importer :
                    List.of(new Importer(one, "one.jsonl", 0), new Importer(other, "other.jsonl", SHIFT))) {
                reports.add(threads.submit(() -> importer.run(rules, together)));
            }
            long accepted = 0;
            for (Future<ImportRecords.Report> future : reports) {
                ImportRecords.Report report = future.get();
                assertThat(report.accepted() + report.alreadyPresent()).isEqualTo(FILE);
                accepted += report.accepted();
            }
            assertThat(accepted).isEqualTo(FILE + SHIFT);
            eachRowOnce(one);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void eachRowOnce(Parts parts) {
        assertThat(parts.jdbc.queryForObject("SELECT COUNT(*) FROM ledger_entry WHERE file_row > 0", Integer.class))
                .isEqualTo(FILE + SHIFT);
        assertThat(parts.jdbc.queryForObject(
                        "SELECT COUNT(*) FROM (SELECT DISTINCT subject, record_key FROM ledger_entry WHERE file_row > 0) keys",
                        Integer.class))
                .isEqualTo(FILE + SHIFT);
        assertThat(parts.verified().broken()).isEmpty();
    }

    @Test
    void inTheFileDatabase() throws Exception {
        bothAtOnce(ShippedUrl.in(folder), "sa");
    }

    @Test
    void inPostgres() throws Exception {
        bothAtOnce(Postgres.newDatabase(), Postgres.USER);
    }

    /** As when the service runs and somebody imports from the terminal. */
    @Test
    void fromTwoProcesses() throws Exception {
        String url = ShippedUrl.in(folder);
        Path file = Files.writeString(folder.resolve("one.jsonl"), Rows.lines(0, 0, FILE));
        try (Parts parts = new Parts(url, "sa", Clock.systemUTC());
                Child child = new Child(List.of(), List.of(), ImportingProcess.class, url, file.toString())) {
            RulesInForce rules = SmallPack.compiled();
            byte[] rows = Rows.lines(0, SHIFT, SHIFT + FILE).getBytes(StandardCharsets.UTF_8);
            child.await(line -> line.equals("ready"));
            child.tell("go", line -> line.equals("begins"));
            long accepted = parts.imports(rules)
                    .read(
                            Parts.opening("other.jsonl"),
                            "application/x-ndjson",
                            new ByteArrayInputStream(rows),
                            read -> {})
                    .accepted();
            String done = child.await(line -> line.startsWith("accepted "));
            assertThat(accepted + Long.parseLong(done.substring("accepted ".length())))
                    .isEqualTo(FILE + SHIFT);
            eachRowOnce(parts);
        }
    }
}
