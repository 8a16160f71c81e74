package supervision.dossier;

import supervision.dossier.Prepared.CommitmentHeld;
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
        material.commitments.forEach(this::prepareCommitment);
    }

    private void prepareCommitment(Commitment commitment) {
        boolean due =
                commitment.dueOn() != null && today.reached(commitment.dueOn().plusDays(1));
        Known outcome = Known.UNKNOWN;
        if (commitment.performance() != null
                && commitment.performance() != Commitment.Outcome.NOT_DUE
                && material.happened(commitment.confirmedOn())) {
            outcome = commitment.performance() == Commitment.Outcome.KEPT ? Known.YES : Known.NO;
        }
        boolean voluntary =
                commitment.type() == Commitment.Type.VOLUNTARY || commitment.type() == Commitment.Type.SELF_REGULATION;
        material.add(new CommitmentHeld(commitment.id(), commitment.type(), voluntary, due, outcome));
    }
}
