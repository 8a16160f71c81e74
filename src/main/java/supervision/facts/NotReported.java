package supervision.facts;

/**
 * Something that a rule needs and nobody reported. Missing data is a fact of its own: in a rule language a missing value
 * compares as false both ways, and a gap would read as "fine".
 *
 * @param record id of the record in which it is missing
 * @param item what is missing
 */
public record NotReported(String record, Item item) implements Fact {

    public enum Item {
        /** The entity has records but no entry in the register. */
        REGISTER_ENTRY,
        GRAVITY,
        PERFORMANCE,
        HARM_REMOVED,
        FIELD,
        /** The first day on the publicity system, from which its rules count. */
        DISPLAY_START,
        /** Which rule the listing decision cites. */
        LIST_BASIS,
        BAN_START,
        BAN_TERM,
        COMMITMENT_OUTCOME
    }

    @Override
    public String id() {
        return "notReported/" + item + "/" + record;
    }
}
