package supervision.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.facts.Relation;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;

/**
 * The ledger of credit records. Nothing in it is changed or removed: a correction is a further version of a record.
 *
 * <p>Safe for use by several threads and processes.
 */
public final class Ledger {

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public Ledger(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** How many records of a batch were new, and how many the ledger already had. */
    public record Appended(int accepted, int alreadyPresent) {}

    /** An entity found by code or name; the name is null without an entry in the register. */
    public record Found(String code, @Nullable String name) {}

    /**
     * A version of a record.
     *
     * @param data the record as one line of JSON
     */
    public record Version(
            String id, String kind, Instant recordedAt, String file, int row, String data, boolean current) {}

    /**
     * What is known about an entity.
     *
     * @param facts the latest version of each record
     * @param knownAt when the last of them was recorded: nothing was added after it, up to the moment asked about
     */
    public record Known(List<Fact> facts, Instant knownAt) {}

    private record Key(String subject, String record) {}

    private record Row(Key key, CreditRecord record, String json, String hash) {}

    /**
     * Appends a batch in one transaction: each record whose content differs from the latest version of it, or that is new.
     */
    public Appended append(List<CreditRecord> batch) {
        if (batch.isEmpty()) {
            return new Appended(0, 0);
        }
        List<Row> rows = batch.stream().map(Ledger::row).toList();
        return Objects.requireNonNull(transaction.execute(status -> {
            Instant recordedAt = lockHead();
            Map<Key, String> latest = latestHashes(rows);
            List<Row> fresh = new ArrayList<>();
            for (Row row : rows) {
                if (!row.hash().equals(latest.put(row.key(), row.hash()))) {
                    fresh.add(row);
                }
            }
            insert(fresh, recordedAt);
            rememberNames(fresh);
            rememberTies(fresh);
            return new Appended(fresh.size(), rows.size() - fresh.size());
        }));
    }

    private static Row row(CreditRecord record) {
        String json = FactJson.write(record.subject(), record.fact());
        return new Row(new Key(record.subject(), record.fact().id()), record, json, sha256(json));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Serialises writers; recorded time follows the clock, and goes on by a microsecond while the clock is behind. */
    private Instant lockHead() {
        Instant last = Objects.requireNonNull(jdbc.queryForObject(
                        "SELECT recorded_at FROM ledger_head WHERE id = 1 FOR UPDATE", OffsetDateTime.class))
                .toInstant();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant recordedAt = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
        jdbc.update("UPDATE ledger_head SET recorded_at = ? WHERE id = 1", utc(recordedAt));
        return recordedAt;
    }

    private Map<Key, String> latestHashes(List<Row> rows) {
        Object[] subjects =
                rows.stream().map(row -> row.key().subject()).distinct().toArray();
        Object[] records =
                rows.stream().map(row -> row.key().record()).distinct().toArray();
        Map<Key, String> latest = new HashMap<>();
        jdbc.query(
                connection -> {
                    PreparedStatement select =
                            connection.prepareStatement("SELECT subject, record_key, hash FROM ledger_entry"
                                    + " WHERE subject = ANY (?) AND record_key = ANY (?) ORDER BY seq");
                    select.setArray(1, connection.createArrayOf("VARCHAR", subjects));
                    select.setArray(2, connection.createArrayOf("VARCHAR", records));
                    return select;
                },
                found -> {
                    latest.put(new Key(found.getString(1), found.getString(2)), found.getString(3));
                });
        return latest;
    }

    private void insert(List<Row> rows, Instant recordedAt) {
        jdbc.batchUpdate(
                "INSERT INTO ledger_entry (subject, record_key, kind, fact, hash, recorded_at, file_name, file_row)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
                1000,
                (insert, row) -> {
                    insert.setString(1, row.key().subject());
                    insert.setString(2, row.key().record());
                    insert.setString(3, row.record().fact().kind().jsonName());
                    insert.setString(4, row.json());
                    insert.setString(5, row.hash());
                    insert.setObject(6, utc(recordedAt));
                    insert.setString(7, row.record().file());
                    insert.setInt(8, row.record().row());
                });
    }

    private void rememberNames(List<Row> rows) {
        for (Row row : rows) {
            if (row.record().fact() instanceof Entity entity) {
                String code = row.key().subject();
                if (jdbc.update("UPDATE entity_name SET name = ? WHERE subject = ?", entity.name(), code) == 0) {
                    jdbc.update("INSERT INTO entity_name (subject, name) VALUES (?, ?)", code, entity.name());
                }
            }
        }
    }

    private void rememberTies(List<Row> rows) {
        for (Row row : rows) {
            if (row.record().fact() instanceof Relation tie && tie.type().bringsRecords()) {
                String code = row.key().subject();
                jdbc.update(
                        "INSERT INTO entity_tie (subject, other) SELECT ?, ? WHERE NOT EXISTS"
                                + " (SELECT 1 FROM entity_tie WHERE subject = ? AND other = ?)",
                        code,
                        tie.other(),
                        code,
                        tie.other());
            }
        }
    }

    /** What was known about an entity at a moment; null if nothing was. A null moment means now. */
    public @Nullable Known known(String subject, @Nullable Instant knownAt) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        Instant[] last = new Instant[1];
        String select = "SELECT record_key, fact, recorded_at FROM ledger_entry WHERE subject = ?";
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
                },
                arguments);
        return facts.isEmpty() ? null : new Known(List.copyOf(facts.values()), last[0]);
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
        return last[0];
    }

    /** All versions of all records of an entity, oldest first. */
    public List<Version> history(String subject) {
        List<Version> versions = jdbc.query(
                "SELECT record_key, kind, recorded_at, file_name, file_row, fact FROM ledger_entry WHERE subject = ?"
                        + " ORDER BY seq",
                (found, number) -> new Version(
                        found.getString(1),
                        found.getString(2),
                        found.getObject(3, OffsetDateTime.class).toInstant(),
                        found.getString(4),
                        found.getInt(5),
                        found.getString(6),
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
                        + ") found WHERE code NOT LIKE 'ID:%' ORDER BY code LIMIT ?",
                (found, number) -> new Found(found.getString(1), found.getString(2)),
                literal + "%",
                "%" + literal + "%",
                limit);
    }

    public boolean isEmpty() {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT NOT EXISTS (SELECT 1 FROM ledger_entry)", Boolean.class));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
