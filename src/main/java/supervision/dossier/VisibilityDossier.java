package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import supervision.decision.Recipient;
import supervision.dossier.Prepared.CommitmentHeld;
import supervision.dossier.Prepared.CommitmentPast;
import supervision.dossier.Prepared.Exhibit;
import supervision.dossier.Prepared.Exhibited;
import supervision.dossier.Prepared.GradeHeld;
import supervision.dossier.Prepared.Plan;
import supervision.dossier.Prepared.Rewarded;
import supervision.dossier.Prepared.Shareable;
import supervision.dossier.Prepared.TemporaryRepair;
import supervision.facts.AdministrativeAct;
import supervision.facts.BanGround;
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

    /** Repair ends sharing and use, not publicity alone. */
    private static final String ENDS_SHARING = "ndrc-2025-36/art-3";

    /** What is dishonest information; penalties by the summary procedure are not. */
    private static final String DISHONEST = "shandong-credit-2020/art-13";

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
                share(penalty, subject, Place.DEPARTMENTS);
                if (!PenaltyTerms.Reader.summary(penalty) || !material.inForce(DISHONEST)) {
                    share(penalty, subject, Place.CITY_CREDIT_PLATFORM);
                }
            }
        }
        material.listEntries.forEach(entry -> shareBoth(entry, subject));
        material.defaulters.forEach(entry -> shareBoth(entry, subject));
        material.abnormal.forEach(entry -> share(entry, subject, Place.DEPARTMENTS));
        material.banGrounds.stream()
                .filter(ground -> !pastCeiling(ground))
                .forEach(ground -> share(ground, subject, Place.DEPARTMENTS));
        material.permits.stream()
                .filter(permit -> !material.happened(permit.revokedOn()))
                .forEach(permit -> share(permit, subject, Place.DEPARTMENTS));
        material.acts.stream()
                .filter(act -> !material.happened(act.revokedOn()) && !material.happened(material.ceilingOf(act)))
                .forEach(act -> share(act, subject, Place.DEPARTMENTS));
        material.inspections.forEach(inspection -> share(inspection, subject, Place.DEPARTMENTS));
        material.voluntary.stream()
                .filter(info -> info.vouched()
                        && info.result() == VoluntaryInfo.Result.CONFIRMED
                        && material.happened(info.verifiedOn()))
                .forEach(info -> share(info, subject, Place.DEPARTMENTS));
        shareWeighed(subject);
    }

    /** A ban that runs is law of its own; once it is over, what brought it has the five years of any other act. */
    private boolean pastCeiling(BanGround ground) {
        LocalDate actEnd = ground.conductOn() == null ? ground.decidedOn() : ground.conductOn();
        return BanLaw.over(ground, material)
                && material.figures.known(Material.CEILING)
                && material.today.reached(material.figures.after(Material.CEILING, actEnd));
    }

    private void prepareExhibits(PartyKind subject) {
        material.permits.stream()
                .filter(permit -> !material.happened(permit.revokedOn()))
                .forEach(permit -> exhibit(permit, Exhibit.PERMIT, permit.decidedOn(), subject));
        for (AdministrativeAct act : material.acts) {
            if (!material.happened(act.revokedOn())) {
                exhibit(
                        act,
                        material.ceilingOf(act) != null ? Exhibit.COERCION : Exhibit.ACT,
                        act.decidedOn(),
                        subject);
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
                .map(fact -> ((GradeHeld) fact).of())
                .collect(Collectors.toSet());
        material.evaluations.stream()
                .filter(evaluation -> held.contains(evaluation.id()))
                .forEach(evaluation -> share(evaluation, subject, Place.DEPARTMENTS));
        Set<String> broken = material.prepared().stream()
                .filter(fact -> fact instanceof CommitmentHeld commitment
                        && commitment.outcome() == Known.NO
                        && !commitment.voluntary())
                .map(fact -> ((CommitmentHeld) fact).of())
                .collect(Collectors.toSet());
        Set<String> past = material.prepared().stream()
                .filter(CommitmentPast.class::isInstance)
                .map(fact -> ((CommitmentPast) fact).of())
                .collect(Collectors.toSet());
        material.commitments.stream().filter(one -> !past.contains(one.id())).forEach(commitment -> {
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

    /**
     * Whether a repair that stands, on any channel, ends sharing: since the order that says so is in force. A temporary repair
     * masks the record; it ends sharing once the plan is carried out and it has become a repair.
     */
    private boolean repaired(Penalty penalty) {
        if (!material.inForce(ENDS_SHARING)) {
            return false;
        }
        for (RepairCase repair : material.repairs) {
            if (repair.target().equals(penalty.id())
                    && repair.result() == RepairCase.Result.GRANTED
                    && material.happened(repair.decidedOn())
                    && !material.happened(repair.undoneOn())
                    && (!Boolean.TRUE.equals(repair.temporary()) || planCompleted(penalty))) {
                return true;
            }
        }
        return false;
    }

    private boolean planCompleted(Penalty penalty) {
        return material.prepared().stream()
                .anyMatch(fact -> fact instanceof TemporaryRepair repair
                        && repair.of().equals(penalty.id())
                        && repair.plan() == Plan.COMPLETED);
    }
}
