package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import supervision.engine.Engines;
import supervision.rulepack.RulePack;

/**
 * The law stands in the rules and their tables: the program names nothing of the pack by its id. A line that comes here
 * is law that no officer can see.
 */
class IdsInJavaTest {

    /** How the program counts, whatever is counted: these stay. */
    private static final Set<String> OF_INSTRUMENTS = Set.of(
            // the figure that the question `opens` asks beside the one that it names
            "DrlReader time/eligible-on-last-day",
            // a ratio of zero is refused unless that is chosen
            "RatioCheck inspection/preferential-may-be-zero",
            "Figures publicity/provincial-ceiling",
            "Figures time/eligible-on-last-day",
            "Figures time/publicity-end-rolls-over-holidays");

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*+)\"");

    @Test
    void noIdOfThePackStandsInTheProgram() throws IOException {
        Set<String> ids = ids(Engines.shipped().pack());
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                Matcher text = TEXT.matcher(Files.readString(file));
                while (text.find()) {
                    if (ids.contains(text.group(1))) {
                        found.add(name + " " + text.group(1));
                    }
                }
            }
        }
        assertThat(ids).hasSizeGreaterThan(1000);
        assertThat(found).containsExactlyElementsOf(new TreeSet<>(OF_INSTRUMENTS));
    }

    private static Set<String> ids(RulePack pack) {
        Set<String> ids = new TreeSet<>(pack.parameters().keySet());
        ids.addAll(pack.tables().lists().keySet());
        ids.addAll(pack.tables().schemes().keySet());
        ids.addAll(pack.tables().regimes().keySet());
        ids.addAll(pack.tables().bans().keySet());
        ids.addAll(pack.tables().roles().keySet());
        pack.tables()
                .catalogues()
                .forEach(edition -> ids.addAll(edition.measures().keySet()));
        pack.sources().forEach((id, source) -> {
            ids.add(id);
            source.clauses().keySet().forEach(clause -> ids.add(id + "/" + clause));
        });
        pack.rules().forEach(rule -> ids.add(rule.name()));
        return ids;
    }
}
