package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.cli.Program.Run;

/** What is wrong with settings, the port or the ledger is told before anything is made, and the service does not start. */
class StartUpTest {

    @TempDir
    private Path folder;

    /** A ledger with a record in it. */
    private static byte @Nullable [] sound;

    private byte[] sound() throws IOException {
        if (sound == null) {
            Path there = folder.resolve("sound");
            Path records = Files.writeString(
                    folder.resolve("one.csv"),
                    "CF_XDR_SHXYM,CF_WSH,CF_CFLB,CF_NR_FK,CF_JDRQ,CF_CFJG\n"
                            + "91370116MAX0000157,莱应急罚〔2026〕1号,罚款,0.2,2026-03-01,莱芜区应急管理局\n");
            Run imported = new Commands(there, Map.of()).run("import", records.toString());
            assertThat(imported.exitCode()).as(imported.toString()).isZero();
            sound = Files.readAllBytes(there.resolve("supervision.mv.db"));
        }
        return sound.clone();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Run serve(Map<String, String> settings) {
        return new Commands(data(), settings).run("serve");
    }

    private void isRefused(Run run, String zh, String en) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("没有启动 / not started:", zh, en)
                .doesNotContain("Exception", "\tat ", "程序出错", "可原样重来");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SPRING_PROFILES_ACTIVE | postgre | 没有配置 `postgre` | give `postgres`",
                "SUPERVISION_EXAMPELS | none | 没有设置 `SUPERVISION_EXAMPELS` | SUPERVISION_EXAMPLES",
                "supervision.exampels | none | 没有设置 `supervision.exampels` | supervision.examples",
                "SUPERVISION_BODIES_WINDWO | 10s | 没有设置 `SUPERVISION_BODIES_WINDWO` | SUPERVISION_BODIES_WINDOW",
                "SUPERVISION_SECONDREADING_SHARE | 2 | 应为 0 到 1 之间的数 | number from 0 to 1: 2",
                "SUPERVISION_SECONDREADING_SHARE | -0.1 | 应为 0 到 1 之间的数 | number from 0 to 1: -0.1",
                "SUPERVISION_SECONDREADING_SHARE | NaN | 应为 0 到 1 之间的数 | number from 0 to 1: NaN",
                "SUPERVISION_SECONDREADING_SHARE | half | `half` 不能用 | cannot be used",
                "SUPERVISION_PUBLICATION | sometimes | `sometimes` 不能用 | auto, required, off",
                "SUPERVISION_DEMO | perhaps | `perhaps` 不能用 | cannot be used",
                "SUPERVISION_RULES_POLL | 0s | 应大于零 | more than nothing",
                "SUPERVISION_ANSWERSKEPT | -1MB | 应为零或以上 | nothing or more",
                "SUPERVISION_BODIES_WINDOW | 0s | 应大于零 | more than nothing",
                "SUPERVISION_RULES | rules | 应以 file: 或者 classpath: 开头 | has to begin with",
                "SUPERVISION_RULES | file:/nowhere | 没有规则包目录 `/nowhere` | no folder of rules",
                "SUPERVISION_CASES | /nowhere | 没有案例目录 `/nowhere` | no folder of cases",
                "SUPERVISION_LAWS | /nowhere | 没有法律文本目录 `/nowhere` | no folder of law texts",
                "SUPERVISION_OFFICERS | /nowhere | 没有人员文件 `/nowhere` | no file of officers",
                "SUPERVISION_PERSONS_KEY | /nowhere | 没有自然人密钥文件：/nowhere | openssl rand -hex 32",
                "SUPERVISION_PERSON_KEY | /nowhere | 没有设置 `SUPERVISION_PERSON_KEY` | SUPERVISION_PERSONS_KEY",
                "SUPERVISION_PUBLICATION | required | 须有人员文件 | needs a file of officers",
                "SERVER_PORT | eighty | 端口 `eighty` 不是 | no number from 0 to 65535",
                "SUPERVISION_REPORT_FONT | /nowhere.ttf | 没有字体文件 `/nowhere.ttf` | no font",
                "SERVER_PORT | -1 | 端口 `-1` 不是 | no number from 0 to 65535",
                "SERVER_ADDRESS | no such place | 没有地址 `no such place` | correct SERVER_ADDRESS",
                "SERVER_PORT | 70000 | 端口 `70000` 不是 | no number from 0 to 65535"
            })
    void aSettingThatCannotBeMeantIsRefused(String name, String value, String zh, String en) {
        isRefused(serve(Map.of(name, value)), zh, en);
        assertThat(data()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "officers: [",
                "officers: []",
                "nothing",
                "officers:\n  - name: 张三\n    key: x\n    roles: [propose]\n"
            })
    void aFileOfOfficersThatCannotBeUsedIsRefused(String text) throws IOException {
        Path officers = Files.writeString(folder.resolve("officers.yaml"), text);
        isRefused(serve(Map.of("SUPERVISION_OFFICERS", officers.toString())), "人员文件有误", officers + ":");
        Files.write(officers, new byte[] {(byte) 0xd5, (byte) 0xc5});
        isRefused(serve(Map.of("SUPERVISION_OFFICERS", officers.toString())), "人员文件无法读取", "cannot be read");
    }

    @Test
    void commandsAreRefusedAsTheServiceIs() {
        Run run = new Commands(data(), Map.of("SUPERVISION_SECONDREADING_SHARE", "2")).run("duties");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("应为 0 到 1 之间的数").doesNotContain("Exception");
    }

    @Test
    void namesThatKubernetesGivesAreNoMistakes() {
        Map<String, String> given = new HashMap<>(Map.of(
                "SUPERVISION_SERVICE_HOST", "10.0.0.1",
                "SUPERVISION_SERVICE_PORT_HTTP", "8080",
                "SUPERVISION_PORT_8080_TCP_ADDR", "10.0.0.1",
                "SUPERVISION_HOSTS_0", "register.example"));
        Run run = new Commands(data(), given).run("duties");
        assertThat(run.err()).contains("没有台账").doesNotContain("没有设置");
    }

    @Test
    void aPortThatIsTakenIsToldBeforeAnythingIsMade() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            isRefused(serve(Map.of("SERVER_PORT", port)), "端口 " + port + " 不能使用", "take another port");
        }
        assertThat(data()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "noise", "folder", "overwritten", "cut"})
    void aLedgerThatIsNoneIsCalledDamaged(String how) throws IOException {
        Path file = Files.createDirectories(data()).resolve("supervision.mv.db");
        byte[] noise = new byte[60_000];
        new Random(1).nextBytes(noise);
        switch (how) {
            case "text" -> Files.writeString(file, "这里没有台账\n".repeat(100));
            case "noise" -> Files.write(file, noise);
            case "folder" -> Files.createDirectory(file);
            default -> {
                byte[] sound = sound();
                // its first blocks say where the rest is
                int from = 8_192;
                System.arraycopy(new byte[sound.length - from], 0, sound, from, sound.length - from);
                Files.write(file, how.equals("cut") ? Arrays.copyOf(sound, from) : sound);
            }
        }
        String zh = how.equals("folder") ? "却是目录" : "损坏";
        if (how.equals("overwritten")) {
            isRefused(serve(Map.of()), zh, "damaged");
        }
        Run read = new Commands(data(), Map.of()).run("measures", "91370116MAX0000157");
        assertThat(read.exitCode()).as(read.toString()).isEqualTo(2);
        assertThat(read.err()).contains("未完成 / not done:", zh).doesNotContain("可原样重来", "Exception");
    }

    @Test
    void exportsAndReceiptsThatAreDamagedAreCalledThat() throws IOException {
        Path zip = folder.resolve("export.zip");
        Files.write(zip, "PK\3\4 and then nothing of an archive".getBytes(StandardCharsets.UTF_8));
        for (String command : new String[] {"restore", "verify-journal"}) {
            Run run = new Commands(data(), Map.of()).run(command, zip.toString());
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
            assertThat(run.out()).contains("文件已损坏，请取另一份 / the file is damaged");
            assertThat(run.err()).doesNotContain("可原样重来", "Exception");
        }
        assertThat(data()).doesNotExist();
    }
}
