package supervision.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.rulepack.RuleText;

/** Where the gate looks for a case that shows what it says. */
@FunctionalInterface
public interface CaseFinder {

    /** There are none. */
    CaseFinder NONE = (rules, sentence, en) -> null;

    /**
     * A case in which all of some rules find something about the same records.
     *
     * @param sentence what the case shows, in Chinese
     * @param en the same in English
     * @return the text of a case file that expects what the rules find now; null if there is no such case
     */
    @Nullable
    String showing(List<RuleText> rules, String sentence, String en);
}
