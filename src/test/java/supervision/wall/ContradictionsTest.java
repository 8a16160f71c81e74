package supervision.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Conclusion;
import supervision.decision.Conclusion.Fault;
import supervision.decision.Conclusion.Repair.Answer;
import supervision.decision.Decision;
import supervision.decision.Decision.MeasureApplied;
import supervision.decision.Decision.Publicity;
import supervision.decision.Decision.Repair;
import supervision.decision.Ending;
import supervision.decision.Tier;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.Penalty;

/**
 * One decision never contradicts itself, whatever records meet: what it says about publicity, repair, measures, duties and
 * tiers is held against each other.
 */
@Tag("scaled")
class ContradictionsTest {

    private static final int ENTITIES = Effort.of(300, 20_000);

    /** After these nothing is shown any more. */
    private static final Set<Answer> OVER =
            EnumSet.of(Answer.WITHDRAWN, Answer.REPAIRED, Answer.MASKED, Answer.ENDED, Answer.NOT_SHOWN);

    /** By what is wrong: the first decision in which it was seen, and how many there were. */
    private final Map<String, String> first = new TreeMap<>();

    private final Map<String, Integer> times = new TreeMap<>();
    private String now = "";

    private void wrong(boolean is, String what, Object where) {
        if (is) {
            first.putIfAbsent(what, now + ": " + where);
            times.merge(what, 1, Integer::sum);
        }
    }

    private int decided;

    @Test
    void noDecisionContradictsItself() throws IOException {
        GeneratedWorlds.read().each(RandomCases.seed(ContradictionsTest.class), ENTITIES, (reading, asked) -> {
            now = asked.toString();
            look(asked, reading.decide(asked));
            decided++;
        });
        assertThat(decided).isGreaterThan(ENTITIES);
        assertThat(times.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue() + " times, such as "
                                + first.get(entry.getKey())))
                .isEmpty();
    }

    private void look(Case asked, Decision decision) {
        publicityAndRepair(asked, decision);
        measures(decision);
        tiers(asked, decision);
        duties(decision);
    }

    private static boolean isAppealed(Case asked, String record, LocalDate day) {
        return asked.facts().stream()
                .anyMatch(fact -> fact instanceof Penalty penalty
                        && penalty.id().equals(record)
                        && penalty.appealedOn() != null
                        && !penalty.appealedOn().isAfter(day));
    }

    private void publicityAndRepair(Case asked, Decision decision) {
        Map<String, Repair> repairs = new TreeMap<>();
        decision.repairs().forEach(repair -> repairs.put(repair.record() + " " + repair.channel(), repair));
        Set<String> seen = new HashSet<>();
        for (Publicity publicity : decision.publicity()) {
            String where = publicity.record() + " " + publicity.channel();
            Repair repair = repairs.get(where);
            wrong(!seen.add(where), "publicity is told of twice", where);
            wrong(
                    publicity.shown() && repair != null && OVER.contains(repair.answer()),
                    "shown and over",
                    publicity + " " + repair + rules(decision, publicity.findings())
                            + (repair == null ? "" : rules(decision, repair.findings())));
            wrong(
                    publicity.shown()
                            && publicity.from() != null
                            && publicity.from().isAfter(decision.asOf()),
                    "shown before its first day",
                    publicity);
            wrong(
                    publicity.shown()
                            && publicity.until() != null
                            && !publicity.until().isAfter(decision.asOf()),
                    "shown after its last day",
                    publicity);
            wrong(
                    !publicity.shown()
                            // an entry that is shown no more still stands, and can be removed before its term
                            && publicity.record().startsWith("penalty/")
                            // publicity that is suspended goes on
                            && !isAppealed(asked, publicity.record(), decision.asOf())
                            && (publicity.until() == null || !publicity.until().isAfter(decision.asOf()))
                            && repair != null
                            && EnumSet.of(Answer.OPEN, Answer.NOT_BEFORE, Answer.AUTOMATIC)
                                    .contains(repair.answer()),
                    "not shown and to be repaired",
                    publicity + " " + repair + rules(decision, publicity.findings())
                            + (repair == null ? "" : rules(decision, repair.findings())));
        }
        for (Repair repair : decision.repairs()) {
            wrong(OVER.contains(repair.answer()) && !repair.papers().isEmpty(), "papers for what is over", repair);
            wrong(
                    repair.answer() == Answer.OPEN
                            && repair.day() != null
                            && repair.day().isAfter(decision.asOf()),
                    "open before its day",
                    repair);
            wrong(
                    repair.answer() == Answer.NOT_BEFORE
                            && repair.day() != null
                            && !repair.day().isAfter(decision.asOf()),
                    "not before a day that has come",
                    repair);
        }
        for (Decision.Fault fault : decision.faults()) {
            wrong(
                    fault.kind() == Fault.Kind.NOT_SHOWN
                            && decision.publicity().stream()
                                    .noneMatch(each -> each.record().equals(fault.record()) && each.shown()),
                    "a fault that it is not shown, which it may not be",
                    fault);
            wrong(
                    EnumSet.of(Fault.Kind.STILL_SHOWN, Fault.Kind.SHOWN_UNLAWFULLY)
                                    .contains(fault.kind())
                            && !decision.publicity().isEmpty()
                            && decision.publicity().stream()
                                    .anyMatch(each -> each.record().equals(fault.record()))
                            && decision.publicity().stream()
                                    .filter(each -> each.record().equals(fault.record()))
                                    .allMatch(Publicity::shown),
                    "a fault that it is shown, which it may be",
                    fault);
        }
    }

    private void measures(Decision decision) {
        Map<String, Boolean> states = new TreeMap<>();
        for (MeasureApplied measure : decision.measures()) {
            String what = measure.measure() + " " + measure.target() + " " + measure.area();
            Boolean before = states.put(what, measure.blocked());
            wrong(
                    before != null && before != measure.blocked(),
                    "a measure in force and blocked",
                    what + records(decision, measure));
            wrong(before != null && before == measure.blocked(), "a measure twice", what + records(decision, measure));
            if (measure.inForce()) {
                wrong(
                        measure.from() == null || measure.from().isAfter(decision.asOf()),
                        "a measure before its first day",
                        measure);
                wrong(
                        measure.until() != null && !measure.until().isAfter(decision.asOf()),
                        "a measure after its last day",
                        measure);
                wrong(
                        measure.ending() == Ending.ON_DAY && measure.until() == null,
                        "a measure that ends on no day",
                        measure);
                wrong(
                        measure.ending() == Ending.UNKNOWN && !isAsked(decision, records(decision, measure)),
                        "a measure that ends nobody knows when, and nobody is asked",
                        measure + " " + records(decision, measure));
            }
        }
        decision.bans()
                .forEach(ban -> wrong(
                        ban.until() != null && !ban.until().isAfter(decision.asOf()), "a ban after its last day", ban));
    }

    /** Whether somebody has to decide on one of the records, or to do something about it. */
    private static boolean isAsked(Decision decision, List<String> records) {
        return decision.duties().stream().anyMatch(duty -> records.contains(duty.about()))
                || decision.referrals().stream()
                        .anyMatch(referral -> records.contains(referral.about())
                                || referral.finding() != null
                                        && decision.findings().get(referral.finding()).evidence().stream()
                                                .anyMatch(records::contains));
    }

    private static List<String> rules(Decision decision, List<Integer> places) {
        return places.stream().map(at -> decision.findings().get(at).rule()).toList();
    }

    private static List<String> records(Decision decision, MeasureApplied measure) {
        return measure.findings().stream()
                .flatMap(at -> decision.findings().get(at).evidence().stream())
                .distinct()
                .toList();
    }

    private static boolean isCancelled(Case asked, LocalDate day) {
        return asked.facts().stream()
                .anyMatch(fact -> fact instanceof Entity entity
                        && entity.status() == Entity.Status.CANCELLED
                        && (entity.statusSince() == null
                                || !entity.statusSince().isAfter(day)));
    }

    private void tiers(Case asked, Decision decision) {
        boolean favoured = decision.inspection().stream()
                .anyMatch(each -> each.area().equals(Conclusion.EVERYWHERE) && each.tier() == Tier.PREFERENTIAL);
        LocalDate graded = asked.facts().stream()
                .filter(fact -> fact instanceof Evaluation)
                .map(fact -> ((Evaluation) fact).gradedOn())
                .filter(day -> !day.isAfter(decision.asOf()))
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
        // whoever graded later knew of it
        asked.facts().stream()
                .filter(fact ->
                        fact instanceof BanGround ground && ground.decidedOn().isAfter(graded))
                .map(Fact::id)
                .forEach(ground -> wrong(
                        favoured
                                && !isAsked(decision, List.of(ground))
                                && decision.measures().stream()
                                        .anyMatch(measure -> measure.inForce()
                                                && measure.target().equals("ENTITY")
                                                && records(decision, measure).contains(ground)),
                        "a favour beside a ban that came after the grade, and no question",
                        ground));
        for (Publicity publicity : decision.publicity()) {
            String record = publicity.record();
            wrong(
                    favoured
                            && publicity.shown()
                            && (record.startsWith("listEntry/") || record.startsWith("courtDefaulter/"))
                            && !isAsked(decision, List.of(record)),
                    "a favour beside an entry on a list and no question",
                    publicity);
        }
        wrong(
                isCancelled(asked, decision.asOf()) && !decision.inspection().isEmpty(),
                "a cancelled entity is inspected",
                decision.inspection());
    }

    private void duties(Decision decision) {
        Set<List<Object>> told = new HashSet<>();
        for (Decision.Duty duty : decision.duties()) {
            wrong(
                    !told.add(List.of(duty.about(), duty.act(), duty.who(), duty.text(), String.valueOf(duty.dueOn()))),
                    "a duty twice in the same words",
                    duty);
            wrong(
                    duty.dueOn() != null && duty.overdue() != duty.dueOn().isBefore(decision.asOf()),
                    "a duty that is overdue before its day or not after it",
                    duty);
        }
    }
}
