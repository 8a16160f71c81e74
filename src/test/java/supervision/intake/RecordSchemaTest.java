package supervision.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import supervision.facts.FactKind;
import supervision.intake.Components.Component;
import tools.jackson.databind.JsonNode;

/** The schema is written by hand for people to read; these tests hold it to the records. */
class RecordSchemaTest {

    private static final JsonNode SCHEMA = FactJson.MAPPER.readTree(RecordSchema.text());
    private static final Set<String> COMMON = Set.of("kind", "subject", "heldUnder");

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT_REPORTED", "RELATED_RECORD"})
    void aKindHasTheMembersOfItsRecord(FactKind kind) {
        JsonNode branch = SCHEMA.path("$defs").path(kind.jsonName());
        assertThat(branch.path("properties").path("kind").path("const").asString())
                .isEqualTo(kind.jsonName());
        assertThat(branch.path("additionalProperties").asBoolean(true)).isFalse();
        Set<String> members = new TreeSet<>(branch.path("properties").propertyNames());
        members.removeAll(COMMON);
        assertThat(members)
                .containsExactlyElementsOf(
                        Components.of(kind).stream().map(Component::name).toList());

        Set<String> required = new TreeSet<>();
        branch.path("required").forEach(name -> required.add(name.asString()));
        assertThat(required).contains("kind", "subject");
        required.removeAll(COMMON);
        assertThat(required)
                .containsExactlyElementsOf(Components.of(kind).stream()
                        .filter(component -> !component.optional())
                        .map(Component::name)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT_REPORTED", "RELATED_RECORD"})
    void membersHaveTheTypesOfTheirComponents(FactKind kind) {
        for (Component component : Components.of(kind)) {
            JsonNode member = resolved(SCHEMA.path("$defs")
                    .path(kind.jsonName())
                    .path("properties")
                    .path(component.name()));
            String name = kind.jsonName() + "." + component.name();
            if (component.isSet()) {
                Type element = ((ParameterizedType) component.java().getGenericType()).getActualTypeArguments()[0];
                if (element == String.class) {
                    assertThat(resolved(member.path("items")).path("type").asString(""))
                            .as(name)
                            .isEqualTo("string");
                } else {
                    assertThat(values(resolved(member.path("items")))).as(name).isEqualTo(constants((Class<?>)
                            element));
                }
                assertThat(member.path("uniqueItems").asBoolean(false)).as(name).isTrue();
            } else if (component.type().isEnum()) {
                assertThat(values(member)).as(name).isEqualTo(constants(component.type()));
            } else {
                String type = switch (component.type().getSimpleName()) {
                    case "String", "LocalDate" -> "string";
                    case "boolean", "Boolean" -> "boolean";
                    case "int" -> "integer";
                    case "BigDecimal" -> "number";
                    default -> "?";
                };
                assertThat(member.path("type").asString("")).as(name).isEqualTo(type);
                assertThat(member.path("format").asString("").equals("date"))
                        .as(name)
                        .isEqualTo(component.type().getSimpleName().equals("LocalDate"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT_REPORTED", "RELATED_RECORD"})
    void eachMemberIsDescribedInBothLanguages(FactKind kind) {
        for (Component component : Components.of(kind)) {
            String description = SCHEMA.path("$defs")
                    .path(kind.jsonName())
                    .path("properties")
                    .path(component.name())
                    .path("description")
                    .asString("");
            assertThat(description).as(component.name()).matches(".*\\p{IsHan}.* / .*[a-z].*");
        }
    }

    @Test
    void eachKindIsABranchAndKeysHaveOneLimit() {
        List<String> branches = SCHEMA.path("oneOf")
                .valueStream()
                .map(branch -> branch.path("$ref").asString())
                .toList();
        assertThat(branches)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FactKind.values())
                        .filter(FactKind::sent)
                        .map(kind -> "#/$defs/" + kind.jsonName())
                        .toList());
        assertThat(SCHEMA.path("$defs").path("key").path("maxLength").asInt()).isEqualTo(Checks.LONGEST_KEY);
    }

    private static JsonNode resolved(JsonNode member) {
        String ref = member.path("$ref").asString("");
        return ref.isEmpty() ? member : SCHEMA.path("$defs").path(ref.substring("#/$defs/".length()));
    }

    private static List<String> values(JsonNode member) {
        return member.path("enum").valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }
}
