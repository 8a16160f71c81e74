package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An administrative permit.
 *
 * @param authority authority that granted it (许可机关)
 * @param number number of the decision document
 * @param category 普通, 特许, 认可, 核准, 登记 or 其他
 * @param name name of the certificate
 * @param decidedOn day of the decision
 * @param validFrom first day of validity
 * @param validTo last day of validity
 * @param field field of supervision
 * @param revokedOn day on which it was revoked or withdrawn
 * @param publishedOn first day shown on the credit sites
 * @param party name of the entity as the decision has it; null for natural persons, whose names are not kept
 */
public record Permit(
        String authority,
        String number,
        Category category,
        @Nullable String name,
        LocalDate decidedOn,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String field,
        @Nullable LocalDate revokedOn,
        @Nullable LocalDate publishedOn,
        @Nullable String party)
        implements Fact {

    public enum Category {
        ORDINARY,
        FRANCHISE,
        RECOGNITION,
        APPROVAL,
        REGISTRATION,
        OTHER
    }

    @Override
    public String id() {
        return "permit/" + authority + "/" + number;
    }
}
