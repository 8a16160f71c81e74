package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import supervision.rulepack.RulePackException;

/** An engine that stops by itself at a rule that got past every look at it before. */
class RuleCompilerTest {

    private static final String HEADER = """
            package rules

            import supervision.decision.Conclusion.Mark
            import supervision.dossier.Told.Objection

            """;

    private static String rule(String name, String condition) {
        return """
                rule "%s"
                when
                  $p : Objection(%s)
                then
                  insert(new Mark($p.of(), null));
                end

                """.formatted(name, condition);
    }

    /** Its parser knows {@code record} as a word of Java and throws an {@code AssertionError}, assertions on or off. */
    @Test
    void aRuleThatStopsTheEngineIsRefusedWithFileAndLine() {
        SortedMap<String, String> drl = new TreeMap<>();
        drl.put("drl/a.drl", HEADER + rule("有处罚", "needsOtherUnit"));
        drl.put("drl/b.drl", HEADER + rule("不简易", "!needsOtherUnit") + rule("记录", "record in (\"a\", \"b\")"));

        RuleSources.Part second = RuleSources.of(drl).files().get(1);

        assertThatThrownBy(() -> RuleCompiler.compile(second, getClass().getClassLoader()))
                .isInstanceOfSatisfying(
                        RulePackException.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.file()).isEqualTo("drl/b.drl");
                                    assertThat(problem.line()).isEqualTo(13);
                                    assertThat(problem.problem().en()).contains("`记录`", "stops the engine");
                                }));
    }
}
