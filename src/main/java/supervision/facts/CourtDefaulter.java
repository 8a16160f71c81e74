package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry in the courts' list of dishonest judgment debtors (失信被执行人).
 *
 * @param caseNumber case number (案号)
 * @param court enforcing court
 * @param ground item of Art 1 of the court rules under which the debtor was listed, 1 to 6
 * @param listedOn day of listing
 * @param extendedTo last day of the term after an extension, if one was decided
 * @param deletedOn day of deletion
 * @param groundForDeletionOn day on which what may end the entry came about: that of performance, of a settlement, of a ruling
 * @param deletionGround what that was; null if not reported
 * @param deletionRequestedOn day on which the entity asked the court in writing to correct or delete the entry
 * @param deletionDecidedOn day on which the court decided on deletion, where the ground is a decision of its own
 */
public record CourtDefaulter(
        String caseNumber,
        String court,
        int ground,
        LocalDate listedOn,
        @Nullable LocalDate extendedTo,
        @Nullable LocalDate deletedOn,
        @Nullable LocalDate groundForDeletionOn,
        @Nullable DeletionGround deletionGround,
        @Nullable LocalDate deletionRequestedOn,
        @Nullable LocalDate deletionDecidedOn)
        implements Fact {

    /** What may end an entry. Whether it does is for the rules to say. */
    public enum DeletionGround {
        /** The duties of the judgment are performed, or enforcement is complete. */
        PERFORMED,
        /** The parties settled, and the settlement is not performed yet. */
        SETTLED,
        /** The parties settled, and the settlement is performed. */
        SETTLEMENT_PERFORMED,
        /** The creditor asked for it in writing and the court agreed. */
        CREDITOR_REQUEST,
        /** This enforcement was terminated, and two searches later there are no assets. */
        NO_ASSETS,
        /** Enforcement is suspended because the case is retried, or in bankruptcy. */
        SUSPENDED,
        /** The court ruled that the document is not enforced. */
        NOT_ENFORCED,
        /** The court ruled that enforcement ends. */
        TERMINATED,
        /** The court decided to delete the entry early, for active performance or correction. */
        EARLY,
        /** The debtor should not have been listed. */
        WRONGLY_LISTED
    }

    public CourtDefaulter {
        if (ground < 1 || ground > 6) {
            throw new IllegalArgumentException("`ground` 为第一条的项，1 至 6，不是 `" + ground
                    + "` / `ground` is an item of Art 1, 1 to 6, not `" + ground + "`");
        }
    }

    @Override
    public String id() {
        return "courtDefaulter/" + court + "/" + caseNumber;
    }
}
