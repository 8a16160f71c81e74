package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.kie.api.definition.rule.Rule;
import supervision.BothLanguages;
import supervision.dossier.Vocabulary;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;

/** Nothing is declared under a name that the engine has itself: it stops at such a type without a file or a line. */
class TakenNamesTest {

    /** What it imports into every package: it says "Wrong redeclaration". */
    @Test
    void namesThatTheEngineImportsAreRefused() throws IOException, URISyntaxException {
        List<String> names = new ArrayList<>();
        try (JarFile jar = new JarFile(Path.of(Rule.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("org/kie/api/definition/(rule|type)/[A-Za-z]+\\.class"))
                    .forEach(name -> names.add(name.replaceAll(".*/|\\.class", "")));
        }

        assertThat(names).hasSizeGreaterThan(20).allMatch(TakenNamesTest::isRefused);
    }

    /** Its model's, those of java.lang, and the names of what this program gives it. */
    @Test
    void namesThatTheEnginesJavaUsesAreRefused() {
        assertThat(List.of(
                        "D",
                        "LocalDate",
                        "Object",
                        "String",
                        "Process",
                        "Package",
                        "Record",
                        Conclusions.class.getSimpleName(),
                        RowTables.class.getSimpleName(),
                        "Today",
                        "Figures",
                        "Counts",
                        "Days",
                        "Ranks"))
                .allMatch(TakenNamesTest::isRefused);
        assertThat(isRefused("Ordinary")).isFalse();
    }

    /** To the engine what one file imports is imported by all. */
    @Test
    void oneNameMeansOneTypeInAllFiles() {
        String text = "package rules\nimport supervision.%s.Entity\n";
        List<PackProblem> problems = Vocabulary.check(RuleFile.of(
                new TreeMap<>(Map.of(
                        "drl/a.drl", text.formatted("facts"),
                        "drl/b.drl", text.formatted("dossier.Told"),
                        "drl/c.drl", text.formatted("facts"))),
                new ArrayList<>()));

        assertThat(BothLanguages.whole(problems))
                .singleElement()
                .satisfies(
                        problem -> assertThat(BothLanguages.english(problem))
                                .startsWith(
                                        "drl/b.drl:2:8: `supervision.dossier.Told.Entity` is `supervision.facts.Entity` in another"));
    }

    private static boolean isRefused(String name) {
        String text = "package rules\ndeclare " + name
                + " @zh(\"一\") @en(\"one\")\n  word : String @zh(\"词\") @en(\"word\")\nend\n";
        List<PackProblem> problems = new ArrayList<>();
        List<RuleFile> files = RuleFile.of(Map.of("drl/a.drl", text), problems);
        problems.addAll(Vocabulary.check(files));
        return problems.stream()
                .anyMatch(
                        problem -> problem.line() == 2 && problem.problem().en().contains(name));
    }
}
