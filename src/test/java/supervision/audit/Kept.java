package supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
import supervision.journal.PackEvent;
import supervision.journal.PackEvent.Kind;
import supervision.journal.PackEvents;
import supervision.journal.PackHistory;
import supervision.journal.Person;
import supervision.journal.Receipt;
import supervision.journal.Signers;
import supervision.ledger.Ledger;
import supervision.ledger.Schema;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/** A database with a ledger and a journal. */
final class Kept implements AutoCloseable {

    static final String SIGNER = "journal.example";
    static final Checkpoint.Signer KEYS = Signers.named(SIGNER);

    private final HikariDataSource database = new HikariDataSource();
    final JdbcTemplate jdbc;
    Ledger ledger;
    private final TransactionTemplate transaction;
    Journal journal;
    final PackEvents events;
    final Export export;
    final SignedHeads heads;

    Kept(String url, String user) {
        database.setJdbcUrl(url);
        database.setUsername(user);
        Schema.migrate(database);
        jdbc = new JdbcTemplate(database);
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        ledger = new Ledger(jdbc, new TransactionTemplate(transactions), Clock.systemUTC());
        transaction = new TransactionTemplate(transactions);
        journal = new Journal(jdbc, transaction, Clock.systemUTC());
        events = new PackEvents(jdbc, new TransactionTemplate(transactions), Clock.systemUTC());
        export = new Export(jdbc, transactions);
        heads = new SignedHeads(jdbc, transactions, ledger, events, journal);
    }

    static Kept inMemory() {
        return new Kept("jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa");
    }

    Kept withoutReceipts() {
        append(1, "GENERAL");
        append(2, "SERIOUS");
        append(1, "SERIOUS");
        append(3, "MINOR");
        return this;
    }

    /** One import of a record of each of so many entities. */
    long appendMany(int entities, String gravity) {
        return ledger.append(IntStream.rangeClosed(1, entities)
                        .mapToObj(entity -> penalty(entity, gravity, entity))
                        .toList())
                .importNo();
    }

    /** Opens an import with a record of each of some entities. */
    long append(Ledger.Opening opening, List<Integer> entities) {
        return ledger.append(opening, penalties(entities)).importNo();
    }

    /** A further batch of it. */
    long append(long importNo, List<Integer> entities) {
        return ledger.append(importNo, penalties(entities)).importNo();
    }

    private static List<CreditRecord> penalties(List<Integer> entities) {
        return entities.stream().map(entity -> penalty(entity, "MINOR", entity)).toList();
    }

    /** Some records of three entities, one of them changed later, six receipts, and a signed head after the fourth. */
    Kept filled() {
        withoutReceipts();
        for (int number = 1; number <= 6; number++) {
            give(number);
            if (number == 4) {
                sign();
            }
        }
        return this;
    }

    /** Two more imports, of which one tells once more what is there and the other something new, and two withdrawn. */
    Kept withdrawn() {
        Ledger.Origin teller = new Ledger.Origin("王芳", "补报");
        Ledger.Opening opening = new Ledger.Opening("补报.jsonl", Ledger.Channel.HTTP, teller);
        ledger.append(opening, List.of(penalty(2, "SERIOUS", 1), penalty(3, "MINOR", 2)));
        long changed = ledger.append(opening, List.of(penalty(3, "SERIOUS", 1), penalty(4, "MINOR", 2)))
                .importNo();
        long first = ledger.imports(Long.MAX_VALUE, 10).get(4).number();
        Ledger.Origin officer = new Ledger.Origin("李四", "报错了");
        assertThat(ledger.withdraw(changed, officer).withdrawn()).isNotNull();
        assertThat(ledger.withdraw(first, officer).withdrawn()).isNotNull();
        return this;
    }

    private static CreditRecord penalty(int entity, String gravity, int row) {
        return read("""
                {"kind": "penalty", "subject": "%s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕%d号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"], "gravity": "%s"}""".formatted(CreditCodes.of(entity), entity, gravity), row);
    }

    static final Person PROPOSER = Person.named("张三");
    static final Person APPROVER = Person.named("李四");

    /**
     * Packs published: the one of the receipts as number 0, another one proposed, checked, approved and published as number 1,
     * and number 0 brought back as number 2. Three receipts more, the last one under number 2.
     */
    Kept published() throws IOException {
        RulePack first = Engines.with(null).pack();
        Map<String, byte[]> files = new TreeMap<>(first.files().files());
        files.merge("pack.yaml", "# 2\n".getBytes(StandardCharsets.UTF_8), (one, two) -> {
            byte[] both = Arrays.copyOf(one, one.length + two.length);
            System.arraycopy(two, 0, both, one.length, two.length);
            return both;
        });
        RulePack second = RulePackReader.read(PackFiles.of(files), null);
        LocalDate today = PackHistory.day(Clock.systemUTC().instant());
        step(first, null, Kind.PUBLISHED, null, today, 0L, null, null, null);
        give(7, under());
        PackEvents.Report report = new PackEvents.Report(new byte[] {'{', '}'}, "报告".getBytes(StandardCharsets.UTF_8));
        step(second, null, Kind.PROPOSED, null, null, null, null, null, PROPOSER);
        step(second, report, Kind.CHECKED, report.hash(), null, null, null, 0L, null);
        step(second, null, Kind.APPROVED, report.hash(), today, null, null, null, APPROVER);
        step(second, null, Kind.PUBLISHED, report.hash(), today, 1L, null, 0L, PROPOSER);
        // a process that is a little behind
        give(8, events.history().publication(0).asPublication());
        step(first, null, Kind.PUBLISHED, null, today, 2L, 0L, 1L, APPROVER);
        give(7, under());
        return this;
    }

    /** The journal goes on so much later. */
    void later(Duration by) {
        journal = new Journal(jdbc, transaction, Clock.offset(Clock.systemUTC(), by));
    }

    /** The ledger goes on by a clock that is so much behind. */
    Kept earlier(Duration by) {
        ledger = new Ledger(jdbc, transaction, Clock.offset(Clock.systemUTC(), by.negated()));
        return this;
    }

    Receipt.Under under() {
        return events.history().last().asPublication();
    }

    private void step(
            RulePack pack,
            PackEvents.@Nullable Report report,
            Kind kind,
            @Nullable String hash,
            @Nullable LocalDate effectiveOn,
            @Nullable Long number,
            @Nullable Long returns,
            @Nullable Long replaces,
            @Nullable Person by) {
        PackEvent added = events.append(pack, report, (history, at) -> {
            PackEvent event = new PackEvent(
                    at.seq(),
                    kind,
                    pack.fingerprint(),
                    hash,
                    kind == Kind.CHECKED ? true : null,
                    effectiveOn,
                    number,
                    returns,
                    replaces,
                    by == null ? "supervision" : by.name(),
                    "理由",
                    "",
                    "",
                    at.at(),
                    at.previous());
            return by == null ? event : event.signed(by.key(), by.sign(event.statement()));
        });
        assertThat(added.pack()).isEqualTo(pack.fingerprint());
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
                penalty(entity, gravity, 2),
                read("""
                        {"kind": "relation", "subject": "%s", "type": "FORMER_CODE", "other": "%s", "since": "2020-01-01"}""".formatted(code, CreditCodes.of(entity + 100)), 3)));
    }

    void give(int number) {
        give(number, null);
    }

    void give(int number, Receipt.@Nullable Under publication) {
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
                        new Receipt.By("5f", "unknown"),
                        "an engine",
                        ("{\"答复\": " + number + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        number == 5 ? "same" : null),
                Engines.with(null).pack(),
                publication);
    }

    /** Signs the head as it is and keeps it. */
    String sign() {
        try {
            return heads.sign(KEYS);
        } catch (Checkpoint.BrokenNoteException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is looked at while something is changed. */
    interface Look {
        void at() throws IOException;
    }

    /** Changes something for as long as it is looked at, and undoes it. */
    void whileChanged(Runnable change, Look look) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            change.run();
            try {
                look.at();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Takes out the last of something and makes its head anew, as somebody would who can write to the database and knows how
     * the program does it.
     */
    void cut(String table, int howMany) {
        String head = Map.of("ledger_entry", "ledger_head", "pack_event", "pack_event_head", "receipt", "journal_head")
                .get(table);
        String hash = table.equals("ledger_entry") ? "chain" : "hash";
        jdbc.update("DELETE FROM " + table + " WHERE seq > (SELECT seq FROM " + head + ") - ?", howMany);
        jdbc.update("UPDATE " + head + " SET seq = (SELECT MAX(seq) FROM " + table + "), " + hash + " = (SELECT " + hash
                + " FROM " + table + " ORDER BY seq DESC LIMIT 1)");
        if (table.equals("ledger_entry")) {
            jdbc.update("UPDATE ledger_head SET recorded_at = (SELECT MAX(recorded_at) FROM ledger_entry)");
        }
        transaction.executeWithoutResult(status -> {
            ledger.derive();
            journal.derive();
        });
    }

    Path exported(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "export", ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            export.write(out, rows -> {});
        }
        return file;
    }

    static Verification.Trusted trusted(@Nullable String published) {
        return new Verification.Trusted(SIGNER, KEYS.publicKey(), published);
    }

    Verification.Result verified(Path folder) throws IOException {
        return Verification.of(exported(folder), trusted(null));
    }

    @Override
    public void close() {
        database.close();
    }
}
