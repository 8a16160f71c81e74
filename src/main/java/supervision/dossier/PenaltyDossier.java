package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.AppealPending;
import supervision.dossier.Prepared.DisclosureOver;
import supervision.dossier.Prepared.Gap;
import supervision.dossier.Prepared.NoticeNotServed;
import supervision.dossier.Prepared.PastCeiling;
import supervision.dossier.Prepared.PenaltyHeld;
import supervision.dossier.Prepared.PublicitySuspended;
import supervision.dossier.Prepared.PublishedPenalty;
import supervision.dossier.Prepared.Regime;
import supervision.dossier.Prepared.RegimeUnsettled;
import supervision.dossier.Prepared.RegimesCompared;
import supervision.dossier.Prepared.UnmodelledPenalty;
import supervision.dossier.Prepared.WithdrawnPenalty;
import supervision.facts.Channel;
import supervision.facts.Entity;
import supervision.facts.NotReported;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Performance;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;

/** Penalties as shown, or not, on each channel under its regime. */
final class PenaltyDossier {

    private static final String NOTICE = "repair/notice-with-decision";
    private static final String APPEAL_SUSPENDS = "publicity/appeal-suspends";

    private final Material material;
    private final RulePack pack;
    private final Today today;
    private final Figures figures;
    private final PenaltyTerms.Reader terms;
    private final RegimeChoice regimes;
    private final RepairDossier repairs;

    PenaltyDossier(Material material) {
        this.material = material;
        this.pack = material.pack;
        this.today = material.today;
        this.figures = material.figures;
        this.terms = new PenaltyTerms.Reader(material);
        this.regimes = new RegimeChoice(material, terms);
        this.repairs = new RepairDossier(material, regimes);
    }

    /** What was done about repair, once for all penalties. */
    void prepareRepairs() {
        repairs.prepare();
    }

    void prepare(Penalty penalty) {
        if (material.happened(penalty.revokedOn()) && penalty.revokedOn() != null) {
            for (Channel channel : channelsOf(penalty)) {
                material.add(new WithdrawnPenalty(List.of(penalty.id()), penalty.id(), channel, penalty.revokedOn()));
            }
            return;
        }
        boolean bansKnown = material.banGrounds.stream()
                .anyMatch(ground -> ground.authority().equals(penalty.authority())
                        && ground.number().equals(penalty.number()));
        if (!material.tooOld(penalty)) {
            // past its ceiling a record is a ground for nothing, not even for a question
            material.add(new PenaltyHeld(
                    penalty.id(),
                    penalty.kinds().contains(PenaltyKind.PERMIT_REVOKED),
                    penalty.kinds().contains(PenaltyKind.OCCUPATION_RESTRICTED),
                    bansKnown,
                    PenaltyTerms.Reader.summary(penalty),
                    material.owned(Entity.Ownership.PUBLIC_BODY),
                    material.owned(Entity.Ownership.STATE_OWNED),
                    penalty.field() == null ? "" : penalty.field().name()));
            if (Boolean.FALSE.equals(penalty.repairNotice()) && figures.isOn(NOTICE, "true", penalty.decidedOn())) {
                material.add(new NoticeNotServed(penalty.id(), penalty.decidedOn(), List.of(NOTICE)));
            }
        }
        boolean over = true;
        LocalDate since = LocalDate.MIN;
        for (Channel channel : channelsOf(penalty)) {
            LocalDate past = prepareOn(penalty, channel);
            over &= past != null;
            since = past == null ? since : today.later(since, past);
        }
        if (over) {
            material.add(new DisclosureOver(penalty.id(), since, List.of(Material.CEILING)));
        }
    }

    /** Every record is for the credit sites; those of market regulators are for the publicity system too. */
    private Set<Channel> channelsOf(Penalty penalty) {
        Set<Channel> channels = EnumSet.of(Channel.CREDIT_CHINA);
        for (Tables.Regime regime : pack.tables().regimes().values()) {
            if (regime.channel() == Channel.PUBLICITY_SYSTEM && regime.governs(penalty.authority())) {
                channels.add(Channel.PUBLICITY_SYSTEM);
            }
        }
        return channels;
    }

    /** Prepares a penalty on a channel; first day past its longest disclosure there, null before. */
    private @Nullable LocalDate prepareOn(Penalty penalty, Channel channel) {
        Performance performance = material.performances.get(penalty.id());
        Known performed = performed(performance);
        RegimeChoice.Choice choice =
                regimes.choose(penalty, channel, performed, repairs.undoneOn(penalty.id(), channel));
        PenaltyTerms chosen = choice.chosen();
        // a ban longer than the ceiling keeps its record public: Art 38 leaves room for what a law provides
        LocalDate ceiling =
                today.later(material.ceilingOf(penalty), chosen == null ? LocalDate.MIN : chosen.banUntil());
        if (today.reached(ceiling)) {
            material.add(new PastCeiling(
                    List.of(penalty.id()),
                    penalty.id(),
                    channel,
                    ceiling,
                    penalty.conductEndedOn() != null,
                    List.of(Material.CEILING)));
            return ceiling;
        }
        if (repairs.keepsFromShowing(penalty, channel)) {
            // what was repaired is down, whichever rules would have shown it
            return null;
        }
        if (choice.startUnknown() || choice.classUnknown()) {
            material.add(new RegimeUnsettled(
                    List.of(penalty.id()), penalty.id(), channel, choice.startUnknown(), choice.asked()));
        }
        if (chosen == null) {
            if (!choice.startUnknown()) {
                material.add(new UnmodelledPenalty(List.of(penalty.id()), penalty.id(), channel, choice.asked()));
            }
            return null;
        }
        LocalDate anchor = chosen.anchor();
        if (anchor == null) {
            material.add(new Gap(penalty.id(), NotReported.Item.DISPLAY_START));
            return null;
        }
        material.add(published(penalty, channel, choice, chosen, anchor, performance, performed));
        choice.others().forEach(other -> material.add(compared(penalty, chosen, other)));
        if (!chosen.over(today)) {
            prepareAppeal(penalty, channel);
            repairs.prepareShown(penalty, channel);
        }
        return null;
    }

    private Known performed(@Nullable Performance performance) {
        if (performance == null) {
            return Known.UNKNOWN;
        }
        return performance.performed() && material.happened(performance.performedOn()) ? Known.YES : Known.NO;
    }

    private PublishedPenalty published(
            Penalty penalty,
            Channel channel,
            RegimeChoice.Choice choice,
            PenaltyTerms chosen,
            LocalDate anchor,
            @Nullable Performance performance,
            Known performed) {
        Tables.Regime row = chosen.row();
        List<String> asked = new ArrayList<>(choice.asked());
        asked.addAll(chosen.asked());
        List<String> records = new ArrayList<>(List.of(penalty.id()));
        records.addAll(chosen.banGrounds());
        Known harmRemoved = Known.UNKNOWN;
        LocalDate performedSince = anchor;
        if (performance != null) {
            records.add(performance.id());
            if (performed == Known.YES && performance.performedOn() != null) {
                performedSince = today.later(anchor, performance.performedOn());
            }
            if (performance.harmRemoved() != null) {
                // the removal has no day of its own: it is taken to have come with performance, if that is reported
                harmRemoved = performance.harmRemoved() && (performed == Known.YES || !performance.performed())
                        ? Known.YES
                        : Known.NO;
            }
        }
        boolean noEarlyStop = !Collections.disjoint(penalty.kinds(), row.noEarlyStop());
        if (noEarlyStop && row.earlyStop() != null) {
            asked.add(row.earlyStop());
            noEarlyStop = !figures.is(row.earlyStop(), "true");
        }
        return new PublishedPenalty(
                List.copyOf(records),
                penalty.id(),
                channel,
                Regime.valueOf(row.id().toUpperCase(Locale.ROOT).replace('-', '_')),
                chosen.severity(),
                PenaltyTerms.Reader.mildOnly(penalty),
                PenaltyTerms.Reader.warningOnly(penalty),
                PenaltyTerms.Reader.summary(penalty),
                chosen.hidden(),
                terms.focusOf(penalty, row, asked),
                anchor,
                performed,
                performedSince,
                harmRemoved,
                noEarlyStop,
                relapsed(penalty, row),
                channel == Channel.PUBLICITY_SYSTEM && onAdverseList(),
                penalty.displayReason() != null,
                today.later(anchor, chosen.banUntil()),
                chosen.runsOn(),
                terms.sourcesOf(penalty, row),
                List.copyOf(asked));
    }

    private static RegimesCompared compared(Penalty penalty, PenaltyTerms chosen, PenaltyTerms other) {
        boolean chosenFirst = chosen.row().from().isBefore(other.row().from());
        PenaltyTerms earlier = chosenFirst ? chosen : other;
        PenaltyTerms later = chosenFirst ? other : chosen;
        List<String> records = new ArrayList<>(List.of(penalty.id()));
        records.addAll(earlier.banGrounds());
        records.addAll(later.banGrounds());
        List<String> asked = new ArrayList<>(earlier.asked());
        asked.addAll(later.asked());
        asked.addAll(earlier.endFigures());
        asked.addAll(later.endFigures());
        return new RegimesCompared(
                List.copyOf(records),
                penalty.id(),
                earlier.row().id(),
                Objects.requireNonNullElse(earlier.end(), LocalDate.MAX),
                later.row().id(),
                Objects.requireNonNullElse(later.end(), LocalDate.MAX),
                chosen.row().id(),
                List.of(earlier.row().source(), later.row().source()),
                List.copyOf(asked));
    }

    private void prepareAppeal(Penalty penalty, Channel channel) {
        LocalDate suspended = penalty.publicitySuspendedOn();
        if (suspended != null && today.reached(suspended)) {
            material.add(new PublicitySuspended(penalty.id(), channel, suspended, List.of()));
            return;
        }
        LocalDate appealed = penalty.appealedOn();
        if (appealed == null || today.before(appealed) || !figures.known(APPEAL_SUSPENDS)) {
            return;
        }
        if (figures.is(APPEAL_SUSPENDS, "true")) {
            material.add(new PublicitySuspended(penalty.id(), channel, appealed, List.of(APPEAL_SUSPENDS)));
        } else {
            // what was found speaks of legal persons and organisations
            boolean organisation = material.entity != null && material.entity.type() != Entity.Type.INDIVIDUAL_BUSINESS;
            material.add(new AppealPending(penalty.id(), organisation, List.of(APPEAL_SUSPENDS)));
        }
    }

    /** A later penalty of a market regulator for the same kind of act; other authorities do not count (Order 45 Art 14). */
    private Known relapsed(Penalty penalty, Tables.Regime row) {
        Known relapsed = Known.NO;
        for (Penalty other : material.penalties) {
            if (other.decidedOn().isAfter(penalty.decidedOn())
                    && !material.happened(other.revokedOn())
                    && row.governs(other.authority())) {
                if (penalty.conduct() == null || other.conduct() == null) {
                    relapsed = relapsed == Known.YES ? relapsed : Known.UNKNOWN;
                } else if (penalty.conduct().equals(other.conduct())) {
                    relapsed = Known.YES;
                }
            }
        }
        return relapsed;
    }

    private boolean onAdverseList() {
        return !material.abnormal.isEmpty()
                || material.listEntries.stream().anyMatch(entry -> entry.list().equals("samr-serious"));
    }
}
