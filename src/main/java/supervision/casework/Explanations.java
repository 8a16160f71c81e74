package supervision.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.Conclusion.Repair.Answer;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.decision.Text;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Grounds;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.facts.Channel;
import supervision.facts.Fact;
import supervision.language.Declaration;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.law.SourceRef;
import supervision.reading.RuleWords;
import supervision.reading.Scene;
import supervision.reading.SecondReading;
import supervision.reading.WhyNot;
import supervision.rulepack.LegalSource;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;
import supervision.rulepack.Tables;

/**
 * Says why a measure does not apply or a repair is not open, and when that changes by itself: from the conditions of the rules,
 * asked about what is known on the day and on every later day on which an answer turns.
 */
public final class Explanations {

    /** Later days that are looked at at most, and of entities with many records fewer: each day costs by the number of records. */
    private static final int MOST_DAYS = 150;

    private static final int FEWEST_DAYS = 20;
    private static final int MOST_RECORDS_AND_DAYS = 15_000;

    private static final int HORIZON_YEARS = 30;
    private static final int MOST_OF_ALL = 20;
    private static final int MOST_OF_ONE = 50;
    private static final int MOST_CHANGES = 8;

    private static final String REPAIR = "repair:";
    private static final String RULE = "rule:";
    private static final String LIST = "list:";
    private static final String ALL = "all";

    /** What {@code all} explains: what is done to an entity, or for it. Questions and notices are no measures. */
    private static final Set<String> MEASURES = Set.of(
            "Measure",
            "TierSet",
            "InspectionRate",
            "InspectionFloor",
            "InspectionCap",
            "InspectionFocus",
            "FullCoverage",
            "CommitmentUse");

    /** Answers that leave something to wait for or to do. */
    private static final Set<Answer> NOT_OPEN =
            Set.of(Answer.CONDITION_NOT_MET, Answer.NOT_BEFORE, Answer.PERSON, Answer.NEVER, Answer.AUTOMATIC);

    private final DecideCase decide;
    private final RulesInForce rules;

    public Explanations(DecideCase decide, RulesInForce rules) {
        this.decide = decide;
        this.rules = rules;
    }

    /** Something to explain that there is not. */
    public static final class UnknownSubjectException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // lists of strings
        private final Map<String, List<String>> known;

        UnknownSubjectException(String asked, Map<String, List<String>> known) {
            super(asked);
            this.known = known;
        }

        /** What can be asked for, by form. */
        public Map<String, List<String>> known() {
            return known;
        }
    }

    /**
     * An explanation.
     *
     * @param decision id of the decision that it explains
     * @param applies whether the measure that was asked about applies; null if none was
     * @param broughtBy what brings that measure at all, by the tables of the pack
     * @param lookedUntil first later day that was not looked at any more; null if nothing turns after those that were
     * @param rules rules that do not apply, nearest first
     * @param moreRules how many more there are
     * @param withoutRecord rules left out because no record of the kind they are about is known
     */
    public record Explanation(
            String code,
            LocalDate asOf,
            @Nullable Instant knownAt,
            String decision,
            String pack,
            String explain,
            @Nullable Boolean applies,
            List<Text> broughtBy,
            @Nullable LocalDate lookedUntil,
            List<RuleMissed> rules,
            int moreRules,
            int withoutRecord,
            List<Road> repairs,
            int moreRepairs) {}

    /**
     * A rule that does not apply.
     *
     * @param concludes kind of its conclusion
     * @param about which record, channel, measure and so on
     * @param kind what kind of thing it is about
     * @param known whether anything of the kind is known at all
     * @param inForce whether it is in force on the day
     * @param failed its conditions that do not hold
     * @param met how many of its conditions hold
     * @param lacking which element of it is not met; null of a rule with one element and a fact that it could be about
     * @param appliesFrom first day on which it applies by itself; null if no such day was found
     */
    public record RuleMissed(
            String rule,
            String en,
            String concludes,
            Map<String, String> about,
            Text kind,
            boolean known,
            boolean inForce,
            LocalDate from,
            @Nullable LocalDate until,
            List<ConditionFailed> failed,
            int met,
            @Nullable Lacking lacking,
            @Nullable LocalDate appliesFrom,
            List<Clause> sources) {}

    /**
     * An element of a rule that is not met.
     *
     * @param element what it asks for, with what is known from the elements before it
     * @param given what those matched
     * @param there what is there although the rule asks that it be not
     * @param below rules that would conclude what is missing, and why each does not
     */
    public record Lacking(Text element, List<Text> given, List<There> there, List<RuleMissed> below) {}

    /**
     * What is there although a rule asks that it be not.
     *
     * @param evidence ids of the records that it rests on
     * @param by names of the rules that concluded it; none for a fact
     */
    public record There(Text what, List<String> evidence, List<Text> by) {}

    /**
     * A condition that does not hold.
     *
     * @param condition as it is written
     * @param oneOf whether one of the comparisons is enough
     * @param holdsFrom first day on which it holds by itself; null if no such day was found
     */
    public record ConditionFailed(
            String condition,
            boolean oneOf,
            List<Comparison> compared,
            @Nullable LocalDate holdsFrom) {}

    /** @param says the same in words */
    public record Comparison(String compared, @Nullable String actual, List<String> needed, Text says) {}

    /** @param title title of the instrument */
    public record Clause(String id, Text title, @Nullable String number, String cite, Text says) {

        /** As a lawyer cites it. */
        public Text cited() {
            return Citation.called(title, number, cite);
        }
    }

    /**
     * The road to the repair of a record on a channel.
     *
     * @param day day of the answer, as the decision has it
     * @param opensOn first day on which repair can be asked for without anything new, or has been possible since; null if there is none
     */
    public record Road(
            String record,
            Channel channel,
            Answer answer,
            Text says,
            @Nullable LocalDate day,
            @Nullable LocalDate opensOn,
            List<Step> steps) {}

    /**
     * A step of it.
     *
     * @param day when it is or was there by itself; null where that hangs on somebody, or where the law gives no day
     */
    public record Step(Kind kind, Text called, @Nullable LocalDate day, Text says, List<Clause> sources) {

        public enum Kind {
            /** Nothing stands against it here any more. */
            MET,
            /** Somebody has to do it. */
            TO_DO,
            /** A person has to say. */
            PERSON,
            /** A time has to pass. */
            WAIT,
            /** What the law says and nobody can change. */
            LAW,
            /** Handed in with the application. */
            PAPER,
            /** The answer turns on this day by itself. */
            TURNS
        }
    }

    /**
     * Explains.
     *
     * @param explain {@code all}, the id of a measure, or {@code list:}, {@code rule:} or {@code repair:} with an id or name
     * @throws DecideCase.UnknownEntityException if nothing is known about the entity
     * @throws UnknownSubjectException if there is no such thing
     * @throws OpenDecisionException if the two readings of the rules differ
     */
    public Explanation explain(String code, LocalDate asOf, @Nullable Instant knownAt, String explain) {
        Case asked = decide.caseOf(code, asOf, knownAt);
        DecisionEngine engine = rules.engine();
        // what is explained is what is decided: an explanation of something else would be worse than none
        Crosscheck.Outcome outcome = decide.again(asked, engine, true);
        if (outcome.differs()) {
            throw new OpenDecisionException(outcome.decision());
        }
        return new Question(engine.pack(), engine.reading(), asked, outcome.decision(), explain).answer();
    }

    /** One question. */
    private static final class Question {

        private final RulePack pack;
        private final SecondReading reading;
        private final Case asked;
        private final Decision decision;
        private final String explain;
        private final ConditionWords words;
        private final WhyNot whyNot;
        private final List<WhyNot.Miss> misses = new ArrayList<>();
        private final List<Text> broughtBy = new ArrayList<>();
        private final Map<Decision.Repair, List<Change>> changes = new LinkedHashMap<>();
        private @Nullable Boolean applies;

        /** What the answer about a repair is from a day on. */
        private record Change(LocalDate day, Decision.@Nullable Repair repair) {}

        Question(RulePack pack, SecondReading reading, Case asked, Decision decision, String explain) {
            this.pack = pack;
            this.reading = reading;
            this.asked = asked;
            this.decision = decision;
            this.explain = explain;
            this.words = new ConditionWords(pack);
            int days = Math.max(
                    FEWEST_DAYS,
                    Math.min(
                            MOST_DAYS,
                            MOST_RECORDS_AND_DAYS / Math.max(1, asked.facts().size())));
            this.whyNot = new WhyNot(reading, asked, days, asked.asOf().plusYears(HORIZON_YEARS));
        }

        Explanation answer() {
            boolean all = explain.equals(ALL);
            int moreRepairs = 0;
            if (all) {
                all();
                List<Decision.Repair> open = decision.repairs().stream()
                        .filter(repair -> NOT_OPEN.contains(repair.answer()))
                        .toList();
                open.stream().limit(MOST_OF_ALL).forEach(repair -> changes.put(repair, new ArrayList<>()));
                moreRepairs = Math.max(0, open.size() - MOST_OF_ALL);
            } else if (explain.startsWith(REPAIR)) {
                repair(explain.substring(REPAIR.length()));
            } else if (explain.startsWith(RULE)) {
                rule(explain.substring(RULE.length()));
            } else if (explain.startsWith(LIST)) {
                list(explain.substring(LIST.length()));
            } else {
                measure(explain);
            }
            whyNot.lookAhead(this::look);
            List<WhyNot.Miss> near = new ArrayList<>(misses);
            int noted = near.size();
            if (all) {
                near = nearestOfEachRule(near);
                noted = near.size();
                near.removeIf(miss -> miss.fact() == null && miss.firesOn() == null);
            } else {
                near = oneOfEachKindWithout(near);
            }
            near.sort(WhyNot.NEAREST);
            int most = all ? MOST_OF_ALL : MOST_OF_ONE;
            return new Explanation(
                    asked.code(),
                    asked.asOf(),
                    asked.knownAt(),
                    decision.id(),
                    pack.fingerprint(),
                    explain,
                    applies,
                    broughtBy,
                    whyNot.lookedUntil(),
                    near.stream().limit(most).map(this::missed).toList(),
                    Math.max(0, near.size() - most),
                    all ? noted - near.size() : 0,
                    changes.entrySet().stream()
                            .map(entry -> road(entry.getKey(), entry.getValue()))
                            .toList(),
                    moreRepairs);
        }

        private void all() {
            Set<String> found = new LinkedHashSet<>();
            decision.findings().forEach(finding -> found.add(finding.rule()));
            for (Grounds rule : reading.rules()) {
                if (MEASURES.contains(rule.rule().conclusion())
                        && !found.contains(rule.rule().name())) {
                    misses.addAll(whyNot.note(rule, fact -> true));
                }
            }
        }

        private static List<WhyNot.Miss> nearestOfEachRule(Collection<WhyNot.Miss> misses) {
            Map<String, WhyNot.Miss> nearest = new LinkedHashMap<>();
            misses.stream()
                    .sorted(WhyNot.NEAREST)
                    .forEach(miss -> nearest.putIfAbsent(miss.rule().name(), miss));
            return new ArrayList<>(nearest.values());
        }

        /** That nothing of a kind is known is said once, however many rules are about it. */
        private static List<WhyNot.Miss> oneOfEachKindWithout(Collection<WhyNot.Miss> misses) {
            Set<String> kinds = new LinkedHashSet<>();
            List<WhyNot.Miss> kept = new ArrayList<>();
            for (WhyNot.Miss miss : misses) {
                if (miss.fact() != null || miss.firesOn() != null || kinds.add(miss.kind())) {
                    kept.add(miss);
                }
            }
            return kept;
        }

        private void rule(String name) {
            List<Grounds> named = reading.rules().stream()
                    .filter(rule -> rule.rule().name().equals(name))
                    .toList();
            if (named.isEmpty()) {
                throw unknown(
                        RULE,
                        reading.rules().stream()
                                .map(rule -> rule.rule().name())
                                .filter(known -> known.contains(name))
                                .sorted()
                                .limit(MOST_OF_ALL)
                                .toList());
            }
            named.forEach(rule -> misses.addAll(whyNot.note(rule, fact -> true)));
        }

        private void list(String id) {
            Tables.SeriousList list = pack.tables().lists().get(id);
            if (list == null) {
                throw unknown(
                        LIST, List.copyOf(new TreeSet<>(pack.tables().lists().keySet())));
            }
            for (Grounds rule : reading.rules()) {
                if (Set.of("Measure", "TierSet", "Shown").contains(rule.rule().conclusion())
                        && Set.of("Listed", "EntryStands", "Applies", "ListedOfficer")
                                .contains(rule.rule().facts().get(0))) {
                    misses.addAll(whyNot.note(rule, fact -> id.equals(WhyNot.component(fact, "list"))));
                }
            }
        }

        private void measure(String id) {
            SortedSet<String> known = new TreeSet<>();
            pack.tables()
                    .catalogues()
                    .forEach(edition -> known.addAll(edition.measures().keySet()));
            pack.tables().bans().keySet().forEach(ban -> known.add("ban/" + ban));
            List<Grounds> concluding = reading.rules().stream()
                    .filter(rule -> rule.rule().conclusion().equals("Measure"))
                    .toList();
            for (Grounds rule : concluding) {
                if (measureOf(rule) instanceof Operand.Text text) {
                    known.add(text.value());
                }
            }
            if (!known.contains(id)) {
                throw unknown("", List.copyOf(known));
            }
            applies = decision.measures().stream()
                    .anyMatch(measure -> measure.measure().equals(id) && measure.inForce());
            for (Tables.SeriousList list : pack.tables().lists().values()) {
                if (list.measures().contains(id)) {
                    broughtBy.add(list.title());
                }
            }
            Tables.Ban ban = pack.tables().bans().get(id.replaceFirst("^ban/", ""));
            if (ban != null) {
                broughtBy.add(ban.trigger());
            }
            for (Grounds rule : concluding) {
                if (measureOf(rule) instanceof Operand.Text text) {
                    if (text.value().equals(id)) {
                        misses.addAll(whyNot.note(rule, fact -> true));
                    }
                } else if (measureOf(rule) instanceof Operand.Component component) {
                    misses.addAll(
                            whyNot.note(rule, fact -> true, Map.of(component.variable() + "." + component.name(), id)));
                } else if (measureOf(rule) instanceof Operand.Variable variable) {
                    misses.addAll(whyNot.note(rule, fact -> true, Map.of(variable.toString(), id)));
                }
            }
        }

        private static Operand measureOf(Grounds rule) {
            Insertion then = Objects.requireNonNull(rule.rule().then());
            return then.values().get(0);
        }

        private void repair(String record) {
            decision.repairs().stream()
                    .filter(repair -> repair.record().equals(record))
                    .forEach(repair -> changes.put(repair, new ArrayList<>()));
            if (changes.isEmpty() && asked.facts().stream().map(Fact::id).noneMatch(record::equals)) {
                throw unknown(
                        REPAIR,
                        decision.repairs().stream()
                                .map(Decision.Repair::record)
                                .distinct()
                                .toList());
            }
        }

        private UnknownSubjectException unknown(String form, List<String> known) {
            Map<String, List<String>> forms = new LinkedHashMap<>();
            forms.put(form.isEmpty() ? "measures" : form, known);
            return new UnknownSubjectException(explain, forms);
        }

        /** Notes how the answers about repairs turn. */
        private void look(Scene scene) {
            if (changes.isEmpty()) {
                return;
            }
            Decision then =
                    DecisionBuilder.build(pack, asked.on(scene.day()), DecisionBuilder.ordered(scene.findings()), null);
            changes.forEach((repair, seen) -> {
                Decision.Repair now = then.repairs().stream()
                        .filter(other -> other.record().equals(repair.record()) && other.channel() == repair.channel())
                        .findFirst()
                        .orElse(null);
                Answer before =
                        seen.isEmpty() ? null : answer(seen.get(seen.size() - 1).repair());
                if (seen.isEmpty() || before != answer(now)) {
                    seen.add(new Change(scene.day(), now));
                }
            });
        }

        private static @Nullable Answer answer(Decision.@Nullable Repair repair) {
            return repair == null ? null : repair.answer();
        }

        private Road road(Decision.Repair repair, List<Change> seen) {
            List<Step> steps = new ArrayList<>(met(repair));
            for (int place : repair.findings()) {
                Finding finding = decision.findings().get(place);
                if (finding.concludes() instanceof Conclusion.Repair said) {
                    steps.add(step(kind(said.answer()), said.day(), finding));
                }
            }
            repair.papers()
                    .forEach(place -> steps.add(
                            step(Step.Kind.PAPER, null, decision.findings().get(place))));
            LocalDate opensOn = repair.answer() == Answer.OPEN ? repair.day() : null;
            for (Change change : seen.subList(Math.min(1, seen.size()), Math.min(seen.size(), MOST_CHANGES))) {
                Answer answer = answer(change.repair());
                if (opensOn == null && answer == Answer.OPEN && repair.answer() != Answer.OPEN) {
                    opensOn = change.day();
                }
                steps.add(new Step(
                        Step.Kind.TURNS,
                        pack.label("roadStep", Step.Kind.TURNS.name()),
                        change.day(),
                        answer == null ? pack.label("roadStep", "NOTHING") : pack.label("answer", answer.name()),
                        List.of()));
            }
            steps.sort(Comparator.comparing(Step::kind)
                    .thenComparing(step -> step.day() == null ? LocalDate.MIN : step.day())
                    .thenComparing(step -> step.says().zh()));
            return new Road(
                    repair.record(),
                    repair.channel(),
                    repair.answer(),
                    pack.label("answer", repair.answer().name()),
                    repair.day(),
                    opensOn,
                    oneOfEach(steps));
        }

        /** Steps that say the same on several clauses are one step. */
        private static List<Step> oneOfEach(List<Step> steps) {
            Map<List<@Nullable Object>, Step> each = new LinkedHashMap<>();
            for (Step step : steps) {
                each.merge(
                        java.util.Arrays.asList(step.kind(), step.day(), step.says()),
                        step,
                        (one, other) -> new Step(
                                one.kind(),
                                one.called(),
                                one.day(),
                                one.says(),
                                java.util.stream.Stream.concat(one.sources().stream(), other.sources().stream())
                                        .distinct()
                                        .toList()));
            }
            return List.copyOf(each.values());
        }

        private static Step.Kind kind(Answer answer) {
            return switch (answer) {
                case CONDITION_NOT_MET -> Step.Kind.TO_DO;
                case PERSON -> Step.Kind.PERSON;
                case NOT_BEFORE -> Step.Kind.WAIT;
                case OPEN -> Step.Kind.MET;
                case WITHDRAWN, REPAIRED, MASKED, ENDED, NOT_SHOWN, NEVER, AUTOMATIC -> Step.Kind.LAW;
            };
        }

        /** Obstacles that the rules know for this record and that are out of the way: one condition of theirs does not hold. */
        private List<Step> met(Decision.Repair repair) {
            List<Step> met = new ArrayList<>();
            for (Grounds rule : reading.rules()) {
                RuleText text = rule.rule();
                if (text.inForceOn(asked.asOf()) && text.conclusion().equals("Repair") && obstacle(text)) {
                    for (WhyNot.Miss miss : whyNot.of(
                            rule,
                            fact -> repair.record().equals(WhyNot.component(fact, "record"))
                                    && repair.channel() == WhyNot.component(fact, "channel"))) {
                        // what a row says of a class is no condition that anybody could meet
                        if (miss.fact() != null
                                && !isRow(miss.kind())
                                && miss.failed().size() == 1
                                && miss.failed().get(0).answerable()
                                && !ConditionWords.classifies(miss.failed().get(0))) {
                            met.add(new Step(
                                    Step.Kind.MET,
                                    pack.label("roadStep", Step.Kind.MET.name()),
                                    null,
                                    words.state(miss, miss.failed().get(0)),
                                    clauses(text.sources())));
                        }
                    }
                }
            }
            return met;
        }

        private boolean isRow(String kind) {
            Declaration declared = pack.declarations().get(Declaration.PACKAGE + "." + kind);
            return declared != null && declared.isTable();
        }

        private static boolean obstacle(RuleText rule) {
            return Objects.requireNonNull(rule.then()).values().stream()
                    .anyMatch(value -> value instanceof Operand.Constant constant
                            && Set.of(Answer.CONDITION_NOT_MET.name(), Answer.PERSON.name())
                                    .contains(constant.name()));
        }

        private Step step(Step.Kind kind, @Nullable LocalDate day, Finding finding) {
            return new Step(
                    kind,
                    pack.label("roadStep", kind.name()),
                    day,
                    new Text(finding.rule(), finding.en()),
                    clauses(finding.sources().stream()
                            .map(citation -> citation.id())
                            .toList()));
        }

        private RuleMissed missed(WhyNot.Miss miss) {
            RuleText rule = miss.rule();
            Map<String, String> about = new LinkedHashMap<>();
            miss.about().forEach((name, value) -> about.put(name, ConditionWords.code(value)));
            return new RuleMissed(
                    rule.name(),
                    rule.en(),
                    rule.conclusion(),
                    about,
                    words.kind(miss.kind()),
                    miss.fact() != null,
                    rule.inForceOn(asked.asOf()),
                    rule.from(),
                    rule.until(),
                    miss.failed().stream().map(failed -> failed(miss, failed)).toList(),
                    miss.conditions().size() - miss.failed().size(),
                    lacking(miss),
                    miss.firesOn(),
                    clauses(rule.sources()));
        }

        private @Nullable Lacking lacking(WhyNot.Miss miss) {
            if (miss.rule().when().size() == 1 && miss.below().isEmpty()) {
                return null;
            }
            RuleWords sentences = new RuleWords(pack);
            return new Lacking(
                    sentences.element(miss.rule(), miss.rule().when().get(miss.at()), miss.known()),
                    miss.given().stream().map(sentences::told).toList(),
                    miss.there().stream()
                            .map(there -> new There(
                                    sentences.told(there.what()),
                                    there.evidence(),
                                    there.by().stream()
                                            .map(rule -> new Text(rule.name(), rule.en()))
                                            .toList()))
                            .toList(),
                    miss.below().stream().map(this::missed).toList());
        }

        private ConditionFailed failed(WhyNot.Miss miss, WhyNot.Asked failed) {
            return new ConditionFailed(
                    failed.condition().toString(),
                    failed.oneOf() && failed.compared().size() > 1,
                    failed.answerable()
                            ? failed.compared().stream()
                                    .map(compared -> words.comparison(miss, compared, asked.asOf()))
                                    .toList()
                            : List.of(words.notYet(failed.condition())),
                    failed.holdsFrom());
        }

        private List<Clause> clauses(List<String> ids) {
            return ids.stream()
                    .map(id -> {
                        SourceRef ref = SourceRef.parse(id);
                        LegalSource source =
                                Objects.requireNonNull(pack.sources().get(ref.source()));
                        LegalSource.Clause clause = pack.clause(ref);
                        return new Clause(id, source.title(), source.number(), clause.cite(), clause.says());
                    })
                    .toList();
        }
    }
}
