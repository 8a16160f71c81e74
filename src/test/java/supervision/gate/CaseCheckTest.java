package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.rulepack.PackFiles;

/** The cases hold the shipped rules to what they say, and tell what an edit does. */
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

    @Test
    void theCasesShowEveryComparisonBothWaysAndNoticeSmallChangesOfTheRules() throws IOException {
        CaseCheck check = CaseCheck.of(shipped(), null, FIXTURES);

        assertThat(check.remarks().stream()
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

    @Test
    void aPackThatChangesNothingFlipsNothing() throws IOException {
        CaseCheck check = CaseCheck.of(shipped(), shipped(), FIXTURES);

        assertThat(check.flips()).isEmpty();
        assertThat(check.edited()).isEmpty();
        assertThat(check.isClean()).isTrue();
        assertThat(printed(check)).contains("0 个结果不同").contains("0 come out another way");
    }

    @Test
    void aWrongBoundaryFlipsTheCaseOnThatDay() throws IOException {
        CaseCheck check = CaseCheck.of(
                edited(
                        "drl/repair/order-36.drl",
                        "today.reached(figures.opens(\"publicity/ndrc-36/general/min\", anchor))",
                        "today.past(figures.opens(\"publicity/ndrc-36/general/min\", anchor))"),
                shipped(),
                FIXTURES);

        assertThat(check.flips()).isNotEmpty().anyMatch(CaseCheck.Flip::breaks);
        assertThat(check.edited()).hasSize(1);
        assertThat(check.remarks())
                .anyMatch(remark -> remark.kind().equals("FLIPPED") && remark.severity() == Remark.Severity.ERROR);
    }

    @Test
    void aWrongDayOfARegimeFlipsTheCasesAfterTheRightOne() throws IOException {
        CaseCheck check = CaseCheck.of(
                edited("drl/repair/order-36.drl", "@effectiveFrom(\"2026-04-01\")", "@effectiveFrom(\"2026-10-01\")"),
                shipped(),
                FIXTURES);

        assertThat(check.flips()).isNotEmpty().allSatisfy(flip -> {
            assertThat(flip.before().passed()).isTrue();
            assertThat(flip.before().findings()).isNotEmpty();
        });
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
                edited("drl/repair/order-36.drl", "severity == Severity.GENERAL,", "severity != Severity.GENERAL,"),
                shipped(),
                folder);

        assertThat(check.score().killed()).isZero();
        assertThat(check.remarks())
                .extracting(Remark::kind)
                .contains("CASE_UNREADABLE", "CONDITION_NOT_SEEN", "MUTANT_SURVIVES");
    }

    @Test
    void aGapThatIsNoneAnyMoreIsAMistake() throws IOException {
        String rule = "《信用修复管理办法》：一般失信信息未满最短公示期，尚不能申请";
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
