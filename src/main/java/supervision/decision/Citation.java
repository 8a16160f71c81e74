package supervision.decision;

/**
 * A cited clause.
 *
 * @param id instrument and clause, such as {@code laiwu-2020-19/6.2}
 * @param instrument title of the instrument
 * @param title title of the clause
 * @param says what it says, in our words
 * @param level rank of the instrument
 * @param evidence how well it is known: label of the source catalogue
 */
public record Citation(String id, Text instrument, Text title, Text says, String level, String evidence) {}
