package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.decision.Tier;
import supervision.facts.AbnormalEntry;
import supervision.facts.Channel;
import supervision.facts.Commitment;
import supervision.facts.Entity;
import supervision.facts.Field;
import supervision.facts.NotReported;
import supervision.facts.Relation;
import supervision.facts.Role;

/**
 * What rules match on: a fact joined with the rows of the pack that concern it, as it stands on the day asked about. No
 * component is ever null.
 */
public sealed interface Prepared {

    /** Ids of the records that it was made from, at least one: the evidence of a finding. */
    List<String> records();

    /** Clauses of the table rows that it was joined with. */
    default List<String> sources() {
        return List.of();
    }

    /**
     * Parameters that were asked while it was made. Not called after the instrument: in a pattern the engine takes a
     * component before an instrument of the same name.
     */
    default List<String> numbers() {
        return List.of();
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
    record RecordOfAnother(
            List<String> records, String record, Relation.Type tie, Bearing bearing, List<String> numbers)
            implements Prepared {}

    /** Something that a rule needs and nobody reported. */
    record Gap(String record, NotReported.Item item) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /**
     * The latest grade under a scheme.
     *
     * @param area the scheme's field, or everywhere
     */
    record GradeHeld(
            String record, String scheme, String grade, String area, boolean comprehensive, List<String> numbers)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** Two grades of one scheme from one day, or two comprehensive grades that lead to different tiers. */
    record GradeConflict(List<String> records, String scheme) implements Prepared {}

    /** No comprehensive grade is held. */
    record Ungraded(List<String> records, List<String> numbers) implements Prepared {}

    /** The strictest tier of an area, weighed after all rules on grades and lists have spoken. */
    record Governing(List<String> records, String area, Tier tier, boolean everywhere) implements Prepared {}

    /** Something that ends, or not: {@code until} is meaningful with {@link Ending#ON_DAY} only. */
    sealed interface Ends
            permits ListingHeld, ListingMeasure, ListedOfficer, PersonMeasure, GovernmentDefault, BanHeld {

        LocalDate until();

        Ending ending();

        /** First day after the end, for a conclusion; null unless it ends on a known day. */
        default @Nullable LocalDate endsOn() {
            return ending() == Ending.ON_DAY ? until() : null;
        }
    }

    /** Penalty decisions as shown, or not, on one channel under one regime. */
    enum Regime {
        NDRC_527,
        NDRC_58,
        NDRC_36,
        SAMR_45,
        SAMR_107
    }

    enum Severity {
        MINOR,
        GENERAL,
        SERIOUS,
        SPECIFIC_SERIOUS,
        UNKNOWN
    }

    /**
     * A standing penalty on a channel.
     *
     * @param mildOnly nothing but a warning or public criticism
     * @param warningOnly nothing but a warning
     * @param summary decided in the summary procedure
     * @param focus whether it lies in a field for which the regime has longer periods
     * @param anchor day from which the regime's periods run
     * @param performed whether its duties are performed
     * @param performedSince day from which they are; the anchor if they are not
     * @param harmRemoved whether harm and bad influence are removed
     * @param noEarlyStop whether its kinds exclude an early stop under the regime
     * @param relapsed whether a later penalty of a market regulator for the same kind of act stands
     * @param listed whether the entity is on the abnormal list or a list of serious dishonesty of the market regulators
     * @param displayReason whether the authority gave a reason for showing a minor record
     * @param banUntil first day after the ban that the same decision brought; the anchor if there is none
     */
    record PublishedPenalty(
            List<String> records,
            String record,
            Channel channel,
            Regime regime,
            Severity severity,
            boolean mildOnly,
            boolean warningOnly,
            boolean summary,
            Known focus,
            LocalDate anchor,
            Known performed,
            LocalDate performedSince,
            Known harmRemoved,
            boolean noEarlyStop,
            boolean relapsed,
            boolean listed,
            boolean displayReason,
            LocalDate banUntil,
            List<String> sources,
            List<String> numbers)
            implements Prepared {}

    /** A penalty whose repair was granted on a channel and stands. */
    record RepairedPenalty(List<String> records, String record, Channel channel, LocalDate since) implements Prepared {}

    /** A repair that was undone because it rested on false papers; the record stands again with its old clock. */
    record RepairUndone(List<String> records, String record, Channel channel, LocalDate since) implements Prepared {}

    /** A penalty whose decision was revoked, changed or found void. */
    record WithdrawnPenalty(List<String> records, String record, Channel channel, LocalDate since)
            implements Prepared {}

    /** A penalty that no regime of the pack governs on a channel. */
    record UnmodelledPenalty(List<String> records, String record, Channel channel, List<String> numbers)
            implements Prepared {}

    /**
     * A record older than the provincial ceiling.
     *
     * @param endKnown whether the day on which the act ended is reported; otherwise the day of the decision was used
     */
    record PastCeiling(
            List<String> records,
            String record,
            Channel channel,
            LocalDate since,
            boolean endKnown,
            List<String> numbers)
            implements Prepared {}

    /**
     * A standing penalty as such, on no channel.
     *
     * @param bansKnown whether the ban that follows from it was reported
     */
    record PenaltyHeld(
            String record,
            boolean revokesPermit,
            boolean restrictsOccupation,
            boolean bansKnown,
            boolean summary,
            boolean publicBody,
            boolean stateOwned)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /**
     * An entry in a list of serious dishonesty that stands.
     *
     * @param sufficient whether the rank of its basis allows measures that take rights away
     * @param until first day on which it no longer stands; meaningful only with {@link Ending#ON_DAY}
     * @param publicityStopped whether it is not public any more although it stands
     * @param officersNamed whether the decision names persons whom the rules of the list allow it to list
     */
    record ListingHeld(
            List<String> records,
            String record,
            String list,
            Channel channel,
            Known sufficient,
            LocalDate from,
            LocalDate until,
            Ending ending,
            boolean publicityStopped,
            boolean officersNamed,
            boolean officersExcluded,
            boolean publicBody,
            boolean stateOwned,
            List<String> sources,
            List<String> numbers)
            implements Prepared, Ends {}

    /**
     * When an entry that stands can be removed before its end.
     *
     * @param known whether the pack knows after which time that can be asked for
     * @param counted whether the day could be counted: without a day of correction it may not be
     * @param day day from which it can be asked for; meaningful only if known and counted
     * @param performed whether the duties behind the listing are performed
     * @param harmRemoved whether harm and bad influence are removed; yes where the list does not ask
     * @param commitmentOpen whether the list asks for a credit commitment and none was reported since the listing
     * @param conditionsOpen whether the rules of the list have conditions that were not read
     */
    record EarlyRemoval(
            String record,
            Channel channel,
            boolean known,
            boolean counted,
            LocalDate day,
            Known performed,
            Known harmRemoved,
            boolean commitmentOpen,
            boolean conditionsOpen,
            List<String> sources,
            List<String> numbers)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** A statutory ban on the entity runs and keeps an entry from being removed early. */
    record RemovalBarred(List<String> records, String record, Channel channel, List<String> sources)
            implements Prepared {}

    /**
     * A penalty after the listing that keeps an entry from being removed early, or may.
     *
     * @param sure whether it certainly is one of the heavier penalties
     */
    record HeavierPenalty(List<String> records, String record, Channel channel, boolean sure, List<String> sources)
            implements Prepared {}

    /** The rules on which a list rests are not in force on the day, or the list no longer exists. */
    record BasisNotInForce(List<String> records, String record, String list, List<String> sources)
            implements Prepared {}

    /** An entry for which a higher rank was reported than the rules of its list have. */
    record BasisOverclaimed(String record, String list, List<String> sources) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** An entry before which the party was not told of reasons, basis and rights. */
    record NoticeOmitted(String record, LocalDate since) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** An entry that stands and whose publicity stopped on a day. */
    record ListingUnshown(String record, Channel channel, LocalDate since) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /**
     * An entry that was removed and whose publicity is not reported to have stopped.
     *
     * @param revoked whether the listing decision itself was revoked
     * @param dated whether a number of days for stopping publicity is known and could be counted
     * @param dueOn last day for it; the day of removal if none is known
     * @param stillShown whether publicity is reported to have stopped only on a later day
     * @param lateSince day after the last day
     */
    record RemovedListing(
            String record,
            Channel channel,
            LocalDate since,
            boolean revoked,
            boolean dated,
            LocalDate dueOn,
            boolean stillShown,
            LocalDate lateSince,
            List<String> sources,
            List<String> numbers)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** A ground on which the court has to delete a debtor from its list. */
    record CourtDeletion(String record, LocalDate since) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** An extension on the court list that is shorter or longer than the rules allow. */
    record ExtensionOutside(String record, List<String> sources, List<String> numbers) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** How long an entry is public, measured by the shortest and longest time that the rules give. */
    enum PublicTerm {
        NOT_REPORTED,
        TOO_SHORT,
        TOO_LONG,
        /** Shorter than the ban that the same decision brought. */
        SHORTER_THAN_THE_PENALTY
    }

    /** An entry whose time of publicity does not fit, or was not reported. */
    record PublicTermOpen(
            List<String> records, String record, PublicTerm problem, List<String> sources, List<String> numbers)
            implements Prepared {}

    /** A list entry whose term is over and that nobody removed. */
    record ListingOverdue(
            List<String> records,
            String record,
            String list,
            LocalDate since,
            List<String> sources,
            List<String> numbers)
            implements Prepared {}

    /**
     * One measure that a list entry brings, or that the province allows for listed parties.
     *
     * @param inCatalogue whether the edition of the catalogue in force has it
     * @param secondBasis whether the second legal basis, where one is demanded, is known for this list
     * @param basisInForce whether the list and at least one basis of the measure are in force
     * @param competent whether the list's own rules bring it, or a body of the district may take it
     * @param suited whether it can reach this kind of entity
     */
    record ListingMeasure(
            List<String> records,
            String record,
            String list,
            String measure,
            Known sufficient,
            boolean reducesRights,
            boolean inCatalogue,
            boolean secondBasis,
            boolean basisInForce,
            boolean competent,
            boolean suited,
            LocalDate from,
            LocalDate until,
            Ending ending,
            List<String> sources,
            List<String> numbers)
            implements Prepared, Ends {}

    /**
     * Measures of an entry that are not those of a body of the district.
     *
     * @param byCourt whether the court takes them; otherwise bodies above the district or market parties do
     * @param ordered whether the listing decision orders them beyond what the rules of the list bring
     * @param outlasting whether they do not end with the entry
     */
    record MeasureElsewhere(
            List<String> records,
            String record,
            boolean byCourt,
            boolean ordered,
            boolean outlasting,
            List<String> sources,
            List<String> numbers)
            implements Prepared {}

    /** The listing decision orders measures in fields to which the act does not belong. */
    record MeasuresUnrelated(List<String> records, String record, List<String> sources) implements Prepared {}

    /** A measure on a public body in default, beside or instead of what the list brings for others. */
    record GovernmentDefault(
            List<String> records,
            String record,
            String measure,
            LocalDate from,
            LocalDate until,
            Ending ending,
            List<String> sources,
            List<String> numbers)
            implements Prepared, Ends {}

    /** A measure of a list that reaches a person by role on a legal basis of its own. */
    record PersonMeasure(
            List<String> records,
            String record,
            String measure,
            Role role,
            LocalDate from,
            LocalDate until,
            Ending ending,
            List<String> sources,
            List<String> numbers)
            implements Prepared, Ends {}

    /** A measure reaches the actual controller, and nobody reported who that is. */
    record ControllerUnknown(List<String> records, String record, List<String> sources, List<String> numbers)
            implements Prepared {}

    /** A post that a measure reaches has another holder than at the time of the act or listing. */
    record OfficerChanged(List<String> records, String record) implements Prepared {}

    /** A person barred from office by the Company Law, of whom it is reported that a post of the entity is concerned. */
    record BarredFromOffice(String record, List<String> sources) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** An unlawful or dishonest act of a member of staff of a public body or state-owned company, not yet passed on. */
    record StaffActed(String record) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** A person, by role, whom a listing decision on a sufficient basis names itself. */
    record ListedOfficer(
            List<String> records,
            String record,
            String list,
            Role role,
            LocalDate from,
            LocalDate until,
            Ending ending,
            List<String> sources,
            List<String> numbers)
            implements Prepared, Ends {}

    enum BanTerm {
        /** The law fixes the term, or the authority did inside the range of the law. */
        KNOWN,
        /** The law leaves a range, and what the authority decided is not reported. */
        NOT_DECIDED,
        /** What was decided lies outside the range of the law. */
        OUTSIDE_THE_RANGE,
        /** The law gives no number. */
        NO_NUMBER,
        /** The law provides something else in place of a ban. */
        INSTEAD,
        /** The day from which it runs is not reported. */
        START_UNKNOWN
    }

    /**
     * A ban on one role.
     *
     * @param executable whether whom it reaches still exists: an entity that was cancelled does not
     * @param elsewhere whether a person incurred it at another entity and turns up at this one
     */
    record BanHeld(
            String record,
            String measure,
            Role role,
            String area,
            BanTerm term,
            boolean executable,
            boolean elsewhere,
            LocalDate from,
            LocalDate until,
            Ending ending,
            List<String> sources)
            implements Prepared, Ends {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** A ban on the person concerned, whatever the post, of whom nobody reported in which role it reaches the entity. */
    record BannedPersonUnknown(String record, String ban, List<String> sources) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    enum BanBar {
        /** Its text was not in force on the day of the act or on that of the decision. */
        NOT_IN_FORCE,
        /** Two laws in time could govern it with different ends, and the day of the act is not reported. */
        CONDUCT_UNKNOWN,
        /** A lighter law took its place before the decision, and asks for something that the ground does not say. */
        LIGHTER_LAW
    }

    /** A ban that is not applied on the ground that was reported. */
    record BanNotApplied(String record, String ban, BanBar why, List<String> sources) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /**
     * An act before a change of the law and a decision after it: what each law leads to. The days are meaningful with {@link
     * Ending#ON_DAY} only.
     *
     * @param earlier id of the ban under the earlier law
     * @param later id of the ban under the later law
     */
    record BanLaws(
            String record,
            String earlier,
            LocalDate earlierUntil,
            Ending earlierEnding,
            String later,
            LocalDate laterUntil,
            Ending laterEnding,
            boolean laterLighter,
            List<String> sources)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }

        public @Nullable LocalDate earlierEndsOn() {
            return earlierEnding == Ending.ON_DAY ? earlierUntil : null;
        }

        public @Nullable LocalDate laterEndsOn() {
            return laterEnding == Ending.ON_DAY ? laterUntil : null;
        }
    }

    /**
     * The licence of the entity is revoked.
     *
     * @param bansKnown whether the bar on its legal representative was reported
     */
    record LicenceRevoked(boolean bansKnown, List<String> sources) implements Prepared {
        @Override
        public List<String> records() {
            return List.of("entity");
        }
    }

    /** A penalty whose duties are reported as not performed after the last day for them. */
    record PenaltyUnperformed(List<String> records, String record, LocalDate dueOn) implements Prepared {}

    /** An entry in the courts' list of a debtor who can perform and refuses to. */
    record JudgmentRefused(String record) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /**
     * Breaches so many and so close that an act counts them as repeated.
     *
     * @param record the last of them
     * @param afterTerm whether it is the breach after the term of a ban that counts
     */
    record Repeated(List<String> records, String record, boolean afterTerm, List<String> sources) implements Prepared {}

    /**
     * Several penalties for the same kind of violation, of which no act says from when they count as repeated.
     *
     * @param record the last of them
     * @param repeated whether they reach the number that is set; unknown while none is
     */
    record SameConduct(List<String> records, String record, Known repeated, List<String> numbers) implements Prepared {}

    /**
     * A penalty for an act that caused a loss.
     *
     * @param major whether the loss reaches the amount that is set; unknown while none is
     */
    record LossCaused(String record, Known major, List<String> numbers) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** A ban that the pack's table does not have. */
    record BanNotInTable(String record, String ban) implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /**
     * An entry in the list of abnormal operation that stands.
     *
     * @param since day on which it was made good; the day of entry if it was not
     */
    record AbnormalHeld(String record, AbnormalEntry.Reason reason, LocalDate from, boolean remedied, LocalDate since)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /**
     * An entry in the list of abnormal operation that was made good and stands.
     *
     * @param dated whether a number of days for its removal is known and could be counted
     * @param dueOn last day for it; the day on which it was made good if none is known
     */
    record AbnormalMadeGood(
            String record, LocalDate since, boolean dated, LocalDate dueOn, List<String> sources, List<String> numbers)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /**
     * A commitment.
     *
     * @param outcome {@link Known#YES} kept, {@link Known#NO} broken or kept in part, unknown if not confirmed
     */
    record CommitmentHeld(String record, Commitment.Type type, boolean voluntary, boolean due, Known outcome)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record);
        }
    }

    /** An objection that is not decided. */
    record ObjectionPending(String record, String target, LocalDate receivedOn, boolean needsOtherUnit)
            implements Prepared {
        @Override
        public List<String> records() {
            return List.of(record, target);
        }
    }
}
