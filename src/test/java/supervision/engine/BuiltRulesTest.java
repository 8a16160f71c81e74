package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kie.api.definition.rule.Rule;
import supervision.Effort;
import supervision.ShippedCases;
import supervision.casework.DecisionJson;
import supervision.replay.ExampleEngines;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackException;

/** The rules that the build compiled are those of the pack, and no others are taken ready-made from anywhere. */
@Tag("scaled")
class BuiltRulesTest {

    private static final Path FIXTURES = Path.of("fixtures");

    /** Where this program's classes are when tests run: what is in the jar afterwards. */
    private static final Path CLASSES = Path.of("target/classes");

    private static final byte JAVA_17 = 61;

    private final RuleSources shipped = RuleSources.of(Answers.files().drl());

    @TempDir
    private Path folder;

    private List<String> keys() {
        return Stream.concat(Stream.of(shipped.types()), shipped.files().stream())
                .map(RuleSources.Part::key)
                .toList();
    }

    @Test
    void theShippedRulesAreCompiledByTheBuild() {
        assertThat(keys())
                .hasSizeGreaterThan(50)
                .allSatisfy(key -> assertThat(Objects.requireNonNull(BuiltRules.find(key))
                                .classes()
                                .values())
                        .isNotEmpty()
                        // whatever virtual machine built them
                        .allSatisfy(bytes -> assertThat(bytes[7]).isEqualTo(JAVA_17)));
    }

    /** At another time, by a process with another language and time zone. */
    @Test
    void builtAgainTheyAreTheSameBytes() throws Exception {
        List<String> again =
                keys().stream().limit(Effort.of(2, Integer.MAX_VALUE)).toList();
        Files.createDirectories(folder.resolve(BuiltRules.FOLDER));
        for (String key : keys()) {
            if (!again.contains(key)) {
                Files.copy(archive(CLASSES, key), archive(folder, key));
            }
        }
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Duser.language=tr",
                        "-Duser.timezone=Asia/Shanghai",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RulesBuild.class.getName(),
                        "rules",
                        folder.toString())
                .inheritIO()
                .start();

        assertThat(build.waitFor()).isZero();
        assertThat(keys())
                .allSatisfy(key -> assertThat(archive(folder, key)).hasSameBinaryContentAs(archive(CLASSES, key)));
    }

    /** Whatever was compiled before: the engine counts what it makes up names for. */
    @Test
    void compiledAfterOthersAFileGivesTheSameBytes() {
        ClassLoader types = new CompiledClasses(
                List.of(Objects.requireNonNull(BuiltRules.find(shipped.types().key()))));
        for (RuleSources.Part file : shipped.files().subList(3, 6)) {
            CompiledModule built = Objects.requireNonNull(BuiltRules.find(file.key()));

            assertThat(RuleCompiler.compile(file, types).classes())
                    .as(file.path())
                    .containsExactlyEntriesOf(built.classes());
        }
    }

    /** The rest was compiled by the build, and decides together with it as the shipped pack. */
    @Test
    void ofAnEditedPackTheEditedFileAloneIsCompiled() throws IOException {
        Map<String, byte[]> files = new TreeMap<>(Answers.files().files());
        String path = "drl/repair/applications.drl";
        String text = Answers.files().drl().getOrDefault(path, "");
        // which moves all lines
        files.put(path, text.replaceFirst("\nrule ", "\n\nrule ").getBytes(StandardCharsets.UTF_8));
        PackFiles edited = PackFiles.of(files);

        assertThat(RuleSources.of(edited.drl()).files())
                .filteredOn(file -> BuiltRules.find(file.key()) == null)
                .extracting(RuleSources.Part::path)
                .containsExactly(path);
        List<String> loaded = ShippedCases.REPORT.results().stream()
                .filter(result -> result.asked().file().startsWith("repair/"))
                .map(BuiltRulesTest::written)
                .toList();
        List<ReplayReport.Result> compiled = Replay.run(FIXTURES.resolve("repair"), new ExampleEngines(edited))
                .results();
        assertThat(compiled.stream().map(BuiltRulesTest::written).toList())
                .hasSizeGreaterThan(100)
                .isEqualTo(loaded);
    }

    private static String written(ReplayReport.Result result) {
        return result.decision() == null
                ? "no decision"
                : new String(DecisionJson.write(Answers.unnamed(result.decision())), StandardCharsets.UTF_8);
    }

    /** Compiled rules are code: a ready-made module beside the rules, or on a path of somebody else's, is no rule. */
    @Test
    void nothingIsTakenFromWhereTheBuildDidNotPutIt() throws Exception {
        String key = write(CompiledRulesTest.rules("edited"), folder);
        String text = CompiledRulesTest.rules("edited").values().iterator().next();
        byte[] others =
                Files.readAllBytes(archive(CLASSES, shipped.files().get(0).key()));
        for (String beside : List.of(".", "drl", "drl/bans", BuiltRules.FOLDER)) {
            Files.createDirectories(folder.resolve(beside));
            Files.write(folder.resolve(beside).resolve(BuiltRules.name(key)), others);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader elsewhere =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(elsewhere);
            Set<String> names = CompiledRules.of(PackFiles.ofDirectory(folder).drl()).base().getKiePackages().stream()
                    .flatMap(rules -> rules.getRules().stream())
                    .map(Rule::getName)
                    .collect(Collectors.toSet());

            assertThat(names).isNotEmpty().allMatch(text::contains);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The archive of the build, but for the digest of a class that rules name. */
    @Test
    void rulesCompiledForOtherClassesAreNotLoaded() throws IOException {
        String key = shipped.files().get(0).key();
        byte[] archive = Files.readAllBytes(archive(CLASSES, key));
        assertThat(CompiledModule.read(key, new ByteArrayInputStream(archive))).isNotNull();

        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream to = new ZipOutputStream(changed)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                String content = new String(from.readAllBytes(), StandardCharsets.ISO_8859_1);
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(content.replaceFirst("[0-9a-f]{64}(?= supervision/)", "0".repeat(64))
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(CompiledModule.read(key, new ByteArrayInputStream(changed.toByteArray())))
                .isNull();
    }

    @Test
    void whatIsDoneIsLeftAloneAndWhatIsOldIsDeleted() throws IOException {
        Path pack = Files.createDirectories(folder.resolve("pack"));
        Path classes = folder.resolve("classes");
        Path archive = archive(classes, write(CompiledRulesTest.rules("as it was"), pack));
        RulesBuild.compile(pack, classes);
        FileTime earlier = FileTime.fromMillis(0);
        Files.setLastModifiedTime(archive, earlier);

        RulesBuild.compile(pack, classes);
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(earlier);

        String edited = write(CompiledRulesTest.rules("as it is now"), pack);
        RulesBuild.compile(pack, classes);
        assertThat(archive.getParent()).isDirectoryContaining("glob:**/" + BuiltRules.name(edited));
        assertThat(archive).doesNotExist();
    }

    @Test
    void aPackThatIsRefusedIsNotCompiled() throws IOException {
        SortedMap<String, String> drl = new TreeMap<>();
        drl.put("rules.drl", "package rules\n\nrule \"无依据\"\nwhen\nthen\n  System.exit(0);\nend\n");
        write(drl, folder);

        assertThatExceptionOfType(RulePackException.class)
                .isThrownBy(() -> RulesBuild.compile(folder, folder))
                .withMessageContaining("rules.drl:");
        assertThat(folder.resolve(BuiltRules.FOLDER)).doesNotExist();
    }

    /** Writes rule files into a folder; returns the key of the first. */
    private static String write(SortedMap<String, String> drl, Path folder) throws IOException {
        for (Map.Entry<String, String> file : drl.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return RuleSources.of(drl).files().get(0).key();
    }

    private static Path archive(Path classes, String key) {
        return classes.resolve(BuiltRules.FOLDER).resolve(BuiltRules.name(key));
    }
}
