package supervision.language;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import supervision.language.Condition.Test;

/**
 * Reads rules without the rule engine: level by level, each rule once, over facts, rows and what was concluded below it. Made
 * from the same model that the engine's files are made from.
 *
 * <p>What is read is fixed when it is made; each {@link Evaluation} stands for itself. Safe for use by many threads.
 */
public final class PlainReading {

    /** Fewer facts than this are tried one by one. */
    private static final int WORTH_AN_INDEX = 6;

    private static final BitSet NONE = new BitSet();

    /** Each is a class that the virtual machine makes; packs of one program ask for the same ones. */
    private static final Map<Method, Object> FUNCTIONS = new ConcurrentHashMap<>();

    /** A class gives out a copy of each of its methods whenever it is asked for them. */
    private static final ClassValue<List<Method>> METHODS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return List.of(type.getMethods());
        }
    };

    private final Map<String, Declaration> declared;
    private final List<String> instruments;
    private final Map<String, Class<?>> instrumentTypes;
    /** Numbers of types, by what tells them apart: a class, or a declaration's name. Shared by what is made of this one. */
    private final Map<Object, Integer> types;

    private final AtomicInteger typesSoFar;

    private final List<Asking> rules = new ArrayList<>();
    /** Places of rules by the number of the type that they conclude. */
    private final Map<Integer, List<Integer>> concluding = new HashMap<>();
    /** Places of rules by the number of a type without which they conclude nothing; -1 if there is none such. */
    private final Map<Integer, BitSet> waiting = new HashMap<>();
    /** By identity. */
    private final Map<Rule, Asking> asking = new IdentityHashMap<>();
    /** Rules that are none of them, by identity: a change of one is asked about in many cases, one after the other. */
    private final Cache<Rule, Asking> others = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(16)
            .executor(Runnable::run)
            .build();

    /** By the numbers of their types. */
    private @Nullable Facts[] rows = new @Nullable Facts[0];

    /**
     * @param rules of which none feeds itself
     * @param levels of those rules
     * @param declared steps and tables, by their types
     * @param rows rows of tables, by their types
     * @param instruments types of the instruments, by their names; their order is that of {@link #begin}
     */
    public PlainReading(
            Collection<? extends Rule> rules,
            Levels levels,
            Map<String, Declaration> declared,
            Map<String, List<Row>> rows,
            Map<String, Class<?>> instruments) {
        this.declared = declared;
        this.instruments = List.copyOf(instruments.keySet());
        this.instrumentTypes = Map.copyOf(instruments);
        this.types = new ConcurrentHashMap<>();
        this.typesSoFar = new AtomicInteger();
        rules.stream()
                .map(rule -> new Asking(rule, levels.of(rule)))
                .sorted(Comparator.comparingInt(Asking::level))
                .forEach(this::add);
        rows.forEach(this::set);
    }

    /** The same with no rules yet. */
    private PlainReading(PlainReading before) {
        this.declared = before.declared;
        this.instruments = before.instruments;
        this.instrumentTypes = before.instrumentTypes;
        this.types = before.types;
        this.typesSoFar = before.typesSoFar;
        this.rows = before.rows.clone();
    }

    private void add(Asking rule) {
        int place = rules.size();
        rules.add(rule);
        asking.put(rule.rule, rule);
        concluding.computeIfAbsent(rule.concludes, type -> new ArrayList<>()).add(place);
        waiting.computeIfAbsent(rule.waitsFor, type -> new BitSet()).set(place);
    }

    /** The same, in which one rule says something else. */
    public PlainReading instead(Rule other) {
        PlainReading instead = new PlainReading(this);
        for (Asking rule : rules) {
            instead.add(rule.rule.name().equals(other.name()) ? instead.new Asking(other, rule.level) : rule);
        }
        return instead;
    }

    /** The same, in which a table has other rows. */
    public PlainReading instead(String table, List<Row> others) {
        PlainReading instead = new PlainReading(this);
        rules.forEach(instead::add);
        instead.set(table, others);
        return instead;
    }

    private void set(String table, List<Row> all) {
        Facts facts = new Facts();
        all.forEach(facts::add);
        int type = typeNumber(table);
        if (type >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(type + 1, typesSoFar.get()));
        }
        rows[type] = facts;
    }

    /** The rules in the order in which they are asked. */
    public List<Asking> rules() {
        return rules;
    }

    /** Places among the rules of those that conclude a type, by its number. */
    public List<Integer> concluding(int type) {
        return concluding.getOrDefault(type, List.of());
    }

    /** A rule by itself, to be asked about an evaluation; it need not be one of those that are read. */
    public Asking asking(Rule rule) {
        Asking own = asking.get(rule);
        return own == null
                ? Objects.requireNonNull(others.get(rule, other -> new Asking(other, Integer.MAX_VALUE)))
                : own;
    }

    /** Sees what rules conclude and compare. */
    public interface Witness {

        /**
         * @param conclusion a conclusion, or the step as it is known
         * @param first whether the step is new; true for each conclusion
         * @param matched the facts, rows, steps and conclusions that were matched or counted, in their order
         */
        void concluded(Rule rule, Object conclusion, boolean first, List<Object> matched);

        /** Whether {@link #tested} is to be told of comparisons; all are made then, also those that an index spares. */
        default boolean looksAtTests() {
            return false;
        }

        default void tested(Rule rule, Test test, Object fact, boolean holds) {}

        /** A rule is about to conclude: what is asked from here on is asked by its conclusion. */
        default void matched(Rule rule) {}
    }

    /** @param tools the instruments, in the order of their names */
    public Evaluation begin(Object[] tools, Witness witness) {
        return new Evaluation(tools, witness);
    }

    /** What is known of one case on one day. Not thread-safe. */
    public final class Evaluation {

        private Object[] tools;
        private Witness witness;
        /** Whether the witness looks at comparisons. */
        private boolean looked;

        private @Nullable Facts[] known = new @Nullable Facts[typesSoFar.get()];
        private final Map<Instance, Instance> steps = new HashMap<>();
        private @Nullable Object[] matched = new Object[0];
        private boolean stopped;
        /** Type of the table that has other rows for a question; -1 if none has. */
        private int otherType = -1;

        private @Nullable Facts otherRows;

        /** Places of rules that might conclude something, as far as one type tells. */
        private final BitSet possible = new BitSet();

        private Evaluation(Object[] tools, Witness witness) {
            this.tools = tools;
            this.witness = witness;
            this.looked = witness.looksAtTests();
            possible.or(waiting.getOrDefault(-1, NONE));
        }

        /** Place of the first rule from a place on that has something to be asked about; -1 if there is none. */
        public int next(int from, BitSet among) {
            int at = from;
            do {
                at = looked ? among.nextSetBit(at) : possible.nextSetBit(at);
            } while (at >= 0 && !among.get(at++));
            return at < 0 ? at : at - 1;
        }

        /** Makes facts known. Types that rules were asked about already must not be among them. */
        public void add(Iterable<?> facts) {
            facts.forEach(this::know);
        }

        private void know(Object fact) {
            int type = typeOf(fact);
            if (type >= known.length) {
                known = Arrays.copyOf(known, Math.max(type + 1, typesSoFar.get()));
            }
            Facts facts = known[type];
            if (facts == null) {
                facts = new Facts();
                known[type] = facts;
                possible.or(waiting.getOrDefault(type, NONE));
            }
            facts.add(fact);
        }

        /** What is asked from here on is asked of other instruments: those of another day. */
        public void on(Object[] others) {
            tools = others;
        }

        /**
         * Makes facts known in place of others that came to be known together, and no facts of their types besides.
         *
         * @param changed takes the numbers of the types of which others are known now
         */
        public void replace(List<?> before, List<?> now, BitSet changed) {
            if (before.equals(now)) {
                return;
            }
            Map<Integer, List<Object>> byType = new HashMap<>();
            before.forEach(fact -> byType.put(typeOf(fact), new ArrayList<>()));
            now.forEach(fact -> byType.computeIfAbsent(typeOf(fact), type -> new ArrayList<>())
                    .add(fact));
            byType.forEach((type, facts) -> {
                Facts known = type < this.known.length ? this.known[type] : null;
                if (!facts.equals(known == null ? List.of() : known.asList())) {
                    replace(type, facts);
                    changed.set(type);
                }
            });
        }

        /** Makes known of a type, by its number, what is given and nothing else. */
        public void replace(int type, Collection<?> now) {
            if (type < known.length) {
                known[type] = null;
            }
            now.forEach(this::know);
        }

        /** Asks a rule; what it concludes becomes known. */
        public void ask(Asking rule) {
            if (!stopped && (looked || rule.canMatch(this))) {
                matched = new Object[rule.patterns.length];
                rule.match(this, 0, true);
            }
        }

        /** Asks a rule; what it concludes is told to another witness and does not become known. */
        public void wouldConclude(Asking rule, Witness other) {
            Witness before = witness;
            witness = other;
            looked = other.looksAtTests();
            try {
                matched = new Object[rule.patterns.length];
                rule.match(this, 0, false);
            } finally {
                witness = before;
                looked = before.looksAtTests();
            }
        }

        /** Nothing more is asked. */
        public void stop() {
            stopped = true;
        }

        /** Facts, rows, steps and conclusions of a type, by its binary name. */
        public List<Object> known(String type) {
            Facts facts = facts(typeNumber(type));
            return facts == null ? List.of() : facts.asList();
        }

        /** Of elements that take many together, it is given what is made of them. */
        private void suppose(Asking rule, List<@Nullable Object> before) {
            matched = new Object[rule.patterns.length];
            for (int i = 0; i < before.size(); i++) {
                boolean total = rule.patterns[i].pattern.kind() == Pattern.Kind.TOTAL;
                matched[i] = total ? new Total(List.of(), before.get(i)) : before.get(i);
            }
        }

        /** Whether a condition of a rule's element holds of a fact, given what the elements before it matched. */
        public boolean holds(
                Asking rule, int pattern, Condition condition, Object fact, List<@Nullable Object> before) {
            suppose(rule, before);
            return rule.test(condition, rule.patterns[pattern], false).holds(this, fact);
        }

        /** The value of an operand of a rule's element for a fact, given what the elements before it matched. */
        public @Nullable Object value(
                Asking rule, int pattern, Operand operand, Object fact, List<@Nullable Object> before) {
            suppose(rule, before);
            return rule.value(operand, rule.patterns[pattern]).of(this, fact);
        }

        /** Asks as if a table had other rows: what follows is about those until it is undone by null. */
        public void asIf(String table, @Nullable List<Row> rows) {
            otherType = rows == null ? -1 : typeNumber(table);
            otherRows = new Facts();
            if (rows != null) {
                rows.forEach(otherRows::add);
            }
        }

        private @Nullable Facts facts(int type) {
            if (type == otherType) {
                return otherRows;
            }
            Facts facts = type < known.length ? known[type] : null;
            return facts != null || type >= rows.length ? facts : rows[type];
        }
    }

    /** Facts of one type, in the order in which they came to be known. */
    private static final class Facts {

        private Object[] all = new Object[8];
        private int count;
        /** By the names of components: those with the same values of them. Replaced, never changed: rows serve many threads. */
        private volatile Map<String, Map<Object, Facts>> indexes = Map.of();

        void add(Object fact) {
            if (count == all.length) {
                all = Arrays.copyOf(all, 2 * count);
            }
            all[count++] = fact;
        }

        List<Object> asList() {
            return List.of(Arrays.copyOf(all, count));
        }

        /** Those that have the values that an element asks for. Types are complete before they are asked: it is made once. */
        @Nullable
        Facts of(Element element, Evaluation in) {
            Map<Object, Facts> index = indexes.get(element.keyed);
            if (index == null) {
                index = new HashMap<>();
                for (int i = 0; i < count; i++) {
                    index.computeIfAbsent(Element.key(element.keys, in, all[i]), key -> new Facts())
                            .add(all[i]);
                }
                Map<String, Map<Object, Facts>> more = new HashMap<>(indexes);
                more.put(element.keyed, index);
                indexes = more;
            }
            return index.get(Element.key(element.given, in, null));
        }
    }

    private interface Value {
        @Nullable
        Object of(Evaluation in, @Nullable Object fact);
    }

    private interface Check {
        boolean holds(Evaluation in, Object fact);
    }

    /**
     * Many taken together.
     *
     * @param of all of them
     * @param value null if there is none of which an extreme could be taken
     */
    private record Total(List<Object> of, @Nullable Object value) {}

    /** An element of a rule, ready to be asked. */
    private static final class Element {

        private final Pattern pattern;
        private final int place;
        private final int type;
        private Check[] checks = new Check[0];
        /** The checks, told to the witness one by one. */
        private Check[] looked = new Check[0];
        /** The checks of which no index takes care. */
        private Check[] others = new Check[0];
        /** The components that have to equal what is known before, and what they have to equal. */
        private Value[] keys = new Value[0];

        private Value[] given = new Value[0];
        /** Names of those components; empty if there are none. */
        private String keyed = "";

        private @Nullable Value extreme;

        Element(Pattern pattern, int place, int type) {
            this.pattern = pattern;
            this.place = place;
            this.type = type;
        }

        static boolean meets(Check[] checks, Evaluation in, Object fact) {
            for (Check check : checks) {
                if (!check.holds(in, fact)) {
                    return false;
                }
            }
            return true;
        }

        @Nullable
        static Object key(Value[] of, Evaluation in, @Nullable Object fact) {
            if (of.length == 1) {
                return of[0].of(in, fact);
            }
            @Nullable Object[] values = new @Nullable Object[of.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = of[i].of(in, fact);
            }
            return Arrays.asList(values);
        }
    }

    /** A rule, ready to be asked. Names are looked up once, when it is made. */
    public final class Asking {

        private final Rule rule;
        private final int level;
        private final Element[] patterns;
        /** Types of which there has to be something. */
        private final int[] needed;

        private final Map<String, Value> variables = new HashMap<>();
        private final Value[] values;
        private final @Nullable Declaration step;
        private final @Nullable Constructor<?> constructor;
        private final int concludes;
        /** Number of a type, not of a table, of which there has to be something; -1 if there is none. */
        private final int waitsFor;

        private Asking(Rule rule, int level) {
            this.rule = rule;
            this.level = level;
            this.patterns = new Element[rule.when().size()];
            for (int i = 0; i < patterns.length; i++) {
                patterns[i] = element(rule.when().get(i), i);
            }
            this.needed = Arrays.stream(patterns)
                    .filter(element -> element.pattern.isNeeded())
                    .mapToInt(element -> element.type)
                    .distinct()
                    .toArray();
            Insertion then = Objects.requireNonNull(rule.then(), rule.name());
            this.values = new Value[then.values().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(then.values().get(i), null);
            }
            this.step = declared.get(then.type());
            this.constructor = step == null ? constructor(then.type()) : null;
            this.concludes = typeNumber(then.type());
            this.waitsFor = Arrays.stream(patterns)
                    .filter(element -> element.pattern.isNeeded() && !isTable(element.pattern.type()))
                    .mapToInt(element -> element.type)
                    .findFirst()
                    .orElse(-1);
        }

        /** Whether it concludes a step. */
        public boolean concludesStep() {
            return step != null;
        }

        /** Number of the type that it concludes. */
        public int concludes() {
            return concludes;
        }

        /** Whether it asks about some of these types, by their numbers. */
        public boolean matchesAny(BitSet types) {
            if (!types.isEmpty()) {
                for (Element element : patterns) {
                    if (types.get(element.type)) {
                        return true;
                    }
                }
            }
            return false;
        }

        public Rule rule() {
            return rule;
        }

        /** From 1: it is asked once all that it matches is complete. */
        public int level() {
            return level;
        }

        private Element element(Pattern pattern, int place) {
            Element element = new Element(pattern, place, typeNumber(pattern.type()));
            List<Check> checks = new ArrayList<>();
            List<Check> looked = new ArrayList<>();
            List<Check> others = new ArrayList<>();
            Map<String, Value[]> keys = new LinkedHashMap<>();
            for (Condition condition : pattern.conditions()) {
                Check check = test(condition, element, false);
                checks.add(check);
                looked.add(test(condition, element, true));
                if (!(condition instanceof Test test
                        && test.operator() == Condition.Operator.EQUAL
                        && (index(keys, element, test.left(), test.right().get(0))
                                || index(keys, element, test.right().get(0), test.left())))) {
                    others.add(check);
                }
            }
            element.checks = checks.toArray(Check[]::new);
            element.looked = looked.toArray(Check[]::new);
            element.others = others.toArray(Check[]::new);
            element.keyed = String.join(",", keys.keySet());
            element.keys = keys.values().stream().map(both -> both[0]).toArray(Value[]::new);
            element.given = keys.values().stream().map(both -> both[1]).toArray(Value[]::new);
            for (Pattern.Binding binding : pattern.bindings()) {
                Value component = component(pattern.type(), binding.component());
                variables.put(binding.variable(), (in, fact) -> component.of(in, in.matched[place]));
            }
            if (pattern.variable() != null) {
                variables.put(pattern.variable(), (in, fact) -> in.matched[place]);
            }
            if (pattern.total() != null) {
                variables.put(
                        pattern.total().variable(),
                        (in, fact) -> ((Total) Objects.requireNonNull(in.matched[place])).value);
                String of = pattern.total().of();
                pattern.bindings().stream()
                        .filter(binding -> binding.variable().equals(of))
                        .forEach(binding -> element.extreme = component(pattern.type(), binding.component()));
            }
            return element;
        }

        /** @return whether an index spares the comparison */
        private boolean index(Map<String, Value[]> keys, Element element, Operand left, Operand right) {
            return left instanceof Operand.Component component
                    && component.variable() == null
                    && (right instanceof Operand.Variable
                            || right instanceof Operand.Constant
                            || right instanceof Operand.Truth
                            || right instanceof Operand.Text)
                    && keys.putIfAbsent(component.name(), new Value[] {
                                component(element.pattern.type(), component.name()), value(right, element)
                            })
                            == null;
        }

        private boolean canMatch(Evaluation in) {
            for (int type : needed) {
                if (in.facts(type) == null) {
                    return false;
                }
            }
            return true;
        }

        private void match(Evaluation in, int at, boolean keep) {
            if (in.stopped) {
                return;
            }
            if (at == patterns.length) {
                conclude(in, keep);
                return;
            }
            Element element = patterns[at];
            Facts facts = in.facts(element.type);
            Check[] checks = in.looked ? element.looked : element.checks;
            if (facts != null && facts.count > WORTH_AN_INDEX && element.keys.length > 0 && !in.looked) {
                facts = facts.of(element, in);
                checks = element.others;
            }
            switch (element.pattern.kind()) {
                case FACT -> {
                    for (int i = 0; facts != null && i < facts.count; i++) {
                        Object fact = facts.all[i];
                        if (Element.meets(checks, in, fact)) {
                            in.matched[at] = fact;
                            match(in, at + 1, keep);
                        }
                    }
                }
                case NOT -> {
                    if (!any(in, checks, facts)) {
                        match(in, at + 1, keep);
                    }
                }
                case EXISTS -> {
                    if (any(in, checks, facts)) {
                        match(in, at + 1, keep);
                    }
                }
                case TOTAL -> {
                    Total total = total(in, element, checks, facts);
                    if (total.value != null) {
                        in.matched[at] = total;
                        match(in, at + 1, keep);
                    }
                }
            }
        }

        private boolean any(Evaluation in, Check[] checks, @Nullable Facts facts) {
            for (int i = 0; facts != null && i < facts.count; i++) {
                if (Element.meets(checks, in, facts.all[i])) {
                    return true;
                }
            }
            return false;
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private Total total(Evaluation in, Element element, Check[] checks, @Nullable Facts facts) {
            Pattern.Function function =
                    Objects.requireNonNull(element.pattern.total()).function();
            List<Object> of = new ArrayList<>();
            Comparable extreme = null;
            for (int i = 0; facts != null && i < facts.count; i++) {
                Object fact = facts.all[i];
                if (Element.meets(checks, in, fact)) {
                    of.add(fact);
                    if (function != Pattern.Function.COUNT) {
                        Comparable value = (Comparable) Objects.requireNonNull(
                                Objects.requireNonNull(element.extreme).of(in, fact));
                        int compared = extreme == null ? 0 : value.compareTo(extreme);
                        if (extreme == null || (function == Pattern.Function.MIN ? compared < 0 : compared > 0)) {
                            extreme = value;
                        }
                    }
                }
            }
            return new Total(of, function == Pattern.Function.COUNT ? Long.valueOf(of.size()) : extreme);
        }

        private void conclude(Evaluation in, boolean keep) {
            in.witness.matched(rule);
            Object conclusion;
            boolean first = true;
            if (step != null) {
                Object[] components = new Object[values.length];
                for (int i = 0; i < values.length; i++) {
                    components[i] = Objects.requireNonNull(values[i].of(in, null));
                }
                Instance made = new Instance(step, components);
                Instance before = keep ? in.steps.putIfAbsent(made, made) : in.steps.get(made);
                first = before == null;
                conclusion = first ? made : Objects.requireNonNull(before);
            } else {
                @Nullable Object[] components = new Object[values.length];
                for (int i = 0; i < values.length; i++) {
                    components[i] = values[i].of(in, null);
                }
                try {
                    conclusion = Objects.requireNonNull(constructor).newInstance(components);
                } catch (ReflectiveOperationException | IllegalArgumentException e) {
                    throw new IllegalStateException(
                            "`" + rule.then() + "` cannot be made of " + Arrays.toString(components), e);
                }
            }
            if (first && keep) {
                in.know(conclusion);
            }
            List<Object> grounds = new ArrayList<>(patterns.length);
            for (Element element : patterns) {
                if (element.pattern.isGround()) {
                    grounds.add(Objects.requireNonNull(in.matched[element.place]));
                } else if (in.matched[element.place] instanceof Total total) {
                    grounds.addAll(total.of);
                }
            }
            in.witness.concluded(rule, conclusion, first, grounds);
        }

        private Check test(Condition condition, Element of, boolean looked) {
            if (condition instanceof Condition.All all) {
                Check[] parts =
                        all.parts().stream().map(part -> test(part, of, looked)).toArray(Check[]::new);
                return (in, fact) -> {
                    for (Check part : parts) {
                        if (!part.holds(in, fact)) {
                            return false;
                        }
                    }
                    return true;
                };
            }
            if (condition instanceof Condition.Any any) {
                Check[] parts =
                        any.parts().stream().map(part -> test(part, of, looked)).toArray(Check[]::new);
                return (in, fact) -> {
                    for (Check part : parts) {
                        if (part.holds(in, fact)) {
                            return true;
                        }
                    }
                    return false;
                };
            }
            if (condition instanceof Condition.Not not) {
                Check inside = test(not.of(), of, looked);
                return (in, fact) -> !inside.holds(in, fact);
            }
            Test test = (Test) condition;
            Check compared = compared(test, of);
            if (!looked) {
                return compared;
            }
            return (in, fact) -> {
                boolean holds = compared.holds(in, fact);
                in.witness.tested(rule, test, fact, holds);
                return holds;
            };
        }

        private Check compared(Test test, Element of) {
            Value left = value(test.left(), of);
            Value[] right =
                    test.right().stream().map(operand -> value(operand, of)).toArray(Value[]::new);
            return switch (test.operator()) {
                case HOLDS -> (in, fact) -> Boolean.TRUE.equals(left.of(in, fact));
                case EQUAL -> (in, fact) -> Objects.equals(left.of(in, fact), right[0].of(in, fact));
                case NOT_EQUAL -> (in, fact) -> !Objects.equals(left.of(in, fact), right[0].of(in, fact));
                case IN -> (in, fact) -> among(in, fact, left, right);
                case NOT_IN -> (in, fact) -> !among(in, fact, left, right);
                case CONTAINS -> (in, fact) -> contains(left.of(in, fact), right[0].of(in, fact));
                case NOT_CONTAINS -> (in, fact) -> !contains(left.of(in, fact), right[0].of(in, fact));
            };
        }

        private Value value(Operand operand, @Nullable Element of) {
            if (operand instanceof Operand.Component component) {
                if (component.variable() == null) {
                    return component(Objects.requireNonNull(of).pattern.type(), component.name());
                }
                return ofVariable(component.variable(), component.name());
            }
            if (operand instanceof Operand.Variable variable) {
                return variable.component() == null
                        ? Objects.requireNonNull(variables.get(variable.variable()), variable.variable())
                        : ofVariable(variable.variable(), variable.component());
            }
            if (operand instanceof Operand.Asked asked) {
                return answer(asked, of);
            }
            Object fixed = operand instanceof Operand.Text text
                    ? text.value()
                    : operand instanceof Operand.Truth truth
                            ? truth.value()
                            : operand instanceof Operand.Constant constant ? constant(constant) : null;
            return (in, fact) -> fixed;
        }

        private Value ofVariable(String variable, String name) {
            for (Element element : patterns) {
                if (element != null && variable.equals(element.pattern.variable())) {
                    Value component = component(element.pattern.type(), name);
                    int place = element.place;
                    return (in, fact) -> component.of(in, in.matched[place]);
                }
            }
            throw new IllegalArgumentException("`" + rule.name() + "` has no variable `" + variable + "`");
        }

        private Value answer(Operand.Asked asked, @Nullable Element of) {
            int tool = instruments.indexOf(asked.instrument());
            Method method = method(
                    Objects.requireNonNull(instrumentTypes.get(asked.instrument()), asked.instrument()),
                    asked.question(),
                    asked.with().size());
            Value[] with =
                    asked.with().stream().map(operand -> value(operand, of)).toArray(Value[]::new);
            switch (with.length) {
                case 1 -> {
                    Two function = function(Two.class, method);
                    return (in, fact) -> function.of(in.tools[tool], with[0].of(in, fact));
                }
                case 2 -> {
                    Three function = function(Three.class, method);
                    return (in, fact) -> function.of(in.tools[tool], with[0].of(in, fact), with[1].of(in, fact));
                }
                default -> {
                    return (in, fact) -> {
                        @Nullable Object[] given = new @Nullable Object[with.length];
                        Arrays.setAll(given, i -> with[i].of(in, fact));
                        try {
                            return method.invoke(in.tools[tool], given);
                        } catch (ReflectiveOperationException e) {
                            throw new IllegalStateException("`" + asked + "` is not answered", e);
                        }
                    };
                }
            }
        }
    }

    /** A question with no argument, one or two, on an object. */
    private interface One {
        @Nullable
        Object of(@Nullable Object on);
    }

    private interface Two {
        @Nullable
        Object of(@Nullable Object on, @Nullable Object with);
    }

    private interface Three {
        @Nullable
        Object of(@Nullable Object on, @Nullable Object with, @Nullable Object and);
    }

    private static boolean among(Evaluation in, Object fact, Value left, Value[] right) {
        Object value = left.of(in, fact);
        for (Value other : right) {
            if (Objects.equals(value, other.of(in, fact))) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof String text) {
            return part instanceof String inside && text.contains(inside);
        }
        return whole instanceof Collection<?> many && many.contains(part);
    }

    /** A component of facts of a type, by the type's binary name. */
    private Value component(String type, String name) {
        Declaration declaration = declared.get(type);
        if (declaration != null) {
            int index = declaration.indexOf(name);
            boolean row = declaration.isTable();
            if (index < 0) {
                throw new IllegalArgumentException(declaration.name() + " has no component `" + name + "`");
            }
            return row
                    ? (in, fact) ->
                            ((Row) Objects.requireNonNull(fact)).values().value(index)
                    : (in, fact) -> ((Instance) Objects.requireNonNull(fact)).value(index);
        }
        One accessor = function(One.class, method(type(type), name, 0));
        return (in, fact) -> accessor.of(fact);
    }

    private boolean isTable(String type) {
        Declaration declaration = declared.get(type);
        return declaration != null && declaration.isTable();
    }

    private int typeNumber(String type) {
        Declaration declaration = declared.get(type);
        Object key = declaration == null ? (type.contains(".") ? type(type) : type) : declaration.name();
        return typeNumber(key);
    }

    private int typeOf(Object fact) {
        return typeNumber(
                fact instanceof Instance instance ? (Object) instance.of().name() : fact.getClass());
    }

    private int typeNumber(Object key) {
        Integer known = types.get(key);
        return known == null ? types.computeIfAbsent(key, next -> typesSoFar.getAndIncrement()) : known;
    }

    private static Object constant(Operand.Constant constant) {
        return Arrays.stream(type(constant.type()).getEnumConstants())
                .filter(value -> ((Enum<?>) value).name().equals(constant.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Constructor<?> constructor(String type) {
        Class<?> of = type(type);
        try {
            return of.getConstructor(Arrays.stream(of.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record can be made of its components", e);
        }
    }

    /** A type by its binary name. Rule files can only name types of facts and conclusions: their imports are checked. */
    private static Class<?> type(String binaryName) {
        try {
            return Class.forName(binaryName);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no type `" + binaryName + "`", e);
        }
    }

    private static Method method(Class<?> type, String name, int parameters) {
        return METHODS.get(type).stream()
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " has no `" + name + "`"));
    }

    /** A method as a function: reflection costs more with each call than most of what is called. */
    private static <F> F function(Class<F> shape, Method method) {
        return shape.cast(FUNCTIONS.computeIfAbsent(method, key -> {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                MethodHandle handle = lookup.unreflect(method);
                MethodType exact = handle.type().wrap();
                return LambdaMetafactory.metafactory(
                                lookup, "of", MethodType.methodType(shape), exact.generic(), handle, exact)
                        .getTarget()
                        .invoke();
            } catch (Throwable e) {
                throw new IllegalStateException("`" + method + "` cannot be asked", e);
            }
        }));
    }
}
