package supervision.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.BothLanguages;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePackReader;

/** What the engine's compiler would say about Java that nobody wrote is said about the rule. */
class VocabularyTest {

    private static final String FILE = String.join(
            "\n",
            "package rules",
            "import supervision.decision.Conclusion.Repair",
            "import supervision.decision.Conclusion.Repair.Answer",
            "import supervision.decision.Conclusion.Shown",
            "import supervision.dossier.Known",
            "import supervision.dossier.Told.RepairCase",
            "import supervision.dossier.Prepared.NotInDirectory",
            "import supervision.facts.Channel",
            "import supervision.facts.Entity",
            "rule \"测试\"",
            "  @en(\"a rule\")",
            "  @source(\"laiwu-2020-19/7\")",
            "  @effectiveFrom(\"2020-01-01\")",
            "when",
            "  $p : RepairCase(channel == Channel.CREDIT_CHINA)",
            "  $q : NotInDirectory(of == $p.of)",
            "then",
            "  insert(new Repair($p.of(), $p.channel(), Answer.OPEN, $p.decidedOn()));",
            "end",
            "");

    private static final String CONDITION = "channel == Channel.CREDIT_CHINA";
    private static final String CONCLUSION = "new Repair($p.of(), $p.channel(), Answer.OPEN, $p.decidedOn())";

    @Test
    void theShippedRulesSpeakOfWhatThereIs() throws IOException {
        var pack = RulePackReader.read(PackFiles.ofDirectory(Path.of("rules")), null);

        assertThat(Vocabulary.check(RuleFile.of(pack.drl(), new ArrayList<>()))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "channel == Channel.CREDIT_CHINAS | 15:30 | names `Channel.CREDIT_CHINAS`, which there is not | did you mean `Channel.CREDIT_CHINA`?",
                "channel == Channel.CREDIT_CHINA.STOP | 15:30 | names `Channel.CREDIT_CHINA.STOP`, which there is not | did you mean",
                "channel == Answer.OPEN | 15:30 | `channel`, which is of Channel, with `Answer.OPEN`, which is of Answer: they are never equal | of Channel",
                "Channel.CREDIT_CHINA == \"a\" | 15:43 | they are never equal | of Channel",
                "channel in (Channel.CREDIT_CHINA, Known.YES) | 15:53 | they are never equal | of Channel",
                "channel not in (Known.YES) | 15:35 | they are never equal | of Channel",
                "channels == Channel.CREDIT_CHINA | 15:19 | asks `RepairCase` for `channels`, which it does not have | did you mean `channel`? It has acceptedOn,",
                "channel == null | 15:30 | they are never equal | of Channel",
                "channel | 15:19 | asks whether `channel` holds, and it is of Channel | true or false",
                "decidedOnKnown == \"true\" | 15:37 | `decidedOnKnown`, which is true or false, with `\"true\"`, which is a text | true or false",
                "channel == Channel.CREDIT_CHINA) exists NotInDirectory(of == $p.of, sources contains $p.decidedOnKnown | 15:104 | contains `$p.decidedOnKnown`, which is true or false: it never does | a text",
                "of contains Known.YES | 15:31 | contains `Known.YES`, which is of Known: it never does | a text",
                "decidedOn contains \"2020\" | 15:19 | asks what `decidedOn` contains, and it is a day | several values",
                "today.reached(of) | 15:19 | asks `today.reached(of)`, which cannot be answered | ask `reached` with a day",
                "today.reached(today.later(decidedOn)) | 15:33 | asks `today.later(decidedOn)`, which cannot be answered | `later` with a day and a day",
                "figures.is(\"grade/expiry\", Known.YES) | 15:19 | cannot be answered | ask `is` with a text and a text",
                "figures.known(\"a\", \"b\", \"c\") | 15:19 | cannot be answered | `known` with a text or `known` with a text and a text",
                "figures.value(\"grade/expiry\") == decidedOn | 15:52 | they are never equal | a text",
                "today.reached(dueOn) | 15:33 | for `dueOn`, which it does not have | It has",
                "channel == Entity.Typ.COMPANY | 15:30 | names `Entity.Typ.COMPANY`, which there is not | did you mean a constant of `Type`?",
                "channel == RepairCase.X | 15:30 | and `RepairCase` has no constants | enumeration"
            })
    void conditionsThatSayNothing(String condition, String place, String problem, String remedy) {
        assertThat(problems(CONDITION, condition)).anySatisfy(found -> {
            assertThat(found.line() + ":" + found.column()).isEqualTo(place);
            assertThat(found.problem().en()).startsWith("rule `测试`").contains(problem);
            assertThat(found.remedy().en()).contains(remedy);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "new Repair($p.of(), $p.channel(), Answer.OPEN) | 18:3 | makes a `Repair` of 3 values, and it has 4 | record (a text), channel (of Channel), answer (of Answer), day (a day)",
                "new Repair($p.of(), $p.of(), Answer.OPEN, null) | 18:30 | gives `$p.of()`, which is a text, for `channel` of `Repair` | of Channel",
                "new Repair($p.of(), $p.channel(), Answer.OPEN, true) | 18:57 | gives `true`, which is true or false, for `day` of `Repair` | a day",
                "new Repair(null, $p.channel(), Answer.OPEN, null) | 18:21 | gives `null`, which is nothing, for `record` of `Repair` | a text",
                "new Repair($q.sources(), $p.channel(), Answer.OPEN, null) | 18:21 | which is several of a text, for `record` | a text",
                "new Repair($p.of(), $p.channel(), Answer.OPENED, null) | 18:44 | names `Answer.OPENED`, which there is not | did you mean `Answer.OPEN`?",
                "new Repair($p.of(), $p.chanel(), Answer.OPEN, null) | 18:30 | for `chanel`, which it does not have | did you mean `channel`?",
                "new Answer($p.of()) | 18:3 | inserts `Answer`, which is no conclusion | such as `",
                "new Repair($p.of(), $p.channel(), Answer.OPEN, figures.opens(\"grade/expiry\")) | 18:57 | cannot be answered | `opens` with a text and a day"
            })
    void conclusionsThatCannotBeMade(String conclusion, String place, String problem, String remedy) {
        assertThat(problems(CONCLUSION, conclusion)).anySatisfy(found -> {
            assertThat(found.line() + ":" + found.column()).isEqualTo(place);
            assertThat(found.problem().en()).startsWith("rule `测试`").contains(problem);
            assertThat(found.remedy().en()).contains(remedy);
        });
    }

    /** Once, where it stands, however often the rules name it. */
    @Test
    void aTypeThatThereIsNotIsReportedWhereItIsImported() {
        assertThat(problems("RepairCase", "RepairCas"))
                .extracting(BothLanguages::english)
                .containsExactly("drl/a.drl:6:8: `supervision.dossier.Told.RepairCas` is nothing that rules speak of;"
                        + " did you mean `supervision.dossier.Told.RepairCase`?");
    }

    @Test
    void whatMayBeMissingIsComparedWithNothingOnly() {
        String missing = "$p : Shown(today.reached(until), until in (until))";
        String known = "$p : Shown(until == null, until != null)";

        assertThat(problems("$p : RepairCase(" + CONDITION + ")", known)).noneMatch(problem -> problem.line() == 15);
        assertThat(problems("$p : RepairCase(" + CONDITION + ")", missing))
                .filteredOn(problem -> problem.line() == 15)
                .extracting(problem -> problem.problem().en())
                .containsExactly(
                        "rule `测试` asks `today.reached(until)`, which cannot be answered",
                        "rule `测试` compares `until`, which may be missing");
    }

    private static List<PackProblem> problems(String from, String to) {
        assertThat(FILE).contains(from);
        List<PackProblem> problems = new ArrayList<>();
        List<RuleFile> read = RuleFile.of(Map.of("drl/a.drl", FILE.replace(from, to)), problems);
        assertThat(problems).isEmpty();
        return BothLanguages.whole(Vocabulary.check(read));
    }
}
