package supervision.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.rulepack.RulePack;

/**
 * The journal of decisions given out, append-only: each receipt carries the hash of the one before it, and the rule packs are
 * kept whole. A decision that is given again, unchanged, has its receipt already.
 *
 * <p>Safe for use by several threads and processes.
 */
public final class Journal {

    /** Receipts in memory at a time, each with an answer of tens of kilobytes. */
    private static final int PAGE = 200;

    private final JdbcTemplate jdbc;
    private final Subtrees subtrees;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<String> packsKept = ConcurrentHashMap.newKeySet();

    /** Receipts up to this place are on disk: this journal itself saw their transactions end. */
    private final AtomicLong onDisk = new AtomicLong();

    public Journal(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.subtrees = new Subtrees(jdbc);
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What goes into a receipt beside its place in the chain; see {@link Receipt}. */
    public record Given(
            String decision,
            String subject,
            LocalDate asOf,
            @Nullable Instant knownAt,
            List<Long> facts,
            String factsHash,
            Receipt.By program,
            String engine,
            byte[] answer,
            @Nullable String compared) {}

    /** A receipt with the hash that the journal has of it and the bytes that were given out. */
    public record Entry(Receipt receipt, String hash, byte[] answer) {}

    /** A pack as it is kept: {@code examples} is the id of the example set in use. */
    public record KeptPack(@Nullable String examples, SortedMap<String, byte[]> files) {}

    /** Size and hash of the end of the chain. */
    public record Head(long seq, String hash) {}

    /**
     * The receipt of a decision, a new one if it was not given before, or not in these bytes: another version of the program may
     * answer the same question in another form, the same pack may be published again, and a decision compared that was not
     * before. Returns once it is kept for good: no answer may go out
     * earlier. Inside a transaction of the caller it becomes part of that.
     */
    public Receipt give(Given given, RulePack pack) {
        return give(given, pack, null);
    }

    /** As {@link #give(Given, RulePack)}, under a publication of the pack: under another one it is given anew. */
    public Receipt give(Given given, RulePack pack, Receipt.@Nullable Under publication) {
        String answerHash = Hashes.sha256(given.answer());
        Receipt known = same(given, answerHash, publication);
        // H2 shows what another thread commits a moment before it has written it: then wait for the lock as that one
        // did
        if (known != null && known.seq() <= onDisk.get()) {
            return known;
        }
        Receipt written = Objects.requireNonNull(transaction.execute(status -> {
            Head head = Objects.requireNonNull(jdbc.queryForObject(
                    "SELECT seq, hash FROM journal_head WHERE id = 1 FOR UPDATE",
                    (row, at) -> new Head(row.getLong(1), row.getString(2))));
            // another may have given it while this one waited for the lock
            Receipt before = same(given, answerHash, publication);
            if (before != null) {
                return before;
            }
            if (!packsKept.contains(pack.fingerprint())) {
                keep(jdbc, clock, pack);
            }
            Receipt receipt = new Receipt(
                    head.seq() + 1,
                    given.decision(),
                    given.subject(),
                    given.asOf(),
                    given.knownAt(),
                    given.facts(),
                    given.factsHash(),
                    pack.fingerprint(),
                    publication,
                    given.program(),
                    given.engine(),
                    "",
                    "",
                    answerHash,
                    given.compared(),
                    notBefore(head, given.knownAt()),
                    head.hash());
            insert(receipt, given.answer());
            return receipt;
        }));
        // not before it is committed; the caller's transaction may still fail
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            packsKept.add(pack.fingerprint());
            onDisk.accumulateAndGet(written.seq(), Math::max);
        }
        return written;
    }

    /** The latest receipt of a decision, if it is one of these bytes under this publication. */
    private @Nullable Receipt same(Given given, String answerHash, Receipt.@Nullable Under publication) {
        Receipt latest = find(given.decision());
        return latest != null
                        && latest.answerHash().equals(answerHash)
                        && Objects.equals(latest.publication(), publication)
                        // a comparison that nobody asked for this time is none the worse for having been made
                        && (given.compared() == null || given.compared().equals(latest.compared()))
                ? latest
                : null;
    }

    /** Now; while the clock is behind, the moment of the receipt before or of the knowledge used. */
    private Instant notBefore(Head head, @Nullable Instant knownAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Instant> others = jdbc.query(
                "SELECT made_at FROM receipt WHERE seq = ?",
                (row, at) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                head.seq());
        for (Instant other : others) {
            now = now.isBefore(other) ? other : now;
        }
        return knownAt != null && now.isBefore(knownAt) ? knownAt : now;
    }

    private void insert(Receipt receipt, byte[] answer) {
        jdbc.update(
                "INSERT INTO receipt (seq, decision, subject, as_of, made_at, pack, content, hash, answer)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                receipt.seq(),
                receipt.decision(),
                receipt.subject(),
                receipt.asOf(),
                utc(receipt.madeAt()),
                receipt.pack(),
                receipt.text(),
                receipt.hash(),
                Packed.bytes(answer));
        subtrees.append(receipt);
        jdbc.update("UPDATE journal_head SET seq = ?, hash = ? WHERE id = 1", receipt.seq(), receipt.hash());
    }

    /** Derives anew all that is derived, after receipts were restored. Inside the transaction of the caller. */
    public void derive() {
        subtrees.derive(head().seq());
    }

    /** Keeps a pack whole, once. */
    static void keep(JdbcTemplate jdbc, Clock clock, RulePack pack) {
        RulePack.ExampleSet examples = pack.examples();
        jdbc.update(
                "INSERT INTO kept_pack (fingerprint, examples, kept_at, files) SELECT ?, ?, ?, ? WHERE NOT EXISTS"
                        + " (SELECT 1 FROM kept_pack WHERE fingerprint = ?)",
                pack.fingerprint(),
                examples == null ? null : examples.id(),
                utc(clock.instant().truncatedTo(ChronoUnit.MICROS)),
                Packed.files(pack.files().files()),
                pack.fingerprint());
    }

    /** The latest receipt of a decision; null if it was never given. */
    public @Nullable Receipt find(String decision) {
        List<Receipt> found = jdbc.query(
                "SELECT content FROM receipt WHERE decision = ? ORDER BY seq DESC LIMIT 1",
                (row, at) -> Receipt.parse(row.getString(1)),
                decision);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The latest receipt and the answer of a decision; null if it was never given. */
    public @Nullable Entry entry(String decision) {
        List<Entry> found = jdbc.query(
                "SELECT content, hash, answer FROM receipt WHERE decision = ? ORDER BY seq DESC LIMIT 1",
                Journal::entry,
                decision);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The last receipt; null in an empty journal. */
    public @Nullable Receipt last() {
        List<Receipt> found = jdbc.query(
                "SELECT content FROM receipt WHERE seq = (SELECT seq FROM journal_head WHERE id = 1)",
                (row, at) -> Receipt.parse(row.getString(1)));
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * Receipts of an entity, oldest first.
     *
     * @param after number of the receipt after which to begin; 0 for the first
     */
    public List<Receipt> ofSubject(String subject, long after, int limit) {
        return jdbc.query(
                "SELECT content FROM receipt WHERE subject = ? AND seq > ? ORDER BY subject, seq LIMIT " + limit,
                (row, at) -> Receipt.parse(row.getString(1)),
                subject,
                after);
    }

    /** Hands out the entries about an entity, up to a place, in their order, without keeping them. */
    public void each(String subject, long upTo, Consumer<Entry> reader) {
        long after = 0;
        List<Entry> page;
        do {
            page = jdbc.query(
                    "SELECT content, hash, answer FROM receipt WHERE subject = ? AND seq > ? AND seq <= ?"
                            + " ORDER BY subject, seq LIMIT " + PAGE,
                    Journal::entry,
                    subject,
                    after,
                    upTo);
            for (Entry entry : page) {
                reader.accept(entry);
                after = entry.receipt().seq();
            }
        } while (page.size() == PAGE);
    }

    /** Hands out the entries up to a place in their order, without keeping them. */
    public void each(long upTo, Consumer<Entry> reader) {
        long after = 0;
        List<Entry> page;
        do {
            page = jdbc.query(
                    "SELECT content, hash, answer FROM receipt WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT " + PAGE,
                    Journal::entry,
                    after,
                    upTo);
            page.forEach(reader);
            after += PAGE;
        } while (after < upTo);
    }

    /** Root of the Merkle tree over the first receipts. */
    public byte[] root(long size) {
        return MerkleTree.root(size, subtrees);
    }

    /**
     * Hashes that lead from a receipt to the root of the Merkle tree over the first receipts.
     *
     * @param seq its number, from 1
     * @param size of the tree, no larger than the journal
     */
    public List<byte[]> inclusion(long seq, long size) {
        return MerkleTree.inclusion(seq - 1, size, subtrees);
    }

    public Head head() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT seq, hash FROM journal_head WHERE id = 1",
                (row, at) -> new Head(row.getLong(1), row.getString(2))));
    }

    /** Fingerprint of the pack by which the last decision was given; null if none was. */
    public @Nullable String lastPack() {
        Receipt last = last();
        return last == null ? null : last.pack();
    }

    /** A pack that decisions were given under; null if it is not kept. */
    public @Nullable KeptPack pack(String fingerprint) {
        List<KeptPack> found = jdbc.query(
                "SELECT examples, files FROM kept_pack WHERE fingerprint = ?",
                (row, at) -> new KeptPack(row.getString(1), Packed.unpackedFiles(row.getString(2))),
                fingerprint);
        return found.isEmpty() ? null : found.get(0);
    }

    private static Entry entry(ResultSet row, int at) throws SQLException {
        return new Entry(Receipt.parse(row.getString(1)), row.getString(2), Packed.unpacked(row.getString(3)));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
