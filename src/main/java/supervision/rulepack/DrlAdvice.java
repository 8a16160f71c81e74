package supervision.rulepack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How to say in the rule language what people write in the engine's. */
final class DrlAdvice {

    static final String FORM =
            "when $x : Fact(component == …, today.…(…), figures.…(…)) then insert(new <Conclusion>($x.component(), …)); end";

    private static final String COUNTED = "what is counted or summed is a component of a prepared fact";
    private static final String ABSENT =
            "that something is missing is a fact of its own, such as Gap, or a component with" + " the value UNKNOWN";
    private static final String ONE_CASE = "the facts of the case are there already, match the one that is meant";
    private static final String FIXED = "facts never change: conclude something, and let another rule match it";
    private static final String ORDERLESS = "rules have no order: write into the conditions when each of them holds";
    private static final String DATES =
            "days are compared by `today`, and numbers are parameters that `figures` is asked for";
    private static final String LISTED =
            "list the values, `component in (\"a\", \"b\")`, or ask whether a text contains another";
    private static final String NO_CODE = "a rule has no code: what it needs is a component of a prepared fact";
    private static final String NO_SUMS =
            "nothing is computed or put together in a rule: write the value out, or ask an" + " instrument";
    private static final String FLAT = "a component has no components: match the fact that has the value itself";
    private static final String SPLIT = "write a rule for each of the two";

    private static final Map<String, String> INSTEAD = new HashMap<>();

    static {
        advise(COUNTED, "accumulate", "acc", "collect", "groupby");
        advise(ABSENT, "exists", "forall", "not");
        advise(ONE_CASE, "from", "entry", "window", "over", "query", "unit", "/");
        advise(FIXED, "update", "modify", "delete", "retract", "insertLogical");
        advise(ORDERLESS, "salience", "extends");
        advise(DATES, "<", ">", "after", "before", "during");
        advise(LISTED, "matches", "soundslike", "str", "memberOf", "startsWith", "endsWith", "excludes");
        advise(
                NO_CODE,
                "eval",
                "function",
                "dialect",
                "global",
                "declare",
                "{",
                "}",
                "[",
                "]",
                "#",
                "?",
                "drools",
                "kcontext");
        advise(NO_SUMS, "+", "-", "*", "%", "^");
        advise(FLAT, ".", "this", "class");
        advise(SPLIT, "or", "and", "|", "&");
        advise("compare with `==`", "=");
        advise("write strings in double quotes", "'", "`");
    }

    private DrlAdvice() {}

    private static void advise(String advice, String... words) {
        List.of(words).forEach(word -> INSTEAD.put(word, advice));
    }

    /** What to write in place of a word or sign; null if it is none that people are known to use. */
    static @Nullable String instead(String found) {
        return INSTEAD.get(found);
    }

    /** The same to add to another remedy; empty if there is none. */
    static String added(String found) {
        String instead = instead(found);
        return instead == null ? "" : ": " + instead;
    }
}
