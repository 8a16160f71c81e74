package supervision.decision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import supervision.facts.Channel;
import supervision.facts.Role;

/**
 * What one rule concluded. Rules insert conclusions; the decision weighs them, and only by which there are, never by the
 * order in which rules fired.
 *
 * <p>An {@code area} is {@link #EVERYWHERE} or the name of a field of supervision. A {@code record} is the id of a record.
 */
public sealed interface Conclusion {

    /** The area that is all of an entity's activity. */
    String EVERYWHERE = "ALL";

    /** A grade leads to a tier inside its area. */
    record GradeMapped(String record, String scheme, String grade, Tier tier, String area, boolean mayBeShown)
            implements Conclusion {}

    /**
     * The tier that inspection follows in an area, for one reason; of several the strictest governs.
     *
     * @param inEveryField whether it also holds in each field that has a tier of its own
     */
    record TierSet(String area, Tier tier, boolean inEveryField) implements Conclusion {

        /** Whether it speaks about an area. */
        public boolean reaches(String other) {
            return inEveryField || area.equals(other);
        }
    }

    /** How often and with which share of its stratum an entity of a tier is drawn. */
    record InspectionRate(String area, Tier tier, String ratio, String timesPerYear) implements Conclusion {}

    /** An act of law demands at least one full inspection in every such period (ISO-8601), whatever the tier says. */
    record InspectionFloor(String area, String atLeastOnceEvery) implements Conclusion {}

    /** The published number of inspections a year that an authority may not exceed. */
    record InspectionCap(String area, String timesPerYear) implements Conclusion {}

    /** The entity is inspected in full, not by random draw. */
    record FullCoverage(String area) implements Conclusion {}

    /**
     * A measure applies.
     *
     * @param measure id in the catalogue of measures, or {@code ban/} and the id of a ban
     * @param target whom it reaches
     * @param from first day
     * @param until first day on which it no longer applies; null unless it ends on a known day
     */
    record Measure(
            String measure,
            Role target,
            String area,
            LocalDate from,
            @Nullable LocalDate until,
            Ending ending) implements Conclusion {}

    /** A measure that a list or record would bring is not applied; the rule says why. */
    record MeasureBlocked(String measure, Role target, String area) implements Conclusion {}

    /**
     * A record may be shown on a channel from a day until, exclusively, another.
     *
     * @param until null if it is shown while an entry stands that ends on no known day
     * @param shown whether it may be shown on the day asked about
     */
    record Shown(
            String record,
            Channel channel,
            LocalDate from,
            @Nullable LocalDate until,
            boolean shown) implements Conclusion {}

    /** A record is not shown on a channel; {@code since} is the day from which that holds. */
    record NotShown(String record, Channel channel, LocalDate since) implements Conclusion {}

    /** One thing that is to be said about the repair of a record on a channel; the strongest answer counts. */
    record Repair(
            String record,
            Channel channel,
            Answer answer,
            @Nullable LocalDate day) implements Conclusion {

        /** Answers about repair, strongest first. */
        public enum Answer {
            /** The decision behind the record is gone; there is nothing to repair. */
            WITHDRAWN,
            /** Repaired on the day. */
            REPAIRED,
            /** The longest publicity ended on the day; nothing is shown any more. */
            ENDED,
            /** The record is not shown. */
            NOT_SHOWN,
            /** Cannot be repaired before the longest publicity ends. */
            NEVER,
            /** A person decides: something is not known, or the law leaves it open. */
            PERSON,
            /** A condition is not met; the rule says which. */
            CONDITION_NOT_MET,
            /** Can be asked for from the day, not before. */
            NOT_BEFORE,
            /** Stops by itself on the day; no application is needed. */
            AUTOMATIC,
            /** Can be asked for, since the day. */
            OPEN
        }
    }

    /** Something the applicant has to hand in with a repair application; the rule says what. */
    record RepairPaper(String record, Channel channel) implements Conclusion {}

    /** A question or a notice for somebody; the rule's name says what it is. */
    record Referral(String about, Recipient to) implements Conclusion {}

    /** Something the reader has to know about a record, such as a pending objection. */
    record Mark(String record, @Nullable LocalDate dueOn) implements Conclusion {}
}
