package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.RandomCases;
import supervision.casework.Crosscheck.Outcome;
import supervision.decision.Decision;
import supervision.dossier.Decider;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.rulepack.RulePack;

/** A share of decisions is made twice, and one that comes out in two ways is not given out. */
class CrosscheckTest {

    private final DecisionEngine engine = Engines.shipped();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Case> cases = cases();

    private List<Case> cases() {
        RandomCases random = new RandomCases(engine.pack(), RandomCases.seed(CrosscheckTest.class));
        return Stream.generate(() -> random.next(6)).limit(60).toList();
    }

    private double counted(String name) {
        return meters.get("supervision.readings." + name).counter().count();
    }

    @Test
    void whereBothAgreeTheDecisionGoesOutAsItIs() {
        Crosscheck all = new Crosscheck(1, DecisionEngine::reading, meters);

        for (Case asked : cases) {
            assertThat(all.decide(asked, engine)).isEqualTo(new Outcome(engine.decide(asked), "same"));
        }
        assertThat(counted("compared")).isEqualTo(cases.size());
        assertThat(counted("differing")).isZero();
    }

    @Test
    void theShareIsKeptAndTheSameQuestionHasTheSameLot() {
        List<Boolean> none = compared(0);
        List<Boolean> half = compared(0.5);

        assertThat(none).containsOnly(false);
        assertThat(half).isEqualTo(compared(0.5));
        assertThat(half.stream().filter(was -> was).count()).isBetween(15L, 45L);
        // a larger share has all that a smaller one has
        List<Boolean> more = compared(0.8);
        for (int at = 0; at < cases.size(); at++) {
            assertThat(more.get(at) || !half.get(at)).isTrue();
        }
        assertThat(compared(1)).containsOnly(true);
    }

    private List<Boolean> compared(double share) {
        Crosscheck crosscheck = new Crosscheck(share, DecisionEngine::reading, meters);
        return cases.stream()
                .map(asked -> crosscheck.decide(asked, engine).compared() != null)
                .toList();
    }

    @Test
    void whereTheyDifferNeitherIsGivenOut() {
        Crosscheck all = new Crosscheck(1, MisreadingReader::misread, meters);
        int differing = 0;
        for (Case asked : cases) {
            Decision decision = engine.decide(asked);
            boolean usesIt = decision.findings().stream()
                    .flatMap(finding -> finding.parameters().stream())
                    .anyMatch(figure -> figure.id().equals("inspection/ratio/strict"));
            Outcome outcome = all.decide(asked, engine);
            if (usesIt) {
                differing++;
                assertThat(outcome.compared())
                        .startsWith("differs: engine alone: ")
                        .contains("; second reading alone: ", " ×")
                        .doesNotContain("\n");
                assertOpen(outcome.decision(), decision);
            } else {
                assertThat(outcome).isEqualTo(new Outcome(decision, "same"));
            }
        }
        assertThat(differing).isBetween(1, cases.size() - 1);
        assertThat(counted("compared")).isEqualTo(cases.size());
        assertThat(counted("differing")).isEqualTo(differing);
    }

    @Test
    void aSecondReadingThatFailsCountsAsADifferenceAndQuotesNoRecord() {
        Case asked = cases.get(0);
        Crosscheck all = new Crosscheck(1, used -> new Failing(used.pack()), meters);

        Outcome outcome = all.decide(asked, engine);

        assertThat(outcome.compared()).isEqualTo("failed: java.lang.IllegalStateException");
        assertOpen(outcome.decision(), engine.decide(asked));
        assertThat(counted("differing")).isEqualTo(1);
    }

    /** All lists but two are empty. */
    private void assertOpen(Decision open, Decision decision) {
        assertThat(open.id()).isEqualTo(decision.id());
        assertThat(open.entity()).isEqualTo(decision.entity());
        assertThat(open.disposition()).isEqualTo(Decision.Disposition.REFERRED);
        assertThat(open.validUntil()).isEqualTo(decision.asOf().plusDays(1));
        assertThat(open.referrals())
                .extracting(Decision.Referral::question)
                .containsExactly(engine.pack().label("warning", "READINGS_DIFFER"));
        assertThat(open.warnings()).extracting(Decision.Warning::code).containsExactly("READINGS_DIFFER");
        assertThat(open.warnings().get(0).text().zh()).contains("两次读取规则的结果不一致");
        for (java.lang.reflect.RecordComponent part : Decision.class.getRecordComponents()) {
            if (part.getType() == List.class
                    && !List.of("referrals", "warnings").contains(part.getName())) {
                try {
                    assertThat((List<?>) part.getAccessor().invoke(open))
                            .as(part.getName())
                            .isEmpty();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private record Failing(RulePack pack) implements Decider {

        @Override
        public Decision decide(Case asked) {
            throw new IllegalStateException("莱芜区示例熟食店");
        }

        @Override
        public Decider with(RulePack sameRules) {
            return new Failing(sameRules);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.01, Double.NaN})
    void aShareIsFromNoneToAll(double share) {
        assertThatThrownBy(() -> new Crosscheck(share, DecisionEngine::reading, meters))
                .hasMessageContaining("supervision.second-reading.share");
    }
}
