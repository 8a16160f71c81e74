package supervision.reading;

import supervision.language.Condition;
import supervision.rulepack.RuleText;

/** Sees how each comparison of a rule comes out. */
@FunctionalInterface
public interface Watch {

    /** Sees nothing. */
    Watch NONE = (rule, test, fact, held) -> {};

    void tested(RuleText rule, Condition.Test test, Object fact, boolean held);
}
