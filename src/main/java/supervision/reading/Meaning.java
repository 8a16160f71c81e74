package supervision.reading;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.language.Condition;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.rulepack.RuleText;

/** What the words of a rule mean, asked about given facts. */
final class Meaning {

    private static final Map<String, Class<?>> TYPES = new ConcurrentHashMap<>();
    private static final ClassValue<Map<String, Method>> COMPONENTS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> components = new HashMap<>();
            for (Method method : type.getMethods()) {
                if (method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class) {
                    components.put(method.getName(), method);
                }
            }
            return components;
        }
    };

    private final Instruments instruments;
    private final Watch watch;

    Meaning(Instruments instruments, Watch watch) {
        this.instruments = instruments;
        this.watch = watch;
    }

    /** Whether a fact meets all conditions of a pattern. */
    boolean meets(RuleText rule, Pattern pattern, Object fact) {
        for (Condition condition : pattern.conditions()) {
            if (!holds(rule, condition, fact)) {
                return false;
            }
        }
        return true;
    }

    boolean holds(RuleText rule, Condition condition, Object fact) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().allMatch(part -> holds(rule, part, fact));
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream().anyMatch(part -> holds(rule, part, fact));
        }
        if (condition instanceof Condition.Not not) {
            return !holds(rule, not.of(), fact);
        }
        Condition.Test test = (Condition.Test) condition;
        boolean holds = compares(test, fact);
        watch.tested(rule, test, fact, holds);
        return holds;
    }

    private boolean compares(Condition.Test test, Object fact) {
        Object left = value(test.left(), fact, Map.of());
        return switch (test.operator()) {
            case HOLDS -> Boolean.TRUE.equals(left);
            case EQUAL -> Objects.equals(left, value(test.right().get(0), fact, Map.of()));
            case NOT_EQUAL -> !Objects.equals(left, value(test.right().get(0), fact, Map.of()));
            case CONTAINS -> contains(left, value(test.right().get(0), fact, Map.of()));
            case NOT_CONTAINS -> !contains(left, value(test.right().get(0), fact, Map.of()));
            case IN -> isAmong(left, test, fact);
            case NOT_IN -> !isAmong(left, test, fact);
        };
    }

    private boolean isAmong(@Nullable Object left, Condition.Test test, Object fact) {
        return test.right().stream().anyMatch(right -> Objects.equals(left, value(right, fact, Map.of())));
    }

    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof String text) {
            return part instanceof String inside && text.contains(inside);
        }
        return whole instanceof Collection<?> many && many.contains(part);
    }

    /**
     * The value of an operand.
     *
     * @param fact whose components are meant where no variable is named
     * @param variables facts by the variables of a conclusion
     */
    @Nullable
    Object value(Operand operand, @Nullable Object fact, Map<String, Object> variables) {
        if (operand instanceof Operand.Text text) {
            return text.value();
        }
        if (operand instanceof Operand.Truth truth) {
            return truth.value();
        }
        if (operand instanceof Operand.Component component) {
            return component(
                    Objects.requireNonNull(component.variable() == null ? fact : variables.get(component.variable())),
                    component.name());
        }
        if (operand instanceof Operand.Constant constant) {
            return constant(constant);
        }
        if (operand instanceof Operand.Asked asked) {
            List<@Nullable Object> with = new ArrayList<>();
            asked.with().forEach(argument -> with.add(value(argument, fact, variables)));
            return instruments.ask(asked, with);
        }
        return null;
    }

    private static @Nullable Object component(Object fact, String name) {
        if (!COMPONENTS.get(fact.getClass()).containsKey(name)) {
            throw new IllegalArgumentException(fact.getClass().getSimpleName() + " has no component `" + name + "`");
        }
        return componentIfAny(fact, name);
    }

    static @Nullable Object componentIfAny(Object fact, String name) {
        Method component = COMPONENTS.get(fact.getClass()).get(name);
        if (component == null) {
            return null;
        }
        try {
            return component.invoke(fact);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("`" + name + "` of " + fact + " cannot be read", e);
        }
    }

    private static Object constant(Operand.Constant constant) {
        for (Object value : type(constant.type()).getEnumConstants()) {
            if (((Enum<?>) value).name().equals(constant.name())) {
                return value;
            }
        }
        throw new IllegalArgumentException("there is no `" + constant + "`");
    }

    /** What a rule concludes from the facts that its variables stand for. */
    Conclusion conclusion(Insertion insertion, Map<String, Object> variables) {
        List<@Nullable Object> values = new ArrayList<>();
        insertion.values().forEach(operand -> values.add(value(operand, null, variables)));
        for (Constructor<?> constructor : type(insertion.type()).getConstructors()) {
            if (takes(constructor, values)) {
                try {
                    return (Conclusion) constructor.newInstance(values.toArray());
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("`" + insertion + "` cannot be made of " + values, e);
                }
            }
        }
        throw new IllegalArgumentException("`" + insertion + "` cannot be made of " + values);
    }

    private static boolean takes(Constructor<?> constructor, List<? extends @Nullable Object> values) {
        Class<?>[] types = constructor.getParameterTypes();
        if (types.length != values.size()) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            Object value = values.get(i);
            if (value == null ? types[i].isPrimitive() : !boxed(types[i]).isInstance(value)) {
                return false;
            }
        }
        return true;
    }

    private static Class<?> boxed(Class<?> type) {
        return type == boolean.class ? Boolean.class : type == int.class ? Integer.class : type;
    }

    /** A type by its binary name. Rule files can only name types of facts and conclusions: their imports are checked. */
    static Class<?> type(String name) {
        return TYPES.computeIfAbsent(name, key -> {
            try {
                return Class.forName(key);
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException("there is no type `" + key + "`", e);
            }
        });
    }
}
