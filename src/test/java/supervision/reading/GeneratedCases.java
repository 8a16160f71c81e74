package supervision.reading;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import supervision.facts.Application;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.Commitment;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.facts.Inspection;
import supervision.facts.ListEntry;
import supervision.facts.Penalty;
import supervision.facts.Performance;
import supervision.facts.RelatedRecord;
import supervision.facts.Relation;
import supervision.facts.RepairCase;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;

/**
 * Entities made from the types of the facts alone: every component gets any value of its type, whether or not it makes sense
 * beside the others. So a component or code that is added to the facts is tried without anybody thinking of it.
 *
 * <p>Days crowd where the law turns; later days of a record lie at the ends of its periods from the first. Texts that name
 * something are drawn from what the pack and the other records name.
 */
final class GeneratedCases {

    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
    private static final int DAYS = 3_650;
    private static final Instant KNOWN_AT = Instant.parse("2026-11-22T01:00:00Z");
    private static final List<String> CODES =
            List.of("91370116MAX0000157", "91371202MAX000023A", "92370116MAX000031R", "12370116MAX000058R");

    /** Days after the first of a record at which periods of the law end, and the days beside them. */
    private static final List<Integer> PERIODS = List.of(
            0, 1, 3, 7, 10, 20, 30, 89, 90, 91, 92, 180, 181, 182, 183, 184, 364, 365, 366, 729, 730, 731, 1094, 1095,
            1096, 1825, 1826, 1827, -1, -30, -365);

    /** Days from which a record is no more: mostly it still is. */
    private static final Set<String> ENDS =
            Set.of("revokedOn", "undoneOn", "removedOn", "deletedOn", "completedOn", "failedOn", "validTo", "until");

    /** Kinds of records of which an entity has several, or to which others belong; all others have one part in the lot. */
    private static final Map<Class<?>, Integer> OFTEN = Map.of(
            Penalty.class, 7,
            Performance.class, 3,
            Entity.class, 3,
            Evaluation.class, 3,
            ListEntry.class, 3,
            RepairCase.class, 3,
            Application.class, 2,
            BanGround.class, 2,
            Commitment.class, 2,
            Inspection.class, 2);

    private final RulePack pack;
    private final Map<String, List<String>> named = new LinkedHashMap<>();
    private final Arbitrary<LocalDate> days;

    GeneratedCases(RulePack pack) {
        this.pack = pack;
        Set<LocalDate> turns = new TreeSet<>();
        pack.rules().forEach(rule -> turns.add(rule.from()));
        pack.tables().regimes().values().forEach(regime -> turns.add(regime.from()));
        pack.tables().bans().values().forEach(ban -> turns.add(ban.from()));
        for (Parameter parameter : pack.parameters().values()) {
            parameter.rows().forEach(row -> turns.add(row.from()));
        }
        turns.removeIf(day -> day.isBefore(FIRST) || day.isAfter(FIRST.plusDays(DAYS)));
        Arbitrary<LocalDate> atTurns = Combinators.combine(
                        Arbitraries.of(List.copyOf(turns)),
                        Arbitraries.integers().between(-1, 1))
                .as((day, beside) -> day.plusDays(beside));
        Arbitrary<LocalDate> any = Arbitraries.integers().between(0, DAYS).map(FIRST::plusDays);
        Arbitrary<LocalDate> ends = any.map(day -> day.withDayOfMonth(day.lengthOfMonth()));
        this.days = Arbitraries.frequencyOf(
                Tuple.of(6, any),
                Tuple.of(3, atTurns),
                Tuple.of(1, ends),
                Tuple.of(1, Arbitraries.of(LocalDate.of(2020, 2, 29), LocalDate.of(2024, 2, 29))));
        name("code branchOf incurredAt other", CODES);
        name("authority identifyingUnit court", List.of("莱芜区市场监督管理局", "莱芜区应急管理局", "山东省药品监督管理局区域检查第一分局"));
        name("number caseNumber", List.of("莱〔2026〕1号", "莱〔2026〕2号", "莱〔2026〕3号"));
        name("list", withUnknown(pack.tables().lists().keySet()));
        name("ban", withUnknown(pack.tables().bans().keySet()));
        name("scheme", withUnknown(pack.tables().schemes().keySet()));
        name(
                "matter",
                withUnknown(Objects.requireNonNull(pack.rows().get("rules.Matter")).stream()
                        .map(row -> (String) row.values().value("id"))
                        .collect(Collectors.toCollection(TreeSet::new))));
        Set<String> grades = new TreeSet<>();
        pack.parameters().forEach((id, parameter) -> {
            if (id.startsWith("grade/tiers/")) {
                parameter.rows().forEach(row -> grades.addAll(row.entries().keySet()));
            }
        });
        name("grade", withUnknown(grades));
        Set<String> measures = new TreeSet<>();
        pack.tables()
                .catalogues()
                .forEach(edition -> measures.addAll(edition.measures().keySet()));
        name("measures measuresLifted", withUnknown(measures));
        name("field fields", withUnknown(pack.tables().fields().keySet()));
        name("role persons", withUnknown(pack.tables().roles().keySet()));
        name("conduct", List.of("无证经营", "虚假广告", "串通投标", "未按规定公示年度报告"));
        name("basis", List.of("《中华人民共和国食品安全法》第一百二十二条", "《中华人民共和国治安管理处罚法》第四十三条"));
        name("decidedTerm", List.of("P30D", "P6M", "P1Y", "P18M", "P3Y", "P5Y", "P10Y", "LIFE"));
        name("holder evaluatedBy decidedBy acceptingUnit unit", List.of("甲", "乙"));
    }

    private void name(String components, List<String> values) {
        Arrays.stream(components.split(" ")).forEach(component -> named.put(component, values));
    }

    private static List<String> withUnknown(Set<String> known) {
        List<String> all = new ArrayList<>(new TreeSet<>(known));
        all.add("unknown-to-everybody");
        return List.copyOf(all);
    }

    /** A fact before it is known which others there are. */
    private record Draft(Class<? extends Fact> type, List<? extends @Nullable Object> values, boolean related) {
        @Override
        public String toString() {
            return type.getSimpleName() + values;
        }
    }

    /** A day so many days after the first of its record. */
    private record Later(int days) {}

    /** A day so many days before the one asked about. */
    private record Before(int days) {}

    /** Another record of the case, by its place. */
    private record Other(int place) {}

    /** Entities with up to so many records, asked about on some day that the pack models. */
    Arbitrary<Case> with(int most) {
        List<Tuple.Tuple2<Integer, Arbitrary<Draft>>> kinds = Arrays.stream(FactKind.values())
                .map(FactKind::type)
                .filter(type -> type != RelatedRecord.class)
                .map(type -> Tuple.of(OFTEN.getOrDefault(type, 1), draft(type)))
                .toList();
        Arbitrary<Draft> draft = Arbitraries.frequencyOf(kinds);
        Arbitrary<LocalDate> asOf = days.map(day -> day.isBefore(pack.modelledFrom()) ? pack.modelledFrom() : day);
        return Combinators.combine(draft.list().ofMinSize(1).ofMaxSize(most), Arbitraries.of(CODES), asOf)
                .as((drafts, code, day) -> new Case(code, facts(drafts, day), day, KNOWN_AT))
                .filter(asked -> !asked.facts().isEmpty());
    }

    private Arbitrary<Draft> draft(Class<? extends Fact> type) {
        List<Arbitrary<@Nullable Object>> components = new ArrayList<>();
        boolean first = true;
        for (RecordComponent component : type.getRecordComponents()) {
            Arbitrary<@Nullable Object> values = values(component, first);
            first &= component.getType() != LocalDate.class;
            double absent = ENDS.contains(component.getName()) ? 0.8 : 0.4;
            components.add(isNullable(component) ? values.injectNull(absent) : values);
        }
        return Combinators.combine(
                        Combinators.combine(components).as(values -> values),
                        Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)))
                .as((values, related) -> new Draft(type, values, related));
    }

    private static boolean isNullable(RecordComponent component) {
        AnnotatedElement type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }

    @SuppressWarnings("unchecked") // an arbitrary of anything is one of objects
    private Arbitrary<@Nullable Object> values(RecordComponent component, boolean firstDay) {
        Class<?> type = component.getType();
        Arbitrary<?> values;
        if (type == LocalDate.class) {
            values = firstDay
                    ? Arbitraries.oneOf(
                            Arbitraries.of(PERIODS).map(Before::new),
                            Arbitraries.integers().between(0, 1_500).map(Before::new),
                            days)
                    : Arbitraries.oneOf(
                            Arbitraries.of(PERIODS).map(Later::new),
                            Arbitraries.integers().between(0, 1_500).map(Later::new),
                            days);
        } else if (type == Set.class) {
            Class<?> of = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            values = single(component, of).set().ofMaxSize(3);
        } else {
            values = single(component, type);
        }
        return (Arbitrary<@Nullable Object>) values;
    }

    private Arbitrary<?> single(RecordComponent component, Class<?> type) {
        if (type.isEnum()) {
            return Arbitraries.of(type.getEnumConstants());
        }
        if (type == boolean.class || type == Boolean.class) {
            return Arbitraries.of(true, false);
        }
        if (type == int.class) {
            return Arbitraries.integers().between(1, 6);
        }
        if (type == BigDecimal.class) {
            return Arbitraries.of("0", "39.5", "40", "69", "70", "90", "200", "5000", "10000", "49999.99", "250000")
                    .map(BigDecimal::new);
        }
        if (type == String.class) {
            String name = component.getName();
            return name.equals("target") || name.equals("record")
                    ? Arbitraries.integers().between(0, 20).map(Other::new)
                    : Arbitraries.of(named.getOrDefault(name, List.of("字")));
        }
        throw new IllegalStateException("no values for " + component + " of "
                + component.getDeclaringRecord().getSimpleName() + ": say here how to draw them");
    }

    /** The facts of drafts; those that contradict themselves are left out, and of two versions of one record the second. */
    private static List<Fact> facts(List<Draft> drafts, LocalDate asOf) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        List<Draft> about = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft.type() == Performance.class
                    || draft.type() == BanGround.class
                    || draft.values().stream().anyMatch(Other.class::isInstance)) {
                about.add(draft);
            } else {
                add(facts, fact(draft, asOf, List.of()));
            }
        }
        List<String> others = new ArrayList<>(facts.keySet());
        // most of what is about another record is about a penalty
        facts.values().stream().filter(Penalty.class::isInstance).forEach(penalty -> {
            others.add(penalty.id());
            others.add(penalty.id());
        });
        List<Penalty> penalties = facts.values().stream()
                .filter(Penalty.class::isInstance)
                .map(Penalty.class::cast)
                .toList();
        for (Draft draft : about) {
            add(
                    facts,
                    fact(draft.related() || penalties.isEmpty() ? draft : ofTheSame(draft, penalties), asOf, others));
        }
        return related(facts, drafts);
    }

    /** A record that goes with a penalty has its authority and number. */
    private static Draft ofTheSame(Draft draft, List<Penalty> penalties) {
        List<@Nullable Object> values = new ArrayList<>(draft.values());
        RecordComponent[] components = draft.type().getRecordComponents();
        // drawn by what is drawn already, so that a failure can be shrunk
        Penalty penalty = penalties.get(
                Math.floorMod(String.valueOf(values.get(values.size() - 2)).hashCode(), penalties.size()));
        for (int at = 0; at < components.length; at++) {
            if (components[at].getName().equals("authority")) {
                values.set(at, penalty.authority());
            } else if (components[at].getName().equals("number") && draft.type() != RepairCase.class) {
                values.set(at, penalty.number());
            }
        }
        return new Draft(draft.type(), values, false);
    }

    private static void add(Map<String, Fact> facts, @Nullable Fact fact) {
        if (fact != null) {
            facts.putIfAbsent(fact.id(), fact);
        }
    }

    /** Some records lie under the code of another, where there is a tie. */
    private static List<Fact> related(Map<String, Fact> facts, List<Draft> drafts) {
        Relation tie = facts.values().stream()
                .filter(Relation.class::isInstance)
                .map(Relation.class::cast)
                .findFirst()
                .orElse(null);
        List<Fact> all = new ArrayList<>();
        int place = 0;
        for (Fact fact : facts.values()) {
            boolean moves = drafts.get(place++ % drafts.size()).related();
            all.add(
                    tie == null || !moves || fact instanceof Entity || fact instanceof Relation
                            ? fact
                            : new RelatedRecord(tie.id(), tie.type(), fact));
        }
        return all;
    }

    private static @Nullable Fact fact(Draft draft, LocalDate asOf, List<String> others) {
        RecordComponent[] components = draft.type().getRecordComponents();
        Object[] values = new Object[components.length];
        LocalDate first = draft.values().stream()
                .filter(value -> value instanceof LocalDate || value instanceof Before)
                .map(value -> value instanceof Before before ? asOf.minusDays(before.days()) : (LocalDate) value)
                .findFirst()
                .orElse(asOf);
        for (int at = 0; at < values.length; at++) {
            Object value = draft.values().get(at);
            if (value instanceof Before before) {
                value = asOf.minusDays(before.days());
            } else if (value instanceof Later later) {
                value = first.plusDays(later.days());
            } else if (value instanceof Other other) {
                value = others.isEmpty() ? "penalty/无/无" : others.get(other.place() % others.size());
            }
            values[at] = value;
        }
        try {
            return draft.type()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return null;
            }
            throw new IllegalStateException(draft.toString(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(draft.toString(), e);
        }
    }
}
