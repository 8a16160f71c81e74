package supervision.rulepack;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supervision.rulepack.DrlTokens.Kind;
import supervision.rulepack.DrlTokens.Token;

/**
 * The grammar of what stands between {@code when} and {@code end}. What it does not name cannot be written: a list of what is
 * forbidden would always miss something, for a rule is Java to the engine.
 *
 * <pre>
 * conditions  = pattern {pattern}
 * pattern     = [$variable ":"] Type "(" [either {"," either}] ")"
 * either      = all {"||" all}
 * all         = single {"&amp;&amp;" single}
 * single      = "!" single | "(" either ")" | comparison
 * comparison  = operand [("==" | "!=" | ["not"] "contains") operand | ["not"] "in" "(" operand {"," operand} ")"]
 * operand     = component | "string" | true | false | null | Type.CONSTANT | instrument.method(operand {"," operand})
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
            Set.of("after", "calendarCovers", "due", "is", "known", "maps", "opens", "tier", "tierOf", "value"));

    /** Methods that every object has: nothing about a fact. */
    private static final Set<String> NO_ACCESSORS =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private static final Set<String> NO_COMPONENTS =
            Set.of("and", "class", "contains", "in", "insert", "instanceof", "new", "not", "or", "super", "this");

    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    /** Something stands where the grammar has no place for it. */
    static final class DeviationException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;

        private DeviationException(int line, String found, String expected) {
            super("has `" + found + "` where " + expected + " belongs");
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    private final List<Token> tokens;
    private final Set<String> variables;
    private int at;

    private DrlForm(List<Token> tokens, Set<String> variables) {
        this.tokens = tokens;
        this.variables = variables;
    }

    /** Checks conditions; returns the variables that they bind. */
    static Set<String> conditions(List<Token> tokens) throws DeviationException {
        DrlForm form = new DrlForm(tokens, new HashSet<>());
        do {
            form.pattern();
        } while (form.at < tokens.size());
        return form.variables;
    }

    static void consequence(List<Token> tokens, Set<String> variables) throws DeviationException {
        DrlForm form = new DrlForm(tokens, variables);
        form.expect("insert");
        form.expect("(");
        form.expect("new");
        form.type();
        form.expect("(");
        if (!form.peek(")")) {
            form.operands(false);
        }
        form.expect(")");
        form.expect(")");
        form.expect(";");
        if (form.at < tokens.size()) {
            throw form.deviation("`end`");
        }
    }

    private void pattern() throws DeviationException {
        if (word().startsWith("$")) {
            variables.add(word());
            at++;
            expect(":");
        }
        type();
        expect("(");
        if (!peek(")")) {
            do {
                either();
            } while (accept(","));
        }
        expect(")");
    }

    private void either() throws DeviationException {
        all();
        while (accept("|")) {
            expect("|");
            all();
        }
    }

    private void all() throws DeviationException {
        single();
        while (accept("&")) {
            expect("&");
            single();
        }
    }

    private void single() throws DeviationException {
        if (accept("!")) {
            single();
        } else if (accept("(")) {
            either();
            expect(")");
        } else {
            comparison();
        }
    }

    private void comparison() throws DeviationException {
        operand(true);
        if (accept("=") || accept("!")) {
            expect("=");
            operand(true);
            return;
        }
        boolean not = accept("not");
        if (accept("in")) {
            expect("(");
            operands(true);
            expect(")");
        } else if (accept("contains")) {
            operand(true);
        } else if (not) {
            throw deviation("`in` or `contains`");
        }
    }

    private void operands(boolean ofCondition) throws DeviationException {
        do {
            operand(ofCondition);
        } while (accept(","));
    }

    private void operand(boolean ofCondition) throws DeviationException {
        String word = word();
        if (at < tokens.size() && tokens.get(at).kind() == Kind.STRING || LITERALS.contains(word)) {
            at++;
        } else if (INSTRUMENTS.containsKey(word)) {
            at++;
            expect(".");
            if (!INSTRUMENTS.getOrDefault(word, Set.of()).contains(word())) {
                throw deviation("a question that `" + word + "` answers");
            }
            at++;
            expect("(");
            operands(ofCondition);
            expect(")");
        } else if (isType()) {
            at++;
            do {
                expect(".");
                type();
            } while (peek("."));
        } else if (!ofCondition && variables.contains(word)) {
            at++;
            expect(".");
            component("a component of the fact");
            expect("(");
            expect(")");
        } else if (ofCondition) {
            component("a component, a constant or an instrument");
        } else {
            throw deviation("a component of a fact, a constant or an instrument");
        }
    }

    private void component(String expected) throws DeviationException {
        String word = word();
        if (!word.matches("[a-z][A-Za-z0-9]*") || NO_ACCESSORS.contains(word) || NO_COMPONENTS.contains(word)) {
            throw deviation(expected);
        }
        at++;
    }

    private void type() throws DeviationException {
        if (!isType()) {
            throw deviation("a type or constant");
        }
        at++;
    }

    private boolean isType() {
        return at < tokens.size() && tokens.get(at).isType();
    }

    /** The word that comes next; empty if something else does. */
    private String word() {
        return at < tokens.size() && tokens.get(at).kind() == Kind.WORD
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
            throw deviation("`" + sign + "`");
        }
    }

    private DeviationException deviation(String expected) {
        if (at < tokens.size()) {
            return new DeviationException(tokens.get(at).line(), tokens.get(at).text(), expected);
        }
        int line = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).line();
        return new DeviationException(line, "nothing", expected);
    }
}
