package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.Effort;
import supervision.RandomCases;
import supervision.casework.CreditReports;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.rulepack.PackFiles;

/** The gate as a whole: a mistake is found by the part that has to find it, and what is well is let through. */
@Tag("scaled")
class GateTest {

    private static final Path FIXTURES = Path.of("fixtures");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private static GateReport check(PackFiles candidate, @Nullable Path cases, @Nullable Register register)
            throws IOException, InterruptedException {
        return Gate.check(
                new Gate.Asked(
                        candidate,
                        "default",
                        Engines.shipped(),
                        cases,
                        register,
                        CreditReports::parts,
                        DAY,
                        DAY.plusDays(30),
                        2),
                (part, done, total) -> {});
    }

    private static Register register() {
        RandomCases drawn = new RandomCases(Engines.shipped().pack(), 1);
        List<Case> entities = List.of(drawn.next(4), drawn.next(4), drawn.next(4));
        return Registers.of(entities);
    }

    /** By form and by analysis each is found in {@link AnalysisTest}; the whole gate is asked about one of them each. */
    static List<SeededMistakes.Mistake> mistakes() {
        List<SeededMistakes.Mistake> some = SeededMistakes.all().stream()
                .filter(mistake -> mistake.part() == Remark.Part.CASES
                        || List.of("missing clause", "swapped tiers").contains(mistake.name()))
                .toList();
        assertThat(some).hasSize(4);
        return Effort.of(some, SeededMistakes.all());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aSeededMistakeIsFoundByTheRightPart(SeededMistakes.Mistake mistake) throws Exception {
        // what the other parts find they find without cases, and those take longest
        boolean byCases = mistake.part() == Remark.Part.CASES;
        GateReport report = check(
                mistake.in(SeededMistakes.shipped()), byCases ? FIXTURES.resolve(mistake.kind()) : null, register());

        assertThat(report.publishable()).isFalse();
        List<Remark> found = report.of(mistake.part()).stream()
                .filter(remark -> remark.severity() == Remark.Severity.ERROR)
                .toList();
        assertThat(found).isNotEmpty();
        if (byCases) {
            assertThat(found).extracting(Remark::kind).contains("FLIPPED");
            assertThat(report.of(Remark.Part.FORM)).extracting(Remark::severity).doesNotContain(Remark.Severity.ERROR);
            assertThat(report.of(Remark.Part.ANALYSIS))
                    .extracting(Remark::severity)
                    .doesNotContain(Remark.Severity.ERROR);
        } else {
            assertThat(found).extracting(Remark::kind).contains(mistake.kind());
            assertThat(found).extracting(Remark::file).contains(mistake.file());
        }
    }

    @Test
    void theShippedPackIsLetThroughAndChangesNothing() throws Exception {
        GateReport report = check(SeededMistakes.shipped(), FIXTURES, register());

        assertThat(report.reasons()).isEmpty();
        assertThat(report.publishable()).isTrue();
        assertThat(report.remarks()).extracting(Remark::severity).doesNotContain(Remark.Severity.ERROR);
        PackChanges changes = Objects.requireNonNull(report.changes());
        assertThat(changes.rules()).isEmpty();
        assertThat(changes.figures()).isEmpty();
        assertThat(changes.files()).isEmpty();
        Impact impact = Objects.requireNonNull(report.impact());
        assertThat(impact.entities()).isEqualTo(3);
        assertThat(impact.affected()).isZero();
        assertThat(report.candidate()).isEqualTo(report.against());
    }

    @Test
    void withoutCasesOrRegisterNothingIsPublishable() throws Exception {
        GateReport blind = check(SeededMistakes.shipped(), null, register());
        assertThat(blind.publishable()).isFalse();
        assertThat(blind.reasons()).singleElement().asString().contains("没有案例目录");

        GateReport unasked = check(SeededMistakes.shipped(), FIXTURES.resolve("objection"), null);
        assertThat(unasked.publishable()).isFalse();
        assertThat(unasked.reasons()).singleElement().asString().contains("没有登记库");
    }

    @Test
    void whatAnEditChangesIsSaidRuleByRuleAndRowByRow() throws Exception {
        SeededMistakes.Mistake boundary = SeededMistakes.all().get(0);
        PackChanges changes = Objects.requireNonNull(
                check(boundary.in(SeededMistakes.shipped()), null, null).changes());

        assertThat(changes.files()).containsExactly(boundary.file());
        assertThat(changes.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.before()).contains("today.reached(");
            assertThat(rule.after()).contains("today.past(");
            assertThat(Objects.requireNonNull(rule.saidBefore()).zh())
                    .contains("认定：")
                    .endsWith("起施行。");
            assertThat(rule.saidAfter()).isNotEqualTo(rule.saidBefore());
            assertThat(rule.file()).isEqualTo(boundary.file());
            assertThat(rule.line()).isPositive();
        });
        assertThat(changes.figures()).isEmpty();
    }
}
