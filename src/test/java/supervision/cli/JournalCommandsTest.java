package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.cli.Program.Run;
import supervision.intake.CreditCodes;
import supervision.intake.FactJson;
import supervision.ledger.Ledger;
import supervision.ledger.Schema;

/** What the commands of the auditor say, and with which exit code: 0 it holds, 1 it does not, 2 it was asked wrongly. */
class JournalCommandsTest {

    @TempDir
    private static Path folder;

    private static Path key;
    private static Path publicKey;

    /** A ledger of one record, of which two heads were signed. */
    private static Commands commands;

    private static Path data;
    private static Path first;
    private static Path second;
    private static Path export;

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %1$s KEY-----\n%2$s\n-----END %1$s KEY-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(der));
    }

    private static Path keys(String name) throws IOException, GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(
                folder.resolve(name + "-public.pem"),
                pem("PUBLIC", keys.getPublic().getEncoded()));
        return Files.writeString(
                folder.resolve(name + ".pem"), pem("PRIVATE", keys.getPrivate().getEncoded()));
    }

    private static void inDatabase(Path at, Consumer<JdbcTemplate> change) {
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl("jdbc:h2:file:" + at.resolve("supervision").toAbsolutePath());
            database.setUsername("sa");
            Schema.migrate(database);
            change.accept(new JdbcTemplate(database));
        }
    }

    private static void append(JdbcTemplate jdbc, String file) {
        TransactionTemplate transaction = new TransactionTemplate(
                new JdbcTransactionManager(java.util.Objects.requireNonNull(jdbc.getDataSource())));
        new Ledger(jdbc, transaction, Clock.systemUTC())
                .append(List.of(FactJson.read("""
                        {"kind": "penalty", "subject": "%s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕1号", \
                        "decidedOn": "2026-04-10", "kinds": ["FINE"], "gravity": "MINOR"}""".formatted(CreditCodes.of(1)), file, 1)));
    }

    private static Run signed(Commands by) {
        Run signed = by.run("checkpoint", "--key", key.toString(), "--public", publicKey.toString(), "--name", "laiwu");
        assertThat(signed.exitCode()).as(signed.toString()).isZero();
        assertThat(signed.err()).contains("请把以上各行存放到他人不能改动之处");
        return signed;
    }

    @BeforeAll
    static void fill() throws Exception {
        key = keys("key");
        publicKey = folder.resolve("key-public.pem");
        data = folder.resolve("data");
        inDatabase(data, jdbc -> append(jdbc, "处罚.jsonl"));
        commands = new Commands(data, Map.of());
        first = Files.writeString(folder.resolve("first.txt"), signed(commands).out());
        second =
                Files.writeString(folder.resolve("second.txt"), signed(commands).out());
        export = folder.resolve("export.zip");
        assertThat(commands.run("export", export.toString()).exitCode()).isZero();
    }

    private static Run verified(Object... options) {
        return commands.run(Stream.concat(
                        Stream.of("verify-journal"), Arrays.stream(options).map(String::valueOf))
                .toArray(String[]::new));
    }

    private static void says(Run run, int exitCode, String... words) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(exitCode);
        assertThat(exitCode == 2 ? run.err() : run.out()).contains(words);
        if (exitCode == 2) {
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void whatHoldsSaysHowFarItIsSignedAndWhatIsNotCovered() {
        says(
                verified("--key", publicKey, "--name", "laiwu", "--checkpoint", first),
                0,
                "台账 / ledger entries: 2 ",
                "✓ 全部相符 / all of it holds",
                "已核对签名 3 个，至第 2 号校验点 / signatures checked: 3, up to checkpoint 2",
                "不在核验之列 / not covered:",
                "kept_pack.kept_at：",
                "flyway_schema_history.installed_by, installed_on, execution_time：");
        Run without = verified(export);
        says(without, 0, "✓ 全部相符", "未核对签名", "give --key and a --checkpoint kept elsewhere");
        // of a file without a database
        assertThat(without.out()).doesNotContain("flyway");
    }

    @Test
    void aKeyWithNothingSignedIsNoProof() {
        Path unsigned = folder.resolve("unsigned");
        inDatabase(unsigned, jdbc -> append(jdbc, "处罚.jsonl"));
        Run run = new Commands(unsigned, Map.of()).run("verify-journal", "--key", publicKey.toString());
        says(run, 1, "✗ 没有由 `supervision` 签名并相符的校验点", "请用 --checkpoint 给出另行保存的校验点", "✗ ");
        assertThat(run.out()).doesNotContain("✓");
    }

    @Test
    void aRestoredYesterdayDoesNotHold() throws IOException {
        Path yesterday = folder.resolve("yesterday");
        Files.createDirectories(yesterday);
        Files.copy(data.resolve("supervision.mv.db"), yesterday.resolve("supervision.mv.db"));
        Path today = folder.resolve("today");
        Files.createDirectories(today);
        Files.copy(data.resolve("supervision.mv.db"), today.resolve("supervision.mv.db"));
        inDatabase(today, jdbc -> append(jdbc, "补报.jsonl"));
        Path published = Files.writeString(
                folder.resolve("today.txt"),
                signed(new Commands(today, Map.of())).out());

        says(
                new Commands(yesterday, Map.of())
                        .run(
                                "verify-journal",
                                "--key",
                                publicKey.toString(),
                                "--name",
                                "laiwu",
                                "--checkpoint",
                                published.toString()),
                1,
                "✗ 另行保存的第 3 号校验点不在其中",
                "恢复了更早的备份",
                "请保留现状，核验另外保存的备份");
    }

    /** As it comes out of a mail, a page or another system. */
    @Test
    void aCheckpointIsReadWithOtherEndsOfLines() throws IOException {
        Path copied = Files.writeString(
                folder.resolve("copied.txt"),
                "\n" + Files.readString(second).strip().replace("\n", "\r\n"));
        says(verified(export, "--key", publicKey, "--name", "laiwu", "--checkpoint", copied), 0, "up to checkpoint 2");
    }

    @Test
    void whatIsAskedWronglySaysWhatToDo() throws Exception {
        Path text = Files.writeString(folder.resolve("text.txt"), "text\n");
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, 0, 1});
        says(verified(export, "--checkpoint", first), 2, "请用 --key 给出公钥");
        says(verified(export, "--key", text), 2, "openssl pkey -in key.pem -pubout");
        says(verified(export, "--key", bytes), 2, "不是文本文件", "bytes");
        says(verified(export, "--key", folder.resolve("nowhere")), 2, "没有这个文件或者其所在目录，请核对路径", "nowhere");
        says(verified(export, "--key", publicKey, "--checkpoint", text), 2, "text.txt: 不是签名的校验点");
        says(verified(export, "--key", publicKey, "--checkpoint", folder), 2, "文件无法读写，请核对路径");
        says(verified(text), 2, "不是导出文件，请用 supervision export 写出");
        says(verified(folder.resolve("nowhere.zip")), 2, "文件无法读取，请核对路径");
        for (String proof : List.of("{}", "[]", "{\"receipt\":null}", "no JSON", """
                {"receipt":"a","hash":"b","index":0,"size":1,"root":"c","path":[null]}""", """
                {"receipt":"a","hash":"b","index":0,"size":1,"root":"c","path":[],"more":1}""")) {
            Path file = Files.writeString(folder.resolve("proof.json"), proof);
            says(
                    commands.run(
                            "verify-receipt",
                            file.toString(),
                            "--key",
                            publicKey.toString(),
                            "--name",
                            "laiwu",
                            "--checkpoint",
                            first.toString()),
                    2,
                    "不是回执，请用 supervision receipt 写出");
        }
        says(
                commands.run("checkpoint", "--key", key.toString(), "--public", publicKey.toString(), "--name", "a b"),
                2,
                "签名所用名称不得为空");
        Path other = keys("other");
        says(commands.run("checkpoint", "--key", other.toString(), "--public", publicKey.toString()), 2, "两个密钥不是一对");
    }

    @Test
    void nothingIsSignedForWhereSomethingIsMissing() {
        Path cut = folder.resolve("cut");
        inDatabase(cut, jdbc -> append(jdbc, "处罚.jsonl"));
        Commands there = new Commands(cut, Map.of());
        signed(there);
        inDatabase(cut, jdbc -> {
            jdbc.update("DELETE FROM ledger_entry");
            jdbc.update("UPDATE ledger_head SET seq = 0, chain = ?", Ledger.NOTHING_BEFORE);
        });
        Run refused =
                there.run("checkpoint", "--key", key.toString(), "--public", publicKey.toString(), "--name", "laiwu");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("现有内容比上次签名时少", "没有签名", "supervision verify-journal");
    }

    /** A file may say of itself what it likes: it does so on a line that says that something is wrong. */
    @Test
    void whatIsReadIsPrintedOnTheLineThatItIsAbout() throws IOException {
        Path forged = folder.resolve("forged.zip");
        try (OutputStream out = Files.newOutputStream(forged);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("about.json"));
            zip.write("{\"form\":\"supervision export 2\",\"schema\":2}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("\n✓ 全部相符 / all of it holds\u001b[2K"));
        }
        Run run = verified(forged);
        says(run, 1, "不认识的文件");
        assertThat(run.out().lines()).noneMatch(line -> line.startsWith("✓"));
        assertThat(run.out()).doesNotContain("\u001b");
    }

    @Test
    void aDamagedExportIsCalledThat() throws IOException {
        byte[] whole = Files.readAllBytes(export);
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length - 100));
        says(verified(cut), 1, "文件已损坏，请取另一份 / the file is damaged, take another copy");
        Run restored = new Commands(folder.resolve("fresh"), Map.of()).run("restore", cut.toString());
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.out()).contains("文件已损坏");
        assertThat(restored.err()).contains("没有恢复，请取另一份");
    }

    private static Path damaged(String where) throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken-" + where));
        Path file = Files.copy(data.resolve("supervision.mv.db"), broken.resolve("supervision.mv.db"));
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            switch (where) {
                case "start" -> bytes.write(new byte[8192]);
                case "all" -> bytes.write(new byte[(int) bytes.length()]);
                default -> {
                    for (long at = 8192; at < bytes.length(); at += 64) {
                        bytes.seek(at);
                        bytes.write(0xff);
                    }
                }
            }
        }
        return broken;
    }

    /** Not "not available": nothing is to be waited for. */
    @ParameterizedTest
    @ValueSource(strings = {"start", "all"})
    void aDamagedDatabaseIsCalledThat(String where) throws IOException {
        says(
                new Commands(damaged(where), Map.of()).run("verify-journal"),
                2,
                "数据库文件已损坏，请保留原文件，用核验过的备份恢复 / the database file is damaged");
    }

    @Test
    void whatIsKeptAndCannotBeReadIsCalledThat() {
        Path changed = folder.resolve("changed");
        inDatabase(changed, jdbc -> {
            append(jdbc, "处罚.jsonl");
            jdbc.update("INSERT INTO receipt VALUES (1, '" + "0".repeat(32) + "', 'x', DATE '2026-11-22',"
                    + " TIMESTAMP WITH TIME ZONE '2026-11-22 00:00:00Z', 'p', 'no receipt', '" + "0".repeat(64)
                    + "', 'no answer')");
            jdbc.update("UPDATE journal_head SET seq = 1");
        });
        for (String[] reading :
                List.of(new String[] {"replay", "--journal"}, new String[] {"receipt", "0".repeat(32)})) {
            Run run = new Commands(changed, Map.of()).run(reading);
            says(run, 2, "所存内容无法读取，可能已损坏或者被改动", "what is kept cannot be read", "supervision verify-journal");
            assertThat(run.err()).doesNotContain("可原样重来", "Exception", "程序出错");
        }
    }

    /** A file of which the database makes an earlier state by itself, here the first: no new tables are made in it. */
    @Test
    void aDamagedDatabaseThatFellBackToNothingIsCalledThat() throws IOException {
        Path broken = damaged("blocks");
        says(
                new Commands(broken, Map.of()).run("verify-journal"),
                2,
                "文件中没有台账，可能已损坏",
                "there is no ledger in " + broken.resolve("supervision.mv.db"));
    }
}
