package supervision.dossier;

import supervision.dossier.Prepared.Gap;
import supervision.dossier.Prepared.Subject;
import supervision.facts.Entity;
import supervision.facts.NotReported;

/** The entity itself, as the register has it. */
final class SubjectDossier {

    private final Material material;

    SubjectDossier(Material material) {
        this.material = material;
    }

    void prepare() {
        Entity entity = material.entity;
        if (entity == null) {
            material.add(new Gap("entity", NotReported.Item.REGISTER_ENTRY));
        } else {
            material.add(new Subject(
                    entity.type(),
                    entity.ownership(),
                    entity.status(),
                    entity.fields(),
                    entity.fullCoverage(),
                    entity.branchOf() != null));
        }
    }
}
