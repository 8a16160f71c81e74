package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.decision.Tier;
import supervision.dossier.Prepared.GradeHeld;
import supervision.dossier.Prepared.ListingHeld;
import supervision.dossier.Prepared.PenaltyHeld;
import supervision.dossier.Prepared.RectificationTermMissing;
import supervision.dossier.Prepared.ToRectify;
import supervision.facts.CourtDefaulter;
import supervision.facts.Evaluation;
import supervision.facts.ListEntry;
import supervision.facts.Penalty;
import supervision.facts.Performance;
import supervision.rulepack.Tables.Scheme;

/** What dishonest entities still have to put right, as far as it is reported; nothing is taken as open for want of a report. */
final class RectificationDossier {

    private static final String PERIOD = "repair/rectification-period";

    private final Material material;
    private final Today today;
    private final Figures figures;
    /** Records that wait for the term of the district. */
    private final Set<String> withoutTerm = new TreeSet<>();

    RectificationDossier(Material material) {
        this.material = material;
        this.today = material.today;
        this.figures = material.figures;
    }

    void prepare() {
        Set<String> standing = new HashSet<>();
        Set<String> dishonestGrades = new HashSet<>();
        for (Prepared fact : material.prepared()) {
            if (fact instanceof PenaltyHeld penalty) {
                standing.add(penalty.of());
            } else if (fact instanceof ListingHeld listing && listing.sufficient() == Known.YES) {
                standing.add(listing.of());
            } else if (fact instanceof GradeHeld grade && calledDishonest(grade)) {
                dishonestGrades.add(grade.of());
            }
        }
        for (Penalty penalty : material.penalties) {
            Performance performance = material.performances.get(penalty.id());
            if (standing.contains(penalty.id()) && performance != null && !performedBy(performance)) {
                add(
                        List.of(penalty.id(), performance.id()),
                        penalty.id(),
                        penalty.decidedOn(),
                        penalty.dutyDueOn(),
                        null);
            }
        }
        for (ListEntry entry : material.listEntries) {
            if (standing.contains(entry.id()) && Boolean.FALSE.equals(entry.performed())) {
                add(List.of(entry.id()), entry.id(), entry.listedOn(), null, null);
            }
        }
        for (CourtDefaulter entry : material.defaulters) {
            if (standing.contains(entry.id()) && !material.happened(entry.groundForDeletionOn())) {
                // who is on the courts' list has not performed, unless that is reported; the term is the court's to set
                material.add(new ToRectify(
                        List.of(entry.id()), entry.id(), false, entry.listedOn(), false, false, List.of()));
            }
        }
        for (Evaluation grade : material.evaluations) {
            if (dishonestGrades.contains(grade.id())) {
                add(List.of(grade.id()), grade.id(), grade.gradedOn(), null, GradeDossier.mapping(grade.scheme()));
            }
        }
        if (!withoutTerm.isEmpty()) {
            material.add(new RectificationTermMissing(List.copyOf(withoutTerm), List.of(PERIOD)));
        }
    }

    private boolean performedBy(Performance performance) {
        return performance.performed() && material.happened(performance.performedOn());
    }

    /** Whether the scheme itself calls the grade dishonest, in more than a slight way. */
    private boolean calledDishonest(GradeHeld grade) {
        Scheme scheme = material.pack.tables().schemes().get(grade.scheme());
        String mapping = GradeDossier.mapping(grade.scheme());
        return scheme != null
                && scheme.dishonest().contains(grade.grade())
                && figures.maps(mapping, grade.grade())
                && figures.tier(mapping, grade.grade()).compareTo(Tier.ENHANCED) >= 0;
    }

    /**
     * @param found day from which a term that the district sets runs
     * @param ordered last day that the authority ordered; null if it ordered none
     * @param mapping the figure that led from a grade to closer supervision; null if there is no grade
     */
    private void add(
            List<String> records,
            String record,
            LocalDate found,
            @Nullable LocalDate ordered,
            @Nullable String mapping) {
        List<String> numbers = new ArrayList<>();
        if (ordered == null) {
            numbers.add(PERIOD);
        }
        if (mapping != null) {
            numbers.add(mapping);
        }
        boolean termKnown = ordered != null || figures.known(PERIOD);
        if (!termKnown) {
            withoutTerm.addAll(records);
        }
        LocalDate due = ordered == null && termKnown ? figures.lastDayToAct(PERIOD, found) : ordered;
        material.add(new ToRectify(
                records,
                record,
                due != null,
                due == null ? found : due,
                due != null && today.past(due),
                termKnown && due == null,
                List.copyOf(numbers)));
    }
}
