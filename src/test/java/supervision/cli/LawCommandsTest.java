package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.TempFolders;
import supervision.cli.Program.Run;

/** Law texts of a folder against the pack: with acts that were made up for it, beside those that the pack has. */
class LawCommandsTest {

    private static final Path LAWS = Path.of("src/test/resources/laws");

    @TempDir(factory = TempFolders.class)
    private Path folder;

    private Path rules() {
        return folder.resolve("rules");
    }

    private Path texts() {
        return folder.resolve("texts");
    }

    @BeforeEach
    void packAndFolder() throws IOException {
        copy(Path.of("rules"), rules());
        copy(LAWS.resolve("sources"), rules().resolve("sources"));
        Path bans = rules().resolve("tables/bans.yaml");
        Files.writeString(
                bans,
                Files.readString(bans).replaceFirst("(?m)^bans:\n", "$0" + Files.readString(LAWS.resolve("ban.yaml"))));
        Files.createDirectories(folder.resolve("fixtures"));
        Files.writeString(
                folder.resolve("fixtures/one.yaml"),
                "case: 虚构试验法的案例\nen: A case of the invented law\nwhy: invented-act/art-5\n"
                        + "workingDays: {from: 2026-03-02, days: 1, expect: 2026-03-03}\n");
        copy(LAWS.resolve("read"), texts());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private Run check(String... more) {
        return new Commands(folder.resolve("data"), Map.of())
                .run(Stream.concat(
                                Stream.of("law", "check", texts().toString(), "--rules", rules().toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private String source(String id) throws IOException {
        return Files.readString(rules().resolve("sources").resolve(id + ".yaml"));
    }

    @Test
    void whatWasReadIsKeptAndConfirmed() throws IOException {
        Run first = check();
        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(first.out())
                .contains("规则包所引 3 个，其他 0 个", "《虚构试验法》 Invented Trial Law · invented-act", "art-3, art-5, art-7")
                .contains("规则包未写明条号 no article named")
                .doesNotContain("须查看 / to look at");

        Run written = check("--write");
        assertThat(written.exitCode()).as(written.toString()).isZero();
        assertThat(written.out()).contains("已写入 5 条指纹");
        assertThat(source("invented-act"))
                .containsPattern("checkedOn: 2026-11-30\n    textHash: [0-9a-f]{64}\n  art-5:")
                // nobody knows where that one stands
                .endsWith("checkedOn: 2026-11-30\n");
        // nobody read the original of that one
        assertThat(source("invented-measures")).doesNotContain("textHash");
        assertThat(source("invented-opinion")).containsPattern("  \"1\\.2\":(?s:.*)textHash: [0-9a-f]{64}\n  \"3\":");

        Run again = check("--write");
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(again.out()).contains("已写入 0 条指纹").containsPattern("一致 confirmed +5\n");
    }

    @Test
    void whatChangedIsToldWithWhatRestsOnIt() throws IOException {
        check("--write");
        copy(LAWS.resolve("later"), texts());
        Files.delete(texts().resolve("虚构试验法.md"));
        Run run = check();

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.out())
                .contains("所读版本之后有新的版本：虚构试验法（2027）.md（公布日期 2027-04-01")
                .containsPattern("一致 confirmed +art-3\n")
                .containsPattern("文字有变化 changed +art-5\n")
                .containsPattern("没有该条 not there +art-7\n")
                // both our words and those of the folder
                .contains("登记证被收回的，五年内不得申请。", "自收回之日起三年内不得再次申请")
                .contains("第 6 条 / article 6")
                .containsPattern("禁入 bans +1: invented/certificate-taken-back\n")
                .containsPattern("案例 cases +1: one.yaml\n")
                .contains("explain rules --clause invented-act");
    }

    @Test
    void twoVersionsAreComparedWithoutAnythingKept() throws IOException {
        copy(LAWS.resolve("later"), texts());
        Run run = check();
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("一致 confirmed +art-3\n")
                .containsPattern("文字有变化 changed +art-5\n")
                .contains("《虚构器材条例》将其废止（2026-07-01）：虚构器材条例.md");
    }

    @Test
    void whatADatabaseMarksIsTold() throws IOException {
        Path act = texts().resolve("虚构试验法.md");
        Files.writeString(act, Files.readString(act).replace("\"有效\"", "\"已修改\""));
        Run run = check();
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("文本标注为“已修改”：虚构试验法.md").containsPattern("禁入 bans +1: invented/");
    }

    @Test
    void aDecisionThatAmendsIsTold() throws IOException {
        Files.writeString(
                texts().resolve("决定.md"),
                "---\ntitle: 虚构会议关于修改《中华人民共和国虚构试验法》的决定\npublish: 2026-09-01\n---\n\n一、将第五条修改。\n");
        Run run = check();
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("《虚构会议关于修改《中华人民共和国虚构试验法》的决定》对其作了修改（2026-09-01）");
    }

    @Test
    void whatIsNotUnderstoodIsNamedAndTheRestCompared() throws IOException {
        Files.writeString(texts().resolve("无题.txt"), Files.readString(LAWS.resolve("damaged/无题.txt")));
        Files.writeString(texts().resolve("其他.md"), "# 别的办法\n\n第一条　别的。\n");
        Files.writeString(texts().resolve("表.csv"), "a,b\n");
        Run untitled = check();
        assertThat(untitled.exitCode()).as(untitled.toString()).isEqualTo(1);
        assertThat(untitled.out()).contains("✗ 无题.txt", "没有标题", "it has no title", "其他 1 个");

        Files.write(texts().resolve("国标.md"), "# 虚构试验法\n".getBytes(Charset.forName("GB18030")));
        Files.writeString(texts().resolve("两部.md"), Files.readString(LAWS.resolve("damaged/两部.md")));
        try (RandomAccessFile large =
                new RandomAccessFile(texts().resolve("大.txt").toFile(), "rw")) {
            large.setLength(100L << 20);
        }
        Run run = check();
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.out())
                .contains("✗ 国标.md", "iconv -f GB18030 -t UTF-8")
                .contains("✗ 两部.md", "不止一部")
                .contains("✗ 大.txt", "超过 4 MB")
                .contains("art-3, art-5, art-7");
    }

    @Test
    void aFolderWithoutTextsIsRefused() throws IOException {
        Run gone = new Commands(folder.resolve("data"), Map.of())
                .run("law", "check", folder.resolve("nowhere").toString(), "--rules", "rules");
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.err()).contains("没有法律文本目录", "no folder of law texts");

        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("表.csv"), "a,b\n");
        Run none = new Commands(folder.resolve("data"), Map.of())
                .run("law", "check", empty.toString(), "--rules", "rules");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("中没有法律文本", "there are no law texts");
    }

    @Test
    void aHashThatIsNoneIsRefused() throws IOException {
        Path source = rules().resolve("sources/invented-measures.yaml");
        Files.writeString(source, Files.readString(source) + "    textHash: abc\n");
        Run run = check();
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).contains("textHash", "invented-measures.yaml:", "law check --write");
    }

    @Test
    void whatIsComparedIsSaidInTheHelp() {
        Run help = new Commands(folder.resolve("data"), Map.of()).run("law", "check", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("所引的整条", "the whole article", "textHash");
    }
}
