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
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** A YAML file of the pack, read with problems that name file and line. */
final class YamlFile {

    /** A key that stands twice is refused: of two values the second would win without a word. */
    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    static final int FIRST_YEAR = 1949;
    static final int LAST_YEAR = 2199;

    /** What was read of texts: a pack that is proposed has most of them in common with the one before. */
    private static final Cache<String, JsonNode> READ =
            Caffeine.newBuilder().maximumSize(500).softValues().build();

    private final String path;
    private final String text;
    private final List<PackProblem> problems;
    private final List<PackProblem> dangling;
    private final JsonNode root;

    /** The keys that readers asked for, by the map in which they looked. */
    private final Map<JsonNode, Set<String>> asked = new IdentityHashMap<>();

    /** A file that is no YAML lacks everything: saying so key by key would bury what is wrong. */
    private boolean readable = true;

    /**
     * @param text what the file says; null if there is no such file, or it cannot be read as text
     * @param unreadable is told if it is no YAML: a file that lacks everything is the cause of what others miss
     * @param dangling is told what it names that is not there
     */
    YamlFile(
            String path,
            @Nullable String text,
            List<PackProblem> unreadable,
            List<PackProblem> problems,
            List<PackProblem> dangling) {
        this.path = path;
        this.text = text == null ? "" : text;
        this.problems = problems;
        this.dangling = dangling;
        JsonNode node = MAPPER.createObjectNode();
        if (text == null) {
            // it is missing, and that is said
            readable = false;
        } else {
            try {
                node = READ.get(text, YamlFile::parsed);
            } catch (Odd e) {
                unreadable.add(new PackProblem(path, e.line, e.column, e.problem, e.remedy));
                readable = false;
            } catch (JacksonException e) {
                TokenStreamLocation at = e.getLocation();
                unreadable.add(new PackProblem(
                        path,
                        at == null ? 0 : at.getLineNr(),
                        at == null ? 0 : Math.max(0, at.getColumnNr()),
                        "the YAML cannot be read: " + firstLine(e),
                        "correct the indentation or the quotes"));
                readable = false;
            } catch (StackOverflowError e) {
                unreadable.add(new PackProblem(path, 0, "the YAML is nested too deeply", "write it flat"));
                readable = false;
            }
        }
        this.root = node;
    }

    /** What YAML allows and the reader would pass over, or take for something else, without a word. */
    private static final class Odd extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;
        private final String problem;
        private final String remedy;

        Odd(TokenStreamLocation at, String problem, String remedy) {
            super(problem);
            this.line = at.getLineNr();
            this.column = at.getColumnNr();
            this.problem = problem;
            this.remedy = remedy;
        }
    }

    private static JsonNode parsed(String text) {
        try (YAMLParser parser = (YAMLParser) MAPPER.createParser(text)) {
            int depth = 0;
            boolean ended = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                TokenStreamLocation at = parser.currentTokenLocation();
                if (ended) {
                    throw new Odd(at, "a second document begins here", "remove `---`: a file is one document");
                }
                if (parser.isCurrentAlias()) {
                    throw new Odd(
                            at,
                            "`*" + parser.getString() + "` is an alias",
                            "write the value out: a pack has no aliases; put a text that begins so in quotes");
                }
                if (parser.getTypeId() != null) {
                    throw new Odd(at, "`!" + parser.getTypeId() + "` is a tag", "write the value without it");
                }
                if (token == JsonToken.PROPERTY_NAME) {
                    String looks = PackText.looksLikeAnother(parser.currentName());
                    if (looks != null) {
                        throw new Odd(
                                at, "in the key `" + parser.currentName() + "`, " + looks, "write the plain character");
                    }
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                ended = depth == 0;
            }
        }
        JsonNode read = MAPPER.readTree(text);
        if (!read.isObject()) {
            throw new Odd(
                    new TokenStreamLocation(null, 0, 0, 0),
                    "the file is not a map of keys",
                    "start it with a key, such as `id:`");
        }
        return read;
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
        add(problems, found, problem, remedy);
    }

    /** Adds that something is named that is not there. */
    void dangling(String at, String problem, String remedy) {
        add(dangling, text.indexOf(at), problem, remedy);
    }

    private void add(List<PackProblem> told, int found, String problem, String remedy) {
        int line = found < 0 ? 0 : (int) text.substring(0, found).lines().count() + (startsLine(found) ? 1 : 0);
        if (readable) {
            told.add(new PackProblem(path, line, problem, remedy));
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
        String looks = key.equals("id") ? PackText.looksLikeAnother(value) : null;
        if (looks != null) {
            problem("id: " + value, "in the id `" + value + "`, " + looks, "write plain letters");
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
            LocalDate day = LocalDate.parse(value);
            if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                problem(
                        value,
                        "`" + value + "` is before " + FIRST_YEAR + " or after " + LAST_YEAR,
                        "write the year that is meant; leave `until` out where there is no end");
            }
            String from = node.path("from").isString() ? node.path("from").asString() : "";
            // days of one form are in the order of their texts
            if (key.equals("until") && from.length() == value.length() && value.compareTo(from) <= 0) {
                problem(
                        "until: " + value,
                        "a row from " + from + " ends on " + value + ", before it is in force for a day",
                        "correct one of the days: `until` is the first day on which it no longer holds");
            }
            return day;
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

    /** The maps of a list; none if there is no such key. */
    List<JsonNode> rows(JsonNode node, String key) {
        JsonNode list = child(node, key);
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray()) {
            problem(key + ":", "`" + key + "` is not a list", "write each of its entries behind `- `");
            return List.of();
        }
        List<JsonNode> rows = new ArrayList<>();
        list.forEach(row -> {
            if (row.isObject()) {
                rows.add(row);
            } else {
                problem(
                        key + ":",
                        "an entry of `" + key + "` is not a map of keys",
                        "write `- id: …` and its other keys");
            }
        });
        return rows;
    }

    /** A map of keys; empty if there is no such key. */
    JsonNode submap(JsonNode node, String key) {
        JsonNode map = child(node, key);
        if (map.isObject()) {
            return map;
        }
        if (!map.isMissingNode() && !map.isNull()) {
            problem(key + ":", "`" + key + "` is not a map of keys", "write `" + key + ":` and below it `key: value`");
        }
        return MAPPER.createObjectNode();
    }

    /** Maps by key; none if there is no such key. */
    Map<String, JsonNode> maps(JsonNode node, String key) {
        return maps(submap(node, key));
    }

    /** Those entries of a map that are maps; complains of the others. */
    Map<String, JsonNode> maps(JsonNode map) {
        Map<String, JsonNode> maps = new LinkedHashMap<>();
        map.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                maps.put(entry.getKey(), entry.getValue());
            } else {
                problem(
                        entry.getKey() + ":",
                        "`" + entry.getKey() + "` is not a map of keys",
                        "write below it `key: value`");
            }
        });
        return maps;
    }

    List<String> strings(JsonNode node, String key) {
        List<String> values = new ArrayList<>();
        JsonNode list = child(node, key);
        if (list.isArray()) {
            list.forEach(value -> {
                if (value.isContainer() || value.isNull()) {
                    problem(key, "an entry of `" + key + "` is no text", "write `" + key + ": [a, b]`");
                } else {
                    values.add(value.asString());
                }
            });
        } else if (!list.isMissingNode() && !list.isNull()) {
            problem(key, "`" + key + "` is not a list", "write `" + key + ": [a, b]`");
        }
        return List.copyOf(values);
    }

    Map<String, String> map(JsonNode node, String key) {
        Map<String, String> values = new LinkedHashMap<>();
        submap(node, key).properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                values.put(entry.getKey(), entry.getValue().asString());
            } else {
                problem(entry.getKey() + ":", "`" + entry.getKey() + "` has no value", "write one behind the colon");
            }
        });
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
