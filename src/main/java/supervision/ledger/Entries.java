package supervision.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import supervision.ledger.Ledger.Entry;
import supervision.ledger.Ledger.Head;
import supervision.ledger.Ledger.Origin;

/** The entries of the ledger as they are kept, one after another. */
final class Entries {

    /** A record that is none any more since an import was withdrawn. */
    static final String WITHDRAWN = "withdrawn";

    private static final String COLUMNS =
            "seq, subject, record_key, kind, fact, hash, recorded_at, file_name, file_row,"
                    + " told_by, told_why, import_no, chain";
    private static final String HEAD = "SELECT recorded_at, seq, chain FROM ledger_head WHERE id = 1";
    private static final int PAGE = 1000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Entries(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Key(String subject, String record) {}

    /** What a new entry says beside its place. */
    record Row(Key key, String kind, String fact, String hash, String file, int number) {

        Row(Key key, String kind, String fact, String file, int number) {
            this(key, kind, fact, Ledger.sha256(fact), file, number);
        }
    }

    /** A version of a record without what it says. */
    record Version(long seq, String kind, String hash, long importNo) {}

    /** The end of the ledger. */
    Head head() {
        return Objects.requireNonNull(jdbc.queryForObject(HEAD, Entries::head));
    }

    /** The end of the ledger, which stays so until the transaction ends: serialises writers. */
    Head lockedHead() {
        return Objects.requireNonNull(jdbc.queryForObject(HEAD + " FOR UPDATE", Entries::head));
    }

    private static Head head(ResultSet found, int at) throws SQLException {
        return new Head(found.getObject(1, OffsetDateTime.class).toInstant(), found.getLong(2), found.getString(3));
    }

    /** Recorded time follows the clock, and goes on by a microsecond while the clock is behind. */
    Instant after(Head head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return now.isAfter(head.recordedAt()) ? now : head.recordedAt().plus(1, ChronoUnit.MICROS);
    }

    /** All versions of some records by place. */
    Map<Key, SortedMap<Long, Version>> versions(Collection<Key> keys) {
        Map<Key, SortedMap<Long, Version>> versions = new HashMap<>();
        Rows.each(
                List.copyOf(keys),
                chunk -> jdbc.query(
                        "SELECT e.seq, e.subject, e.record_key, e.kind, e.hash, e.import_no FROM (VALUES "
                                + Rows.values(chunk.size(), "VARCHAR", "VARCHAR") + ") AS k (subject, record_key)"
                                + " JOIN ledger_entry e ON e.subject = k.subject AND e.record_key = k.record_key",
                        row -> {
                            Key key = new Key(row.getString(2), row.getString(3));
                            versions.computeIfAbsent(key, first -> new TreeMap<>())
                                    .put(
                                            row.getLong(1),
                                            new Version(
                                                    row.getLong(1),
                                                    row.getString(4),
                                                    row.getString(5),
                                                    row.getLong(6)));
                        },
                        chunk.stream()
                                .flatMap(key -> Stream.of(key.subject(), key.record()))
                                .toArray()));
        return versions;
    }

    /** Adds entries after the head, and all that is derived from them. The caller holds the head. */
    Head add(Head head, Instant recordedAt, Origin origin, long importNo, List<Row> rows) {
        List<Entry> entries = new ArrayList<>(rows.size());
        Head last = head;
        for (Row row : rows) {
            Entry entry = new Entry(
                            last.seq() + 1,
                            row.key().subject(),
                            row.key().record(),
                            row.kind(),
                            row.fact(),
                            row.hash(),
                            recordedAt,
                            row.file(),
                            row.number(),
                            origin,
                            importNo,
                            "")
                    .after(last.chain());
            entries.add(entry);
            last = new Head(recordedAt, entry.seq(), entry.chain());
        }
        Rows.insert(
                jdbc,
                "ledger_entry",
                COLUMNS,
                entries.stream().map(Entries::columns).toList());
        follow(entries);
        jdbc.update(
                "UPDATE ledger_head SET recorded_at = ?, seq = ?, chain = ? WHERE id = 1",
                utc(last.recordedAt()),
                last.seq(),
                last.chain());
        return last;
    }

    private void follow(List<Entry> entries) {
        new Imports(jdbc, this).follow(entries);
        new Derived(jdbc, this).follow(entries);
    }

    /** Derives anew all that is derived. */
    void derive() {
        new Imports(jdbc, this).clear();
        new Derived(jdbc, this).clear();
        each(head().seq(), this::follow);
    }

    private static @Nullable Object[] columns(Entry entry) {
        return new @Nullable Object[] {
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
        };
    }

    /** Moves the end of time on without an entry. The caller holds the head. */
    void close(Instant moment) {
        jdbc.update("UPDATE ledger_head SET recorded_at = ? WHERE id = 1", utc(moment));
    }

    /** Hands out the entries up to a place in their order, a page at a time. */
    void each(long upTo, Consumer<List<Entry>> reader) {
        long after = 0;
        List<Entry> page;
        do {
            page = jdbc.query(
                    "SELECT " + COLUMNS + " FROM ledger_entry WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT " + PAGE,
                    Entries::entry,
                    after,
                    upTo);
            if (!page.isEmpty()) {
                reader.accept(page);
                after = page.get(page.size() - 1).seq();
            }
        } while (page.size() == PAGE);
    }

    /** Entries of an import after a place, in their order. */
    List<Entry> ofImport(long importNo, long after, int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM ledger_entry WHERE import_no = ? AND seq > ?"
                        + " ORDER BY import_no, seq LIMIT " + limit,
                Entries::entry,
                importNo,
                after);
    }

    /** Entries about a subject after a place, in their order. */
    List<Entry> ofSubject(String subject, long after, int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM ledger_entry WHERE subject = ? AND seq > ? ORDER BY seq LIMIT " + limit,
                Entries::entry,
                subject,
                after);
    }

    /** Entries about a subject up to a place, in their order. */
    List<Entry> upTo(String subject, long last) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM ledger_entry WHERE subject = ? AND seq <= ? ORDER BY seq",
                Entries::entry,
                subject,
                last);
    }

    /** Entries at some places, in their order. */
    List<Entry> at(List<Long> places) {
        List<Entry> entries = new ArrayList<>();
        Rows.each(
                places,
                chunk -> entries.addAll(jdbc.query(
                        "SELECT " + COLUMNS + " FROM ledger_entry WHERE seq IN (" + Rows.parameters(chunk.size()) + ")",
                        Entries::entry,
                        chunk.toArray())));
        entries.sort(Comparator.comparing(Entry::seq));
        return entries;
    }

    static Entry entry(ResultSet found, int at) throws SQLException {
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

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
