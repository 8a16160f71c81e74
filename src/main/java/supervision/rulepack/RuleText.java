package supervision.rulepack;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.language.Insertion;
import supervision.language.Pattern;
import supervision.language.Rule;

/**
 * What the text of a rule says about it, besides what it does.
 *
 * @param name name, in the words of the clause
 * @param en the same in English
 * @param sources clauses cited, at least one
 * @param from first day on which it is in force
 * @param until first day on which it no longer is; null while it is
 * @param questions what it asks {@code figures}, by the id of the parameter
 * @param facts simple names of the types in its conditions, in their order
 * @param conclusion simple name of the conclusion that it inserts
 * @param when its conditions; empty while something is wrong with the rule, and then its pack is refused
 * @param then its conclusion; null while something is wrong with the rule
 */
public record RuleText(
        String file,
        int line,
        String name,
        String en,
        List<String> sources,
        LocalDate from,
        @Nullable LocalDate until,
        List<String> leadUnits,
        List<String> responsibleUnits,
        Map<String, Set<String>> questions,
        List<String> facts,
        String conclusion,
        List<Pattern> when,
        @Nullable Insertion then)
        implements Rule {

    /** Ids of the parameters that it names. */
    public List<String> figures() {
        return List.copyOf(questions.keySet());
    }

    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    /** The days on which it comes into force and goes out of it. */
    public List<LocalDate> turns() {
        return until == null ? List.of(from) : List.of(from, until);
    }
}
