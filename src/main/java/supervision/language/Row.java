package supervision.language;

import java.util.List;

/**
 * A row of a table that a rule file declares.
 *
 * @param sources the clauses that it cites: what rests on it cites them too
 */
public record Row(Instance values, List<String> sources) {

    public Row {
        sources = List.copyOf(sources);
    }
}
