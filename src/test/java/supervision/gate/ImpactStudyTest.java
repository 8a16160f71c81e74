package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.casework.CreditReports;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.facts.Fact;
import supervision.intake.CreditCodes;
import supervision.intake.FactJson;
import supervision.rulepack.Parameter;

/** What the impact counts, held against deciding each entity by itself and comparing. */
@Tag("scaled")
class ImpactStudyTest {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 20);
    private static final LocalDate HORIZON = DAY.plusDays(120);

    private final DecisionEngine before = Engines.assuming(Map.of(
            "inspection/ratio/routine", "0.05..0.20",
            "inspection/frequency/routine", "1",
            "inspection/ratio/enhanced", "0.30",
            "inspection/frequency/enhanced", "2",
            "inspection/ratio/strict", "1.00",
            "inspection/frequency/strict", "4"));

    private final DecisionEngine after = later(
            later(
                    Engines.assuming(Map.of(
                            "inspection/ratio/routine", "0.05..0.20",
                            "inspection/frequency/routine", "1",
                            "inspection/ratio/enhanced", "0.40",
                            "inspection/frequency/enhanced", "1",
                            "inspection/frequency/strict", "4",
                            "publicity/ndrc-36/general/min", "P6M")),
                    "inspection/frequency/routine",
                    "2",
                    DAY.plusDays(30)),
            "inspection/ratio/preferential",
            "0.01",
            DAY.plusDays(60));

    /** With another value of a figure from a day on. */
    private static DecisionEngine later(DecisionEngine engine, String id, String value, LocalDate from) {
        Map<String, Parameter> parameters = new TreeMap<>(engine.pack().parameters());
        Parameter figure = engine.pack().parameter(id);
        List<Parameter.Row> rows = new ArrayList<>(figure.rows());
        Parameter.Row last = rows.get(rows.size() - 1);
        rows.add(new Parameter.Row(from, value, Map.of(), last.source(), last.evidence(), last.status(), last.set()));
        parameters.put(id, new Parameter(id, figure.title(), figure.unit(), rows));
        return engine.with(engine.pack().with(parameters));
    }

    private final List<Case> entities = entities();

    private static List<Case> entities() {
        RandomCases cases = new RandomCases(Engines.with(null).pack(), RandomCases.seed(ImpactStudyTest.class));
        List<Case> entities = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            // of the weeks around the day on which the shorter and the longer publicity end
            entities.add(new Case(
                    CreditCodes.of(i), performedPenalty(DAY.minusMonths(3).plusDays(5L * (i - 15))), DAY, null));
        }
        for (int i = 31; i <= Effort.of(100, 5000); i++) {
            Case drawn = cases.next(6);
            entities.add(new Case(CreditCodes.of(i), drawn.facts(), drawn.asOf(), drawn.knownAt()));
        }
        return entities;
    }

    private static List<Fact> performedPenalty(LocalDate decidedOn) {
        String record =
                "\"subject\": \"%s\", \"authority\": \"济南市生态环境局莱芜分局\", \"number\": \"1号\"".formatted(CreditCodes.of(1));
        return List.of(
                fact(
                        "{\"kind\": \"penalty\", %s, \"decidedOn\": \"%s\", \"kinds\": [\"FINE\"], \"gravity\": \"GENERAL\"}"
                                .formatted(record, decidedOn)),
                fact("{\"kind\": \"performance\", %s, \"performed\": true, \"performedOn\": \"%s\"}"
                        .formatted(record, decidedOn)));
    }

    private static Fact fact(String line) {
        return FactJson.read(line, "", 0).fact();
    }

    private Impact impact(DecisionEngine candidate, int threads) throws InterruptedException {
        return new ImpactStudy(before, candidate, CreditReports::parts, DAY, HORIZON)
                .over(Registers.of(entities, 7), threads, done -> {});
    }

    private static Set<Conclusion> conclusions(DecisionEngine engine, Case asked, LocalDate day) {
        return engine.decide(asked.on(day)).findings().stream()
                .map(Finding::concludes)
                .collect(Collectors.toSet());
    }

    @Test
    void theSamePackChangesNothing() throws InterruptedException {
        Impact impact = impact(before, 2);

        assertThat(impact.entities()).isEqualTo(entities.size());
        assertThat(impact.affected()).isZero();
        assertThat(impact.later()).isZero();
        assertThat(impact.wordsOnly()).isZero();
        assertThat(impact.most()).isEmpty();
        impact.tiers().forEach((tier, row) -> assertThat(row.keySet()).containsExactly(tier));
    }

    @Test
    void whoIsAffectedAndWhenIsWhatDecidingDayByDaySays() throws InterruptedException {
        Impact impact = impact(after, 2);
        long affected = 0;
        SortedMap<LocalDate, Long> days = new TreeMap<>();
        Map<String, List<Long>> kinds = new TreeMap<>();
        Map<String, List<Long>> kindsLater = new TreeMap<>();
        for (Case asked : entities) {
            LocalDate first = firstDifference(asked);
            if (first != null) {
                count(asked, first, DAY.equals(first) ? kinds : kindsLater);
            }
            if (DAY.equals(first)) {
                affected++;
            } else if (first != null) {
                days.merge(first, 1L, Long::sum);
            }
        }

        // else nothing would be compared
        assertThat(affected).isBetween(20L, entities.size() - 1L);
        assertThat(days).containsKeys(DAY.plusDays(30), DAY.plusDays(60));
        assertThat(impact.affected()).isEqualTo(affected);
        assertThat(impact.later())
                .isEqualTo(days.values().stream().mapToLong(count -> count).sum());
        SortedMap<LocalDate, Long> told = new TreeMap<>();
        impact.days().forEach((day, whom) -> told.put(day, whom.count()));
        assertThat(told).isEqualTo(days);
        assertThat(kinds).containsKeys("inspectionRate", "repair");
        assertThat(told(impact.kinds())).isEqualTo(kinds);
        assertThat(told(impact.kindsLater())).isEqualTo(kindsLater);
        assertThat(impact.kinds().get(0).title().zh()).matches("[\\p{IsHan}]+");
    }

    /** Counts an entity for the kinds of which conclusions are only added, only go, or take each other's place. */
    private void count(Case asked, LocalDate day, Map<String, List<Long>> counts) {
        Set<Conclusion> gone = conclusions(before, asked, day);
        Set<Conclusion> added = conclusions(after, asked, day);
        Set<String> less = kinds(gone, added);
        Set<String> more = kinds(added, gone);
        Stream.concat(less.stream(), more.stream()).distinct().forEach(kind -> {
            List<Long> one = less.contains(kind) && more.contains(kind)
                    ? List.of(0L, 0L, 1L)
                    : more.contains(kind) ? List.of(1L, 0L, 0L) : List.of(0L, 1L, 0L);
            counts.merge(
                    kind,
                    one,
                    (some, others) -> IntStream.range(0, 3)
                            .mapToObj(at -> some.get(at) + others.get(at))
                            .toList());
        });
    }

    private @Nullable LocalDate firstDifference(Case asked) {
        for (LocalDate day = DAY; !day.isAfter(HORIZON); day = day.plusDays(1)) {
            if (!conclusions(before, asked, day).equals(conclusions(after, asked, day))) {
                return day;
            }
        }
        return null;
    }

    @Test
    void whatChangesForWhomIsWhatTheirDecisionsSay() throws InterruptedException {
        Impact impact = impact(after, 2);
        long open = 0;
        long closed = 0;
        long moreOften = 0;
        long lessOften = 0;
        for (Case asked : entities) {
            Decision then = before.decide(asked.on(DAY));
            Decision now = after.decide(asked.on(DAY));
            for (Decision.Repair repair : then.repairs()) {
                boolean wasOpen = isOpen(repair);
                boolean isOpen = now.repairs().stream()
                        .anyMatch(other -> other.record().equals(repair.record())
                                && other.channel() == repair.channel()
                                && isOpen(other));
                open += isOpen && !wasOpen ? 1 : 0;
                closed += wasOpen && !isOpen ? 1 : 0;
            }
            for (Decision.Inspection area : then.inspection()) {
                String times = area.effectiveTimesPerYear();
                String other = now.inspection().stream()
                        .filter(candidate -> candidate.area().equals(area.area()))
                        .map(Decision.Inspection::effectiveTimesPerYear)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                if (times != null && other != null && times.matches("\\d+") && other.matches("\\d+")) {
                    moreOften += Integer.parseInt(other) > Integer.parseInt(times) ? 1 : 0;
                    lessOften += Integer.parseInt(other) < Integer.parseInt(times) ? 1 : 0;
                }
            }
        }

        assertThat(closed).isPositive();
        assertThat(lessOften).isPositive();
        assertThat(count(impact.repairsOpen())).isEqualTo(open);
        assertThat(count(impact.repairsClose())).isEqualTo(closed);
        assertThat(impact.inspections().timesAYear().more()).isEqualTo(moreOften);
        assertThat(impact.inspections().timesAYear().fewer()).isEqualTo(lessOften);
        // the ratio of the strict tier is gone
        assertThat(impact.inspections().noFigure()).isPositive();
        assertThat(impact.inspections().drawnAtMost().more()).isPositive();
        assertThat(impact.inspections().drawnAtMost().fewer()).isZero();
        assertThat(impact.inspections().drawnAtLeast().added()).isPositive();
        assertThat(impact.most()).hasSize(10);
        assertThat(impact.most().get(0).before()).isNotEmpty();
    }

    private static Set<String> kinds(Set<Conclusion> some, Set<Conclusion> butNot) {
        return some.stream()
                .filter(conclusion -> !butNot.contains(conclusion))
                .map(conclusion -> ImpactStudy.kind(conclusion.getClass()))
                .collect(Collectors.toSet());
    }

    private static Map<String, List<Long>> told(List<Impact.KindChange> kinds) {
        Map<String, List<Long>> counts = new TreeMap<>();
        kinds.forEach(kind -> counts.put(
                kind.kind(),
                List.of(kind.begins().count(), kind.ends().count(), kind.turns().count())));
        return counts;
    }

    private static boolean isOpen(Decision.Repair repair) {
        return repair.answer() == Conclusion.Repair.Answer.OPEN
                || repair.answer() == Conclusion.Repair.Answer.AUTOMATIC;
    }

    private static long count(List<Impact.RepairChange> changes) {
        return changes.stream().mapToLong(change -> change.whom().count()).sum();
    }

    @Test
    void threadsAndBatchesDecideNothing() throws InterruptedException {
        Impact alone = new ImpactStudy(before, after, CreditReports::parts, DAY, HORIZON)
                .over(Registers.of(entities), 1, done -> {});

        assertThat(impact(after, 4)).isEqualTo(alone);
    }

    @Test
    void progressComesToTheEnd() throws InterruptedException {
        List<Long> told = new ArrayList<>();
        new ImpactStudy(before, before, CreditReports::parts, DAY, DAY).over(Registers.of(entities, 50), 2, told::add);

        assertThat(told).isSorted().hasSize(entities.size() / 50).endsWith((long) entities.size());
    }

    @Test
    void anEntityThatCannotBeDecidedIsNamedAndTheOthersAreDecided() throws InterruptedException {
        List<Case> broken =
                List.of(entities.get(0), new Case(CreditCodes.of(999), List.of(), DAY, null), entities.get(1));
        Impact impact = new ImpactStudy(before, after, CreditReports::parts, DAY, DAY)
                .over(Registers.of(broken), 1, done -> {});

        assertThat(impact.failed().whom()).isEqualTo(new Impact.Whom(1, List.of(CreditCodes.of(999))));
        assertThat(impact.failed().first()).contains("nothing is known");
        assertThat(impact.entities()).isEqualTo(3);
    }

    /** A number of years that are over changes nothing today and on no day to come. */
    @Test
    void aRowThatBitesOnPastDaysOnlyIsFound() throws InterruptedException {
        DecisionEngine base = Engines.with(null);
        Map<String, Parameter> parameters = new TreeMap<>(base.pack().parameters());
        Parameter figure = base.pack().parameter("publicity/ndrc-527/general/max");
        List<Parameter.Row> rows = figure.rows().stream()
                .map(row -> new Parameter.Row(
                        row.from(), "P2M", Map.of(), row.source(), row.evidence(), row.status(), row.set()))
                .toList();
        assertThat(figure.rows()).extracting(Parameter.Row::value).doesNotContain("P2M");
        parameters.put(figure.id(), new Parameter(figure.id(), figure.title(), figure.unit(), rows));
        DecisionEngine candidate = base.with(base.pack().with(parameters));
        List<Fact> old = performedPenalty(LocalDate.of(2021, 3, 1));
        Register one = Registers.of(List.of(new Case(CreditCodes.of(1), old, DAY, null)));

        Impact impact = new ImpactStudy(base, candidate, CreditReports::parts, DAY, HORIZON).over(one, 1, done -> {});

        assertThat(impact.affected()).isZero();
        assertThat(impact.later()).isZero();
        assertThat(impact.past()).isNotEmpty();
        assertThat(impact.past().lastKey()).isBefore(DAY);
        assertThat(impact.past().values())
                .allSatisfy(whom -> assertThat(whom.codes()).containsExactly(CreditCodes.of(1)));
    }
}
