package supervision.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.dossier.BeforeModelledLawException;
import supervision.dossier.ChoicesMade;
import supervision.dossier.Decider;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Grounded;
import supervision.dossier.Grounds;
import supervision.dossier.Grounds.Rest;
import supervision.dossier.Instruments;
import supervision.dossier.Prepared;
import supervision.dossier.Today;
import supervision.dossier.Told;
import supervision.facts.Case;
import supervision.language.Row;
import supervision.reading.SecondReading;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;

/**
 * Decides cases under one pack. A pure function: the same case gives the same decision, whatever ran before or runs beside
 * it. Safe for use by many threads.
 */
public final class DecisionEngine implements Decider {

    /** This version of the program. */
    public static final String PROGRAM = "supervision 0.1.0";

    /** What runs the rules, for those who want to run a decision again. */
    public static final String VERSION = PROGRAM + ", drools "
            + Objects.requireNonNullElse(KieSession.class.getPackage().getImplementationVersion(), "10.2.0");

    /** More conclusions than any entity's records can lead to; a pack whose rules feed each other stops here. */
    private static final int MOST_FIRINGS = 100_000;

    /** Of evaluations for lists and forecasts one in so many is made by the engine too. */
    private static final int CHECKED_ONE_IN = 1_000;

    private final RulePack pack;
    private final CompiledRules rules;
    /** By identity: the engine asks with the same object for each match, and names are long. */
    private final Map<Rule, Grounds> grounds = new IdentityHashMap<>();

    private final Set<Class<?>> matchedOn;
    /** Simple names of the types that rules match. */
    private final Set<String> askedFor;

    private final RowTables tables;
    private final SecondReading reading;

    private DecisionEngine(CompiledRules rules, SecondReading reading, RowTables tables, Set<String> askedFor) {
        this.pack = reading.pack();
        this.rules = rules;
        this.reading = reading;
        this.tables = tables;
        this.askedFor = askedFor;
        this.matchedOn = Arrays.stream(Conclusion.class.getPermittedSubclasses())
                .filter(type -> askedFor.contains(type.getSimpleName()))
                .collect(Collectors.toUnmodifiableSet());
        Map<String, Grounds> named = new HashMap<>();
        reading.rules().forEach(rule -> named.put(rule.rule().name(), rule));
        rules.base()
                .getKiePackages()
                .forEach(all -> all.getRules()
                        .forEach(rule -> grounds.put(rule, Objects.requireNonNull(named.get(rule.getName())))));
    }

    /**
     * Compiles the rules of a pack, if this process has not done it and the build has not either.
     *
     * @throws RulePackException if a rule speaks of what there is not, or does not compile
     */
    public static DecisionEngine compile(RulePack pack) {
        CompiledRules rules = CompiledRules.of(pack.drl());
        Set<String> askedFor =
                pack.rules().stream().flatMap(rule -> rule.facts().stream()).collect(Collectors.toUnmodifiableSet());
        return new DecisionEngine(rules, SecondReading.of(pack), RowTables.of(pack, rules.base()), askedFor);
    }

    /**
     * An engine for the same rules under another pack, such as one with another example set. Nothing is compiled.
     *
     * @throws IllegalArgumentException if the rules differ
     */
    @Override
    public DecisionEngine with(RulePack samePackOtherExamples) {
        if (!samePackOtherExamples.drl().equals(pack.drl())) {
            throw new IllegalArgumentException("the rules of the two packs differ: compile the other one");
        }
        return new DecisionEngine(
                rules,
                reading.with(samePackOtherExamples),
                samePackOtherExamples.rows() == pack.rows()
                        ? tables
                        : RowTables.of(samePackOtherExamples, rules.base()),
                askedFor);
    }

    @Override
    public RulePack pack() {
        return pack;
    }

    @Override
    public Decision decide(Case asked) {
        return decideTwice(asked).decision();
    }

    /**
     * A decision, as the rules engine makes it.
     *
     * @param plainly what the plain reading finds on the same day: it reads the case anyway, for the first later day on which
     *     something changes. If that is not the same, the decision holds for its day alone
     */
    public record Decided(Decision decision, Set<Finding> plainly) {}

    public Decided decideTwice(Case asked) {
        Set<Finding> found = find(asked);
        SecondReading.Read read = reading.read(asked);
        LocalDate validUntil = read.findings().equals(found)
                ? read.firstChange()
                : asked.asOf().plusDays(1);
        return new Decided(
                DecisionBuilder.build(pack, asked, DecisionBuilder.ordered(found), validUntil), read.findings());
    }

    /**
     * Evaluates the rules on one day, for lists and forecasts: by the plain reading, and for one entity and day in so many by
     * the engine too.
     *
     * @throws ReadingsDifferException if the two come to different findings: nobody knows which is right
     */
    public SecondReading.Evaluation evaluate(Case asked) {
        SecondReading.Evaluation evaluation = reading.evaluate(asked);
        if (isSampled(asked) && !find(asked).equals(new LinkedHashSet<>(evaluation.findings()))) {
            throw new ReadingsDifferException(asked);
        }
        return evaluation;
    }

    /** Which ones follows from the entity and the day, so the same question is always checked or never. */
    private static boolean isSampled(Case asked) {
        return Math.floorMod(31 * asked.code().hashCode() + asked.asOf().hashCode(), CHECKED_ONE_IN) == 0;
    }

    /** The stretches of days from one day to another, both included: a forecast by the plain reading. */
    public List<SecondReading.Stretch> timeline(Case asked, LocalDate from, LocalDate to) {
        return reading.timeline(asked, from, to);
    }

    /** The plain reading of the same rules. */
    public SecondReading reading() {
        return reading;
    }

    /** What the rules find on one day of facts that are prepared already. */
    Set<Finding> findings(List<Prepared> facts, LocalDate day) {
        return find(day, (today, figures) -> Dossier.given(facts));
    }

    /** What the rules find on the day asked about, in no order of meaning. */
    private Set<Finding> find(Case asked) {
        return find(asked.asOf(), (today, figures) -> Dossier.of(asked, pack, today, figures));
    }

    private Set<Finding> find(LocalDate day, BiFunction<Today, Figures, Dossier> prepare) {
        BeforeModelledLawException.check(pack, day);
        Today today = new Today(day);
        ChoicesMade choices = new ChoicesMade();
        Figures figures = new Figures(pack, today, choices);
        Dossier dossier = prepare.apply(today, figures);
        KieSession session = rules.session();
        Recorder recorder = new Recorder(day, choices, session);
        try {
            Instruments.of(today, figures).forEach(session::setGlobal);
            session.setGlobal("tables", tables);
            session.setGlobal("conclusions", recorder);
            told(dossier).forEach(session::insert);
            dossier.prepared().forEach(session::insert);
            // from here on: what is inserted before is no conclusion
            session.addEventListener(recorder);
            fire(session, recorder);
        } finally {
            // back into the pool, which takes the listener off
            session.dispose();
        }
        return recorder.findings;
    }

    /** What was told, as far as some rule asks for it. */
    private List<Told> told(Dossier dossier) {
        return dossier.told().stream()
                .filter(fact -> askedFor.contains(fact.getClass().getSimpleName()))
                .toList();
    }

    private static void fire(KieSession session, AgendaFilter inForce) {
        if (session.fireAllRules(inForce, MOST_FIRINGS) >= MOST_FIRINGS) {
            throw new IllegalStateException("the rules do not come to an end: look for rules that feed each other");
        }
    }

    /**
     * Makes a finding of each conclusion and the match that inserted it. The engine asks the filter about a match right
     * before it fires, and nothing else fires in between.
     */
    private final class Recorder extends DefaultRuleRuntimeEventListener implements AgendaFilter, Conclusions {

        private final LocalDate day;
        private final ChoicesMade choices;
        private final KieSession session;
        private final Set<Finding> findings = new LinkedHashSet<>();
        /** Those that rules match on; by identity, for two rules may conclude the same from different evidence. */
        private final Map<Conclusion, Rest> concluded = new IdentityHashMap<>();
        /** By equality: a step is known once, however many rules conclude it. */
        private final Map<Object, Rest> steps = new HashMap<>();

        private @Nullable Match firing;
        private @Nullable Grounds of;

        Recorder(LocalDate day, ChoicesMade choices, KieSession session) {
            this.day = day;
            this.choices = choices;
            this.session = session;
        }

        @Override
        public boolean accept(Match match) {
            Grounds rule = Objects.requireNonNull(grounds.get(match.getRule()));
            firing = match;
            of = rule;
            // what other rules' conditions asked
            choices.take();
            return rule.rule().inForceOn(day);
        }

        @Override
        public void add(Object conclusion) {
            if (!(conclusion instanceof Conclusion concludes)) {
                Rest rest = rule().step(matched(), this::behind, choices.take(), day);
                if (steps.merge(conclusion, rest, Rest::and) == rest) {
                    session.insert(conclusion);
                }
            } else if (matchedOn.contains(concludes.getClass())) {
                session.insert(conclusion);
            } else {
                note(concludes);
            }
        }

        @Override
        public void objectInserted(ObjectInsertedEvent event) {
            if (event.getObject() instanceof Conclusion conclusion) {
                note(conclusion);
            }
        }

        private void note(Conclusion conclusion) {
            Finding finding = rule().finding(conclusion, matched(), this::behind, choices.take(), day);
            findings.add(finding);
            if (matchedOn.contains(conclusion.getClass())) {
                concluded.put(conclusion, Rest.of(finding));
            }
        }

        private Grounds rule() {
            return Objects.requireNonNull(of);
        }

        /** What the conclusion rests on: what was matched, and all that was counted. */
        private List<Object> matched() {
            List<Object> matched = new ArrayList<>();
            matched(Objects.requireNonNull(firing).getObjects(), matched);
            return matched;
        }

        private void matched(Iterable<?> objects, List<Object> matched) {
            for (Object object : objects) {
                Row row = tables.row(object);
                if (row != null) {
                    matched.add(row);
                } else if (object instanceof Grounded || object instanceof Conclusion || steps.containsKey(object)) {
                    matched.add(object);
                } else if (object instanceof Object[] several) {
                    matched(Arrays.asList(several), matched);
                } else if (object instanceof Iterable<?> several) {
                    matched(several, matched);
                }
            }
        }

        private @Nullable Rest behind(Object object) {
            return object instanceof Conclusion ? concluded.get(object) : steps.get(object);
        }
    }
}
