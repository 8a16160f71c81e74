package supervision.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import tools.jackson.databind.node.ObjectNode;

class FactJsonTest {

    private static final String CODE = "91370116MAX0000157";

    @Test
    void theFormIsCanonical() {
        Penalty penalty = new Penalty(
                "某局",
                "1号",
                LocalDate.of(2026, 3, 1),
                Set.of(PenaltyKind.FINE, PenaltyKind.WARNING),
                new BigDecimal("2.5E+3"),
                new BigDecimal("0.000000010"),
                null,
                Penalty.Gravity.GENERAL,
                null,
                "第一行\n\"第二行\"",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        assertThat(FactJson.write(CODE, penalty))
                .isEqualTo("{\"authority\":\"某局\",\"conduct\":\"第一行\\n\\\"第二行\\\"\",\"confiscated\":0.00000001,"
                        + "\"decidedOn\":\"2026-03-01\",\"fine\":2500,\"gravity\":\"GENERAL\",\"kind\":\"penalty\","
                        + "\"kinds\":[\"WARNING\",\"FINE\"],\"number\":\"1号\",\"subject\":\"91370116MAX0000157\"}");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RELATED_RECORD")
    void whatIsWrittenIsReadBackWhateverTheOrderOfItsMembers(FactKind kind) {
        Random random = new Random(kind.ordinal());
        for (int i = 0; i < 200; i++) {
            Fact fact = any(kind, random);
            String json = FactJson.write(CODE, fact);
            CreditRecord back = FactJson.read(json, "ledger", i);
            assertThat(back).isEqualTo(new CreditRecord(CODE, fact, "ledger", i));
            assertThat(FactJson.read(shuffled(json, random), "ledger", i).fact())
                    .isEqualTo(fact);
            assertThat(FactJson.write(back.subject(), back.fact()))
                    .isEqualTo(json)
                    .doesNotContain("\n");
        }
    }

    @Test
    void whatIsNoRecordIsRefusedWithAReason() {
        for (String json : new String[] {
            "17",
            "{",
            "{\"kind\":\"penalty\"}",
            "{\"kind\":\"x\",\"subject\":\"y\"}",
            "{\"kind\":\"performance\",\"subject\":\"y\",\"authority\":\"a\",\"number\":\"1\"}",
            "{\"kind\":\"performance\",\"subject\":\"y\",\"authority\":\"a\",\"number\":\"1\",\"performed\":true}",
            "{\"kind\":\"performance\",\"subject\":\"y\",\"authority\":\"a\",\"number\":\"1\",\"performed\":false,\"x\":1}"
        }) {
            assertThatThrownBy(() -> FactJson.read(json, "f", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s)[a-z].*");
        }
    }

    @Test
    void amountsThatNobodyCanWriteOutAreRefused() {
        String json = "{\"kind\":\"penalty\",\"subject\":\"" + CODE + "\",\"authority\":\"a\",\"number\":\"1\","
                + "\"decidedOn\":\"2026-03-01\",\"kinds\":[\"FINE\"],\"fine\":1e999999999}";
        assertThatThrownBy(() -> FactJson.read(json, "f", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String shuffled(String json, Random random) {
        ObjectNode members = (ObjectNode) FactJson.MAPPER.readTree(json);
        List<String> names = new java.util.ArrayList<>(members.propertyNames());
        Collections.shuffle(names, random);
        ObjectNode shuffled = FactJson.MAPPER.createObjectNode();
        names.forEach(name -> shuffled.set(name, members.get(name)));
        return shuffled.toString();
    }

    /** Any fact of the kind that its record takes, with gaps where it may have some. */
    static Fact any(FactKind kind, Random random) {
        RecordComponent[] components = kind.type().getRecordComponents();
        try {
            Constructor<? extends Fact> constructor = kind.type()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class[]::new));
            while (true) {
                try {
                    return constructor.newInstance(Arrays.stream(components)
                            .map(component -> any(component, random))
                            .toArray());
                } catch (InvocationTargetException e) {
                    if (!(e.getCause() instanceof IllegalArgumentException)) {
                        throw e;
                    }
                    // a combination that the record refuses: another
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object any(RecordComponent component, Random random) {
        if (new Components.Component(component).optional()
                && !Set.class.isAssignableFrom(component.getType())
                && random.nextInt(3) == 0) {
            return null;
        }
        Class<?> type = component.getType();
        if (type == String.class) {
            return List.of("某局", "1号", "a\"b\\c", "𠀀 / é", "行一\n行二").get(random.nextInt(5));
        } else if (type == LocalDate.class) {
            return LocalDate.of(1990, 1, 1).plusDays(random.nextInt(30_000));
        } else if (type == BigDecimal.class) {
            return FactJson.plain(new BigDecimal(random.nextLong(1_000_000_000L)).movePointLeft(random.nextInt(6)));
        } else if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        } else if (type == int.class) {
            return 1 + random.nextInt(6);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        Class<?> element = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        Set<Object> set = new TreeSet<>();
        for (Object constant : element == String.class ? new Object[] {"travel", "出境"} : element.getEnumConstants()) {
            if (random.nextInt(4) == 0) {
                set.add(constant);
            }
        }
        return set;
    }
}
