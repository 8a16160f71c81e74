package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.reading.SecondReading;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;

/**
 * Changes of law that once took a developer: each is an edit of files under {@code rules/}, is found by cases, and changes
 * conclusions of the kind that it is about.
 */
class TenChangesTest {

    private static final Path CASES = Path.of("fixtures");
    private static final PackFiles SHIPPED = PackFiles.ofDirectory(Path.of("rules"));

    /** @param file below {@code rules/} */
    private record Edit(String file, String old, String text) {}

    /**
     * @param what what is changed, and so the name of the test
     * @param concerned conclusions that it has to change
     * @param cases the folder of those that find it
     */
    private record Change(String what, List<Edit> edits, String concerned, String cases) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Change change(String what, String file, String old, String text, String concerned, String cases) {
        return new Change(what, List.of(new Edit(file, old, text)), concerned, cases);
    }

    static Stream<Change> changes() {
        return Stream.of(
                change(
                        "ordinary supervision counts as good credit",
                        "tables/tier-ranks.yaml",
                        "tier: ROUTINE, rank: 2, credit: ORDINARY",
                        "tier: ROUTINE, rank: 2, credit: GOOD",
                        "commitmentUse",
                        "commitment"),
                change(
                        "whoever sells food is a key object from risk class C on",
                        "drl/inspection/focus.drl",
                        "    grade == \"D\")",
                        "    grade in (\"C\", \"D\"))",
                        "inspectionFocus",
                        "inspection"),
                change(
                        "an entry rests on a revoked penalty of the same number, whoever made it",
                        "drl/records/quality.drl",
                        "    number == $number,\n    identifyingUnit == $authority,\n",
                        "    number == $number,\n    identifyingUnit != \"\" || identifyingUnit == $authority,\n",
                        "referral",
                        "records"),
                new Change(
                        "the summary procedure decides before the class that the authority reports",
                        List.of(
                                new Edit(
                                        "drl/publicity/2-class.drl",
                                        "    procedure == \"SUMMARY\",\n    $gravity : gravity)\n  not ReportedClass(\n    regime == $regime,\n    gravity == $gravity)\n",
                                        "    procedure == \"SUMMARY\")\n"),
                                new Edit(
                                        "tables/penalty-classes.yaml",
                                        "{ground: SUMMARY_PROCEDURE, rank: 20,",
                                        "{ground: SUMMARY_PROCEDURE, rank: 35,")),
                        "shown",
                        "publicity"),
                change(
                        "only a list that rules commitments out bars them, not one that ends preferences",
                        "drl/commitment/application.drl",
                        "measure in (\"no-commitment-procedure\", \"preferences\")",
                        "measure == \"no-commitment-procedure\"",
                        "commitmentUse",
                        "commitment"),
                change(
                        "a department rule is no basis of a list any more",
                        "drl/lists/basis.drl",
                        "    level == \"JUDICIAL_INTERPRETATION\" || figures.value(\"list/basis/national-for-the-time-being\") contains level)",
                        "    level == \"JUDICIAL_INTERPRETATION\")",
                        "measure",
                        "lists"),
                change(
                        "collusion again counts for five years",
                        "tables/repetition.yaml",
                        "    words: [串通投标, 行贿]\n    within: P3Y\n    afterTermOf",
                        "    words: [串通投标, 行贿]\n    within: P5Y\n    afterTermOf",
                        "referral",
                        "bans"),
                change(
                        "of work safety every fine lies in a focus field, not only one from an amount on",
                        "tables/publicity.yaml",
                        "field: WORK_SAFETY, fine: publicity/ndrc-58/safety-fine-threshold,",
                        "field: WORK_SAFETY,",
                        "repair",
                        "repair"),
                change(
                        "the audit office hears no more of a public body",
                        "tables/notices.yaml",
                        "  - {about: UNIT, code: AUDIT_OFFICE, recipient: AUDIT_OFFICE, figure: persons/notified/public-bodies, source: laiwu-2020-19/9}\n",
                        "",
                        "referral",
                        "persons"),
                change(
                        "a ban of any length prolongs the publicity of a minor record",
                        "tables/publicity.yaml",
                        "longest: publicity/samr-45/minor/period, banOver: publicity/samr-45/other/max,",
                        "longest: publicity/samr-45/minor/period,",
                        "shown",
                        "publicity"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachIsAnEditOfARuleFileThatCasesFind(Change change) throws IOException {
        SecondReading changed = reading(change, null);

        ReplayReport report = Replay.run(
                CASES.resolve(change.cases()), examples -> examples == null ? changed : reading(change, examples));

        assertThat(report.results().stream().flatMap(result -> result.differences().stream()))
                .anySatisfy(difference -> assertThat(difference).contains(" → " + change.concerned() + " "));
    }

    private static SecondReading reading(@Nullable Change change, @Nullable String examples) {
        return SecondReading.of(RulePackReader.read(files(change), examples));
    }

    private static PackFiles files(@Nullable Change change) {
        Map<String, byte[]> files = new TreeMap<>(SHIPPED.files());
        if (change != null) {
            for (Edit edit : change.edits()) {
                String text = new String(Objects.requireNonNull(files.get(edit.file())), StandardCharsets.UTF_8);
                assertThat(text).as(change.what()).containsOnlyOnce(edit.old());
                files.put(edit.file(), text.replace(edit.old(), edit.text()).getBytes(StandardCharsets.UTF_8));
            }
        }
        return PackFiles.of(files);
    }
}
