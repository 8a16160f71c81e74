package supervision.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A record of another entity that a {@link Relation} ties to this one. Put together from the ledger, never sent.
 *
 * @param relation id of the relation
 * @param type its type
 * @param fact the record, as the ledger has it under the other's code
 */
public record RelatedRecord(String relation, Relation.Type type, Fact fact) implements Fact {

    @Override
    public String id() {
        return relation + "/" + fact.id();
    }

    /** The facts of an entity with the records of those that it is tied to; the register entry and ties of the other stay with it. */
    public static List<Fact> joined(List<Fact> own, Function<String, List<Fact>> recordsOf) {
        List<Fact> all = new ArrayList<>(own);
        for (Fact fact : own) {
            if (fact instanceof Relation relation && relation.type().bringsRecords()) {
                for (Fact other : recordsOf.apply(relation.other())) {
                    if (!(other instanceof Entity) && !(other instanceof Relation)) {
                        all.add(new RelatedRecord(relation.id(), relation.type(), other));
                    }
                }
            }
        }
        return List.copyOf(all);
    }
}
