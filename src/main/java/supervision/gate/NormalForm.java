package supervision.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Vocabulary;
import supervision.language.Condition;
import supervision.language.Condition.Operator;
import supervision.language.Declaration;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Place;
import supervision.rulepack.RuleText;

/**
 * The elements of a rule as one list of conditions, so that rules with several can be held against each other. Components of
 * the first element keep their names; those of others are called after the type and its number among those of that type, so
 * that the second penalty of one rule is the second penalty of another. Variables are replaced by what they are bound to: a link
 * between elements is that two components are equal, and neither more nor less is known of it. That an element is there at all
 * is a truth value of its own.
 */
final class NormalForm {

    /** Before the components of what is asked about in {@code not}, {@code exists} and totals. */
    private static final String INNER = "?";

    private final Map<String, Declaration> declared;
    private final Map<String, Vocabulary.Part> parts = new HashMap<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Element> there = new ArrayList<>();
    private final List<Inner> inner = new ArrayList<>();
    private final Map<String, Operand> variables = new HashMap<>();
    private final Map<String, String> facts = new HashMap<>();
    /** The conclusion, with components in place of variables. */
    private final Insertion then;

    /** Something that is matched. */
    private record Element(String type, String prefix) {}

    /**
     * What is asked about in {@code not}, {@code exists} or a total that needs one.
     *
     * @param conditions on components called after {@link #INNER}
     */
    private record Inner(Place place, String type, List<Condition> conditions, boolean there) {

        String key() {
            return "there is " + type
                    + conditions.stream()
                            .map(Condition::toString)
                            .sorted()
                            .collect(Collectors.joining(" and ", " with ", ""));
        }

        Condition is(boolean there) {
            return truth(place, key(), there);
        }
    }

    private NormalForm(RuleText rule, Map<String, Declaration> declared) {
        this.declared = declared;
        Map<String, Integer> numbers = new TreeMap<>();
        for (Pattern pattern : rule.when()) {
            add(pattern, numbers);
        }
        Insertion concludes = Objects.requireNonNull(rule.then());
        this.then = new Insertion(
                concludes.place(),
                concludes.written(),
                concludes.type(),
                concludes.values().stream().map(value -> renamed(value, "")).toList());
    }

    /**
     * The form of a rule that has a conclusion.
     *
     * @param declared steps and tables, by their types
     */
    static NormalForm of(RuleText rule, Map<String, Declaration> declared) {
        return new NormalForm(rule, declared);
    }

    private void add(Pattern pattern, Map<String, Integer> numbers) {
        if (pattern.isGround()) {
            int number = numbers.merge(pattern.type(), 1, Integer::sum);
            String prefix = there.isEmpty() ? "" : pattern.type() + "#" + number + ".";
            parts(pattern, prefix);
            there.add(new Element(pattern.type(), prefix));
            bind(pattern, prefix);
            if (!prefix.isEmpty()) {
                conditions.add(truth(pattern.place(), "there is " + prefix, true));
            }
            pattern.conditions().forEach(condition -> conditions.add(renamed(condition, prefix)));
            return;
        }
        parts(pattern, INNER);
        List<Condition> asked = pattern.conditions().stream()
                .map(condition -> renamed(condition, INNER))
                .toList();
        Pattern.Total total = pattern.total();
        if (total != null) {
            String of =
                    pattern.bindings().stream().map(Pattern.Binding::component).collect(Collectors.joining(","));
            Inner counted = new Inner(pattern.place(), pattern.type(), asked, true);
            variables.put(
                    total.variable(),
                    new Operand.Component(
                            pattern.place(), null, total.function().word() + "(" + of + ") of " + counted.key()));
            if (total.function() != Pattern.Function.COUNT) {
                inner.add(counted);
            }
        } else {
            inner.add(new Inner(pattern.place(), pattern.type(), asked, pattern.kind() == Pattern.Kind.EXISTS));
        }
    }

    private void parts(Pattern pattern, String prefix) {
        Vocabulary.parts(pattern.type(), declared).forEach((name, part) -> parts.put(prefix + name, part));
    }

    private void bind(Pattern pattern, String prefix) {
        if (pattern.variable() != null) {
            facts.put(pattern.variable(), prefix);
        }
        for (Pattern.Binding binding : pattern.bindings()) {
            variables.put(
                    binding.variable(), new Operand.Component(binding.place(), null, prefix + binding.component()));
        }
    }

    private static Condition truth(Place place, String name, boolean holds) {
        Condition is = new Condition.Test(place, new Operand.Component(place, null, name), Operator.HOLDS, List.of());
        return holds ? is : new Condition.Not(place, is);
    }

    private static Condition mapped(Condition condition, UnaryOperator<Operand> operands) {
        if (condition instanceof Condition.All all) {
            return new Condition.All(
                    all.place(),
                    all.parts().stream().map(part -> mapped(part, operands)).toList());
        }
        if (condition instanceof Condition.Any any) {
            return new Condition.Any(
                    any.place(),
                    any.parts().stream().map(part -> mapped(part, operands)).toList());
        }
        if (condition instanceof Condition.Not not) {
            return new Condition.Not(not.place(), mapped(not.of(), operands));
        }
        Condition.Test test = (Condition.Test) condition;
        return new Condition.Test(
                test.place(),
                operands.apply(test.left()),
                test.operator(),
                test.right().stream().map(operands).toList());
    }

    private Condition renamed(Condition condition, String prefix) {
        return mapped(condition, operand -> renamed(operand, prefix));
    }

    private Operand renamed(Operand operand, String prefix) {
        if (operand instanceof Operand.Component component) {
            String owner = component.variable() == null ? prefix : facts.getOrDefault(component.variable(), "");
            return new Operand.Component(component.place(), null, owner + component.name());
        }
        if (operand instanceof Operand.Variable variable) {
            return variable.component() == null
                    ? variables.getOrDefault(variable.variable(), variable)
                    : new Operand.Component(
                            variable.place(), null, facts.getOrDefault(variable.variable(), "") + variable.component());
        }
        if (operand instanceof Operand.Asked asked) {
            return new Operand.Asked(
                    asked.place(),
                    asked.instrument(),
                    asked.question(),
                    asked.with().stream().map(each -> renamed(each, prefix)).toList());
        }
        return operand;
    }

    /** The conclusion, with components in place of variables. */
    Insertion then() {
        return then;
    }

    /** What can be decided about some rules together. */
    static Logic logic(Collection<NormalForm> forms) {
        Map<String, Vocabulary.Part> all = new HashMap<>();
        forms.forEach(form -> all.putAll(form.parts));
        for (NormalForm form : forms) {
            Stream.concat(
                            form.inner.stream().map(Inner::key),
                            form.there.stream().map(element -> "there is " + element.prefix()))
                    .forEach(name -> all.put(name, new Vocabulary.Part(boolean.class, false)));
        }
        return new Logic(all);
    }

    /**
     * The conditions, with what they say about whatever is asked about in {@code not} and {@code exists} by some rules: what is
     * matched is there.
     */
    List<Condition> conditions(Collection<NormalForm> asking, Logic logic) throws Logic.UndecidedException {
        List<Condition> all = new ArrayList<>(conditions);
        inner.forEach(asked -> all.add(asked.is(asked.there())));
        Map<String, Inner> asked = new LinkedHashMap<>();
        asking.forEach(form -> form.inner.forEach(one -> asked.putIfAbsent(one.key(), one)));
        for (Inner one : asked.values()) {
            Boolean known = known(one, logic);
            if (known != null) {
                all.add(one.is(known));
            }
        }
        return all;
    }

    /** Whether what is matched, there or missing here says that something is there; null if it does not. */
    private @Nullable Boolean known(Inner asked, Logic logic) throws Logic.UndecidedException {
        for (Element element : there) {
            if (element.type().equals(asked.type())
                    && logic.implies(
                            conditions,
                            asked.conditions().stream()
                                    .map(condition -> moved(condition, element.prefix()))
                                    .toList())) {
                return true;
            }
        }
        for (Inner own : inner) {
            if (own.type().equals(asked.type())) {
                if (own.there() && logic.implies(joined(conditions, own.conditions()), asked.conditions())) {
                    return true;
                }
                if (!own.there() && logic.implies(joined(conditions, asked.conditions()), own.conditions())) {
                    return false;
                }
            }
        }
        return null;
    }

    private static List<Condition> joined(List<Condition> some, List<Condition> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** A condition on something asked about, as one on what is matched. */
    private static Condition moved(Condition condition, String prefix) {
        return mapped(condition, operand -> moved(operand, prefix));
    }

    private static Operand moved(Operand operand, String prefix) {
        if (operand instanceof Operand.Component component && component.name().startsWith(INNER)) {
            return new Operand.Component(
                    component.place(), null, prefix + component.name().substring(INNER.length()));
        }
        if (operand instanceof Operand.Asked asked) {
            return new Operand.Asked(
                    asked.place(),
                    asked.instrument(),
                    asked.question(),
                    asked.with().stream().map(each -> moved(each, prefix)).toList());
        }
        return operand;
    }
}
