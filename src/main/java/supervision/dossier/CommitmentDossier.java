package supervision.dossier;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.CommitmentHeld;
import supervision.dossier.Prepared.CommitmentPast;
import supervision.dossier.Prepared.CommitmentSought;
import supervision.dossier.Prepared.CommitmentWeighed;
import supervision.dossier.Prepared.Governing;
import supervision.dossier.Prepared.GradeHeld;
import supervision.dossier.Prepared.Severity;
import supervision.dossier.Prepared.Standing;
import supervision.dossier.Prepared.Ungraded;
import supervision.dossier.Prepared.VoluntaryHeld;
import supervision.facts.Commitment;
import supervision.facts.VoluntaryInfo;

/** Commitments, and whether they were kept; and what entities say of themselves. */
final class CommitmentDossier {

    private static final String UNGRADED_TIER = "grade/ungraded-tier";

    /** Commitments that stand in for papers or for an approval: who broke one asks for the same convenience again. */
    private static final Set<Commitment.Type> IN_PLACE_OF_PAPERS = EnumSet.of(
            Commitment.Type.APPROVAL_SUBSTITUTE, Commitment.Type.MISSING_PAPERS, Commitment.Type.PROOF_SUBSTITUTE);

    private final Material material;
    private final Today today;

    CommitmentDossier(Material material) {
        this.material = material;
        this.today = material.today;
    }

    void prepare() {
        List<CommitmentHeld> broken = new ArrayList<>();
        for (Commitment commitment : material.commitments) {
            CommitmentHeld held = held(commitment);
            if (held == null) {
                material.add(new CommitmentPast(commitment.id(), List.of(Material.CEILING)));
                continue;
            }
            material.add(held);
            if (held.outcome() == Known.NO
                    && held.gravity() != Severity.MINOR
                    && IN_PLACE_OF_PAPERS.contains(commitment.type())) {
                broken.add(held);
            }
        }
        new ApplicationDossier(material).prepare(broken);
        material.voluntary.forEach(info -> material.add(registered(info)));
    }

    /** The commitment as it stands; null if it was not kept so long ago that nothing may rest on it. */
    private @Nullable CommitmentHeld held(Commitment commitment) {
        boolean due =
                commitment.dueOn() != null && today.reached(commitment.dueOn().plusDays(1));
        boolean voluntary =
                commitment.type() == Commitment.Type.VOLUNTARY || commitment.type() == Commitment.Type.SELF_REGULATION;
        Known outcome = Known.UNKNOWN;
        if (commitment.performance() != null
                && commitment.performance() != Commitment.Outcome.NOT_DUE
                && commitment.confirmedOn() != null
                && today.reached(commitment.confirmedOn())) {
            outcome = commitment.performance() == Commitment.Outcome.KEPT ? Known.YES : Known.NO;
            if (outcome == Known.NO
                    && !voluntary
                    // the day on which it was found that it was not kept stands for the end of the act
                    && material.pastCeiling(commitment.confirmedOn())) {
                return null;
            }
        }
        Severity gravity = commitment.gravity() == null
                ? Severity.UNKNOWN
                : Severity.valueOf(commitment.gravity().name());
        return new CommitmentHeld(commitment.id(), commitment.type(), voluntary, due, outcome, gravity);
    }

    private VoluntaryHeld registered(VoluntaryInfo info) {
        Known verified = Known.UNKNOWN;
        if (info.result() != null && material.happened(info.verifiedOn())) {
            verified = info.result() == VoluntaryInfo.Result.CONFIRMED ? Known.YES : Known.NO;
        }
        return new VoluntaryHeld(info.id(), info.vouched(), verified);
    }

    /** Applications that nothing bars, with the applicant's credit as the tier that governs everywhere says it. */
    static List<Prepared> weigh(List<Prepared> prepared, List<Governing> governing) {
        List<Prepared> weighed = new ArrayList<>();
        for (Prepared fact : prepared) {
            if (fact instanceof CommitmentSought sought && sought.allowed() == Known.YES && !sought.barred()) {
                weighed.add(weighed(sought, prepared, governing));
            }
        }
        return weighed;
    }

    /** The figures by which the grades behind a tier, or the lack of any, led to it. */
    private static List<String> mappings(List<Prepared> prepared, Set<String> records) {
        List<String> mappings = new ArrayList<>();
        for (Prepared fact : prepared) {
            if (fact instanceof GradeHeld grade && records.contains(grade.of())) {
                mappings.add(GradeDossier.mapping(grade.scheme()));
            } else if (fact instanceof Ungraded ungraded && records.containsAll(ungraded.records())) {
                mappings.add(UNGRADED_TIER);
            }
        }
        return mappings;
    }

    private static CommitmentWeighed weighed(
            CommitmentSought sought, List<Prepared> prepared, List<Governing> governing) {
        Set<String> records = new TreeSet<>(sought.records());
        Standing standing = Standing.UNCLEAR;
        for (Governing tier : governing) {
            if (tier.everywhere()) {
                records.addAll(tier.records());
                standing = switch (tier.tier()) {
                    case PREFERENTIAL -> Standing.GOOD;
                    case ROUTINE -> Standing.ORDINARY;
                    case ENHANCED, STRICT -> Standing.POOR;
                };
            }
        }
        List<String> numbers = new ArrayList<>(sought.numbers());
        numbers.addAll(mappings(prepared, records));
        if (sought.papersMissing() && standing == Standing.GOOD) {
            numbers.addAll(sought.completionNumbers());
        }
        return new CommitmentWeighed(
                List.copyOf(records),
                sought.of(),
                standing,
                sought.papersMissing(),
                sought.completion(),
                sought.due(),
                sought.overdue(),
                sought.sources(),
                List.copyOf(numbers));
    }
}
