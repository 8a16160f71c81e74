package supervision.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import supervision.decision.Conclusion;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Instruments;
import supervision.dossier.Today;
import supervision.facts.Case;
import supervision.reading.SecondReading;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * The rule engine and nothing else: a pack's rules, compiled as the service compiles them, fire on facts prepared
 * beforehand. No listener notes what was concluded from what, nothing is put together afterwards; only the filter remains
 * that keeps rules from firing which are not in force. The least that a decision through this engine can cost.
 */
public final class BareEvaluation {

    private final CompiledRules rules;
    private final RowTables tables;

    private final AgendaFilter inForce;

    private BareEvaluation(CompiledRules rules, RowTables tables, Set<String> inForce) {
        this.rules = rules;
        this.tables = tables;
        this.inForce = match -> inForce.contains(match.getRule().getName());
    }

    /** Compiles the rules of a pack, to be asked about one day. */
    public static BareEvaluation compile(RulePack pack, LocalDate day) {
        Set<String> inForce = pack.rules().stream()
                .filter(rule -> rule.inForceOn(day))
                .map(RuleText::name)
                .collect(Collectors.toSet());
        CompiledRules rules = CompiledRules.of(pack.drl());
        return new BareEvaluation(rules, RowTables.of(pack, rules.base()), inForce);
    }

    /** All that rules match on, and how many findings there are. */
    public record Facts(Today today, Figures figures, List<Object> prepared, int findings) {}

    /** Prepares a case with the help of an engine that has decided it. */
    public static Facts facts(Case asked, DecisionEngine engine) {
        Today today = new Today(asked.asOf());
        Figures figures = new Figures(engine.pack(), today);
        Dossier dossier = Dossier.of(asked, engine.pack(), today, figures);
        List<Object> prepared = new ArrayList<>(dossier.told());
        prepared.addAll(dossier.prepared());
        SecondReading.Evaluation evaluation = engine.evaluate(asked);
        return new Facts(
                today, figures, List.copyOf(prepared), evaluation.findings().size());
    }

    /** Fires in a session of the pool; returns the number of conclusions. */
    public int pooled(Facts facts) {
        return fire(rules.session(), facts);
    }

    /** Fires in a session made for it. */
    public int newSession(Facts facts) {
        return fire(Objects.requireNonNull(rules.base()).newKieSession(), facts);
    }

    private int fire(KieSession session, Facts facts) {
        try {
            Instruments.of(facts.today(), facts.figures()).forEach(session::setGlobal);
            session.setGlobal("tables", tables);
            Set<Object> steps = new HashSet<>();
            session.setGlobal("conclusions", (Conclusions) concluded -> {
                if (concluded instanceof Conclusion || steps.add(concluded)) {
                    session.insert(concluded);
                }
            });
            for (Object fact : facts.prepared()) {
                session.insert(fact);
            }
            return session.fireAllRules(inForce);
        } finally {
            session.dispose();
        }
    }
}
