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
        PlayedCases played = PlayedCases.of(FixtureReader.read(folder).cases(), readings);
        List<String> changes = pack.rules().stream()
                .filter(rule -> rule.file().equals(JoinedRules.FILE))
                .flatMap(rule -> Mutants.of(played, rule).stream())
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
                        "exists PublishedPenalty(hidden == false) -> not PublishedPenalty(hidden == false)",
                        // totals
                        "$since : min($day) -> $since : max($day)",
                        // bindings
                        "$day : anchor -> $day : performedSince",
                        "$grade : grade -> $grade : area",
                        // what is concluded
                        "Called: $area -> $period")
                .doesNotContain("$w : Watched() -> (dropped)");
        RuleText byTable = pack.rules().stream()
                .filter(rule -> rule.name().equals(JoinedRules.BY_TABLE))
                .findFirst()
                .orElseThrow();
        List<RowMutant> rows = RowMutant.of(pack, "rules.WatchedGrade", List.of(byTable));
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
                        "6 {scheme: environment, grade: 蓝} -> (left out)",
                        "6 {scheme: environment, grade: 蓝} attention: MORE_OFTEN -> KEY_OBJECT",
                        "6 {scheme: environment, grade: 蓝} watched: false -> true");
    }

    @Test
    void theCasesInWhichAStepIsConcludedAreNamed() throws IOException {
        RulePack pack = new Readings(JoinedRules.files()).apply(null).pack();
        List<RuleUse> uses = RuleUse.of(pack, Replay.run(folder, new Readings(JoinedRules.files())));

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
