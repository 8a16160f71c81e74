package supervision.replay;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import supervision.decision.Conclusion;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;

/**
 * What a finding says, in the words of a case file: as text, so that an expectation and a finding can be compared and shown.
 *
 * @param rule name of the rule
 * @param type type of the conclusion, such as {@code repair}
 * @param members components of the conclusion that are not null
 * @param evidence ids of the records, in order
 * @param parameters values by id, {@link #NO_VALUE} where none exists
 */
record Statement(
        String rule,
        String type,
        SortedMap<String, String> members,
        List<String> evidence,
        SortedMap<String, String> parameters)
        implements Comparable<Statement> {

    static final String NO_VALUE = "null";

    private static final Comparator<Statement> ORDER = Comparator.comparing(Statement::rule)
            .thenComparing(Statement::type)
            .thenComparing(statement -> statement.members().toString())
            .thenComparing(statement -> statement.evidence().toString());

    /** Conclusion types by the key that a case file has for them. */
    private static final Map<String, Class<?>> TYPES = Arrays.stream(Conclusion.class.getPermittedSubclasses())
            .collect(Collectors.toMap(Statement::key, type -> type, (one, other) -> one, TreeMap::new));

    static Map<String, Class<?>> types() {
        return TYPES;
    }

    /** Names of the components of a conclusion type, in their order. */
    static List<String> components(String type) {
        Class<?> conclusion = TYPES.get(type);
        return conclusion == null
                ? List.of()
                : Arrays.stream(conclusion.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList();
    }

    static Statement of(Finding finding) {
        Conclusion conclusion = finding.concludes();
        SortedMap<String, String> members = new TreeMap<>();
        for (RecordComponent component : conclusion.getClass().getRecordComponents()) {
            Object value = value(component, conclusion);
            if (value != null) {
                members.put(component.getName(), value.toString());
            }
        }
        SortedMap<String, String> parameters = new TreeMap<>();
        for (FigureUsed figure : finding.parameters()) {
            parameters.put(figure.id(), figure.value() == null ? NO_VALUE : canonical(figure.value()));
        }
        return new Statement(
                finding.rule(),
                key(conclusion.getClass()),
                members,
                finding.evidence().stream().sorted().toList(),
                parameters);
    }

    private static @org.jspecify.annotations.Nullable Object value(RecordComponent component, Conclusion conclusion) {
        try {
            return component.getAccessor().invoke(conclusion);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("components of a public record are readable", e);
        }
    }

    /** A table of grades in one order, however it was written. */
    static String canonical(String value) {
        return value.startsWith("{") && value.endsWith("}")
                ? Arrays.stream(value.substring(1, value.length() - 1).split(", "))
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "}"))
                : value;
    }

    private static String key(Class<?> conclusion) {
        return key(conclusion.getSimpleName());
    }

    static String key(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** Rule and conclusion on one line. */
    String brief() {
        return "`" + rule + "` → " + type + " "
                + components(type).stream()
                        .filter(members::containsKey)
                        .map(name -> name + ": " + members.get(name))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public int compareTo(Statement other) {
        return ORDER.compare(this, other);
    }
}
