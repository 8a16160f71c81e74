package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.BothLanguages;
import supervision.reading.SecondReading;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;

/** Form and analysis find what is wrong with rules without any case, and nothing in the shipped pack. */
class AnalysisTest {

    private static final PackFiles SHIPPED = files();

    private static final String RULE = """
            // An addition.
            package rules

            import supervision.decision.Conclusion.Measure
            import supervision.decision.Conclusion.NotShown
            import supervision.decision.Conclusion.Repair
            import supervision.decision.Conclusion.Repair.Answer
            import supervision.decision.Conclusion.Shown
            import supervision.decision.Ending
            import supervision.dossier.Known
            import supervision.dossier.Told.RepairCase
            import supervision.facts.Channel

            rule "添加的规则"
              @en("an added rule")
              @source("laiwu-2020-19/7")
              @effectiveFrom("2026-04-01")
            when
              %s
            then
              insert(%s);
            end
            """;

    private static final String OPEN = "new Repair($p.of(), $p.channel(), Answer.OPEN, null)";

    @Test
    void theShippedPackHasNoErrors() {
        List<Remark> remarks = remarks(SHIPPED);

        assertThat(remarks).noneMatch(remark -> remark.severity() == Remark.Severity.ERROR);
        // each row of the review is one that the gate would flag
        assertThat(remarks)
                .filteredOn(remark -> remark.says().zh().contains("已复核"))
                .hasSize((int) new String(
                                Objects.requireNonNull(SHIPPED.files().get("gate/reviewed.yaml")),
                                StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains("- kind:"))
                        .count())
                .allMatch(remark -> remark.severity() == Remark.Severity.WARNING);
        assertThat(remarks).allSatisfy(AnalysisTest::isTold);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("supervision.gate.SeededMistakes#all")
    void aSeededMistakeIsFoundByTheRightPart(SeededMistakes.Mistake mistake) {
        List<Remark> errors = remarks(mistake.in(SHIPPED)).stream()
                .filter(remark -> remark.severity() == Remark.Severity.ERROR)
                .toList();

        if (mistake.part() == Remark.Part.CASES) {
            // what the text says is well formed and consistent: that it is not the law only cases know
            assertThat(errors).isEmpty();
            return;
        }
        assertThat(errors).isNotEmpty().allSatisfy(AnalysisTest::isTold);
        assertThat(errors).anySatisfy(remark -> {
            assertThat(remark.part()).isEqualTo(mistake.part());
            assertThat(remark.kind()).isEqualTo(mistake.kind());
            assertThat(remark.file()).isEqualTo(mistake.file());
            assertThat(remark.line()).isPositive();
        });
        assertThat(errors).allMatch(remark -> remark.part() == mistake.part());
    }

    /** What the reader of packs refuses, and names that there are not, stand in the report as they were told. */
    @Test
    void whatBreaksTheFormIsReportedWholeInBothLanguages() {
        List<PackFiles> broken = SeededMistakes.all().stream()
                .filter(mistake -> Set.of("REFUSED", "NOT_MONOTONE").contains(mistake.kind()))
                .map(mistake -> mistake.in(SHIPPED))
                .collect(Collectors.toList());
        broken.add(with("drl/added.drl", RULE.formatted("$p : RepairCase(hiden)", OPEN)));
        assertThat(broken)
                .hasSizeGreaterThan(4)
                .allSatisfy(files -> assertThat(remarks(files))
                        .filteredOn(remark -> remark.severity() == Remark.Severity.ERROR)
                        .isNotEmpty()
                        .allSatisfy(remark -> BothLanguages.requireWhole(remark.says(), remark.remedy())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void anAddedRuleIsFound(String what, String pattern, String conclusion, String kind, Remark.Severity severity) {
        assertThat(withRule(pattern, conclusion)).anySatisfy(remark -> {
            assertThat(remark.kind()).isEqualTo(kind);
            assertThat(remark.severity()).isEqualTo(severity);
            assertThat(remark.says().zh()).contains("“添加的规则”");
            assertThat(remark.line()).isPositive();
            isTold(remark);
        });
    }

    static Stream<Arguments> anAddedRuleIsFound() {
        return Stream.of(
                added(
                        "two values",
                        "$p : RepairCase(temporary == Known.YES, temporary == Known.UNKNOWN)",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "no value left",
                        "$p : RepairCase(channel not in (Channel.CREDIT_CHINA, Channel.PUBLICITY_SYSTEM))",
                        OPEN,
                        "NEVER_FIRES"),
                added("true and false", "$p : RepairCase(decidedOnKnown, !decidedOnKnown)", OPEN, "NEVER_FIRES"),
                added(
                        "in brackets",
                        "$p : RepairCase(decidedOnKnown || undoneOnKnown, !(decidedOnKnown == true || undoneOnKnown == true))",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "before and reached",
                        "$p : RepairCase(today.before(submittedOn), today.reached(submittedOn))",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "past and not reached",
                        "$p : RepairCase(today.past(submittedOn) && !today.reached(submittedOn))",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "the later of two days",
                        "$p : RepairCase(today.reached(today.later(submittedOn, decidedOn)), today.before(decidedOn))",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "two days, and not the later",
                        "$p : RepairCase(today.reached(submittedOn), today.reached(decidedOn), today.before(today.later(submittedOn, decidedOn)))",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "a number that is and is not",
                        "$p : RepairCase(figures.is(\"repair/extra/training\", \"true\"), !figures.known(\"repair/extra/training\"))",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "a number with two values",
                        "$p : RepairCase(figures.is(\"repair/extra/training\", \"true\"), figures.value(\"repair/extra/training\") == \"false\")",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "days of a number that is not set",
                        "$p : RepairCase(figures.calendarCovers(\"objection/own\", submittedOn), !figures.known(\"objection/own\"))",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "what is contained and is not",
                        "$p : RepairCase(outcome contains figures.value(\"repair/extra/training\"), outcome not contains figures.value(\"repair/extra/training\"))",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "two components that are equal and are not",
                        "$p : RepairCase(submittedOn == decidedOn, decidedOn != submittedOn)",
                        OPEN,
                        "NEVER_FIRES"),
                added(
                        "a scheme that there is not",
                        "GradeHeld($of : of, scheme == \"taxes\")",
                        "new Repair($of, Channel.CREDIT_CHINA, Answer.OPEN, null)",
                        "NEVER_FIRES"),
                added(
                        "a conclusion that nothing draws",
                        "$p : Shown(channel == Channel.CREDIT_CHINA, channel == Channel.PUBLICITY_SYSTEM)",
                        "new Repair($p.record(), $p.channel(), Answer.OPEN, null)",
                        "NEVER_FIRES"),
                added(
                        "a measure without end",
                        "Barred($measure : measure, $role : role, $area : area, $begins : begins)",
                        "new Measure($measure, $role, $area, $begins, null, Ending.LIFE)",
                        "ADVERSE_WITHOUT_END"),
                added(
                        "a measure reviewed only in part",
                        "Barred($measure : measure, $role : role, $area : area, $begins : begins, executable == true)",
                        "new Measure($measure, $role, $area, $begins, null, Ending.UNKNOWN)",
                        "ADVERSE_WITHOUT_END"),
                added(
                        "a ban on a person shown",
                        "Barred($of : of, $begins : begins)",
                        "new Shown($of, Channel.CREDIT_CHINA, $begins, null, true)",
                        "PERSONAL_DATA_PUBLIC"),
                added(
                        "a penalty shown that is not to be",
                        "Governed($of : of, $channel : channel, $day : day, hidden == true)",
                        "new Shown($of, $channel, $day, figures.after(\"publicity/ndrc-36/serious/max\", $day), true)",
                        "CONTRADICTION"),
                arguments(
                        "conditions that say nothing",
                        "$p : RepairCase(decidedOnKnown || !decidedOnKnown)",
                        OPEN,
                        "ALWAYS",
                        Remark.Severity.WARNING),
                arguments(
                        "one condition that says nothing",
                        "$p : RepairCase(undoneOnKnown, temporary in (Known.YES, Known.NO, Known.UNKNOWN))",
                        OPEN,
                        "ALWAYS",
                        Remark.Severity.WARNING),
                arguments(
                        "a rule in another",
                        "RepairedEntry($of : of, $channel : channel, $since : decided, channel == Channel.CREDIT_CHINA)",
                        "new Repair($of, $channel, Answer.REPAIRED, $since)",
                        "CONTAINED",
                        Remark.Severity.WARNING));
    }

    /** Sound: what can happen is not called impossible, what differs not the same. */
    @ParameterizedTest
    @MethodSource
    void whatIsInOrderIsNotFound(String pattern, String conclusion) {
        assertThat(withRule(pattern, conclusion))
                .noneMatch(remark -> "添加的规则".equals(remark.rule()) && remark.severity() == Remark.Severity.ERROR);
    }

    static Stream<Arguments> whatIsInOrderIsNotFound() {
        return Stream.of(
                arguments("$p : RepairCase(today.reached(submittedOn), !today.past(submittedOn))", OPEN),
                arguments("$p : RepairCase(today.reached(submittedOn), today.before(decidedOn))", OPEN),
                arguments(
                        "$p : RepairCase(today.reached(submittedOn), today.before(today.later(submittedOn, decidedOn)))",
                        OPEN),
                arguments("$p : RepairCase(temporary != Known.YES || decidedOnKnown, temporary == Known.YES)", OPEN),
                arguments(
                        "$p : RepairCase(figures.known(\"repair/extra/training\"), !figures.is(\"repair/extra/training\", \"true\"))",
                        OPEN),
                arguments(
                        "$p : RepairCase(figures.value(\"repair/extra/training\") != \"a\", figures.value(\"repair/extra/training\") != \"b\")",
                        OPEN),
                arguments(
                        "Barred($of : of, $begins : begins, $until : until, role == \"ENTITY\")",
                        "new Shown($of, Channel.CREDIT_CHINA, $begins, $until, true)"));
    }

    @Test
    void aNumberOnDaysWithoutOneIsFoundUnlessTheRuleAsksFirst() {
        String used =
                "new Repair($p.of(), $p.channel(), Answer.OPEN, figures.opens(\"publicity/ndrc-36/general/max\", $p.submittedOn()))";
        String early = RULE.formatted("$p : RepairCase()", used).replace("2026-04-01", "2025-01-01");

        assertThat(Form.check(with("drl/added.drl", early), "default"))
                .filteredOn(remark -> remark.kind().equals("PARAMETER_GAP"))
                .singleElement()
                .satisfies(remark -> {
                    assertThat(remark.severity()).isEqualTo(Remark.Severity.ERROR);
                    assertThat(remark.says().en()).contains("from 2025-01-01", "before 2026-04-01");
                });
        assertThat(Form.check(
                        with(
                                "drl/added.drl",
                                early.replace(
                                        "RepairCase()",
                                        "RepairCase(figures.known(\"publicity/ndrc-36/general/max\"))")),
                        "default"))
                .noneMatch(remark -> remark.kind().equals("PARAMETER_GAP"));
    }

    @Test
    void aNumberThatIsTakenAwayIsUndecidedWhereTheRuleDoesNotAskFirst() {
        String max = "parameters/publicity/provincial-ceiling.yaml";
        String text = new String(Objects.requireNonNull(SHIPPED.files().get(max)), StandardCharsets.UTF_8);
        String removed = text.replaceFirst(
                "value: \"P5Y\".*",
                "value: null, source: shandong-credit-2020/art-38, evidence: F1, status: \"null\"}");
        assertThat(removed).isNotEqualTo(text);

        assertThat(Form.check(with(max, removed), null))
                .filteredOn(remark -> remark.kind().equals("PARAMETER_EMPTY")
                        && remark.says().en().contains("publicity/provincial-ceiling"))
                .isNotEmpty()
                .allMatch(remark -> remark.severity() == Remark.Severity.UNDECIDED);
    }

    @Test
    void aValueThatNoRuleIsAboutIsTold() {
        String path = "drl/lists/listed.drl";
        String text = new String(Objects.requireNonNull(SHIPPED.files().get(path)), StandardCharsets.UTF_8);
        assertThat(text).contains("item == Item.LIST_BASIS");

        assertThat(unhandled(SHIPPED)).doesNotContain("LIST_BASIS");
        assertThat(unhandled(with(path, text.replace("item == Item.LIST_BASIS", "item == Item.FIELD"))))
                .startsWith("no rule holds of Gap where `item` is ")
                .contains("LIST_BASIS")
                .doesNotContain("FIELD");
    }

    private static String unhandled(PackFiles pack) {
        return remarks(pack).stream()
                .filter(remark -> remark.kind().equals("UNHANDLED"))
                .map(remark -> remark.says().en())
                .filter(said -> said.contains(" Gap "))
                .findFirst()
                .orElse("");
    }

    @Test
    void whatNothingAsksForIsTold() throws IOException {
        RulePack pack = Objects.requireNonNull(Form.read(SHIPPED, null).pack());
        ReplayReport nothing = new ReplayReport(List.of(), List.of());

        assertThat(Form.unused(pack, nothing))
                .extracting(Remark::file)
                .contains("parameters/procurement/lookback.yaml");
    }

    /** A remark brings a case that shows it, and that passes under the pack as it is: to keep as it stands. */
    @Test
    void aCounterexampleIsACaseThatCanBeKept(@TempDir Path folder) throws IOException {
        SeededMistakes.Mistake duplicate = SeededMistakes.all().stream()
                .filter(mistake -> mistake.kind().equals("DUPLICATE"))
                .findFirst()
                .orElseThrow();
        RulePack pack = Objects.requireNonNull(
                Form.read(duplicate.in(SHIPPED), "default").pack());

        Remark remark = Analysis.of(pack, new FixtureCases(Path.of("fixtures"), pack)).stream()
                .filter(found -> found.kind().equals("DUPLICATE") && found.severity() == Remark.Severity.ERROR)
                .findFirst()
                .orElseThrow();

        String example = Objects.requireNonNull(remark.example());
        assertThat(example).contains("规定不予公示的处罚", "依规定不公示的处罚", "case: 两条规则说同一件事");
        Files.writeString(folder.resolve("kept.yaml"), example);
        ReplayReport report = Replay.run(
                folder,
                examples -> SecondReading.of(
                        Objects.requireNonNull(Form.read(pack.files(), examples).pack())));
        assertThat(report.problems()).isEmpty();
        assertThat(report.results())
                .singleElement()
                .satisfies(result -> assertThat(result.differences()).isEmpty());
    }

    private static Arguments added(String what, String pattern, String conclusion, String kind) {
        return arguments(what, pattern, conclusion, kind, Remark.Severity.ERROR);
    }

    private static List<Remark> withRule(String pattern, String conclusion) {
        return remarks(with("drl/added.drl", RULE.formatted(pattern, conclusion)));
    }

    private static PackFiles with(String path, String text) {
        Map<String, byte[]> files = new TreeMap<>(SHIPPED.files());
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return PackFiles.of(files);
    }

    private static List<Remark> remarks(PackFiles files) {
        Form.Checked form = Form.read(files, "default");
        List<Remark> remarks = new ArrayList<>(form.remarks());
        if (form.pack() != null) {
            remarks.addAll(Analysis.of(form.pack()));
        }
        return remarks;
    }

    private static void isTold(Remark remark) {
        assertThat(remark.says().zh()).containsPattern("[\\u4e00-\\u9fff]");
        assertThat(remark.remedy().zh()).containsPattern("[\\u4e00-\\u9fff]");
        assertThat(remark.says().en()).containsPattern("[A-Za-z]");
        assertThat(remark.remedy().en()).containsPattern("[A-Za-z]");
    }

    private static PackFiles files() {
        try {
            return SeededMistakes.shipped();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
