package supervision.dossier;

import supervision.decision.Decision;
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

    /** The same for another pack with the same rules. */
    Decider with(RulePack sameRules);
}
