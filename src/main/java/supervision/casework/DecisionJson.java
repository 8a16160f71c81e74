package supervision.casework;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.FigureUsed;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/** The one way in which a decision becomes bytes: equal decisions are equal bytes, wherever they are asked for. */
public final class DecisionJson {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneId.of("Asia/Shanghai"));

    /** With line breaks, and the plain way of writing. */
    private static final JsonMapper PLAIN = mapper().build();

    private static final JsonMapper COMPACT = mapper().addModule(new SimpleModule()
                    .addSerializer(Citation.class, new WrittenOnce<>())
                    .addSerializer(FigureUsed.class, new WrittenOnce<>()))
            .build();

    private DecisionJson() {}

    public static byte[] write(Decision decision) {
        return COMPACT.writeValueAsBytes(decision);
    }

    /** What {@link #write} wrote, with line breaks. */
    public static String pretty(byte[] decision) {
        return PLAIN.readTree(decision).toPrettyString();
    }

    /** A moment as it is written, with the offset of Shanghai. */
    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** Moments are written with the offset of Shanghai, conclusions with their kind as {@code type}. */
    static JsonMapper.Builder mapper() {
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
                .addModule(moments);
    }

    /** Name of a kind of conclusion in JSON: its own, first letter lower case. */
    private static String name(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /**
     * Most of a decision is what the clauses say, the same objects in every decision of a pack. Each is written once and its
     * bytes are kept as long as the object lives.
     */
    private static final class WrittenOnce<T> extends ValueSerializer<T> {

        private final LoadingCache<T, SerializableString> written =
                Caffeine.newBuilder().weakKeys().build(value -> new SerializedString(PLAIN.writeValueAsString(value)));

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeRawValue(written.get(value));
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}
}
