package supervision.intake;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.facts.Fact;
import supervision.facts.FactKind;

/** The components of each kind of record, read once from the Java records, so that no list of them can go stale. */
final class Components {

    private static final Map<FactKind, List<Component>> SORTED = new EnumMap<>(FactKind.class);

    static {
        for (FactKind kind : FactKind.values()) {
            SORTED.put(
                    kind,
                    Arrays.stream(kind.type().getRecordComponents())
                            .map(Component::new)
                            .sorted(Comparator.comparing(Component::name))
                            .toList());
        }
    }

    private Components() {}

    /** In the order of their names. */
    static List<Component> of(FactKind kind) {
        return SORTED.getOrDefault(kind, List.of());
    }

    /** @param optional whether it may be left out: reading that off the Java record takes longer than all else about a record */
    record Component(RecordComponent java, boolean optional) {

        Component(RecordComponent java) {
            this(java, optional(java));
        }

        String name() {
            return java.getName();
        }

        Class<?> type() {
            return java.getType();
        }

        boolean isSet() {
            return Set.class.isAssignableFrom(type());
        }

        /** A set that is not reported is an empty one; only the kinds of a penalty may not be empty. */
        private static boolean optional(RecordComponent java) {
            return java.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    || Set.class.isAssignableFrom(java.getType())
                            && !java.getName().equals("kinds");
        }

        @Nullable
        Object of(Fact fact) {
            try {
                return java.getAccessor().invoke(fact);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("components of a public record are readable", e);
            }
        }
    }
}
