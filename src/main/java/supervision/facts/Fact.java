package supervision.facts;

/**
 * One thing the supervisor was told about one entity.
 *
 * <p>Which entity it is about is said by the case or the ledger entry that holds the fact, never by the fact: rules see the
 * facts of one entity only, so nothing has to be joined on a code.
 *
 * <p>A component that may be null was not reported. Rules never see such a component: what is missing reaches them as
 * {@link NotReported}.
 */
public sealed interface Fact
        permits AbnormalEntry,
                AdministrativeAct,
                Application,
                BanGround,
                Commitment,
                Complaint,
                CourtDefaulter,
                Display,
                Entity,
                Evaluation,
                Inspection,
                ListEntry,
                NotReported,
                Objection,
                Officer,
                Penalty,
                Performance,
                Permit,
                Reorganisation,
                RelatedRecord,
                Relation,
                RepairCase,
                StaffMatter,
                VoluntaryInfo {

    /** Key of the record among all records of its entity; two entries with one key are versions of one record. */
    String id();

    /** Kind of the record, as written in the JSON-lines form. */
    default FactKind kind() {
        return FactKind.of(getClass());
    }
}
