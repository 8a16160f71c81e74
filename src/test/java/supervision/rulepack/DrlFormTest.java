package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.BothLanguages;
import supervision.language.Declaration;

/** A rule file can read facts and insert conclusions. Whatever else it tries is refused before anything runs. */
class DrlFormTest {

    private static final String FILE = "drl/test/harmless.drl";

    private static final String HARMLESS = String.join(
            "\n",
            "// line 1",
            "package rules",
            "",
            "import supervision.decision.Conclusion.Mark",
            "import supervision.dossier.Told.Objection",
            "",
            "rule \"测试规则\"",
            "  @en(\"a rule\")",
            "  @source(\"laiwu-2020-19/7\")",
            "  @effectiveFrom(\"2020-01-01\")",
            "when",
            "  $p : Objection(needsOtherUnit == false, decidedOnKnown)",
            "then",
            "  insert(new Mark($p.of(), null));",
            "end",
            "");

    private static final String CONDITION = "needsOtherUnit == false, decidedOnKnown";
    private static final String PATTERN = "$p : Objection(" + CONDITION + ")";
    private static final String CONSEQUENCE = "insert(new Mark($p.of(), null));";
    private static final String EVIL = "Runtime.getRuntime().exec(\"id\")";

    @Test
    void aRuleInTheFormIsRead() {
        List<PackProblem> problems = new ArrayList<>();
        List<RuleText> rules =
                DrlReader.file(FILE, HARMLESS, Set.of(), problems).rules();

        assertThat(problems).isEmpty();
        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).name()).isEqualTo("测试规则");
        assertThat(rules.get(0).line()).isEqualTo(7);
        assertThat(rules.get(0).facts()).containsExactly("Objection");
        assertThat(rules.get(0).conclusion()).isEqualTo("Mark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "needsOtherUnit",
                "!needsOtherUnit",
                "needsOtherUnit == false || decidedOnKnown == true",
                "(needsOtherUnit || decidedOnKnown) && correctedOnKnown",
                "!(needsOtherUnit && decidedOnKnown), correctedOnKnown != true",
                "record in (\"a\", \"b\")",
                "record not in (\"a\", \"b\")",
                "record contains \"a\"",
                "record not contains \"a\"",
                "record == null",
                "today.reached(figures.after(\"list/standard/consultation\", today.later(since, until)))",
                "!figures.known(\"grade/expiry\"), figures.is(\"grade/expiry\", \"NONE\")"
            })
    void conditionsInTheFormAreRead(String condition) {
        assertThat(problems(HARMLESS.replace(CONDITION, condition))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not Objection()",
                "not Objection(needsOtherUnit, notifiedOnKnown)",
                "exists Objection(correctedOnKnown || redressedOnKnown)",
                "Objection($r : needsOtherUnit, notifiedOnKnown == $p.notifiedOnKnown)",
                "$q : Objection($r : needsOtherUnit, $o : redressedOnKnown, notifiedOnKnown == $p.notifiedOnKnown)\n  not Objection(needsOtherUnit == $r)",
                "accumulate($q : Objection(needsOtherUnit == $p.needsOtherUnit); $n : count($q))",
                "accumulate(Objection($d : needsOtherUnit); $n : min($d))",
                "accumulate(Objection($d : needsOtherUnit); $n : max($d))"
            })
    void furtherElementsInTheFormAreRead(String element) {
        assertThat(problems(HARMLESS.replace(PATTERN, PATTERN + "\n  " + element)))
                .isEmpty();
    }

    @Test
    void aDeclarationIsReadWithItsWords() {
        String declared = """
                declare Family @zh("类别") @en("family of lists") @table("families")
                  list : String @key @zh("名单") @en("list")
                  period : String @figure("period") @zh("期限") @en("period")
                  rank : Integer @zh("位次") @en("rank")
                  on : LocalDate @zh("日期") @en("day")
                  open : boolean @zh("公开") @en("open")
                end
                """;
        List<PackProblem> problems = new ArrayList<>();
        List<Declaration> declarations = DrlReader.file(
                        FILE, HARMLESS.replace("rule \"", declared + "rule \""), Set.of("Family"), problems)
                .declarations();

        assertThat(problems).isEmpty();
        assertThat(declarations).hasSize(1);
        Declaration family = declarations.get(0);
        assertThat(family.zh() + family.en() + family.table()).isEqualTo("类别family of listsfamilies");
        assertThat(family.parts())
                .extracting(Declaration.Part::name)
                .containsExactly("list", "period", "rank", "on", "open");
        assertThat(family.parts()).extracting(Declaration.Part::key).containsExactly(true, false, false, false, false);
        assertThat(family.parts().get(1).figure()).isEqualTo("period");
    }

    /** The engine stops at such a component, mostly without saying where; nobody is to find out there. */
    @Test
    void noComponentIsCalledLikeAWordOfTheLanguage() {
        assertThat(DrlForm.RESERVED)
                .hasSizeGreaterThan(90)
                .allSatisfy(word -> assertThat(problems(HARMLESS.replace(
                                "rule \"",
                                "declare Step @zh(\"一\") @en(\"one\")\n  " + word
                                        + " : String @zh(\"一\") @en(\"one\")\nend\nrule \"")))
                        .anySatisfy(problem ->
                                assertThat(problem).startsWith(FILE + ":8: ").contains("`" + word + "`")));
    }

    @Test
    void noVariableIsCalledLikeAWordOfTheLanguage() {
        assertThat(DrlForm.RESERVED)
                .allSatisfy(word -> assertThat(problems(HARMLESS.replace("$p", "$" + word)))
                        .anySatisfy(problem -> assertThat(problem)
                                .startsWith(
                                        FILE + ":12: rule `测试规则` has `$" + word + "` where a variable of its own")));
    }

    @Test
    void aDeclarationIsFoundWhereverItStands() {
        assertThat(DrlReader.declaredIn(List.of(
                        "package rules // declare Comment\n",
                        "declare One end",
                        "  declare\n Two end \"declare Text\"")))
                .containsExactlyInAnyOrder("One", "Two");
    }

    /** A file that was read is not read again, and says the same; but not once its pack declares something else. */
    @Test
    void whatIsWrongWithAFileIsSaidEachTime() {
        String broken = HARMLESS.replace(CONSEQUENCE, EVIL);
        List<PackProblem> first = new ArrayList<>();
        List<PackProblem> again = new ArrayList<>();
        RuleFile.of(Map.of(FILE, broken), first);
        RuleFile.of(Map.of(FILE, new String(broken.toCharArray())), again);
        assertThat(again).isNotEmpty().isEqualTo(first);

        String declares = HARMLESS.replaceAll(
                "(?s)rule .*",
                "declare Step @zh(\"一\") @en(\"one\")\n" + "  of : String @zh(\"一\") @en(\"one\")\nend\n");
        String asks = HARMLESS.replace(PATTERN, "$p : Step(of == \"x\")");
        List<PackProblem> declared = new ArrayList<>();
        List<PackProblem> undeclared = new ArrayList<>();
        RuleFile.of(Map.of("drl/steps.drl", declares, FILE, asks), declared);
        RuleFile.of(Map.of(FILE, asks), undeclared);
        assertThat(declared).isEmpty();
        assertThat(undeclared).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsOutsideTheFormIsRefused(String what, String from, String to, String problem) {
        assertThat(HARMLESS).contains(from);

        assertThat(problems(HARMLESS.replace(from, to))).anyMatch(found -> found.startsWith(FILE + ":" + problem));
    }

    static Stream<Arguments> whatIsOutsideTheFormIsRefused() {
        return Stream.of(
                // the package: two of them silence each other's rules
                of(
                        "another package",
                        "package rules",
                        "package other",
                        "2: the file does not start with `package rules`; put all rules into this one package"),
                of(
                        "a package below",
                        "package rules",
                        "package rules.repair",
                        "2: the file does not start with `package rules`"),
                of("no package", "package rules", "", "4: the file does not start with `package rules`"),
                of(
                        "a second package",
                        "rule \"测试规则\"",
                        "package other\nrule \"测试规则\"",
                        "7: `package` cannot stand here; a file has imports, declarations and rules only"),
                of(
                        "something behind the package",
                        "package rules",
                        "package rules; dialect \"mvel\"",
                        "2: `dialect` cannot stand here"),
                of(
                        "a function behind the package",
                        "package rules",
                        "package rules function void f() { " + EVIL + "; }",
                        "2: `function` cannot stand here"),
                // what a file may hold
                of(
                        "a function",
                        "rule \"测试规则\"",
                        "function void f() { " + EVIL + "; }\nrule \"测试规则\"",
                        "7: `function` cannot stand here"),
                of(
                        "a global",
                        "rule \"测试规则\"",
                        "global java.util.List list\nrule \"测试规则\"",
                        "7: `global` cannot stand here"),
                of(
                        "a declared type of nothing",
                        "rule \"测试规则\"",
                        "declare Fact end\nrule \"测试规则\"",
                        "7: `Fact` has no component; write its components: name : Type"),
                of(
                        "a declared enumeration",
                        "rule \"测试规则\"",
                        "declare enum Fact A; end\nrule \"测试规则\"",
                        "7: `declare` has `enum` where a name belongs"),
                of(
                        "a declared trait",
                        "rule \"测试规则\"",
                        "declare trait Fact end\nrule \"测试规则\"",
                        "7: `declare` has `trait` where a name belongs"),
                of(
                        "a declared type that extends another",
                        "rule \"测试规则\"",
                        "declare Fact extends Objection end\nrule \"测试规则\"",
                        "7: the declaration of `Fact` has `extends`"),
                of(
                        "a query",
                        "rule \"测试规则\"",
                        "query \"q\" Objection() end\nrule \"测试规则\"",
                        "7: `query` cannot stand here"),
                of(
                        "no rule",
                        HARMLESS.substring(HARMLESS.indexOf("rule \"")),
                        "",
                        "1: the file has no rule; add one or remove the file"),
                of("something behind the rule", "\nend\n", "\nend\n" + EVIL, "16: `Runtime` cannot stand here"),
                // imports
                of(
                        "an import of Java",
                        "import supervision.decision.Conclusion.Mark",
                        "import java.lang.Runtime",
                        "4: the import of `java.lang.Runtime` is not allowed; import single types of supervision.decision, supervision.dossier, supervision.facts"),
                of(
                        "an import of all",
                        "Conclusion.Mark",
                        "Conclusion.*",
                        "4: the import of `supervision.decision.Conclusion.*` is not allowed"),
                of(
                        "a static import",
                        "import supervision.decision.Conclusion.Mark",
                        "import static supervision.facts.CreditCode.parse",
                        "4: the import of `staticsupervision.facts.CreditCode.parse` is not allowed"),
                of(
                        "an imported function",
                        "import supervision.decision.Conclusion.Mark",
                        "import function supervision.facts.CreditCode.parse",
                        "4: the import of `functionsupervision.facts.CreditCode.parse` is not allowed"),
                of(
                        "an accumulate function",
                        "import supervision.decision.Conclusion.Mark",
                        "import accumulate supervision.facts.Sum sum",
                        "4: the import of `accumulatesupervision.facts.Sumsum` is not allowed"),
                of(
                        "an import of another package",
                        "import supervision.decision.Conclusion.Mark",
                        "import supervision.engine.DecisionEngine",
                        "4: the import of `supervision.engine.DecisionEngine` is not allowed"),
                of(
                        "a rule on the line of an import",
                        "Conclusion.Mark",
                        "Conclusion.Mark rule \"x\" when then " + EVIL + "; end",
                        "4: the import of `supervision.decision.Conclusion.Markrulexwhenthen"),
                of(
                        "two types of one name",
                        "\nrule",
                        "import supervision.facts.Mark\nrule",
                        "6: two types called `Mark` are imported; import one of them"),
                // the head of a rule
                of("a name without quotes", "rule \"测试规则\"", "rule test", "7: a rule has no name; write rule \"…\""),
                of(
                        "no clause",
                        "  @source(\"laiwu-2020-19/7\")\n",
                        "",
                        "7: rule `测试规则` cites no clause; add @source(\"instrument/clause\")"),
                of("an empty clause", "\"laiwu-2020-19/7\"", "", "7: rule `测试规则` cites no clause"),
                of("no English", "  @en(\"a rule\")\n", "", "7: rule `测试规则` needs one @en; add @en(\"…\")"),
                of("blank English", "a rule", " ", "7: rule `测试规则` needs one @en"),
                of(
                        "no first day",
                        "  @effectiveFrom(\"2020-01-01\")\n",
                        "",
                        "7: rule `测试规则` has no first day; add @effectiveFrom(\"yyyy-mm-dd\")"),
                of(
                        "a day that does not exist",
                        "2020-01-01",
                        "2020-02-30",
                        "7: @effectiveFrom of rule `测试规则` is no day: `2020-02-30`; write yyyy-mm-dd"),
                of(
                        "an end before the beginning",
                        "when",
                        "@effectiveUntil(\"2020-01-01\")\nwhen",
                        "7: rule `测试规则` ends on 2020-01-01, not after it begins"),
                of(
                        "an annotation twice",
                        "  @en(\"a rule\")",
                        "  @en(\"a rule\") @en(\"another\")",
                        "8: rule `测试规则` has @en twice; list the values in one"),
                of(
                        "an unknown annotation",
                        "when",
                        "@Propagation(\"EAGER\")\nwhen",
                        "11: rule `测试规则` has an unknown annotation @Propagation; known are [effectiveFrom,"),
                of(
                        "a value without quotes",
                        "\"2020-01-01\"",
                        "today",
                        "10: `today` in @effectiveFrom of rule `测试规则` is no string; write values in double quotes"),
                of(
                        "salience",
                        "when\n",
                        "salience 10 when\n",
                        "11: `when` is missing in rule `测试规则`; annotations, then `when`, `then`, `end`"),
                of("no-loop", "when\n", "no-loop true when\n", "11: `when` is missing"),
                of("a timer", "when\n", "timer (cron:0 0 * * * ?) when\n", "11: `when` is missing"),
                of(
                        "a rule that extends another",
                        "rule \"测试规则\"",
                        "rule \"测试规则\" extends \"x\"",
                        "7: `when` is missing"),
                of(
                        "a rule without then",
                        "then\n  " + CONSEQUENCE + "\n",
                        "",
                        "13: `then` is missing at the end of the file"),
                of("a rule without end", "end\n", "", "14: `end` is missing at the end of the file"),
                of(
                        "a rule inside a rule",
                        "then\n",
                        "rule \"x\" when then\n",
                        "13: `then` is missing before this rule"),
                // numbers
                of(
                        "a number",
                        "needsOtherUnit == false",
                        "record == 3",
                        "12: rule `测试规则` holds the number `3`; make it a parameter and ask `figures` for it"),
                of(
                        "a decimal",
                        "needsOtherUnit == false",
                        "record >= 0.80B",
                        "12: rule `测试规则` holds the number `0.80B`"),
                of("a number in the consequence", "null", "30", "14: rule `测试规则` holds the number `30`"),
                of(
                        "a wide digit",
                        "needsOtherUnit == false",
                        "record == ３",
                        "12: `３` stands outside strings and comments; write code with ASCII characters only"),
                // conditions
                of(
                        "no condition",
                        PATTERN,
                        "",
                        "7: rule `测试规则` has no condition on a fact; a finding needs evidence: match at least one fact"),
                of(
                        "eval",
                        PATTERN,
                        PATTERN + "\n eval(true)",
                        "13: rule `测试规则` uses `eval`; write it with patterns, the instruments and one insertion"),
                of(
                        "exists in brackets",
                        PATTERN,
                        PATTERN + "\n exists(Objection())",
                        "13: rule `测试规则` has `(` where a type (`not` and `exists` take one pattern"),
                of("forall", PATTERN, PATTERN + "\n forall(Objection())", "13: rule `测试规则` uses `forall`"),
                of(
                        "accumulate",
                        PATTERN,
                        PATTERN + "\n accumulate(Objection(); $n : count())",
                        "13: rule `测试规则` has `)` where the variable of the pattern belongs"),
                of(
                        "accumulate with code",
                        PATTERN,
                        PATTERN + "\n accumulate(Objection(), init(), action(), result(null))",
                        "13: rule `测试规则` calls `init`"),
                of("from", PATTERN, PATTERN + " from $p.of()", "12: rule `测试规则` uses `from`"),
                of("an entry point", PATTERN, PATTERN + " from entry-point x", "12: rule `测试规则` uses `entry`"),
                of(
                        "a pattern that must not match",
                        PATTERN,
                        PATTERN + "\n not(Objection())",
                        "13: rule `测试规则` has `(` where a type (`not` and `exists` take one pattern"),
                of(
                        "a pattern that must not be missing",
                        PATTERN,
                        PATTERN + "\n not not Objection()",
                        "13: rule `测试规则` has `not` where a type (`not` and `exists` take one pattern"),
                of(
                        "a name inside of what must be missing",
                        PATTERN,
                        PATTERN + "\n not Objection($r : record)",
                        "13: rule `测试规则` has `$r` where a condition: nothing is bound inside of `not`"),
                of(
                        "or between patterns",
                        PATTERN,
                        PATTERN + "\n or Objection()",
                        "13: rule `测试规则` has `or` where a type or constant belongs"),
                of(
                        "and between patterns",
                        PATTERN,
                        PATTERN + " and Objection()",
                        "12: rule `测试规则` has `and` where a type or constant belongs"),
                of(
                        "bars between patterns",
                        PATTERN,
                        PATTERN + " || Objection()",
                        "12: rule `测试规则` has `|` where a type or constant belongs"),
                of(
                        "brackets around patterns",
                        PATTERN,
                        "(" + PATTERN + " or Objection())",
                        "12: rule `测试规则` has `(` where a type or constant belongs"),
                of(
                        "a pattern on anything",
                        "$p : Objection(",
                        "$p : Object(",
                        "12: rule `测试规则` names `Object`, which the file does not import; import it from the types that rules may use, or declare it as a step"),
                of(
                        "a pattern by its full name",
                        "$p : Objection(",
                        "$p : supervision.facts.Penalty(",
                        "12: rule `测试规则` has `supervision` where a type or constant belongs"),
                of(
                        "a pattern on what was told",
                        "supervision.dossier.Told.Objection",
                        "supervision.facts.Objection",
                        "12: rule `测试规则` matches `supervision.facts.Objection`; match what a case is prepared as, a table, a step or a conclusion"),
                of(
                        "a path",
                        PATTERN,
                        PATTERN + "\n /penalties[ needsOtherUnit ]",
                        "13: rule `测试规则` has `/` where a type or constant belongs"),
                of("an annotated pattern", PATTERN, PATTERN + " @watch(!*)", "12: rule `测试规则` calls `watch`"),
                of("a sliding window", PATTERN, PATTERN + " over window:length(x)", "12: rule `测试规则` uses `window`"),
                of(
                        "a binding to what is no component",
                        CONDITION,
                        "$r : \"a\"",
                        "12: rule `测试规则` has `a` where a component belongs"),
                of(
                        "a variable called like a word",
                        "$p : Objection(",
                        "$modify : Objection(",
                        "12: rule `测试规则` has `$modify` where a variable of its own, not called like a word"),
                of("a comparison of dates", CONDITION, "since < until", "12: rule `测试规则` has `<` where `)` belongs"),
                of(
                        "an assignment",
                        CONDITION,
                        "needsOtherUnit = false",
                        "12: rule `测试规则` has `false` where `=` belongs"),
                of("a sum", CONDITION, "record == \"a\" + \"b\"", "12: rule `测试规则` has `+` where `)` belongs"),
                of("a regular expression", CONDITION, "record matches \"a.*\"", "12: rule `测试规则` uses `matches`"),
                of(
                        "another operator",
                        CONDITION,
                        "record memberOf sources",
                        "12: rule `测试规则` has `memberOf` where `)` belongs"),
                of(
                        "this",
                        CONDITION,
                        "this == null",
                        "12: rule `测试规则` has `this` where a component, a constant or an instrument belongs"),
                of(
                        "a chain of components",
                        CONDITION,
                        "record.bytes == null",
                        "12: rule `测试规则` has `.` where `)` belongs"),
                of(
                        "the class as a component",
                        CONDITION,
                        "class == null",
                        "12: rule `测试规则` has `class` where a component"),
                of(
                        "the class of a component",
                        CONDITION,
                        "record.class.classLoader == null",
                        "12: rule `测试规则` has `.` where `)` belongs"),
                of(
                        "new in a condition",
                        CONDITION,
                        "record == new Mark(null, null)",
                        "12: rule `测试规则` makes an object in a condition; ask an instrument instead"),
                of(
                        "brackets of an array",
                        CONDITION,
                        "records[sources] == null",
                        "12: rule `测试规则` has `[` where `)` belongs"),
                of(
                        "a block of code",
                        CONDITION,
                        "{ " + EVIL + " }",
                        "12: rule `测试规则` names `Runtime`, which the file does not import"),
                // calls
                of(
                        "a call with arguments",
                        CONDITION,
                        "record.startsWith(\"a\")",
                        "12: rule `测试规则` calls `startsWith`; only accessors without arguments may be called, and questions of amounts, counts, days, figures, laws, periods, ranks, today"),
                of(
                        "a call without arguments",
                        CONDITION,
                        "record.isEmpty()",
                        "12: rule `测试规则` has `.` where `)` belongs"),
                of("a free call", CONDITION, "exit()", "12: rule `测试规则` calls `exit`"),
                of(
                        "a call by its full name",
                        CONDITION,
                        "java.lang.Runtime.getRuntime() != null",
                        "12: rule `测试规则` has `.` where `)` belongs"),
                of(
                        "the same in the consequence",
                        "null)",
                        "java.lang.Runtime.getRuntime())",
                        "14: rule `测试规则` has `java` where a component of a fact, a constant or an instrument belongs"),
                of(
                        "a static method",
                        "null)",
                        "Mark.values())",
                        "14: rule `测试规则` has `values` where a type or constant belongs"),
                of(
                        "a static method with arguments",
                        "null)",
                        "Mark.valueOf(\"a\"))",
                        "14: rule `测试规则` calls `valueOf`"),
                of("the class of a fact", "$p.of()", "$p.getClass()", "14: rule `测试规则` calls `getClass`"),
                of(
                        "the class of a constant",
                        "null)",
                        "Mark.getDeclaringClass().getClassLoader())",
                        "14: rule `测试规则` has `getDeclaringClass` where a type or constant belongs"),
                of(
                        "the class of an instrument",
                        CONDITION,
                        "today.getClass() != null",
                        "12: rule `测试规则` calls `getClass`"),
                of("an instrument that waits", CONDITION, "today.wait()", "12: rule `测试规则` calls `wait`"),
                of(
                        "what an instrument keeps to itself",
                        CONDITION,
                        "today.next() == null",
                        "12: rule `测试规则` has `next` where a question that `today` answers belongs"),
                of(
                        "a text called as an instrument",
                        CONDITION,
                        "\"today\".concat(\"x\") == null",
                        "12: rule `测试规则` calls `concat`"),
                of(
                        "a variable called as an instrument",
                        "$p : Objection(",
                        "figures : Objection(",
                        "12: rule `测试规则` has `figures` where a type or constant belongs"),
                of(
                        "a parameter that is not written out",
                        CONDITION,
                        "figures.known((of))",
                        "12: rule `测试规则` asks `figures` for something that is not written out; give the id of the parameter as a string: the finding has to list it"),
                of(
                        "a parameter that is put together",
                        CONDITION,
                        "figures.known(\"a\" + \"b\")",
                        "12: rule `测试规则` has `+` where `)` belongs"),
                of("waiting for a fact", "$p.of()", "$p.wait()", "14: rule `测试规则` calls `wait`"),
                of(
                        "all of a fact as text",
                        "$p.of()",
                        "$p.toString()",
                        "14: rule `测试规则` has `toString` where a component of the fact belongs"),
                of("a call on a component", "$p.of()", "$p.of().trim()", "14: rule `测试规则` has `.` where `)` belongs"),
                of(
                        "the engine itself",
                        "null)",
                        "drools.getKieRuntime())",
                        "14: rule `测试规则` has `drools` where a component of a fact, a constant or an instrument belongs"),
                of(
                        "the engine by its other name",
                        "null)",
                        "kcontext.getRule())",
                        "14: rule `测试规则` has `kcontext` where"),
                of("a variable that no pattern binds", "$p.of()", "$q.record()", "14: rule `测试规则` has `$q` where"),
                // the consequence
                of(
                        "two insertions",
                        CONSEQUENCE,
                        CONSEQUENCE + CONSEQUENCE,
                        "14: the consequence of rule `测试规则` is not one insertion; write insert(new <Conclusion>(…)); and nothing else, with a conclusion or a step"),
                of("no insertion", CONSEQUENCE, "", "7: the consequence of rule `测试规则` is not one insertion"),
                of("an insertion inside another", "null)", "insert(null))", "14: rule `测试规则` has `insert` where"),
                of(
                        "a statement before",
                        CONSEQUENCE,
                        "; " + CONSEQUENCE,
                        "14: the consequence of rule `测试规则` is not one insertion"),
                of(
                        "something behind without semicolon",
                        CONSEQUENCE,
                        CONSEQUENCE + " halt()",
                        "14: the consequence of rule `测试规则` is not one insertion"),
                of(
                        "a block behind",
                        CONSEQUENCE,
                        CONSEQUENCE + " { halt() }",
                        "14: the consequence of rule `测试规则` is not one insertion"),
                of("modify", CONSEQUENCE, "modify($p) { setRecord(null) }", "14: rule `测试规则` uses `modify`"),
                of("update", CONSEQUENCE, "update($p);", "14: rule `测试规则` uses `update`"),
                of("delete", CONSEQUENCE, "delete($p);", "14: rule `测试规则` uses `delete`"),
                of("insertLogical", "insert(", "insertLogical(", "14: rule `测试规则` uses `insertLogical`"),
                of("Java", CONSEQUENCE, EVIL + ";", "14: rule `测试规则` names `Runtime`, which the file does not import"),
                of(
                        "Java by its full name",
                        CONSEQUENCE,
                        "java.lang." + EVIL + ";",
                        "14: the consequence of rule `测试规则` is not one insertion"),
                of(
                        "a conditional",
                        CONSEQUENCE,
                        "if ($p.needsOtherUnit()) " + CONSEQUENCE,
                        "14: the consequence of rule `测试规则` is not one insertion"),
                of(
                        "an anonymous class",
                        "new Mark($p.of(), null)",
                        "new Mark($p.of(), null) { { } }",
                        "14: the consequence of rule `测试规则` is not one insertion"),
                of(
                        "an anonymous class in an argument",
                        "null)",
                        "new Mark(null, null) { })",
                        "14: the consequence of rule `测试规则` is not one insertion"),
                of("a lambda", "null)", "() -> null)", "14: rule `测试规则` has `(` where"),
                of(
                        "a choice",
                        "null)",
                        "$p.needsOtherUnit() ? null : null)",
                        "14: rule `测试规则` has `?` where `)` belongs"),
                of("a cast", "null)", "(Mark) null)", "14: rule `测试规则` has `(` where"),
                of(
                        "a named consequence",
                        "then\n",
                        "then[other]\n",
                        "13: the consequence of rule `测试规则` is not one insertion"),
                of(
                        "something that is no conclusion",
                        "supervision.decision.Conclusion.Mark",
                        "supervision.decision.Mark",
                        "14: rule `测试规则` inserts `supervision.decision.Mark`; insert a conclusion or a step"),
                of(
                        "a fact made by a rule",
                        "new Mark(",
                        "new Objection(",
                        "14: rule `测试规则` inserts `supervision.dossier.Told.Objection`; insert a conclusion or a step"),
                of(
                        "an instrument made by a rule",
                        "new Mark(",
                        "new Today(",
                        "14: rule `测试规则` names `Today`, which the file does not import"),
                // what the eye, this reader and the engine could read in different ways
                of(
                        "a string without end",
                        "\"2020-01-01\")",
                        "\"2020-01-01)",
                        "10: a string has no end; close it with `\"` on the same line"),
                of("a string in single quotes", CONDITION, "record == 'a'", "12: rule `测试规则` has `'` where"),
                of(
                        "a comment that only this reader sees",
                        CONDITION,
                        "record != '/*' || " + EVIL + " != null || record != '*/'",
                        "12: a block comment can hide rules from a reader; write comments with `//`"),
                of(
                        "a comment that only the engine sees",
                        CONDITION,
                        "record != \"a\" /*/, needsOtherUnit == true /*/",
                        "12: a block comment can hide rules"),
                of("a block comment", "when\n", "/* when */ when\n", "11: a block comment can hide rules"),
                of("a block comment without end", "when\n", "/* when\n", "11: a block comment can hide rules"),
                of(
                        "a comment that a carriage return ends",
                        "// line 1",
                        "// line 1\r function void f() { " + EVIL + "; }",
                        "1: the file holds a carriage return inside a line; end lines with a line feed"),
                of(
                        "a comment that an escape ends",
                        CONSEQUENCE,
                        CONSEQUENCE + " // \\u000a " + EVIL + ";",
                        "14: the file holds a backslash; write the character itself, rule files are UTF-8"),
                of(
                        "an escaped letter",
                        "needsOtherUnit == false",
                        "\\u0065val(true)",
                        "12: the file holds a backslash"),
                of("an escaped quote", "a rule", "a \\\" rule", "8: the file holds a backslash"),
                of(
                        "a wide letter",
                        "new Mark(",
                        "new Ｍark(",
                        "14: `Ｍ` stands outside strings and comments; write code with ASCII characters only"),
                of(
                        "a wide word",
                        "needsOtherUnit == false",
                        "ｅｖａｌ(true)",
                        "12: `ｅｖａｌ` stands outside strings and comments"),
                of(
                        "a letter of another script",
                        "Objection(",
                        "Реnaltyheld(",
                        "12: `Ре` stands outside strings and comments"),
                of(
                        "a wide bracket",
                        "needsOtherUnit == false",
                        "needsOtherUnit == false）",
                        "12: `）` stands outside strings and comments"),
                of(
                        "a wide space",
                        "needsOtherUnit == false",
                        "needsOtherUnit　== false",
                        "12: `　` stands outside strings and comments"),
                of(
                        "a zero-width space",
                        "needsOtherUnit",
                        "sum\u200Bmary",
                        "12: the file holds the invisible character U+200B; remove it"),
                of(
                        "a control character in a word",
                        "of()",
                        "get\u0001Class()",
                        "14: the file holds the invisible character U+0001"),
                of(
                        "a turn of direction in a string",
                        "a rule",
                        "a \u202Eelur",
                        "8: the file holds the invisible character U+202E"),
                of(
                        "a turn of direction in a comment",
                        "// line 1",
                        "// \u2066line 1",
                        "1: the file holds the invisible character U+2066"),
                of(
                        "a line separator",
                        "// line 1",
                        "// line 1\u2028 evil",
                        "1: the file holds the invisible character U+2028"),
                of(
                        "a byte-order mark",
                        "// line 1",
                        "\uFEFF// line 1",
                        "1: the file holds the invisible character U+FEFF"),
                of(
                        "a file in another charset",
                        "测试规则",
                        "\uFFFD\uFFFD",
                        "7: the file holds a character that is not UTF-8; save the file as UTF-8"));
    }

    private static Arguments of(String what, String from, String to, String problem) {
        return arguments(what, from, to, problem);
    }

    private static List<String> problems(String text) {
        List<PackProblem> problems = new ArrayList<>();
        DrlReader.file(FILE, text, Set.of(), problems);
        return BothLanguages.whole(problems).stream()
                .sorted()
                .map(Packs::withoutColumn)
                .toList();
    }
}
