package supervision.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.intake.Collected;
import supervision.intake.CreditRecord;
import supervision.intake.Intake;
import supervision.intake.Pseudonyms;

/** The key of natural persons is that of their ledger, or nothing goes on; on both databases. */
abstract class PersonsKeyTest {

    /** Made up, with the right check character. */
    private static final String NUMBER = "110101199001011237";

    private static final String SHA_256 = "d2b8a1549e05c82761649f03a086b524c29fe55ced4033bde632cfdff7e02183";

    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
    private static final String OTHER_KEY = "ff".repeat(32);

    @TempDir
    private Path folder;

    private HikariDataSource database;
    private Ledger ledger;

    abstract String newAddress(Path folder);

    abstract String user();

    /** Whether a key is made beside the database. */
    abstract boolean embedded();

    @BeforeEach
    void migrate() {
        database = new HikariDataSource();
        database.setJdbcUrl(newAddress(folder));
        database.setUsername(user());
        Schema.migrate(database);
        ledger = new Ledger(
                new JdbcTemplate(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path file(String text) throws Exception {
        return file(text, "rw-------");
    }

    private Path file(String text, String rights) throws Exception {
        Path file = Files.writeString(folder.resolve("a.key"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private PersonsKey under(Path file) {
        return new PersonsKey(file.toString(), database.getJdbcUrl(), ledger);
    }

    private PersonsKey byDefault() {
        return new PersonsKey(null, database.getJdbcUrl(), ledger);
    }

    private CreditRecord record(Pseudonyms pseudonyms, String number) throws Exception {
        String line = """
                {"kind": "penalty", "subject": "ID:%s", "heldUnder": "某条例第一条", "authority": "莱芜区应急管理局", \
                "number": "%s号", "decidedOn": "2026-04-10", "kinds": ["FINE"]}""".formatted(NUMBER, number);
        Collected read =
                Collected.of(new Intake(LocalDate.of(2026, 11, 22), Collected.NOTHING, pseudonyms, null), line);
        assertThat(read.setAside).isEmpty();
        return read.records.get(0);
    }

    private void isRefused(PersonsKey key, String zh, String en) {
        assertThatThrownBy(key::check)
                .isInstanceOf(PersonsKey.UnusableException.class)
                .hasMessageContainingAll(zh, en)
                .hasMessageNotContainingAny(NUMBER, KEY, OTHER_KEY, "00112233");
        assertThatThrownBy(key::pseudonyms).isInstanceOf(PersonsKey.UnusableException.class);
        assertThat(key.made()).isNull();
    }

    @Test
    void aPersonIsOneAgainAfterARestartAndTheNumberCannotBeFoundByItsDigest() throws Exception {
        ledger.append(List.of(record(under(file(KEY)).pseudonyms(), "1")));
        ledger.append(List.of(record(
                under(file(KEY.toLowerCase(Locale.ROOT) + "\r\n")).pseudonyms(), "2")));

        JdbcTemplate jdbc = new JdbcTemplate(database);
        assertThat(jdbc.queryForList(
                        "SELECT DISTINCT subject FROM ledger_entry WHERE subject LIKE 'ID:%'", String.class))
                .hasSize(1)
                .allMatch(subject -> subject.matches("ID:[0-9a-f]{8}\\.[0-9a-f]{64}"));
        String all = everyColumn();
        assertThat(all).contains("莱芜区应急管理局", "records.jsonl").doesNotContainIgnoringCase(NUMBER);
        assertThat(all.toLowerCase(Locale.ROOT)).doesNotContain(SHA_256, KEY.toLowerCase(Locale.ROOT));
    }

    /** All that the database keeps, as text. */
    private String everyColumn() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.getConnection();
                ResultSet tables =
                        connection.getMetaData().getTables(null, null, "%", new String[] {"BASE TABLE", "TABLE"})) {
            while (tables.next()) {
                if (!tables.getString("TABLE_SCHEM").equalsIgnoreCase("public")) {
                    continue;
                }
                try (Statement statement = connection.createStatement();
                        ResultSet rows =
                                statement.executeQuery("SELECT * FROM \"" + tables.getString("TABLE_NAME") + "\"")) {
                    while (rows.next()) {
                        for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                            all.append(rows.getString(at)).append('\n');
                        }
                    }
                }
            }
        }
        return all.toString();
    }

    @Test
    void aLostKeyIsAskedFor() throws Exception {
        ledger.append(List.of(record(under(file(KEY)).pseudonyms(), "1")));

        isRefused(new PersonsKey("", database.getJdbcUrl(), ledger), "没有其密钥", "their key is not here");
        isRefused(
                byDefault(), embedded() ? "放到 " + folder.resolve("persons.key") : "写明原密钥文件", "SUPERVISION_PERSONS_KEY");
        assertThat(folder.resolve("persons.key")).doesNotExist();
        Files.delete(folder.resolve("a.key"));
        isRefused(under(folder.resolve("a.key")), "没有自然人密钥文件", "put the copy of the key back");
    }

    @Test
    void anotherKeyIsNoticed() throws Exception {
        ledger.append(List.of(record(under(file(KEY)).pseudonyms(), "1")));

        isRefused(under(file(OTHER_KEY)), "另一密钥", "another key");
        isRefused(under(file("0".repeat(64))), "另一密钥", "another key");
    }

    /** Two services that were started on an empty ledger, each with a key of its own. */
    @Test
    void nothingIsKeptUnderASecondKey() throws Exception {
        Pseudonyms one = under(file(KEY)).pseudonyms();
        Pseudonyms other = under(file(OTHER_KEY)).pseudonyms();
        long importNo = ledger.append(List.of(record(one, "1"))).importNo();
        Ledger.Head before = ledger.head();

        CreditRecord second = record(other, "2");
        assertThatThrownBy(() -> ledger.append(List.of(second)))
                .isInstanceOf(Ledger.OtherKeyException.class)
                .hasMessageContainingAll("另一密钥", "another key");
        assertThatThrownBy(() -> ledger.append(importNo, List.of(second))).isInstanceOf(Ledger.OtherKeyException.class);
        assertThat(ledger.head()).isEqualTo(before);
        under(file(KEY)).check();
    }

    /** Whether its place in the order of subjects is before or after those of the key. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "f"})
    void aLedgerWithPlainDigestsIsRefusedByName(String digit) throws Exception {
        CreditRecord person = record(under(file(KEY)).pseudonyms(), "1");
        ledger.append(List.of(new CreditRecord("ID:" + digit.repeat(64), person.fact(), person.file(), person.row())));

        isRefused(under(file(KEY)), "普通摘要", "plain digests");
        isRefused(byDefault(), "换用新的数据目录", "start with a new data folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "00112233",
                "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0",
                "0011223344556677 8899aabbccddeeff00112233445566778899aabbccddeeff",
                "zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
                "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=",
                "-----BEGIN PRIVATE KEY-----\n00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
                "\u5bc6\u94a5"
            })
    void whatIsNoKeyIsRefused(String text) throws Exception {
        isRefused(under(file(text)), "应为 64 位十六进制数字", "64 hexadecimal digits");
    }

    @Test
    void aLargeFileIsNotRead() throws Exception {
        isRefused(under(file(" ".repeat(1 << 20) + KEY)), "应为 64 位十六进制数字", "64 hexadecimal digits");
    }

    @Test
    void aFolderIsNoKey() throws Exception {
        isRefused(under(Files.createDirectory(folder.resolve("b.key"))), "没有自然人密钥文件", "no file of the key");
    }

    /** Not mended: whether somebody read it has to be found out, and the file need not be ours. */
    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rw-rw-rw-"})
    void aKeyThatOthersCanReadOrWriteIsRefusedAndStaysAsItIs(String rights) throws Exception {
        Path key = file(KEY, rights);

        isRefused(under(key), "可由他人读写", "chmod 600");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo(rights);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void oneThatItsOwnerAloneCanReadIsTaken(String rights) throws Exception {
        assertThat(under(file(KEY, rights)).pseudonyms().beginning())
                .isEqualTo(under(file(KEY)).pseudonyms().beginning());
    }

    @Test
    void blankMeansNone() {
        assertThat(new PersonsKey(" ", database.getJdbcUrl(), ledger).pseudonyms())
                .isSameAs(Pseudonyms.NONE);
        assertThat(folder.resolve("persons.key")).doesNotExist();
    }

    @Test
    void byDefaultOneIsMadeBesideAnEmbeddedDatabaseAlone() throws Exception {
        PersonsKey key = byDefault();
        key.check();
        Path beside = folder.resolve("persons.key");
        assertThat(beside).doesNotExist();
        if (!embedded()) {
            assertThat(key.pseudonyms()).isSameAs(Pseudonyms.NONE);
            assertThat(beside).doesNotExist();
            return;
        }

        String beginning = key.pseudonyms().beginning();

        assertThat(key.made()).isEqualTo(beside);
        assertThat(Files.readString(beside)).matches("[0-9a-f]{64}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(beside)))
                .isEqualTo("rw-------");
        assertThat(byDefault().pseudonyms().beginning()).isEqualTo(beginning);
        assertThat(byDefault().made()).isNull();
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("persons")))
                    .containsExactly(beside);
        }
        Files.delete(beside);
        assertThat(byDefault().pseudonyms().beginning()).isNotEqualTo(beginning);
    }

    /** Half a key is never seen, and one of those that were made at once is that of all. */
    @Test
    void ofKeysThatAreMadeAtOnceOneIsKept() throws Exception {
        if (!embedded()) {
            assertThat(byDefault().pseudonyms()).isSameAs(Pseudonyms.NONE);
            return;
        }
        ExecutorService starts = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                List<Callable<String>> all = new ArrayList<>();
                List<PersonsKey> keys = new ArrayList<>();
                for (int each = 0; each < 8; each++) {
                    PersonsKey key = byDefault();
                    keys.add(key);
                    all.add(() -> key.pseudonyms().beginning());
                }
                Set<String> found = new HashSet<>();
                for (Future<String> each : starts.invokeAll(all)) {
                    found.add(each.get());
                }
                assertThat(found).hasSize(1);
                assertThat(keys.stream().filter(key -> key.made() != null)).hasSize(1);
                Files.delete(folder.resolve("persons.key"));
            }
        } finally {
            starts.shutdownNow();
        }
    }
}
