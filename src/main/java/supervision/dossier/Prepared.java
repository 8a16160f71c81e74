package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import supervision.facts.Channel;
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

    /**
     * A penalty whose repair was granted on a channel and stands.
     *
     * @param stopping parameter of the working days in which its publicity stops, last, after those that chose it; none if it has none
     */
    record RepairedPenalty(List<String> records, String of, Channel channel, LocalDate since, List<String> stopping)
            implements Prepared {}

    /**
     * A repair that was undone because it rested on false papers; the record stands again with its old clock.
     *
     * @param application id of the application in which they were handed in
     * @param under id of the regime in force on the channel when it was undone; empty if the pack has none
     */
    record RepairUndone(
            List<String> records, String of, Channel channel, String application, LocalDate since, String under)
            implements Prepared {}

    /** A temporary repair during reorganisation, by what became of the plan. */
    enum Plan {
        /** On the day asked about no rule provides for a temporary repair. */
        NOT_PROVIDED_FOR,
        /** No ruling that approved a plan is reported. */
        UNKNOWN,
        RUNNING,
        COMPLETED,
        FAILED
    }

    /**
     * A temporary repair that was granted and stands.
     *
     * @param listed whether the record is an entry in a list, rather than a penalty
     * @param since day from which it holds, or of the ruling that ended it
     */
    record TemporaryRepair(
            List<String> records,
            String of,
            Channel channel,
            Plan plan,
            boolean listed,
            LocalDate since,
            List<String> numbers)
            implements Prepared {}

    /** A reorganisation plan is carried out, and nobody has asked for a temporary repair. */
    record PlanRunning(String of) implements OfRecord {}

    /** What has to be done about an application for repair. */
    enum Step {
        ACCEPT,
        DECIDE,
        STOP,
        /** Stop publicity on the credit sites after a repair on the publicity system. */
        CARRY_OVER
    }

    /** Until when a step has to be done. */
    enum Until {
        DAY,
        /** The rules give no number, or it was not read. */
        NO_NUMBER,
        /** It reaches a year whose working days are not announced. */
        NO_CALENDAR,
        /** The time was put off, and by how much no rule says. */
        PUT_OFF
    }

    /**
     * A step in the handling of an application for repair.
     *
     * @param of id of the application
     * @param due last day; meaningful only with {@link Until#DAY}
     * @param overdue whether that day is over
     */
    record RepairStep(
            List<String> records,
            String of,
            Channel channel,
            Step step,
            Until until,
            LocalDate due,
            boolean overdue,
            List<String> sources,
            List<String> numbers)
            implements Prepared {}

    /** A fee was taken for an application to which a rule about fees applies. */
    record RepairFee(String of, LocalDate since, List<String> numbers) implements OfRecord {}

    /**
     * A local limit on the number of repairs, where one is switched on.
     *
     * @param usedUp whether as many were granted as it allows; unknown if number or period are not set
     */
    record RepairLimit(List<String> records, String of, Channel channel, Known usedUp, List<String> numbers)
            implements Prepared {}

    /** No notice on repair was served with the decision, although one had to be. */
    record NoticeNotServed(String of, LocalDate since, List<String> numbers) implements OfRecord {}

    /** A ban on the entity itself that ends on a known day. */
    record EntityBan(String of, String authority, String number, LocalDate until) implements OfRecord {}

    /** The class that the standard of its sector gives a penalty whose authority reported none. */
    record SectorStandard(String of, Severity severity, List<String> sources) implements OfRecord {}

    /** A penalty whose decision was revoked, changed or found void. */
    record WithdrawnPenalty(List<String> records, String of, Channel channel, LocalDate since) implements Prepared {}

    /**
     * A standing penalty as such, on no channel.
     *
     * @param bansKnown whether the ban that follows from it was reported
     * @param field name of the field; empty if it is not reported
     */
    record PenaltyHeld(
            String of,
            boolean revokesPermit,
            boolean restrictsOccupation,
            boolean bansKnown,
            boolean summary,
            boolean publicBody,
            boolean stateOwned,
            String field)
            implements OfRecord {}

    /**
     * An entry in the list of abnormal operation that was made good and stands.
     *
     * @param dated whether a number of days for its removal is known and could be counted
     * @param dueOn last day for it; the day on which it was made good if none is known
     */
    record AbnormalMadeGood(
            String of, LocalDate since, boolean dated, LocalDate dueOn, List<String> sources, List<String> numbers)
            implements OfRecord {}

    /** A ban that rests on a penalty that was revoked. */
    record RestsOnRevoked(List<String> records, String of) implements Prepared {}

    /** A record of a kind that the catalogue of public credit information does not have: used for nothing. */
    record NotInDirectory(String of, LocalDate since, List<String> sources) implements OfRecord {}

    /** A public security penalty since such records are sealed: used for nothing. */
    record SealedRecord(String of, LocalDate since) implements OfRecord {}
}
