package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import supervision.Http;
import supervision.Postgres;
import supervision.cli.Program.Run;

/** The key of natural persons as those who run the program meet it. */
class PersonsTest {

    private static final String NUMBER = "110101199001011237";

    private static final String FIRST_TOLD = "已建立自然人密钥";

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path records;
    private static Path export;

    /** The key of the ledger, kept elsewhere. */
    private static Path kept;

    private static Path other;

    @BeforeAll
    static void fill() throws IOException {
        data = folder.resolve("data");
        records = Files.writeString(folder.resolve("人员.csv"), """
                CF_XDR_LB,CF_XDR_ZJHM,CF_CJYJ,CF_WSH,CF_CFLB,CF_NR_FK,CF_JDRQ,CF_CFJG
                自然人,%s,某条例第一条,莱应急罚〔2026〕1号,罚款,0.2,2026-03-01,莱芜区应急管理局
                """.formatted(NUMBER));
        Run imported = new Commands(data, Map.of()).run("import", records.toString());
        assertThat(imported.exitCode()).as(imported.toString()).isZero();
        Path key = data.resolve("persons.key");
        assertThat(imported.err()).contains(FIRST_TOLD, "key of natural persons was made", key.toString());
        assertThat(imported.toString()).doesNotContain(Files.readString(key).strip(), NUMBER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        export = folder.resolve("export.zip");
        Run exported = new Commands(data, Map.of()).run("export", export.toString());
        assertThat(exported.exitCode()).as(exported.toString()).isZero();
        assertThat(exported.err()).contains("恢复时须用同一密钥", "a restore needs the same key");
        kept = Files.move(key, folder.resolve("kept.key"));
        other = Files.writeString(folder.resolve("other.key"), "0123456789abcdef".repeat(4));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
    }

    private static Run run(Path at, Map<String, String> settings, String... arguments) {
        Run run = new Commands(at, settings).run(arguments);
        assertThat(run.toString()).doesNotContain(NUMBER, "0123456789abcdef", "\tat ", "程序出错");
        return run;
    }

    private static void isRefused(Run run, String zh, String en) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(zh, en);
    }

    private static Map<String, String> under(Path key) {
        return Map.of("SUPERVISION_PERSONS_KEY", key.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imports",
                "duties",
                "measures 91370116MAX0000157",
                "report 91370116MAX0000157 --use own",
                "replay --journal",
                "withdraw 1 --why 报错文件"
            })
    void noCommandGoesOnWithoutTheKey(String command) {
        isRefused(run(data, Map.of(), command.split(" ")), "没有其密钥", "their key is not here");
    }

    @Test
    void theServiceDoesNotStartWithoutTheKeyOrWithAnother() {
        isRefused(run(data, Map.of(), "serve"), "没有其密钥", "their key is not here");
        isRefused(run(data, Map.of("SUPERVISION_PERSONS_KEY", ""), "serve"), "没有其密钥", "their key is not here");
        isRefused(run(data, under(other), "serve"), "另一密钥", "another key");
        // and makes none in its place
        assertThat(data.resolve("persons.key")).doesNotExist();
    }

    @Test
    void noImportGoesOnEither() {
        isRefused(run(data, Map.of(), "import", records.toString()), "没有其密钥", "their key is not here");
        isRefused(run(data, under(other), "import", records.toString()), "另一密钥", "another key");
        Run again = run(data, under(kept), "import", records.toString());
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(again.out()).contains("accepted: 0", "already present: 1");
        assertThat(again.err()).doesNotContain(FIRST_TOLD);
    }

    @Test
    void theSettingIsTakenByThoseWhoAsk() {
        Run imports = run(data, under(kept), "imports");
        assertThat(imports.exitCode()).as(imports.toString()).isZero();
        assertThat(imports.out()).contains("人员.csv");
    }

    /** Who makes copies and who checks them need not have the key. */
    @Test
    void copiesAreMadeAndVerifiedWithoutIt() {
        Path copy = folder.resolve("copy.zip");
        for (List<String> each : List.of(
                List.of("export", copy.toString()),
                List.of("verify-journal"),
                List.of("verify-journal", copy.toString()))) {
            Run run = run(data, Map.of(), each.toArray(String[]::new));
            assertThat(run.exitCode()).as(run.toString()).isZero();
        }
    }

    @Test
    void aRestoreNeedsTheKeyAndLeavesNothingWithoutIt() throws IOException {
        Path restored = folder.resolve("restored");
        isRefused(
                run(restored, Map.of(), "restore", export.toString()),
                "把原密钥的备份放到 " + restored.resolve("persons.key"),
                "put the copy of that key at " + restored.resolve("persons.key"));
        isRefused(run(restored, under(other), "restore", export.toString()), "另一密钥", "another key");
        assertThat(restored.resolve("persons.key")).doesNotExist();

        Files.copy(kept, restored.resolve("persons.key"), StandardCopyOption.COPY_ATTRIBUTES);
        Run done = run(restored, Map.of(), "restore", export.toString());
        assertThat(done.exitCode()).as(done.toString()).isZero();
        Run imports = run(restored, Map.of(), "imports");
        assertThat(imports.exitCode()).as(imports.toString()).isZero();
        assertThat(new Commands(restored, Map.of()).run("help", "restore").out())
                .contains("须有原密钥", "with the same key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key"})
    void aFileBesideTheDatabaseWithoutAKeyIsNotWrittenOver(String text) throws IOException {
        Path at = Files.createDirectories(folder.resolve("spoilt" + text.length()));
        Files.copy(data.resolve("supervision.mv.db"), at.resolve("supervision.mv.db"));
        Path key = Files.writeString(at.resolve("persons.key"), text);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

        isRefused(run(at, Map.of(), "serve"), "应为 64 位十六进制数字", "64 hexadecimal digits");
        assertThat(key).hasContent(text);
    }

    @Test
    void aKeyBesideTheDatabaseThatOthersCanReadIsRefused() throws IOException {
        Path at = Files.createDirectories(folder.resolve("open"));
        Files.copy(data.resolve("supervision.mv.db"), at.resolve("supervision.mv.db"));
        Path key = Files.copy(kept, at.resolve("persons.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        isRefused(run(at, Map.of(), "serve"), "可由他人读写", "chmod 600");
        // the file of the ledger is mended, this one is not
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-r--r--");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(run(at, Map.of(), "imports").exitCode()).isZero();
    }

    @Test
    void theServiceMakesAKeyAtItsFirstStartAndGoesOnWithItAtTheNext() throws IOException {
        Path at = folder.resolve("demo");
        Commands commands = new Commands(at, Map.of("SUPERVISION_DEMO", "true"));
        String made;
        try (ConfigurableApplicationContext service = commands.serve()) {
            made = Files.readString(at.resolve("persons.key"));
            assertThat(new Http(Commands.port(service))
                            .post("/api/v1/records", Http.CSV, Files.readAllBytes(records))
                            .ok()
                            .path("accepted")
                            .asInt())
                    .isEqualTo(1);
        }
        try (ConfigurableApplicationContext service = commands.serve()) {
            assertThat(new Http(Commands.port(service))
                            .post("/api/v1/records", Http.CSV, Files.readAllBytes(records))
                            .ok()
                            .path("alreadyPresent")
                            .asInt())
                    .isEqualTo(1);
        }
        assertThat(made).matches("[0-9a-f]{64}\n").isEqualTo(Files.readString(at.resolve("persons.key")));
    }

    @Test
    void onPostgresTheKeyIsGivenWhenTheFirstPersonComes() {
        Map<String, String> postgres = Map.of(
                "SPRING_PROFILES_ACTIVE",
                "postgres",
                "DATABASE_URL",
                Postgres.newDatabase(),
                "DATABASE_USER",
                Postgres.USER);
        Path unused = folder.resolve("unused");
        Run without = run(unused, postgres, "import", records.toString());
        assertThat(without.exitCode()).as(without.toString()).isEqualTo(1);
        assertThat(without.out()).contains("set aside: 1", "SUPERVISION_PERSONS_KEY");
        assertThat(unused).doesNotExist();

        Map<String, String> given = new HashMap<>(postgres);
        given.putAll(under(kept));
        Run with = run(unused, given, "import", records.toString());
        assertThat(with.exitCode()).as(with.toString()).isZero();
        assertThat(with.err()).doesNotContain(FIRST_TOLD);
        isRefused(run(unused, postgres, "serve"), "写明原密钥文件", "name the file of that key in SUPERVISION_PERSONS_KEY");
    }

    @Test
    void whatIsAskedWithAnIdNumberIsNotRepeated() {
        for (String code : List.of(NUMBER, "ID:" + NUMBER, "9" + NUMBER)) {
            isRefused(run(data, under(kept), "measures", code), "有误", "malformed");
        }
        isRefused(run(data, under(kept), "imports", NUMBER), "***", "***");
    }
}
