package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.facts.Case;
import supervision.facts.Commitment;
import supervision.facts.Display;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.NotReported;
import supervision.facts.RelatedRecord;
import supervision.facts.VoluntaryInfo;

/** What an entity says of its own accord, and the class of its risk, are a ground for nothing against it. */
@Tag("scaled")
class NeverHeldAgainstTest {

    private static final int CASES = Effort.of(300, 20_000);

    /** What may follow from a risk class: supervision, and questions to a person. */
    private static final Set<Class<? extends Conclusion>> SUPERVISION = Set.of(
            Conclusion.GradeMapped.class,
            Conclusion.TierSet.class,
            Conclusion.InspectionRate.class,
            Conclusion.InspectionFloor.class,
            Conclusion.InspectionCap.class,
            Conclusion.InspectionTimes.class,
            Conclusion.InspectionFocus.class,
            Conclusion.Mark.class,
            Conclusion.Referral.class,
            Conclusion.Shared.class);

    /** With figures set, so that whatever can follow does. */
    private final DecisionEngine engine = Engines.assuming(Map.of(
            "commitment/allowed/food-business-permit", "true",
            "commitment/allowed/elderly-care-filing", "true",
            "commitment/completion-period", "10",
            "repair/rectification-period", "P3M",
            "grade/expiry", "P1Y",
            "inspection/annual-cap", "1"));

    /** Laiwu opinion 1.3 and 5: noted, never adverse. Without them every other finding is the same. */
    @Test
    void whatIsSaidOfOnesOwnAccordChangesNothingElse() {
        int looked = 0;
        for (Case asked : cases(1)) {
            Set<String> voluntary = ids(asked, NeverHeldAgainstTest::voluntary);
            if (voluntary.isEmpty()) {
                continue;
            }
            looked++;
            List<Finding> about = new ArrayList<>();
            List<Finding> others = new ArrayList<>();
            for (Finding finding : engine.evaluate(asked).findings()) {
                (finding.evidence().stream().anyMatch(voluntary::contains) ? about : others).add(finding);
            }
            List<Fact> rest = without(asked, NeverHeldAgainstTest::voluntary);

            assertThat(about)
                    .as(Answers.told(asked))
                    .filteredOn(finding -> !isAboutAnObjection(finding))
                    .allMatch(finding -> finding.concludes() instanceof Conclusion.Mark
                            || finding.concludes() instanceof Conclusion.Shared);
            if (!rest.isEmpty()) {
                assertThat(engine.evaluate(with(asked, rest)).findings().stream()
                                .filter(finding -> !isAboutAnObjection(finding))
                                .toList())
                        .as(Answers.told(asked))
                        .isEqualTo(others.stream()
                                .filter(finding -> !isAboutAnObjection(finding))
                                .toList());
            }
        }
        assertThat(looked).as("cases looked at").isGreaterThan(CASES / 10);
    }

    /** Shandong 2020: no evaluation, no ground for punishment. Without a risk class everything but supervision is the same. */
    @Test
    void aRiskClassIsNoGroundForPunishment() {
        int looked = 0;
        for (Case asked : cases(2)) {
            Set<String> classes = ids(asked, NeverHeldAgainstTest::riskClass);
            List<Fact> rest = without(asked, NeverHeldAgainstTest::riskClass);
            if (classes.isEmpty() || rest.isEmpty()) {
                continue;
            }
            looked++;
            List<Finding> findings = engine.evaluate(asked).findings();

            assertThat(findings)
                    .as(Answers.told(asked))
                    .filteredOn(finding -> finding.evidence().stream().anyMatch(classes::contains))
                    // whoever objects to a class gets an answer
                    .filteredOn(finding -> !isAboutAnObjection(finding))
                    .allMatch(
                            finding -> SUPERVISION.contains(finding.concludes().getClass()));
            assertThat(beyondSupervision(findings))
                    .as(Answers.told(asked))
                    .isEqualTo(
                            beyondSupervision(engine.evaluate(with(asked, rest)).findings()));
        }
        assertThat(looked).as("cases looked at").isGreaterThan(CASES / 10);
    }

    /** With figures that the shipped pack leaves to the district, the days on which answers turn are exact too. */
    @Test
    void answersWithTheDistrictsFiguresChangeOnTheDayThatTheyName() {
        RandomCases cases = new RandomCases(engine.pack(), RandomCases.seed(NeverHeldAgainstTest.class) + 3);
        int changes = 0;
        for (int i = 0; i < Effort.of(40, 1000); i++) {
            Case asked = cases.next(8);
            LocalDate until = engine.decide(asked).validUntil();
            List<Finding> today = engine.evaluate(asked).findings();
            LocalDate changed = null;
            for (LocalDate day = asked.asOf().plusDays(1);
                    changed == null && day.isBefore(asked.asOf().plusDays(500));
                    day = day.plusDays(1)) {
                if (!engine.evaluate(asked.on(day)).findings().equals(today)) {
                    changed = day;
                }
            }
            if (changed != null || (until != null && until.isBefore(asked.asOf().plusDays(500)))) {
                assertThat(until).as(Answers.told(asked)).isEqualTo(changed);
                changes++;
            }
        }
        assertThat(changes).as("changes looked at").isGreaterThan(20);
    }

    private List<Case> cases(int salt) {
        RandomCases random = new RandomCases(engine.pack(), RandomCases.seed(NeverHeldAgainstTest.class) + salt);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Case asked = random.next(10);
            // gaps, and what was seen on show, may be about any record, and concern whoever keeps or shows it; records
            // of
            // another entity come in under its own name
            List<Fact> told = without(asked, NeverHeldAgainstTest::aboutOthers);
            cases.add(told.isEmpty() ? asked : with(asked, told));
        }
        return cases;
    }

    private static boolean aboutOthers(Fact fact) {
        return fact instanceof NotReported || fact instanceof Display || fact instanceof RelatedRecord;
    }

    private static boolean voluntary(Fact fact) {
        return fact instanceof VoluntaryInfo
                || fact instanceof Commitment commitment
                        && (commitment.type() == Commitment.Type.VOLUNTARY
                                || commitment.type() == Commitment.Type.SELF_REGULATION);
    }

    private static boolean riskClass(Fact fact) {
        return fact instanceof Evaluation evaluation
                && (evaluation.scheme().equals("samr-risk")
                        || evaluation.scheme().equals("food-risk"));
    }

    /** An objection against a record is about whoever keeps it. */
    private static boolean isAboutAnObjection(Finding finding) {
        return finding.evidence().stream().anyMatch(id -> id.startsWith("objection/") || id.startsWith("repairCase/"));
    }

    private static Set<String> ids(Case asked, Predicate<Fact> wanted) {
        return asked.facts().stream().filter(wanted).map(Fact::id).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Fact> without(Case asked, Predicate<Fact> unwanted) {
        return asked.facts().stream().filter(unwanted.negate()).toList();
    }

    private static Case with(Case asked, List<Fact> facts) {
        return new Case(asked.code(), facts, asked.asOf(), Instant.EPOCH);
    }

    private static List<Finding> beyondSupervision(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !SUPERVISION.contains(finding.concludes().getClass()))
                .filter(finding -> !isAboutAnObjection(finding))
                .toList();
    }
}
