package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Tier;
import supervision.facts.BasisLevel;
import supervision.facts.Case;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.ListEntry;

class InspectionSectionTest {

    private static final Fact GOOD_TAXPAYER =
            new Evaluation("tax", "A", "莱芜区税务局", LocalDate.of(2026, 4, 20), null, null);

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

    @ParameterizedTest
    @CsvSource({
        // what the tier yields, what the authority published, and what is left
        "1, 2, 1",
        "3, 2, 2",
        "3, <2, <2",
        "as-needed, 2, 2",
        "<1, 1, <1",
        "as-needed, , as-needed"
    })
    void theCapTrimsWhatTheTierYields(String times, @Nullable String cap, String effective) {
        Map<String, String> figures =
                new HashMap<>(Map.of("inspection/ratio/routine", "0.05", "inspection/frequency/routine", times));
        if (cap != null) {
            figures.put("inspection/annual-cap", cap);
        }

        Decision.Inspection everywhere = inspection(figures, food()).get(0);

        assertThat(everywhere.area()).isEqualTo("ALL");
        assertThat(everywhere.timesPerYear()).isEqualTo(times);
        assertThat(everywhere.effectiveTimesPerYear()).isEqualTo(effective);
    }

    @Test
    void aStatutoryFloorIsAboveTheCap() {
        List<Decision.Inspection> areas = inspection(
                Map.of(
                        "inspection/ratio/routine", "0.05",
                        "inspection/frequency/routine", "1",
                        "inspection/annual-cap", "0"),
                food());

        assertThat(areas)
                .extracting(Decision.Inspection::area, Decision.Inspection::effectiveTimesPerYear)
                .containsExactly(tuple("ALL", "0"), tuple("FOOD", "<1"));
    }

    @Test
    void whatTheLawOfAFieldSinglesOutIsShownThere() {
        List<Decision.Inspection> areas = inspection(Map.of(), food(Entity.Trait.CENTRAL_KITCHEN));

        assertThat(areas)
                .extracting(Decision.Inspection::area, Decision.Inspection::keyObject, Decision.Inspection::moreOften)
                .containsExactly(tuple("ALL", false, false), tuple("FOOD", true, false));
        assertThat(areas.get(1).effectiveTimesPerYear()).as("no figure is set").isNull();
    }

    @Test
    void whereGradesContradictEachOtherThereIsNoTier() {
        Decision decision = decide(food(), national("优", "国家发展改革委"), national("中", "山东省发展改革委"));

        assertThat(decision.inspection())
                .extracting(Decision.Inspection::area, Decision.Inspection::tier, Decision.Inspection::atLeastOnceEvery)
                .containsExactly(tuple("FOOD", null, "P2Y"));
    }

    private static Evaluation national(String grade, String evaluatedBy) {
        return new Evaluation("national", grade, evaluatedBy, LocalDate.of(2026, 5, 20), null, null);
    }

    private static List<Decision.Inspection> inspection(Map<String, String> figures, Fact... facts) {
        return Engines.assuming(figures)
                .decide(new Case("91370116MAX0000157", List.of(facts), LocalDate.of(2026, 6, 1), Instant.EPOCH))
                .inspection();
    }

    private static Entity food(Entity.Trait... traits) {
        return new Entity(
                "测试企业",
                Entity.Type.ENTERPRISE,
                "370116",
                Set.of("FOOD"),
                Entity.Ownership.PRIVATE,
                null,
                Entity.Status.ACTIVE,
                null,
                false,
                Set.of(traits));
    }
}
