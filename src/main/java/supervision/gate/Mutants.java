package supervision.gate;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.dossier.Vocabulary;
import supervision.language.Condition;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Place;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * The small changes of a rule that its cases have to notice. None is made that certainly changes nothing. But for links between
 * elements that are left out, none is made that the form of rules would refuse.
 */
final class Mutants {

    private final RulePack pack;
    private final RuleText rule;
    private final PlayedCases cases;
    private final Possible possible;
    private final Settled settled;

    private final List<Mutant> mutants = new ArrayList<>();

    private Mutants(PlayedCases cases, Possible possible, RuleText rule) {
        this.pack = cases.pack();
        this.rule = rule;
        this.cases = cases;
        this.possible = possible;
        this.settled = new Settled(pack, rule);
    }

    /** The changes of a rule, given cases that have to notice them; none of one that waits for rows or figures to come. */
    static List<Mutant> of(PlayedCases cases, Possible possible, RuleText rule) {
        if (!possible.mayFire(rule)) {
            return List.of();
        }
        Mutants made = new Mutants(cases, possible, rule);
        made.days();
        for (int i = 0; i < rule.when().size(); i++) {
            made.conditions(i);
            made.element(i);
        }
        made.conclusion(Objects.requireNonNull(rule.then()));
        return List.copyOf(made.mutants);
    }

    /** One thing that could stand in the place of another; null where nothing would. */
    private record Other<T>(Place place, @Nullable T instead, String change, Text missing) {

        <U> Other<U> inside(Function<? super T, U> around) {
            T inner = instead;
            return new Other<>(place, inner == null ? null : around.apply(inner), change, missing);
        }
    }

    private static String turned(Object before, Object after) {
        return before + " -> " + after;
    }

    /** A day more or less in force, where the records of some case that shows the rule would tell on that day. */
    private void days() {
        // what holds from the first day modelled on, or from before, has no day before it on which the law was another
        if (rule.from().isAfter(pack.modelledFrom())) {
            for (LocalDate day : List.of(rule.from().minusDays(1), rule.from().plusDays(1))) {
                day(
                        turned("@effectiveFrom(\"" + rule.from() + "\")", "\"" + day + "\""),
                        with(day, rule.until()),
                        day.isBefore(rule.from()) ? day : rule.from());
            }
        }
        LocalDate until = rule.until();
        if (until != null) {
            for (LocalDate day : List.of(until.minusDays(1), until.plusDays(1))) {
                day(
                        turned("@effectiveUntil(\"" + until + "\")", "\"" + day + "\""),
                        with(rule.from(), day),
                        day.isBefore(until) ? day : until);
            }
        }
    }

    private void day(String change, RuleText changed, LocalDate day) {
        String file = cases.reaching(rule, day);
        if (file != null) {
            mutants.add(new Mutant(
                    rule,
                    changed,
                    new Place(rule.line(), 1),
                    change,
                    new Text(
                            "缺少" + day + "决定的案例，例如" + file + "改在该日",
                            "no case decides on " + day + ", such as that of " + file + " would on that day")));
        }
    }

    /** An element that asks for nothing or for some the other way round, the other extreme, and other components that are bound. */
    private void element(int index) {
        Pattern pattern = rule.when().get(index);
        if (pattern.kind() == Pattern.Kind.NOT || pattern.kind() == Pattern.Kind.EXISTS) {
            Pattern turned = pattern.with(pattern.kind() == Pattern.Kind.NOT ? Pattern.Kind.EXISTS : Pattern.Kind.NOT);
            instead(index, turned, pattern.place(), turned(pattern, turned), either(pattern));
            List<Pattern> without = new ArrayList<>(rule.when());
            without.remove(index);
            mutants.add(new Mutant(
                    rule,
                    with(without, Objects.requireNonNull(rule.then())),
                    pattern.place(),
                    turned(pattern, "(dropped)"),
                    either(pattern)));
        }
        Pattern.Total total = pattern.total();
        if (total != null && total.function() != Pattern.Function.COUNT) {
            Pattern.Total other = new Pattern.Total(
                    total.place(),
                    total.variable(),
                    total.function() == Pattern.Function.MIN ? Pattern.Function.MAX : Pattern.Function.MIN,
                    total.of());
            instead(
                    index,
                    new Pattern(
                            pattern.place(),
                            pattern.kind(),
                            pattern.variable(),
                            pattern.written(),
                            pattern.type(),
                            pattern.bindings(),
                            pattern.conditions(),
                            other),
                    total.place(),
                    turned(total, other),
                    new Text("缺少有几个不同值的案例", "no case in which there are several that differ"));
        }
        for (int i = 0; i < pattern.bindings().size(); i++) {
            Pattern.Binding binding = pattern.bindings().get(i);
            List<String> others = isUsed(binding.variable()) ? beside(pattern.type(), binding.component()) : List.of();
            for (String component : others) {
                Pattern.Binding other = new Pattern.Binding(binding.place(), binding.variable(), component);
                List<Pattern.Binding> bindings = new ArrayList<>(pattern.bindings());
                bindings.set(i, other);
                instead(
                        index,
                        new Pattern(
                                pattern.place(),
                                pattern.kind(),
                                pattern.variable(),
                                pattern.written(),
                                pattern.type(),
                                bindings,
                                pattern.conditions(),
                                pattern.total()),
                        binding.place(),
                        turned(binding, other),
                        new Text(
                                "缺少" + binding.component() + "与" + component + "不同、结果因此不同的案例",
                                "no case in which it matters that " + binding.component() + " is bound and not "
                                        + component));
            }
        }
    }

    private boolean isUsed(String variable) {
        return Stream.concat(
                                rule.when().stream().flatMap(Pattern::tests).flatMap(Condition.Test::operands),
                                Objects.requireNonNull(rule.then()).values().stream()
                                        .flatMap(Operand::all))
                        .anyMatch(operand -> operand instanceof Operand.Variable used
                                && used.variable().equals(variable))
                || rule.when().stream()
                        .flatMap(pattern -> Stream.ofNullable(pattern.total()))
                        .anyMatch(total -> total.of().equals(variable));
    }

    private void instead(int index, Pattern other, Place place, String change, Text missing) {
        List<Pattern> when = new ArrayList<>(rule.when());
        when.set(index, other);
        mutants.add(new Mutant(rule, with(when, Objects.requireNonNull(rule.then())), place, change, missing));
    }

    /** Another variable of the same type that could stand in the place of one: the next that is bound before, else the one before. */
    private List<Operand> beside(Operand.Variable variable, @Nullable Pattern before) {
        if (variable.component() != null) {
            return rule.when().stream()
                    .filter(one -> variable.variable().equals(one.variable()))
                    .flatMap(one -> beside(one.type(), variable.component()).stream())
                    .map(other -> (Operand) new Operand.Variable(variable.place(), variable.variable(), other))
                    .toList();
        }
        Map<String, Type> bound = new LinkedHashMap<>();
        for (Pattern pattern : rule.when()) {
            if (pattern.equals(before)) {
                break;
            }
            Map<String, Vocabulary.Part> parts = Vocabulary.parts(pattern.type(), pack.declarations());
            Pattern.Total total = pattern.total();
            if (total != null) {
                bound.put(total.variable(), total.function() == Pattern.Function.COUNT ? Long.class : LocalDate.class);
            } else if (pattern.isGround()) {
                pattern.bindings()
                        .forEach(binding -> bound.put(
                                binding.variable(),
                                Objects.requireNonNull(parts.get(binding.component()))
                                        .type()));
            }
        }
        Type own = bound.get(variable.variable());
        List<String> same = bound.entrySet().stream()
                .filter(other -> other.getValue().equals(own))
                .map(Map.Entry::getKey)
                .toList();
        int at = same.indexOf(variable.variable());
        return Stream.of(at + 1, at - 1)
                .filter(place -> at >= 0 && place >= 0 && place < same.size())
                .limit(1)
                .map(place -> (Operand) new Operand.Variable(variable.place(), same.get(place), null))
                .toList();
    }

    private void conditions(int index) {
        Pattern pattern = rule.when().get(index);
        List<Condition> parts = pattern.conditions();
        for (int i = 0; i < parts.size(); i++) {
            int at = i;
            for (Other<Condition> other : others(pattern, parts.get(i), false, true)) {
                List<Condition> changed = new ArrayList<>(parts);
                if (other.instead() == null) {
                    changed.remove(at);
                } else {
                    changed.set(at, other.instead());
                }
                Pattern instead = pattern.with(changed);
                if (!Truths.same(pattern, instead, settled) && !possible.same(rule, index, at, other.instead())) {
                    List<Pattern> when = new ArrayList<>(rule.when());
                    when.set(index, instead);
                    mutants.add(new Mutant(
                            rule,
                            with(when, Objects.requireNonNull(rule.then())),
                            other.place(),
                            other.change(),
                            other.missing()));
                }
            }
        }
    }

    /**
     * What could stand in the place of a condition.
     *
     * @param negated whether a {@code !} stands before it
     * @param all whether the conditions beside it have to hold with it
     */
    private List<Other<Condition>> others(Pattern pattern, Condition condition, boolean negated, boolean all) {
        List<Other<Condition>> others = new ArrayList<>();
        others.add(new Other<>(
                condition.place(),
                null,
                turned(condition, "(dropped)"),
                all
                        ? new Text(
                                "缺少只有“" + condition + "”不满足的案例",
                                "no case in which everything but `" + condition + "` is met")
                        : new Text(
                                "缺少只有“" + condition + "”满足的案例",
                                "no case in which of these only `" + condition + "` is met")));
        if (condition instanceof Condition.All inside) {
            parts(pattern, inside.parts(), true, others, parts -> new Condition.All(inside.place(), parts));
        } else if (condition instanceof Condition.Any inside) {
            parts(pattern, inside.parts(), false, others, parts -> new Condition.Any(inside.place(), parts));
        } else if (condition instanceof Condition.Not inside) {
            others.add(new Other<>(inside.place(), inside.of(), turned(inside, inside.of()), either(inside)));
            for (Other<Condition> other : others(pattern, inside.of(), true, !all)) {
                if (other.instead() != null) {
                    others.add(other.inside(of -> new Condition.Not(inside.place(), of)));
                }
            }
        } else if (condition instanceof Condition.Test test) {
            others.addAll(tests(pattern, test, negated));
        }
        return others;
    }

    private void parts(
            Pattern pattern,
            List<Condition> parts,
            boolean all,
            List<Other<Condition>> others,
            Function<List<Condition>, Condition> around) {
        for (int i = 0; i < parts.size(); i++) {
            int at = i;
            for (Other<Condition> other : others(pattern, parts.get(i), false, all)) {
                List<Condition> changed = new ArrayList<>(parts);
                if (other.instead() == null) {
                    changed.remove(at);
                } else {
                    changed.set(at, other.instead());
                }
                others.add(new Other<>(
                        other.place(),
                        changed.size() == 1 ? changed.get(0) : around.apply(changed),
                        other.change(),
                        other.missing()));
            }
        }
    }

    private static Text either(Object condition) {
        return new Text("缺少“" + condition + "”决定结果的案例", "no case in which `" + condition + "` makes the difference");
    }

    private List<Other<Condition>> tests(Pattern pattern, Condition.Test test, boolean negated) {
        List<Other<Condition>> others = new ArrayList<>();
        if (!negated) {
            Condition opposite = test.operator() == Condition.Operator.HOLDS
                    ? new Condition.Not(test.place(), test)
                    : new Condition.Test(test.place(), test.left(), opposite(test.operator()), test.right());
            others.add(new Other<>(test.place(), opposite, turned(test, opposite), either(test)));
        }
        for (Other<Operand> left : questions(test.left(), pattern)) {
            others.add(
                    left.inside(instead -> new Condition.Test(test.place(), instead, test.operator(), test.right())));
        }
        if (test.left() instanceof Operand.Asked asked && test.operator() == Condition.Operator.HOLDS) {
            others.addAll(boundaries(test, asked));
        }
        for (int i = 0; i < test.right().size(); i++) {
            int at = i;
            Operand right = test.right().get(i);
            if (test.right().size() > 1) {
                List<Operand> fewer = new ArrayList<>(test.right());
                fewer.remove(at);
                Condition without = new Condition.Test(test.place(), test.left(), test.operator(), fewer);
                others.add(new Other<>(right.place(), without, turned(test, without), valued(test.left(), right)));
            }
            if (test.right().size() > 1 && at == test.right().size() - 1) {
                values(pattern, test, right).stream().limit(1).forEach(more -> {
                    List<Operand> wider = new ArrayList<>(test.right());
                    wider.add(more);
                    Condition with = new Condition.Test(test.place(), test.left(), test.operator(), wider);
                    others.add(new Other<>(right.place(), with, turned(test, with), valued(test.left(), more)));
                });
            }
            for (Operand instead : values(pattern, test, right)) {
                List<Operand> changed = new ArrayList<>(test.right());
                changed.set(at, instead);
                Condition other = new Condition.Test(test.place(), test.left(), test.operator(), changed);
                others.add(new Other<>(right.place(), other, turned(test, other), valued(test.left(), instead)));
            }
            if (right instanceof Operand.Asked) {
                for (Other<Operand> asked : questions(right, pattern)) {
                    others.add(asked.inside(instead -> {
                        List<Operand> changed = new ArrayList<>(test.right());
                        changed.set(at, instead);
                        return new Condition.Test(test.place(), test.left(), test.operator(), changed);
                    }));
                }
            }
        }
        return others;
    }

    private static Text valued(Operand left, Operand value) {
        return new Text(
                "缺少" + left + "为" + value + "、其他条件均满足的案例",
                "no case in which " + left + " is " + value + " with everything else met");
    }

    private static Condition.Operator opposite(Condition.Operator operator) {
        return switch (operator) {
            case EQUAL -> Condition.Operator.NOT_EQUAL;
            case NOT_EQUAL -> Condition.Operator.EQUAL;
            case CONTAINS -> Condition.Operator.NOT_CONTAINS;
            case NOT_CONTAINS -> Condition.Operator.CONTAINS;
            case IN -> Condition.Operator.NOT_IN;
            case NOT_IN -> Condition.Operator.IN;
            case HOLDS -> throw new IllegalArgumentException("what holds is negated by `!`");
        };
    }

    /** Comparisons with today that come out another way on one day only. */
    private static List<Other<Condition>> boundaries(Condition.Test test, Operand.Asked asked) {
        if (!asked.instrument().equals("today") || asked.with().size() != 1) {
            return List.of();
        }
        Operand day = asked.with().get(0);
        Text missing = new Text("缺少恰在" + day + "当日决定的案例", "no case that decides on the very day of " + day);
        return switch (asked.question()) {
            case "reached" -> List.of(asking(test, asked, "past", false, missing));
            case "past" -> List.of(asking(test, asked, "reached", false, missing));
            case "before" -> List.of(asking(test, asked, "past", true, missing));
            default -> List.of();
        };
    }

    private static Other<Condition> asking(
            Condition.Test test, Operand.Asked asked, String question, boolean negated, Text missing) {
        Condition other = new Condition.Test(
                test.place(),
                new Operand.Asked(asked.place(), asked.instrument(), question, asked.with()),
                test.operator(),
                test.right());
        Condition instead = negated ? new Condition.Not(test.place(), other) : other;
        return new Other<>(asked.place(), instead, turned(asked, instead), missing);
    }

    /** Values that could stand in the place of one: those nearest to it, first of those that occur in the cases. */
    private List<Operand> values(Pattern pattern, Condition.Test test, Operand right) {
        Set<String> taken = test.right().stream().map(Operand::toString).collect(Collectors.toSet());
        if (right instanceof Operand.Constant constant) {
            Set<Object> seen = cases.values(pattern, test.left());
            return neighbours(constant, name -> taken.contains(constant.written() + "." + name), seen);
        }
        if (right instanceof Operand.Variable variable) {
            return beside(variable, pattern);
        }
        if (right instanceof Operand.Text text) {
            Set<String> known = new TreeSet<>();
            if (test.left() instanceof Operand.Asked asked) {
                known.addAll(valuesOf(asked, text.value()));
            } else {
                cases.values(pattern, test.left()).forEach(value -> known.add(String.valueOf(value)));
                pack.rules().stream()
                        .flatMap(other -> other.when().stream())
                        .filter(other -> other.type().equals(pattern.type()))
                        .flatMap(Pattern::tests)
                        .filter(other ->
                                other.left().toString().equals(test.left().toString()))
                        .flatMap(other -> other.right().stream())
                        .forEach(operand -> {
                            if (operand instanceof Operand.Text other) {
                                known.add(other.value());
                            }
                        });
            }
            if (test.operator() == Condition.Operator.CONTAINS) {
                // codes in a list, not lists of them
                known.removeIf(value -> value.contains(" "));
            }
            return known.stream()
                    .filter(value -> !taken.contains("\"" + value + "\""))
                    .limit(1)
                    .map(value -> (Operand) new Operand.Text(text.place(), value))
                    .toList();
        }
        return List.of();
    }

    /** Values that a choice has in some rule or row. */
    private Set<String> valuesOf(Operand.Asked asked, String value) {
        if (value.equals("true") || value.equals("false")) {
            return Set.of(value.equals("true") ? "false" : "true");
        }
        return asked.with().get(0) instanceof Operand.Text id ? choicesOf(id.value()) : Set.of();
    }

    private Set<String> choicesOf(String id) {
        Set<String> known = new TreeSet<>();
        Parameter parameter = pack.parameters().get(id);
        if (parameter != null) {
            parameter.rows().forEach(row -> {
                if (row.value() != null) {
                    known.add(row.value());
                }
            });
        }
        pack.rules().stream()
                .flatMap(rule -> rule.when().stream())
                .flatMap(Pattern::tests)
                .flatMap(Condition.Test::operands)
                .forEach(operand -> {
                    if (operand instanceof Operand.Asked asked
                            && asked.question().equals("is")
                            && asked.with().get(0).toString().equals("\"" + id + "\"")
                            && asked.with().get(1) instanceof Operand.Text text) {
                        known.add(text.value());
                    }
                });
        return known;
    }

    private static List<Operand> neighbours(
            Operand.Constant constant, java.util.function.Predicate<String> taken, Set<Object> seen) {
        List<? extends Enum<?>> constants = constants(constant);
        int at = constants.stream().map(Enum::name).toList().indexOf(constant.name());
        List<Operand> neighbours = new ArrayList<>();
        for (int step : List.of(-1, 1)) {
            String nearest = null;
            boolean occurs = false;
            for (int i = at + step; i >= 0 && i < constants.size() && !occurs; i += step) {
                Enum<?> other = constants.get(i);
                occurs = seen.contains(other) && !taken.test(other.name());
                if (!taken.test(other.name()) && (nearest == null || occurs)) {
                    nearest = other.name();
                }
            }
            if (nearest != null) {
                neighbours.add(new Operand.Constant(constant.place(), constant.written(), constant.type(), nearest));
            }
        }
        return neighbours;
    }

    /** All constants of the enumeration of one. */
    static List<? extends Enum<?>> constants(Operand.Constant constant) {
        Class<?> type = Objects.requireNonNull(Vocabulary.type(constant.type()), constant.type());
        return new Vocabulary.Part(type, false).constants();
    }

    /** Other questions that an operand could ask. */
    private List<Other<Operand>> questions(Operand operand, @Nullable Pattern pattern) {
        if (!(operand instanceof Operand.Asked asked)) {
            return List.of();
        }
        List<Other<Operand>> others = new ArrayList<>();
        if (asked.instrument().equals("figures")) {
            if (asked.with().get(0) instanceof Operand.Text id) {
                for (String sibling : siblings(id.value(), asked)) {
                    Operand instead = replaced(asked, 0, new Operand.Text(id.place(), sibling));
                    others.add(new Other<>(
                            id.place(),
                            instead,
                            turned(asked, instead),
                            new Text(
                                    "缺少" + id + "与" + sibling + "不同的案例",
                                    "no case in which it matters that " + id + " is asked and not " + sibling)));
                }
            }
            if (asked.question().equals("is") && asked.with().get(1) instanceof Operand.Text value) {
                valuesOf(asked, value.value()).stream()
                        .filter(other -> !other.equals(value.value()))
                        .limit(1)
                        .forEach(other -> {
                            Operand instead = replaced(asked, 1, new Operand.Text(value.place(), other));
                            others.add(new Other<>(value.place(), instead, turned(asked, instead), either(asked)));
                        });
            }
            if (asked.question().equals("after") || asked.question().equals("opens")) {
                Operand instead = new Operand.Asked(
                        asked.place(),
                        asked.instrument(),
                        asked.question().equals("after") ? "opens" : "after",
                        asked.with());
                others.add(new Other<>(
                        asked.place(),
                        instead,
                        turned(asked, instead),
                        new Text(
                                "缺少在期间最后一日或者届满次日决定的案例",
                                "no case that decides on the last day of the period or the day after it")));
            }
        }
        if (asked.question().equals("later")) {
            for (int i = 0; i < 2; i++) {
                Operand instead = asked.with().get(i);
                others.add(new Other<>(
                        asked.place(),
                        instead,
                        turned(asked, instead),
                        new Text(
                                "缺少" + asked.with().get(1 - i) + "较晚的案例",
                                "no case in which " + asked.with().get(1 - i) + " is the later day")));
            }
        }
        for (int i = 0; i < asked.with().size(); i++) {
            int at = i;
            for (Other<Operand> other : questions(asked.with().get(i), pattern)) {
                others.add(other.inside(instead -> replaced(asked, at, instead)));
            }
        }
        return others;
    }

    private static Operand replaced(Operand.Asked asked, int index, Operand instead) {
        List<Operand> with = new ArrayList<>(asked.with());
        with.set(index, instead);
        return new Operand.Asked(asked.place(), asked.instrument(), asked.question(), with);
    }

    /** The parameters beside one in its folder that could be asked the same: the one before it and the one after it. */
    private List<String> siblings(String id, Operand.Asked asked) {
        Parameter parameter = pack.parameters().get(id);
        if (parameter == null) {
            return List.of();
        }
        String folder = id.substring(0, id.lastIndexOf('/') + 1);
        TreeMap<String, Parameter> beside = new TreeMap<>();
        pack.parameters().forEach((other, found) -> {
            if (other.substring(0, other.lastIndexOf('/') + 1).equals(folder)
                    && found.unit() == parameter.unit()
                    && (!asked.question().equals("is") || choicesOf(other).equals(choicesOf(id)))) {
                beside.put(other, found);
            }
        });
        return Stream.of(beside.lowerKey(id), beside.higherKey(id))
                .filter(Objects::nonNull)
                .toList();
    }

    private void conclusion(Insertion then) {
        for (int i = 0; i < then.values().size(); i++) {
            int at = i;
            Operand value = then.values().get(i);
            List<Other<Operand>> others = new ArrayList<>(questions(value, null));
            if (value instanceof Operand.Constant constant) {
                neighbours(constant, constant.name()::equals, Set.of())
                        .forEach(other -> others.add(concluding(value, other)));
            } else if (value instanceof Operand.Component component) {
                beside(component).forEach(other -> others.add(concluding(value, other)));
            } else if (value instanceof Operand.Variable variable) {
                beside(variable, null).forEach(other -> others.add(concluding(value, other)));
            } else if (value instanceof Operand.Truth truth) {
                others.add(concluding(value, new Operand.Truth(truth.place(), !truth.value())));
            } else if (value instanceof Operand.Text text) {
                others.add(concluding(value, new Operand.Text(text.place(), text.value() + "?")));
            }
            for (Other<Operand> other : others) {
                List<Operand> values = new ArrayList<>(then.values());
                values.set(at, Objects.requireNonNull(other.instead()));
                mutants.add(new Mutant(
                        rule,
                        with(rule.when(), new Insertion(then.place(), then.written(), then.type(), values)),
                        other.place(),
                        then.written() + ": " + other.change(),
                        other.missing()));
            }
        }
    }

    /** The component that stands beside one in its fact and could be mistaken for it: the next of the same type, else the one before. */
    private List<Operand> beside(Operand.Component component) {
        Pattern pattern = rule.when().stream()
                .filter(one -> Objects.equals(one.variable(), component.variable()))
                .findFirst()
                .orElseThrow();
        return beside(pattern.type(), component.name()).stream()
                .map(other -> (Operand) new Operand.Component(component.place(), component.variable(), other))
                .toList();
    }

    private List<String> beside(String type, String component) {
        Class<?> named = Vocabulary.type(type);
        Map<String, Vocabulary.Part> known = new LinkedHashMap<>(Vocabulary.parts(type, pack.declarations()));
        // what an interface derives is no component of the fact
        if (named != null && named.isRecord()) {
            known.keySet()
                    .retainAll(Arrays.stream(named.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
        }
        Vocabulary.Part own = known.get(component);
        List<String> same = known.entrySet().stream()
                .filter(other -> own != null && other.getValue().type().equals(own.type()))
                .map(Map.Entry::getKey)
                .toList();
        int at = same.indexOf(component);
        return Stream.of(at + 1, at - 1)
                .filter(place -> at >= 0 && place >= 0 && place < same.size())
                .limit(1)
                .map(same::get)
                .toList();
    }

    private Other<Operand> concluding(Operand value, Operand other) {
        return new Other<>(
                value.place(),
                other,
                turned(value, other),
                new Text("缺少比对该规则结论的案例", "no case in which the rule fires and its conclusion is compared"));
    }

    private RuleText with(LocalDate from, @Nullable LocalDate until) {
        return new RuleText(
                rule.file(),
                rule.line(),
                rule.name(),
                rule.en(),
                rule.sources(),
                from,
                until,
                rule.leadUnits(),
                rule.responsibleUnits(),
                rule.questions(),
                rule.facts(),
                rule.conclusion(),
                rule.when(),
                rule.then());
    }

    private RuleText with(List<Pattern> when, Insertion then) {
        return new RuleText(
                rule.file(),
                rule.line(),
                rule.name(),
                rule.en(),
                rule.sources(),
                rule.from(),
                rule.until(),
                rule.leadUnits(),
                rule.responsibleUnits(),
                questions(when, then),
                rule.facts(),
                rule.conclusion(),
                when,
                then);
    }

    /** The figures of the rule, with one that was swapped in place of another. */
    private Map<String, Set<String>> questions(List<Pattern> when, Insertion then) {
        Set<String> asked = new TreeSet<>();
        Stream.concat(
                        when.stream().flatMap(Pattern::tests).flatMap(Condition.Test::operands),
                        then.values().stream().flatMap(Operand::all))
                .forEach(operand -> {
                    if (operand instanceof Operand.Asked question
                            && question.instrument().equals("figures")
                            && question.with().get(0) instanceof Operand.Text id) {
                        asked.add(id.value());
                    }
                });
        asked.removeAll(rule.questions().keySet());
        if (asked.isEmpty()) {
            return rule.questions();
        }
        Map<String, Set<String>> questions = new TreeMap<>(rule.questions());
        asked.forEach(id -> questions.put(id, Set.of()));
        return questions;
    }
}
