package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.casework.CreditReports;
import supervision.facts.Case;
import supervision.reading.SecondReading;
import supervision.replay.FixtureCase;
import supervision.replay.FixtureReader;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/** An edit after which the same is concluded is told by whom reads the other words. */
class WordingTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final PackFiles SHIPPED = PackFiles.ofDirectory(Path.of("rules"));
    private static final RulePack BEFORE = RulePackReader.read(SHIPPED, null);

    private static List<Case> entities;

    @BeforeAll
    static void readCases() throws IOException {
        entities = FixtureReader.read(Path.of("fixtures")).cases().stream()
                .map(FixtureCase::question)
                .filter(FixtureCase.Decide.class::isInstance)
                .map(question -> ((FixtureCase.Decide) question).asked())
                .filter(asked -> asked.asOf().equals(DAY) || asked.facts().size() > 6)
                .limit(120)
                .toList();
    }

    private static Impact impact(String path, String from, String to) throws InterruptedException {
        Map<String, byte[]> files = new TreeMap<>(SHIPPED.files());
        String text = new String(files.get(path), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(path, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        RulePack after = RulePackReader.read(PackFiles.of(files), null);
        return new ImpactStudy(SecondReading.of(BEFORE), SecondReading.of(after), CreditReports::parts, DAY, DAY)
                .over(Registers.of(entities), 1, done -> {});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tables/recipients.yaml|decides: [SUPERVISOR, RECORD_AUTHORITY]|decides: [SUPERVISOR]|DISPOSITION|REFERRED>DECIDED",
                "parameters/publicity/regime-selector.yaml|evidence: NONE, status: placeholder|evidence: M-M, status: verify|WARNING|UNVERIFIED_FIGURE",
                "parameters/publicity/regime-selector.yaml|evidence: NONE, status: placeholder|evidence: M-M, status: verify|FIGURE|publicity/regime-selector",
                "measures/catalogue-2024.yaml|title: 限制任职|title: 限制担任职务|MEASURE|position",
                "sources/laiwu-2020-19.yaml|等结果分级分类|等结果分类|CLAUSE|laiwu-2020-19/6.1",
                "tables/reports.yaml|decidedOn, conduct, kinds, fine, confiscated]|decidedOn, conduct, fine, confiscated]|REPORT|BIDDING/RECORDS",
                "labels.yaml|严管|从严管理|LABEL|tier.STRICT",
                "labels.yaml|zh: 尚未到可申请之日|zh: 不可申请|LABEL|answer.NOT_BEFORE",
            })
    void whoReadsOtherWordsIsCounted(String path, String from, String to, Impact.Telling what, String id)
            throws InterruptedException {
        Impact impact = impact(path, from, to);

        assertThat(impact.failed().whom().count()).isZero();
        assertThat(impact.affected()).isZero();
        assertThat(impact.wording())
                .filteredOn(one -> one.what() == what && one.id().equals(id))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.whom().count()).isBetween(1L, impact.entities() - 1);
                    assertThat(one.title().zh()).isNotBlank();
                });
    }

    /** Of whom there is nothing to show is told that, so a section that goes is missing in everybody's report. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BANS, COMMITMENTS, PERMITS, VOLUNTARY, REPAIRS]|BANS, COMMITMENTS, PERMITS, VOLUNTARY]|OWN/REPAIRS",
                "title: 政府采购|title: 采购|PROCUREMENT",
                "本库没有该主体的登记信息。|没有登记。|APPROVAL/REGISTER",
            })
    void whatStandsInEveryReportIsEverybodys(String from, String to, String id) throws InterruptedException {
        Impact impact = impact("tables/reports.yaml", from, to);

        assertThat(impact.affected()).isZero();
        assertThat(impact.wording())
                .filteredOn(one -> one.id().equals(id))
                .singleElement()
                .satisfies(one -> assertThat(one.whom().count()).isEqualTo(impact.entities()));
    }

    @Test
    void theSamePackSaysTheSame() throws InterruptedException {
        Impact impact = impact("labels.yaml", "严管", "严管");

        assertThat(impact.wordsOnly()).isZero();
        assertThat(impact.wording()).isEmpty();
    }
}
