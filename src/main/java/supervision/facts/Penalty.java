package supervision.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An administrative penalty, one per decision document.
 *
 * @param authority name of the authority that decided (处罚机关)
 * @param number number of the decision document (决定书文号); with the authority it is the record's key
 * @param decidedOn day of the decision
 * @param kinds all kinds of penalty in the decision, at least one
 * @param fine fine in yuan, not negative; null if none is reported
 * @param confiscated value confiscated in yuan, not negative; null if none is reported
 * @param field field of supervision in which the act was committed
 * @param gravity class of dishonesty as found by the authority; null if it did not say
 * @param procedure ordinary or summary (简易) procedure
 * @param conduct kind of violation (违法行为类型)
 * @param basis legal basis as printed in the decision
 * @param conductEndedOn day on which the act ended; the provincial ceiling counts from it
 * @param displayedOn first day shown on the enterprise credit publicity system (国家企业信用信息公示系统)
 * @param displayReason why a minor record is shown all the same, in the authority's words
 * @param publicityEndsOn end of publicity as the source gives it (公示截止期); kept, never trusted over the law
 * @param revokedOn day on which the decision was revoked, changed or found void
 * @param publishedOn first day shown on the credit sites (信用中国 and those that follow it)
 * @param repairNotice whether the notice on repair was delivered with the decision (两书同达)
 * @param publicitySuspendedOn day from which a court or reconsideration body ordered publicity to be suspended
 * @param dutyDueOn last day for performing the penalty, with instalments or deferral the last one
 * @param termEndsOn last day of the term that the penalty itself has, such as that of a suspension; null if not reported
 * @param loss loss in yuan that the act caused as found by the authority, not negative; null if none is reported
 * @param appealedOn day from which reconsideration or a suit against the decision is pending
 * @param party name of the entity as the decision has it; null for natural persons, whose names are not kept
 */
public record Penalty(
        String authority,
        String number,
        LocalDate decidedOn,
        Set<PenaltyKind> kinds,
        @Nullable BigDecimal fine,
        @Nullable BigDecimal confiscated,
        @Nullable String field,
        @Nullable Gravity gravity,
        @Nullable Procedure procedure,
        @Nullable String conduct,
        @Nullable String basis,
        @Nullable LocalDate conductEndedOn,
        @Nullable LocalDate displayedOn,
        @Nullable String displayReason,
        @Nullable LocalDate publicityEndsOn,
        @Nullable LocalDate revokedOn,
        @Nullable LocalDate publishedOn,
        @Nullable Boolean repairNotice,
        @Nullable LocalDate publicitySuspendedOn,
        @Nullable LocalDate dutyDueOn,
        @Nullable LocalDate termEndsOn,
        @Nullable BigDecimal loss,
        @Nullable LocalDate appealedOn,
        @Nullable String party)
        implements Fact {

    private static final Pattern PUBLIC_SECURITY = Pattern.compile("治安管理处罚(法|条例)");

    /** Class of dishonesty, on which publicity and repair depend; in ascending order. */
    public enum Gravity {
        MINOR,
        GENERAL,
        SERIOUS,
        /** 特定严重 of the 2019 rules: shown to the end of the longest period, never repaired. */
        SPECIFIC_SERIOUS
    }

    public enum Procedure {
        ORDINARY,
        SUMMARY
    }

    public Penalty {
        kinds = Copies.sorted(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("处罚至少有一种类别：填写 `kinds` / a penalty has at least one kind: give `kinds`");
        }
    }

    @Override
    public String id() {
        return key(authority, number);
    }

    /** Whether its basis is the law on public security penalties or the regulation before it, whose records are sealed (治安管理处罚法 Art 136). */
    public boolean publicSecurity() {
        return basis != null
                && PUBLIC_SECURITY
                        .matcher(basis.replaceAll("[\\s\\p{Z}\\p{Cf}]+", ""))
                        .find();
    }

    /** Key of the penalty that a decision document of an authority is. */
    public static String key(String authority, String number) {
        return "penalty/" + authority + "/" + number;
    }
}
