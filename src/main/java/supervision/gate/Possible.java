package supervision.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.language.Condition;
import supervision.language.Declaration;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Row;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * What elements of rules can be matched by, whatever the records say: the rows of the tables as they are, and the steps that rules
 * conclude from them, and the figures that the law settles. A record may have any value. A no is therefore certain: a row, or a
 * value in it, that can be matched by no rule that looks at it makes no difference, and neither does a condition that all that is
 * left to meet it meets.
 */
final class Possible {

    /** Passes over a rule after which its variables are taken as they are: fewer only leave more open. */
    private static final int MOST_PASSES = 6;

    /** The values that something can have, by name; any, if it cannot be said. */
    private record Values(boolean any, Set<String> names) {

        static final Values ANY = new Values(true, Set.of());

        static Values only(String name) {
            return new Values(false, Set.of(name));
        }

        Values with(Values other) {
            if (any || other.any) {
                return ANY;
            }
            Set<String> both = new LinkedHashSet<>(names);
            both.addAll(other.names);
            return new Values(false, both);
        }

        Values in(Values other) {
            if (any) {
                return other;
            }
            return other.any
                    ? this
                    : new Values(
                            false, names.stream().filter(other.names::contains).collect(Collectors.toSet()));
        }

        boolean isNone() {
            return !any && names.isEmpty();
        }
    }

    /** What can match an element: the values of its components; what is not named can be any. */
    private record Shape(Map<String, Values> parts) {

        static final Shape ANY = new Shape(Map.of());

        static Shape of(Row row) {
            Map<String, Values> parts = new HashMap<>();
            row.values()
                    .of()
                    .parts()
                    .forEach(part ->
                            parts.put(part.name(), Values.only(name(row.values().value(part.name())))));
            return new Shape(parts);
        }

        Values part(String name) {
            return parts.getOrDefault(name, Values.ANY);
        }

        Shape with(Shape other) {
            Map<String, Values> both = new HashMap<>();
            parts.forEach((name, values) -> both.put(name, values.with(other.part(name))));
            return new Shape(both);
        }
    }

    private final RulePack pack;
    private final Map<String, List<Shape>> rows = new HashMap<>();

    /** Steps by their type, and by the rule that concludes them. */
    private final Map<String, Map<String, Shape>> steps = new HashMap<>();

    private Possible(RulePack pack) {
        this.pack = pack;
        pack.rows()
                .forEach((type, all) ->
                        rows.put(type, all.stream().map(Shape::of).toList()));
        boolean more = true;
        while (more) {
            more = false;
            for (RuleText rule : pack.rules()) {
                more |= conclude(rule);
            }
        }
    }

    static Possible of(RulePack pack) {
        return new Possible(pack);
    }

    /** Adds what a rule can conclude from what is known so far; whether that is more than before. */
    private boolean conclude(RuleText rule) {
        Insertion then = Objects.requireNonNull(rule.then());
        Declaration declared = pack.declarations().get(then.type());
        Map<String, Values> variables = declared == null ? null : variables(rule, rule.when(), -1, null);
        if (declared == null || variables == null) {
            return false;
        }
        Map<String, Values> parts = new LinkedHashMap<>();
        for (int i = 0; i < declared.parts().size(); i++) {
            parts.put(declared.parts().get(i).name(), values(then.values().get(i), Shape.ANY, variables));
        }
        Map<String, Shape> known = steps.computeIfAbsent(then.type(), type -> new LinkedHashMap<>());
        Shape before = known.get(rule.name());
        Shape now = before == null ? new Shape(parts) : before.with(new Shape(parts));
        known.put(rule.name(), now);
        return !now.equals(before);
    }

    private List<Shape> candidates(Pattern pattern) {
        Declaration declared = pack.declarations().get(pattern.type());
        if (declared == null) {
            return List.of(Shape.ANY);
        }
        return declared.isTable()
                ? rows.getOrDefault(pattern.type(), List.of())
                : List.copyOf(steps.getOrDefault(pattern.type(), Map.of()).values());
    }

    /**
     * The values that the variables of a rule can have; null if it can never be met.
     *
     * @param index of an element that is matched by one thing; -1 for none
     * @param by that thing: it may match the other elements of its type too
     */
    private @Nullable Map<String, Values> variables(RuleText rule, List<Pattern> when, int index, @Nullable Shape by) {
        Settled settled = new Settled(pack, rule);
        Map<String, Values> variables = new HashMap<>();
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            Map<String, Values> before = Map.copyOf(variables);
            for (int i = 0; i < when.size(); i++) {
                Pattern pattern = when.get(i);
                if ((pattern.isNeeded() || i == index)
                        && !narrow(pattern, matching(when, i, index, by), variables, settled)) {
                    return null;
                }
            }
            if (variables.equals(before)) {
                break;
            }
        }
        return variables;
    }

    private List<Shape> matching(List<Pattern> when, int i, int index, @Nullable Shape by) {
        Pattern pattern = when.get(i);
        if (by == null) {
            return candidates(pattern);
        }
        if (i == index) {
            return List.of(by);
        }
        List<Shape> all = new ArrayList<>(candidates(pattern));
        if (pattern.type().equals(when.get(index).type())) {
            all.add(by);
        }
        return all;
    }

    /** Leaves the variables of an element the values that something which may meet it has; whether there is any. */
    private static boolean narrow(
            Pattern pattern, List<Shape> candidates, Map<String, Values> variables, Settled settled) {
        List<Shape> meeting = candidates.stream()
                .filter(shape -> pattern.bindings().stream()
                        .noneMatch(binding -> shape.part(binding.component())
                                .in(variables.getOrDefault(binding.variable(), Values.ANY))
                                .isNone()))
                .filter(shape -> pattern.conditions().stream()
                        .allMatch(condition -> !Boolean.FALSE.equals(holds(condition, shape, variables, settled))))
                .toList();
        if (meeting.isEmpty()) {
            return false;
        }
        pattern.bindings().forEach(binding -> narrow(binding.variable(), binding.component(), meeting, variables));
        for (Condition condition : pattern.conditions()) {
            if (condition instanceof Condition.Test test
                    && test.operator() == Condition.Operator.EQUAL
                    && test.left() instanceof Operand.Component component
                    && test.right().get(0) instanceof Operand.Variable variable
                    && variable.component() == null) {
                narrow(variable.variable(), component.name(), meeting, variables);
            }
        }
        return true;
    }

    private static void narrow(String variable, String component, List<Shape> meeting, Map<String, Values> variables) {
        Values known = variables.getOrDefault(variable, Values.ANY);
        meeting.stream()
                .map(shape -> shape.part(component))
                .reduce(Values::with)
                .ifPresent(values -> variables.put(variable, known.in(values)));
    }

    /** Whether a rule can be met at all. */
    boolean mayFire(RuleText rule) {
        return variables(rule, rule.when(), -1, null) != null;
    }

    /** Whether an element of a rule can be met by a row. */
    boolean mayMatch(RuleText rule, int index, Row row) {
        return variables(rule, rule.when(), index, Shape.of(row)) != null;
    }

    /**
     * Whether it may matter to a rule that a row which one of its elements looks for has another value.
     *
     * @param other the same row, but for the value of the component
     * @param bound whether the rule looks at the component otherwise than by comparing it in the element
     */
    boolean tellsApart(RuleText rule, int index, Row row, Row other, String component, boolean bound) {
        Settled settled = new Settled(pack, rule);
        Map<String, Values> variables =
                variables(rule, rule.when(), index, Shape.of(row).with(Shape.of(other)));
        if (variables == null) {
            return false;
        }
        return bound
                || rule.when().get(index).conditions().stream()
                        .anyMatch(condition ->
                                differs(condition, Shape.of(row), Shape.of(other), component, variables, settled));
    }

    /** Whether a condition may come out otherwise of one of two rows: as a whole, and in some comparison of the component. */
    private static boolean differs(
            Condition condition,
            Shape row,
            Shape other,
            String component,
            Map<String, Values> variables,
            Settled settled) {
        Boolean whole = holds(condition, row, variables, settled);
        return (whole == null || !whole.equals(holds(condition, other, variables, settled)))
                && condition
                        .tests()
                        .filter(test -> test.operands()
                                .anyMatch(operand -> operand instanceof Operand.Component own
                                        && own.name().equals(component)))
                        .anyMatch(test -> {
                            Boolean one = holds(test, row, variables, settled);
                            return one == null || !one.equals(holds(test, other, variables, settled));
                        });
    }

    /**
     * Whether a condition of an element comes out as another does, whatever may match the element and meets its other conditions.
     *
     * @param instead null for no condition at all
     */
    boolean same(RuleText rule, int index, int at, @Nullable Condition instead) {
        Pattern pattern = rule.when().get(index);
        Condition condition = pattern.conditions().get(at);
        List<Condition> others = new ArrayList<>(pattern.conditions());
        others.remove(at);
        List<Pattern> when = new ArrayList<>(rule.when());
        when.set(index, pattern.with(others));
        Settled settled = new Settled(pack, rule);
        for (Shape shape : candidates(pattern)) {
            Map<String, Values> variables = variables(rule, when, index, shape);
            if (variables != null) {
                Boolean before = holds(condition, shape, variables, settled);
                if (before == null || instead == null
                        ? !Boolean.TRUE.equals(before)
                        : !before.equals(holds(instead, shape, variables, settled))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How a condition comes out; null if that hangs on what is not known. */
    private static @Nullable Boolean holds(
            Condition condition, Shape shape, Map<String, Values> variables, Settled settled) {
        if (condition instanceof Condition.Not not) {
            Boolean inside = holds(not.of(), shape, variables, settled);
            return inside == null ? null : !inside;
        }
        if (condition instanceof Condition.Test test) {
            return holds(test, shape, variables, settled);
        }
        boolean all = condition instanceof Condition.All;
        List<Condition> parts =
                condition instanceof Condition.All every ? every.parts() : ((Condition.Any) condition).parts();
        Boolean known = all;
        for (Condition part : parts) {
            Boolean one = holds(part, shape, variables, settled);
            if (one == null) {
                known = null;
            } else if (one != all) {
                return one;
            }
        }
        return known;
    }

    private static @Nullable Boolean holds(
            Condition.Test test, Shape shape, Map<String, Values> variables, Settled settled) {
        if (test.left() instanceof Operand.Asked asked && asked.instrument().equals("figures")) {
            return settled(test, asked, values(asked.with().get(0), shape, variables), settled);
        }
        Values left = values(test.left(), shape, variables);
        if (left.any()) {
            return null;
        }
        if (test.operator() == Condition.Operator.HOLDS) {
            return left.names().size() == 1 ? left.names().contains("true") : null;
        }
        Values right = Values.ANY;
        boolean certain = left.names().size() == 1;
        for (int i = 0; i < test.right().size(); i++) {
            Values one = values(test.right().get(i), shape, variables);
            right = i == 0 ? one : right.with(one);
            certain &= one.names().size() == 1;
        }
        if (right.any()) {
            return null;
        }
        Boolean equal = left.in(right).isNone() ? Boolean.FALSE : certain ? Boolean.TRUE : null;
        return switch (test.operator()) {
            case EQUAL, IN -> equal;
            case NOT_EQUAL, NOT_IN -> equal == null ? null : !equal;
            default -> null;
        };
    }

    /** How a question about one of some figures comes out, where the law settles all of them alike. */
    private static @Nullable Boolean settled(
            Condition.Test test, Operand.Asked asked, Values figures, Settled settled) {
        Boolean all = null;
        for (String figure : figures.names()) {
            List<Operand> with = new ArrayList<>(asked.with());
            with.set(0, new Operand.Text(asked.place(), figure));
            Boolean one = settled.of(new Condition.Test(
                    test.place(),
                    new Operand.Asked(asked.place(), asked.instrument(), asked.question(), with),
                    test.operator(),
                    test.right()));
            if (one == null || (all != null && !all.equals(one))) {
                return null;
            }
            all = one;
        }
        return all;
    }

    private static Values values(Operand operand, Shape shape, Map<String, Values> variables) {
        if (operand instanceof Operand.Component component && component.variable() == null) {
            return shape.part(component.name());
        }
        if (operand instanceof Operand.Variable variable && variable.component() == null) {
            return variables.getOrDefault(variable.variable(), Values.ANY);
        }
        if (operand instanceof Operand.Text text) {
            return Values.only(text.value());
        }
        if (operand instanceof Operand.Truth truth) {
            return Values.only(String.valueOf(truth.value()));
        }
        return operand instanceof Operand.Constant constant ? Values.only(constant.name()) : Values.ANY;
    }

    private static String name(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }
}
