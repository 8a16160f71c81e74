package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.law.SourceRef;

/** The shipped pack with one file changed: what breaks its form is refused with file, line and remedy. */
class PackFormTest {

    private static final String LONGEST = "parameters/publicity/ndrc-36/general/max.yaml";
    private static final String SELECTOR = "parameters/publicity/regime-selector.yaml";
    private static final String HUGE = "parameters/penalty/fine-thresholds/huge.yaml";
    private static final String ORDER_36 = "sources/ndrc-2025-36.yaml";
    private static final String REPAIR = "drl/repair/2-outcome.drl";
    private static final String REPORTS = "tables/reports.yaml";
    private static final String OPINION = "sources/laiwu-2020-19.yaml";
    private static final String LISTED = "drl/lists/listed.drl";
    private static final String EDUCATION = "laiwu-2020-19/2";
    private static final String EXAMPLES = "examples/lindian-2024.yaml";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatBreaksTheFormIsRefused(String what, String path, String from, String to, String at, String problem) {
        String text = Packs.text(path);
        assertThat(text).contains(from);

        String changed = text.replace(from, to);
        assertThat(Packs.problemsWith(path, changed))
                .extracting(Packs::withoutColumn)
                .anyMatch(found -> found.startsWith(path + ":" + lineOf(changed, at) + ": " + problem));
    }

    @Test
    void aPackHasABoundOnItsRules() {
        String one = Packs.text("drl/voluntary/registered.drl");
        String head = one.substring(0, one.indexOf("rule "));
        String rule = one.substring(one.indexOf("rule "));
        Map<String, byte[]> files = Packs.shipped();
        int before = RulePackReader.read(PackFiles.of(files), "default").rules().size();
        int some = 100;
        for (int file = 0; file * some < 750 - before + some; file++) {
            StringBuilder text = new StringBuilder(head);
            for (int i = 0; i < some && before + file * some + i < 750; i++) {
                text.append(rule.replaceFirst("：", "之" + (file * some + i) + "："));
            }
            files.put("drl/zz/%02d.drl".formatted(file), text.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Packs.problems(files))
                .noneMatch(found -> found.problem().en().contains("750 rules"));
        files.put("drl/zz/zz.drl", (head + rule.replaceFirst("：", "之末：")).getBytes(StandardCharsets.UTF_8));
        assertThat(Packs.problems(files))
                .filteredOn(found -> found.problem().en().contains("more than 750 rules"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.file()).isEqualTo("drl/zz/zz.drl");
                    assertThat(found.remedy().en()).contains("rows of a table");
                });
    }

    private static long lineOf(String text, String at) {
        assertThat(text).contains(at);
        return at.isEmpty()
                ? 0
                : text.substring(0, text.indexOf(at) + 1).lines().count();
    }

    static Stream<Arguments> whatBreaksTheFormIsRefused() {
        return Stream.of(
                // YAML
                of(
                        "a bracket without end",
                        LONGEST,
                        "status: active}",
                        "status: active",
                        "  - {",
                        "the YAML cannot be read"),
                of("a tab", LONGEST, "\nunit:", "\n\tunit:", "en: ", "the YAML cannot be read"),
                of(
                        "a key twice",
                        LONGEST,
                        "unit: period",
                        "unit: period\nunit: yuan",
                        "unit: yuan",
                        "the YAML cannot be read: Duplicate"),
                of(
                        "a value twice",
                        LONGEST,
                        "value: \"P1Y\"",
                        "value: \"P1Y\", value: \"P9Y\"",
                        "  - {",
                        "the YAML cannot be read: Duplicate"),
                of(
                        "no map",
                        "labels.yaml",
                        Packs.text("labels.yaml"),
                        "- a",
                        "",
                        "the file is not a map of keys; start it with a key, such as `id:`"),
                // rows over time
                of(
                        "two regimes on one day",
                        "tables/regimes.yaml",
                        "    until: 2026-04-01",
                        "    until: 2026-05-01",
                        "  - id: ndrc-36",
                        "of regimes on CREDIT_CHINA, `ndrc-58` and `ndrc-36` are both in force on 2026-04-01"),
                of(
                        "a regime without end before another",
                        "tables/regimes.yaml",
                        "    until: 2026-04-01\n",
                        "",
                        "  - id: ndrc-36",
                        "of regimes on CREDIT_CHINA, `ndrc-58` and `ndrc-36` are both in force on 2026-04-01"),
                of(
                        "days without a regime",
                        "tables/regimes.yaml",
                        "    until: 2025-12-25",
                        "    until: 2025-12-24",
                        "  - id: samr-107",
                        "of regimes on PUBLICITY_SYSTEM, nothing is in force from 2025-12-24 until `samr-107` begins"),
                of(
                        "two deadlines on one day",
                        "tables/lists.yaml",
                        "{matter: STOP_AFTER_REMOVAL, channel: CREDIT_CHINA, first: 2023-05-01, until: 2026-04-01, within: repair/ndrc-58/stop-publicity, source: ndrc-2023-58/deadlines}",
                        "{matter: STOP_AFTER_REMOVAL, channel: CREDIT_CHINA, first: 2023-05-01, until: 2026-04-01, within: repair/ndrc-58/stop-publicity, source: ndrc-2023-58/deadlines}\n"
                                + "  - {matter: STOP_AFTER_REMOVAL, channel: CREDIT_CHINA, first: 2024-05-01, within: repair/ndrc-36/stop-after-removal, source: ndrc-2023-58/deadlines}",
                        "within: repair/ndrc-36/stop-after-removal",
                        "of deadline STOP_AFTER_REMOVAL on CREDIT_CHINA, `repair/ndrc-58/stop-publicity` and"),
                of(
                        "two editions on one day",
                        "measures/catalogue-2024.yaml",
                        "inForce: {from: 2024-02-18}",
                        "inForce: {from: 2022-01-05}",
                        "inForce:",
                        "another edition begins on 2022-01-05"),
                of(
                        "an end before the beginning",
                        "tables/regimes.yaml",
                        "    until: 2025-12-25",
                        "    until: 2021-09-01",
                        "    until: 2021-09-01",
                        "a row from 2021-09-01 ends on 2021-09-01"),
                of(
                        "a local figure that rests on the clause that has it set",
                        "parameters/inspection/sampling-pool.yaml",
                        "value: null, source: laiwu-2020-19/6.2, evidence: NONE, status: \"null\"",
                        "value: ALL_ACTIVE_ENTITIES, source: laiwu-2020-19/6.2, evidence: F1, status: active",
                        "  - {from: 2020-01-01",
                        "an active row of `inspection/sampling-pool` cites `laiwu-2020-19/6.2`"),
                of(
                        "an office that no document names",
                        "tables/recipients.yaml",
                        "of: PUBLIC_BODY, office: null, from: 2020-01-01, source: laiwu-2020-19/9, evidence: NONE, status: \"null\"",
                        "of: PUBLIC_BODY, office: 某局, from: 2020-01-01, source: laiwu-2020-19/9, evidence: F1, status: active",
                        "office: 某局",
                        "the office `某局` rests on `laiwu-2020-19/9`, which names none"),
                of(
                        "a year that is not meant",
                        "tables/regimes.yaml",
                        "from: 2026-04-01",
                        "from: 20260-04-01",
                        "20260-04-01",
                        "`20260-04-01` is no day"),
                of(
                        "a century that is not meant",
                        "tables/regimes.yaml",
                        "until: 2026-04-01",
                        "until: 2926-04-01",
                        "2926-04-01",
                        "`2926-04-01` is before 1949 or after 2199"),
                of(
                        "a period that is for ever",
                        LONGEST,
                        "value: \"P1Y\"",
                        "value: \"P101Y\"",
                        "P101Y",
                        "`P101Y` is no value of unit period"),
                of(
                        "a term from more to less",
                        "tables/bans.yaml",
                        "{min: P10Y, max: LIFE}",
                        "{min: P10Y, max: P5Y}",
                        "  - id: drug/unapproved",
                        "the term of `"),
                of(
                        "an amount that nobody owns",
                        HUGE,
                        "value: null, source: state-council-2025-22/item-2, evidence: NONE, status: \"null\"",
                        "value: \"1000000000000000\", source: state-council-2025-22/item-2, evidence: F1, status: active",
                        "1000000000000000",
                        "`1000000000000000` is no value of unit"),
                // parameters
                of(
                        "no such unit",
                        LONGEST,
                        "unit: period",
                        "unit: fortnights",
                        "unit:",
                        "the unit `fortnights` is not known; use one of [period, working-days, yuan,"),
                of("no unit", LONGEST, "unit: period\n", "", "id:", "`unit` is missing; add `unit:`"),
                of(
                        "another id",
                        LONGEST,
                        "id: publicity",
                        "id: privacy",
                        "id:",
                        "the id `privacy/ndrc-36/general/max` is not the path of the file; make both the same"),
                of(
                        "no row",
                        LONGEST,
                        Packs.text(LONGEST).substring(Packs.text(LONGEST).indexOf("  - {")),
                        "",
                        "values:",
                        "the parameter has no row; add one, with `value: null` if no number exists"),
                of("no Chinese title", LONGEST, "title: ", "titel: ", "id:", "`title` is missing; add `title:`"),
                of("no English title", LONGEST, "\nen: ", "\neng: ", "id:", "`en` is missing; add `en:`"),
                of(
                        "a period in words",
                        LONGEST,
                        "P1Y",
                        "one year",
                        "  - {",
                        "`one year` is no value of unit period; write it in the unit's form"),
                of("a period of nothing", LONGEST, "P1Y", "P0D", "  - {", "`P0D` is no value of unit period"),
                of("an empty period", LONGEST, "\"P1Y\"", "\"P\"", "  - {", "`P` is no value of unit period"),
                of("a period in hours", LONGEST, "P1Y", "PT24H", "  - {", "`PT24H` is no value of unit period"),
                of(
                        "an endless period",
                        LONGEST,
                        "P1Y",
                        "P99999999999Y",
                        "  - {",
                        "`P99999999999Y` is no value of unit period"),
                of(
                        "no working day",
                        "parameters/repair/ndrc-36/acceptance.yaml",
                        "\"3\"",
                        "\"0\"",
                        "\"0\"",
                        "`0` is no value of unit working-days"),
                of(
                        "more than all",
                        EXAMPLES,
                        "0.61..1.00",
                        "0.61..1.01",
                        "1.01",
                        "`0.61..1.01` is no value of unit ratio"),
                of(
                        "a range that ends before it begins",
                        EXAMPLES,
                        "0.61..1.00",
                        "0.61..0.60",
                        "0.61..0.60",
                        "`0.61..0.60` is no value of unit ratio"),
                of("a percentage", EXAMPLES, "0.61..1.00", "61%", "61%", "`61%` is no value of unit ratio"),
                of(
                        "no tier",
                        "parameters/grade/tiers/national.yaml",
                        "STRICT",
                        "HARSH",
                        "HARSH",
                        "`HARSH` is no tier; use PREFERENTIAL, ROUTINE, ENHANCED or STRICT"),
                of(
                        "an active row from memory",
                        LONGEST,
                        "evidence: F1",
                        "evidence: M-M",
                        "  - {",
                        "an active row rests on evidence `M-M`; read the source, or set the status to verify, placeholder or null"),
                of(
                        "an active row from a faint memory",
                        LONGEST,
                        "evidence: F1",
                        "evidence: M-L",
                        "  - {",
                        "an active row rests on evidence `M-L`"),
                of(
                        "a list whose figure is of another unit",
                        "tables/lists.yaml",
                        "term: list/samr-serious/term",
                        "term: objection/own",
                        "objection/own",
                        "`objection/own` is of unit working-days, and `term` has to be of period; name a parameter of that unit"),
                of(
                        "a row to be verified of which nothing is known",
                        LONGEST,
                        "evidence: F1, status: active",
                        "evidence: NONE, status: verify",
                        "  - {",
                        "a row to be verified rests on evidence `NONE`; it would be used"),
                of(
                        "an edition of the catalogue that ends too early",
                        "measures/catalogue-2021.yaml",
                        "until: 2024-02-18",
                        "until: 2023-01-01",
                        "until:",
                        "the edition ends on 2023-01-01, when no other begins"),
                of(
                        "an active row on nothing",
                        LONGEST,
                        "evidence: F1",
                        "evidence: NONE",
                        "  - {",
                        "an active row rests on evidence `NONE`"),
                of(
                        "an active row on a title",
                        LONGEST,
                        "evidence: F1",
                        "evidence: F3",
                        "  - {",
                        "an active row rests on evidence `F3`"),
                of(
                        "no such evidence",
                        LONGEST,
                        "evidence: F1",
                        "evidence: F9",
                        "  - {",
                        "evidence `F9` is not known; use one of ["),
                of(
                        "no such status",
                        LONGEST,
                        "status: active",
                        "status: sure",
                        "  - {",
                        "status `sure` is not known; use one of ["),
                of(
                        "an example among the law",
                        LONGEST,
                        "status: active",
                        "status: example",
                        "  - {",
                        "status `example` is not known"),
                of(
                        "a value with status null",
                        LONGEST,
                        "status: active",
                        "status: \"null\"",
                        "  - {",
                        "status `null` and the value do not agree; a row without a value has status \"null\""),
                of(
                        "no value with another status",
                        HUGE,
                        "status: \"null\"",
                        "status: verify",
                        "status: verify",
                        "status `null` and the value do not agree"),
                of(
                        "rows in disorder",
                        SELECTOR,
                        "from: 2019-07-01",
                        "from: 2024-07-01",
                        "from: 2023-03-15",
                        "the row from 2023-03-15 does not follow the one before it; order the rows by `from`"),
                of(
                        "two rows of one day",
                        SELECTOR,
                        "from: 2019-07-01",
                        "from: 2023-03-15",
                        "from: 2023-03-15",
                        "the row from 2023-03-15 does not follow the one before it"),
                of(
                        "no such day",
                        LONGEST,
                        "from: 2026-04-01",
                        "from: 2026-02-30",
                        "  - {",
                        "`2026-02-30` is no day; write `from: yyyy-mm-dd` with a day that exists"),
                of(
                        "a clause that is not there",
                        LONGEST,
                        "state-council-2025-22/item-2, evidence",
                        "ndrc-2025-36/art-99, evidence",
                        "  - {",
                        "`ndrc-2025-36/art-99` is cited, but no file of sources/ has it; add the clause or correct the citation"),
                of(
                        "an instrument that is not there",
                        LONGEST,
                        "state-council-2025-22/item-2, evidence",
                        "ndrc-2099-1/classes, evidence",
                        "  - {",
                        "`ndrc-2099-1/classes` is cited, but no file of sources/ has it"),
                of(
                        "an instrument without clause",
                        LONGEST,
                        "state-council-2025-22/item-2, evidence",
                        "state-council-2025-22, evidence",
                        "  - {",
                        "`state-council-2025-22` is cited, but no file of sources/ has it"),
                // sources
                of(
                        "a clause that nobody can look up",
                        OPINION,
                        "    cite: （六）1\n",
                        "",
                        "  \"6.1\":",
                        "clause `6.1` has no `cite`; write article, paragraph and item in Chinese and full width"),
                of(
                        "an instrument of nobody",
                        OPINION,
                        "issuer: 济南市莱芜区社会信用体系建设领导小组办公室\n",
                        "",
                        "id: laiwu-2020-19",
                        "`issuer` is missing; add `issuer:`"),
                of(
                        "an empty issuer",
                        OPINION,
                        "issuer: 济南市莱芜区社会信用体系建设领导小组办公室",
                        "issuer: \"\"",
                        "issuer:",
                        "`issuer` is empty"),
                of(
                        "another id than the file",
                        ORDER_36,
                        "id: ndrc-2025-36",
                        "id: ndrc-2026-36",
                        "id: ndrc-2026-36",
                        "the id `ndrc-2026-36` is not the file name; make both the same"),
                of(
                        "no such rank",
                        ORDER_36,
                        "DEPARTMENT_RULE",
                        "RUMOUR",
                        "RUMOUR",
                        "`RUMOUR` is not known; use one of [LAW, ADMIN_REGULATION,"),
                of(
                        "no first day in force",
                        ORDER_36,
                        "{from: 2026-04-01}",
                        "{until: 2027-04-01}",
                        "until: 2027-04-01",
                        "`from` is missing; add `from: yyyy-mm-dd`"),
                of(
                        "a clause in one language",
                        ORDER_36,
                        "      en: \"Unless law, regulation or central policy excludes it, every subject that meets the conditions may apply.\"\n",
                        "",
                        "除法律、法规",
                        "`en` is missing; add `en:`"),
                of(
                        "a clause id that nobody can cite",
                        ORDER_36,
                        "\n  art-2:",
                        "\n  Art_2:",
                        "Art_2",
                        "`ndrc-2025-36/Art_2` does not cite a clause"),
                of(
                        "a clause with a misspelt key",
                        OPINION,
                        "    leftToPeople:",
                        "    lefttopeople:",
                        "lefttopeople:",
                        "the key `lefttopeople` is not known here; use some of ["),
                of(
                        "a sentence for people in one language",
                        OPINION,
                        "      en: \"Publishing, and vetting before it, is done by each unit.\"\n",
                        "",
                        "公开的办理",
                        "`en` is missing; add `en:`"),
                of(
                        "a sentence for people without words in one language",
                        OPINION,
                        "Publishing, and vetting before it, is done by each unit.",
                        " ",
                        "公开的办理",
                        "`leftToPeople` is empty in one language; fill in both"),
                of(
                        "what is left to people as one sentence",
                        OPINION,
                        "    leftToPeople:",
                        "    leftToPeople: no\n    x:",
                        "title: 告知承诺与先行受理",
                        "`leftToPeople` is missing; add `leftToPeople: {zh: …, en: …}`"),
                of(
                        "a mark of a clause in words",
                        OPINION,
                        "neverACondition: true",
                        "neverACondition: certainly",
                        "neverACondition",
                        "`neverACondition` is neither true nor false; write true or false, without quotes"),
                // education is free and never a condition
                of(
                        "a rule that restricts for want of education",
                        "drl/lists/measures.drl",
                        "@source(\"laiwu-2020-19/7\", \"state-council-2020-49/measures-list\")\n  @effectiveFrom(\"2020-01-01\")\nwhen\n  Applies(\n    $of : of,\n    $measure : measure,\n    $since : since)\n  EntryStands(",
                        "@source(\"laiwu-2020-19/7\", \"laiwu-2020-19/2\")\n  @effectiveFrom(\"2020-01-01\")\nwhen\n  Applies(\n    $of : of,\n    $measure : measure,\n    $since : since)\n  EntryStands(",
                        "rule \"《实施意见》（七）：被列入",
                        "rule `《实施意见》（七）：被列入严重失信主体名单的，实施名单对应的惩戒措施` concludes Measure and cites `laiwu-2020-19/2`; what this clause offers is free and never a condition"),
                of(
                        "a tier for want of education",
                        LISTED,
                        "@source(\"laiwu-2020-19/6.2\", \"shandong-credit-2020/art-28\")",
                        "@source(\"laiwu-2020-19/6.2\", \"laiwu-2020-19/2\")",
                        "rule \"《实施意见》（六）2：在严重",
                        "rule `《实施意见》（六）2：在严重失信主体名单内的，实行严管` concludes TierSet and cites `laiwu-2020-19/2`"),
                of(
                        "a repair that waits for education",
                        REPAIR,
                        "\"laiwu-2020-19/10\"",
                        "\"laiwu-2020-19/2\"",
                        "rule \"处罚责任和义务未",
                        "rule `处罚责任和义务未履行完毕的，不能修复` concludes Repair and cites `laiwu-2020-19/2`"),
                of(
                        "a fee for education",
                        "parameters/repair/fee.yaml",
                        Packs.text("parameters/repair/fee.yaml"),
                        fee("\"50\"", "F1", "active"),
                        "",
                        "the value `50` from 2020-01-01 rests on `laiwu-2020-19/2`; what this clause offers is free"),
                of(
                        "a choice about education",
                        "parameters/repair/fee.yaml",
                        Packs.text("parameters/repair/fee.yaml"),
                        fee("\"true\"", "F1", "active").replace("yuan", "flag"),
                        "",
                        "the value `true` from 2020-01-01 rests on `laiwu-2020-19/2`"),
                of(
                        "a list for want of education",
                        "tables/lists.yaml",
                        "source: samr-2021-44/term",
                        "source: laiwu-2020-19/2",
                        "",
                        "the row `samr-serious` rests on `laiwu-2020-19/2`"),
                of(
                        "a ban for want of education",
                        "tables/bans.yaml",
                        "source: food-safety-law/art-138",
                        "source: laiwu-2020-19/2",
                        "",
                        "the row `food/testing-dismissed` rests on `laiwu-2020-19/2`"),
                of(
                        "natural persons shown to the public",
                        "tables/visibility.yaml",
                        "visible: AUTHORISED_QUERY",
                        "visible: \"YES\"",
                        "NATURAL_PERSON",
                        "records of natural persons would be shown to the public on CREDIT_CHINA"),
                of(
                        "two rows about one thing",
                        "tables/visibility.yaml",
                        "subjects: [LEGAL_PERSON], channels: [CREDIT_CHINA]",
                        "subjects: [LEGAL_PERSON, INDIVIDUAL_BUSINESS], channels: [CREDIT_CHINA]",
                        "permit",
                        "table `ShownAt` has two rows with [permit, INDIVIDUAL_BUSINESS, CREDIT_CHINA] for"),
                of(
                        "a kind of record that there is none of",
                        "tables/directory.yaml",
                        "records: [courtDefaulter, ",
                        "records: [courtDebtor, ",
                        "courtDebtor",
                        "there is no kind of record `courtDebtor`"),
                of(
                        "a choice that a tie cannot be",
                        "tables/directory.yaml",
                        "is: INHERIT,",
                        "is: INHERITS,",
                        "is: INHERITS",
                        "`INHERITS` is not one of the choices"),
                of(
                        "a tie with two rows",
                        "tables/directory.yaml",
                        "tie: MERGED_FROM",
                        "tie: FORMER_CODE",
                        "tie: FORMER_CODE",
                        "`FORMER_CODE` stands twice"),
                of(
                        "a choice that a rule asks for and that is none",
                        "drl/subject/ties.drl",
                        "figures.is(\"subject/inheritance\", \"INHERIT\")",
                        "figures.is(\"subject/inheritance\", \"INHERITS\")",
                        "figures.is(\"subject/inheritance\", \"INHERITS\")",
                        "rule `《民法典》第六十七条：被合并主体的记录和未执行完的措施，由合并后的主体承继` asks whether `subject/inheritance` is"
                                + " `INHERITS`, which is not one of its choices"),
                of(
                        "a value that a choice cannot have",
                        "drl/subject/ties.drl",
                        "figures.is(\"subject/branch-roll-up\", \"SHOW_AT_LEGAL_PERSON\")",
                        "figures.value(\"subject/branch-roll-up\") == \"SHOWN_AT_LEGAL_PERSON\"",
                        "SHOWN_AT_LEGAL_PERSON",
                        "rule `《民法典》第七十四条：分支机构的记录留在分支机构，供法人的评价和监管参考` asks whether"
                                + " `subject/branch-roll-up` is `SHOWN_AT_LEGAL_PERSON`, which is not one of its choices"),
                of(
                        "a type of act that there is none of",
                        "tables/directory.yaml",
                        "administrativeAct/LEVY",
                        "administrativeAct/TOLL",
                        "administrativeAct/TOLL",
                        "`TOLL` is not known"),
                of(
                        "a regime that rests on education",
                        "tables/regimes.yaml",
                        "source: ndrc-2019-527/general",
                        "source: laiwu-2020-19/2",
                        "",
                        "the row `ndrc-527` rests on `laiwu-2020-19/2`"),
                // examples
                of(
                        "an example that nobody published",
                        EXAMPLES,
                        "\"0.61..1.00\", evidence: F1",
                        "\"0.61..1.00\", evidence: M-M",
                        "inspection/ratio/preferential",
                        "an example rests on evidence `M-M`; an example is a figure that somebody published"),
                of(
                        "an example for a parameter that is not there",
                        EXAMPLES,
                        "inspection/ratio/strict",
                        "inspection/ratio/harsh",
                        "inspection/ratio/harsh",
                        "there is no parameter `inspection/ratio/harsh`; correct the id"),
                of(
                        "an example set that is not there",
                        "pack.yaml",
                        "examples: lindian-2024",
                        "examples: beijing-2030",
                        "examples:",
                        "there is no example set `beijing-2030`; name one of [enterprise-disclosure-2014, henan-2021,"),
                of("no version", "pack.yaml", "version:", "revision:", "id:", "`version` is missing; add `version:`"),
                // tables
                of(
                        "a ban in an unknown field",
                        "tables/bans.yaml",
                        "field: DRUG",
                        "field: DRUGS",
                        "DRUGS",
                        "`DRUGS` is not known; use one of ["),
                of(
                        "a ban on an unknown role",
                        "tables/bans.yaml",
                        "who: [EMPLOYER]",
                        "who: [BOSS]",
                        "BOSS",
                        "`BOSS` is not known; use one of ["),
                of(
                        "a ban twice",
                        "tables/bans.yaml",
                        "id: food/crime",
                        "id: food/licence-revoked",
                        "id: food/licence-revoked",
                        "ban `food/licence-revoked` stands twice; give each row its own id"),
                of(
                        "a term in words",
                        "tables/bans.yaml",
                        "term: {fixed: P5Y}\n    anchor: DECISION",
                        "term: {fixed: 5 years}\n    anchor: DECISION",
                        "id: food/licence-revoked",
                        "the term `5 years` of `food/licence-revoked` cannot be read; write {fixed: P5Y}, {min: P1Y, max: P3Y}, {max: P3Y}, {fixed: LIFE} or {fixed: WHILE_LISTED}"),
                of(
                        "a term that was misspelt",
                        "tables/bans.yaml",
                        "term: {fixed: P5Y}\n    anchor: DECISION",
                        "terms: {fixed: P5Y}\n    anchor: DECISION",
                        "id: food/licence-revoked",
                        "status `active` of `food/licence-revoked` does not fit"),
                of(
                        "a ban read in another version than its act has",
                        "tables/bans.yaml",
                        "version: \"2024-11-08\"",
                        "version: \"2010-01-01\"",
                        "id: child-care/illegal-kindergarten",
                        "`child-care/illegal-kindergarten` was read in version `2010-01-01`, but `preschool-law-2024` is of version `2024-11-08`; read the clause in that version, then write it here"),
                of(
                        "a ban in force before its text",
                        "tables/bans.yaml",
                        "from: 2025-06-01",
                        "from: 2025-05-31",
                        "id: child-care/illegal-kindergarten",
                        "`child-care/illegal-kindergarten` is in force from 2025-05-31, before its text, which is from 2025-06-01; write a day from which that text is in force"),
                of(
                        "a ban that succeeds one that goes on",
                        "tables/bans.yaml",
                        "succeeds: company/bankruptcy-2018",
                        "succeeds: registration/bankruptcy",
                        "id: company/bankruptcy",
                        "ban `company/bankruptcy` succeeds `registration/bankruptcy`, which is no row that ends on its first day; name the row that it replaced, and end that row with `until: 2024-07-01`"),
                of(
                        "a ban with a term and something instead",
                        "tables/bans.yaml",
                        "term: null\n    instead:",
                        "term: {fixed: P5Y}\n    instead:",
                        "id: food/employer",
                        "ban `food/employer` has a term and something instead; remove one of them"),
                of(
                        "a number of repetitions that leads to an unknown ban",
                        "tables/repetition.yaml",
                        "leadsTo: [advertising/false]",
                        "leadsTo: [advertising/true]",
                        "advertising/true",
                        "there is no ban `advertising/true`; correct the id"),
                of(
                        "a number of repetitions in words",
                        "tables/repetition.yaml",
                        "count: 4",
                        "count: four",
                        "four",
                        "`count` of table `Repetition` is `four`; write a whole number from 0 to 999999"),
                of(
                        "a ban on persons whatever their post that names only some of them",
                        "tables/bans.yaml",
                        "who: [LEGAL_REPRESENTATIVE]",
                        "who: [LEGAL_REPRESENTATIVE]\n    anyPost: true",
                        "id: registration/licence-revoked",
                        "anyPost of ban `registration/licence-revoked` does not fit its who; if it bars persons whatever their post"
                                + " write anyPost: true and name [LEGAL_REPRESENTATIVE, PRINCIPAL, DIRECTLY_RESPONSIBLE_MANAGER,"
                                + " OTHER_DIRECTLY_RESPONSIBLE, ACTUAL_CONTROLLER, KEY_POST, PROFESSIONAL] in who; else remove anyPost"),
                of(
                        "a ban on a role without a row",
                        "tables/bans.yaml",
                        "who: [LEGAL_REPRESENTATIVE]",
                        "who: [LEGAL_REPRESENTATIVE, ASTROLOGER]",
                        "ASTROLOGER",
                        "`ASTROLOGER` is not known; use one of [ENTITY, LEGAL_REPRESENTATIVE, PRINCIPAL,"),
                of(
                        "a list that reaches a role without a row",
                        "tables/persons.yaml",
                        "roles: [LEGAL_REPRESENTATIVE, PRINCIPAL, DIRECTLY_RESPONSIBLE_MANAGER, OTHER_DIRECTLY_RESPONSIBLE]",
                        "roles: [LEGAL_REPRESENTATIVE, ASTROLOGER]",
                        "ASTROLOGER",
                        "`role` of table `PersonReach` is `ASTROLOGER`, which there is not; correct the id"),
                of(
                        "a list that reaches nobody in no role",
                        "tables/persons.yaml",
                        "    roles: [LEGAL_REPRESENTATIVE, PRINCIPAL, DIRECTLY_RESPONSIBLE_MANAGER, OTHER_DIRECTLY_RESPONSIBLE]\n",
                        "",
                        "roles:",
                        "`role` of table `PersonReach` is ``, which there is not; correct the id"),
                of(
                        "a role in two rows",
                        "tables/roles.yaml",
                        "id: INSTITUTION",
                        "id: EMPLOYER",
                        "id: EMPLOYER",
                        "role `EMPLOYER` has two rows; remove one of them"),
                of(
                        "a role in small letters",
                        "tables/roles.yaml",
                        "id: INVESTOR",
                        "id: investor",
                        "id: investor",
                        "`investor` cannot be the id of a role; use capital letters and underscores, such as KEY_POST"),
                of(
                        "a role of nobody knows whom",
                        "tables/roles.yaml",
                        "whose: EITHER",
                        "whose: SOMEBODY",
                        "SOMEBODY",
                        "`SOMEBODY` is not known; use one of [PERSON, ORGANISATION, EITHER]"),
                of(
                        "a list of an unknown parameter",
                        "tables/lists.yaml",
                        "term: list/samr-serious/term",
                        "term: list/samr-serious/turn",
                        "list/samr-serious/turn",
                        "there is no parameter `list/samr-serious/turn`; add parameters/list/samr-serious/turn.yaml or correct the id"),
                of(
                        "a list with an unknown measure",
                        "tables/lists.yaml",
                        "{list: wage-arrears, measure: key-supervision",
                        "{list: wage-arrears, measure: stocks",
                        "stocks",
                        "`measure` of table `ListMeasure` is `stocks`, which there is not; correct the id"),
                of(
                        "a list that lists",
                        "tables/lists.yaml",
                        "{list: wage-arrears, measure: key-supervision",
                        "{list: wage-arrears, measure: serious-list",
                        "",
                        "list `wage-arrears` brings the measure `serious-list`, which is a listing; remove it: entries are"),
                of(
                        "a list that orders what is left to the market",
                        "tables/lists.yaml",
                        "{list: wage-arrears, measure: key-supervision",
                        "{list: wage-arrears, measure: credit-rating",
                        "",
                        "list `wage-arrears` brings the measure `credit-rating`, which is left to market parties; remove it"),
                of(
                        "a deadline of an unknown number",
                        "tables/lists.yaml",
                        "within: repair/ndrc-58/stop-publicity",
                        "within: repair/ndrc-58/stop",
                        "repair/ndrc-58/stop",
                        "there is no parameter `repair/ndrc-58/stop`; add it or correct the id"),
                of(
                        "a person reached by a list that does not exist",
                        "tables/persons.yaml",
                        "list: work-safety",
                        "list: safety",
                        "safety",
                        "`list` of table `PersonReach` is `safety`, which there is not; correct the id"),
                of(
                        "a column that names a table which there is not",
                        "drl/persons/officers.drl",
                        "@in(\"SeriousList.id\")",
                        "@in(\"SeriousLists.id\")",
                        "list : String",
                        "@in(\"SeriousLists.id\") names no component of a table; write @in(\"Table.component\")"),
                of(
                        "a person reached on no clause",
                        "tables/persons.yaml",
                        "basis: work-safety-law/art-78",
                        "basis: work-safety-law/art-780",
                        "work-safety-law/art-780",
                        "`basis` of table `PersonReach` is `work-safety-law/art-780`, which there is not; correct the id"),
                of(
                        "a measure of nobody",
                        "measures/catalogue-2024.yaml",
                        "executedBy: COURT",
                        "executedBy: POLICE",
                        "POLICE",
                        "`POLICE` is not known; use one of [DISTRICT, COURT, CENTRAL, MARKET, LISTING_UNIT]"),
                of(
                        "a list twice",
                        "tables/lists.yaml",
                        "id: wage-arrears",
                        "id: samr-serious",
                        "id: samr-serious",
                        "`samr-serious` stands twice; give each row its own id"),
                of(
                        "a regime on no channel",
                        "tables/regimes.yaml",
                        "channel: CREDIT_CHINA",
                        "channel: RADIO",
                        "RADIO",
                        "`RADIO` is not known; use one of [CREDIT_CHINA, PUBLICITY_SYSTEM]"),
                of(
                        "a use of a report that cites an unknown clause",
                        REPORTS,
                        "procurement-law/art-22, procurement-regulation/art-19]",
                        "procurement-law/art-222, procurement-regulation/art-19]",
                        "procurement-law/art-222",
                        "`procurement-law/art-222` is cited, but no file of sources/ has it"),
                of(
                        "a use of a report twice",
                        REPORTS,
                        "id: BIDDING",
                        "id: PROCUREMENT",
                        "id: PROCUREMENT",
                        "use `PROCUREMENT` stands twice; give each row its own id"),
                of(
                        "a use of a report with an unknown scope of bans",
                        REPORTS,
                        "bans: [PROCUREMENT]",
                        "bans: [PROCURING]",
                        "id: PROCUREMENT",
                        "use `PROCUREMENT` names `PROCURING`, which is no scope of a ban; correct the name"),
                of(
                        "a use of a report with an unknown measure",
                        REPORTS,
                        "measures: [market-access]",
                        "measures: [stocks]",
                        "id: ACCESS",
                        "use `ACCESS` names `stocks`, which is no measure of a catalogue; correct the name"),
                of(
                        "a use of a report with an unknown parameter",
                        REPORTS,
                        "procurement/large-fine]",
                        "procurement/fine]",
                        "id: PROCUREMENT",
                        "use `PROCUREMENT` names `procurement/fine`, which is no parameter; correct the name"),
                of(
                        "an active use of a report without evidence",
                        REPORTS,
                        "evidence: NONE\n    status: placeholder\n    # nothing shows",
                        "evidence: NONE\n    status: active\n    # nothing shows",
                        "id: PUBLIC",
                        "the active row `PUBLIC` rests on evidence `NONE`; set verify"),
                of(
                        "a report about persons",
                        REPORTS,
                        "[authority, number, decidedOn]",
                        "[authority, number, decidedOn, persons]",
                        "persons",
                        "`persons` is about natural persons, whom a report is silent about; take it out"),
                of(
                        "a report that prints what no record has",
                        REPORTS,
                        "[caseNumber, court, listedOn]",
                        "[caseNumber, judge, listedOn]",
                        "courtDefaulter:",
                        "a record of kind `courtDefaulter` has no `judge`; use some of [caseNumber,"),
                of(
                        "a report on an unknown kind of record",
                        REPORTS,
                        "abnormalEntry: {section",
                        "abnormalEntries: {section",
                        "abnormalEntries:",
                        "there is no kind of record `abnormalEntries`; use one of ["),
                of(
                        "an unknown section of a report",
                        REPORTS,
                        "sections: [REGISTER, GRADES, RECORDS, LISTS, PERMITS,",
                        "sections: [REGISTER, GOSSIP, RECORDS, LISTS, PERMITS,",
                        "GOSSIP",
                        "`GOSSIP` is not known; use one of [REGISTER,"),
                of(
                        "an active measure from memory",
                        "measures/catalogue-2024.yaml",
                        "evidence: M-H\n    status: verify",
                        "evidence: M-M\n    status: active",
                        "id: market-access",
                        "the active row `market-access` rests on evidence"),
                of(
                        "an active measure on a title",
                        "measures/catalogue-2024.yaml",
                        "evidence: M-H\n    status: verify",
                        "evidence: F3\n    status: active",
                        "id: market-access",
                        "the active row `market-access` rests on evidence `F3`"),
                of(
                        "an active ban from memory",
                        "tables/bans.yaml",
                        "evidence: F1",
                        "evidence: M-L",
                        "id: food/licence-revoked",
                        "the active row `food/licence-revoked` rests on evidence `M-L`; set verify"),
                of(
                        "an active ban on nothing",
                        "tables/bans.yaml",
                        "evidence: F1",
                        "evidence: NONE",
                        "id: food/licence-revoked",
                        "the active row `food/licence-revoked` rests on evidence `NONE`"),
                of(
                        "a list from memory that does not say so",
                        "tables/lists.yaml",
                        "    status: verify\n",
                        "",
                        "id: elderly-care",
                        "the row `elderly-care` rests on `mca-2019-103/list`, whose evidence is `M-M`; read the source, or add `status: verify`"),
                of(
                        "a list of another status",
                        "tables/lists.yaml",
                        "status: verify\n",
                        "status: rumour\n",
                        "id: elderly-care",
                        "status `rumour` of `elderly-care` is not known; use active or verify"),
                of(
                        "a regime from memory",
                        "tables/regimes.yaml",
                        "source: ndrc-2019-527/general",
                        "source: mca-2019-103/list",
                        "id: ndrc-527",
                        "the row `ndrc-527` rests on `mca-2019-103/list`, whose evidence is `M-M`"),
                of(
                        "a scheme known as a title",
                        "tables/schemes.yaml",
                        "source: ndrc-2019-885/grades",
                        "source: gbt-45255-2025/grades",
                        "id: national",
                        "the row `national` rests on `gbt-45255-2025/grades`, whose evidence is `F3`"),
                // calendar
                of(
                        "a day off on a Saturday",
                        "calendar/2026.yaml",
                        "  - 2026-01-01",
                        "  - 2026-01-03",
                        "",
                        "day off `2026-01-03` is a weekend day"),
                of(
                        "a day that does not exist in the calendar",
                        "calendar/2026.yaml",
                        "  - 2026-06-19",
                        "  - 2026-06-31",
                        "2026-06-31",
                        "`2026-06-31` is no day; write yyyy-mm-dd with a day that exists"),
                // rules, as one pack
                of(
                        "a rule that only memory supports",
                        REPAIR,
                        "\"samr-2021-45/art-14\"",
                        "\"mca-2019-103/list\"",
                        "rule \"危害后果和不良影响未消除的",
                        "all that rule `危害后果和不良影响未消除的，不得提前停止公示` cites is of evidence [M-M]; read one of the sources"),
                of(
                        "a rule that cites an unknown clause",
                        REPAIR,
                        "\"samr-2021-45/art-14\"",
                        "\"samr-2021-45/art-114\"",
                        "rule \"危害后果和不良影响未消除的",
                        "rule `危害后果和不良影响未消除的，不得提前停止公示` cites `samr-2021-45/art-114`, which no file of sources/ has; add the clause or correct the citation"),
                of(
                        "a rule that asks for an unknown parameter",
                        REPAIR,
                        "repair/extra/same-kind",
                        "repair/extra/same-kinds",
                        "rule \"《实施意见》（十）：本区规定因同类行为",
                        "rule `《实施意见》（十）：本区规定因同类行为再次受罚的不予修复` asks for `repair/extra/same-kinds`, which is no parameter; add parameters/repair/extra/same-kinds.yaml or correct the id"));
    }

    /** What is not found in the law by its number and words is no citation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "art-2",
                "6.2",
                "第2条",
                "第二条第1项",
                "第二条 第一项",
                "二",
                "(六)2",
                "（6）2",
                "（六）02",
                "《信用修复管理办法》第二条",
                "第二条《办法》",
                "未核对",
                "条号未核对。",
                "\"\"",
            })
    void whatIsNoPlaceInAnInstrumentIsRefused(String cite) {
        String text = Packs.text(ORDER_36);
        String changed = text.replace("cite: 第二条\n", "cite: " + cite + "\n");
        assertThat(changed).isNotEqualTo(text);

        assertThat(Packs.problemsWith(ORDER_36, changed))
                .extracting(Packs::withoutColumn)
                .singleElement()
                .asString()
                .startsWith(ORDER_36 + ":" + lineOf(changed, "  art-2:") + ": the cite of clause `art-2` is `"
                        + cite.replace("\"", "") + "`, which is no place in an instrument");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "第二条第一款第三项",
                "第二条、第三条",
                "第二条之一",
                "第二部分",
                "第一项",
                "（十一）12",
                "（六）",
                "（六）第二款",
                "附件",
                "附件2",
                "附件一第三项",
                "全文",
                "条号未核对",
                "第二百六十六条（二〇二一年文本为第二百六十二条）",
            })
    void whatALawyerWritesIsRead(String cite) {
        Map<String, byte[]> files = Packs.shipped();
        files.put(
                ORDER_36,
                Packs.text(ORDER_36)
                        .replace("cite: 第二条\n", "cite: " + cite + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        RulePack pack = RulePackReader.read(PackFiles.of(files), "default");
        assertThat(pack.clause(SourceRef.parse("ndrc-2025-36/art-2")).cite()).isEqualTo(cite);
    }

    /** A misspelt key would be passed over without a word, and what it was to say would not hold. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "pack.yaml|examples: lindian-2024|example: lindian-2024|example",
                "labels.yaml|, en: Preferential}|, en: Preferential, eng: x}|eng",
                "sources/laiwu-2020-19.yaml|responsibleUnits:|responsibleUnit:|responsibleUnit",
                "sources/samr-2021-45.yaml|inForce: {|inForce: {till: 2030-01-01, |till",
                "parameters/grade/ungraded-tier.yaml|choices:|choice:|choice",
                "parameters/grade/ungraded-tier.yaml|status: placeholder}|status: placeholder, until: 2030-01-01}|until",
                "parameters/grade/ungraded-tier.yaml|mustCite: {|mustCite: {cn: x, |cn",
                "examples/lindian-2024.yaml|evidence: F1}|evidence: F1, til: 2025-01-01}|til",
                "calendar/2026.yaml|announced:|announcedOn:|announcedOn",
                "calendar/2020.yaml|cancelled: [2020-02-01]|cancelled: [2020-02-01]¶    canceled: []|canceled",
                "calendar/local-closures.yaml|closures: []|closure: []|closure",
                "measures/catalogue-2024.yaml|needsSecondBasis:|needSecondBasis:|needSecondBasis",
                "measures/local-supplement.yaml|supplement: true|supplement: true¶suplement: true|suplement",
                "tables/bans.yaml|succeeds:|suceeds:|suceeds",
                "tables/bans.yaml|term: {fixed: P5Y}|term: {fixed: P5Y, min: P1Y}|min",
                "tables/directory.yaml|rows:|row: x¶rows:|row",
                "tables/lists.yaml|term: list/samr-serious/term|trem: list/samr-serious/term|trem",
                "tables/matters.yaml|id: elderly-care-filing|id: elderly-care-filing¶    kategory: x|kategory",
                "tables/persons.yaml|reach: NAMED|reach: NAMED¶    roels: x|roels",
                "tables/recipients.yaml|of: ANY|of: ANY, til: 2030-01-01|til",
                "tables/regimes.yaml|banProlongs:|banProlong:|banProlong",
                "tables/repetition.yaml|words:|wrods:|wrods",
                "tables/reports.yaml|figures:|figure:|figure",
                "tables/schemes.yaml|setsTier: grade|setTier: grade|setTier",
                "tables/sector-classes.yaml|rows: []|rows: []¶row: []|row",
                "tables/units.yaml|renamed: []|renamed: []¶rename: []|rename",
                "tables/visibility.yaml|, channels: [CREDIT_CHINA]|, chanels: x, channels: [CREDIT_CHINA]|chanels"
            })
    void aKeyThatTheFormDoesNotHaveIsRefused(String path, String from, String to, String key) {
        String text = Packs.text(path);
        assertThat(text).contains(from);

        String changed = text.replaceFirst(java.util.regex.Pattern.quote(from), to.replace("¶", "\n"));
        assertThat(Packs.problemsWith(path, changed))
                .extracting(Packs::withoutColumn)
                .anyMatch(found -> found.startsWith(path + ":")
                        && found.contains(": the key `" + key + "` is not known here; use some of ["));
    }

    /** laiwu-2020-19/6.2 and all others: a question that the unit of a number does not answer would fail when deciding. */
    @ParameterizedTest
    @CsvSource({
        "drl/publicity/3-shown-until.drl, publicity/provincial-ceiling, repair/ndrc-36/decision, after, working-days",
        "drl/objection/pending.drl, objection/national, repair/rectification-period, calendarCovers, period",
        "drl/objection/pending.drl, objection/national, repair/rectification-period, due, period",
        "drl/grade/tier.drl, grade/ungraded-tier, grade/tiers/tax, tierOf, tiers",
        "drl/grade/held.drl, grade/expiry, grade/cutoffs/tax, after, scores",
        "drl/grade/rectification.drl, repair/rectification-period, grade/cutoffs/tax, lastDay, scores",
        "drl/grade/tier.drl, grade/combination, grade/expiry, is, period"
    })
    void aRuleThatAsksWhatTheUnitDoesNotAnswerIsRefused(
            String path, String from, String to, String question, String unit) {
        String text = Packs.text(path);
        assertThat(text).contains("\"" + from + "\"");

        assertThat(Packs.problemsWith(path, text.replace("\"" + from + "\"", "\"" + to + "\"")))
                .extracting(problem -> problem.problem().en())
                .anyMatch(found ->
                        found.endsWith("asks `figures." + question + "` for `" + to + "`, whose unit is " + unit));
    }

    /** Of a number, of a row of a table, of a measure: `active` says that somebody read it. */
    @ParameterizedTest
    @CsvSource({
        "parameters/publicity/ndrc-36/general/max.yaml",
        "tables/bans.yaml",
        "tables/visibility.yaml",
        "tables/repetition.yaml",
        "tables/directory.yaml",
        "tables/reports.yaml",
        "measures/catalogue-2024.yaml"
    })
    void nothingIsActiveThatNobodyRead(String path) {
        for (String evidence : List.of("F3", "M-H", "M-M", "M-L", "NONE")) {
            String text = Packs.text(path)
                    .replaceAll("evidence: (F1|F2|F3|M-H|M-M|M-L|NONE)", "evidence: " + evidence)
                    .replaceAll("status: (verify|placeholder)", "status: active");
            assertThat(Packs.problemsWith(path, text))
                    .as(evidence)
                    .extracting(problem -> problem.problem().en())
                    .anyMatch(found -> found.contains("active") && found.endsWith("evidence `" + evidence + "`"));
        }
    }

    /** As a constant of an enumeration was: a slip in a role says nothing, and nobody would see it. */
    @Test
    void aRuleThatNamesARoleWithoutARowIsRefusedWhereItDoes() {
        String rule = """
                package rules

                import supervision.decision.Conclusion.MeasureBlocked

                rule "添加的规则"
                  @en("an added rule")
                  @source("laiwu-2020-19/8")
                  @effectiveFrom("2020-01-01")
                when
                  Barred(
                    $measure : measure,
                    role not in ("ENTITY", "INSTITUTIONS"))
                then
                  insert(new MeasureBlocked($measure, "ENTTY", "ALL"));
                end
                """;

        assertThat(Packs.problemsWith("drl/zz-role.drl", rule))
                .extracting(problem -> problem.file() + ":" + problem.line() + ":" + problem.column() + ": "
                        + problem.problem().en())
                .contains(
                        "drl/zz-role.drl:12:28: rule `添加的规则` names the role `INSTITUTIONS`, which is no row of tables/roles.yaml",
                        "drl/zz-role.drl:14:39: rule `添加的规则` names the role `ENTTY`, which is no row of tables/roles.yaml");
        assertThat(Packs.problemsWith(
                        "drl/zz-role.drl",
                        rule.replace("INSTITUTIONS", "INVESTOR").replace("ENTTY", "ENTITY")))
                .isEmpty();
    }

    /** shandong-risk-2020/principles: a risk class is no ground for punishment; nor is any other grade. */
    @Test
    void aRuleThatDrawsAMeasureFromAGradeIsRefused() {
        String rule = """
                package rules

                import supervision.decision.Conclusion.MeasureBlocked

                rule "风险分类高的，限制参加评先评优"
                  @en("A high risk class bars from honours")
                  @source("laiwu-2020-19/7")
                  @effectiveFrom("2020-01-01")
                when
                  GradeHeld(scheme == "samr-risk")
                then
                  insert(new MeasureBlocked("honours", "ENTITY", "MARKET_REGULATION"));
                end
                """;

        assertThat(Packs.problemsWith("drl/zz-risk.drl", rule))
                .extracting(Packs::withoutColumn)
                .anyMatch(found ->
                        found.startsWith("drl/zz-risk.drl:5: rule `风险分类高的，限制参加评先评优` draws a measure from a grade;"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allowed: commitment/allowed/food-business-permit | allowed: commitment/completion-period | `commitment/completion-period` is of unit working-days, and `allowed` has to be of flag",
                "allowed: commitment/allowed/food-business-permit | allowed: commitment/allowed/no-such | there is no parameter `commitment/allowed/no-such`",
                "id: elderly-care-filing | id: food-business-permit | two rows with [food-business-permit]"
            })
    void aMatterThatCannotBeReadIsRefused(String from, String to, String problem) {
        String path = "tables/matters.yaml";
        String text = Packs.text(path);
        assertThat(text).contains(from);

        assertThat(Packs.problemsWith(path, text.replace(from, to)))
                .extracting(Packs::withoutColumn)
                .anyMatch(found -> found.startsWith(path) && found.contains(problem));
    }

    /** A parameter that cites the clause on education. */
    private static String fee(String value, String evidence, String status) {
        return """
                id: repair/fee
                title: 教育收费
                en: Fee for education
                unit: yuan
                values:
                  - {from: 2020-01-01, value: %s, source: %s, evidence: %s, status: %s}
                """.formatted(value, EDUCATION, evidence, status);
    }

    @Test
    void whatIsFreeMayCostNothingAndBeOffered() {
        assertThat(Packs.problemsWith("parameters/repair/fee.yaml", fee("\"0\"", "F1", "active")))
                .isEmpty();
        assertThat(Packs.problemsWith("parameters/repair/fee.yaml", fee("null", "NONE", "\"null\"")))
                .isEmpty();
        String commitments = "drl/commitment/kept-or-broken.drl";
        assertThat(Packs.problemsWith(
                        commitments, Packs.text(commitments).replace("\"laiwu-2020-19/1.3\"", "\"" + EDUCATION + "\"")))
                .isEmpty();
    }

    @Test
    void aMeasureOfTheCatalogueMayNotRestOnWhatIsFree() {
        String catalogue = "measures/catalogue-2024.yaml";
        assertThat(Packs.problemsWith(
                        catalogue,
                        Packs.text(catalogue).replace("bases: [licensing-law/art-78", "bases: [" + EDUCATION)))
                .extracting(Packs::withoutColumn)
                .anyMatch(found -> found.startsWith("measures/:0: the row `market-access` rests on `" + EDUCATION));
    }

    @Test
    void aRuleNameMayStandOnce() {
        String text = Packs.text(REPAIR);

        assertThat(Packs.problemsWith("drl/zz-copy.drl", text))
                .extracting(Packs::withoutColumn)
                .contains("drl/zz-copy.drl:" + lineOf(text, "rule \"处罚信息未满最短公示期")
                        + ": rule `处罚信息未满最短公示期，尚不能申请修复` also stands in " + REPAIR
                        + ", written `处罚信息未满最短公示期，尚不能申请修复`; rename one of them");
    }

    @Test
    void aMissingFileIsNamed() {
        Map<String, byte[]> files = Packs.shipped();
        files.remove("tables/bans.yaml");

        assertThat(Packs.problems(files))
                .extracting(Packs::withoutColumn)
                .contains("tables/bans.yaml:0: the file is missing; a pack needs it");
    }

    @Test
    void aPackWithoutRulesIsRefused() {
        Map<String, byte[]> files = Packs.shipped();
        files.keySet().removeIf(path -> path.endsWith(".drl"));

        assertThat(Packs.problems(files))
                .extracting(Packs::withoutColumn)
                .containsExactly(
                        "drl/:0: the pack has no folder `drl/`, or nothing is in it; put it back: a pack needs it");
    }

    /** An editor wants to see all of it at once. */
    @Test
    void everythingThatIsWrongIsSaid() {
        Map<String, byte[]> files = Packs.shipped();
        files.remove("tables/schemes.yaml");
        files.put(LONGEST, "id: x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        files.put("drl/x.drl", "package x".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        List<PackProblem> problems = Packs.problems(files);

        assertThat(problems)
                .extracting(PackProblem::file)
                .as("the cause of others first")
                .startsWith("tables/schemes.yaml")
                .contains(LONGEST, "drl/x.drl");
    }

    /** The same files are the same pack, wherever they come from; any change of any file is another. */
    @Test
    void theFingerprintTellsPacksApart() {
        PackFiles files = PackFiles.of(Packs.shipped());
        Map<String, byte[]> changed = Packs.shipped();
        changed.put(REPAIR, (Packs.text(REPAIR) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));

        String fingerprint = RulePackReader.read(files, "default").fingerprint();

        assertThat(RulePackReader.read(files, "lindian-2024").fingerprint()).isEqualTo(fingerprint);
        assertThat(RulePackReader.read(files, null).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(RulePackReader.read(PackFiles.of(changed), "default").fingerprint())
                .isNotEqualTo(fingerprint);
    }

    /** @param at text on the line that the problem names; empty where it is about the whole file */
    private static Arguments of(String what, String path, String from, String to, String at, String problem) {
        return arguments(what, path, from, to, at, problem);
    }
}
