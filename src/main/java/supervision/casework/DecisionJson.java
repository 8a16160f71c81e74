package supervision.casework;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/** The one way in which a decision becomes bytes: equal decisions are equal bytes, wherever they are asked for. */
public final class DecisionJson {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneId.of("Asia/Shanghai"));

    private static final JsonMapper MAPPER = mapper();

    private DecisionJson() {}

    public static byte[] write(Decision decision) {
        return MAPPER.writeValueAsBytes(decision);
    }

    public static String pretty(Decision decision) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(decision);
    }

    /** Moments are written with the offset of Shanghai, conclusions with their kind as {@code type}. */
    static JsonMapper mapper() {
        NamedType[] conclusions = Arrays.stream(Conclusion.class.getPermittedSubclasses())
                .map(type -> new NamedType(type, name(type)))
                .toArray(NamedType[]::new);
        SimpleModule moments = new SimpleModule();
        moments.addSerializer(Instant.class, new ValueSerializer<Instant>() {
            @Override
            public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
                json.writeString(MOMENT.format(value));
            }
        });
        return JsonMapper.builder()
                .addMixIn(Conclusion.class, Typed.class)
                .registerSubtypes(conclusions)
                .addModule(moments)
                .build();
    }

    /** Name of a kind of conclusion in JSON: its own, first letter lower case. */
    private static String name(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}
}
