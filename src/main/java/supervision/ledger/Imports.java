package supervision.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import supervision.ledger.Entries.Key;
import supervision.ledger.Entries.Row;
import supervision.ledger.Entries.Version;
import supervision.ledger.Ledger.Entry;
import supervision.ledger.Ledger.Imported;
import supervision.ledger.Ledger.Origin;
import supervision.ledger.Ledger.Withdrawn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Imports, what they told, and what is left when some are withdrawn.
 *
 * <p>An import tells a record by an entry of it. Where it tells what is in force already, it does so by its entry of repeats,
 * which names the places of those entries. A version of a record counts as long as an import that told it, one way or the
 * other, is not withdrawn; in force is the latest that counts.
 */
final class Imports {

    /** Kinds of entries under the subject of an import, and what they are versions of. */
    static final String OPENED = "import";

    static final String REPEAT = "repeat";
    static final String WITHDRAWAL = "withdrawal";

    /** Longest stretch of places in a row of {@code ledger_repeat}: how far before a place one that has it can begin. */
    static final int LONGEST = 1_000;

    /** Records that a withdrawal puts right in one transaction. */
    static final int PAGE = 1_000;

    private static final long NONE = 0;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "number, opened_at, file_name, channel, told_by, told_why, accepted, repeated,"
                    + " withdrawn_at, withdrawn_by, withdrawn_why, withdrawn_wholly";

    private final JdbcTemplate jdbc;
    private final Entries entries;
    private final int page;

    Imports(JdbcTemplate jdbc, Entries entries) {
        this(jdbc, entries, PAGE);
    }

    Imports(JdbcTemplate jdbc, Entries entries, int page) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.page = page;
    }

    /** A stretch of places. */
    record Stretch(long first, long last) {}

    private record Repeat(Stretch stretch, long importNo) {

        Object[] columns() {
            return new Object[] {stretch.first(), importNo, stretch.last()};
        }
    }

    static String subject(long number) {
        return Ledger.IMPORT + String.format(Locale.ROOT, "%012d", number);
    }

    private static Row about(long number, String kind, JsonNode fact, String file) {
        return new Row(new Key(subject(number), kind), kind, fact.toString(), file, 0);
    }

    static Row opened(long number, Ledger.Opening opening) {
        ObjectNode fact = JSON.createObjectNode()
                .put("file", opening.file())
                .put("channel", opening.channel().name().toLowerCase(Locale.ROOT));
        put(fact, opening.origin());
        return about(number, OPENED, fact, opening.file());
    }

    /** @param places of entries that are told once more */
    static Row repeat(long number, String file, SortedSet<Long> places) {
        ArrayNode stretches = JSON.createArrayNode();
        for (Stretch stretch : stretches(places)) {
            stretches.addArray().add(stretch.first()).add(stretch.last());
        }
        return about(number, REPEAT, JSON.createObjectNode().set("entries", stretches), file);
    }

    static List<Stretch> stretches(SortedSet<Long> places) {
        List<Stretch> stretches = new ArrayList<>();
        for (long place : places) {
            int end = stretches.size() - 1;
            if (end >= 0
                    && stretches.get(end).last() + 1 == place
                    && place - stretches.get(end).first() < LONGEST) {
                stretches.set(end, new Stretch(stretches.get(end).first(), place));
            } else {
                stretches.add(new Stretch(place, place));
            }
        }
        return stretches;
    }

    /** What an entry of repeats says. */
    static List<Stretch> stretches(Entry repeat) {
        List<Stretch> stretches = new ArrayList<>();
        for (JsonNode stretch : JSON.readTree(repeat.fact()).path("entries")) {
            stretches.add(new Stretch(stretch.path(0).asLong(), stretch.path(1).asLong()));
        }
        return stretches;
    }

    private static Row withdrawal(Imported what, Origin origin, boolean wholly) {
        ObjectNode fact = JSON.createObjectNode().put("wholly", wholly);
        put(fact, origin);
        return about(what.number(), WITHDRAWAL, fact, what.file());
    }

    private static void put(ObjectNode fact, Origin origin) {
        if (origin.by() != null) {
            fact.put("by", origin.by());
        }
        if (origin.why() != null) {
            fact.put("why", origin.why());
        }
    }

    /** To begin anew. */
    void clear() {
        jdbc.update("DELETE FROM ledger_import");
        jdbc.update("DELETE FROM ledger_repeat");
    }

    /** Follows entries that were appended, in their order. */
    void follow(List<Entry> appended) {
        Map<Long, Imported> before = new HashMap<>();
        find(appended.stream().map(Entry::importNo).distinct().toList())
                .forEach(what -> before.put(what.number(), what));
        Map<Long, Imported> after = new HashMap<>(before);
        Set<Repeat> repeats = new LinkedHashSet<>();
        for (Entry entry : appended) {
            after.compute(entry.importNo(), (number, what) -> after(what, entry));
            if (entry.kind().equals(REPEAT)) {
                for (Stretch stretch : stretches(entry)) {
                    repeats.add(new Repeat(stretch, entry.importNo()));
                }
            }
        }
        Rows.each(
                List.copyOf(before.keySet()),
                chunk -> jdbc.update(
                        "DELETE FROM ledger_import WHERE number IN (" + Rows.parameters(chunk.size()) + ")",
                        chunk.toArray()));
        Rows.insert(
                jdbc,
                "ledger_import",
                COLUMNS,
                after.values().stream().map(Imports::columns).toList());
        // an import may tell the same twice
        Rows.each(
                List.copyOf(repeats),
                chunk -> jdbc.query(
                        "SELECT r.first_seq, r.last_seq, r.import_no FROM (VALUES "
                                + Rows.values(chunk.size(), "BIGINT", "BIGINT", "BIGINT")
                                + ") AS k (first_seq, import_no, last_seq) JOIN ledger_repeat r"
                                + " ON r.first_seq = k.first_seq AND r.import_no = k.import_no AND r.last_seq = k.last_seq",
                        row -> {
                            repeats.remove(new Repeat(new Stretch(row.getLong(1), row.getLong(2)), row.getLong(3)));
                        },
                        chunk.stream()
                                .flatMap(each -> Stream.of(each.columns()))
                                .toArray()));
        Rows.insert(
                jdbc,
                "ledger_repeat",
                "first_seq, import_no, last_seq",
                repeats.stream().map(Repeat::columns).toList());
    }

    private static Imported after(@Nullable Imported before, Entry entry) {
        if (before == null) {
            // entries come after the opening of their import
            return new Imported(
                    entry.seq(),
                    entry.recordedAt(),
                    entry.file(),
                    JSON.readTree(entry.fact()).path("channel").asString(),
                    entry.origin(),
                    0,
                    0,
                    null);
        }
        long accepted = before.accepted();
        long repeated = before.repeated();
        Withdrawn withdrawn = before.withdrawn();
        switch (entry.kind()) {
            case REPEAT -> {
                for (Stretch stretch : stretches(entry)) {
                    repeated += stretch.last() - stretch.first() + 1;
                }
            }
            case WITHDRAWAL ->
                withdrawn = new Withdrawn(
                        withdrawn == null ? entry.recordedAt() : withdrawn.at(),
                        entry.origin(),
                        JSON.readTree(entry.fact()).path("wholly").asBoolean());
            default -> accepted += withdrawn == null ? 1 : 0;
        }
        return new Imported(
                before.number(),
                before.at(),
                before.file(),
                before.channel(),
                before.origin(),
                accepted,
                repeated,
                withdrawn);
    }

    private static @Nullable Object[] columns(Imported what) {
        Withdrawn withdrawn = what.withdrawn();
        return new @Nullable Object[] {
            what.number(),
            Entries.utc(what.at()),
            what.file(),
            what.channel(),
            what.origin().by(),
            what.origin().why(),
            what.accepted(),
            what.repeated(),
            withdrawn == null ? null : Entries.utc(withdrawn.at()),
            withdrawn == null ? null : withdrawn.origin().by(),
            withdrawn == null ? null : withdrawn.origin().why(),
            withdrawn != null && withdrawn.wholly()
        };
    }

    /** An import; null if there is none of this number. */
    @Nullable
    Imported find(long number) {
        return find(List.of(number)).stream().findFirst().orElse(null);
    }

    private Set<Imported> find(Collection<Long> numbers) {
        Set<Imported> found = new HashSet<>();
        Rows.each(
                List.copyOf(numbers),
                chunk -> found.addAll(jdbc.query(
                        "SELECT " + COLUMNS + " FROM ledger_import WHERE number IN (" + Rows.parameters(chunk.size())
                                + ")",
                        Imports::imported,
                        chunk.toArray())));
        return found;
    }

    /** Imports before a number, the newest first. */
    List<Imported> before(long number, int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM ledger_import WHERE number < ? ORDER BY number DESC LIMIT ?",
                Imports::imported,
                number,
                limit);
    }

    /** Those of some imports that are withdrawn, be it not wholly yet. */
    private Map<Long, Withdrawn> withdrawn(Collection<Long> numbers) {
        Map<Long, Withdrawn> withdrawn = new HashMap<>();
        for (Imported what : find(numbers)) {
            if (what.withdrawn() != null) {
                withdrawn.put(what.number(), what.withdrawn());
            }
        }
        return withdrawn;
    }

    private static Imported imported(ResultSet row, int at) throws SQLException {
        OffsetDateTime withdrawnAt = row.getObject(9, OffsetDateTime.class);
        return new Imported(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                new Origin(row.getString(5), row.getString(6)),
                row.getLong(7),
                row.getLong(8),
                withdrawnAt == null
                        ? null
                        : new Withdrawn(
                                withdrawnAt.toInstant(),
                                new Origin(row.getString(10), row.getString(11)),
                                row.getBoolean(12)));
    }

    /**
     * Which entries do not count any more: each import that told them is withdrawn.
     *
     * @param told by place the import that each came with
     * @param going an import that is being withdrawn
     */
    private Set<Long> gone(Map<Long, Long> told, long going) {
        Set<Long> gone = new HashSet<>();
        Set<Long> withdrawn = withdrawn(new HashSet<>(told.values())).keySet();
        told.forEach((place, importNo) -> {
            if (importNo == going || withdrawn.contains(importNo)) {
                gone.add(place);
            }
        });
        Map<Long, Set<Long>> repeated = new HashMap<>();
        Rows.each(
                List.copyOf(gone),
                chunk -> jdbc.query(
                        "SELECT p.seq, r.import_no FROM (VALUES " + Rows.values(chunk.size(), "BIGINT") + ") AS p (seq)"
                                + " JOIN ledger_repeat r ON r.first_seq > p.seq - " + LONGEST
                                + " AND r.first_seq <= p.seq AND r.last_seq >= p.seq",
                        row -> {
                            repeated.computeIfAbsent(row.getLong(2), first -> new HashSet<>())
                                    .add(row.getLong(1));
                        },
                        chunk.toArray()));
        Set<Long> withdrawnToo = withdrawn(repeated.keySet()).keySet();
        repeated.forEach((importNo, places) -> {
            if (importNo != going && !withdrawnToo.contains(importNo)) {
                gone.removeAll(places);
            }
        });
        return gone;
    }

    /**
     * Some of what a withdrawal has to append.
     *
     * @param after place of the last entry of the import that it takes into account
     * @param last whether it takes the last one into account
     */
    record Step(List<Row> rows, long after, boolean last) {}

    /**
     * What is to be appended next so that records of an import are as if it had not come.
     *
     * @param after place of the last entry of the import that was taken into account
     */
    Step withdraw(Imported what, Origin origin, long after) {
        List<Entry> ofImport = entries.ofImport(what.number(), after, page);
        Set<Key> keys = new LinkedHashSet<>();
        long place = after;
        boolean last = ofImport.size() < page;
        for (Entry entry : ofImport) {
            if (entry.kind().equals(WITHDRAWAL)) {
                // an earlier try; what follows is of its own making
                last = true;
                break;
            }
            if (keys.size() >= page) {
                last = false;
                break;
            }
            place = entry.seq();
            keys.addAll(told(entry));
        }
        List<Row> rows = new ArrayList<>();
        if (last || what.withdrawn() == null) {
            rows.add(withdrawal(what, origin, last));
        }
        rows.addAll(undone(what.number(), keys));
        return new Step(rows, place, last);
    }

    /** Records that an entry of an import tells. */
    private List<Key> told(Entry entry) {
        if (!entry.subject().startsWith(Ledger.IMPORT)) {
            return List.of(new Key(entry.subject(), entry.record()));
        }
        List<Long> places = new ArrayList<>();
        if (entry.kind().equals(REPEAT)) {
            for (Stretch stretch : stretches(entry)) {
                for (long place = stretch.first(); place <= stretch.last(); place++) {
                    places.add(place);
                }
            }
        }
        return entries.at(places).stream()
                .map(repeated -> new Key(repeated.subject(), repeated.record()))
                .toList();
    }

    /** Of some records what has to come after their latest versions, if an import counts no more. */
    private List<Row> undone(long number, Set<Key> keys) {
        Map<Key, SortedMap<Long, Version>> versions = entries.versions(keys);
        Map<Long, Long> told = new HashMap<>();
        versions.values()
                .forEach(all -> all.values().forEach(version -> {
                    if (!version.kind().equals(Entries.WITHDRAWN)) {
                        told.put(version.seq(), version.importNo());
                    }
                }));
        Set<Long> counting = new HashSet<>(told.keySet());
        counting.removeAll(gone(told, number));
        List<Long> restored = new ArrayList<>();
        List<Long> ended = new ArrayList<>();
        versions.values().forEach(all -> {
            Version latest = Objects.requireNonNull(all.get(all.lastKey()));
            Version inForce = null;
            for (Version version : all.values()) {
                inForce = counting.contains(version.seq()) ? version : inForce;
            }
            if (inForce == null) {
                if (!latest.kind().equals(Entries.WITHDRAWN)) {
                    ended.add(latest.seq());
                }
            } else if (!inForce.hash().equals(latest.hash())) {
                restored.add(inForce.seq());
            }
        });
        List<Row> rows = new ArrayList<>();
        String end = JSON.createObjectNode().put("import", number).toString();
        for (Entry entry : entries.at(restored)) {
            rows.add(new Row(
                    new Key(entry.subject(), entry.record()), entry.kind(), entry.fact(), entry.file(), entry.row()));
        }
        for (Entry entry : entries.at(ended)) {
            rows.add(new Row(
                    new Key(entry.subject(), entry.record()), Entries.WITHDRAWN, end, entry.file(), entry.row()));
        }
        return rows;
    }

    /** Of versions of records those that do not count any more, with the withdrawal of the import that each came with. */
    Map<Long, Withdrawn> withdrawnVersions(Map<Long, Long> told) {
        Map<Long, Withdrawn> withdrawals = withdrawn(new HashSet<>(told.values()));
        Map<Long, Withdrawn> withdrawn = new HashMap<>();
        for (long place : gone(told, NONE)) {
            withdrawn.put(place, Objects.requireNonNull(withdrawals.get(told.get(place))));
        }
        return withdrawn;
    }
}
