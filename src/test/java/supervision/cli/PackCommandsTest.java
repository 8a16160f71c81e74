package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import supervision.Http;
import supervision.cli.Program.Run;
import supervision.faults.SmallPack;
import tools.jackson.databind.JsonNode;

/** Two officers at their terminals, beside a service that follows them. */
class PackCommandsTest {

    private static final Pattern FINGERPRINT = Pattern.compile("sha256:[0-9a-f]{64}");

    @TempDir
    private static Path folder;

    private static Commands commands;
    private static Path data;
    private static Path rules;
    private static Map<String, String> settings;

    /** What the one rule file of the small pack says of an entity that nobody registered. */
    private static final String CASE = """
            case: 不在登记库中的主体，提请补充登记信息
            en: For an entity without an entry in the register that entry is asked for
            why: [laiwu-2020-19/4]
            decideOn: 2024-06-05
            facts:
              - {kind: penalty, authority: 莱芜区应急管理局, number: 罚〔2024〕1号, decidedOn: 2024-03-05, kinds: [FINE], fine: 5000}
            expect:
              disposition: REFERRED
              findings:
                - rule: 《实施意见》（四）：主体未在登记库中，请补充登记信息
                  referral: {about: entity, to: RECORD_AUTHORITY}
                  evidence: [entity]
            """;

    private static ConfigurableApplicationContext service;
    private static Http http;

    @BeforeAll
    static void serve() throws IOException {
        data = folder.resolve("data");
        rules = folder.resolve("rules");
        String setting = SmallPack.setting(rules);
        assertThat(setting).startsWith("file:");
        Path officers = folder.resolve("officers.yaml");
        Files.createDirectories(folder.resolve("cases"));
        Files.writeString(folder.resolve("cases/not-registered.yaml"), CASE);
        settings = Map.of(
                "SUPERVISION_CASES",
                folder.resolve("cases").toString(),
                "SUPERVISION_PUBLICATION",
                "required",
                "SUPERVISION_OFFICERS",
                officers.toString(),
                "SUPERVISION_RULES",
                setting,
                "SUPERVISION_EXAMPLES",
                "none",
                "SUPERVISION_RULES_POLL",
                "300ms");
        commands = new Commands(data, settings);
        Run zhang = run("pack", "keygen", "--name", "zhang", "-o", key("zhang"));
        Run li = run("pack", "keygen", "--name", "li", "--role", "approve", "-o", key("li"));
        assertThat(zhang.exitCode()).as(zhang.toString()).isZero();
        assertThat(li.exitCode()).as(li.toString()).isZero();
        // what is printed is the entry and nothing else
        Files.writeString(officers, "officers:\n" + zhang.out() + li.out());
        service = commands.serve();
        http = new Http(Commands.port(service));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String key(String name) {
        return folder.resolve(name + ".key").toString();
    }

    private static Run run(String... arguments) {
        return commands.run(arguments);
    }

    private static Run by(String who, String... arguments) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(arguments),
                        java.util.stream.Stream.of("--key", key(who), "--by", who, "--why", "because"))
                .toArray(String[]::new);
        return run(all);
    }

    private static String fingerprint(Run run) {
        Matcher found = FINGERPRINT.matcher(run.out());
        assertThat(found.find()).as(run.toString()).isTrue();
        return found.group();
    }

    private static Run done(Run run) {
        assertThat(run.exitCode()).as(run.toString()).isZero();
        return run;
    }

    private static void notDone(int code, Run run, String text) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(code);
        assertThat(run.err()).contains(text);
    }

    private static String[] with(String[] arguments, String last) {
        String[] more = Arrays.copyOf(arguments, arguments.length + 1);
        more[arguments.length] = last;
        return more;
    }

    private static JsonNode current() {
        return http.get("/api/v1/rule-packs/current").ok();
    }

    private static void serviceFollows(String pack, long number) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> current().path("fingerprint").asString().equals(pack));
        assertThat(current().path("publication").path("number").asLong()).isEqualTo(number);
    }

    private static void edit(String line) throws IOException {
        Path manifest = rules.resolve("pack.yaml");
        Files.writeString(manifest, line + "\n", StandardOpenOption.APPEND);
    }

    @Test
    void aPackGoesAllTheWayAndBack() throws Exception {
        String builtIn = current().path("fingerprint").asString();
        assertThat(Files.getPosixFilePermissions(Path.of(key("li"))))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        notDone(2, run("pack", "keygen", "--name", "li", "-o", key("li")), "the file exists");
        notDone(2, run("pack", "keygen", "--name", "li", "--role", "sign", "-o", key("x")), "`propose` or `approve`");

        edit("# 1");
        String pack = fingerprint(done(by("zhang", "pack", "propose", rules.toString())));
        String first = pack.substring(0, 20);
        notDone(2, by("zhang", "pack", "propose", rules.toString()), "is proposed already");
        notDone(2, by("li", "pack", "approve", first), "check it first");
        Map<String, String> withoutCases = new HashMap<>(settings);
        withoutCases.remove("SUPERVISION_CASES");
        Run turnedDown = new Commands(data, withoutCases).run("pack", "check", first);
        assertThat(turnedDown.exitCode()).as(turnedDown.toString()).isEqualTo(1);
        assertThat(turnedDown.out()).contains("it cannot be published", "there is no folder of cases");
        notDone(1, by("li", "pack", "approve", first), "the report says");
        Path report = folder.resolve("report.html");
        Run checked = done(run("pack", "check", first, "--html", report.toString()));
        assertThat(checked.out()).contains("it can be published");
        assertThat(Files.readString(report)).contains("pack.yaml", pack);

        notDone(2, by("zhang", "pack", "approve", first), "another person");
        // rules that the built-in pack has, and this one has not
        notDone(2, by("li", "pack", "approve", first), "are not confirmed");
        String all = Http.stream(http.get("/api/v1/rule-packs/" + pack + "/report")
                        .ok()
                        .path("changes")
                        .path("retold"))
                .map(change -> change.path("id").asString())
                .collect(Collectors.joining(","));
        String[] approve = {"pack", "approve", first, "--confirm", all, "--by", "li", "--why", "x", "--key"};
        notDone(2, run(with(approve, key("zhang"))), "key of `li`");
        notDone(2, run(with(approve, rules + "/pack.yaml")), "Ed25519");
        notDone(2, run(with(approve, "nowhere")), "check its path");
        done(by("li", "pack", "approve", first, "--confirm", all));
        notDone(2, by("zhang", "pack", "publish", first, "--effective", "2099-01-01"), "it was approved from");
        Run published = done(by("zhang", "pack", "publish", first));
        assertThat(published.out()).contains("publication 1, decides from", pack);
        serviceFollows(pack, 1);
        // the files are compared a moment later
        await().until(() -> current().path("refused").isEmpty());

        Run back = done(by("li", "pack", "rollback"));
        assertThat(back.out()).contains("publication 2, decides from", builtIn);
        serviceFollows(builtIn, 2);
        // the folder holds a pack that was published, and is not in force any more
        await().until(() -> current().path("refused").size() == 1);
        assertThat(current().path("refused").get(0).path("problem").path("en").asString())
                .contains("of publication 1");
        notDone(2, by("zhang", "pack", "propose", rules.toString()), "rollback --to 1");

        Run list = done(run("pack", "list"));
        assertThat(list.out().lines().filter(line -> line.startsWith("→ 2"))).hasSize(1);
        Run shown = done(run("pack", "show", first));
        assertThat(shown.out()).contains(pack, "proposed", "checked", "approved", "published", "because");
        Run verified = done(run(
                "verify-journal", "--officers", folder.resolve("officers.yaml").toString()));
        assertThat(verified.out()).contains("pack events: 7", "all of it holds");

        // what is refused by its form is told apart from what could not be done
        Files.writeString(rules.resolve("labels.yaml"), "tier: [\n", StandardOpenOption.APPEND);
        Run broken = by("zhang", "pack", "propose", rules.toString());
        notDone(1, broken, "labels.yaml:");
        notDone(
                2,
                run("pack", "propose", "nowhere", "--key", key("zhang"), "--by", "zhang", "--why", "x"),
                "no rule pack at");
        notDone(2, run("pack", "check", "sha256:12345678"), "there is no rule pack");
        Run nothing = run("pack");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.out()).contains("propose", "check", "approve", "publish", "rollback", "keygen");
    }
}
