package supervision.intake;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.intake.Components.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fact as one line of JSON, and back.
 *
 * <p>The form is canonical: members in the order of their names, nothing for what was not reported or for an empty set,
 * amounts in plain notation without trailing zeros, sets in the order of their constants and roles in that of the pack. So equal
 * facts are equal bytes, can be hashed, and a component that is added to a record later does not change what was written before.
 */
public final class FactJson {

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // what was written is read in its order
            .addModule(new SimpleModule().addAbstractTypeMapping(Set.class, LinkedHashSet.class))
            .build();

    /** Digits before or after the point. More than any amount of money, and few enough to be written out. */
    static final int MOST_DIGITS = 15;

    private static final Pattern REPEATED = Pattern.compile("^Duplicate [A-Za-z ]*[\"'](.*?)[\"']");

    private FactJson() {}

    /** The member that is given more than once, if that is what the parser says. It has no other way of saying which. */
    public static Optional<String> repeatedMember(JacksonException e) {
        Matcher repeated = REPEATED.matcher(String.valueOf(e.getOriginalMessage()));
        return repeated.find() ? Optional.of(repeated.group(1)) : Optional.empty();
    }

    /** @throws IllegalArgumentException if an amount has more than fifteen digits before or after the point */
    public static String write(String subject, Fact fact) {
        Map<String, Object> members = new TreeMap<>();
        for (Component component : Components.of(fact.kind())) {
            Object value = component.of(fact);
            if (value != null && !(value instanceof Collection<?> set && set.isEmpty())) {
                members.put(component.name(), value);
            }
        }
        members.put("kind", fact.kind().jsonName());
        members.put("subject", subject);
        StringWriter line = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(line)) {
            json.writeStartObject();
            members.forEach((name, value) -> {
                json.writeName(name);
                write(json, value);
            });
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void write(JsonGenerator json, Object value) {
        if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal amount) {
            json.writeNumber(plain(amount).toPlainString());
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else if (value instanceof String || value instanceof LocalDate) {
            json.writeString(value.toString());
        } else if (value instanceof Collection<?> set) {
            json.writeStartArray();
            set.forEach(element -> write(json, element));
            json.writeEndArray();
        } else {
            throw new IllegalStateException("no JSON form for " + value.getClass());
        }
    }

    /**
     * Reads what {@link #write} wrote, or the same members in any order. Takes it as it stands: what {@link Intake} checks is
     * not checked again.
     *
     * @throws IllegalArgumentException if the text is not such a line; says what is wrong
     */
    public static CreditRecord read(String json, String file, int row) {
        try {
            if (!(MAPPER.readTree(json) instanceof ObjectNode members)) {
                throw new IllegalArgumentException("not a JSON object: give one record as `{\"kind\": ...}`");
            }
            String subject = take(members, "subject");
            String kind = take(members, "kind");
            FactKind known = FactKind.ofJsonName(kind)
                    .orElseThrow(() -> new IllegalArgumentException("unknown kind `" + kind + "`"));
            return new CreditRecord(subject, fact(known, members), file, row);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a record: " + e.getOriginalMessage(), e);
        }
    }

    private static String take(ObjectNode members, String name) {
        JsonNode value = members.remove(name);
        if (value == null || !value.isString()) {
            throw new IllegalArgumentException("no `" + name + "`: give it as text");
        }
        return value.stringValue();
    }

    /**
     * The fact in the members, of which those of a set or an amount are brought into canonical form first.
     *
     * @throws IllegalArgumentException if a required member is missing or the record refuses a value
     */
    static Fact fact(FactKind kind, ObjectNode members) {
        for (Component component : Components.of(kind)) {
            JsonNode value = members.path(component.name());
            if (value.isMissingNode() || value.isNull()) {
                if (!component.optional()) {
                    throw new IllegalArgumentException("no `" + component.name() + "`: it is required");
                }
                if (component.isSet()) {
                    members.putArray(component.name());
                }
            } else if (component.type() == BigDecimal.class && value.isNumber()) {
                members.put(component.name(), plain(value.decimalValue()));
            }
        }
        try {
            return MAPPER.treeToValue(members, kind.type());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "not a record of kind `%s`: %s", kind.jsonName(), e.getOriginalMessage()),
                    e);
        }
    }

    /** The same amount with no zeros at its end and no exponent. */
    static BigDecimal plain(BigDecimal amount) {
        if (tooLong(amount)) {
            throw new IllegalArgumentException(
                    "amount with more than " + MOST_DIGITS + " digits before or after the point");
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Asked before anything is computed: {@code 1E+999999999} is short to write and long to work out. */
    static boolean tooLong(BigDecimal amount) {
        return amount.scale() > MOST_DIGITS || (long) amount.precision() - amount.scale() > MOST_DIGITS;
    }
}
