package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person would see otherwise than the program, or not at all, is refused by name: characters, names, bounds, folders. */
class SeenOtherwiseTest {

    @TempDir
    private Path folder;

    private static List<String> edited(String path, String from, String to) {
        String text = Packs.text(path);
        assertThat(text).contains(from);
        return Packs.problemsWith(path, text.replaceFirst(java.util.regex.Pattern.quote(from), to)).stream()
                .map(Packs::withoutColumn)
                .toList();
    }

    /** Written with an escape a character does not stand in the file, and all the same in what is read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\\\u200b|U+200B",
                "\\\\u202e|U+202E",
                "\\\\uFFFD|U+FFFD",
                "\\\\u0405|U+0405",
                "\\\\u0000|U+0000",
                "\\\\uD800|U+D800",
                "\\\\x1b|U+001B",
                "\\\\u2170|U+2170",
            })
    void whatAnEscapeHidesIsRefused(String escape, String named) {
        assertThat(edited("tables/lists.yaml", "title: ", "title: \"" + escape + "\" #"))
                .first()
                .asString()
                .contains("tables/lists.yaml", named);
    }

    @Test
    void anIdWithALetterThatOnlyLooksLikeItsOwnIsRefused() {
        assertThat(edited("tables/lists.yaml", "id: samr-serious", "id: \"samr-seri\\\\u043eus\""))
                .first()
                .asString()
                .contains("tables/lists.yaml", "U+043E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Strıct", "Strⅰct", "严管\u00A0", "⻝品", "ģģ", "Ｓｔｒｉｃｔ"})
    void aNameThatLooksLikeAnotherIsRefused(String name) {
        assertThat(edited("labels.yaml", "en: ", "en: " + name + " #"))
                .first()
                .asString()
                .contains("looks like another character");
    }

    /** In width of punctuation alone, in a blank, in case: the eye takes them for one. */
    @Test
    void rulesOfTwoNamesThatLookTheSameAreRefused() {
        String path = "drl/inspection/focus.drl";
        String twin = "rule \"《食品生产经营监督检查管理办法》第二十二条:特殊食品生产者、中央厨房和集体用餐配送单位，重点检查\"";
        String text = Packs.text(path);
        int from = text.indexOf(twin.replace("条:", "条："));
        String rule = text.substring(from, text.indexOf("\nend", from) + 4);

        assertThat(Packs.problemsWith(path, text + "\n" + rule.replace("条：", "条:") + "\n"))
                .extracting(Packs::withoutColumn)
                .anySatisfy(problem -> assertThat(problem).contains("also stands in " + path + ", written `《"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel:|chanel:|there is no group `chanel`",
                "channel:|chanel:|the group `channel` is missing",
                "CREDIT_CHINA:|CREDIT_CHINE:|`channel` has no name for `CREDIT_CHINA`",
                "CREDIT_CHINA:|CREDIT_CHINE:|`CREDIT_CHINE` in `channel` is no code",
                "{zh: 信用中国及地方信用网站,|{zh: \"\",|`CREDIT_CHINA` is empty in one language",
            })
    void aNameThatNobodyWouldReadIsRefused(String from, String to, String problem) {
        assertThat(edited("labels.yaml", from, to))
                .anySatisfy(each -> assertThat(each).contains(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameters/list/court-defaulter/extension-min.yaml|\"P1Y\"|\"P4Y\"|is above the most",
                "parameters/list/construction/bad-info-min.yaml|value: \"|value: \"P9Y\" #|is above the most",
                "parameters/publicity/ndrc-36/general/min.yaml|value: \"|value: \"P50Y\" #|is above the most",
                "tables/bans.yaml|{fixed: LIFE}|{min: LIFE, max: P3Y}|is from LIFE to P3Y",
            })
    void theLeastIsNotAboveTheMost(String path, String from, String to, String problem) {
        String closed = to.endsWith("#") ? to.replace(" #", ", source: x, evidence: F1, status: active} #") : to;
        List<String> problems = edited(path, from, closed);

        assertThat(problems).anySatisfy(each -> assertThat(each).contains(path, problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"calendar", "drl", "sources", "parameters"})
    void aFolderThatIsNotThereIsTheOnlyThingThatIsSaid(String name) {
        Map<String, byte[]> files = Packs.shipped();
        files.keySet().removeIf(path -> path.startsWith(name + "/"));

        assertThat(Packs.problems(files))
                .extracting(Packs::withoutColumn)
                .containsExactly(name + "/:0: the pack has no folder `" + name
                        + "/`, or nothing is in it; put it back: a pack needs it");
    }

    /** Form is told with the place in the line, as what cannot be read at all. */
    @Test
    void whatIsWrongInARowIsToldWithItsColumn() {
        String path = "parameters/list/court-defaulter/extension-min.yaml";

        assertThat(Packs.problemsWith(path, Packs.text(path).replace("status: active", "status: activ")))
                .first()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(6);
                    assertThat(problem.column()).isPositive();
                });
    }

    @Test
    void keysOfAnotherMapAreNotTakenOver() {
        assertThat(edited("parameters/list/court-defaulter/extension-min.yaml", "unit: period", "<<: {unit: period}"))
                .first()
                .asString()
                .contains(":4: `<<` takes the keys of another map");
    }

    /** Up to the size that is told: the reader of YAML has a bound of its own, which is lower. */
    @Test
    void aFileOfNearlyTheLargestSizeIsRead() {
        String path = "parameters/list/court-defaulter/extension-min.yaml";
        String text = Packs.text(path) + ("# " + "x".repeat(1000) + "\n").repeat(3800);

        assertThat(Packs.problemsWith(path, text)).isEmpty();
    }

    /** An active figure of the district cannot rest on the document of another place. */
    @Test
    void theSourceOfAnExampleSetsNothingHere() throws IOException {
        String path = "parameters/inspection/ratio/strict.yaml";
        String source = Packs.text("examples/lindian-2024.yaml").replaceAll("(?s).*\nsource: (\\S+)\n.*", "$1");
        String text = Packs.text(path) + "  - {from: 2026-07-01, value: \"1.00\", source: " + source
                + ", evidence: F1, status: active}\n";

        assertThat(Packs.problemsWith(path, text))
                .extracting(Packs::withoutColumn)
                .anySatisfy(problem -> assertThat(problem).contains("from which an example set is"));
    }

    private Path pack() throws IOException {
        for (Map.Entry<String, byte[]> file : Packs.shipped().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }

    private static void isRefused(Path pack, String name, String problem) {
        assertThatThrownBy(() -> PackFiles.ofDirectory(pack))
                .isInstanceOf(RulePackException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(problem);
    }

    @Test
    void whatIsNoFileIsNotPassedOver() throws Exception {
        Path pack = pack();
        Path empty = Files.createDirectory(pack.resolve("parameter"));
        isRefused(pack, "parameter", "it is an empty folder");
        Files.delete(empty);

        Path yaml = Files.createDirectory(pack.resolve("tables/x.yaml"));
        isRefused(pack, "tables/x.yaml", "it is an empty folder");
        Files.delete(yaml);

        Path link = Files.createSymbolicLink(pack.resolve("README.md"), Path.of("/etc/passwd"));
        isRefused(pack, "README.md", "it is a link");
        Files.delete(link);

        Path pipe = pack.resolve("tables/f.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(1, TimeUnit.MINUTES))
                .isTrue();
        isRefused(pack, "tables/f.yaml", "neither a file nor a folder");
        Files.delete(pipe);

        assertThat(PackFiles.ofDirectory(pack).files()).isNotEmpty();
    }

    private static void archiveIsRefused(byte[] archive) {
        assertThatThrownBy(() -> PackArchive.read(new ByteArrayInputStream(archive)))
                .isInstanceOf(RulePackException.class)
                .hasMessageContaining("not a whole ZIP archive");
    }

    /** Its two tables of contents say the same, or it is another archive for another program. */
    @Test
    void anArchiveWhoseEndSaysSomethingElseIsRefused() throws IOException {
        byte[] right = PackArchive.write(new PackFiles(new TreeMap<>(Packs.shipped())));
        assertThat(PackArchive.read(new ByteArrayInputStream(right)).files()).isNotEmpty();
        int end = right.length - 22;

        byte[] fewer = right.clone();
        fewer[end + 10]--;
        archiveIsRefused(fewer);

        byte[] junk = Arrays.copyOf(right, right.length + 7);
        archiveIsRefused(junk);

        int contents = (right[end + 16] & 0xFF)
                | (right[end + 17] & 0xFF) << 8
                | (right[end + 18] & 0xFF) << 16
                | (right[end + 19] & 0xFF) << 24;
        byte[] longer = right.clone();
        longer[contents + 24]++;
        archiveIsRefused(longer);
    }
}
