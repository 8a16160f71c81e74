package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import supervision.faults.Parts;
import supervision.faults.SmallPack;
import supervision.intake.CreditCodes;
import supervision.intake.FactJson;
import supervision.rulepack.PackFiles;

/** A rule that fails for one entity: the list has all others, and says whose duties it lacks. */
class DutyListTest {

    private static final String FAILS = """
            package rules

            import supervision.decision.Conclusion.TierSet
            import supervision.dossier.Told.Penalty

            rule "没有先问有没有对应"
              @en("asks for a mapping that there is not")
              @source("ndrc-2025-36/classes")
              @effectiveFrom("2026-04-01")
            when
              $p : Penalty()
            then
              insert(new TierSet("ALL", figures.tier("grade/tiers/national", "没有的等级"), false));
            end
            """;

    @Test
    void anEntityThatCannotBeDecidedIsNamedAndFailsNoList() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC);
        Map<String, byte[]> files = new TreeMap<>(SmallPack.files().files());
        files.put("drl/publicity/fails.drl", FAILS.getBytes(StandardCharsets.UTF_8));
        RulesInForce rules = new RulesInForce(() -> PackFiles.of(files), null);
        try (Parts parts = new Parts("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", clock);
                DutyList list = new DutyList(new DecideCase(parts.ledger, rules, clock), parts.ledger, rules)) {
            record(parts, 1, "{\"kind\": \"penalty\", %s, \"decidedOn\": \"2026-10-01\", \"kinds\": [\"FINE\"]}");
            record(
                    parts,
                    2,
                    "{\"kind\": \"abnormalEntry\", %s, \"reason\": \"UNREACHABLE\", \"enteredOn\": \"2026-10-01\"}");

            DutyList.Listed listed = list.list(null, null, null, 100);

            assertThat(listed.entities()).isEqualTo(2);
            assertThat(listed.undecided()).singleElement().satisfies(undecided -> {
                assertThat(undecided.code()).isEqualTo(CreditCodes.of(1));
                assertThat(undecided.problem()).contains("grade/tiers/national");
            });
        }
    }

    private static void record(Parts parts, int number, String fact) {
        String code = CreditCodes.of(number);
        String named = "\"subject\": \"%s\", \"authority\": \"某局\", \"number\": \"1号\"".formatted(code);
        parts.ledger.append(Parts.opening("x"), List.of(FactJson.read(fact.formatted(named), "", 0)));
    }
}
