package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import supervision.decision.Recipient;
import supervision.dossier.Prepared.CommitmentHeld;
import supervision.dossier.Prepared.Exhibit;
import supervision.dossier.Prepared.Exhibited;
import supervision.dossier.Prepared.GradeHeld;
import supervision.dossier.Prepared.Rewarded;
import supervision.dossier.Prepared.Shareable;
import supervision.facts.AdministrativeAct;
import supervision.facts.Channel;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.facts.Penalty;
import supervision.facts.RepairCase;
import supervision.facts.VoluntaryInfo;
import supervision.rulepack.Tables;
import supervision.rulepack.Tables.PartyKind;
import supervision.rulepack.Tables.Place;
import supervision.rulepack.Tables.Visibility;
import supervision.rulepack.Tables.Visible;

/** Who may see which records, by the table of visibility: what is shown besides penalties and lists, and what is shared. */
final class VisibilityDossier {

    private final Material material;
    private final Tables tables;

    VisibilityDossier(Material material) {
        this.material = material;
        this.tables = material.pack.tables();
    }

    void prepare() {
        Entity entity = material.entity;
        if (entity == null) {
            // what may be seen depends on what it is
            return;
        }
        PartyKind subject = PartyKind.of(entity.type());
        prepareExhibits(subject);
        share(entity, subject, Place.DEPARTMENTS);
        for (Penalty penalty : material.penalties) {
            if (!material.happened(penalty.revokedOn()) && !repaired(penalty) && !material.tooOld(penalty)) {
                shareBoth(penalty, subject);
            }
        }
        material.listEntries.forEach(entry -> shareBoth(entry, subject));
        material.defaulters.forEach(entry -> shareBoth(entry, subject));
        material.abnormal.forEach(entry -> share(entry, subject, Place.DEPARTMENTS));
        material.banGrounds.forEach(ground -> share(ground, subject, Place.DEPARTMENTS));
        material.permits.stream()
                .filter(permit -> !material.happened(permit.revokedOn()))
                .forEach(permit -> share(permit, subject, Place.DEPARTMENTS));
        material.acts.stream()
                .filter(act -> !material.happened(act.revokedOn()))
                .forEach(act -> share(act, subject, Place.DEPARTMENTS));
        material.inspections.forEach(inspection -> share(inspection, subject, Place.DEPARTMENTS));
        material.voluntary.stream()
                .filter(info -> info.result() == VoluntaryInfo.Result.CONFIRMED && material.happened(info.verifiedOn()))
                .forEach(info -> share(info, subject, Place.DEPARTMENTS));
        shareWeighed(subject);
    }

    private void prepareExhibits(PartyKind subject) {
        material.permits.stream()
                .filter(permit -> !material.happened(permit.revokedOn()))
                .forEach(permit -> exhibit(permit, Exhibit.PERMIT, permit.decidedOn(), subject));
        for (AdministrativeAct act : material.acts) {
            if (!material.happened(act.revokedOn())) {
                boolean dishonest =
                        act.type() == AdministrativeAct.Type.COERCION && material.figures.known(Material.CEILING);
                exhibit(act, dishonest ? Exhibit.COERCION : Exhibit.ACT, act.decidedOn(), subject);
                if (act.type() == AdministrativeAct.Type.REWARD) {
                    material.add(new Rewarded(act.id()));
                }
            }
        }
    }

    private void exhibit(Fact fact, Exhibit exhibit, LocalDate from, PartyKind subject) {
        for (Channel channel : Channel.values()) {
            Visibility row = tables.visibility(fact, subject, Place.of(channel));
            if (row != null && row.visible() == Visible.YES) {
                material.add(new Exhibited(fact.id(), exhibit, channel, from, List.of(row.source())));
            }
        }
    }

    /** Grades that hold, and commitments; the city platform is told of those that were broken. */
    private void shareWeighed(PartyKind subject) {
        Set<String> held = material.prepared().stream()
                .filter(GradeHeld.class::isInstance)
                .map(fact -> ((GradeHeld) fact).record())
                .collect(Collectors.toSet());
        material.evaluations.stream()
                .filter(evaluation -> held.contains(evaluation.id()))
                .forEach(evaluation -> share(evaluation, subject, Place.DEPARTMENTS));
        Set<String> broken = material.prepared().stream()
                .filter(fact -> fact instanceof CommitmentHeld commitment
                        && commitment.outcome() == Known.NO
                        && !commitment.voluntary())
                .map(fact -> ((CommitmentHeld) fact).record())
                .collect(Collectors.toSet());
        material.commitments.forEach(commitment -> {
            share(commitment, subject, Place.DEPARTMENTS);
            if (broken.contains(commitment.id())) {
                share(commitment, subject, Place.CITY_CREDIT_PLATFORM);
            }
        });
    }

    private void shareBoth(Fact fact, PartyKind subject) {
        share(fact, subject, Place.DEPARTMENTS);
        share(fact, subject, Place.CITY_CREDIT_PLATFORM);
    }

    private void share(Fact fact, PartyKind subject, Place place) {
        Visibility row = tables.visibility(fact, subject, place);
        if (row != null && (row.visible() == Visible.YES || row.visible() == Visible.SUPERVISION_ONLY)) {
            material.add(new Shareable(
                    fact.id(),
                    Recipient.valueOf(place.name()),
                    row.visible() == Visible.SUPERVISION_ONLY,
                    List.of(row.source())));
        }
    }

    /** Repair on any channel ends sharing and use, as long as it stands. */
    private boolean repaired(Penalty penalty) {
        for (RepairCase repair : material.repairs) {
            if (repair.target().equals(penalty.id())
                    && repair.result() == RepairCase.Result.GRANTED
                    && material.happened(repair.decidedOn())
                    && !material.happened(repair.undoneOn())) {
                return true;
            }
        }
        return false;
    }
}
