package supervision.dossier;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import supervision.decision.Ending;
import supervision.dossier.Prepared.BanHeld;
import supervision.dossier.Prepared.BanNotInTable;
import supervision.dossier.Prepared.BanTerm;
import supervision.dossier.Prepared.BannedPersonUnknown;
import supervision.facts.BanGround;
import supervision.facts.Role;
import supervision.law.LegalPeriods;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;
import supervision.rulepack.Tables.Ban;

/** Bans that acts of law tie to a decision, as they run on the day. */
final class BanDossier {

    private final Material material;
    private final RulePack pack;
    private final Today today;

    BanDossier(Material material) {
        this.material = material;
        this.pack = material.pack;
        this.today = material.today;
    }

    void prepare() {
        material.banGrounds.forEach(this::prepareBan);
    }

    private void prepareBan(BanGround ground) {
        Ban ban = pack.tables().bans().get(ground.ban());
        if (ban == null) {
            material.add(new BanNotInTable(ground.id(), ground.ban()));
            return;
        }
        BanEnd end = endOf(ground, ban);
        if (end.ending() == Ending.ON_DAY && today.reached(end.until())) {
            return;
        }
        if (end.term() == BanTerm.KNOWN && today.before(end.from())) {
            // such as one that runs from the end of a sentence still being served
            return;
        }
        boolean applies = end.term() == BanTerm.KNOWN || end.term() == BanTerm.START_UNKNOWN;
        if (applies
                && ban.who().containsAll(Material.PERSONS)
                && ground.persons().isEmpty()) {
            material.add(new BannedPersonUnknown(ground.id(), ban.id(), List.of(ban.source())));
            return;
        }
        for (Role role : ban.who()) {
            if (Material.PERSONS.contains(role)
                    && !ground.persons().isEmpty()
                    && !ground.persons().contains(role)) {
                continue;
            }
            material.add(new BanHeld(
                    ground.id(),
                    "ban/" + ban.id(),
                    role,
                    ban.field().name(),
                    end.term(),
                    end.from(),
                    end.until(),
                    end.ending(),
                    List.of(ban.source())));
        }
    }

    record BanEnd(BanTerm term, LocalDate from, LocalDate until, Ending ending) {}

    static BanEnd endOf(BanGround ground, Ban ban) {
        LocalDate start = ground.startsOn();
        if (start == null && ban.anchor() == Tables.Anchor.DECISION) {
            start = ground.decidedOn();
        }
        Tables.Term term = ban.term();
        if (term == null) {
            return new BanEnd(BanTerm.NO_NUMBER, ground.decidedOn(), ground.decidedOn(), Ending.UNKNOWN);
        }
        String decided = ground.decidedTerm();
        if (!term.fixed() && decided == null) {
            return new BanEnd(BanTerm.NOT_DECIDED, ground.decidedOn(), ground.decidedOn(), Ending.UNKNOWN);
        }
        String length = decided == null ? term.min() : decided;
        if (!within(term, length)) {
            return new BanEnd(BanTerm.OUTSIDE_THE_RANGE, ground.decidedOn(), ground.decidedOn(), Ending.UNKNOWN);
        }
        if (length.equals(Tables.Term.LIFE)) {
            return new BanEnd(
                    BanTerm.KNOWN,
                    start == null ? ground.decidedOn() : start,
                    start == null ? ground.decidedOn() : start,
                    Ending.LIFE);
        }
        if (start == null) {
            return new BanEnd(BanTerm.START_UNKNOWN, ground.decidedOn(), ground.decidedOn(), Ending.UNKNOWN);
        }
        return new BanEnd(BanTerm.KNOWN, start, LegalPeriods.firstDayAfter(start, Period.parse(length)), Ending.ON_DAY);
    }

    private static boolean within(Tables.Term term, String length) {
        return months(length) >= months(term.min()) && months(length) <= months(term.max());
    }

    private static long months(String length) {
        return length.equals(Tables.Term.LIFE)
                ? Long.MAX_VALUE
                : Period.parse(length).toTotalMonths();
    }
}
