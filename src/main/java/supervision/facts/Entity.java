package supervision.facts;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entry of an entity in the register.
 *
 * @param name registered name
 * @param type what kind of entity it is
 * @param jurisdiction division code of the supervising district, such as {@code 370116}; never derived from the credit
 *     code, which keeps the division of the day it was issued
 * @param fields fields of activity that supervision distinguishes
 * @param ownership whether a superior authority and the audit office have to hear of its violations
 * @param branchOf credit code of the legal person whose branch this is
 * @param status whether it exists and may trade
 * @param statusSince day from which the status holds, where reported
 * @param fullCoverage whether the competent authority supervises it in full instead of by random draw
 * @param traits what it does that the rules of inspection single out
 */
public record Entity(
        String name,
        Type type,
        String jurisdiction,
        Set<String> fields,
        Ownership ownership,
        @Nullable String branchOf,
        Status status,
        @Nullable LocalDate statusSince,
        boolean fullCoverage,
        Set<Trait> traits)
        implements Fact {

    public enum Type {
        ENTERPRISE,
        INDIVIDUAL_BUSINESS,
        FARMERS_COOPERATIVE,
        STATE_ORGAN,
        PUBLIC_INSTITUTION,
        SOCIAL_ORGANISATION,
        PRIVATE_NON_ENTERPRISE,
        FOUNDATION,
        OTHER
    }

    public enum Ownership {
        PRIVATE,
        STATE_OWNED,
        PUBLIC_BODY
    }

    public enum Status {
        ACTIVE,
        /** 歇业: allowed for up to three years, not an abnormality. */
        SUSPENDED,
        /** 吊销: the licence is gone, the entity still exists. */
        LICENCE_REVOKED,
        /** 注销: the entity no longer exists. */
        CANCELLED
    }

    /** Kinds of food businesses that the measures on food inspection tell apart. */
    public enum Trait {
        FOOD_PRODUCER,
        FOOD_OPERATOR,
        SPECIAL_FOOD_PRODUCER,
        CENTRAL_KITCHEN,
        COLLECTIVE_CATERING
    }

    public Entity {
        fields = Copies.sorted(fields);
        traits = Copies.sorted(traits);
    }

    @Override
    public String id() {
        return "entity";
    }
}
