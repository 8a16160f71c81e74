package supervision.intake;

import supervision.facts.Fact;

/**
 * A row that was taken.
 *
 * @param subject credit code of the entity, or for a natural person what {@link Pseudonyms} make of the ID number
 * @param fact what the row says
 * @param file name of the file, as the sender gave it
 * @param row row in a table, the header being row 1; line in a file of JSON lines
 */
public record CreditRecord(String subject, Fact fact, String file, int row) {}
