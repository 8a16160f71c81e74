package supervision.reading;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.dossier.ChoicesMade;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Grounds;
import supervision.dossier.Grounds.Rest;
import supervision.dossier.Instruments;
import supervision.dossier.Today;
import supervision.dossier.Vocabulary;
import supervision.facts.Case;
import supervision.language.Condition;
import supervision.language.Instance;
import supervision.language.Operand;
import supervision.language.PlainReading;
import supervision.language.Row;
import supervision.language.Rule;
import supervision.rulepack.RuleText;

/**
 * All that is known about a case on one day once no rule has anything more to say: the prepared facts, what was concluded, and
 * by which rule. Any rule can then be asked about it, also one that the pack does not have.
 *
 * <p>Not thread-safe.
 */
public final class Scene {

    private final LocalDate day;
    private final Today today;
    private final ChoicesMade choices = new ChoicesMade();
    private final SecondReading reading;
    private final PlainReading.Evaluation evaluation;
    private final @Nullable Set<Finding> expected;
    private final Map<Conclusion, Finding> concluded = new IdentityHashMap<>();
    private final Map<Instance, Rest> steps = new HashMap<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private boolean asExpected = true;

    /**
     * @param watch sees the comparisons of rules that are in force
     * @param expected where a finding that is not among them is enough to know; null to find all
     */
    Scene(Case asked, LocalDate day, SecondReading reading, Watch watch, @Nullable Set<Finding> expected) {
        this((today, figures) -> Dossier.of(asked, reading.pack(), today, figures), day, reading, watch, expected);
    }

    /** @param prepare makes what rules match on */
    Scene(
            BiFunction<Today, Figures, Dossier> prepare,
            LocalDate day,
            SecondReading reading,
            Watch watch,
            @Nullable Set<Finding> expected) {
        this.day = day;
        this.today = new Today(day);
        this.reading = reading;
        this.expected = expected;
        Figures figures = new Figures(reading.pack(), today, choices);
        Dossier dossier = prepare.apply(today, figures);
        Object[] tools = Instruments.of(today, figures).values().toArray();
        evaluation = reading.plain().begin(tools, new Witness(watch, null, findings, steps));
        evaluation.add(dossier.told());
        evaluation.add(dossier.prepared());
        for (PlainReading.Asking rule : reading.inForceOn(day)) {
            evaluation.ask(rule);
            if (!asExpected) {
                return;
            }
        }
    }

    /** Makes findings of what rules conclude. */
    private final class Witness implements PlainReading.Witness {

        private final Watch watch;
        /** The one rule that is asked; null where all of the reading are. */
        private final @Nullable Grounds asked;

        private final Set<Finding> into;
        private final Map<Instance, Rest> intoSteps;

        Witness(Watch watch, @Nullable Grounds asked, Set<Finding> into, Map<Instance, Rest> intoSteps) {
            this.watch = watch;
            this.asked = asked;
            this.into = into;
            this.intoSteps = intoSteps;
        }

        @Override
        public void matched(Rule rule) {
            choices.take();
        }

        @Override
        public void concluded(Rule rule, Object conclusion, boolean first, List<Object> matched) {
            Grounds grounds = asked == null ? reading.grounds(rule) : asked;
            if (conclusion instanceof Instance step) {
                intoSteps.merge(step, grounds.step(matched, Scene.this::behind, choices.take(), day), Rest::and);
                return;
            }
            Conclusion concludes = (Conclusion) conclusion;
            Finding finding = grounds.finding(concludes, matched, Scene.this::behind, choices.take(), day);
            into.add(finding);
            if (into == findings) {
                concluded.put(concludes, finding);
                if (expected != null && !expected.contains(finding)) {
                    asExpected = false;
                    evaluation.stop();
                }
            }
        }

        @Override
        public boolean looksAtTests() {
            return watch != Watch.NONE;
        }

        @Override
        public void tested(Rule rule, Condition.Test test, Object fact, boolean holds) {
            watch.tested((RuleText) rule, test, fact, holds);
        }
    }

    private @Nullable Rest behind(Object matched) {
        if (matched instanceof Instance step) {
            return steps.get(step);
        }
        Finding finding = concluded.get(matched);
        return finding == null ? null : Rest.of(finding);
    }

    /**
     * What a rule finds here, whether or not it is in force or of the pack; one finding for each combination of facts.
     *
     * @throws RuntimeException if it asks for a number that does not exist on the day
     */
    public Set<Finding> ask(Grounds rule, Watch watching) {
        Set<Finding> found = new LinkedHashSet<>();
        evaluation.wouldConclude(
                reading.plain().asking(rule.rule()), new Witness(watching, rule, found, new HashMap<>()));
        return found;
    }

    /** The steps that a rule concludes here, and what each rests on. */
    public Map<Instance, Rest> steps(Grounds rule) {
        Map<Instance, Rest> found = new HashMap<>();
        evaluation.wouldConclude(
                reading.plain().asking(rule.rule()), new Witness(Watch.NONE, rule, new LinkedHashSet<>(), found));
        return found;
    }

    /** Whether a rule would conclude something else here if a table had other rows. */
    public boolean differs(Grounds rule, String table, List<Row> rows) {
        Set<Finding> before = new LinkedHashSet<>();
        Map<Instance, Rest> stepsBefore = new HashMap<>();
        PlainReading.Asking asking = reading.plain().asking(rule.rule());
        evaluation.wouldConclude(asking, new Witness(Watch.NONE, rule, before, stepsBefore));
        Set<Finding> after = new LinkedHashSet<>();
        Map<Instance, Rest> stepsAfter = new HashMap<>();
        evaluation.asIf(table, rows);
        try {
            evaluation.wouldConclude(asking, new Witness(Watch.NONE, rule, after, stepsAfter));
        } finally {
            evaluation.asIf(table, null);
        }
        return !before.equals(after) || !stepsBefore.equals(stepsAfter);
    }

    public LocalDate day() {
        return day;
    }

    /** What the rules found, in no order of meaning. */
    public Set<Finding> findings() {
        return findings;
    }

    /** Whether nothing was found that was not expected; if something was, the rest was not searched. */
    public boolean asExpected() {
        return asExpected;
    }

    /** The first later day on which something asked for would turn, or the pack does; null if there is none. */
    public @Nullable LocalDate next() {
        return reading.nextTurn(this);
    }

    /** Facts, rows, steps and conclusions of a type, by its binary name. */
    public List<Object> known(String type) {
        return evaluation.known(type);
    }

    /**
     * Whether a condition of an element of a rule holds of a fact.
     *
     * @param before what the elements before it matched, by their places; null for those that match nothing
     */
    boolean holds(Grounds rule, int at, Condition condition, Object fact, List<@Nullable Object> before) {
        return evaluation.holds(reading.plain().asking(rule.rule()), at, condition, fact, before);
    }

    /** Whether a fact meets all conditions of an element; those behind one that does not hold are not asked. */
    boolean meets(Grounds rule, int at, Object fact, List<@Nullable Object> before) {
        return rule.rule().when().get(at).conditions().stream()
                .allMatch(condition -> holds(rule, at, condition, fact, before));
    }

    /** The value that an operand of an element of a rule has for a fact. */
    @Nullable
    Object value(Grounds rule, int at, Operand operand, Object fact, List<@Nullable Object> before) {
        return evaluation.value(reading.plain().asking(rule.rule()), at, operand, fact, before);
    }

    /** What a rule matches and concludes here, whether or not it is in force. */
    List<Concluded> concluded(Grounds rule) {
        List<Concluded> found = new ArrayList<>();
        evaluation.wouldConclude(
                reading.plain().asking(rule.rule()),
                (asked, conclusion, first, matched) -> found.add(new Concluded(conclusion, List.copyOf(matched))));
        return found;
    }

    /** A step or a conclusion, and what was matched for it. */
    record Concluded(Object conclusion, List<Object> matched) {}

    /** Ids of the records that a step or a conclusion rests on; of a fact, its own. */
    List<String> evidence(Object known) {
        Rest rest = behind(known);
        if (rest != null) {
            return rest.evidence();
        }
        return component(known, "records") instanceof Iterable<?> records
                ? java.util.stream.StreamSupport.stream(records.spliterator(), false)
                        .map(String::valueOf)
                        .toList()
                : List.of();
    }

    /** The rules that concluded a step or a conclusion. */
    List<RuleText> concluding(Object known) {
        String type = known instanceof Instance step
                ? step.of().type()
                : known.getClass().getName();
        return reading.rules().stream()
                .filter(rule ->
                        Objects.requireNonNull(rule.rule().then()).type().equals(type)
                                && rule.rule().inForceOn(day)
                                && concluded(rule).stream()
                                        .anyMatch(found -> found.conclusion().equals(known)))
                .map(Grounds::rule)
                .toList();
    }

    /** A component of a fact, a row, a step or a conclusion; null if it has none of that name. */
    public static @Nullable Object component(Object fact, String name) {
        if (fact instanceof Instance step) {
            return step.of().indexOf(name) < 0 ? null : step.value(name);
        }
        if (fact instanceof Row row) {
            return component(row.values(), name);
        }
        Method accessor = Vocabulary.accessors(fact.getClass()).get(name);
        try {
            return accessor == null ? null : accessor.invoke(fact);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("`" + name + "` of " + fact + " cannot be read", e);
        }
    }

    /** What was asked about the day. */
    Today today() {
        return today;
    }
}
