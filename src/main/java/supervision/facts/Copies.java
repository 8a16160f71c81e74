package supervision.facts;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Sets in records iterate in one order, so that the same fact is written the same way every time. */
final class Copies {

    private Copies() {}

    /** Of a set whose order the pack knows: as it was given, by what took the record in. */
    static <T> Set<T> inOrder(Set<T> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    static <T extends Comparable<T>> Set<T> sorted(Set<T> values) {
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
