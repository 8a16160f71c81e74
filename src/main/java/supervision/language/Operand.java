package supervision.language;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that has a value once a rule is asked about facts. {@link #toString} gives it as it is written. */
public sealed interface Operand {

    Place place();

    /** All operands inside this one, itself first. */
    default Stream<Operand> all() {
        return this instanceof Asked asked
                ? Stream.concat(Stream.of(this), asked.with().stream().flatMap(Operand::all))
                : Stream.of(this);
    }

    /** The same with others in the place of what it asks with, or another if it asks nothing. */
    default Operand with(UnaryOperator<Operand> others) {
        return this instanceof Asked asked
                ? new Asked(
                        asked.place(),
                        asked.instrument(),
                        asked.question(),
                        asked.with().stream()
                                .map(operand -> operand.with(others))
                                .toList())
                : others.apply(this);
    }

    /**
     * A component of a fact.
     *
     * @param variable the fact, in a conclusion; null in a condition, where it is the pattern's own
     */
    record Component(Place place, @Nullable String variable, String name) implements Operand {
        @Override
        public String toString() {
            return variable == null ? name : variable + "." + name + "()";
        }
    }

    /**
     * What an element before this one has, or what is bound to a name.
     *
     * @param component of the fact that the variable stands for; null if the variable stands for a value itself
     */
    record Variable(Place place, String variable, @Nullable String component) implements Operand {
        @Override
        public String toString() {
            return component == null ? variable : variable + "." + component;
        }
    }

    /** A string, without its quotes. */
    record Text(Place place, String value) implements Operand {
        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** {@code true} or {@code false}. */
    record Truth(Place place, boolean value) implements Operand {
        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }

    /** {@code null}. */
    record Nothing(Place place) implements Operand {
        @Override
        public String toString() {
            return "null";
        }
    }

    /**
     * A constant of an enumeration.
     *
     * @param written its type as it is written
     * @param type binary name of its type
     */
    record Constant(Place place, String written, String type, String name) implements Operand {
        @Override
        public String toString() {
            return written + "." + name;
        }
    }

    /** A question to one of the instruments. */
    record Asked(Place place, String instrument, String question, List<Operand> with) implements Operand {
        public Asked {
            with = List.copyOf(with);
        }

        @Override
        public String toString() {
            return instrument + "." + question
                    + with.stream().map(Operand::toString).collect(Collectors.joining(", ", "(", ")"));
        }
    }
}
