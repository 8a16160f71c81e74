package supervision;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.intake.FactJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Facts by the members that matter to a test, as a file of JSON lines has them: a member that comes later changes no test. */
public final class Told {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Told() {}

    /** @param members names and values in turn; a value that is null is left out */
    public static <F extends Fact> F fact(Class<F> type, @Nullable Object... members) {
        ObjectNode line = MAPPER.createObjectNode();
        for (int at = 0; at < members.length; at += 2) {
            Object value = members[at + 1];
            if (value instanceof Boolean flag) {
                line.put(String.valueOf(members[at]), flag);
            } else if (value instanceof Collection<?> several) {
                ArrayNode list = line.putArray(String.valueOf(members[at]));
                several.forEach(one -> list.add(String.valueOf(one)));
            } else if (value instanceof BigDecimal amount) {
                line.put(String.valueOf(members[at]), amount);
            } else if (value != null) {
                line.put(String.valueOf(members[at]), String.valueOf(value));
            }
        }
        line.put("kind", kind(type));
        line.put("subject", "91370116MAX0000157");
        return type.cast(FactJson.read(line.toString(), "told", 1).fact());
    }

    private static String kind(Class<? extends Fact> type) {
        return Arrays.stream(FactKind.values())
                .filter(kind -> kind.type() == type)
                .findFirst()
                .orElseThrow()
                .jsonName();
    }
}
