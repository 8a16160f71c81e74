package supervision.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.language.Condition;
import supervision.language.Operand;
import supervision.language.Pattern;

/**
 * Whether two patterns hold of the same facts whatever these say. Every component takes every value that it could have, days
 * lie before, on and after the day asked about, figures that the law settles have their values, and what cannot be looked into
 * holds or not. A yes is therefore certain; where
 * that takes too many steps the answer is no.
 */
final class Truths {

    private static final int MOST_STEPS = 200_000;

    /** A text that no rule names. */
    private static final String OTHER = "\0";

    private final Settled settled;
    private final Map<String, Set<Object>> domains = new LinkedHashMap<>();

    private Truths(Settled settled) {
        this.settled = settled;
    }

    /** @param settled what the figures of the pack say on every day on which the rule is in force */
    static boolean same(Pattern one, Pattern other, Settled settled) {
        Truths truths = new Truths(settled);
        one.tests().forEach(truths::note);
        other.tests().forEach(truths::note);
        return truths.same(one.conditions(), other.conditions());
    }

    private void note(Condition.Test test) {
        if (day(test) != null) {
            domain(Objects.requireNonNull(day(test))).addAll(List.of(-1, 0, 1));
        } else if (test.left() instanceof Operand.Component component
                && test.right().stream().allMatch(Truths::plain)) {
            if (test.operator() == Condition.Operator.CONTAINS || test.operator() == Condition.Operator.NOT_CONTAINS) {
                domain(holding(test)).addAll(List.of(true, false));
                return;
            }
            Set<Object> values = domain(component.name());
            if (test.operator() == Condition.Operator.HOLDS) {
                values.addAll(List.of(true, false));
            }
            for (Operand right : test.right()) {
                if (right instanceof Operand.Constant constant) {
                    values.addAll(constants(constant));
                } else if (right instanceof Operand.Truth) {
                    values.addAll(List.of(true, false));
                } else {
                    values.add(OTHER);
                    values.add(value(right));
                }
            }
        } else {
            Boolean always = settled.of(test);
            boolean negative = positive(test.operator()) != test.operator();
            domain(plainly(test)).addAll(always == null ? List.of(true, false) : List.of(always != negative));
        }
    }

    private Set<Object> domain(String name) {
        return domains.computeIfAbsent(name, key -> new LinkedHashSet<>());
    }

    /** The day that a comparison with today is about; null if it is none. */
    private static @Nullable String day(Condition.Test test) {
        return test.operator() == Condition.Operator.HOLDS
                        && test.left() instanceof Operand.Asked asked
                        && asked.instrument().equals("today")
                        && asked.with().size() == 1
                ? "today " + asked.with().get(0)
                : null;
    }

    private static boolean plain(Operand operand) {
        return operand instanceof Operand.Constant
                || operand instanceof Operand.Text
                || operand instanceof Operand.Truth;
    }

    private static String holding(Condition.Test test) {
        return test.left() + " contains " + test.right().get(0);
    }

    /** A comparison that is not looked into, as if it were not negated. */
    private static String plainly(Condition.Test test) {
        Condition.Operator operator = positive(test.operator());
        return new Condition.Test(test.place(), test.left(), operator, test.right()).toString();
    }

    private static Condition.Operator positive(Condition.Operator operator) {
        return switch (operator) {
            case NOT_EQUAL -> Condition.Operator.EQUAL;
            case NOT_IN -> Condition.Operator.IN;
            case NOT_CONTAINS -> Condition.Operator.CONTAINS;
            default -> operator;
        };
    }

    private static Object value(Operand operand) {
        if (operand instanceof Operand.Truth truth) {
            return truth.value();
        }
        return operand instanceof Operand.Constant constant
                ? constant.name()
                : operand instanceof Operand.Text text ? text.value() : operand.toString();
    }

    /** All constants of an enumeration, as values. */
    private static List<Object> constants(Operand.Constant constant) {
        return Mutants.constants(constant).stream().<Object>map(Enum::name).toList();
    }

    private boolean same(List<Condition> one, List<Condition> other) {
        List<String> names = new ArrayList<>(domains.keySet());
        List<List<Object>> values = new ArrayList<>();
        long steps = 1;
        for (String name : names) {
            List<Object> domain = List.copyOf(domain(name));
            values.add(domain);
            steps *= domain.size();
            if (steps > MOST_STEPS) {
                return false;
            }
        }
        for (long step = 0; step < steps; step++) {
            Map<String, Object> state = new LinkedHashMap<>();
            long rest = step;
            for (int i = 0; i < names.size(); i++) {
                List<Object> domain = values.get(i);
                state.put(names.get(i), domain.get((int) (rest % domain.size())));
                rest /= domain.size();
            }
            if (one.stream().allMatch(part -> holds(part, state))
                    != other.stream().allMatch(part -> holds(part, state))) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Condition condition, Map<String, Object> state) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().allMatch(part -> holds(part, state));
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream().anyMatch(part -> holds(part, state));
        }
        if (condition instanceof Condition.Not not) {
            return !holds(not.of(), state);
        }
        Condition.Test test = (Condition.Test) condition;
        String day = day(test);
        if (day != null) {
            int now = (int) Objects.requireNonNull(state.get(day));
            return switch (((Operand.Asked) test.left()).question()) {
                case "before" -> now < 0;
                case "past" -> now > 0;
                default -> now >= 0;
            };
        }
        boolean negative = positive(test.operator()) != test.operator();
        if (test.left() instanceof Operand.Component component
                && test.right().stream().allMatch(Truths::plain)) {
            return negative
                    != switch (positive(test.operator())) {
                        case HOLDS -> Boolean.TRUE.equals(state.get(component.name()));
                        case CONTAINS -> Boolean.TRUE.equals(state.get(holding(test)));
                        default ->
                            test.right().stream().anyMatch(right -> value(right).equals(state.get(component.name())));
                    };
        }
        return negative != Boolean.TRUE.equals(state.get(plainly(test)));
    }
}
