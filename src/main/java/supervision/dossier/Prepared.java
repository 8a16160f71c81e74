package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import supervision.facts.NotReported;

/**
 * What rules match on: a fact joined with the rows of the pack that concern it, as it stands on the day asked about. No
 * component is ever null.
 */
public sealed interface Prepared extends Grounded {

    /** What was made from one record. */
    sealed interface OfRecord extends Prepared {

        String of();

        @Override
        default List<String> records() {
            return List.of(of());
        }
    }

    /** Something that a rule needs and nobody reported. */
    record Gap(String of, NotReported.Item item) implements OfRecord {}

    enum Severity {
        MINOR,
        GENERAL,
        SERIOUS,
        SPECIFIC_SERIOUS,
        UNKNOWN
    }

    /** A record of a kind that the catalogue of public credit information does not have: used for nothing. */
    record NotInDirectory(String of, LocalDate since, List<String> sources) implements OfRecord {}

    /** A public security penalty since such records are sealed: used for nothing. */
    record SealedRecord(String of, LocalDate since) implements OfRecord {}
}
