package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Finding;
import supervision.dossier.ChoicesMade;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Grounds;
import supervision.dossier.Prepared;
import supervision.dossier.Today;
import supervision.facts.Case;
import supervision.rulepack.RulePack;

/** Asking rules by themselves ends the search for the next change early, and never says another day. */
@Tag("scaled")
class WitnessTest {

    private static final int ENTITIES = Effort.of(400, 20_000);

    private static final DecisionEngine WITH_EXAMPLES = Engines.shipped();
    private static final DecisionEngine WITHOUT = Engines.with(null);

    @Test
    void decisionsAreTheSameAsIfAllFindingsOfEachDayWereCompared() {
        RandomCases cases = new RandomCases(WITHOUT.pack(), RandomCases.seed(WitnessTest.class));
        for (int i = 0; i < ENTITIES; i++) {
            DecisionEngine engine = i % 2 == 0 ? WITH_EXAMPLES : WITHOUT;
            Case asked = cases.next(1 + i % 9);
            List<Finding> findings = engine.evaluate(asked).findings();

            assertThat(engine.decide(asked))
                    .as(Answers.told(asked))
                    .isEqualTo(DecisionBuilder.build(engine.pack(), asked, findings, firstChange(engine, asked)));
        }
    }

    @Test
    void manyChangesAreSeenWithoutTheEngine() {
        RulePack pack = WITH_EXAMPLES.pack();
        Witness witness = new Witness(
                pack.rules().stream().map(rule -> new Grounds(pack, rule)).toList());
        RandomCases cases = new RandomCases(pack, RandomCases.seed(WitnessTest.class) + 1);
        int changes = 0;
        int seen = 0;
        for (int i = 0; i < ENTITIES; i++) {
            Case asked = cases.next(8);
            LocalDate until = firstChange(WITH_EXAMPLES, asked);
            if (until != null) {
                changes++;
                Set<Finding> before =
                        new HashSet<>(WITH_EXAMPLES.evaluate(asked).findings());
                seen += new Day(pack, asked.on(until)).witnessedBy(witness, before) ? 1 : 0;
            }
        }
        assertThat(changes).as("changes looked at").isGreaterThan(ENTITIES / 2);
        assertThat(seen).as("of %d changes", changes).isGreaterThan(changes / 4);
    }

    /** What a rule finds by itself has to be what it finds among all, neither more nor less. */
    @Test
    void aRuleAskedByItselfFindsWhatItFindsInTheEngine() {
        RulePack pack = WITH_EXAMPLES.pack();
        List<PlainRule> rules = pack.rules().stream()
                .map(rule -> PlainRule.of(new Grounds(pack, rule)))
                .filter(Objects::nonNull)
                .toList();
        RandomCases cases = new RandomCases(pack, RandomCases.seed(WitnessTest.class) + 2);
        Set<String> spoke = new TreeSet<>();
        for (int i = 0; i < ENTITIES; i++) {
            Case asked = cases.next(8);
            Day day = new Day(pack, asked);
            Set<Finding> plainly = new LinkedHashSet<>();
            // a rule about what is prepared only after the first firing is asked about nothing here
            Set<String> names = new TreeSet<>();
            for (Prepared fact : day.dossier.prepared()) {
                for (PlainRule rule : rules) {
                    if (rule.type() == fact.getClass() && rule.inForceOn(asked.asOf())) {
                        names.add(rule.name());
                        Finding finding = rule.ask(fact, asked.asOf(), day.today, day.figures, day.choices);
                        if (finding != null) {
                            plainly.add(finding);
                        }
                    }
                }
            }
            assertThat(plainly)
                    .as(Answers.told(asked))
                    .isEqualTo(WITH_EXAMPLES.evaluate(asked).findings().stream()
                            .filter(finding -> names.contains(finding.rule()))
                            .collect(Collectors.toSet()));
            plainly.forEach(finding -> spoke.add(finding.rule()));
        }
        assertThat(spoke).as("of %d rules", rules.size()).hasSizeGreaterThan(rules.size() / 2);
    }

    private static @Nullable LocalDate firstChange(DecisionEngine engine, Case asked) {
        DecisionEngine.Evaluation first = engine.evaluate(asked);
        LocalDate day = first.next();
        while (day != null) {
            DecisionEngine.Evaluation then = engine.evaluate(asked.on(day));
            if (!then.findings().equals(first.findings())
                    || DecisionBuilder.namesOthers(engine.pack(), asked, first.findings(), day)) {
                return day;
            }
            day = then.next();
        }
        return null;
    }

    /** A case on its day, before any rule has spoken. */
    private static final class Day {

        final LocalDate day;
        final Today today;
        final ChoicesMade choices = new ChoicesMade();
        final Figures figures;
        final Dossier dossier;

        Day(RulePack pack, Case asked) {
            day = asked.asOf();
            today = new Today(day);
            figures = new Figures(pack, today, choices);
            dossier = Dossier.of(asked, pack, today, figures);
        }

        boolean witnessedBy(Witness witness, Set<Finding> expected) {
            return witness.against(expected, day, today, figures, choices).test(dossier.prepared());
        }
    }
}
