package supervision.engine;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.dossier.ChoicesMade;
import supervision.dossier.Figures;
import supervision.dossier.Grounds;
import supervision.dossier.Prepared;
import supervision.dossier.Today;
import supervision.dossier.Vocabulary;
import supervision.language.Condition;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.rulepack.RuleText;

/**
 * A rule about one prepared fact, put together of plain functions: it can be asked about a fact without a session. Names are
 * looked up once, when it is made. Safe for use by many threads.
 */
final class PlainRule {

    /** Each is a class that the virtual machine makes; packs of one program ask for the same ones. */
    private static final Map<Method, Object> FUNCTIONS = new ConcurrentHashMap<>();

    private final Grounds grounds;
    private final Class<?> type;
    private final Test[] conditions;
    private final Constructor<?> conclusion;
    private final Value[] values;

    private PlainRule(Grounds grounds, Class<?> type, Pattern pattern, Insertion then) {
        this.grounds = grounds;
        this.type = type;
        this.conditions = tests(pattern.conditions(), type);
        this.conclusion = constructor(then);
        this.values = values(then.values(), type);
    }

    /** A value in a rule, once it is asked about a fact. */
    private interface Value {
        @Nullable
        Object of(Object fact, Today today, Figures figures);
    }

    /** A condition of a rule. */
    private interface Test {
        boolean holds(Object fact, Today today, Figures figures);
    }

    /** What has a value by itself: a component of a fact. */
    interface Component {
        @Nullable
        Object of(Object fact);
    }

    /** An instrument's answer to one thing. */
    interface Answer {
        @Nullable
        Object to(Object instrument, @Nullable Object with);
    }

    /** An instrument's answer to two things. */
    interface AnswerToTwo {
        @Nullable
        Object to(Object instrument, @Nullable Object one, @Nullable Object other);
    }

    /** Null if a rule matches anything but one prepared fact, or asks no instrument: then only facts change what it finds. */
    static @Nullable PlainRule of(Grounds grounds) {
        RuleText rule = grounds.rule();
        Insertion then = rule.then();
        if (rule.when().size() != 1 || then == null) {
            return null;
        }
        Pattern pattern = rule.when().get(0);
        Class<?> type = type(pattern.type());
        boolean asks = Stream.concat(
                        pattern.tests().flatMap(Condition.Test::operands),
                        then.values().stream().flatMap(Operand::all))
                .anyMatch(Operand.Asked.class::isInstance);
        return asks && Prepared.class.isAssignableFrom(type) ? new PlainRule(grounds, type, pattern, then) : null;
    }

    /** Type of the facts that it can be asked about. */
    Class<?> type() {
        return type;
    }

    String name() {
        return grounds.rule().name();
    }

    boolean inForceOn(LocalDate day) {
        return grounds.rule().inForceOn(day);
    }

    /** What it finds about a fact of its type; null if the fact does not meet its conditions. */
    @Nullable
    Finding ask(Prepared fact, LocalDate day, Today today, Figures figures, ChoicesMade choices) {
        for (Test condition : conditions) {
            if (!condition.holds(fact, today, figures)) {
                return null;
            }
        }
        // what conditions asked: a finding lists what its conclusion asked
        choices.take();
        Conclusion concluded = conclude(fact, today, figures);
        return grounds.finding(concluded, List.of(fact), earlier -> null, choices.take(), day);
    }

    private Conclusion conclude(Object fact, Today today, Figures figures) {
        @Nullable Object[] given = new @Nullable Object[values.length];
        for (int i = 0; i < given.length; i++) {
            given[i] = values[i].of(fact, today, figures);
        }
        try {
            return (Conclusion) conclusion.newInstance(given);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "`" + grounds.rule().then() + "` cannot be made of " + Arrays.toString(given), e);
        }
    }

    private static Test[] tests(List<Condition> conditions, Class<?> of) {
        return conditions.stream().map(condition -> test(condition, of)).toArray(Test[]::new);
    }

    private static Test test(Condition condition, Class<?> of) {
        if (condition instanceof Condition.All all) {
            Test[] parts = tests(all.parts(), of);
            return (fact, today, figures) -> {
                for (Test part : parts) {
                    if (!part.holds(fact, today, figures)) {
                        return false;
                    }
                }
                return true;
            };
        }
        if (condition instanceof Condition.Any any) {
            Test[] parts = tests(any.parts(), of);
            return (fact, today, figures) -> {
                for (Test part : parts) {
                    if (part.holds(fact, today, figures)) {
                        return true;
                    }
                }
                return false;
            };
        }
        if (condition instanceof Condition.Not not) {
            return not(test(not.of(), of));
        }
        return comparison((Condition.Test) condition, of);
    }

    private static Test not(Test test) {
        return (fact, today, figures) -> !test.holds(fact, today, figures);
    }

    private static Test comparison(Condition.Test test, Class<?> of) {
        Value left = value(test.left(), of);
        Value[] right = values(test.right(), of);
        return switch (test.operator()) {
            case HOLDS -> (fact, today, figures) -> Boolean.TRUE.equals(left.of(fact, today, figures));
            case EQUAL, IN -> among(left, right);
            case NOT_EQUAL, NOT_IN -> not(among(left, right));
            case CONTAINS -> contains(left, right[0]);
            case NOT_CONTAINS -> not(contains(left, right[0]));
        };
    }

    private static Test among(Value left, Value[] right) {
        return (fact, today, figures) -> {
            Object value = left.of(fact, today, figures);
            for (Value other : right) {
                if (Objects.equals(value, other.of(fact, today, figures))) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Test contains(Value left, Value right) {
        return (fact, today, figures) -> {
            Object whole = left.of(fact, today, figures);
            Object part = right.of(fact, today, figures);
            if (whole instanceof String text) {
                return part instanceof String inside && text.contains(inside);
            }
            return whole instanceof Collection<?> many && many.contains(part);
        };
    }

    private static Value[] values(List<Operand> operands, Class<?> of) {
        return operands.stream().map(operand -> value(operand, of)).toArray(Value[]::new);
    }

    /** @param of type of the one fact: whether named by its variable or not, no other can be meant */
    private static Value value(Operand operand, Class<?> of) {
        if (operand instanceof Operand.Component component) {
            Method method = method(of, component.name(), 0);
            Component accessor = function(Component.class, "of", method);
            return (fact, today, figures) -> accessor.of(fact);
        }
        if (operand instanceof Operand.Asked asked) {
            return answer(asked, of);
        }
        Object fixed = operand instanceof Operand.Text text
                ? text.value()
                : operand instanceof Operand.Truth truth
                        ? truth.value()
                        : operand instanceof Operand.Constant constant ? constant(constant) : null;
        return (fact, today, figures) -> fixed;
    }

    private static Value answer(Operand.Asked asked, Class<?> of) {
        boolean ofToday = asked.instrument().equals("today");
        Method method = method(
                ofToday ? Today.class : Figures.class,
                asked.question(),
                asked.with().size());
        Value[] with = values(asked.with(), of);
        switch (with.length) {
            case 1 -> {
                Answer answer = function(Answer.class, "to", method);
                return (fact, today, figures) -> answer.to(ofToday ? today : figures, with[0].of(fact, today, figures));
            }
            case 2 -> {
                AnswerToTwo answer = function(AnswerToTwo.class, "to", method);
                return (fact, today, figures) -> answer.to(
                        ofToday ? today : figures, with[0].of(fact, today, figures), with[1].of(fact, today, figures));
            }
            default -> {
                return (fact, today, figures) -> {
                    @Nullable Object[] given = new @Nullable Object[with.length];
                    Arrays.setAll(given, i -> with[i].of(fact, today, figures));
                    try {
                        return method.invoke(ofToday ? today : figures, given);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException("`" + asked + "` is not answered", e);
                    }
                };
            }
        }
    }

    private static Object constant(Operand.Constant constant) {
        return Arrays.stream(type(constant.type()).getEnumConstants())
                .filter(value -> ((Enum<?>) value).name().equals(constant.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Constructor<?> constructor(Insertion then) {
        Class<?> type = type(then.type());
        try {
            return type.getConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record can be made of its components", e);
        }
    }

    private static Class<?> type(String binaryName) {
        return Objects.requireNonNull(Vocabulary.type(binaryName), binaryName);
    }

    private static Method method(Class<?> type, String name, int parameters) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow();
    }

    /** A method as a function: reflection costs more with each call than most of what is called. */
    private static <F> F function(Class<F> shape, String name, Method method) {
        return shape.cast(FUNCTIONS.computeIfAbsent(method, key -> {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                MethodHandle handle = lookup.unreflect(method);
                MethodType exact = handle.type().wrap();
                return LambdaMetafactory.metafactory(
                                lookup, name, MethodType.methodType(shape), exact.generic(), handle, exact)
                        .getTarget()
                        .invoke();
            } catch (Throwable e) {
                throw new IllegalStateException("`" + method + "` cannot be asked", e);
            }
        }));
    }
}
