package supervision.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.decision.Tier;
import supervision.dossier.Prepared;
import supervision.facts.Channel;
import supervision.language.Declaration;
import supervision.language.Instance;
import supervision.language.Row;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;

/**
 * Rules that were drawn at random, as the text of rule files, and what they mean by nested loops over what was drawn: of the
 * text nothing is read here. Safe for use by many threads once it is made.
 */
final class RandomPack {

    static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    static final int DAYS = 8;

    private static final int HIGHEST = 3;
    /** What the loops try at most: a case that takes more is left out. */
    private static final int MOST_TRIED = 40_000;

    private static final int MOST_FOUND = 2_000;

    private static final List<Class<?>> DECLARED = List.of(
            String.class,
            String.class,
            LocalDate.class,
            Boolean.class,
            Channel.class,
            Tier.class,
            Integer.class,
            Long.class);

    private static final List<String> NAMES = List.of(
            "of", "on", "kind", "aDay", "x", "name", "type", "size", "count", "max", "key", "isOld", "since", "rank",
            "level", "flag", "value", "other", "date", "urlOf");

    /** Components that conditions cannot name; a consequence takes them by their accessors. */
    private static final Set<String> UNSAID = Set.of("record", "from");

    /** Nothing in it can be null. */
    private static final List<Class<?>> FACTS =
            records(Prepared.class).filter(type -> parts(type).size() >= 2).toList();

    /** Those that rules match on, with the level at which they are complete. */
    private static final Map<Class<?>, Integer> MATCHED =
            Map.of(Conclusion.Referral.class, 1, Conclusion.GradeMapped.class, 2);

    private static final List<Class<?>> FINAL = List.of(
            Conclusion.LawCompared.class,
            Conclusion.Duty.class,
            Conclusion.Fault.class,
            Conclusion.Mark.class,
            Conclusion.RepairPaper.class,
            Conclusion.InspectionRate.class,
            Conclusion.MeasureBlocked.class);

    enum Kind {
        FACT,
        TABLE,
        STEP,
        CONCLUSION
    }

    /** @param sayable whether conditions can ask for it */
    record Part(String name, Class<?> of, boolean sayable) {}

    record Type(
            String name,
            Kind kind,
            int level,
            List<Part> parts,
            @Nullable Class<?> made) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Anything that is matched; each is itself, whatever it says. */
    private static final class Thing {
        private final Map<String, Object> values;
        private final Set<String> evidence = new TreeSet<>();
        private final Set<String> sources = new TreeSet<>();

        Thing(Map<String, Object> values) {
            this.values = values;
        }
    }

    /** What is known while a rule is tried. */
    private static final class At {
        private final LocalDate today;
        private final Map<String, Object> named = new HashMap<>();
        private @Nullable Thing self;

        At(LocalDate today) {
            this.today = today;
        }

        Object named(String variable) {
            return Objects.requireNonNull(named.get(variable));
        }
    }

    private record Said(Class<?> of, String text, Function<At, Object> value) {}

    private record Asked(String text, Predicate<At> holds) {}

    private enum Look {
        ALL,
        NOT,
        EXISTS,
        COUNT,
        MIN,
        MAX
    }

    private record Bound(String variable, Part part) {}

    private record Element(
            Look look,
            Type type,
            @Nullable String variable,
            List<Bound> bound,
            List<Asked> asked,
            @Nullable String result,
            boolean boundFirst) {

        String text() {
            List<String> inside = new ArrayList<>();
            bound.forEach(
                    each -> inside.add(each.variable() + " : " + each.part().name()));
            asked.forEach(each -> inside.add(boundFirst ? inside.size() : 0, each.text()));
            String pattern = (variable == null ? "" : variable + " : ") + type + "("
                    + String.join(inside.size() > 2 ? ",\n    " : ", ", inside) + ")";
            return switch (look) {
                case ALL -> pattern;
                case NOT -> "not " + pattern;
                case EXISTS -> "exists " + pattern;
                case COUNT -> "accumulate(" + pattern + "; " + result + " : count(" + variable + "))";
                case MIN ->
                    "accumulate(" + pattern + "; " + result + " : min("
                            + bound.get(0).variable() + "))";
                case MAX ->
                    "accumulate(" + pattern + "; " + result + " : max("
                            + bound.get(0).variable() + "))";
            };
        }
    }

    private record Drawn(
            String name,
            int level,
            List<String> sources,
            LocalDate from,
            List<Element> elements,
            Type then,
            List<Said> with) {

        String text() {
            return "rule \"" + name + "\"\n  @en(\"" + name + "\")\n  @source("
                    + sources.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "))
                    + ")\n  @effectiveFrom(\"" + from + "\")\nwhen\n"
                    + elements.stream().map(each -> "  " + each.text() + "\n").collect(Collectors.joining())
                    + "then\n  insert(new " + then
                    + with.stream().map(Said::text).collect(Collectors.joining(", ", "(", ")")) + ");\nend\n";
        }
    }

    private final Random random;
    private final RulePack shipped;
    private final List<String> clauses;
    private final List<String> parameters;
    private final List<Type> types = new ArrayList<>();
    private final Map<Type, List<Thing>> rows = new LinkedHashMap<>();
    private final List<Drawn> rules = new ArrayList<>();

    // of the rule that is drawn
    private final List<Said> before = new ArrayList<>();
    private final List<Said> accessors = new ArrayList<>();
    private int variables;

    RandomPack(Random random, RulePack shipped) {
        this.random = random;
        this.shipped = shipped;
        this.clauses = shipped.sources().values().stream()
                .filter(source -> source.from().isBefore(DAY))
                .flatMap(source -> source.clauses().keySet().stream().map(clause -> source.id() + "/" + clause))
                .sorted()
                .limit(12)
                .toList();
        this.parameters =
                shipped.parameters().keySet().stream().sorted().limit(4).toList();
        drawTypes();
        int count = 14 + random.nextInt(10);
        for (int i = 0; i < count; i++) {
            drawRule(i);
        }
        for (Type type : List.copyOf(types)) {
            if (type.kind() == Kind.STEP) {
                drawTelling(type);
            }
        }
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isRecord() ? Stream.of(type) : records(type));
    }

    /** Components that have one value each, and always have it. */
    private static List<Part> parts(Class<?> made) {
        return Arrays.stream(made.getRecordComponents())
                .filter(part -> !Collection.class.isAssignableFrom(part.getType()))
                .map(part -> new Part(
                        part.getName(),
                        part.getType() == boolean.class ? Boolean.class : part.getType(),
                        !UNSAID.contains(part.getName())
                                && !part.getAnnotatedType().isAnnotationPresent(Nullable.class)))
                .toList();
    }

    private void drawTypes() {
        List<Class<?>> facts = new ArrayList<>(FACTS);
        Collections.shuffle(facts, random);
        facts.stream()
                .limit(5)
                .forEach(made -> types.add(new Type(made.getSimpleName(), Kind.FACT, 0, parts(made), made)));
        MATCHED.forEach(
                (made, level) -> types.add(new Type(made.getSimpleName(), Kind.CONCLUSION, level, parts(made), made)));
        types.sort(Comparator.comparing(Type::name));
        FINAL.forEach(
                made -> types.add(new Type(made.getSimpleName(), Kind.CONCLUSION, HIGHEST + 1, parts(made), made)));
        for (int level = 1; level <= HIGHEST; level++) {
            for (int i = 0; i < 2; i++) {
                types.add(new Type("Step" + level + "Of" + i, Kind.STEP, level, declared(1), null));
            }
        }
        for (int i = 0; i < 3; i++) {
            Type table = new Type("Table" + i, Kind.TABLE, 0, declared(3), null);
            types.add(table);
            List<Thing> of = new ArrayList<>();
            int count = random.nextInt(6) == 0 ? 0 : 2 + random.nextInt(10);
            for (int row = 0; row < count; row++) {
                Thing thing = new Thing(values(table));
                thing.sources.addAll(some(clauses, 2));
                of.add(thing);
            }
            rows.put(table, of);
        }
    }

    private List<Part> declared(int least) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        return IntStream.range(0, least + random.nextInt(4))
                .mapToObj(i -> new Part(names.get(i), pick(DECLARED), true))
                .toList();
    }

    private Map<String, Object> values(Type type) {
        Map<String, Object> values = new LinkedHashMap<>();
        type.parts().forEach(part -> values.put(part.name(), value(part.of())));
        return values;
    }

    private Object value(Class<?> of) {
        return value(of, random);
    }

    private static Object value(Class<?> of, Random random) {
        return switch (of.getSimpleName()) {
            case "String" -> List.of("a", "b", "ab", "c").get(random.nextInt(4));
            case "LocalDate" -> DAY.plusDays(random.nextInt(DAYS));
            case "Boolean" -> random.nextBoolean();
            case "Integer" -> random.nextInt(3);
            case "Long" -> (long) random.nextInt(3);
            default -> {
                Object[] constants = Objects.requireNonNull(of.getEnumConstants(), of.getName());
                yield constants[random.nextInt(Math.min(3, constants.length))];
            }
        };
    }

    private <T> T pick(List<? extends T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private List<String> some(List<String> from, int most) {
        List<String> shuffled = new ArrayList<>(from);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(most)));
    }

    // ---- rules

    private void drawRule(int number) {
        int level = 1 + random.nextInt(HIGHEST + 1);
        before.clear();
        accessors.clear();
        variables = 0;
        List<Element> elements = new ArrayList<>();
        // rules of a real pack begin alike: that is what the engine shares
        if (!rules.isEmpty() && random.nextInt(3) > 0) {
            Drawn other = pick(rules);
            List<Element> alike = other.elements()
                    .subList(0, 1 + random.nextInt(other.elements().size()));
            if (alike.stream().allMatch(each -> each.type().level() < level)) {
                alike.forEach(this::know);
                elements.addAll(alike);
            }
        }
        int wanted = 1 + random.nextInt(4);
        for (int tries = 0; elements.size() < wanted && tries < 40; tries++) {
            Element drawn = element(level, elements.isEmpty());
            if (drawn != null) {
                know(drawn);
                elements.add(drawn);
            }
        }
        Collections.shuffle(types, random);
        for (Type then : types) {
            boolean fits = then.kind() == Kind.STEP || then.kind() == Kind.CONCLUSION;
            if (fits && then.level() == level && conclude(number, elements, then)) {
                return;
            }
        }
    }

    /** A rule that says of a step what it is, so that all steps are compared. */
    private void drawTelling(Type step) {
        before.clear();
        accessors.clear();
        variables = 0;
        List<Bound> bound =
                step.parts().stream().map(part -> new Bound(variable(), part)).toList();
        Element element = new Element(Look.ALL, step, null, bound, List.of(), null, true);
        before.addAll(said(element));
        types.stream()
                .filter(type -> type.level() > HIGHEST)
                .max(Comparator.comparingLong(type -> type.parts().stream()
                        .filter(part -> before.stream().anyMatch(said -> said.of() == part.of()))
                        .count()))
                .ifPresent(then -> conclude(1000 + rules.size(), List.of(element), then));
    }

    private boolean conclude(int number, List<Element> elements, Type then) {
        List<Said> with = new ArrayList<>();
        for (Part part : then.parts()) {
            Said said = given(part, then.kind() == Kind.CONCLUSION);
            if (said == null) {
                return false;
            }
            with.add(said);
        }
        rules.add(new Drawn(
                "规则" + number,
                then.level(),
                some(clauses, 2),
                random.nextInt(8) == 0 ? DAY.plusDays(random.nextInt(DAYS)) : DAY.minusYears(1),
                List.copyOf(elements),
                then,
                with));
        return true;
    }

    private @Nullable Said given(Part part, boolean mayBeMissing) {
        List<Said> fitting = Stream.concat(
                        before.stream().filter(said -> !said.text().contains(".")), accessors.stream())
                .filter(said -> said.of() == part.of())
                .toList();
        if (part.of() == LocalDate.class && fitting.size() > 1 && random.nextInt(3) == 0) {
            return later(pick(fitting), pick(fitting));
        }
        if (!fitting.isEmpty() && random.nextInt(8) > 0) {
            return pick(fitting);
        }
        if (part.of() == LocalDate.class && !part.sayable() && mayBeMissing) {
            return new Said(part.of(), "null", at -> Missing.IT);
        }
        return fitting.isEmpty() || random.nextBoolean() ? constant(part.of()) : pick(fitting);
    }

    private enum Missing {
        IT
    }

    /** Null where the language has none. */
    private @Nullable Said constant(Class<?> of) {
        if (of == LocalDate.class || of == Integer.class || of == Long.class) {
            return null;
        }
        Object value = value(of);
        String text = of == String.class ? "\"" + value + "\"" : of == Boolean.class ? value.toString() : named(value);
        return new Said(of, text, at -> value);
    }

    private static String named(Object constant) {
        Class<?> type = ((Enum<?>) constant).getDeclaringClass();
        Class<?> holder = type.getDeclaringClass();
        // as those of conclusions are written
        return (holder == null || holder == Prepared.class ? "" : holder.getSimpleName() + ".") + type.getSimpleName()
                + "." + constant;
    }

    private Said later(Said one, Said other) {
        return new Said(
                LocalDate.class,
                (random.nextBoolean() ? "days" : "today") + ".later(" + one.text() + ", " + other.text() + ")",
                at -> {
                    LocalDate day = (LocalDate) one.value().apply(at);
                    LocalDate second = (LocalDate) other.value().apply(at);
                    return day.isAfter(second) ? day : second;
                });
    }

    private String variable() {
        return "$v" + variables++;
    }

    /** Makes known what an element names. */
    private void know(Element element) {
        before.addAll(said(element));
        variables += (element.variable() == null ? 0 : 1) + element.bound().size() + (element.result() == null ? 0 : 1);
        String variable = element.variable();
        Class<?> made = element.type().made();
        if (element.look() == Look.ALL && variable != null && made != null) {
            for (Part part : element.type().parts()) {
                if (part.sayable() || part.name().equals("record")) {
                    accessors.add(new Said(part.of(), variable + "." + part.name() + "()", of(variable, part)));
                }
            }
        }
    }

    private static Function<At, Object> of(String variable, Part part) {
        return at -> Objects.requireNonNull(((Thing) at.named(variable)).values.get(part.name()));
    }

    private static List<Said> said(Element element) {
        List<Said> said = new ArrayList<>();
        if (element.look() == Look.ALL) {
            element.bound()
                    .forEach(bound ->
                            said.add(new Said(bound.part().of(), bound.variable(), at -> at.named(bound.variable()))));
            String variable = element.variable();
            if (variable != null) {
                element.type().parts().stream()
                        .filter(Part::sayable)
                        .forEach(part ->
                                said.add(new Said(part.of(), variable + "." + part.name(), of(variable, part))));
            }
        }
        String result = element.result();
        if (result != null) {
            said.add(new Said(
                    element.look() == Look.COUNT ? Long.class : LocalDate.class, result, at -> at.named(result)));
        }
        return said;
    }

    private @Nullable Element element(int level, boolean first) {
        List<Type> possible = types.stream()
                .filter(type -> type.level() < level && !(first && type.kind() == Kind.TABLE))
                .toList();
        Type type = pick(possible);
        if (type.level() < level - 1 && type.kind() != Kind.TABLE && random.nextBoolean()) {
            type = pick(possible);
        }
        Look look = first || random.nextInt(5) > 1 ? Look.ALL : pick(List.of(Look.values()));
        List<Part> days = type.parts().stream()
                .filter(part -> part.of() == LocalDate.class && part.sayable())
                .toList();
        boolean extreme = look == Look.MIN || look == Look.MAX;
        if (type.kind() == Kind.TABLE && (extreme || look == Look.COUNT) || extreme && days.isEmpty()) {
            return null;
        }
        List<Asked> asked = new ArrayList<>();
        if (!first && (look == Look.ALL || random.nextInt(6) > 0)) {
            Asked link = link(type);
            if (link == null) {
                return null;
            }
            asked.add(link);
        }
        int more = random.nextInt(3);
        for (int i = 0; i < more; i++) {
            asked.add(random.nextInt(2) * asked.size(), asked(type, 0));
        }
        int beforeIt = variables;
        String variable = look == Look.COUNT || look == Look.ALL && random.nextBoolean() ? variable() : null;
        List<Bound> bound = new ArrayList<>();
        if (extreme) {
            bound.add(new Bound(variable(), pick(days)));
        } else if (look == Look.ALL) {
            type.parts().stream()
                    .filter(part -> part.sayable() && random.nextInt(3) > 0)
                    .forEach(part -> bound.add(new Bound(variable(), part)));
        }
        String result = extreme || look == Look.COUNT ? variable() : null;
        variables = beforeIt;
        return new Element(look, type, variable, bound, List.copyOf(asked), result, random.nextBoolean());
    }

    private Said own(Part part) {
        return new Said(
                part.of(),
                part.name(),
                at -> Objects.requireNonNull(
                        Objects.requireNonNull(at.self).values.get(part.name())));
    }

    private List<Said> own(Type type, Class<?> of) {
        return type.parts().stream()
                .filter(part -> part.sayable() && part.of() == of)
                .map(this::own)
                .toList();
    }

    /** Compares a component with something from before; null if there is nothing to compare. */
    private @Nullable Asked link(Type type) {
        List<Asked> links = new ArrayList<>();
        for (Part part : type.parts()) {
            for (Said other : before) {
                if (part.sayable() && part.of() == other.of()) {
                    links.add(equal(own(part), other, true));
                    if (part.of() == String.class && random.nextInt(4) == 0) {
                        links.add(
                                random.nextBoolean()
                                        ? contains(own(part), other, true)
                                        : contains(other, own(part), true));
                    }
                }
            }
        }
        return links.isEmpty() ? null : pick(links);
    }

    private static Object value(Said said, At at) {
        return said.value().apply(at);
    }

    private Asked equal(Said one, Said other, boolean wanted) {
        Said left = random.nextInt(5) == 0 ? other : one;
        Said right = left == one ? other : one;
        return new Asked(
                left.text() + (wanted ? " == " : " != ") + right.text(),
                at -> left.value().apply(at).equals(right.value().apply(at)) == wanted);
    }

    private static Asked contains(Said whole, Said part, boolean wanted) {
        return new Asked(
                whole.text() + (wanted ? " contains " : " not contains ") + part.text(),
                at -> whole.value().apply(at).toString().contains((String)
                                part.value().apply(at))
                        == wanted);
    }

    private Asked asked(Type type, int depth) {
        if (depth < 2 && random.nextInt(5) == 0) {
            Asked one = asked(type, depth + 1);
            Asked other = asked(type, depth + 1);
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Asked(
                            "(" + one.text() + " || " + other.text() + ")",
                            at -> one.holds().test(at) || other.holds().test(at));
                case 1 ->
                    new Asked(
                            "(" + one.text() + " && " + other.text() + ")",
                            at -> one.holds().test(at) && other.holds().test(at));
                default -> new Asked("!(" + one.text() + ")", at -> !one.holds().test(at));
            };
        }
        for (int tries = 0; tries < 20; tries++) {
            Asked asked = simple(type);
            if (asked != null) {
                return asked;
            }
        }
        return new Asked("true == true", at -> true);
    }

    private @Nullable Asked simple(Type type) {
        List<Part> sayable = type.parts().stream().filter(Part::sayable).toList();
        if (sayable.isEmpty()) {
            return null;
        }
        Said own = own(pick(sayable));
        Class<?> of = own.of();
        List<Said> others = new ArrayList<>(before);
        others.addAll(own(type, of));
        others.removeIf(said -> said.of() != of);
        Said constant = constant(of);
        if (constant != null) {
            others.add(constant);
        }
        Said other = others.isEmpty() ? own : pick(others);
        boolean yes = random.nextInt(3) > 0;
        int which = random.nextInt(6);
        if (which == 0 && !others.isEmpty()) {
            Collections.shuffle(others, random);
            return among(own, others.subList(0, Math.min(others.size(), 1 + random.nextInt(2))), yes);
        }
        if (which < 4 && of == String.class) {
            return yes ? contains(own, other, random.nextBoolean()) : contains(other, own, random.nextBoolean());
        }
        if (which < 4 && of == Boolean.class) {
            Said asked = other.text().startsWith("$") ? other : own;
            return new Asked(
                    (yes ? "" : "!") + asked.text(), at -> value(asked, at).equals(yes));
        }
        if (which < 4 && of == LocalDate.class) {
            return ofDays(own, other);
        }
        if (which < 4 && of == Integer.class) {
            return new Asked(
                    "ranks.higher(" + own.text() + ", " + other.text() + ")",
                    at -> (Integer) value(own, at) > (Integer) value(other, at));
        }
        return other.text().equals(own.text()) ? null : equal(own, other, yes);
    }

    private static Asked among(Said own, List<Said> some, boolean wanted) {
        List<Said> among = List.copyOf(some);
        return new Asked(
                own.text()
                        + (wanted ? " in " : " not in ")
                        + among.stream().map(Said::text).collect(Collectors.joining(", ", "(", ")")),
                at -> among.stream().anyMatch(each -> value(each, at).equals(value(own, at))) == wanted);
    }

    private Asked ofDays(Said own, Said other) {
        Said day = random.nextInt(4) == 0 ? later(own, other) : own;
        boolean yes = random.nextBoolean();
        String not = yes ? "" : "!";
        Function<At, LocalDate> value = at -> (LocalDate) day.value().apply(at);
        return switch (random.nextInt(5)) {
            case 0 ->
                new Asked(not + "today.reached(" + day.text() + ")", at -> !at.today.isBefore(value.apply(at)) == yes);
            case 1 ->
                new Asked(not + "today.before(" + day.text() + ")", at -> at.today.isBefore(value.apply(at)) == yes);
            case 2 -> new Asked(not + "today.past(" + day.text() + ")", at -> at.today.isAfter(value.apply(at)) == yes);
            case 3 ->
                new Asked(
                        not + "days.before(" + day.text() + ", " + other.text() + ")",
                        at -> value.apply(at).isBefore((LocalDate) other.value().apply(at)) == yes);
            default ->
                new Asked(
                        not + "days.before(" + other.text() + ", " + day.text() + ")",
                        at -> ((LocalDate) other.value().apply(at)).isBefore(value.apply(at)) == yes);
        };
    }

    // ---- the files

    /** The same rules, in other files and another order. */
    RulePack shuffled(Random order) {
        return shuffled(rules, order);
    }

    /** The rules that do not compile by themselves, as they are written: the engine does not say which they are. */
    String refused() {
        return rules.stream()
                .filter(rule -> {
                    try {
                        DecisionEngine.compile(shuffled(List.of(rule), random));
                        return false;
                    } catch (RulePackException e) {
                        return true;
                    }
                })
                .map(Drawn::text)
                .collect(Collectors.joining("\n", declarations() + "\n", ""));
    }

    private RulePack shuffled(List<Drawn> some, Random order) {
        List<String> parts = new ArrayList<>();
        types.stream()
                .filter(type -> type.kind() == Kind.STEP || type.kind() == Kind.TABLE)
                .map(RandomPack::declaration)
                .forEach(parts::add);
        some.forEach(rule -> parts.add(rule.text()));
        Collections.shuffle(parts, order);
        String imports = Stream.of(
                        types.stream().flatMap(type -> Stream.ofNullable(type.made())),
                        types.stream()
                                .flatMap(type -> type.parts().stream())
                                .map(Part::of)
                                .filter(Class::isEnum)
                                .map(of -> of.getDeclaringClass() == null || of.getDeclaringClass() == Prepared.class
                                        ? of
                                        : of.getDeclaringClass()))
                .flatMap(each -> each)
                .map(Class::getCanonicalName)
                .distinct()
                .sorted()
                .map(name -> "import " + name + "\n")
                .collect(Collectors.joining());
        SortedMap<String, String> drl = new TreeMap<>();
        int files = 1 + order.nextInt(4);
        for (String part : parts) {
            int file = order.nextInt(files);
            drl.merge(
                    "drl/" + (char) ('a' + file) + ".drl",
                    "package rules\n\n" + imports + "\n" + part,
                    (text, more) -> text + "\n" + part);
        }
        List<PackProblem> problems = new ArrayList<>();
        List<RuleFile> read = RuleFile.of(drl, problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems + "\n" + String.join("\n", drl.values()));
        }
        Map<String, Declaration> declarations = read.stream()
                .flatMap(file -> file.declarations().stream())
                .collect(Collectors.toMap(Declaration::type, each -> each));
        Map<String, List<Row>> tables = new HashMap<>();
        rows.forEach((table, things) -> {
            Declaration declared = Objects.requireNonNull(declarations.get("rules." + table));
            List<Row> of = new ArrayList<>();
            things.forEach(thing -> of.add(
                    new Row(new Instance(declared, thing.values.values().toArray()), List.copyOf(thing.sources))));
            Collections.shuffle(of, order);
            tables.put(declared.type(), of);
        });
        return new RulePack(
                shipped.id(),
                shipped.version(),
                shipped.title(),
                shipped.jurisdiction(),
                shipped.modelledFrom(),
                shipped.examples(),
                shipped.exampleSets(),
                shipped.sources(),
                shipped.parameters(),
                shipped.tables(),
                shipped.calendar(),
                shipped.labels(),
                read.stream().flatMap(file -> file.rules().stream()).toList(),
                declarations,
                tables,
                drl,
                shipped.fingerprint(),
                shipped.files());
    }

    private static String declaration(Type type) {
        return "declare " + type + said("") + (type.kind() == Kind.TABLE ? " @table(\"" + type + "\")" : "") + "\n"
                + type.parts().stream()
                        .map(part -> "  " + part.name() + " : "
                                + (part.of() == Boolean.class
                                        ? "boolean"
                                        : part.of().getSimpleName())
                                + said(part.name()) + "\n")
                        .collect(Collectors.joining())
                + "end\n";
    }

    private static String said(String word) {
        return " @zh(\"某" + word + "\") @en(\"some " + word + "\")";
    }

    /** As it is written, for who has to look at a difference. */
    String text() {
        return rules.stream().map(Drawn::text).collect(Collectors.joining("\n", declarations() + "\n", ""));
    }

    private String declarations() {
        return types.stream()
                .filter(type -> type.kind() == Kind.STEP || type.kind() == Kind.TABLE)
                .map(RandomPack::declaration)
                .collect(Collectors.joining("\n"));
    }

    // ---- cases

    /** Facts of the types that the rules match. */
    List<Prepared> facts(Random of) {
        List<Class<?>> made = types.stream()
                .filter(type -> type.kind() == Kind.FACT)
                .sorted(Comparator.comparing(Type::name))
                .<Class<?>>map(type -> Objects.requireNonNull(type.made()))
                .toList();
        List<Prepared> facts = new ArrayList<>();
        int count = 1 + of.nextInt(14);
        for (int i = 0; i < count; i++) {
            facts.add((Prepared) fact(made.get(of.nextInt(made.size())), "r" + i, of));
        }
        return facts;
    }

    private Object fact(Class<?> made, String id, Random of) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent part : made.getRecordComponents()) {
            boolean several = Collection.class.isAssignableFrom(part.getType());
            values.add(
                    switch (part.getName()) {
                        case "of" -> of.nextBoolean() ? id : value(String.class, of);
                        case "records" -> of.nextInt(3) == 0 ? List.of(id, "s" + of.nextInt(3)) : List.of(id);
                        case "sources" ->
                            of.nextBoolean() ? List.of() : List.of(clauses.get(of.nextInt(clauses.size())));
                        case "numbers" ->
                            of.nextBoolean() ? List.of() : List.of(parameters.get(of.nextInt(parameters.size())));
                        default ->
                            several
                                    ? part.getType() == Set.class ? Set.of() : List.of()
                                    : value(part.getType() == boolean.class ? Boolean.class : part.getType(), of);
                    });
        }
        return make(made, values);
    }

    private static Object make(Class<?> made, List<? extends @Nullable Object> values) {
        try {
            Constructor<?> constructor = made.getDeclaredConstructor(Arrays.stream(made.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(made + " of " + values, e);
        }
    }

    private static Object component(Object of, String name) {
        try {
            return Objects.requireNonNullElse(of.getClass().getMethod(name).invoke(of), Missing.IT);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    // ---- what the rules mean

    /** What was found, as {@link #told(Finding)} tells it; null if it takes too long. */
    @Nullable
    Set<String> expected(List<Prepared> facts, LocalDate day) {
        return new Loops(day).run(facts);
    }

    /** A finding by its rule, conclusion, evidence and clauses. */
    static String told(Finding finding) {
        return told(
                finding.rule(),
                finding.concludes(),
                finding.evidence(),
                finding.sources().stream().map(citation -> citation.id()).toList());
    }

    private static String told(String rule, Object concludes, Collection<String> evidence, Collection<String> sources) {
        return rule + " | " + concludes + " | " + new TreeSet<>(evidence) + " | " + new TreeSet<>(sources);
    }

    private final class Loops {

        private final LocalDate day;
        private final Map<Type, List<Thing>> known = new HashMap<>(rows);
        private final Map<List<Object>, Thing> steps = new HashMap<>();
        private final Set<String> found = new HashSet<>();
        private int tried;
        private boolean tooMany;

        Loops(LocalDate day) {
            this.day = day;
        }

        @Nullable
        Set<String> run(List<Prepared> facts) {
            for (Prepared fact : facts) {
                Type type = types.stream()
                        .filter(each -> each.made() == fact.getClass())
                        .findFirst()
                        .orElseThrow();
                Thing thing = thing(type, fact);
                thing.evidence.addAll(fact.records());
                thing.sources.addAll(fact.sources());
            }
            for (int level = 1; level <= HIGHEST + 1; level++) {
                for (Drawn rule : rules) {
                    if (rule.level() == level && !day.isBefore(rule.from())) {
                        match(rule, 0, new At(day), new ArrayList<>());
                    }
                }
            }
            return tooMany ? null : found;
        }

        private Thing thing(Type type, Object of) {
            Map<String, Object> values = new HashMap<>();
            type.parts().forEach(part -> values.put(part.name(), component(of, part.name())));
            Thing thing = new Thing(values);
            known.computeIfAbsent(type, key -> new ArrayList<>()).add(thing);
            return thing;
        }

        private void match(Drawn rule, int at, At now, List<Thing> matched) {
            if (tooMany) {
                return;
            }
            if (at == rule.elements().size()) {
                conclude(rule, now, matched);
                return;
            }
            Element element = rule.elements().get(at);
            List<Thing> meeting = new ArrayList<>();
            for (Thing thing : known.getOrDefault(element.type(), List.of())) {
                tooMany |= ++tried > MOST_TRIED;
                now.self = thing;
                if (element.asked().stream().allMatch(asked -> asked.holds().test(now))) {
                    meeting.add(thing);
                }
            }
            if (element.look() == Look.ALL) {
                for (Thing thing : meeting) {
                    if (element.variable() != null) {
                        now.named.put(element.variable(), thing);
                    }
                    element.bound().forEach(bound -> now.named.put(bound.variable(), value(thing, bound)));
                    matched.add(thing);
                    match(rule, at + 1, now, matched);
                    matched.remove(matched.size() - 1);
                }
                return;
            }
            Comparator<LocalDate> order = Comparator.naturalOrder();
            Stream<LocalDate> days = element.bound().isEmpty()
                    ? Stream.of()
                    : meeting.stream().map(thing ->
                            (LocalDate) value(thing, element.bound().get(0)));
            Object result = switch (element.look()) {
                case COUNT -> (long) meeting.size();
                case MIN -> days.min(order).orElse(null);
                case MAX -> days.max(order).orElse(null);
                case NOT -> meeting.isEmpty() ? Missing.IT : null;
                default -> meeting.isEmpty() ? null : Missing.IT;
            };
            if (result != null) {
                now.named.put(String.valueOf(element.result()), result);
                List<Thing> rested = new ArrayList<>(matched);
                // a finding rests on all that was counted
                if (element.result() != null) {
                    rested.addAll(meeting);
                }
                match(rule, at + 1, now, rested);
            }
        }

        private static Object value(Thing thing, Bound bound) {
            return Objects.requireNonNull(thing.values.get(bound.part().name()));
        }

        private void conclude(Drawn rule, At now, List<Thing> matched) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Said with : rule.with()) {
                Object value = with.value().apply(now);
                values.add(value == Missing.IT ? null : value);
            }
            Set<String> evidence = new TreeSet<>();
            Set<String> sources = new TreeSet<>(rule.sources());
            for (Thing thing : matched) {
                evidence.addAll(thing.evidence);
                sources.addAll(thing.sources);
            }
            Class<?> made = rule.then().made();
            Thing concluded;
            if (made != null) {
                Object conclusion = make(made, values);
                concluded = thing(rule.then(), conclusion);
                found.add(told(rule.name(), conclusion, evidence, sources));
                tooMany |= found.size() > MOST_FOUND;
                // a conclusion lends no clauses
                sources.clear();
            } else {
                List<Object> key = new ArrayList<>(List.of(rule.then()));
                key.addAll(values);
                concluded = steps.computeIfAbsent(key, none -> {
                    Thing step = new Thing(new HashMap<>());
                    for (int i = 0; i < values.size(); i++) {
                        step.values.put(rule.then().parts().get(i).name(), Objects.requireNonNull(values.get(i)));
                    }
                    known.computeIfAbsent(rule.then(), type -> new ArrayList<>())
                            .add(step);
                    return step;
                });
            }
            concluded.evidence.addAll(evidence);
            concluded.sources.addAll(sources);
        }
    }
}
