package supervision.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A row of an export: the values of exactly the columns of its table, each of its kind. */
final class Row {

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Tables.Table table;
    private final List<@Nullable Object> values;

    private Row(Tables.Table table, List<@Nullable Object> values) {
        this.table = table;
        this.values = values;
    }

    /** A line that is no row of its table; says why in both languages. */
    static final class MalformedRowException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedRowException(String message) {
            super(message);
        }
    }

    static Row read(Tables.Table table, String line) throws MalformedRowException {
        JsonNode members;
        try {
            members = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new MalformedRowException("不是 JSON，或有重复的成员 / it is not JSON, or has a member twice");
        }
        if (!members.isObject()) {
            throw new MalformedRowException("不是 JSON 对象 / it is not a JSON object");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Tables.Column column : table.columns()) {
            JsonNode member = members.path(column.name());
            if (member.isMissingNode()) {
                throw new MalformedRowException("缺少 `%1$s` / it lacks `%1$s`".formatted(column.name()));
            }
            Object value = member.isNull() ? null : column.kind().read(member);
            if (value == null && !(member.isNull() && column.optional())) {
                throw new MalformedRowException(
                        "`%1$s` 的类型或写法有误 / `%1$s` is of another type or not in its one form".formatted(column.name()));
            }
            values.add(value);
        }
        for (String name : members.propertyNames()) {
            if (!table.columnNames().contains(name)) {
                throw new MalformedRowException("多出成员 `%1$s` / it has a further member `%1$s`".formatted(name));
            }
        }
        return new Row(table, values);
    }

    /** Values as a statement takes them. */
    @Nullable
    Object[] values() {
        return values.toArray();
    }

    private @Nullable Object value(String column) {
        return values.get(table.columnNames().indexOf(column));
    }

    String text(String column) {
        return Objects.requireNonNull(textOrNull(column));
    }

    @Nullable
    String textOrNull(String column) {
        return (String) value(column);
    }

    long number(String column) {
        return (Long) Objects.requireNonNull(value(column));
    }

    Instant moment(String column) {
        return ((OffsetDateTime) Objects.requireNonNull(value(column))).toInstant();
    }

    String day(String column) {
        return Objects.requireNonNull(value(column)).toString();
    }
}
