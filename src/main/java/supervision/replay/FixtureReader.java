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
import supervision.facts.Case;
import supervision.facts.CreditCode;
import supervision.facts.Fact;
import supervision.facts.InvalidCreditCodeException;
import supervision.facts.RelatedRecord;
import supervision.intake.FactJson;
import supervision.law.SourceRef;
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
            throw new IOException("no cases at `" + fixtures + "`: name a case file or a folder of them");
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
                            name, "it has the same sentence as `" + other + "`", "say what is different about it"));
                }
            } catch (Malformed e) {
                problems.add(new FixtureProblem(name, e.problem, e.remedy));
            } catch (java.nio.charset.CharacterCodingException e) {
                problems.add(new FixtureProblem(name, "the file is not in UTF-8", "save it as UTF-8"));
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

        private final String problem;
        private final String remedy;

        Malformed(String problem, String remedy) {
            super(problem);
            this.problem = problem;
            this.remedy = remedy;
        }
    }

    private static FixtureCase read(String file, String text) {
        ObjectNode root;
        try {
            if (!(MAPPER.readTree(text) instanceof ObjectNode read)) {
                throw new Malformed("it is not a map of keys", "start it with `case:`");
            }
            root = read;
        } catch (JacksonException e) {
            throw new Malformed(
                    "the YAML cannot be read" + line(e) + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    "correct the indentation or the quotes");
        }
        List<String> time = TIME.stream().filter(root::has).toList();
        if (time.size() > 1) {
            throw new Malformed("it has several of " + TIME, "ask one thing in a file");
        }
        List<String> known = new ArrayList<>(HEAD);
        known.addAll(time.isEmpty() ? DECIDE : time);
        knownKeys(root, "the case", known);
        return new FixtureCase(
                file,
                text(root, "case"),
                text(root, "en"),
                why(root),
                edge(root),
                time.isEmpty() ? decide(file, root) : time(time.get(0), map(root, time.get(0))));
    }

    private static String line(JacksonException e) {
        return e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
    }

    private static List<SourceRef> why(ObjectNode root) {
        JsonNode why = root.path("why");
        List<String> cited = why.isArray() ? texts(why, "why") : List.of(text(root, "why"));
        try {
            return cited.stream().map(SourceRef::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new Malformed("`why` cites no clause: " + e.getMessage(), "write `why: ndrc-2025-36/classes`");
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
                        "`edge` names `" + id + "`, which is no edge case", "write `edge: [12]` or `edge: [C1]`");
            }
        }
        if (ids.isEmpty() || Set.copyOf(ids).size() < ids.size()) {
            throw new Malformed("`edge` is empty or names one twice", "name each edge case once, or leave `edge` out");
        }
        return List.copyOf(ids);
    }

    private static FixtureCase.Question time(String key, ObjectNode asked) {
        LocalDate from = day(asked, "from");
        if (key.equals("period")) {
            knownKeys(asked, "`period`", List.of("from", "period", "lastDay"));
            String period = text(asked, "period");
            try {
                return new FixtureCase.CountPeriod(from, Period.parse(period), day(asked, "lastDay"));
            } catch (DateTimeException e) {
                throw new Malformed("`" + period + "` is no period", "write it as `P3M` or `P1Y`");
            }
        }
        if (key.equals("workingDays")) {
            knownKeys(asked, "`workingDays`", List.of("from", "days", "expect", "knownOn"));
            return new FixtureCase.CountWorkingDays(from, number(asked, "days"), day(asked, "expect"), knownOn(asked));
        }
        knownKeys(asked, "`calendarMissing`", List.of("from", "days", "year", "knownOn"));
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
                    "`subject` is no credit code: " + e.getMessage(), "use one of the synthetic codes of the README");
        }
        JsonNode facts = root.path("facts");
        if (!facts.isArray() || facts.isEmpty()) {
            throw new Malformed("it has no `facts`", "list at least `- {kind: entity}`");
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
                    "it has facts of " + bySubject.keySet() + ", to which nothing ties `" + subject + "`",
                    "add `{kind: relation, type: …, other: …, since: …}`");
        }
        try {
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
        } catch (IllegalArgumentException e) {
            throw new Malformed(String.valueOf(e.getMessage()), "give each record its own key");
        }
    }

    private static Fact fact(String file, int number, String subject, JsonNode told) {
        if (!(told instanceof ObjectNode members)) {
            throw new Malformed(
                    "fact " + number + " is not a map of keys", "write it as `{kind: penalty, authority: …}`");
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
                    "fact " + number + " cannot be read: " + e.getMessage(),
                    "write the members of its kind as in a file of JSON lines, without `subject`");
        }
    }

    private static FixtureCase.Expected expected(ObjectNode expect) {
        knownKeys(expect, "`expect`", List.of("validUntil", "disposition", "warnings", "report", "within", "findings"));
        Set<String> within = new LinkedHashSet<>();
        for (String type : expect.has("within") ? texts(expect.path("within"), "within") : List.<String>of()) {
            if (!Statement.types().containsKey(type)) {
                throw new Malformed(
                        "`within` names `" + type + "`, which is no type of conclusion",
                        "use some of " + Statement.types().keySet());
            }
            within.add(type);
        }
        JsonNode findings = expect.path("findings");
        if (!findings.isArray()) {
            throw new Malformed("`expect` has no list `findings`", "list the findings, or write `findings: []`");
        }
        List<Statement> statements = new ArrayList<>();
        for (JsonNode finding : findings) {
            Statement statement = statement(finding, statements.size() + 1);
            if (!within.isEmpty() && !within.contains(statement.type())) {
                throw new Malformed(
                        "finding " + (statements.size() + 1) + " is a `" + statement.type()
                                + "`, which `within` leaves out",
                        "add the type to `within`");
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
                    "`" + name + "` is no disposition", "use one of " + List.of(Decision.Disposition.values()));
        }
    }

    private static Statement statement(JsonNode told, int number) {
        if (!(told instanceof ObjectNode finding)) {
            throw new Malformed("finding " + number + " is not a map of keys", "start it with `rule:`");
        }
        Set<String> types = new TreeSet<>(Statement.types().keySet());
        types.retainAll(finding.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()));
        if (types.size() != 1) {
            throw new Malformed(
                    "finding " + number + " has " + (types.isEmpty() ? "no conclusion" : "several conclusions"),
                    "give exactly one of " + Statement.types().keySet());
        }
        String type = types.iterator().next();
        knownKeys(finding, "finding " + number, List.of("rule", type, "evidence", "parameters"));
        ObjectNode concluded = map(finding, type);
        knownKeys(concluded, "`" + type + "` of finding " + number, Statement.components(type));
        SortedMap<String, String> members = new TreeMap<>();
        concluded.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                members.put(entry.getKey(), entry.getValue().asString());
            }
        });
        JsonNode evidence = finding.path("evidence");
        if (!evidence.isArray() || evidence.isEmpty()) {
            throw new Malformed("finding " + number + " has no `evidence`", "list the ids of the records it rests on");
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

    private static void knownKeys(ObjectNode node, String what, List<String> known) {
        node.properties().forEach(entry -> {
            if (!known.contains(entry.getKey())) {
                throw new Malformed(what + " has an unknown key `" + entry.getKey() + "`", "use " + known);
            }
        });
    }

    private static ObjectNode map(ObjectNode node, String key) {
        if (node.get(key) instanceof ObjectNode map) {
            return map;
        }
        throw new Malformed("`" + key + "` is missing or no map of keys", "write `" + key + ":` with its keys below");
    }

    private static String text(ObjectNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null
                || !value.isValueNode()
                || value.isNull()
                || value.asString().isBlank()) {
            throw new Malformed("`" + key + "` is missing", "add `" + key + ":`");
        }
        return value.asString();
    }

    private static List<String> texts(JsonNode list, String key) {
        if (!list.isArray()) {
            throw new Malformed("`" + key + "` is no list", "write `" + key + ": [a, b]`");
        }
        List<String> texts = new ArrayList<>();
        list.forEach(value -> texts.add(value.asString()));
        return texts;
    }

    private static LocalDate day(ObjectNode node, String key) {
        return parsed(node, key, LocalDate::parse, "write `" + key + ": yyyy-mm-dd` with a day that exists");
    }

    private static int number(ObjectNode node, String key) {
        return parsed(node, key, Integer::valueOf, "write `" + key + "` as a whole number");
    }

    private static <T> T parsed(ObjectNode node, String key, Function<String, T> parse, String remedy) {
        String value = text(node, key);
        try {
            return parse.apply(value);
        } catch (DateTimeException | NumberFormatException e) {
            throw new Malformed("`" + key + "` is `" + value + "`", remedy);
        }
    }
}
