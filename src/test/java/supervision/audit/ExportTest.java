package supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.Postgres;
import supervision.audit.Export.UnusableExportException;
import supervision.intake.CreditCodes;

/** Backup and restore, and the move from one database to another. */
class ExportTest {

    @TempDir
    private Path folder;

    private static Map<String, String> contents(Path export) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (ZipFile zip = new ZipFile(export.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                contents.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    /** But for what is derived from others. */
    @Test
    void everyTableIsExported() {
        try (Kept kept = Kept.inMemory()) {
            Set<String> tables = new TreeSet<>(kept.jdbc.queryForList(
                    "SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema = 'PUBLIC'"
                            + " AND table_name <> 'flyway_schema_history'",
                    String.class));
            assertThat(tables.removeAll(DERIVED)).isTrue();
            assertThat(tables)
                    .containsExactlyInAnyOrderElementsOf(
                            Export.TABLES.stream().map(Export.Table::name).toList());
        }
    }

    private static final Set<String> DERIVED = Set.of(
            "entity_name",
            "entity_gram",
            "entity_tie",
            "entity_with_records",
            "ledger_import",
            "ledger_repeat",
            "entity_count",
            "journal_node");

    @Test
    void aMoveFromH2ToPostgresAndBackChangesNothing() throws IOException {
        try (Kept first = Kept.inMemory().filled().published();
                Kept second = new Kept(Postgres.newDatabase(), Postgres.USER);
                Kept third = Kept.inMemory()) {
            Path one = first.exported(folder);
            long rows = second.export.restore(one, progress -> {});
            Path two = second.exported(folder);
            third.export.restore(two, progress -> {});
            Path three = third.exported(folder);

            assertThat(rows).isGreaterThan(12);
            assertThat(contents(two)).isEqualTo(contents(one));
            assertThat(contents(three)).isEqualTo(contents(one));
            // and each goes on from there
            for (Kept kept : Arrays.asList(second, third)) {
                kept.append(4, "GENERAL");
                kept.give(9);
                kept.give(3);
                assertThat(kept.journal.head().seq()).isEqualTo(10);
                assertThat(kept.events.history().publications()).hasSize(3);
                assertThat(kept.ledger.find("主体", 10).entities()).hasSize(4);
                assertThat(kept.ledger.history(CreditCodes.of(1), 0, 10)).hasSize(4);
                assertThat(kept.verified(folder).broken()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anExportIsOfOneMomentWhileOthersWrite(boolean postgres) throws Exception {
        try (Kept kept = postgres ? new Kept(Postgres.newDatabase(), Postgres.USER) : new Kept(file(), "sa")) {
            kept.filled();
            AtomicBoolean over = new AtomicBoolean();
            ExecutorService writer = Executors.newSingleThreadExecutor();
            Future<?> writing = writer.submit(() -> {
                for (int number = 100; !over.get(); number++) {
                    kept.append(number, "MINOR");
                    kept.give(number);
                }
            });
            long last = 0;
            for (int copy = 0; copy < 8; copy++) {
                Verification.Result found = kept.verified(folder);
                assertThat(found.broken()).isEmpty();
                long receipts = Objects.requireNonNull(found.counted().get("receipt"));
                assertThat(receipts).isGreaterThanOrEqualTo(last);
                last = receipts;
            }
            over.set(true);
            writing.get();
            writer.shutdown();
            // somebody did write meanwhile
            assertThat(last).isGreaterThan(6);
        }
    }

    private String file() {
        return "jdbc:h2:file:" + folder.resolve("supervision") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAlone() throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            Path export = kept.exported(folder);
            kept.append(9, "MINOR");
            Map<String, String> before = contents(kept.exported(folder));

            assertThatThrownBy(() -> kept.export.restore(export, rows -> {}))
                    .isInstanceOf(UnusableExportException.class)
                    .hasMessageContaining("restore into a new one");
            assertThat(contents(kept.exported(folder))).isEqualTo(before);
        }
    }

    /** Also one in which nothing but a publication is. */
    @Test
    void publicationsAreNotWrittenOver() throws IOException {
        try (Kept kept = Kept.inMemory().filled().published();
                Kept other = Kept.inMemory().filled().published()) {
            Path export = kept.exported(folder);
            other.jdbc.update("DELETE FROM receipt");
            other.jdbc.update("DELETE FROM ledger_entry");

            assertThatThrownBy(() -> other.export.restore(export, rows -> {}))
                    .isInstanceOf(UnusableExportException.class)
                    .hasMessageContaining("restore into a new one");
        }
    }

    @Test
    void aRestoreThatBreaksOffLeavesAnEmptyDatabase() throws IOException {
        try (Kept kept = Kept.inMemory().filled();
                Kept other = Kept.inMemory()) {
            Map<String, String> contents = contents(kept.exported(folder));
            contents.merge("receipt.jsonl", "{\"seq\": \"many\"}\n", String::concat);
            Path broken = folder.resolve("broken.zip");
            write(broken, contents);

            assertThatThrownBy(() -> other.export.restore(broken, rows -> {}))
                    .isInstanceOf(UnusableExportException.class)
                    .hasMessageContaining("receipt.jsonl:7");
            assertThat(other.ledger.isEmpty()).isTrue();
            other.filled();
            assertThat(other.verified(folder).broken()).isEmpty();
        }
    }

    private static void write(Path file, Map<String, String> contents) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void whatIsNoExportIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no archive");
        Path cut = folder.resolve("cut.zip");
        Path lacking = folder.resolve("lacking.zip");
        try (Kept kept = Kept.inMemory().filled();
                Kept other = Kept.inMemory()) {
            byte[] whole = Files.readAllBytes(kept.exported(folder));
            Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
            Map<String, String> contents = contents(kept.exported(folder));
            contents.remove("receipt.jsonl");
            write(lacking, contents);

            for (Path file : Arrays.asList(text, cut)) {
                assertThatThrownBy(() -> other.export.restore(file, rows -> {}))
                        .isInstanceOf(UnusableExportException.class)
                        .hasMessageContaining("not an export");
            }
            assertThatThrownBy(() -> other.export.restore(lacking, rows -> {}))
                    .isInstanceOf(UnusableExportException.class)
                    .hasMessageContaining("receipt.jsonl");
            assertThat(other.ledger.isEmpty()).isTrue();
        }
    }
}
