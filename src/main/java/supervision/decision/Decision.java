package supervision.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.facts.Channel;
import supervision.facts.Entity;

/**
 * What applies to one entity on one day, and why.
 *
 * <p>The same case under the same pack gives an equal decision. Sections name the findings that they rest on by their
 * place in {@code findings}, from 0.
 *
 * @param id hash of the case and the pack's fingerprint, which together determine everything else
 * @param asOf day asked about, in Shanghai
 * @param knownAt moment whose knowledge was used; null if the facts were sent along with the question
 * @param validUntil first day on which the decision is different without any new record; null if there is none
 * @param disposition whether a person has something to decide
 */
public record Decision(
        String id,
        Subject entity,
        LocalDate asOf,
        @Nullable Instant knownAt,
        @Nullable LocalDate validUntil,
        Pack pack,
        Disposition disposition,
        List<Grade> grades,
        List<Inspection> inspection,
        List<MeasureApplied> measures,
        List<Publicity> publicity,
        List<Repair> repairs,
        List<Referral> referrals,
        List<Mark> marks,
        List<Ban> bans,
        List<Duty> duties,
        List<Fault> faults,
        List<LawCompared> comparisons,
        List<CommitmentUse> commitments,
        List<ReportNeeded> reports,
        List<Shared> sharing,
        List<Finding> findings,
        List<Warning> warnings) {

    /** The same under another id. */
    public Decision withId(String other) {
        return new Decision(
                other,
                entity,
                asOf,
                knownAt,
                validUntil,
                pack,
                disposition,
                grades,
                inspection,
                measures,
                publicity,
                repairs,
                referrals,
                marks,
                bans,
                duties,
                faults,
                comparisons,
                commitments,
                reports,
                sharing,
                findings,
                warnings);
    }

    /** The entity as the register has it on the day; everything but the code is null without an entry. */
    public record Subject(
            String code,
            @Nullable String name,
            Entity.@Nullable Type type,
            Entity.@Nullable Ownership ownership,
            Entity.@Nullable Status status,
            @Nullable String jurisdiction) {}

    /** The rules that decided. {@code examples} is the id of the example set in use, null if none is. */
    public record Pack(
            String id,
            String version,
            String fingerprint,
            @Nullable String examples) {}

    /** What became of the case, strongest first. */
    public enum Disposition {
        /** Somebody has something to answer before all is said. */
        REFERRED,
        /** Whatever the rules asked was answered by records and figures. */
        DECIDED,
        /** The rules had nothing to say, which does not mean that all is well. */
        NO_RULE_APPLIES
    }

    public record Grade(
            String scheme, String grade, Tier tier, String area, boolean mayBeShown, String record, int finding) {}

    /**
     * Inspection in one area.
     *
     * @param tier the strictest tier that applies there; null where grades contradict each other and a person has to say
     * @param ratio share of its stratum that is drawn, {@code 0.10} or a range {@code 0.05..0.20}; null if no figure is set
     * @param timesPerYear times a year, {@code 1}, {@code <2} or {@code as-needed}; null if no figure is set
     * @param atLeastOnceEvery statutory floor as an ISO-8601 period; it holds whatever the ratio says
     * @param cap most inspections a year; null if the authority has not published one
     * @param effectiveTimesPerYear times a year once the cap has trimmed them and the floor has lifted them; null if no figure
     *     is set
     * @param keyObject whether a law makes the entity a key object there
     * @param moreOften whether a law has it inspected more often there
     */
    public record Inspection(
            String area,
            @Nullable Tier tier,
            @Nullable String ratio,
            @Nullable String timesPerYear,
            @Nullable String atLeastOnceEvery,
            @Nullable String cap,
            boolean fullCoverage,
            @Nullable String effectiveTimesPerYear,
            boolean keyObject,
            boolean moreOften,
            List<Integer> findings) {}

    /**
     * A measure on somebody in an area, with all that supports it; it ends when the last support does.
     *
     * @param from null where it is blocked and nothing brings it
     * @param asked whether a person is asked if it is applied, and nothing else brings it
     */
    public record MeasureApplied(
            String measure,
            Text title,
            String target,
            String area,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Ending ending,
            boolean blocked,
            boolean asked,
            List<Integer> findings) {

        /** Whether it applies for certain. */
        public boolean inForce() {
            return !blocked && !asked;
        }
    }

    /**
     * Whether and how long a record may be shown on a channel; the days are null where that is for a person, the last
     * alone where the record is shown while an entry stands that ends on no known day.
     */
    public record Publicity(
            String record,
            Channel channel,
            boolean shown,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<Integer> findings) {}

    /**
     * The strongest answer about the repair of a record on a channel, with everything said about it. Its day is what the answer
     * names, or when the clock that runs meanwhile will have run out; null if no day is known.
     */
    public record Repair(
            String record,
            Channel channel,
            Conclusion.Repair.Answer answer,
            @Nullable LocalDate day,
            List<Integer> findings,
            List<Integer> papers) {}

    /**
     * @param office the office by name, where the district has named it
     * @param finding null where no rule asks, but this service itself: its two readings of the rules differ
     */
    public record Referral(
            String about,
            Recipient to,
            @Nullable Office office,
            Text question,
            @Nullable Integer finding) {}

    /**
     * An office by name.
     *
     * @param source clause of the document that names it
     */
    public record Office(String name, String source) {}

    public record Mark(String record, Text text, @Nullable LocalDate dueOn, int finding) {}

    /**
     * From what somebody is barred in a field, by all bans together: their union, never the sum of their terms.
     *
     * @param scope what is barred, such as {@code POSITION} or {@code PERMIT_APPLICATION}
     * @param from first day of the first
     * @param until first day after the last; null unless all end on known days
     */
    public record Ban(
            String target,
            String scope,
            String field,
            LocalDate from,
            @Nullable LocalDate until,
            Ending ending,
            List<Integer> findings) {}

    /** Something that somebody has to do; of several findings about one duty the earliest day counts. */
    public record Duty(
            String about,
            Conclusion.Duty.Act act,
            Recipient who,
            Text text,
            @Nullable LocalDate dueOn,
            boolean overdue,
            int finding) {}

    public record Fault(
            String record,
            Conclusion.Fault.Kind kind,
            Text text,
            @Nullable LocalDate since,
            int finding) {}

    /** Two laws in time that could govern a record, what each leads to, and which was applied. */
    public record LawCompared(
            String about,
            Text why,
            String earlier,
            @Nullable LocalDate earlierUntil,
            String later,
            @Nullable LocalDate laterUntil,
            String chosen,
            int finding) {}

    /** What becomes of an application on a commitment: the strongest answer, with everything said about it. */
    public record CommitmentUse(
            String record,
            Conclusion.CommitmentUse.Answer answer,
            @Nullable LocalDate dueOn,
            List<Integer> findings) {}

    public record ReportNeeded(String record, String use, Text text, int finding) {}

    public record Shared(String record, Recipient with, Text text, int finding) {}

    /** Something about the whole decision: example or unverified figures, missing data. */
    public record Warning(String code, Text text, List<Integer> findings) {}
}
