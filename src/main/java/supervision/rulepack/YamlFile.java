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
import org.snakeyaml.engine.v2.api.LoadSettings;
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
                    .loadSettings(LoadSettings.builder()
                            .setCodePointLimit(PackFiles.LARGEST_FILE)
                            .build())
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
                YamlFault fault = YamlFault.of(e);
                unreadable.add(new PackProblem(
                        path,
                        at == null ? 0 : at.getLineNr(),
                        at == null ? 0 : Math.max(0, at.getColumnNr()),
                        Text.of("无法按 YAML 读取：%1$s", "the YAML cannot be read: %1$s", fault.found()),
                        fault.remedy()));
                readable = false;
            } catch (StackOverflowError e) {
                unreadable.add(new PackProblem(
                        path,
                        0,
                        new Text("YAML 嵌套过深", "the YAML is nested too deeply"),
                        new Text("减少层次", "write it flat")));
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
        private final Text problem;
        private final Text remedy;

        Odd(TokenStreamLocation at, Text problem, Text remedy) {
            super(problem.en());
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
                    throw new Odd(
                            at,
                            new Text("由此开始了第二个文档", "a second document begins here"),
                            new Text("删去 `---`：一个文件只能有一个文档", "remove `---`: a file is one document"));
                }
                if (parser.isCurrentAlias()) {
                    throw new Odd(
                            at,
                            Text.of("`*%1$s` 是 YAML 别名", "`*%1$s` is an alias", parser.getString()),
                            new Text(
                                    "把值直接写出：规则包不用别名；以此开头的文字请加引号",
                                    "write the value out: a pack has no aliases; put a text that begins so in quotes"));
                }
                if (parser.getTypeId() != null) {
                    throw new Odd(
                            at,
                            Text.of("`!%1$s` 是 YAML 标签", "`!%1$s` is a tag", parser.getTypeId()),
                            new Text("只写值，不加标签", "write the value without it"));
                }
                Text strange = token.isScalarValue() || token == JsonToken.PROPERTY_NAME
                        ? PackText.strange(parser.getString())
                        : null;
                if (strange != null) {
                    throw new Odd(
                            at, strange, new Text("改为普通字符，不用转义写出", "write the plain character, without an escape"));
                }
                if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals("<<")) {
                    throw new Odd(
                            at,
                            new Text("`<<` 引用另一个键值对", "`<<` takes the keys of another map"),
                            new Text("把各键直接写出：规则包不作合并", "write the keys out: a pack merges nothing"));
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                ended = depth == 0;
            }
        }
        JsonNode read = MAPPER.readTree(text);
        if (!read.isObject()) {
            throw new Odd(
                    new TokenStreamLocation(null, 0, 0, 0),
                    new Text("文件不是键值对", "the file is not a map of keys"),
                    new Text("以键开头，如 `id:`", "start it with a key, such as `id:`"));
        }
        return read;
    }

    JsonNode root() {
        return root;
    }

    String path() {
        return path;
    }

    /** Adds a problem on the first line that holds a text. */
    void problem(String at, Text problem, Text remedy) {
        problem(at.isEmpty() ? -1 : text.indexOf(at), problem, remedy);
    }

    /** Adds a problem on the line of a key that stands below another, with or without quotes. */
    void problemAtKey(String key, Text problem, Text remedy) {
        int before = Stream.of("\n  " + key + ":", "\n  \"" + key + "\":", "\n  '" + key + "':")
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .findFirst()
                .orElse(-1);
        problem(before < 0 ? -1 : before + 1, problem, remedy);
    }

    private void problem(int found, Text problem, Text remedy) {
        add(problems, found, problem, remedy);
    }

    /** Adds that something is named that is not there. */
    void dangling(String at, Text problem, Text remedy) {
        add(dangling, text.indexOf(at), problem, remedy);
    }

    private void add(List<PackProblem> told, int found, Text problem, Text remedy) {
        int line = found < 0 ? 0 : (int) text.substring(0, found).lines().count() + (startsLine(found) ? 1 : 0);
        if (readable) {
            int column = found < 0 ? 0 : found - text.lastIndexOf('\n', found - 1);
            told.add(new PackProblem(path, line, column, problem, remedy));
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
                        Text.of("此处没有键 `%1$s`", "the key `%1$s` is not known here", entry.getKey()),
                        Text.of("可用的键：%1$s", "use some of %1$s", keys));
            }
        }));
    }

    private boolean startsLine(int index) {
        return index == 0 || text.charAt(index - 1) == '\n';
    }

    String string(JsonNode node, String key) {
        String value = optional(node, key);
        if (value == null) {
            problem(
                    firstKey(node),
                    Text.of("缺少 `%1$s`", "`%1$s` is missing", key),
                    Text.of("增加 `%1$s:`", "add `%1$s:`", key));
            return "";
        }
        return value;
    }

    @Nullable
    String optional(JsonNode node, String key) {
        JsonNode value = child(node, key);
        if (value.isContainer()) {
            problem(
                    key + ":",
                    Text.of("`%1$s` 写了多个值", "`%1$s` holds several values", key),
                    new Text("只写一个", "give one"));
            return "";
        }
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    boolean flag(JsonNode node, String key) {
        JsonNode value = child(node, key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problem(
                    key + ":",
                    Text.of("`%1$s` 既不是 true 也不是 false", "`%1$s` is neither true nor false", key),
                    new Text("写 true 或 false，不加引号", "write true or false, without quotes"));
            return false;
        }
        return value.asBoolean(false);
    }

    LocalDate day(JsonNode node, String key) {
        LocalDate day = optionalDay(node, key);
        if (day == null) {
            problem(
                    firstKey(node),
                    Text.of("缺少 `%1$s`", "`%1$s` is missing", key),
                    Text.of("增加 `%1$s: yyyy-mm-dd`", "add `%1$s: yyyy-mm-dd`", key));
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
                        Text.of(
                                "`%1$s` 早于 %2$s 年或者晚于 %3$s 年",
                                "`%1$s` is before %2$s or after %3$s", value, FIRST_YEAR, LAST_YEAR),
                        new Text(
                                "改为正确的年份；没有终止日的，不写 `until`",
                                "write the year that is meant; leave `until` out where there is no end"));
            }
            String from = node.path("from").isString() ? node.path("from").asString() : "";
            // days of one form are in the order of their texts
            if (key.equals("until") && from.length() == value.length() && value.compareTo(from) <= 0) {
                problem(
                        "until: " + value,
                        Text.of(
                                "自 %1$s 起的一行于 %2$s 终止，一天也没有施行",
                                "a row from %1$s ends on %2$s, before it is in force for a day", from, value),
                        new Text(
                                "改正其中一个日期：`until` 为不再施行的第一天",
                                "correct one of the days: `until` is the first day on which it no longer holds"));
            }
            return day;
        } catch (DateTimeParseException e) {
            problem(
                    value,
                    Text.of("`%1$s` 不是日期", "`%1$s` is no day", value),
                    Text.of("写成 `%1$s: yyyy-mm-dd`，日期须真实存在", "write `%1$s: yyyy-mm-dd` with a day that exists", key));
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
            problem(
                    firstKey(node),
                    Text.of("缺少 `%1$s`", "`%1$s` is missing", key),
                    Text.of("增加 `%1$s: {zh: …, en: …}`", "add `%1$s: {zh: …, en: …}`", key));
            return new Text("", "");
        }
        Text text = new Text(string(value, "zh"), string(value, "en"));
        if (text.zh().isBlank() && has(value, "zh") || text.en().isBlank() && has(value, "en")) {
            problem(
                    firstKey(value),
                    Text.of("`%1$s` 有一种语言为空", "`%1$s` is empty in one language", key),
                    new Text("中英文都要填写", "fill in both"));
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
            problem(
                    key + ":",
                    Text.of("`%1$s` 不是列表", "`%1$s` is not a list", key),
                    new Text("每一项以 `- ` 开头", "write each of its entries behind `- `"));
            return List.of();
        }
        List<JsonNode> rows = new ArrayList<>();
        list.forEach(row -> {
            if (row.isObject()) {
                rows.add(row);
            } else {
                problem(
                        key + ":",
                        Text.of("`%1$s` 中有一项不是键值对", "an entry of `%1$s` is not a map of keys", key),
                        new Text("写成 `- id: …` 及其他键", "write `- id: …` and its other keys"));
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
            problem(
                    key + ":",
                    Text.of("`%1$s` 不是键值对", "`%1$s` is not a map of keys", key),
                    Text.of("写 `%1$s:`，其下写 `key: value`", "write `%1$s:` and below it `key: value`", key));
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
                        Text.of("`%1$s` 不是键值对", "`%1$s` is not a map of keys", entry.getKey()),
                        new Text("其下写 `key: value`", "write below it `key: value`"));
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
                    problem(
                            key,
                            Text.of("`%1$s` 中有一项不是文字", "an entry of `%1$s` is no text", key),
                            Text.of("写成 `%1$s: [a, b]`", "write `%1$s: [a, b]`", key));
                } else {
                    values.add(value.asString());
                }
            });
        } else if (!list.isMissingNode() && !list.isNull()) {
            problem(
                    key,
                    Text.of("`%1$s` 不是列表", "`%1$s` is not a list", key),
                    Text.of("写成 `%1$s: [a, b]`", "write `%1$s: [a, b]`", key));
        }
        return List.copyOf(values);
    }

    Map<String, String> map(JsonNode node, String key) {
        Map<String, String> values = new LinkedHashMap<>();
        submap(node, key).properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                values.put(entry.getKey(), entry.getValue().asString());
            } else {
                problem(
                        entry.getKey() + ":",
                        Text.of("`%1$s` 没有值", "`%1$s` has no value", entry.getKey()),
                        new Text("在冒号后写上值", "write one behind the colon"));
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
        problem(
                value,
                Text.of("没有 `%1$s` 这个值", "`%1$s` is not known", value),
                Text.of("改为 %1$s 之一", "use one of %1$s", List.of(type.getEnumConstants())));
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
