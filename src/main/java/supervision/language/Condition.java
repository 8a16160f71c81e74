package supervision.language;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to hold of a fact. {@link #toString} gives it as it is written. */
public sealed interface Condition {

    Place place();

    /** The comparisons inside this condition, in the order in which they are written. */
    Stream<Test> tests();

    /** All of them have to hold; those behind one that does not are not asked. */
    record All(Place place, List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Stream<Test> tests() {
            return parts.stream().flatMap(Condition::tests);
        }

        @Override
        public String toString() {
            return parts.stream()
                    .map(part -> part instanceof Any ? "(" + part + ")" : part.toString())
                    .collect(Collectors.joining(" && "));
        }
    }

    /** One of them has to hold; those behind one that does are not asked. */
    record Any(Place place, List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Stream<Test> tests() {
            return parts.stream().flatMap(Condition::tests);
        }

        @Override
        public String toString() {
            return parts.stream().map(Condition::toString).collect(Collectors.joining(" || "));
        }
    }

    /** It must not hold. */
    record Not(Place place, Condition of) implements Condition {
        @Override
        public Stream<Test> tests() {
            return of.tests();
        }

        @Override
        public String toString() {
            boolean simple = of instanceof Not || of instanceof Test test && test.operator() == Operator.HOLDS;
            return simple ? "!" + of : "!(" + of + ")";
        }
    }

    /**
     * One comparison.
     *
     * @param right what it is compared with: nothing for {@link Operator#HOLDS}, one or more for {@code in}, else one
     */
    record Test(Place place, Operand left, Operator operator, List<Operand> right) implements Condition {
        public Test {
            right = List.copyOf(right);
        }

        @Override
        public Stream<Test> tests() {
            return Stream.of(this);
        }

        /** All operands of it, with those inside of questions. */
        public Stream<Operand> operands() {
            return Stream.concat(Stream.of(left), right.stream()).flatMap(Operand::all);
        }

        @Override
        public String toString() {
            return switch (operator) {
                case HOLDS -> left.toString();
                case IN, NOT_IN ->
                    left + " " + operator.sign()
                            + right.stream().map(Operand::toString).collect(Collectors.joining(", ", " (", ")"));
                default -> left + " " + operator.sign() + " " + right.get(0);
            };
        }
    }

    /** How two things are compared. */
    enum Operator {
        /** The left side alone, which is true or false. */
        HOLDS(""),
        EQUAL("=="),
        NOT_EQUAL("!="),
        CONTAINS("contains"),
        NOT_CONTAINS("not contains"),
        IN("in"),
        NOT_IN("not in");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
