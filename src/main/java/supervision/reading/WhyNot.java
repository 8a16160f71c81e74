package supervision.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Grounds;
import supervision.facts.Case;
import supervision.language.Condition;
import supervision.language.Operand;
import supervision.language.Pattern;
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

    /** A rule that does not apply to a fact, or has no fact to apply to. */
    public static final class Miss {

        private final Grounds rule;
        private final Map<String, Object> about;
        private final @Nullable Object fact;
        private final List<Asked> conditions;
        private final String missing;
        private @Nullable LocalDate firesOn;
        /** Whether several facts are about the same: which of them a condition held of on another day cannot be told. */
        private boolean ambiguous;

        Miss(Grounds rule, Map<String, Object> about, @Nullable Object fact, List<Asked> conditions, String missing) {
            this.rule = rule;
            this.about = about;
            this.fact = fact;
            this.conditions = conditions;
            this.missing = missing;
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
        List<Miss> noted = of(rule, wanted);
        misses.addAll(noted);
        return noted;
    }

    /** The same for the day asked about alone. */
    public List<Miss> of(Grounds rule, Predicate<Object> wanted) {
        List<Miss> noted = new ArrayList<>();
        // of rules with several patterns the first says what they are about; the others are told if they have nothing
        // to match
        Pattern first = rule.rule().when().get(0);
        Map<Map<String, Object>, Miss> nearest = new LinkedHashMap<>();
        for (Object fact : today.known(first.type())) {
            if (wanted.test(fact)) {
                Miss miss = new Miss(rule, about(fact), fact, asked(today, rule, fact), simple(first));
                Miss other = nearest.get(miss.about());
                if (other != null) {
                    miss.ambiguous = true;
                    other.ambiguous = true;
                }
                if (other == null || near(miss) < near(other)) {
                    nearest.put(miss.about(), miss);
                }
            }
        }
        for (Miss miss : nearest.values()) {
            if (!fires(today, rule, miss.about())) {
                noted.add(miss);
            }
        }
        if (nearest.isEmpty()) {
            noted.add(new Miss(rule, Map.of(), null, List.of(), simple(first)));
        }
        return noted;
    }

    private static int near(Miss miss) {
        return miss.failed().size();
    }

    /** Nearest first: by the number of conditions that fail, then by the day, then by name. */
    public static final Comparator<Miss> NEAREST = Comparator.<Miss, Boolean>comparing(miss -> miss.fact() == null)
            .thenComparing(miss -> near(miss) + (miss.rule().when().size() - 1))
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
    private static List<Asked> asked(Scene scene, Grounds rule, Object fact) {
        List<Asked> asked = new ArrayList<>();
        for (Condition condition : rule.rule().when().get(0).conditions()) {
            boolean holds;
            boolean answerable = true;
            List<Compared> compared = new ArrayList<>();
            try {
                holds = scene.holds(rule, condition, fact);
                compare(scene, rule, condition, fact, false, !holds, compared);
            } catch (IllegalStateException | CalendarMissingException e) {
                // a figure that is not known, or a year without a calendar: an earlier condition says so
                holds = false;
                answerable = false;
            }
            asked.add(new Asked(condition, holds, answerable, List.copyOf(compared)));
        }
        return asked;
    }

    /** The comparisons that have to come out otherwise; all of them where it holds. */
    private static void compare(
            Scene scene,
            Grounds rule,
            Condition condition,
            Object fact,
            boolean negated,
            boolean failing,
            List<Compared> into) {
        if (failing && scene.holds(rule, condition, fact) != negated) {
            return;
        }
        if (condition instanceof Condition.Not not) {
            compare(scene, rule, not.of(), fact, !negated, failing, into);
        } else if (condition instanceof Condition.All all) {
            all.parts().forEach(part -> compare(scene, rule, part, fact, negated, failing, into));
        } else if (condition instanceof Condition.Any any) {
            any.parts().forEach(part -> compare(scene, rule, part, fact, negated, failing, into));
        } else if (condition instanceof Condition.Test test) {
            List<@Nullable Object> needed = new ArrayList<>();
            test.right().forEach(right -> needed.add(scene.value(rule, right, fact)));
            List<@Nullable Object> with = new ArrayList<>();
            if (test.left() instanceof Operand.Asked question) {
                question.with().forEach(operand -> with.add(scene.value(rule, operand, fact)));
            }
            into.add(new Compared(test, scene.value(rule, test.left(), fact), needed, negated, with));
        }
    }

    private static boolean fires(Scene scene, Grounds rule, Map<String, Object> about) {
        if (!rule.rule().inForceOn(scene.day())) {
            return false;
        }
        List<Pattern> patterns = rule.rule().when();
        for (int at = 0; at < patterns.size(); at++) {
            Pattern pattern = patterns.get(at);
            int place = at;
            Map<String, Object> same = at == 0 ? about : Map.of();
            if (scene.known(pattern.type()).stream()
                    .noneMatch(fact ->
                            about(fact).entrySet().containsAll(same.entrySet()) && scene.meets(rule, place, fact))) {
                return false;
            }
        }
        return true;
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
        List<Object> same = scene.known(miss.rule().when().get(0).type()).stream()
                .filter(fact -> about(fact).entrySet().containsAll(miss.about().entrySet()))
                .toList();
        miss.ambiguous |= same.size() > 1;
        for (Object fact : same) {
            List<Asked> then = asked(scene, miss.rule, fact);
            for (int at = 0; at < miss.conditions.size(); at++) {
                Asked condition = miss.conditions.get(at);
                if (!condition.holds && condition.holdsFrom == null && !miss.ambiguous && then.get(at).holds) {
                    condition.holdsFrom = scene.day();
                }
            }
        }
        if (miss.firesOn == null && fires(scene, miss.rule, miss.about())) {
            miss.firesOn = scene.day();
        }
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
