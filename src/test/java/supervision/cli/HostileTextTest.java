package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.cli.Program.Run;
import supervision.faults.SmallPack;
import supervision.intake.CreditCodes;
import supervision.intake.FactJson;
import supervision.ledger.Ledger;
import supervision.ledger.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a file, a folder or an argument brings is shown and never obeyed: sequences that colour, clear or retitle a terminal,
 * go back on a line, turn the direction of writing, or are not seen at all.
 */
class HostileTextTest {

    /** Refused in records, but quoted where they are. */
    private static final String CONTROLS = "\u001b[2J\u001b]0;mine\u0007\u009b31m\b\b\r\u007f\t\u2028";

    /** Allowed in records. */
    private static final String HIDDEN = "\u202eevil\u2066\u200b\ufeff\u00ad\udb40\udc41";

    private static final String HEADER = "CF_XDR_SHXYM,CF_WSH,CF_CFLB,CF_NR_FK,CF_JDRQ,CF_CFJG\n";
    private static final String CODE = CreditCodes.of(1);

    @TempDir
    private static Path folder;

    private static Commands commands;

    @BeforeAll
    static void importHidden() {
        Path data = folder.resolve("data");
        commands = new Commands(data, Map.of());
        // files with such keys are not taken: what was recorded before that was so may hold them
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl("jdbc:h2:file:" + data.resolve("supervision").toAbsolutePath());
            database.setUsername("sa");
            Schema.migrate(database);
            new Ledger(
                            new JdbcTemplate(database),
                            new TransactionTemplate(new JdbcTransactionManager(database)),
                            Clock.systemUTC())
                    .append("""
                    {"kind": "penalty", "subject": "%1$s", "authority": "莱芜区%2$s局", "number": "罚〔2026〕1号%2$s", \
                    "decidedOn": "2026-04-10", "kinds": ["FINE"], "fine": 20000, "gravity": "GENERAL"}
                    {"kind": "objection", "subject": "%1$s", "number": "莱异〔2026〕%2$s号", \
                    "target": "penalty/莱芜区%2$s局/罚〔2026〕1号%2$s", "ground": "WRONG", "receivedOn": "2026-05-11", "needsOtherUnit": false}
                    """.formatted(CODE, HIDDEN)
                            .lines()
                            .map(line -> FactJson.read(line, "hidden.jsonl", 1))
                            .toList());
        }
    }

    /** Nothing of what was printed is hidden, but the returns of lines that say how far it is. */
    private static Run seen(Run run) {
        assertThat(run.out().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat(run.err()
                        .replaceAll("\r(?=[a-z]+ \\.\\.\\.|[a-z]+ [0-9]|[0-9,]+ 行| {60}|$|\n)", "")
                        .replace("\n", ""))
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        return run;
    }

    private static String shown(String text) {
        return text.chars()
                .mapToObj(unit -> unit < 0x7f && unit >= 0x20 ? Character.toString(unit) : "\\u%04x".formatted(unit))
                .collect(Collectors.joining());
    }

    private static Run run(String... arguments) {
        return seen(commands.run(arguments));
    }

    @Test
    void inCellsOfAFileThatIsImported() throws IOException {
        Path file = Files.writeString(
                folder.resolve("cells.csv"),
                HEADER
                        + CODE + ",罚〔2026〕2号,罚款,\"2" + HIDDEN + "\n0元\",2026-03-01,莱芜区应急管理局\n"
                        + CODE + ",\"罚" + CONTROLS + "号\",罚款,0.2,2026-03-01,莱芜区应急管理局\n");
        Run run = run("import", file.toString());

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        // on its own line, for a line of the value would look like one of the report
        assertThat(run.out().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("2 ").contains("2" + shown(HIDDEN) + "\\u000a0元  "));
    }

    @Test
    void inAFileThatIsNoTableAndInItsName() throws IOException {
        Path file =
                Files.writeString(folder.resolve("no" + CONTROLS + HIDDEN + ".csv"), CONTROLS + HIDDEN + ",\n1,2\n");
        Run run = run("import", file.toString());
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        Run lines = run(
                "import",
                Files.writeString(folder.resolve("a.jsonl"), "{\"kind\": \"" + CONTROLS + "\"}\n{" + HIDDEN)
                        .toString());
        assertThat(lines.exitCode()).as(lines.toString()).isNotZero();
        Run missing = run("import", folder.resolve("missing" + CONTROLS).toString());
        assertThat(missing.err()).contains("missing" + shown(CONTROLS));
    }

    @Test
    void inNamesOfARecordThatIsDecidedOn() {
        Run told = run("measures", CODE, "--as-of", "2026-06-01");
        assertThat(told.exitCode()).as(told.toString()).isZero();
        assertThat(told.out()).doesNotContain(HIDDEN).doesNotContain(CONTROLS);
        Run run = run("measures", CODE, "--as-of", "2026-06-01", "--json");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        JsonNode answer = JsonMapper.builder().build().readTree(run.out());
        // for a program it is what it was
        assertThat(answer.toString()).contains("莱芜区" + HIDDEN + "局");
        Run report = run("report", CODE, "--use", "own", "--as-of", "2026-06-01");
        assertThat(report.exitCode()).as(report.toString()).isZero();
        assertThat(report.out()).contains(shown(HIDDEN));
    }

    @Test
    void inNamesOfWhoHasToAct() {
        Run run = run("duties", "--unit", "RECORD_AUTHORITY");
        assertThat(run.out()).contains("莱芜区" + shown(HIDDEN) + "局");
        Run unknown = run("duties", "--unit", CONTROLS + HIDDEN);
        assertThat(unknown.err() + unknown.out()).isNotEmpty();
    }

    @Test
    void inWhatIsExplained() {
        Run run = run("explain", "measures", CODE, "--as-of", "2026-06-01");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        Run unknown = run("explain", "measures", CODE, "--what", "repair:" + CONTROLS + HIDDEN);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains(shown(CONTROLS + HIDDEN));
        Run clause = run("explain", "rules", "--clause", CONTROLS + HIDDEN);
        assertThat(clause.err()).contains(shown(CONTROLS + HIDDEN));
    }

    @Test
    void inAPackThatIsChecked() throws IOException {
        String rule = "drl/records/gaps.drl";
        String labels = "labels.yaml";
        for (String file : List.of(rule, labels)) {
            Path pack = folder.resolve("pack-" + file.replace('/', '-'));
            SmallPack.setting(pack);
            String text = Files.readString(pack.resolve(file));
            Files.writeString(pack.resolve(file), text.replaceFirst("(?<=@en\\(\"|zh: )", CONTROLS + HIDDEN));
            Run run = run("check", pack.toString(), "--no-register");
            assertThat(run.exitCode()).as(run.toString()).isNotZero();
        }
        Path pack = folder.resolve("pack-with-a-name");
        SmallPack.setting(pack);
        Files.writeString(pack.resolve("drl/records/" + HIDDEN + "\u001b[31m.drl"), "package rules\nrule");
        Run run = run("check", pack.toString(), "--no-register");
        assertThat(run.exitCode()).as(run.toString()).isNotZero();
        assertThat(run.out() + run.err()).contains(shown(HIDDEN + "\u001b[31m"));
    }

    @Test
    void inCasesThatAreReplayed() throws IOException {
        Path cases = Files.createDirectories(folder.resolve("cases" + CONTROLS));
        Files.writeString(cases.resolve("wrong" + HIDDEN + ".yaml"), """
                case: "没有评级%1$s"
                en: "Not graded%2$s"
                why: laiwu-2020-19/6.1
                decideOn: 2024-06-03
                facts:
                  - {kind: entity}
                expect:
                  within: [tierSet]
                  findings: []
                """.formatted("\\e[31m\\r\\u202e", "\\u2066\\a"));
        Files.writeString(cases.resolve("unreadable" + CONTROLS + ".yaml"), "case: " + HIDDEN + "\n\u001b");
        Run run = run("replay", cases.toString());
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("没有评级\\u001b[31m\\u000d\\u202e", "Not graded\\u2066\\u0007", shown(CONTROLS));
    }

    @Test
    void inArgumentsThatAreRefused() {
        for (List<String> arguments : List.of(
                List.of(CONTROLS + HIDDEN),
                List.of("measures", CODE + CONTROLS),
                List.of("measures", CODE, "--as-of", CONTROLS + HIDDEN),
                List.of("report", CODE, "--use", CONTROLS + HIDDEN),
                List.of("report", CODE, "--use", "own", "--format", CONTROLS + HIDDEN),
                List.of("receipt", CONTROLS + HIDDEN),
                List.of("export", folder.resolve(CONTROLS).resolve(HIDDEN).toString()),
                List.of("restore", folder.resolve(CONTROLS + HIDDEN).toString()),
                List.of("verify-journal", folder.resolve(CONTROLS + HIDDEN).toString()),
                List.of("check", folder.resolve(CONTROLS + HIDDEN).toString()),
                List.of("replay", folder.resolve(CONTROLS + HIDDEN).toString()),
                List.of("pack", "show", CONTROLS + HIDDEN))) {
            Run run = run(arguments.toArray(String[]::new));
            assertThat(run.exitCode()).as("%s: %s", arguments, run).isNotZero();
            assertThat(run.err()).as("%s: %s", arguments, run).isNotEmpty();
        }
    }
}
