package supervision.ledger;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Without this a process that is killed left halves of transactions: see {@code EveryWriteTest}, which finds it by chance. */
class WritingTransactionsTest {

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private WritingTransactions transactions;
    private TransactionTemplate writing;

    @BeforeEach
    void open() {
        database = new HikariDataSource();
        database.setJdbcUrl("jdbc:h2:file:" + folder.resolve("a/supervision"));
        jdbc = new JdbcTemplate(database);
        transactions = new WritingTransactions(database);
        writing = new TransactionTemplate(transactions);
        jdbc.execute("CREATE TABLE one (id INT PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    private Future<Integer> insert(int id) {
        return threads.submit(() -> writing.execute(status -> jdbc.update("INSERT INTO one VALUES (?)", id)));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void waits(Future<?> writer) {
        assertThatThrownBy(() -> writer.get(200, MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aTransactionWaitsForTheOneBefore() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch whole = new CountDownLatch(1);
        Future<?> first = threads.submit(() -> writing.execute(status -> {
            jdbc.update("INSERT INTO one VALUES (1)");
            half.countDown();
            // until its commit
            return await(whole);
        }));
        assertThat(await(half)).isTrue();
        Future<Integer> second = insert(2);
        waits(second);
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.executeWithoutResult(
                status -> assertThat(jdbc.queryForList("SELECT id FROM one")).isEmpty());
        whole.countDown();
        first.get(10, SECONDS);
        assertThat(second.get(10, SECONDS)).isEqualTo(1);
    }

    @Test
    void whatFailsLetsTheNextOneWrite() throws Exception {
        insert(1).get(10, SECONDS);
        assertThatThrownBy(() -> insert(1).get(10, SECONDS)).hasMessageContaining("PRIMARY KEY");
        assertThat(insert(2).get(10, SECONDS)).isEqualTo(1);
        // its connections are gone
        HikariDataSource gone = new HikariDataSource();
        gone.setJdbcUrl(database.getJdbcUrl() + ";IFEXISTS=TRUE;CIPHER=NONE");
        gone.setInitializationFailTimeout(-1);
        gone.setConnectionTimeout(250);
        try (gone) {
            assertThatThrownBy(() -> new TransactionTemplate(new WritingTransactions(gone)).execute(status -> 1))
                    .hasMessageContaining("Could not open JDBC Connection");
        }
        assertThat(insert(3).get(10, SECONDS)).isEqualTo(1);
    }

    @Test
    void aTransactionWaitsForAnotherProcess() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        database.getJdbcUrl())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("writes");
            Future<Integer> here = insert(1);
            waits(here);
            // its lock goes with it
            other.destroyForcibly();
            assertThat(here.get(10, SECONDS)).isEqualTo(1);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void databasesAndProcessesThatShareNoFileDoNotWait() {
        OneWriter.of("jdbc:h2:mem:one").begin();
        OneWriter.of("jdbc:postgresql://localhost/one").begin();
        OneWriter.of(null).begin();
        String url = "jdbc:h2:file:" + folder.resolve("b");
        assertThat(OneWriter.of("jdbc:h2:owner:" + folder.resolve("b") + ";WRITE_DELAY=0"))
                .isSameAs(OneWriter.of(url))
                .isNotSameAs(OneWriter.of("jdbc:h2:file:" + folder.resolve("c")));
    }
}
