package supervision.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Ending;
import supervision.decision.Tier;
import supervision.dossier.Prepared.AbnormalHeld;
import supervision.dossier.Prepared.BanHeld;
import supervision.dossier.Prepared.BanNotInTable;
import supervision.dossier.Prepared.BanTerm;
import supervision.dossier.Prepared.BannedPersonUnknown;
import supervision.dossier.Prepared.CommitmentHeld;
import supervision.dossier.Prepared.EarlyRemoval;
import supervision.dossier.Prepared.Gap;
import supervision.dossier.Prepared.Governing;
import supervision.dossier.Prepared.GradeConflict;
import supervision.dossier.Prepared.GradeHeld;
import supervision.dossier.Prepared.ListedOfficer;
import supervision.dossier.Prepared.ListingHeld;
import supervision.dossier.Prepared.ListingMeasure;
import supervision.dossier.Prepared.ListingOverdue;
import supervision.dossier.Prepared.ObjectionPending;
import supervision.dossier.Prepared.PastCeiling;
import supervision.dossier.Prepared.PenaltyHeld;
import supervision.dossier.Prepared.PublishedPenalty;
import supervision.dossier.Prepared.Regime;
import supervision.dossier.Prepared.RemovalBarred;
import supervision.dossier.Prepared.RepairUndone;
import supervision.dossier.Prepared.RepairedPenalty;
import supervision.dossier.Prepared.Severity;
import supervision.dossier.Prepared.Subject;
import supervision.dossier.Prepared.Ungraded;
import supervision.dossier.Prepared.UnmodelledPenalty;
import supervision.dossier.Prepared.WithdrawnPenalty;
import supervision.facts.AbnormalEntry;
import supervision.facts.BanGround;
import supervision.facts.BasisLevel;
import supervision.facts.Case;
import supervision.facts.Channel;
import supervision.facts.Commitment;
import supervision.facts.CourtDefaulter;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.ListEntry;
import supervision.facts.NotReported;
import supervision.facts.Objection;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Performance;
import supervision.facts.RepairCase;
import supervision.facts.Role;
import supervision.law.LegalPeriods;
import supervision.rulepack.Parameter.SubjectKind;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.Catalogue;
import supervision.rulepack.Tables.CatalogueMeasure;
import supervision.rulepack.Tables.Scheme;
import supervision.rulepack.Tables.SeriousList;

/** Makes what rules match on from the facts of a case. Everything it decides by a date it asks {@link Today}. */
public final class Dossier {

    private static final String CEILING = "publicity/provincial-ceiling";
    private static final String REGIME_SELECTOR = "publicity/regime-selector";
    private static final String LARGE_FINE = "penalty/fine-thresholds/large";
    private static final String HUGE_FINE = "penalty/fine-thresholds/huge";
    private static final String LOWER_FINE = "penalty/fine-thresholds/lower";
    private static final String EXCLUDED_KINDS = "repair/samr-45/excluded-kinds-early-stop";
    private static final String COURT_LIST = "court-defaulter";
    private static final String COURT_TERM = "list/court-defaulter/term";

    private static final Set<PenaltyKind> MILD = EnumSet.of(PenaltyKind.WARNING, PenaltyKind.PUBLIC_CRITICISM);

    /** Roles of persons, as against those in which the entity itself is reached. */
    private static final Set<Role> PERSONS =
            EnumSet.complementOf(EnumSet.of(Role.ENTITY, Role.INSTITUTION, Role.FOREIGN_PARTY, Role.EMPLOYER));

    /** Ranks that may bring measures which take rights away, since 国办发〔2020〕49号 items 6 and 7. */
    private static final Set<BasisLevel> SUFFICIENT = EnumSet.of(
            BasisLevel.LAW,
            BasisLevel.ADMIN_REGULATION,
            BasisLevel.CENTRAL_POLICY,
            BasisLevel.JUDICIAL_INTERPRETATION,
            BasisLevel.DEPARTMENT_RULE,
            BasisLevel.LOCAL_REGULATION);

    private final RulePack pack;
    private final Today today;
    private final Figures figures;
    private final List<Prepared> prepared = new ArrayList<>();

    private final List<Penalty> penalties = new ArrayList<>();
    private final List<ListEntry> listEntries = new ArrayList<>();
    private final List<CourtDefaulter> defaulters = new ArrayList<>();
    private final List<AbnormalEntry> abnormal = new ArrayList<>();
    private final List<BanGround> banGrounds = new ArrayList<>();
    private final List<Evaluation> evaluations = new ArrayList<>();
    private final List<Commitment> commitments = new ArrayList<>();
    private final List<RepairCase> repairs = new ArrayList<>();
    private final List<Objection> objections = new ArrayList<>();
    private final Map<String, Performance> performances = new HashMap<>();
    private @Nullable Entity entity;

    private Dossier(RulePack pack, Today today, Figures figures) {
        this.pack = pack;
        this.today = today;
        this.figures = figures;
    }

    /** Prepares a case. The order of the result depends on the facts' ids only. */
    public static List<Prepared> prepare(Case asked, RulePack pack, Today today, Figures figures) {
        Dossier dossier = new Dossier(pack, today, figures);
        for (Fact fact : asked.facts()) {
            dossier.sort(fact);
        }
        dossier.prepareAll(asked);
        return dossier.prepared;
    }

    /** Weighs the tiers that rules set: in each area the strictest of those that reach it governs. */
    public static List<Prepared> weigh(Map<Conclusion.TierSet, List<String>> tiers) {
        List<Prepared> governing = new ArrayList<>();
        governing(tiers.keySet()).forEach((area, tier) -> {
            Set<String> records = new TreeSet<>();
            tiers.forEach((set, evidence) -> {
                if (set.reaches(area) && set.tier() == tier) {
                    records.addAll(evidence);
                }
            });
            governing.add(new Governing(List.copyOf(records), area, tier, area.equals(Conclusion.EVERYWHERE)));
        });
        return governing;
    }

    /** The tier that governs in each area for which one is set. */
    static SortedMap<String, Tier> governing(Collection<Conclusion.TierSet> sets) {
        SortedMap<String, Tier> strictest = new TreeMap<>();
        for (Conclusion.TierSet area : sets) {
            for (Conclusion.TierSet set : sets) {
                if (set.reaches(area.area())) {
                    strictest.merge(area.area(), set.tier(), Dossier::stricter);
                }
            }
        }
        return strictest;
    }

    private static Tier stricter(Tier one, Tier other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void sort(Fact fact) {
        if (fact instanceof Entity told) {
            entity = told;
        } else if (fact instanceof Penalty told && today.reached(told.decidedOn())) {
            penalties.add(told);
        } else if (fact instanceof Performance told) {
            performances.put(told.penaltyId(), told);
        } else if (fact instanceof ListEntry told && today.reached(told.listedOn()) && stands(told.removedOn())) {
            listEntries.add(told);
        } else if (fact instanceof CourtDefaulter told && today.reached(told.listedOn()) && stands(told.deletedOn())) {
            defaulters.add(told);
        } else if (fact instanceof AbnormalEntry told && today.reached(told.enteredOn()) && stands(told.removedOn())) {
            abnormal.add(told);
        } else if (fact instanceof BanGround told && today.reached(told.decidedOn()) && stands(told.revokedOn())) {
            banGrounds.add(told);
        } else if (fact instanceof Evaluation told && today.reached(told.gradedOn())) {
            evaluations.add(told);
        } else if (fact instanceof Commitment told && today.reached(told.madeOn())) {
            commitments.add(told);
        } else if (fact instanceof RepairCase told && today.reached(told.submittedOn())) {
            repairs.add(told);
        } else if (fact instanceof Objection told && today.reached(told.receivedOn()) && stands(told.decidedOn())) {
            objections.add(told);
        } else if (fact instanceof NotReported told) {
            prepared.add(new Gap(told.record(), told.item()));
        }
    }

    /** Whether something that ends on a day, if it does, still stands. */
    private boolean stands(@Nullable LocalDate end) {
        return end == null || today.before(end);
    }

    private boolean lasts(@Nullable LocalDate lastDay) {
        return lastDay == null || today.before(lastDay.plusDays(1));
    }

    private boolean happened(@Nullable LocalDate day) {
        return day != null && today.reached(day);
    }

    private void prepareAll(Case asked) {
        if (entity == null) {
            prepared.add(new Gap("entity", NotReported.Item.REGISTER_ENTRY));
        } else {
            prepared.add(new Subject(
                    entity.type(),
                    entity.ownership(),
                    entity.status(),
                    entity.fields(),
                    entity.fullCoverage(),
                    entity.branchOf() != null));
        }
        prepareGrades();
        listEntries.forEach(this::prepareListing);
        defaulters.forEach(this::prepareDefaulter);
        banGrounds.forEach(this::prepareBan);
        penalties.forEach(this::preparePenalty);
        abnormal.forEach(entry -> prepared.add(madeGood(entry)));
        commitments.forEach(this::prepareCommitment);
        objections.forEach(objection -> prepared.add(new ObjectionPending(
                objection.id(), objection.target(), objection.receivedOn(), objection.needsOtherUnit())));
        if (asked.facts().isEmpty()) {
            throw new IllegalArgumentException("a case without facts cannot be decided: nothing is known");
        }
    }

    private AbnormalHeld madeGood(AbnormalEntry entry) {
        LocalDate remedied = entry.remediedOn();
        boolean done = remedied != null && today.reached(remedied);
        return new AbnormalHeld(
                entry.id(),
                entry.reason(),
                entry.enteredOn(),
                done,
                done && remedied != null ? remedied : entry.enteredOn());
    }

    private boolean owned(Entity.Ownership ownership) {
        return entity != null && entity.ownership() == ownership;
    }

    // grades

    private void prepareGrades() {
        Map<String, List<Evaluation>> latest = new TreeMap<>();
        for (Evaluation evaluation : evaluations) {
            List<Evaluation> held = latest.computeIfAbsent(evaluation.scheme(), scheme -> new ArrayList<>());
            if (!held.isEmpty() && held.get(0).gradedOn().isBefore(evaluation.gradedOn())) {
                held.clear();
            }
            if (held.isEmpty() || held.get(0).gradedOn().equals(evaluation.gradedOn())) {
                held.add(evaluation);
            }
        }
        boolean comprehensive = false;
        Map<Tier, String> comprehensiveTiers = new EnumMap<>(Tier.class);
        List<String> comprehensiveRecords = new ArrayList<>();
        for (Map.Entry<String, List<Evaluation>> entry : latest.entrySet()) {
            // only now: an older grade does not come back when the one that replaced it runs out
            List<Evaluation> held = entry.getValue().stream()
                    .filter(grade -> lasts(grade.validTo()))
                    .toList();
            if (held.isEmpty()) {
                continue;
            }
            Scheme scheme = pack.tables().schemes().get(entry.getKey());
            String area = scheme == null || scheme.field() == null
                    ? Conclusion.EVERYWHERE
                    : scheme.field().name();
            boolean whole = scheme != null && scheme.comprehensive();
            if (held.stream().map(Evaluation::grade).distinct().count() > 1) {
                prepared.add(new GradeConflict(held.stream().map(Evaluation::id).toList(), entry.getKey()));
                comprehensive |= whole;
                continue;
            }
            Evaluation grade = held.get(0);
            prepared.add(new GradeHeld(grade.id(), grade.scheme(), grade.grade(), area, whole));
            if (whole) {
                comprehensive = true;
                comprehensiveRecords.add(grade.id());
                String mapping = "grade/tiers/" + grade.scheme();
                if (figures.maps(mapping, grade.grade())) {
                    comprehensiveTiers.put(figures.tier(mapping, grade.grade()), grade.scheme());
                }
            }
        }
        if (comprehensiveTiers.size() > 1) {
            prepared.add(new GradeConflict(
                    List.copyOf(comprehensiveRecords), String.join(" / ", comprehensiveTiers.values())));
        }
        if (!comprehensive) {
            prepared.add(new Ungraded(List.of("entity")));
        }
    }

    // lists

    private void prepareListing(ListEntry entry) {
        SeriousList list = pack.tables().lists().get(entry.list());
        if (list == null) {
            prepared.add(new Gap(entry.id(), NotReported.Item.LIST_BASIS));
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
                BanEnd end = endOf(
                        ground, Objects.requireNonNull(pack.tables().bans().get(ground.ban())));
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
     * Bans on the entity itself that bear on an entry. A list without a term of its own has that of the ban in the same
     * decision; one with a term goes on while any ban does.
     */
    private List<BanGround> bansBehind(ListEntry entry, SeriousList list) {
        return banGrounds.stream()
                .filter(ground -> {
                    Ban ban = pack.tables().bans().get(ground.ban());
                    return ban != null && !PERSONS.containsAll(ban.who());
                })
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
            LocalDate corrected = happened(entry.correctedOn()) ? entry.correctedOn() : null;
            LocalDate start = list.earlyFromCorrection() ? corrected : entry.listedOn();
            if (start != null) {
                day = figures.opens(list.early(), start);
                asked.add(Figures.ELIGIBLE_ON_LAST_DAY);
            }
            if (!running.isEmpty()) {
                List<String> records = new ArrayList<>(running);
                records.add(entry.id());
                prepared.add(
                        new RemovalBarred(List.copyOf(records), entry.id(), channelOf(list), List.of(list.source())));
            }
        }
        Known performed = entry.performed() == null
                ? happened(entry.correctedOn()) ? Known.YES : Known.UNKNOWN
                : entry.performed() ? Known.YES : Known.NO;
        prepared.add(new EarlyRemoval(
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
            prepared.add(new Gap(entry.id(), NotReported.Item.LIST_BASIS));
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
            prepared.add(new EarlyRemoval(
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
            prepared.add(new ListingOverdue(
                    entry.records(), entry.id(), list.id(), entry.until(), rowSource, entry.numbers()));
            return;
        }
        Ending ending = entry.until() == null ? Ending.WITH_THE_ENTRY : Ending.ON_DAY;
        LocalDate until = entry.until() == null ? entry.from() : entry.until();
        Known sufficient = SUFFICIENT.contains(entry.basis()) ? Known.YES : Known.NO;
        // a decision may only name persons where the rules of its list do, on a basis that reaches that far
        Set<Role> persons = list.personsListed() && sufficient == Known.YES ? entry.persons() : Set.of();
        prepared.add(new ListingHeld(
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
                owned(Entity.Ownership.PUBLIC_BODY),
                owned(Entity.Ownership.STATE_OWNED),
                rowSource,
                entry.numbers()));
        prepareMeasures(entry, sufficient, until, ending);
        for (Role role : persons) {
            prepared.add(new ListedOfficer(
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
            prepared.add(new ListingMeasure(
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

    // bans

    private void prepareBan(BanGround ground) {
        Ban ban = pack.tables().bans().get(ground.ban());
        if (ban == null) {
            prepared.add(new BanNotInTable(ground.id(), ground.ban()));
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
        if (applies && ban.who().containsAll(PERSONS) && ground.persons().isEmpty()) {
            prepared.add(new BannedPersonUnknown(ground.id(), ban.id(), List.of(ban.source())));
            return;
        }
        for (Role role : ban.who()) {
            if (PERSONS.contains(role)
                    && !ground.persons().isEmpty()
                    && !ground.persons().contains(role)) {
                continue;
            }
            prepared.add(new BanHeld(
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

    private record BanEnd(BanTerm term, LocalDate from, LocalDate until, Ending ending) {}

    private static BanEnd endOf(BanGround ground, Ban ban) {
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

    // penalties

    private void preparePenalty(Penalty penalty) {
        if (happened(penalty.revokedOn()) && penalty.revokedOn() != null) {
            for (Channel channel : channelsOf(penalty)) {
                prepared.add(new WithdrawnPenalty(List.of(penalty.id()), penalty.id(), channel, penalty.revokedOn()));
            }
            return;
        }
        boolean bansKnown = banGrounds.stream()
                .anyMatch(ground -> ground.authority().equals(penalty.authority())
                        && ground.number().equals(penalty.number()));
        if (today.before(ceilingOf(penalty))) {
            // past its ceiling a record is a ground for nothing, not even for a question
            prepared.add(new PenaltyHeld(
                    penalty.id(),
                    penalty.kinds().contains(PenaltyKind.PERMIT_REVOKED),
                    penalty.kinds().contains(PenaltyKind.OCCUPATION_RESTRICTED),
                    bansKnown,
                    penalty.procedure() == Penalty.Procedure.SUMMARY,
                    owned(Entity.Ownership.PUBLIC_BODY),
                    owned(Entity.Ownership.STATE_OWNED)));
        }
        for (Channel channel : channelsOf(penalty)) {
            prepareOn(penalty, channel);
        }
    }

    /** First day on which a record is too old to be used for anything (Shandong regulation, Art 38). */
    private LocalDate ceilingOf(Penalty penalty) {
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
            prepared.add(new PastCeiling(
                    List.of(penalty.id()),
                    penalty.id(),
                    channel,
                    ceiling,
                    penalty.conductEndedOn() != null,
                    List.of(CEILING)));
            return;
        }
        if (row == null) {
            prepared.add(new UnmodelledPenalty(List.of(penalty.id()), penalty.id(), channel, List.copyOf(asked)));
            return;
        }
        for (RepairCase repair : repairs) {
            if (!repair.target().equals(penalty.id())
                    || repair.channel() != channel
                    || repair.result() != RepairCase.Result.GRANTED
                    || repair.decidedOn() == null
                    || !today.reached(repair.decidedOn())) {
                continue;
            }
            if (happened(repair.undoneOn()) && repair.undoneOn() != null) {
                prepared.add(
                        new RepairUndone(List.of(penalty.id(), repair.id()), penalty.id(), channel, repair.undoneOn()));
            } else {
                prepared.add(new RepairedPenalty(
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
            prepared.add(new Gap(penalty.id(), NotReported.Item.DISPLAY_START));
            return;
        }
        Performance performance = performances.get(penalty.id());
        Known performed = Known.UNKNOWN;
        Known harmRemoved = Known.UNKNOWN;
        LocalDate performedSince = anchor;
        if (performance != null) {
            records.add(performance.id());
            performed = performance.performed() && happened(performance.performedOn()) ? Known.YES : Known.NO;
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
        prepared.add(new PublishedPenalty(
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
                List.of(row.source()),
                List.copyOf(asked)));
    }

    /** First day after the longest ban on the entity itself that the same decision brought, where that counts. */
    private LocalDate banUntil(Penalty penalty, Tables.Regime row, List<String> records, List<String> asked) {
        LocalDate until = LocalDate.MIN;
        String prolongs = row.banProlongs();
        if (prolongs == null) {
            return until;
        }
        for (BanGround ground : banGrounds) {
            Ban ban = pack.tables().bans().get(ground.ban());
            if (ban != null
                    && !PERSONS.containsAll(ban.who())
                    && ground.authority().equals(penalty.authority())
                    && ground.number().equals(penalty.number())) {
                BanEnd end = endOf(ground, ban);
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
        if (penalty.procedure() == Penalty.Procedure.SUMMARY && row.summaryProcedure() != null) {
            return Severity.valueOf(row.summaryProcedure().name());
        }
        return byKinds(penalty, row, asked);
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
                classes.stream().max(java.util.Comparator.naturalOrder()).orElse(null);
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
        SubjectKind kind = subjectKind();
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

    /** Authorities set fines apart for persons in business and for units; unknown without an entry in the register. */
    private @Nullable SubjectKind subjectKind() {
        if (entity == null) {
            return null;
        }
        return entity.type() == Entity.Type.INDIVIDUAL_BUSINESS ? SubjectKind.INDIVIDUAL : SubjectKind.UNIT;
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
        return penalties.stream()
                .anyMatch(other -> other.decidedOn().isAfter(penalty.decidedOn())
                        && penalty.conduct() != null
                        && penalty.conduct().equals(other.conduct())
                        && !happened(other.revokedOn())
                        && row.governs(other.authority()));
    }

    private boolean onAdverseList() {
        return !abnormal.isEmpty()
                || listEntries.stream().anyMatch(entry -> entry.list().equals("samr-serious"));
    }

    private void prepareCommitment(Commitment commitment) {
        boolean due =
                commitment.dueOn() != null && today.reached(commitment.dueOn().plusDays(1));
        Known outcome = Known.UNKNOWN;
        if (commitment.performance() != null
                && commitment.performance() != Commitment.Outcome.NOT_DUE
                && happened(commitment.confirmedOn())) {
            outcome = commitment.performance() == Commitment.Outcome.KEPT ? Known.YES : Known.NO;
        }
        boolean voluntary =
                commitment.type() == Commitment.Type.VOLUNTARY || commitment.type() == Commitment.Type.SELF_REGULATION;
        prepared.add(new CommitmentHeld(commitment.id(), commitment.type(), voluntary, due, outcome));
    }
}
