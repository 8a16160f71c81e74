package supervision.gate;

import java.util.Map;
import supervision.decision.Decision;
import supervision.facts.Case;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables.ReportUse;

/** What a credit report would say. */
public interface Reports {

    /** What its parts say, by their names; what stands outside of all of them is under the empty name. */
    Map<String, Object> parts(RulePack pack, Case asked, Decision decision, ReportUse use);
}
