package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import supervision.decision.Conclusion;
import supervision.dossier.Prepared.Governing;
import supervision.dossier.Prepared.HasTrait;
import supervision.dossier.Prepared.InspectionMade;
import supervision.facts.Field;
import supervision.facts.Inspection;

/** What the law of a field says about inspecting an entity, and the inspections of this year. */
final class InspectionDossier {

    private static final String CAP = "inspection/annual-cap";

    private final Material material;
    private final Figures figures;

    InspectionDossier(Material material) {
        this.material = material;
        this.figures = material.figures;
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

    /**
     * Fields of the entity in which no tier of its own governs and whose department has set figures of its own: they are drawn
     * at the tier of all fields, by those figures.
     */
    List<Governing> ofDepartments(List<Governing> governing) {
        Governing everywhere =
                governing.stream().filter(Governing::everywhere).findFirst().orElse(null);
        if (everywhere == null || material.entity == null) {
            return List.of();
        }
        Set<String> records = new TreeSet<>(everywhere.records());
        records.add(Material.ENTITY);
        String tier = everywhere.tier().name().toLowerCase(Locale.ROOT);
        List<String> asked = List.of(CAP, "inspection/ratio/" + tier, "inspection/frequency/" + tier);
        return material.entity.fields().stream()
                .map(Field::name)
                .filter(field ->
                        governing.stream().noneMatch(other -> other.area().equals(field)))
                .filter(field -> asked.stream().anyMatch(id -> figures.ownOf(id, field)))
                .map(field -> new Governing(List.copyOf(records), field, everywhere.tier(), false, everywhere.shown()))
                .toList();
    }
}
