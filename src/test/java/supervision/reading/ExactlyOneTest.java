package supervision.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.JoinedRules;
import supervision.RandomCases;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import supervision.rulepack.RuleText;

/** Over random entities there is exactly one of each step that says so, and where there is not it is told. */
@Tag("scaled")
class ExactlyOneTest {

    private static final int ENTITIES = Effort.of(200, 20_000);

    private static List<ExactlyOne.Violation> violations(RulePack pack) {
        return violations(pack, ENTITIES);
    }

    /** Those of the first entity that has some, of at most so many. */
    private static List<ExactlyOne.Violation> violations(RulePack pack, int entities) {
        SecondReading reading = SecondReading.of(pack);
        RandomCases cases = new RandomCases(pack, RandomCases.seed(ExactlyOneTest.class));
        List<ExactlyOne.Violation> found = new ArrayList<>();
        for (int i = 0; i < entities && found.isEmpty(); i++) {
            Case asked = cases.next(7);
            found.addAll(ExactlyOne.of(reading, reading.scene(asked, Watch.NONE)));
        }
        return found;
    }

    private static RulePack pack(String rules) throws IOException {
        PackFiles files = JoinedRules.files(rules);
        return RulePackReader.read(files, "default");
    }

    @Test
    void theShippedPackKeepsToWhatItsStepsSay() {
        assertThat(violations(Engines.shipped().pack())).isEmpty();
    }

    @Test
    void twoRulesThatConcludeTwoAreFound() throws IOException {
        String one = JoinedRules.RULES.replace("@zh(\"须加大检查的评级\")", "@exactlyOne(\"of\") @zh(\"须加大检查的评级\")");
        assertThat(violations(pack(one))).isEmpty();

        String two = one.replace("rule \"试验二", """
                rule "试验八：黑标企业加大检查"
                  @en("Test 8: a black enterprise is inspected more often")
                  @source("laiwu-2020-19/6.2")
                  @effectiveFrom("2020-01-01")
                when
                  GradeHeld($of : of, $scheme : scheme, grade == "黑")
                  Scheme($area : area, id == $scheme)
                then
                  insert(new Watched($of, $area, Attention.MORE_OFTEN));
                end

                rule "试验二""");
        // few random enterprises are marked black
        assertThat(violations(pack(two), 20 * ENTITIES)).isNotEmpty().allSatisfy(violation -> {
            assertThat(violation.step().name()).isEqualTo("Watched");
            assertThat(violation.key()).containsOnlyKeys("of");
            assertThat(violation.found()).hasSize(2);
            assertThat(violation.rules())
                    .extracting(RuleText::name)
                    .containsExactlyInAnyOrder(JoinedRules.BY_TABLE, "试验八：黑标企业加大检查");
        });
    }
}
