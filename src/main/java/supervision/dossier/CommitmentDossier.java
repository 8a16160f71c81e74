package supervision.dossier;

import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.CommitmentHeld;
import supervision.dossier.Prepared.CommitmentPast;
import supervision.dossier.Prepared.Severity;
import supervision.facts.Commitment;

/** Commitments, and whether they were kept. */
final class CommitmentDossier {

    private final Material material;
    private final Today today;

    CommitmentDossier(Material material) {
        this.material = material;
        this.today = material.today;
    }

    void prepare() {
        for (Commitment commitment : material.commitments) {
            CommitmentHeld held = held(commitment);
            material.add(held == null ? new CommitmentPast(commitment.id(), List.of(Material.CEILING)) : held);
        }
    }

    /** The commitment as it stands; null if it was not kept so long ago that nothing may rest on it. */
    private @Nullable CommitmentHeld held(Commitment commitment) {
        boolean due =
                commitment.dueOn() != null && today.reached(commitment.dueOn().plusDays(1));
        boolean voluntary =
                commitment.type() == Commitment.Type.VOLUNTARY || commitment.type() == Commitment.Type.SELF_REGULATION;
        Known outcome = Known.UNKNOWN;
        if (commitment.performance() != null
                && commitment.performance() != Commitment.Outcome.NOT_DUE
                && commitment.confirmedOn() != null
                && today.reached(commitment.confirmedOn())) {
            outcome = commitment.performance() == Commitment.Outcome.KEPT ? Known.YES : Known.NO;
            if (outcome == Known.NO
                    && !voluntary
                    // the day on which it was found that it was not kept stands for the end of the act
                    && material.pastCeiling(commitment.confirmedOn())) {
                return null;
            }
        }
        Severity gravity = commitment.gravity() == null
                ? Severity.UNKNOWN
                : Severity.valueOf(commitment.gravity().name());
        return new CommitmentHeld(commitment.id(), commitment.type(), voluntary, due, outcome, gravity);
    }
}
