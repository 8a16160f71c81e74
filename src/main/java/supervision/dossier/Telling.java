package supervision.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.facts.Display;
import supervision.facts.Fact;
import supervision.facts.RelatedRecord;
import supervision.rulepack.Tables;

/** Turns records into what rules match. Nothing is decided here. */
final class Telling {

    private final List<Told> told = new ArrayList<>();

    private Telling() {}

    /** What was told of a case and may be used, in an order that depends on ids only. */
    static List<Told> of(Material material) {
        Telling telling = new Telling();
        telling.told.add(new Told.Asked(material.code));
        if (material.entity != null) {
            telling.entity(material.entity);
        }
        material.penalties.forEach(telling::penalty);
        material.performances.values().stream()
                .sorted(java.util.Comparator.comparing(supervision.facts.Performance::id))
                .forEach(telling::performance);
        material.repairs.forEach(telling::repairCase);
        material.plans.forEach(telling::reorganisation);
        material.listEntries.forEach(telling::listEntry);
        material.removedEntries.forEach(telling::listEntry);
        material.defaulters.forEach(telling::courtDefaulter);
        material.abnormal.forEach(telling::abnormalEntry);
        telling.entriesRemoved(material);
        material.banGrounds.forEach(ground -> telling.banGround(ground, material.code));
        material.evaluations.forEach(telling::evaluation);
        material.commitments.forEach(telling::commitment);
        material.applications.forEach(telling::application);
        material.voluntary.forEach(telling::voluntaryInfo);
        material.objections.forEach(telling::objection);
        material.decidedObjections.forEach(telling::objection);
        material.officers.forEach(telling::officer);
        material.staffMatters.forEach(telling::staffMatter);
        material.permits.forEach(telling::permit);
        material.acts.forEach(telling::administrativeAct);
        telling.displays(material);
        material.relations.forEach(telling::relation);
        material.related.forEach(telling::recordOfAnother);
        telling.kinds(material);
        material.inspections.forEach(telling::inspection);
        material.complaints.forEach(telling::complaint);
        return telling.told;
    }

    private void entity(supervision.facts.Entity told) {
        this.told.add(new Told.RegisterEntry(
                told.name(),
                told.type(),
                told.jurisdiction(),
                told.ownership(),
                text(told.branchOf()),
                told.status(),
                told.statusSince() != null,
                day(told.statusSince()),
                told.fullCoverage()));
        told.fields().forEach(each -> this.told.add(new Told.FieldOf(each)));
        told.traits().forEach(each -> this.told.add(new Told.HasTrait(each)));
    }

    private void penalty(supervision.facts.Penalty told) {
        this.told.add(new Told.Penalty(
                told.id(),
                told.authority(),
                told.number(),
                told.decidedOn(),
                told.fine() != null,
                amount(told.fine()),
                told.confiscated() != null,
                amount(told.confiscated()),
                text(told.field()),
                name(told.gravity()),
                name(told.procedure()),
                text(told.conduct()),
                text(told.basis()),
                told.conductEndedOn() != null,
                day(told.conductEndedOn()),
                told.displayedOn() != null,
                day(told.displayedOn()),
                text(told.displayReason()),
                told.publicityEndsOn() != null,
                day(told.publicityEndsOn()),
                told.revokedOn() != null,
                day(told.revokedOn()),
                told.publishedOn() != null,
                day(told.publishedOn()),
                known(told.repairNotice()),
                told.publicitySuspendedOn() != null,
                day(told.publicitySuspendedOn()),
                told.dutyDueOn() != null,
                day(told.dutyDueOn()),
                told.termEndsOn() != null,
                day(told.termEndsOn()),
                told.loss() != null,
                amount(told.loss()),
                told.appealedOn() != null,
                day(told.appealedOn()),
                text(told.party())));
        told.kinds().forEach(each -> this.told.add(new Told.KindOf(told.id(), each, each.name())));
    }

    private void performance(supervision.facts.Performance told) {
        this.told.add(new Told.Performance(
                told.id(),
                told.penaltyId(),
                told.authority(),
                told.number(),
                told.performed(),
                told.performedOn() != null,
                day(told.performedOn()),
                known(told.harmRemoved())));
    }

    private void repairCase(supervision.facts.RepairCase told) {
        this.told.add(new Told.RepairCase(
                told.id(),
                told.number(),
                told.target(),
                told.channel(),
                told.submittedOn(),
                name(told.result()),
                told.decidedOn() != null,
                day(told.decidedOn()),
                told.undoneOn() != null,
                day(told.undoneOn()),
                told.passedOn() != null,
                day(told.passedOn()),
                told.acceptedOn() != null,
                day(told.acceptedOn()),
                told.extendedOn() != null,
                day(told.extendedOn()),
                told.stoppedOn() != null,
                day(told.stoppedOn()),
                told.feeCharged() != null,
                amount(told.feeCharged()),
                known(told.temporary()),
                told.trainedOn() != null,
                day(told.trainedOn()),
                told.reportSuppliedOn() != null,
                day(told.reportSuppliedOn())));
        told.measuresLifted().forEach(each -> this.told.add(new Told.MeasureLifted(told.id(), told.target(), each)));
    }

    private void reorganisation(supervision.facts.Reorganisation told) {
        this.told.add(new Told.Reorganisation(
                told.id(),
                told.court(),
                told.number(),
                told.planApprovedOn(),
                told.completedOn() != null,
                day(told.completedOn()),
                told.failedOn() != null,
                day(told.failedOn())));
    }

    private void listEntry(supervision.facts.ListEntry told) {
        this.told.add(new Told.ListEntry(
                told.id(),
                told.list(),
                told.number(),
                told.identifyingUnit(),
                name(told.basisLevel()),
                told.listedOn(),
                told.expiresOn() != null,
                day(told.expiresOn()),
                told.correctedOn() != null,
                day(told.correctedOn()),
                known(told.performed()),
                told.removedOn() != null,
                day(told.removedOn()),
                name(told.removal()),
                known(told.harmRemoved()),
                known(told.notified()),
                told.publicityStoppedOn() != null,
                day(told.publicityStoppedOn())));
        told.persons().forEach(each -> this.told.add(new Told.PersonListed(told.id(), each)));
        told.measures().forEach(each -> this.told.add(new Told.MeasureNamed(told.id(), each)));
    }

    private void courtDefaulter(supervision.facts.CourtDefaulter told) {
        this.told.add(new Told.CourtDefaulter(
                told.id(),
                told.caseNumber(),
                told.court(),
                String.valueOf(told.ground()),
                told.listedOn(),
                told.extendedTo() != null,
                day(told.extendedTo()),
                told.deletedOn() != null,
                day(told.deletedOn()),
                told.groundForDeletionOn() != null,
                day(told.groundForDeletionOn()),
                name(told.deletionGround()),
                told.deletionRequestedOn() != null,
                day(told.deletionRequestedOn()),
                told.deletionDecidedOn() != null,
                day(told.deletionDecidedOn())));
    }

    private void complaint(supervision.facts.Complaint told) {
        this.told.add(new Told.Complaint(
                told.id(),
                told.number(),
                told.authority(),
                told.receivedOn(),
                text(told.field()),
                text(told.conduct()),
                name(told.result()),
                told.decidedOn() != null,
                day(told.decidedOn())));
    }

    private void abnormalEntry(supervision.facts.AbnormalEntry told) {
        this.told.add(new Told.AbnormalEntry(
                told.id(),
                told.number(),
                told.authority(),
                told.reason(),
                told.enteredOn(),
                told.remediedOn() != null,
                day(told.remediedOn()),
                told.removedOn() != null,
                day(told.removedOn())));
    }

    /** Entries of any list: of those that are gone nothing else may be told. A record of another can be one of the entity's own. */
    private void entriesRemoved(Material material) {
        Set<String> removed = new HashSet<>();
        Stream.concat(material.facts.stream(), material.related.stream().map(RelatedRecord::fact))
                .forEach(fact -> {
                    LocalDate left = leftItsList(fact);
                    if (left != null && removed.add(fact.id())) {
                        told.add(new Told.EntryRemoved(fact.id(), left));
                    }
                });
    }

    /** Day on which an entry left its list, today or not; null for anything else. */
    private static @Nullable LocalDate leftItsList(supervision.facts.Fact fact) {
        if (fact instanceof supervision.facts.ListEntry entry) {
            return entry.removedOn();
        } else if (fact instanceof supervision.facts.CourtDefaulter entry) {
            return entry.deletedOn();
        }
        return fact instanceof supervision.facts.AbnormalEntry entry ? entry.removedOn() : null;
    }

    /** A ban incurred at the entity itself says so by its code or by saying nothing. */
    private void banGround(supervision.facts.BanGround told, String code) {
        this.told.add(new Told.BanGround(
                told.id(),
                told.ban(),
                told.authority(),
                told.number(),
                told.decidedOn(),
                told.startsOn() != null,
                day(told.startsOn()),
                text(told.decidedTerm()),
                told.revokedOn() != null,
                day(told.revokedOn()),
                told.conductOn() != null,
                day(told.conductOn()),
                code.equals(told.incurredAt()) ? "" : text(told.incurredAt())));
        told.persons().forEach(each -> this.told.add(new Told.PersonBarred(told.id(), each)));
    }

    private void evaluation(supervision.facts.Evaluation told) {
        this.told.add(new Told.Evaluation(
                told.id(),
                told.scheme(),
                told.grade(),
                told.evaluatedBy(),
                told.gradedOn(),
                told.validTo() != null,
                day(told.validTo()),
                told.score() != null,
                amount(told.score())));
    }

    private void commitment(supervision.facts.Commitment told) {
        this.told.add(new Told.Commitment(
                told.id(),
                told.number(),
                name(told.type()),
                told.matter(),
                told.acceptingUnit(),
                told.madeOn(),
                told.dueOn() != null,
                day(told.dueOn()),
                name(told.performance()),
                told.confirmedOn() != null,
                day(told.confirmedOn()),
                name(told.gravity())));
    }

    private void application(supervision.facts.Application told) {
        this.told.add(new Told.Application(
                told.id(),
                told.number(),
                told.matter(),
                told.unit(),
                told.category(),
                told.receivedOn(),
                told.papersComplete(),
                told.committed(),
                told.committedOn() != null,
                day(told.committedOn()),
                told.papersSuppliedOn() != null,
                day(told.papersSuppliedOn()),
                told.decidedOn() != null,
                day(told.decidedOn()),
                known(told.reportSupplied()),
                told.educationFee() != null,
                amount(told.educationFee()),
                known(told.educationDemanded())));
    }

    private void voluntaryInfo(supervision.facts.VoluntaryInfo told) {
        this.told.add(new Told.VoluntaryInfo(
                told.id(),
                told.number(),
                told.item(),
                told.registeredOn(),
                told.vouched(),
                told.verifiedOn() != null,
                day(told.verifiedOn()),
                text(told.verifiedBy()),
                name(told.result())));
    }

    private void objection(supervision.facts.Objection told) {
        this.told.add(new Told.Objection(
                told.id(),
                told.number(),
                told.target(),
                told.ground(),
                told.receivedOn(),
                told.needsOtherUnit(),
                name(told.result()),
                told.decidedOn() != null,
                day(told.decidedOn()),
                name(told.channel()),
                told.correctedOn() != null,
                day(told.correctedOn()),
                told.notifiedOn() != null,
                day(told.notifiedOn()),
                told.redressedOn() != null,
                day(told.redressedOn())));
    }

    private void officer(supervision.facts.Officer told) {
        this.told.add(new Told.Officer(
                told.id(), told.role(), told.holder(), told.since(), told.until() != null, day(told.until())));
    }

    private void staffMatter(supervision.facts.StaffMatter told) {
        this.told.add(new Told.StaffMatter(
                told.id(),
                told.number(),
                told.decidedBy(),
                told.decidedOn(),
                told.notifiedOn() != null,
                day(told.notifiedOn())));
    }

    private void permit(supervision.facts.Permit told) {
        this.told.add(new Told.Permit(
                told.id(),
                told.authority(),
                told.number(),
                told.category(),
                text(told.name()),
                told.decidedOn(),
                told.validFrom() != null,
                day(told.validFrom()),
                told.validTo() != null,
                day(told.validTo()),
                text(told.field()),
                told.revokedOn() != null,
                day(told.revokedOn()),
                told.publishedOn() != null,
                day(told.publishedOn()),
                text(told.party())));
    }

    private void administrativeAct(supervision.facts.AdministrativeAct told) {
        this.told.add(new Told.AdministrativeAct(
                told.id(),
                told.authority(),
                told.number(),
                name(told.type()),
                told.decidedOn(),
                told.validTo() != null,
                day(told.validTo()),
                told.publishedOn() != null,
                day(told.publishedOn()),
                told.revokedOn() != null,
                day(told.revokedOn())));
    }

    /** What somebody looked for is told with whether there is such a record. */
    private void displays(Material material) {
        if (material.displays.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>();
        material.related.forEach(other -> known.add(other.fact().id()));
        material.facts.forEach(fact -> known.add(fact.id()));
        for (Display display : material.displays) {
            display(display, known.contains(display.target()));
        }
    }

    private void display(Display told, boolean recorded) {
        this.told.add(new Told.Display(
                told.id(),
                told.target(),
                told.channel(),
                told.seenOn(),
                told.shown(),
                text(told.url()),
                known(told.sameProvince()),
                told.receivedOn() != null,
                day(told.receivedOn()),
                recorded));
    }

    private void relation(supervision.facts.Relation told) {
        this.told.add(new Told.Relation(told.id(), name(told.type()), told.other(), told.since()));
    }

    private void kinds(Material material) {
        if (material.entity != null) {
            kind(material.entity);
        }
        Stream.of(
                        material.penalties,
                        material.listEntries,
                        material.defaulters,
                        material.abnormal,
                        material.banGrounds,
                        material.permits,
                        material.acts,
                        material.inspections,
                        material.voluntary,
                        material.evaluations,
                        material.commitments)
                .flatMap(Collection::stream)
                .forEach(this::kind);
    }

    private void kind(Fact fact) {
        String kind = fact.kind().jsonName();
        String part = Tables.part(fact);
        String narrower = part.isEmpty() ? "" : kind + "/" + part;
        told.add(new Told.RecordKind(fact.id(), kind, narrower));
        if (!narrower.isEmpty()) {
            told.add(new Told.RecordKind(fact.id(), narrower, ""));
        }
    }

    private void recordOfAnother(supervision.facts.RelatedRecord told) {
        this.told.add(new Told.RecordOfAnother(
                told.fact().id(), told.fact().kind().jsonName(), told.relation(), name(told.type())));
    }

    private void inspection(supervision.facts.Inspection told) {
        this.told.add(new Told.InspectionMade(
                told.id(),
                told.authority(),
                told.doneOn(),
                LocalDate.of(told.doneOn().getYear() + 1, 1, 1),
                told.cause(),
                told.joint(),
                told.field() == null ? Conclusion.EVERYWHERE : told.field()));
    }

    private static LocalDate day(@Nullable LocalDate day) {
        return day == null ? Told.NEVER : day;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String name(@Nullable Enum<?> code) {
        return code == null ? "" : code.name();
    }

    private static BigDecimal amount(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static Known known(@Nullable Boolean told) {
        return told == null ? Known.UNKNOWN : told ? Known.YES : Known.NO;
    }
}
