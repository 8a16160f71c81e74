package supervision.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.dossier.BeforeModelledLawException;
import supervision.dossier.Decider;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Dossier;
import supervision.dossier.Grounds;
import supervision.dossier.Instruments;
import supervision.dossier.Prepared;
import supervision.dossier.Turns;
import supervision.facts.Case;
import supervision.language.Levels;
import supervision.language.PlainReading;
import supervision.language.Row;
import supervision.language.Rule;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * Decides cases under one pack as its rule files read, without the rules engine. It has to come to the same decision, to the
 * byte. Safe for use by many threads.
 */
public final class SecondReading implements Decider {

    private final RulePack pack;
    private final List<Grounds> rules;
    /** By identity: the texts of rules are long. */
    private final Map<Rule, Grounds> grounds;

    private final PlainReading plain;
    private final Turns turns;
    /** Whether its rules turn on the days of the pack: one that was put instead of another may have days of its own. */
    private final boolean turnsAlike;
    /** Places of rules in force, by the day on which the pack turned last, or by the day itself. */
    private final Map<LocalDate, BitSet> inForce = new ConcurrentHashMap<>();

    private SecondReading(RulePack pack, List<Grounds> rules, PlainReading plain, Turns turns) {
        this.pack = pack;
        this.rules = rules;
        this.grounds = new IdentityHashMap<>(rules.size());
        this.plain = plain;
        this.turns = turns;
        this.turnsAlike = rules.stream().allMatch(rule -> turns.on(rule.rule().turns()));
        rules.forEach(rule -> grounds.put(rule.rule(), rule));
    }

    public static SecondReading of(RulePack pack) {
        return of(
                pack,
                new PlainReading(
                        pack.rules(), new Levels(pack.rules()), pack.declarations(), pack.rows(), Instruments.TYPES));
    }

    private static SecondReading of(RulePack pack, PlainReading plain) {
        List<Grounds> rules =
                pack.rules().stream().map(rule -> new Grounds(pack, rule)).toList();
        return new SecondReading(pack, rules, plain, Turns.of(pack));
    }

    /** A reading in which one rule says something else, with the same days on which the pack turns. */
    public SecondReading instead(Grounds other) {
        return new SecondReading(
                pack,
                rules.stream()
                        .map(rule -> rule.rule().name().equals(other.rule().name()) ? other : rule)
                        .toList(),
                plain.instead(other.rule()),
                turns);
    }

    /** A reading in which a table has other rows, with the same days on which the pack turns. */
    public SecondReading instead(String table, List<Row> rows) {
        return new SecondReading(pack, this.rules, plain.instead(table, rows), turns);
    }

    PlainReading plain() {
        return plain;
    }

    /** Places of the rules that are in force on a day. */
    BitSet inForceOn(LocalDate day) {
        return Objects.requireNonNull(inForce.computeIfAbsent(turnsAlike ? turns.last(day) : day, turned -> {
            BitSet places = new BitSet();
            for (int at = 0; at < plain.rules().size(); at++) {
                places.set(at, ((RuleText) plain.rules().get(at).rule()).inForceOn(day));
            }
            return places;
        }));
    }

    Grounds grounds(Rule rule) {
        return Objects.requireNonNull(grounds.get(rule));
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
        return turns.next(scene.day(), scene.today().next());
    }

    /** What the rules ask is made ready once, however many packs have the same rules. */
    @Override
    public SecondReading with(RulePack sameRules) {
        return sameRules.rules() == pack.rules()
                        && sameRules.declarations() == pack.declarations()
                        && sameRules.rows() == pack.rows()
                ? of(sameRules, plain)
                : of(sameRules);
    }

    @Override
    public Decision decide(Case asked) {
        Read read = read(asked);
        return DecisionBuilder.build(pack, asked, DecisionBuilder.ordered(read.findings()), read.firstChange());
    }

    /**
     * What is found about a case.
     *
     * @param findings on the day asked about, in no order of meaning
     * @param firstChange the exact first later day on which something else is found; null if none comes without a new record
     */
    public record Read(Set<Finding> findings, @Nullable LocalDate firstChange) {}

    /**
     * Reads a case on the day asked about, and on later days until something changes.
     *
     * @throws BeforeModelledLawException if the day lies before the law that the pack models
     */
    public Read read(Case asked) {
        BeforeModelledLawException.check(pack, asked.asOf());
        Course course = course(asked, asked.asOf(), Watch.NONE);
        return new Read(course.findings(), firstChange(asked, course));
    }

    @Override
    public Set<Finding> findings(Case asked) {
        return scene(asked, Watch.NONE).findings();
    }

    /** What is found on the day asked about, and the first later day on which that might differ. */
    public Evaluation evaluate(Case asked) {
        Scene scene = scene(asked, Watch.NONE);
        return new Evaluation(DecisionBuilder.ordered(scene.findings()), scene.next());
    }

    /**
     * What the rules find on one day, and the first later day on which they might find something else.
     *
     * @param findings in the order of a decision
     * @param next null if nothing can change without a new record
     */
    public record Evaluation(
            List<Finding> findings, @Nullable LocalDate next) {}

    /** A stretch of days with one decision: from its {@code asOf} until its {@code validUntil}, exclusively. */
    public record Stretch(LocalDate from, @Nullable LocalDate until, Decision decision) {}

    /** The stretches of days from one day to another, both included, each with its decision. */
    public List<Stretch> timeline(Case asked, LocalDate from, LocalDate to) {
        List<Stretch> stretches = new ArrayList<>();
        LocalDate day = from;
        while (day != null && !day.isAfter(to)) {
            Decision decision = decide(asked.on(day));
            stretches.add(new Stretch(day, decision.validUntil(), decision));
            day = decision.validUntil();
        }
        return stretches;
    }

    private @Nullable LocalDate firstChange(Case asked, Course from) {
        Set<Finding> found = from.findings();
        Course course = from;
        LocalDate next = turns.next(course.day(), course.next());
        while (next != null) {
            course = DecisionBuilder.namesOthers(pack, asked, found, next) ? null : course.on(next);
            if (course == null) {
                return next;
            }
            next = turns.next(course.day(), course.next());
        }
        return null;
    }

    /** Whether nothing of the pack turns after one day until another. */
    boolean alike(LocalDate day, LocalDate later) {
        return turnsAlike && turns.alike(day, later);
    }

    private Course course(Case asked, LocalDate day, Watch watch) {
        return new Course((today, figures) -> Dossier.of(asked, pack, today, figures), day, this, watch, null);
    }

    /**
     * What is known about a case on the day asked about, once all rules in force have spoken.
     *
     * @throws BeforeModelledLawException if the day lies before the law that the pack models
     */
    public Scene scene(Case asked, Watch watch) {
        BeforeModelledLawException.check(pack, asked.asOf());
        return new Scene(course(asked, asked.asOf(), watch), this);
    }

    /** What the rules find on one day of facts that are prepared already, in no order of meaning. */
    public Set<Finding> findings(List<Prepared> facts, LocalDate day) {
        return new Course((today, figures) -> Dossier.given(facts), day, this, Watch.NONE, null).findings();
    }
}
