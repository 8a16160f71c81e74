package supervision.dossier;

import java.util.LinkedHashSet;
import java.util.Set;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.facts.Case;
import supervision.rulepack.RulePack;

/** A pure function from cases to decisions, under one pack. There are two, which read the same rule files in different ways. */
public interface Decider {

    RulePack pack();

    /**
     * Decides a case.
     *
     * @throws BeforeModelledLawException if the day lies before the law that the pack models
     */
    Decision decide(Case asked);

    /** What is found on the day asked about, in no order of meaning. */
    default Set<Finding> findings(Case asked) {
        return new LinkedHashSet<>(decide(asked).findings());
    }

    /** The same for another pack with the same rules. */
    Decider with(RulePack sameRules);
}
