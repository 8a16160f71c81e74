package supervision.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import supervision.decision.Ending;
import supervision.dossier.Prepared.JudgmentRefused;
import supervision.dossier.Prepared.LossCaused;
import supervision.dossier.Prepared.PenaltyUnperformed;
import supervision.dossier.Prepared.Repeated;
import supervision.dossier.Prepared.SameConduct;
import supervision.facts.BanGround;
import supervision.facts.CourtDefaulter;
import supervision.facts.Field;
import supervision.facts.Penalty;
import supervision.facts.Performance;
import supervision.law.LegalPeriods;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.Repetition;

/** What the opinion names as grounds of a ban and no record decides: refusal, repetition, heavy loss. */
final class BanTriggers {

    private static final String REPEATED = "ban/triggers/repeated";
    private static final String MAJOR_LOSS = "ban/triggers/major-loss";
    private static final Period YEAR = Period.ofYears(1);

    private final Material material;
    private final Today today;
    private final Figures figures;
    /** Those that stand and may still be used, the earliest first. */
    private final List<Penalty> standing = new ArrayList<>();

    BanTriggers(Material material) {
        this.material = material;
        this.today = material.today;
        this.figures = material.figures;
    }

    void prepare() {
        for (CourtDefaulter entry : material.defaulters) {
            if (entry.ground() == 1 && !material.happened(entry.groundForDeletionOn())) {
                material.add(new JudgmentRefused(entry.id(), true));
            }
        }
        if (material.penalties.isEmpty()) {
            return;
        }
        for (Penalty penalty : material.penalties) {
            if (!material.happened(penalty.revokedOn()) && !material.tooOld(penalty)) {
                standing.add(penalty);
            }
        }
        standing.sort(Comparator.comparing(BanTriggers::actOf).thenComparing(Penalty::id));
        standing.forEach(this::prepareUnperformed);
        standing.forEach(this::prepareLoss);
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (Penalty penalty : standing) {
            if (penalty.field() != null && fields.add(penalty.field())) {
                repetitionsIn(penalty.field()).forEach(this::prepareRepetition);
            }
        }
        if (standing.size() > 1) {
            prepareSameConduct();
        }
    }

    /** The day of the act; where it is not reported, that of the decision. */
    private static LocalDate actOf(Penalty penalty) {
        return penalty.conductEndedOn() == null ? penalty.decidedOn() : penalty.conductEndedOn();
    }

    private void prepareUnperformed(Penalty penalty) {
        Performance performance = material.performances.get(penalty.id());
        LocalDate due = penalty.dutyDueOn();
        if (performance == null || due == null || !today.past(due)) {
            return;
        }
        if (!performance.performed() || !material.happened(performance.performedOn())) {
            material.add(new PenaltyUnperformed(List.of(penalty.id(), performance.id()), penalty.id(), due));
        }
    }

    private void prepareLoss(Penalty penalty) {
        BigDecimal loss = penalty.loss();
        if (loss == null || loss.signum() == 0) {
            return;
        }
        boolean known = figures.known(MAJOR_LOSS);
        if (!known || loss.compareTo(new BigDecimal(figures.value(MAJOR_LOSS))) >= 0) {
            material.add(new LossCaused(penalty.id(), known ? Known.YES : Known.UNKNOWN, List.of(MAJOR_LOSS)));
        }
    }

    private void prepareRepetition(Repetition row) {
        Function<Penalty, LocalDate> day = row.byDecision() ? Penalty::decidedOn : BanTriggers::actOf;
        List<Penalty> counted = standing.stream()
                .filter(penalty -> penalty.field() == row.field() && row.counts(penalty.conduct()))
                .filter(penalty -> !day.apply(penalty).isBefore(row.from()))
                .sorted(Comparator.comparing(day).thenComparing(Penalty::id))
                .toList();
        if (!row.afterTermOf().isEmpty()) {
            counted.forEach(penalty -> prepareAfterTerm(row, penalty, day.apply(penalty)));
            return;
        }
        int last = lastOf(counted, row.count(), row.within(), day);
        if (last >= 0) {
            List<Penalty> those = counted.subList(last - row.count() + 1, last + 1);
            material.add(new Repeated(
                    those.stream().map(Penalty::id).toList(), counted.get(last).id(), false, sourcesOf(row)));
        }
    }

    /** The place of the last of so many in a period, in a list by day; below 0 if there are never so many. */
    private static int lastOf(List<Penalty> sorted, int count, Period within, Function<Penalty, LocalDate> day) {
        for (int last = sorted.size() - 1; last >= count - 1; last--) {
            LocalDate first = day.apply(sorted.get(last - count + 1));
            if (!day.apply(sorted.get(last)).isAfter(LegalPeriods.lastDay(first, within))) {
                return last;
            }
        }
        return -1;
    }

    private void prepareAfterTerm(Repetition row, Penalty penalty, LocalDate act) {
        for (BanGround ground : material.banGrounds) {
            Ban ban = BanDossier.onEntity(ground, material);
            if (ban == null || !row.afterTermOf().contains(ban.id())) {
                continue;
            }
            BanDossier.BanEnd end = BanDossier.endOf(ground, ban);
            if (end.ending() == Ending.ON_DAY
                    && !act.isBefore(end.until())
                    && !act.isAfter(LegalPeriods.lastDay(end.until().minusDays(1), row.within()))) {
                material.add(new Repeated(List.of(penalty.id(), ground.id()), penalty.id(), true, sourcesOf(row)));
            }
        }
    }

    private List<String> sourcesOf(Repetition row) {
        List<String> sources = new ArrayList<>(List.of(row.source()));
        for (String id : row.leadsTo()) {
            Ban ban = material.pack.tables().bans().get(id);
            if (ban != null && !sources.contains(ban.source())) {
                sources.add(ban.source());
            }
        }
        return List.copyOf(sources);
    }

    /** Several penalties for one kind of violation of which no act says how often is too often. */
    private void prepareSameConduct() {
        Map<String, List<Penalty>> byConduct = new TreeMap<>();
        for (Penalty penalty : standing) {
            String conduct = penalty.conduct();
            // a decision in the summary procedure is no record of dishonesty (Shandong regulation, Art 13)
            if (conduct != null && penalty.procedure() != Penalty.Procedure.SUMMARY && !anActCounts(penalty)) {
                byConduct.computeIfAbsent(conduct, key -> new ArrayList<>()).add(penalty);
            }
        }
        for (List<Penalty> alike : byConduct.values()) {
            if (alike.size() < 2) {
                continue;
            }
            String value = figures.value(REPEATED);
            boolean known = value.matches("[1-9][0-9]{0,2}");
            if (!known || lastOf(alike, Integer.parseInt(value), YEAR, BanTriggers::actOf) >= 0) {
                material.add(new SameConduct(
                        alike.stream().map(Penalty::id).sorted().toList(),
                        alike.get(alike.size() - 1).id(),
                        known ? Known.YES : Known.UNKNOWN,
                        List.of(REPEATED)));
            }
        }
    }

    private boolean anActCounts(Penalty penalty) {
        return penalty.field() != null
                && repetitionsIn(penalty.field()).stream()
                        .anyMatch(row -> row.afterTermOf().isEmpty() && row.counts(penalty.conduct()));
    }

    private List<Repetition> repetitionsIn(Field field) {
        return material.pack.tables().repetitions().getOrDefault(field, List.of());
    }
}
