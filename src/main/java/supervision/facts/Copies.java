package supervision.facts;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Sets in records iterate in one order, so that the same fact is written the same way every time. */
final class Copies {

    private Copies() {}

    static <T extends Comparable<T>> Set<T> sorted(Set<T> values) {
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
