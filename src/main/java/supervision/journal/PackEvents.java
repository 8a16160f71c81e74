package supervision.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.journal.RefusedException.Reason;
import supervision.rulepack.RulePack;

/**
 * The events of rule packs, append-only, with the packs and reports that they name.
 *
 * <p>Safe for use by several threads and processes.
 */
public final class PackEvents {

    private static final int PAGE = 100;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public PackEvents(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A report of a check: for programs, and for people. */
    public record Report(byte[] json, byte[] html) {

        /** Hash over both. */
        public String hash() {
            return Hashes.over(List.of(Hashes.sha256(json), Hashes.sha256(html)));
        }
    }

    /** What goes into an event beside its place in the chain: that is filled in when it is its turn. */
    public interface Draft {

        /** @param at what the event has as place, moment and hash of the event before; its other members mean nothing */
        PackEvent event(PackHistory history, Place at);
    }

    /** Place in the chain. */
    public record Place(long seq, Instant at, String previous) {}

    /** Number of events, and hash of the last. */
    public Journal.Head head() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT seq, hash FROM pack_event_head WHERE id = 1",
                (row, at) -> new Journal.Head(row.getLong(1), row.getString(2))));
    }

    /**
     * What happened so far.
     *
     * @throws RefusedException if somebody changed it
     */
    public PackHistory history() {
        PackHistory history = new PackHistory();
        List<String> page;
        long after = 0;
        do {
            page = jdbc.queryForList(
                    "SELECT content FROM pack_event WHERE seq > ? ORDER BY seq LIMIT " + PAGE, String.class, after);
            page.forEach(content -> add(content, history));
            after += PAGE;
        } while (page.size() == PAGE);
        return history;
    }

    private static void add(String content, PackHistory history) {
        try {
            history.add(PackEvent.parse(content));
        } catch (RefusedException | IllegalArgumentException e) {
            throw new RefusedException(
                    Reason.BROKEN,
                    "发布事件被改动过，请运行 supervision verify-journal / the events of publication were changed, run `supervision verify-journal`: "
                            + (history.events().size() + 1) + ": " + e.getMessage());
        }
    }

    /**
     * Adds an event, wholly or not at all.
     *
     * @param pack pack to be kept with it
     * @param report report to be kept with it
     * @param draft asked once nobody else can add one
     * @throws RefusedException if the event may not follow
     */
    public PackEvent append(@Nullable RulePack pack, @Nullable Report report, Draft draft) {
        return Objects.requireNonNull(transaction.execute(status -> {
            String head = jdbc.queryForObject("SELECT hash FROM pack_event_head WHERE id = 1 FOR UPDATE", String.class);
            PackHistory history = history();
            if (!history.head().equals(head)) {
                throw new RefusedException(
                        Reason.BROKEN,
                        "发布事件的末端不符，请运行 supervision verify-journal / the end of the events of publication does not fit, run `supervision verify-journal`");
            }
            PackEvent event = draft.event(history, history.next(clock.instant()));
            history.add(event);
            if (pack != null) {
                // the first decision under it may be keeping it just now
                jdbc.queryForList("SELECT seq FROM journal_head WHERE id = 1 FOR UPDATE", Long.class);
                Journal.keep(jdbc, clock, pack);
            }
            if (report != null) {
                keep(report);
            }
            jdbc.update(
                    "INSERT INTO pack_event (seq, content, hash) VALUES (?, ?, ?)",
                    event.seq(),
                    event.text(),
                    event.hash());
            jdbc.update("UPDATE pack_event_head SET seq = ?, hash = ? WHERE id = 1", event.seq(), event.hash());
            return event;
        }));
    }

    private void keep(Report report) {
        jdbc.update(
                "INSERT INTO pack_report (hash, json, html) SELECT ?, ?, ? WHERE NOT EXISTS"
                        + " (SELECT 1 FROM pack_report WHERE hash = ?)",
                report.hash(),
                Packed.bytes(report.json()),
                Packed.bytes(report.html()),
                report.hash());
    }

    /** A report by its hash; null if it is not kept. */
    public @Nullable Report report(String hash) {
        List<Report> found = jdbc.query(
                "SELECT json, html FROM pack_report WHERE hash = ?",
                (row, at) -> new Report(Packed.unpacked(row.getString(1)), Packed.unpacked(row.getString(2))),
                hash);
        return found.isEmpty() ? null : found.get(0);
    }
}
