package supervision.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Finding;
import supervision.dossier.Grounds;
import supervision.dossier.Vocabulary;
import supervision.engine.Answers;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.law.CalendarMissingException;
import supervision.reading.WhyNot.Asked;
import supervision.reading.WhyNot.Miss;

/** What is said about rules that do not apply is what the rules engine does, on the day and on every later one. */
@Tag("scaled")
class WhyNotTest {

    private static final int ENTITIES = Effort.of(8, 1500);

    private final DecisionEngine engine = Engines.shipped();
    private final SecondReading reading = SecondReading.of(engine.pack());

    /** Every rule of the pack, about random entities: on the day named the engine finds it, and on the day before it does not. */
    @Test
    void aRuleSaidToApplyFromADayAppliesFromThatDayAndNoEarlier() {
        RandomCases cases = new RandomCases(engine.pack(), RandomCases.seed(WhyNotTest.class));
        int later = 0;
        int never = 0;
        int missing = 0;
        int skipped = 0;
        for (int i = 0; i < ENTITIES; i++) {
            Case asked = cases.next(5);
            WhyNot whyNot = new WhyNot(reading, asked, 400, asked.asOf().plusYears(30));
            List<Miss> misses = new ArrayList<>();
            reading.rules().forEach(rule -> misses.addAll(whyNot.note(rule, fact -> true)));
            List<LocalDate> looked = new ArrayList<>();
            whyNot.lookAhead(scene -> looked.add(scene.day()));
            String about = Answers.told(asked);
            Map<LocalDate, List<Finding>> found = new HashMap<>();
            BiPredicate<Miss, LocalDate> fires =
                    (miss, day) -> fires(miss, found.computeIfAbsent(day, key -> findings(asked.on(key))));
            for (Miss miss : misses) {
                if (!canBeTold(miss)) {
                    // a step is in no finding
                    skipped += step(miss) ? 0 : 1;
                    continue;
                }
                String told = about + "\n" + miss.rule().name() + " about " + miss.about();
                assertThat(fires.test(miss, asked.asOf())).as(told).isFalse();
                missing += miss.fact() == null ? 1 : 0;
                if (miss.fact() != null) {
                    // it fails for a reason that is told: of a later element that nothing of its kind is there is one
                    assertThat(miss.failed().isEmpty()
                                    && miss.at() == 0
                                    && miss.rule().inForceOn(asked.asOf()))
                            .as(told)
                            .isFalse();
                }
                if (miss.firesOn() == null) {
                    never++;
                    // the last day that was looked at stands for all after it
                    assertThat(fires.test(miss, looked.get(looked.size() - 1)))
                            .as(told)
                            .isFalse();
                    continue;
                }
                later++;
                assertThat(fires.test(miss, miss.firesOn()))
                        .as(told + " on " + miss.firesOn())
                        .isTrue();
                assertThat(fires.test(miss, miss.firesOn().minusDays(1)))
                        .as(told + " before " + miss.firesOn())
                        .isFalse();
            }
        }
        System.out.println("rules that apply later: " + later + ", not found to: " + never + ", without a fact: "
                + missing + ", not to be told from the findings: " + skipped);
        assertThat(later).isGreaterThan(ENTITIES);
        assertThat(missing).isGreaterThan(ENTITIES);
        assertThat(skipped).isLessThan(never / 2);
    }

    private static boolean step(Miss miss) {
        return Vocabulary.type(Objects.requireNonNull(miss.rule().then()).type()) == null;
    }

    /** Whether the conclusion says what it is about, beside the record, which is in the evidence. */
    private static boolean canBeTold(Miss miss) {
        Class<?> type =
                Vocabulary.type(Objects.requireNonNull(miss.rule().then()).type());
        if (type == null) {
            return false;
        }
        Set<String> said = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        return miss.about().keySet().stream().allMatch(name -> name.equals("record") || said.contains(name));
    }

    /** A condition said to hold from a day, as the dossier of that day has it. */
    @Test
    void aConditionSaidToHoldFromADayDoesNotHoldTheDayBefore() {
        RandomCases cases = new RandomCases(engine.pack(), RandomCases.seed(WhyNotTest.class) + 1);
        int checked = 0;
        for (int i = 0; i < ENTITIES; i++) {
            Case asked = cases.next(5);
            WhyNot whyNot = new WhyNot(reading, asked, 400, asked.asOf().plusYears(30));
            List<Miss> misses = new ArrayList<>();
            reading.rules().forEach(rule -> misses.addAll(whyNot.note(rule, fact -> true)));
            whyNot.lookAhead(scene -> {});
            String about = Answers.told(asked);
            Map<LocalDate, Scene> scenes = new HashMap<>();
            Function<LocalDate, Scene> scene =
                    day -> scenes.computeIfAbsent(day, key -> reading.scene(asked.on(key), Watch.NONE));
            for (Miss miss : misses) {
                for (Asked condition : miss.failed()) {
                    // of later elements what was matched before belongs to the question, see WhyNotDownTest
                    if (condition.holdsFrom() != null && miss.at() == 0) {
                        checked++;
                        String told = about + "\n" + miss.rule().name() + " about " + miss.about() + ": "
                                + condition.condition() + " from " + condition.holdsFrom();
                        assertThat(holds(miss, condition, scene.apply(condition.holdsFrom())))
                                .as(told)
                                .isTrue();
                        assertThat(holds(
                                        miss,
                                        condition,
                                        scene.apply(condition.holdsFrom().minusDays(1))))
                                .as(told)
                                .isFalse();
                    }
                }
            }
        }
        System.out.println("conditions that hold later: " + checked);
        assertThat(checked).isGreaterThan(ENTITIES);
    }

    private List<Finding> findings(Case asked) {
        return asked.asOf().isBefore(engine.pack().modelledFrom())
                ? List.of()
                : engine.evaluate(asked).findings();
    }

    private static boolean fires(Miss miss, List<Finding> findings) {
        return findings.stream()
                .anyMatch(finding -> finding.rule().equals(miss.rule().name()) && isAbout(finding, miss.about()));
    }

    /** Of a finding only its conclusion and evidence are known; the test is as strict as they are. */
    private static boolean isAbout(Finding finding, Map<String, Object> about) {
        return about.entrySet().stream().allMatch(entry -> {
            Object said = WhyNot.component(finding.concludes(), entry.getKey());
            if (entry.getKey().equals("record") && said == null) {
                return finding.evidence().contains(entry.getValue());
            }
            return said == null || said.equals(entry.getValue());
        });
    }

    private static boolean holds(Miss miss, Asked condition, Scene scene) {
        Grounds rule = miss.grounds();
        return scene.known(rule.rule().when().get(0).type()).stream()
                .filter(fact -> miss.about().entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(WhyNot.component(fact, entry.getKey()))))
                .anyMatch(fact -> {
                    try {
                        return scene.holds(rule, 0, condition.condition(), fact, List.of());
                    } catch (IllegalStateException | CalendarMissingException e) {
                        return false;
                    }
                });
    }
}
