package supervision.reading;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Finding;
import supervision.dossier.Grounds;
import supervision.dossier.Grounds.Rest;
import supervision.dossier.Today;
import supervision.dossier.Vocabulary;
import supervision.language.Condition;
import supervision.language.Instance;
import supervision.language.Operand;
import supervision.language.PlainReading;
import supervision.language.Row;
import supervision.rulepack.RuleText;

/**
 * All that is known about a case on one day once no rule has anything more to say: the prepared facts, what was concluded, and
 * by which rule. Any rule can then be asked about it, also one that the pack does not have.
 *
 * <p>Not thread-safe.
 */
public final class Scene {

    private final Course course;
    private final SecondReading reading;
    private final PlainReading.Evaluation evaluation;

    Scene(Course course, SecondReading reading) {
        this.course = course;
        this.reading = reading;
        this.evaluation = course.evaluation();
    }

    /**
     * What a rule finds here, whether or not it is in force or of the pack; one finding for each combination of facts.
     *
     * @throws RuntimeException if it asks for a number that does not exist on the day
     */
    public Set<Finding> ask(Grounds rule, Watch watching) {
        return course.ask(rule, watching);
    }

    /** The steps that a rule concludes here, and what each rests on. */
    public Map<Instance, Rest> steps(Grounds rule) {
        return course.steps(rule);
    }

    /** Whether a rule would conclude something else here if a table had other rows. */
    public boolean differs(Grounds rule, String table, List<Row> rows) {
        Set<Object> before = new HashSet<>(course.says(rule, Watch.NONE));
        evaluation.asIf(table, rows);
        try {
            return !before.equals(new HashSet<>(course.says(rule, Watch.NONE)));
        } finally {
            evaluation.asIf(table, null);
        }
    }

    public LocalDate day() {
        return course.day();
    }

    /** What the rules found, in no order of meaning. */
    public Set<Finding> findings() {
        return course.findings();
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
        Rest rest = course.behind(known);
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
                                && rule.rule().inForceOn(day())
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
        return course.today();
    }
}
