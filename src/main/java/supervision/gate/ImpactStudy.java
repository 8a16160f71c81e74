package supervision.gate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.decision.Text;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Dossier;
import supervision.engine.DecisionEngine;
import supervision.facts.AbnormalEntry;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.CourtDefaulter;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.facts.ListEntry;
import supervision.facts.Penalty;
import supervision.facts.RepairCase;
import supervision.reading.SecondReading;
import supervision.reading.SecondReading.Evaluation;
import supervision.rulepack.Frequency;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;

/** Decides the whole register under two packs and counts what differs. The result does not depend on the threads. */
public final class ImpactStudy {

    /** Codes that are listed of a group; all of them are counted. */
    static final int MOST_CODES = 100;

    private static final int MOST_AFFECTED = 10;

    /** Of an entity, the days of its latest records; others of its kind show what older ones would. */
    private static final int MOST_DECISION_DAYS = 8;

    private static final Comparator<Impact.Affected> MOST_FIRST = Comparator.comparingInt((Impact.Affected affected) ->
                    -(affected.before().size() + affected.after().size()))
            .thenComparing(Impact.Affected::code);

    private final Side before;
    private final Side after;
    private final Wording wording;
    private final LocalDate day;
    private final LocalDate horizon;

    /** Last days of regimes of publicity and of editions of the catalogue, of either pack, the latest first. */
    private final NavigableSet<LocalDate> lastDays;

    /** A pack, and what evaluates a case under it. */
    private record Side(RulePack pack, Function<Case, Evaluation> evaluates) {

        Evaluation evaluate(Case asked) {
            return evaluates.apply(asked);
        }
    }

    /** A day on which something else is concluded, and what is, under either pack. */
    private record Difference(LocalDate day, Evaluation then, Evaluation now) {}

    /**
     * @param reports what reports would say
     * @param day day asked about
     * @param horizon last day to look at; the day itself to look at no other
     */
    public ImpactStudy(DecisionEngine before, DecisionEngine after, Reports reports, LocalDate day, LocalDate horizon) {
        this(new Side(before.pack(), before::evaluate), new Side(after.pack(), after::evaluate), reports, day, horizon);
    }

    /** The same by the plain reading alone: nothing has to be compiled. */
    public ImpactStudy(SecondReading before, SecondReading after, Reports reports, LocalDate day, LocalDate horizon) {
        this(new Side(before.pack(), before::evaluate), new Side(after.pack(), after::evaluate), reports, day, horizon);
    }

    private ImpactStudy(Side before, Side after, Reports reports, LocalDate day, LocalDate horizon) {
        this.before = before;
        this.after = after;
        this.wording = new Wording(before.pack(), after.pack(), reports);
        this.day = day;
        this.horizon = horizon;
        this.lastDays = new TreeSet<>(Comparator.reverseOrder());
        for (RulePack pack : List.of(before.pack(), after.pack())) {
            pack.tables().regimes().values().stream()
                    .map(Tables.Regime::until)
                    .filter(Objects::nonNull)
                    .forEach(until -> lastDays.add(until.minusDays(1)));
            pack.tables()
                    .catalogues()
                    .forEach(edition -> lastDays.add(edition.from().minusDays(1)));
        }
    }

    /**
     * Decides all entities.
     *
     * @param threads how many decide at once
     * @param progress is told after each batch how many were decided so far
     */
    public Impact over(Register register, int threads, Consumer<Long> progress) throws InterruptedException {
        Tally all = new Tally();
        // who reads waits while enough is read: a register does not fit into memory
        ExecutorService workers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(2 * threads),
                ImpactStudy::waitForPlace);
        List<Throwable> broken = new ArrayList<>();
        try {
            register.read(batch -> workers.execute(() -> {
                try {
                    Tally tally = new Tally();
                    batch.get().forEach(asked -> compare(asked, tally));
                    synchronized (all) {
                        all.add(tally);
                        progress.accept(all.entities);
                    }
                } catch (RuntimeException | Error e) {
                    synchronized (broken) {
                        broken.add(e);
                    }
                }
            }));
        } finally {
            workers.shutdown();
            workers.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException("the register could not be read to its end", broken.get(0));
        }
        return all.impact();
    }

    private static void waitForPlace(Runnable task, ThreadPoolExecutor workers) {
        try {
            workers.getQueue().put(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(e);
        }
    }

    private void compare(Case asked, Tally tally) {
        tally.entities++;
        Evaluation then;
        Evaluation now;
        Difference first;
        LocalDate past;
        Set<Wording.Told> told;
        try {
            then = before.evaluate(asked.on(day));
            now = after.evaluate(asked.on(day));
            first = sameConclusions(then, now) ? firstDifference(asked, then, now) : new Difference(day, then, now);
            past = lastDifference(asked);
            told = first != null && day.equals(first.day())
                    ? Set.of()
                    : wording.otherwise(asked, day, then.findings(), now.findings());
        } catch (RuntimeException e) {
            tally.failed.add(asked.code());
            tally.failures.putIfAbsent(asked.code(), String.valueOf(e.getMessage()));
            return;
        }
        if (past != null) {
            tally.past.computeIfAbsent(past, last -> new Codes()).add(asked.code());
        }
        boolean affected = first != null && day.equals(first.day());
        if (first != null) {
            tally.kinds(asked.code(), first, affected ? tally.kinds : tally.kindsLater);
        }
        tally.tiers.merge(new Turn(tier(then), tier(now)), 1L, Long::sum);
        tally.group(asked, affected);
        if (affected) {
            tally.affected++;
            Decision decidedBefore = DecisionBuilder.build(before.pack(), asked.on(day), then.findings(), null);
            Decision decidedAfter = DecisionBuilder.build(after.pack(), asked.on(day), now.findings(), null);
            tally.inspections(decidedBefore, decidedAfter);
            tally.measures(decidedBefore, decidedAfter);
            tally.repairs(decidedBefore, decidedAfter);
            tally.most(affected(asked.code(), decidedBefore, decidedAfter));
        } else if (first != null) {
            tally.later++;
            tally.days.computeIfAbsent(first.day(), key -> new Codes()).add(asked.code());
        } else if (!told.isEmpty()) {
            tally.wordsOnly++;
        }
        told.forEach(one -> tally.told.computeIfAbsent(one, key -> new Codes()).add(asked.code()));
    }

    /**
     * The last past day, of those on which it may matter, on which something else would have been concluded; null if there is
     * none. These are the last days of each regime and edition, and the days on which a record was decided: what bites on no
     * later day bites there.
     */
    private @Nullable LocalDate lastDifference(Case asked) {
        NavigableSet<LocalDate> decided = decisionDays(asked);
        if (decided.isEmpty()) {
            return null;
        }
        LocalDate first = latest(
                decided.last(),
                latest(before.pack().modelledFrom(), after.pack().modelledFrom()));
        NavigableSet<LocalDate> days = new TreeSet<>(Comparator.reverseOrder());
        decided.stream().limit(MOST_DECISION_DAYS).forEach(days::add);
        days.addAll(lastDays);
        for (LocalDate past : days) {
            if (past.isBefore(day)
                    && !past.isBefore(first)
                    && !sameConclusions(before.evaluate(asked.on(past)), after.evaluate(asked.on(past)))) {
                return past;
            }
        }
        return null;
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** Days on which records were decided, the latest first. */
    private static NavigableSet<LocalDate> decisionDays(Case asked) {
        NavigableSet<LocalDate> days = new TreeSet<>(Comparator.reverseOrder());
        for (Fact fact : asked.facts()) {
            if (fact instanceof Penalty penalty) {
                days.add(penalty.decidedOn());
            } else if (fact instanceof ListEntry entry) {
                days.add(entry.listedOn());
            } else if (fact instanceof AbnormalEntry entry) {
                days.add(entry.enteredOn());
            } else if (fact instanceof CourtDefaulter entry) {
                days.add(entry.listedOn());
            } else if (fact instanceof BanGround ground) {
                days.add(ground.decidedOn());
            } else if (fact instanceof RepairCase repair) {
                days.add(repair.submittedOn());
            } else if (fact instanceof supervision.facts.Evaluation grade) {
                days.add(grade.gradedOn());
            }
        }
        return days;
    }

    /** The first day after the one asked about on which something else is concluded; null if there is none to the horizon. */
    private @Nullable Difference firstDifference(Case asked, Evaluation today, Evaluation candidates) {
        Evaluation then = today;
        Evaluation now = candidates;
        while (true) {
            LocalDate next = earlier(then.next(), now.next());
            if (next == null || next.isAfter(horizon)) {
                return null;
            }
            then = before.evaluate(asked.on(next));
            now = after.evaluate(asked.on(next));
            if (!sameConclusions(then, now)) {
                return new Difference(next, then, now);
            }
        }
    }

    /** The earlier of two days; null if there is none. */
    public static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** Whether the same is concluded, whichever rules say so. */
    public static boolean sameConclusions(Evaluation one, Evaluation other) {
        return conclusions(one).equals(conclusions(other));
    }

    private static Set<Conclusion> conclusions(Evaluation evaluation) {
        Set<Conclusion> conclusions = new HashSet<>();
        evaluation.findings().forEach(finding -> conclusions.add(finding.concludes()));
        return conclusions;
    }

    private static String tier(Evaluation evaluation) {
        List<Conclusion.TierSet> sets = evaluation.findings().stream()
                .map(Finding::concludes)
                .filter(Conclusion.TierSet.class::isInstance)
                .map(Conclusion.TierSet.class::cast)
                .toList();
        var tier = Dossier.governing(sets).get(Conclusion.EVERYWHERE);
        return tier == null ? Impact.NO_TIER : tier.name();
    }

    private static Impact.Affected affected(String code, Decision before, Decision after) {
        return new Impact.Affected(code, after.entity().name(), saidOnly(before, after), saidOnly(after, before));
    }

    private static List<Impact.Said> saidOnly(Decision here, Decision there) {
        Set<Conclusion> others =
                there.findings().stream().map(Finding::concludes).collect(Collectors.toSet());
        return here.findings().stream()
                .filter(finding -> !others.contains(finding.concludes()))
                .map(Impact.Said::of)
                .toList();
    }

    /** What a kind of conclusions is called in a decision. */
    static String kind(Class<?> conclusion) {
        String name = conclusion.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private record Turn(String before, String after) {}

    private record OnWhom(String measure, String target) {}

    /** The codes of a group, of which only the first are kept. */
    private static final class Codes {

        private final TreeSet<String> first = new TreeSet<>();
        private long count;

        void add(String code) {
            count++;
            keep(code);
        }

        void add(Codes others) {
            count += others.count;
            others.first.forEach(this::keep);
        }

        private void keep(String code) {
            first.add(code);
            if (first.size() > MOST_CODES) {
                first.pollLast();
            }
        }

        Impact.Whom whom() {
            return new Impact.Whom(count, List.copyOf(first));
        }
    }

    /** For whom conclusions of a kind are only added, for whom they only go, and for whom others take their place. */
    private static final class Kind {

        private final Codes begins = new Codes();
        private final Codes ends = new Codes();
        private final Codes turns = new Codes();

        void add(Kind other) {
            begins.add(other.begins);
            ends.add(other.ends);
            turns.add(other.turns);
        }

        long count() {
            return begins.count + ends.count + turns.count;
        }
    }

    private static boolean isOne(@Nullable String one, @Nullable String other) {
        return (one == null) != (other == null);
    }

    /** An end of a share or a range of shares; null if it is none. */
    private static @Nullable BigDecimal share(@Nullable String ratio, boolean upper) {
        if (ratio == null || ratio.isEmpty()) {
            return null;
        }
        int dots = ratio.indexOf("..");
        return new BigDecimal(dots < 0 ? ratio : upper ? ratio.substring(dots + 2) : ratio.substring(0, dots));
    }

    private static @Nullable BigDecimal times(@Nullable String timesPerYear) {
        Frequency frequency = timesPerYear == null ? null : Frequency.of(timesPerYear);
        return frequency == null ? null : BigDecimal.valueOf(frequency.mostInAYear());
    }

    /** What a sum gains and loses. */
    private static final class Sum {

        private BigDecimal added = BigDecimal.ZERO;
        private BigDecimal saved = BigDecimal.ZERO;
        private long more;
        private long fewer;

        void turn(@Nullable BigDecimal before, @Nullable BigDecimal after) {
            if (before == null || after == null) {
                return;
            }
            int turn = after.compareTo(before);
            if (turn > 0) {
                more++;
                added = added.add(after.subtract(before));
            } else if (turn < 0) {
                fewer++;
                saved = saved.add(before.subtract(after));
            }
        }

        void add(Sum other) {
            added = added.add(other.added);
            saved = saved.add(other.saved);
            more += other.more;
            fewer += other.fewer;
        }

        Impact.Change change() {
            return new Impact.Change(added, saved, more, fewer);
        }
    }

    /** What was counted. Filled for a batch by one thread, then added up. */
    private final class Tally {

        private long entities;
        private long affected;
        private long wordsOnly;
        private long later;
        private final Map<Class<?>, Kind> kinds = new HashMap<>();
        private final Map<Class<?>, Kind> kindsLater = new HashMap<>();
        private final Map<Turn, Long> tiers = new HashMap<>();
        private final Map<String, long[]> byField = new HashMap<>();
        private final Map<String, long[]> byKind = new HashMap<>();
        private final Map<String, long[]> byTown = new HashMap<>();
        private final Sum drawnAtLeast = new Sum();
        private final Sum drawnAtMost = new Sum();
        private final Sum timesAYear = new Sum();
        private long noFigure;
        private final Map<OnWhom, Codes> begin = new HashMap<>();
        private final Map<OnWhom, Codes> end = new HashMap<>();
        private final Map<String, Text> titles = new HashMap<>();
        private final Map<Turn, Codes> open = new HashMap<>();
        private final Map<Turn, Codes> close = new HashMap<>();
        private final Map<LocalDate, Codes> days = new HashMap<>();
        private final Map<LocalDate, Codes> past = new HashMap<>();
        private final Map<Wording.Told, Codes> told = new TreeMap<>();
        private final Codes failed = new Codes();
        private final SortedMap<String, String> failures = new TreeMap<>();
        private final TreeSet<Impact.Affected> most = new TreeSet<>(MOST_FIRST);

        void group(Case asked, boolean isAffected) {
            for (Fact fact : asked.facts()) {
                if (fact instanceof Entity entity) {
                    entity.fields().forEach(field -> count(byField, field, isAffected));
                    count(byKind, entity.type().name(), isAffected);
                    count(byTown, entity.jurisdiction(), isAffected);
                    return;
                }
            }
            count(byKind, "NOT_REGISTERED", isAffected);
        }

        void kinds(String code, Difference difference, Map<Class<?>, Kind> changes) {
            Set<Conclusion> gone = conclusions(difference.then());
            Set<Conclusion> added = conclusions(difference.now());
            Set<Conclusion> both = new HashSet<>(gone);
            both.retainAll(added);
            gone.removeAll(both);
            added.removeAll(both);
            Set<Class<?>> less = types(gone);
            Set<Class<?>> more = types(added);
            more.forEach(type -> {
                Kind kind = changes.computeIfAbsent(type, key -> new Kind());
                (less.contains(type) ? kind.turns : kind.begins).add(code);
            });
            less.stream()
                    .filter(type -> !more.contains(type))
                    .forEach(type -> changes.computeIfAbsent(type, key -> new Kind())
                            .ends
                            .add(code));
        }

        private static Set<Class<?>> types(Set<Conclusion> conclusions) {
            return conclusions.stream().map(Conclusion::getClass).collect(Collectors.toSet());
        }

        private static void count(Map<String, long[]> groups, String group, boolean isAffected) {
            long[] share = groups.computeIfAbsent(group, key -> new long[2]);
            share[0]++;
            share[1] += isAffected ? 1 : 0;
        }

        void inspections(Decision then, Decision now) {
            Map<String, Decision.Inspection> others = new TreeMap<>();
            now.inspection().forEach(area -> others.put(area.area(), area));
            for (Decision.Inspection area : then.inspection()) {
                Decision.Inspection other = others.remove(area.area());
                String share = other == null ? null : other.ratio();
                String times = other == null ? null : other.effectiveTimesPerYear();
                drawnAtLeast.turn(share(area.ratio(), false), share(share, false));
                drawnAtMost.turn(share(area.ratio(), true), share(share, true));
                timesAYear.turn(times(area.effectiveTimesPerYear()), times(times));
                noFigure += isOne(area.ratio(), share) || isOne(area.effectiveTimesPerYear(), times) ? 1 : 0;
            }
            noFigure += others.values().stream()
                    .filter(area -> area.ratio() != null || area.effectiveTimesPerYear() != null)
                    .count();
        }

        void measures(Decision then, Decision now) {
            begins(then, now, begin);
            begins(now, then, end);
        }

        private void begins(Decision without, Decision with, Map<OnWhom, Codes> changes) {
            Set<OnWhom> known = applied(without).keySet();
            applied(with).forEach((measure, title) -> {
                if (!known.contains(measure)) {
                    titles.put(measure.measure(), title);
                    changes.computeIfAbsent(measure, key -> new Codes())
                            .add(with.entity().code());
                }
            });
        }

        private Map<OnWhom, Text> applied(Decision decision) {
            Map<OnWhom, Text> applied = new HashMap<>();
            decision.measures().stream()
                    .filter(Decision.MeasureApplied::inForce)
                    .forEach(measure -> applied.put(new OnWhom(measure.measure(), measure.target()), measure.title()));
            return applied;
        }

        void repairs(Decision then, Decision now) {
            Map<String, Decision.Repair> others = new TreeMap<>();
            now.repairs().forEach(repair -> others.put(repair.record() + " " + repair.channel(), repair));
            Set<String> asked = new LinkedHashSet<>(others.keySet());
            Map<String, Decision.Repair> before = new TreeMap<>();
            then.repairs().forEach(repair -> before.put(repair.record() + " " + repair.channel(), repair));
            asked.addAll(before.keySet());
            for (String record : asked) {
                Turn turn = new Turn(answer(before.get(record)), answer(others.get(record)));
                boolean openThen = isOpen(before.get(record));
                boolean openNow = isOpen(others.get(record));
                if (openThen != openNow) {
                    (openNow ? open : close)
                            .computeIfAbsent(turn, key -> new Codes())
                            .add(now.entity().code());
                }
            }
        }

        void most(Impact.Affected one) {
            most.add(one);
            if (most.size() > MOST_AFFECTED) {
                most.pollLast();
            }
        }

        void add(Tally other) {
            entities += other.entities;
            affected += other.affected;
            wordsOnly += other.wordsOnly;
            later += other.later;
            addKinds(kinds, other.kinds);
            addKinds(kindsLater, other.kindsLater);
            other.tiers.forEach((turn, count) -> tiers.merge(turn, count, Long::sum));
            addGroups(byField, other.byField);
            addGroups(byKind, other.byKind);
            addGroups(byTown, other.byTown);
            drawnAtLeast.add(other.drawnAtLeast);
            drawnAtMost.add(other.drawnAtMost);
            timesAYear.add(other.timesAYear);
            noFigure += other.noFigure;
            addCodes(begin, other.begin);
            addCodes(end, other.end);
            titles.putAll(other.titles);
            addCodes(open, other.open);
            addCodes(close, other.close);
            addCodes(days, other.days);
            addCodes(past, other.past);
            addCodes(told, other.told);
            failed.add(other.failed);
            failures.putAll(other.failures);
            while (failures.size() > 1) {
                failures.remove(failures.lastKey());
            }
            other.most.forEach(this::most);
        }

        private static void addGroups(Map<String, long[]> sums, Map<String, long[]> more) {
            more.forEach((group, share) -> {
                long[] sum = sums.computeIfAbsent(group, key -> new long[2]);
                sum[0] += share[0];
                sum[1] += share[1];
            });
        }

        private static void addKinds(Map<Class<?>, Kind> all, Map<Class<?>, Kind> more) {
            more.forEach((type, kind) ->
                    all.computeIfAbsent(type, first -> new Kind()).add(kind));
        }

        private static <K> void addCodes(Map<K, Codes> all, Map<K, Codes> more) {
            more.forEach((key, codes) ->
                    all.computeIfAbsent(key, first -> new Codes()).add(codes));
        }

        Impact impact() {
            SortedMap<String, SortedMap<String, Long>> matrix = new TreeMap<>();
            tiers.forEach((turn, count) -> matrix.computeIfAbsent(turn.before(), row -> new TreeMap<>())
                    .put(turn.after(), count));
            return new Impact(
                    day,
                    horizon,
                    entities,
                    affected,
                    wordsOnly,
                    later,
                    kindChanges(kinds),
                    kindChanges(kindsLater),
                    matrix,
                    shares(byField),
                    shares(byKind),
                    shares(byTown),
                    new Impact.Inspections(drawnAtLeast.change(), drawnAtMost.change(), timesAYear.change(), noFigure),
                    measureChanges(begin),
                    measureChanges(end),
                    repairChanges(open),
                    repairChanges(close),
                    List.copyOf(most),
                    whom(days),
                    whom(past),
                    told.entrySet().stream()
                            .map(one -> new Impact.Wording(
                                    one.getKey().what(),
                                    one.getKey().id(),
                                    one.getKey().title(),
                                    one.getValue().whom()))
                            .toList(),
                    new Impact.Failed(failed.whom(), failures.isEmpty() ? null : failures.get(failures.firstKey())));
        }

        private static SortedMap<LocalDate, Impact.Whom> whom(Map<LocalDate, Codes> days) {
            SortedMap<LocalDate, Impact.Whom> whom = new TreeMap<>();
            days.forEach((day, codes) -> whom.put(day, codes.whom()));
            return whom;
        }

        private static SortedMap<String, Impact.Share> shares(Map<String, long[]> groups) {
            SortedMap<String, Impact.Share> shares = new TreeMap<>();
            groups.forEach((group, share) -> shares.put(group, new Impact.Share(share[0], share[1])));
            return shares;
        }

        /** Those that concern most entities first. */
        private List<Impact.KindChange> kindChanges(Map<Class<?>, Kind> changes) {
            return changes.entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<Class<?>, Kind> entry) ->
                                    -entry.getValue().count())
                            .thenComparing(entry -> entry.getKey().getSimpleName()))
                    .map(entry -> new Impact.KindChange(
                            kind(entry.getKey()),
                            after.pack().label("conclusion", entry.getKey().getSimpleName()),
                            entry.getValue().begins.whom(),
                            entry.getValue().ends.whom(),
                            entry.getValue().turns.whom()))
                    .toList();
        }

        private List<Impact.MeasureChange> measureChanges(Map<OnWhom, Codes> changes) {
            return sorted(changes, measure -> measure.measure() + " " + measure.target()).stream()
                    .map(entry -> new Impact.MeasureChange(
                            entry.getKey().measure(),
                            titles.getOrDefault(entry.getKey().measure(), new Text("", "")),
                            entry.getKey().target(),
                            entry.getValue().whom()))
                    .toList();
        }

        private static List<Impact.RepairChange> repairChanges(Map<Turn, Codes> changes) {
            return sorted(changes, turn -> turn.before() + " " + turn.after()).stream()
                    .map(entry -> new Impact.RepairChange(
                            entry.getKey().before(),
                            entry.getKey().after(),
                            entry.getValue().whom()))
                    .toList();
        }

        /** Those that concern most entities first. */
        private static <K> List<Map.Entry<K, Codes>> sorted(Map<K, Codes> changes, Function<K, String> name) {
            return changes.entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<K, Codes> entry) -> -entry.getValue().count)
                            .thenComparing(entry -> name.apply(entry.getKey())))
                    .toList();
        }
    }

    private static boolean isOpen(Decision.@Nullable Repair repair) {
        return repair != null
                && (repair.answer() == Conclusion.Repair.Answer.OPEN
                        || repair.answer() == Conclusion.Repair.Answer.AUTOMATIC);
    }

    private static String answer(Decision.@Nullable Repair repair) {
        return repair == null ? "NONE" : repair.answer().name();
    }
}
