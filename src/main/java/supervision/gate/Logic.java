package supervision.gate;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Instruments;
import supervision.dossier.Vocabulary;
import supervision.language.Condition;
import supervision.language.Condition.Operator;
import supervision.language.Operand;
import supervision.language.Pattern;

/**
 * What the conditions of a pattern allow, as alternatives of which each says for some things which values they may have. A
 * thing is a component, a question to an instrument, or whether two of them are equal. Enumerations and truth values are known
 * through and through; of a text it is known which of the texts named it is, or none of them. Between questions it is known
 * that {@code before} is the opposite of {@code reached}, that a day that is past was reached, that the later of two days is
 * reached when both are, that a parameter has one value at a time, and that what needs a number has one.
 */
final class Logic {

    /** More alternatives than any clause of law has. */
    private static final int MOST = 20_000;

    private static final String YES = "true";
    private static final String NO = "false";
    private static final String NULL = "null";
    /** Value of a parameter that has none. */
    private static final String NONE = "";

    private static final String VALUE = "figures.value(";
    private static final String REACHED = "today.reached(";
    private static final String PAST = "today.past(";

    private static final Set<String> TRUTHS = Set.of(YES, NO);

    /** What cannot be decided, for there are too many alternatives. */
    static final class UndecidedException extends Exception {

        private static final long serialVersionUID = 1L;

        UndecidedException() {
            super("more than " + MOST + " alternatives");
        }
    }

    /**
     * Values that a thing may have.
     *
     * @param but whether it is all values except these
     */
    private record Values(boolean but, Set<String> named) {

        static Values only(String... values) {
            return new Values(false, Set.of(values));
        }

        Values other() {
            return new Values(!but, named);
        }

        Values and(Values more) {
            if (but && more.but) {
                Set<String> all = new TreeSet<>(named);
                all.addAll(more.named);
                return new Values(true, all);
            }
            Values these = but ? more : this;
            Values those = but ? this : more;
            return new Values(
                    false, these.named.stream().filter(those::has).collect(Collectors.toCollection(TreeSet::new)));
        }

        boolean has(String value) {
            return but != named.contains(value);
        }

        /** @param all all values of the thing; empty if they cannot be counted */
        boolean isNone(Set<String> all) {
            return but
                    ? !all.isEmpty() && named.containsAll(all)
                    : named.stream().noneMatch(v -> all.isEmpty() || all.contains(v));
        }

        /** Whether it can only be this. */
        boolean is(String value, Set<String> all) {
            return has(value) && and(only(value).other()).isNone(all);
        }
    }

    /** Which values some things may have; of all others nothing is said. */
    private record Alternative(SortedMap<String, Values> things) {}

    private final Map<String, Vocabulary.Part> parts;
    private final Map<String, Set<String>> domains = new HashMap<>();

    /** @param parts components that are spoken about, by name */
    Logic(Map<String, Vocabulary.Part> parts) {
        this.parts = parts;
    }

    /** What a pattern allows, with more that has to hold too. */
    private List<Alternative> allowed(List<Condition> conditions) throws UndecidedException {
        List<Alternative> allowed = List.of(new Alternative(new TreeMap<>()));
        for (Condition condition : conditions) {
            allowed = both(allowed, of(condition, true));
        }
        return allowed;
    }

    /** Whether some fact can meet all of the conditions. */
    boolean canHold(List<Condition> conditions) throws UndecidedException {
        return !allowed(conditions).isEmpty();
    }

    /** Whether some fact can meet the conditions of two patterns at once. */
    boolean canHold(Pattern one, Pattern other) throws UndecidedException {
        return canHold(Stream.concat(one.conditions().stream(), other.conditions().stream())
                .toList());
    }

    /** Whether each fact that meets the first meets the second. */
    boolean implies(List<Condition> first, List<Condition> second) throws UndecidedException {
        List<Alternative> given = allowed(first);
        for (Condition condition : second) {
            if (!both(given, of(condition, false)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether each fact that meets the first meets one of the others. */
    boolean impliesOneOf(List<Condition> first, List<List<Condition>> others) throws UndecidedException {
        List<Alternative> left = allowed(first);
        for (List<Condition> other : others) {
            List<Alternative> open = new ArrayList<>();
            for (Condition condition : other) {
                open.addAll(both(left, of(condition, false)));
                check(open);
            }
            left = open;
        }
        return left.isEmpty();
    }

    private List<Alternative> of(Condition condition, boolean holds) throws UndecidedException {
        if (condition instanceof Condition.Not not) {
            return of(not.of(), !holds);
        }
        if (condition instanceof Condition.Test test) {
            return of(test, holds);
        }
        boolean all = condition instanceof Condition.All;
        List<Condition> parts =
                condition instanceof Condition.All every ? every.parts() : ((Condition.Any) condition).parts();
        List<Alternative> found = null;
        for (Condition part : parts) {
            List<Alternative> next = of(part, holds);
            if (found == null) {
                found = next;
            } else if (all == holds) {
                found = both(found, next);
            } else {
                found = new ArrayList<>(found);
                found.addAll(next);
                check(found);
            }
        }
        return found == null ? List.of() : found;
    }

    private List<Alternative> both(List<Alternative> some, List<Alternative> others) throws UndecidedException {
        Set<Alternative> found = new LinkedHashSet<>();
        for (Alternative one : some) {
            for (Alternative other : others) {
                SortedMap<String, Values> things = new TreeMap<>(one.things());
                other.things().forEach((thing, values) -> things.merge(thing, values, Values::and));
                if (isPossible(things)) {
                    found.add(new Alternative(things));
                    check(found);
                }
            }
        }
        return List.copyOf(found);
    }

    private static void check(java.util.Collection<?> alternatives) throws UndecidedException {
        if (alternatives.size() > MOST) {
            throw new UndecidedException();
        }
    }

    private Set<String> domain(String thing) {
        return domains.getOrDefault(thing, Set.of());
    }

    private boolean isPossible(SortedMap<String, Values> things) {
        // what a question implies is said too, until nothing new follows
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Values> entry : List.copyOf(things.entrySet())) {
                if (entry.getValue().isNone(domain(entry.getKey()))) {
                    return false;
                }
                for (Map.Entry<String, Values> implied :
                        implied(entry.getKey(), entry.getValue()).entrySet()) {
                    Values before = things.get(implied.getKey());
                    Values after = before == null ? implied.getValue() : before.and(implied.getValue());
                    if (!after.equals(before)) {
                        things.put(implied.getKey(), after);
                        more = true;
                    }
                }
            }
        }
        return things.entrySet().stream()
                .noneMatch(entry -> laterContradicts(entry.getKey(), entry.getValue(), things));
    }

    private Map<String, Values> implied(String thing, Values values) {
        Map<String, Values> implied = new TreeMap<>();
        boolean yes = values.is(YES, domain(thing));
        boolean no = values.is(NO, domain(thing));
        if (thing.startsWith(PAST) && yes) {
            truth(implied, REACHED + thing.substring(PAST.length()), YES);
        }
        if (thing.startsWith(REACHED) && no) {
            truth(implied, PAST + thing.substring(REACHED.length()), NO);
        }
        if (thing.startsWith(REACHED + "figures.after(") && yes) {
            // a period is over on its last day or after it
            truth(implied, REACHED + "figures.opens(" + thing.substring((REACHED + "figures.after(").length()), YES);
        }
        List<String> days = laterOf(thing);
        if (yes) {
            days.forEach(day -> truth(implied, REACHED + day + ")", YES));
        }
        if (yes
                && (thing.startsWith("figures.calendarCovers(")
                        || thing.startsWith("figures.maps(")
                        || thing.startsWith("figures.known("))) {
            // a component or a variable of a row may stand for the id as well
            String with = thing.substring(thing.indexOf('(') + 1, thing.length() - 1);
            int end = with.startsWith("\"") ? with.indexOf('"', 1) + 1 : with.indexOf(',');
            implied.put(
                    VALUE + (end < 0 ? with : with.substring(0, end)) + ")",
                    Values.only(NONE).other());
        }
        return implied;
    }

    private void truth(Map<String, Values> implied, String thing, String value) {
        domains.put(thing, TRUTHS);
        implied.put(thing, Values.only(value));
    }

    private boolean laterContradicts(String thing, Values values, Map<String, Values> things) {
        List<String> days = laterOf(thing);
        return !days.isEmpty()
                && values.is(NO, TRUTHS)
                && days.stream().allMatch(day -> {
                    Values reached = things.get(REACHED + day + ")");
                    return reached != null && reached.is(YES, TRUTHS);
                });
    }

    /** The two days of a question whether the later of them is reached; none for any other. */
    private static List<String> laterOf(String thing) {
        String start = REACHED + "today.later(";
        if (!thing.startsWith(start)) {
            return List.of();
        }
        String inside = thing.substring(start.length(), thing.length() - 2);
        int depth = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                return List.of(inside.substring(0, i), inside.substring(i + 2));
            }
        }
        return List.of();
    }

    private List<Alternative> of(Condition.Test test, boolean holds) {
        return switch (test.operator()) {
            case HOLDS -> of(test.left(), Values.only(YES), holds);
            case EQUAL -> equal(test.left(), test.right(), holds);
            case NOT_EQUAL -> equal(test.left(), test.right(), !holds);
            case IN -> equal(test.left(), test.right(), holds);
            case NOT_IN -> equal(test.left(), test.right(), !holds);
            case CONTAINS, NOT_CONTAINS -> {
                String thing =
                        plain(test.left()) + " contains " + plain(test.right().get(0));
                domains.put(thing, TRUTHS);
                boolean contains = holds == (test.operator() == Operator.CONTAINS);
                yield alternatives(thing, Values.only(contains ? YES : NO));
            }
        };
    }

    private List<Alternative> equal(Operand left, List<Operand> right, boolean equal) {
        String known = value(left);
        if (right.size() == 1 && known != null && value(right.get(0)) == null) {
            return equal(right.get(0), List.of(left), equal);
        }
        if (known != null && right.stream().allMatch(operand -> value(operand) != null)) {
            boolean same = right.stream().anyMatch(operand -> known.equals(value(operand)));
            return same == equal ? List.of(new Alternative(new TreeMap<>())) : List.of();
        }
        Set<String> named = right.stream()
                .map(Logic::value)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> others = right.stream()
                .filter(operand -> value(operand) == null)
                .map(operand -> Stream.of(plain(left), plain(operand)).sorted().collect(Collectors.joining(" == ")))
                .toList();
        others.forEach(thing -> domains.put(thing, TRUTHS));
        List<Alternative> found = new ArrayList<>();
        if (equal) {
            if (!named.isEmpty()) {
                found.addAll(of(left, new Values(false, named), true));
            }
            others.forEach(thing -> found.addAll(alternatives(thing, Values.only(YES))));
            return found;
        }
        List<Alternative> none =
                named.isEmpty() ? List.of(new Alternative(new TreeMap<>())) : of(left, new Values(false, named), false);
        for (Alternative one : none) {
            SortedMap<String, Values> things = new TreeMap<>(one.things());
            others.forEach(thing -> things.put(thing, Values.only(NO)));
            if (isPossible(things)) {
                found.add(new Alternative(things));
            }
        }
        return found;
    }

    /** That an operand has one of some values, or none of them. */
    private List<Alternative> of(Operand operand, Values values, boolean holds) {
        Values wanted = holds ? values : values.other();
        if (operand instanceof Operand.Truth truth) {
            return wanted.has(String.valueOf(truth.value())) ? List.of(new Alternative(new TreeMap<>())) : List.of();
        }
        if (operand instanceof Operand.Asked asked) {
            String question = asked.instrument() + "." + asked.question();
            if (question.equals("today.before")) {
                return of(opposite(asked), swapped(wanted), true);
            }
            boolean ofNoArea = asked.with().size() == 1;
            String number = VALUE + plain(asked.with().get(0)) + ")";
            if (question.equals("figures.is") && asked.with().get(1) instanceof Operand.Text text) {
                return truthOf(number, Values.only(text.value()), wanted);
            }
            if (question.equals("figures.known") && ofNoArea) {
                return truthOf(number, Values.only(NONE).other(), wanted);
            }
        }
        String thing = plain(operand);
        domains.putIfAbsent(thing, domainOf(operand));
        return alternatives(thing, wanted);
    }

    /** That it is true, or false, or either, that a thing has some values. */
    private List<Alternative> truthOf(String thing, Values values, Values truths) {
        List<Alternative> found = new ArrayList<>();
        if (truths.has(YES)) {
            found.addAll(alternatives(thing, values));
        }
        if (truths.has(NO)) {
            found.addAll(alternatives(thing, values.other()));
        }
        return found;
    }

    private static Operand.Asked opposite(Operand.Asked before) {
        return new Operand.Asked(before.place(), before.instrument(), "reached", before.with());
    }

    private static Values swapped(Values truths) {
        Set<String> swapped = new TreeSet<>();
        if (truths.has(YES)) {
            swapped.add(NO);
        }
        if (truths.has(NO)) {
            swapped.add(YES);
        }
        return new Values(false, swapped);
    }

    private List<Alternative> alternatives(String thing, Values values) {
        SortedMap<String, Values> things = new TreeMap<>();
        things.put(thing, values);
        return isPossible(things) ? List.of(new Alternative(things)) : List.of();
    }

    /** All values that an operand can have; empty if they cannot be counted. */
    private Set<String> domainOf(Operand operand) {
        if (operand instanceof Operand.Component component) {
            Vocabulary.Part part = parts.get(component.name());
            return part == null ? Set.of() : domainOf(part);
        }
        if (operand instanceof Operand.Asked asked) {
            Class<?> instrument = Objects.requireNonNull(Instruments.TYPES.get(asked.instrument()), asked.instrument());
            return Arrays.stream(instrument.getMethods())
                    .filter(method -> method.getName().equals(asked.question()))
                    .min(Comparator.comparing(Method::getParameterCount))
                    .map(method -> new Vocabulary.Part(
                            method.getGenericReturnType(),
                            method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class)))
                    .map(Logic::domainOf)
                    .orElse(Set.of());
        }
        return Set.of();
    }

    private static Set<String> domainOf(Vocabulary.Part part) {
        if (part.isTruth()) {
            return TRUTHS;
        }
        Set<String> values = part.constants().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        if (!values.isEmpty() && part.mayBeMissing()) {
            values.add(NULL);
        }
        return values;
    }

    /** The value of an operand that is written out; null for one that is not. */
    private static @Nullable String value(Operand operand) {
        if (operand instanceof Operand.Text text) {
            return text.value();
        }
        if (operand instanceof Operand.Truth truth) {
            return String.valueOf(truth.value());
        }
        if (operand instanceof Operand.Constant constant) {
            return constant.name();
        }
        return operand instanceof Operand.Nothing ? NULL : null;
    }

    /** An operand as a condition writes it: in a conclusion the fact is named. */
    static String plain(Operand operand) {
        if (operand instanceof Operand.Component component) {
            return component.name();
        }
        if (operand instanceof Operand.Asked asked) {
            return asked.instrument() + "." + asked.question()
                    + asked.with().stream().map(Logic::plain).collect(Collectors.joining(", ", "(", ")"));
        }
        return operand.toString();
    }
}
