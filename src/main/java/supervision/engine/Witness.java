package supervision.engine;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import supervision.decision.Finding;
import supervision.dossier.ChoicesMade;
import supervision.dossier.Figures;
import supervision.dossier.Grounds;
import supervision.dossier.Prepared;
import supervision.dossier.Today;

/**
 * Shows in most cases that a day brings other findings, for a tenth of what it takes to find them all: rules about one
 * prepared fact that ask an instrument are asked by themselves, until one finds what was not expected. Such a rule finds the
 * same whatever the others say, so one such finding is proof. None proves nothing. Safe for use by many threads.
 */
final class Witness {

    /** Rules in force from each day on which one of them comes into force or goes out of it, by the facts that they are about. */
    private final NavigableMap<LocalDate, Map<Class<?>, List<PlainRule>>> overTime = new TreeMap<>();

    Witness(Collection<Grounds> pack) {
        List<PlainRule> rules =
                pack.stream().map(PlainRule::of).filter(Objects::nonNull).toList();
        overTime.put(LocalDate.MIN, Map.of());
        for (Grounds grounds : pack) {
            for (LocalDate day : grounds.rule().turns()) {
                overTime.computeIfAbsent(
                        day,
                        from -> rules.stream()
                                .filter(rule -> rule.inForceOn(from))
                                .collect(Collectors.groupingBy(PlainRule::type)));
            }
        }
    }

    /** Tells of facts prepared for a day whether a rule then in force finds anything about one that was not expected. */
    Predicate<List<Prepared>> against(
            Set<Finding> expected, LocalDate day, Today today, Figures figures, ChoicesMade choices) {
        Map<Class<?>, List<PlainRule>> rules = overTime.floorEntry(day).getValue();
        return facts -> {
            for (Prepared fact : facts) {
                for (PlainRule rule : rules.getOrDefault(fact.getClass(), List.of())) {
                    Finding finding = rule.ask(fact, day, today, figures, choices);
                    if (finding != null && !expected.contains(finding)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }
}
