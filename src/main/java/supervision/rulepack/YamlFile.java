package supervision.rulepack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A YAML file of the pack, read with problems that name file and line. */
final class YamlFile {

    /** A key that stands twice is refused: of two values the second would win without a word. */
    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /** What was read of texts: a pack that is proposed has most of them in common with the one before. */
    private static final Cache<String, JsonNode> READ =
            Caffeine.newBuilder().maximumSize(500).softValues().build();

    private final String path;
    private final String text;
    private final List<PackProblem> problems;
    private final JsonNode root;

    /** The keys that readers asked for, by the map in which they looked. */
    private final Map<JsonNode, Set<String>> asked = new IdentityHashMap<>();

    /** A file that is no YAML lacks everything: saying so key by key would bury what is wrong. */
    private boolean readable = true;

    YamlFile(String path, String text, List<PackProblem> problems) {
        this.path = path;
        this.text = text;
        this.problems = problems;
        JsonNode node = MAPPER.createObjectNode();
        try {
            JsonNode read = READ.get(text, MAPPER::readTree);
            if (read.isObject()) {
                node = read;
            } else {
                problem("", "the file is not a map of keys", "start it with `id:`");
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            readable = false;
            problems.add(new PackProblem(
                    path, line, "the YAML cannot be read: " + firstLine(e), "correct the indentation or the quotes"));
        }
        this.root = node;
    }

    private static String firstLine(JacksonException e) {
        String message = e.getOriginalMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    JsonNode root() {
        return root;
    }

    String path() {
        return path;
    }

    /** Adds a problem on the first line that holds a text. */
    void problem(String at, String problem, String remedy) {
        problem(at.isEmpty() ? -1 : text.indexOf(at), problem, remedy);
    }

    private void problem(int found, String problem, String remedy) {
        int line = found < 0 ? 0 : (int) text.substring(0, found).lines().count() + (startsLine(found) ? 1 : 0);
        if (readable) {
            problems.add(new PackProblem(path, line, problem, remedy));
        }
    }

    /** What stands under a key; missing if nothing does. */
    JsonNode child(JsonNode node, String key) {
        asked.computeIfAbsent(node, map -> new TreeSet<>()).add(key);
        return node.path(key);
    }

    boolean has(JsonNode node, String key) {
        return !child(node, key).isMissingNode();
    }

    /** Keys that say something to people and nothing to the program. */
    void forPeople(JsonNode node, String... keys) {
        for (String key : keys) {
            child(node, key);
        }
    }

    /**
     * Complains of keys for which nobody asked: misspelt, they would be passed over without a word. Maps whose keys are free, of
     * which no key is asked for by name, are left out, and so is {@code note}, which may stand anywhere. To be called when all is read and nothing else is wrong: what was given up
     * half-way has keys left.
     */
    void refuseUnknownKeys() {
        asked.forEach((node, keys) -> node.properties().forEach(entry -> {
            if (!keys.contains(entry.getKey()) && !entry.getKey().equals("note")) {
                problem(
                        entry.getKey() + ":",
                        "the key `" + entry.getKey() + "` is not known here",
                        "use some of " + keys);
            }
        }));
    }

    private boolean startsLine(int index) {
        return index == 0 || text.charAt(index - 1) == '\n';
    }

    String string(JsonNode node, String key) {
        String value = optional(node, key);
        if (value == null) {
            problem(firstKey(node), "`" + key + "` is missing", "add `" + key + ":`");
            return "";
        }
        return value;
    }

    @Nullable
    String optional(JsonNode node, String key) {
        JsonNode value = child(node, key);
        if (value.isContainer()) {
            problem(key + ":", "`" + key + "` holds several values", "give one");
            return "";
        }
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    boolean flag(JsonNode node, String key) {
        JsonNode value = child(node, key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problem(key + ":", "`" + key + "` is neither true nor false", "write true or false, without quotes");
            return false;
        }
        return value.asBoolean(false);
    }

    LocalDate day(JsonNode node, String key) {
        LocalDate day = optionalDay(node, key);
        if (day == null) {
            problem(firstKey(node), "`" + key + "` is missing", "add `" + key + ": yyyy-mm-dd`");
            return LocalDate.MAX;
        }
        return day;
    }

    @Nullable
    LocalDate optionalDay(JsonNode node, String key) {
        String value = optional(node, key);
        if (value == null) {
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            problem(value, "`" + value + "` is no day", "write `" + key + ": yyyy-mm-dd` with a day that exists");
            return LocalDate.MAX;
        }
    }

    /** Chinese under one key, English under {@code en}. */
    Text title(JsonNode node) {
        return new Text(string(node, "title"), string(node, "en"));
    }

    Text bilingual(JsonNode node, String key) {
        JsonNode value = child(node, key);
        if (!value.isObject()) {
            problem(firstKey(node), "`" + key + "` is missing", "add `" + key + ": {zh: …, en: …}`");
            return new Text("", "");
        }
        Text text = new Text(string(value, "zh"), string(value, "en"));
        if (text.zh().isBlank() && has(value, "zh") || text.en().isBlank() && has(value, "en")) {
            problem(firstKey(value), "`" + key + "` is empty in one language", "fill in both");
        }
        return text;
    }

    /** Both languages, or null where the key is not there at all. */
    @Nullable
    Text optionalBilingual(JsonNode node, String key) {
        return has(node, key) ? bilingual(node, key) : null;
    }

    List<String> strings(JsonNode node, String key) {
        List<String> values = new ArrayList<>();
        JsonNode list = child(node, key);
        if (list.isArray()) {
            list.forEach(value -> values.add(value.asString()));
        } else if (!list.isMissingNode() && !list.isNull()) {
            problem(key, "`" + key + "` is not a list", "write `" + key + ": [a, b]`");
        }
        return List.copyOf(values);
    }

    Map<String, String> map(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString()));
        return values;
    }

    <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String value) {
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        problem(value, "`" + value + "` is not known", "use one of " + List.of(type.getEnumConstants()));
        return null;
    }

    /** The first key of a node as the file writes it, to find the line of the node. */
    private String firstKey(JsonNode node) {
        if (node.isEmpty()) {
            return "";
        }
        Map.Entry<String, JsonNode> first = node.properties().iterator().next();
        String key = first.getKey() + ":";
        String value = first.getValue().isValueNode() ? first.getValue().asString() : "";
        return Stream.of(key + " " + value, key + " \"" + value + "\"", key + " '" + value + "'")
                .filter(text::contains)
                .findFirst()
                .orElse(key);
    }
}
