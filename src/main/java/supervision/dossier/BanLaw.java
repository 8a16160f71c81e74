package supervision.dossier;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.facts.BanGround;
import supervision.rulepack.Tables.Anchor;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.Term;

/**
 * Which row governs a ban and how long it runs, for what is still prepared of publicity, lists, persons and sharing. Rules come
 * to the same by the steps {@code BanUnder}, {@code BanEnd} and {@code BanOnEntity}: who moves one of these families asks those,
 * and this goes with the last of them.
 *
 * @param ban the row that governs; the one reported if none does
 * @param applied whether one does
 */
record BanLaw(Ban ban, boolean applied) {

    /** What is known of how long a ban runs. */
    enum Known {
        TERM,
        ALL_BUT_THE_START,
        NOTHING
    }

    /** @param until first day after it; meaningful with {@link Ending#ON_DAY} only */
    record End(Known known, LocalDate from, LocalDate until, Ending ending) {

        /** One of which no first day after it can be told. */
        static End open(Known known, LocalDate from, Ending ending) {
            return new End(known, from, from, ending);
        }
    }

    /** The row that governs a ground; null if the table does not have it. */
    static @Nullable BanLaw of(BanGround ground, Material material) {
        Map<String, Ban> bans = material.pack.tables().bans();
        Ban named = bans.get(ground.ban());
        return named == null ? null : of(ground, named, bans);
    }

    private static BanLaw of(BanGround ground, Ban named, Map<String, Ban> bans) {
        LocalDate decided = ground.decidedOn();
        LocalDate act = ground.conductOn() == null ? decided : ground.conductOn();
        boolean replaced = named.succeededBy() != null && !named.inForceOn(decided) && !decided.isBefore(named.from());
        Ban later = replaced ? row(named.succeededBy(), bans) : named;
        Ban earlier = replaced ? named : row(named.succeeds(), bans);
        if (earlier == null || later == null || decided.isBefore(later.from())) {
            return new BanLaw(named, named.inForceOn(act) && named.inForceOn(decided));
        }
        boolean lighter = lighter(later, earlier);
        if (ground.conductOn() == null) {
            return new BanLaw(named, !replaced && (lighter || alike(later, earlier)));
        }
        if (!act.isBefore(later.from())) {
            return new BanLaw(named, !replaced);
        }
        if (!earlier.inForceOn(act)) {
            return new BanLaw(named, false);
        }
        boolean met = !lighter || !replaced || !later.narrower();
        return new BanLaw(lighter && met ? later : earlier, met);
    }

    private static @Nullable Ban row(@Nullable String id, Map<String, Ban> bans) {
        return id == null ? null : bans.get(id);
    }

    private static boolean alike(Ban later, Ban earlier) {
        return !later.narrower() && Objects.equals(later.term(), earlier.term());
    }

    private static boolean lighter(Ban later, Ban earlier) {
        Term one = later.term();
        Term other = earlier.term();
        if (one == null || other == null) {
            return later.narrower();
        }
        Periods periods = Periods.INSTANCE;
        String least = Objects.requireNonNullElse(one.min(), "");
        String before = Objects.requireNonNullElse(other.min(), "");
        return periods.longer(other.max(), one.max())
                || !periods.longer(one.max(), other.max())
                        && (periods.longer(before, least) || later.narrower() && !periods.longer(least, before));
    }

    /** Whether the last day of a ban is known and over, whomever it reaches. */
    static boolean over(BanGround ground, Material material) {
        BanLaw law = of(ground, material);
        if (law == null) {
            return false;
        }
        End end = endOf(ground, law.ban());
        return end.ending() == Ending.ON_DAY && material.today.reached(end.until());
    }

    static End endOf(BanGround ground, Ban ban) {
        LocalDate decidedOn = ground.decidedOn();
        LocalDate start = ground.startsOn();
        if (start == null && ban.anchor() == Anchor.DECISION) {
            start = decidedOn;
        }
        Term term = ban.term();
        String decided = ground.decidedTerm();
        LocalDate from = start == null ? decidedOn : start;
        if (term == null || (decided == null ? !term.fixed() : !within(term, decided, from))) {
            return End.open(Known.NOTHING, decidedOn, Ending.UNKNOWN);
        }
        String length = decided == null ? term.max() : decided;
        if (length.equals(Term.LIFE) || length.equals(Term.WHILE_LISTED)) {
            return End.open(Known.TERM, from, length.equals(Term.LIFE) ? Ending.LIFE : Ending.WITH_THE_ENTRY);
        }
        return start == null
                ? End.open(Known.ALL_BUT_THE_START, decidedOn, Ending.UNKNOWN)
                : new End(Known.TERM, start, Periods.INSTANCE.after(length, start), Ending.ON_DAY);
    }

    private static boolean within(Term term, String decided, LocalDate from) {
        return Periods.INSTANCE.within(decided, Objects.requireNonNullElse(term.min(), ""), term.max(), from);
    }
}
