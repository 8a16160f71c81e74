package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import supervision.engine.DecisionEngine;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;

/**
 * A regime of publicity and repair that never was, with classes, periods, conditions, times and a start event of its own, and a
 * grading scheme besides: files under {@code rules/} are all it takes.
 */
class AnotherLawTest {

    private static final Path ADDED = Path.of("src/test/resources/another-law/rules");
    private static final Path CASES = Path.of("src/test/resources/another-law/cases");

    @Test
    void casesAreDecidedUnderARegimeAndASchemeThatAreFilesAlone() throws IOException {
        DecisionEngine engine = DecisionEngine.compile(RulePackReader.read(files(), null));

        ReplayReport byEngine = Replay.run(CASES, examples -> engine);
        ReplayReport byReading = Replay.run(CASES, examples -> engine.reading());

        assertThat(byEngine.results()).hasSize(5);
        for (ReplayReport report : List.of(byEngine, byReading)) {
            assertThat(report.problems()).isEmpty();
            assertThat(report.results())
                    .allSatisfy(result -> assertThat(result.differences())
                            .as(result.asked().file())
                            .isEmpty());
        }
    }

    /** The shipped pack with what is added to it: rows to tables that there are, everything else as files of their own. */
    private static PackFiles files() throws IOException {
        Map<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        // the regime before it ends with its first day
        edit(
                files,
                "tables/regimes.yaml",
                text -> text.replace("    from: 2026-04-01\n", "    from: 2026-04-01\n    until: 2028-01-01\n"));
        try (Stream<Path> added = Files.walk(ADDED)) {
            for (Path file : added.filter(Files::isRegularFile).toList()) {
                String path = ADDED.relativize(file).toString().replace('\\', '/');
                String text = Files.readString(file);
                if (files.containsKey(path)) {
                    edit(files, path, before -> withRows(before, text));
                } else {
                    files.put(path, text.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return PackFiles.of(files);
    }

    private interface Edit {
        String of(String text);
    }

    private static void edit(Map<String, byte[]> files, String path, Edit edit) {
        files.computeIfPresent(
                path,
                (key, bytes) ->
                        edit.of(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    /** Puts the rows under each key of a table before those that stand there. */
    private static String withRows(String table, String added) {
        List<String> lines = new ArrayList<>(table.lines().toList());
        int at = 0;
        for (String line : added.lines().toList()) {
            if (line.startsWith(" ")) {
                lines.add(at++, line);
            } else {
                at = lines.indexOf(line) + 1;
                assertThat(at).as(line).isPositive();
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
