package supervision.language;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One element of a rule's conditions: a fact, a row of a table, a step or a conclusion that is looked for.
 *
 * @param kind whether one is matched, must be missing, must be there, or all are counted
 * @param variable name by which later elements and the conclusion refer to it; null if they do not
 * @param written its type as it is written
 * @param type binary name of its type
 * @param bindings components that have a name of their own
 * @param conditions all of which it has to meet, asked in this order until one fails
 * @param total what is made of all that meet them; null unless the kind is {@link Kind#TOTAL}
 */
public record Pattern(
        Place place,
        Kind kind,
        @Nullable String variable,
        String written,
        String type,
        List<Binding> bindings,
        List<Condition> conditions,
        @Nullable Total total) {

    public Pattern {
        bindings = List.copyOf(bindings);
        conditions = List.copyOf(conditions);
    }

    /** What an element asks for. */
    public enum Kind {
        /** Each that meets the conditions, once. */
        FACT(""),
        /** That none meets them. */
        NOT("not"),
        /** That some meet them, whichever. */
        EXISTS("exists"),
        /** All that meet them, taken together. */
        TOTAL("accumulate");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** What stands before the pattern; empty if nothing does. */
        public String word() {
            return word;
        }
    }

    /** A component that has a name of its own. */
    public record Binding(Place place, String variable, String component) {
        @Override
        public String toString() {
            return variable + " : " + component;
        }
    }

    /**
     * What is made of all that meet the conditions.
     *
     * @param variable name of the result
     * @param of variable of the pattern that is counted, or of the component of which an extreme is taken
     */
    public record Total(Place place, String variable, Function function, String of) {
        @Override
        public String toString() {
            return variable + " : " + function.word() + "(" + of + ")";
        }
    }

    /** How many things become one. */
    public enum Function {
        /** How many there are; 0 if there is none. */
        COUNT("count"),
        /** The least value; if there is none, the element is not met. */
        MIN("min"),
        /** The greatest value; if there is none, the element is not met. */
        MAX("max");

        private final String word;

        Function(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Pattern with(List<Condition> others) {
        return new Pattern(place, kind, variable, written, type, bindings, others, total);
    }

    public Pattern with(String otherVariable) {
        return new Pattern(place, kind, otherVariable, written, type, bindings, conditions, total);
    }

    public Pattern with(Kind other) {
        return new Pattern(place, other, variable, written, type, bindings, conditions, total);
    }

    /** Whether something is matched that the conclusion rests on. */
    public boolean isGround() {
        return kind == Kind.FACT;
    }

    /** Whether there has to be something that meets it. */
    public boolean isNeeded() {
        return kind == Kind.FACT || kind == Kind.EXISTS;
    }

    /** The comparisons of all conditions. */
    public Stream<Condition.Test> tests() {
        return conditions.stream().flatMap(Condition::tests);
    }

    @Override
    public String toString() {
        String asked = (variable == null ? "" : variable + " : ")
                + written
                + Stream.concat(bindings.stream(), conditions.stream())
                        .map(Object::toString)
                        .collect(Collectors.joining(", ", "(", ")"));
        return switch (kind) {
            case FACT -> asked;
            case NOT -> "not " + asked;
            case EXISTS -> "exists " + asked;
            case TOTAL -> "accumulate(" + asked + "; " + total + ")";
        };
    }
}
