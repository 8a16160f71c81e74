package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.decision.Conclusion.Mark;
import supervision.decision.FigureUsed;
import supervision.dossier.Instruments;
import supervision.dossier.Vocabulary;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.facts.Entity;
import supervision.faults.SmallPack;
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
            import supervision.dossier.Told.Objection

            rule "示例"
              @en("an example")
              @source("laiwu-2020-19/7")
              @effectiveFrom("2020-01-01")
            when
              $p : Objection(%s)
            then
              insert(new Mark($p.of(), null));
            end
            """;

    private static final String ELEMENTS = """
            package rules

            import supervision.decision.Conclusion.Mark
            import supervision.dossier.Told.ListEntry
            import supervision.dossier.Told.RegisterEntry

            rule "示例"
              @en("an example")
              @source("laiwu-2020-19/7")
              @effectiveFrom("2020-01-01")
            when
              $p : ListEntry($list : list, $expiresOn : expiresOn)
              %s
            then
              insert(new Mark($p.id(), null));
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

    @ParameterizedTest
    @MethodSource
    void acceptedElementsAreAccepted(String element) {
        assertThat(problemsOf(ELEMENTS.formatted(element))).isEmpty();
    }

    static Stream<String> acceptedElementsAreAccepted() {
        return block("accepted-elements");
    }

    /** What the document shows has to work, in the engine too. */
    @Test
    void theEngineCompilesAllAcceptedExamples() {
        SortedMap<String, byte[]> files = withoutRules();
        List<String> texts = Stream.concat(
                        block("accepted").map(FILE::formatted),
                        block("accepted-elements").map(ELEMENTS::formatted))
                .toList();
        for (int i = 0; i < texts.size(); i++) {
            files.put("drl/example-" + i + ".drl", bytes(texts.get(i).replace("示例", "示例" + i)));
        }
        RulePack pack = RulePackReader.read(PackFiles.of(files), null);

        assertThat(DecisionEngine.compile(pack).pack().rules()).hasSize(texts.size());
    }

    /** The whole example: the row of the highest rank decides, and the finding cites the row and lists its number. */
    @Test
    void theWholeExampleDecidesACase() {
        SortedMap<String, byte[]> files = withoutRules();
        files.put("drl/example.drl", bytes(String.join("\n", block("drl").toList())));
        files.put("tables/care.yaml", bytes(String.join("\n", block("yaml").toList())));
        DecisionEngine engine = DecisionEngine.compile(RulePackReader.read(PackFiles.of(files), "default"));
        Case asked = new Case(
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

        assertThat(engine.decide(asked).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("列明决定性的看管要求");
            assertThat(finding.concludes()).isEqualTo(new Mark("现场核查", null));
            assertThat(finding.evidence()).containsExactly("entity");
            assertThat(finding.parameters()).extracting(FigureUsed::id).containsExactly("list/standard/consultation");
        });
    }

    private static SortedMap<String, byte[]> withoutRules() {
        SortedMap<String, byte[]> files = new TreeMap<>(SmallPack.files().files());
        files.keySet().removeIf(path -> path.endsWith(".drl"));
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource
    void refusedElementsAreRefusedAsSaid(String example) {
        String[] parts = example.split("=>", 2);

        assertThat(problemsOf(ELEMENTS.formatted(parts[0].strip()))).anySatisfy(problem -> {
            assertThat(problem.problem().en() + "; " + problem.remedy().en()).contains(parts[1].strip());
            assertThat(problem.line()).isEqualTo(13);
            assertThat(problem.column()).isGreaterThan(2);
        });
    }

    static Stream<String> refusedElementsAreRefusedAsSaid() {
        return block("refused-elements");
    }

    @ParameterizedTest
    @MethodSource
    void refusedExamplesAreRefusedAsSaid(String example) {
        String[] parts = example.split("=>", 2);

        assertThat(problems(parts[0].strip())).anySatisfy(problem -> {
            assertThat(problem.problem().en() + "; " + problem.remedy().en()).contains(parts[1].strip());
            assertThat(problem.line()).isEqualTo(11);
            assertThat(problem.column()).isGreaterThan(17);
        });
    }

    static Stream<String> refusedExamplesAreRefusedAsSaid() {
        return block("refused");
    }

    @Test
    void everyQuestionIsDescribed() {
        SoftAssertions.assertSoftly(all -> {
            for (Map.Entry<String, Class<?>> instrument : Instruments.TYPES.entrySet()) {
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
                .matcher(problemsOf(FILE.replace("@en(", "@other(").formatted("needsOtherUnit"))
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
        for (String name : List.of(
                "conditions",
                "element",
                "pattern",
                "part",
                "either",
                "all",
                "single",
                "comparison",
                "operand",
                "consequence",
                "value")) {
            assertThat(production(TEXT, name)).isEqualTo(production(reader, name));
        }
    }

    private static String production(String text, String name) {
        Matcher lines = Pattern.compile("(?m)^(?: \\* )?" + name + " += (.+(?:\n(?: \\*)? +\\|.+)*)$")
                .matcher(text);
        assertThat(lines.find()).as("the production of %s", name).isTrue();
        return lines.group(1).strip().replaceAll("\n(?: \\*)? +", "\n");
    }

    private static Stream<String> block(String name) {
        Matcher block = Pattern.compile("(?m)^```" + name + "\n(.*?)```", Pattern.DOTALL)
                .matcher(TEXT);
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
