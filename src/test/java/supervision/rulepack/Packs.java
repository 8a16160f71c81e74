package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import supervision.BothLanguages;

/** The pack of this repository, and what becomes of it when somebody edits a file. */
final class Packs {

    private static final Map<String, byte[]> SHIPPED = read();

    private Packs() {}

    static Map<String, byte[]> shipped() {
        return new TreeMap<>(SHIPPED);
    }

    static String text(String path) {
        byte[] bytes = SHIPPED.get(path);
        assertThat(bytes).as("shipped file %s", path).isNotNull();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What is wrong with the pack once a file is added or replaced. */
    static List<PackProblem> problemsWith(String path, String text) {
        Map<String, byte[]> files = shipped();
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return problems(files);
    }

    static List<PackProblem> problems(Map<String, byte[]> files) {
        try {
            RulePackReader.read(PackFiles.of(files), "default");
            return List.of();
        } catch (RulePackException refusal) {
            return BothLanguages.whole(refusal.problems());
        }
    }

    private static Map<String, byte[]> read() {
        return PackFiles.ofDirectory(Path.of("rules")).files();
    }

    /** The English half of a problem, for tests that care for the line alone. */
    static String withoutColumn(PackProblem problem) {
        return BothLanguages.english(
                new PackProblem(problem.file(), problem.line(), problem.problem(), problem.remedy()));
    }
}
