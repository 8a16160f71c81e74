package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import supervision.casework.CreditReports;
import supervision.decision.Text;
import supervision.facts.Case;
import supervision.reading.SecondReading;
import supervision.replay.FixtureCase;
import supervision.replay.FixtureReader;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/** What is read first of a report says what was edited, whom it hits, and what is concluded otherwise. */
class GistTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final PackFiles SHIPPED = PackFiles.ofDirectory(Path.of("rules"));
    private static final RulePack BEFORE = RulePackReader.read(SHIPPED, null);

    /** @param edits path, old text and new text of each */
    private static RulePack edited(List<List<String>> edits) {
        Map<String, byte[]> files = new TreeMap<>(SHIPPED.files());
        for (List<String> edit : edits) {
            String text = new String(files.get(edit.get(0)), StandardCharsets.UTF_8);
            assertThat(text).contains(edit.get(1));
            files.put(edit.get(0), text.replace(edit.get(1), edit.get(2)).getBytes(StandardCharsets.UTF_8));
        }
        return RulePackReader.read(PackFiles.of(files), null);
    }

    @Test
    void eachKindOfEditIsCountedAndNamed() {
        RulePack after = edited(List.of(
                List.of("drl/inspection/focus.drl", "grade == \"D\")", "grade in (\"C\", \"D\"))"),
                List.of("tables/tier-ranks.yaml", "rank: 2, credit: ORDINARY", "rank: 2, credit: GOOD"),
                List.of(
                        "tables/notices.yaml",
                        "  - {about: UNIT, code: AUDIT_OFFICE,",
                        "  - {about: UNIT, code: SUPERVISOR,"),
                List.of("parameters/publicity/ndrc-36/general/min.yaml", "\"P3M\"", "\"P4M\""),
                List.of("labels.yaml", "zh: 严管", "zh: 从严")));

        Text edited = Gist.of(PackChanges.between(BEFORE, after), null).get(0);

        assertThat(edited.zh())
                .startsWith("改动：")
                .contains(
                        "修改规则 1 条（“",
                        "修改参数 1 个（“一般失信信息最短公示期",
                        "表格“监管层级的位次”修改 1 行",
                        "”新增 1 行、删除 1 行",
                        "修改其他文件 1 个（“labels.yaml”）")
                .doesNotContain("步骤");
        assertThat(edited.en())
                .startsWith("Edited: 1 rule changed (“")
                .contains("1 figure changed", "1 row changed", "1 row added, 1 row removed", "1 other file changed");
    }

    /** A sentence has no clauses: where these alone differ, it would be the same twice. */
    @Test
    void aRuleOfWhichTheClausesDifferSaysThemToo() {
        String file = "drl/bans/law-in-time.drl";
        RulePack after =
                edited(List.of(List.of(file, "\"shandong-credit-2020/art-40\"", "\"shandong-credit-2020/art-38\"")));

        assertThat(PackChanges.between(BEFORE, after).rules()).singleElement().satisfies(rule -> {
            assertThat(Objects.requireNonNull(rule.saidBefore()).zh()).contains("依据：《山东省社会信用条例》第四十条");
            assertThat(Objects.requireNonNull(rule.saidAfter()).zh()).contains("依据：《山东省社会信用条例》第三十八条");
            assertThat(Objects.requireNonNull(rule.saidBefore()).en()).endsWith(".");
        });
    }

    @Test
    void whomItHitsAndWhatIsConcludedOtherwiseIsSaid() throws IOException, InterruptedException {
        RulePack after =
                edited(List.of(List.of("parameters/publicity/ndrc-36/general/min.yaml", "\"P3M\"", "\"P9M\"")));
        List<Case> entities = FixtureReader.read(Path.of("fixtures", "repair")).cases().stream()
                .map(FixtureCase::question)
                .filter(FixtureCase.Decide.class::isInstance)
                .map(question -> ((FixtureCase.Decide) question).asked())
                .toList();
        Impact impact = new ImpactStudy(
                        SecondReading.of(BEFORE), SecondReading.of(after), CreditReports::parts, DAY, DAY.plusDays(60))
                .over(Registers.of(entities), 1, done -> {});
        assertThat(impact.affected()).isPositive();

        List<Text> said = Gist.of(PackChanges.between(BEFORE, after), impact);

        assertThat(said.get(1).zh())
                .startsWith(entities.size() + " 个登记主体中，2026-11-25 结论有变化的 " + impact.affected() + " 个");
        assertThat(said.get(1).en()).contains("something else is concluded of " + impact.affected() + " on 2026-11-25");
        assertThat(said.get(2).zh()).startsWith("当日有变化的结论：").contains("“信用修复的答复”（");
        assertThat(said.get(2).en()).contains("answer about repair (");
        assertThat(impact.kinds()).extracting(Impact.KindChange::kind).contains("repair");
    }

    @Test
    void whereNothingWasComparedItSaysSo() throws InterruptedException {
        assertThat(Gist.of(null, null)).extracting(Text::zh).containsExactly("未能比较改动前后的规则包。", "尚未计算影响哪些登记主体。");
        assertThat(Gist.of(PackChanges.between(BEFORE, BEFORE), null).get(0).en())
                .isEqualTo("Nothing was edited: the two packs are the same.");
        Impact none = new ImpactStudy(
                        SecondReading.of(BEFORE), SecondReading.of(BEFORE), CreditReports::parts, DAY, DAY)
                .over(Registers.of(List.of()), 1, done -> {});
        assertThat(Gist.of(null, none).get(1).zh()).startsWith("0 个登记主体的结论在 2026-11-25 没有变化");
    }
}
