package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.dossier.Figures;
import supervision.dossier.Today;
import supervision.dossier.Vocabulary;
import supervision.engine.DecisionEngine;
import supervision.language.Condition;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/** docs/rule-language.md says what the readers of rules do. */
class RuleLanguageDocumentTest {

    private static final String TEXT = read();

    private static final String FILE = """
            package rules

            import supervision.decision.Conclusion.Mark
            import supervision.dossier.Prepared.PenaltyHeld

            rule "示例"
              @en("an example")
              @source("laiwu-2020-19/7")
              @effectiveFrom("2020-01-01")
            when
              $p : PenaltyHeld(%s)
            then
              insert(new Mark($p.of(), null));
            end
            """;

    @ParameterizedTest
    @MethodSource
    void acceptedExamplesAreAccepted(String condition) {
        assertThat(problems(condition)).isEmpty();
    }

    static Stream<String> acceptedExamplesAreAccepted() {
        return block("accepted");
    }

    /** What the document shows has to work, in the engine too. */
    @Test
    void theEngineCompilesAllAcceptedExamples() {
        SortedMap<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        files.keySet().removeIf(path -> path.endsWith(".drl"));
        List<String> conditions = block("accepted").toList();
        for (int i = 0; i < conditions.size(); i++) {
            files.put(
                    "drl/example-" + i + ".drl",
                    FILE.formatted(conditions.get(i)).replace("示例", "示例" + i).getBytes(StandardCharsets.UTF_8));
        }
        RulePack pack = RulePackReader.read(PackFiles.of(files), null);

        assertThat(DecisionEngine.compile(pack).pack().rules()).hasSize(conditions.size());
    }

    @ParameterizedTest
    @MethodSource
    void refusedExamplesAreRefusedAsSaid(String example) {
        String[] parts = example.split("=>", 2);

        assertThat(problems(parts[0].strip())).anySatisfy(problem -> {
            assertThat(problem.problem().en() + "; " + problem.remedy().en()).contains(parts[1].strip());
            assertThat(problem.line()).isEqualTo(11);
            assertThat(problem.column()).isGreaterThan(19);
        });
    }

    static Stream<String> refusedExamplesAreRefusedAsSaid() {
        return block("refused");
    }

    @Test
    void everyQuestionIsDescribed() {
        SoftAssertions.assertSoftly(all -> {
            for (Map.Entry<String, Class<?>> instrument : Map.<String, Class<?>>of(
                            "today", Today.class, "figures", Figures.class)
                    .entrySet()) {
                for (Method question : instrument.getValue().getDeclaredMethods()) {
                    // what the engine reads after the rules have fired
                    if (Modifier.isPublic(question.getModifiers())
                            && !question.getName().equals("next")) {
                        all.assertThat(TEXT).contains("`" + instrument.getKey() + "." + question.getName() + "(");
                    }
                }
            }
        });
    }

    @Test
    void everyOperatorAndAnnotationIsDescribed() {
        assertThat(Arrays.stream(Condition.Operator.values())
                        .flatMap(operator -> Stream.of(operator.sign().split(" "))))
                .allMatch(sign -> sign.isEmpty() || TEXT.contains("\"" + sign + "\""));
        Matcher known = Pattern.compile("known are \\[([^]]*)]")
                .matcher(problemsOf(FILE.replace("@en(", "@other(").formatted("summary"))
                        .toString());
        assertThat(known.find()).isTrue();
        assertThat(known.group(1).split(", "))
                .hasSizeGreaterThan(4)
                .allSatisfy(annotation -> assertThat(TEXT).contains("`@" + annotation + "`"));
    }

    /** The grammar stands in the reader and in the document: they must not drift apart. */
    @Test
    void theGrammarIsThatOfTheReader() throws IOException {
        String reader = Files.readString(Path.of("src/main/java/supervision/rulepack/DrlForm.java"))
                .replace("&amp;", "&");
        for (String name : List.of("conditions", "pattern", "either", "all", "single", "comparison")) {
            assertThat(production(TEXT, name)).isEqualTo(production(reader, name));
        }
    }

    private static String production(String text, String name) {
        Matcher line = Pattern.compile("(?m)^(?: \\* )?" + name + " += (.+)$").matcher(text);
        assertThat(line.find()).as("the production of %s", name).isTrue();
        return line.group(1).strip();
    }

    private static Stream<String> block(String name) {
        Matcher block =
                Pattern.compile("```" + name + "\n(.*?)```", Pattern.DOTALL).matcher(TEXT);
        assertThat(block.find()).as("examples %s", name).isTrue();
        return block.group(1).lines();
    }

    private static List<PackProblem> problems(String condition) {
        return problemsOf(FILE.formatted(condition));
    }

    private static List<PackProblem> problemsOf(String text) {
        List<PackProblem> problems = new ArrayList<>();
        problems.addAll(Vocabulary.check(RuleFile.of(Map.of("drl/example.drl", text), problems)));
        return problems;
    }

    private static String read() {
        try {
            return Files.readString(Path.of("docs/rule-language.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
