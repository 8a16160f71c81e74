package supervision.gate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supervision.dossier.BeforeModelledLawException;
import supervision.dossier.Grounds;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.reading.ExactlyOne;
import supervision.reading.Scene;
import supervision.reading.SecondReading;
import supervision.reading.Watch;
import supervision.replay.FixtureCase;
import supervision.replay.Replay;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/** All cases that ask for a decision, played once under a pack: rules and changes of rules can be asked about each. */
public final class PlayedCases {

    private final RulePack pack;
    private final List<PlayedCase> cases = new ArrayList<>();
    private final ConditionCoverage coverage = new ConditionCoverage();
    private final Map<String, List<PlayedCase>> byType = new HashMap<>();

    /** How many of the cases that show a rule are tried on another day: those nearest to it in time. */
    private static final int TRIED = 8;

    private final Map<OnDay, Scene> otherDays = new HashMap<>();

    private record OnDay(String file, LocalDate day) {}

    /** Figures that several cases assume are set once. */
    private record Assumed(Optional<String> examples, SortedMap<String, String> figures) {}

    private PlayedCases(RulePack pack) {
        this.pack = pack;
    }

    /**
     * Plays cases. One that cannot be decided shows nothing.
     *
     * @param readings the pack with an example set; null for none
     */
    public static PlayedCases of(List<FixtureCase> cases, Function<@Nullable String, SecondReading> readings) {
        PlayedCases played = new PlayedCases(readings.apply(null).pack());
        Map<Assumed, SecondReading> assuming = new HashMap<>();
        for (FixtureCase one : cases) {
            if (one.question() instanceof FixtureCase.Decide question) {
                SecondReading plain = readings.apply(question.examples());
                try {
                    SecondReading reading = question.figures().isEmpty()
                            ? plain
                            : assuming.computeIfAbsent(
                                    new Assumed(Optional.ofNullable(question.examples()), question.figures()),
                                    key -> plain.with(Replay.assuming(plain.pack(), question)));
                    played.cases.add(PlayedCase.of(one, question, reading, played.coverage));
                } catch (BeforeModelledLawException | Replay.AssumedFigureException e) {
                    continue;
                }
            }
        }
        return played;
    }

    /** The file of a case whose records a rule would match if it were asked about on another day; null if there is none. */
    @Nullable
    String reaching(RuleText rule, LocalDate day) {
        return cases.stream()
                .filter(one -> one.shows(rule.name()))
                .sorted(Comparator.comparingLong(one -> Math.abs(one.day().toEpochDay() - day.toEpochDay())))
                .limit(TRIED)
                .filter(one -> matches(one, rule, day))
                .map(PlayedCase::file)
                .findFirst()
                .orElse(null);
    }

    private boolean matches(PlayedCase one, RuleText rule, LocalDate day) {
        try {
            return !otherDays
                    .computeIfAbsent(new OnDay(one.file(), day), key -> one.on(day))
                    .ask(new Grounds(one.reading().pack(), rule), Watch.NONE)
                    .isEmpty();
        } catch (RuntimeException e) {
            // on that day it asks for a number that did not exist: it cannot hold then
            return false;
        }
    }

    RulePack pack() {
        return pack;
    }

    /** Steps of which there have to be exactly one and are not, on the days of the cases: by the file of the first case. */
    Map<ExactlyOne.Violation, String> violations() {
        Map<ExactlyOne.Violation, String> found = new LinkedHashMap<>();
        Set<List<Object>> told = new HashSet<>();
        for (PlayedCase one : cases) {
            for (ExactlyOne.Violation violation : ExactlyOne.of(one.reading(), one.scene())) {
                // the same two rules, or the same one that asks, need be told once
                if (told.add(List.of(
                        violation.step().name(),
                        violation.rules().stream().map(RuleText::name).toList()))) {
                    found.put(violation, one.file());
                }
            }
        }
        return found;
    }

    ConditionCoverage coverage() {
        return coverage;
    }

    /** The cases in which there is something of a type. */
    List<PlayedCase> with(String type) {
        return byType.computeIfAbsent(
                type, key -> cases.stream().filter(one -> one.has(key)).toList());
    }

    /** The values that a component of the facts that a pattern looks for has in some case. */
    Set<Object> values(Pattern pattern, Operand operand) {
        Set<Object> values = new HashSet<>();
        if (operand instanceof Operand.Component component) {
            for (PlayedCase one : with(pattern.type())) {
                for (Object fact : one.known(pattern.type())) {
                    Object value = Scene.component(fact, component.name());
                    if (value instanceof Iterable<?> many) {
                        many.forEach(values::add);
                    } else if (value != null) {
                        values.add(value);
                    }
                }
            }
        }
        return values;
    }
}
