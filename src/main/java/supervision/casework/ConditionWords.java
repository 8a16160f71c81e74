package supervision.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.language.Condition;
import supervision.language.Operand;
import supervision.reading.RuleWords;
import supervision.reading.WhyNot;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;

/** Says conditions of rules in words, by the labels of the pack. */
final class ConditionWords {

    /** Components that say which rules are about a thing at all, rather than what stands in its way. */
    private static final Set<String> CLASSIFYING = Set.of("regime", "severity", "channel", "list", "under", "hidden");

    private final RulePack pack;
    private final RuleWords words;

    ConditionWords(RulePack pack) {
        this.pack = pack;
        this.words = new RuleWords(pack);
    }

    /** What a kind of prepared fact or conclusion is called. */
    Text kind(String simpleName) {
        return words.kind(simpleName);
    }

    /** Whether a condition only sorts things: that it fails is no news. */
    static boolean classifies(WhyNot.Asked condition) {
        return condition.compared().stream()
                .noneMatch(compared -> compared.test().left() instanceof Operand.Component component
                        && !CLASSIFYING.contains(component.name()));
    }

    /** What stands in a condition, as it is. */
    Text state(WhyNot.Miss miss, WhyNot.Asked condition) {
        String kind = miss.kind();
        return join(
                condition.compared().stream()
                        .map(compared -> compared.test().left() instanceof Operand.Component component
                                ? both(
                                        component(kind, component.name()),
                                        value(component.name(), compared.actual()),
                                        "%s：%s",
                                        "%s: %s")
                                : said(miss, compared))
                        .toList(),
                "；",
                "; ");
    }

    Explanations.Comparison comparison(WhyNot.Miss miss, WhyNot.Compared compared, LocalDate asOf) {
        Condition.Test test = compared.test();
        return new Explanations.Comparison(
                (compared.negated() ? "!" : "") + test,
                compared.actual() == null ? null : code(compared.actual()),
                compared.needed().stream().map(ConditionWords::code).toList(),
                test.left() instanceof Operand.Asked question
                        ? asked(miss, question, compared, asOf)
                        : compares(miss.kind(), test.left(), compared));
    }

    /** What is compared, as the rule says it. */
    private Text said(WhyNot.Miss miss, WhyNot.Compared compared) {
        Condition.Test test = compared.test();
        return words.condition(
                miss.rule(),
                miss.rule().when().get(miss.at()),
                compared.negated() ? new Condition.Not(test.place(), test) : test);
    }

    /** A condition that cannot be asked before those that it presupposes hold. */
    Explanations.Comparison notYet(Condition condition) {
        return new Explanations.Comparison(
                condition.toString(),
                null,
                List.of(),
                new Text("前面的条件满足以后才能判断", "can only be told once the conditions before it hold"));
    }

    private Text compares(String kind, Operand operand, WhyNot.Compared compared) {
        Operand.Component left = operand instanceof Operand.Component own
                ? own
                : new Operand.Component(operand.place(), null, operand.toString());
        Text word = component(kind, left.name());
        Text actual = value(left.name(), compared.actual());
        Condition.Operator operator = compared.test().operator();
        boolean not = compared.negated()
                != Set.of(Condition.Operator.NOT_EQUAL, Condition.Operator.NOT_IN, Condition.Operator.NOT_CONTAINS)
                        .contains(operator);
        Text needed = operator == Condition.Operator.HOLDS
                ? value(left.name(), true)
                : join(
                        compared.needed().stream()
                                .map(needs -> value(left.name(), needs))
                                .toList(),
                        "或",
                        " or ");
        boolean contains = operator == Condition.Operator.CONTAINS || operator == Condition.Operator.NOT_CONTAINS;
        String zh = word.zh() + "：现为" + actual.zh() + "，须" + (not ? "不" : "") + (contains ? "包含" : "为") + needed.zh();
        String en = word.en() + ": is " + actual.en() + ", has " + (not ? "not " : "") + "to "
                + (contains ? "contain " : "be ") + needed.en();
        return new Text(zh, en);
    }

    private Text asked(WhyNot.Miss miss, Operand.Asked question, WhyNot.Compared compared, LocalDate asOf) {
        List<? extends @Nullable Object> with = compared.with();
        if (question.instrument().equals("today")) {
            boolean come = question.question().equals("before") == compared.negated();
            LocalDate day = (LocalDate) with.get(0);
            if (question.question().equals("past")) {
                day = day == null ? null : day.plusDays(1);
                come = !compared.negated();
            }
            return come
                    ? new Text(
                            "须自%s起，查询日为%s".formatted(day, asOf),
                            "has to be %s or later; the day asked about is %s".formatted(day, asOf))
                    : new Text(
                            "须在%s以前，查询日为%s".formatted(day, asOf),
                            "has to be before %s; the day asked about is %s".formatted(day, asOf));
        }
        if (!question.instrument().equals("figures")) {
            return between(miss, question, compared);
        }
        Parameter parameter = pack.parameters().get(String.valueOf(with.get(0)));
        Text title = parameter == null
                ? new Text(String.valueOf(with.get(0)), String.valueOf(with.get(0)))
                : parameter.title();
        String not = compared.negated() ? "不" : "";
        String notEn = compared.negated() ? "not " : "";
        return switch (question.question()) {
            case "known" ->
                new Text(
                        "数值“%s”须%s".formatted(title.zh(), compared.negated() ? "未设定" : "已设定"),
                        "the figure “%s” has %sto be set".formatted(title.en(), notEn));
            case "maps" ->
                new Text(
                        "“%s”须%s列有等级%s".formatted(title.zh(), not, with.get(1)),
                        "“%s” has %sto hold the grade %s".formatted(title.en(), notEn, with.get(1)));
            case "calendarCovers" ->
                new Text(
                        "“%s”自%s起算的工作日须%s可以计算".formatted(title.zh(), with.get(1), not),
                        "the working days of “%s” from %s have %sto be countable"
                                .formatted(title.en(), with.get(1), notEn));
            case "leads" ->
                new Text(
                        "“%s”中的等级%s须%s对应%s".formatted(title.zh(), with.get(1), not, code(with.get(2))),
                        "the grade %s of “%s” has %sto lead to %s"
                                .formatted(with.get(1), title.en(), notEn, code(with.get(2))));
            case "rollCovers" ->
                new Text(
                        "“%s”自%s起算的最后一日须%s可以计算".formatted(title.zh(), with.get(1), not),
                        "the last day of “%s” from %s has %sto be countable".formatted(title.en(), with.get(1), notEn));
            default -> {
                // a choice or flag: `is` has the value needed as its argument, `value` and `tierOf` are compared
                boolean is = question.question().equals("is");
                String needed = is
                        ? String.valueOf(with.get(1))
                        : compared.needed().stream().map(ConditionWords::code).collect(Collectors.joining(" / "));
                boolean unequal = compared.test().operator() == Condition.Operator.NOT_EQUAL
                        || compared.test().operator() == Condition.Operator.NOT_IN;
                boolean other = compared.negated() != unequal;
                yield new Text(
                        "“%s”须%s为%s".formatted(title.zh(), other ? "不" : "", needed),
                        "“%s” has %sto be %s".formatted(title.en(), other ? "not " : "", needed));
            }
        };
    }

    /** A comparison of two values by another instrument. */
    private Text between(WhyNot.Miss miss, Operand.Asked question, WhyNot.Compared compared) {
        Object first = compared.with().get(0);
        Parameter parameter = pack.parameters().get(String.valueOf(first));
        Object one = parameter == null ? first : parameter.title();
        Object other = compared.with().get(compared.with().size() - 1);
        return switch (question.question()) {
            case "before" ->
                compared.negated()
                        ? Text.of("%1$s须不早于%2$s", "%1$s must not be before %2$s", one, other)
                        : Text.of("%1$s须早于%2$s", "%1$s has to be before %2$s", one, other);
            case "from" ->
                compared.negated()
                        ? Text.of("%1$s须早于%2$s", "%1$s has to be before %2$s", one, other)
                        : Text.of("%1$s须不早于%2$s", "%1$s must not be before %2$s", one, other);
            case "higher" ->
                compared.negated()
                        ? Text.of("%1$s须不高于%2$s", "%1$s must not be above %2$s", one, other)
                        : Text.of("%1$s须高于%2$s", "%1$s has to be above %2$s", one, other);
            case "atLeast" ->
                compared.negated()
                        ? Text.of("%2$s须未达到%1$s", "%2$s must not reach %1$s", one, other)
                        : Text.of("%2$s须达到%1$s", "%2$s has to reach %1$s", one, other);
            case "above" ->
                compared.negated()
                        ? Text.of("%2$s须不超过%1$s", "%2$s must not be above %1$s", one, other)
                        : Text.of("%2$s须超过%1$s", "%2$s has to be above %1$s", one, other);
            default -> Text.of("须：%1$s", "has to hold: %1$s", said(miss, compared));
        };
    }

    /** What a component is called. */
    private Text component(String kind, String name) {
        return words.component(kind, name);
    }

    private Text value(String component, @Nullable Object value) {
        return words.value(component, value);
    }

    private static Text both(Text one, Text other, String zh, String en) {
        return new Text(
                String.format(Locale.ROOT, zh, one.zh(), other.zh()),
                String.format(Locale.ROOT, en, one.en(), other.en()));
    }

    private static Text join(List<Text> texts, String zh, String en) {
        return new Text(
                texts.stream().map(Text::zh).collect(Collectors.joining(zh)),
                texts.stream().map(Text::en).collect(Collectors.joining(en)));
    }

    /** A value as programs read it. */
    static String code(@Nullable Object value) {
        return value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
    }
}
