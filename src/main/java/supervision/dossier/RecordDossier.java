package supervision.dossier;

import java.time.LocalDate;
import supervision.dossier.Prepared.AbnormalHeld;
import supervision.dossier.Prepared.ObjectionPending;
import supervision.facts.AbnormalEntry;

/** Records as such: objections against them, and entries in the list of abnormal operation. */
final class RecordDossier {

    private final Material material;
    private final Today today;

    RecordDossier(Material material) {
        this.material = material;
        this.today = material.today;
    }

    void prepare() {
        material.abnormal.forEach(entry -> material.add(madeGood(entry)));
        material.objections.forEach(objection -> material.add(new ObjectionPending(
                objection.id(), objection.target(), objection.receivedOn(), objection.needsOtherUnit())));
    }

    private AbnormalHeld madeGood(AbnormalEntry entry) {
        LocalDate remedied = entry.remediedOn();
        boolean done = remedied != null && today.reached(remedied);
        return new AbnormalHeld(
                entry.id(),
                entry.reason(),
                entry.enteredOn(),
                done,
                done && remedied != null ? remedied : entry.enteredOn());
    }
}
