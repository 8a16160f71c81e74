package supervision.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;
import supervision.decision.Text;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Prepared;
import supervision.dossier.Today;
import supervision.facts.Case;
import supervision.law.SourceRef;
import supervision.rulepack.LegalSource;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RuleText;

/**
 * Decides cases under one pack. A pure function: the same case gives the same decision, whatever ran before or runs beside
 * it. Safe for use by many threads.
 */
public final class DecisionEngine {

    /** More conclusions than any entity's records can lead to; a pack whose rules feed each other stops here. */
    private static final int MOST_FIRINGS = 100_000;

    private final RulePack pack;
    private final CompiledRules rules;
    private final Map<String, Cited> cited = new HashMap<>();
    private final Map<String, Citation> citations = new ConcurrentHashMap<>();
    private final TreeSet<LocalDate> turns = new TreeSet<>();

    /** What findings of a rule have in common. */
    private record Cited(
            RuleText text, List<Citation> sources, List<String> leadUnits, List<String> responsibleUnits) {}

    private DecisionEngine(RulePack pack, CompiledRules rules) {
        this.pack = pack;
        this.rules = rules;
        for (RuleText rule : pack.rules()) {
            cited.put(rule.name(), cited(rule));
            turns.add(rule.from());
            if (rule.until() != null) {
                turns.add(rule.until());
            }
        }
    }

    /**
     * Compiles the rules of a pack.
     *
     * @throws RulePackException if a rule does not compile
     */
    public static DecisionEngine compile(RulePack pack) {
        return new DecisionEngine(pack, CompiledRules.compile(pack));
    }

    /**
     * An engine for the same rules under another pack, such as one with another example set. Nothing is
     * compiled.
     *
     * @throws IllegalArgumentException if the rules differ
     */
    public DecisionEngine with(RulePack samePackOtherExamples) {
        if (!samePackOtherExamples.drl().equals(pack.drl())) {
            throw new IllegalArgumentException("the rules of the two packs differ: compile the other one");
        }
        return new DecisionEngine(samePackOtherExamples, rules);
    }

    public RulePack pack() {
        return pack;
    }

    private Cited cited(RuleText rule) {
        List<Citation> sources = rule.sources().stream().map(this::citation).toList();
        Set<String> lead = new LinkedHashSet<>(rule.leadUnits());
        Set<String> responsible = new LinkedHashSet<>(rule.responsibleUnits());
        for (String source : rule.sources()) {
            LegalSource.Clause clause = pack.clause(SourceRef.parse(source));
            lead.addAll(clause.leadUnits());
            responsible.addAll(clause.responsibleUnits());
        }
        return new Cited(rule, sources, List.copyOf(lead), List.copyOf(responsible));
    }

    private Citation citation(String id) {
        return citations.computeIfAbsent(id, key -> citationOf(pack, key));
    }

    private static Citation citationOf(RulePack pack, String id) {
        SourceRef ref = SourceRef.parse(id);
        LegalSource source = Objects.requireNonNull(pack.sources().get(ref.source()));
        LegalSource.Clause clause = pack.clause(ref);
        return new Citation(
                id,
                source.title(),
                clause.title(),
                clause.says(),
                source.level().name(),
                clause.evidence());
    }

    /**
     * What the rules find on one day, and the first later day on which they might find something else.
     *
     * @param next null if nothing can change without a new record
     */
    public record Evaluation(
            List<Finding> findings, @Nullable LocalDate next) {}

    /** A stretch of days with one decision: from its {@code asOf} until its {@code validUntil}, exclusively. */
    public record Stretch(LocalDate from, @Nullable LocalDate until, Decision decision) {}

    /**
     * Decides a case.
     *
     * @throws BeforeModelledLawException if the day lies before the law that the pack models
     */
    public Decision decide(Case asked) {
        Evaluation evaluation = evaluate(asked);
        return DecisionBuilder.build(pack, asked, evaluation.findings(), firstChange(asked, evaluation));
    }

    /** The stretches of days from one day to another, both included, each with its decision. */
    public List<Stretch> timeline(Case asked, LocalDate from, LocalDate to) {
        List<Stretch> stretches = new ArrayList<>();
        LocalDate day = from;
        while (day != null && !day.isAfter(to)) {
            Decision decision = decide(asked.on(day));
            stretches.add(new Stretch(day, decision.validUntil(), decision));
            day = decision.validUntil();
        }
        return stretches;
    }

    /** The exact day: a day on which something asked for turns need not change what is found. */
    private @Nullable LocalDate firstChange(Case asked, Evaluation evaluation) {
        LocalDate day = evaluation.next();
        while (day != null) {
            Evaluation then = evaluate(asked.on(day));
            if (!then.findings().equals(evaluation.findings())) {
                return day;
            }
            day = then.next();
        }
        return null;
    }

    /** Evaluates the rules on one day. */
    public Evaluation evaluate(Case asked) {
        LocalDate day = asked.asOf();
        if (day.isBefore(pack.modelledFrom())) {
            throw new BeforeModelledLawException(day, pack.modelledFrom());
        }
        Today today = new Today(day);
        Figures figures = new Figures(pack, today);
        List<Prepared> prepared = Dossier.prepare(asked, pack, today, figures);
        Recorder recorder = new Recorder(day);
        KieSession session = rules.session();
        try {
            session.setGlobal("today", today);
            session.setGlobal("figures", figures);
            session.addEventListener(recorder.matches);
            session.addEventListener(recorder.insertions);
            AgendaFilter inForce =
                    match -> Objects.requireNonNull(cited.get(match.getRule().getName()))
                            .text()
                            .inForceOn(day);
            fire(session, prepared, inForce);
            fire(session, Dossier.weigh(recorder.tiers()), inForce);
        } finally {
            session.removeEventListener(recorder.matches);
            session.removeEventListener(recorder.insertions);
            session.dispose();
        }
        LocalDate next = earlier(today.next(), turns.higher(day));
        return new Evaluation(DecisionBuilder.ordered(recorder.findings()), next);
    }

    private static void fire(KieSession session, Collection<Prepared> facts, AgendaFilter inForce) {
        facts.forEach(session::insert);
        if (session.fireAllRules(inForce, MOST_FIRINGS) >= MOST_FIRINGS) {
            throw new IllegalStateException("the rules do not come to an end: look for rules that feed each other");
        }
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** Pairs each conclusion with the match that inserted it. */
    private final class Recorder {

        private final LocalDate day;
        private final List<Conclusion> conclusions = new ArrayList<>();
        private final List<Match> insertedBy = new ArrayList<>();
        private @Nullable Match current;

        final DefaultAgendaEventListener matches = new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                current = event.getMatch();
            }
        };

        final DefaultRuleRuntimeEventListener insertions = new DefaultRuleRuntimeEventListener() {
            @Override
            public void objectInserted(ObjectInsertedEvent event) {
                if (event.getObject() instanceof Conclusion conclusion) {
                    conclusions.add(conclusion);
                    insertedBy.add(Objects.requireNonNull(current));
                }
            }
        };

        Recorder(LocalDate day) {
            this.day = day;
        }

        Map<Conclusion.TierSet, List<String>> tiers() {
            Map<Conclusion.TierSet, List<String>> tiers = new LinkedHashMap<>();
            for (int i = 0; i < conclusions.size(); i++) {
                if (conclusions.get(i) instanceof Conclusion.TierSet set) {
                    tiers.computeIfAbsent(set, key -> new ArrayList<>()).addAll(evidence(insertedBy.get(i)));
                }
            }
            return tiers;
        }

        List<Finding> findings() {
            List<Finding> findings = new ArrayList<>(conclusions.size());
            for (int i = 0; i < conclusions.size(); i++) {
                findings.add(finding(conclusions.get(i), insertedBy.get(i)));
            }
            return findings;
        }

        private Finding finding(Conclusion conclusion, Match match) {
            Cited rule = Objects.requireNonNull(cited.get(match.getRule().getName()));
            Set<Citation> sources = new LinkedHashSet<>(rule.sources());
            Set<String> figureIds = new TreeSet<>(rule.text().figures());
            for (Object object : match.getObjects()) {
                if (object instanceof Prepared fact) {
                    fact.sources().forEach(source -> sources.add(citation(source)));
                    figureIds.addAll(fact.numbers());
                }
            }
            return new Finding(
                    rule.text().name(),
                    rule.text().en(),
                    conclusion,
                    List.copyOf(sources),
                    List.copyOf(evidence(match)),
                    figureIds.stream().map(this::figure).toList(),
                    rule.leadUnits(),
                    rule.responsibleUnits());
        }

        /** Records behind a match: of its facts, and of the conclusions that were its facts. */
        private Set<String> evidence(Match match) {
            Set<String> records = new TreeSet<>();
            for (Object object : match.getObjects()) {
                if (object instanceof Prepared fact) {
                    records.addAll(fact.records());
                } else if (object instanceof Conclusion conclusion) {
                    records.addAll(evidence(inserter(conclusion)));
                }
            }
            return records;
        }

        private Match inserter(Conclusion conclusion) {
            for (int i = 0; i < conclusions.size(); i++) {
                if (conclusions.get(i) == conclusion) {
                    return insertedBy.get(i);
                }
            }
            throw new IllegalStateException("a conclusion that no rule inserted: " + conclusion);
        }

        private FigureUsed figure(String id) {
            Parameter parameter = pack.parameter(id);
            Parameter.Row row = parameter.on(day);
            Text title = parameter.title();
            String unit = parameter.unit().yamlName();
            if (row == null) {
                return new FigureUsed(id, title, unit, null, "", "NONE", "null", null);
            }
            String value = row.grades().isEmpty() ? row.value() : row.grades().toString();
            return new FigureUsed(id, title, unit, value, row.source(), row.evidence(), row.status(), row.set());
        }
    }
}
