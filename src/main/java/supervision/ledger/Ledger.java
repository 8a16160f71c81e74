package supervision.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.facts.Fact;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;
import supervision.ledger.Entries.Key;
import supervision.ledger.Entries.Row;

/**
 * The ledger of credit records. Nothing in it is changed or removed: a correction is a further version of a record.
 *
 * <p>Safe for use by several threads and processes.
 */
public final class Ledger {

    /** What stands before the first entry of the chain. */
    public static final String NOTHING_BEFORE = "0".repeat(64);

    /** Subjects that are imports, and those that are natural persons, are no entities: no credit code begins like them. */
    static final String IMPORT = "IMPORT:";

    static final String PERSON = "ID:";

    /** Ends the part of a natural person's subject that tells the key. */
    private static final String END_OF_KEY = ".";

    private static final String AFTER_PERSONS = "ID;";

    private static final String BEFORE_IMPORTS_AND_PERSONS = "I";
    private static final String AFTER_IMPORTS_AND_PERSONS = "J";
    private static final String AFTER_CODES = "[";

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Entries entries;
    private final Imports imports;
    private final EntityNames names;

    /** At or before this moment nothing can be added any more. */
    private final AtomicReference<Instant> closed = new AtomicReference<>(Instant.EPOCH);

    public Ledger(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this(jdbc, transaction, clock, Imports.PAGE);
    }

    /** @param page about how many records a withdrawal puts right in one transaction */
    Ledger(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock, int page) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.entries = new Entries(jdbc, clock);
        this.imports = new Imports(jdbc, entries, page);
        this.names = new EntityNames(jdbc);
    }

    /** Who told a record, and why, as far as it was said. */
    public record Origin(@Nullable String by, @Nullable String why) {

        /** Nobody said. */
        public static final Origin UNSAID = new Origin(null, null);
    }

    /** Number of the import, and how many records of a batch were new, and how many the ledger already had. */
    public record Appended(long importNo, int accepted, int alreadyPresent) {}

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
    public record Opening(String file, Channel channel, Origin origin) {}

    /**
     * An import.
     *
     * @param number place of the entry that opened it
     * @param channel by which it came, in small letters
     * @param accepted records that were new or changed something
     * @param repeated records that were in force already, told by another import
     * @param withdrawn null while it counts
     */
    public record Imported(
            long number,
            Instant at,
            String file,
            String channel,
            Origin origin,
            long accepted,
            long repeated,
            @Nullable Withdrawn withdrawn) {}

    /** When an import was withdrawn, by whom and why; not wholly where that broke off. */
    public record Withdrawn(Instant at, Origin origin, boolean wholly) {}

    /** Natural persons of a batch are under another key than those of the ledger; nothing of the batch was kept. */
    public static final class OtherKeyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OtherKeyException() {
            super("台账中的自然人用的是另一密钥，没有写入这一批记录：请维护人员停止本服务，在 SUPERVISION_PERSONS_KEY 中写明台账的密钥后重新启动"
                    + " / natural persons in the ledger are under another key, and this batch of records was not kept: let"
                    + " those who run the service stop it, name the key of the ledger in SUPERVISION_PERSONS_KEY, and start"
                    + " again");
        }
    }

    /** There is no import of a number. */
    public static final class UnknownImportException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownImportException(long number) {
            super("没有这个编号的导入，编号见导入清单 / there is no import of this number, the list of imports has them: " + number);
        }
    }

    /** An import was withdrawn already. */
    public static final class AlreadyWithdrawnException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AlreadyWithdrawnException(long number, Withdrawn withdrawn) {
            super("第 %1$d 号导入已由 %2$s 于 %3$s 撤回 / import %1$d was withdrawn by %2$s at %3$s"
                    .formatted(number, withdrawn.origin().by(), withdrawn.at()));
        }
    }

    /** An entity found by code or name; the name is null without an entry in the register. */
    public record Found(String code, @Nullable String name) {}

    /** Entities found, and whether there may be others. */
    public record Search(List<Found> entities, boolean more) {}

    /**
     * A version of a record.
     *
     * @param seq its place in the ledger
     * @param kind of the record; {@code withdrawn} where the record is none any more since an import was withdrawn
     * @param origin who told it and why; where a withdrawal ended or restored it, who withdrew and why
     * @param importNo import that it came with, or was withdrawn with
     * @param data the record as one line of JSON; null where there is none any more
     * @param current whether it is in force
     * @param withdrawn set where it counts no more because the import that it came with was withdrawn
     */
    public record Version(
            long seq,
            String id,
            String kind,
            Instant recordedAt,
            String file,
            int row,
            Origin origin,
            long importNo,
            @Nullable String data,
            boolean current,
            @Nullable Withdrawn withdrawn) {}

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

        /** The same after another. */
        Entry after(String before) {
            return new Entry(
                    seq,
                    subject,
                    record,
                    kind,
                    fact,
                    hash,
                    recordedAt,
                    file,
                    row,
                    origin,
                    importNo,
                    Ledger.chain(before, this));
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

    /** Appends a batch as an import of its own. */
    public Appended append(List<CreditRecord> batch) {
        if (batch.isEmpty()) {
            return new Appended(0, 0, 0);
        }
        return append(new Opening(batch.get(0).file(), Channel.PROGRAM, Origin.UNSAID), batch);
    }

    /** Opens an import and appends its first batch, see {@link #append(long, List)}. */
    public Appended append(Opening opening, List<CreditRecord> batch) {
        return append(null, opening, batch);
    }

    /**
     * Appends a further batch of an import in one transaction: each record whose content differs from the latest version of it,
     * or that is new. Of the others it is kept that this import told them too.
     *
     * @throws UnknownImportException if it was not opened
     * @throws OtherKeyException if natural persons in it are under another key than those of the ledger
     * @throws AlreadyWithdrawnException if it was withdrawn meanwhile
     */
    public Appended append(long importNo, List<CreditRecord> batch) {
        return append(importNo, null, batch);
    }

    private Appended append(@Nullable Long importNo, @Nullable Opening opening, List<CreditRecord> batch) {
        List<Row> told = batch.stream().map(Ledger::row).toList();
        return Objects.requireNonNull(transaction.execute(status -> {
            Head head = entries.lockedHead();
            requireOneKey(told);
            List<Row> rows = new ArrayList<>();
            long number;
            Origin origin;
            String file;
            if (opening != null) {
                number = head.seq() + 1;
                origin = opening.origin();
                file = opening.file();
                rows.add(Imports.opened(number, opening));
            } else {
                Imported open = imported(Objects.requireNonNull(importNo));
                if (open.withdrawn() != null) {
                    throw new AlreadyWithdrawnException(importNo, open.withdrawn());
                }
                number = importNo;
                origin = open.origin();
                file = open.file();
            }
            Map<Key, String> hashes = new HashMap<>();
            Map<Key, Entries.Version> others = new HashMap<>();
            entries.versions(told.stream().map(Row::key).collect(Collectors.toSet()))
                    .forEach((key, versions) -> {
                        Entries.Version latest = Objects.requireNonNull(versions.get(versions.lastKey()));
                        hashes.put(key, latest.hash());
                        if (latest.importNo() != number) {
                            others.put(key, latest);
                        }
                    });
            SortedSet<Long> repeated = new TreeSet<>();
            int accepted = 0;
            for (Row row : told) {
                if (!row.hash().equals(hashes.put(row.key(), row.hash()))) {
                    rows.add(row);
                    others.remove(row.key());
                    accepted++;
                } else if (others.get(row.key()) != null) {
                    repeated.add(others.get(row.key()).seq());
                }
            }
            if (!repeated.isEmpty()) {
                rows.add(Imports.repeat(number, file, repeated));
            }
            if (!rows.isEmpty()) {
                entries.add(head, entries.after(head), origin, number, rows);
            }
            return new Appended(number, accepted, told.size() - accepted);
        }));
    }

    /** Persons under two keys in one ledger would be two where they are one. */
    private void requireOneKey(List<Row> told) {
        told.stream()
                .map(row -> row.key().subject())
                .filter(subject -> subject.startsWith(PERSON))
                .map(Ledger::beginning)
                .distinct()
                .forEach(beginning -> {
                    if (personNotUnder(beginning) != null) {
                        throw new OtherKeyException();
                    }
                });
    }

    static boolean isUnderKey(String person) {
        return person.contains(END_OF_KEY);
    }

    private static String beginning(String person) {
        int end = person.indexOf(END_OF_KEY);
        return end < 0 ? PERSON : person.substring(0, end + 1);
    }

    /**
     * A natural person whose subject does not begin like those of a key; null if there is none.
     *
     * @param beginning null for no key
     */
    @Nullable
    String personNotUnder(@Nullable String beginning) {
        if (beginning == null) {
            return person(PERSON, AFTER_PERSONS);
        }
        String before = person(PERSON, beginning);
        // the character after a full stop
        return before != null ? before : person(beginning.substring(0, beginning.length() - 1) + "/", AFTER_PERSONS);
    }

    /** Whether there are natural persons. */
    public boolean hasPersons() {
        return personNotUnder(null) != null;
    }

    private @Nullable String person(String from, String to) {
        return jdbc
                .queryForList(
                        "SELECT subject FROM ledger_entry WHERE subject >= ? AND subject < ? ORDER BY subject LIMIT 1",
                        String.class,
                        from,
                        to)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static Row row(CreditRecord record) {
        return new Row(
                new Key(record.subject(), record.fact().id()),
                record.fact().kind().jsonName(),
                FactJson.write(record.subject(), record.fact()),
                record.file(),
                record.row());
    }

    private Imported imported(long number) {
        Imported found = imports.find(number);
        if (found == null) {
            throw new UnknownImportException(number);
        }
        return found;
    }

    /** Imports before a number, the newest first. */
    public List<Imported> imports(long before, int limit) {
        return imports.before(before, limit);
    }

    /**
     * Withdraws an import: from now on everything is as if it had not come, but for what was known at earlier moments. A big one
     * is withdrawn in several transactions; if that breaks off, it can be done again and is brought to its end, in the name of
     * who began it.
     *
     * @param origin who withdraws it, and why
     * @throws UnknownImportException if there is none of this number
     * @throws AlreadyWithdrawnException if it was withdrawn already
     */
    public Imported withdraw(long number, Origin origin) {
        // its first entry opened it
        long after = number;
        for (boolean begins = true; ; begins = false) {
            Withdrawing done = withdrawOn(number, origin, after, begins);
            if (done.last()) {
                return done.what();
            }
            after = done.after();
        }
    }

    private record Withdrawing(Imported what, long after, boolean last) {}

    private Withdrawing withdrawOn(long number, Origin origin, long after, boolean begins) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Head head = entries.lockedHead();
            Imported what = imported(number);
            Withdrawn withdrawn = what.withdrawn();
            if (withdrawn != null && withdrawn.wholly()) {
                if (begins) {
                    throw new AlreadyWithdrawnException(number, withdrawn);
                }
                // another has done the rest
                return new Withdrawing(what, after, true);
            }
            Origin by = withdrawn == null ? origin : withdrawn.origin();
            Imports.Step step = imports.withdraw(what, by, after);
            if (!step.rows().isEmpty()) {
                entries.add(head, entries.after(head), by, number, step.rows());
            }
            return new Withdrawing(imported(number), step.after(), step.last());
        }));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The end of the ledger. */
    public Head head() {
        return entries.head();
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
                if (asked.isAfter(entries.lockedHead().recordedAt())) {
                    entries.close(asked);
                }
            });
        }
        isClosed(asked);
    }

    private void isClosed(Instant moment) {
        closed.accumulateAndGet(moment, (one, other) -> one.isAfter(other) ? one : other);
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

    /** Derives anew all that is derived, after entries were restored. Inside the transaction of the caller. */
    public void derive() {
        entries.derive();
    }

    /** Hands out the entries up to a place in their order, a page at a time. */
    void each(long upTo, Consumer<List<Entry>> reader) {
        entries.each(upTo, reader);
    }

    /** What was known about an entity at a moment; null if nothing was. A null moment means now. */
    public @Nullable Known known(String subject, @Nullable Instant knownAt) {
        close(knownAt);
        Map<String, Fact> facts = new LinkedHashMap<>();
        Map<String, Map.Entry<Long, String>> places = new HashMap<>();
        Instant[] last = new Instant[1];
        jdbc.query(
                "SELECT record_key, kind, fact, recorded_at, seq, chain FROM ledger_entry"
                        + " WHERE subject = ? AND recorded_at <= ? ORDER BY seq",
                found -> {
                    String record = found.getString(1);
                    last[0] = found.getObject(4, OffsetDateTime.class).toInstant();
                    if (found.getString(2).equals(Entries.WITHDRAWN)) {
                        facts.remove(record);
                        places.remove(record);
                    } else {
                        facts.put(
                                record, FactJson.read(found.getString(3), "", 0).fact());
                        places.put(record, Map.entry(found.getLong(5), found.getString(6)));
                    }
                },
                subject,
                limit(knownAt));
        SortedMap<Long, String> chains = new TreeMap<>();
        places.values().forEach(place -> chains.put(place.getKey(), place.getValue()));
        return facts.isEmpty() ? null : new Known(List.copyOf(facts.values()), last[0], chains);
    }

    private static OffsetDateTime limit(@Nullable Instant knownAt) {
        return Entries.utc(knownAt == null ? END_OF_TIME : storable(knownAt));
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
        OffsetDateTime limit = limit(knownAt);
        Instant[] last = new Instant[1];
        jdbc.query(
                // of each tie by itself: a database that has not yet seen how much there is would go through all of it
                // for a join
                "SELECT MAX(own), MAX(any_of) FROM (SELECT recorded_at AS own, recorded_at AS any_of FROM ledger_entry"
                        + " WHERE subject = ? AND recorded_at <= ? UNION ALL SELECT NULL, (SELECT MAX(e.recorded_at)"
                        + " FROM ledger_entry e WHERE e.subject = t.other AND e.recorded_at <= ?) FROM entity_tie t"
                        + " WHERE t.subject = ?) told",
                found -> {
                    if (found.getObject(1) != null) {
                        last[0] = found.getObject(2, OffsetDateTime.class).toInstant();
                    }
                },
                subject,
                limit,
                limit,
                subject);
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
        return jdbc.query(
                "SELECT subject, last_recorded FROM entity_with_records WHERE subject > ? ORDER BY subject LIMIT "
                        + limit,
                (found, number) -> new Subject(
                        found.getString(1),
                        found.getObject(2, OffsetDateTime.class).toInstant()),
                after);
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
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT entities FROM entity_count WHERE id = 1", Long.class));
    }

    /**
     * All entities in the order of their codes with what was known of them at a moment, some at a time.
     *
     * @param rows about how many versions of records to read at once
     */
    public void eachSubject(Instant knownAt, int rows, Consumer<List<Told>> reader) {
        close(knownAt);
        eachSubject("", BEFORE_IMPORTS_AND_PERSONS, knownAt, rows, reader);
        eachSubject(AFTER_IMPORTS_AND_PERSONS, AFTER_CODES, knownAt, rows, reader);
    }

    private void eachSubject(String begin, String end, Instant knownAt, int rows, Consumer<List<Told>> reader) {
        String after = begin;
        int limit = rows;
        boolean more;
        do {
            Page page = new Page();
            jdbc.query(
                    "SELECT subject, record_key, kind, fact, recorded_at FROM ledger_entry"
                            + " WHERE subject > ? AND recorded_at <= ? ORDER BY subject, record_key, seq LIMIT "
                            + limit,
                    page,
                    after,
                    limit(knownAt));
            boolean beyond = page.subjects.removeIf(subject -> subject.code.compareTo(end) >= 0);
            more = page.rows == limit && !beyond;
            if (more) {
                // the rest of it is on the next page
                page.subjects.removeLast();
            }
            limit = page.subjects.isEmpty() ? limit * 2 : rows;
            if (!page.subjects.isEmpty()) {
                after = page.subjects.getLast().code;
                List<Told> told = page.subjects.stream()
                        .filter(subject -> !subject.facts.isEmpty())
                        .map(ToldSoFar::all)
                        .toList();
                if (!told.isEmpty()) {
                    reader.accept(told);
                }
            }
        } while (more);
    }

    private static final class Page implements RowCallbackHandler {

        private final Deque<ToldSoFar> subjects = new ArrayDeque<>();
        private int rows;

        @Override
        public void processRow(ResultSet found) throws SQLException {
            rows++;
            String code = found.getString(1);
            if (subjects.isEmpty() || !subjects.getLast().code.equals(code)) {
                subjects.add(new ToldSoFar(code));
            }
            ToldSoFar subject = subjects.getLast();
            Instant recorded = found.getObject(5, OffsetDateTime.class).toInstant();
            subject.last = recorded.isAfter(subject.last) ? recorded : subject.last;
            if (found.getString(3).equals(Entries.WITHDRAWN)) {
                subject.facts.remove(found.getString(2));
            } else {
                subject.facts.put(found.getString(2), found.getString(4));
            }
        }
    }

    private static final class ToldSoFar {

        private final String code;
        private final Map<String, String> facts = new LinkedHashMap<>();
        private Instant last = Instant.EPOCH;

        ToldSoFar(String code) {
            this.code = code;
        }

        Told all() {
            return new Told(code, last, List.copyOf(facts.values()));
        }
    }

    /**
     * Versions of records of an entity, oldest first.
     *
     * @param after place after which to begin; 0 for the first
     */
    public List<Version> history(String subject, long after, int limit) {
        List<Entry> page = entries.ofSubject(subject, after, limit);
        Map<Key, SortedMap<Long, Entries.Version>> versions = entries.versions(page.stream()
                .map(entry -> new Key(entry.subject(), entry.record()))
                .collect(Collectors.toSet()));
        Map<Long, Long> imported = new HashMap<>();
        page.forEach(entry -> imported.put(entry.seq(), entry.importNo()));
        Map<Long, Withdrawn> withdrawn = imports.withdrawnVersions(imported);
        return page.stream()
                .map(entry -> {
                    boolean ended = entry.kind().equals(Entries.WITHDRAWN);
                    Withdrawn gone = withdrawn.get(entry.seq());
                    // those of the withdrawal itself are what it left
                    boolean told = gone != null && entry.recordedAt().isBefore(gone.at());
                    boolean latest = entry.seq()
                            == Objects.requireNonNull(versions.get(new Key(entry.subject(), entry.record())))
                                    .lastKey();
                    return new Version(
                            entry.seq(),
                            entry.record(),
                            entry.kind(),
                            entry.recordedAt(),
                            entry.file(),
                            entry.row(),
                            entry.origin(),
                            entry.importNo(),
                            ended ? null : entry.fact(),
                            latest && !ended,
                            !latest && told ? gone : null);
                })
                .toList();
    }

    /**
     * Entities whose code begins with a text, or whose name holds it: in the order of their codes, but for a single character,
     * where the limit is met in the order of what follows it in the names. Full and half width, capital and small letters are
     * the same, and blanks do not count. For no text, the first entities.
     */
    public Search find(String text, int limit) {
        return names.find(text, limit);
    }

    public boolean isEmpty() {
        return head().seq() == 0;
    }
}
