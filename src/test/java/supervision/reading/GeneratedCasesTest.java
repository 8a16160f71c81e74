package supervision.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import supervision.decision.Decision;
import supervision.dossier.Prepared;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.facts.RelatedRecord;
import supervision.language.Declaration;

/**
 * The two readings come to the same decision, in all its parts, on entities made from the types of the facts. A failure is
 * shrunk to the few records and values that it takes, and its seed is printed.
 */
class GeneratedCasesTest {

    private static final int ENTITIES = 2_000;
    static final int MOST_RECORDS = 9;

    /** With figures of other places, and with none: then what is not set is asked for. */
    private static final DecisionEngine ENGINE = Engines.shipped();

    private static final DecisionEngine WITHOUT = Engines.with(null);
    private static final SecondReading READING = SecondReading.of(ENGINE.pack());
    private static final SecondReading READING_WITHOUT = SecondReading.of(WITHOUT.pack());

    /** What was prepared is looked at in one case of so many: it takes a third evaluation. */
    private static final int LOOKED_AT = 10;

    private static int begun;
    private static int agreed;

    private static final Set<String> KINDS = new TreeSet<>();
    private static final Set<Object> CONSTANTS = new HashSet<>();
    private static final Set<String> PREPARED = new TreeSet<>();
    private static final Set<String> FIRED = new TreeSet<>();

    @Provide
    Arbitrary<Case> cases() {
        return new GeneratedCases(ENGINE.pack()).with(MOST_RECORDS);
    }

    @Property(tries = ENTITIES, seed = "20261122", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void bothReadingsDecideAlike(@ForAll("cases") Case asked, @ForAll @IntRange(max = 3) int examples) {
        boolean without = examples == 3;
        begun++;
        Decision decision = (without ? WITHOUT : ENGINE).decide(asked);

        assertThat((without ? READING_WITHOUT : READING).decide(asked)).isEqualTo(decision);

        agreed++;
        note(asked);
        decision.findings().forEach(finding -> FIRED.add(finding.rule()));
    }

    private static void note(Case asked) {
        for (Fact fact : asked.facts()) {
            KINDS.add(fact.kind().jsonName());
            Fact own = fact instanceof RelatedRecord related ? related.fact() : fact;
            for (RecordComponent component : own.getClass().getRecordComponents()) {
                try {
                    Object value = component.getAccessor().invoke(own);
                    CONSTANTS.addAll(value instanceof Collection<?> many ? many : Set.of(value == null ? "" : value));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        if (agreed % LOOKED_AT != 0) {
            return;
        }
        Scene scene = READING.scene(asked, Watch.NONE);
        for (Class<?> type : PREPARED_TYPES) {
            if (!PREPARED.contains(type.getSimpleName())
                    && !scene.known(type.getName()).isEmpty()) {
                PREPARED.add(type.getSimpleName());
            }
        }
    }

    private static final Set<Class<?>> PREPARED_TYPES = preparedTypes(Prepared.class);

    private static Set<Class<?>> preparedTypes(Class<?> sealed) {
        Set<Class<?>> types = new HashSet<>();
        for (Class<?> type : sealed.getPermittedSubclasses()) {
            if (type.isInterface()) {
                types.addAll(preparedTypes(type));
            } else {
                types.add(type);
            }
        }
        return types;
    }

    /** Agreement on entities of whom no rule says anything would prove nothing. */
    @AfterContainer
    static void mostOfThePackWasTried() {
        if (agreed < begun) {
            // the property has failed and says why
            return;
        }
        assertThat(agreed).isEqualTo(ENTITIES);
        Set<String> kinds = new TreeSet<>();
        Arrays.stream(FactKind.values()).forEach(kind -> kinds.add(kind.jsonName()));
        Set<Object> constants = new HashSet<>();
        for (FactKind kind : FactKind.values()) {
            for (RecordComponent component : kind.type().getRecordComponents()) {
                Class<?> type = component.getType();
                if (component.getGenericType() instanceof ParameterizedType of) {
                    Type inner = of.getActualTypeArguments()[0];
                    type = inner instanceof Class<?> single ? single : type;
                }
                if (type.isEnum() && kind.type() != RelatedRecord.class) {
                    constants.addAll(Arrays.asList(type.getEnumConstants()));
                }
            }
        }
        Set<String> silent = new TreeSet<>();
        // a rule that concludes a step shows in no finding
        ENGINE.pack().rules().stream()
                .filter(rule ->
                        !ENGINE.pack().declarations().containsKey(Declaration.PACKAGE + "." + rule.conclusion()))
                .forEach(rule -> silent.add(rule.name()));
        int rules = silent.size();
        silent.removeAll(FIRED);
        Set<String> absent = new TreeSet<>();
        PREPARED_TYPES.forEach(type -> absent.add(type.getSimpleName()));
        absent.removeAll(PREPARED);
        System.out.println("generated: rules fired " + FIRED.size() + " of "
                + rules + ", kinds of prepared facts " + PREPARED.size() + " of "
                + PREPARED_TYPES.size() + "; never prepared: " + absent + "; never fired: " + silent);
        assertThat(KINDS).isEqualTo(kinds);
        assertThat(CONSTANTS).containsAll(constants);
        assertThat(PREPARED.size()).isGreaterThanOrEqualTo(PREPARED_TYPES.size() * 7 / 10);
        // some wait for figures that no district has set
        assertThat(FIRED.size()).isGreaterThanOrEqualTo(rules * 2 / 3);
    }
}
