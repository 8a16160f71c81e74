package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.JoinedRules;
import supervision.replay.FixtureReader;
import supervision.replay.Replay;
import supervision.replay.RuleUse;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/** The parts of the gate over rules that join, with tables and steps. */
class JoinedRulesTest {

    private static final String CASE = """
            case: 黄标企业有公示满三个月的处罚的，加大检查
            en: A yellow enterprise with a penalty shown for three months is inspected more often
            why: laiwu-2020-19/6.2
            decideOn: 2026-09-01
            facts:
              - {kind: entity}
              - {kind: evaluation, scheme: environment, grade: 黄, evaluatedBy: 济南市生态环境局莱芜分局, gradedOn: 2026-03-01}
              - {kind: penalty, authority: 莱芜区应急管理局, number: 莱应急罚〔2026〕1号, decidedOn: 2026-05-01, kinds: [FINE], fine: 5000, field: WORK_SAFETY}
            expect:
              within: [inspectionFocus]
              findings:
                - rule: 山东省企业环境信用评价：黄标企业适当加大随机抽查
                  inspectionFocus: {area: ENVIRONMENT, attention: MORE_OFTEN}
                  evidence: [evaluation/environment/济南市生态环境局莱芜分局/2026-03-01]
                - rule: 试验六：予以关注的，自最早的起算日起加大检查
                  inspectionFocus: {area: ENVIRONMENT, attention: MORE_OFTEN}
                  evidence: [evaluation/environment/济南市生态环境局莱芜分局/2026-03-01]
                  parameters: {publicity/ndrc-36/general/min: P3M}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeCase() throws IOException {
        Files.writeString(folder.resolve("yellow.yaml"), CASE, StandardCharsets.UTF_8);
    }

    @Test
    void theFormIsKept() throws IOException {
        assertThat(Form.check(JoinedRules.files(), "default"))
                .filteredOn(remark -> remark.severity() == Remark.Severity.ERROR)
                .isEmpty();
    }

    @Test
    void theAnalysisTakesThem() throws IOException {
        RulePack pack = new Readings(JoinedRules.files()).apply(null).pack();
        assertThat(Analysis.of(pack))
                .filteredOn(remark -> JoinedRules.FILE.equals(remark.file()))
                .isEmpty();
    }

    @Test
    void theCasesAreHeldAgainstThem() throws IOException {
        PackFiles before = PackFiles.ofDirectory(Path.of("rules"));
        CaseCheck check = CaseCheck.of(JoinedRules.files(), before, folder);
        assertThat(check.failing()).isEmpty();
        assertThat(check.problems()).isEmpty();
        assertThat(check.edited()).hasSize(7);
        // a step is in no decision: that its rule says something else shows in what rests on it
        assertThat(check.score().survivors())
                .filteredOn(survivor -> survivor.rule().equals(JoinedRules.BY_TABLE))
                .extracting(MutationScore.Survivor::change)
                .contains("scheme == $scheme -> (dropped)")
                .doesNotContain("watched == true -> watched != true", "grade == $grade -> grade != $grade");
    }

    /** Every kind of change that a rule with several elements and a table has room for. */
    @Test
    void linksElementsTotalsBindingsAndRowsAreChanged() throws IOException {
        Readings readings = new Readings(JoinedRules.files());
        RulePack pack = readings.apply(null).pack();
        Possible possible = Possible.of(pack);
        PlayedCases played = PlayedCases.of(FixtureReader.read(folder).cases(), readings);
        List<String> changes = pack.rules().stream()
                .filter(rule -> rule.file().equals(JoinedRules.FILE))
                .flatMap(rule -> Mutants.of(played, possible, rule).stream())
                .map(Mutant::change)
                .toList();

        assertThat(changes)
                .contains(
                        // links
                        "scheme == $scheme -> (dropped)",
                        "scheme == $scheme -> scheme == $grade",
                        // elements
                        "not Spared(area == $area) -> exists Spared(area == $area)",
                        "not Spared(area == $area) -> (dropped)",
                        "exists Penalty(fineKnown == true) -> not Penalty(fineKnown == true)",
                        // totals
                        "$since : min($begins) -> $since : max($begins)",
                        // bindings
                        "$begins : decidedOn -> $begins : conductEndedOn",
                        "$grade : grade -> $grade : scheme",
                        // what is concluded
                        "Called: $area -> $period")
                .doesNotContain("$w : Watched() -> (dropped)");
        RuleText byTable = pack.rules().stream()
                .filter(rule -> rule.name().equals(JoinedRules.BY_TABLE))
                .findFirst()
                .orElseThrow();
        List<RowMutant> rows = RowMutant.of(pack, possible, "rules.WatchedGrade", List.of(byTable));
        assertThat(rows)
                .extracting(RowMutant::change)
                .contains(
                        "{scheme: environment, grade: 黄} -> (left out)",
                        "{scheme: environment, grade: 黄} attention: MORE_OFTEN -> KEY_OBJECT",
                        "{scheme: environment, grade: 蓝} watched: false -> true")
                // two rows of one key are no table
                .doesNotContain("{scheme: environment, grade: 黄} grade: 黄 -> 黑")
                .doesNotHaveDuplicates();
        assertThat(rows).extracting(RowMutant::line).contains(4, 5, 6);
        assertThat(rows).extracting(RowMutant::file).containsOnly(JoinedRules.GRADES);
    }

    /** A row that a case rests on is held by it; one that none does is told with its file and line. */
    @Test
    void changesOfRowsAreNoticedByTheCasesThatRestOnThem() throws IOException {
        CaseCheck check = CaseCheck.of(JoinedRules.files(), PackFiles.ofDirectory(Path.of("rules")), folder);

        assertThat(check.score().survivors())
                .filteredOn(survivor -> survivor.file().startsWith("tables/"))
                .extracting(survivor -> survivor.line() + " " + survivor.change())
                .containsExactlyInAnyOrder(
                        "5 {scheme: environment, grade: 黑} -> (left out)",
                        "5 {scheme: environment, grade: 黑} attention: KEY_OBJECT -> MORE_OFTEN",
                        "5 {scheme: environment, grade: 黑} watched: true -> false",
                        // no rule matches it as it is: without it nothing is another
                        "6 {scheme: environment, grade: 蓝} watched: false -> true");
    }

    /** Of a step that says so there is one: two rules that conclude two, or none for one that asks, are told with the case. */
    @Test
    void aStepThatIsNotExactlyOneIsToldWithItsRulesAndTheCase() throws IOException {
        String one = JoinedRules.RULES.replace("@zh(\"须加大检查的评级\")", "@exactlyOne(\"of, area\") @zh(\"须加大检查的评级\")");
        PackFiles before = PackFiles.ofDirectory(Path.of("rules"));
        assertThat(CaseCheck.of(JoinedRules.files(one), before, folder).remarks())
                .extracting(Remark::kind)
                .doesNotContain("NOT_EXACTLY_ONE");

        String two = one.replace("rule \"试验二", """
                rule "试验八：黄标企业列为重点"
                  @en("Test 8: a yellow enterprise is a key object")
                  @source("laiwu-2020-19/6.2")
                  @effectiveFrom("2020-01-01")
                when
                  GradeHeld($of : of, $scheme : scheme, grade == "黄")
                  Scheme($area : area, id == $scheme)
                then
                  insert(new Watched($of, $area, Attention.KEY_OBJECT));
                end

                rule "试验二""");
        assertThat(CaseCheck.of(JoinedRules.files(two), before, folder).remarks())
                .filteredOn(remark -> remark.kind().equals("NOT_EXACTLY_ONE"))
                .singleElement()
                .satisfies(remark -> {
                    assertThat(remark.severity()).isEqualTo(Remark.Severity.ERROR);
                    assertThat(remark.says().en()).contains("yellow.yaml", JoinedRules.BY_TABLE, "试验八");
                });
        // without a case it is possible, and not decided
        assertThat(Analysis.of(new Readings(JoinedRules.files(two)).apply(null).pack()))
                .filteredOn(remark -> remark.kind().equals("NOT_EXACTLY_ONE"))
                .singleElement()
                .satisfies(remark -> assertThat(remark.severity()).isEqualTo(Remark.Severity.UNDECIDED));

        String asked = JoinedRules.RULES
                .replace("@zh(\"最早的公示\")", "@exactlyOne(\"area\") @zh(\"最早的公示\")")
                .replace(
                        "Penalty($begins : decidedOn, fineKnown == true); $since",
                        "Penalty($begins : decidedOn, fineKnown == false); $since");
        assertThat(CaseCheck.of(JoinedRules.files(asked), before, folder).remarks())
                .filteredOn(remark -> remark.kind().equals("NOT_EXACTLY_ONE"))
                .singleElement()
                .satisfies(remark -> assertThat(remark.says().en())
                        .contains(JoinedRules.FOCUS, "asks for the step `FirstShown` (area = ENVIRONMENT)"));
    }

    @Test
    void exactlyOneNamesComponentsOfAStep() throws IOException {
        for (String wrong :
                List.of("@exactlyOne(\"of, field\")", "@exactlyOne(\"of, area, attention\")", "@exactlyOne")) {
            assertThat(Form.check(
                            JoinedRules.files(
                                    JoinedRules.RULES.replace("@zh(\"须加大检查的评级\")", wrong + " @zh(\"须加大检查的评级\")")),
                            null))
                    .as(wrong)
                    .anySatisfy(remark -> {
                        assertThat(remark.says().en()).contains("@exactlyOne", "`Watched`");
                        assertThat(remark.line())
                                .isEqualTo((int) JoinedRules.RULES
                                                .substring(0, JoinedRules.RULES.indexOf("declare Watched @"))
                                                .lines()
                                                .count()
                                        + 1);
                    });
        }
    }

    /** What the whole of a rule says of itself and of another is decided over all of its elements. */
    @Test
    void rulesThatJoinAreHeldAgainstThemselvesAndEachOther() throws IOException {
        String never = JoinedRules.RULES.replace(
                "not Spared(area == $area)", "not Spared(area == $area)\n  not WatchedField(area == $area)");
        assertThat(remarks(never, JoinedRules.CALLED)).extracting(Remark::kind).containsExactly("NEVER_FIRES");

        String noRow = JoinedRules.RULES.replace("watched == true)", "watched == true, grade == \"绿\")");
        assertThat(remarks(noRow, JoinedRules.BY_TABLE))
                .extracting(Remark::kind)
                .containsExactly("NEVER_FIRES");

        // the same elements and the same conclusion, written with another variable
        String twice = JoinedRules.RULES.replace("rule \"试验四", """
                rule "试验八：同一件事"
                  @en("Test 8: the same")
                  @source("laiwu-2020-19/6.2")
                  @effectiveFrom("2020-01-01")
                when
                  Watched($field : area, $how : attention)
                  WatchedField($during : period, area == $field)
                  not Spared(area == $field)
                  exists Penalty(fineKnown == true)
                then
                  insert(new Called($field, $how, $during));
                end

                rule "试验四""");
        assertThat(remarks(twice, "试验八：同一件事")).extracting(Remark::kind).containsExactly("DUPLICATE");

        // with an exception more it is contained, and with the opposite of one it is another
        String narrower = twice.replace(
                "  not Spared(area == $field)\n", "  not Spared(area == $field)\n  not Spared(area == \"FOOD\")\n");
        assertThat(remarks(narrower, "试验八：同一件事")).extracting(Remark::kind).containsExactly("CONTAINED");
        String other = twice.replace("not Spared(area == $field)", "exists Spared(area == $field)");
        assertThat(remarks(other, "试验八：同一件事")).isEmpty();
    }

    private static List<Remark> remarks(String rules, String rule) throws IOException {
        return Analysis.of(new Readings(JoinedRules.files(rules)).apply(null).pack()).stream()
                .filter(remark -> rule.equals(remark.rule()))
                .toList();
    }

    @Test
    void theCasesInWhichAStepIsConcludedAreNamed() throws IOException {
        RulePack pack = new Readings(JoinedRules.files()).apply(null).pack();
        Readings readings = new Readings(JoinedRules.files());
        List<RuleUse> uses = RuleUse.of(pack, Replay.run(folder, readings), readings);

        assertThat(use(uses, JoinedRules.BY_TABLE).fired()).containsOnlyKeys("yellow.yaml");
        assertThat(use(uses, JoinedRules.SPARED).fired()).isEmpty();
        // a number that a row names is in use
        assertThat(RuleUse.unusedFigures(pack, List.of())).doesNotContain("publicity/ndrc-36/general/min");
    }

    private static RuleUse use(List<RuleUse> uses, String name) {
        return uses.stream()
                .filter(use -> use.rule().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Rows are known by their keys, not by where they stand; what a declaration says is read by people. */
    @Test
    void whatChangesInTablesAndDeclarationsIsToldByItsName() throws IOException {
        RulePack before = new Readings(JoinedRules.files()).apply(null).pack();
        RulePack after = new Readings(JoinedRules.files(
                        JoinedRules.RULES.replace("@zh(\"免于加大检查\")", "@zh(\"不加大检查\")"),
                        JoinedRules.GRADE_ROWS
                                .replaceFirst("  - .scheme: environment, grade: 黄.*\n", "")
                                .replace("KEY_OBJECT", "MORE_OFTEN")))
                .apply(null)
                .pack();

        assertThat(Retold.between(before, after))
                .extracting(Retold::at)
                .containsExactly(
                        "rows[scheme: environment, grade: 黄]",
                        "rows[scheme: environment, grade: 黑].attention",
                        "declare Spared");
    }
}
