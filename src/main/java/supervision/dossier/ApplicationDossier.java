package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.ApplicationHeld;
import supervision.dossier.Prepared.BrokenBefore;
import supervision.dossier.Prepared.CommitmentBarred;
import supervision.dossier.Prepared.CommitmentHeld;
import supervision.dossier.Prepared.CommitmentSought;
import supervision.dossier.Prepared.Completion;
import supervision.dossier.Prepared.ListingMeasure;
import supervision.facts.Application;
import supervision.rulepack.Tables.Matter;

/** Applications in a matter, and what speaks for or against handling one on a commitment. */
final class ApplicationDossier {

    /** Measures of lists that take the convenience of a commitment away. */
    private static final Set<String> BARRING = Set.of("no-commitment-procedure", "preferences");

    private final Material material;
    private final Today today;
    private final Figures figures;

    ApplicationDossier(Material material) {
        this.material = material;
        this.today = material.today;
        this.figures = material.figures;
    }

    void prepare(List<CommitmentHeld> broken) {
        if (material.applications.isEmpty()) {
            return;
        }
        List<ListingMeasure> barring = barring();
        for (Application application : material.applications) {
            ApplicationHeld held = held(application);
            material.add(held);
            if (held.pending() && held.administrative() && held.committed()) {
                prepareSought(application, held, barring, broken);
            }
        }
    }

    private ApplicationHeld held(Application application) {
        return new ApplicationHeld(
                application.id(),
                application.category(),
                application.category().administrative(),
                !material.happened(application.decidedOn()),
                !application.papersComplete() && !material.happened(application.papersSuppliedOn()),
                material.happened(application.committedOn()),
                Boolean.TRUE.equals(application.reportSupplied()),
                application.educationFee() != null && application.educationFee().signum() > 0,
                Boolean.TRUE.equals(application.educationDemanded()));
    }

    private void prepareSought(
            Application application, ApplicationHeld held, List<ListingMeasure> barring, List<CommitmentHeld> broken) {
        for (ListingMeasure measure : barring) {
            material.add(new CommitmentBarred(
                    Stream.concat(Stream.of(held.of()), measure.records().stream())
                            .toList(),
                    held.of(),
                    measure.list(),
                    measure.measure(),
                    measure.sources(),
                    measure.numbers()));
        }
        for (CommitmentHeld earlier : broken) {
            material.add(new BrokenBefore(List.of(held.of(), earlier.of()), held.of(), earlier.gravity()));
        }
        Matter matter = material.pack.tables().matter(application.matter());
        LocalDate accepted = accepted(application);
        Completion completion = completion(matter, accepted);
        LocalDate due = matter == null || completion != Completion.COUNTED
                ? accepted
                : figures.due(matter.completion(), accepted);
        material.add(new CommitmentSought(
                held.of(),
                allowed(matter),
                !barring.isEmpty() || !broken.isEmpty(),
                held.papersMissing(),
                completion,
                due,
                held.papersMissing() && completion == Completion.COUNTED && today.past(due),
                matter == null ? List.of() : List.of(matter.source()),
                matter == null ? List.of() : List.of(matter.allowed()),
                matter == null ? List.of() : List.of(matter.completion())));
    }

    /** Measures that stand for the entity and end its conveniences; those that may not be applied are left out. */
    private List<ListingMeasure> barring() {
        return material.prepared().stream()
                .filter(ListingMeasure.class::isInstance)
                .map(ListingMeasure.class::cast)
                .filter(measure -> BARRING.contains(measure.measure())
                        && measure.inCatalogue()
                        && measure.secondBasis()
                        && measure.basisInForce()
                        && measure.competent()
                        && measure.suited()
                        && measure.executable()
                        && (measure.sufficient() == Known.YES || !measure.reducesRights()))
                .toList();
    }

    private Known allowed(@Nullable Matter matter) {
        if (matter == null || !figures.known(matter.allowed())) {
            return Known.UNKNOWN;
        }
        return figures.is(matter.allowed(), "true") ? Known.YES : Known.NO;
    }

    /** An application is accepted first when both it and the written commitment are there. */
    private LocalDate accepted(Application application) {
        LocalDate committed = application.committedOn();
        return committed == null ? application.receivedOn() : today.later(application.receivedOn(), committed);
    }

    private Completion completion(@Nullable Matter matter, LocalDate accepted) {
        if (matter == null || !figures.known(matter.completion()) || !figures.knownOn(matter.completion(), accepted)) {
            // a time set later does not run from before it was set
            return Completion.NOT_SET;
        }
        return figures.calendarCovers(matter.completion(), accepted) ? Completion.COUNTED : Completion.CALENDAR_MISSING;
    }
}
