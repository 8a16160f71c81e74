package supervision.audit;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.engine.Engines;
import supervision.intake.CreditCodes;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;
import supervision.journal.Checkpoint;
import supervision.journal.Hashes;
import supervision.journal.Journal;
import supervision.journal.MerkleTree;
import supervision.journal.Signers;
import supervision.ledger.Ledger;

/** A database with a ledger and a journal. */
final class Kept implements AutoCloseable {

    static final String SIGNER = "journal.example";
    static final Checkpoint.Signer KEYS = Signers.named(SIGNER);

    private final HikariDataSource database = new HikariDataSource();
    final JdbcTemplate jdbc;
    final Ledger ledger;
    final Journal journal;
    final Export export;

    Kept(String url, String user) {
        database.setJdbcUrl(url);
        database.setUsername(user);
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = new JdbcTemplate(database);
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        ledger = new Ledger(jdbc, new TransactionTemplate(transactions), Clock.systemUTC());
        journal = new Journal(jdbc, new TransactionTemplate(transactions), Clock.systemUTC());
        export = new Export(jdbc, transactions);
    }

    static Kept inMemory() {
        return new Kept("jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa");
    }

    /** Some records of three entities, one of them changed later, six receipts, and a signed head after the fourth. */
    Kept filled() {
        append(1, "GENERAL");
        append(2, "SERIOUS");
        append(1, "SERIOUS");
        append(3, "MINOR");
        for (int number = 1; number <= 6; number++) {
            give(number);
            if (number == 4) {
                sign();
            }
        }
        return this;
    }

    private static CreditRecord read(String line, int row) {
        return FactJson.read(line, "处罚.jsonl", row);
    }

    void append(int entity, String gravity) {
        String code = CreditCodes.of(entity);
        ledger.append(List.of(
                read("""
                        {"kind": "entity", "subject": "%s", "name": "主体%d", "type": "ENTERPRISE", "jurisdiction": "370116", \
                        "fields": [], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}""".formatted(code, entity), 1),
                read("""
                        {"kind": "penalty", "subject": "%s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕%d号", \
                        "decidedOn": "2026-04-10", "kinds": ["FINE"], "gravity": "%s"}""".formatted(code, entity, gravity), 2),
                read("""
                        {"kind": "relation", "subject": "%s", "type": "FORMER_CODE", "other": "%s", "since": "2020-01-01"}""".formatted(code, CreditCodes.of(entity + 100)), 3)));
    }

    void give(int number) {
        String code = CreditCodes.of(number % 3 + 1);
        Ledger.Known known = Objects.requireNonNull(ledger.known(code, null));
        journal.give(
                new Journal.Given(
                        String.format(Locale.ROOT, "%032x", number),
                        code,
                        LocalDate.of(2026, 11, 22),
                        known.knownAt(),
                        List.copyOf(known.places().keySet()),
                        Hashes.over(List.copyOf(known.places().values())),
                        "an engine",
                        ("{\"答复\": " + number + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        number == 5 ? "same" : null),
                Engines.with(null).pack());
    }

    /** Signs the head as it is and keeps it. */
    String sign() {
        long size = journal.head().seq();
        Checkpoint head = new Checkpoint(SIGNER, size, MerkleTree.root(journal.leaves(size)));
        String note = head.sign(KEYS);
        journal.keep(head, note);
        return note;
    }

    Path exported(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "export", ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            export.write(out, rows -> {});
        }
        return file;
    }

    Verification.Result verified(Path folder) throws IOException {
        return Verification.of(exported(folder), new Verification.Trusted(SIGNER, KEYS.publicKey(), null));
    }

    @Override
    public void close() {
        database.close();
    }
}
