package supervision.dossier;

import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.BanBar;
import supervision.facts.BanGround;
import supervision.law.LegalPeriods;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.Term;

/**
 * Which row of the table governs a ban: that of the law on the day of the act, unless the one that took its place before the
 * decision is lighter (行政处罚法 Art 37). It depends on the record only, never on the day asked about.
 *
 * @param ban the row that governs; the one reported if none does
 * @param bar why no row is applied; null if one is
 * @param earlier the row of the earlier law, if two were compared
 * @param later the row of the later law, if two were compared
 * @param laterLighter whether the later one is lighter, if two were compared
 */
record BanLaw(
        Ban ban,
        @Nullable BanBar bar,
        @Nullable Ban earlier,
        @Nullable Ban later,
        boolean laterLighter) {

    private static final BanBar NOT_IN_FORCE = BanBar.NOT_IN_FORCE;

    /** Any day will do to see which of two terms is longer. */
    private static final LocalDate SOME_DAY = LocalDate.of(2001, 1, 1);

    static BanLaw of(BanGround ground, Ban named, Map<String, Ban> bans) {
        LocalDate decided = ground.decidedOn();
        LocalDate act = ground.conductOn() == null ? decided : ground.conductOn();
        boolean replaced = named.succeededBy() != null && !named.inForceOn(decided) && !decided.isBefore(named.from());
        Ban later = replaced ? row(named.succeededBy(), bans) : named;
        Ban earlier = replaced ? named : row(named.succeeds(), bans);
        if (earlier == null || later == null || decided.isBefore(later.from())) {
            return named.inForceOn(act) && named.inForceOn(decided) ? applied(named) : notApplied(named, NOT_IN_FORCE);
        }
        boolean lighter = lighter(later, earlier);
        if (ground.conductOn() == null) {
            // nothing to ask where the answer is the same either way
            boolean either = !replaced && (lighter || alike(later, earlier));
            return either ? applied(named) : notApplied(named, BanBar.CONDUCT_UNKNOWN);
        }
        if (!act.isBefore(later.from())) {
            return replaced ? notApplied(named, NOT_IN_FORCE) : applied(named);
        }
        if (!earlier.inForceOn(act)) {
            return notApplied(named, NOT_IN_FORCE);
        }
        if (!lighter) {
            return new BanLaw(earlier, null, earlier, later, false);
        }
        boolean met = !replaced || !later.narrower();
        return new BanLaw(met ? later : named, met ? null : BanBar.LIGHTER_LAW, earlier, later, true);
    }

    private static @Nullable Ban row(@Nullable String id, Map<String, Ban> bans) {
        return id == null ? null : bans.get(id);
    }

    private static BanLaw applied(Ban named) {
        return new BanLaw(named, null, null, null, false);
    }

    private static BanLaw notApplied(Ban named, BanBar bar) {
        return new BanLaw(named, bar, null, null, false);
    }

    private static boolean alike(Ban later, Ban earlier) {
        return !later.narrower() && Objects.equals(later.term(), earlier.term());
    }

    /**
     * Whether the later law is lighter: the longest that it allows is compared first, then the shortest. Where that cannot be
     * told it is not shown to be lighter, and the law on the day of the act stays.
     */
    private static boolean lighter(Ban later, Ban earlier) {
        Term one = later.term();
        Term other = earlier.term();
        if (one == null || other == null) {
            return later.narrower();
        }
        int longer = lastDay(one.max()).compareTo(lastDay(other.max()));
        if (longer == 0 && one.min() != null && other.min() != null) {
            longer = lastDay(one.min()).compareTo(lastDay(other.min()));
        }
        return longer < 0 || (longer == 0 && later.narrower());
    }

    private static LocalDate lastDay(String length) {
        return length.equals(Term.LIFE) || length.equals(Term.WHILE_LISTED)
                ? LocalDate.MAX
                : LegalPeriods.lastDay(SOME_DAY, Period.parse(length));
    }
}
