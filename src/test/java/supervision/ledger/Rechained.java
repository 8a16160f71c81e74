package supervision.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import supervision.ledger.Ledger.Entry;

/** A ledger that somebody wrote anew who knows how the program does it: all of its hashes hold. */
public final class Rechained {

    private Rechained() {}

    /** An entry as it stands, with something else in it. */
    public static Entry edited(Entry entry, String record, String kind, String fact, long importNo) {
        return new Entry(
                entry.seq(),
                entry.subject(),
                record,
                kind,
                fact,
                Ledger.sha256(fact),
                entry.recordedAt(),
                entry.file(),
                entry.row(),
                entry.origin(),
                importNo,
                "");
    }

    public static Entry edited(Entry entry, String fact) {
        return edited(entry, entry.record(), entry.kind(), fact, entry.importNo());
    }

    public static List<Entry> entries(JdbcTemplate jdbc) {
        return jdbc.query(
                "SELECT seq, subject, record_key, kind, fact, hash, recorded_at, file_name, file_row, told_by,"
                        + " told_why, import_no, chain FROM ledger_entry ORDER BY seq",
                Entries::entry);
    }

    /** Puts entries in the place of those that there are, with the head that they lead to. */
    public static void write(JdbcTemplate jdbc, List<Entry> entries) {
        jdbc.update("DELETE FROM ledger_entry");
        String chain = Ledger.NOTHING_BEFORE;
        List<Object[]> rows = new ArrayList<>();
        for (Entry entry : entries) {
            Entry chained = entry.after(chain);
            chain = chained.chain();
            rows.add(new Object[] {
                chained.seq(),
                chained.subject(),
                chained.record(),
                chained.kind(),
                chained.fact(),
                chained.hash(),
                Entries.utc(chained.recordedAt()),
                chained.file(),
                chained.row(),
                chained.origin().by(),
                chained.origin().why(),
                chained.importNo(),
                chained.chain()
            });
        }
        jdbc.batchUpdate("INSERT INTO ledger_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
        jdbc.update("UPDATE ledger_head SET seq = ?, chain = ?", entries.size(), chain);
    }
}
