package supervision.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order types are complete: what a rule concludes is one level above the highest that it matches, and nothing is asked
 * about before all of it is there. So {@code not} has one meaning. Rules that feed themselves have no levels: they are refused
 * before.
 */
public final class Levels {

    private final Map<String, List<Rule>> concluding = new HashMap<>();
    private final Map<String, Integer> known = new HashMap<>();

    /** @param rules of which none feeds itself */
    public Levels(Collection<? extends Rule> rules) {
        for (Rule rule : rules) {
            Insertion then = rule.then();
            if (then != null) {
                concluding
                        .computeIfAbsent(then.type(), key -> new ArrayList<>())
                        .add(rule);
            }
        }
    }

    /** Level of a type by its binary name: 0 for facts and rows. */
    public int of(String type) {
        Integer before = known.get(type);
        if (before != null) {
            return before;
        }
        int level = 0;
        for (Rule rule : concluding.getOrDefault(type, List.of())) {
            level = Math.max(level, of(rule));
        }
        known.put(type, level);
        return level;
    }

    /** The level at which a rule is asked: one above the highest type that it matches. */
    public int of(Rule rule) {
        int highest = 0;
        for (Pattern pattern : rule.when()) {
            highest = Math.max(highest, of(pattern.type()));
        }
        return highest + 1;
    }
}
