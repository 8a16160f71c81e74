package supervision.dossier;

import java.util.List;
import supervision.dossier.Prepared.Bearing;
import supervision.dossier.Prepared.Gap;
import supervision.dossier.Prepared.RecordOfAnother;
import supervision.dossier.Prepared.Subject;
import supervision.facts.Entity;
import supervision.facts.NotReported;
import supervision.facts.Objection;
import supervision.facts.Performance;
import supervision.facts.RelatedRecord;
import supervision.facts.Relation;
import supervision.facts.RepairCase;

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
        material.related.forEach(this::prepareRelated);
    }

    private void prepareRelated(RelatedRecord told) {
        // what belongs to a record, such as its performance, goes where the record goes
        boolean belongsToAnother = told.fact() instanceof Performance
                || told.fact() instanceof RepairCase
                || told.fact() instanceof Objection;
        if (belongsToAnother
                || material.relations.stream()
                        .noneMatch(relation -> relation.id().equals(told.relation()))) {
            return;
        }
        String parameter = switch (told.type()) {
            case MERGED_FROM -> Material.INHERITANCE;
            case CONVERTED_FROM -> Material.CONVERSION;
            case BRANCH -> Material.BRANCH_ROLL_UP;
            case FORMER_CODE, DIVIDED_FROM, SUBSIDIARY, PARENT -> null;
        };
        Bearing bearing = Bearing.UNDECIDED;
        if (material.isOwn(told)) {
            bearing = Bearing.OWN;
        } else if (told.type() == Relation.Type.BRANCH) {
            if (!material.figures.is(Material.BRANCH_ROLL_UP, "SHOW_AT_LEGAL_PERSON")) {
                return;
            }
            bearing = Bearing.OF_A_BRANCH;
        }
        material.add(new RecordOfAnother(
                List.of(told.fact().id(), told.relation()),
                told.fact().id(),
                told.type().name(),
                bearing,
                parameter == null ? List.of() : List.of(parameter)));
    }
}
