package supervision.dossier;

import java.time.LocalDate;
import supervision.decision.Conclusion;
import supervision.dossier.Prepared.HasTrait;
import supervision.dossier.Prepared.InspectionMade;
import supervision.facts.Inspection;

/** What the law of a field says about inspecting an entity, and the inspections of this year. */
final class InspectionDossier {

    private final Material material;

    InspectionDossier(Material material) {
        this.material = material;
    }

    void prepare() {
        if (material.entity != null) {
            material.entity.traits().forEach(trait -> material.add(new HasTrait(trait)));
        }
        for (Inspection inspection : material.inspections) {
            material.add(new InspectionMade(
                    inspection.id(),
                    inspection.authority(),
                    inspection.doneOn(),
                    LocalDate.of(inspection.doneOn().getYear() + 1, 1, 1),
                    inspection.cause(),
                    inspection.joint(),
                    inspection.field() == null
                            ? Conclusion.EVERYWHERE
                            : inspection.field().name()));
        }
    }
}
