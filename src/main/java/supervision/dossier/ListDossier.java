package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.dossier.Prepared.BasisNotInForce;
import supervision.dossier.Prepared.BasisOverclaimed;
import supervision.dossier.Prepared.CourtDeletion;
import supervision.dossier.Prepared.DefaultRecorded;
import supervision.dossier.Prepared.EarlyRemoval;
import supervision.dossier.Prepared.ExtensionOutside;
import supervision.dossier.Prepared.Gap;
import supervision.dossier.Prepared.JudgmentRefused;
import supervision.dossier.Prepared.ListingHeld;
import supervision.dossier.Prepared.ListingOverdue;
import supervision.dossier.Prepared.ListingUnshown;
import supervision.dossier.Prepared.NoticeOmitted;
import supervision.dossier.Prepared.PublicTerm;
import supervision.dossier.Prepared.PublicTermOpen;
import supervision.facts.BanGround;
import supervision.facts.BasisLevel;
import supervision.facts.Channel;
import supervision.facts.CourtDefaulter;
import supervision.facts.Entity;
import supervision.facts.ListEntry;
import supervision.facts.NotReported;
import supervision.facts.Role;
import supervision.rulepack.LegalSource;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.SeriousList;

/** Entries in lists of serious dishonesty, with the measures and persons that they bring. */
final class ListDossier {

    private static final String COURT_LIST = "court-defaulter";
    /** Their lists are kept on the enterprise publicity system. */
    private static final Set<String> OF_MARKET_REGULATORS = Set.of("samr-serious", "serious-violators-2014");

    private static final String COURT_TERM = "list/court-defaulter/term";

    /** The instrument that demands notice before a listing and a basis of sufficient rank for a list. */
    private static final String NOTICE_49 = "state-council-2020-49";

    private static final String EXTENSION_MIN = "list/court-defaulter/extension-min";
    private static final String EXTENSION_MAX = "list/court-defaulter/extension-max";
    private static final String DELETE_DAYS = "list/court-defaulter/delete-days";

    /** Ranks that notice 49 demands, items 6 and 7: for lists valid everywhere, also for the time being, and in one place. */
    private static final String NATIONAL = "list/basis/national";

    private static final String FOR_NOW = "list/basis/national-for-the-time-being";
    private static final String LOCAL = "list/basis/local";

    /** Before the notice no rank was demanded; a normative document alone is told apart all the same. */
    private static final Set<BasisLevel> BEFORE_NOTICE_49 = EnumSet.range(BasisLevel.LAW, BasisLevel.LOCAL_REGULATION);

    private final Material material;
    private final RulePack pack;
    private final Today today;
    private final Figures figures;
    private final ListMeasureDossier measures;
    private final PersonDossier persons;
    private final EarlyRemovalDossier early;

    ListDossier(Material material) {
        this.material = material;
        this.measures = new ListMeasureDossier(material);
        this.persons = new PersonDossier(material);
        this.early = new EarlyRemovalDossier(material);
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
        boolean stopped = material.happened(entry.publicityStoppedOn());
        boolean stands = prepareStanding(
                standing(
                        records,
                        entry.id(),
                        list,
                        older,
                        lower(entry.basisLevel(), list.basisLevel()),
                        entry.listedOn(),
                        end,
                        entry.persons(),
                        entry.measures(),
                        asked),
                stopped);
        if (!stands) {
            return;
        }
        early.prepare(entry, list, older, running);
        prepareTerm(entry, list);
        if (stopped && entry.publicityStoppedOn() != null) {
            material.add(new ListingUnshown(entry.id(), channelOf(list), entry.publicityStoppedOn()));
        }
        if (entry.basisLevel() != null && entry.basisLevel().compareTo(list.basisLevel()) < 0) {
            material.add(new BasisOverclaimed(entry.id(), list.id(), List.of(list.source())));
        }
        LegalSource demanding = pack.sources().get(NOTICE_49);
        if (Boolean.FALSE.equals(entry.notified())
                && demanding != null
                && !entry.listedOn().isBefore(demanding.from())) {
            material.add(new NoticeOmitted(entry.id(), entry.listedOn()));
        }
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

    /** A rank that is reported above the list's own is not trusted: ranks are ordered from the highest. */
    private static BasisLevel lower(@Nullable BasisLevel reported, BasisLevel own) {
        return reported != null && reported.compareTo(own) > 0 ? reported : own;
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

    static Channel channelOf(SeriousList list) {
        return OF_MARKET_REGULATORS.contains(list.id()) ? Channel.PUBLICITY_SYSTEM : Channel.CREDIT_CHINA;
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
        if (toDelete && ground != null) {
            material.add(new CourtDeletion(entry.id(), ground));
            if (figures.calendarCovers(DELETE_DAYS, ground)) {
                // past the day on which it had to be deleted it brings nothing, as after its term
                asked.add(DELETE_DAYS);
                until = earlierEnd(until, figures.due(DELETE_DAYS, ground).plusDays(1));
            }
        }
        LocalDate end = earlierEnd(until, entry.deletedOn());
        Standing standing = standing(
                List.of(entry.id()),
                entry.id(),
                list,
                false,
                list.basisLevel(),
                entry.listedOn(),
                end,
                Set.of(),
                Set.of(),
                asked);
        if (toDelete && end != null && today.reached(end)) {
            return;
        }
        if (prepareStanding(standing, false) && !toDelete) {
            material.add(new EarlyRemoval(
                    entry.id(),
                    channelOf(list),
                    false,
                    false,
                    entry.listedOn(),
                    Known.UNKNOWN,
                    Known.YES,
                    false,
                    false,
                    List.of(list.source()),
                    List.of()));
            if (entry.ground() != 1) {
                material.add(new JudgmentRefused(entry.id()));
            }
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

    private Standing standing(
            List<String> records,
            String id,
            SeriousList list,
            boolean older,
            BasisLevel basis,
            LocalDate from,
            @Nullable LocalDate until,
            Set<Role> named,
            Set<String> ordered,
            List<String> numbers) {
        return new Standing(
                List.copyOf(records),
                id,
                list,
                sufficient(list, basis) ? Known.YES : Known.NO,
                older,
                !older && material.inForce(list.source()) && material.stands(list.until()),
                from,
                until == null ? from : until,
                until == null ? Ending.WITH_THE_ENTRY : Ending.ON_DAY,
                named,
                ordered,
                List.copyOf(numbers));
    }

    /** Whether a rank may carry a list: what carries one everywhere carries it here, but for a department rule. */
    private boolean sufficient(SeriousList list, BasisLevel basis) {
        if (!figures.known(NATIONAL)) {
            return BEFORE_NOTICE_49.contains(basis);
        }
        // the courts' list is that of no authority: an interpretation of the law on procedure carries it
        boolean ofCourt = basis == BasisLevel.JUDICIAL_INTERPRETATION;
        return in(NATIONAL, basis) || in(LOCAL, basis) || (!list.local() && (ofCourt || in(FOR_NOW, basis)));
    }

    private boolean in(String codes, BasisLevel basis) {
        return Arrays.asList(figures.value(codes).split(" ")).contains(basis.name());
    }

    /** Returns whether the entry stands: after its term it does not, whatever became of it. */
    private boolean prepareStanding(Standing entry, boolean publicityStopped) {
        SeriousList list = entry.list();
        List<String> rowSource = List.of(list.source());
        if (entry.ending() == Ending.ON_DAY && today.reached(entry.until())) {
            material.add(new ListingOverdue(
                    entry.records(), entry.id(), list.id(), entry.until(), rowSource, entry.numbers()));
            return false;
        }
        if (entry.inForce() && list.ofPublicBodies()) {
            material.add(new DefaultRecorded(
                    entry.records(),
                    entry.id(),
                    material.owned(Entity.Ownership.PUBLIC_BODY),
                    rowSource,
                    entry.numbers()));
        } else if (entry.inForce()) {
            material.add(new ListingHeld(
                    entry.records(),
                    entry.id(),
                    list.id(),
                    channelOf(list),
                    entry.sufficient(),
                    entry.from(),
                    entry.until(),
                    entry.ending(),
                    publicityStopped,
                    persons.prepareListing(entry),
                    list.officersExcluded(),
                    material.entity == null || material.entity.type() != Entity.Type.INDIVIDUAL_BUSINESS,
                    material.owned(Entity.Ownership.PUBLIC_BODY),
                    material.owned(Entity.Ownership.STATE_OWNED),
                    rowSource,
                    entry.numbers()));
        } else {
            material.add(new BasisNotInForce(entry.records(), entry.id(), list.id(), entry.older(), rowSource));
        }
        measures.prepare(entry);
        return true;
    }
}
