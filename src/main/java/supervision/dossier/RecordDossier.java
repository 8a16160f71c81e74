package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import supervision.dossier.Prepared.Contradiction;
import supervision.dossier.Prepared.Differing;
import supervision.dossier.Prepared.DisclosureOver;
import supervision.dossier.Prepared.Incomplete;
import supervision.dossier.Prepared.Lacking;
import supervision.dossier.Prepared.ObjectionDecided;
import supervision.dossier.Prepared.ObjectionPending;
import supervision.dossier.Prepared.RestsOnRevoked;
import supervision.dossier.Prepared.StruckOut;
import supervision.facts.AdministrativeAct;
import supervision.facts.BanGround;
import supervision.facts.Channel;
import supervision.facts.Evaluation;
import supervision.facts.ListEntry;
import supervision.facts.Objection;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;

/** Records as such: what they lack, where they contradict each other, objections against them; entries of abnormal operation. */
final class RecordDossier {

    private static final Set<PenaltyKind> CONFISCATIONS =
            Set.of(PenaltyKind.CONFISCATED_INCOME, PenaltyKind.CONFISCATED_PROPERTY);

    /** Working days for the answer to an objection. */
    private static final String OWN = "objection/own";

    private static final String WITH_OTHERS = "objection/with-others";

    private final Material material;
    private final Today today;

    RecordDossier(Material material) {
        this.material = material;
        this.today = material.today;
    }

    void prepare() {
        material.objections.forEach(this::preparePending);
        material.decidedObjections.forEach(this::prepareDecided);
        for (Penalty penalty : material.penalties) {
            if (material.happened(penalty.revokedOn())) {
                prepareResting(penalty);
            } else if (!material.tooOld(penalty)) {
                prepareIncomplete(penalty);
            }
        }
        for (AdministrativeAct act : material.acts) {
            LocalDate ceiling = material.ceilingOf(act);
            if (!material.happened(act.revokedOn()) && ceiling != null && today.reached(ceiling)) {
                material.add(new DisclosureOver(act.id(), ceiling, List.of(Material.CEILING)));
            }
        }
        prepareContradictions();
    }

    private void preparePending(Objection objection) {
        material.add(new ObjectionPending(
                objection.id(),
                objection.target(),
                objection.receivedOn(),
                objection.needsOtherUnit(),
                material.figures.knownOn(objection.needsOtherUnit() ? WITH_OTHERS : OWN, objection.receivedOn()),
                objection.channel() == Channel.CREDIT_CHINA));
    }

    private void prepareDecided(Objection objection) {
        material.add(new ObjectionDecided(
                objection.id(),
                objection.target(),
                objection.result() == Objection.Result.CORRECTED || objection.result() == Objection.Result.DELETED,
                material.happened(objection.correctedOn()),
                material.happened(objection.notifiedOn()),
                material.happened(objection.redressedOn())));
        LocalDate since = Material.struckOutBy(objection);
        if (since != null) {
            for (Channel channel : Channel.values()) {
                material.add(
                        new StruckOut(List.of(objection.id(), objection.target()), objection.target(), channel, since));
            }
        }
    }

    private void prepareIncomplete(Penalty penalty) {
        if (penalty.kinds().contains(PenaltyKind.FINE) && penalty.fine() == null) {
            material.add(new Incomplete(penalty.id(), Lacking.FINE));
        }
        if (penalty.confiscated() == null && penalty.kinds().stream().anyMatch(CONFISCATIONS::contains)) {
            material.add(new Incomplete(penalty.id(), Lacking.CONFISCATED));
        }
    }

    /** What may rest on a penalty that is gone: a list entry by the same decision, a grade given while it stood. */
    private void prepareResting(Penalty penalty) {
        for (ListEntry entry : material.listEntries) {
            if (entry.number().equals(penalty.number())
                    && entry.identifyingUnit().equals(penalty.authority())) {
                material.add(new RestsOnRevoked(List.of(entry.id(), penalty.id()), entry.id()));
            }
        }
        Map<String, Evaluation> latest = new TreeMap<>();
        for (Evaluation evaluation : material.evaluations) {
            latest.merge(
                    evaluation.scheme(),
                    evaluation,
                    (one, other) -> other.gradedOn().isBefore(one.gradedOn()) ? one : other);
        }
        for (Evaluation evaluation : latest.values()) {
            if (material.lasts(evaluation.validTo())
                    && !evaluation.gradedOn().isBefore(penalty.decidedOn())
                    && penalty.revokedOn() != null
                    && evaluation.gradedOn().isBefore(penalty.revokedOn())) {
                material.add(new RestsOnRevoked(List.of(evaluation.id(), penalty.id()), evaluation.id()));
            }
        }
    }

    private void prepareContradictions() {
        Map<String, List<Penalty>> byNumber = new TreeMap<>();
        for (Penalty penalty : material.penalties) {
            if (!material.happened(penalty.revokedOn())) {
                byNumber.computeIfAbsent(penalty.number(), number -> new ArrayList<>())
                        .add(penalty);
            }
        }
        for (List<Penalty> alike : byNumber.values()) {
            if (alike.size() > 1) {
                List<String> ids = alike.stream().map(Penalty::id).sorted().toList();
                contradict(ids, ids.get(0), Differing.AUTHORITY);
            }
            for (Penalty penalty : alike) {
                for (BanGround ground : material.banGrounds) {
                    if (ground.number().equals(penalty.number())
                            && ground.authority().equals(penalty.authority())
                            && !ground.decidedOn().equals(penalty.decidedOn())) {
                        contradict(List.of(ground.id(), penalty.id()), ground.id(), Differing.BAN_DAY);
                    }
                }
            }
        }
    }

    private void contradict(List<String> records, String record, Differing differing) {
        material.add(new Contradiction(records, record, differing, List.of(), List.of()));
    }
}
