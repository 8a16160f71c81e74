package supervision.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.Plan;
import supervision.dossier.Prepared.PlanRunning;
import supervision.dossier.Prepared.RepairFee;
import supervision.dossier.Prepared.RepairLimit;
import supervision.dossier.Prepared.RepairStep;
import supervision.dossier.Prepared.RepairUndone;
import supervision.dossier.Prepared.RepairedPenalty;
import supervision.dossier.Prepared.Step;
import supervision.dossier.Prepared.TemporaryRepair;
import supervision.dossier.Prepared.Until;
import supervision.facts.Channel;
import supervision.facts.Penalty;
import supervision.facts.Reorganisation;
import supervision.facts.RepairCase;
import supervision.rulepack.Tables.HandlingTime;
import supervision.rulepack.Tables.Regime;

/** Applications for repair: what was granted, what is left to do by when, and what a reorganisation changes. */
final class RepairDossier {

    private static final String DEADLINE_REGIME = "repair/deadline-regime";
    private static final String CARRY_OVER = "publication/channel-sync";
    private static final String FEE = "repair/fee";
    private static final String TEMPORARY = "repair/temporary";
    private static final String LIMITED = "repair/limit-on-number";
    private static final String MOST = "repair/limit/most";
    private static final String WINDOW = "repair/limit/window";

    private final Material material;
    private final Today today;
    private final Figures figures;
    private final RegimeChoice regimes;

    RepairDossier(Material material) {
        this(material, new RegimeChoice(material, new PenaltyTerms.Reader(material)));
    }

    RepairDossier(Material material, RegimeChoice regimes) {
        this.material = material;
        this.today = material.today;
        this.figures = material.figures;
        this.regimes = regimes;
    }

    void prepare() {
        for (RepairCase repair : material.repairs) {
            prepareSteps(repair);
            prepareFee(repair);
            if (standing(repair)
                    && temporary(repair)
                    && material.listEntries.stream()
                            .anyMatch(entry -> entry.id().equals(repair.target()))) {
                prepareTemporary(repair, true);
            }
        }
        if (figures.is(TEMPORARY, "true") && material.repairs.stream().noneMatch(RepairDossier::temporary)) {
            material.plans.stream()
                    .filter(plan -> !material.happened(plan.completedOn()) && !material.happened(plan.failedOn()))
                    .forEach(plan -> material.add(new PlanRunning(plan.id())));
        }
    }

    /** Day on which the latest repair of a record on a channel was undone; null if none was. */
    @Nullable
    LocalDate undoneOn(String record, Channel channel) {
        LocalDate latest = null;
        for (RepairCase repair : granted(record, channel)) {
            LocalDate undone = repair.undoneOn();
            if (undone != null && today.reached(undone) && (latest == null || undone.isAfter(latest))) {
                latest = undone;
            }
        }
        return latest;
    }

    /** Whether a repair of a penalty keeps it from being shown on a channel. What was granted, or undone, is prepared. */
    boolean keepsFromShowing(Penalty penalty, Channel channel) {
        List<RepairCase> granted = granted(penalty.id(), channel);
        for (RepairCase repair : granted) {
            if (standing(repair) && !temporary(repair)) {
                material.add(new RepairedPenalty(
                        List.of(penalty.id(), repair.id()),
                        penalty.id(),
                        channel,
                        decidedOn(repair),
                        stopping(repair)));
                return true;
            }
        }
        boolean hides = false;
        for (RepairCase repair : granted) {
            LocalDate undone = repair.undoneOn();
            if (standing(repair)) {
                hides |= prepareTemporary(repair, false);
            } else if (undone != null) {
                Regime then = regimes.on(undone, channel, penalty.authority());
                material.add(new RepairUndone(
                        List.of(penalty.id(), repair.id()),
                        penalty.id(),
                        channel,
                        repair.id(),
                        undone,
                        then == null ? "" : then.id()));
            }
        }
        return hides;
    }

    private List<String> stopping(RepairCase repair) {
        List<String> asked = new ArrayList<>();
        Regime row = regimeOf(repair, asked);
        String stop = row == null ? null : row.time().stop();
        if (stop == null) {
            return List.of();
        }
        asked.add(stop);
        return List.copyOf(asked);
    }

    /** What concerns the repair of a penalty that is shown on a channel. */
    void prepareShown(Penalty penalty, Channel channel) {
        if (figures.is(LIMITED, "true")) {
            prepareLimit(penalty, channel);
        }
        if (channel != Channel.CREDIT_CHINA) {
            return;
        }
        for (RepairCase repair : granted(penalty.id(), Channel.PUBLICITY_SYSTEM)) {
            if (standing(repair)
                    && !temporary(repair)
                    && !DisplayDossier.seenGone(material, penalty.id(), channel, decidedOn(repair))) {
                prepareStep(
                        repair,
                        List.of(penalty.id(), repair.id()),
                        Step.CARRY_OVER,
                        CARRY_OVER,
                        decidedOn(repair),
                        null,
                        null,
                        List.of());
                return;
            }
        }
    }

    /** Applications granted by today for a record on a channel, undone or not. */
    private List<RepairCase> granted(String record, Channel channel) {
        return material.repairs.stream()
                .filter(repair -> repair.target().equals(record)
                        && repair.channel() == channel
                        && repair.result() == RepairCase.Result.GRANTED
                        && material.happened(repair.decidedOn()))
                .toList();
    }

    private boolean standing(RepairCase repair) {
        return repair.result() == RepairCase.Result.GRANTED
                && material.happened(repair.decidedOn())
                && !material.happened(repair.undoneOn());
    }

    private static boolean temporary(RepairCase repair) {
        return Boolean.TRUE.equals(repair.temporary());
    }

    /** The day that comes with every result. */
    private static LocalDate decidedOn(RepairCase repair) {
        return Objects.requireNonNull(repair.decidedOn());
    }

    /** Prepares a temporary repair by what became of the plan; says whether it keeps the record from being shown. */
    private boolean prepareTemporary(RepairCase repair, boolean listed) {
        Reorganisation latest = material.plans.stream()
                .max(Comparator.comparing(Reorganisation::planApprovedOn).thenComparing(Reorganisation::id))
                .orElse(null);
        Plan plan = Plan.UNKNOWN;
        LocalDate since = decidedOn(repair);
        if (!figures.is(TEMPORARY, "true")) {
            plan = Plan.NOT_PROVIDED_FOR;
        } else if (latest != null) {
            plan = Plan.RUNNING;
            LocalDate completed = latest.completedOn();
            LocalDate failed = latest.failedOn();
            if (completed != null && today.reached(completed)) {
                plan = Plan.COMPLETED;
                since = completed;
            } else if (failed != null && today.reached(failed)) {
                plan = Plan.FAILED;
                since = failed;
            }
        }
        List<String> records = new ArrayList<>(List.of(repair.target(), repair.id()));
        if (latest != null && plan != Plan.NOT_PROVIDED_FOR) {
            records.add(latest.id());
        }
        material.add(new TemporaryRepair(
                List.copyOf(records), repair.target(), repair.channel(), plan, listed, since, List.of(TEMPORARY)));
        return plan != Plan.NOT_PROVIDED_FOR && plan != Plan.FAILED;
    }

    private void prepareSteps(RepairCase repair) {
        Penalty penalty = penaltyOf(repair);
        if (penalty != null && material.happened(penalty.revokedOn())) {
            // the decision is gone, and with it what could be repaired
            return;
        }
        List<String> asked = new ArrayList<>();
        Regime row = regimeOf(repair, asked);
        if (row == null) {
            return;
        }
        HandlingTime time = row.time();
        List<String> records = List.of(repair.id());
        LocalDate passed = repair.passedOn();
        LocalDate accepted = repair.acceptedOn();
        boolean isAccepted = accepted != null && today.reached(accepted);
        if (repair.result() == null || !material.happened(repair.decidedOn())) {
            if (!isAccepted && time.acceptance() != null) {
                LocalDate start = passed != null && today.reached(passed) ? passed : repair.submittedOn();
                prepareStep(repair, records, Step.ACCEPT, time.acceptance(), start, null, time, asked);
            }
            String days = repair.target().startsWith("abnormalEntry/") && time.abnormal() != null
                    ? time.abnormal()
                    : time.decision();
            boolean fromAcceptance = false;
            if (days != null && figures.known(days) && time.decisionFrom() != null) {
                asked.add(time.decisionFrom());
                fromAcceptance = figures.is(time.decisionFrom(), "ACCEPTANCE");
            }
            if (days != null && (isAccepted || !fromAcceptance)) {
                LocalDate start = fromAcceptance && accepted != null ? accepted : repair.submittedOn();
                String extension = material.happened(repair.extendedOn()) ? time.extension() : null;
                prepareStep(repair, records, Step.DECIDE, days, start, extension, time, asked);
            }
        } else if (standing(repair)
                && !temporary(repair)
                && !material.happened(repair.stoppedOn())
                && !DisplayDossier.seenGone(material, repair.target(), repair.channel(), decidedOn(repair))
                && !leftItsList(repair)
                && !overAnyway(repair)) {
            prepareStep(repair, records, Step.STOP, time.stop(), decidedOn(repair), null, time, asked);
        }
    }

    /** Whether the target is an entry that has left its list: what follows is said of the entry. */
    private boolean leftItsList(RepairCase repair) {
        return material.facts.stream()
                .filter(fact -> fact.id().equals(repair.target()))
                .anyMatch(fact -> material.happened(DisplayDossier.leftItsList(fact)));
    }

    /**
     * Whether an application about an entry is open, or was granted and stands, so that its times are those of the removal.
     *
     * @param target id of the entry
     */
    boolean handles(String target) {
        return material.repairs.stream()
                .anyMatch(repair -> repair.target().equals(target)
                        && (repair.result() == null || !material.happened(repair.decidedOn()) || standing(repair))
                        && regimes.on(repair.submittedOn(), repair.channel()) != null);
    }

    /** Whether the record would not be shown any more without the repair. */
    private boolean overAnyway(RepairCase repair) {
        Penalty penalty = penaltyOf(repair);
        if (penalty == null) {
            return false;
        }
        PenaltyTerms chosen =
                regimes.choose(penalty, repair.channel(), Known.UNKNOWN, undoneOn(penalty.id(), repair.channel()));
        return material.tooOld(penalty) || (chosen != null && chosen.over(today));
    }

    private @Nullable Penalty penaltyOf(RepairCase repair) {
        return material.penalties.stream()
                .filter(penalty -> penalty.id().equals(repair.target()))
                .findFirst()
                .orElse(null);
    }

    /** The regime whose times an application has to be handled in. */
    private @Nullable Regime regimeOf(RepairCase repair, List<String> asked) {
        Penalty penalty = penaltyOf(repair);
        if (penalty == null) {
            return regimes.on(repair.submittedOn(), repair.channel());
        }
        Regime byApplication = regimes.on(repair.submittedOn(), repair.channel(), penalty.authority());
        PenaltyTerms governing = regimes.choose(penalty, repair.channel(), Known.UNKNOWN, null);
        Regime byRecord = governing == null ? null : governing.row();
        if (byRecord == null || byRecord == byApplication) {
            return byApplication;
        }
        // the law does not say which of the two holds: say which was chosen
        asked.add(DEADLINE_REGIME);
        return figures.is(DEADLINE_REGIME, "RECORD_REGIME") ? byRecord : byApplication;
    }

    /**
     * Prepares a step that has to be done within a number of working days.
     *
     * @param days parameter of the number; null if there is none
     * @param extension parameter of the number by which that was put off; null if it was not
     * @param time times of the regime; null where a rule of its own sets the number
     */
    private void prepareStep(
            RepairCase repair,
            List<String> records,
            Step step,
            @Nullable String days,
            LocalDate start,
            @Nullable String extension,
            @Nullable HandlingTime time,
            List<String> asked) {
        List<String> numbers = new ArrayList<>(asked);
        LocalDate due = start;
        Until until = Until.NO_NUMBER;
        if (days != null) {
            numbers.add(days);
        }
        if (days != null && figures.known(days)) {
            until = figures.calendarCovers(days, start) ? Until.DAY : Until.NO_CALENDAR;
        }
        if (days != null && until == Until.DAY) {
            due = figures.due(days, start);
        }
        if (extension != null && until == Until.DAY) {
            numbers.add(extension);
            if (!figures.known(extension)) {
                until = today.past(due) ? Until.PUT_OFF : until;
            } else if (figures.calendarCovers(extension, due)) {
                due = figures.due(extension, due);
            } else {
                until = Until.NO_CALENDAR;
            }
        }
        String source = time == null ? null : time.source();
        material.add(new RepairStep(
                records,
                repair.id(),
                repair.channel(),
                step,
                until,
                due,
                until == Until.DAY && today.past(due),
                source == null ? List.of() : List.of(source),
                List.copyOf(numbers)));
    }

    private void prepareFee(RepairCase repair) {
        BigDecimal fee = repair.feeCharged();
        if (fee != null && fee.signum() > 0 && figures.isOn(FEE, "0", repair.submittedOn())) {
            material.add(new RepairFee(repair.id(), repair.submittedOn(), List.of(FEE)));
        }
    }

    private void prepareLimit(Penalty penalty, Channel channel) {
        List<String> numbers = List.of(LIMITED, MOST, WINDOW);
        if (!figures.known(MOST) || !figures.known(WINDOW)) {
            material.add(new RepairLimit(List.of(penalty.id()), penalty.id(), channel, Known.UNKNOWN, numbers));
            return;
        }
        List<RepairCase> counted = material.repairs.stream()
                .filter(repair -> standing(repair)
                        && !temporary(repair)
                        && today.before(figures.after(WINDOW, decidedOn(repair))))
                .toList();
        // a record repaired on both channels was repaired once
        long repaired = counted.stream().map(RepairCase::target).distinct().count();
        if (repaired >= Long.parseLong(figures.value(MOST))) {
            List<String> records = Stream.concat(
                            Stream.of(penalty.id()), counted.stream().map(RepairCase::id))
                    .toList();
            material.add(new RepairLimit(records, penalty.id(), channel, Known.YES, numbers));
        }
    }
}
