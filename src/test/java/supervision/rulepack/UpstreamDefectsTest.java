package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two defects of the engine (10.0 to 10.2) that leave out a finding without an error. Each needs rules in two packages and a
 * condition that counts or asks for existence: a pack that has either is refused, file by file, before the engine sees it.
 */
class UpstreamDefectsTest {

    @Test
    void anAccumulateThatSharesItsFirstPatternInASecondPackageIsRefused() throws IOException {
        assertThat(problemsWith("shared-first-pattern"))
                .contains(
                        "drl/a-derives.drl:1: " + WRONG_PACKAGE,
                        "drl/b-counts.drl:3: " + WRONG_PACKAGE,
                        "drl/b-counts.drl:16: rule `加强监管且多次受罚的` holds the number `2`; make it a parameter and ask"
                                + " `figures` for it");
    }

    @Test
    void anExistsOfAFactWithoutAnotherInASecondPackageIsRefused() throws IOException {
        assertThat(problemsWith("exists-in-two-packages"))
                .contains(
                        "drl/a-exists-and.drl:1: " + WRONG_PACKAGE,
                        "drl/a-exists-and.drl:12: rule `有处罚且有禁入的` " + NESTED,
                        "drl/b-exists-and-not.drl:3: " + WRONG_PACKAGE,
                        "drl/b-exists-and-not.drl:14: rule `有处罚而未列入名单的` " + NESTED);
    }

    /** One package alone already holds both defects off; the conditions stay refused all the same. */
    @Test
    void inOnePackageTheConditionsAreRefusedStill() throws IOException {
        for (String folder : List.of("shared-first-pattern", "exists-in-two-packages")) {
            Map<String, byte[]> files = Packs.shipped();
            hostile(folder)
                    .forEach((path, text) -> files.put(
                            path,
                            text.replaceAll("package rules\\.\\w+", "package rules")
                                    .getBytes(UTF_8)));

            assertThat(Packs.problems(files))
                    .isNotEmpty()
                    .noneMatch(problem -> problem.toString().contains("does not start with"))
                    .allMatch(problem -> problem.problem().en().matches("rule .* (uses|holds|calls|has) .*"));
        }
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

    private static final String WRONG_PACKAGE =
            "the file does not start with `package rules`; put all rules into this one"
                    + " package: rules of two packages can silence each other";

    private static final String NESTED =
            "has `(` where a type (`not` and `exists` take one pattern, without brackets, nesting or a variable) belongs;"
                    + " keep to the form: when $x : Fact(component == …, today.…(…)) not Step(of == $x.id)"
                    + " then insert(new <Conclusion>($x.id(), …)); end";

    private static List<String> problemsWith(String folder) throws IOException {
        Map<String, byte[]> files = Packs.shipped();
        hostile(folder).forEach((path, text) -> files.put(path, text.getBytes(UTF_8)));
        return Packs.problems(files).stream().map(Packs::withoutColumn).toList();
    }

    private static Map<String, String> hostile(String folder) throws IOException {
        Map<String, String> files = new java.util.TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("src/test/resources/hostile-packs", folder))) {
            for (Path path : paths.toList()) {
                files.put("drl/" + path.getFileName(), Files.readString(path));
            }
        }
        return files;
    }
}
