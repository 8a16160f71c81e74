package supervision.language;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a rule concludes.
 *
 * @param written type of the conclusion as it is written
 * @param type binary name of that type
 * @param values its components, in their order
 */
public record Insertion(Place place, String written, String type, List<Operand> values) {

    public Insertion {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return "insert(new " + written
                + values.stream().map(Operand::toString).collect(Collectors.joining(", ", "(", ")")) + ");";
    }
}
