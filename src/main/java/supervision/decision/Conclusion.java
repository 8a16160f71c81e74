package supervision.decision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import supervision.facts.Channel;

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
            implements Conclusion {

        /** The record, for conditions: {@code record} is a word of the rules engine. */
        public String of() {
            return record;
        }
    }

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

    /** How often a year an entity of an area is inspected, where a cap or a floor makes that another number than its tier does. */
    record InspectionTimes(String area, String timesPerYear) implements Conclusion {}

    /** The entity is inspected in full, not by random draw. */
    record FullCoverage(String area) implements Conclusion {}

    /** The law has the entity inspected with more attention in an area, whatever its tier. */
    record InspectionFocus(String area, Attention attention) implements Conclusion {

        /** What that means. */
        public enum Attention {
            /** A key object of inspection (重点检查对象). */
            KEY_OBJECT,
            /** Inspected more often (增加频次). */
            MORE_OFTEN
        }
    }

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
            String target,
            String area,
            LocalDate from,
            @Nullable LocalDate until,
            Ending ending) implements Conclusion {}

    /**
     * Whether a measure that a list or record brings is applied a person is asked; the rule says what.
     *
     * @param from first day on which it would be applied
     * @param until first day on which it would no longer be; null unless it ends on a known day
     */
    record MeasureAsked(
            String measure,
            String target,
            String area,
            LocalDate from,
            @Nullable LocalDate until,
            Ending ending) implements Conclusion {}

    /** A measure that a list or record would bring is not applied; the rule says why. */
    record MeasureBlocked(String measure, String target, String area) implements Conclusion {}

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
            boolean shown) implements Conclusion {

        /** The record, for conditions: {@code record} is a word of the rules engine. */
        public String of() {
            return record;
        }

        /** The first day, for conditions: {@code from} is a word of the rules engine. */
        public LocalDate begins() {
            return from;
        }
    }

    /** A record is not shown on a channel; {@code since} is the day from which that holds. */
    record NotShown(String record, Channel channel, LocalDate since) implements Conclusion {

        /** The record, for conditions: {@code record} is a word of the rules engine. */
        public String of() {
            return record;
        }
    }

    /** One thing that is to be said about the repair of a record on a channel; the strongest answer counts. */
    record Repair(
            String record,
            Channel channel,
            Answer answer,
            @Nullable LocalDate day) implements Conclusion {

        /** Answers about repair, strongest first: what is certain comes before a question. */
        public enum Answer {
            /** The decision behind the record is gone; there is nothing to repair. */
            WITHDRAWN,
            /** Repaired on the day. */
            REPAIRED,
            /** Masked since the day while a reorganisation plan is carried out; not repaired. */
            MASKED,
            /** The longest publicity ended on the day; nothing is shown any more. */
            ENDED,
            /** The record is not shown. */
            NOT_SHOWN,
            /** Cannot be repaired before the longest publicity ends. */
            NEVER,
            /** A condition is not met; the rule says which. */
            CONDITION_NOT_MET,
            /** Can be asked for from the day, not before. */
            NOT_BEFORE,
            /** A person decides: something is not known, or the law leaves it open. */
            PERSON,
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

    /**
     * Something that the law makes somebody do.
     *
     * @param about id of the record, list entry, application or objection that it is about
     * @param who who has to do it
     * @param dueOn last day; null where the law says at once, or gives no day
     * @param overdue whether that day has passed on the day asked about
     */
    record Duty(
            String about, Act act, Recipient who, @Nullable LocalDate dueOn, boolean overdue) implements Conclusion {

        /** What has to be done. */
        public enum Act {
            /** Publish or report a record. */
            PUBLISH,
            /** Withdraw a record whose decision was revoked, changed or found void. */
            WITHDRAW,
            /** Take a record down that may no longer be shown. */
            TAKE_DOWN,
            /** Verify an objection, answer it and tell the objector. */
            ANSWER_OBJECTION,
            /** Correct or delete wrong information. */
            CORRECT,
            /** Undo what wrong information did to the entity. */
            REDRESS,
            /** Decide whether an application for repair is taken. */
            ACCEPT_REPAIR,
            /** Decide an application for repair. */
            DECIDE_REPAIR,
            /** Stop publicity after a repair. */
            STOP_PUBLICITY,
            /** Remove an entry from a list. */
            REMOVE_FROM_LIST,
            /** Look again at a measure that ends, or has no end. */
            REVIEW_MEASURE,
            /** Supply the papers that were missing. */
            COMPLETE_PAPERS,
            /** Put things right, perform what is owed and undo the effects. */
            RECTIFY,
            /** Tell somebody. */
            NOTIFY,
            /** Delete what may no longer be held. */
            DELETE
        }
    }

    /** Something is wrong with a record or with how it is shown; {@code since} is the day from which, where one is known. */
    record Fault(String record, Kind kind, @Nullable LocalDate since) implements Conclusion {

        /** What is wrong. */
        public enum Kind {
            /** Reported or published later than the law allows. */
            LATE,
            /** Something that has to be in it is missing. */
            INCOMPLETE,
            /** Sources, or parts of one record, contradict each other. */
            CONTRADICTORY,
            /** Still shown after the day on which it had to be taken down. */
            STILL_SHOWN,
            /** Shown although it may not be shown at all. */
            SHOWN_UNLAWFULLY,
            /** Not shown although it has to be. */
            NOT_SHOWN,
            /** A step that the procedure demands was left out. */
            STEP_LEFT_OUT,
            /** Not in the catalogue of public credit information, or held without authority. */
            NOT_TO_BE_HELD,
            /** Somebody was charged, or a condition set, where the law forbids it. */
            UNLAWFUL_DEMAND,
            /** Inspected more often than the authority's own published cap allows. */
            OVER_CAP
        }
    }

    /**
     * Two laws in time could govern; both outcomes, and which one was chosen. The rule says why.
     *
     * @param about id of the record
     * @param earlier id of the earlier regime, row or rule set
     * @param earlierUntil first day on which its effect is over; null if it does not end on a known day
     * @param chosen the id of the two that was applied
     */
    record LawCompared(
            String about,
            String earlier,
            @Nullable LocalDate earlierUntil,
            String later,
            @Nullable LocalDate laterUntil,
            String chosen)
            implements Conclusion {}

    /** Whether an application can be handled on a commitment; {@code dueOn} is the last day for missing papers. */
    record CommitmentUse(
            String record, Answer answer, @Nullable LocalDate dueOn) implements Conclusion {

        /** What becomes of the application, strongest first. */
        public enum Answer {
            /** The entity may not use commitments here. */
            EXCLUDED,
            /** A person decides: something is not known, or the law leaves it open. */
            PERSON,
            /** Accepted once the missing papers are there, as without a commitment. */
            PAPERS_FIRST,
            /** Accepted first, papers to follow. */
            ACCEPTED_FIRST,
            /** Handled at once. */
            AT_ONCE
        }
    }

    /** A credit report is asked for with an application; {@code use} is the id of the use in the table of reports. */
    record ReportNeeded(String record, String use) implements Conclusion {}

    /** A record is shared with somebody inside government. It is not a punishment and not publicity. */
    record Shared(String record, Recipient with) implements Conclusion {}
}
