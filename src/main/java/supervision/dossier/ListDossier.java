package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.dossier.Prepared.BanTerm;
import supervision.dossier.Prepared.EarlyRemoval;
import supervision.dossier.Prepared.Gap;
import supervision.dossier.Prepared.ListedOfficer;
import supervision.dossier.Prepared.ListingHeld;
import supervision.dossier.Prepared.ListingMeasure;
import supervision.dossier.Prepared.ListingOverdue;
import supervision.dossier.Prepared.RemovalBarred;
import supervision.facts.BanGround;
import supervision.facts.BasisLevel;
import supervision.facts.Channel;
import supervision.facts.CourtDefaulter;
import supervision.facts.Entity;
import supervision.facts.ListEntry;
import supervision.facts.NotReported;
import supervision.facts.Role;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables.Catalogue;
import supervision.rulepack.Tables.CatalogueMeasure;
import supervision.rulepack.Tables.SeriousList;

/** Entries in lists of serious dishonesty, with the measures and persons that they bring. */
final class ListDossier {

    private static final String COURT_LIST = "court-defaulter";
    private static final String COURT_TERM = "list/court-defaulter/term";

    /** Ranks that may bring measures which take rights away, since 国办发〔2020〕49号 items 6 and 7. */
    private static final Set<BasisLevel> SUFFICIENT = EnumSet.of(
            BasisLevel.LAW,
            BasisLevel.ADMIN_REGULATION,
            BasisLevel.CENTRAL_POLICY,
            BasisLevel.JUDICIAL_INTERPRETATION,
            BasisLevel.DEPARTMENT_RULE,
            BasisLevel.LOCAL_REGULATION);

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
        LocalDate until = null;
        List<String> asked = new ArrayList<>();
        if (entry.expiresOn() != null) {
            until = entry.expiresOn().plusDays(1);
        } else if (list.term() != null && figures.known(list.term())) {
            asked.add(list.term());
            until = figures.after(list.term(), entry.listedOn());
        }
        List<String> records = new ArrayList<>(List.of(entry.id()));
        List<String> running = new ArrayList<>();
        if (list.runsWithBan()) {
            LocalDate term = until;
            boolean open = false;
            for (BanGround ground : bansBehind(entry, list)) {
                BanDossier.BanEnd end =
                        BanDossier.endOf(ground, Objects.requireNonNull(BanDossier.onEntity(ground, material)));
                boolean endless = end.term() == BanTerm.START_UNKNOWN || end.ending() == Ending.LIFE;
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
        LocalDate removed = entry.removedOn();
        prepareStanding(new Entry(
                List.copyOf(records),
                entry.id(),
                list,
                entry.basisLevel() == null ? list.basisLevel() : entry.basisLevel(),
                entry.listedOn(),
                earlierEnd(until, removed),
                entry.persons(),
                List.copyOf(asked)));
        if (earlierEnd(until, removed) == null || today.before(Objects.requireNonNull(earlierEnd(until, removed)))) {
            prepareEarlyRemoval(entry, list, running);
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
                .filter(ground -> BanDossier.onEntity(ground, material) != null)
                .filter(ground -> list.term() != null
                        || (ground.authority().equals(entry.identifyingUnit())
                                && ground.number().equals(entry.number())))
                .toList();
    }

    private void prepareEarlyRemoval(ListEntry entry, SeriousList list, List<String> running) {
        boolean known = list.early() != null && figures.known(list.early());
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
                material.add(
                        new RemovalBarred(List.copyOf(records), entry.id(), channelOf(list), List.of(list.source())));
            }
        }
        Known performed = entry.performed() == null
                ? material.happened(entry.correctedOn()) ? Known.YES : Known.UNKNOWN
                : entry.performed() ? Known.YES : Known.NO;
        material.add(new EarlyRemoval(
                entry.id(),
                channelOf(list),
                known,
                day != null,
                day == null ? entry.listedOn() : day,
                performed,
                List.of(list.source()),
                List.copyOf(asked)));
    }

    private static Channel channelOf(SeriousList list) {
        return list.id().equals("samr-serious") ? Channel.PUBLICITY_SYSTEM : Channel.CREDIT_CHINA;
    }

    private void prepareDefaulter(CourtDefaulter entry) {
        SeriousList list = pack.tables().lists().get(COURT_LIST);
        if (list == null) {
            material.add(new Gap(entry.id(), NotReported.Item.LIST_BASIS));
            return;
        }
        LocalDate until = null;
        List<String> asked = new ArrayList<>();
        if (entry.extendedTo() != null) {
            until = entry.extendedTo().plusDays(1);
        } else if (entry.ground() > 1 && figures.known(COURT_TERM)) {
            // a debtor who can pay and refuses stays listed until performance: item 1 has no term
            asked.add(COURT_TERM);
            until = figures.after(COURT_TERM, entry.listedOn());
        }
        LocalDate end = earlierEnd(until, entry.deletedOn());
        prepareStanding(new Entry(
                List.of(entry.id()),
                entry.id(),
                list,
                list.basisLevel(),
                entry.listedOn(),
                end,
                Set.of(),
                List.copyOf(asked)));
        if (end == null || today.before(end)) {
            material.add(new EarlyRemoval(
                    entry.id(),
                    channelOf(list),
                    false,
                    false,
                    entry.listedOn(),
                    Known.UNKNOWN,
                    List.of(list.source()),
                    List.of()));
        }
    }

    /** What an entry in a list and an entry in the courts' list have in common. */
    private record Entry(
            List<String> records,
            String id,
            SeriousList list,
            BasisLevel basis,
            LocalDate from,
            @Nullable LocalDate until,
            Set<Role> persons,
            List<String> numbers) {}

    private void prepareStanding(Entry entry) {
        SeriousList list = entry.list();
        List<String> rowSource = List.of(list.source());
        if (entry.until() != null && today.reached(entry.until())) {
            material.add(new ListingOverdue(
                    entry.records(), entry.id(), list.id(), entry.until(), rowSource, entry.numbers()));
            return;
        }
        Ending ending = entry.until() == null ? Ending.WITH_THE_ENTRY : Ending.ON_DAY;
        LocalDate until = entry.until() == null ? entry.from() : entry.until();
        Known sufficient = SUFFICIENT.contains(entry.basis()) ? Known.YES : Known.NO;
        // a decision may only name persons where the rules of its list do, on a basis that reaches that far
        Set<Role> persons = list.personsListed() && sufficient == Known.YES ? entry.persons() : Set.of();
        material.add(new ListingHeld(
                entry.records(),
                entry.id(),
                list.id(),
                channelOf(list),
                sufficient,
                entry.from(),
                until,
                ending,
                !persons.isEmpty(),
                list.officersExcluded(),
                material.owned(Entity.Ownership.PUBLIC_BODY),
                material.owned(Entity.Ownership.STATE_OWNED),
                rowSource,
                entry.numbers()));
        prepareMeasures(entry, sufficient, until, ending);
        for (Role role : persons) {
            material.add(new ListedOfficer(
                    entry.records(),
                    entry.id(),
                    list.id(),
                    role,
                    entry.from(),
                    until,
                    ending,
                    rowSource,
                    entry.numbers()));
        }
    }

    /** The measures for which a rule names the list, and those that need such a rule and have none. */
    private void prepareMeasures(Entry entry, Known sufficient, LocalDate until, Ending ending) {
        SeriousList list = entry.list();
        Catalogue catalogue = catalogueInForce();
        Set<String> measures = new TreeSet<>(list.measures());
        if (catalogue != null) {
            catalogue.measures().values().stream()
                    .filter(CatalogueMeasure::needsSecondBasis)
                    .forEach(measure -> measures.add(measure.id()));
        }
        for (String id : measures) {
            CatalogueMeasure measure =
                    catalogue == null ? null : catalogue.measures().get(id);
            boolean named = list.measures().contains(id);
            List<String> sources = new ArrayList<>(List.of(list.source()));
            if (measure != null && catalogue != null) {
                sources.add(catalogue.source());
                if (named) {
                    sources.addAll(measure.bases());
                }
            }
            material.add(new ListingMeasure(
                    entry.records(),
                    entry.id(),
                    list.id(),
                    id,
                    sufficient,
                    measure == null || measure.reducesRights(),
                    measure != null,
                    measure == null
                            || !measure.needsSecondBasis()
                            || (named && measure.bases().size() > 1),
                    entry.from(),
                    until,
                    ending,
                    List.copyOf(sources),
                    entry.numbers()));
        }
    }

    private @Nullable Catalogue catalogueInForce() {
        Catalogue found = null;
        for (Catalogue catalogue : pack.tables().catalogues()) {
            if (today.reached(catalogue.from())) {
                found = catalogue;
            }
        }
        return found;
    }
}
