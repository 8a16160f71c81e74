package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.BothLanguages;
import supervision.Effort;
import supervision.RandomCases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Files as editors, programs and people leave them: each is read as what it is, or refused by its name, never passed over. */
@Tag("scaled")
class HostileFilesTest {

    private static final String TIER = "drl/grade/tier.drl";
    private static final String OPINION = "sources/laiwu-2020-19.yaml";
    private static final String LONGEST = "parameters/publicity/ndrc-36/general/max.yaml";

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (Map.Entry<String, byte[]> file : Packs.shipped().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static String fingerprint(Path folder) {
        return RulePackReader.read(PackFiles.ofDirectory(folder), null).fingerprint();
    }

    private List<PackProblem> problems() {
        try {
            RulePackReader.read(PackFiles.ofDirectory(folder), null);
            return List.of();
        } catch (RulePackException refusal) {
            return BothLanguages.whole(refusal.problems());
        }
    }

    private void write(String path, String text, Charset charset) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.write(folder.resolve(path), text.getBytes(charset));
    }

    /** The first problem is the cause, and names file, line and what to do. */
    private PackProblem refused(String file, int line, String problem) {
        List<PackProblem> problems = problems();
        assertThat(problems).isNotEmpty();
        PackProblem first = problems.get(0);
        assertThat(first.file()).as(first.toString()).isEqualTo(file);
        assertThat(first.line()).as(first.toString()).isEqualTo(line);
        assertThat(first.problem().en()).contains(problem);
        return first;
    }

    @Test
    void whatAnEditorAddsUnseenMakesNoOtherPack() throws IOException {
        String plain = fingerprint(folder);
        for (String path : List.of(OPINION, TIER, "labels.yaml", "pack.yaml")) {
            write(path, "\uFEFF" + Packs.text(path).replace("\n", "\r\n"), StandardCharsets.UTF_8);
        }
        Files.writeString(folder.resolve("drl/README.md"), "about");
        Files.writeString(folder.resolve(".DS_Store"), "\0");
        assertThat(fingerprint(folder)).isEqualTo(plain);
    }

    @ParameterizedTest
    @MethodSource
    void aFileInAnotherCharsetIsRefused(String path, String charset) throws IOException {
        write(path, Packs.text(path), Charset.forName(charset));
        PackProblem problem = refused(path, (int) before(path).lines().count(), "not UTF-8");
        assertThat(problem.remedy().zh()).contains("UTF-8", "GB18030");
    }

    /** The text up to the first character that is no ASCII: what all charsets but UTF-16 write alike. */
    private static String before(String path) {
        String text = Packs.text(path);
        int at = 0;
        while (text.charAt(at) < 0x80) {
            at++;
        }
        return text.substring(0, at + 1);
    }

    static Stream<Arguments> aFileInAnotherCharsetIsRefused() {
        return Stream.of(of(OPINION, "GB18030"), of(TIER, "GBK"), of("labels.yaml", "GB18030"), of(LONGEST, "Big5"));
    }

    @Test
    void utf16IsRefused() throws IOException {
        write(LONGEST, Packs.text(LONGEST), StandardCharsets.UTF_16);
        refused(LONGEST, 1, "not UTF-8");
    }

    @ParameterizedTest
    @MethodSource
    void aFileThatNobodyReadsIsRefused(String path, String text) throws IOException {
        write(path, text, StandardCharsets.UTF_8);
        refused(path, 0, "nobody reads this file");
    }

    static Stream<Arguments> aFileThatNobodyReadsIsRefused() {
        String parameter = Packs.text(LONGEST);
        return Stream.of(
                of("parameters/publicity/ndrc-36/general/max.yml", parameter),
                of("parameter/publicity/x.yaml", parameter),
                of("tables/ban.yaml", "bans: []"),
                of("Tables/bans.yaml", "bans: []"),
                of("rules/drl/x.drl", Packs.text(TIER)),
                of("x.drl", Packs.text(TIER)),
                of("drl/grade/tier.drl.bak", Packs.text(TIER)),
                of("drl/grade/tier.yaml", parameter),
                of("parameters/x.txt", "x"),
                of("label.yaml", "a: b"),
                of("gate/review.yaml", "a: b"),
                of("drl/x", Packs.text(TIER)));
    }

    @Test
    void aMisspeltFolderIsNamedBeforeWhatIsMissingForIt() throws IOException {
        Files.move(folder.resolve("measures"), folder.resolve("measure"));
        refused("measure/catalogue-2021.yaml", 0, "nobody reads this file");
    }

    @Test
    void linksOutOfTheFolderAreRefused(@TempDir Path elsewhere) throws IOException {
        Files.copy(folder.resolve(TIER), elsewhere.resolve("tier.drl"));
        Files.delete(folder.resolve(TIER));
        Files.createSymbolicLink(folder.resolve(TIER), elsewhere.resolve("tier.drl"));
        refused(TIER, 0, "link that leads to no file of the pack");
        Files.delete(folder.resolve(TIER));
        Files.createSymbolicLink(folder.resolve("drl/more"), elsewhere);
        refused("drl/more", 0, "link");
        Files.delete(folder.resolve("drl/more"));
        Files.createSymbolicLink(folder.resolve(TIER), folder.resolve("nowhere.drl"));
        refused(TIER, 0, "link");
    }

    @Test
    void aFolderThatIsGoneOrNoFolderIsRefused() throws IOException {
        Path there = folder;
        folder = there.resolve("gone");
        refused("", 0, "there is no rule pack at");
        folder = there.resolve("pack.yaml");
        refused("", 0, "there is no rule pack at");
        folder = there;
    }

    @Test
    void whatIsTooLargeIsRefusedUnread() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve(OPINION).toFile(), "rw")) {
            file.setLength(800L << 20);
        }
        refused(OPINION, 0, "more than 4 MB");
    }

    @Test
    void aLineWithoutEndIsRefused() throws IOException {
        write(LONGEST, Packs.text(LONGEST) + "note: " + "x".repeat(3 << 20), StandardCharsets.UTF_8);
        refused(LONGEST, (int) Packs.text(LONGEST).lines().count() + 1, "the line has more than 5000 characters");
        write(
                TIER,
                Packs.text(TIER).replace("package rules", "package rules" + " ".repeat(3 << 20)),
                StandardCharsets.UTF_8);
        write(LONGEST, Packs.text(LONGEST), StandardCharsets.UTF_8);
        refused(TIER, 2, "the line has more than 5000 characters");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatLooksLikeSomethingElseIsRefused(String what, String path, String from, String to, String problem)
            throws IOException {
        String text = Packs.text(path);
        assertThat(text).contains(from);
        write(path, text.replaceFirst(java.util.regex.Pattern.quote(from), to), StandardCharsets.UTF_8);
        int line = (int) text.substring(0, text.indexOf(from) + 1).lines().count();
        assertThat(refused(path, line, problem).column()).isPositive();
    }

    static Stream<Arguments> whatLooksLikeSomethingElseIsRefused() {
        return Stream.of(
                of("zero width", OPINION, "clauses:", "clau\u200Bses:", "U+200B ZERO WIDTH SPACE cannot be seen"),
                of("other direction", OPINION, "title: ", "title: \u202E", "U+202E"),
                of("soft hyphen", TIER, "rule \"", "rule \"\u00AD", "U+00AD"),
                of(
                        "Cyrillic",
                        OPINION,
                        "evidence: F1",
                        "evid\u0435nce: F1",
                        "U+0435 CYRILLIC SMALL LETTER IE is of neither"),
                of("Greek", TIER, "rule \"", "rule \"\u039F", "is of neither Chinese nor English"),
                of("private use", OPINION, "title: ", "title: \uE000", "U+E000"),
                of("lost character", OPINION, "title: ", "title: \uFFFD", "stands for one that was lost"),
                of("control", OPINION, "title: ", "title: \u0007", "U+0007"),
                of("line separator", TIER, "rule \"", "rule \"\u2028", "U+2028"),
                of("full width in a key", OPINION, "evidence: F1", "\uFF45vidence: F1", "U+FF45"),
                of("full width in a name", TIER, "rule \"", "rule \"\uFF21", "U+FF21"),
                of("compatibility form in a name", TIER, "rule \"", "rule \"\uF907", "U+F907"),
                of("Latin with a mark in a name", TIER, "rule \"", "rule \"\u00E9", "U+00E9"),
                of("two blanks in a name", TIER, "rule \"", "rule \"  ", "blanks"),
                of("an alias", LONGEST, "unit: period", "unit: *period", "`*period` is an alias"),
                of("a tag", LONGEST, "unit: period", "unit: !!str period", "is a tag"));
    }

    @Test
    void anIdThatLooksLikeAnotherIsRefused() throws IOException {
        String lists = Packs.text("tables/lists.yaml");
        write("tables/lists.yaml", lists.replaceFirst("- id: (.)", "- id: \uFF58$1"), StandardCharsets.UTF_8);
        int line = (int) lists.substring(0, lists.indexOf("- id: ") + 1).lines().count();
        assertThat(problems())
                .anySatisfy(problem -> assertThat(problem.toString())
                        .startsWith("tables/lists.yaml:" + line)
                        .contains("U+FF58", "looks like another"));
    }

    @Test
    void aSecondDocumentIsRefused() throws IOException {
        write(LONGEST, Packs.text(LONGEST) + "---\nunit: yuan\n", StandardCharsets.UTF_8);
        refused(LONGEST, (int) Packs.text(LONGEST).lines().count() + 2, "a second document begins here");
    }

    @Test
    void aRuleFileThatIsHiddenIsRefused() throws IOException {
        write("drl/.x.drl", Packs.text(TIER), StandardCharsets.UTF_8);
        refused("drl/.x.drl", 0, "no plain letters");
    }

    @ParameterizedTest
    @MethodSource
    void aRuleWithoutANameIsRefused(String name) throws IOException {
        String text = Packs.text(TIER);
        int line = (int) text.substring(0, text.indexOf("rule \"") + 1).lines().count();
        write(TIER, text.replaceFirst("rule \"[^\"]*\"", "rule \"" + name + "\""), StandardCharsets.UTF_8);
        refused(TIER, line, "a rule has an empty name");
    }

    static Stream<String> aRuleWithoutANameIsRefused() {
        return Stream.of("", " ", "\t");
    }

    /** Whatever shape a value takes, the pack is read or refused with a place: nothing else is thrown. */
    @Test
    void anyValueOfAnotherShapeIsReadOrRefused() {
        long seed = RandomCases.seed(HostileFilesTest.class);
        Random random = new Random(seed);
        List<String> paths = Packs.shipped().keySet().stream()
                .filter(path -> path.endsWith(".yaml") && !path.startsWith("gate/"))
                .toList();
        YAMLMapper yaml = YAMLMapper.builder().build();
        int refused = 0;
        for (int i = 0; i < Effort.of(80, 10_000); i++) {
            // small folders as often as large ones
            String place = paths.get(random.nextInt(paths.size())).replaceAll("/.*", "");
            List<String> there =
                    paths.stream().filter(path -> path.startsWith(place)).toList();
            String path = there.get(random.nextInt(there.size()));
            JsonNode root = yaml.readTree(Packs.text(path));
            reshape(root, random);
            List<PackProblem> problems = Packs.problemsWith(path, yaml.writeValueAsString(root));
            refused += problems.isEmpty() ? 0 : 1;
            assertThat(problems).as("seed %d, %s:%n%s", seed, path, root).allSatisfy(problem -> {
                assertThat(problem.file()).isNotBlank();
                assertThat(problem.problem().en()).doesNotContain("cannot be understood");
            });
        }
        assertThat(refused).isPositive();
    }

    private static void reshape(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode in = containers.get(random.nextInt(containers.size()));
        if (in instanceof ObjectNode map) {
            List<String> keys = List.copyOf(map.propertyNames());
            String key = keys.get(random.nextInt(keys.size()));
            map.set(key, another(map.get(key), random));
        } else if (in instanceof ArrayNode list) {
            int at = random.nextInt(list.size());
            list.set(at, another(list.get(at), random));
        }
    }

    private static void collect(@Nullable JsonNode node, List<JsonNode> containers) {
        if (node != null && node.isContainer() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode another(JsonNode value, Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(12)) {
            case 0 -> nodes.arrayNode();
            case 1 -> nodes.objectNode();
            case 2 -> nodes.arrayNode().add(value);
            case 3 -> nodes.objectNode().set("x", value);
            case 4 -> nodes.nullNode();
            case 5 -> nodes.numberNode(7);
            case 6 -> nodes.booleanNode(true);
            case 7 -> nodes.stringNode("");
            case 8 -> nodes.stringNode("P999999999Y");
            case 9 -> nodes.stringNode("+999999999-12-31");
            case 10 -> nodes.stringNode("0001-01-01");
            default -> nodes.stringNode("99999999999999999999");
        };
    }
}
