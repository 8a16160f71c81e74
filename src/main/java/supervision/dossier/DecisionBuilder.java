package supervision.dossier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Ending;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;
import supervision.decision.Recipient;
import supervision.decision.Text;
import supervision.decision.Tier;
import supervision.facts.Case;
import supervision.facts.Channel;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.rulepack.Frequency;
import supervision.rulepack.LocalTables;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;

/**
 * Puts a decision together from findings. It depends only on which findings there are: they are ordered here by what they
 * say, never by the order in which rules fired.
 */
public final class DecisionBuilder {

    private static final String BAN = "ban/";

    private static final Map<String, String> WARNINGS =
            Map.of("example", "EXAMPLE_FIGURE", "verify", "UNVERIFIED_FIGURE", "placeholder", "PLACEHOLDER_FIGURE");

    private final RulePack pack;
    private final Case asked;
    private final List<Finding> findings;
    private final Map<Class<?>, List<Integer>> places = new HashMap<>();

    private DecisionBuilder(RulePack pack, Case asked, List<Finding> findings) {
        this.pack = pack;
        this.asked = asked;
        this.findings = findings;
        for (int at = 0; at < findings.size(); at++) {
            places.computeIfAbsent(findings.get(at).concludes().getClass(), type -> new ArrayList<>())
                    .add(at);
        }
    }

    /** Whether referrals among these findings would go to offices of other names on another day than the one asked about. */
    public static boolean namesOthers(RulePack pack, Case asked, Collection<Finding> findings, LocalDate day) {
        DecisionBuilder builder = new DecisionBuilder(pack, asked, List.of());
        return findings.stream()
                .map(Finding::concludes)
                .anyMatch(concluded -> concluded instanceof Conclusion.Referral referral
                        && !Objects.equals(
                                builder.office(referral.to(), asked.asOf()), builder.office(referral.to(), day)));
    }

    /**
     * Orders findings: by rule, then by record. What one rule concludes twice from the same evidence, such as a question about
     * a ban on several roles, stands once; equal conclusions from different evidence all stay.
     */
    public static List<Finding> ordered(Collection<Finding> findings) {
        Map<String, List<Said>> ofRules = new HashMap<>();
        for (Finding finding : new LinkedHashSet<>(findings)) {
            ofRules.computeIfAbsent(finding.rule(), rule -> new ArrayList<>()).add(new Said(finding));
        }
        List<Finding> ordered = new ArrayList<>(findings.size());
        for (List<Said> ofRule : new TreeMap<>(ofRules).values()) {
            Collections.sort(ofRule);
            ofRule.forEach(said -> ordered.add(said.finding));
        }
        return Collections.unmodifiableList(ordered);
    }

    /** A finding in its place among those of its rule. What it says is written out only where that decides. */
    private static final class Said implements Comparable<Said> {

        private final Finding finding;
        private @Nullable String concludes;

        Said(Finding finding) {
            this.finding = finding;
        }

        @Override
        public int compareTo(Said other) {
            int order = compare(finding.evidence(), other.finding.evidence());
            if (order == 0 && !finding.concludes().equals(other.finding.concludes())) {
                order = concludes().compareTo(other.concludes());
            }
            if (order == 0 && finding.parameters() != other.finding.parameters()) {
                // one question about two channels can differ in these alone
                order = RecordText.of(finding.parameters()).compareTo(RecordText.of(other.finding.parameters()));
            }
            return order == 0 && finding.sources() != other.finding.sources()
                    ? RecordText.of(finding.sources()).compareTo(RecordText.of(other.finding.sources()))
                    : order;
        }

        private static int compare(List<String> some, List<String> others) {
            int common = Math.min(some.size(), others.size());
            for (int at = 0; at < common; at++) {
                int order = some.get(at).compareTo(others.get(at));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(some.size(), others.size());
        }

        private String concludes() {
            String text = concludes;
            if (text == null) {
                text = RecordText.of(finding.concludes());
                concludes = text;
            }
            return text;
        }
    }

    /** Builds the decision on a case from its ordered findings. */
    public static Decision build(RulePack pack, Case asked, List<Finding> findings, @Nullable LocalDate validUntil) {
        DecisionBuilder builder = new DecisionBuilder(pack, asked, findings);
        List<Decision.Referral> referrals = builder.referrals();
        List<Decision.Publicity> publicity = builder.publicity();
        List<Decision.Repair> repairs = builder.repairs();
        List<Decision.CommitmentUse> commitments = builder.commitments();
        return new Decision(
                id(pack, asked, Program.THIS.classes()),
                subject(asked),
                asked.asOf(),
                asked.knownAt(),
                validUntil,
                new Decision.Pack(
                        pack.id(),
                        pack.version(),
                        pack.fingerprint(),
                        pack.examples() == null ? null : pack.examples().id()),
                builder.disposition(referrals, repairs, commitments),
                builder.grades(),
                builder.inspection(),
                builder.measures(),
                publicity,
                repairs,
                referrals,
                builder.marks(),
                builder.bans(),
                builder.duties(),
                builder.faults(),
                builder.comparisons(),
                commitments,
                builder.reports(),
                builder.sharing(),
                findings,
                builder.warnings());
    }

    /**
     * Id of a decision: a hash over what was asked, the records, the rules and the program.
     *
     * @param program hash over the classes that decide
     */
    public static String id(RulePack pack, Case asked, String program) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(
                    program,
                    asked.code(),
                    asked.asOf().toString(),
                    String.valueOf(asked.knownAt()),
                    pack.fingerprint())) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            RecordText.digest(asked.facts(), digest);
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Decision.Subject subject(Case asked) {
        for (Fact fact : asked.facts()) {
            if (fact instanceof Entity entity) {
                return new Decision.Subject(
                        asked.code(),
                        entity.name(),
                        entity.type(),
                        entity.ownership(),
                        entity.status(),
                        entity.jurisdiction());
            }
        }
        return new Decision.Subject(asked.code(), null, null, null, null, null);
    }

    private Decision.Disposition disposition(
            List<Decision.Referral> referrals,
            List<Decision.Repair> repairs,
            List<Decision.CommitmentUse> commitments) {
        if (findings.isEmpty()) {
            return Decision.Disposition.NO_RULE_APPLIES;
        }
        boolean asksSomebody = referrals.stream()
                .anyMatch(referral -> pack.tables().local().decides().contains(referral.to()));
        // a question about a record that needs no repair any more is nobody's question
        boolean repairAsksSomebody =
                repairs.stream().anyMatch(repair -> repair.answer() == Conclusion.Repair.Answer.PERSON);
        boolean applicationAsksSomebody = commitments.stream()
                .anyMatch(application -> application.answer() == Conclusion.CommitmentUse.Answer.PERSON);
        return asksSomebody || repairAsksSomebody || applicationAsksSomebody
                ? Decision.Disposition.REFERRED
                : Decision.Disposition.DECIDED;
    }

    private List<Decision.Grade> grades() {
        List<Decision.Grade> grades = new ArrayList<>();
        each(
                Conclusion.GradeMapped.class,
                (at, mapped) -> grades.add(new Decision.Grade(
                        mapped.scheme(),
                        mapped.grade(),
                        mapped.tier(),
                        mapped.area(),
                        mapped.mayBeShown(),
                        mapped.record(),
                        at)));
        grades.sort(Comparator.comparing(Decision.Grade::scheme));
        return List.copyOf(grades);
    }

    private List<Decision.Inspection> inspection() {
        List<Conclusion.TierSet> sets = new ArrayList<>();
        each(Conclusion.TierSet.class, (at, set) -> sets.add(set));
        Map<String, @Nullable Tier> tiers = new TreeMap<>(Dossier.governing(sets));
        // a department whose figures are its own has its field drawn by them, at the tier of all fields
        each(Conclusion.InspectionRate.class, (at, rate) -> tiers.putIfAbsent(rate.area(), rate.tier()));
        Set<String> own = Set.copyOf(tiers.keySet());
        // what the law of a field says stands there too; where grades contradict each other it stands without a tier
        each(Conclusion.InspectionFloor.class, (at, floor) -> addArea(tiers, floor.area()));
        each(Conclusion.FullCoverage.class, (at, full) -> addArea(tiers, full.area()));
        each(Conclusion.InspectionFocus.class, (at, focus) -> addArea(tiers, focus.area()));
        Set<String> floors = new HashSet<>();
        each(Conclusion.InspectionFloor.class, (at, floor) -> floors.add(floor.area()));
        Set<String> capped = new HashSet<>();
        each(Conclusion.InspectionCap.class, (at, cap) -> capped.add(cap.area()));
        List<Integer> ofInspection = placesOf(
                Conclusion.TierSet.class,
                Conclusion.InspectionRate.class,
                Conclusion.InspectionFloor.class,
                Conclusion.InspectionCap.class,
                Conclusion.InspectionTimes.class,
                Conclusion.InspectionFocus.class,
                Conclusion.FullCoverage.class);
        List<Decision.Inspection> areas = new ArrayList<>();
        tiers.forEach((area, tier) -> {
            List<Integer> resting = among(
                    ofInspection,
                    conclusion ->
                            conclusion instanceof Conclusion.TierSet set && set.reaches(area) && set.tier() == tier
                                    || conclusion instanceof Conclusion.InspectionRate rate
                                            // a field with a floor and no tier of its own is drawn like all fields
                                            && rate.area().equals(own.contains(area) ? area : Conclusion.EVERYWHERE)
                                    || conclusion instanceof Conclusion.InspectionFloor floor
                                            && floor.area().equals(area)
                                    || conclusion instanceof Conclusion.InspectionCap cap
                                            // the common cap holds in each field that has none of its own
                                            && cap.area().equals(capped.contains(area) ? area : Conclusion.EVERYWHERE)
                                    || conclusion instanceof Conclusion.InspectionTimes adjusted
                                            && adjusted.area()
                                                    .equals(
                                                            own.contains(area) || floors.contains(area)
                                                                    ? area
                                                                    : Conclusion.EVERYWHERE)
                                    || conclusion instanceof Conclusion.InspectionFocus focus
                                            && focus.area().equals(area)
                                    || conclusion instanceof Conclusion.FullCoverage full
                                            && full.area().equals(area));
            String ratio = null;
            String times = null;
            String floorPeriod = null;
            String capTimes = null;
            String effective = null;
            boolean fullCoverage = false;
            boolean keyObject = false;
            boolean moreOften = false;
            for (int at : resting) {
                Conclusion conclusion = findings.get(at).concludes();
                if (conclusion instanceof Conclusion.InspectionRate rate) {
                    ratio = rate.ratio();
                    times = rate.timesPerYear().isEmpty() ? null : rate.timesPerYear();
                } else if (conclusion instanceof Conclusion.InspectionFloor floor) {
                    floorPeriod = floor.atLeastOnceEvery();
                } else if (conclusion instanceof Conclusion.InspectionCap cap) {
                    capTimes = capTimes == null ? cap.timesPerYear() : fewer(capTimes, cap.timesPerYear());
                } else if (conclusion instanceof Conclusion.InspectionTimes adjusted) {
                    effective = adjusted.timesPerYear();
                } else if (conclusion instanceof Conclusion.FullCoverage) {
                    fullCoverage = true;
                } else if (conclusion instanceof Conclusion.InspectionFocus focus) {
                    keyObject |= focus.attention() == Conclusion.InspectionFocus.Attention.KEY_OBJECT;
                    moreOften |= focus.attention() == Conclusion.InspectionFocus.Attention.MORE_OFTEN;
                }
            }
            areas.add(new Decision.Inspection(
                    area,
                    tier,
                    ratio,
                    times,
                    floorPeriod,
                    capTimes,
                    fullCoverage,
                    effective == null ? times : effective,
                    keyObject,
                    moreOften,
                    resting));
        });
        return List.copyOf(areas);
    }

    /** Adds an area at the tier of all fields, or at none if there is no such tier. */
    private static void addArea(Map<String, @Nullable Tier> tiers, String area) {
        if (!tiers.containsKey(area)) {
            tiers.put(area, tiers.get(Conclusion.EVERYWHERE));
        }
    }

    /** The less of two numbers of times a year; what is no number is more than any. */
    private static String fewer(String one, String other) {
        Frequency first = Frequency.of(one);
        Frequency second = Frequency.of(other);
        return first == null || (second != null && second.compareTo(first) < 0) ? other : one;
    }

    private record MeasureKey(String measure, String target, String area, boolean blocked) {
        MeasureKey inForce() {
            return new MeasureKey(measure, target, area, false);
        }
    }

    private List<Decision.MeasureApplied> measures() {
        Map<MeasureKey, List<Integer>> supports = new LinkedHashMap<>();
        Map<MeasureKey, List<Integer>> blocked = new LinkedHashMap<>();
        for (int at = 0; at < findings.size(); at++) {
            Conclusion conclusion = findings.get(at).concludes();
            if (conclusion instanceof Conclusion.Measure measure) {
                supports.computeIfAbsent(
                                new MeasureKey(measure.measure(), measure.target(), measure.area(), false),
                                key -> new ArrayList<>())
                        .add(at);
            } else if (conclusion instanceof Conclusion.MeasureAsked measure) {
                supports.computeIfAbsent(
                                new MeasureKey(measure.measure(), measure.target(), measure.area(), false),
                                key -> new ArrayList<>())
                        .add(at);
            } else if (conclusion instanceof Conclusion.MeasureBlocked measure) {
                blocked.computeIfAbsent(
                                new MeasureKey(measure.measure(), measure.target(), measure.area(), true),
                                key -> new ArrayList<>())
                        .add(at);
            }
        }
        // blocked on one ground and in force on another: it is in force, and its findings say what was blocked
        blocked.forEach((key, places) -> supports.computeIfAbsent(
                        supports.containsKey(key.inForce()) ? key.inForce() : key, other -> new ArrayList<>())
                .addAll(places));
        List<Decision.MeasureApplied> measures = new ArrayList<>();
        supports.forEach((key, places) -> measures.add(measure(key, places)));
        measures.sort(Comparator.comparing(Decision.MeasureApplied::blocked)
                .thenComparing(Decision.MeasureApplied::measure)
                .thenComparing(Decision.MeasureApplied::target, pack.tables().orderOfRoles())
                .thenComparing(Decision.MeasureApplied::area));
        return List.copyOf(measures);
    }

    /** From when until when something holds that several findings support: from the first to the last; no day if none brings it. */
    private record Span(@Nullable LocalDate from, @Nullable LocalDate until, Ending ending) {}

    private Span span(List<Integer> places) {
        LocalDate from = LocalDate.MAX;
        LocalDate until = null;
        Ending ending = Ending.ON_DAY;
        for (Conclusion.Measure measure : support(places)) {
            from = measure.from().isBefore(from) ? measure.from() : from;
            if (measure.ending() != Ending.ON_DAY) {
                ending = outlasting(ending, measure.ending());
            } else if (until == null
                    || (measure.until() != null && measure.until().isAfter(until))) {
                until = measure.until();
            }
        }
        return new Span(from.equals(LocalDate.MAX) ? null : from, ending == Ending.ON_DAY ? until : null, ending);
    }

    /** How two together end: what lasts for life covers all else, then what nobody knows the end of. */
    private static Ending outlasting(Ending one, Ending other) {
        if (one == Ending.LIFE || other == Ending.LIFE) {
            return Ending.LIFE;
        }
        return one == Ending.UNKNOWN || other == Ending.UNKNOWN ? Ending.UNKNOWN : Ending.WITH_THE_ENTRY;
    }

    /** What brings a measure; where nothing does for certain, what a person is asked about. */
    private List<Conclusion.Measure> support(List<Integer> places) {
        List<Conclusion.Measure> certain = new ArrayList<>();
        List<Conclusion.Measure> asked = new ArrayList<>();
        for (int at : places) {
            Conclusion conclusion = findings.get(at).concludes();
            if (conclusion instanceof Conclusion.Measure measure) {
                certain.add(measure);
            } else if (conclusion instanceof Conclusion.MeasureAsked one) {
                asked.add(new Conclusion.Measure(
                        one.measure(), one.target(), one.area(), one.from(), one.until(), one.ending()));
            }
        }
        return certain.isEmpty() ? asked : certain;
    }

    private Decision.MeasureApplied measure(MeasureKey key, List<Integer> places) {
        Span span = span(places);
        return new Decision.MeasureApplied(
                key.measure(),
                title(key.measure()),
                key.target(),
                key.area(),
                span.from(),
                span.until(),
                key.blocked() ? Ending.UNKNOWN : span.ending(),
                key.blocked(),
                !key.blocked()
                        && places.stream().noneMatch(at -> findings.get(at).concludes() instanceof Conclusion.Measure),
                List.copyOf(places));
    }

    private Text title(String measure) {
        if (measure.startsWith(BAN)) {
            Tables.Ban ban = pack.tables().bans().get(measure.substring(BAN.length()));
            return ban == null ? new Text(measure, measure) : ban.title();
        }
        return pack.tables().catalogues().stream()
                .map(catalogue -> catalogue.measures().get(measure))
                .filter(java.util.Objects::nonNull)
                .reduce((older, newer) -> newer)
                .map(Tables.CatalogueMeasure::title)
                .orElseGet(() -> pack.label("measure", measure));
    }

    private record RecordOnChannel(String record, Channel channel) {}

    private List<Decision.Publicity> publicity() {
        Map<RecordOnChannel, List<Integer>> places =
                new TreeMap<>(Comparator.comparing(RecordOnChannel::record).thenComparing(RecordOnChannel::channel));
        each(
                Conclusion.Shown.class,
                (at, shown) -> places.computeIfAbsent(
                                new RecordOnChannel(shown.record(), shown.channel()), key -> new ArrayList<>())
                        .add(at));
        each(
                Conclusion.NotShown.class,
                (at, hidden) -> places.computeIfAbsent(
                                new RecordOnChannel(hidden.record(), hidden.channel()), key -> new ArrayList<>())
                        .add(at));
        List<Decision.Publicity> publicity = new ArrayList<>();
        places.forEach((key, resting) -> {
            boolean shown = true;
            LocalDate from = null;
            LocalDate until = null;
            for (int at : resting) {
                Conclusion conclusion = findings.get(at).concludes();
                if (conclusion instanceof Conclusion.NotShown) {
                    shown = false;
                } else if (conclusion instanceof Conclusion.Shown showing) {
                    shown &= showing.shown();
                    from = showing.from();
                    until = showing.until();
                }
            }
            publicity.add(
                    new Decision.Publicity(key.record(), key.channel(), shown, from, until, List.copyOf(resting)));
        });
        return List.copyOf(publicity);
    }

    private List<Decision.Repair> repairs() {
        Map<RecordOnChannel, List<Integer>> places =
                new TreeMap<>(Comparator.comparing(RecordOnChannel::record).thenComparing(RecordOnChannel::channel));
        each(
                Conclusion.Repair.class,
                (at, repair) -> places.computeIfAbsent(
                                new RecordOnChannel(repair.record(), repair.channel()), key -> new ArrayList<>())
                        .add(at));
        Map<RecordOnChannel, List<Integer>> papers = new HashMap<>();
        each(
                Conclusion.RepairPaper.class,
                (at, paper) -> papers.computeIfAbsent(
                                new RecordOnChannel(paper.record(), paper.channel()), key -> new ArrayList<>())
                        .add(at));
        Map<RecordOnChannel, @Nullable LocalDate> endsOfPublicity = endsOfPublicity();
        List<Decision.Repair> repairs = new ArrayList<>();
        places.forEach((key, resting) -> {
            Conclusion.Repair strongest = null;
            for (int at : resting) {
                if (findings.get(at).concludes() instanceof Conclusion.Repair repair
                        && (strongest == null || repair.answer().compareTo(strongest.answer()) < 0)) {
                    strongest = repair;
                }
            }
            LocalDate day = strongest == null ? null : strongest.day();
            if (strongest != null && day == null) {
                day = dayOf(key, strongest, resting, endsOfPublicity);
            }
            if (strongest != null) {
                repairs.add(new Decision.Repair(
                        key.record(),
                        key.channel(),
                        strongest.answer(),
                        day,
                        List.copyOf(resting),
                        List.copyOf(papers.getOrDefault(key, List.of()))));
            }
        });
        return List.copyOf(repairs);
    }

    /** The day of an answer that the rule could not say, from what the other findings say of the record. */
    private @Nullable LocalDate dayOf(
            RecordOnChannel key,
            Conclusion.Repair repair,
            List<Integer> resting,
            Map<RecordOnChannel, @Nullable LocalDate> endsOfPublicity) {
        return switch (repair.answer()) {
            // the clock runs on while a condition or a question is open: say when it will have run out
            case CONDITION_NOT_MET, PERSON -> clock(resting);
            case NEVER, NOT_SHOWN -> endsOfPublicity.get(key);
            default -> null;
        };
    }

    /** First day on which a record is not shown any more; for one that never is, the day from which that holds. */
    private Map<RecordOnChannel, @Nullable LocalDate> endsOfPublicity() {
        Map<RecordOnChannel, @Nullable LocalDate> ends = new HashMap<>();
        List<Integer> ofPublicity = placesOf(Conclusion.Shown.class, Conclusion.NotShown.class);
        // backwards, for the first one about a record counts
        Collections.reverse(ofPublicity);
        for (int at : ofPublicity) {
            Conclusion conclusion = findings.get(at).concludes();
            if (conclusion instanceof Conclusion.Shown shown) {
                ends.put(new RecordOnChannel(shown.record(), shown.channel()), shown.until());
            } else if (conclusion instanceof Conclusion.NotShown hidden) {
                ends.put(new RecordOnChannel(hidden.record(), hidden.channel()), hidden.since());
            }
        }
        return ends;
    }

    private @Nullable LocalDate clock(List<Integer> resting) {
        for (int at : resting) {
            if (findings.get(at).concludes() instanceof Conclusion.Repair repair
                    && (repair.answer() == Conclusion.Repair.Answer.NOT_BEFORE
                            || repair.answer() == Conclusion.Repair.Answer.OPEN)) {
                return repair.day();
            }
        }
        return null;
    }

    private List<Decision.Referral> referrals() {
        List<Decision.Referral> referrals = new ArrayList<>();
        each(
                Conclusion.Referral.class,
                (at, referral) -> referrals.add(new Decision.Referral(
                        referral.about(), referral.to(), office(referral.to(), asked.asOf()), said(at), at)));
        return List.copyOf(referrals);
    }

    private Decision.@Nullable Office office(Recipient to, LocalDate day) {
        LocalTables.Office office = pack.tables().local().office(to, ownership(), day);
        return office == null || office.name() == null ? null : new Decision.Office(office.name(), office.source());
    }

    private Entity.@Nullable Ownership ownership() {
        for (Fact fact : asked.facts()) {
            if (fact instanceof Entity entity) {
                return entity.ownership();
            }
        }
        return null;
    }

    private List<Decision.Mark> marks() {
        List<Decision.Mark> marks = new ArrayList<>();
        each(
                Conclusion.Mark.class,
                (at, mark) -> marks.add(new Decision.Mark(mark.record(), said(at), mark.dueOn(), at)));
        return List.copyOf(marks);
    }

    private record BanKey(String target, String scope, String field) {}

    /** The union of the statutory bans that apply, by whom they reach, what they bar and in which field. */
    private List<Decision.Ban> bans() {
        Map<BanKey, List<Integer>> supports =
                new TreeMap<>(Comparator.comparing(BanKey::target, pack.tables().orderOfRoles())
                        .thenComparing(BanKey::scope)
                        .thenComparing(BanKey::field));
        each(Conclusion.Measure.class, (at, measure) -> {
            Tables.Ban ban = measure.measure().startsWith(BAN)
                    ? pack.tables().bans().get(measure.measure().substring(BAN.length()))
                    : null;
            if (ban != null) {
                ban.scope()
                        .forEach(scope -> supports.computeIfAbsent(
                                        new BanKey(measure.target(), scope, measure.area()), key -> new ArrayList<>())
                                .add(at));
            }
        });
        List<Decision.Ban> bans = new ArrayList<>();
        supports.forEach((key, places) -> {
            Span span = span(places);
            bans.add(new Decision.Ban(
                    key.target(),
                    key.scope(),
                    key.field(),
                    Objects.requireNonNull(span.from()),
                    span.until(),
                    span.ending(),
                    List.copyOf(places)));
        });
        return List.copyOf(bans);
    }

    private record DutySaid(Conclusion.Duty duty, Text text) {}

    /** What is said in the same words with the same day, such as of each channel of a record, stands once. */
    private List<Decision.Duty> duties() {
        Map<DutySaid, Decision.Duty> duties = new LinkedHashMap<>();
        each(
                Conclusion.Duty.class,
                (at, duty) -> duties.putIfAbsent(
                        new DutySaid(duty, said(at)),
                        new Decision.Duty(
                                duty.about(), duty.act(), duty.who(), said(at), duty.dueOn(), duty.overdue(), at)));
        return List.copyOf(duties.values());
    }

    private List<Decision.Fault> faults() {
        List<Decision.Fault> faults = new ArrayList<>();
        each(
                Conclusion.Fault.class,
                (at, fault) ->
                        faults.add(new Decision.Fault(fault.record(), fault.kind(), said(at), fault.since(), at)));
        return List.copyOf(faults);
    }

    private List<Decision.LawCompared> comparisons() {
        List<Decision.LawCompared> comparisons = new ArrayList<>();
        each(
                Conclusion.LawCompared.class,
                (at, law) -> comparisons.add(new Decision.LawCompared(
                        law.about(),
                        said(at),
                        law.earlier(),
                        law.earlierUntil(),
                        law.later(),
                        law.laterUntil(),
                        law.chosen(),
                        at)));
        return List.copyOf(comparisons);
    }

    private List<Decision.CommitmentUse> commitments() {
        Map<String, List<Integer>> places = new TreeMap<>();
        each(
                Conclusion.CommitmentUse.class,
                (at, use) -> places.computeIfAbsent(use.record(), key -> new ArrayList<>())
                        .add(at));
        List<Decision.CommitmentUse> uses = new ArrayList<>();
        places.forEach((record, resting) -> {
            Conclusion.CommitmentUse strongest = null;
            for (int at : resting) {
                if (findings.get(at).concludes() instanceof Conclusion.CommitmentUse use
                        && (strongest == null || use.answer().compareTo(strongest.answer()) < 0)) {
                    strongest = use;
                }
            }
            if (strongest != null) {
                uses.add(new Decision.CommitmentUse(
                        record, strongest.answer(), strongest.dueOn(), List.copyOf(resting)));
            }
        });
        return List.copyOf(uses);
    }

    private List<Decision.ReportNeeded> reports() {
        List<Decision.ReportNeeded> reports = new ArrayList<>();
        each(
                Conclusion.ReportNeeded.class,
                (at, needed) -> reports.add(new Decision.ReportNeeded(needed.record(), needed.use(), said(at), at)));
        return List.copyOf(reports);
    }

    private List<Decision.Shared> sharing() {
        List<Decision.Shared> sharing = new ArrayList<>();
        each(
                Conclusion.Shared.class,
                (at, shared) -> sharing.add(new Decision.Shared(shared.record(), shared.with(), said(at), at)));
        return List.copyOf(sharing);
    }

    /** What a finding says: the name of its rule. */
    private Text said(int at) {
        return new Text(findings.get(at).rule(), findings.get(at).en());
    }

    private List<Decision.Warning> warnings() {
        Map<String, List<Integer>> places = new TreeMap<>();
        for (int at = 0; at < findings.size(); at++) {
            for (FigureUsed figure : findings.get(at).parameters()) {
                String code = WARNINGS.get(figure.status());
                List<Integer> of = code == null ? null : places.computeIfAbsent(code, key -> new ArrayList<>());
                if (of != null && (of.isEmpty() || of.get(of.size() - 1) != at)) {
                    of.add(at);
                }
            }
        }
        return places.entrySet().stream()
                .map(entry -> new Decision.Warning(
                        entry.getKey(), pack.label("warning", entry.getKey()), List.copyOf(entry.getValue())))
                .toList();
    }

    private interface Visit<C extends Conclusion> {
        void at(int place, C conclusion);
    }

    private <C extends Conclusion> void each(Class<C> type, Visit<C> visit) {
        for (int at : places.getOrDefault(type, List.of())) {
            visit.at(at, type.cast(findings.get(at).concludes()));
        }
    }

    private List<Integer> placesOf(Class<?>... types) {
        List<Integer> all = new ArrayList<>();
        for (Class<?> type : types) {
            all.addAll(places.getOrDefault(type, List.of()));
        }
        Collections.sort(all);
        return all;
    }

    private List<Integer> among(List<Integer> some, Predicate<Conclusion> wanted) {
        return some.stream()
                .filter(at -> wanted.test(findings.get(at).concludes()))
                .toList();
    }
}
