package supervision.rulepack;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.language.Declaration;
import supervision.language.Declaration.Part;
import supervision.language.Instance;
import supervision.language.Row;
import supervision.rulepack.Parameter.Unit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the rows of the tables that rule files declare: {@code rows:} of {@code tables/<table>.yaml}, each with its source. */
final class RowReader {

    private static final String TEXT = "java.lang.String";

    /** What can be left out: what it is then is told apart from what may be written. */
    private static final Set<String> OPTIONAL = Set.of("java.lang.Boolean", "java.time.LocalDate");

    /** Stands for a map that a row does not have. */
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    /** Keys of rows that are there already. */
    private static final Set<String> NOT_OF_ROWS = Set.of("source", "note");

    private final YamlFile file;
    private final Declaration table;
    private final Map<String, Parameter> parameters;

    private RowReader(YamlFile file, Declaration table, Map<String, Parameter> parameters) {
        this.file = file;
        this.table = table;
        this.parameters = parameters;
    }

    /** @param checkSource takes the file, a row and a clause that it cites */
    static List<Row> read(
            YamlFile file,
            Declaration table,
            Map<String, Parameter> parameters,
            BiConsumer<JsonNode, String> checkSource) {
        RowReader reader = new RowReader(file, table, parameters);
        List<Row> rows = new ArrayList<>();
        Set<List<Object>> keys = new HashSet<>();
        if (!file.has(file.root(), table.rows())) {
            file.problem(
                    "",
                    Text.of("表 `%1$s` 没有 `%2$s`", "table `%1$s` has no `%2$s`", table.name(), table.rows()),
                    Text.of("增加 `%1$s:`，其下每行以 `- ` 开头", "add `%1$s:` and below it each row behind `- `", table.rows()));
        }
        for (JsonNode node : file.rows(file.root(), table.rows())) {
            // for people, whether or not rules speak of it
            file.forPeople(node, "title", "en");
            List<String> sources =
                    node.path("source").isArray() ? file.strings(node, "source") : List.of(file.string(node, "source"));
            sources.forEach(source -> checkSource.accept(node, source));
            if (sources.isEmpty()) {
                file.problem(
                        "rows:",
                        Text.of("表 `%1$s` 的一行没有写明依据", "a row of table `%1$s` cites no clause", table.name()),
                        new Text("增加 `source: instrument/clause`，写文件和条款的 id", "add `source: instrument/clause`"));
            }
            for (Instance values : reader.values(node)) {
                if (!keys.add(reader.key(values))) {
                    file.problem(
                            String.valueOf(reader.key(values).get(0)),
                            Text.of(
                                    "表 `%1$s` 有两行的 %2$s 都是 %3$s",
                                    "table `%1$s` has two rows with %3$s for %2$s",
                                    table.name(),
                                    reader.keyNames(),
                                    reader.key(values)),
                            new Text("合并，或者改正其一", "merge them, or correct one"));
                }
                rows.add(new Row(values, sources));
            }
        }
        return List.copyOf(rows);
    }

    /** What tells rows apart: the components marked so, or all of them. */
    private List<String> keyNames() {
        boolean marked = table.parts().stream().anyMatch(Part::key);
        return table.parts().stream()
                .filter(part -> part.key() || !marked)
                .map(Part::name)
                .toList();
    }

    private List<Object> key(Instance values) {
        return keyNames().stream().map(values::value).toList();
    }

    /** The rows that one row of the file stands for: one, or one for each combination of values of the lists in it. */
    private List<Instance> values(JsonNode node) {
        List<Map<Part, String>> combinations = List.of(Map.of());
        for (Part each : table.parts()) {
            if (each.each()) {
                combinations = combined(combinations, each, column(node, each));
            }
        }
        return combinations.stream()
                .map(ofLists -> values(node, ofLists))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Map<Part, String>> combined(List<Map<Part, String>> before, Part each, Column column) {
        List<String> list = file.strings(column.of(), column.key());
        // a list without a value: a text is empty in the one row that there is then
        List<String> given = list.isEmpty() && each.type().equals(TEXT) ? List.of("") : list;
        List<Map<Part, String>> combinations = new ArrayList<>();
        for (Map<Part, String> some : before) {
            for (String one : given) {
                Map<Part, String> more = new HashMap<>(some);
                more.put(each, one);
                combinations.add(more);
            }
        }
        return combinations;
    }

    private @Nullable Instance values(JsonNode node, Map<Part, String> ofLists) {
        Object[] values = new Object[table.parts().size()];
        boolean whole = true;
        for (int i = 0; i < values.length; i++) {
            Part part = table.parts().get(i);
            String one = ofLists.get(part);
            Object value = one == null ? value(column(node, part), part) : value(one, part);
            whole &= value != null;
            values[i] = value == null ? "" : value;
        }
        return whole ? new Instance(table, values) : null;
    }

    /**
     * Where a row has a component.
     *
     * @param of a map in the row, or the row
     */
    private record Column(JsonNode of, String key) {}

    /** The first of the places where a component may stand that the row has, or else the last of them. */
    private Column column(JsonNode node, Part part) {
        Column column = new Column(node, part.name());
        for (String place : part.column().split("\\|", -1)) {
            JsonNode of = node;
            String[] keys = place.split("\\.", -1);
            for (int i = 0; i < keys.length - 1; i++) {
                JsonNode inside = file.child(of, keys[i]);
                of = inside.isObject() ? inside : NOTHING;
            }
            column = new Column(of, keys[keys.length - 1]);
            if (file.has(of, column.key())) {
                return column;
            }
        }
        return column;
    }

    /**
     * A text that is no key may be left out and is empty then; what is optional may be left out; anything else has to be written.
     * Null where it is wrong.
     */
    private @Nullable Object value(Column column, Part part) {
        boolean text = part.type().equals(TEXT);
        if (text && !part.key()) {
            return value(Objects.requireNonNullElse(file.optional(column.of(), column.key()), ""), part);
        }
        if (part.optional() && !file.has(column.of(), column.key())) {
            return part.type().equals("java.lang.Boolean") ? (Object) false : LocalDate.MAX;
        }
        if (part.type().equals("java.time.LocalDate")) {
            LocalDate day = file.day(column.of(), column.key());
            return day.equals(LocalDate.MAX) ? null : day;
        }
        String written = file.string(column.of(), column.key());
        if (written.isEmpty()) {
            if (file.optional(column.of(), column.key()) != null) {
                wrong(written, part, new Text("一个值", "a value"));
            }
            return null;
        }
        return part.type().equals("java.lang.Boolean")
                ? (Object) file.flag(column.of(), column.key())
                : value(written, part);
    }

    private @Nullable Object value(String written, Part part) {
        return switch (part.type()) {
            case TEXT -> text(written.isEmpty() ? "" : part.prefix() + written, part);
            case "java.lang.Integer", "java.lang.Long" -> number(written, part);
            default -> constant(part, written);
        };
    }

    private String text(String value, Part part) {
        if (part.figure() != null && !value.isEmpty()) {
            Parameter parameter = parameters.get(value);
            if (parameter == null) {
                file.dangling(
                        value,
                        Text.of("没有参数 `%1$s`", "there is no parameter `%1$s`", value),
                        Text.of(
                                "增加 parameters/%1$s.yaml，或者改正 id",
                                "add parameters/%1$s.yaml or correct the id", value));
            } else if (!parameter.unit().yamlName().equals(part.figure())) {
                file.problem(
                        value,
                        Text.of(
                                "`%1$s` 的单位为 %2$s，而 `%3$s` 应为 %4$s",
                                "`%1$s` is of unit %2$s, and `%3$s` has to be of %4$s",
                                value,
                                parameter.unit().yamlName(),
                                part.name(),
                                part.figure()),
                        new Text("改用该单位的参数", "name a parameter of that unit"));
            }
        }
        return value;
    }

    private @Nullable Object number(String written, Part part) {
        if (!written.matches("[0-9]{1,6}")) {
            wrong(written, part, new Text("0 到 999999 的整数", "a whole number from 0 to 999999"));
            return null;
        }
        return part.type().equals("java.lang.Long") ? (Object) Long.valueOf(written) : Integer.valueOf(written);
    }

    private @Nullable Object constant(Part part, String written) {
        Collection<String> names = new TreeSet<>();
        for (Object constant : constants(part.type())) {
            String name = ((Enum<?>) constant).name();
            names.add(name);
            if (name.equals(written)) {
                return constant;
            }
        }
        if (!names.isEmpty()) {
            wrong(written, part, Text.of("%1$s 之一", "one of %1$s", names));
        }
        return null;
    }

    /** Constants of an enumeration; none of another type, which is refused where the words of declarations are checked. */
    private static Object[] constants(String type) {
        try {
            Class<?> found = Class.forName(type, false, RowReader.class.getClassLoader());
            return found.isEnum() ? Objects.requireNonNull(found.getEnumConstants()) : new Object[0];
        } catch (ClassNotFoundException e) {
            return new Object[0];
        }
    }

    private void wrong(String written, Part part, Text wanted) {
        file.problem(
                written.isEmpty() ? part.column() : written,
                Text.of(
                        "表 `%1$s` 的 `%2$s` 写为 `%3$s`",
                        "`%2$s` of table `%1$s` is `%3$s`", table.name(), part.column(), written),
                Text.of("改为%1$s", "write %1$s", wanted));
    }

    /** Checks what declarations say of their components, before any row is read. */
    private static void checkParts(Declaration declaration, Collection<PackProblem> problems) {
        Set<String> units = new TreeSet<>();
        for (Unit unit : Unit.values()) {
            units.add(unit.yamlName());
        }
        for (Part part : declaration.parts()) {
            if (part.figure() != null
                    && (!units.contains(part.figure())
                            || !declaration.isTable()
                            || !part.type().equals("java.lang.String"))) {
                problems.add(problem(
                        declaration,
                        part,
                        Text.of(
                                "`%1$s` 的 @figure(\"%2$s\") 不能用",
                                "@figure(\"%2$s\") of `%1$s` cannot be used", part.name(), part.figure()),
                        Text.of(
                                "只用于表中类型为 String 的分项，单位为 %1$s 之一",
                                "it is for components of tables that are of type String, with one of %1$s", units)));
            }
            if (part.key() && !declaration.isTable()) {
                problems.add(problem(
                        declaration,
                        part,
                        Text.of(
                                "步骤 `%1$s` 的 `%2$s` 写有 @key",
                                "`%2$s` of the step `%1$s` has @key", declaration.name(), part.name()),
                        new Text(
                                "删去 @key：步骤由全部分项区分，@key 只用于表",
                                "remove @key: a step is told apart by all its components, and @key is for tables")));
            }
            if (declaration.isTable()
                    && (NOT_OF_ROWS.contains(part.name()) || part.column().equals("note"))) {
                problems.add(problem(
                        declaration,
                        part,
                        Text.of(
                                "表 `%1$s` 的分项不能叫 `%2$s`，各行已用它写依据或者备注",
                                "a component of table `%1$s` cannot be called `%2$s`: rows write clauses or remarks under it",
                                declaration.name(),
                                part.name()),
                        new Text("换一个名称", "give it another name")));
            }
            checkColumn(declaration, part, problems);
        }
    }

    private static void checkColumn(Declaration declaration, Part part, Collection<PackProblem> problems) {
        boolean ofRows = !part.column().equals(part.name())
                || part.each()
                || part.optional()
                || !part.prefix().isEmpty()
                || part.in() != null;
        boolean unfit = part.optional() && !OPTIONAL.contains(part.type())
                || (!part.prefix().isEmpty() || part.in() != null)
                        && !part.type().equals(TEXT);
        if (ofRows && !declaration.isTable() || unfit) {
            problems.add(new PackProblem(
                    declaration.file(),
                    part.place().line(),
                    part.place().column(),
                    Text.of(
                            "`%1$s` 的 @column、@each、@optional、@prefix 或 @in 不能用",
                            "@column, @each, @optional, @prefix or @in of `%1$s` cannot be used", part.name()),
                    new Text(
                            "只用于表的分项；@optional 用于日期和真假值，@prefix 和 @in 用于文字",
                            "they are for components of tables; @optional is for days and for true or false,"
                                    + " @prefix and @in for texts")));
        }
    }

    private static PackProblem problem(Declaration declaration, Part part, Text problem, Text remedy) {
        return new PackProblem(
                declaration.file(), part.place().line(), part.place().column(), problem, remedy);
    }

    /** The declared types by their names; a name that two files declare is a problem. */
    static Map<String, Declaration> byType(Collection<Declaration> declarations, Collection<PackProblem> problems) {
        Map<String, Declaration> byType = new LinkedHashMap<>();
        for (Declaration declaration : declarations) {
            checkParts(declaration, problems);
            Declaration before = byType.putIfAbsent(declaration.type(), declaration);
            if (before != null) {
                problems.add(new PackProblem(
                        declaration.file(),
                        declaration.place().line(),
                        declaration.place().column(),
                        Text.of(
                                "`%1$s` 在 %2$s 中已经声明",
                                "`%1$s` is declared in %2$s already", declaration.name(), before.file()),
                        new Text("删去其一：引擎会不声不响地只取一个", "remove one: the engine would take one of them without a word")));
            }
        }
        return Collections.unmodifiableMap(byType);
    }
}
