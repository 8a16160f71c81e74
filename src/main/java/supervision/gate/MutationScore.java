package supervision.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import supervision.decision.Text;
import supervision.dossier.Grounds;
import supervision.language.Pattern;
import supervision.reading.SecondReading;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * How well cases hold rules to what they say: how many small changes of the rules some case notices, because what it compares
 * comes out another way.
 *
 * @param killed changes that some case notices
 * @param survivors changes that none does: each is a case that is missing
 */
public record MutationScore(int killed, List<Survivor> survivors) {

    /**
     * A change of a rule that no case notices.
     *
     * @param change what stands there, and what could stand there
     * @param missing the case that would notice
     */
    public record Survivor(String rule, String file, int line, int column, String change, Text missing) {}

    public MutationScore {
        survivors = List.copyOf(survivors);
    }

    /** How many changes were tried. */
    public int mutants() {
        return killed + survivors.size();
    }

    /** The share that was noticed, in percent, rounded down; all if there was nothing to change. */
    public int percent() {
        return mutants() == 0 ? 100 : killed * 100 / mutants();
    }

    /** Tries all small changes of some rules of the pack under which the cases were played. */
    public static MutationScore of(PlayedCases cases, Collection<RuleText> rules) {
        return of(cases, rules, List.of());
    }

    /**
     * Tries all small changes of some rules, and of the rows of some tables, of the pack under which the cases were played.
     *
     * @param tables types of tables that rule files declare
     */
    public static MutationScore of(PlayedCases cases, Collection<RuleText> rules, Collection<String> tables) {
        int killed = 0;
        List<Survivor> survivors = new ArrayList<>();
        Set<String> restedOn = restedOn(cases.pack());
        Possible possible = Possible.of(cases.pack());
        for (RuleText rule : rules) {
            List<PlayedCase> asked = concerned(cases, rule);
            for (Mutant mutant : Mutants.of(cases, possible, rule)) {
                if (isNoticed(mutant, asked, restedOn)) {
                    killed++;
                } else {
                    survivors.add(new Survivor(
                            rule.name(),
                            rule.file(),
                            mutant.place().line(),
                            mutant.place().column(),
                            mutant.change(),
                            mutant.missing()));
                }
            }
        }
        for (String table : tables) {
            List<RuleText> asking = cases.pack().rules().stream()
                    .filter(rule -> rule.when().stream()
                            .anyMatch(pattern -> pattern.type().equals(table)))
                    .toList();
            List<PlayedCase> asked = asking.stream()
                    .flatMap(rule -> concerned(cases, rule).stream())
                    .distinct()
                    .toList();
            for (RowMutant mutant : RowMutant.of(cases.pack(), possible, table, asking)) {
                if (isNoticed(mutant, asking, asked)) {
                    killed++;
                } else {
                    survivors.add(new Survivor(
                            mutant.table(), mutant.file(), mutant.line(), 1, mutant.change(), mutant.missing()));
                }
            }
        }
        return new MutationScore(killed, survivors);
    }

    private static List<PlayedCase> concerned(PlayedCases cases, RuleText rule) {
        return cases.with(rule.when().get(0).type()).stream()
                .filter(one ->
                        rule.when().stream().filter(Pattern::isGround).allMatch(pattern -> one.has(pattern.type())))
                .toList();
    }

    /** Simple names of the conclusions that are weighed or matched again, or that decide what becomes of a case. */
    private static Set<String> restedOn(RulePack pack) {
        Set<String> types = new LinkedHashSet<>(Set.of("TierSet", "Shown", "NotShown", "Referral"));
        pack.rules().forEach(rule -> types.addAll(rule.facts()));
        return types;
    }

    private static boolean isNoticed(RowMutant mutant, List<RuleText> asking, List<PlayedCase> cases) {
        Map<RulePack, List<Grounds>> rules = new IdentityHashMap<>();
        Map<SecondReading, SecondReading> changed = new IdentityHashMap<>();
        return cases.stream()
                .anyMatch(one -> one.differs(
                                rules.computeIfAbsent(
                                        one.reading().pack(),
                                        pack -> asking.stream()
                                                .map(rule -> new Grounds(pack, rule))
                                                .toList()),
                                mutant.type(),
                                mutant.rows())
                        && one.failsUnder(changed.computeIfAbsent(
                                one.reading(), reading -> reading.instead(mutant.type(), mutant.rows()))));
    }

    private static boolean concludesStep(List<PlayedCase> cases, RuleText rule) {
        return !cases.isEmpty()
                && cases.get(0)
                        .reading()
                        .pack()
                        .declarations()
                        .containsKey(Objects.requireNonNull(rule.then()).type());
    }

    private static boolean isNoticed(Mutant mutant, List<PlayedCase> cases, Set<String> restedOn) {
        Map<RulePack, Grounds> grounds = new IdentityHashMap<>();
        if (concludesStep(cases, mutant.rule())) {
            // what it finds shows in what other rules find
            Map<RulePack, Grounds> before = new IdentityHashMap<>();
            return cases.stream().anyMatch(one -> {
                RulePack pack = one.reading().pack();
                Grounds changed = grounds.computeIfAbsent(pack, key -> new Grounds(key, mutant.changed()));
                return one.differs(before.computeIfAbsent(pack, key -> new Grounds(key, mutant.rule())), changed)
                        && one.failsWith(changed);
            });
        }
        List<PlayedCase> elsewhere = new ArrayList<>();
        for (PlayedCase one : cases) {
            Grounds changed =
                    grounds.computeIfAbsent(one.reading().pack(), pack -> new Grounds(pack, mutant.changed()));
            switch (one.notices(mutant, changed)) {
                case FAILS -> {
                    return true;
                }
                case ELSEWHERE -> elsewhere.add(one);
                case NOTHING -> {}
            }
        }
        return restedOn.contains(mutant.rule().conclusion())
                && elsewhere.stream()
                        .anyMatch(one -> one.failsWith(grounds.computeIfAbsent(
                                one.reading().pack(), pack -> new Grounds(pack, mutant.changed()))));
    }
}
