package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An administrative act other than a permit or a penalty.
 *
 * @param authority authority that took it (作出机关)
 * @param number number of the document; with the authority it is the record's key
 * @param type 强制, 确认, 征收, 征用, 给付, 裁决, 补偿, 奖励, 监督检查 or 其他
 * @param decidedOn day of the act
 * @param validTo last day on which it holds
 * @param publishedOn first day shown on the credit sites
 * @param revokedOn day on which it was revoked, changed or found void
 */
public record AdministrativeAct(
        String authority,
        String number,
        Type type,
        LocalDate decidedOn,
        @Nullable LocalDate validTo,
        @Nullable LocalDate publishedOn,
        @Nullable LocalDate revokedOn)
        implements Fact {

    public enum Type {
        COERCION,
        CONFIRMATION,
        LEVY,
        REQUISITION,
        BENEFIT,
        RULING,
        COMPENSATION,
        REWARD,
        INSPECTION,
        /** Neither the opinion nor the catalogue of public credit information names it. */
        OTHER
    }

    @Override
    public String id() {
        return "administrativeAct/" + authority + "/" + number;
    }
}
