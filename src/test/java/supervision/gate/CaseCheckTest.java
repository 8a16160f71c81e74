package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import supervision.rulepack.RuleText;

/** The cases hold the shipped rules to what they say, and tell what an edit does. */
@Tag("scaled")
class CaseCheckTest {

    /** Small changes of rules that some case has to notice, in percent. */
    private static final int FLOOR = 90;

    private static final Path FIXTURES = Path.of("fixtures");

    @TempDir
    Path folder;

    private static PackFiles shipped() throws IOException {
        return PackFiles.ofDirectory(Path.of("rules"));
    }

    /** The shipped pack with a text in one of its files replaced. */
    private static PackFiles edited(String file, String text, String instead) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(shipped().files());
        String before = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(before).as(file).contains(text);
        files.put(file, before.replace(text, instead).getBytes(StandardCharsets.UTF_8));
        return PackFiles.of(files);
    }

    private static String printed(CaseCheck check) throws IOException {
        StringBuilder text = new StringBuilder();
        check.print(text);
        return text.toString();
    }

    /** Every small change of every rule and row: a step's is judged by the whole reading of each case, which takes a minute or two. */
    @Tag("long")
    @Test
    void theCasesShowEveryComparisonBothWaysAndNoticeSmallChangesOfTheRules() throws IOException {
        CaseCheck check = CaseCheck.of(shipped(), null, FIXTURES);
        RulePack pack = RulePackReader.read(shipped(), null);
        Set<String> alone = pack.rules().stream()
                .filter(rule ->
                        rule.when().size() == 1 && !pack.declarations().containsKey("rules." + rule.conclusion()))
                .map(RuleText::name)
                .collect(Collectors.toSet());
        long joined = check.remarks().stream()
                .filter(remark -> !alone.contains(remark.rule()))
                .count();

        // rules that join, and steps, have nine of ten changes noticed; what is missing is counted here and not hidden
        System.out.println("the cases notice " + check.score().killed() + " of "
                + check.score().mutants()
                + " small changes; changes and comparisons of joined rules, steps and rows that"
                + " no case shows: " + joined + "; by file: "
                + check.score().survivors().stream()
                        .collect(Collectors.groupingBy(
                                MutationScore.Survivor::file, TreeMap::new, Collectors.counting())));
        assertThat(check.remarks().stream()
                        .filter(remark -> alone.contains(remark.rule()))
                        .map(remark -> remark.kind() + " rules/" + remark.file() + ":" + remark.line() + ":"
                                + remark.column() + ": " + remark.rule() + ": "
                                + remark.says().en() + "; " + remark.remedy().en())
                        .collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(check.score().percent()).as("%s", check.score()).isGreaterThanOrEqualTo(FLOOR);
        // what is checked is there
        assertThat(check.score().mutants()).isGreaterThan(3000);
        assertThat(check.comparisons()).isGreaterThan(700);
        assertThat(check.edited()).hasSizeGreaterThan(400);
    }

    /** A number that is to hold from a day on changes no case of before: somebody has to say what it leads to. */
    @Test
    void aNewFigureOnWhichNoCaseRestsIsAskedFor() throws IOException {
        String file = "parameters/publicity/ndrc-36/general/min.yaml";
        String row =
                "  - {from: 2026-04-01, value: \"P3M\", source: state-council-2025-22/item-2, evidence: F1, status: active}\n";
        PackFiles later =
                edited(file, row, row + row.replace("2026-04-01", "2027-01-01").replace("P3M", "P5M"));

        // some cases on repair ask about later days, and rest on it
        assertThat(CaseCheck.of(later, shipped(), folder("repair")).remarks())
                .extracting(Remark::kind)
                .doesNotContain("FIGURE_NOT_SHOWN");
        CaseCheck check = CaseCheck.of(later, shipped(), folder("objection"));

        assertThat(check.remarks())
                .filteredOn(remark -> remark.kind().equals("FIGURE_NOT_SHOWN"))
                .singleElement()
                .satisfies(remark -> {
                    assertThat(remark.file()).isEqualTo(file);
                    assertThat(remark.says().en()).contains("P5M", "2027-01-01");
                });
    }

    /** A new row ends many answers on its first day, and concludes nothing else before: that is one thing to read. */
    @Test
    void casesThatOnlyHoldUntilAnotherDayAreOneRemark() throws IOException {
        String row =
                "  - {from: 2026-04-01, value: \"P3M\", source: state-council-2025-22/item-2, evidence: F1, status: active}\n";
        PackFiles later = edited(
                "parameters/publicity/ndrc-36/general/min.yaml",
                row,
                row + row.replace("2026-04-01", "2027-01-01").replace("P3M", "P5M"));

        CaseCheck check = CaseCheck.of(later, shipped(), folder("repair"));

        List<CaseCheck.Flip> lasting =
                check.flips().stream().filter(CaseCheck.Flip::lastsOnly).toList();
        List<String> passing = files(lasting, true);
        List<String> failing = files(lasting, false);
        assertThat(passing).hasSizeGreaterThan(10);
        assertThat(failing).isNotEmpty();
        assertThat(check.flips()).hasSizeGreaterThan(lasting.size());
        List<Remark> remarks = check.remarks().stream()
                .filter(remark -> remark.kind().equals("LASTS_OTHERWISE"))
                .toList();
        assertThat(remarks)
                .extracting(Remark::severity)
                .containsExactly(Remark.Severity.ERROR, Remark.Severity.WARNING);
        assertThat(remarks.get(0).says().zh())
                .startsWith(failing.size() + " 个案例")
                .contains("2027-01-01（" + failing.size() + " 个）")
                .contains(failing);
        assertThat(passing.stream().filter(remarks.get(1).says().zh()::contains))
                .hasSize(10);
        assertThat(remarks.get(1).says().zh())
                .startsWith(passing.size() + " 个案例")
                .endsWith("，另有 " + (passing.size() - 10) + " 个");
        assertThat(remarks.get(1).says().en()).endsWith(" and " + (passing.size() - 10) + " more");
        // what is concluded otherwise is told case by case
        assertThat(check.remarks().stream()
                        .filter(remark -> remark.kind().equals("FLIPPED"))
                        .map(Remark::file))
                .containsExactlyInAnyOrderElementsOf(check.flips().stream()
                        .filter(flip -> !flip.lastsOnly())
                        .map(flip -> flip.asked().file())
                        .toList());
    }

    private static List<String> files(List<CaseCheck.Flip> flips, boolean passing) {
        return flips.stream()
                .filter(flip -> flip.now().passed() == passing)
                .map(flip -> flip.asked().file())
                .toList();
    }

    @Test
    void aPackThatChangesNothingFlipsNothing() throws IOException {
        CaseCheck check = CaseCheck.of(shipped(), shipped(), folder("repair"));

        assertThat(check.flips()).isEmpty();
        assertThat(check.edited()).isEmpty();
        assertThat(check.isClean()).isTrue();
        assertThat(printed(check)).contains("0 个结果不同").contains("0 come out another way");
    }

    @Test
    void aWrongBoundaryFlipsTheCaseOnThatDay() throws IOException {
        CaseCheck check = CaseCheck.of(
                edited(
                        "drl/repair/2-outcome.drl",
                        "today.reached(figures.opens(shortest, $day))",
                        "today.past(figures.opens(shortest, $day))"),
                shipped(),
                folder("repair"));

        assertThat(check.flips()).isNotEmpty().anyMatch(CaseCheck.Flip::breaks);
        assertThat(check.edited()).hasSize(1);
        assertThat(check.remarks())
                .anyMatch(remark -> remark.kind().equals("FLIPPED") && remark.severity() == Remark.Severity.ERROR);
    }

    @Test
    void aWrongDayOfARegimeFlipsTheCasesAfterTheRightOne() throws IOException {
        CaseCheck check = CaseCheck.of(
                edited("drl/repair/2-outcome.drl", "@effectiveFrom(\"2021-09-01\")", "@effectiveFrom(\"2026-10-01\")"),
                shipped(),
                folder("repair"));

        assertThat(check.flips()).isNotEmpty().allSatisfy(flip -> {
            assertThat(flip.before().passed()).isTrue();
            assertThat(flip.before().findings()).isNotEmpty();
        });
    }

    /** What a clause is called in our own words decides nothing. */
    @Test
    void anotherWordingOfAClauseFlipsNothing() throws IOException {
        CaseCheck check = CaseCheck.of(
                edited("sources/ndrc-2025-36.yaml", "title: 三类失信信息与公示期限", "title: 失信信息的三类"),
                shipped(),
                folder("repair"));

        assertThat(check.cases()).isGreaterThan(50);
        assertThat(check.flips()).isEmpty();
    }

    private static Path folder(String family) {
        return FIXTURES.resolve(family);
    }

    @Test
    void aCaseThatNoRuleBearsOutFailsUnderBoth() throws IOException {
        Files.writeString(folder.resolve("wrong.yaml"), """
                case: 没有评级的企业严格监管
                en: An ungraded enterprise is supervised strictly
                why: laiwu-2020-19/6.1
                decideOn: 2024-06-03
                facts:
                  - {kind: entity}
                expect:
                  within: [tierSet]
                  findings: []
                """);

        CaseCheck check = CaseCheck.of(shipped(), shipped(), folder);

        assertThat(check.flips()).isEmpty();
        assertThat(check.remarks()).extracting(Remark::kind).containsExactly("CASE_FAILS");
    }

    @Test
    void aRuleWithoutCasesLacksAllOfThem() throws IOException {
        Files.writeString(folder.resolve("nothing.yaml"), "case: [");

        CaseCheck check = CaseCheck.of(
                edited(
                        "drl/repair/2-outcome.drl",
                        "days.before(figures.opens($shortest, $day), until))",
                        "!days.before(figures.opens($shortest, $day), until))"),
                shipped(),
                folder);

        assertThat(check.score().killed()).isZero();
        assertThat(check.remarks())
                .extracting(Remark::kind)
                .contains("CASE_UNREADABLE", "CONDITION_NOT_SEEN", "MUTANT_SURVIVES");
    }

    @Test
    void aGapThatIsNoneAnyMoreIsAMistake() throws IOException {
        String rule = "处罚信息未满最短公示期，尚不能申请修复";
        Files.writeString(folder.resolve(KnownGaps.FILE), """
                gaps:
                  - reason: 举例
                    en: an example
                    survivors:
                      - {rule: %s, change: "no -> yes"}
                """.formatted(rule));
        Files.writeString(folder.resolve("nothing.yaml"), "case: [");

        assertThat(CaseCheck.of(shipped(), null, folder).remarks())
                .filteredOn(remark -> remark.kind().equals("GAP_CLOSED"))
                .extracting(Remark::rule)
                .containsExactly(rule);
    }

    @Test
    void aListOfGapsThatCannotBeReadSaysWhatToCorrect() throws IOException {
        for (String wrong : List.of("gaps: [", "gap: []", "gaps:\n  - {reason: 甲}")) {
            Files.writeString(folder.resolve(KnownGaps.FILE), wrong);

            assertThatThrownBy(() -> KnownGaps.read(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(KnownGaps.FILE);
        }
    }
}
