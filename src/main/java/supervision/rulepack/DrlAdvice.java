package supervision.rulepack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;

/** How to say in the rule language what people write in the engine's. */
final class DrlAdvice {

    private static final String WRITTEN =
            "when $x : Fact(component == …, today.…(…)) not Step(of == $x.id) then insert(new <Conclusion>($x.id(), …)); end";

    static final Text FORM = new Text(WRITTEN, WRITTEN);

    private static final Text COUNTED = new Text(
            "用 accumulate($x : Fact(…); $n : count($x)) 计数，或者对日期取 min($day)、max($day)；其他合计是事实的分项",
            "count with accumulate($x : Fact(…); $n : count($x)), or take min($day) or max($day) of days;"
                    + " other totals are components of facts");
    private static final Text ABSENT = new Text(
            "某项不存在写 not Fact(…)，存在写 exists Fact(…)，各含一个模式；“全部”写成没有例外",
            "write not Fact(…) for what must be missing and exists Fact(…) for what must be there, one pattern each;"
                    + " \"all\" is \"no exception\"");
    private static final Text ONE_CASE = new Text(
            "案件的事实、表中的行已经具备，直接匹配所指的一项",
            "the facts of the case and the rows of tables are there already, match the one that is meant");
    private static final Text FIXED = new Text(
            "事实不会改变：先得出结论或者步骤，再由另一条规则匹配", "facts never change: conclude something, and let another rule match it");
    private static final Text ORDERLESS = new Text(
            "规则不分先后：先后由步骤的级别决定，例外写成 not",
            "rules have no order: what they match says which comes first, and an exception is written with not");
    private static final Text DATES = new Text(
            "日期用 `today`、`days` 比较，等级用 `ranks` 比较；数字作为参数，用 `figures` 询问",
            "days are compared by `today` and `days`, ranks by `ranks`, and numbers are parameters that `figures` is asked for");
    private static final Text LISTED = new Text(
            "列出各值，`component in (\"a\", \"b\")`，或者写成表中的行，或者问文字是否包含另一段文字",
            "list the values, `component in (\"a\", \"b\")`, or make them rows of a table,"
                    + " or ask whether a text contains another");
    private static final Text NO_CODE = new Text(
            "规则中没有程序代码：所需内容是事实的分项，或者另一条规则得出的步骤",
            "a rule has no code: what it needs is a component of a fact, or a step that another rule concludes");
    private static final Text STEPS =
            new Text("只声明步骤和表：declare Name … end", "only steps and tables are declared: declare Name … end");
    private static final Text NO_SUMS = new Text(
            "规则中不作计算，也不拼接文字：直接写出值，或者用 `today`、`figures` 询问",
            "nothing is computed or put together in a rule: write the value out, or ask an instrument");
    private static final Text FLAT =
            new Text("分项没有下级分项：匹配直接有该值的事实", "a component has no components: match the fact that has the value itself");
    private static final Text SPLIT = new Text(
            "分成两条规则；“并且”则直接写下一个模式", "write a rule for each of the two; for \"and\" simply write the next pattern");

    private static final Map<String, Text> INSTEAD = new HashMap<>();

    static {
        advise(
                COUNTED,
                "acc",
                "accumulate",
                "action",
                "average",
                "collect",
                "collectList",
                "collectSet",
                "groupby",
                "init",
                "result",
                "reverse",
                "sum");
        advise(ABSENT, "exists", "forall", "not");
        advise(ONE_CASE, "from", "entry", "over", "query", "unit", "window", "/");
        advise(FIXED, "update", "modify", "delete", "retract", "insertLogical");
        advise(ORDERLESS, "salience");
        advise(DATES, "<", ">", "after", "before", "during");
        advise(LISTED, "matches", "soundslike", "str", "memberOf", "startsWith", "endsWith", "excludes");
        advise(NO_CODE, "eval", "function", "dialect", "global", "{", "}", "[", "]", "#", "?", "drools", "kcontext");
        advise(STEPS, "enum", "extends", "trait");
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
