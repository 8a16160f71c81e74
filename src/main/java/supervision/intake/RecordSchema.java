package supervision.intake;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import supervision.facts.FactKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of the JSON-lines form, asked about one kind at a time so that its answers are about that kind. */
final class RecordSchema {

    static final String RESOURCE = "/schema/record.schema.json";

    private static final String ID = "urn:supervision:schema:record";

    private final Map<FactKind, Schema> schemas = new EnumMap<>(FactKind.class);

    RecordSchema() {
        String text = text();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(ID, text))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        // the document as a whole first: a branch is found by its place in it
        Schema whole = registry.getSchema(SchemaLocation.of(ID), text, InputFormat.JSON);
        for (FactKind kind : FactKind.values()) {
            if (kind.sent()) {
                schemas.put(kind, registry.getSchema(SchemaLocation.of(whole.getId() + "#/$defs/" + kind.jsonName())));
            }
        }
    }

    static String text() {
        try (InputStream in = Objects.requireNonNull(RecordSchema.class.getResourceAsStream(RESOURCE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kinds that may be sent. */
    String kinds() {
        return schemas.keySet().stream().map(FactKind::jsonName).collect(Collectors.joining(", "));
    }

    boolean accepts(FactKind kind) {
        return schemas.containsKey(kind);
    }

    /** @throws RefusedRowException for the first thing that the schema of the kind does not allow, by member */
    void check(FactKind kind, ObjectNode record) {
        Schema schema = Objects.requireNonNull(schemas.get(kind));
        List<Error> errors = schema.validate(record);
        Optional<Error> first = errors.stream()
                // the keywords that apply others (if, allOf) say less than what they apply
                .filter(error -> !error.getKeyword().equals("if"))
                .min(Comparator.comparing(RecordSchema::column).thenComparing(Error::getKeyword));
        if (first.isPresent()) {
            throw refusal(kind, schema, first.get());
        }
    }

    private static String column(Error error) {
        String pointer = error.getInstanceLocation().toString();
        String path = pointer.startsWith("/") ? pointer.substring(1) : pointer;
        String property = error.getProperty();
        return property == null || property.isEmpty() ? path : path.isEmpty() ? property : path + "/" + property;
    }

    private static RefusedRowException refusal(FactKind kind, Schema schema, Error error) {
        String column = column(error);
        JsonNode instance = error.getInstanceNode();
        String value = instance == null || instance.isContainer() ? "" : Quote.of(instance.asString());
        JsonNode wanted = error.getSchemaNode();
        String keyword = error.getKeyword();
        Words meaning = meaning(schema, column);
        Words problem = switch (keyword) {
            case "required" -> Words.of("缺少`%s`", "`%s` is missing", column);
            case "additionalProperties" ->
                Words.of("`%2$s`类记录没有成员`%1$s`", "record of kind `%2$s` has no member `%1$s`", column, kind.jsonName());
            // a member of which the schema says `false`: it goes with no value of another
            case "false" -> Words.of("此时不应有`%s`", "`%s` contradicts the other members", column);
            case "enum" -> Words.of("没有取值`%s`", "no such value: `%s`", value);
            case "type" -> Words.of("值的类型不对", "value of the wrong type");
            case "format" -> Words.of("`%s`不是存在的日期", "`%s` is not a day that exists", value);
            case "minimum", "maximum", "exclusiveMaximum" -> Words.of("数值超出范围", "number out of range");
            case "minItems" -> Words.of("列表是空的", "list is empty");
            case "uniqueItems" -> Words.of("列表有重复", "list names a value twice");
            case "maxLength" -> Words.of("超过 %s 个字", "longer than %s characters", list(wanted));
            default -> Words.of("值的形式不对", "value of the wrong form");
        };
        Words remedy = switch (keyword) {
            case "required" -> Words.of("补上`%1$s`：%2$s", "give `%1$s`: %3$s", column, meaning.zh(), meaning.en());
            case "additionalProperties" ->
                Words.of(
                        "删除它，或改用：%s",
                        "remove it, or use one of: %s",
                        String.join(
                                ", ", schema.getSchemaNode().path("properties").propertyNames()));
            case "false" ->
                Words.of(
                        "删除它，或改正与它矛盾的成员：%1$s",
                        "remove it, or correct what it contradicts: %2$s", meaning.zh(), meaning.en());
            case "enum" -> Words.of("取值应为：%s", "use one of: %s", list(wanted));
            case "type" ->
                Words.of("应为 JSON 类型 %1$s：%2$s", "give a JSON %1$s: %3$s", list(wanted), meaning.zh(), meaning.en());
            case "format" -> Words.of("按 YYYY-MM-DD 填写，如 2026-03-01", "write it as YYYY-MM-DD, such as 2026-03-01");
            case "minimum" -> Words.of("不小于 %s", "give at least %s", list(wanted));
            case "maximum" -> Words.of("不大于 %s", "give at most %s", list(wanted));
            case "exclusiveMaximum" -> Words.of("小于 %s", "give less than %s", list(wanted));
            default ->
                Words.of("首尾不留空格，内容为：%1$s", "with no blanks at either end, give the %2$s", meaning.zh(), meaning.en());
        };
        return new RefusedRowException(column, keyword.equals("additionalProperties") ? "" : value, problem, remedy);
    }

    /** What the schema says that a member is, in both languages. */
    private static Words meaning(Schema schema, String column) {
        String member = column.contains("/") ? column.substring(0, column.indexOf('/')) : column;
        JsonNode property = schema.getSchemaNode().path("properties").path(member);
        String description = property.path("description").asString("");
        int cut = description.indexOf(" / ");
        return cut < 0
                ? new Words(member, member)
                : new Words(description.substring(0, cut), description.substring(cut + 3));
    }

    private static String list(JsonNode wanted) {
        return wanted.isArray()
                ? wanted.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : wanted.isContainer() ? "" : wanted.asString();
    }
}
