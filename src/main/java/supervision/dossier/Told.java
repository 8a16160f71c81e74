package supervision.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What was told, as rules match it: one for each record, and nothing else in it than what the record says. Nothing is missing: a
 * day or an amount that is not reported has `…Known == false`, and its day is {@link #NEVER}; an optional code is a text, empty if
 * it is not reported; yes and no may be unknown; of what can be several, each is a fact of its own.
 */
public sealed interface Told extends Grounded {

    /** Stands for a day that is not reported. */
    LocalDate NEVER = LocalDate.MAX;

    /** The entity that was asked about, whether or not the register has it: each case has one. */
    record Asked(String code) implements Told {
        @Override
        public List<String> records() {
            return List.of("entity");
        }
    }

    /** The entry in the register. */
    record RegisterEntry(
            String name,
            supervision.facts.Entity.Type type,
            String jurisdiction,
            supervision.facts.Entity.Ownership ownership,
            String branchOf,
            supervision.facts.Entity.Status status,
            boolean statusSinceKnown,
            LocalDate statusSince,
            boolean fullCoverage)
            implements Told {
        @Override
        public List<String> records() {
            return List.of("entity");
        }
    }

    /** Name of a field in which the entity is active. */
    record FieldOf(String name) implements Told {
        @Override
        public List<String> records() {
            return List.of("entity");
        }
    }

    /** A penalty. */
    record Penalty(
            String id,
            String authority,
            String number,
            LocalDate decidedOn,
            boolean fineKnown,
            BigDecimal fine,
            boolean confiscatedKnown,
            BigDecimal confiscated,
            String field,
            String gravity,
            String procedure,
            String conduct,
            String basis,
            boolean conductEndedOnKnown,
            LocalDate conductEndedOn,
            boolean displayedOnKnown,
            LocalDate displayedOn,
            String displayReason,
            boolean publicityEndsOnKnown,
            LocalDate publicityEndsOn,
            boolean revokedOnKnown,
            LocalDate revokedOn,
            boolean publishedOnKnown,
            LocalDate publishedOn,
            Known repairNotice,
            boolean publicitySuspendedOnKnown,
            LocalDate publicitySuspendedOn,
            boolean dutyDueOnKnown,
            LocalDate dutyDueOn,
            boolean termEndsOnKnown,
            LocalDate termEndsOn,
            boolean lossKnown,
            BigDecimal loss,
            boolean appealedOnKnown,
            LocalDate appealedOn,
            String party)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /**
     * A kind of a penalty; one that has several has as many.
     *
     * @param code the kind as tables write it where they may leave it out
     */
    record KindOf(String of, supervision.facts.PenaltyKind kind, String code) implements Told {
        @Override
        public List<String> records() {
            return List.of(of);
        }
    }

    /** Whether a penalty is performed. */
    record Performance(
            String id,
            String of,
            String authority,
            String number,
            boolean performed,
            boolean performedOnKnown,
            LocalDate performedOn,
            Known harmRemoved)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** An application for repair, and what became of it. */
    record RepairCase(
            String id,
            String number,
            String of,
            supervision.facts.Channel channel,
            LocalDate submittedOn,
            String outcome,
            boolean decidedOnKnown,
            LocalDate decidedOn,
            boolean undoneOnKnown,
            LocalDate undoneOn,
            boolean passedOnKnown,
            LocalDate passedOn,
            boolean acceptedOnKnown,
            LocalDate acceptedOn,
            boolean extendedOnKnown,
            LocalDate extendedOn,
            boolean stoppedOnKnown,
            LocalDate stoppedOn,
            boolean feeChargedKnown,
            BigDecimal feeCharged,
            Known temporary,
            boolean trainedOnKnown,
            LocalDate trainedOn,
            boolean reportSuppliedOnKnown,
            LocalDate reportSuppliedOn)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /**
     * A measure that a temporary repair lifts.
     *
     * @param of application
     * @param target record that it repairs
     */
    record MeasureLifted(String of, String target, String measure) implements Told {
        @Override
        public List<String> records() {
            return List.of(of);
        }
    }

    /** A plan of reorganisation that a court approved. */
    record Reorganisation(
            String id,
            String court,
            String number,
            LocalDate planApprovedOn,
            boolean completedOnKnown,
            LocalDate completedOn,
            boolean failedOnKnown,
            LocalDate failedOn)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** An entry in a list of serious dishonesty. */
    record ListEntry(
            String id,
            String list,
            String number,
            String identifyingUnit,
            String basisLevel,
            LocalDate listedOn,
            boolean expiresOnKnown,
            LocalDate expiresOn,
            boolean correctedOnKnown,
            LocalDate correctedOn,
            Known performed,
            boolean removedOnKnown,
            LocalDate removedOn,
            String removal,
            Known harmRemoved,
            Known notified,
            boolean publicityStoppedOnKnown,
            LocalDate publicityStoppedOn)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** A person whom an entry names. */
    record PersonListed(String of, String role) implements Told {
        @Override
        public List<String> records() {
            return List.of(of);
        }
    }

    /** A measure that an entry names. */
    record MeasureNamed(String of, String measure) implements Told {
        @Override
        public List<String> records() {
            return List.of(of);
        }
    }

    /** An entry in the list of court debtors. */
    record CourtDefaulter(
            String id,
            String caseNumber,
            String court,
            String ground,
            LocalDate listedOn,
            boolean extendedToKnown,
            LocalDate extendedTo,
            boolean deletedOnKnown,
            LocalDate deletedOn,
            boolean groundForDeletionOnKnown,
            LocalDate groundForDeletionOn,
            String deletionGround,
            boolean deletionRequestedOnKnown,
            LocalDate deletionRequestedOn,
            boolean deletionDecidedOnKnown,
            LocalDate deletionDecidedOn)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** A complaint against the entity. */
    record Complaint(
            String id,
            String number,
            String authority,
            LocalDate receivedOn,
            String field,
            String conduct,
            String outcome,
            boolean decidedOnKnown,
            LocalDate decidedOn)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** An entry in the list of abnormal operations. */
    record AbnormalEntry(
            String id,
            String number,
            String authority,
            supervision.facts.AbnormalEntry.Reason reason,
            LocalDate enteredOn,
            boolean remediedOnKnown,
            LocalDate remediedOn,
            boolean removedOnKnown,
            LocalDate removedOn)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** An entry of whatever list of which a day is reported on which it left that list. */
    record EntryRemoved(String of, LocalDate removedOn) implements Told {
        @Override
        public List<String> records() {
            return List.of(of);
        }
    }

    /** A decision from which a ban follows. */
    record BanGround(
            String id,
            String ban,
            String authority,
            String number,
            LocalDate decidedOn,
            boolean startsOnKnown,
            LocalDate startsOn,
            String decidedTerm,
            boolean revokedOnKnown,
            LocalDate revokedOn,
            boolean conductOnKnown,
            LocalDate conductOn,
            String incurredAt)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** A person whom a decision bars. */
    record PersonBarred(String of, String role) implements Told {
        @Override
        public List<String> records() {
            return List.of(of);
        }
    }

    /** A grade that somebody gave. */
    record Evaluation(
            String id,
            String scheme,
            String grade,
            String evaluatedBy,
            LocalDate gradedOn,
            boolean validToKnown,
            LocalDate validTo,
            boolean scoreKnown,
            BigDecimal score)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** A commitment. */
    record Commitment(
            String id,
            String number,
            String type,
            String matter,
            String acceptingUnit,
            LocalDate madeOn,
            boolean dueOnKnown,
            LocalDate dueOn,
            String performance,
            boolean confirmedOnKnown,
            LocalDate confirmedOn,
            String gravity)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** An application for a licence or a filing. */
    record Application(
            String id,
            String number,
            String matter,
            String unit,
            supervision.facts.Application.Category category,
            LocalDate receivedOn,
            boolean papersComplete,
            boolean committed,
            boolean committedOnKnown,
            LocalDate committedOn,
            boolean papersSuppliedOnKnown,
            LocalDate papersSuppliedOn,
            boolean decidedOnKnown,
            LocalDate decidedOn,
            Known reportSupplied,
            boolean educationFeeKnown,
            BigDecimal educationFee,
            Known educationDemanded)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** What the entity says of itself. */
    record VoluntaryInfo(
            String id,
            String number,
            String item,
            LocalDate registeredOn,
            boolean vouched,
            boolean verifiedOnKnown,
            LocalDate verifiedOn,
            String verifiedBy,
            String outcome)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** An objection to a record: what is found of it rests on that record too. */
    record Objection(
            String id,
            String number,
            String of,
            supervision.facts.Objection.Ground ground,
            LocalDate receivedOn,
            boolean needsOtherUnit,
            String outcome,
            boolean decidedOnKnown,
            LocalDate decidedOn,
            String channel,
            boolean correctedOnKnown,
            LocalDate correctedOn,
            boolean notifiedOnKnown,
            LocalDate notifiedOn,
            boolean redressedOnKnown,
            LocalDate redressedOn)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id, of);
        }
    }

    /** Somebody who holds an office in the entity. */
    record Officer(String id, String role, String holder, LocalDate since, boolean untilKnown, LocalDate until)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** A matter of staff of a public body. */
    record StaffMatter(
            String id,
            String number,
            String decidedBy,
            LocalDate decidedOn,
            boolean notifiedOnKnown,
            LocalDate notifiedOn)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** A licence. */
    record Permit(
            String id,
            String authority,
            String number,
            supervision.facts.Permit.Category category,
            String name,
            LocalDate decidedOn,
            boolean validFromKnown,
            LocalDate validFrom,
            boolean validToKnown,
            LocalDate validTo,
            String field,
            boolean revokedOnKnown,
            LocalDate revokedOn,
            boolean publishedOnKnown,
            LocalDate publishedOn,
            String party)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** Another act of an authority. */
    record AdministrativeAct(
            String id,
            String authority,
            String number,
            String type,
            LocalDate decidedOn,
            boolean validToKnown,
            LocalDate validTo,
            boolean publishedOnKnown,
            LocalDate publishedOn,
            boolean revokedOnKnown,
            LocalDate revokedOn)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /**
     * Whether a record was seen on a channel on a day.
     *
     * @param recorded whether there is a record of that id at all
     */
    record Display(
            String id,
            String of,
            supervision.facts.Channel channel,
            LocalDate seenOn,
            boolean shown,
            String url,
            Known sameProvince,
            boolean receivedOnKnown,
            LocalDate receivedOn,
            boolean recorded)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /**
     * Of what kind a record is that stands. One that the law tells apart within its kind has two: that of the kind, and that of the
     * part of it.
     *
     * @param recordKind such as {@code evaluation}, or {@code evaluation/samr-risk} for a part
     * @param narrower the part; empty if it has none or is it
     */
    record RecordKind(String of, String recordKind, String narrower) implements Told {
        @Override
        public List<String> records() {
            return List.of(of);
        }
    }

    /**
     * A record of another entity to which a tie leads.
     *
     * @param recordKind what kind of record it is
     * @param relation id of the tie
     */
    record RecordOfAnother(String of, String recordKind, String relation, String relationType) implements Told {
        @Override
        public List<String> records() {
            return List.of(of, relation);
        }
    }

    /** A tie to another entity. */
    record Relation(String id, String relationType, String other, LocalDate since) implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }

    /** A kind of business that the entity is reported to run. */
    record HasTrait(supervision.facts.Entity.Trait trait) implements Told {
        @Override
        public List<String> records() {
            return List.of("entity");
        }
    }

    /**
     * An inspection that was made.
     *
     * @param yearOver first day of the year after it
     * @param field name of the field whose department inspected; everywhere if it is not reported
     */
    record InspectionMade(
            String id,
            String authority,
            LocalDate day,
            LocalDate yearOver,
            supervision.facts.Inspection.Cause cause,
            boolean joint,
            String field)
            implements Told {
        @Override
        public List<String> records() {
            return List.of(id);
        }
    }
}
