package supervision.gate;

import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
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
import supervision.dossier.Prepared;
import supervision.dossier.Told;
import supervision.dossier.Vocabulary;
import supervision.language.Condition;
import supervision.language.Declaration;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Place;
import supervision.language.Row;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;
import supervision.rulepack.Tables;

/**
 * What can be said about the rules of a pack without any case: rules that never hold or always do, that say the same or the
 * opposite, days that no rule covers, measures without end, and personal data on the way to the public.
 *
 * <p>It is exact over enumerations, truth values, named texts, days of force and what questions imply of each other. Which
 * facts are prepared together, and which values of one come with which of another, it does not know: what it finds possible
 * need not happen. Where it cannot decide it says so.
 */
public final class Analysis {

    /** Conclusions that say nothing apart from the name of their rule: two of them are two things, unless one clause says both. */
    private static final Set<Class<?>> SAID_BY_NAME = Set.of(
            Conclusion.Mark.class,
            Conclusion.Referral.class,
            Conclusion.Duty.class,
            Conclusion.Fault.class,
            Conclusion.RepairPaper.class,
            Conclusion.ReportNeeded.class,
            Conclusion.MeasureBlocked.class,
            Conclusion.MeasureAsked.class,
            Conclusion.LawCompared.class);

    /** Answers about repair and about commitments of which the rule says why. */
    private static final Set<String> ANSWERS_BY_NAME =
            Set.of("Answer.CONDITION_NOT_MET", "Answer.EXCLUDED", "Answer.PERSON");

    /** Facts that are about natural persons as such. */
    private static final Set<Class<?>> ABOUT_PERSONS = Set.of(Told.StaffMatter.class);

    private final RulePack pack;
    private final CaseFinder cases;
    private final List<Remark> remarks = new ArrayList<>();
    /** Of steps that were asked for. */
    private final Map<String, Boolean> aboutPersons = new HashMap<>();

    private final Map<RuleText, NormalForm> forms = new IdentityHashMap<>();
    private final Map<String, Logic> logics = new HashMap<>();

    private Analysis(RulePack pack, CaseFinder cases) {
        this.pack = pack;
        this.cases = cases;
    }

    /** Analyses a pack. */
    public static List<Remark> of(RulePack pack) {
        return of(pack, CaseFinder.NONE);
    }

    /**
     * Analyses a pack.
     *
     * @param cases where cases are looked for that show what is found
     */
    public static List<Remark> of(RulePack pack, CaseFinder cases) {
        Analysis analysis = new Analysis(pack, cases);
        analysis.run();
        Reviewed reviewed = Reviewed.of(pack.files());
        return analysis.remarks.stream().map(reviewed::weighed).toList();
    }

    private void run() {
        for (RuleText rule : pack.rules()) {
            checkAlone(rule);
        }
        Map<String, List<RuleText>> byFact = new TreeMap<>();
        for (RuleText rule : pack.rules()) {
            byFact.computeIfAbsent(pattern(rule).type(), key -> new ArrayList<>())
                    .add(rule);
        }
        byFact.values().forEach(this::checkPairs);
        byFact.values().forEach(this::checkGaps);
        byFact.values().forEach(this::checkValues);
        sayWhatIsNotCompared();
        checkPersons();
    }

    private static Pattern pattern(RuleText rule) {
        return rule.when().get(0);
    }

    /** What a rule concludes, from components of what it matches. */
    private Insertion then(RuleText rule) {
        return form(rule).then();
    }

    private NormalForm form(RuleText rule) {
        // asked for with each pair of rules
        NormalForm form = forms.get(rule);
        if (form == null) {
            form = NormalForm.of(rule, pack.declarations());
            forms.put(rule, form);
        }
        return form;
    }

    private Logic logic(Pattern pattern) {
        return logics.computeIfAbsent(pattern.type(), type -> new Logic(Vocabulary.parts(type, pack.declarations())));
    }

    /** Rules that begin with the same kind of fact, as if they were about the same one. */
    private final class Together {

        private final List<NormalForm> forms;
        private final Logic logic;

        Together(RuleText... rules) {
            this(List.of(rules));
        }

        Together(List<RuleText> rules) {
            forms = rules.stream().map(Analysis.this::form).toList();
            logic = NormalForm.logic(forms);
        }

        List<Condition> conditions(RuleText rule) throws Logic.UndecidedException {
            return form(rule).conditions(forms, logic);
        }

        boolean canHold(RuleText one, RuleText other) throws Logic.UndecidedException {
            return logic.canHold(Stream.concat(conditions(one).stream(), conditions(other).stream())
                    .toList());
        }

        boolean implies(RuleText one, RuleText other) throws Logic.UndecidedException {
            return logic.implies(conditions(one), conditions(other));
        }
    }

    // one rule

    private void checkAlone(RuleText rule) {
        if (rule.until() != null && !rule.until().isAfter(pack.modelledFrom())) {
            error(
                    "NEVER_FIRES",
                    rule,
                    pattern(rule).place(),
                    new Text(
                            "规则“" + rule.name() + "”在 " + rule.until() + " 失效，早于本规则包能够作出决定的首日 " + pack.modelledFrom(),
                            "rule `" + rule.name() + "` ends on " + rule.until()
                                    + ", before the first day that the pack can" + " decide, " + pack.modelledFrom()),
                    new Text("删除该规则，或者更正其日期", "remove the rule, or correct its days"),
                    null);
        }
        boolean eachCanHold = true;
        for (Pattern pattern : rule.when()) {
            try {
                eachCanHold &= checkPattern(rule, pattern);
            } catch (Logic.UndecidedException e) {
                undecided("NEVER_FIRES", rule, pattern);
            }
            checkOrigin(rule, pattern);
            checkIds(rule, pattern);
            checkRows(rule, pattern);
        }
        if (rule.when().size() > 1 && eachCanHold) {
            checkTogether(rule);
        }
        checkEnd(rule);
    }

    /** Elements of which each can be met, and not all of them. */
    private void checkTogether(RuleText rule) {
        Together alone = new Together(rule);
        try {
            if (!alone.logic.canHold(alone.conditions(rule))) {
                Pattern last = rule.when().get(rule.when().size() - 1);
                error(
                        "NEVER_FIRES",
                        rule,
                        last.place(),
                        new Text(
                                "规则“" + rule.name() + "”永远不成立：其各项条件不能同时满足",
                                "rule `" + rule.name() + "` can never hold: its elements cannot all be met"),
                        new Text("更正其中一项", "correct one of them"),
                        null);
            }
        } catch (Logic.UndecidedException e) {
            undecided("NEVER_FIRES", rule, pattern(rule));
        }
    }

    /** A row that a rule asks for by what is written out has to be there. */
    private void checkRows(RuleText rule, Pattern pattern) {
        List<Row> rows = pack.rows().get(pattern.type());
        // a table that the district fills is empty until it does
        if (rows == null || rows.isEmpty() || !(pattern.isGround() || pattern.kind() == Pattern.Kind.EXISTS)) {
            return;
        }
        if (rows.stream().noneMatch(row -> pattern.conditions().stream().allMatch(one -> Rows.mayMeet(row, one)))) {
            error(
                    "NEVER_FIRES",
                    rule,
                    pattern.place(),
                    new Text(
                            "规则“" + rule.name() + "”永远不成立：表中没有符合 `" + pattern + "` 的行",
                            "rule `" + rule.name() + "` can never hold: no row of the table meets `" + pattern + "`"),
                    new Text("更正条件，或者在表中增加一行", "correct the conditions, or add a row to the table"),
                    null);
        }
    }

    /** Whether something can meet the conditions of an element. */
    private boolean checkPattern(RuleText rule, Pattern pattern) throws Logic.UndecidedException {
        Logic logic = logic(pattern);
        if (!logic.canHold(pattern.conditions())) {
            Condition culprit = culprit(logic, pattern.conditions());
            error(
                    "NEVER_FIRES",
                    rule,
                    culprit.place(),
                    new Text(
                            "规则“" + rule.name() + "”永远不成立：条件 `" + culprit + "` 与其前面的条件矛盾",
                            "rule `" + rule.name() + "` can never hold: `" + culprit
                                    + "` contradicts itself or the conditions before it"),
                    new Text("更正其中一个条件", "correct one of the conditions"),
                    null);
            return false;
        }
        if (!pattern.conditions().isEmpty() && logic.implies(List.of(), pattern.conditions())) {
            add(
                    Remark.Severity.WARNING,
                    "ALWAYS",
                    rule,
                    pattern.conditions().get(0).place(),
                    new Text(
                            "规则“" + rule.name() + "”写有条件，但对每个 " + pattern.written() + " 都成立",
                            "rule `" + rule.name() + "` has conditions, and yet holds of every " + pattern.written()),
                    new Text("删除条件，或者写明应当排除什么", "remove the conditions, or say what they are to exclude"),
                    cases.showing(List.of(rule), "条件总是成立：" + rule.name(), "Conditions that always hold: " + rule.en()));
        } else {
            for (Condition condition : pattern.conditions()) {
                if (logic.implies(List.of(), List.of(condition))) {
                    add(
                            Remark.Severity.WARNING,
                            "ALWAYS",
                            rule,
                            condition.place(),
                            new Text(
                                    "规则“" + rule.name() + "”的条件 `" + condition + "` 总是成立",
                                    "the condition `" + condition + "` of rule `" + rule.name() + "` always holds"),
                            new Text("删除它，或者更正它", "remove or correct it"),
                            null);
                }
            }
        }
        return true;
    }

    /** The first condition with which those before it cannot hold any more. */
    private static Condition culprit(Logic logic, List<Condition> conditions) throws Logic.UndecidedException {
        for (int i = 1; i < conditions.size(); i++) {
            if (!logic.canHold(conditions.subList(0, i))) {
                return conditions.get(i - 1);
            }
        }
        return conditions.get(conditions.size() - 1);
    }

    /** A conclusion that no rule draws is never there to match. */
    private void checkOrigin(RuleText rule, Pattern pattern) {
        Class<?> type = Vocabulary.type(pattern.type());
        if (type != null
                && Conclusion.class.isAssignableFrom(type)
                && pack.rules().stream()
                        .noneMatch(other -> then(other).type().equals(pattern.type()) && overlap(rule, other))) {
            error(
                    "NEVER_FIRES",
                    rule,
                    pattern.place(),
                    new Text(
                            "规则“" + rule.name() + "”匹配结论 " + pattern.written() + "，其施行期间没有规则得出该结论",
                            "rule `" + rule.name() + "` matches the conclusion " + pattern.written()
                                    + ", which no rule draws while it is in force"),
                    new Text("匹配另一事实，或者增加得出该结论的规则", "match another fact, or add the rule that draws it"),
                    null);
        }
    }

    /** What is named as the id of a row has to be one. */
    private void checkIds(RuleText rule, Pattern pattern) {
        Map<String, Set<String>> ids = Map.of(
                "scheme", pack.tables().schemes().keySet(),
                "list", pack.tables().lists().keySet(),
                "regime", pack.tables().regimes().keySet());
        pattern.tests()
                .filter(test -> test.left() instanceof Operand.Component component
                        && ids.containsKey(component.name())
                        && test.operator() != Condition.Operator.CONTAINS
                        && test.operator() != Condition.Operator.NOT_CONTAINS)
                .forEach(test -> {
                    Set<String> known = Objects.requireNonNull(ids.get(((Operand.Component) test.left()).name()));
                    for (Operand operand : test.right()) {
                        if (operand instanceof Operand.Text text && !known.contains(text.value())) {
                            error(
                                    "NEVER_FIRES",
                                    rule,
                                    text.place(),
                                    new Text(
                                            "规则“" + rule.name() + "”中的 " + text + " 不是任何一行的编号，`" + test + "` 不会因此成立",
                                            text + " of rule `" + rule.name() + "` is the id of no row: `" + test
                                                    + "` says nothing"),
                                    new Text(
                                            "可用的编号：" + String.join("、", new TreeSet<>(known)),
                                            "the ids are " + String.join(", ", new TreeSet<>(known))),
                                    null);
                        }
                    }
                });
    }

    private void checkEnd(RuleText rule) {
        Insertion then = then(rule);
        if (!then.type().equals(Conclusion.Measure.class.getName())) {
            return;
        }
        String until = Objects.requireNonNull(Opposites.value(then, "until"));
        String ending = Objects.requireNonNull(Opposites.value(then, "ending"));
        boolean ends = ending.equals("Ending.WITH_THE_ENTRY") || !until.equals("null");
        if (ends || isReviewed(rule)) {
            return;
        }
        error(
                "ADVERSE_WITHOUT_END",
                rule,
                then.place(),
                new Text(
                        "规则“" + rule.name() + "”得出的措施没有终止之日，也没有规则要求复核",
                        "the measure of rule `" + rule.name() + "` has no end, and no rule has it reviewed"),
                new Text(
                        "给出终止之日，或者增加一条对同一事实得出 Duty(…, Act.REVIEW_MEASURE, …) 的规则",
                        "give it an end, or add a rule that concludes Duty(…, Act.REVIEW_MEASURE, …) of the same facts"),
                cases.showing(List.of(rule), "没有终止之日的措施：" + rule.name(), "A measure without end: " + rule.en()));
    }

    /** Whether rules in force all the time have somebody look again at whatever this rule concludes. */
    private boolean isReviewed(RuleText rule) {
        List<RuleText> reviews = pack.rules().stream()
                .filter(other -> pattern(other).type().equals(pattern(rule).type())
                        && "Act.REVIEW_MEASURE".equals(Opposites.value(then(other), "act"))
                        && !other.from().isAfter(rule.from())
                        && (other.until() == null
                                || (rule.until() != null && !other.until().isBefore(rule.until()))))
                .toList();
        Together together =
                new Together(Stream.concat(Stream.of(rule), reviews.stream()).toList());
        try {
            List<List<Condition>> conditions = new ArrayList<>();
            for (RuleText review : reviews) {
                conditions.add(together.conditions(review));
            }
            return together.logic.impliesOneOf(together.conditions(rule), conditions);
        } catch (Logic.UndecidedException e) {
            undecided("ADVERSE_WITHOUT_END", rule, pattern(rule));
            return true;
        }
    }

    // two rules about one fact

    private void checkPairs(List<RuleText> rules) {
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size(); j++) {
                RuleText one = rules.get(i);
                RuleText other = rules.get(j);
                if (overlap(one, other)) {
                    try {
                        checkPair(one, other);
                    } catch (Logic.UndecidedException e) {
                        undecided("PAIRS", other, pattern(other));
                    }
                }
            }
        }
    }

    private static boolean overlap(RuleText one, RuleText other) {
        return (one.until() == null || other.from().isBefore(one.until()))
                && (other.until() == null || one.from().isBefore(other.until()));
    }

    private void checkPair(RuleText one, RuleText other) throws Logic.UndecidedException {
        checkOne(one, other);
        boolean sameConclusion = said(then(one)).equals(said(then(other)));
        boolean opposite = Opposites.are(then(one), then(other));
        if (!sameConclusion && !opposite) {
            return;
        }
        Together together = new Together(one, other);
        if (!together.canHold(one, other)) {
            return;
        }
        if (opposite) {
            contradiction(one, other);
            return;
        }
        if (isSaidByName(then(one)) && !Set.copyOf(one.sources()).equals(Set.copyOf(other.sources()))) {
            return;
        }
        boolean into = together.implies(one, other);
        boolean back = together.implies(other, one);
        if (into && back) {
            add(
                    // whether two names of rules say the same, a person sees
                    isConclusion(then(one)) && isSaidByName(then(one))
                            ? Remark.Severity.UNDECIDED
                            : Remark.Severity.ERROR,
                    "DUPLICATE",
                    other,
                    pattern(other).place(),
                    new Text(
                            "规则“" + other.name() + "”与 " + one.file() + ":" + one.line() + " 的规则“" + one.name()
                                    + "”条件和结论都相同",
                            "rule `" + other.name() + "` has the conditions and the conclusion of rule `" + one.name()
                                    + "` at " + one.file() + ":" + one.line()),
                    new Text("删除其中一条，或者更正其条件", "remove one of them, or correct its conditions"),
                    cases.showing(
                            List.of(one, other), "两条规则说同一件事：" + one.name(), "Two rules say the same: " + one.en()));
        } else if (into || back) {
            RuleText inner = into ? one : other;
            RuleText outer = into ? other : one;
            add(
                    Remark.Severity.WARNING,
                    "CONTAINED",
                    inner,
                    pattern(inner).place(),
                    new Text(
                            "规则“" + inner.name() + "”成立时，" + outer.file() + ":" + outer.line() + " 的规则“" + outer.name()
                                    + "”总是得出同一结论",
                            "whenever rule `" + inner.name() + "` holds, rule `" + outer.name() + "` at " + outer.file()
                                    + ":" + outer.line() + " concludes the same"),
                    new Text("删除前者，或者从后者排除其情形", "remove the first, or exclude its cases from the second"),
                    cases.showing(
                            List.of(one, other),
                            "一条规则包含于另一条：" + inner.name(),
                            "One rule is contained in another: " + inner.en()));
        }
    }

    /** Two rules that may conclude two steps where the declaration says that there is one. */
    private void checkOne(RuleText one, RuleText other) throws Logic.UndecidedException {
        Declaration step = pack.declarations().get(then(one).type());
        if (step == null || step.exactlyOne().isEmpty() || !then(other).type().equals(step.type())) {
            return;
        }
        boolean sameKey = true;
        boolean sameRest = true;
        for (int i = 0; i < step.parts().size(); i++) {
            boolean same = Logic.plain(then(one).values().get(i))
                    .equals(Logic.plain(then(other).values().get(i)));
            if (step.exactlyOne().contains(step.parts().get(i).name())) {
                sameKey &= same;
            } else {
                sameRest &= same;
            }
        }
        if (sameKey && !sameRest && new Together(one, other).canHold(one, other)) {
            add(
                    Remark.Severity.UNDECIDED,
                    "NOT_EXACTLY_ONE",
                    other,
                    then(other).place(),
                    new Text(
                            "规则“" + other.name() + "”与 " + one.file() + ":" + one.line() + " 的规则“" + one.name()
                                    + "”可能对同一事实得出两个 `" + step.name() + "`，而声明写有 @exactlyOne",
                            "rule `" + other.name() + "` and rule `" + one.name() + "` at " + one.file() + ":"
                                    + one.line() + " may conclude two `" + step.name()
                                    + "` about one fact, of which the declaration says @exactlyOne"),
                    new Text("请看案例的结果；能写明的，写明互相排除", "look at what the cases say; where it can be written, exclude one"),
                    null);
        }
    }

    private void contradiction(RuleText one, RuleText other) {
        error(
                "CONTRADICTION",
                other,
                then(other).place(),
                new Text(
                        "规则“" + other.name() + "”与 " + one.file() + ":" + one.line() + " 的规则“" + one.name()
                                + "”可以对同一事实同时成立，结论相反：`" + then(other) + "` 与 `" + then(one) + "`",
                        "rule `" + other.name() + "` and rule `" + one.name() + "` at " + one.file() + ":" + one.line()
                                + " can both hold of one fact and conclude what cannot both be: `" + then(other)
                                + "` and `"
                                + then(one) + "`"),
                new Text("在其中一条规则中排除另一条的情形", "exclude the cases of one from the other"),
                cases.showing(
                        List.of(one, other),
                        "两条规则的结论相反：" + one.name() + "；" + other.name(),
                        "Two rules conclude opposite things: " + one.en() + "; " + other.en()));
    }

    private static String said(Insertion then) {
        return then.type() + then.values().stream().map(Logic::plain).collect(Collectors.joining(", ", "(", ")"));
    }

    private static boolean isConclusion(Insertion then) {
        return Vocabulary.type(then.type()) != null;
    }

    /** Also a step that two clauses conclude rests on both. */
    private static boolean isSaidByName(Insertion then) {
        Class<?> type = Vocabulary.type(then.type());
        if (type == null) {
            return true;
        }
        String answer = Opposites.value(then, "answer");
        return SAID_BY_NAME.contains(type) || answer != null && ANSWERS_BY_NAME.contains(answer);
    }

    // days

    /** A rule that ends, and one that takes its place only later. */
    private void checkGaps(List<RuleText> rules) {
        for (RuleText ended : rules) {
            LocalDate until = ended.until();
            if (until == null) {
                continue;
            }
            List<RuleText> family = rules.stream()
                    .filter(other -> !other.equals(ended) && isVersionOf(ended, other))
                    .toList();
            boolean covered = family.stream().anyMatch(other -> other.inForceOn(until));
            LocalDate next = family.stream()
                    .map(RuleText::from)
                    .filter(from -> from.isAfter(until))
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            if (!covered && next != null) {
                error(
                        "GAP_IN_TIME",
                        ended,
                        pattern(ended).place(),
                        new Text(
                                "规则“" + ended.name() + "”自 " + until + " 起失效，后一版本自 " + next + " 起施行，其间没有规则",
                                "rule `" + ended.name() + "` is not in force from " + until
                                        + " on, and its next version is from " + next
                                        + " on: between them there is none"),
                        new Text("更正其中一个日期，或者增加其间的版本", "correct one of the days, or add the version between them"),
                        cases.showing(
                                List.of(ended),
                                "两个版本之间没有规则：" + ended.name(),
                                "No rule between two versions: " + ended.en()));
            }
        }
    }

    /** Whether a rule says, of facts of which the other can hold too, the same kind of thing from the same things. */
    private boolean isVersionOf(RuleText rule, RuleText other) {
        if (!then(rule).type().equals(then(other).type())) {
            return false;
        }
        try {
            Together together = new Together(rule, other);
            return isSaidByName(then(rule))
                    ? said(then(rule)).equals(said(then(other)))
                            && together.implies(rule, other)
                            && together.implies(other, rule)
                    : together.canHold(rule, other);
        } catch (Logic.UndecidedException e) {
            return false;
        }
    }

    /** A constant that rules name for some days and, between those, for none. */
    private void checkValues(List<RuleText> rules) {
        Map<String, Operand.Constant> named = new LinkedHashMap<>();
        for (RuleText rule : rules) {
            pattern(rule)
                    .tests()
                    .filter(test -> test.left() instanceof Operand.Component)
                    .forEach(test -> test.right().stream()
                            .filter(Operand.Constant.class::isInstance)
                            .map(Operand.Constant.class::cast)
                            .forEach(constant -> named.putIfAbsent(test.left() + " == " + constant, constant)));
        }
        named.forEach((equals, constant) -> checkValue(rules, equals.replaceAll(" == .*", ""), constant));
        Class<?> fact = Vocabulary.type(pattern(rules.get(0)).type());
        if (fact != null && Prepared.class.isAssignableFrom(fact)) {
            named.keySet().stream()
                    .map(equals -> equals.replaceAll(" == .*", ""))
                    .distinct()
                    .forEach(component -> checkUnhandled(rules, fact, component));
        }
    }

    /** A constant with which no rule holds that is in force without end, whatever else the fact says. */
    private void checkUnhandled(List<RuleText> rules, Class<?> fact, String component) {
        Method accessor = Vocabulary.accessors(fact).get(component);
        if (accessor == null || !accessor.getReturnType().isEnum()) {
            return;
        }
        Class<?> type = accessor.getReturnType();
        Place nowhere = pattern(rules.get(0)).place();
        Set<String> unhandled = new TreeSet<>();
        for (Object value : type.getEnumConstants()) {
            Condition has = new Condition.Test(
                    nowhere,
                    new Operand.Component(nowhere, null, component),
                    Condition.Operator.EQUAL,
                    List.of(new Operand.Constant(
                            nowhere, type.getSimpleName(), type.getName(), ((Enum<?>) value).name())));
            try {
                boolean handled = false;
                for (RuleText rule : rules) {
                    handled |= rule.until() == null
                            && logic(pattern(rule))
                                    .canHold(Stream.concat(Stream.of(has), pattern(rule).conditions().stream())
                                            .toList());
                }
                if (!handled) {
                    unhandled.add(((Enum<?>) value).name());
                }
            } catch (Logic.UndecidedException e) {
                undecided("UNHANDLED", rules.get(0), pattern(rules.get(0)));
            }
        }
        if (!unhandled.isEmpty()) {
            add(
                    Remark.Severity.WARNING,
                    "UNHANDLED",
                    rules.get(0),
                    nowhere,
                    new Text(
                            fact.getSimpleName() + " 的 `" + component + "` 为 " + String.join("、", unhandled)
                                    + " 时，没有规则成立",
                            "no rule holds of " + fact.getSimpleName() + " where `" + component + "` is "
                                    + String.join(" or ", unhandled)),
                    new Text("确无规定的，无需处理；否则增加规则", "leave it where nothing is to be said; else add a rule"),
                    null);
        }
    }

    private void checkValue(List<RuleText> rules, String component, Operand.Constant constant) {
        Place nowhere = constant.place();
        Condition has = new Condition.Test(
                nowhere, new Operand.Component(nowhere, null, component), Condition.Operator.EQUAL, List.of(constant));
        Logic logic = logic(pattern(rules.get(0)));
        List<RuleText> handling = new ArrayList<>();
        try {
            for (RuleText rule : rules) {
                if (logic.canHold(Stream.concat(Stream.of(has), pattern(rule).conditions().stream())
                        .toList())) {
                    handling.add(rule);
                }
            }
        } catch (Logic.UndecidedException e) {
            undecided("GAP_IN_TIME", rules.get(0), pattern(rules.get(0)));
            return;
        }
        for (RuleText rule : handling) {
            LocalDate until = rule.until();
            if (until != null && handling.stream().noneMatch(other -> other.inForceOn(until))) {
                boolean again = handling.stream().anyMatch(other -> other.from().isAfter(until));
                add(
                        again ? Remark.Severity.ERROR : Remark.Severity.WARNING,
                        "GAP_IN_TIME",
                        rule,
                        pattern(rule).place(),
                        new Text(
                                "自 " + until + " 起没有规则处理 " + rule.facts().get(0) + " 的 `" + component + " == "
                                        + constant + "`",
                                "from " + until + " on no rule deals with `" + component + " == " + constant + "` of "
                                        + rule.facts().get(0)),
                        new Text("增加一条规则，或者更正日期", "add a rule, or correct the day"),
                        cases.showing(List.of(rule), "其后没有规则：" + rule.name(), "No rule after it: " + rule.en()));
            }
        }
    }

    // what is not compared, and what is not only about rules

    /** Conclusions about one record that come from different facts. */
    private void sayWhatIsNotCompared() {
        long pairs = 0;
        List<RuleText> rules = pack.rules();
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size(); j++) {
                boolean sameFact = pattern(rules.get(i))
                        .type()
                        .equals(pattern(rules.get(j)).type());
                if (!sameFact
                        && overlap(rules.get(i), rules.get(j))
                        && Opposites.are(then(rules.get(i)), then(rules.get(j)))) {
                    pairs++;
                }
            }
        }
        if (pairs > 0) {
            remarks.add(new Remark(
                    Remark.Severity.UNDECIDED,
                    Remark.Part.ANALYSIS,
                    "CONTRADICTION",
                    null,
                    "",
                    0,
                    0,
                    new Text(
                            pairs + " 对规则由不同的事实得出可能相反的结论：是否涉及同一记录，取决于事实如何准备，未作判断",
                            pairs
                                    + " pairs of rules draw conclusions that could be opposite from different facts: whether those"
                                    + " are about one record depends on how facts are prepared, and is not decided"),
                    new Text("请看案例的结果", "look at what the cases say"),
                    null));
        }
    }

    private void checkPersons() {
        for (RuleText rule : pack.rules()) {
            for (Pattern pattern : rule.when()) {
                if (pattern.isGround()
                        && then(rule).type().equals(Conclusion.Shown.class.getName())
                        && isAboutPersons(pattern)) {
                    error(
                            "PERSONAL_DATA_PUBLIC",
                            rule,
                            then(rule).place(),
                            new Text(
                                    "规则“" + rule.name() + "”由涉及自然人的事实 " + pattern.written() + " 得出向社会公示",
                                    "rule `" + rule.name() + "` shows to the public what rests on " + pattern.written()
                                            + ", a fact about natural persons"),
                            new Text(
                                    "不公示；政务共享用 Shared，提示用 Mark（shandong-credit-2020/art-20）",
                                    "do not show it; share it within government with Shared, or say it with Mark"
                                            + " (shandong-credit-2020/art-20)"),
                            cases.showing(
                                    List.of(rule), "涉及自然人的信息被公示：" + rule.name(), "Personal data shown: " + rule.en()));
                }
            }
        }
    }

    /** Whether a step rests on a fact about persons, through whatever steps. */
    private boolean restsOnPersons(String step) {
        Boolean known = aboutPersons.get(step);
        if (known == null) {
            known = pack.rules().stream()
                    .filter(rule -> then(rule).type().equals(step))
                    .flatMap(rule -> rule.when().stream())
                    .anyMatch(before -> before.isGround() && isAboutPersons(before));
            aboutPersons.put(step, known);
        }
        return known;
    }

    /** Whether a fact is about persons: one of a role is, unless the conditions leave only roles of organisations. */
    private boolean isAboutPersons(Pattern pattern) {
        Vocabulary.Part role =
                Vocabulary.parts(pattern.type(), pack.declarations()).get("role");
        if (role == null || role.type() != String.class) {
            Class<?> type = Vocabulary.type(pattern.type());
            return type != null ? ABOUT_PERSONS.contains(type) : restsOnPersons(pattern.type());
        }
        Place place = pattern.place();
        List<Operand> organisations = pack.tables().rolesOf(Tables.Whose.ORGANISATION).stream()
                .<Operand>map(one -> new Operand.Text(place, one))
                .toList();
        Condition person = new Condition.Test(
                place, new Operand.Component(place, null, "role"), Condition.Operator.NOT_IN, organisations);
        try {
            return logic(pattern)
                    .canHold(Stream.concat(pattern.conditions().stream(), Stream.of(person))
                            .toList());
        } catch (Logic.UndecidedException e) {
            return true;
        }
    }

    // remarks

    private void undecided(String kind, RuleText rule, Pattern pattern) {
        add(
                Remark.Severity.UNDECIDED,
                kind,
                rule,
                pattern.place(),
                new Text(
                        "规则“" + rule.name() + "”的条件组合太多，未能判断",
                        "the conditions of rule `" + rule.name() + "` have too many combinations to decide"),
                new Text("拆成几条规则", "split it into several rules"),
                null);
    }

    private void error(String kind, RuleText rule, Place place, Text says, Text remedy, @Nullable String example) {
        add(Remark.Severity.ERROR, kind, rule, place, says, remedy, example);
    }

    private void add(
            Remark.Severity severity,
            String kind,
            RuleText rule,
            Place place,
            Text says,
            Text remedy,
            @Nullable String example) {
        remarks.add(new Remark(
                severity,
                Remark.Part.ANALYSIS,
                kind,
                rule.name(),
                rule.file(),
                place.line(),
                place.column(),
                says,
                remedy,
                example));
    }
}
