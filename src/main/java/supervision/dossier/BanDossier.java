package supervision.dossier;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.dossier.Prepared.BanHeld;
import supervision.dossier.Prepared.BanLaws;
import supervision.dossier.Prepared.BanNotApplied;
import supervision.dossier.Prepared.BanNotInTable;
import supervision.dossier.Prepared.BanTerm;
import supervision.dossier.Prepared.BannedPersonUnknown;
import supervision.dossier.Prepared.LicenceRevoked;
import supervision.facts.BanGround;
import supervision.facts.Entity;
import supervision.facts.Relation;
import supervision.facts.Role;
import supervision.law.LegalPeriods;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;
import supervision.rulepack.Tables.Ban;

/** Bans that acts of law tie to a decision, as they run on the day. */
final class BanDossier {

    /** The bar on the legal representative of an enterprise whose licence is revoked. */
    private static final String LICENCE_REVOKED = "company/licence-revoked";

    /** Parsing a period takes longer than all else that is done with it; the rows of a pack have a few dozen. */
    private static final Map<String, Period> PERIODS = new ConcurrentHashMap<>();

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
        if (material.stoodAs(Entity.Status.LICENCE_REVOKED)) {
            prepareRevokedLicence();
        }
    }

    private void prepareBan(BanGround ground) {
        Ban named = pack.tables().bans().get(ground.ban());
        if (named == null) {
            material.add(new BanNotInTable(ground.id(), ground.ban()));
            return;
        }
        BanLaw law = BanLaw.of(ground, named, pack.tables().bans());
        if (law.earlier() != null && law.later() != null) {
            prepareLaws(ground, law.earlier(), law.later(), law.laterLighter());
        }
        Ban ban = law.ban();
        BanEnd end = endOf(ground, ban);
        if (!runs(end)) {
            return;
        }
        if (law.bar() != null) {
            material.add(new BanNotApplied(ground.id(), ban.id(), law.bar(), List.of(ban.source())));
            return;
        }
        if (end.term() == BanTerm.KNOWN && today.before(end.from())) {
            // such as one that runs from the end of a sentence still being served
            return;
        }
        boolean applies = end.term() == BanTerm.KNOWN || end.term() == BanTerm.START_UNKNOWN;
        boolean elsewhere = incurredElsewhere(ground, material);
        if (applies
                && (elsewhere || ban.who().containsAll(Material.PERSONS))
                && ground.persons().isEmpty()) {
            material.add(new BannedPersonUnknown(ground.id(), ban.id(), List.of(ban.source())));
            return;
        }
        boolean cancelled = material.stoodAs(Entity.Status.CANCELLED);
        for (Role role : ban.who()) {
            boolean person = Material.PERSONS.contains(role);
            if (person ? !ground.persons().isEmpty() && !ground.persons().contains(role) : elsewhere) {
                continue;
            }
            material.add(new BanHeld(
                    ground.id(),
                    "ban/" + ban.id(),
                    role,
                    ban.field().name(),
                    end.term(),
                    person || !cancelled,
                    elsewhere,
                    end.from(),
                    end.until(),
                    end.ending(),
                    List.of(ban.source())));
        }
    }

    private void prepareLaws(BanGround ground, Ban earlier, Ban later, boolean laterLighter) {
        BanEnd before = endOf(ground, earlier);
        BanEnd after = endOf(ground, later);
        if (runs(before) || runs(after)) {
            material.add(new BanLaws(
                    ground.id(),
                    earlier.id(),
                    before.until(),
                    before.ending(),
                    later.id(),
                    after.until(),
                    after.ending(),
                    laterLighter,
                    List.of(earlier.source(), later.source())));
        }
    }

    /** Whether the last day of a ban is known and over, whomever it reaches. */
    static boolean over(BanGround ground, Material material) {
        Map<String, Ban> bans = material.pack.tables().bans();
        Ban named = bans.get(ground.ban());
        if (named == null) {
            return false;
        }
        BanEnd end = endOf(ground, BanLaw.of(ground, named, bans).ban());
        return end.ending() == Ending.ON_DAY && material.today.reached(end.until());
    }

    private boolean runs(BanEnd end) {
        return end.ending() != Ending.ON_DAY || today.before(end.until());
    }

    /** A revoked licence bars the legal representative who is responsible for it; the entity itself goes on to exist. */
    private void prepareRevokedLicence() {
        Entity entity = material.entity;
        Ban bar = entity == null ? null : barOfRevokedLicence(entity.statusSince());
        if (bar == null || bar.term() == null || entity == null) {
            return;
        }
        LocalDate since = entity.statusSince();
        if (since == null
                || today.before(
                        LegalPeriods.firstDayAfter(since, period(bar.term().max())))) {
            material.add(new LicenceRevoked(
                    material.banGrounds.stream().anyMatch(ground -> isBarOf(bar, ground)), List.of(bar.source())));
        }
    }

    /** The bar in the text of the day of the revocation; of an unreported day, in that of the day asked about. */
    private @Nullable Ban barOfRevokedLicence(@Nullable LocalDate since) {
        Ban bar = pack.tables().bans().get(LICENCE_REVOKED);
        if (bar == null || bar.succeeds() == null) {
            return bar;
        }
        boolean before = since == null ? today.before(bar.from()) : since.isBefore(bar.from());
        return before ? pack.tables().bans().get(bar.succeeds()) : bar;
    }

    /** Whether a ground names the same bar, by whatever act. */
    private boolean isBarOf(Ban bar, BanGround ground) {
        Ban named = pack.tables().bans().get(ground.ban());
        return named != null
                && named.anchor() == bar.anchor()
                && named.who().equals(bar.who())
                && !incurredElsewhere(ground, material);
    }

    static boolean incurredElsewhere(BanGround ground, Material material) {
        String other = ground.incurredAt();
        return other != null
                && !other.equals(material.code)
                && material.relations.stream()
                        .noneMatch(tie -> tie.type() == Relation.Type.FORMER_CODE
                                && tie.other().equals(other));
    }

    /** The ban on the entity itself that a ground brings; null if it brings none, or one on persons alone. */
    static @Nullable Ban onEntity(BanGround ground, Material material) {
        Map<String, Ban> bans = material.pack.tables().bans();
        Ban named = bans.get(ground.ban());
        if (named == null || incurredElsewhere(ground, material)) {
            return null;
        }
        BanLaw law = BanLaw.of(ground, named, bans);
        return law.bar() != null || Material.PERSONS.containsAll(law.ban().who()) ? null : law.ban();
    }

    record BanEnd(BanTerm term, LocalDate from, LocalDate until, Ending ending) {

        /** One of which no first day after it can be told. */
        static BanEnd open(BanTerm term, LocalDate from, Ending ending) {
            return new BanEnd(term, from, from, ending);
        }
    }

    static BanEnd endOf(BanGround ground, Ban ban) {
        LocalDate decidedOn = ground.decidedOn();
        LocalDate start = ground.startsOn();
        if (start == null && ban.anchor() == Tables.Anchor.DECISION) {
            start = decidedOn;
        }
        Tables.Term term = ban.term();
        if (term == null) {
            return BanEnd.open(ban.instead() == null ? BanTerm.NO_NUMBER : BanTerm.INSTEAD, decidedOn, Ending.UNKNOWN);
        }
        String decided = ground.decidedTerm();
        if (!term.fixed() && decided == null) {
            return BanEnd.open(BanTerm.NOT_DECIDED, decidedOn, Ending.UNKNOWN);
        }
        LocalDate from = start == null ? decidedOn : start;
        if (decided != null && !within(term, decided, from)) {
            return BanEnd.open(BanTerm.OUTSIDE_THE_RANGE, decidedOn, Ending.UNKNOWN);
        }
        String length = decided == null ? term.max() : decided;
        if (length.equals(Tables.Term.LIFE)) {
            return BanEnd.open(BanTerm.KNOWN, from, Ending.LIFE);
        }
        if (length.equals(Tables.Term.WHILE_LISTED)) {
            return BanEnd.open(BanTerm.KNOWN, from, Ending.WITH_THE_ENTRY);
        }
        if (start == null) {
            return BanEnd.open(BanTerm.START_UNKNOWN, decidedOn, Ending.UNKNOWN);
        }
        return new BanEnd(
                BanTerm.KNOWN,
                start,
                LegalPeriods.firstDayAfter(start, decided == null ? period(length) : Period.parse(length)),
                Ending.ON_DAY);
    }

    /** Whether a term that was decided lies in the range of the law, both ends included: by the days to which they lead. */
    private static boolean within(Tables.Term term, String decided, LocalDate from) {
        if (decided.equals(term.max()) || decided.equals(term.min())) {
            return true;
        }
        if (decided.equals(Tables.Term.LIFE) || term.max().equals(Tables.Term.WHILE_LISTED)) {
            return false;
        }
        LocalDate last = LegalPeriods.lastDay(from, Period.parse(decided));
        boolean longEnough = term.min() == null
                || (!term.min().equals(Tables.Term.LIFE)
                        && !last.isBefore(LegalPeriods.lastDay(from, period(term.min()))));
        return longEnough
                && (term.max().equals(Tables.Term.LIFE)
                        || !last.isAfter(LegalPeriods.lastDay(from, period(term.max()))));
    }

    /** Of a row, never of a record: there is no end to what may be reported. */
    private static Period period(String ofRow) {
        return PERIODS.computeIfAbsent(ofRow, Period::parse);
    }
}
