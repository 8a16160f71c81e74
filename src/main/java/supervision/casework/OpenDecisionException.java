package supervision.casework;

import supervision.decision.Decision;

/** The two readings of the rules differ on a decision: it says nothing that could be reported or explained. */
public final class OpenDecisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OpenDecisionException(Decision decision) {
        super(decision.id());
    }
}
