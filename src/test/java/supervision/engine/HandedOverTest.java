package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the language says and the engine does not compile as it is written, in a condition on a second element. */
class HandedOverTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "$urgent ~ $urgent == true",
                "!$urgent ~ !($urgent == true)",
                "(summary || $urgent) ~ summary || $urgent == true",
                "!days.before(decidedOn, $since) ~ days.before(decidedOn, $since) == false",
                "!(today.before(decidedOn)) ~ today.before(decidedOn) == false",
                "today.past($last) ~ today.past(((java.time.LocalDate) $last))",
                "decidedOn == $last ~ decidedOn == ((java.time.LocalDate) $last)",
                "!days.before($last, $since) ~ days.before(((java.time.LocalDate) $last), $since) == false",
            })
    void isHandedOverInOtherWordsAndCompiles(String condition, String handedOver) {
        SortedMap<String, String> drl = new TreeMap<>(Map.of("drl/a.drl", """
                package rules

                import supervision.decision.Conclusion.Mark

                declare Held @zh("已处罚") @en("held")
                  of : String @zh("记录") @en("record")
                  summary : boolean @zh("简易程序") @en("summary procedure")
                  decidedOn : LocalDate @zh("决定日") @en("day of the decision")
                end

                declare Question @zh("已询问") @en("asked")
                  urgent : boolean @zh("紧急") @en("urgent")
                  since : LocalDate @zh("起始日") @en("since")
                end

                rule "已处罚"
                  @en("penalty held")
                  @source("penalty-law/art-37")
                  @effectiveFrom("2021-07-15")
                when
                  Question($urgent : urgent, $since : since)
                  accumulate(Question($day : since); $last : max($day))
                  Held($of : of, decidedOn == $since, %s)
                then
                  insert(new Mark($of, today.later($last, $since)));
                end
                """.formatted(condition)));
        RuleSources sources = RuleSources.of(drl);

        assertThat(sources.files().get(0).text())
                .contains(handedOver + ")")
                // with two results the engine matches where nothing is there, and the extreme is null
                .contains("; $last != null)")
                .contains("today.later(((java.time.LocalDate) $last), $since)");
        assertThat(RuleCompiler.compile(drl, sources)).hasSize(2);
    }
}
