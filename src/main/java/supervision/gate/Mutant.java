package supervision.gate;

import supervision.decision.Text;
import supervision.language.Place;
import supervision.rulepack.RuleText;

/**
 * A rule with one small change: what somebody may write by mistake.
 *
 * @param rule as it is
 * @param changed as it would be; it names the same figures, so that not the list of figures tells the two apart
 * @param place of what was changed; the rule itself for its days
 * @param change what stands there and what would stand there, as they are written
 * @param missing the case that would notice
 */
record Mutant(RuleText rule, RuleText changed, Place place, String change, Text missing) {}
