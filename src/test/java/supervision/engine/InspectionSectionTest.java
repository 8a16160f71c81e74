package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Tier;
import supervision.facts.BasisLevel;
import supervision.facts.Case;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.ListEntry;

class InspectionSectionTest {

    private static final Fact GOOD_TAXPAYER = new Evaluation("tax", "A", "莱芜区税务局", LocalDate.of(2026, 4, 20), null);

    private static final Fact ON_A_LIST = new ListEntry(
            "wage-arrears",
            "莱人社列字〔2026〕1号",
            "莱芜区人力资源社会保障局",
            BasisLevel.ADMIN_REGULATION,
            LocalDate.of(2026, 1, 15),
            null,
            null,
            null,
            null,
            null,
            Set.of(),
            null,
            null,
            null,
            Set.of());

    private static Decision decide(Fact... facts) {
        return Engines.with("lindian-2024")
                .decide(new Case("91370116MAX0000157", List.of(facts), LocalDate.of(2026, 6, 1), Instant.EPOCH));
    }

    @Test
    void aSectorGradeGovernsInItsField() {
        assertThat(decide(GOOD_TAXPAYER).inspection())
                .extracting(Decision.Inspection::area, Decision.Inspection::tier, Decision.Inspection::ratio)
                .containsExactly(tuple("ALL", Tier.ROUTINE, "0.05..0.20"), tuple("TAX", Tier.PREFERENTIAL, "0..0.05"));
    }

    @Test
    void anEntryInAListReachesIntoTheFieldOfASectorGrade() {
        Decision decision = decide(GOOD_TAXPAYER, ON_A_LIST);

        assertThat(decision.inspection())
                .extracting(Decision.Inspection::area, Decision.Inspection::tier, Decision.Inspection::ratio)
                .containsExactly(tuple("ALL", Tier.STRICT, "0.61..1.00"), tuple("TAX", Tier.STRICT, "0.61..1.00"));
        assertThat(decision.inspection().get(1).findings())
                .as("rests on the entry, not on the grade")
                .extracting(at -> decision.findings().get(at))
                .allSatisfy(finding -> assertThat(finding.evidence()).containsExactly(ON_A_LIST.id()))
                .extracting(finding -> finding.concludes().getClass().getSimpleName())
                .containsExactlyInAnyOrder(
                        Conclusion.TierSet.class.getSimpleName(), Conclusion.InspectionRate.class.getSimpleName());
    }
}
