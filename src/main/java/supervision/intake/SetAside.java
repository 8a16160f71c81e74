package supervision.intake;

/**
 * A row that was not taken, and what to do about it. One a row: the first problem found.
 *
 * @param file name of the file, as the sender gave it
 * @param row row in a table, the header being row 1; line in a file of JSON lines
 * @param column column as the file's own header names it, or member of the JSON object; empty if the row as a whole is bad
 * @param value what the column holds, shortened; {@code ***} where it may not be repeated
 * @param problem what is wrong, in Chinese and then in English
 * @param remedy what to do, in Chinese and then in English
 */
public record SetAside(String file, int row, String column, String value, String problem, String remedy) {}
