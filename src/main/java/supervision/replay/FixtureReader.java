package supervision.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.decision.Text;
import supervision.facts.Case;
import supervision.facts.CreditCode;
import supervision.facts.Fact;
import supervision.facts.InvalidCreditCodeException;
import supervision.facts.RelatedRecord;
import supervision.intake.FactJson;
import supervision.law.SourceRef;
import supervision.rulepack.YamlFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads case files. A file that cannot be run is a problem with its name, never a case left out in silence. */
public final class FixtureReader {

    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private static final String USUAL_SUBJECT = "91370116MAX0000157";
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalTime OFFICE_OPENS = LocalTime.of(9, 0);

    private static final List<String> HEAD = List.of("case", "en", "why", "edge");
    private static final List<String> DECIDE = List.of("subject", "decideOn", "examples", "figures", "facts", "expect");
    /** The catalogue of edge cases and the list of changes that no case notices stand among the cases and are none. */
    private static final List<String> NO_CASES = List.of("edge-cases.yaml", "surviving-mutants.yaml");

    private static final List<String> TIME = List.of("workingDays", "period", "calendarMissing");

    /** What an entity is unless its case says otherwise. */
    private static final Map<String, Object> USUAL_ENTITY = Map.of(
            "name",
            "测试企业",
            "type",
            "ENTERPRISE",
            "jurisdiction",
            "370116",
            "ownership",
            "PRIVATE",
            "status",
            "ACTIVE",
            "fullCoverage",
            false);

    private FixtureReader() {}

    /** The cases of a file, or of all YAML files below a folder, in the order of their paths. */
    public record Fixtures(List<FixtureCase> cases, List<FixtureProblem> problems) {}

    /**
     * Reads a file or a folder.
     *
     * @throws IOException if it does not exist or cannot be read
     */
    public static Fixtures read(Path fixtures) throws IOException {
        if (!Files.exists(fixtures)) {
            throw new IOException("没有案例 `%1$s`，请给出案例文件或者目录 / no cases at `%1$s`: name a case file or a folder of them"
                    .formatted(fixtures));
        }
        List<FixtureCase> cases = new ArrayList<>();
        List<FixtureProblem> problems = new ArrayList<>();
        Map<String, String> sentences = new HashMap<>();
        for (Path path : files(fixtures)) {
            String name = path.equals(fixtures)
                    ? path.getFileName().toString()
                    : fixtures.relativize(path).toString().replace('\\', '/');
            try {
                FixtureCase read = read(name, Files.readString(path, StandardCharsets.UTF_8));
                String other = sentences.put(read.sentence(), name);
                if (other == null) {
                    cases.add(read);
                } else {
                    problems.add(new FixtureProblem(
                            name,
                            Text.of("与 `%1$s` 的说明相同", "it has the same sentence as `%1$s`", other),
                            new Text("写明不同之处", "say what is different about it")));
                }
            } catch (Malformed e) {
                problems.add(new FixtureProblem(name, e.problem, e.remedy));
            } catch (java.nio.charset.CharacterCodingException e) {
                problems.add(new FixtureProblem(
                        name,
                        new Text("文件不是 UTF-8 编码", "the file is not in UTF-8"),
                        new Text("另存为 UTF-8", "save it as UTF-8")));
            }
        }
        return new Fixtures(List.copyOf(cases), List.copyOf(problems));
    }

    static List<Path> files(Path fixtures) throws IOException {
        if (Files.isRegularFile(fixtures)) {
            return List.of(fixtures);
        }
        try (Stream<Path> paths = Files.walk(fixtures)) {
            return paths.filter(path -> path.toString().endsWith(".yaml")
                            && Files.isRegularFile(path)
                            && NO_CASES.stream().map(fixtures::resolve).noneMatch(path::equals))
                    .sorted(java.util.Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    /** Something in a file that keeps it from being run. */
    private static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Text problem;
        private final Text remedy;

        Malformed(Text problem, Text remedy) {
            super(problem.en());
            this.problem = problem;
            this.remedy = remedy;
        }
    }

    private static FixtureCase read(String file, String text) {
        ObjectNode root;
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode read)) {
                throw new Malformed(
                        new Text("文件不是键值对", "it is not a map of keys"),
                        new Text("以 `case:` 开头", "start it with `case:`"));
            }
            root = read;
        } catch (JacksonException e) {
            YamlFault fault = YamlFault.of(e);
            throw new Malformed(
                    Text.of("无法按 YAML 读取%1$s：%2$s", "the YAML cannot be read%1$s: %2$s", line(e), fault.found()),
                    fault.remedy());
        }
        List<String> time = TIME.stream().filter(root::has).toList();
        if (time.size() > 1) {
            throw new Malformed(
                    Text.of("同时有 %1$s 中的几项", "it has several of %1$s", TIME),
                    new Text("一个文件只问一件事", "ask one thing in a file"));
        }
        List<String> known = new ArrayList<>(HEAD);
        known.addAll(time.isEmpty() ? DECIDE : time);
        knownKeys(root, new Text("案例", "the case"), known);
        return new FixtureCase(
                file,
                text(root, "case"),
                text(root, "en"),
                why(root),
                edge(root),
                time.isEmpty() ? decide(file, root) : time(time.get(0), map(root, time.get(0))));
    }

    private static Text line(JacksonException e) {
        return e.getLocation() == null
                ? new Text("", "")
                : Text.of("（第 %1$s 行）", " in line %1$s", e.getLocation().getLineNr());
    }

    private static List<SourceRef> why(ObjectNode root) {
        JsonNode why = root.path("why");
        List<String> cited = why.isArray() ? texts(why, "why") : List.of(text(root, "why"));
        return cited.stream().map(FixtureReader::clause).toList();
    }

    private static SourceRef clause(String cited) {
        try {
            return SourceRef.parse(cited);
        } catch (IllegalArgumentException e) {
            throw new Malformed(
                    Text.of(
                            "`why` 没有引用条款：`%1$s` 应依次写文件 id、斜线和小写的条款，如 `laiwu-2020-19/6.2`",
                            "`why` cites no clause: %2$s", cited, e.getMessage()),
                    new Text("写成 `why: ndrc-2025-36/classes`", "write `why: ndrc-2025-36/classes`"));
        }
    }

    private static List<String> edge(ObjectNode root) {
        if (!root.has("edge")) {
            return List.of();
        }
        List<String> ids = texts(root.path("edge"), "edge");
        for (String id : ids) {
            if (!id.matches("C?[1-9][0-9]*")) {
                throw new Malformed(
                        Text.of("`edge` 写有 `%1$s`，没有这个边界情形", "`edge` names `%1$s`, which is no edge case", id),
                        new Text("写成 `edge: [12]` 或 `edge: [C1]`", "write `edge: [12]` or `edge: [C1]`"));
            }
        }
        if (ids.isEmpty() || Set.copyOf(ids).size() < ids.size()) {
            throw new Malformed(
                    new Text("`edge` 为空，或者有重复", "`edge` is empty or names one twice"),
                    new Text("每个边界情形只写一次，没有的不写 `edge`", "name each edge case once, or leave `edge` out"));
        }
        return List.copyOf(ids);
    }

    private static FixtureCase.Question time(String key, ObjectNode asked) {
        LocalDate from = day(asked, "from");
        if (key.equals("period")) {
            knownKeys(asked, new Text("`period`", "`period`"), List.of("from", "period", "lastDay"));
            String period = text(asked, "period");
            try {
                return new FixtureCase.CountPeriod(from, Period.parse(period), day(asked, "lastDay"));
            } catch (DateTimeException e) {
                throw new Malformed(
                        Text.of("`%1$s` 不是期间", "`%1$s` is no period", period),
                        new Text("写成 `P3M` 或 `P1Y`", "write it as `P3M` or `P1Y`"));
            }
        }
        if (key.equals("workingDays")) {
            knownKeys(asked, new Text("`workingDays`", "`workingDays`"), List.of("from", "days", "expect", "knownOn"));
            return new FixtureCase.CountWorkingDays(from, number(asked, "days"), day(asked, "expect"), knownOn(asked));
        }
        knownKeys(
                asked, new Text("`calendarMissing`", "`calendarMissing`"), List.of("from", "days", "year", "knownOn"));
        return new FixtureCase.CalendarMissing(from, number(asked, "days"), number(asked, "year"), knownOn(asked));
    }

    private static @Nullable LocalDate knownOn(ObjectNode asked) {
        return asked.has("knownOn") ? day(asked, "knownOn") : null;
    }

    private static FixtureCase.Decide decide(String file, ObjectNode root) {
        LocalDate decideOn = day(root, "decideOn");
        String subject = root.has("subject") ? text(root, "subject") : USUAL_SUBJECT;
        try {
            new CreditCode(subject);
        } catch (InvalidCreditCodeException e) {
            throw new Malformed(
                    Text.of("`subject` 不是统一社会信用代码：%1$s", "`subject` is no credit code: %2$s", e.zh(), e.en()),
                    new Text("使用 README 中的虚构代码", "use one of the synthetic codes of the README"));
        }
        JsonNode facts = root.path("facts");
        if (!facts.isArray() || facts.isEmpty()) {
            throw new Malformed(
                    new Text("没有 `facts`", "it has no `facts`"),
                    new Text("至少写 `- {kind: entity}`", "list at least `- {kind: entity}`"));
        }
        Map<String, List<Fact>> bySubject = new LinkedHashMap<>();
        bySubject.put(subject, new ArrayList<>());
        int number = 0;
        for (JsonNode fact : facts) {
            String about = fact.path("subject").asString(subject);
            bySubject.computeIfAbsent(about, code -> new ArrayList<>()).add(fact(file, ++number, about, fact));
        }
        List<Fact> known = RelatedRecord.joined(
                Objects.requireNonNull(bySubject.remove(subject)),
                code -> Objects.requireNonNullElse(bySubject.remove(code), List.of()));
        if (!bySubject.isEmpty()) {
            throw new Malformed(
                    Text.of(
                            "有 %1$s 的事实，但它们与 `%2$s` 没有关联",
                            "it has facts of %1$s, to which nothing ties `%2$s`", bySubject.keySet(), subject),
                    new Text(
                            "增加 `{kind: relation, type: …, other: …, since: …}`",
                            "add `{kind: relation, type: …, other: …, since: …}`"));
        }
        Set<String> keys = new HashSet<>();
        known.stream()
                .map(Fact::id)
                .sorted()
                .filter(id -> !keys.add(id))
                .findFirst()
                .ifPresent(id -> {
                    throw new Malformed(
                            Text.of(
                                    "两项事实的键都是 `%1$s`：保留较新的一版",
                                    "two facts have the key `%1$s`: keep the newer version", id),
                            new Text("每条信息用不同的键", "give each record its own key"));
                });
        Case asked = new Case(
                subject,
                known,
                decideOn,
                decideOn.atTime(OFFICE_OPENS).atZone(SHANGHAI).toInstant());
        return new FixtureCase.Decide(
                asked,
                root.has("examples") ? text(root, "examples") : null,
                root.has("figures") ? values(map(root, "figures")) : Collections.emptySortedMap(),
                expected(map(root, "expect")));
    }

    private static Fact fact(String file, int number, String subject, JsonNode told) {
        if (!(told instanceof ObjectNode members)) {
            throw new Malformed(
                    Text.of("第 %1$s 项事实不是键值对", "fact %1$s is not a map of keys", number),
                    new Text("写成 `{kind: penalty, authority: …}`", "write it as `{kind: penalty, authority: …}`"));
        }
        ObjectNode record = members.deepCopy();
        if (record.path("kind").asString("").equals("entity")) {
            USUAL_ENTITY.forEach((key, value) -> {
                if (!record.has(key)) {
                    record.putPOJO(key, value);
                }
            });
        }
        record.put("subject", subject);
        try {
            return FactJson.read(record.toString(), file, number).fact();
        } catch (IllegalArgumentException e) {
            throw new Malformed(
                    Text.of("第 %1$s 项事实无法读取，读取程序提示：%2$s", "fact %1$s cannot be read: %2$s", number, e.getMessage()),
                    new Text(
                            "按 JSON 行文件的写法写该种类的各项，不写 `subject`",
                            "write the members of its kind as in a file of JSON lines, without `subject`"));
        }
    }

    private static FixtureCase.Expected expected(ObjectNode expect) {
        knownKeys(
                expect,
                new Text("`expect`", "`expect`"),
                List.of("validUntil", "disposition", "warnings", "report", "within", "findings"));
        Set<String> within = new LinkedHashSet<>();
        for (String type : expect.has("within") ? texts(expect.path("within"), "within") : List.<String>of()) {
            if (!Statement.types().containsKey(type)) {
                throw new Malformed(
                        Text.of(
                                "`within` 写有 `%1$s`，没有这种结论",
                                "`within` names `%1$s`, which is no type of conclusion", type),
                        Text.of(
                                "从 %1$s 中选取",
                                "use some of %1$s", Statement.types().keySet()));
            }
            within.add(type);
        }
        JsonNode findings = expect.path("findings");
        if (!findings.isArray()) {
            throw new Malformed(
                    new Text("`expect` 没有列表 `findings`", "`expect` has no list `findings`"),
                    new Text("列出各项认定；没有的写 `findings: []`", "list the findings, or write `findings: []`"));
        }
        List<Statement> statements = new ArrayList<>();
        for (JsonNode finding : findings) {
            Statement statement = statement(finding, statements.size() + 1);
            if (!within.isEmpty() && !within.contains(statement.type())) {
                throw new Malformed(
                        Text.of(
                                "第 %1$s 项认定为 `%2$s`，`within` 没有列入",
                                "finding %1$s is a `%2$s`, which `within` leaves out",
                                (statements.size() + 1),
                                statement.type()),
                        new Text("在 `within` 中增加该种类", "add the type to `within`"));
            }
            statements.add(statement);
        }
        JsonNode validUntil = expect.path("validUntil");
        return new FixtureCase.Expected(
                expect.has("validUntil"),
                validUntil.isMissingNode() || validUntil.isNull() ? null : day(expect, "validUntil"),
                expect.has("disposition") ? disposition(text(expect, "disposition")) : null,
                expect.has("warnings") ? List.copyOf(texts(expect.path("warnings"), "warnings")) : null,
                expect.has("report") ? report(map(expect, "report")) : Collections.emptySortedMap(),
                Collections.unmodifiableSet(within),
                List.copyOf(statements));
    }

    private static SortedMap<String, List<String>> report(ObjectNode uses) {
        SortedMap<String, List<String>> parts = new TreeMap<>();
        uses.properties().forEach(use -> parts.put(use.getKey(), List.copyOf(texts(use.getValue(), use.getKey()))));
        return Collections.unmodifiableSortedMap(parts);
    }

    private static Decision.Disposition disposition(String name) {
        try {
            return Decision.Disposition.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new Malformed(
                    Text.of("没有处理结果 `%1$s`", "`%1$s` is no disposition", name),
                    Text.of("改为 %1$s 之一", "use one of %1$s", List.of(Decision.Disposition.values())));
        }
    }

    private static Statement statement(JsonNode told, int number) {
        if (!(told instanceof ObjectNode finding)) {
            throw new Malformed(
                    Text.of("第 %1$s 项认定不是键值对", "finding %1$s is not a map of keys", number),
                    new Text("以 `rule:` 开头", "start it with `rule:`"));
        }
        Set<String> types = new TreeSet<>(Statement.types().keySet());
        types.retainAll(finding.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()));
        if (types.size() != 1) {
            throw new Malformed(
                    Text.of(
                            "第 %1$s 项认定%2$s",
                            "finding %1$s has %2$s",
                            number,
                            (types.isEmpty()
                                    ? new Text("没有结论", "no conclusion")
                                    : new Text("有几种结论", "several conclusions"))),
                    Text.of(
                            "只写一种结论，从 %1$s 中选取",
                            "give exactly one of %1$s", Statement.types().keySet()));
        }
        String type = types.iterator().next();
        knownKeys(
                finding,
                Text.of("第 %1$s 项认定", "finding %1$s", number),
                List.of("rule", type, "evidence", "parameters"));
        ObjectNode concluded = map(finding, type);
        knownKeys(
                concluded,
                Text.of("第 %2$s 项认定的 `%1$s`", "`%1$s` of finding %2$s", type, number),
                Statement.components(type));
        SortedMap<String, String> members = new TreeMap<>();
        concluded.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                members.put(entry.getKey(), entry.getValue().asString());
            }
        });
        JsonNode evidence = finding.path("evidence");
        if (!evidence.isArray() || evidence.isEmpty()) {
            throw new Malformed(
                    Text.of("第 %1$s 项认定没有 `evidence`", "finding %1$s has no `evidence`", number),
                    new Text("列出所依据信息的 id", "list the ids of the records it rests on"));
        }
        return new Statement(
                text(finding, "rule"),
                type,
                members,
                texts(evidence, "evidence").stream().sorted().toList(),
                finding.has("parameters") ? values(map(finding, "parameters")) : Collections.emptySortedMap());
    }

    private static SortedMap<String, String> values(ObjectNode parameters) {
        SortedMap<String, String> values = new TreeMap<>();
        parameters.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
        return Collections.unmodifiableSortedMap(values);
    }

    private static String value(JsonNode node) {
        if (node.isNull()) {
            return Statement.NO_VALUE;
        }
        String text = node.isObject()
                ? node.properties().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().asString())
                        .collect(Collectors.joining(", ", "{", "}"))
                : node.asString();
        return Statement.canonical(text);
    }

    private static void knownKeys(ObjectNode node, Text what, List<String> known) {
        node.properties().forEach(entry -> {
            if (!known.contains(entry.getKey())) {
                throw new Malformed(
                        Text.of("没有键 `%2$s`（%1$s）", "%1$s has an unknown key `%2$s`", what, entry.getKey()),
                        Text.of("可用的键：%1$s", "use %1$s", known));
            }
        });
    }

    private static ObjectNode map(ObjectNode node, String key) {
        if (node.get(key) instanceof ObjectNode map) {
            return map;
        }
        throw new Malformed(
                Text.of("缺少 `%1$s`，或者它不是键值对", "`%1$s` is missing or no map of keys", key),
                Text.of("写 `%1$s:`，其下写各键", "write `%1$s:` with its keys below", key));
    }

    private static String text(ObjectNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null
                || !value.isValueNode()
                || value.isNull()
                || value.asString().isBlank()) {
            throw new Malformed(
                    Text.of("缺少 `%1$s`", "`%1$s` is missing", key), Text.of("增加 `%1$s:`", "add `%1$s:`", key));
        }
        return value.asString();
    }

    private static List<String> texts(JsonNode list, String key) {
        if (!list.isArray()) {
            throw new Malformed(
                    Text.of("`%1$s` 不是列表", "`%1$s` is no list", key),
                    Text.of("写成 `%1$s: [a, b]`", "write `%1$s: [a, b]`", key));
        }
        List<String> texts = new ArrayList<>();
        list.forEach(value -> texts.add(value.asString()));
        return texts;
    }

    private static LocalDate day(ObjectNode node, String key) {
        return parsed(
                node,
                key,
                LocalDate::parse,
                Text.of("写成 `%1$s: yyyy-mm-dd`，日期须真实存在", "write `%1$s: yyyy-mm-dd` with a day that exists", key));
    }

    private static int number(ObjectNode node, String key) {
        return parsed(node, key, Integer::valueOf, Text.of("`%1$s` 写整数", "write `%1$s` as a whole number", key));
    }

    private static <T> T parsed(ObjectNode node, String key, Function<String, T> parse, Text remedy) {
        String value = text(node, key);
        try {
            return parse.apply(value);
        } catch (DateTimeException | NumberFormatException e) {
            throw new Malformed(Text.of("`%1$s` 写成了 `%2$s`", "`%1$s` is `%2$s`", key, value), remedy);
        }
    }
}
