package supervision.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.dossier.ChoicesMade;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Grounds;
import supervision.dossier.Today;
import supervision.facts.Case;
import supervision.language.Condition;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * All that is known about a case on one day once no rule has anything more to say: the prepared facts, what was concluded, and
 * by which rule. Any rule can then be asked about it, also one that the pack does not have.
 *
 * <p>Not thread-safe.
 */
public final class Scene {

    private final LocalDate day;
    private final Today today;
    private final ChoicesMade choices = new ChoicesMade();
    private final Instruments instruments;
    private final Watch watch;
    /** In the order in which they came to be known. */
    private final Map<Class<?>, List<Object>> known = new HashMap<>();
    /** Place of each in that order; by identity, for two rules may conclude the same from different evidence. */
    private final Map<Object, Integer> order = new IdentityHashMap<>();

    private final Map<Conclusion, Finding> concluded = new IdentityHashMap<>();
    private final Set<Finding> findings = new LinkedHashSet<>();

    /**
     * @param watch sees the comparisons of rules that are in force
     */
    Scene(Case asked, LocalDate day, RulePack pack, Collection<Grounds> rules, Watch watch) {
        this.day = day;
        this.today = new Today(day);
        this.watch = watch;
        Figures figures = new Figures(pack, today, choices);
        this.instruments = new Instruments(today, figures);
        Dossier dossier = Dossier.of(asked, pack, today, figures);
        settle(rules, dossier.prepared());
        List<Object> weighed = new ArrayList<>(dossier.weigh(tiers()));
        weighed.addAll(dossier.compare(publicity()));
        settle(rules, weighed);
    }

    /** Asks all rules about what is new, until nothing new is concluded. */
    private void settle(Collection<Grounds> rules, List<?> added) {
        List<?> fresh = added;
        while (!fresh.isEmpty()) {
            int before = order.size();
            fresh.forEach(this::know);
            List<Object> next = new ArrayList<>();
            for (Grounds rule : rules) {
                if (rule.rule().inForceOn(day)) {
                    for (Finding finding : ask(rule, before, watch)) {
                        findings.add(finding);
                        concluded.put(finding.concludes(), finding);
                        next.add(finding.concludes());
                    }
                }
            }
            fresh = next;
        }
    }

    private void know(Object fact) {
        known.computeIfAbsent(fact.getClass(), type -> new ArrayList<>()).add(fact);
        order.put(fact, order.size());
    }

    /**
     * What a rule finds here, whether or not it is in force or of the pack; one finding for each combination of facts.
     *
     * @throws RuntimeException if it asks for a number that does not exist on the day
     */
    public List<Finding> ask(Grounds rule, Watch watching) {
        return ask(rule, 0, watching);
    }

    /** @param since place from which on facts are new; combinations of older facts alone were asked about before */
    private List<Finding> ask(Grounds rule, int since, Watch watching) {
        List<Finding> found = new ArrayList<>();
        Meaning meaning = new Meaning(instruments, watching);
        match(rule, meaning, since, new LinkedHashMap<>(), new ArrayList<>(), found);
        return found;
    }

    private void match(
            Grounds rule,
            Meaning meaning,
            int since,
            Map<String, Object> variables,
            List<Object> matched,
            List<Finding> found) {
        List<Pattern> patterns = rule.rule().when();
        if (matched.size() == patterns.size()) {
            if (matched.stream().anyMatch(fact -> Objects.requireNonNull(order.get(fact)) >= since)) {
                choices.take();
                Conclusion conclusion =
                        meaning.conclusion(Objects.requireNonNull(rule.rule().then()), variables);
                found.add(rule.finding(conclusion, matched, concluded::get, choices.take(), day));
            }
            return;
        }
        Pattern pattern = patterns.get(matched.size());
        boolean onlyNew = patterns.size() == 1;
        for (Object fact : known.getOrDefault(Meaning.type(pattern.type()), List.of())) {
            if ((!onlyNew || Objects.requireNonNull(order.get(fact)) >= since)
                    && meaning.meets(rule.rule(), pattern, fact)) {
                matched.add(fact);
                if (pattern.variable() != null) {
                    variables.put(pattern.variable(), fact);
                }
                match(rule, meaning, since, variables, matched, found);
                matched.remove(matched.size() - 1);
            }
        }
    }

    private Map<Conclusion.TierSet, List<String>> tiers() {
        Map<Conclusion.TierSet, List<String>> tiers = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.concludes() instanceof Conclusion.TierSet set) {
                tiers.computeIfAbsent(set, key -> new ArrayList<>()).addAll(finding.evidence());
            }
        }
        return tiers;
    }

    private List<Finding> publicity() {
        return findings.stream()
                .filter(finding -> finding.concludes() instanceof Conclusion.Shown
                        || finding.concludes() instanceof Conclusion.NotShown)
                .toList();
    }

    public LocalDate day() {
        return day;
    }

    /** What the rules found, in no order of meaning. */
    public Set<Finding> findings() {
        return findings;
    }

    /** Facts and conclusions of a type, by its binary name. */
    public List<Object> known(String type) {
        return known.getOrDefault(Meaning.type(type), List.of());
    }

    /** Whether a condition of a rule holds of a fact. */
    boolean holds(RuleText rule, Condition condition, Object fact) {
        return new Meaning(instruments, Watch.NONE).holds(rule, condition, fact);
    }

    boolean meets(RuleText rule, Pattern pattern, Object fact) {
        return new Meaning(instruments, Watch.NONE).meets(rule, pattern, fact);
    }

    /** The value that an operand of a condition has for a fact. */
    public @Nullable Object value(Operand operand, Object fact) {
        return new Meaning(instruments, Watch.NONE).value(operand, fact, Map.of());
    }

    /** What was asked about the day. */
    Today today() {
        return today;
    }
}
