package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import supervision.dossier.Prepared.EarlyRemoval;
import supervision.dossier.Prepared.HeavierPenalty;
import supervision.dossier.Prepared.RemovalBarred;
import supervision.facts.Channel;
import supervision.facts.Commitment;
import supervision.facts.ListEntry;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables.EarlyCondition;
import supervision.rulepack.Tables.SeriousList;

/** When an entry that stands can be removed before its end, and what keeps it from that. */
final class EarlyRemovalDossier {

    /** Penalties that are no heavier ones whoever decided them. */
    private static final Set<PenaltyKind> MILD = EnumSet.of(PenaltyKind.WARNING, PenaltyKind.PUBLIC_CRITICISM);

    private final Material material;
    private final RulePack pack;
    private final Figures figures;

    EarlyRemovalDossier(Material material) {
        this.material = material;
        this.pack = material.pack;
        this.figures = material.figures;
    }

    void prepare(ListEntry entry, SeriousList list, boolean older, List<String> running) {
        boolean known = !older && list.early() != null && figures.known(list.early());
        List<String> asked = new ArrayList<>();
        LocalDate day = null;
        if (known && list.early() != null) {
            asked.add(list.early());
            LocalDate corrected = material.happened(entry.correctedOn()) ? entry.correctedOn() : null;
            LocalDate start = list.earlyFromCorrection() ? corrected : entry.listedOn();
            if (start != null) {
                day = figures.opens(list.early(), start);
                asked.add(Figures.ELIGIBLE_ON_LAST_DAY);
            }
            if (!running.isEmpty()) {
                List<String> records = new ArrayList<>(running);
                records.add(entry.id());
                material.add(new RemovalBarred(
                        List.copyOf(records), entry.id(), ListDossier.channelOf(list), List.of(list.source())));
            }
        }
        Known performed = entry.performed() == null
                ? material.happened(entry.correctedOn()) ? Known.YES : Known.UNKNOWN
                : entry.performed() ? Known.YES : Known.NO;
        material.add(new EarlyRemoval(
                entry.id(),
                ListDossier.channelOf(list),
                known,
                day != null,
                day == null ? entry.listedOn() : day,
                performed,
                !list.earlyConditions().contains(EarlyCondition.HARM_REMOVED)
                        ? Known.YES
                        : entry.harmRemoved() == null ? Known.UNKNOWN : entry.harmRemoved() ? Known.YES : Known.NO,
                list.earlyConditions().contains(EarlyCondition.COMMITMENT) && !committedSince(entry.listedOn()),
                list.earlyConditions().contains(EarlyCondition.UNREAD),
                List.of(list.source()),
                List.copyOf(asked)));
        if (known && list.earlyConditions().contains(EarlyCondition.NO_HEAVIER_PENALTY)) {
            prepareHeavierPenalties(entry, list);
        }
    }

    private boolean committedSince(LocalDate day) {
        return material.commitments.stream()
                .anyMatch(commitment -> commitment.type() == Commitment.Type.CREDIT_REPAIR
                        && !commitment.madeOn().isBefore(day)
                        && commitment.performance() != Commitment.Outcome.BROKEN);
    }

    /** Penalties since the listing: a heavier one of a market regulator counts, of others it is for a person to say. */
    private void prepareHeavierPenalties(ListEntry entry, SeriousList list) {
        List<String> sure = new ArrayList<>(List.of(entry.id()));
        List<String> unsure = new ArrayList<>(List.of(entry.id()));
        for (Penalty penalty : material.penalties) {
            if (!penalty.decidedOn().isAfter(entry.listedOn())
                    || material.happened(penalty.revokedOn())
                    || MILD.containsAll(penalty.kinds())
                    || penalty.procedure() == Penalty.Procedure.SUMMARY
                    || material.tooOld(penalty)) {
                continue;
            }
            boolean heavier = penalty.kinds().stream().anyMatch(list.heavierKinds()::contains);
            (heavier && byMarketRegulator(penalty) ? sure : unsure).add(penalty.id());
        }
        boolean known = sure.size() > 1;
        if (known || unsure.size() > 1) {
            material.add(new HeavierPenalty(
                    List.copyOf(known ? sure : unsure),
                    entry.id(),
                    ListDossier.channelOf(list),
                    known,
                    List.of(list.source())));
        }
    }

    private boolean byMarketRegulator(Penalty penalty) {
        return pack.tables().regimes().values().stream()
                .anyMatch(
                        regime -> regime.channel() == Channel.PUBLICITY_SYSTEM && regime.governs(penalty.authority()));
    }
}
