package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.casework.CreditReports;
import supervision.decision.Text;
import supervision.facts.Case;
import supervision.facts.Fact;
import supervision.intake.FactJson;
import supervision.reading.SecondReading;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import tools.jackson.databind.json.JsonMapper;

/** The edit of the officer's day, played: what the document quotes is what comes out. */
class OfficerDocumentTest {

    private static final String FOCUS = "drl/inspection/focus.drl";
    private static final PackFiles SHIPPED = PackFiles.ofDirectory(Path.of("rules"));
    private static final RulePack BEFORE = RulePackReader.read(SHIPPED, "default");

    @TempDir
    Path folder;

    private static String document() throws IOException {
        return Files.readString(Path.of("docs", "officer.md"));
    }

    /** A block of the document by how it begins. */
    private static String block(String language, String begins) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(" + Pattern.quote(begins) + ".*?)```\n")
                .matcher(document());
        assertThat(block.find()).as("a block that begins with `%s`", begins).isTrue();
        return block.group(1);
    }

    private static String text(String file) {
        return new String(SHIPPED.files().get(file), StandardCharsets.UTF_8);
    }

    private static RulePack edited(Map<String, String> texts) {
        Map<String, byte[]> files = new TreeMap<>(SHIPPED.files());
        texts.forEach((file, text) -> files.put(file, text.getBytes(StandardCharsets.UTF_8)));
        return RulePackReader.read(PackFiles.of(files), "default");
    }

    /** As the document edits it first: the condition where it stands. */
    private static RulePack tried() {
        String before = text(FOCUS);
        assertThat(before).containsOnlyOnce("grade == \"黑\")");
        return edited(Map.of(FOCUS, before.replace("grade == \"黑\")", "grade in (\"黄\", \"黑\"))")));
    }

    /** As it is published: the clause, the rule of before with its end, and the rule that takes its place. */
    private static RulePack dated() throws IOException {
        String rules = block("", "rule \"山东省企业环境信用评价：黑标企业重点监管\"\n  @en");
        String before = text(FOCUS);
        int from = before.indexOf("rule \"山东省企业环境信用评价：黑标企业重点监管\"");
        int to = before.indexOf("rule \"", from + 1);
        String source = block("yaml", "# rules/sources/laiwu-environment-2027.yaml");
        return edited(Map.of(
                FOCUS,
                before.substring(0, from) + rules + "\n" + before.substring(to),
                "sources/laiwu-environment-2027.yaml",
                source));
    }

    private static List<Case> register(LocalDate day) throws IOException {
        Map<String, List<Fact>> bySubject = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/main/resources/demo/register.jsonl"))) {
            String subject =
                    JsonMapper.builder().build().readTree(line).path("subject").asString();
            bySubject
                    .computeIfAbsent(subject, code -> new ArrayList<>())
                    .add(FactJson.read(line, "", 0).fact());
        }
        List<Case> entities = new ArrayList<>();
        bySubject.forEach((code, facts) -> entities.add(new Case(code, facts, day, null)));
        return entities;
    }

    /** What the report says first, of today and of days to come. */
    private static List<Text> gist(RulePack after) throws IOException, InterruptedException {
        Matcher day = Pattern.compile("登记主体中，(\\d{4}-\\d\\d-\\d\\d) ").matcher(document());
        assertThat(day.find()).isTrue();
        LocalDate asked = LocalDate.parse(day.group(1));
        Impact impact = new ImpactStudy(
                        SecondReading.of(BEFORE),
                        SecondReading.of(after),
                        CreditReports::parts,
                        asked,
                        asked.plusYears(1))
                .over(Registers.of(register(asked)), 1, done -> {});
        return Gist.of(PackChanges.between(BEFORE, after), impact);
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    @Test
    void whatTheReportSaysFirstIsQuotedAsItIs() throws IOException, InterruptedException {
        String document = squeezed(document());

        assertThat(gist(tried()))
                .hasSize(3)
                .allSatisfy(said -> assertThat(document).contains(squeezed(said.zh()), squeezed(said.en())));
        PackChanges.RuleChange rule =
                PackChanges.between(BEFORE, tried()).rules().get(0);
        assertThat(document)
                .contains(squeezed(Objects.requireNonNull(rule.saidBefore()).zh()))
                .contains(squeezed(Objects.requireNonNull(rule.saidAfter()).zh()));
        assertThat(gist(dated()).get(1).zh()).contains("结论有变化的 0 个").contains("将有变化的 1 个");
    }

    @Test
    void theCaseThatFailsAfterTheFirstTryIsTheOneThatIsQuoted() throws IOException {
        CaseCheck check = CaseCheck.of(tried().files(), SHIPPED, Path.of("fixtures", "inspection", "focus"));

        assertThat(check.remarks())
                .filteredOn(remark -> remark.severity() == Remark.Severity.ERROR)
                .singleElement()
                .satisfies(remark -> assertThat(document())
                        .contains("inspection/focus/" + remark.file() + " [error " + remark.kind() + "]"));
    }

    @Test
    void theCaseOfTheDocumentHoldsUnderTheRuleOfTheDocument() throws IOException {
        String written = block("yaml", "# fixtures/inspection/focus/from-2027-");
        Files.writeString(folder.resolve("case.yaml"), written);
        Readings readings = new Readings(dated().files());

        assertThat(Replay.run(folder, readings).results()).allMatch(ReplayReport.Result::passed);
        assertThat(Replay.run(Path.of("fixtures", "inspection", "focus"), readings)
                        .results())
                .hasSizeGreaterThan(10)
                .allMatch(ReplayReport.Result::passed);
        assertThat(Replay.run(folder, new Readings(SHIPPED)).results()).noneMatch(ReplayReport.Result::passed);
    }
}
