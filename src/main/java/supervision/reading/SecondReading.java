package supervision.reading;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.dossier.BeforeModelledLawException;
import supervision.dossier.Decider;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Grounds;
import supervision.dossier.Turns;
import supervision.facts.Case;
import supervision.rulepack.RulePack;

/**
 * Decides cases under one pack as its rule files read, without the rules engine. It has to come to the same decision, to the
 * byte. Safe for use by many threads.
 */
public final class SecondReading implements Decider {

    private final RulePack pack;
    private final List<Grounds> rules;
    private final Turns turns;

    private SecondReading(RulePack pack, List<Grounds> rules, Turns turns) {
        this.pack = pack;
        this.rules = rules;
        this.turns = turns;
    }

    public static SecondReading of(RulePack pack) {
        return new SecondReading(
                pack, pack.rules().stream().map(rule -> new Grounds(pack, rule)).toList(), Turns.of(pack));
    }

    /** A reading in which one rule says something else, with the same days on which the pack turns. */
    public SecondReading instead(Grounds other) {
        return new SecondReading(
                pack,
                rules.stream()
                        .map(rule -> rule.rule().name().equals(other.rule().name()) ? other : rule)
                        .toList(),
                turns);
    }

    @Override
    public RulePack pack() {
        return pack;
    }

    /** The rules of the pack, in force or not. */
    public List<Grounds> rules() {
        return rules;
    }

    /** The first day after that of a scene on which the pack turns, or an answer that was given there; null if there is none. */
    @Nullable
    LocalDate nextTurn(Scene scene) {
        return turns.next(scene.day(), scene.today());
    }

    @Override
    public SecondReading with(RulePack sameRules) {
        return of(sameRules);
    }

    @Override
    public Decision decide(Case asked) {
        Scene scene = scene(asked, Watch.NONE);
        return DecisionBuilder.build(pack, asked, DecisionBuilder.ordered(scene.findings()), firstChange(asked, scene));
    }

    private @Nullable LocalDate firstChange(Case asked, Scene scene) {
        LocalDate day = nextTurn(scene);
        while (day != null) {
            Scene then = scene(asked.on(day), Watch.NONE);
            if (!then.findings().equals(scene.findings())
                    || DecisionBuilder.namesOthers(pack, asked, scene.findings(), day)) {
                return day;
            }
            day = nextTurn(then);
        }
        return null;
    }

    /**
     * What is known about a case on the day asked about, once all rules in force have spoken.
     *
     * @throws BeforeModelledLawException if the day lies before the law that the pack models
     */
    public Scene scene(Case asked, Watch watch) {
        BeforeModelledLawException.check(pack, asked.asOf());
        return new Scene(asked, asked.asOf(), pack, rules, watch);
    }
}
