package supervision.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.JoinedRules;
import supervision.decision.Finding;
import supervision.dossier.Grounds;
import supervision.facts.Case;
import supervision.language.Instance;
import supervision.reading.WhyNot.Miss;
import supervision.replay.FixtureCase;
import supervision.replay.FixtureReader;
import supervision.rulepack.RulePackReader;

/** Why a rule with several elements does not apply: down to the fact that is missing, with the day on which it will hold. */
class WhyNotDownTest {

    private static final String GRADE =
            "  - {kind: evaluation, scheme: environment, grade: %s, evaluatedBy: 济南市生态环境局莱芜分局, gradedOn: 2026-03-01}\n";
    private static final String PENALTY =
            "  - {kind: penalty, authority: 莱芜区应急管理局, number: 莱应急罚〔2026〕1号, decidedOn: 2026-05-01, kinds: [FINE],"
                    + " fine: 5000, field: WORK_SAFETY}\n";

    @TempDir
    Path folder;

    private Case asked(String day, String... facts) throws IOException {
        Files.writeString(
                folder.resolve("asked.yaml"),
                "case: 试验\nen: A test\nwhy: laiwu-2020-19/6.2\ndecideOn: " + day + "\nfacts:\n  - {kind: entity}\n"
                        + String.join("", facts) + "expect:\n  findings: []\n",
                StandardCharsets.UTF_8);
        FixtureReader.Fixtures read = FixtureReader.read(folder);
        assertThat(read.problems()).isEmpty();
        return ((FixtureCase.Decide) read.cases().get(0).question()).asked();
    }

    private static SecondReading reading() throws IOException {
        return SecondReading.of(RulePackReader.read(JoinedRules.files(), null));
    }

    private static Miss miss(SecondReading reading, Case asked, String rule) {
        WhyNot whyNot = new WhyNot(reading, asked, 400, asked.asOf().plusYears(30));
        Grounds grounds = reading.rules().stream()
                .filter(one -> one.rule().name().equals(rule))
                .findFirst()
                .orElseThrow();
        List<Miss> misses = whyNot.note(grounds, fact -> true);
        whyNot.lookAhead(scene -> {});
        assertThat(misses).hasSize(1);
        return misses.get(0);
    }

    private static List<String> names(List<Miss> below) {
        return below.stream().map(miss -> miss.rule().name()).toList();
    }

    @Test
    void aMissingStepIsFollowedDownToTheRowThatIsMissing() throws IOException {
        Miss miss = miss(reading(), asked("2026-09-01", GRADE.formatted("蓝"), PENALTY), JoinedRules.FOCUS);

        assertThat(miss.kind()).isEqualTo("Called");
        assertThat(miss.fact()).isNull();
        assertThat(names(miss.below())).containsExactly(JoinedRules.CALLED);
        Miss called = miss.below().get(0);
        assertThat(called.kind()).isEqualTo("Watched");
        assertThat(names(called.below())).containsExactly(JoinedRules.BY_TABLE);
        Miss watched = called.below().get(0);
        // the row is there, and says no
        assertThat(watched.at()).isEqualTo(2);
        assertThat(watched.kind()).isEqualTo("WatchedGrade");
        assertThat(watched.failed()).singleElement().satisfies(condition -> {
            assertThat(condition.condition()).hasToString("watched == true");
            assertThat(condition.compared().get(0).actual()).isEqualTo(false);
        });
        assertThat(watched.known()).containsEntry("$grade", "蓝").containsEntry("$scheme", "environment");
        assertThat(watched.below()).isEmpty();
    }

    @Test
    void theElementThatIsMissingIsToldGivenWhatTheOthersMatched() throws IOException {
        Miss miss = miss(reading(), asked("2026-09-01", GRADE.formatted("黄")), JoinedRules.CALLED);

        assertThat(miss.at()).isEqualTo(3);
        assertThat(miss.kind()).isEqualTo("Penalty");
        assertThat(miss.given()).hasSize(2);
        assertThat(((Instance) miss.given().get(0)).value("area")).isEqualTo("ENVIRONMENT");
        assertThat(miss.firesOn()).isNull();
    }

    @Test
    void whatIsThereAndShouldNotBeIsToldWithWhatItRestsOn() throws IOException {
        Miss miss = miss(
                reading(),
                asked(
                        "2026-09-01",
                        GRADE.formatted("黄"),
                        PENALTY,
                        PENALTY.replace("1号", "2号").replace("kinds:", "procedure: SUMMARY, kinds:")),
                JoinedRules.CALLED);

        assertThat(miss.at()).isEqualTo(2);
        assertThat(miss.there()).singleElement().satisfies(there -> {
            assertThat(((Instance) there.what()).of().name()).isEqualTo("Spared");
            assertThat(there.evidence()).containsExactly("penalty/莱芜区应急管理局/莱应急罚〔2026〕2号");
            assertThat(there.by())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.name()).isEqualTo(JoinedRules.SPARED));
        });
    }

    /** The day on which the missing element holds is the day on which the reading finds it. */
    @Test
    void theDayOnWhichItWillHoldIsTold() throws IOException {
        SecondReading reading = reading();
        Case asked = asked("2026-06-01", GRADE.formatted("黄"), PENALTY);
        Miss miss = miss(reading, asked, JoinedRules.FOCUS);

        assertThat(miss.at()).isEqualTo(1);
        assertThat(miss.kind()).isEqualTo("FirstShown");
        LocalDate from = LocalDate.parse("2026-08-02");
        assertThat(miss.failed())
                .singleElement()
                .satisfies(condition -> assertThat(condition.holdsFrom()).isEqualTo(from));
        assertThat(miss.firesOn()).isEqualTo(from);
        assertThat(reading.scene(asked.on(from), Watch.NONE).findings())
                .extracting(Finding::rule)
                .contains(JoinedRules.FOCUS);
        assertThat(reading.scene(asked.on(from.minusDays(1)), Watch.NONE).findings())
                .extracting(Finding::rule)
                .doesNotContain(JoinedRules.FOCUS);
    }
}
