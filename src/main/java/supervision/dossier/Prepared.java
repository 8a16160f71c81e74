package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import supervision.decision.Recipient;
import supervision.facts.Channel;
import supervision.facts.Entity;
import supervision.facts.Field;
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

    /** The entry in the register. */
    record Subject(
            Entity.Type type,
            Entity.Ownership ownership,
            Entity.Status status,
            Set<Field> fields,
            boolean fullCoverage,
            boolean branch)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of("entity");
        }
    }

    /** How a record under another code bears on the entity. */
    enum Bearing {
        /** It is the entity's own record. */
        OWN,
        /** It is the record of a branch: kept there, seen here. */
        OF_A_BRANCH,
        /** Nobody has said whether it passes to the entity. */
        UNDECIDED
    }

    /** A record of another entity, to which a tie in the register leads. */
    record RecordOfAnother(List<String> records, String of, String relationType, Bearing bearing, List<String> numbers)
            implements Prepared {}

    /** Something that a rule needs and nobody reported. */
    record Gap(String of, NotReported.Item item) implements OfRecord {}

    enum Severity {
        MINOR,
        GENERAL,
        SERIOUS,
        SPECIFIC_SERIOUS,
        UNKNOWN
    }

    /** The end of publicity as the source gives it is not that of the law. */
    record Contradiction(List<String> records, String of, List<String> sources, List<String> numbers)
            implements Prepared {}

    /** A ban that rests on a penalty that was revoked. */
    record RestsOnRevoked(List<String> records, String of) implements Prepared {}

    /** A record of a kind that the catalogue of public credit information does not have: used for nothing. */
    record NotInDirectory(String of, LocalDate since, List<String> sources) implements OfRecord {}

    /** A public security penalty since such records are sealed: used for nothing. */
    record SealedRecord(String of, LocalDate since) implements OfRecord {}

    /** A permit or another act that the table of visibility shows on a channel. */
    record Exhibited(String of, Channel channel, List<String> sources) implements OfRecord {}

    /**
     * A record that the table of visibility lets somebody inside government have.
     *
     * @param supervisionOnly whether it serves inspection alone
     */
    record Shareable(String of, Recipient recipient, boolean supervisionOnly, List<String> sources)
            implements OfRecord {}

    /**
     * A record that has to be withdrawn from a channel, unless it was seen to be gone.
     *
     * @param penalty whether it is a penalty
     * @param countable whether the law of the day set working days for it that can be counted
     * @param overdue whether they are over
     */
    record Withdrawal(
            List<String> records,
            String of,
            boolean penalty,
            Channel channel,
            LocalDate since,
            boolean countable,
            boolean overdue)
            implements Prepared {}

    /** An entry that left its list, looked for on a channel afterwards. */
    record EntryGone(String of, Channel channel, LocalDate since) implements OfRecord {}

    /** Something shown on a channel of which there is no record. */
    record ShownWithoutRecord(String of) implements OfRecord {}

    /** By which rule a record has to be published. */
    enum PublishBy {
        DOUBLE_PUBLICITY,
        SAME_PROVINCE,
        OTHER_PROVINCE,
        PUSH_TO_OTHER_PROVINCE,
        /** No document gives a number of days. */
        PROMPTLY
    }

    enum Publishing {
        /** Published after the last day. */
        LATE,
        /** Not published as far as is known, and the days still run. */
        DUE,
        /** Known not to be published, and the days are over. */
        MISSED,
        /** The days reach into a year whose calendar has not been announced. */
        NOT_COUNTED
    }

    /**
     * A record that has to be on a channel, weighed after all rules on publicity have spoken.
     *
     * @param start day from which the working days run
     * @param due last day; the start where none is counted
     */
    record Publication(
            List<String> records,
            String of,
            PublishBy by,
            Publishing state,
            LocalDate start,
            LocalDate due,
            List<String> sources,
            List<String> numbers)
            implements Prepared {

        /** Whether it is known that the days went by and it is not there. */
        public boolean overdue() {
            return state == Publishing.MISSED;
        }

        /** First day on which it was late. */
        public LocalDate lateFrom() {
            return due.plusDays(1);
        }
    }

    enum Sight {
        /** Seen after it had to be down. */
        STILL_SHOWN,
        /** Seen although it may not be shown at all. */
        NEVER_TO_BE_SHOWN,
        /** Looked for in vain although it has to be there. */
        MISSING
    }

    /**
     * What was seen on a channel, held against what the rules on publicity say.
     *
     * @param since day from which it had to be down or was found missing
     * @param withdrawn whether the decision behind it is gone, so that withdrawal is due already
     */
    record Sighting(
            List<String> records,
            String of,
            Channel channel,
            Sight sight,
            LocalDate since,
            boolean withdrawn,
            List<String> sources,
            List<String> numbers)
            implements Prepared {

        /** Last day on which it could be shown. */
        public LocalDate lastDay() {
            return since.minusDays(1);
        }
    }
}
