package supervision.audit;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.journal.Checkpoint;
import supervision.journal.Hashes;
import supervision.journal.Journal;
import supervision.journal.PackEvents;
import supervision.journal.RefusedException;
import supervision.journal.RefusedException.Reason;
import supervision.ledger.Ledger;

/** Heads of all that is kept, as they were signed, in their order. */
public final class SignedHeads {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate writing;
    private final Ledger ledger;
    private final PackEvents events;
    private final Journal journal;

    public SignedHeads(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Ledger ledger,
            PackEvents events,
            Journal journal) {
        this.jdbc = jdbc;
        this.snapshot = Tables.snapshot(transactions);
        this.writing = new TransactionTemplate(transactions);
        this.ledger = ledger;
        this.events = events;
        this.journal = journal;
    }

    /** The signed notes. */
    public List<String> notes() {
        return jdbc.queryForList("SELECT note FROM checkpoint ORDER BY number", String.class);
    }

    /**
     * Signs all that there is at this moment, and keeps the signed note.
     *
     * @throws RefusedException if less is there than was signed before, or somebody else signs just now; nothing is kept then
     * @throws Checkpoint.BrokenNoteException if the two keys do not belong together; nothing is kept then
     */
    public String sign(Checkpoint.Signer signer) throws Checkpoint.BrokenNoteException {
        Checkpoint head = Objects.requireNonNull(snapshot.execute(status -> head(signer.name())));
        String note = head.sign(signer);
        // two keys that do not belong together would sign what nobody can check
        Checkpoint.open(note, signer.name(), signer.publicKey());
        try {
            writing.executeWithoutResult(status -> jdbc.update(
                    "INSERT INTO checkpoint (number, size, root, note) VALUES (?, ?, ?, ?)",
                    head.number(),
                    head.size(),
                    head.root(),
                    note));
        } catch (DuplicateKeyException e) {
            throw new RefusedException(
                    Reason.NOT_NOW, "另有人同时签名，请重新签名 / somebody else signed at the same time: sign again");
        }
        return note;
    }

    private Checkpoint head(String origin) {
        List<String> last = jdbc.queryForList("SELECT note FROM checkpoint ORDER BY number DESC LIMIT 1", String.class);
        Ledger.Head recorded = ledger.head();
        Journal.Head published = events.head();
        Journal.Head given = journal.head();
        Checkpoint head = new Checkpoint(
                origin,
                given.seq(),
                HexFormat.of().formatHex(journal.root(given.seq())),
                1,
                Checkpoint.NONE,
                given.hash(),
                new Checkpoint.End(recorded.seq(), recorded.chain()),
                recorded.recordedAt(),
                new Checkpoint.End(published.seq(), published.hash()),
                Tables.schema(jdbc));
        return last.isEmpty() ? head : after(last.get(0), head);
    }

    private static Checkpoint after(String note, Checkpoint head) {
        try {
            Checkpoint before = Checkpoint.read(note);
            if (head.growsFrom(before)) {
                return head.after(before.number(), Hashes.sha256(note));
            }
        } catch (Checkpoint.BrokenNoteException e) {
            // the same as when it does not fit
        }
        throw new RefusedException(
                Reason.BROKEN,
                "现有内容比上次签名时少，或上次的校验点被改动，没有签名：请运行 supervision verify-journal / less is there than when it was last signed for, or the last checkpoint was changed, so nothing was signed: run `supervision verify-journal`");
    }
}
