package supervision.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.audit.Export;
import supervision.audit.Verification;
import supervision.casework.Answers;
import supervision.casework.DecideCase;
import supervision.casework.ImportRecords;
import supervision.casework.RulesInForce;
import supervision.intake.Pseudonyms;
import supervision.journal.Journal;
import supervision.ledger.FileDatabase;
import supervision.ledger.Ledger;
import supervision.ledger.Schema;
import supervision.ledger.WritingTransactions;

/** The parts of the service that keep and decide, put together as the service does it, without its start-up time. */
public final class Parts implements AutoCloseable {

    private final HikariDataSource database = new HikariDataSource();
    private final FileDatabase file;
    private final WritingTransactions transactions;
    private final Clock clock;
    public final JdbcTemplate jdbc;
    public final Ledger ledger;
    public final Journal journal;

    public Parts(String url, String user, Clock clock) {
        this(url, user, clock, true);
    }

    /** @param migrates false where the tables are known to be there: looking takes as long as the rest of it */
    Parts(String url, String user, Clock clock, boolean migrates) {
        this.clock = clock;
        database.setJdbcUrl(url);
        database.setUsername(user);
        database.setMaximumPoolSize(6);
        database.setMinimumIdle(1);
        file = new FileDatabase(database);
        if (migrates) {
            Schema.migrate(database);
        }
        transactions = new WritingTransactions(database);
        jdbc = new JdbcTemplate(database);
        ledger = new Ledger(jdbc, new TransactionTemplate(transactions), clock);
        journal = new Journal(jdbc, new TransactionTemplate(transactions), clock);
    }

    public static Ledger.Opening opening(String file) {
        return new Ledger.Opening(file, Ledger.Channel.PROGRAM, Ledger.Origin.UNSAID);
    }

    public ImportRecords imports(RulesInForce rules) {
        return new ImportRecords(ledger, rules, clock, Pseudonyms.NONE, BigDecimal.valueOf(100));
    }

    /** @param bytesKept 0 for answers that are decided anew each time */
    public Answers answers(RulesInForce rules, long bytesKept) {
        return new Answers(new DecideCase(ledger, rules, clock), ledger, rules, journal, bytesKept);
    }

    /** What an auditor finds who is given an export. */
    Verification.Result verified() {
        try {
            Path file = Files.createTempFile("faults", ".zip");
            try {
                try (OutputStream out = Files.newOutputStream(file)) {
                    new Export(jdbc, transactions).write(out, rows -> {});
                }
                return Verification.of(file, null);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        file.close();
        database.close();
    }
}
