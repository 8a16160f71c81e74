package supervision.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.dossier.Prepared.Gap;
import supervision.dossier.Prepared.PastCeiling;
import supervision.dossier.Prepared.PenaltyHeld;
import supervision.dossier.Prepared.PublishedPenalty;
import supervision.dossier.Prepared.Regime;
import supervision.dossier.Prepared.RepairUndone;
import supervision.dossier.Prepared.RepairedPenalty;
import supervision.dossier.Prepared.Severity;
import supervision.dossier.Prepared.UnmodelledPenalty;
import supervision.dossier.Prepared.WithdrawnPenalty;
import supervision.facts.BanGround;
import supervision.facts.Channel;
import supervision.facts.Entity;
import supervision.facts.NotReported;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Performance;
import supervision.facts.RepairCase;
import supervision.rulepack.LocalTables.SectorClass;
import supervision.rulepack.Parameter.SubjectKind;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;
import supervision.rulepack.Tables.Ban;

/** Penalties as shown, or not, on each channel under its regime. */
final class PenaltyDossier {

    private static final String CEILING = "publicity/provincial-ceiling";
    private static final String REGIME_SELECTOR = "publicity/regime-selector";
    private static final String LARGE_FINE = "penalty/fine-thresholds/large";
    private static final String HUGE_FINE = "penalty/fine-thresholds/huge";
    private static final String LOWER_FINE = "penalty/fine-thresholds/lower";
    private static final String EXCLUDED_KINDS = "repair/samr-45/excluded-kinds-early-stop";

    private static final Set<PenaltyKind> MILD = EnumSet.of(PenaltyKind.WARNING, PenaltyKind.PUBLIC_CRITICISM);

    private final Material material;
    private final RulePack pack;
    private final Today today;
    private final Figures figures;

    PenaltyDossier(Material material) {
        this.material = material;
        this.pack = material.pack;
        this.today = material.today;
        this.figures = material.figures;
    }

    void prepare() {
        material.penalties.forEach(this::preparePenalty);
    }

    private void preparePenalty(Penalty penalty) {
        if (material.happened(penalty.revokedOn()) && penalty.revokedOn() != null) {
            for (Channel channel : channelsOf(penalty)) {
                material.add(new WithdrawnPenalty(List.of(penalty.id()), penalty.id(), channel, penalty.revokedOn()));
            }
            return;
        }
        boolean bansKnown = material.banGrounds.stream()
                .anyMatch(ground -> ground.authority().equals(penalty.authority())
                        && ground.number().equals(penalty.number()));
        if (today.before(ceilingOf(penalty))) {
            // past its ceiling a record is a ground for nothing, not even for a question
            material.add(new PenaltyHeld(
                    penalty.id(),
                    penalty.kinds().contains(PenaltyKind.PERMIT_REVOKED),
                    penalty.kinds().contains(PenaltyKind.OCCUPATION_RESTRICTED),
                    bansKnown,
                    penalty.procedure() == Penalty.Procedure.SUMMARY,
                    material.owned(Entity.Ownership.PUBLIC_BODY),
                    material.owned(Entity.Ownership.STATE_OWNED)));
        }
        for (Channel channel : channelsOf(penalty)) {
            prepareOn(penalty, channel);
        }
    }

    /** First day on which a record is too old to be used for anything (Shandong regulation, Art 38). */
    LocalDate ceilingOf(Penalty penalty) {
        LocalDate actEnd = penalty.conductEndedOn() == null ? penalty.decidedOn() : penalty.conductEndedOn();
        return figures.known(CEILING) ? figures.after(CEILING, actEnd) : LocalDate.MAX;
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

    private void prepareOn(Penalty penalty, Channel channel) {
        List<String> asked = new ArrayList<>();
        Tables.Regime row = regimeOf(penalty, channel, asked);
        List<String> records = new ArrayList<>(List.of(penalty.id()));
        LocalDate banUntil = row == null ? LocalDate.MIN : banUntil(penalty, row, records, asked);
        // a ban longer than the ceiling keeps its record public: Art 38 leaves room for what a law provides
        LocalDate ceiling = today.later(ceilingOf(penalty), banUntil);
        if (today.reached(ceiling)) {
            material.add(new PastCeiling(
                    List.of(penalty.id()),
                    penalty.id(),
                    channel,
                    ceiling,
                    penalty.conductEndedOn() != null,
                    List.of(CEILING)));
            return;
        }
        if (row == null) {
            material.add(new UnmodelledPenalty(List.of(penalty.id()), penalty.id(), channel, List.copyOf(asked)));
            return;
        }
        for (RepairCase repair : material.repairs) {
            if (!repair.target().equals(penalty.id())
                    || repair.channel() != channel
                    || repair.result() != RepairCase.Result.GRANTED
                    || repair.decidedOn() == null
                    || !today.reached(repair.decidedOn())) {
                continue;
            }
            if (material.happened(repair.undoneOn()) && repair.undoneOn() != null) {
                material.add(
                        new RepairUndone(List.of(penalty.id(), repair.id()), penalty.id(), channel, repair.undoneOn()));
            } else {
                material.add(new RepairedPenalty(
                        List.of(penalty.id(), repair.id()), penalty.id(), channel, repair.decidedOn()));
                return;
            }
        }
        boolean warningOnly = penalty.kinds().equals(Set.of(PenaltyKind.WARNING));
        boolean summary = penalty.procedure() == Penalty.Procedure.SUMMARY;
        LocalDate anchor = row.fromDisplay() ? penalty.displayedOn() : penalty.decidedOn();
        if (anchor == null && (warningOnly || (summary && row.kindsDecide()))) {
            // what is never displayed has no first day of display
            anchor = penalty.decidedOn();
        }
        if (anchor == null) {
            material.add(new Gap(penalty.id(), NotReported.Item.DISPLAY_START));
            return;
        }
        Performance performance = material.performances.get(penalty.id());
        Known performed = Known.UNKNOWN;
        Known harmRemoved = Known.UNKNOWN;
        LocalDate performedSince = anchor;
        if (performance != null) {
            records.add(performance.id());
            performed = performance.performed() && material.happened(performance.performedOn()) ? Known.YES : Known.NO;
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
        boolean noEarlyStop = penalty.kinds().stream().anyMatch(row.noEarlyStop()::contains);
        if (noEarlyStop) {
            asked.add(EXCLUDED_KINDS);
            noEarlyStop = figures.is(EXCLUDED_KINDS, "false");
        }
        material.add(new PublishedPenalty(
                List.copyOf(records),
                penalty.id(),
                channel,
                Regime.valueOf(row.id().toUpperCase(Locale.ROOT).replace('-', '_')),
                severityOf(penalty, row, asked),
                MILD.containsAll(penalty.kinds()),
                warningOnly,
                summary,
                focusOf(penalty, row, asked),
                anchor,
                performed,
                performedSince,
                harmRemoved,
                noEarlyStop,
                relapsed(penalty, row),
                channel == Channel.PUBLICITY_SYSTEM && onAdverseList(),
                penalty.displayReason() != null,
                today.later(anchor, banUntil),
                sourcesOf(penalty, row),
                List.copyOf(asked)));
    }

    /** First day after the longest ban on the material.entity itself that the same decision brought, where that counts. */
    private LocalDate banUntil(Penalty penalty, Tables.Regime row, List<String> records, List<String> asked) {
        LocalDate until = LocalDate.MIN;
        String prolongs = row.banProlongs();
        if (prolongs == null) {
            return until;
        }
        for (BanGround ground : material.banGrounds) {
            Ban ban = BanDossier.onEntity(ground, material);
            if (ban != null
                    && ground.authority().equals(penalty.authority())
                    && ground.number().equals(penalty.number())) {
                BanDossier.BanEnd end = BanDossier.endOf(ground, ban);
                if (end.ending() == Ending.ON_DAY) {
                    if (!asked.contains(prolongs)) {
                        asked.add(prolongs);
                    }
                    records.add(ground.id());
                    until = figures.is(prolongs, "true") ? today.later(until, end.until()) : until;
                }
            }
        }
        return until;
    }

    private Tables.@Nullable Regime regimeOf(Penalty penalty, Channel channel, List<String> asked) {
        Tables.Regime byDecision = regimeOn(penalty.decidedOn(), penalty, channel);
        String selector = figures.value(REGIME_SELECTOR);
        Tables.Regime byEvaluation = null;
        for (Tables.Regime regime : pack.tables().regimes().values()) {
            if (regime.channel() == channel && regime.governs(penalty.authority()) && today.reached(regime.from())) {
                byEvaluation = regime;
            }
        }
        if (byDecision != byEvaluation) {
            // the law does not say which regime governs a record that spans a change: say which choice was made
            asked.add(REGIME_SELECTOR);
        }
        return switch (selector) {
            case "EVALUATION_DATE" -> byDecision == null ? null : byEvaluation;
            case "PUBLICITY_START" ->
                penalty.displayedOn() == null ? byDecision : regimeOn(penalty.displayedOn(), penalty, channel);
            case "DECISION_DATE" -> byDecision;
            default ->
                throw new IllegalStateException("parameter `" + REGIME_SELECTOR + "` has the value `" + selector
                        + "`: use DECISION_DATE, PUBLICITY_START or EVALUATION_DATE");
        };
    }

    private Tables.@Nullable Regime regimeOn(LocalDate day, Penalty penalty, Channel channel) {
        for (Tables.Regime regime : pack.tables().regimes().values()) {
            if (regime.channel() == channel
                    && regime.governs(penalty.authority())
                    && !day.isBefore(regime.from())
                    && (regime.until() == null || day.isBefore(regime.until()))) {
                return regime;
            }
        }
        return null;
    }

    /** The gravest class that the decision certainly leads to, or unknown if it might be a graver one. */
    private Severity severityOf(Penalty penalty, Tables.Regime row, List<String> asked) {
        if (penalty.kinds().stream().anyMatch(row.specificKinds()::contains)
                && penalty.gravity() != Penalty.Gravity.SPECIFIC_SERIOUS) {
            if (penalty.field() == null) {
                return Severity.UNKNOWN;
            }
            if (row.specificFields().contains(penalty.field())) {
                return Severity.SPECIFIC_SERIOUS;
            }
        }
        if (penalty.gravity() != null && !row.kindsDecide()) {
            return penalty.gravity() == Penalty.Gravity.SPECIFIC_SERIOUS
                            && row.specificKinds().isEmpty()
                    ? Severity.SERIOUS
                    : Severity.valueOf(penalty.gravity().name());
        }
        SectorClass ofSector = sectorClass(penalty, row);
        if (ofSector != null) {
            return Severity.valueOf(ofSector.gravity().name());
        }
        if (penalty.procedure() == Penalty.Procedure.SUMMARY && row.summaryProcedure() != null) {
            return Severity.valueOf(row.summaryProcedure().name());
        }
        return byKinds(penalty, row, asked);
    }

    /** The class that the standard of its sector gives a penalty, under regimes that leave classes to sectors. */
    private @Nullable SectorClass sectorClass(Penalty penalty, Tables.Regime row) {
        boolean leftToSectors = !row.kinds().isEmpty() && !row.kindsDecide();
        return leftToSectors && penalty.gravity() == null
                ? pack.tables().local().classOf(penalty)
                : null;
    }

    private List<String> sourcesOf(Penalty penalty, Tables.Regime row) {
        SectorClass ofSector = sectorClass(penalty, row);
        return ofSector == null ? List.of(row.source()) : List.of(row.source(), ofSector.source());
    }

    /** The class to which the kinds of penalty lead; the amount of a fine is asked only where it can matter. */
    private Severity byKinds(Penalty penalty, Tables.Regime row, List<String> asked) {
        if (row.kinds().isEmpty()) {
            return Severity.UNKNOWN;
        }
        Set<Penalty.Gravity> classes = EnumSet.noneOf(Penalty.Gravity.class);
        boolean open = false;
        for (PenaltyKind kind : penalty.kinds()) {
            Penalty.Gravity gravity = row.kinds().get(kind);
            open |= gravity == null && kind != PenaltyKind.FINE;
            if (gravity != null) {
                classes.add(gravity);
            }
        }
        if (penalty.kinds().contains(PenaltyKind.FINE)) {
            Penalty.Gravity fine = classes.contains(row.openKindsUpTo()) ? null : fineGravity(penalty, row, asked);
            open |= fine == null;
            if (fine != null) {
                classes.add(fine);
            }
        }
        Penalty.Gravity gravest =
                classes.stream().max(Comparator.naturalOrder()).orElse(null);
        if (gravest == null || (open && gravest.compareTo(row.openKindsUpTo()) < 0)) {
            return Severity.UNKNOWN;
        }
        if (row.severalKinds() != null && (classes.size() > 1 || open)) {
            asked.add(row.severalKinds());
            if (!figures.is(row.severalKinds(), "LONGEST")) {
                return Severity.UNKNOWN;
            }
        }
        return Severity.valueOf(gravest.name());
    }

    /** The class of a fine, where the thresholds that the competent authority has to publish are set. */
    private Penalty.@Nullable Gravity fineGravity(Penalty penalty, Tables.Regime row, List<String> asked) {
        if (row.kindsDecide() && penalty.gravity() != null) {
            // the authority that fined says whether its fine is a lower one
            return penalty.gravity() == Penalty.Gravity.MINOR ? Penalty.Gravity.MINOR : Penalty.Gravity.GENERAL;
        }
        if (penalty.fine() == null) {
            return null;
        }
        SubjectKind kind = material.subjectKind();
        if (row.kindsDecide()) {
            asked.add(LOWER_FINE);
            BigDecimal lower = figures.amount(LOWER_FINE, penalty.field(), kind);
            if (lower == null) {
                return null;
            }
            return penalty.fine().compareTo(lower) <= 0 ? Penalty.Gravity.MINOR : Penalty.Gravity.GENERAL;
        }
        asked.add(LARGE_FINE);
        asked.add(HUGE_FINE);
        BigDecimal huge = figures.amount(HUGE_FINE, penalty.field(), kind);
        BigDecimal large = figures.amount(LARGE_FINE, penalty.field(), kind);
        if (huge != null && penalty.fine().compareTo(huge) >= 0) {
            return Penalty.Gravity.SERIOUS;
        }
        return huge != null && large != null && penalty.fine().compareTo(large) >= 0 ? Penalty.Gravity.GENERAL : null;
    }

    /** Whether the longer periods of some fields hold; in a field with a threshold that depends on the fine. */
    private Known focusOf(Penalty penalty, Tables.Regime row, List<String> asked) {
        if (row.focusFields().isEmpty()) {
            return Known.NO;
        }
        if (penalty.field() == null) {
            return Known.UNKNOWN;
        }
        if (!row.focusFields().contains(penalty.field())) {
            return Known.NO;
        }
        String threshold = row.focusFines().get(penalty.field());
        if (threshold == null) {
            return Known.YES;
        }
        asked.add(threshold);
        if (penalty.fine() == null || !figures.known(threshold)) {
            return Known.UNKNOWN;
        }
        return penalty.fine().compareTo(new BigDecimal(figures.value(threshold))) >= 0 ? Known.YES : Known.NO;
    }

    /** A later penalty of a market regulator for the same kind of act; other authorities do not count (Order 45 Art 14). */
    private boolean relapsed(Penalty penalty, Tables.Regime row) {
        return material.penalties.stream()
                .anyMatch(other -> other.decidedOn().isAfter(penalty.decidedOn())
                        && penalty.conduct() != null
                        && penalty.conduct().equals(other.conduct())
                        && !material.happened(other.revokedOn())
                        && row.governs(other.authority()));
    }

    private boolean onAdverseList() {
        return !material.abnormal.isEmpty()
                || material.listEntries.stream().anyMatch(entry -> entry.list().equals("samr-serious"));
    }
}
