package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import supervision.Http;
import supervision.cli.Program.Run;
import tools.jackson.databind.json.JsonMapper;

/** The commands of {@code docs/audit.md}, one after another in an empty folder, print what the page says. */
class AuditDayTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```");
    private static final Pattern FILE = Pattern.compile("[\\w-]+\\.(jsonl|json|zip|pem|txt)");

    /** What differs from one run to the next: hashes, signatures and roots, ids, moments. */
    private static final Pattern OTHER_EACH_TIME =
            Pattern.compile("\\b[0-9a-f]{32,64}\\b|[A-Za-z0-9+/]{43,91}=|20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z");

    @TempDir
    private Path folder;

    private @Nullable ConfigurableApplicationContext service;
    private @Nullable KeyPair keys;
    private String id = "";

    /** A command of the page and what it prints. */
    private record Step(String command, String printed) {}

    private static List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs/audit.md")));
        while (blocks.find()) {
            for (String step : blocks.group(1).split("(?m)^\\$ ")) {
                if (!step.isEmpty()) {
                    String[] parts = step.split("\n", 2);
                    steps.add(new Step(parts[0], parts[1]));
                }
            }
        }
        return steps;
    }

    @Test
    void theCommandsOfThePagePrintWhatItSays() throws Exception {
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThan(20);
        service = new Commands(folder.resolve("data"), Map.of("SUPERVISION_DEMO", "true")).serve();
        try {
            for (Step step : steps) {
                String printed = printed(step);
                assertThat(normal(printed))
                        .as("$ %s%n%s", step.command(), printed)
                        .matches(expected(step.printed()));
            }
        } finally {
            stop();
        }
        assertThat(service).isNull();
    }

    private void stop() {
        if (service != null) {
            service.close();
            service = null;
        }
    }

    /** Without what differs, and without the blanks at which the page breaks its lines. */
    private static String normal(String text) {
        return OTHER_EACH_TIME.matcher(text).replaceAll("~").replaceAll("\\s+", "");
    }

    private static Pattern expected(String shown) {
        StringBuilder pattern = new StringBuilder();
        for (String part : normal(shown).split("…", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private String printed(Step step) throws Exception {
        String command = step.command();
        if (command.startsWith("cat ")) {
            // the page breaks the line of the file
            Files.writeString(file(command.substring(4)), step.printed().replace("\n", "") + "\n");
            return step.printed();
        }
        if (command.startsWith("curl ")) {
            return asked(command);
        }
        if (command.startsWith("openssl ")) {
            return made(command);
        }
        if (command.startsWith("mkdir ")) {
            unpack(file(command.split(" ")[9].substring("../".length())), file(command.split(" ")[1]));
            return "";
        }
        if (command.startsWith("jar -c ")) {
            pack(file(command.split(" ")[6]), file(command.split(" ")[4]));
            return "";
        }
        if (command.startsWith("sed -i s/")) {
            replace(command.split("/")[1], command.split("/")[2], command.substring(command.lastIndexOf(' ') + 1));
            return "";
        }
        Matcher own = Pattern.compile("(?:DATA_DIR=\\./(\\w+) )?\\./supervision (.*?)(?: (?:>|\\| tee) (\\S+))?")
                .matcher(command);
        assertThat(own.matches()).as(command).isTrue();
        String[] arguments = Arrays.stream(own.group(2).split(" "))
                .map(each -> FILE.matcher(each).matches() ? file(each).toString() : each)
                .map(each -> each.matches("[0-9a-f]{32}") ? id : each)
                .toArray(String[]::new);
        Run run =
                new Commands(folder.resolve(Objects.requireNonNullElse(own.group(1), "data")), Map.of()).run(arguments);
        assertThat(run.exitCode())
                .as("%s %s", command, run)
                .isEqualTo(step.printed().contains("✗") ? 1 : 0);
        if (own.group(3) != null) {
            Files.writeString(file(own.group(3)), run.out());
        }
        return command.contains(" > ") ? "" : run.out().replace(folder + "/", "");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String asked(String command) throws IOException {
        Matcher asked = Pattern.compile("curl -s (-X POST )?\"\\$B(/\\S*)\"(?: (?:>|\\| cmp -) (\\S+).*)?")
                .matcher(command);
        assertThat(asked.matches()).as(command).isTrue();
        Http http = new Http(Commands.port(Objects.requireNonNull(service)));
        String path = "/api/v1" + asked.group(2).replace("$ID", id);
        Http.Answer answer = asked.group(1) == null ? http.get(path) : http.send("POST", path, null, new byte[0]);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        if (command.contains(" > ")) {
            Files.write(file(asked.group(3)), answer.bytes());
            id = JsonMapper.builder()
                    .build()
                    .readTree(answer.bytes())
                    .path("id")
                    .asString();
            return "";
        }
        if (command.contains("| cmp ")) {
            return Arrays.equals(answer.bytes(), Files.readAllBytes(file(asked.group(3)))) ? "same\n" : "other\n";
        }
        return answer.text();
    }

    private String made(String command) throws Exception {
        boolean isPublic = command.contains("-pubout");
        KeyPair pair = isPublic
                ? Objects.requireNonNull(keys)
                : KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        keys = pair;
        Files.writeString(
                file(command.substring(command.lastIndexOf(' ') + 1)),
                "-----BEGIN %1$s KEY-----\n%2$s\n-----END %1$s KEY-----\n"
                        .formatted(
                                isPublic ? "PUBLIC" : "PRIVATE",
                                Base64.getMimeEncoder()
                                        .encodeToString(
                                                (isPublic ? pair.getPublic() : pair.getPrivate()).getEncoded())));
        return "";
    }

    private static void unpack(Path archive, Path to) throws IOException {
        Files.createDirectory(to);
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            for (Path each : Files.list(zip.getPath("/")).toList()) {
                Files.copy(each, to.resolve(each.getFileName().toString()));
            }
        }
    }

    private static void pack(Path from, Path archive) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            for (Path each : Files.list(from).toList()) {
                Files.copy(each, zip.getPath("/" + each.getFileName()));
            }
        }
    }

    /** Bytes, as {@code sed} does in a locale that is none. */
    private void replace(String what, String by, String name) throws IOException {
        String before = Files.readString(file(name), StandardCharsets.ISO_8859_1);
        String after = before.replace(what, by);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file(name), after, StandardCharsets.ISO_8859_1);
    }
}
