package supervision.language;

import java.util.List;

/**
 * A row of a table that a rule file declares.
 *
 * @param sources the clauses that it cites: what rests on it cites them too
 * @param figures ids of the parameters that it names
 */
public record Row(Instance values, List<String> sources, List<String> figures) {

    public Row {
        sources = List.copyOf(sources);
        figures = List.copyOf(figures);
    }
}
