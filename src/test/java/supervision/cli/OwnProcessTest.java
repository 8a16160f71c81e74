package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.Http;
import supervision.cli.Program.Run;
import supervision.intake.CreditCodes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What only a process of its own can show: two of them on one file, the exit code, and a terminal that says nothing about its
 * charset. What the commands say and do is tested in the process of the tests.
 */
class OwnProcessTest {

    private static final String HEADER = "CF_XDR_SHXYM,CF_WSH,CF_CFLB,CF_NR_FK,CF_JDRQ,CF_CFJG\n";

    @TempDir
    private static Path folder;

    private static Program program;
    private static Program.Service service;

    @BeforeAll
    static void serve() throws IOException {
        program = new Program(folder);
        service = program.serve(folder.resolve("data"), Map.of());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.stop();
    }

    private static Run run(String... arguments) throws IOException, InterruptedException {
        return program.run(folder.resolve("data"), Map.of(), arguments);
    }

    @Test
    void anImportBesideTheServiceIsKnownToItAtOnce() throws Exception {
        Http http = new Http(service.port());
        String code = CreditCodes.of(1);
        Path file = Files.writeString(
                folder.resolve("good.csv"), HEADER + code + ",莱应急罚〔2026〕1号,罚款,0.2,2026-03-01,莱芜区应急管理局\n");
        http.get("/api/v1/entities/" + code + "/measures").problem(404);

        Run imported = run("import", file.toString());
        assertThat(imported.exitCode()).as(imported.toString()).isZero();
        assertThat(imported.out().strip())
                .matches("新增 / accepted: 1   已有 / already present: 0   搁置 / set aside: 0   导入编号 / import: \\d+");
        JsonNode answer = http.get("/api/v1/entities/" + code + "/measures?asOf=2026-11-22")
                .ok();

        // what is printed is JSON and nothing else
        Run measures = run("measures", code, "--as-of", "2026-11-22", "--json");
        assertThat(measures.exitCode()).as(measures.toString()).isZero();
        assertThat(JsonMapper.builder().build().readTree(measures.out())).isEqualTo(answer);
    }

    @Test
    void theExitCodeTellsWhatWasFoundFromWhatCouldNotBeDone() throws Exception {
        Path bad = Files.writeString(
                folder.resolve("bad.csv"), HEADER + CreditCodes.of(2) + ",莱应急罚〔2026〕3号,罚款,2000元,2026-03-01,莱芜区应急管理局\n");
        Run found = run("import", bad.toString());
        assertThat(found.exitCode()).as(found.toString()).isEqualTo(1);
        assertThat(found.out()).contains("set aside: 1");
        Run notDone = run("measures", "91370116MAX0000158");
        assertThat(notDone.exitCode()).as(notDone.toString()).isEqualTo(2);
    }

    @Test
    void aTerminalThatSaysNothingOfItsCharsetIsPrintedOnInUtf8() throws Exception {
        Run help = run("--help");
        assertThat(help.exitCode()).as(help.toString()).isZero();
        assertThat(help.out()).contains("信用监管决策服务", "导入信用记录文件");
        Run missing = run("import", "nowhere.csv");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("文件无法读取，请核对路径");
    }
}
