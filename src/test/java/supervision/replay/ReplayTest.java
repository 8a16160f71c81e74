package supervision.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.BothLanguages;
import supervision.Effort;
import supervision.ShippedCases;
import supervision.engine.Engines;

@Tag("scaled")
class ReplayTest {

    private static final String UNGRADED = "《实施意见》（六）1：没有公共信用综合评价结果的，不视为信用良好，按设定层级监管";

    private static final String RIGHT = """
            # what the case is about
            case: 没有评级的企业按常规监管
            en: An ungraded enterprise is supervised routinely
            why: laiwu-2020-19/6.1
            decideOn: 2024-06-03   # before the notice
            facts:
              - {kind: entity}
            expect:
              validUntil: 2025-01-03
              disposition: DECIDED
              within: [tierSet]
              findings:
                - rule: %s
                  tierSet: {area: ALL, tier: ROUTINE, inEveryField: false}
                  evidence: [entity]
                  parameters: {grade/ungraded-tier: ROUTINE}
            """.formatted(UNGRADED);

    @TempDir
    Path folder;

    private ReplayReport run(String... texts) throws IOException {
        for (int i = 0; i < texts.length; i++) {
            Files.writeString(folder.resolve("case-" + i + ".yaml"), texts[i]);
        }
        return Replay.run(folder, Engines::with);
    }

    private static String printed(ReplayReport report) throws IOException {
        StringBuilder text = new StringBuilder();
        report.print(text);
        return text.toString();
    }

    @Test
    void aRightExpectationPasses() throws IOException {
        ReplayReport report = run(RIGHT);

        assertThat(printed(report)).isEqualTo("1 / 1 个案例通过 · cases passed\n");
        assertThat(report.failed()).isFalse();
    }

    @Test
    void aWrongExpectationFailsWithAReadableDifference() throws IOException {
        ReplayReport report = run(RIGHT.replace("tier: ROUTINE,", "tier: STRICT,")
                .replace("ungraded-tier: ROUTINE", "ungraded-tier: STRICT")
                .replace("2025-01-03", "2025-01-02")
                .replace("disposition: DECIDED", "disposition: REFERRED")
                .replace("evidence: [entity]", "evidence: [evaluation/national/某局/2024-01-01]"));

        assertThat(report.failed()).isTrue();
        assertThat(printed(report)).isEqualTo("""
                        ✗ case-0.yaml
                          没有评级的企业按常规监管
                          An ungraded enterprise is supervised routinely
                            validUntil: expected 2025-01-02 / found 2025-01-03
                            disposition: expected REFERRED / found DECIDED
                            `%1$s` → tierSet.tier: expected STRICT / found ROUTINE
                            `%1$s` → tierSet evidence: expected [evaluation/national/某局/2024-01-01] / found [entity]
                            `%1$s` → tierSet parameter grade/ungraded-tier: expected STRICT / found ROUTINE
                        0 / 1 个案例通过 · cases passed
                        """.formatted(UNGRADED));
    }

    @Test
    void warningsAndPartsOfReportsAreCompared() throws IOException {
        String said = RIGHT.replace(
                "  within:",
                "  warnings: [PLACEHOLDER_FIGURE]\n  report:\n    PROCUREMENT: [REGISTER, GRADES, RECORDS, LISTS, MEASURES,"
                        + " BANS, COMMITMENTS, PERMITS, VOLUNTARY]\n  within:");
        assertThat(run(said).results().get(0).differences()).isEmpty();

        assertThat(run(said.replace("[PLACEHOLDER_FIGURE]", "[]")
                                .replace("BANS, ", "")
                                .replace("    PROCUREMENT", "    MARRIAGE: []\n    PROCUREMENT"))
                        .results()
                        .get(0)
                        .differences())
                .containsExactly(
                        "warnings: expected [] / found [PLACEHOLDER_FIGURE]",
                        "report MARRIAGE: expected [] / found null",
                        "report PROCUREMENT: expected [REGISTER, GRADES, RECORDS, LISTS, MEASURES, COMMITMENTS, PERMITS,"
                                + " VOLUNTARY] / found [REGISTER, GRADES, RECORDS, LISTS, MEASURES, BANS, COMMITMENTS,"
                                + " PERMITS, VOLUNTARY]");
    }

    @Test
    void missingAndUnexpectedFindingsAreNamed() throws IOException {
        ReplayReport report = run(RIGHT.replace("within: [tierSet]", "within: [tierSet, referral]")
                .replace(
                        "findings:\n",
                        "findings:\n    - rule: 评价结果相互矛盾，由主管人员核实后确定层级\n"
                                + "      referral: {about: national, to: SUPERVISOR}\n"
                                + "      evidence: [entity]\n"
                                + "    - rule: 没有这条规则\n"
                                + "      referral: {about: national, to: SUPERVISOR}\n"
                                + "      evidence: [entity]\n"));

        assertThat(report.results().get(0).differences())
                .containsExactly(
                        "missing finding: expected `评价结果相互矛盾，由主管人员核实后确定层级` → referral"
                                + " {about: national, to: SUPERVISOR} / found nothing like it",
                        "missing finding: the pack has no rule `没有这条规则`: correct the name of the rule",
                        "unexpected finding: expected nothing like it / found"
                                + " `《实施意见》（六）2：该监管层级的抽查比例未设定，由主管部门设定`"
                                + " → referral {about: ALL, to: FIGURE_OWNER} from [entity] with"
                                + " {grade/ungraded-tier=ROUTINE, inspection/ratio/routine=null}");
    }

    @Test
    void findingsAreComparedInAnyOrderAndOneByOne() throws IOException {
        String finding = RIGHT.substring(RIGHT.indexOf("    - rule"));

        assertThat(run(RIGHT + finding).results().get(0).differences())
                .containsExactly("missing finding: expected `" + UNGRADED
                        + "` → tierSet {area: ALL, tier: ROUTINE, inEveryField: false} / found nothing like it");
    }

    @Test
    void noCaseAtAllFails() throws IOException {
        ReplayReport report = run();

        assertThat(report.failed()).isTrue();
        assertThat(printed(report)).contains("no case was found: name a folder that holds .yaml case files");
        assertThatThrownBy(() -> Replay.run(folder.resolve("nowhere"), Engines::with))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("name a case file or a folder");
    }

    @Test
    void aMalformedFileIsNamedAndFailsTheReplay() throws IOException {
        ReplayReport report = run(RIGHT, "case: [");

        assertThat(report.failed()).isTrue();
        assertThat(report.passed()).isEqualTo(1);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("case-1.yaml");
            assertThat(problem.problem().en()).startsWith("the YAML cannot be read in line 1");
        });
        assertThat(printed(report)).contains("? case-1.yaml: ").contains("1 个文件无法读取 · files could not be run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "case: 没有评级的企业按常规监管 | cases: x | the case has an unknown key `cases`",
                "en: An ungraded enterprise is supervised routinely | # | `en` is missing",
                "laiwu-2020-19/6.1 | the opinion | `why` cites no clause",
                "decideOn: 2024-06-03 | decideOn: 2024-02-30 | `decideOn` is `2024-02-30`",
                "  - {kind: entity} | | it has no `facts`",
                "{kind: entity} | {kind: entities} | fact 1 cannot be read: unknown kind `entities`",
                "{kind: entity} | {kind: entity, colour: red} | fact 1 cannot be read: not a record of kind `entity`",
                "{kind: entity} | {kind: penalty} | fact 1 cannot be read: no `authority`: it is required",
                "{kind: entity} | entity | fact 1 is not a map of keys",
                "within: [tierSet] | within: [tiers] | `within` names `tiers`, which is no type of conclusion",
                "within: [tierSet] | within: [repair] | finding 1 is a `tierSet`, which `within` leaves out",
                "findings: | found: | `expect` has an unknown key `found`",
                "DECIDED | MAYBE | `MAYBE` is no disposition",
                "tierSet: { | tiers: { | finding 1 has no conclusion",
                "area: ALL | field: ALL | `tierSet` of finding 1 has an unknown key `field`",
                "evidence: [entity] | evidence: [] | finding 1 has no `evidence`",
                "why: | subject: 91370116MAX0000158\\nwhy: | `subject` is no credit code",
                "why: | why: a/b\\nwhy: | the YAML cannot be read",
            })
    void everyMistakeHasItsMessage(String right, String wrong, String message) throws IOException {
        String text = RIGHT.replace(right, wrong == null ? "" : wrong.replace("\\n", "\n"));

        assertThat(run(text).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.problem().en()).startsWith(message))
                .satisfies(problem -> BothLanguages.requireWhole(problem.problem(), problem.remedy()));
    }

    @Test
    void theSameSentenceTwiceIsAProblem() throws IOException {
        assertThat(run(RIGHT, RIGHT).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .isEqualTo(
                                "case-1.yaml: 与 `case-0.yaml` 的说明相同；写明不同之处 / it has the same sentence as `case-0.yaml`;"
                                        + " say what is different about it"));
    }

    @Test
    void aClauseThatThePackDoesNotHaveFailsTheCase() throws IOException {
        assertThat(run(RIGHT.replace("laiwu-2020-19/6.1", "laiwu-2020-19/99"))
                        .results()
                        .get(0)
                        .differences())
                .containsExactly(
                        "`why` cites `laiwu-2020-19/99`, a clause that the pack does not have: cite one it has");
    }

    @Test
    void aDayBeforeTheModelledLawCannotBeDecided() throws IOException {
        assertThat(run(RIGHT.replace("2024-06-03", "2019-12-31"))
                        .results()
                        .get(0)
                        .differences())
                .singleElement()
                .asString()
                .startsWith("the case cannot be decided: the law of 2019-12-31 is not modelled");
    }

    @Test
    void aFigureThatThePackDoesNotHaveCannotBeAssumed() throws IOException {
        assertThat(run(RIGHT.replace("facts:", "figures: {grade/none: \"1\"}\nfacts:"))
                        .results()
                        .get(0)
                        .differences())
                .containsExactly(
                        "the case cannot be decided: it assumes the figure `grade/none`, which the pack does not"
                                + " have: correct the id");
    }

    @Test
    void aFigureThatTheLawSettledCannotBeAssumedAway() throws IOException {
        assertThat(run(RIGHT.replace("facts:", "figures: {publicity/provincial-ceiling: P1Y}\nfacts:"))
                        .results()
                        .get(0)
                        .differences())
                .singleElement()
                .asString()
                .startsWith("the case cannot be decided: it assumes the figure `publicity/provincial-ceiling`, which is"
                        + " settled on ");
    }

    @Test
    void anAssumedFigureHoldsForItsCaseOnly() throws IOException {
        String assuming = RIGHT.replace("没有评级的企业", "设定层级后没有评级的企业")
                .replace("facts:", "figures: {grade/ungraded-tier: ENHANCED}\nfacts:")
                .replace("ROUTINE", "ENHANCED");

        assertThat(printed(run(assuming, RIGHT))).isEqualTo("2 / 2 个案例通过 · cases passed\n");
    }

    @Test
    void onlyTheExampleSetsThatCasesUseAreAskedFor() throws IOException {
        Files.writeString(folder.resolve("one.yaml"), RIGHT);
        List<String> asked = new ArrayList<>();

        Replay.run(folder, examples -> {
                    asked.add(String.valueOf(examples));
                    return Engines.with(examples);
                })
                .print(new StringBuilder());

        assertThat(asked).containsExactly("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workingDays: {from: 2026-02-12, days: 3, expect: 2026-02-25} | last day: expected 2026-02-25 / found"
                        + " 2026-02-24",
                "workingDays: {from: 2026-12-31, days: 3, expect: 2027-01-06} | last day: expected 2027-01-06 / found no"
                        + " working-day calendar for `2027`",
                "period: {from: 2025-11-30, period: P3M, lastDay: 2026-03-02} | last day: expected 2026-03-02 / found"
                        + " 2026-02-28",
                "calendarMissing: {from: 2026-02-12, days: 3, year: 2027} | last day: expected no working-day calendar",
            })
    void wrongDaysAreShown(String line) throws IOException {
        int bar = line.indexOf(" | ");
        String text = RIGHT.substring(0, RIGHT.indexOf("decideOn")) + line.substring(0, bar) + "\n";

        assertThat(run(text).results().get(0).differences())
                .singleElement()
                .asString()
                .startsWith(line.substring(bar + 3));
    }

    @Test
    void aCaseNamesTheEdgeCasesThatItShows() throws IOException {
        ReplayReport report =
                run(RIGHT, RIGHT.replace("case: ", "case: 又一个").replace("decideOn", "edge: [12, C3]\ndecideOn"));

        assertThat(report.failed()).isFalse();
        assertThat(report.results())
                .extracting(result -> result.asked().edge())
                .containsExactly(List.of(), List.of("12", "C3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[12, none]|`edge` names `none`, which is no edge case; write `edge: [12]` or `edge: [C1]`",
                "[012]|`edge` names `012`, which",
                "12|`edge` is no list; write `edge: [a, b]`",
                "[]|`edge` is empty or names one twice; name each edge case once, or leave `edge` out",
                "[12, 12]|`edge` is empty or names one twice",
            })
    void whatIsNoEdgeCaseIsRefused(String edge, String problem) throws IOException {
        assertThat(run(RIGHT.replace("decideOn", "edge: " + edge + "\ndecideOn"))
                        .problems())
                .singleElement()
                .satisfies(found -> assertThat(
                                found.problem().en() + "; " + found.remedy().en())
                        .startsWith(problem));
    }

    /** The catalogue of edge cases stands among the cases; below, a file of its name is a case like any other. */
    @Test
    void theCatalogueOfEdgeCasesIsNoCase() throws IOException {
        Files.writeString(folder.resolve("edge-cases.yaml"), "edgeCases: []");
        Files.createDirectory(folder.resolve("below"));
        Files.writeString(folder.resolve("below/edge-cases.yaml"), "edgeCases: []");

        assertThat(run(RIGHT).problems()).extracting(FixtureProblem::file).containsExactly("below/edge-cases.yaml");
    }

    @Test
    void updatingRewritesWhatIsExpectedAndNothingElse() throws IOException {
        String right = RIGHT.replace("decideOn", "edge: [66]   # no grade is no good grade\ndecideOn");
        String wrong = right.replace("tier: ROUTINE,", "tier: STRICT,").replace("2025-01-03", "null") + "# the end\n";
        ReplayReport report = run(wrong);

        assertThat(FixtureWriter.update(folder, report))
                .extracting(FixtureWriter.Renewed::file)
                .containsExactly("case-0.yaml");

        Path file = folder.resolve("case-0.yaml");
        assertThat(file).hasContent(right + "# the end\n");
        ReplayReport again = Replay.run(file, Engines::with);
        assertThat(again.failed()).isFalse();
        assertThat(FixtureWriter.update(file, again)).isEmpty();
    }

    @Test
    void everyCaseOfTheRepositoryIsWrittenBackAsItIsRead() throws IOException {
        List<ReplayReport.Result> shipped = ShippedCases.REPORT.results();
        for (int at = 0; at < shipped.size(); at += Effort.of(5, 1)) {
            ReplayReport.Result result = shipped.get(at);
            if (result.decision() != null && result.asked().question() instanceof FixtureCase.Decide decide) {
                String text = FixtureWriter.replaced(
                        Files.readString(Path.of("fixtures", result.asked().file())),
                        FixtureWriter.expect(decide.expected(), result.decision()));
                Files.writeString(folder.resolve("case.yaml"), text, StandardCharsets.UTF_8);
                ReplayReport rewritten = Replay.run(folder, Engines::with);
                assertThat(printed(rewritten)).as(text).startsWith("1 / 1");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "ROUTINE|ROUTINE",
                "2026-01-01|2026-01-01",
                "《规定》：甲、乙（一）|《规定》：甲、乙（一）",
                "true|\"true\"",
                "1|\"1\"",
                "0.05..0.20|\"0.05..0.20\"",
                "<2|<2",
                "as-needed|as-needed",
                "a, b|\"a, b\"",
                "a: b|\"a: b\"",
                "-1|\"-1\"",
                "say \"no\"|\"say \\\"no\\\"\"",
                "莱应急罚〔2026〕1号|莱应急罚〔2026〕1号",
                "national / shandong|national / shandong"
            })
    void textIsQuotedOnlyWhereYamlNeedsIt(String value, String written) {
        assertThat(FixtureWriter.scalar(value)).isEqualTo(written);
    }
}
