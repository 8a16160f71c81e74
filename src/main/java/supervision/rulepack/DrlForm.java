package supervision.rulepack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.language.Condition;
import supervision.language.Condition.Operator;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Pattern.Binding;
import supervision.language.Pattern.Function;
import supervision.language.Pattern.Kind;
import supervision.language.Pattern.Total;
import supervision.language.Place;
import supervision.rulepack.DrlTokens.Token;

/**
 * The grammar of what stands between {@code when} and {@code end}. What it does not name cannot be written: a list of what is
 * forbidden would always miss something, for a rule is Java to the engine.
 *
 * <pre>
 * conditions  = element {element}
 * element     = [$variable ":"] pattern | ("not" | "exists") pattern
 *             | "accumulate" "(" [$variable ":"] pattern ";" $variable ":" ("count" | "min" | "max") "(" $variable ")" ")"
 * pattern     = Type "(" [part {"," part}] ")"
 * part        = $variable ":" component | either
 * either      = all {"||" all}
 * all         = single {"&amp;&amp;" single}
 * single      = "!" single | "(" either ")" | comparison
 * comparison  = operand [("==" | "!=" | ["not"] "contains") operand | ["not"] "in" "(" operand {"," operand} ")"]
 * operand     = component | $variable ["." component] | "string" | true | false | null | Type.CONSTANT
 *             | instrument.question(operand {"," operand})
 *
 * consequence = "insert" "(" "new" Type "(" [value {"," value}] ")" ")" ";"
 * value       = operand, with $variable.component() in place of component
 * </pre>
 */
final class DrlForm {

    /** What may be asked of the two instruments. */
    static final Map<String, Set<String>> INSTRUMENTS = Map.of(
            "today",
            Set.of("before", "later", "past", "reached"),
            "figures",
            Set.of(
                    "above",
                    "after",
                    "atLeast",
                    "atMost",
                    "below",
                    "calendarCovers",
                    "due",
                    "is",
                    "isOn",
                    "known",
                    "knownOn",
                    "lastDay",
                    "leads",
                    "maps",
                    "opens",
                    "ownOf",
                    "rollCovers",
                    "scoreBelow",
                    "scoreReaches",
                    "tier",
                    "tierOf",
                    "value"),
            "amounts",
            Set.of("atLeast", "positive"),
            "counts",
            Set.of("above", "atLeast", "daysAfter", "fewer", "isNumber", "less", "onceEvery", "reached", "tooFew"),
            "days",
            Set.of("before", "dayAfter", "earlier", "ending", "eve", "ifAny", "inOrder", "known", "later", "told"),
            "laws",
            Set.of("inForce", "predates", "since"),
            "periods",
            Set.of("after", "longer", "within"),
            "ranks",
            Set.of("first", "higher"));

    /** Methods that every object has: nothing about a fact. */
    private static final Set<String> NO_ACCESSORS =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private static final Set<String> NO_COMPONENTS =
            Set.of("and", "class", "contains", "in", "insert", "instanceof", "new", "not", "or", "super", "this");

    /**
     * Words of Java and of the engine: a component of a declared type that is called like one ends the build, mostly without a
     * file or a line.
     */
    static final Set<String> RESERVED = Set.of(
            "abstract",
            "accumulate",
            "acc",
            "and",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "collect",
            "const",
            "contains",
            "continue",
            "declare",
            "default",
            "delete",
            "dialect",
            "do",
            "double",
            "else",
            "end",
            "entry",
            "enum",
            "eval",
            "exists",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "forall",
            "from",
            "function",
            "global",
            "goto",
            "groupby",
            "if",
            "implements",
            "import",
            "in",
            "init",
            "insert",
            "instanceof",
            "int",
            "interface",
            "long",
            "matches",
            "memberOf",
            "modify",
            "native",
            "new",
            "not",
            "null",
            "or",
            "over",
            "package",
            "permits",
            "private",
            "protected",
            "public",
            "query",
            "record",
            "result",
            "retract",
            "return",
            "reverse",
            "rule",
            "salience",
            "sealed",
            "short",
            "soundslike",
            "static",
            "str",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "then",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "unit",
            "update",
            "var",
            "void",
            "volatile",
            "when",
            "while",
            "window",
            "with",
            "yield");

    /** Nesting that no clause of law needs, and that would exhaust the readers' stacks. */
    private static final int DEEPEST = 16;

    /** Patterns of one rule: each more multiplies the facts that are tried. */
    private static final int MOST_PATTERNS = 8;

    /** Comparisons of one rule, or operands of one list: what the engine makes of them has to fit into a method. */
    private static final int MOST = 100;

    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    /** Something stands where the grammar has no place for it. */
    static final class DeviationException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Place place;
        private final String found;
        private final transient Text told;

        private DeviationException(Place place, String found, Text expected) {
            super("`" + found + "`");
            this.place = place;
            this.found = found;
            this.told = found.isEmpty()
                    ? Text.of("在此处没有内容，应为：%1$s", "has nothing where %1$s belongs", expected)
                    : Text.of("写有 `%1$s`，此处应为：%2$s", "has `%1$s` where %2$s belongs", found, expected);
        }

        /** What stands where and should not, to follow the name of the rule. */
        Text told() {
            return told;
        }

        Place place() {
            return place;
        }

        /** What stands there; empty if nothing does. */
        String found() {
            return found;
        }
    }

    private final List<Token> tokens;
    /** Binary names of the imported types, by their simple names. */
    private final Map<String, String> types;

    /** Facts by the variables that stand for them. */
    private final Set<String> variables;

    /** Variables that stand for a value: a component of a fact, or what became of many. */
    private final Set<String> values;

    /** All variables that the rule has so far. */
    private final Set<String> named = new HashSet<>();

    private int at;
    private int depth;
    private int comparisons;

    private DrlForm(List<Token> tokens, Map<String, String> types, Set<String> variables, Set<String> values) {
        this.tokens = tokens;
        this.types = types;
        this.variables = variables;
        this.values = values;
    }

    /** Reads conditions. */
    static List<Pattern> conditions(List<Token> tokens, Map<String, String> types) throws DeviationException {
        DrlForm form = new DrlForm(tokens, types, new HashSet<>(), new HashSet<>());
        List<Pattern> patterns = new ArrayList<>();
        do {
            if (patterns.size() == MOST_PATTERNS) {
                throw form.deviation(Text.of(
                        "`then`（一条规则最多 %1$s 个模式）", "`then`: a rule has at most %1$s patterns, it", MOST_PATTERNS));
            }
            patterns.add(form.element());
        } while (form.at < tokens.size());
        return patterns;
    }

    /** Reads a consequence, which may refer to the variables of the patterns. */
    static Insertion consequence(List<Token> tokens, Map<String, String> types, List<Pattern> patterns)
            throws DeviationException {
        Set<String> variables = new HashSet<>();
        Set<String> values = new HashSet<>();
        for (Pattern pattern : patterns) {
            if (pattern.isGround() && pattern.variable() != null) {
                variables.add(pattern.variable());
            }
            if (pattern.isGround()) {
                pattern.bindings().forEach(binding -> values.add(binding.variable()));
            }
            if (pattern.total() != null) {
                values.add(pattern.total().variable());
            }
        }
        DrlForm form = new DrlForm(tokens, types, variables, values);
        Place place = form.place();
        form.expect("insert");
        form.expect("(");
        form.expect("new");
        String type = form.type();
        form.expect("(");
        List<Operand> given = form.peek(")") ? List.of() : form.operands(false);
        form.expect(")");
        form.expect(")");
        form.expect(";");
        if (form.at < tokens.size()) {
            throw form.deviation(new Text("`end`", "`end`"));
        }
        return new Insertion(place, type, form.binaryName(type), given);
    }

    private Pattern element() throws DeviationException {
        Place place = place();
        if (accept("not")) {
            return unnamed(place, Kind.NOT);
        }
        if (accept("exists")) {
            return unnamed(place, Kind.EXISTS);
        }
        if (accept("accumulate")) {
            return total(place);
        }
        String variable = word().startsWith("$") ? variable() : null;
        Pattern pattern = pattern(place, Kind.FACT, variable);
        if (variable != null) {
            variables.add(variable);
        }
        pattern.bindings().forEach(binding -> values.add(binding.variable()));
        return pattern;
    }

    /** An element that no later one refers to. */
    private Pattern unnamed(Place place, Kind kind) throws DeviationException {
        if (!isType()) {
            throw deviation(new Text(
                    "一个类型（`not` 和 `exists` 之后是一个模式，不加括号，不嵌套，也没有变量）",
                    "a type (`not` and `exists` take one pattern, without brackets, nesting or a variable)"));
        }
        Pattern pattern = pattern(place, kind, null);
        if (!pattern.bindings().isEmpty()) {
            throw new DeviationException(
                    pattern.bindings().get(0).place(),
                    pattern.bindings().get(0).variable(),
                    new Text(
                            "条件（`not` 和 `exists` 中不能绑定变量）",
                            "a condition: nothing is bound inside of `not` and `exists`; it"));
        }
        return pattern;
    }

    private Pattern total(Place place) throws DeviationException {
        expect("(");
        String variable = word().startsWith("$") ? variable() : null;
        Pattern of = pattern(place, Kind.TOTAL, variable);
        expect(";");
        Place named = place();
        String result = variable();
        String word = word();
        Function function = null;
        for (Function each : Function.values()) {
            function = each.word().equals(word) ? each : function;
        }
        if (function == null) {
            throw deviation(new Text("`count`、`min` 或 `max`", "`count`, `min` or `max`"));
        }
        at++;
        expect("(");
        String counted = word();
        boolean known = function == Function.COUNT
                ? counted.equals(variable)
                : of.bindings().stream().anyMatch(binding -> binding.variable().equals(counted));
        if (!known) {
            throw deviation(
                    function == Function.COUNT
                            ? new Text("该模式的变量", "the variable of the pattern")
                            : new Text("该模式中绑定的变量", "a variable that the pattern binds"));
        }
        at++;
        expect(")");
        expect(")");
        values.add(result);
        return new Pattern(
                place,
                Kind.TOTAL,
                variable,
                of.written(),
                of.type(),
                of.bindings(),
                of.conditions(),
                new Total(named, result, function, counted));
    }

    /** A variable that nothing else is called, and its colon. */
    private String variable() throws DeviationException {
        String variable = word();
        if (!variable.matches("\\$[a-z][A-Za-z0-9]*")
                || RESERVED.contains(variable.substring(1))
                || !named.add(variable)) {
            throw deviation(
                    new Text("一个未用过的变量，不以语言中的词命名", "a variable of its own, not called like a word of the language,"));
        }
        at++;
        expect(":");
        return variable;
    }

    private Pattern pattern(Place place, Kind kind, @Nullable String variable) throws DeviationException {
        String type = type();
        expect("(");
        List<Binding> bindings = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        if (!peek(")")) {
            do {
                if (word().startsWith("$")
                        && at + 1 < tokens.size()
                        && tokens.get(at + 1).is(":")) {
                    Place bound = place();
                    bindings.add(new Binding(bound, variable(), component(new Text("分项", "a component"))));
                } else {
                    conditions.add(either());
                }
            } while (accept(","));
        }
        expect(")");
        return new Pattern(place, kind, variable, type, binaryName(type), bindings, conditions, null);
    }

    private Condition either() throws DeviationException {
        Place place = place();
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (accept("|")) {
            expect("|");
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(place, parts);
    }

    private Condition all() throws DeviationException {
        Place place = place();
        List<Condition> parts = new ArrayList<>(List.of(single()));
        while (accept("&")) {
            expect("&");
            parts.add(single());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(place, parts);
    }

    private Condition single() throws DeviationException {
        Place place = place();
        if (accept("!")) {
            deeper();
            Condition of = single();
            depth--;
            return new Condition.Not(place, of);
        }
        if (accept("(")) {
            deeper();
            Condition inside = either();
            expect(")");
            depth--;
            return inside;
        }
        return comparison();
    }

    private Condition comparison() throws DeviationException {
        if (++comparisons > MOST) {
            throw deviation(
                    Text.of("`then`（一条规则最多 %1$s 个比较）", "`then`: a rule has at most %1$s comparisons, it", MOST));
        }
        Place place = place();
        Operand left = operand(true);
        if (peek("=") || peek("!")) {
            Operator operator = peek("=") ? Operator.EQUAL : Operator.NOT_EQUAL;
            at++;
            expect("=");
            return new Condition.Test(place, left, operator, List.of(operand(true)));
        }
        boolean not = accept("not");
        if (accept("in")) {
            expect("(");
            List<Operand> among = operands(true);
            expect(")");
            return new Condition.Test(place, left, not ? Operator.NOT_IN : Operator.IN, among);
        }
        if (accept("contains")) {
            Operator operator = not ? Operator.NOT_CONTAINS : Operator.CONTAINS;
            return new Condition.Test(place, left, operator, List.of(operand(true)));
        }
        if (not) {
            throw deviation(new Text("`in` 或 `contains`", "`in` or `contains`"));
        }
        return new Condition.Test(place, left, Operator.HOLDS, List.of());
    }

    private List<Operand> operands(boolean ofCondition) throws DeviationException {
        List<Operand> operands = new ArrayList<>();
        do {
            if (operands.size() == MOST) {
                throw deviation(Text.of("`)`（一个列表最多 %1$s 个值）", "`)`: a list has at most %1$s values, it", MOST));
            }
            operands.add(operand(ofCondition));
        } while (accept(","));
        return operands;
    }

    private Operand operand(boolean ofCondition) throws DeviationException {
        Place place = place();
        String word = word();
        if (at < tokens.size() && tokens.get(at).kind() == DrlTokens.Kind.STRING) {
            return new Operand.Text(place, tokens.get(at++).text());
        }
        if (LITERALS.contains(word)) {
            at++;
            return word.equals("null") ? new Operand.Nothing(place) : new Operand.Truth(place, word.equals("true"));
        }
        if (INSTRUMENTS.containsKey(word)) {
            return asked(place, word, ofCondition);
        }
        if (isType()) {
            return constant(place);
        }
        if (values.contains(word)) {
            at++;
            return new Operand.Variable(place, word, null);
        }
        if (variables.contains(word)) {
            at++;
            expect(".");
            String component = component(new Text("该事实的分项", "a component of the fact"));
            if (ofCondition) {
                return new Operand.Variable(place, word, component);
            }
            expect("(");
            expect(")");
            return new Operand.Component(place, word, component);
        }
        if (ofCondition) {
            return new Operand.Component(
                    place,
                    null,
                    component(new Text("分项、常量、`today` 或 `figures`", "a component, a constant or an instrument")));
        }
        throw deviation(
                new Text("某一事实的分项、常量、`today` 或 `figures`", "a component of a fact, a constant or an instrument"));
    }

    private Operand asked(Place place, String instrument, boolean ofCondition) throws DeviationException {
        at++;
        expect(".");
        String question = word();
        if (!INSTRUMENTS.getOrDefault(instrument, Set.of()).contains(question)) {
            throw deviation(Text.of("`%1$s` 能够回答的问题", "a question that `%1$s` answers", instrument));
        }
        at++;
        expect("(");
        deeper();
        List<Operand> with = operands(ofCondition);
        depth--;
        expect(")");
        return new Operand.Asked(place, instrument, question, with);
    }

    private Operand constant(Place place) throws DeviationException {
        StringBuilder written = new StringBuilder(type());
        StringBuilder binary = new StringBuilder(binaryName(written.toString()));
        expect(".");
        String name = type();
        while (accept(".")) {
            written.append('.').append(name);
            binary.append('$').append(name);
            name = type();
        }
        return new Operand.Constant(place, written.toString(), binary.toString(), name);
    }

    private String binaryName(String type) {
        return types.getOrDefault(type, type);
    }

    private void deeper() throws DeviationException {
        if (++depth > DEEPEST) {
            throw deviation(new Text("嵌套较浅的写法", "something that is nested less deeply"));
        }
    }

    private Place place() {
        if (at < tokens.size()) {
            return tokens.get(at).place();
        }
        return tokens.isEmpty()
                ? new Place(1, 1)
                : tokens.get(tokens.size() - 1).place();
    }

    private String component(Text expected) throws DeviationException {
        String word = word();
        if (!word.matches("[a-z][A-Za-z0-9]*") || NO_ACCESSORS.contains(word) || NO_COMPONENTS.contains(word)) {
            throw deviation(expected);
        }
        at++;
        return word;
    }

    private String type() throws DeviationException {
        if (!isType()) {
            throw deviation(new Text("类型或者常量", "a type or constant"));
        }
        return tokens.get(at++).text();
    }

    private boolean isType() {
        return at < tokens.size() && tokens.get(at).isType();
    }

    /** The word that comes next; empty if something else does. */
    private String word() {
        return at < tokens.size() && tokens.get(at).kind() == DrlTokens.Kind.WORD
                ? tokens.get(at).text()
                : "";
    }

    private boolean peek(String sign) {
        return at < tokens.size() && tokens.get(at).is(sign);
    }

    private boolean accept(String sign) {
        boolean found = peek(sign);
        at += found ? 1 : 0;
        return found;
    }

    private void expect(String sign) throws DeviationException {
        if (!accept(sign)) {
            throw deviation(Text.of("`%1$s`", "`%1$s`", sign));
        }
    }

    private DeviationException deviation(Text expected) {
        if (at < tokens.size()) {
            return new DeviationException(tokens.get(at).place(), tokens.get(at).text(), expected);
        }
        return new DeviationException(place(), "", expected);
    }
}
