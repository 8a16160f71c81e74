package supervision.dossier;

import java.util.List;

/** What rules match and findings rest on. */
public sealed interface Grounded permits Prepared, Told {

    /** Ids of the records that it was made from, at least one: the evidence of a finding. */
    List<String> records();

    /** Clauses of the table rows that it was joined with. */
    default List<String> sources() {
        return List.of();
    }

    /**
     * Parameters that were asked while it was made. Not called after the instrument: in a pattern the engine takes a
     * component before an instrument of the same name.
     */
    default List<String> numbers() {
        return List.of();
    }
}
