package supervision.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ledger of credit records. Nothing in it is changed or removed: a correction is a further version of a record.
 *
 * <p>Safe for use by several threads and processes.
 */
public final class Ledger {

    /** What stands before the first entry of the chain. */
    public static final String NOTHING_BEFORE = "0".repeat(64);

    /** Subjects that are imports, and those that are natural persons, are no entities. */
    static final String IMPORT = "IMPORT:";

    static final String PERSON = "ID:";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "seq, subject, record_key, kind, fact, hash, recorded_at, file_name, file_row,"
                    + " told_by, told_why, import_no, chain";
    private static final String HEAD = "SELECT recorded_at, seq, chain FROM ledger_head WHERE id = 1";
    private static final int PAGE = 1000;
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** At or before this moment nothing can be added any more. */
    private final AtomicReference<Instant> closed = new AtomicReference<>(Instant.EPOCH);

    public Ledger(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Who told a record, and why, as far as it was said. */
    public record Origin(@Nullable String by, @Nullable String why) {

        /** Nobody said. */
        public static final Origin UNSAID = new Origin(null, null);
    }

    /** How many records of a batch were new, and how many the ledger already had. */
    public record Appended(int accepted, int alreadyPresent) {}

    /** The way by which records come in. */
    public enum Channel {
        HTTP,
        TERMINAL,
        /** The invented entities of a new installation. */
        DEMO,
        /** A program that uses the ledger directly. */
        PROGRAM
    }

    /**
     * An import as it is opened.
     *
     * @param file name of the file
     */
    public record Opening(String file, Channel channel, Origin origin) {

        String json() {
            ObjectNode json = JSON.createObjectNode()
                    .put("file", file)
                    .put("channel", channel.name().toLowerCase(Locale.ROOT));
            if (origin.by() != null) {
                json.put("by", origin.by());
            }
            if (origin.why() != null) {
                json.put("why", origin.why());
            }
            return json.toString();
        }
    }

    /** An entity found by code or name; the name is null without an entry in the register. */
    public record Found(String code, @Nullable String name) {}

    /**
     * A version of a record.
     *
     * @param data the record as one line of JSON
     */
    public record Version(
            String id,
            String kind,
            Instant recordedAt,
            String file,
            int row,
            Origin origin,
            String data,
            boolean current) {}

    /**
     * What is known about an entity.
     *
     * @param facts the latest version of each record
     * @param knownAt when the last of them was recorded: nothing was added after it, up to the moment asked about
     * @param places place of each in the ledger, and the chain of its entry
     */
    public record Known(List<Fact> facts, Instant knownAt, SortedMap<Long, String> places) {}

    /** The end of the ledger: the moment up to which nothing can be added, and place and chain of its last entry. */
    public record Head(Instant recordedAt, long seq, String chain) {}

    /**
     * A version of a record as the ledger keeps it.
     *
     * @param seq its place, from 1; one moment's entries follow each other
     * @param record id of the record
     * @param fact the record as one line of JSON
     * @param hash SHA-256 of that line
     * @param importNo number of the import that it came or went with
     * @param chain hash over this entry and the chain of the one before it
     */
    public record Entry(
            long seq,
            String subject,
            String record,
            String kind,
            String fact,
            String hash,
            Instant recordedAt,
            String file,
            int row,
            Origin origin,
            long importNo,
            String chain) {

        private Entry chained(String itsChain) {
            return new Entry(seq, subject, record, kind, fact, hash, recordedAt, file, row, origin, importNo, itsChain);
        }

        Fact asFact() {
            return FactJson.read(fact, file, row).fact();
        }

        /** Whether its line is what its hash says. */
        public boolean holds() {
            return sha256(fact).equals(hash);
        }

        /** Whether its chain is what follows from it and the chain before. */
        public boolean follows(String before) {
            return Ledger.chain(before, this).equals(chain);
        }
    }

    private record Key(String subject, String record) {}

    private record Row(Key key, String kind, String json, String hash, String file, int number) {}

    /** Appends a batch as an import of its own. */
    public Appended append(List<CreditRecord> batch) {
        return append(batch, Origin.UNSAID);
    }

    /**
     * Appends a batch in one transaction: each record whose content differs from the latest version of it, or that is new.
     */
    public Appended append(List<CreditRecord> batch, Origin origin) {
        if (batch.isEmpty()) {
            return new Appended(0, 0);
        }
        Opening opening = new Opening(batch.get(0).file(), Channel.PROGRAM, origin);
        List<Row> rows = batch.stream().map(Ledger::row).toList();
        return Objects.requireNonNull(transaction.execute(status -> {
            Head head = lockHead();
            Map<Key, String> latest = latestHashes(rows);
            List<Row> fresh = new ArrayList<>();
            for (Row row : rows) {
                if (!row.hash().equals(latest.put(row.key(), row.hash()))) {
                    fresh.add(row);
                }
            }
            int accepted = fresh.size();
            if (accepted > 0) {
                fresh.add(0, opening(head.seq() + 1, opening));
                insert(entries(fresh, origin, head.seq() + 1, head, after(head)));
            }
            return new Appended(accepted, rows.size() - accepted);
        }));
    }

    private static Row opening(long number, Opening opening) {
        String json = opening.json();
        return new Row(
                new Key(IMPORT + String.format(Locale.ROOT, "%012d", number), "import"),
                "import",
                json,
                sha256(json),
                opening.file(),
                0);
    }

    private static Row row(CreditRecord record) {
        String json = FactJson.write(record.subject(), record.fact());
        return new Row(
                new Key(record.subject(), record.fact().id()),
                record.fact().kind().jsonName(),
                json,
                sha256(json),
                record.file(),
                record.row());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Serialises writers. */
    private Head lockHead() {
        return Objects.requireNonNull(jdbc.queryForObject(HEAD + " FOR UPDATE", Ledger::head));
    }

    /** The end of the ledger. */
    public Head head() {
        return Objects.requireNonNull(jdbc.queryForObject(HEAD, Ledger::head));
    }

    private static Head head(ResultSet found, int at) throws SQLException {
        return new Head(found.getObject(1, OffsetDateTime.class).toInstant(), found.getLong(2), found.getString(3));
    }

    /** Recorded time follows the clock, and goes on by a microsecond while the clock is behind. */
    private Instant after(Head head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return now.isAfter(head.recordedAt()) ? now : head.recordedAt().plus(1, ChronoUnit.MICROS);
    }

    /**
     * Closes a moment that somebody asks about: what is recorded from now on is later, whatever the clock says, and what is
     * just being recorded is waited for. Else the same question could get another answer later. A moment to come stays open.
     */
    private void close(@Nullable Instant knownAt) {
        if (knownAt == null) {
            return;
        }
        Instant asked = storable(knownAt);
        if (!asked.isAfter(closed.get()) || asked.isAfter(clock.instant())) {
            return;
        }
        if (asked.isAfter(head().recordedAt())) {
            transaction.executeWithoutResult(status -> {
                if (asked.isAfter(lockHead().recordedAt())) {
                    jdbc.update("UPDATE ledger_head SET recorded_at = ? WHERE id = 1", utc(asked));
                }
            });
        }
        isClosed(asked);
    }

    private void isClosed(Instant moment) {
        closed.accumulateAndGet(moment, (one, other) -> one.isAfter(other) ? one : other);
    }

    private Map<Key, String> latestHashes(List<Row> rows) {
        Map<Key, String> latest = new HashMap<>();
        Rows.each(rows.stream().map(Row::key).distinct().toList(), keys -> {
            jdbc.query(
                    "SELECT e.subject, e.record_key, e.hash FROM (VALUES " + Rows.texts(2)
                            + ") AS k (subject, record_key)"
                            + " JOIN ledger_entry e ON e.subject = k.subject AND e.record_key = k.record_key"
                            + " ORDER BY e.seq",
                    found -> {
                        latest.put(new Key(found.getString(1), found.getString(2)), found.getString(3));
                    },
                    keys.stream()
                            .flatMap(key -> Stream.of(key.subject(), key.record()))
                            .toArray());
        });
        return latest;
    }

    /** Hash of an entry and the one before it: who changes, adds or takes out an entry changes all that follow. */
    private static String chain(String before, Entry entry) {
        StringBuilder text = new StringBuilder(before);
        for (String value : Arrays.asList(
                Long.toString(entry.seq()),
                entry.subject(),
                entry.record(),
                entry.kind(),
                entry.hash(),
                entry.recordedAt().toString(),
                entry.file(),
                Integer.toString(entry.row()),
                entry.origin().by(),
                entry.origin().why(),
                Long.toString(entry.importNo()))) {
            // the length first, so that no character can move between neighbours
            text.append('\n').append(value == null ? "-" : value.length() + ":" + value);
        }
        return sha256(text.toString());
    }

    private static List<Entry> entries(List<Row> rows, Origin origin, long importNo, Head head, Instant recordedAt) {
        List<Entry> entries = new ArrayList<>(rows.size());
        long seq = head.seq();
        String chain = head.chain();
        for (Row row : rows) {
            Entry entry = new Entry(
                    ++seq,
                    row.key().subject(),
                    row.key().record(),
                    row.kind(),
                    row.json(),
                    row.hash(),
                    recordedAt,
                    row.file(),
                    row.number(),
                    origin,
                    importNo,
                    "");
            chain = chain(chain, entry);
            entries.add(entry.chained(chain));
        }
        return entries;
    }

    /** Inserts entries, and all that is derived from them. The caller holds the head. */
    private void insert(List<Entry> entries) {
        jdbc.batchUpdate(
                "INSERT INTO ledger_entry (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entries.stream()
                        .map(entry -> new @Nullable Object[] {
                            entry.seq(),
                            entry.subject(),
                            entry.record(),
                            entry.kind(),
                            entry.fact(),
                            entry.hash(),
                            utc(entry.recordedAt()),
                            entry.file(),
                            entry.row(),
                            entry.origin().by(),
                            entry.origin().why(),
                            entry.importNo(),
                            entry.chain()
                        })
                        .toList());
        new Derived(jdbc).follow(entries);
        Entry last = entries.get(entries.size() - 1);
        jdbc.update(
                "UPDATE ledger_head SET recorded_at = ?, seq = ?, chain = ? WHERE id = 1",
                utc(last.recordedAt()),
                last.seq(),
                last.chain());
    }

    /** Derives all that is derived, after entries were restored. Inside the transaction of the caller. */
    public void derive() {
        Derived derived = new Derived(jdbc);
        derived.clear();
        each(head().seq(), derived::follow);
    }

    /** Hands out the entries up to a place in their order, a page at a time. */
    void each(long upTo, Consumer<List<Entry>> reader) {
        long after = 0;
        List<Entry> page;
        do {
            page = jdbc.query(
                    "SELECT " + COLUMNS + " FROM ledger_entry WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT " + PAGE,
                    Ledger::entry,
                    after,
                    upTo);
            if (!page.isEmpty()) {
                reader.accept(page);
                after = page.get(page.size() - 1).seq();
            }
        } while (page.size() == PAGE);
    }

    private static Entry entry(ResultSet found, int at) throws SQLException {
        return new Entry(
                found.getLong(1),
                found.getString(2),
                found.getString(3),
                found.getString(4),
                found.getString(5),
                found.getString(6),
                found.getObject(7, OffsetDateTime.class).toInstant(),
                found.getString(8),
                found.getInt(9),
                new Origin(found.getString(10), found.getString(11)),
                found.getLong(12),
                found.getString(13));
    }

    /** What was known about an entity at a moment; null if nothing was. A null moment means now. */
    public @Nullable Known known(String subject, @Nullable Instant knownAt) {
        close(knownAt);
        Map<String, Fact> facts = new LinkedHashMap<>();
        Map<String, Map.Entry<Long, String>> places = new HashMap<>();
        Instant[] last = new Instant[1];
        String select = "SELECT record_key, fact, recorded_at, seq, chain FROM ledger_entry WHERE subject = ?";
        Object[] arguments = {subject};
        if (knownAt != null) {
            select += " AND recorded_at <= ?";
            arguments = new Object[] {subject, utc(storable(knownAt))};
        }
        jdbc.query(
                select + " ORDER BY seq",
                found -> {
                    facts.put(
                            found.getString(1),
                            FactJson.read(found.getString(2), "", 0).fact());
                    last[0] = found.getObject(3, OffsetDateTime.class).toInstant();
                    places.put(found.getString(1), Map.entry(found.getLong(4), found.getString(5)));
                },
                arguments);
        SortedMap<Long, String> chains = new TreeMap<>();
        places.values().forEach(place -> chains.put(place.getKey(), place.getValue()));
        return facts.isEmpty() ? null : new Known(List.copyOf(facts.values()), last[0], chains);
    }

    /** As the column holds it: a driver would round up what is finer, and refuse what is beyond the calendar. */
    private static Instant storable(Instant moment) {
        Instant fromFirst = moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment;
        return (fromFirst.isAfter(END_OF_TIME) ? END_OF_TIME : fromFirst).truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * When something about an entity, or one to which it is tied, was last recorded, up to a moment or up to now; null if
     * nothing was recorded about itself.
     */
    public @Nullable Instant lastRecorded(String subject, @Nullable Instant knownAt) {
        close(knownAt);
        OffsetDateTime limit = utc(knownAt == null ? END_OF_TIME : storable(knownAt));
        Instant[] last = new Instant[1];
        jdbc.query(
                "SELECT MAX(CASE WHEN subject = ? THEN recorded_at END), MAX(recorded_at) FROM ledger_entry"
                        + " WHERE (subject = ? OR subject IN (SELECT other FROM entity_tie WHERE subject = ?))"
                        + " AND recorded_at <= ?",
                found -> {
                    if (found.getObject(1) != null) {
                        last[0] = found.getObject(2, OffsetDateTime.class).toInstant();
                    }
                },
                subject,
                subject,
                subject,
                limit);
        if (last[0] != null) {
            // an entry has it
            isClosed(last[0]);
        }
        return last[0];
    }

    /** An entity, and when something about it or one to which it is tied was last recorded. */
    public record Subject(String code, Instant lastRecorded) {}

    /**
     * Entities of which more is known than their entry in the register, in the order of their codes.
     *
     * @param after code after which to begin; empty for the first
     */
    public List<Subject> withRecords(String after, int limit) {
        Map<String, Instant> last = new LinkedHashMap<>();
        jdbc.query(
                "SELECT subject, MAX(recorded_at) FROM ledger_entry WHERE subject > ? AND subject NOT LIKE 'I%'"
                        + " GROUP BY subject HAVING MAX(CASE WHEN kind = ? THEN 0 ELSE 1 END) = 1"
                        + " ORDER BY subject LIMIT ?",
                found -> {
                    last.put(
                            found.getString(1),
                            found.getObject(2, OffsetDateTime.class).toInstant());
                },
                after,
                FactKind.ENTITY.jsonName(),
                limit);
        jdbc.query(
                "SELECT t.subject, MAX(e.recorded_at) FROM entity_tie t JOIN ledger_entry e ON e.subject = t.other"
                        + " WHERE t.subject > ? GROUP BY t.subject",
                found -> {
                    Instant ofOthers = found.getObject(2, OffsetDateTime.class).toInstant();
                    last.computeIfPresent(found.getString(1), (code, own) -> ofOthers.isAfter(own) ? ofOthers : own);
                },
                after);
        return last.entrySet().stream()
                .map(entry -> new Subject(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * What is told of an entity.
     *
     * @param lastRecorded when the last of it was recorded
     * @param facts the latest version of each record, as one line of JSON
     */
    public record Told(String subject, Instant lastRecorded, List<String> facts) {}

    /** How many entities there are records of. */
    public long subjects() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT COUNT(DISTINCT subject) FROM ledger_entry WHERE subject NOT LIKE 'I%'", Long.class));
    }

    /**
     * All entities in the order of their codes with what was known of them at a moment, some at a time.
     *
     * @param rows about how many versions of records to read at once
     */
    public void eachSubject(Instant knownAt, int rows, Consumer<List<Told>> reader) {
        close(knownAt);
        String after = "";
        int limit = rows;
        while (true) {
            int[] count = new int[1];
            List<Told> page = page(after, knownAt, limit, count);
            boolean last = count[0] < limit;
            if (!last) {
                // the rest of it is on the next page
                page.remove(page.size() - 1);
            }
            if (page.isEmpty() && !last) {
                limit *= 2;
                continue;
            }
            if (!page.isEmpty()) {
                reader.accept(page);
                after = page.get(page.size() - 1).subject();
            }
            if (last) {
                return;
            }
            limit = rows;
        }
    }

    private List<Told> page(String after, Instant knownAt, int limit, int[] count) {
        Map<String, Map<String, String>> facts = new LinkedHashMap<>();
        Map<String, Instant> last = new HashMap<>();
        jdbc.query(
                "SELECT subject, record_key, fact, recorded_at FROM ledger_entry WHERE subject > ?"
                        + " AND subject NOT LIKE 'I%' AND recorded_at <= ? ORDER BY subject, record_key, seq LIMIT ?",
                found -> {
                    String subject = found.getString(1);
                    count[0]++;
                    facts.computeIfAbsent(subject, key -> new LinkedHashMap<>())
                            .put(found.getString(2), found.getString(3));
                    Instant recorded = found.getObject(4, OffsetDateTime.class).toInstant();
                    last.merge(subject, recorded, (one, other) -> other.isAfter(one) ? other : one);
                },
                after,
                utc(storable(knownAt)),
                limit);
        List<Told> page = new ArrayList<>();
        facts.forEach((subject, byKey) ->
                page.add(new Told(subject, Objects.requireNonNull(last.get(subject)), List.copyOf(byKey.values()))));
        return page;
    }

    /** All versions of all records of an entity, oldest first. */
    public List<Version> history(String subject) {
        List<Version> versions = jdbc.query(
                "SELECT record_key, kind, recorded_at, file_name, file_row, told_by, told_why, fact FROM ledger_entry WHERE subject = ?"
                        + " ORDER BY seq",
                (found, number) -> new Version(
                        found.getString(1),
                        found.getString(2),
                        found.getObject(3, OffsetDateTime.class).toInstant(),
                        found.getString(4),
                        found.getInt(5),
                        new Origin(found.getString(6), found.getString(7)),
                        found.getString(8),
                        false),
                subject);
        Map<String, Version> current = new HashMap<>();
        versions.forEach(version -> current.put(version.id(), version));
        return versions.stream()
                .map(version -> current.get(version.id()) == version
                        ? new Version(
                                version.id(),
                                version.kind(),
                                version.recordedAt(),
                                version.file(),
                                version.row(),
                                version.origin(),
                                version.data(),
                                true)
                        : version)
                .toList();
    }

    /** Entities whose code starts with a text or whose name holds it. */
    public List<Found> find(String text, int limit) {
        if (text.indexOf('\0') >= 0) {
            // no database can keep it, and PostgreSQL does not even take it as a question
            return List.of();
        }
        String literal = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return jdbc.query(
                "SELECT code, name FROM ("
                        + "SELECT e.subject AS code, n.name AS name FROM (SELECT DISTINCT subject FROM ledger_entry"
                        + " WHERE subject LIKE ? ESCAPE '\\') e LEFT JOIN entity_name n ON n.subject = e.subject"
                        + " UNION SELECT subject AS code, name FROM entity_name WHERE name LIKE ? ESCAPE '\\'"
                        + ") found WHERE code NOT LIKE 'I%' ORDER BY code LIMIT ?",
                (found, number) -> new Found(found.getString(1), found.getString(2)),
                literal + "%",
                "%" + literal + "%",
                limit);
    }

    public boolean isEmpty() {
        return head().seq() == 0;
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
