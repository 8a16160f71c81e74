package supervision.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.dossier.Prepared.Severity;
import supervision.facts.BanGround;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.rulepack.LocalTables.SectorClass;
import supervision.rulepack.Parameter.SubjectKind;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.Regime;
import supervision.rulepack.Tables.Trait;

/**
 * What a penalty comes to under one regime of publicity.
 *
 * @param anchor day from which the regime's periods run; null if it is not reported
 * @param hidden whether the regime keeps it from being shown
 * @param banUntil first day after a ban that prolongs publicity; {@link LocalDate#MIN} if there is none
 * @param settled whether class and start are known, so that the regime says when publicity ends
 * @param end first day on which it is no longer shown; null unless that is a known day
 */
record PenaltyTerms(
        Regime row,
        @Nullable LocalDate anchor,
        boolean hidden,
        LocalDate banUntil,
        boolean settled,
        @Nullable LocalDate end) {

    /** Whether its publicity is over, or has never begun. */
    boolean over(Today today) {
        return hidden || (end != null && today.reached(end));
    }

    /** Reads penalties under regimes. */
    static final class Reader {

        private static final String LARGE_FINE = "penalty/fine-thresholds/large";
        private static final String HUGE_FINE = "penalty/fine-thresholds/huge";
        private static final String LOWER_FINE = "penalty/fine-thresholds/lower";

        private static final Set<PenaltyKind> MILD = EnumSet.of(PenaltyKind.WARNING, PenaltyKind.PUBLIC_CRITICISM);

        private final Material material;
        private final Figures figures;

        Reader(Material material) {
            this.material = material;
            this.figures = material.figures;
        }

        /**
         * A penalty under a regime.
         *
         * @param undoneOn day on which a repair of it was undone; null if none was
         */
        PenaltyTerms under(Regime row, Penalty penalty, Known performed, @Nullable LocalDate undoneOn) {
            LocalDate banUntil = banUntil(penalty, row);
            Severity severity = severityOf(penalty, row);
            boolean hidden = hidden(penalty, row, severity);
            LocalDate anchor = row.fromDisplay() ? penalty.displayedOn() : penalty.decidedOn();
            if (anchor == null && hidden) {
                // what is never displayed has no first day of display
                anchor = penalty.decidedOn();
            }
            if (undoneOn != null && row.undoneClock() != null) {
                anchor = figures.is(row.undoneClock(), "RESTART") ? undoneOn : anchor;
            }
            String period = hidden ? null : period(row, severity);
            LocalDate end = hidden ? anchor : end(period, anchor, banUntil);
            // what was chosen about the end is named by rules
            figures.takeChoices();
            // shown on after its longest publicity because its duties are not performed
            boolean runsOn = !hidden
                    && end != null
                    && performed == Known.NO
                    && row.unperformedAtEnd() != null
                    && figures.is(row.unperformedAtEnd(), "SHOW_UNTIL_PERFORMED")
                    && material.today.reached(end);
            return new PenaltyTerms(row, anchor, hidden, banUntil, end != null, runsOn ? null : end);
        }

        static boolean mildOnly(Penalty penalty) {
            return MILD.containsAll(penalty.kinds());
        }

        static boolean warningOnly(Penalty penalty) {
            return penalty.kinds().equals(Set.of(PenaltyKind.WARNING));
        }

        static boolean summary(Penalty penalty) {
            return penalty.procedure() == Penalty.Procedure.SUMMARY;
        }

        private static @Nullable String period(Regime row, Severity severity) {
            String period = row.ends().get(Regime.EVERY_CLASS);
            return period == null ? row.ends().get(severity.name()) : period;
        }

        private @Nullable LocalDate end(@Nullable String period, @Nullable LocalDate anchor, LocalDate banUntil) {
            return anchor == null || period == null
                    ? null
                    : material.today.later(banUntil, figures.after(period, anchor));
        }

        private boolean hidden(Penalty penalty, Regime row, Severity severity) {
            boolean hidden = false;
            for (var kept : row.notShown().entrySet()) {
                hidden |= has(penalty, kept.getKey(), row, severity) && figures.is(kept.getValue(), "false");
            }
            return hidden;
        }

        private boolean has(Penalty penalty, Trait trait, Regime row, Severity severity) {
            return switch (trait) {
                case WARNING_ONLY -> warningOnly(penalty);
                case MILD_ONLY -> mildOnly(penalty) || mildestCounts(penalty, row);
                case SUMMARY_PROCEDURE -> summary(penalty);
                case MINOR_WITHOUT_REASON -> severity == Severity.MINOR && penalty.displayReason() == null;
            };
        }

        /** Whether a decision with a mild kind beside others counts as a mild one: not where the longest period counts. */
        private boolean mildestCounts(Penalty penalty, Regime row) {
            if (row.severalKinds() == null || Collections.disjoint(penalty.kinds(), MILD)) {
                return false;
            }
            return !figures.is(row.severalKinds(), "LONGEST");
        }

        /** First day after the longest ban on the entity itself that the same decision brought, where that counts. */
        private LocalDate banUntil(Penalty penalty, Regime row) {
            LocalDate until = LocalDate.MIN;
            String prolongs = row.banProlongs();
            if (prolongs == null) {
                return until;
            }
            for (BanGround ground : material.banGrounds) {
                Ban ban = BanLaw.onEntity(ground, material);
                if (ban != null
                        && ground.authority().equals(penalty.authority())
                        && ground.number().equals(penalty.number())) {
                    BanLaw.End end = BanLaw.endOf(ground, ban);
                    if (end.ending() == Ending.ON_DAY) {
                        until = figures.is(prolongs, "true") ? material.today.later(until, end.until()) : until;
                    }
                }
            }
            return until;
        }

        /** The gravest class that the decision certainly leads to, or unknown if it might be a graver one. */
        private Severity severityOf(Penalty penalty, Regime row) {
            if (!Collections.disjoint(penalty.kinds(), row.specificKinds())
                    && penalty.gravity() != Penalty.Gravity.SPECIFIC_SERIOUS) {
                Known specific = specific(penalty, row);
                if (specific != Known.NO) {
                    return specific == Known.YES ? Severity.SPECIFIC_SERIOUS : Severity.UNKNOWN;
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
            if (summary(penalty) && row.summaryProcedure() != null) {
                return Severity.valueOf(row.summaryProcedure().name());
            }
            return byKinds(penalty, row);
        }

        /** The class that the standard of its sector gives a penalty, under regimes that leave classes to sectors. */
        private @Nullable SectorClass sectorClass(Penalty penalty, Regime row) {
            boolean leftToSectors = !row.kinds().isEmpty() && !row.kindsDecide();
            return leftToSectors && penalty.gravity() == null
                    ? material.pack.tables().local().classOf(penalty)
                    : null;
        }

        /** Whether the act is one that, with such a penalty, is never repaired: by its field, or by its name. */
        private static Known specific(Penalty penalty, Regime row) {
            String conduct = penalty.conduct();
            if (conduct != null && row.specificActs().stream().anyMatch(conduct::contains)) {
                return Known.YES;
            }
            if (penalty.field() == null) {
                return Known.UNKNOWN;
            }
            if (row.specificFields().contains(penalty.field())) {
                return Known.YES;
            }
            String word = row.specificPartly().get(penalty.field());
            if (word == null) {
                return Known.NO;
            }
            return conduct == null ? Known.UNKNOWN : conduct.contains(word) ? Known.YES : Known.NO;
        }

        /** The class to which the kinds of penalty lead; the amount of a fine is asked only where it can matter. */
        private Severity byKinds(Penalty penalty, Regime row) {
            if (row.kinds().isEmpty()) {
                return Severity.UNKNOWN;
            }
            Set<Penalty.Gravity> classes = EnumSet.noneOf(Penalty.Gravity.class);
            boolean open = false;
            for (PenaltyKind kind : penalty.kinds()) {
                Penalty.Gravity gravity = row.kinds().get(kind);
                String unsettled = row.openKinds().get(kind);
                if (unsettled != null) {
                    gravity = Penalty.Gravity.valueOf(figures.value(unsettled));
                }
                open |= gravity == null && kind != PenaltyKind.FINE;
                if (gravity != null) {
                    classes.add(gravity);
                }
            }
            if (penalty.kinds().contains(PenaltyKind.FINE)) {
                Penalty.Gravity fine = classes.contains(row.openKindsUpTo()) ? null : fineGravity(penalty, row);
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
                if (!figures.is(row.severalKinds(), "LONGEST")) {
                    return Severity.UNKNOWN;
                }
            }
            return Severity.valueOf(gravest.name());
        }

        /** The class of a fine, where the thresholds that the competent authority has to publish are set. */
        private Penalty.@Nullable Gravity fineGravity(Penalty penalty, Regime row) {
            if (row.kindsDecide() && penalty.gravity() != null) {
                // the authority that fined says whether its fine is a lower one
                return penalty.gravity() == Penalty.Gravity.MINOR ? Penalty.Gravity.MINOR : Penalty.Gravity.GENERAL;
            }
            if (penalty.fine() == null) {
                return null;
            }
            SubjectKind kind = material.subjectKind();
            if (row.kindsDecide()) {
                BigDecimal lower = figures.amount(LOWER_FINE, penalty.field(), kind);
                if (lower == null) {
                    return null;
                }
                return penalty.fine().compareTo(lower) <= 0 ? Penalty.Gravity.MINOR : Penalty.Gravity.GENERAL;
            }
            BigDecimal huge = figures.amount(HUGE_FINE, penalty.field(), kind);
            BigDecimal large = figures.amount(LARGE_FINE, penalty.field(), kind);
            if (huge != null && penalty.fine().compareTo(huge) >= 0) {
                return Penalty.Gravity.SERIOUS;
            }
            return huge != null && large != null && penalty.fine().compareTo(large) >= 0
                    ? Penalty.Gravity.GENERAL
                    : null;
        }
    }
}
