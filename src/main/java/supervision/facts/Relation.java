package supervision.facts;

import java.time.LocalDate;

/**
 * How the entity is tied to another, as the register has it. What follows for records of the other is for the law to say.
 *
 * @param type what the other is to the entity
 * @param other credit code of the other
 * @param since first day of the tie
 */
public record Relation(Type type, String other, LocalDate since) implements Fact {

    public enum Type {
        /** The other is an earlier code of the entity itself. */
        FORMER_CODE,
        /** The other is a branch of the entity, without legal personality. */
        BRANCH,
        /** The other was absorbed by the entity, or merged into it. */
        MERGED_FROM,
        /** The entity came out of a division of the other. */
        DIVIDED_FROM,
        /** The other is the individual business (个体工商户) that became the entity. */
        CONVERTED_FROM,
        /** The other is a person in law of its own, however closely held. */
        SUBSIDIARY,
        PARENT;

        /** Whether records of the other have to be looked at at all when the entity is decided on. */
        public boolean bringsRecords() {
            return this != SUBSIDIARY && this != PARENT;
        }
    }

    @Override
    public String id() {
        return "relation/" + type + "/" + other;
    }
}
