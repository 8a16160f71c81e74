package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import supervision.language.Condition;
import supervision.language.Pattern;
import supervision.language.Place;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RuleFile;

/** How rule files are laid out: a person reads one condition after the other. */
class RuleFormatTest {

    private static final int LONGEST_LINE = 160;

    /** Of files that join, negate, count or declare: those of one pattern a rule are written anew as their families move. */
    @Test
    void aLineHoldsOneConditionAndIsNotLong() {
        Map<String, String> texts = PackFiles.ofDirectory(Path.of("rules")).drl();
        List<RuleFile> files = RuleFile.of(texts, new ArrayList<>());

        assertThat(files).hasSizeGreaterThan(10);
        assertThat(files.stream()
                        .filter(RuleFormatTest::isOfLanguageTwo)
                        .flatMap(file -> Stream.concat(
                                crowdedLines(file), longLines(file.path(), texts.getOrDefault(file.path(), "")))))
                .isEmpty();
    }

    /** That the test above would see it. */
    @Test
    void whatIsCrowdedOrLongIsSeen() {
        String text = """
                package rules

                import supervision.decision.Conclusion.Mark
                import supervision.dossier.Prepared.ListingHeld

                rule "%s"
                when
                  $p : ListingHeld(
                    publicBody == false, stateOwned,
                    $l : list)
                  not ListingHeld(
                    list == $l,
                    stateOwned)
                  exists ListingHeld($l == list, publicBody)
                then
                  insert(new Mark($p.of(), "%s"));
                end
                """.formatted("长".repeat(200), "长".repeat(200));
        RuleFile file = RuleFile.of(Map.of("a.drl", text), new ArrayList<>()).get(0);

        assertThat(crowdedLines(file)).containsExactly("a.drl:9", "a.drl:14");
        assertThat(longLines("a.drl", text)).containsExactly("a.drl:16");
        assertThat(isOfLanguageTwo(file)).isTrue();
    }

    /** Names and annotations are sentences, which nobody breaks. */
    private static Stream<String> longLines(String path, String text) {
        List<String> lines = text.lines().toList();
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                .filter(i -> lines.get(i).length() > LONGEST_LINE)
                .filter(i -> !lines.get(i).strip().matches("(rule \"|@).*"))
                .map(i -> path + ":" + (i + 1));
    }

    private static boolean isOfLanguageTwo(RuleFile file) {
        return !file.declarations().isEmpty()
                || file.rules().stream()
                        .flatMap(rule -> rule.when().stream())
                        .anyMatch(pattern ->
                                !pattern.isGround() || !pattern.bindings().isEmpty());
    }

    private static Stream<String> crowdedLines(RuleFile file) {
        return file.rules().stream()
                .flatMap(rule -> rule.when().stream())
                .flatMap(pattern -> {
                    Set<Integer> seen = new HashSet<>();
                    return parts(pattern).map(Place::line).filter(line -> !seen.add(line));
                })
                .distinct()
                .map(line -> file.path() + ":" + line);
    }

    private static Stream<Place> parts(Pattern pattern) {
        return Stream.concat(
                pattern.bindings().stream().map(Pattern.Binding::place),
                pattern.conditions().stream().map(Condition::place));
    }
}
