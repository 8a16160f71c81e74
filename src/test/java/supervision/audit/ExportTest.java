package supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.Postgres;
import supervision.audit.Export.UnusableExportException;
import supervision.intake.CreditCodes;

/** Backup and restore, and the move from one database to another. */
class ExportTest {

    @TempDir
    private Path folder;

    /** Of an export with publications. */
    private static Map<String, String> whole;

    @BeforeAll
    static void export(@TempDir Path folder) throws IOException {
        try (Kept kept = Kept.inMemory().filled().published()) {
            whole = Exports.contents(kept.exported(folder));
        }
    }

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
            assertThat(Exports.contents(two)).isEqualTo(Exports.contents(one));
            assertThat(Exports.contents(three)).isEqualTo(Exports.contents(one));
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
    void theProgramKnowsTheVersionOfItsTables() {
        try (Kept kept = Kept.inMemory()) {
            assertThat(Tables.schema(kept.jdbc)).isEqualTo(Tables.NEWEST);
        }
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAlone() throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            Path export = kept.exported(folder);
            kept.append(9, "MINOR");
            Map<String, String> before = Exports.contents(kept.exported(folder));

            assertThatThrownBy(() -> kept.export.restore(export, rows -> {}))
                    .isInstanceOf(UnusableExportException.class)
                    .hasMessageContaining("restore into a new one");
            assertThat(Exports.contents(kept.exported(folder))).isEqualTo(before);
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

    private static String lines(String text, UnaryOperator<List<String>> edit) {
        return String.join("\n", edit.apply(new ArrayList<>(text.lines().toList()))) + "\n";
    }

    private static UnaryOperator<String> replace(String what, String by) {
        return text -> {
            assertThat(text).contains(what);
            return text.replaceFirst(Pattern.quote(what), by);
        };
    }

    private static UnaryOperator<String> swap(int one, int other) {
        return text -> lines(text, rows -> {
            Collections.swap(rows, one, other);
            return rows;
        });
    }

    private static UnaryOperator<String> twice(int at) {
        return text -> lines(text, rows -> {
            rows.add(at, rows.get(at));
            return rows;
        });
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of(
                        "ledger_entry",
                        replace("{\"seq\":5,", "{\"seq\":5,\"more\":1,"),
                        "ledger_entry.jsonl 第 5 行：多出成员 `more`"),
                Arguments.of("ledger_entry", replace("{\"seq\":5,", "{\"seq\":5,\"seq\":5,"), "第 5 行：不是 JSON，或有重复的成员"),
                Arguments.of("ledger_entry", replace("{\"seq\":5,", "{"), "第 5 行：缺少 `seq`"),
                Arguments.of("ledger_entry", replace("{\"seq\":5,", "{\"seq\":\"5\","), "第 5 行：`seq` 的类型"),
                Arguments.of("ledger_entry", replace("{\"seq\":5,", "{\"seq\":5.0,"), "第 5 行：`seq` 的类型"),
                Arguments.of("ledger_entry", replace("{\"seq\":5,", "{\"seq\":null,"), "第 5 行：`seq` 的类型"),
                Arguments.of("ledger_entry", replace("\"told_by\":null", "\"told_by\":1"), "`told_by` 的类型"),
                Arguments.of("ledger_entry", replace("Z\",\"file_name", "+00:00\",\"file_name"), "`recorded_at` 的类型"),
                Arguments.of("ledger_entry", replace("\"file_row\":1,", "\"file_row\":4294967297,"), "does not follow"),
                Arguments.of("ledger_entry", swap(3, 4), "ledger entry 5 .*does not follow"),
                Arguments.of("ledger_entry", twice(4), "ledger entry 5 .*does not follow"),
                Arguments.of("ledger_head", replace("}\n", "} {}\n"), "ledger_head.jsonl 第 1 行：不是 JSON"),
                Arguments.of("ledger_head", replace("}\n", "}\n\n"), "ledger_head.jsonl 第 2 行：不是 JSON"),
                Arguments.of("ledger_head", twice(0), "`ledger_head` has to have one row"),
                Arguments.of("journal_head", twice(0), "`journal_head` has to have one row"),
                Arguments.of("pack_event_head", twice(0), "`pack_event_head` has to have one row"),
                Arguments.of("pack_event_head", (UnaryOperator<String>) text -> "", "head of the pack events"),
                Arguments.of("kept_pack", twice(0), "twice, or out of order"),
                Arguments.of("kept_pack", swap(0, 1), "twice, or out of order"),
                Arguments.of(
                        "kept_pack",
                        replace("\"examples\":null", "\"examples\":\"\""),
                        "not what its fingerprint says"),
                Arguments.of("pack_report", twice(0), "twice, or out of order"),
                Arguments.of("pack_event", swap(1, 2), "pack event 3.*does not follow"),
                Arguments.of("pack_event", twice(1), "pack event 2.*does not follow"),
                Arguments.of("receipt", swap(1, 2), "receipt 3.*does not follow"),
                Arguments.of("receipt", twice(1), "receipt 2.*does not follow"),
                Arguments.of("checkpoint", twice(0), "checkpoint 2 is missing"));
    }

    /** Nothing is in an export that a restore would not put where it belongs. */
    @ParameterizedTest
    @MethodSource("edits")
    void whatDoesNotBelongIntoAnExportIsNamed(String table, UnaryOperator<String> edit, String expected)
            throws IOException {
        Map<String, String> contents = new TreeMap<>(whole);
        contents.compute(table + ".jsonl", (name, text) -> edit.apply(Objects.requireNonNull(text)));
        Path edited = folder.resolve("edited.zip");
        Exports.write(edited, contents);

        assertThat(Verification.of(edited, null).broken())
                .anySatisfy(link -> assertThat(link).containsPattern(expected));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("more.jsonl", "{}\n", "不认识的文件.*more.jsonl"),
                Arguments.of("entity_name.jsonl", "", "不认识的文件.*entity_name.jsonl"),
                Arguments.of("sub/receipt.jsonl", "", "不认识的文件"),
                Arguments.of("receipt.jsonl", null, "lacks receipt.jsonl"),
                Arguments.of(
                        "about.json", "{\"form\":\"supervision export 2\",\"schema\":\"2\"}", "damaged.*about.json"),
                Arguments.of(
                        "about.json",
                        "{\"form\":\"supervision export 2\",\"schema\":2,\"x\":1}",
                        "damaged.*about.json"),
                Arguments.of(
                        "about.json",
                        "{\"form\":\"supervision export 2\",\"schema\":1}",
                        "older than when it was signed"),
                Arguments.of("about.json", "{", "damaged.*about.json"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatDoesNotBelongIntoAnExportIsNamed(String name, @Nullable String text, String expected)
            throws IOException {
        Map<String, String> contents = new TreeMap<>(whole);
        if (text == null) {
            contents.remove(name);
        } else {
            contents.put(name, text);
        }
        Path edited = folder.resolve("edited.zip");
        Exports.write(edited, contents);

        assertThat(Verification.of(edited, null).broken())
                .anySatisfy(link -> assertThat(link).containsPattern(expected));
        try (Kept other = Kept.inMemory()) {
            assertThatThrownBy(() -> other.export.restore(edited, rows -> {}))
                    .isInstanceOf(UnusableExportException.class);
            assertThat(other.ledger.isEmpty()).isTrue();
        }
    }

    /** A row that is no row of its table keeps the whole export from being restored, also where no chain is about it. */
    @Test
    void aRestoreThatBreaksOffLeavesAnEmptyDatabase() throws IOException {
        try (Kept kept = Kept.inMemory().filled();
                Kept other = Kept.inMemory()) {
            Map<String, String> contents = Exports.contents(kept.exported(folder));
            contents.merge("receipt.jsonl", "{\"seq\": \"many\"}\n", String::concat);
            Path broken = folder.resolve("broken.zip");
            Exports.write(broken, contents);

            assertThatThrownBy(() -> other.export.restore(broken, rows -> {}))
                    .isInstanceOf(UnusableExportException.class)
                    .hasMessageContaining("receipt.jsonl 第 7 行");
            assertThat(other.ledger.isEmpty()).isTrue();
            other.filled();
            assertThat(other.verified(folder).broken()).isEmpty();
        }
    }

    @Test
    void whatIsNoExportIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no archive");
        Path other = folder.resolve("other.zip");
        Exports.write(other, Map.of("some.txt", "text"));
        Path nowhere = folder.resolve("nowhere.zip");
        Path old = folder.resolve("old.zip");
        Exports.write(old, Map.of("about.json", "{\"form\":\"supervision export 1\",\"schema\":\"4\"}"));

        for (Path file : Arrays.asList(text, other)) {
            assertThatThrownBy(() -> Verification.of(file, null))
                    .isInstanceOf(UnusableExportException.class)
                    .hasMessageContainingAll("不是导出文件", "not an export");
        }
        for (Path file : Arrays.asList(nowhere, folder)) {
            assertThatThrownBy(() -> Verification.of(file, null)).hasMessageContaining("cannot read the file");
        }
        try (Kept kept = Kept.inMemory()) {
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    () -> Verification.of(old, null), () -> kept.export.restore(old, rows -> {}))) {
                assertThatThrownBy(use)
                        .isInstanceOf(UnusableExportException.class)
                        .hasMessageContainingAll("另一格式（1，本版为 2）", "请重新导入原始文件", "import the original files again");
            }
        }
    }

    /** Cut off, or a bit turned anywhere: what is found is called damaged, and nothing passes for whole. */
    @Test
    void aDamagedExportIsCalledThat() throws IOException {
        try (Kept kept = Kept.inMemory().filled();
                Kept other = Kept.inMemory()) {
            byte[] whole = Files.readAllBytes(kept.exported(folder));
            Path damaged = folder.resolve("damaged.zip");
            for (int length : new int[] {whole.length / 2, whole.length - 1, 3}) {
                Files.write(damaged, Arrays.copyOf(whole, length));
                assertThat(Verification.of(damaged, null).broken())
                        .as("cut to %s bytes", length)
                        .singleElement()
                        .asString()
                        .contains("文件已损坏，请取另一份", "damaged");
            }
            Map<String, Integer> data = data(whole);
            assertThat(data).hasSize(Tables.EXPORTED.size() + 1);
            for (Map.Entry<String, Integer> entry : data.entrySet()) {
                byte[] turned = whole.clone();
                turned[entry.getValue()] ^= 4;
                Files.write(damaged, turned);
                if (entry.getKey().equals("pack_event.jsonl") || entry.getKey().equals("pack_report.jsonl")) {
                    // empty: this is the checksum, which nothing is held against
                    continue;
                }
                assertThat(Verification.of(damaged, null).broken())
                        .as(entry.getKey())
                        .anySatisfy(link -> assertThat(link).contains("文件已损坏", entry.getKey()));
                assertThatThrownBy(() -> other.export.restore(damaged, rows -> {}))
                        .isInstanceOf(UnusableExportException.class);
            }
            assertThat(other.ledger.isEmpty()).isTrue();
        }
    }

    /** Two files of one name, of which a reader sees one. */
    @Test
    void aFileThatIsThereTwiceIsNamed() throws IOException {
        Map<String, String> contents = new TreeMap<>(whole);
        contents.put("receipt.jsonm", "");
        Path edited = folder.resolve("edited.zip");
        Exports.write(edited, contents);
        String bytes = Files.readString(edited, StandardCharsets.ISO_8859_1).replace("receipt.jsonm", "receipt.jsonl");
        Files.writeString(edited, bytes, StandardCharsets.ISO_8859_1);

        assertThat(Verification.of(edited, null).broken())
                .anySatisfy(link -> assertThat(link).contains("重名的文件", "receipt.jsonl"));
    }

    /** Where some byte within the compressed data of each file stands. */
    private Map<String, Integer> data(byte[] zip) throws IOException {
        Map<String, Integer> places = new TreeMap<>();
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("PK\3\4"); at >= 0; at = text.indexOf("PK\3\4", at + 1)) {
            int name = zip[at + 26];
            places.put(text.substring(at + 30, at + 30 + name), at + 30 + name + 12);
        }
        return places;
    }

    /** What is small in the archive and fills the memory when it is unpacked. */
    @Test
    void aLineThatNeverEndsIsNotReadToItsEnd() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (Kept kept = Kept.inMemory();
                OutputStream out = Files.newOutputStream(bomb);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Map<String, String> contents = Exports.contents(kept.exported(folder));
            for (Map.Entry<String, String> entry : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                if (entry.getKey().equals("receipt.jsonl")) {
                    byte[] blanks = new byte[1 << 20];
                    Arrays.fill(blanks, (byte) ' ');
                    for (int mebibyte = 0; mebibyte < 65; mebibyte++) {
                        zip.write(blanks);
                    }
                }
            }
        }
        assertThat(Verification.of(bomb, null).broken())
                .singleElement()
                .asString()
                .contains("文件已损坏", "receipt.jsonl");
    }
}
