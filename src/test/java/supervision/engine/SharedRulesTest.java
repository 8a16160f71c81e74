package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import supervision.facts.Case;
import supervision.facts.Entity;
import supervision.rulepack.RulePack;

class SharedRulesTest {

    private static final Case ASKED = new Case(
            "91370116MAX0000157",
            List.of(new Entity(
                    "测试企业",
                    Entity.Type.ENTERPRISE,
                    "370116",
                    Set.of(),
                    Entity.Ownership.PRIVATE,
                    null,
                    Entity.Status.ACTIVE,
                    null,
                    false,
                    Set.of())),
            LocalDate.of(2026, 6, 1),
            Instant.EPOCH);

    @Test
    void eachEngineUsesTheFiguresOfItsOwnPack() {
        assertThat(Engines.with("lindian-2024")
                        .decide(ASKED)
                        .inspection()
                        .get(0)
                        .ratio())
                .isEqualTo("0.05..0.20");
        assertThat(Engines.with("henan-2021").decide(ASKED).inspection().get(0).ratio())
                .isEqualTo("0.02");
        assertThat(Engines.with(null).decide(ASKED).inspection().get(0).ratio()).isNull();
    }

    @Test
    void otherRulesAreNotShared() {
        DecisionEngine engine = Engines.with(null);
        RulePack pack = engine.pack();
        SortedMap<String, String> drl = new TreeMap<>(pack.drl());
        drl.remove(drl.firstKey());
        RulePack other = new RulePack(
                pack.id(),
                pack.version(),
                pack.title(),
                pack.jurisdiction(),
                pack.modelledFrom(),
                pack.examples(),
                pack.exampleSets(),
                pack.sources(),
                pack.parameters(),
                pack.tables(),
                pack.calendar(),
                pack.labels(),
                pack.rules(),
                pack.declarations(),
                pack.rows(),
                drl,
                pack.fingerprint(),
                pack.files());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.with(other))
                .withMessageContaining("compile the other one");
    }
}
