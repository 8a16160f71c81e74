package supervision.gate;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Finding;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Grounds;
import supervision.facts.Case;
import supervision.language.Instance;
import supervision.language.Row;
import supervision.reading.Scene;
import supervision.reading.SecondReading;
import supervision.reading.Watch;
import supervision.replay.FixtureCase;

/**
 * A case with what is known in it on the day asked about, and, where it says how long its answer holds, on the last day on
 * which it does and on the first on which it does not. Rules are asked about that without deciding the case again.
 */
final class PlayedCase {

    private final FixtureCase played;
    private final Case asked;
    private final FixtureCase.Expected expected;
    private final SecondReading reading;
    private final Act onDay;
    private final @Nullable Act lastDay;
    private final @Nullable Act turned;

    /** What is known on one day, and what each rule found. */
    private record Act(Scene scene, Map<String, Set<Finding>> found) {

        Set<Finding> of(String rule) {
            return found.getOrDefault(rule, Set.of());
        }
    }

    private PlayedCase(FixtureCase played, FixtureCase.Decide question, SecondReading reading, Watch watch) {
        this.played = played;
        this.asked = question.asked();
        this.expected = question.expected();
        this.reading = reading;
        this.onDay = act(asked, watch);
        LocalDate until = expected.validUntil();
        this.turned = until == null ? null : act(asked.on(until), Watch.NONE);
        this.lastDay = until == null || until.minusDays(1).equals(asked.asOf())
                ? null
                : act(asked.on(until.minusDays(1)), Watch.NONE);
    }

    /**
     * Plays a case.
     *
     * @param watch sees the comparisons on the day asked about
     */
    static PlayedCase of(FixtureCase played, FixtureCase.Decide question, SecondReading reading, Watch watch) {
        return new PlayedCase(played, question, reading, watch);
    }

    private Act act(Case on, Watch watch) {
        Scene scene = reading.scene(on, watch);
        Map<String, Set<Finding>> found = new LinkedHashMap<>();
        scene.findings()
                .forEach(finding -> found.computeIfAbsent(finding.rule(), rule -> new HashSet<>())
                        .add(finding));
        return new Act(scene, found);
    }

    String file() {
        return played.file();
    }

    LocalDate day() {
        return asked.asOf();
    }

    /** Whether a rule found something on one of the days. */
    boolean shows(String rule) {
        return !onDay.of(rule).isEmpty() || turned != null && !turned.of(rule).isEmpty();
    }

    /** What would be known if the case were asked about on another day. */
    Scene on(LocalDate day) {
        return reading.scene(asked.on(day), Watch.NONE);
    }

    SecondReading reading() {
        return reading;
    }

    /** Facts and conclusions of a type on the day asked about. */
    List<Object> known(String type) {
        return onDay.scene().known(type);
    }

    Scene scene() {
        return onDay.scene();
    }

    /** Whether there is anything that a rule which looks for a type could match, on any of the days. */
    boolean has(String type) {
        return !known(type).isEmpty()
                || turned != null && !turned.scene().known(type).isEmpty()
                || lastDay != null && !lastDay.scene().known(type).isEmpty();
    }

    /** What becomes of a case when a rule is changed. */
    enum Notice {
        /** The rule finds the same. */
        NOTHING,
        /** The case fails. */
        FAILS,
        /** The rule finds something else, which the case does not compare: others may rest on it. */
        ELSEWHERE
    }

    /** Whether the case fails once a rule is changed, as far as that shows in what the rule itself finds. */
    Notice notices(Mutant mutant, Grounds changed) {
        try {
            Set<Finding> before = onDay.of(mutant.rule().name());
            Set<Finding> after = ask(onDay, changed);
            boolean same = before.equals(after);
            if (!same && !expected.takesForTheSame(before, after)) {
                return Notice.FAILS;
            }
            if (turned != null && (lastDay != null && !ask(lastDay, changed).equals(after) || stays(changed, after))) {
                return Notice.FAILS;
            }
            return same ? Notice.NOTHING : Notice.ELSEWHERE;
        } catch (RuntimeException e) {
            // it asks for a number or a day that does not exist: no answer is given, which every case notices
            return Notice.FAILS;
        }
    }

    /** Whether the answer is the same still on the day on which it has to be another. */
    private boolean stays(Grounds changed, Set<Finding> after) {
        Act then = turned;
        return then != null
                && ask(then, changed).equals(after)
                && others(then, changed).equals(others(onDay, changed))
                && !DecisionBuilder.namesOthers(
                        reading.pack(),
                        asked,
                        onDay.scene().findings(),
                        then.scene().day());
    }

    private static Map<String, Set<Finding>> others(Act act, Grounds changed) {
        Map<String, Set<Finding>> others = new LinkedHashMap<>(act.found());
        others.remove(changed.rule().name());
        return others;
    }

    private static Set<Finding> ask(Act act, Grounds changed) {
        return changed.rule().inForceOn(act.scene().day())
                ? new HashSet<>(act.scene().ask(changed, Watch.NONE))
                : Set.of();
    }

    /** Whether a rule that concludes a step would conclude another on one of the days once it is changed. */
    boolean differs(Grounds before, Grounds changed) {
        try {
            return acts().anyMatch(act -> !steps(act, before).equals(steps(act, changed)));
        } catch (RuntimeException e) {
            return true;
        }
    }

    private static Map<Instance, Grounds.Rest> steps(Act act, Grounds rule) {
        return rule.rule().inForceOn(act.scene().day()) ? act.scene().steps(rule) : Map.of();
    }

    private Stream<Act> acts() {
        return Stream.of(Optional.of(onDay), Optional.ofNullable(lastDay), Optional.ofNullable(turned))
                .flatMap(Optional::stream);
    }

    /** Whether one of some rules would conclude something else on one of the days if a table had other rows. */
    boolean differs(List<Grounds> rules, String table, List<Row> rows) {
        try {
            return acts().anyMatch(act -> rules.stream()
                    .anyMatch(rule -> rule.rule().inForceOn(act.scene().day())
                            && act.scene().differs(rule, table, rows)));
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Whether the case fails once a rule is changed, with all that rests on what it concludes. */
    boolean failsWith(Grounds changed) {
        return failsUnder(reading.instead(changed));
    }

    /** Whether the case fails under another reading of the pack. */
    boolean failsUnder(SecondReading other) {
        try {
            Set<Finding> after = other.scene(asked, Watch.NONE).findings();
            if (!expected.takesForTheSame(onDay.scene().findings(), after)
                    || expected.disposition() != null
                            && DecisionBuilder.build(reading.pack(), asked, DecisionBuilder.ordered(after), null)
                                            .disposition()
                                    != expected.disposition()) {
                return true;
            }
            return lastDay != null && !on(other, lastDay).equals(after)
                    || turned != null
                            && on(other, turned).equals(after)
                            && !DecisionBuilder.namesOthers(
                                    reading.pack(), asked, after, turned.scene().day());
        } catch (RuntimeException e) {
            return true;
        }
    }

    private Set<Finding> on(SecondReading other, Act act) {
        return other.scene(asked.on(act.scene().day()), Watch.NONE).findings();
    }
}
