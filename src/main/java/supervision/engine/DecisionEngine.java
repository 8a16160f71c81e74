package supervision.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.dossier.ChoicesMade;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Prepared;
import supervision.dossier.Today;
import supervision.facts.Case;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RuleText;

/**
 * Decides cases under one pack. A pure function: the same case gives the same decision, whatever ran before or runs beside
 * it. Safe for use by many threads.
 */
public final class DecisionEngine {

    /** This version of the program. */
    public static final String PROGRAM = "supervision 0.1.0";

    /** What runs the rules, for those who want to run a decision again. */
    public static final String VERSION = PROGRAM + ", drools "
            + Objects.requireNonNullElse(KieSession.class.getPackage().getImplementationVersion(), "10.2.0");

    /** More conclusions than any entity's records can lead to; a pack whose rules feed each other stops here. */
    private static final int MOST_FIRINGS = 100_000;

    private final RulePack pack;
    private final CompiledRules rules;
    private final Map<String, Grounds> grounds = new HashMap<>();
    private final TreeSet<LocalDate> turns = new TreeSet<>();
    private final Set<Class<?>> matchedOn;

    private DecisionEngine(RulePack pack, CompiledRules rules) {
        this.pack = pack;
        this.rules = rules;
        this.matchedOn = Arrays.stream(Conclusion.class.getPermittedSubclasses())
                .filter(type ->
                        pack.rules().stream().anyMatch(rule -> rule.facts().contains(type.getSimpleName())))
                .collect(Collectors.toUnmodifiableSet());
        // a finding cites an instrument from the day on which it came into force
        pack.sources().values().forEach(source -> turns.add(source.from()));
        // it names units, and offices to tell, as they are on the day
        pack.tables().local().turns().forEach(turns::add);
        for (RuleText rule : pack.rules()) {
            grounds.put(rule.name(), new Grounds(pack, rule));
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
     * An engine for the same rules under another pack, such as one with another example set. Nothing is compiled.
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
        Found found = find(asked, asked.asOf(), null);
        return DecisionBuilder.build(pack, asked, DecisionBuilder.ordered(found.findings()), firstChange(asked, found));
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

    /**
     * What the rules find on one day, in no order of meaning.
     *
     * @param asExpected whether all of it is among what was expected; if not, it was not searched to the end
     */
    private record Found(Set<Finding> findings, @Nullable LocalDate next, boolean asExpected) {}

    /** The exact day: a day on which something asked for turns need not change what is found. */
    private @Nullable LocalDate firstChange(Case asked, Found found) {
        LocalDate day = found.next();
        while (day != null) {
            Found then = find(asked, day, found.findings());
            if (!then.asExpected()
                    || then.findings().size() != found.findings().size()
                    || DecisionBuilder.namesOthers(pack, asked, found.findings(), day)) {
                return day;
            }
            day = then.next();
        }
        return null;
    }

    /** Evaluates the rules on one day. */
    public Evaluation evaluate(Case asked) {
        Found found = find(asked, asked.asOf(), null);
        return new Evaluation(DecisionBuilder.ordered(found.findings()), found.next());
    }

    /** @param expected findings of which the first other one ends the search; null to find all */
    private Found find(Case asked, LocalDate day, @Nullable Set<Finding> expected) {
        if (day.isBefore(pack.modelledFrom())) {
            throw new BeforeModelledLawException(day, pack.modelledFrom());
        }
        Today today = new Today(day);
        ChoicesMade choices = new ChoicesMade();
        Figures figures = new Figures(pack, today, choices);
        Dossier dossier = Dossier.of(asked, pack, today, figures);
        KieSession session = rules.session();
        Recorder recorder = new Recorder(day, choices, expected, session);
        try {
            session.setGlobal("today", today);
            session.setGlobal("figures", figures);
            session.setGlobal("conclusions", recorder);
            dossier.prepared().forEach(session::insert);
            // from here on: what is inserted before is no conclusion
            session.addEventListener(recorder);
            fire(session, recorder);
            if (recorder.asExpected) {
                dossier.weigh(recorder.tiers()).forEach(session::insert);
                dossier.compare(recorder.publicity()).forEach(session::insert);
                fire(session, recorder);
            }
        } finally {
            // back into the pool, which takes the listener off
            session.dispose();
        }
        return new Found(recorder.findings, earlier(today.next(), turns.higher(day)), recorder.asExpected);
    }

    private static void fire(KieSession session, AgendaFilter inForce) {
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

    /**
     * Makes a finding of each conclusion and the match that inserted it. The engine asks the filter about a match right
     * before it fires, and nothing else fires in between.
     */
    private final class Recorder extends DefaultRuleRuntimeEventListener implements AgendaFilter, Conclusions {

        private final LocalDate day;
        private final ChoicesMade choices;
        private final @Nullable Set<Finding> expected;
        private final KieSession session;
        private final Set<Finding> findings = new LinkedHashSet<>();
        /** Those that rules match on; by identity, for two rules may conclude the same from different evidence. */
        private final Map<Conclusion, Finding> concluded = new IdentityHashMap<>();

        private @Nullable Match firing;
        private @Nullable Grounds of;
        private boolean asExpected = true;

        Recorder(LocalDate day, ChoicesMade choices, @Nullable Set<Finding> expected, KieSession session) {
            this.day = day;
            this.choices = choices;
            this.expected = expected;
            this.session = session;
        }

        @Override
        public boolean accept(Match match) {
            Grounds rule = Objects.requireNonNull(grounds.get(match.getRule().getName()));
            firing = match;
            of = rule;
            // what other rules' conditions asked
            choices.take();
            return rule.rule().inForceOn(day);
        }

        @Override
        public void add(Object conclusion) {
            if (conclusion instanceof Conclusion concludes && !matchedOn.contains(concludes.getClass())) {
                note(concludes);
            } else {
                session.insert(conclusion);
            }
        }

        @Override
        public void objectInserted(ObjectInsertedEvent event) {
            if (event.getObject() instanceof Conclusion conclusion) {
                note(conclusion);
            }
        }

        private void note(Conclusion conclusion) {
            Finding finding = finding(conclusion, Objects.requireNonNull(of), Objects.requireNonNull(firing));
            findings.add(finding);
            if (expected != null && asExpected && !expected.contains(finding)) {
                asExpected = false;
                session.halt();
            }
            if (matchedOn.contains(conclusion.getClass())) {
                concluded.put(conclusion, finding);
            }
        }

        Map<Conclusion.TierSet, List<String>> tiers() {
            Map<Conclusion.TierSet, List<String>> tiers = new LinkedHashMap<>();
            for (Finding finding : findings) {
                if (finding.concludes() instanceof Conclusion.TierSet set) {
                    tiers.computeIfAbsent(set, key -> new ArrayList<>()).addAll(finding.evidence());
                }
            }
            return tiers;
        }

        List<Finding> publicity() {
            return findings.stream()
                    .filter(finding -> finding.concludes() instanceof Conclusion.Shown
                            || finding.concludes() instanceof Conclusion.NotShown)
                    .toList();
        }

        private Finding finding(Conclusion conclusion, Grounds rule, Match match) {
            List<String> sources = List.of();
            List<String> figures = choices.take();
            List<String> evidence = List.of();
            for (Object object : match.getObjects()) {
                if (object instanceof Prepared fact) {
                    sources = joined(sources, fact.sources());
                    figures = joined(figures, fact.numbers());
                    evidence = joined(evidence, fact.records());
                } else if (object instanceof Conclusion earlier) {
                    Finding behind = concluded.get(earlier);
                    if (behind == null) {
                        throw new IllegalStateException("a conclusion that no rule inserted: " + earlier);
                    }
                    evidence = joined(evidence, behind.evidence());
                }
            }
            return new Finding(
                    rule.rule().name(),
                    rule.rule().en(),
                    conclusion,
                    rule.citations(sources, day),
                    evidence.size() > 1 ? List.copyOf(new TreeSet<>(evidence)) : evidence,
                    rule.figures(figures, day),
                    rule.leadUnits(day),
                    rule.responsibleUnits(day));
        }

        private static List<String> joined(List<String> some, List<String> more) {
            if (some.isEmpty() || more.isEmpty()) {
                return some.isEmpty() ? more : some;
            }
            List<String> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        }
    }
}
