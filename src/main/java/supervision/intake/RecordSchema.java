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
            if (kind != FactKind.NOT_REPORTED) {
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
        return switch (keyword) {
            case "required" ->
                new RefusedRowException(
                        column,
                        "",
                        Words.of("缺少`%s`", "`%s` is missing", column),
                        Words.of("补上`%s`", "give `%s`", column));
            case "additionalProperties", "not" ->
                new RefusedRowException(
                        column,
                        "",
                        Words.of(
                                "`%2$s`类记录此处没有成员`%1$s`",
                                "record of kind `%2$s` has no member `%1$s` here", column, kind.jsonName()),
                        Words.of(
                                "删除它，或改用：%s",
                                "remove it, or use one of: %s",
                                String.join(
                                        ", ",
                                        schema.getSchemaNode()
                                                .path("properties")
                                                .propertyNames())));
            case "enum" ->
                new RefusedRowException(
                        column,
                        value,
                        Words.of("没有取值`%s`", "no such value: `%s`", value),
                        Words.of("取值应为：%s", "use one of: %s", list(wanted)));
            case "type" ->
                new RefusedRowException(
                        column,
                        value,
                        Words.of("类型不对", "value of the wrong type"),
                        Words.of("应为 JSON 类型 %s", "give a JSON %s", list(wanted)));
            case "format" ->
                new RefusedRowException(
                        column,
                        value,
                        Words.of("`%s`不是存在的日期", "`%s` is not a day that exists", value),
                        Words.of("按 YYYY-MM-DD 填写，如 2026-03-01", "write it as YYYY-MM-DD, such as 2026-03-01"));
            case "minimum", "maximum", "exclusiveMaximum" ->
                new RefusedRowException(
                        column,
                        value,
                        Words.of("数值超出范围", "number out of range"),
                        Words.of("%s 为 %s", "%s is %s", keyword, list(wanted)));
            case "minItems", "uniqueItems" ->
                new RefusedRowException(
                        column,
                        value,
                        Words.of("列表为空或有重复", "list is empty or names a value twice"),
                        Words.of("至少列一个，每个只列一次", "list at least one, each once"));
            default ->
                new RefusedRowException(
                        column,
                        value,
                        Words.of("格式不对", "value of the wrong form"),
                        Words.of(
                                "首尾不留空格；形式应为 %1$s `%2$s`",
                                "no blanks at either end; the form is %1$s `%2$s`", keyword, list(wanted)));
        };
    }

    private static String list(JsonNode wanted) {
        return wanted.isArray()
                ? wanted.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : wanted.isContainer() ? "" : wanted.asString();
    }
}
