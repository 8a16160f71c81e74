package supervision.dossier;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Text;
import supervision.language.Condition;
import supervision.language.Declaration;
import supervision.language.Import;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Place;
import supervision.rulepack.PackProblem;
import supervision.rulepack.Parameter;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RuleText;

/**
 * What rules can speak of: the prepared facts, the conclusions, their components, and what the instruments answer. Finds in
 * rules of the right form what there is not, what can never be equal, and conclusions that cannot be made of their values.
 *
 * <p>The form of a rule is read before, below this package and without these types.
 */
public final class Vocabulary {

    /** Its parser of conditions knows these as words that begin something, and has no category for them. */
    private static final Set<String> WORDS_OF_JAVA = Set.of("enum", "record", "yield");

    /** The types that rules match or conclude, by their names as files import them. */
    private static final Map<String, Class<?>> MATCHED = new TreeMap<>();

    /** All that a file can import. */
    private static final Map<String, Class<?>> NAMED = new TreeMap<>();

    /** The same by their binary names too: asked for with each pair of rules. */
    private static final Map<String, Class<?>> BY_NAME = new HashMap<>();

    /** Of these a case has one, or one for each field. */
    private static final Set<Class<?>> FEW =
            Set.of(Told.Asked.class, Told.RegisterEntry.class, Told.FieldOf.class, Told.HasTrait.class);

    /** Types that hold enumerations, and are imported for their sake. */
    private static final Set<String> HOLDERS = new TreeSet<>();

    /** Names that nothing declared can have: all rules are in one package, and the engine finds types by simple names. */
    private static final Set<String> SIMPLE_NAMES = new TreeSet<>();

    /** Asked for with each condition of each rule. */
    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return accessorsOf(type);
        }
    };

    private static final ClassValue<Map<String, Part>> PARTS = new ClassValue<>() {
        @Override
        protected Map<String, Part> computeValue(Class<?> type) {
            return partsOf(type);
        }
    };

    static {
        records(Grounded.class).forEach(type -> MATCHED.put(type.getCanonicalName(), type));
        records(Conclusion.class).forEach(type -> MATCHED.put(type.getCanonicalName(), type));
        NAMED.putAll(MATCHED);
        // of which components of steps and tables are
        NAMED.put(Prepared.Severity.class.getCanonicalName(), Prepared.Severity.class);
        MATCHED.values().forEach(type -> accessors(type).values().forEach(Vocabulary::addEnumeration));
        for (Class<?> instrument : Instruments.TYPES.values()) {
            Arrays.stream(instrument.getMethods()).forEach(Vocabulary::addEnumeration);
        }
        BY_NAME.putAll(NAMED);
        NAMED.values().forEach(type -> BY_NAME.put(type.getName(), type));
        NAMED.values().stream()
                .map(Class::getDeclaringClass)
                .filter(Objects::nonNull)
                .forEach(type -> HOLDERS.add(type.getCanonicalName()));
        NAMED.values().forEach(type -> SIMPLE_NAMES.add(type.getSimpleName()));
        HOLDERS.forEach(name -> SIMPLE_NAMES.add(name.substring(name.lastIndexOf('.') + 1)));
        Instruments.TYPES.values().forEach(type -> SIMPLE_NAMES.add(type.getSimpleName()));
    }

    private final String file;
    private final List<PackProblem> problems;
    /** Imported types that there are not: what names them is not reported again. */
    private final Set<String> reported = new TreeSet<>();

    /** Steps and tables that some file declares, by their types. */
    private final Map<String, Declaration> declared;

    private Vocabulary(String file, Map<String, Declaration> declared, List<PackProblem> problems) {
        this.file = file;
        this.declared = declared;
        this.problems = problems;
    }

    /** What is wrong with rules of the right form. */
    public static List<PackProblem> check(Collection<RuleFile> files) {
        List<PackProblem> problems = new ArrayList<>();
        Map<String, Declaration> declared = new TreeMap<>();
        files.forEach(file -> file.declarations().forEach(each -> declared.put(each.type(), each)));
        Map<String, Import> imported = new TreeMap<>();
        for (RuleFile file : files) {
            Vocabulary vocabulary = new Vocabulary(file.path(), declared, problems);
            file.imports().forEach(vocabulary::checkImport);
            file.imports().forEach(each -> vocabulary.checkOneMeaning(each, imported));
            file.declarations().forEach(vocabulary::checkDeclaration);
            file.rules().forEach(vocabulary::checkRule);
        }
        return problems;
    }

    /**
     * What there is to ask of one type.
     *
     * @param declaration of a step or a table; null for a fact or a conclusion
     * @param type class of a fact or a conclusion; null for a step or a table
     */
    private record Shape(
            String name,
            @Nullable Declaration declaration,
            @Nullable Class<?> type) {

        @Nullable
        Value component(String component) {
            if (declaration == null) {
                Method accessor = accessors(Objects.requireNonNull(type)).get(component);
                return accessor == null ? null : Value.of(accessor);
            }
            int index = declaration.indexOf(component);
            return index < 0 ? null : Value.of(classOf(declaration.parts().get(index)));
        }

        Collection<String> components() {
            return declaration == null
                    ? accessors(Objects.requireNonNull(type)).keySet()
                    : declaration.parts().stream().map(Declaration.Part::name).toList();
        }

        boolean isTable() {
            return declaration != null && declaration.isTable();
        }
    }

    /** Type of a component of what is declared; {@code Void} if rules cannot speak of it, which is reported. */
    private static Class<?> classOf(Declaration.Part part) {
        return switch (part.type()) {
            case "java.lang.String" -> String.class;
            case "java.lang.Boolean" -> Boolean.class;
            case "java.lang.Integer" -> Integer.class;
            case "java.lang.Long" -> Long.class;
            case "java.time.LocalDate" -> LocalDate.class;
            default -> {
                Class<?> type = type(part.type());
                yield type == null ? Void.class : type;
            }
        };
    }

    private void checkDeclaration(Declaration declaration) {
        for (Declaration.Part part : declaration.parts()) {
            Class<?> type = classOf(part);
            if (type == Void.class && reported.contains(part.type())) {
                continue;
            }
            if (type == Void.class || type(part.type()) != null && !type.isEnum()) {
                problem(
                        part.place(),
                        Text.of(
                                "`%1$s` 的分项 `%2$s` 的类型 `%3$s` 不能用",
                                "`%2$s` of `%1$s` cannot be of type `%3$s`",
                                declaration.name(),
                                part.name(),
                                part.written()),
                        Text.of(
                                "用文字、真假值、日期、整数，或者枚举，如 `%1$s`",
                                "use a text, true or false, a day, a whole number or an enumeration, such as `%1$s`",
                                nearest(part.written(), enumerations())));
            }
        }
        if (SIMPLE_NAMES.contains(declaration.name())) {
            problem(
                    declaration.place(),
                    Text.of(
                            "`%1$s` 已经是一种事实、结论或者枚举的名称",
                            "`%1$s` is the name of a fact, a conclusion or an enumeration", declaration.name()),
                    new Text("换一个名称：同名的类型会被引擎混为一个", "give it another name: the engine would take one for the other"));
        }
    }

    /** A type by its binary name; null if rules cannot speak of it. */
    public static @Nullable Class<?> type(String binaryName) {
        return BY_NAME.get(binaryName);
    }

    /**
     * A component as rules can ask for it.
     *
     * @param type its type, with what it holds
     * @param mayBeMissing whether it may be null
     */
    public record Part(Type type, boolean mayBeMissing) {

        /** The constants that it can be; none if it is of no enumeration. */
        public List<Enum<?>> constants() {
            return type instanceof Class<?> of && of.isEnum()
                    ? Arrays.stream(of.getEnumConstants())
                            .<Enum<?>>map(value -> (Enum<?>) value)
                            .toList()
                    : List.of();
        }

        public boolean isTruth() {
            return type == boolean.class || type == Boolean.class;
        }
    }

    /**
     * What can be asked of facts, rows, steps or conclusions of a type, by name: components in their order first. Empty if there
     * is no such type.
     *
     * @param type binary name
     * @param declared steps and tables, by their types
     */
    public static Map<String, Part> parts(String type, Map<String, Declaration> declared) {
        Declaration declaration = declared.get(type);
        if (declaration != null) {
            Map<String, Part> parts = new LinkedHashMap<>();
            declaration.parts().forEach(part -> parts.put(part.name(), new Part(classOf(part), false)));
            return parts;
        }
        Class<?> named = type(type);
        return named == null ? Map.of() : PARTS.get(named);
    }

    private static Map<String, Part> partsOf(Class<?> type) {
        Map<String, Part> parts = new LinkedHashMap<>();
        Map<String, Method> accessors = accessors(type);
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents())
                    .forEach(component -> parts.put(
                            component.getName(), partOf(Objects.requireNonNull(accessors.get(component.getName())))));
        }
        accessors.forEach((name, method) -> parts.computeIfAbsent(name, key -> partOf(method)));
        return Collections.unmodifiableMap(parts);
    }

    private static Part partOf(Method method) {
        return new Part(
                method.getGenericReturnType(), method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class));
    }

    /** What can be asked of facts of a type, by name. */
    public static Map<String, Method> accessors(Class<?> type) {
        return ACCESSORS.get(type);
    }

    private static Map<String, Method> accessorsOf(Class<?> type) {
        Map<String, Method> accessors = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0
                    && method.getDeclaringClass() != Object.class
                    && !Modifier.isStatic(method.getModifiers())
                    && !Set.of("toString", "hashCode").contains(method.getName())) {
                accessors.put(method.getName(), method);
            }
        }
        return Collections.unmodifiableMap(accessors);
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isRecord() ? Stream.of(type) : records(type));
    }

    private static void addEnumeration(Method method) {
        for (Class<?> type : List.of(method.getReturnType(), Value.of(method).within())) {
            if (type.isEnum()) {
                NAMED.put(type.getCanonicalName(), type);
            }
        }
    }

    /**
     * What is known about a value before any case is there.
     *
     * @param type its type, never a primitive; {@code Void} for nothing
     * @param within type of what it holds, if it is a collection; else {@code Void}
     * @param mayBeMissing whether it may be null
     */
    private record Value(Class<?> type, Class<?> within, boolean mayBeMissing) {

        private static final Value NOTHING = new Value(Void.class, Void.class, true);

        static Value of(Class<?> type) {
            return new Value(type, Void.class, false);
        }

        static Value of(Method method) {
            return of(
                    method.getReturnType(),
                    method.getGenericReturnType(),
                    method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class));
        }

        static Value of(RecordComponent component) {
            return of(
                    component.getType(),
                    component.getGenericType(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        private static Value of(Class<?> raw, Type generic, boolean mayBeMissing) {
            Class<?> within = generic instanceof ParameterizedType many
                            && Collection.class.isAssignableFrom(raw)
                            && many.getActualTypeArguments()[0] instanceof Class<?> one
                    ? one
                    : Void.class;
            return new Value(raw == boolean.class ? Boolean.class : raw, within, mayBeMissing);
        }

        boolean isNothing() {
            return type == Void.class;
        }

        boolean canEqual(Value other) {
            if (isNothing() || other.isNothing()) {
                return mayBeMissing && other.mayBeMissing;
            }
            return type.isAssignableFrom(other.type) || other.type.isAssignableFrom(type);
        }

        /** Whether something that takes this takes the other. */
        boolean takes(Value other) {
            return other.isNothing() ? mayBeMissing : type.isAssignableFrom(other.type) && within == other.within;
        }

        /** What it is, to follow "is". */
        Text told() {
            if (isNothing()) {
                return new Text("空值", "nothing");
            }
            if (within != Void.class) {
                return Text.of("多个%1$s", "several of %1$s", of(within).told());
            }
            if (type == Boolean.class) {
                return new Text("真假值", "true or false");
            }
            if (type == String.class) {
                return new Text("文字", "a text");
            }
            return type == LocalDate.class
                    ? new Text("日期", "a day")
                    : Text.of("类型 %1$s 的值", "of %1$s", shortName(type));
        }
    }

    private void checkImport(Import imported) {
        if (!NAMED.containsKey(imported.name()) && !HOLDERS.contains(imported.name())) {
            reported.add(imported.type());
            problem(
                    imported.place(),
                    Text.of("`%1$s` 不是规则可以使用的名称", "`%1$s` is nothing that rules speak of", imported.name()),
                    Text.of("是否应为 `%1$s`？", "did you mean `%1$s`?", nearest(imported.name(), NAMED.keySet())));
        }
    }

    /** All rules are in one package, and to the engine what one file imports is imported by all. */
    private void checkOneMeaning(Import imported, Map<String, Import> before) {
        String simple = imported.name().substring(imported.name().lastIndexOf('.') + 1);
        Import other = before.putIfAbsent(simple, imported);
        if (other != null && !other.name().equals(imported.name())) {
            problem(
                    imported.place(),
                    Text.of(
                            "`%1$s` 在另一个文件中是 `%2$s`",
                            "`%1$s` is `%2$s` in another file", imported.name(), other.name()),
                    new Text(
                            "各文件中同一个名称须指同一类型：引擎会把它们混为一个",
                            "let one name mean one type in all files: the engine would take one for the other"));
        }
    }

    /** What a rule's variables stand for. */
    private static final class Variables {
        private final Map<String, Shape> facts = new TreeMap<>();
        private final Map<String, Value> values = new TreeMap<>();
        /** Units of the parameters whose ids are components of rows. */
        private final Map<String, String> units = new TreeMap<>();
    }

    private void checkRule(RuleText rule) {
        Variables variables = new Variables();
        for (int i = 0; i < rule.when().size(); i++) {
            Pattern pattern = rule.when().get(i);
            Shape type = matched(rule, pattern.place(), pattern.written(), pattern.type());
            if (type == null) {
                continue;
            }
            pattern.conditions()
                    .forEach(condition -> condition.tests().forEach(test -> checkTest(rule, test, type, variables)));
            checkPlace(rule, i, pattern, type);
            for (Pattern.Binding binding : pattern.bindings()) {
                Value value = component(rule, new Operand.Component(binding.place(), null, binding.component()), type);
                if (value != null) {
                    variables.values.put(binding.variable(), value);
                }
                String unit = unit(type, binding.component());
                if (unit != null) {
                    variables.units.put(binding.variable(), unit);
                }
            }
            if (pattern.isGround() && pattern.variable() != null) {
                variables.facts.put(pattern.variable(), type);
            }
            Pattern.Total total = pattern.total();
            if (total != null) {
                Value of = variables.values.get(total.of());
                if (total.function() == Pattern.Function.COUNT) {
                    variables.values.put(total.variable(), Value.of(Long.class));
                } else if (of != null) {
                    checkExtreme(rule, total, of);
                    variables.values.put(total.variable(), of);
                }
            }
        }
        if (rule.then() != null) {
            checkConclusion(rule, rule.then(), variables);
        }
    }

    /** Unit of the parameter whose id a component of a row is; null if it is none. */
    private static @Nullable String unit(@Nullable Shape type, String component) {
        Declaration declaration = type == null ? null : type.declaration();
        int index = declaration == null ? -1 : declaration.indexOf(component);
        return declaration == null || index < 0
                ? null
                : declaration.parts().get(index).figure();
    }

    private void checkExtreme(RuleText rule, Pattern.Total total, Value of) {
        if (of.type() != LocalDate.class) {
            problem(
                    total.place(),
                    Text.of(
                            "规则 `%1$s` 对 `%2$s`（%3$s）取最小或最大",
                            "rule `%1$s` takes an extreme of `%2$s`, %3$s", rule.name(), total.of(), what(of)),
                    new Text("只对日期取最小或最大", "take extremes of days only"));
        }
    }

    /** What elements cannot be where they stand: the engine would multiply them, or answer for another day. */
    private void checkPlace(RuleText rule, int at, Pattern pattern, Shape type) {
        if (at == 0 && (type.isTable() || pattern.kind() != Pattern.Kind.FACT)) {
            problem(
                    pattern.place(),
                    Text.of(
                            "规则 `%1$s` 以 `%2$s` 开头，认定不能以它为依据",
                            "rule `%1$s` begins with `%2$s`, on which no finding can rest",
                            rule.name(),
                            pattern.kind() == Pattern.Kind.FACT
                                    ? pattern.written()
                                    : pattern.kind().word() + " " + pattern.written()),
                    new Text(
                            "先写认定所依据的事实、步骤或者结论，如主体 RegisterEntry()",
                            "begin with the fact, step or conclusion that it rests on, such as RegisterEntry()"));
        }
        if (at > 0 && pattern.conditions().stream().noneMatch(Vocabulary::links) && !isFew(pattern, type)) {
            problem(
                    pattern.place(),
                    Text.of(
                            "规则 `%1$s` 中的 `%2$s` 与前面的模式没有联系，两者会相乘",
                            "`%2$s` in rule `%1$s` is not linked to what stands before it: they would multiply",
                            rule.name(),
                            pattern.written()),
                    new Text(
                            "用 `==` 与前面绑定的变量联系，如 of == $of",
                            "link it by `==` to a variable that is bound before, such as of == $of"));
        }
        if (pattern.kind() == Pattern.Kind.TOTAL && type.isTable()) {
            problem(
                    pattern.place(),
                    Text.of(
                            "规则 `%1$s` 统计表 `%2$s` 的行",
                            "rule `%1$s` counts rows of `%2$s`", rule.name(), pattern.written()),
                    new Text("统计事实、步骤或者结论", "count facts, steps or conclusions"));
        }
    }

    /**
     * Whether a condition leaves few facts for each that was matched before. One of several that may hold instead of each other,
     * and one that says nothing about the fact itself, does not.
     */
    private static boolean links(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().anyMatch(Vocabulary::links);
        }
        if (!(condition instanceof Condition.Test test) || test.right().size() != 1) {
            return false;
        }
        boolean links = test.operator() == Condition.Operator.EQUAL || test.operator() == Condition.Operator.CONTAINS;
        Operand left = test.left();
        Operand right = test.right().get(0);
        return links
                && (left instanceof Operand.Component && right instanceof Operand.Variable
                        || left instanceof Operand.Variable && right instanceof Operand.Component);
    }

    /** Whether a case has no more than a handful: the entity itself, or what is settled once for a field. */
    private static boolean isFew(Pattern pattern, Shape type) {
        Declaration declaration = type.declaration();
        return pattern.kind() != Pattern.Kind.FACT
                || type.type() != null && FEW.contains(type.type())
                || declaration != null && declaration.few();
    }

    /** A type that rules match; null if it is none, and reported unless its import was. */
    private @Nullable Shape matched(RuleText rule, Place place, String written, String binaryName) {
        Declaration declaration = declared.get(binaryName);
        if (declaration != null) {
            return new Shape(declaration.name(), declaration, null);
        }
        Class<?> type = type(binaryName);
        if (type == null ? !reported.contains(binaryName) : !type.isRecord()) {
            problem(
                    place,
                    Text.of(
                            "规则 `%1$s` 匹配 `%2$s`，没有这种事实",
                            "rule `%1$s` matches `%2$s`, which is no fact", rule.name(), written),
                    Text.of(
                            "匹配事先整理的事实或者结论，如 `%1$s`",
                            "match one of the prepared facts or conclusions, such as `%1$s`",
                            nearest(written, simpleNames(MATCHED.values()))));
            return null;
        }
        return type == null ? null : new Shape(shortName(type), null, type);
    }

    /** Conditions are asked whatever stands before them: a question that can fail would end the decision. */
    private void checkTotal(RuleText rule, Condition.Test test) {
        test.operands().forEach(operand -> {
            if (operand instanceof Operand.Asked asked
                    && asked.instrument().equals("figures")
                    && Set.of("tier", "tierOf").contains(asked.question())) {
                problem(
                        asked.place(),
                        Text.of(
                                "规则 `%1$s` 在条件中询问 `%2$s`，没有数值时无法回答",
                                "rule `%1$s` asks `%2$s` in a condition, which has no answer where there is no number",
                                rule.name(),
                                asked),
                        new Text(
                                "条件中问 `figures.maps` 或者 `figures.is`，在结果部分才问层级",
                                "ask `figures.maps` or `figures.is` in conditions, and for the tier in the consequence"));
            }
        });
    }

    private void checkTest(RuleText rule, Condition.Test test, Shape of, Variables variables) {
        checkTotal(rule, test);
        Value left = value(rule, test.left(), of, variables);
        List<@Nullable Value> right = new ArrayList<>();
        test.right().forEach(operand -> right.add(value(rule, operand, of, variables)));
        if (left == null) {
            return;
        }
        boolean aboutNothing = right.stream().anyMatch(value -> value != null && value.isNothing());
        if (left.mayBeMissing() && !left.isNothing() && !aboutNothing) {
            problem(
                    test.left().place(),
                    Text.of(
                            "规则 `%1$s` 比较 `%2$s`，它可能没有值",
                            "rule `%1$s` compares `%2$s`, which may be missing", rule.name(), test.left()),
                    new Text(
                            "匹配表明其有无的事实：没有值会被当作不相等",
                            "match a fact that says whether it is there: what is missing would count as different"));
        }
        switch (test.operator()) {
            case HOLDS -> {
                if (left.type() != Boolean.class) {
                    problem(
                            test.place(),
                            Text.of(
                                    "规则 `%1$s` 问 `%2$s` 是否成立，而它是%3$s",
                                    "rule `%1$s` asks whether `%2$s` holds, and it is %3$s",
                                    rule.name(),
                                    test.left(),
                                    left.told()),
                            new Text(
                                    "用 `==` 比较，或者改问取值为 true 或 false 的内容",
                                    "compare it with `==` or ask for something that is true or false"));
                }
            }
            case CONTAINS, NOT_CONTAINS -> checkContains(rule, test, left, right.get(0));
            default -> {
                for (int i = 0; i < right.size(); i++) {
                    Value other = right.get(i);
                    if (other != null && !left.canEqual(other)) {
                        problem(
                                test.right().get(i).place(),
                                Text.of(
                                        "规则 `%1$s` 比较 `%2$s`（%3$s）与 `%4$s`（%5$s）：两者不可能相等",
                                        "rule `%1$s` compares `%2$s`, %3$s, with `%4$s`, %5$s: they are never equal",
                                        rule.name(),
                                        test.left(),
                                        what(left),
                                        test.right().get(i),
                                        what(other)),
                                Text.of("改为与%1$s比较", "compare it with something that is %1$s", left.told()));
                    }
                }
            }
        }
    }

    private static Text what(Value value) {
        return Text.of("%1$s", "which is %1$s", value.told());
    }

    private void checkContains(RuleText rule, Condition.Test test, Value left, @Nullable Value right) {
        Value part = left.within() != Void.class
                ? Value.of(left.within())
                : left.type() == String.class ? Value.of(String.class) : null;
        if (part == null) {
            problem(
                    test.left().place(),
                    Text.of(
                            "规则 `%1$s` 问 `%2$s` 包含什么，而它是%3$s",
                            "rule `%1$s` asks what `%2$s` contains, and it is %3$s",
                            rule.name(),
                            test.left(),
                            left.told()),
                    new Text(
                            "`contains` 只能用于文字或者有多个值的分项", "`contains` asks a text or a component with several values"));
        } else if (right != null && !part.canEqual(right)) {
            problem(
                    test.right().get(0).place(),
                    Text.of(
                            "规则 `%1$s` 问 `%2$s` 是否包含 `%3$s`（%4$s）：不可能包含",
                            "rule `%1$s` asks whether `%2$s` contains `%3$s`, %4$s: it never does",
                            rule.name(),
                            test.left(),
                            test.right().get(0),
                            what(right)),
                    Text.of("改问%1$s", "ask for something that is %1$s", part.told()));
        }
    }

    /** What is known about an operand; null if it is wrong, and reported. */
    private @Nullable Value value(RuleText rule, Operand operand, @Nullable Shape of, Variables variables) {
        if (operand instanceof Operand.Variable variable) {
            return ofVariable(rule, variable, variables);
        }
        if (operand instanceof Operand.Text) {
            return Value.of(String.class);
        }
        if (operand instanceof Operand.Truth) {
            return Value.of(Boolean.class);
        }
        if (operand instanceof Operand.Component component) {
            Shape type = component.variable() == null ? of : variables.facts.get(component.variable());
            if (type != null && component.variable() != null && type.declaration() != null) {
                problem(
                        component.place(),
                        Text.of(
                                "规则 `%1$s` 在结果中写 `%2$s`，而 `%3$s` 是在规则文件中声明的类型",
                                "rule `%1$s` has `%2$s` in its consequence, and `%3$s` is declared in a rule file",
                                rule.name(),
                                component,
                                type.name()),
                        Text.of(
                                "在模式中绑定：%1$s($x : %2$s)，结果中写 $x",
                                "bind it in the pattern, %1$s($x : %2$s), and write $x",
                                type.name(),
                                nearest(component.name(), type.components())));
                return null;
            }
            return type == null ? null : component(rule, component, type);
        }
        if (operand instanceof Operand.Constant constant) {
            return constant(rule, constant);
        }
        if (operand instanceof Operand.Asked asked) {
            return asked(rule, asked, of, variables);
        }
        return Value.NOTHING;
    }

    private @Nullable Value ofVariable(RuleText rule, Operand.Variable variable, Variables variables) {
        if (variable.component() == null) {
            return variables.values.get(variable.variable());
        }
        Shape type = variables.facts.get(variable.variable());
        return type == null
                ? null
                : component(rule, new Operand.Component(variable.place(), null, variable.component()), type);
    }

    private @Nullable Value component(RuleText rule, Operand.Component component, Shape type) {
        Value value = type.component(component.name());
        if (value == null) {
            problem(
                    component.place(),
                    Text.of(
                            "规则 `%1$s` 使用 `%2$s` 的 `%3$s`，没有这个分项",
                            "rule `%1$s` asks `%2$s` for `%3$s`, which it does not have",
                            rule.name(),
                            type.name(),
                            component.name()),
                    Text.of(
                            "是否应为 `%1$s`？现有分项：%2$s",
                            "did you mean `%1$s`? It has %2$s",
                            nearest(component.name(), type.components()),
                            String.join(", ", type.components())));
            return null;
        }
        if (component.variable() == null && WORDS_OF_JAVA.contains(component.name())) {
            problem(
                    component.place(),
                    Text.of(
                            "规则 `%1$s` 在条件中使用 `%2$s`，引擎会把它当作 Java 的词而停止",
                            "rule `%1$s` asks for `%2$s` in a condition, which the engine takes"
                                    + " for a word of Java and stops at",
                            rule.name(),
                            component.name()),
                    Text.of(
                            "改用其他分项；结果部分可以写 `$p.%1$s()`",
                            "ask for another component; a consequence may take `$p.%1$s()`", component.name()));
        }
        return value;
    }

    private @Nullable Value constant(RuleText rule, Operand.Constant constant) {
        Class<?> type = type(constant.type());
        if (type == null) {
            String written = constant.type();
            if (reported.stream().noneMatch(missing -> written.equals(missing) || written.startsWith(missing + "$"))) {
                problem(
                        constant.place(),
                        Text.of(
                                "规则 `%1$s` 使用 `%2$s`，没有这个名称",
                                "rule `%1$s` names `%2$s`, which there is not", rule.name(), constant),
                        Text.of(
                                "是否应为 `%1$s` 的常量？",
                                "did you mean a constant of `%1$s`?",
                                nearest(constant.written().replaceAll(".*\\.", ""), enumerations())));
            }
            return null;
        }
        if (!type.isEnum()) {
            problem(
                    constant.place(),
                    Text.of(
                            "规则 `%1$s` 使用 `%2$s`，而 `%3$s` 没有常量",
                            "rule `%1$s` names `%2$s`, and `%3$s` has no constants",
                            rule.name(),
                            constant,
                            constant.written()),
                    Text.of(
                            "使用枚举的常量，如 `%1$s`",
                            "name a constant of an enumeration, such as `%1$s`",
                            nearest(constant.written(), enumerations())));
            return null;
        }
        Set<String> constants = Arrays.stream(type.getEnumConstants())
                .map(value -> ((Enum<?>) value).name())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!constants.contains(constant.name())) {
            problem(
                    constant.place(),
                    Text.of(
                            "规则 `%1$s` 使用 `%2$s`，没有这个名称",
                            "rule `%1$s` names `%2$s`, which there is not", rule.name(), constant),
                    Text.of(
                            "是否应为 `%1$s.%2$s`？现有常量：%3$s",
                            "did you mean `%1$s.%2$s`? There are %3$s",
                            constant.written(),
                            nearest(constant.name(), constants),
                            String.join(", ", constants)));
            return null;
        }
        return Value.of(type);
    }

    private @Nullable Value asked(RuleText rule, Operand.Asked asked, @Nullable Shape of, Variables variables) {
        List<@Nullable Value> with = new ArrayList<>();
        asked.with().forEach(operand -> with.add(value(rule, operand, of, variables)));
        checkFigure(rule, asked, of, variables);
        Class<?> instrument = Instruments.TYPES.get(asked.instrument());
        List<Method> answers = instrument == null
                ? List.of()
                : Arrays.stream(instrument.getMethods())
                        .filter(method -> method.getName().equals(asked.question()))
                        .toList();
        for (Method answer : answers) {
            if (takes(answer, with)) {
                return Value.of(answer);
            }
        }
        problem(
                asked.place(),
                Text.of(
                        "规则 `%1$s` 询问 `%2$s`，无法回答",
                        "rule `%1$s` asks `%2$s`, which cannot be answered", rule.name(), asked),
                Text.of(
                        "可以询问：%1$s",
                        "ask %1$s",
                        Text.joined(
                                answers.stream()
                                        .map(Vocabulary::signature)
                                        .sorted(Comparator.comparing(Text::en))
                                        .toList(),
                                "；",
                                " or ")));
        return null;
    }

    /** A number that no rule names is named by a row, so that the finding lists it; its unit is that of the component. */
    private void checkFigure(RuleText rule, Operand.Asked asked, @Nullable Shape of, Variables variables) {
        Operand id = asked.with().get(0);
        if (!asked.instrument().equals("figures") || id instanceof Operand.Text) {
            return;
        }
        String unit = null;
        if (id instanceof Operand.Component own && own.variable() == null) {
            unit = unit(of, own.name());
        } else if (id instanceof Operand.Variable variable) {
            unit = variable.component() == null
                    ? variables.units.get(variable.variable())
                    : unit(variables.facts.get(variable.variable()), variable.component());
        }
        if (unit == null) {
            problem(
                    id.place(),
                    Text.of(
                            "规则 `%1$s` 用 `figures` 询问 `%2$s`，它不是表中参数的 id",
                            "rule `%1$s` asks `figures` for `%2$s`, which is no id of a parameter in a table",
                            rule.name(),
                            id),
                    new Text(
                            "直接写出参数的 id，或者在表的该分项后写 @figure(\"单位\")",
                            "write the id of the parameter, or add @figure(\"unit\") to the component of the table"));
            return;
        }
        Parameter.Unit known = Parameter.Unit.ofYamlName(unit);
        if (known != null && !known.answers(asked.question())) {
            problem(
                    asked.place(),
                    Text.of(
                            "规则 `%1$s` 以 `figures.%2$s` 询问 `%3$s`，后者的单位为 %4$s",
                            "rule `%1$s` asks `figures.%2$s` for `%3$s`, whose unit is %4$s",
                            rule.name(),
                            asked.question(),
                            id,
                            unit),
                    new Text("改问该单位能够回答的问题，或者改用其他参数", "ask what that unit answers, or name another parameter"));
        }
    }

    private static boolean takes(Method answer, List<? extends @Nullable Value> with) {
        Class<?>[] types = answer.getParameterTypes();
        if (types.length != with.size()) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            Value value = with.get(i);
            // one that is wrong itself is reported
            if (value != null && (value.mayBeMissing() || !types[i].isAssignableFrom(value.type()))) {
                return false;
            }
        }
        return true;
    }

    private static Text signature(Method answer) {
        List<Text> with = Arrays.stream(answer.getParameterTypes())
                .map(type -> Value.of(type).told())
                .toList();
        return Text.of("`%1$s`，参数为%2$s", "`%1$s` with %2$s", answer.getName(), Text.joined(with, "和", " and "));
    }

    private record Component(String name, Value value) {}

    private void checkConclusion(RuleText rule, Insertion insertion, Variables variables) {
        List<@Nullable Value> values = new ArrayList<>();
        insertion.values().forEach(operand -> values.add(value(rule, operand, null, variables)));
        if (reported.contains(insertion.type())) {
            return;
        }
        Declaration step = declared.get(insertion.type());
        Class<?> type = type(insertion.type());
        boolean concludes = step != null || type != null && type.isRecord() && Conclusion.class.isAssignableFrom(type);
        if (step != null && step.isTable()) {
            problem(
                    insertion.place(),
                    Text.of(
                            "规则 `%1$s` 插入表 `%2$s` 的一行",
                            "rule `%1$s` inserts a row of the table `%2$s`", rule.name(), insertion.written()),
                    Text.of(
                            "表的行写在 tables/%1$s.yaml；规则得出的内容声明为步骤，不写 @table",
                            "rows are written in tables/%1$s.yaml; declare what rules conclude as a step, without @table",
                            step.table()));
            return;
        }
        if (!concludes) {
            problem(
                    insertion.place(),
                    Text.of(
                            "规则 `%1$s` 插入 `%2$s`，没有这种结论",
                            "rule `%1$s` inserts `%2$s`, which is no conclusion", rule.name(), insertion.written()),
                    Text.of(
                            "插入一种结论，如 `%1$s`",
                            "insert one, such as `%1$s`",
                            nearest(
                                    insertion.written(),
                                    simpleNames(records(Conclusion.class).toList()))));
            return;
        }
        List<Component> components = step == null
                ? Arrays.stream(Objects.requireNonNull(type).getRecordComponents())
                        .map(component -> new Component(component.getName(), Value.of(component)))
                        .toList()
                : step.parts().stream()
                        .map(part -> new Component(part.name(), Value.of(classOf(part))))
                        .toList();
        if (components.size() != values.size()) {
            problem(
                    insertion.place(),
                    Text.of(
                            "规则 `%1$s` 以 %3$s 个值构成 `%2$s`，而它有 %4$s 个分项",
                            "rule `%1$s` makes a `%2$s` of %3$s values, and it has %4$s",
                            rule.name(),
                            insertion.written(),
                            values.size(),
                            components.size()),
                    Text.of(
                            "依次写：%1$s",
                            "give it %1$s",
                            Text.joined(
                                    components.stream()
                                            .map(component -> Text.of(
                                                    "%1$s（%2$s）",
                                                    "%1$s (%2$s)",
                                                    component.name(),
                                                    component.value().told()))
                                            .toList(),
                                    "、",
                                    ", ")));
            return;
        }
        for (int i = 0; i < components.size(); i++) {
            Value wanted = components.get(i).value();
            Value given = values.get(i);
            Operand operand = insertion.values().get(i);
            if (given != null && !wanted.takes(given)) {
                problem(
                        operand.place(),
                        Text.of(
                                "规则 `%1$s` 把 `%2$s`（%3$s）用作 `%5$s` 的 `%4$s`，类型不合",
                                "rule `%1$s` gives `%2$s`, %3$s, for `%4$s` of `%5$s`",
                                rule.name(),
                                operand,
                                what(given),
                                components.get(i).name(),
                                insertion.written()),
                        Text.of("改为%1$s", "give it something that is %1$s", wanted.told()));
            } else if (given != null && given.mayBeMissing() && !wanted.mayBeMissing()) {
                problem(
                        operand.place(),
                        Text.of(
                                "规则 `%1$s` 把 `%2$s` 用作 `%4$s` 的 `%3$s`，它可能没有值",
                                "rule `%1$s` gives `%2$s`, which may be missing, for `%3$s` of `%4$s`",
                                rule.name(),
                                operand,
                                components.get(i).name(),
                                insertion.written()),
                        new Text("改为一定有值的内容", "give it something that is always there"));
            }
        }
    }

    private void problem(Place place, Text problem, Text remedy) {
        problems.add(new PackProblem(file, place.line(), place.column(), problem, remedy));
    }

    private static Set<String> enumerations() {
        return simpleNames(NAMED.values().stream().filter(type -> type.isEnum()).toList());
    }

    private static Set<String> simpleNames(Collection<? extends Class<?>> types) {
        return types.stream().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shortName(Class<?> type) {
        return type.getSimpleName();
    }

    /** Of several names the one that takes the fewest changes, the first of those. */
    static String nearest(String written, Collection<String> names) {
        String nearest = "";
        int fewest = Integer.MAX_VALUE;
        for (String name : names) {
            int changes = changes(written, name);
            if (changes < fewest) {
                fewest = changes;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Letters to add, leave out or replace to make one text of another. */
    private static int changes(String one, String other) {
        int[] above = new int[other.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + (same ? 0 : 1));
            }
            above = row;
        }
        return above[other.length()];
    }
}
