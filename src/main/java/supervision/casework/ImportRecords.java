package supervision.casework;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import supervision.intake.CreditRecord;
import supervision.intake.Intake;
import supervision.intake.Pseudonyms;
import supervision.intake.SetAside;
import supervision.ledger.Ledger;
import supervision.rulepack.Tables;

/** Takes a file of records into the ledger: the good rows go in, the bad ones are reported. */
public final class ImportRecords {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static final int BATCH = 2000;

    /** Bad rows beyond this number are counted, not listed: a file of millions must not fill the memory. */
    private static final int MOST_LISTED = 10_000;

    private static final int LONGEST_NAME = 250;

    private final Ledger ledger;
    private final RulesInForce rules;
    private final Clock clock;
    private final Pseudonyms pseudonyms;
    private final BigDecimal largestFine;

    /**
     * @param pseudonyms what natural persons are called
     * @param largestFine amount in units of 10,000 yuan above which the sender is asked whether yuan were meant
     */
    public ImportRecords(
            Ledger ledger, RulesInForce rules, Clock clock, Pseudonyms pseudonyms, BigDecimal largestFine) {
        this.ledger = ledger;
        this.rules = rules;
        this.clock = clock;
        this.pseudonyms = pseudonyms;
        this.largestFine = largestFine;
    }

    /** What a sender says to be so although it looks like a slip. */
    public enum Confirmed {
        NOTHING,
        /** Large amounts are in units of 10,000 yuan indeed. */
        FINES
    }

    /**
     * What became of a file.
     *
     * @param importNo number by which the import can be withdrawn; null if no row was taken
     * @param accepted rows that were new or changed something
     * @param alreadyPresent rows that the ledger already had
     * @param setAside rows that were not taken, at most ten thousand of them
     * @param setAsideInAll how many were not taken
     */
    public record Report(
            @JsonProperty("import") @Nullable Long importNo,
            long accepted,
            long alreadyPresent,
            List<SetAside> setAside,
            long setAsideInAll) {}

    /** Imports a file of which the sender has confirmed nothing. */
    public Report read(Ledger.Opening opening, String contentType, InputStream in, LongConsumer progress)
            throws IOException {
        return read(opening, contentType, in, Confirmed.NOTHING, progress);
    }

    /**
     * Imports a file.
     *
     * @param opening name of the file, the way by which it came, and who tells the records, and why; cut to what can be kept
     * @param confirmed what the sender says to be so although it looks like a slip
     * @param progress told the number of rows read so far, once a batch
     * @throws supervision.intake.UnreadableFileException if the file is of no known form
     */
    public Report read(
            Ledger.Opening opening, String contentType, InputStream in, Confirmed confirmed, LongConsumer progress)
            throws IOException {
        Ledger.Opening kept = new Ledger.Opening(kept(opening.file()), opening.channel(), kept(opening.origin()));
        Batches batches = new Batches(kept, progress);
        intake(confirmed).read(kept.file(), contentType, in, batches);
        batches.flush();
        return new Report(
                batches.importNo,
                batches.accepted,
                batches.alreadyPresent,
                List.copyOf(batches.setAside),
                batches.setAsideInAll);
    }

    /** As much as the ledger can keep of who tells or withdraws something, and why. */
    static Ledger.Origin kept(Ledger.Origin origin) {
        return new Ledger.Origin(said(origin.by(), 250), said(origin.why(), 1000));
    }

    /** A name that the ledger can keep; its end says the most. */
    private static String kept(String fileName) {
        String clean = fileName.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= LONGEST_NAME ? clean : "…" + clean.substring(clean.length() - LONGEST_NAME);
    }

    private static @Nullable String said(@Nullable String text, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String clean = text.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= most ? clean : clean.substring(0, most);
    }

    /** Reads and checks the rows of a file without keeping them. */
    public void check(String fileName, String contentType, InputStream in, Intake.Sink sink) throws IOException {
        intake(Confirmed.NOTHING).read(fileName, contentType, in, sink);
    }

    private Intake intake(Confirmed confirmed) {
        Tables tables = rules.pack().tables();
        return new Intake(
                LocalDate.now(clock.withZone(SHANGHAI)),
                known(tables),
                pseudonyms,
                confirmed == Confirmed.FINES ? null : largestFine);
    }

    /** What a pack has that records name. */
    static Intake.Known known(Tables tables) {
        Set<String> posts = new HashSet<>(tables.roles().keySet());
        posts.removeAll(tables.rolesOf(Tables.Whose.ORGANISATION));
        return new Intake.Known(
                tables.lists().keySet(),
                tables.bans().keySet(),
                tables.schemes().keySet(),
                tables.fields().keySet(),
                List.copyOf(tables.roles().keySet()),
                posts);
    }

    private final class Batches implements Intake.Sink {

        private final Ledger.Opening opening;
        private final LongConsumer progress;
        private final List<CreditRecord> batch = new ArrayList<>();
        private final List<SetAside> setAside = new ArrayList<>();
        private @Nullable Long importNo;
        private long accepted;
        private long alreadyPresent;
        private long setAsideInAll;

        Batches(Ledger.Opening opening, LongConsumer progress) {
            this.opening = opening;
            this.progress = progress;
        }

        @Override
        public void record(CreditRecord record) {
            batch.add(record);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        @Override
        public void setAside(SetAside row) {
            setAsideInAll++;
            if (setAside.size() < MOST_LISTED) {
                setAside.add(row);
            }
        }

        void flush() {
            if (!batch.isEmpty()) {
                Ledger.Appended appended =
                        importNo == null ? ledger.append(opening, batch) : ledger.append(importNo, batch);
                batch.clear();
                importNo = appended.importNo();
                accepted += appended.accepted();
                alreadyPresent += appended.alreadyPresent();
            }
            progress.accept(accepted + alreadyPresent + setAsideInAll);
        }
    }
}
