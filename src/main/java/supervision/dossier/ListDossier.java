package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.dossier.Prepared.BanRunsBehind;
import supervision.dossier.Prepared.EntryStands;
import supervision.dossier.Prepared.ExtensionOutside;
import supervision.dossier.Prepared.Gap;
import supervision.dossier.Prepared.JudgmentRefused;
import supervision.dossier.Prepared.ListingOverdue;
import supervision.dossier.Prepared.PublicTerm;
import supervision.dossier.Prepared.PublicTermOpen;
import supervision.facts.BanGround;
import supervision.facts.CourtDefaulter;
import supervision.facts.ListEntry;
import supervision.facts.NotReported;
import supervision.rulepack.LegalSource;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.SeriousList;

/** Until when entries in lists of serious dishonesty stand; what follows from them is for the rules to say. */
final class ListDossier {

    private static final String COURT_LIST = "court-defaulter";
    private static final String COURT_TERM = "list/court-defaulter/term";

    private static final String EXTENSION_MIN = "list/court-defaulter/extension-min";
    private static final String EXTENSION_MAX = "list/court-defaulter/extension-max";
    private static final String DELETE_DAYS = "list/court-defaulter/delete-days";

    private final Material material;
    private final RulePack pack;
    private final Today today;
    private final Figures figures;

    ListDossier(Material material) {
        this.material = material;
        this.pack = material.pack;
        this.today = material.today;
        this.figures = material.figures;
    }

    void prepare() {
        material.listEntries.forEach(this::prepareListing);
        material.defaulters.forEach(this::prepareDefaulter);
    }

    private void prepareListing(ListEntry entry) {
        SeriousList list = pack.tables().lists().get(entry.list());
        if (list == null) {
            material.add(new Gap(entry.id(), NotReported.Item.LIST_BASIS));
            return;
        }
        boolean older = olderThanItsRules(entry, list);
        LocalDate until = null;
        List<String> asked = new ArrayList<>();
        if (entry.expiresOn() != null) {
            until = entry.expiresOn().plusDays(1);
        } else if (!older && list.term() != null && figures.known(list.term())) {
            asked.add(list.term());
            until = figures.after(list.term(), entry.listedOn());
        }
        List<String> records = new ArrayList<>(List.of(entry.id()));
        List<String> running = new ArrayList<>();
        if (list.runsWithBan()) {
            LocalDate term = until;
            boolean open = false;
            for (BanGround ground : bansBehind(entry, list)) {
                BanLaw.End end = BanLaw.endOf(ground, Objects.requireNonNull(BanLaw.onEntity(ground, material)));
                boolean endless = end.known() == BanLaw.Known.ALL_BUT_THE_START || end.ending() == Ending.LIFE;
                boolean counted = end.ending() == Ending.ON_DAY;
                if (endless || (counted && today.before(end.until()))) {
                    running.add(ground.id());
                }
                open |= endless;
                boolean prolongs =
                        term == null ? list.term() == null : end.until().isAfter(term);
                if (endless || (counted && prolongs)) {
                    records.add(ground.id());
                    until = until == null ? end.until() : today.later(until, end.until());
                }
            }
            if (open) {
                // a ban whose start is not reported counts as in force: nobody can say that the entry is over
                until = null;
            }
        }
        LocalDate end = earlierEnd(until, entry.removedOn());
        if (!prepareStanding(List.copyOf(records), entry.id(), list, older, entry.listedOn(), end, asked)) {
            return;
        }
        if (!running.isEmpty()) {
            running.add(entry.id());
            material.add(new BanRunsBehind(List.copyOf(running), entry.id()));
        }
        prepareTerm(entry, list);
    }

    /**
     * Whether an entry was made before the rules of its list took effect: they neither carry it nor give it a term. What is in
     * force from the first day of the pack is older than that, nobody read since when.
     */
    private boolean olderThanItsRules(ListEntry entry, SeriousList list) {
        LegalSource rules =
                pack.sources().get(list.source().substring(0, list.source().indexOf('/')));
        return rules != null
                && rules.from().isAfter(pack.modelledFrom())
                && entry.listedOn().isBefore(rules.from());
    }

    /** Compares the time of publicity that a decision gives with what the rules of the list allow. */
    private void prepareTerm(ListEntry entry, SeriousList list) {
        String min = list.publicMin();
        String max = list.publicMax();
        if (min == null || max == null || !figures.known(min) || !figures.known(max)) {
            return;
        }
        LocalDate last = entry.expiresOn();
        PublicTerm problem = null;
        List<String> of = new ArrayList<>(List.of(entry.id()));
        if (last == null) {
            problem = PublicTerm.NOT_REPORTED;
        } else if (last.plusDays(1).isBefore(figures.after(min, entry.listedOn()))) {
            problem = PublicTerm.TOO_SHORT;
        } else if (last.plusDays(1).isAfter(figures.after(max, entry.listedOn()))) {
            problem = PublicTerm.TOO_LONG;
        }
        for (BanGround ground : material.banGrounds) {
            Ban ban = BanLaw.onEntity(ground, material);
            if (last != null
                    && ban != null
                    && ground.authority().equals(entry.identifyingUnit())
                    && ground.number().equals(entry.number())) {
                BanLaw.End end = BanLaw.endOf(ground, ban);
                if (end.ending() == Ending.ON_DAY && last.plusDays(1).isBefore(end.until())) {
                    problem = PublicTerm.SHORTER_THAN_THE_PENALTY;
                    of.add(ground.id());
                }
            }
        }
        if (problem != null) {
            material.add(new PublicTermOpen(
                    List.copyOf(of), entry.id(), problem, List.of(list.source()), List.of(max, min)));
        }
    }

    private static @Nullable LocalDate earlierEnd(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /**
     * Bans on the material.entity itself that bear on an entry. A list without a term of its own has that of the ban in the same
     * decision; one with a term goes on while any ban does.
     */
    private List<BanGround> bansBehind(ListEntry entry, SeriousList list) {
        return material.banGrounds.stream()
                .filter(ground -> BanLaw.onEntity(ground, material) != null)
                .filter(ground -> list.term() != null
                        || (ground.authority().equals(entry.identifyingUnit())
                                && ground.number().equals(entry.number())))
                .toList();
    }

    private void prepareDefaulter(CourtDefaulter entry) {
        SeriousList list = pack.tables().lists().get(COURT_LIST);
        if (list == null) {
            material.add(new Gap(entry.id(), NotReported.Item.LIST_BASIS));
            return;
        }
        LocalDate until = null;
        List<String> asked = new ArrayList<>();
        if (entry.ground() == 1) {
            // a debtor who can pay and refuses stays listed until performance: item 1 has no term
            until = entry.extendedTo() == null ? null : entry.extendedTo().plusDays(1);
        } else if (figures.known(COURT_TERM)) {
            asked.add(COURT_TERM);
            until = figures.after(COURT_TERM, entry.listedOn());
            if (entry.extendedTo() != null) {
                until = extended(entry, list, until, asked);
            }
        }
        LocalDate ground = entry.groundForDeletionOn();
        boolean toDelete = material.happened(ground) && ground != null;
        if (toDelete && ground != null && figures.calendarCovers(DELETE_DAYS, ground)) {
            // past the day on which it had to be deleted it brings nothing, as after its term
            asked.add(DELETE_DAYS);
            until = earlierEnd(until, figures.due(DELETE_DAYS, ground).plusDays(1));
        }
        LocalDate end = earlierEnd(until, entry.deletedOn());
        if (toDelete && end != null && today.reached(end)) {
            return;
        }
        boolean stands = prepareStanding(List.of(entry.id()), entry.id(), list, false, entry.listedOn(), end, asked);
        if (stands && !toDelete && entry.ground() != 1) {
            material.add(new JudgmentRefused(entry.id()));
        }
    }

    /** The end after an extension; one that is shorter or longer than the rules allow is not counted. */
    private LocalDate extended(CourtDefaulter entry, SeriousList list, LocalDate term, List<String> asked) {
        LocalDate extendedTo = Objects.requireNonNull(entry.extendedTo());
        if (!figures.known(EXTENSION_MIN) || !figures.known(EXTENSION_MAX)) {
            return extendedTo.plusDays(1);
        }
        LocalDate last = term.minusDays(1);
        asked.add(EXTENSION_MIN);
        asked.add(EXTENSION_MAX);
        if (extendedTo.plusDays(1).isBefore(figures.after(EXTENSION_MIN, last))
                || extendedTo.plusDays(1).isAfter(figures.after(EXTENSION_MAX, last))) {
            material.add(new ExtensionOutside(entry.id(), List.of(list.source()), List.copyOf(asked)));
            return term;
        }
        return extendedTo.plusDays(1);
    }

    /** Returns whether the entry stands: after its term it does not, whatever became of it. */
    private boolean prepareStanding(
            List<String> records,
            String id,
            SeriousList list,
            boolean older,
            LocalDate from,
            @Nullable LocalDate until,
            List<String> numbers) {
        if (until != null && today.reached(until)) {
            material.add(
                    new ListingOverdue(records, id, list.id(), until, List.of(list.source()), List.copyOf(numbers)));
            return false;
        }
        material.add(new EntryStands(
                List.copyOf(records),
                id,
                list.id(),
                older,
                !older && material.inForce(list.source()) && material.stands(list.until()),
                from,
                until == null ? from : until,
                until == null ? Ending.WITH_THE_ENTRY : Ending.ON_DAY,
                List.of(list.source()),
                List.copyOf(numbers)));
        return true;
    }
}
