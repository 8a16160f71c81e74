package supervision.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.dossier.ChoicesMade;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Grounds;
import supervision.dossier.Grounds.Rest;
import supervision.dossier.Instruments;
import supervision.dossier.Today;
import supervision.dossier.Turns;
import supervision.language.Condition;
import supervision.language.Instance;
import supervision.language.PlainReading;
import supervision.language.Rule;
import supervision.rulepack.RuleText;

/**
 * What all rules in force say about one case, on one day and then on later ones. On a later day only those are asked again that
 * were given an answer that turns by then, or that match what others no longer say as before.
 *
 * <p>Not thread-safe.
 */
final class Course {

    private final BiFunction<Today, Figures, Dossier> prepare;
    private final SecondReading reading;
    private final ChoicesMade choices = new ChoicesMade();
    private final PlainReading.Evaluation evaluation;
    private final Map<Conclusion, Finding> concluded = new IdentityHashMap<>();
    private final Map<Instance, Rest> steps = new HashMap<>();
    private final Set<Finding> findings = new LinkedHashSet<>();

    private LocalDate day;
    private BitSet inForce;
    private final List<PlainReading.Asking> rules;
    private Today today;
    private Figures figures;
    /** What was told and what is prepared of it. */
    private List<?> facts;
    /** Whether nothing was found that was not expected. */
    private boolean asExpected = true;

    /** By the place of each rule: what it said, as {@link Step} or {@link Finding}. */
    private final List<Object>[] said;
    /** By the place of each rule: the next day on which an answer that it was given turns; null if none does. */
    private final @Nullable LocalDate[] turns;
    /** The same of the facts. */
    private @Nullable LocalDate factsTurn;

    private record Step(Instance step, Rest rest) {}

    /**
     * @param prepare makes what rules match on
     * @param watch sees the comparisons of rules that are in force
     * @param expected where a finding that is not among them is enough to know; null to find all
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Course(
            BiFunction<Today, Figures, Dossier> prepare,
            LocalDate day,
            SecondReading reading,
            Watch watch,
            @Nullable Set<Finding> expected) {
        this.prepare = prepare;
        this.day = day;
        this.reading = reading;
        this.rules = reading.plain().rules();
        this.inForce = reading.inForceOn(day);
        this.said = new List[rules.size()];
        Arrays.fill(said, List.of());
        this.turns = new LocalDate[said.length];
        this.today = new Today(day);
        this.figures = new Figures(reading.pack(), today, choices);
        this.facts = facts();
        Witness witness = new Witness(watch, null, expected);
        this.evaluation =
                reading.plain().begin(Instruments.of(today, figures).values().toArray(), witness);
        evaluation.add(facts);
        factsTurn = Turns.take(today);
        for (int at = evaluation.next(0, inForce); at >= 0; at = evaluation.next(at + 1, inForce)) {
            evaluation.ask(rules.get(at));
            said[at] = witness.takeSaid();
            turns[at] = Turns.take(today);
            findings(said[at], findings);
        }
    }

    private List<Object> facts() {
        Dossier dossier = prepare.apply(today, figures);
        List<Object> all = new ArrayList<>(dossier.told());
        all.addAll(dossier.prepared());
        return all;
    }

    private static void findings(List<Object> said, Set<Finding> into) {
        for (Object says : said) {
            if (says instanceof Finding finding) {
                into.add(finding);
            }
        }
    }

    /** Makes of what rules conclude what it rests on. */
    final class Witness implements PlainReading.Witness {

        private final Watch watch;
        /** The one rule that is asked; null where all of the reading are, one after the other. */
        private final @Nullable Grounds asked;

        private final @Nullable Set<Finding> expected;
        private List<Object> said = List.of();

        Witness(Watch watch, @Nullable Grounds asked, @Nullable Set<Finding> expected) {
            this.watch = watch;
            this.asked = asked;
            this.expected = expected;
        }

        @Override
        public void matched(Rule rule) {
            choices.take();
        }

        @Override
        public void concluded(Rule rule, Object conclusion, boolean first, List<Object> matched) {
            Grounds grounds = asked == null ? reading.grounds(rule) : asked;
            if (said.isEmpty()) {
                said = new ArrayList<>(4);
            }
            if (conclusion instanceof Instance step) {
                Rest rest = grounds.step(matched, Course.this::behind, choices.take(), day);
                said.add(new Step(step, rest));
                if (asked == null) {
                    steps.merge(step, rest, Rest::and);
                }
                return;
            }
            Conclusion concludes = (Conclusion) conclusion;
            Finding finding = grounds.finding(concludes, matched, Course.this::behind, choices.take(), day);
            said.add(finding);
            if (asked == null) {
                concluded.put(concludes, finding);
                if (expected != null && !expected.contains(finding)) {
                    asExpected = false;
                    evaluation.stop();
                }
            }
        }

        @Override
        public boolean looksAtTests() {
            return watch != Watch.NONE;
        }

        @Override
        public void tested(Rule rule, Condition.Test test, Object fact, boolean holds) {
            watch.tested((RuleText) rule, test, fact, holds);
        }

        private List<Object> takeSaid() {
            List<Object> taken = said;
            said = List.of();
            return taken;
        }
    }

    /** What a step or a finding rests on; null of what no rule concluded. */
    @Nullable
    Rest behind(Object matched) {
        if (matched instanceof Instance step) {
            return steps.get(step);
        }
        Finding finding = concluded.get(matched);
        return finding == null ? null : Rest.of(finding);
    }

    /** What a rule finds here, whether or not it is in force or of the pack. */
    Set<Finding> ask(Grounds rule, Watch watch) {
        Set<Finding> found = new LinkedHashSet<>();
        findings(says(rule, watch), found);
        return found;
    }

    /** The steps that a rule concludes here, and what each rests on. */
    Map<Instance, Rest> steps(Grounds rule) {
        return together(List.of(says(rule, Watch.NONE)));
    }

    /** What a rule says here, whether or not it is in force or of the pack: its findings, and its steps with what they rest on. */
    List<Object> says(Grounds rule, Watch watch) {
        return says(reading.plain().asking(rule.rule()), rule, watch);
    }

    private List<Object> says(PlainReading.Asking rule, Grounds grounds, Watch watch) {
        Witness witness = new Witness(watch, grounds, null);
        evaluation.wouldConclude(rule, witness);
        return witness.takeSaid();
    }

    /** The steps among what was said, each once. */
    private static Map<Instance, Rest> together(Collection<List<Object>> said) {
        Map<Instance, Rest> steps = new LinkedHashMap<>();
        for (List<Object> some : said) {
            for (Object says : some) {
                if (says instanceof Step step) {
                    steps.merge(step.step(), step.rest(), Rest::and);
                }
            }
        }
        return steps;
    }

    LocalDate day() {
        return day;
    }

    Today today() {
        return today;
    }

    PlainReading.Evaluation evaluation() {
        return evaluation;
    }

    Set<Finding> findings() {
        return findings;
    }

    /** The first later day on which an answer that was given turns; null if none does. */
    @Nullable
    LocalDate next() {
        LocalDate next = factsTurn;
        for (LocalDate turn : turns) {
            next = earlier(next, turn);
        }
        return next;
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /**
     * Goes on to a later day.
     *
     * @return what is said there; null if something else is found, and the search ended with the first that differs
     */
    @Nullable
    Course on(LocalDate later) {
        boolean alike = reading.alike(day, later);
        Figures before = figures;
        day = later;
        today = new Today(later);
        figures = Instruments.on(today, before);
        evaluation.on(Instruments.of(today, figures).values().toArray());
        BitSet changed = new BitSet();
        if (hasCome(factsTurn)) {
            List<?> now = facts();
            if (!Instruments.ofOneSubject(before, figures)) {
                // whoever asked for an amount was told of no day on which that turns
                return anew();
            }
            evaluation.replace(facts, now, changed);
            facts = now;
            factsTurn = Turns.take(today);
        }
        if (!alike && !areInForce(reading.inForceOn(later), changed)) {
            return null;
        }
        for (int at = 0; at < said.length; at++) {
            PlainReading.Asking rule = rules.get(at);
            if (!inForce.get(at) || !hasCome(turns[at]) && !isListed(at, alike) && !rule.matchesAny(changed)) {
                continue;
            }
            List<Object> says = says(rule, reading.grounds(rule.rule()), Watch.NONE);
            turns[at] = Turns.take(today);
            if (sayTheSame(said[at], says)) {
                continue;
            }
            if (!rule.concludesStep()) {
                return null;
            }
            said[at] = says;
            conclude(rule.concludes(), changed);
        }
        return this;
    }

    /** What a finding cites and lists can turn with the pack without being asked for. */
    private boolean isListed(int at, boolean alike) {
        return !alike && !said[at].isEmpty() && !rules.get(at).concludesStep();
    }

    /** @return whether none goes that found something */
    private boolean areInForce(BitSet now, BitSet changed) {
        BitSet others = (BitSet) now.clone();
        others.xor(inForce);
        inForce = now;
        for (int at = others.nextSetBit(0); at >= 0; at = others.nextSetBit(at + 1)) {
            turns[at] = now.get(at) ? day : null;
            if (!now.get(at) && !said[at].isEmpty()) {
                if (!rules.get(at).concludesStep()) {
                    return false;
                }
                said[at] = List.of();
                conclude(rules.get(at).concludes(), changed);
            }
        }
        return true;
    }

    private @Nullable Course anew() {
        Course anew = new Course(prepare, day, reading, Watch.NONE, findings);
        return anew.asExpected && anew.findings.size() == findings.size() ? anew : null;
    }

    private boolean hasCome(@Nullable LocalDate turn) {
        return turn != null && !turn.isAfter(day);
    }

    /** In whatever order and however often: what was matched can have come to be known in another one. */
    private static boolean sayTheSame(List<Object> some, List<Object> others) {
        return some.equals(others) || new HashSet<>(some).equals(new HashSet<>(others));
    }

    /** Makes known what all rules say that conclude a type of step. */
    private void conclude(int type, BitSet changed) {
        Map<Instance, Rest> all = together(
                reading.plain().concluding(type).stream().map(at -> said[at]).toList());
        steps.putAll(all);
        evaluation.replace(type, all.keySet());
        changed.set(type);
    }
}
