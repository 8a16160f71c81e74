package supervision.language;

/**
 * A type that a rule file names in full, so that its rules can use the simple name.
 *
 * @param place of the name
 * @param name as it is written, with dots throughout
 * @param type binary name
 */
public record Import(Place place, String name, String type) {}
