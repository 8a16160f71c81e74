package supervision.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Grounds;
import supervision.dossier.Vocabulary;
import supervision.facts.Case;
import supervision.language.Condition;
import supervision.language.Insertion;
import supervision.language.Instance;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Row;
import supervision.law.CalendarMissingException;
import supervision.rulepack.RuleText;

/**
 * Why rules do not apply to a case, and from which day on they will if nothing new is recorded. Nothing is guessed: each
 * condition is asked about what is known on the day, and again on every later day on which an answer can turn.
 *
 * <p>Not thread-safe: one for each question.
 */
public final class WhyNot {

    /** Components that say which one a fact is, whatever day it is: by them the same fact is found again on a later day. */
    private static final List<String> IDENTIFYING =
            List.of("record", "channel", "measure", "list", "role", "area", "scheme", "ban", "step", "tie", "exhibit");

    /** Combinations of facts that are tried for one rule. */
    private static final int MOST_TRIED = 2_000;

    /** Rules, or facts, that are told below one miss. */
    private static final int MOST_BELOW = 8;

    private static final Given NONE_GIVEN = new Given(Map.of());

    private final SecondReading reading;
    private final Case asked;
    private final Scene today;
    private final int mostDays;
    private final LocalDate horizon;
    private final List<Miss> misses = new ArrayList<>();
    private @Nullable LocalDate lookedUntil;

    /**
     * @param mostDays how many later days are looked at
     * @param horizon last day that is looked at
     */
    public WhyNot(SecondReading reading, Case asked, int mostDays, LocalDate horizon) {
        this.reading = reading;
        this.asked = asked;
        this.mostDays = mostDays;
        this.horizon = horizon;
        this.today = reading.scene(asked, Watch.NONE);
    }

    /** What is known on the day asked about. */
    public Scene scene() {
        return today;
    }

    /**
     * A comparison that has to come out otherwise.
     *
     * @param actual what the left side is; of a question to an instrument, its answer
     * @param needed what the right side is; empty where the left side is to be true or false by itself
     * @param negated whether the comparison must not hold
     * @param with values of what a question is asked with, in the order in which they are written
     */
    public record Compared(
            Condition.Test test,
            @Nullable Object actual,
            List<? extends @Nullable Object> needed,
            boolean negated,
            List<? extends @Nullable Object> with) {}

    /** A condition of a rule, and how it comes out about one fact. */
    public static final class Asked {

        private final Condition condition;
        private final boolean holds;
        private final boolean answerable;
        private final List<Compared> compared;
        private @Nullable LocalDate holdsFrom;

        Asked(Condition condition, boolean holds, boolean answerable, List<Compared> compared) {
            this.condition = condition;
            this.holds = holds;
            this.answerable = answerable;
            this.compared = compared;
        }

        public Condition condition() {
            return condition;
        }

        public boolean holds() {
            return holds;
        }

        /** Whether it can be asked; if not, it presupposes what a condition before it demands. */
        public boolean answerable() {
            return answerable;
        }

        /** The comparisons of it that have to come out otherwise; of one that holds, all. One is enough if {@link #oneOf}. */
        public List<Compared> compared() {
            return compared;
        }

        public boolean oneOf() {
            return condition instanceof Condition.Any;
        }

        /** The first later day on which it holds by itself; null if it holds, or if no such day was found or can be told. */
        public @Nullable LocalDate holdsFrom() {
            return holdsFrom;
        }
    }

    /**
     * What is there and should not be.
     *
     * @param evidence ids of the records that it rests on
     * @param by the rules that concluded it; none for a fact or a row
     */
    public record There(Object what, List<String> evidence, List<RuleText> by) {
        public There {
            evidence = List.copyOf(evidence);
            by = List.copyOf(by);
        }
    }

    /** A rule that does not apply to a fact, or has no fact to apply to, or of which a later element is not met. */
    public static final class Miss {

        private final Grounds rule;
        private final Map<String, Object> about;
        private final @Nullable Object fact;
        private final List<Asked> conditions;
        private final String missing;
        private final int at;
        /** What the elements before matched. */
        private final List<@Nullable Object> before;
        /** What the conditions were asked about; null if nothing could be. */
        private final @Nullable Object nearest;

        private List<There> there = List.of();
        private List<Miss> below = List.of();
        /** Of a rule that is asked for a step: components that the step has to have. */
        private Map<String, Object> wanted = Map.of();

        private Given given = NONE_GIVEN;
        private boolean step;

        private @Nullable LocalDate firesOn;
        /** Whether several facts are about the same: which of them a condition held of on another day cannot be told. */
        private boolean ambiguous;

        /** A miss at the first element of a rule. */
        Miss(Grounds rule, Map<String, Object> about, @Nullable Object fact, List<Asked> conditions, String missing) {
            this(rule, about, fact, conditions, missing, 0, List.of(), fact);
        }

        Miss(
                Grounds rule,
                Map<String, Object> about,
                @Nullable Object fact,
                List<Asked> conditions,
                String missing,
                int at,
                List<@Nullable Object> before,
                @Nullable Object nearest) {
            this.rule = rule;
            this.about = about;
            this.fact = fact;
            this.conditions = conditions;
            this.missing = missing;
            this.at = at;
            this.before = before;
            this.nearest = nearest;
        }

        /** Which element is not met, from 0. */
        public int at() {
            return at;
        }

        /** What the elements before that one matched, those that match something. */
        public List<Object> given() {
            List<Object> given = new ArrayList<>();
            before.forEach(one -> {
                if (one != null) {
                    given.add(one);
                }
            });
            return given;
        }

        /** The values that variables have by then, by how they are written. */
        public Map<String, Object> known() {
            return WhyNot.known(rule.rule(), before);
        }

        /** Of an element that asks for nothing: what is there nevertheless. */
        public List<There> there() {
            return there;
        }

        /** Of an element that asks for a step or a conclusion: rules that would conclude it, and why each does not. */
        public List<Miss> below() {
            return below;
        }

        public Grounds grounds() {
            return rule;
        }

        public RuleText rule() {
            return rule.rule();
        }

        /** Which fact it is about: those of its components that say so. Empty if there is none. */
        public Map<String, Object> about() {
            return about;
        }

        /** The fact; null if none of the kind is known. */
        public @Nullable Object fact() {
            return fact;
        }

        /** Simple name of the kind of fact that is missing, or that the conditions are about. */
        public String kind() {
            return missing;
        }

        public List<Asked> conditions() {
            return conditions;
        }

        /** The conditions that do not hold. */
        public List<Asked> failed() {
            return conditions.stream().filter(condition -> !condition.holds()).toList();
        }

        /** The first later day on which it applies by itself; null if no such day was found. */
        public @Nullable LocalDate firesOn() {
            return firesOn;
        }
    }

    /**
     * Notes why a rule does not apply, for each fact that it could be about; one note without a fact if there is none.
     *
     * @param wanted which facts are asked about
     */
    public List<Miss> note(Grounds rule, Predicate<Object> wanted) {
        return note(rule, wanted, Map.of());
    }

    /**
     * The same about what variables of the rule stand for.
     *
     * @param given values that they have to have
     */
    public List<Miss> note(Grounds rule, Predicate<Object> wanted, Map<String, Object> given) {
        Given values = new Given(given);
        List<Miss> noted = of(rule, wanted, values);
        noted.forEach(miss -> {
            explain(miss, MOST_BELOW);
            miss.given = values;
            watch(miss);
        });
        return noted;
    }

    private void watch(Miss miss) {
        misses.add(miss);
        miss.below().forEach(this::watch);
    }

    /** The same for the day asked about alone. */
    public List<Miss> of(Grounds rule, Predicate<Object> wanted) {
        List<Miss> misses = of(rule, wanted, NONE_GIVEN);
        misses.forEach(miss -> explain(miss, MOST_BELOW));
        return misses;
    }

    /** What variables have to be, by how they are written: {@code $v} or {@code $v.component}. */
    private record Given(Map<String, Object> values) {

        boolean allows(Pattern pattern, Object fact) {
            for (Pattern.Binding binding : pattern.bindings()) {
                Object value = values.get(binding.variable());
                if (value != null && !value.equals(Scene.component(fact, binding.component()))) {
                    return false;
                }
            }
            return values.entrySet().stream()
                    .filter(entry ->
                            pattern.variable() != null && entry.getKey().startsWith(pattern.variable() + "."))
                    .allMatch(entry -> entry.getValue()
                            .equals(Scene.component(
                                    fact,
                                    entry.getKey().substring(entry.getKey().indexOf('.') + 1))));
        }
    }

    /** Where a rule stops, for each fact that it may be about: not yet why it is so. */
    private List<Miss> of(Grounds rule, Predicate<Object> wanted, Given given) {
        List<Miss> noted = new ArrayList<>();
        Pattern first = rule.rule().when().get(0);
        Map<Map<String, Object>, Miss> nearest = new LinkedHashMap<>();
        for (Object fact : today.known(first.type())) {
            if (wanted.test(fact) && given.allows(first, fact)) {
                Miss miss = miss(rule, fact, given);
                Miss other = nearest.get(miss.about());
                if (other != null) {
                    miss.ambiguous = true;
                    other.ambiguous = true;
                }
                if (other == null || compare(miss, other) < 0) {
                    nearest.put(miss.about(), miss);
                }
            }
        }
        for (Miss miss : nearest.values()) {
            if (!fires(today, rule, miss.about(), given)) {
                noted.add(miss);
            }
        }
        if (nearest.isEmpty()) {
            noted.add(new Miss(rule, Map.of(), null, List.of(), simple(first)));
        }
        return noted;
    }

    /** Whether one is nearer to applying: by the element that it misses at, then by the conditions that fail. */
    private static int compare(Miss one, Miss other) {
        return one.at != other.at ? Integer.compare(other.at, one.at) : Integer.compare(near(one), near(other));
    }

    private Miss miss(Grounds rule, Object fact, Given given) {
        Pattern first = rule.rule().when().get(0);
        List<Asked> asked = asked(today, rule, 0, fact, List.of());
        Miss miss = new Miss(rule, about(fact), fact, asked, simple(first));
        if (rule.rule().when().size() == 1 || asked.stream().anyMatch(condition -> !condition.holds())) {
            return miss;
        }
        Stop stop = new Search(rule, given).furthest(fact);
        if (stop == null) {
            return miss;
        }
        Pattern element = rule.rule().when().get(stop.at());
        Object nearest = null;
        List<Asked> failing = List.of();
        if (element.kind() != Pattern.Kind.NOT) {
            for (Object candidate : stop.candidates()) {
                List<Asked> then = asked(today, rule, stop.at(), candidate, stop.before());
                if (linked(then) && (nearest == null || failed(then) < failed(failing))) {
                    nearest = candidate;
                    failing = then;
                }
            }
        }
        return new Miss(rule, about(fact), fact, failing, simple(element), stop.at(), stop.before(), nearest);
    }

    private static long failed(List<Asked> asked) {
        return asked.stream().filter(condition -> !condition.holds()).count();
    }

    /** Whether it is about what was matched before: only then its other conditions are of interest. */
    private static boolean linked(List<Asked> asked) {
        return asked.stream()
                .allMatch(condition -> condition.holds()
                        || !(condition.condition() instanceof Condition.Test test
                                && test.operator() == Condition.Operator.EQUAL
                                && test.operands().anyMatch(Operand.Variable.class::isInstance)));
    }

    /** Where a rule stops, given what the elements before matched. */
    private record Stop(int at, List<@Nullable Object> before, List<Object> candidates) {}

    /** Looks for the combination of facts with which a rule comes furthest. */
    private final class Search {

        private final Grounds rule;
        private final Given given;
        private int tried;
        private @Nullable Stop furthest;
        private boolean whole;

        Search(Grounds rule, Given given) {
            this.rule = rule;
            this.given = given;
        }

        /** Null if it comes to its end. */
        @Nullable
        Stop furthest(Object fact) {
            List<@Nullable Object> before = new ArrayList<>();
            before.add(fact);
            from(1, before);
            return whole ? null : furthest;
        }

        private void from(int at, List<@Nullable Object> before) {
            if (whole || ++tried > MOST_TRIED) {
                return;
            }
            if (at == rule.rule().when().size()) {
                whole = true;
                return;
            }
            Pattern element = rule.rule().when().get(at);
            List<Object> known = today.known(element.type());
            List<Object> met = known.stream()
                    .filter(fact -> given.allows(element, fact) && meets(at, fact, before))
                    .toList();
            switch (element.kind()) {
                case FACT -> met.forEach(fact -> next(at, before, fact));
                case NOT -> {
                    if (met.isEmpty()) {
                        next(at, before, null);
                    }
                }
                case EXISTS -> {
                    if (!met.isEmpty()) {
                        next(at, before, null);
                    }
                }
                case TOTAL -> {
                    Object total = total(element, met);
                    if (total != null) {
                        next(at, before, total);
                    }
                }
            }
            boolean none = element.kind() == Pattern.Kind.NOT ? !met.isEmpty() : met.isEmpty();
            if (none && (furthest == null || at > furthest.at())) {
                boolean not = element.kind() == Pattern.Kind.NOT;
                furthest = new Stop(at, new ArrayList<>(before), not ? met : known);
            }
        }

        private boolean meets(int at, Object fact, List<@Nullable Object> before) {
            try {
                return today.meets(rule, at, fact, before);
            } catch (IllegalStateException | CalendarMissingException e) {
                return false;
            }
        }

        private void next(int at, List<@Nullable Object> before, @Nullable Object matched) {
            List<@Nullable Object> then = new ArrayList<>(before);
            then.add(matched);
            from(at + 1, then);
        }
    }

    /** Calls back with each combination that the first elements of a rule match. */
    static void matches(Scene scene, Grounds rule, int until, Consumer<List<@Nullable Object>> each) {
        matches(scene, rule, until, new ArrayList<>(), each);
    }

    private static void matches(
            Scene scene,
            Grounds rule,
            int until,
            List<@Nullable Object> before,
            Consumer<List<@Nullable Object>> each) {
        int at = before.size();
        if (at == until) {
            each.accept(before);
            return;
        }
        Pattern element = rule.rule().when().get(at);
        List<Object> met = scene.known(element.type()).stream()
                .filter(fact -> scene.meets(rule, at, fact, before))
                .toList();
        List<@Nullable Object> next = new ArrayList<>();
        switch (element.kind()) {
            case FACT -> next.addAll(met);
            case NOT -> {
                if (met.isEmpty()) {
                    next.add(null);
                }
            }
            case EXISTS -> {
                if (!met.isEmpty()) {
                    next.add(null);
                }
            }
            case TOTAL -> {
                Object total = total(element, met);
                if (total != null) {
                    next.add(total);
                }
            }
        }
        for (Object matched : next) {
            List<@Nullable Object> then = new ArrayList<>(before);
            then.add(matched);
            matches(scene, rule, until, then, each);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object total(Pattern element, List<Object> met) {
        Pattern.Total total = Objects.requireNonNull(element.total());
        if (total.function() == Pattern.Function.COUNT) {
            return (long) met.size();
        }
        String component = element.bindings().stream()
                .filter(binding -> binding.variable().equals(total.of()))
                .map(Pattern.Binding::component)
                .findFirst()
                .orElseThrow();
        Comparable extreme = null;
        for (Object fact : met) {
            Comparable value = (Comparable) Objects.requireNonNull(Scene.component(fact, component));
            int compared = extreme == null ? 0 : value.compareTo(extreme);
            if (extreme == null || (total.function() == Pattern.Function.MIN ? compared < 0 : compared > 0)) {
                extreme = value;
            }
        }
        return extreme;
    }

    /** The values that variables have once some elements matched, by how they are written. */
    static Map<String, Object> known(RuleText rule, List<@Nullable Object> before) {
        Map<String, Object> known = new LinkedHashMap<>();
        for (int at = 0; at < before.size(); at++) {
            Pattern pattern = rule.when().get(at);
            Object matched = before.get(at);
            if (matched == null) {
                continue;
            }
            if (pattern.total() != null) {
                known.put(pattern.total().variable(), matched);
                continue;
            }
            for (Pattern.Binding binding : pattern.bindings()) {
                known.put(binding.variable(), Objects.requireNonNull(Scene.component(matched, binding.component())));
            }
            if (pattern.variable() != null) {
                for (Pattern other : rule.when()) {
                    other.tests().flatMap(Condition.Test::operands).forEach(operand -> {
                        if (operand instanceof Operand.Variable variable
                                && variable.component() != null
                                && variable.variable().equals(pattern.variable())) {
                            Object value = Scene.component(matched, variable.component());
                            if (value != null) {
                                known.put(variable.toString(), value);
                            }
                        }
                    });
                }
            }
        }
        return known;
    }

    /**
     * Adds what is there and should not be, or why rules do not conclude what should be.
     *
     * @param most so many rules are told: below each of them half as many, so that what is told stays of a size to be read
     */
    private void explain(Miss miss, int most) {
        Pattern element = miss.rule().when().get(miss.at);
        if (element.kind() == Pattern.Kind.NOT) {
            miss.there = today.known(element.type()).stream()
                    .filter(fact -> today.meets(miss.rule, miss.at, fact, miss.before))
                    .limit(MOST_BELOW)
                    .map(fact -> new There(fact, today.evidence(fact), today.concluding(fact)))
                    .toList();
            return;
        }
        boolean lacks = miss.nearest == null || miss.at > 0 && !miss.failed().isEmpty();
        if (lacks) {
            Map<String, Object> wanted = wanted(miss, element);
            miss.below = reading.rules().stream()
                    .filter(rule ->
                            Objects.requireNonNull(rule.rule().then()).type().equals(element.type()))
                    .flatMap(rule -> below(rule, wanted).stream())
                    .sorted(NEAREST)
                    .limit(most)
                    .toList();
            miss.below.forEach(below -> explain(below, Math.max(1, most / 2)));
        }
    }

    /** The components that what an element asks for has to have, as far as their values are known. */
    private static Map<String, Object> wanted(Miss miss, Pattern element) {
        Map<String, Object> known = miss.known();
        Map<String, Object> wanted = new LinkedHashMap<>();
        for (Condition condition : element.conditions()) {
            if (condition instanceof Condition.Test test
                    && test.left() instanceof Operand.Component component
                    && component.variable() == null) {
                Object value = test.operator() == Condition.Operator.HOLDS
                        ? Boolean.TRUE
                        : test.operator() == Condition.Operator.EQUAL
                                ? value(test.right().get(0), known)
                                : null;
                if (value != null) {
                    wanted.put(component.name(), value);
                }
            }
        }
        return wanted;
    }

    private static @Nullable Object value(Operand operand, Map<String, Object> known) {
        if (operand instanceof Operand.Text text) {
            return text.value();
        }
        if (operand instanceof Operand.Truth truth) {
            return truth.value();
        }
        if (operand instanceof Operand.Constant constant) {
            return constants(constant).stream()
                    .filter(one -> one.name().equals(constant.name()))
                    .findFirst()
                    .orElse(null);
        }
        return operand instanceof Operand.Variable ? known.get(operand.toString()) : null;
    }

    private static List<Enum<?>> constants(Operand.Constant constant) {
        Class<?> type = Vocabulary.type(constant.type());
        return type == null ? List.of() : new Vocabulary.Part(type, false).constants();
    }

    /** Why a rule does not conclude a step or a conclusion with some components, for the fact that comes nearest. */
    private List<Miss> below(Grounds rule, Map<String, Object> wanted) {
        Insertion then = Objects.requireNonNull(rule.rule().then());
        List<String> names = List.copyOf(
                Vocabulary.parts(then.type(), reading.pack().declarations()).keySet());
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < then.values().size(); i++) {
            Object value = wanted.get(names.get(i));
            Operand operand = then.values().get(i);
            if (value != null) {
                Object fixed = value(operand, Map.of());
                if (fixed != null && !fixed.equals(value)) {
                    return List.of();
                }
                if (operand instanceof Operand.Variable variable) {
                    given.put(variable.toString(), value);
                } else if (operand instanceof Operand.Component component && component.variable() != null) {
                    given.put(component.variable() + "." + component.name(), value);
                }
            }
        }
        if (rule.rule().inForceOn(today.day()) && concludes(today, rule, wanted)) {
            return List.of();
        }
        return of(rule, fact -> true, new Given(given)).stream()
                .min(NEAREST)
                .map(miss -> {
                    miss.wanted = wanted;
                    miss.step = true;
                    return List.of(miss);
                })
                .orElse(List.of());
    }

    private static boolean concludes(Scene scene, Grounds rule, Map<String, Object> wanted) {
        try {
            return scene.concluded(rule).stream()
                    .anyMatch(found -> wanted.entrySet().stream()
                            .allMatch(entry ->
                                    entry.getValue().equals(Scene.component(found.conclusion(), entry.getKey()))));
        } catch (IllegalStateException | CalendarMissingException e) {
            return false;
        }
    }

    private static int near(Miss miss) {
        return miss.failed().size();
    }

    /** Nearest first: by the number of conditions that fail, then by the day, then by name. */
    public static final Comparator<Miss> NEAREST = Comparator.<Miss, Boolean>comparing(miss -> miss.fact() == null)
            .thenComparing(miss -> near(miss) + (miss.rule().when().size() - 1 - miss.at()))
            .thenComparing(miss -> miss.firesOn() == null ? LocalDate.MAX : miss.firesOn())
            .thenComparing(miss -> miss.rule().name())
            .thenComparing(miss -> miss.about().toString());

    private static String simple(Pattern pattern) {
        return pattern.written().substring(pattern.written().lastIndexOf('.') + 1);
    }

    private static Map<String, Object> about(Object fact) {
        Map<String, Object> about = new LinkedHashMap<>();
        for (String name : IDENTIFYING) {
            Object value = component(fact, name);
            if (value != null) {
                about.put(name, value);
            }
        }
        return about;
    }

    /** Every condition is asked, also those behind one that fails: so the scene notes the days on which they turn. */
    private static List<Asked> asked(Scene scene, Grounds rule, int at, Object fact, List<@Nullable Object> before) {
        List<Asked> asked = new ArrayList<>();
        for (Condition condition : rule.rule().when().get(at).conditions()) {
            boolean holds;
            boolean answerable = true;
            List<Compared> compared = new ArrayList<>();
            try {
                holds = scene.holds(rule, at, condition, fact, before);
                new Comparing(scene, rule, at, fact, before, !holds, compared).compare(condition, false);
            } catch (IllegalStateException | CalendarMissingException e) {
                // a figure that is not known, or a year without a calendar: an earlier condition says so
                holds = false;
                answerable = false;
            }
            asked.add(new Asked(condition, holds, answerable, List.copyOf(compared)));
        }
        return asked;
    }

    /**
     * Collects the comparisons that have to come out otherwise; all of them where it holds.
     *
     * @param failing whether only those are wanted that have to
     */
    private record Comparing(
            Scene scene,
            Grounds rule,
            int at,
            Object fact,
            List<@Nullable Object> before,
            boolean failing,
            List<Compared> into) {

        void compare(Condition condition, boolean negated) {
            if (failing && scene.holds(rule, at, condition, fact, before) != negated) {
                return;
            }
            if (condition instanceof Condition.Not not) {
                compare(not.of(), !negated);
            } else if (condition instanceof Condition.All all) {
                all.parts().forEach(part -> compare(part, negated));
            } else if (condition instanceof Condition.Any any) {
                any.parts().forEach(part -> compare(part, negated));
            } else if (condition instanceof Condition.Test test) {
                List<@Nullable Object> needed = new ArrayList<>();
                test.right().forEach(right -> needed.add(value(right)));
                List<@Nullable Object> with = new ArrayList<>();
                if (test.left() instanceof Operand.Asked question) {
                    question.with().forEach(operand -> with.add(value(operand)));
                }
                into.add(new Compared(test, value(test.left()), needed, negated, with));
            }
        }

        private @Nullable Object value(Operand operand) {
            return scene.value(rule, at, operand, fact, before);
        }
    }

    private static boolean fires(Scene scene, Grounds rule, Map<String, Object> about, Given given) {
        if (!rule.rule().inForceOn(scene.day())) {
            return false;
        }
        Pattern first = rule.rule().when().get(0);
        if (rule.rule().when().size() == 1) {
            return scene.known(first.type()).stream()
                    .anyMatch(fact -> about(fact).entrySet().containsAll(about.entrySet())
                            && scene.meets(rule, 0, fact, List.of()));
        }
        List<Pattern> grounds =
                rule.rule().when().stream().filter(Pattern::isGround).toList();
        try {
            return scene.concluded(rule).stream()
                    .map(Scene.Concluded::matched)
                    .anyMatch(matched -> about(matched.get(0)).entrySet().containsAll(about.entrySet())
                            && IntStream.range(0, grounds.size())
                                    .allMatch(i -> given.allows(grounds.get(i), matched.get(i))));
        } catch (IllegalStateException | CalendarMissingException e) {
            return false;
        }
    }

    /**
     * Looks at the later days on which anything can turn, and notes on the misses when they are over.
     *
     * @param each sees the scene of each day, the day asked about first
     */
    public void lookAhead(Consumer<Scene> each) {
        each.accept(today);
        Scene scene = today;
        for (int days = 0; days < mostDays; days++) {
            LocalDate day = reading.nextTurn(scene);
            if (day == null) {
                return;
            }
            if (day.isAfter(horizon)) {
                lookedUntil = horizon.plusDays(1);
                return;
            }
            scene = reading.scene(asked.on(day), Watch.NONE);
            each.accept(scene);
            for (Miss miss : misses) {
                look(scene, miss);
            }
        }
        lookedUntil = reading.nextTurn(scene);
    }

    /** Also asks what is of no interest any more: what a scene is not asked it does not note. */
    private static void look(Scene scene, Miss miss) {
        List<Object> same = miss.nearest == null
                ? List.of()
                : same(scene, miss.rule().when().get(miss.at).type(), miss.nearest);
        miss.ambiguous |= same.size() > 1;
        List<@Nullable Object> before = before(scene, miss);
        if (before == null) {
            same = List.of();
            before = List.of();
        }
        for (Object fact : same) {
            List<Asked> then = asked(scene, miss.rule, miss.at, fact, before);
            for (int at = 0; at < miss.conditions.size(); at++) {
                Asked condition = miss.conditions.get(at);
                if (!condition.holds && condition.holdsFrom == null && !miss.ambiguous && then.get(at).holds) {
                    condition.holdsFrom = scene.day();
                }
            }
        }
        if (miss.firesOn == null) {
            boolean fires = miss.step
                    ? miss.rule().inForceOn(scene.day()) && concludes(scene, miss.rule, miss.wanted)
                    : fires(scene, miss.rule, miss.about(), miss.given);
            miss.firesOn = fires ? scene.day() : null;
        }
    }

    /** What is about the same on another day. */
    private static List<Object> same(Scene scene, String type, Object fact) {
        return scene.known(type).stream()
                .filter(other -> fact instanceof Instance || fact instanceof Row
                        ? other.equals(fact)
                        : about(other).entrySet().containsAll(about(fact).entrySet()))
                .toList();
    }

    /** What the elements before the missing one match on another day; null if that cannot be told. */
    private static @Nullable List<@Nullable Object> before(Scene scene, Miss miss) {
        List<@Nullable Object> before = new ArrayList<>();
        for (int at = 0; at < miss.before.size(); at++) {
            Pattern pattern = miss.rule().when().get(at);
            Object matched = miss.before.get(at);
            if (matched == null || pattern.total() != null) {
                before.add(matched);
                continue;
            }
            List<Object> same = same(scene, pattern.type(), matched);
            if (same.size() != 1) {
                return null;
            }
            before.add(same.get(0));
        }
        return before;
    }

    /** The first day that was not looked at any more; null if every later day was, for nothing turns after the last. */
    public @Nullable LocalDate lookedUntil() {
        return lookedUntil;
    }

    /**
     * Value of a component of a fact, by which it can be picked; null if it has none. The record that a fact is made from is
     * its `of`, for the engine stops at a component called `record`.
     */
    public static @Nullable Object component(Object fact, String name) {
        Object value = Scene.component(fact, name);
        return value == null && name.equals("record") ? Scene.component(fact, "of") : value;
    }
}
