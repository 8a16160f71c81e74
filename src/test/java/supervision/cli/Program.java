package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supervision.SupervisionApplication;

/** The program in a process of its own, in a terminal that says nothing about its charset. */
final class Program {

    private static final Pattern UP = Pattern.compile("the service is up: http://127\\.0\\.0\\.1:(\\d+)/");

    private final Path folder;

    Program(Path folder) {
        this.folder = folder;
    }

    record Run(int exitCode, String out, String err) {}

    /** A service, and where it listens. */
    record Service(Process process, int port) {

        void stop() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor()).isNotNegative();
        }
    }

    Service serve(Path data, Map<String, String> settings) throws IOException {
        Path out = Files.createTempFile(folder, "service", ".out");
        Process process = start(data, settings, out, Files.createTempFile(folder, "service", ".err"), List.of("serve"));
        await().atMost(Duration.ofMinutes(5))
                .until(() ->
                        !process.isAlive() || UP.matcher(Files.readString(out)).find());
        Matcher up = UP.matcher(Files.readString(out));
        assertThat(up.find()).as("%s %s", out, Files.readString(out)).isTrue();
        return new Service(process, Integer.parseInt(up.group(1)));
    }

    Run run(Path data, Map<String, String> settings, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "run", ".out");
        Path err = Files.createTempFile(folder, "run", ".err");
        int exitCode = start(data, settings, out, err, List.of(arguments)).waitFor();
        return new Run(exitCode, Files.readString(out), Files.readString(err));
    }

    /** The class path without the tests, whose log is another. */
    private static String shipped() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Process start(Path data, Map<String, String> settings, Path out, Path err, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // a short life is not worth the second compiler
                "-XX:TieredStopAtLevel=1",
                "-cp",
                shipped(),
                SupervisionApplication.class.getName()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        process.environment().keySet().removeIf(name -> name.matches("(SUPERVISION|DATABASE|SPRING|LC|LANG).*"));
        process.environment().put("LC_ALL", "C");
        process.environment().put("PORT", "0");
        process.environment().put("DATA_DIR", data.toString());
        process.environment().putAll(settings);
        return process.start();
    }
}
