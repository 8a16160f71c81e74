package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.engine.Engines;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/** Edits that no case and no entity need notice: each is listed, old beside new, for whoever approves the pack. */
class RetoldTest {

    private static final RulePack SHIPPED = Engines.shipped().pack();

    private static List<Retold> after(String path, String from, String to) {
        String text = new String(Objects.requireNonNull(SHIPPED.files().files().get(path)), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        return after(path, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    private static List<Retold> after(String path, String text) {
        Map<String, byte[]> files = new TreeMap<>(SHIPPED.files().files());
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return Retold.between(SHIPPED, RulePackReader.read(PackFiles.of(files), "default"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsSaidOtherwiseIsListed(
            String what, String path, String from, String to, String at, String before, String after) {
        assertThat(after(path, from, to)).singleElement().satisfies(change -> {
            assertThat(change.id()).matches("[0-9a-f]{12}");
            assertThat(change.file()).isEqualTo(path);
            assertThat(change.at()).isEqualTo(at);
            assertThat(change.before()).contains(before);
            assertThat(change.after()).contains(after);
        });
    }

    static Stream<Arguments> whatIsSaidOtherwiseIsListed() {
        return Stream.of(
                of("a label turned round", "labels.yaml", "zh: 严管", "zh: 宽管", "tier.STRICT.zh", "严管", "宽管"),
                of(
                        "a clause's sentence turned round",
                        "sources/ndrc-2025-36.yaml",
                        "title: 信用修复管理办法",
                        "title: 信用修复办法",
                        "title",
                        "信用修复管理办法",
                        "信用修复办法"),
                of(
                        "a clause cited elsewhere",
                        "sources/ndrc-2025-36.yaml",
                        "cite: 第三条",
                        "cite: 第四条",
                        "clauses.art-3.cite",
                        "第三条",
                        "第四条"),
                of(
                        "another number of the document",
                        "sources/ndrc-2025-36.yaml",
                        "number: 国家发展和改革委员会令第36号",
                        "number: 国家发展和改革委员会令第63号",
                        "number",
                        "第36号",
                        "第63号"),
                of(
                        "another issuer",
                        "sources/ndrc-2025-36.yaml",
                        "issuer: 国家发展和改革委员会",
                        "issuer: 国家市场监督管理总局",
                        "issuer",
                        "国家发展和改革委员会",
                        "国家市场监督管理总局"),
                of(
                        "a rule's English turned round",
                        "drl/publicity/3-shown-until.drl",
                        "@en(\"A penalty of the summary",
                        "@en(\"Not: A penalty of the summary",
                        "适用简易程序的处罚不公示 @en",
                        "",
                        "Not: "),
                of(
                        "a clause for another",
                        "drl/publicity/3-shown-until.drl",
                        "@source(\"laiwu-2020-19/11.1\")",
                        "@source(\"laiwu-2020-19/6.2\")",
                        "适用简易程序的处罚不公示 @source",
                        "laiwu-2020-19/11.1",
                        "laiwu-2020-19/6.2"),
                of(
                        "evidence raised",
                        "sources/ndrc-2025-36.yaml",
                        "evidence: F1",
                        "evidence: F2",
                        "clauses.art-2.evidence",
                        "F1",
                        "F2"),
                of(
                        "a second basis that is asked for no more",
                        "measures/catalogue-2024.yaml",
                        "needsSecondBasis: true",
                        "needsSecondBasis: false",
                        "measures[id: market-access].needsSecondBasis",
                        "true",
                        "false"),
                of(
                        "a report that loses a section",
                        "tables/reports.yaml",
                        "sections: [REGISTER, GRADES, RECORDS, LISTS, MEASURES, BANS,",
                        "sections: [REGISTER, GRADES, RECORDS, LISTS, MEASURES,",
                        "uses[id: PROCUREMENT].sections",
                        "BANS",
                        "MEASURES"));
    }

    @Test
    void evidenceAndStatusOfANumberAreListedEach() {
        assertThat(after(
                        "parameters/inspection/preferential-may-be-zero.yaml",
                        "evidence: NONE, status: placeholder",
                        "evidence: F1, status: verify"))
                .extracting(Retold::at, Retold::before, Retold::after)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("values[from: 2020-01-01].evidence", "NONE", "F1"),
                        org.assertj.core.groups.Tuple.tuple(
                                "values[from: 2020-01-01].status", "placeholder", "verify"));
    }

    /** A row that is put in between moves none of the others. */
    @Test
    void aNewRowIsOneChange() {
        assertThat(after(
                        "parameters/inspection/preferential-may-be-zero.yaml",
                        "values:\n",
                        "values:\n  - {from: 2019-01-01, value: \"true\", source: shandong-risk-2020/principles,"
                                + " evidence: NONE, status: placeholder}\n"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.at()).isEqualTo("values[from: 2019-01-01]");
                    assertThat(change.before()).isNull();
                    assertThat(change.after()).contains("placeholder");
                });
    }

    @Test
    void remarksAndOrderOfKeysAreNoChange() {
        List<Retold> none = new ArrayList<>(after("labels.yaml", "tier:\n", "# said\ntier:\n"));
        none.addAll(after(
                "parameters/inspection/preferential-may-be-zero.yaml",
                "evidence: NONE, status: placeholder",
                "status: placeholder, evidence: NONE"));
        assertThat(none).isEmpty();
    }

    /** The same place with another text is another change: an id that was confirmed holds for what was read. */
    @Test
    void anotherTextIsAnotherChange() {
        assertThat(after("labels.yaml", "zh: 严管", "zh: 宽管").get(0).id())
                .isNotEqualTo(after("labels.yaml", "zh: 严管", "zh: 轻管").get(0).id());
    }
}
