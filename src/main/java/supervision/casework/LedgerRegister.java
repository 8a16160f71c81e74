package supervision.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import supervision.facts.Case;
import supervision.facts.Fact;
import supervision.facts.RelatedRecord;
import supervision.gate.Register;
import supervision.intake.FactJson;
import supervision.ledger.Ledger;

/** The register as the ledger knows it at one moment: whatever is recorded meanwhile is left out. */
public final class LedgerRegister implements Register {

    /** Versions of records read at once: enough that a batch is worth its own task. */
    private static final int ROWS = 2_000;

    private final Ledger ledger;
    private final Instant knownAt;

    public LedgerRegister(Ledger ledger) {
        this.ledger = ledger;
        this.knownAt = ledger.head().recordedAt();
    }

    @Override
    public long size() {
        return ledger.subjects();
    }

    @Override
    public void read(Consumer<Supplier<List<Case>>> batches) {
        ledger.eachSubject(
                knownAt,
                ROWS,
                told -> batches.accept(() -> told.stream().map(this::asked).toList()));
    }

    private Case asked(Ledger.Told told) {
        List<Fact> facts = RelatedRecord.joined(facts(told), other -> {
            Ledger.Known known = ledger.known(other, knownAt);
            return known == null ? List.of() : known.facts();
        });
        // the day is set by who asks
        return new Case(told.subject(), facts, LocalDate.EPOCH, told.lastRecorded());
    }

    private static List<Fact> facts(Ledger.Told told) {
        return told.facts().stream()
                .map(line -> FactJson.read(line, "", 0).fact())
                .toList();
    }
}
