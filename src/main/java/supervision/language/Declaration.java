package supervision.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type that a rule file declares: a step, which rules conclude for other rules, or a table, whose rows are data of the pack.
 *
 * @param file path inside the pack
 * @param table id of the file under {@code tables/} that has the rows; null if it is a step
 * @param rows key of that file under which the rows stand
 * @param exactlyOne components of which there is one step for each combination of values that is asked about; none if it says
 *     nothing of the kind
 * @param few whether a case has no more than a handful of it, so that it may stand unlinked beside other elements
 * @param zh what it is, in Chinese
 * @param en the same in English
 */
public record Declaration(
        String file,
        Place place,
        String name,
        @Nullable String table,
        String rows,
        boolean few,
        List<String> exactlyOne,
        String zh,
        String en,
        List<Part> parts) {

    /** Package in which the engine makes the types that rule files declare. */
    public static final String PACKAGE = "rules";

    public Declaration {
        exactlyOne = List.copyOf(exactlyOne);
        parts = List.copyOf(parts);
    }

    /**
     * A component.
     *
     * @param written its type as it is written
     * @param type binary name of its type
     * @param key whether rows are told apart by it
     * @param figure unit of the parameter whose id it is; null if it is none
     * @param column where a row has it: keys joined by dots; of several, parted by bars, the first that the row has
     * @param optional whether a row may leave it out: a day is one that does not come then, a flag false
     * @param each whether the column is a list, and the table has a row for each of its values
     * @param prefix what stands before the value of the column
     */
    public record Part(
            Place place,
            String name,
            String written,
            String type,
            boolean key,
            @Nullable String figure,
            String column,
            boolean optional,
            boolean each,
            String prefix,
            String zh,
            String en) {}

    public boolean isTable() {
        return table != null;
    }

    /** The name of its type in patterns and insertions. */
    public String type() {
        return PACKAGE + "." + name;
    }

    /** Place of a component among the values; -1 if there is none of that name. */
    public int indexOf(String part) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).name().equals(part)) {
                return i;
            }
        }
        return -1;
    }
}
