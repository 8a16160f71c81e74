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
 * @param groundForDeletionOn day of performance, of a settlement, of the end of enforcement or of another ground on which
 *     the court has to delete the entry
 */
public record CourtDefaulter(
        String caseNumber,
        String court,
        int ground,
        LocalDate listedOn,
        @Nullable LocalDate extendedTo,
        @Nullable LocalDate deletedOn,
        @Nullable LocalDate groundForDeletionOn)
        implements Fact {

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
