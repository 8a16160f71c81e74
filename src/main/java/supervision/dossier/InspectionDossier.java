package supervision.dossier;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.dossier.Prepared.CapReached;
import supervision.dossier.Prepared.FloorAboveCap;
import supervision.dossier.Prepared.FocusObject;
import supervision.dossier.Prepared.FocusReason;
import supervision.dossier.Prepared.Governing;
import supervision.dossier.Prepared.GradeHeld;
import supervision.dossier.Prepared.InspectedJointly;
import supervision.dossier.Prepared.PenaltyHeld;
import supervision.dossier.Prepared.PromptedInspection;
import supervision.dossier.Prepared.RepairedPenalty;
import supervision.facts.Entity;
import supervision.facts.Entity.Trait;
import supervision.facts.Field;
import supervision.facts.Inspection;
import supervision.facts.Penalty;
import supervision.rulepack.Frequency;

/** What the law of a field says about inspecting an entity, and the inspections of this year. */
final class InspectionDossier {

    private static final String CAP = "inspection/annual-cap";
    private static final String LEADS_OUTSIDE_CAP = "inspection/leads-outside-cap";
    private static final String FOOD_FLOOR = "inspection/food-floor";

    /** Food businesses that are key objects whatever their risk. */
    private static final Set<Trait> KEY_KINDS =
            EnumSet.of(Trait.SPECIAL_FOOD_PRODUCER, Trait.CENTRAL_KITCHEN, Trait.COLLECTIVE_CATERING);

    private static final Set<Trait> PRODUCERS = EnumSet.of(Trait.FOOD_PRODUCER, Trait.SPECIAL_FOOD_PRODUCER);

    private final Material material;
    private final Today today;
    private final Figures figures;

    InspectionDossier(Material material) {
        this.material = material;
        this.today = material.today;
        this.figures = material.figures;
    }

    void prepare() {
        Set<Trait> traits = material.entity == null ? Set.of() : material.entity.traits();
        if (traits.stream().anyMatch(KEY_KINDS::contains)) {
            material.add(new FocusObject(List.of("entity"), Field.FOOD.name(), FocusReason.FOOD_KIND));
        }
        prepareFoodRisk(traits);
        prepareFoodCredit();
        prepareFloorAndCap();
        prepareThisYear();
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

    private void prepareFoodRisk(Set<Trait> traits) {
        for (Prepared fact : List.copyOf(material.prepared())) {
            if (!(fact instanceof GradeHeld grade) || !grade.scheme().equals("food-risk")) {
                continue;
            }
            // D is enough for producers and for operators; C for producers only, so somebody has to have said that it
            // is one
            if (grade.grade().equals("D")) {
                material.add(new FocusObject(List.of(grade.of()), Field.FOOD.name(), FocusReason.FOOD_RISK));
            } else if (grade.grade().equals("C") && traits.stream().anyMatch(PRODUCERS::contains)) {
                material.add(new FocusObject(List.of("entity", grade.of()), Field.FOOD.name(), FocusReason.FOOD_RISK));
            }
        }
    }

    /** Penalties in the field of food that may still be used: neither too old, nor repaired, nor of the summary procedure. */
    private void prepareFoodCredit() {
        Set<String> usable = new HashSet<>();
        Set<String> repaired = new HashSet<>();
        for (Prepared fact : material.prepared()) {
            if (fact instanceof PenaltyHeld penalty && !penalty.summary()) {
                usable.add(penalty.of());
            } else if (fact instanceof RepairedPenalty penalty) {
                repaired.add(penalty.of());
            }
        }
        usable.removeAll(repaired);
        List<String> records = material.penalties.stream()
                .filter(penalty -> penalty.field() == Field.FOOD)
                .map(Penalty::id)
                .filter(usable::contains)
                .toList();
        if (!records.isEmpty()) {
            material.add(new FocusObject(records, Field.FOOD.name(), FocusReason.FOOD_CREDIT));
        }
    }

    private void prepareFloorAndCap() {
        Entity entity = material.entity;
        if (entity == null || !entity.fields().contains(Field.FOOD) || !figures.known(FOOD_FLOOR)) {
            return;
        }
        Frequency cap = Frequency.of(figures.value(CAP, Field.FOOD.name()));
        Frequency floor = Frequency.atLeastOnceEvery(Period.parse(figures.value(FOOD_FLOOR)));
        if (cap != null && cap.compareTo(floor) < 0) {
            material.add(new FloorAboveCap(Field.FOOD.name(), List.of(CAP, FOOD_FLOOR)));
        }
    }

    private void prepareThisYear() {
        Map<String, List<Inspection>> byAuthority = new TreeMap<>();
        for (Inspection inspection : material.inspections) {
            int year = inspection.doneOn().getYear();
            if (today.before(LocalDate.of(year + 1, 1, 1))) {
                byAuthority
                        .computeIfAbsent(inspection.authority(), authority -> new ArrayList<>())
                        .add(inspection);
                if (inspection.cause().prompted()) {
                    material.add(new PromptedInspection(inspection.id()));
                } else if (inspection.joint()) {
                    material.add(new InspectedJointly(inspection.id()));
                }
            }
        }
        boolean outside = !byAuthority.isEmpty() && figures.is(LEADS_OUTSIDE_CAP, "true");
        byAuthority.values().forEach(all -> {
            List<Inspection> counted = all.stream()
                    .filter(inspection -> !(outside && inspection.cause().prompted()))
                    .sorted(Comparator.comparing(Inspection::doneOn).thenComparing(Inspection::id))
                    .toList();
            Frequency cap = counted.isEmpty() ? null : capOf(counted.get(counted.size() - 1));
            if (cap != null && counted.size() >= cap.mostInAYear()) {
                Inspection last = counted.get(counted.size() - 1);
                material.add(new CapReached(
                        counted.stream().map(Inspection::id).toList(),
                        last.id(),
                        last.doneOn(),
                        counted.size() > cap.mostInAYear(),
                        List.of(CAP, LEADS_OUTSIDE_CAP)));
            }
        });
    }

    /** The cap of the department that inspected: the field of its inspection tells which; null if none is published. */
    private @Nullable Frequency capOf(Inspection inspection) {
        Field field = inspection.field();
        return Frequency.of(figures.value(CAP, field == null ? Conclusion.EVERYWHERE : field.name()));
    }
}
