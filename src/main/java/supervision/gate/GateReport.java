package supervision.gate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;

/**
 * What the gate says about a candidate pack. The same candidate, pack before, cases and register give the same report.
 *
 * @param did what the edit did, in a few sentences
 * @param publishable whether nothing stands against publishing it; somebody has to approve it all the same
 * @param reasons why it is not publishable, each in both languages; none if it is
 * @param candidate null if the candidate cannot even be read
 * @param against the pack that it was held against; null if it was held against none
 * @param day day for which the register was asked about
 * @param remarks what there is to say, part by part, errors first
 * @param changes what the edit changes; null if there is nothing to hold it against
 * @param cases what the cases say; null if they were not run
 * @param impact what it changes for whom; null if the register was not decided
 * @param leftOut parts of the gate that were not run, and why: a candidate is not publishable without them
 */
public record GateReport(
        List<Text> did,
        boolean publishable,
        List<String> reasons,
        @Nullable PackName candidate,
        @Nullable PackName against,
        LocalDate day,
        List<Remark> remarks,
        @Nullable PackChanges changes,
        @Nullable CaseSummary cases,
        @Nullable Impact impact,
        List<Text> leftOut) {

    public record PackName(
            String id,
            String version,
            String fingerprint,
            @Nullable String examples) {}

    /**
     * What the cases say; what is wrong stands in the remarks.
     *
     * @param cases how many there are
     * @param failing how many fail, and did before
     * @param flips cases whose answer is another
     * @param editedRules how many rules were edited
     * @param changesTried how many small changes of the edited rules were tried on the cases
     * @param changesNoticed how many of them a case notices
     */
    public record CaseSummary(
            int cases, int failing, List<Flip> flips, int editedRules, int changesTried, int changesNoticed) {}

    /**
     * A case whose answer is another, with the findings that only one of the packs gives.
     *
     * @param lastsOnly whether nothing differs but how long the answer holds
     */
    public record Flip(
            String file,
            Text sentence,
            boolean lastsOnly,
            boolean passedBefore,
            boolean passesNow,
            List<Impact.Said> before,
            List<Impact.Said> after,
            @Nullable LocalDate validUntilBefore,
            @Nullable LocalDate validUntilNow) {}

    /** Remarks of a part. */
    public List<Remark> of(Remark.Part part) {
        return remarks.stream().filter(remark -> remark.part() == part).toList();
    }

    /** How many remarks are of a severity. */
    public long count(Remark.Severity severity) {
        return remarks.stream().filter(remark -> remark.severity() == severity).count();
    }
}
