package supervision.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supervision.decision.Finding;
import supervision.dossier.ChoicesMade;
import supervision.dossier.Figures;
import supervision.dossier.Grounds;
import supervision.dossier.Prepared;
import supervision.dossier.Today;

/**
 * Shows in most cases that a day brings other findings, for a tenth of what it takes to find them all: rules about one
 * prepared fact that ask an instrument are asked by themselves, until one finds what was not expected. Such a rule finds the
 * same whatever the others say, so one such finding is proof. None proves nothing. Safe for use by many threads.
 */
final class Witness {

    private final Map<Class<?>, List<PlainRule>> rules = new HashMap<>();

    Witness(Collection<Grounds> pack) {
        for (Grounds grounds : pack) {
            PlainRule rule = PlainRule.of(grounds);
            if (rule != null) {
                rules.computeIfAbsent(rule.type(), type -> new ArrayList<>()).add(rule);
            }
        }
    }

    /** Whether a rule in force on the day finds anything about a fact that is not among what was expected. */
    boolean speaksAgainst(
            Set<Finding> expected,
            List<Prepared> facts,
            LocalDate day,
            Today today,
            Figures figures,
            ChoicesMade choices) {
        for (Prepared fact : facts) {
            List<PlainRule> about = rules.get(fact.getClass());
            if (about == null) {
                continue;
            }
            for (PlainRule rule : about) {
                if (rule.inForceOn(day)) {
                    Finding finding = rule.ask(fact, day, today, figures, choices);
                    if (finding != null && !expected.contains(finding)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
