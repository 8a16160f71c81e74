package supervision.dossier;

import java.time.LocalDate;
import supervision.rulepack.RulePack;

/** A day lies before the law that the pack models. Answering it with later law would be a guess. */
public final class BeforeModelledLawException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LocalDate day;
    private final LocalDate modelledFrom;

    private BeforeModelledLawException(LocalDate day, LocalDate modelledFrom) {
        super("the law of " + day + " is not modelled: ask about a day from " + modelledFrom + " on");
        this.day = day;
        this.modelledFrom = modelledFrom;
    }

    /** Refuses a day that the pack does not model. */
    public static void check(RulePack pack, LocalDate day) {
        if (day.isBefore(pack.modelledFrom())) {
            throw new BeforeModelledLawException(day, pack.modelledFrom());
        }
    }

    public LocalDate day() {
        return day;
    }

    public LocalDate modelledFrom() {
        return modelledFrom;
    }
}
