package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The catalogue of edge cases and contradictions, {@code fixtures/edge-cases.yaml}. */
record EdgeCases(List<Part> parts) {

    record Part(Text title, List<EdgeCase> cases) {}

    /**
     * Something that a supervisor asks about.
     *
     * @param shownBy names of test classes that show it where no case file can
     * @param outside why it is none of the service's business; null if it is
     */
    record EdgeCase(
            String id,
            Text title,
            List<String> shownBy,
            @Nullable Text outside) {}

    static EdgeCases read() throws IOException {
        JsonNode root = YAMLMapper.builder().build().readTree(Files.readString(Path.of("fixtures/edge-cases.yaml")));
        List<Part> parts = new ArrayList<>();
        for (JsonNode part : root.path("parts")) {
            keys(part, List.of("title", "en", "cases"));
            List<EdgeCase> cases = new ArrayList<>();
            for (JsonNode told : part.path("cases")) {
                keys(told, List.of("id", "title", "en", "shownBy", "outside"));
                List<String> shownBy = new ArrayList<>();
                told.path("shownBy").forEach(name -> shownBy.add(name.asString()));
                cases.add(new EdgeCase(
                        told.path("id").asString(),
                        text(told, "title", "en"),
                        List.copyOf(shownBy),
                        told.has("outside") ? text(told.path("outside"), "zh", "en") : null));
            }
            parts.add(new Part(text(part, "title", "en"), List.copyOf(cases)));
        }
        return new EdgeCases(List.copyOf(parts));
    }

    List<EdgeCase> all() {
        return parts.stream().flatMap(part -> part.cases().stream()).toList();
    }

    private static void keys(JsonNode node, List<String> known) {
        assertThat(known)
                .as("keys of %s in edge-cases.yaml", node)
                .containsAll(node.properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .toList());
    }

    private static Text text(JsonNode node, String zh, String en) {
        Text text = new Text(node.path(zh).asString(""), node.path(en).asString(""));
        assertThat(text.zh()).as("Chinese of %s", node).containsPattern("[\\u4e00-\\u9fff]");
        assertThat(text.en()).as("English of %s", node).containsPattern("[A-Za-z]");
        return text;
    }
}
