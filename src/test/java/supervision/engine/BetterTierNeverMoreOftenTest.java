package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import supervision.RandomCases;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Tier;
import supervision.facts.Case;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.rulepack.Frequency;

/**
 * laiwu-2020-19/6.2: a better tier is never inspected more often, once caps have trimmed and floors have lifted what the figures
 * yield. For every field, with and without a grade of its own, every pair of tiers, and figures of departments drawn in order.
 */
class BetterTierNeverMoreOftenTest {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

    /** A grade of each tier, best first, of the scheme of a field; of the national one elsewhere. */
    private static final Map<String, List<String>> GRADES = Map.of(
            "TAX", List.of("tax", "A", "B", "C", "D"),
            "ENVIRONMENT", List.of("environment", "绿", "蓝", "黄", "黑"),
            "FOOD", List.of("food-risk", "A", "B", "C", "D"),
            "MARKET_REGULATION", List.of("samr-risk", "A", "B", "C", "D"));

    private static final Set<String> FIELDS =
            Engines.with(null).pack().tables().fields().keySet();

    private static final List<String> NATIONAL = List.of("national", "优", "良", "中", "差");

    private int compared;
    private int unlike;

    @Test
    void inEveryFieldForEveryPairOfTiers() {
        Random random = new Random(RandomCases.seed(getClass()));
        for (int round = 0; round < 6; round++) {
            DecisionEngine engine = Engines.assumingMaps(figures(random));
            for (String field : FIELDS) {
                for (List<String> scheme : List.of(NATIONAL, GRADES.getOrDefault(field, NATIONAL))) {
                    List<Decision.Inspection> byTier = IntStream.rangeClosed(1, 4)
                            .mapToObj(grade -> inspection(engine, field, scheme.get(0), scheme.get(grade)))
                            .toList();
                    assertThat(byTier).extracting(Decision.Inspection::tier).containsExactly(Tier.values());
                    compare(byTier, field);
                }
            }
        }
        assertThat(compared).as("comparisons").isGreaterThan(1000);
        assertThat(unlike).as("of which not equal").isGreaterThan(compared / 4);
    }

    private void compare(List<Decision.Inspection> byTier, String field) {
        for (int better = 0; better < byTier.size(); better++) {
            for (int worse = better + 1; worse < byTier.size(); worse++) {
                Decision.Inspection one = byTier.get(better);
                Decision.Inspection other = byTier.get(worse);
                String what = field + " " + one + " / " + other;
                double share = share(one.ratio());
                assertThat(share).as(what).isLessThanOrEqualTo(share(other.ratio()));
                Frequency often = Frequency.of(Objects.requireNonNull(one.effectiveTimesPerYear()));
                Frequency more = Frequency.of(Objects.requireNonNull(other.effectiveTimesPerYear()));
                // as needed is no number; where the better tier has none, neither has the worse
                assertThat(often != null && more != null ? often.compareTo(more) : more == null ? 0 : 1)
                        .as(what)
                        .isNotPositive();
                compared++;
                unlike += share < share(other.ratio()) && !Objects.equals(often, more) ? 1 : 0;
            }
        }
    }

    private static double share(@Nullable String ratio) {
        assertThat(ratio).isNotNull();
        return Double.parseDouble(ratio);
    }

    private static Decision.Inspection inspection(DecisionEngine engine, String field, String scheme, String grade) {
        Entity entity = new Entity(
                "测试企业",
                Entity.Type.ENTERPRISE,
                "370116",
                Set.of(field),
                Entity.Ownership.PRIVATE,
                null,
                Entity.Status.ACTIVE,
                null,
                false,
                Set.of());
        Evaluation evaluation = new Evaluation(scheme, grade, "测试单位", LocalDate.of(2026, 4, 20), null, null);
        List<Decision.Inspection> areas = engine.decide(
                        new Case("91370116MAX0000157", List.<Fact>of(entity, evaluation), DAY, Instant.EPOCH))
                .inspection();
        return areas.stream()
                .filter(area -> area.area().equals(field))
                .findFirst()
                .orElseGet(() -> areas.stream()
                        .filter(area -> area.area().equals(Conclusion.EVERYWHERE))
                        .findFirst()
                        .orElseThrow());
    }

    /** Ratios and frequencies that do not fall from tier to tier, some fields with their own, and caps at random. */
    private static Map<String, Map<String, String>> figures(Random random) {
        List<String> areas = new ArrayList<>(List.of("*"));
        for (String field : FIELDS) {
            if (random.nextInt(3) == 0) {
                areas.add(field);
            }
        }
        Map<String, Map<String, String>> figures = new HashMap<>();
        for (String area : areas) {
            int share = 1;
            int times = random.nextInt(2);
            for (Tier tier : Tier.values()) {
                share += random.nextInt(20);
                times += random.nextInt(3);
                String name = tier.name().toLowerCase(Locale.ROOT);
                put(figures, "inspection/ratio/" + name, area, String.valueOf(share / 100.0));
                put(
                        figures,
                        "inspection/frequency/" + name,
                        area,
                        tier == Tier.STRICT && random.nextInt(3) == 0 ? "as-needed" : String.valueOf(times));
            }
            if (random.nextBoolean()) {
                put(figures, "inspection/annual-cap", area, String.valueOf(random.nextInt(6)));
            }
        }
        if (random.nextBoolean()) {
            put(figures, "inspection/environment-blue-max", "*", "1");
        }
        return figures;
    }

    private static void put(Map<String, Map<String, String>> figures, String id, String area, String value) {
        figures.computeIfAbsent(id, key -> new HashMap<>()).put(area, value);
    }
}
