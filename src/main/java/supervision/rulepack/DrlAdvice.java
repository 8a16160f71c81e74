package supervision.rulepack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;

/** How to say in the rule language what people write in the engine's. */
final class DrlAdvice {

    private static final String WRITTEN =
            "when $x : Fact(component == …, today.…(…), figures.…(…)) then insert(new <Conclusion>($x.component(), …)); end";

    static final Text FORM = new Text(WRITTEN, WRITTEN);

    private static final Text COUNTED =
            new Text("计数、求和的结果是事先整理的事实的分项", "what is counted or summed is a component of a prepared fact");
    private static final Text ABSENT = new Text(
            "缺少某项本身就是一种事实，如 Gap，或者是值为 UNKNOWN 的分项",
            "that something is missing is a fact of its own, such as Gap, or a component with the value UNKNOWN");
    private static final Text ONE_CASE =
            new Text("案件的事实已经具备，直接匹配所指的事实", "the facts of the case are there already, match the one that is meant");
    private static final Text FIXED = new Text(
            "事实不会改变：先得出结论，再由另一条规则匹配该结论", "facts never change: conclude something, and let another rule match it");
    private static final Text ORDERLESS =
            new Text("规则不分先后：在条件中写明各自何时成立", "rules have no order: write into the conditions when each of them holds");
    private static final Text DATES = new Text(
            "日期用 `today` 比较；数字作为参数，用 `figures` 询问",
            "days are compared by `today`, and numbers are parameters that `figures` is asked for");
    private static final Text LISTED = new Text(
            "列出各值，`component in (\"a\", \"b\")`，或者问文字是否包含另一段文字",
            "list the values, `component in (\"a\", \"b\")`, or ask whether a text contains another");
    private static final Text NO_CODE = new Text(
            "规则中没有程序代码：所需内容是事先整理的事实的分项", "a rule has no code: what it needs is a component of a prepared fact");
    private static final Text NO_SUMS = new Text(
            "规则中不作计算，也不拼接文字：直接写出值，或者用 `today`、`figures` 询问",
            "nothing is computed or put together in a rule: write the value out, or ask an instrument");
    private static final Text FLAT =
            new Text("分项没有下级分项：匹配直接有该值的事实", "a component has no components: match the fact that has the value itself");
    private static final Text SPLIT = new Text("分成两条规则", "write a rule for each of the two");

    private static final Map<String, Text> INSTEAD = new HashMap<>();

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
        advise(new Text("用 `==` 比较", "compare with `==`"), "=");
        advise(new Text("字符串用双引号括起", "write strings in double quotes"), "'", "`");
    }

    private DrlAdvice() {}

    private static void advise(Text advice, String... words) {
        List.of(words).forEach(word -> INSTEAD.put(word, advice));
    }

    /** What to write in place of a word or sign; null if it is none that people are known to use. */
    static @Nullable Text instead(String found) {
        return INSTEAD.get(found);
    }

    /** The same to add to another remedy; empty if there is none. */
    static Text added(String found) {
        Text instead = instead(found);
        return instead == null ? new Text("", "") : Text.of("：%1$s", ": %1$s", instead);
    }
}
