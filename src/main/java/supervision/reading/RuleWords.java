package supervision.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.dossier.Vocabulary;
import supervision.language.Condition;
import supervision.language.Condition.Operator;
import supervision.language.Declaration;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Row;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * Says rules as sentences, by the words of the steps and tables that rule files declare and the labels of the pack: an officer
 * reads the sentence, not the conditions. Immutable.
 */
public final class RuleWords {

    /** Groups of labels of an enumeration whose constants are codes of records. */
    private static final Map<String, List<String>> GROUPS = Map.ofEntries(
            Map.entry("Type", List.of("relationType", "commitmentType", "administrativeActType", "type")),
            Map.entry("Status", List.of("status")),
            Map.entry("Ownership", List.of("ownership")),
            Map.entry("Tier", List.of("tier")),
            Map.entry("Ending", List.of("ending")),
            Map.entry("Channel", List.of("channel")),
            Map.entry("Category", List.of("category")),
            Map.entry("Recipient", List.of("recipient")),
            Map.entry("Attention", List.of("attention")),
            Map.entry("Act", List.of("act")),
            Map.entry("Cause", List.of("cause")),
            Map.entry("Trait", List.of("traits")),
            Map.entry("Kind", List.of("fault")),
            Map.entry("Answer", List.of("answer", "commitmentUse")));

    /** Questions that are true or false. */
    private static final Set<String> TRUTHS = Set.of(
            "inForce",
            "predates",
            "before",
            "past",
            "from",
            "higher",
            "atLeast",
            "above",
            "fewer",
            "positive",
            "known",
            "knownOn",
            "is",
            "isOn",
            "maps",
            "calendarCovers",
            "rollCovers",
            "scoreBelow",
            "scoreReaches",
            "leads",
            "first",
            "inOrder",
            "isNumber",
            "longer",
            "less",
            "tooFew",
            "reached",
            "within");

    /** Component that follows the kind in the id of a record, where that is a code. */
    private static final Map<String, String> FIRST_IN_IDS = Map.of(
            "listEntry", "list",
            "evaluation", "scheme",
            "banGround", "ban",
            "officer", "role",
            "repairCase", "channel",
            "display", "channel",
            "relation", "relationType");

    private final RulePack pack;

    public RuleWords(RulePack pack) {
        this.pack = pack;
    }

    /** What a fact, a row, a step or a conclusion is called, by the simple name of its type. */
    public Text kind(String simpleName) {
        Declaration declared = declared(simpleName);
        return declared == null ? pack.label("prepared", simpleName) : new Text(declared.zh(), declared.en());
    }

    /** What a component is called. */
    public Text component(String kind, String name) {
        Declaration declared = declared(kind);
        int index = declared == null ? -1 : declared.indexOf(name);
        if (declared != null && index >= 0) {
            Declaration.Part part = declared.parts().get(index);
            return new Text(part.zh(), part.en());
        }
        Text own = pack.label("condition", kind + "." + name);
        return own.zh().equals(kind + "." + name) ? pack.label("condition", name) : own;
    }

    private @Nullable Declaration declared(String simpleName) {
        return pack.declarations().get(Declaration.PACKAGE + "." + simpleName);
    }

    /** A value of a component; a text that is the id of a row, a parameter or a record by what that is called. */
    public Text value(String component, @Nullable Object value) {
        if (value == null) {
            return new Text("无", "none");
        }
        if (value instanceof Enum<?> constant) {
            return constant(constant.getDeclaringClass().getSimpleName(), constant.name());
        }
        if (value instanceof Iterable<?> many) {
            List<Text> each = new ArrayList<>();
            many.forEach(one -> each.add(value(component, one)));
            return each.isEmpty() ? new Text("无", "none") : join(each, "、", ", ");
        }
        if (value instanceof Boolean) {
            return pack.label("value", value.toString());
        }
        String text = String.valueOf(value);
        if (text.isEmpty()) {
            return new Text("未写明", "not given");
        }
        Text title = switch (component) {
            case "regime" -> title(pack.tables().regimes().get(text), row -> row.title());
            case "list" -> title(pack.tables().lists().get(text), row -> row.title());
            case "scheme" -> title(pack.tables().schemes().get(text), row -> row.title());
            case "ban" -> title(pack.tables().bans().get(text), row -> row.title());
            case "area" -> pack.label("field", text);
            // of a measure a role, of other facts a record
            case "target" -> title(pack.tables().roles().get(text), row -> row.title());
            case "type" ->
                pack.labels().entrySet().stream()
                        .filter(group -> group.getKey().endsWith("Type")
                                && group.getValue().containsKey(text))
                        .map(group -> group.getValue().get(text))
                        .findFirst()
                        .orElse(null);
            default ->
                pack.labels().getOrDefault(component, Map.of()).containsKey(text)
                        ? pack.label(component, text)
                        : title(pack.parameters().get(text), Parameter::title);
        };
        return title != null ? title : isRecord(text) ? recordNamed(text) : new Text(text, text);
    }

    private boolean isRecord(String text) {
        int slash = text.indexOf('/');
        return (slash > 0 || text.equals("entity"))
                && pack.labels()
                        .getOrDefault("kind", Map.of())
                        .containsKey(slash < 0 ? text : text.substring(0, slash));
    }

    /** A record by what its id says: its kind, and what it is of, who made it, its number or its day. */
    private Text recordNamed(String id) {
        int slash = id.indexOf('/');
        String kind = slash < 0 ? id : id.substring(0, slash);
        String rest = slash < 0 ? "" : id.substring(slash + 1);
        List<Text> words = new ArrayList<>(List.of(pack.label("kind", kind)));
        String of = FIRST_IN_IDS.get(kind);
        if (of != null) {
            // the id of a ban has a slash itself
            String code = pack.tables().bans().keySet().stream()
                    .filter(ban -> of.equals("ban") && rest.startsWith(ban + "/"))
                    .findFirst()
                    .orElse(rest.split("/", 2)[0]);
            words.add(value(of, code));
            words.add(untold(rest.substring(code.length())));
        } else if (!rest.isEmpty()) {
            words.add(untold(rest));
        }
        return join(words, " ", " ");
    }

    private static Text untold(String path) {
        String text = path.replace('/', ' ').strip();
        return new Text(text, text);
    }

    private static <T> @Nullable Text title(@Nullable T row, Function<T, Text> title) {
        return row == null ? null : title.apply(row);
    }

    private Text constant(String type, String name) {
        return GROUPS.getOrDefault(type, List.of()).stream()
                .filter(group -> pack.labels().getOrDefault(group, Map.of()).containsKey(name))
                .findFirst()
                .map(group -> pack.label(group, name))
                .orElseGet(() -> pack.label("value", type + "." + name));
    }

    /** A fact, a row or a step with what it says. */
    public Text told(Object fact) {
        if (fact instanceof Row row) {
            return told(row.values());
        }
        if (fact instanceof supervision.language.Instance step) {
            return of(
                    kind(step.of().name()),
                    step.of().parts().stream()
                            .map(part -> is(
                                    component(step.of().name(), part.name()),
                                    value(part.name(), step.value(part.name()))))
                            .toList());
        }
        if (fact instanceof Long || fact instanceof java.time.LocalDate) {
            return new Text(fact.toString(), fact.toString());
        }
        String kind = fact.getClass().getSimpleName();
        List<Text> said = new ArrayList<>();
        for (String name : List.of("scheme", "grade", "list", "area", "channel", "measure", "record", "of")) {
            Object value = Scene.component(fact, name);
            if (value != null && !value.equals("")) {
                said.add(
                        Set.of("record", "of").contains(name)
                                ? new Text(value.toString(), value.toString())
                                : is(component(kind, name), value(name, value)));
            }
        }
        return of(kind(kind), said);
    }

    private static Text is(Text what, Text value) {
        return Text.of("%1$s为%2$s", "%1$s is %2$s", what, value);
    }

    private static Text of(Text kind, List<Text> said) {
        return said.isEmpty()
                ? quoted(kind)
                : Text.of("%1$s（%2$s）", "%1$s (%2$s)", quoted(kind), join(said, "，", ", "));
    }

    private static Text quoted(Text text) {
        return new Text("“" + text.zh() + "”", "“" + text.en() + "”");
    }

    /** A rule as one sentence. */
    public Text sentence(RuleText rule) {
        Insertion then = rule.then();
        if (then == null) {
            return new Text(rule.name(), rule.en());
        }
        Speech speech = new Speech(rule, Map.of());
        List<Text> elements = rule.when().stream().map(speech::element).toList();
        return Text.of(
                "%1$s的，认定：%2$s。",
                "Where %1$s: it concludes %2$s.", join(elements, "，且", ", and "), speech.conclusion(then));
    }

    /** Each element of a rule as a part of its sentence, in their order. */
    public List<Text> elements(RuleText rule) {
        Speech speech = new Speech(rule, Map.of());
        return rule.when().stream().map(speech::element).toList();
    }

    /**
     * An element of a rule, with the values that variables have.
     *
     * @param known values, by the variables that stand for them
     */
    public Text element(RuleText rule, Pattern element, Map<String, Object> known) {
        return new Speech(rule, known).element(element);
    }

    /** A condition of an element of a rule. */
    public Text condition(RuleText rule, Pattern element, Condition condition) {
        return new Speech(rule, Map.of()).condition(element, condition);
    }

    /** What is said about one rule. */
    private final class Speech {

        private final Map<String, Object> known;
        /** Of a rule with one element there is no other that something could belong to. */
        private final boolean alone;
        /** What variables stand for, in words. */
        private final Map<String, Text> variables = new HashMap<>();
        /** Components that variables stand for: values are worded by them. */
        private final Map<String, String> components = new HashMap<>();

        private final Map<String, String> kinds = new HashMap<>();

        Speech(RuleText rule, Map<String, Object> known) {
            this.known = known;
            this.alone = rule.when().size() == 1;
            for (Pattern pattern : rule.when()) {
                String kind = simple(pattern);
                if (pattern.variable() != null) {
                    kinds.put(pattern.variable(), kind);
                }
                for (Pattern.Binding binding : pattern.bindings()) {
                    components.put(binding.variable(), binding.component());
                    variables.put(binding.variable(), ofKind(kind, binding.component()));
                }
                Pattern.Total total = pattern.total();
                if (total != null) {
                    Text of = total.function() == Pattern.Function.COUNT
                            ? quoted(kind(kind))
                            : variables.getOrDefault(total.of(), quoted(kind(kind)));
                    variables.put(total.variable(), total(total.function(), of));
                }
            }
        }

        private Text ofKind(String kind, String component) {
            if (alone) {
                return component(kind, component);
            }
            return Text.of("该%1$s的%2$s", "the %2$s of that %1$s", kind(kind), component(kind, component));
        }

        private static Text total(Pattern.Function function, Text of) {
            return switch (function) {
                case COUNT -> Text.of("%1$s的数量", "the number of %1$s", of);
                case MIN -> Text.of("最早的%1$s", "the earliest of %1$s", of);
                case MAX -> Text.of("最晚的%1$s", "the latest of %1$s", of);
            };
        }

        Text element(Pattern pattern) {
            Text what = of(
                    kind(simple(pattern)),
                    pattern.conditions().stream()
                            .map(condition -> condition(pattern, condition))
                            .toList());
            boolean row = pack.rows().containsKey(pattern.type());
            return switch (pattern.kind()) {
                case FACT ->
                    row ? Text.of("表中列有%1$s", "the table has %1$s", what) : Text.of("有%1$s", "there is %1$s", what);
                case NOT ->
                    row
                            ? Text.of("表中没有%1$s", "the table has no %1$s", what)
                            : Text.of("没有%1$s", "there is no %1$s", what);
                case EXISTS ->
                    row
                            ? Text.of("表中至少列有一个%1$s", "the table has some %1$s", what)
                            : Text.of("至少有一个%1$s", "there is some %1$s", what);
                case TOTAL -> {
                    Pattern.Total total = Objects.requireNonNull(pattern.total());
                    Text of = total.function() == Pattern.Function.COUNT
                            ? what
                            : Text.of(
                                    "%1$s的%2$s",
                                    "%2$s of %1$s",
                                    what,
                                    component(
                                            simple(pattern),
                                            Objects.requireNonNullElse(components.get(total.of()), total.of())));
                    yield Text.of("取%1$s", "%1$s is taken", total(total.function(), of));
                }
            };
        }

        Text conclusion(Insertion then) {
            String type = then.written().replaceAll(".*\\.", "");
            Declaration declared = pack.declarations().get(then.type());
            if (declared == null) {
                Text called = pack.label("conclusion", type);
                List<String> names =
                        List.copyOf(Vocabulary.parts(then.type(), Map.of()).keySet());
                List<Text> said = new ArrayList<>();
                for (int i = 0; i < then.values().size(); i++) {
                    Operand value = then.values().get(i);
                    // which record it is about is no news, and what is nothing is not said
                    boolean plain = Set.of("record", "of").contains(names.get(i))
                            || names.get(i).equals("about")
                            || value instanceof Operand.Nothing;
                    if (!plain) {
                        said.add(is(component(type, names.get(i)), operand(value, names.get(i), "")));
                    }
                }
                return of(called, said);
            }
            List<Text> said = new ArrayList<>();
            for (int i = 0; i < then.values().size(); i++) {
                Declaration.Part part = declared.parts().get(i);
                said.add(
                        is(new Text(part.zh(), part.en()), operand(then.values().get(i), part.name(), "")));
            }
            return of(new Text(declared.zh(), declared.en()), said);
        }

        Text condition(Pattern of, Condition condition) {
            return said(simple(of), condition, true);
        }

        private Text said(String kind, Condition condition, boolean holds) {
            if (condition instanceof Condition.Not not) {
                return said(kind, not.of(), !holds);
            }
            if (condition instanceof Condition.Test test) {
                return test(kind, test, holds);
            }
            boolean all = condition instanceof Condition.All;
            List<Text> parts = (all ? ((Condition.All) condition).parts() : ((Condition.Any) condition).parts())
                    .stream().map(part -> said(kind, part, holds)).toList();
            Text joined = all == holds ? join(parts, "并且", " and ") : join(parts, "或者", " or ");
            return Text.of("（%1$s）", "(%1$s)", joined);
        }

        private Text test(String kind, Condition.Test test, boolean holds) {
            Operator operator = test.operator();
            boolean negative =
                    operator == Operator.NOT_EQUAL || operator == Operator.NOT_IN || operator == Operator.NOT_CONTAINS;
            boolean yes = holds != negative;
            if (operator == Operator.HOLDS) {
                return test.left() instanceof Operand.Asked asked
                        ? question(asked, kind, yes)
                        : truth(operand(test.left(), "", kind), yes);
            }
            Operand first = test.right().get(0);
            if (first instanceof Operand.Truth truth && test.right().size() == 1) {
                return truth(operand(test.left(), "", kind), truth.value() == yes);
            }
            if (test.left() instanceof Operand.Asked asked && asked.instrument().equals("figures")) {
                Text title = parameter(asked, kind);
                Text values = join(
                        test.right().stream().map(right -> choice(right, kind)).toList(), "或者", " or ");
                return operator == Operator.CONTAINS || operator == Operator.NOT_CONTAINS
                        ? both(title, values, yes, "%1$s包含%2$s", "%1$s不包含%2$s", "%1$s has %2$s", "%1$s has no %2$s")
                        : both(title, values, yes, "%1$s为%2$s", "%1$s不为%2$s", "%1$s is %2$s", "%1$s is not %2$s");
            }
            String component = test.left() instanceof Operand.Component own ? own.name() : "";
            Text left = operand(test.left(), component, kind);
            Text values = values(test, component, kind);
            if (operator == Operator.CONTAINS || operator == Operator.NOT_CONTAINS) {
                return both(left, values, yes, "%1$s包含%2$s", "%1$s不包含%2$s", "%1$s has %2$s", "%1$s does not have %2$s");
            }
            return both(left, values, yes, "%1$s为%2$s", "%1$s不为%2$s", "%1$s is %2$s", "%1$s is not %2$s");
        }

        private Text values(Condition.Test test, String component, String kind) {
            return join(
                    test.right().stream()
                            .map(right -> operand(right, component, kind))
                            .toList(),
                    "或者",
                    " or ");
        }

        private static Text both(Text left, Text right, boolean yes, String zh, String zhNot, String en, String enNot) {
            return Text.of(yes ? zh : zhNot, yes ? en : enNot, left, right);
        }

        private static Text truth(Text what, boolean yes) {
            return yes ? what : Text.of("不符合“%1$s”", "not “%1$s”", what);
        }

        private Text parameter(Operand.Asked asked, String kind) {
            Operand id = asked.with().get(0);
            Text title = id instanceof Operand.Text text
                    ? title(pack.parameters().get(text.value()), Parameter::title)
                    : null;
            Text named = title == null ? operand(id, "", kind) : quoted(title);
            return asked.with().size() > 1
                            && (asked.question().equals("value")
                                    || asked.question().equals("known")
                                    || asked.instrument().equals("counts")
                                            && !asked.question().equals("daysAfter"))
                    ? Text.of(
                            "%2$s的%1$s",
                            "%1$s for %2$s", named, operand(asked.with().get(1), "area", kind))
                    : named;
        }

        /** A question that is true or false. */
        private Text question(Operand.Asked asked, String kind, boolean yes) {
            List<Text> with =
                    asked.with().stream().map(each -> operand(each, "", kind)).toList();
            Text one = with.get(0);
            Text two = with.get(with.size() - 1);
            return switch (asked.instrument() + "." + asked.question()) {
                case "today.reached" ->
                    both(one, one, yes, "已到%1$s", "未到%1$s", "%1$s has come", "%1$s has not come yet");
                case "today.before" ->
                    both(one, one, yes, "未到%1$s", "已到%1$s", "%1$s has not come yet", "%1$s has come");
                case "today.past" -> both(one, one, yes, "已过%1$s", "未过%1$s", "%1$s is over", "%1$s is not over");
                case "days.before" ->
                    both(one, two, yes, "%1$s早于%2$s", "%1$s不早于%2$s", "%1$s is before %2$s", "%1$s is not before %2$s");
                case "days.from" ->
                    both(one, two, yes, "%1$s不早于%2$s", "%1$s早于%2$s", "%1$s is not before %2$s", "%1$s is before %2$s");
                case "laws.inForce" ->
                    both(one, one, yes, "%1$s现行有效", "%1$s未施行或者已失效", "%1$s is in force", "%1$s is not in force");
                case "laws.predates" ->
                    both(
                            one,
                            two,
                            yes,
                            "%1$s早于%2$s施行之日",
                            "%1$s不早于%2$s施行之日",
                            "%1$s is before %2$s took effect",
                            "%1$s is not before %2$s took effect");
                case "ranks.higher" ->
                    both(one, two, yes, "%1$s高于%2$s", "%1$s不高于%2$s", "%1$s is above %2$s", "%1$s is not above %2$s");
                case "amounts.atLeast", "counts.atLeast" ->
                    both(
                            two,
                            parameter(asked, kind),
                            yes,
                            "%1$s达到%2$s",
                            "%1$s未达到%2$s",
                            "%1$s reaches %2$s",
                            "%1$s does not reach %2$s");
                case "counts.above" ->
                    both(
                            two,
                            parameter(asked, kind),
                            yes,
                            "%1$s超过%2$s",
                            "%1$s不超过%2$s",
                            "%1$s is above %2$s",
                            "%1$s is not above %2$s");
                case "counts.fewer" ->
                    both(
                            parameter(asked, kind),
                            period(asked),
                            yes,
                            "%1$s少于%2$s所需次数",
                            "%1$s不少于%2$s所需次数",
                            "%1$s allows fewer than %2$s takes",
                            "%1$s allows what %2$s takes");
                case "counts.less" ->
                    both(
                            one,
                            two,
                            yes,
                            "%1$s少于%2$s",
                            "%1$s不少于%2$s",
                            "%1$s is less than %2$s",
                            "%1$s is not less than %2$s");
                case "counts.tooFew" ->
                    both(
                            one,
                            two,
                            yes,
                            "%1$s达不到%2$s内至少一次",
                            "%1$s达到%2$s内至少一次",
                            "%1$s is less than once in every %2$s takes",
                            "%1$s is what once in every %2$s takes");
                case "counts.reached" ->
                    both(two, one, yes, "%1$s达到%2$s", "%1$s未达到%2$s", "%1$s reaches %2$s", "%1$s does not reach %2$s");
                case "counts.isNumber" ->
                    both(one, one, yes, "%1$s已有次数", "%1$s尚无次数", "%1$s has a number", "%1$s has no number");
                case "periods.longer" ->
                    both(
                            one,
                            two,
                            yes,
                            "%1$s长于%2$s",
                            "%1$s不长于%2$s",
                            "%1$s is longer than %2$s",
                            "%1$s is not longer than %2$s");
                case "periods.within" ->
                    Text.of(
                            yes ? "自%4$s起的%1$s在%2$s与%3$s之间" : "自%4$s起的%1$s不在%2$s与%3$s之间",
                            yes
                                    ? "%1$s from %4$s lies between %2$s and %3$s"
                                    : "%1$s from %4$s does not lie between %2$s and %3$s",
                            one,
                            with.get(1),
                            with.get(2),
                            two);
                case "days.inOrder" ->
                    Text.of(
                            yes ? "%1$s（%2$s）不在%3$s（%4$s）之后" : "%1$s（%2$s）在%3$s（%4$s）之后",
                            yes ? "%1$s (%2$s) is not after %3$s (%4$s)" : "%1$s (%2$s) is after %3$s (%4$s)",
                            one,
                            with.get(1),
                            with.get(2),
                            two);
                case "figures.atLeast" ->
                    both(
                            two,
                            parameter(asked, kind),
                            yes,
                            "%1$s达到%2$s",
                            "%1$s未达到%2$s",
                            "%1$s reaches %2$s",
                            "%1$s does not reach %2$s");
                case "figures.above" ->
                    both(
                            two,
                            parameter(asked, kind),
                            yes,
                            "%1$s超过%2$s",
                            "%1$s没有超过%2$s",
                            "%1$s exceeds %2$s",
                            "%1$s does not exceed %2$s");
                case "figures.atMost" ->
                    both(
                            two,
                            parameter(asked, kind),
                            yes,
                            "%1$s在%2$s以内",
                            "%1$s不在%2$s以内",
                            "%1$s is within %2$s",
                            "%1$s is not within %2$s");
                case "figures.below" ->
                    both(
                            two,
                            parameter(asked, kind),
                            yes,
                            "%1$s低于%2$s",
                            "%1$s不低于%2$s",
                            "%1$s is below %2$s",
                            "%1$s is not below %2$s");
                case "days.known" -> both(one, one, yes, "%1$s已确定", "%1$s不能确定", "%1$s is known", "%1$s is not known");
                case "amounts.positive" ->
                    both(one, one, yes, "%1$s大于零", "%1$s不大于零", "%1$s is above zero", "%1$s is not above zero");
                case "figures.known" ->
                    both(
                            parameter(asked, kind),
                            one,
                            yes,
                            "%1$s已有数值",
                            "%1$s尚无数值",
                            "%1$s has a figure",
                            "%1$s has no figure");
                case "figures.knownOn" ->
                    both(
                            parameter(asked, kind),
                            two,
                            yes,
                            "%1$s在%2$s已有数值",
                            "%1$s在%2$s尚无数值",
                            "%1$s has a figure on %2$s",
                            "%1$s has no figure on %2$s");
                case "figures.ownOf" ->
                    both(
                            parameter(asked, kind),
                            two,
                            yes,
                            "%1$s对%2$s另有数值",
                            "%1$s对%2$s没有另外的数值",
                            "%1$s has a figure of its own for %2$s",
                            "%1$s has no figure of its own for %2$s");
                case "figures.is" ->
                    both(
                            parameter(asked, kind),
                            choice(asked.with().get(1), kind),
                            yes,
                            "%1$s选定为%2$s",
                            "%1$s未选定为%2$s",
                            "%1$s is set to %2$s",
                            "%1$s is not set to %2$s");
                case "figures.isOn" ->
                    both(
                            Text.of("%1$s在%2$s", "%1$s on %2$s", parameter(asked, kind), two),
                            choice(asked.with().get(1), kind),
                            yes,
                            "%1$s为%2$s",
                            "%1$s不为%2$s",
                            "%1$s was %2$s",
                            "%1$s was not %2$s");
                case "figures.maps" ->
                    both(
                            parameter(asked, kind),
                            two,
                            yes,
                            "%1$s列有等级%2$s",
                            "%1$s没有等级%2$s",
                            "%1$s holds the grade %2$s",
                            "%1$s does not hold the grade %2$s");
                case "ranks.first" ->
                    both(
                            one,
                            two,
                            yes,
                            "%1$s排在%2$s之前",
                            "%1$s不排在%2$s之前",
                            "%1$s comes before %2$s",
                            "%1$s does not come before %2$s");
                case "figures.leads" ->
                    both(
                            Text.of("%1$s中的等级%2$s", "the grade %2$s of %1$s", parameter(asked, kind), with.get(1)),
                            two,
                            yes,
                            "%1$s对应%2$s",
                            "%1$s不对应%2$s",
                            "%1$s leads to %2$s",
                            "%1$s does not lead to %2$s");
                case "figures.scoreBelow", "figures.scoreReaches" -> {
                    Text lowest = Text.of(
                            "%1$s中等级%2$s的最低分",
                            "the lowest score of grade %2$s in %1$s", parameter(asked, kind), with.get(1));
                    boolean reaches = asked.question().equals("scoreReaches");
                    yield both(
                            two,
                            lowest,
                            yes == reaches,
                            "%1$s达到%2$s",
                            "%1$s低于%2$s",
                            "%1$s reaches %2$s",
                            "%1$s is below %2$s");
                }
                case "figures.rollCovers" ->
                    both(
                            parameter(asked, kind),
                            two,
                            yes,
                            "自%2$s起%1$s的最后一日可以计算",
                            "自%2$s起%1$s的最后一日不能计算",
                            "the last day of %1$s from %2$s can be counted",
                            "the last day of %1$s from %2$s cannot be counted");
                case "figures.calendarCovers" ->
                    both(
                            parameter(asked, kind),
                            two,
                            yes,
                            "%1$s自%2$s起的工作日可以计算",
                            "%1$s自%2$s起的工作日不能计算",
                            "the working days of %1$s from %2$s can be counted",
                            "the working days of %1$s from %2$s cannot be counted");
                default -> truth(answer(asked, kind), yes);
            };
        }

        private Text period(Operand.Asked asked) {
            return operand(asked.with().get(asked.with().size() - 1), "", "");
        }

        private Text choice(Operand value, String kind) {
            if (value instanceof Operand.Text text) {
                return text.value().equals("true") || text.value().equals("false")
                        ? pack.label("value", text.value())
                        : pack.label(
                                pack.labels()
                                                .getOrDefault("recipient", Map.of())
                                                .containsKey(text.value())
                                        ? "recipient"
                                        : "choice",
                                text.value());
            }
            return operand(value, "", kind);
        }

        /** A question that is answered by a value. */
        private Text answer(Operand.Asked asked, String kind) {
            List<Text> with =
                    asked.with().stream().map(each -> operand(each, "", kind)).toList();
            Text last = with.get(with.size() - 1);
            return switch (asked.instrument() + "." + asked.question()) {
                case "today.later", "days.later" ->
                    Text.of("%1$s和%2$s中较晚之日", "the later of %1$s and %2$s", with.get(0), last);
                case "days.earlier" -> Text.of("%1$s和%2$s中较早之日", "the earlier of %1$s and %2$s", with.get(0), last);
                case "days.dayAfter" -> Text.of("%1$s的次日", "the day after %1$s", last);
                case "days.ending" -> Text.of("有%1$s的于该日终止，否则随列入终止", "on %1$s if it comes, else with the entry", last);
                case "laws.since" -> Text.of("%1$s施行之日", "the day on which %1$s took effect", last);
                case "days.eve" -> Text.of("%1$s的前一日", "the day before %1$s", last);
                case "days.ifAny" -> last;
                case "periods.after" -> Text.of("自%2$s起满%1$s的次日", "the day after %1$s from %2$s", with.get(0), last);
                case "days.told" -> Text.of("%1$s（未报送的，%2$s）", "%1$s (if not reported, %2$s)", with.get(0), last);
                case "figures.after" ->
                    Text.of("自%2$s起满%1$s的次日", "the day after %1$s from %2$s", parameter(asked, kind), last);
                case "figures.opens" ->
                    Text.of(
                            "自%2$s起满%1$s之日",
                            "the day on which %1$s from %2$s is complete", parameter(asked, kind), last);
                case "figures.due", "figures.lastDay" ->
                    Text.of("自%2$s起%1$s的最后一日", "the last day of %1$s from %2$s", parameter(asked, kind), last);
                case "counts.onceEvery" -> Text.of("%1$s内至少一次所需的次数", "what once in every %1$s takes", last);
                case "counts.daysAfter" -> Text.of("%2$s之后%1$s日", "%1$s days after %2$s", parameter(asked, kind), last);
                case "figures.value", "figures.tierOf" -> parameter(asked, kind);
                case "figures.tier" ->
                    Text.of("%1$s中等级%2$s对应的层级", "the tier of grade %2$s in %1$s", parameter(asked, kind), last);
                default ->
                    TRUTHS.contains(asked.question())
                            ? Text.of("是否%1$s", "whether %1$s", question(asked, kind, true))
                            : new Text(asked.toString(), asked.toString());
            };
        }

        /**
         * An operand in words.
         *
         * @param component what it is a value of; empty if that is not known
         * @param kind what its own components are components of
         */
        private Text operand(Operand operand, String component, String kind) {
            if (operand instanceof Operand.Component own) {
                String of = own.variable() == null ? kind : kinds.getOrDefault(own.variable(), kind);
                return own.variable() == null ? component(of, own.name()) : ofKind(of, own.name());
            }
            if (operand instanceof Operand.Variable variable) {
                Object value = known.get(variable.toString());
                if (value != null) {
                    return value(
                            component.isEmpty() ? components.getOrDefault(variable.variable(), component) : component,
                            value);
                }
                return variable.component() == null
                        ? variables.getOrDefault(
                                variable.variable(), new Text(variable.variable(), variable.variable()))
                        : ofKind(kinds.getOrDefault(variable.variable(), kind), variable.component());
            }
            if (operand instanceof Operand.Asked asked) {
                return answer(asked, kind);
            }
            if (operand instanceof Operand.Constant constant) {
                return constant(constant.written().replaceAll(".*\\.", ""), constant.name());
            }
            return operand instanceof Operand.Text text
                    ? value(component, text.value())
                    : operand instanceof Operand.Truth truth ? value(component, truth.value()) : value(component, null);
        }
    }

    private static String simple(Pattern pattern) {
        return pattern.written().substring(pattern.written().lastIndexOf('.') + 1);
    }

    private static Text join(List<Text> texts, String zh, String en) {
        return new Text(
                texts.stream().map(Text::zh).collect(Collectors.joining(zh)),
                texts.stream().map(Text::en).collect(Collectors.joining(en)));
    }
}
