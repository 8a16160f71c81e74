package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import supervision.Told;
import supervision.decision.Decision;
import supervision.facts.Case;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.facts.ListEntry;
import supervision.facts.Reorganisation;
import supervision.facts.RepairCase;

/** A measure of which a person is asked is told as that, with its days, unless something else brings it for certain. */
class MeasuresAskedTest {

    private static final LocalDate DAY = LocalDate.of(2026, 8, 3);

    @Test
    void aMeasureThatIsAskedAboutIsNotInForce() {
        assertThat(honours(entry(1, "2026-02-02"), temporaryRepair())).satisfies(measure -> {
            assertThat(measure.asked()).isTrue();
            assertThat(measure.blocked()).isFalse();
            assertThat(measure.inForce()).isFalse();
            assertThat(measure.from()).isEqualTo("2026-02-02");
            assertThat(measure.until()).isEqualTo("2029-02-03");
        });
    }

    @Test
    void whatAnotherEntryBringsIsInForceForItsOwnTime() {
        assertThat(honours(entry(1, "2026-02-02"), entry(2, "2025-03-03"), temporaryRepair()))
                .satisfies(measure -> {
                    assertThat(measure.asked()).isFalse();
                    assertThat(measure.inForce()).isTrue();
                    assertThat(measure.from()).isEqualTo("2025-03-03");
                    assertThat(measure.until()).isEqualTo("2028-03-04");
                    assertThat(measure.findings()).hasSize(2);
                });
    }

    private static Decision.MeasureApplied honours(Fact... records) {
        Fact entity = Told.fact(
                Entity.class,
                "name",
                "测试企业",
                "type",
                "ENTERPRISE",
                "jurisdiction",
                "370116",
                "ownership",
                "PRIVATE",
                "status",
                "ACTIVE",
                "fullCoverage",
                false);
        Fact plan =
                Told.fact(Reorganisation.class, "court", "济南市莱芜区人民法院", "number", "破3号", "planApprovedOn", "2026-05-20");
        List<Fact> facts =
                Stream.concat(Stream.of(entity, plan), Arrays.stream(records)).toList();
        return Engines.with(null)
                .decide(new Case("91370116MAX0000157", facts, DAY, Instant.parse("2026-11-22T01:00:00Z")))
                .measures()
                .stream()
                .filter(measure -> measure.measure().equals("honours"))
                .findFirst()
                .orElseThrow();
    }

    private static Fact entry(int number, String listedOn) {
        return Told.fact(
                ListEntry.class,
                "list",
                "wage-arrears",
                "number",
                "莱人社名单〔2026〕" + number + "号",
                "identifyingUnit",
                "莱芜区人力资源和社会保障局",
                "basisLevel",
                "DEPARTMENT_RULE",
                "listedOn",
                listedOn);
    }

    private static Fact temporaryRepair() {
        return Told.fact(
                RepairCase.class,
                "number",
                "莱信修〔2026〕95号",
                "target",
                entry(1, "2026-02-02").id(),
                "channel",
                "CREDIT_CHINA",
                "submittedOn",
                "2026-06-01",
                "result",
                "GRANTED",
                "decidedOn",
                "2026-06-10",
                "temporary",
                true);
    }
}
