package supervision.engine;

import java.time.LocalDate;

/** A day lies before the law that the pack models. Answering it with later law would be a guess. */
public final class BeforeModelledLawException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LocalDate day;
    private final LocalDate modelledFrom;

    BeforeModelledLawException(LocalDate day, LocalDate modelledFrom) {
        super("the law of " + day + " is not modelled: ask about a day from " + modelledFrom + " on");
        this.day = day;
        this.modelledFrom = modelledFrom;
    }

    public LocalDate day() {
        return day;
    }

    public LocalDate modelledFrom() {
        return modelledFrom;
    }
}
