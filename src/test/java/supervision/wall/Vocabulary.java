package supervision.wall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The words that worlds are drawn from. They stand in a file and not in the pack or the types, so that the worlds stay the
 * same while both change.
 */
final class Vocabulary {

    private final Map<String, List<String>> words = new LinkedHashMap<>();
    private final Map<String, List<String>> grades = new LinkedHashMap<>();
    private final List<LocalDate> turns;

    private Vocabulary(JsonNode root) {
        for (Map.Entry<String, JsonNode> member : root.properties()) {
            switch (member.getKey()) {
                case "codes" -> member.getValue().properties().forEach(code -> words.put(code.getKey(), all(code)));
                case "grades" -> member.getValue().properties().forEach(code -> grades.put(code.getKey(), all(code)));
                default -> words.put(member.getKey(), all(member));
            }
        }
        turns = of("turn").stream().map(LocalDate::parse).toList();
    }

    static Vocabulary read(Path file) throws IOException {
        return new Vocabulary(YAMLMapper.builder().build().readTree(Files.readString(file)));
    }

    private static List<String> all(Map.Entry<String, JsonNode> member) {
        List<String> all = new ArrayList<>();
        member.getValue().forEach(word -> all.add(word.asString()));
        return List.copyOf(all);
    }

    List<String> of(String name) {
        List<String> known = words.get(name);
        if (known == null) {
            throw new IllegalArgumentException("the vocabulary of the wall has no `" + name + "`");
        }
        return known;
    }

    /** Grading schemes with their grades. */
    Map<String, List<String>> grades() {
        return grades;
    }

    /** Days on which the law turns. */
    List<LocalDate> turns() {
        return turns;
    }
}
