package supervision.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that goes into a decision: what was known of an entity by some moment, and for which day the question is put.
 *
 * @param code unified social credit code of the entity
 * @param facts its facts, in the order of their ids
 * @param asOf day asked about, in Shanghai
 * @param knownAt moment whose knowledge the facts are; null if they were sent along with the question
 */
public record Case(
        String code,
        List<Fact> facts,
        LocalDate asOf,
        @Nullable Instant knownAt) {

    public Case {
        facts = facts.stream().sorted(Comparator.comparing(Fact::id)).toList();
        for (int i = 1; i < facts.size(); i++) {
            if (facts.get(i).id().equals(facts.get(i - 1).id())) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "两条事实是同一记录 `%1$s`：保留较新的 / two facts have the key `%1$s`: keep the newer version",
                        facts.get(i).id()));
            }
        }
    }

    /** The same facts on another day. */
    public Case on(LocalDate day) {
        return new Case(code, facts, day, knownAt);
    }
}
