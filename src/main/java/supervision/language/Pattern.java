package supervision.language;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fact that a rule looks for.
 *
 * @param variable name by which the conclusion refers to it; null if it does not
 * @param written its type as it is written
 * @param type binary name of its type
 * @param conditions all of which it has to meet, asked in this order until one fails
 */
public record Pattern(Place place, @Nullable String variable, String written, String type, List<Condition> conditions) {

    public Pattern {
        conditions = List.copyOf(conditions);
    }

    public Pattern with(List<Condition> others) {
        return new Pattern(place, variable, written, type, others);
    }

    /** The comparisons of all conditions. */
    public Stream<Condition.Test> tests() {
        return conditions.stream().flatMap(Condition::tests);
    }

    @Override
    public String toString() {
        return (variable == null ? "" : variable + " : ")
                + written
                + conditions.stream().map(Condition::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
