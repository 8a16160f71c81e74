package supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.dossier.Vocabulary;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;

/**
 * Rule files that try to do harm, one an attack, each named for what it tries. All of them are refused by those who read
 * rules; nothing here compiles anything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRulesTest {

    private static final Path FOLDER = Path.of("src/test/resources/hostile");
    private static final String AT = "drl/hostile/";

    private final List<PackProblem> problems = new ArrayList<>();

    /** All at once: reading a pack for each takes its time, and a problem names its file. */
    @BeforeAll
    void read() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String[] row : index()) {
            texts.put(AT + row[0] + ".drl", Files.readString(FOLDER.resolve(row[0] + ".drl")));
        }
        problems.addAll(problemsWith(texts));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefusedWithPlaceAndProblem(String name, String place, String problem) {
        assertThat(problems)
                .filteredOn(found -> found.file().equals(AT + name + ".drl"))
                .anySatisfy(found -> {
                    assertThat(found.line() + ":" + found.column()).isEqualTo(place);
                    assertThat(found.problem().en()).contains(problem);
                });
    }

    static Stream<Arguments> isRefusedWithPlaceAndProblem() throws IOException {
        return index().stream().map(row -> arguments(row[0], row[1], row[2]));
    }

    @Test
    void allOfThemAreToldInBothLanguages() {
        assertThat(BothLanguages.whole(problems)).hasSizeGreaterThan(200);
    }

    @Test
    void eachFileIsInTheIndex() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".drl"))
                            .map(name -> name.replace(".drl", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            new TreeSet<>(index().stream().map(row -> row[0]).toList()))
                    .hasSizeGreaterThan(200);
        }
    }

    /** The attacks are nothing but the attack: without it the file they all vary is accepted. */
    @Test
    void theFileThatTheyVaryIsAccepted() throws IOException {
        String varied = Files.readString(FOLDER.resolve("condition-unknown-component.drl"));
        assertThat(varied).contains("needsOtherUnt ");

        assertThat(problemsWith(Map.of(AT + "x.drl", varied.replace("needsOtherUnt ", "needsOtherUnit "))))
                .isEmpty();
    }

    private static List<PackProblem> problemsWith(Map<String, String> texts) throws IOException {
        Map<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        List<PackProblem> found = new ArrayList<>();
        try {
            RulePackReader.read(PackFiles.of(files), "default");
        } catch (RulePackException refusal) {
            found.addAll(refusal.problems());
        }
        // what the engine asks before it compiles anything
        found.addAll(Vocabulary.check(RuleFile.of(texts, new ArrayList<>())));
        return found;
    }

    private static List<String[]> index() throws IOException {
        return Files.readAllLines(FOLDER.resolve("index.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
    }
}
