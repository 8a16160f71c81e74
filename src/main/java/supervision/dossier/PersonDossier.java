package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.dossier.Prepared.BarredFromOffice;
import supervision.dossier.Prepared.ControllerUnknown;
import supervision.dossier.Prepared.ListedOfficer;
import supervision.dossier.Prepared.OfficerChanged;
import supervision.dossier.Prepared.PersonMeasure;
import supervision.dossier.Prepared.StaffActed;
import supervision.facts.BanGround;
import supervision.facts.Entity;
import supervision.facts.Officer;
import supervision.facts.Penalty;
import supervision.facts.Role;
import supervision.facts.StaffMatter;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.Catalogue;
import supervision.rulepack.Tables.PersonReach;
import supervision.rulepack.Tables.Reach;

/** Persons whom a measure reaches, by role, and staff. Nothing here knows who anybody is. */
final class PersonDossier {

    private static final String CONTROLLERS = "persons/actual-controllers";

    /** The article that makes an appointment against it void and has it ended. */
    private static final String DISQUALIFIED = "company-law-2023/art-178";

    private static final String POSITION = "POSITION";

    private final Material material;
    private final Today today;
    private final Figures figures;

    PersonDossier(Material material) {
        this.material = material;
        this.today = material.today;
        this.figures = material.figures;
    }

    void prepare() {
        material.staffMatters.forEach(this::prepareStaff);
        material.banGrounds.forEach(this::prepareBan);
    }

    /** Persons whom an entry reaches; returns whether the decision names some that its list may list. */
    boolean prepareListing(Standing entry) {
        Set<Role> reached = EnumSet.noneOf(Role.class);
        boolean named = false;
        for (PersonReach row : material.pack.tables().persons()) {
            if (!row.list().equals(entry.list().id())
                    || entry.sufficient() != Known.YES
                    || !material.inForce(row.basis())) {
                continue;
            }
            List<String> sources = List.of(row.basis(), entry.list().source());
            for (Role role : row.roles()) {
                boolean controller = role == Role.ACTUAL_CONTROLLER;
                if (controller && !figures.is(CONTROLLERS, "WITH_ANOTHER_BASIS")) {
                    continue;
                }
                List<String> numbers = controller ? withControllers(entry.numbers()) : entry.numbers();
                if (row.reach() == Reach.NAMED) {
                    if (entry.named().contains(role)) {
                        named = true;
                        reached.add(role);
                        material.add(listed(entry, role, sources, numbers));
                    }
                } else if (isUnit() && inCatalogue(row.measure())) {
                    if (row.reach() == Reach.IDENTIFIED && !held(role)) {
                        material.add(new ControllerUnknown(entry.records(), entry.id(), sources, numbers));
                    } else {
                        reached.add(role);
                        material.add(new PersonMeasure(
                                recordsOf(entry, role, row.reach()),
                                entry.id(),
                                row.measure(),
                                role,
                                entry.from(),
                                entry.until(),
                                entry.ending(),
                                sources,
                                numbers));
                    }
                }
            }
        }
        prepareChange(entry.id(), reached, entry.from());
        return named;
    }

    private static List<String> withControllers(List<String> numbers) {
        List<String> all = new ArrayList<>(numbers);
        all.add(CONTROLLERS);
        return List.copyOf(all);
    }

    private static ListedOfficer listed(Standing entry, Role role, List<String> sources, List<String> numbers) {
        return new ListedOfficer(
                entry.records(),
                entry.id(),
                entry.list().id(),
                role,
                entry.from(),
                entry.until(),
                entry.ending(),
                sources,
                numbers);
    }

    /** Where a position had to be identified first, the records that did so are evidence too. */
    private List<String> recordsOf(Standing entry, Role role, Reach reach) {
        List<String> records = new ArrayList<>(entry.records());
        if (reach == Reach.IDENTIFIED) {
            material.officers.stream()
                    .filter(officer -> officer.role() == role && material.lasts(officer.until()))
                    .forEach(officer -> records.add(officer.id()));
        }
        return List.copyOf(records);
    }

    /** Only a unit has officers: an individual business is the person who runs it. */
    private boolean isUnit() {
        return material.entity != null && material.entity.type() != Entity.Type.INDIVIDUAL_BUSINESS;
    }

    private boolean held(Role role) {
        return material.officers.stream()
                .anyMatch(officer -> officer.role() == role && material.lasts(officer.until()));
    }

    private boolean inCatalogue(String measure) {
        Catalogue inForce = null;
        for (Catalogue edition : material.pack.tables().catalogues()) {
            if (today.reached(edition.from())) {
                inForce = edition;
            }
        }
        return inForce != null && inForce.measures().containsKey(measure);
    }

    /** Whether a post that is reached has a holder today who did not hold it on the day that matters. */
    private void prepareChange(String record, Set<Role> reached, LocalDate then) {
        Set<String> records = new TreeSet<>(Set.of(record));
        for (Role role : reached) {
            List<Officer> atTheTime = material.officers.stream()
                    .filter(officer -> officer.role() == role && holdsOn(officer, then))
                    .toList();
            Set<String> holders = atTheTime.stream().map(Officer::holder).collect(Collectors.toSet());
            List<Officer> newcomers = material.officers.stream()
                    .filter(officer -> officer.role() == role
                            && !holders.contains(officer.holder())
                            && material.lasts(officer.until()))
                    .toList();
            if (!atTheTime.isEmpty() && !newcomers.isEmpty()) {
                atTheTime.forEach(officer -> records.add(officer.id()));
                newcomers.forEach(officer -> records.add(officer.id()));
            }
        }
        if (records.size() > 1) {
            material.add(new OfficerChanged(List.copyOf(records), record));
        }
    }

    private static boolean holdsOn(Officer officer, LocalDate day) {
        return !officer.since().isAfter(day)
                && (officer.until() == null || !officer.until().isBefore(day));
    }

    private void prepareBan(BanGround ground) {
        BanLaw law = BanLaw.of(ground, material);
        if (law == null || !law.applied()) {
            return;
        }
        Ban ban = law.ban();
        BanLaw.End end = BanLaw.endOf(ground, ban);
        boolean known = end.known() == BanLaw.Known.TERM
                && today.reached(end.from())
                && (end.ending() != Ending.ON_DAY || today.before(end.until()));
        if (!known && end.known() != BanLaw.Known.ALL_BUT_THE_START) {
            return;
        }
        Set<Role> reached = EnumSet.noneOf(Role.class);
        reached.addAll(ban.who());
        reached.retainAll(Role.PERSONS);
        // then the decision says in which post the person is met here
        boolean whateverThePost = reached.equals(Role.PERSONS) || BanLaw.incurredElsewhere(ground, material);
        if (whateverThePost || !ground.persons().isEmpty()) {
            reached.retainAll(ground.persons());
        }
        if (reached.isEmpty()) {
            return;
        }
        prepareChange(ground.id(), reached, actOf(ground));
        if (whateverThePost && ban.source().equals(DISQUALIFIED) && ban.scope().contains(POSITION)) {
            material.add(new BarredFromOffice(ground.id(), List.of(ban.source())));
        }
    }

    /** The day of the act behind a ban, or that of the decision if the act is not reported. */
    private LocalDate actOf(BanGround ground) {
        LocalDate act = ground.conductOn();
        for (Penalty penalty : material.penalties) {
            if (act == null
                    && penalty.authority().equals(ground.authority())
                    && penalty.number().equals(ground.number())) {
                act = penalty.conductEndedOn();
            }
        }
        return orElse(act, ground.decidedOn());
    }

    private static LocalDate orElse(@Nullable LocalDate day, LocalDate other) {
        return day == null ? other : day;
    }

    private void prepareStaff(StaffMatter matter) {
        boolean concerned =
                material.owned(Entity.Ownership.PUBLIC_BODY) || material.owned(Entity.Ownership.STATE_OWNED);
        if (!concerned || material.happened(matter.notifiedOn()) || material.pastCeiling(matter.decidedOn())) {
            return;
        }
        material.add(new StaffActed(matter.id()));
    }
}
