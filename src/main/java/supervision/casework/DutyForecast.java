package supervision.casework;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.Conclusion.Duty.Act;
import supervision.decision.Decision;
import supervision.decision.Ending;
import supervision.decision.Finding;
import supervision.decision.Recipient;
import supervision.decision.Text;
import supervision.dossier.DecisionBuilder;
import supervision.engine.DecisionEngine;
import supervision.facts.AbnormalEntry;
import supervision.facts.AdministrativeAct;
import supervision.facts.Application;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.Commitment;
import supervision.facts.Complaint;
import supervision.facts.CourtDefaulter;
import supervision.facts.Display;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.Inspection;
import supervision.facts.ListEntry;
import supervision.facts.Objection;
import supervision.facts.Penalty;
import supervision.facts.Performance;
import supervision.facts.Permit;
import supervision.facts.RelatedRecord;
import supervision.facts.Reorganisation;
import supervision.facts.RepairCase;
import supervision.facts.StaffMatter;
import supervision.facts.VoluntaryInfo;
import supervision.reading.SecondReading;
import supervision.rulepack.LocalTables;
import supervision.rulepack.RulePack;

/**
 * What the law will make somebody do about one entity if nothing more is recorded: the duties of its decisions from a day to
 * another. The rules are asked on each day on which something can turn, and on no other: between two such days no finding
 * changes.
 */
final class DutyForecast {

    /** Words for what no rule says: a measure that is to end on a known day is looked at before it does. */
    private static final Text BEFORE_IT_ENDS = new Text("期满前复核：", "Review before it ends: ");

    /** A rule says it of what was seen too late; here it is said before it is too late. */
    private static final Text WHEN_IT_ENDS = new Text("公示期满停止公示：", "Take down when publicity ends: ");

    /** A display of a repair of a related record, and one to spare. */
    private static final int MOST_STEPS = 6;

    private final DecisionEngine engine;
    private final Case asked;
    private final Decision.Subject subject;
    private final Map<String, Fact> facts = new HashMap<>();
    private final Map<Due.Key, Run> open = new LinkedHashMap<>();
    private final List<Due> found = new ArrayList<>();

    private DutyForecast(DecisionEngine engine, Case asked, Decision.Subject subject) {
        this.engine = engine;
        this.asked = asked;
        this.subject = subject;
        for (Fact fact : asked.facts()) {
            facts.put(fact.id(), fact);
            if (fact instanceof RelatedRecord related) {
                facts.putIfAbsent(related.fact().id(), related.fact());
            }
        }
    }

    /** A duty on the days on which it is found without a break. */
    private static final class Run {

        private final LocalDate since;
        private final @Nullable String unit;
        private final Set<Text> texts = new LinkedHashSet<>();
        private final Map<String, Due.Clause> clauses = new LinkedHashMap<>();
        private final Set<String> leadUnits = new LinkedHashSet<>();
        private final Set<String> responsibleUnits = new LinkedHashSet<>();
        private boolean overdue;

        Run(LocalDate since, @Nullable String unit) {
            this.since = since;
            this.unit = unit;
        }

        void found(Text text, Finding finding) {
            texts.add(text);
            for (Citation source : finding.sources()) {
                clauses.putIfAbsent(
                        source.id(),
                        new Due.Clause(
                                source.id(), source.instrument(), source.number(), source.cite(), source.title()));
            }
            leadUnits.addAll(finding.leadUnits());
            responsibleUnits.addAll(finding.responsibleUnits());
        }
    }

    /**
     * The duties found on some day from that of the case to another; one that goes and comes back stands for each time.
     *
     * @param asked the case on the first day
     */
    static List<Due> of(DecisionEngine engine, Case asked, LocalDate to) {
        DutyForecast forecast = null;
        LocalDate day = asked.asOf();
        List<Finding> before = null;
        while (day != null && !day.isAfter(to)) {
            Case then = asked.on(day);
            SecondReading.Evaluation evaluation = engine.evaluate(then);
            if (!evaluation.findings().equals(before)) {
                Decision decision = DecisionBuilder.build(engine.pack(), then, evaluation.findings(), null);
                if (forecast == null) {
                    forecast = new DutyForecast(engine, asked, decision.entity());
                }
                forecast.add(decision, day);
                before = evaluation.findings();
            }
            day = evaluation.next();
        }
        return forecast == null ? List.of() : forecast.all();
    }

    private List<Due> all() {
        open.forEach((key, run) -> close(key, run, null));
        return List.copyOf(found);
    }

    private void add(Decision decision, LocalDate day) {
        Set<Due.Key> now = new HashSet<>();
        for (Decision.Duty duty : decision.duties()) {
            Due.Key key = new Due.Key(duty.about(), duty.act(), duty.who(), duty.dueOn(), false);
            Run run = run(key, day);
            run.overdue |= duty.overdue() && day.equals(asked.asOf());
            run.found(duty.text(), decision.findings().get(duty.finding()));
            now.add(key);
        }
        for (Decision.MeasureApplied measure : decision.measures()) {
            if (measure.ending() == Ending.ON_DAY && measure.until() != null && measure.inForce()) {
                review(decision, measure, measure.until(), day, now);
            }
        }
        for (Decision.Publicity publicity : decision.publicity()) {
            if (publicity.shown() && publicity.until() != null) {
                Text channel =
                        engine.pack().label("channel", publicity.channel().name());
                Due.Key key = reminder(publicity.record(), Act.TAKE_DOWN, publicity.until());
                for (int at : publicity.findings()) {
                    run(key, day)
                            .found(
                                    joined(WHEN_IT_ENDS, channel),
                                    decision.findings().get(at));
                }
                now.add(key);
            }
        }
        open.entrySet().removeIf(entry -> {
            boolean gone = !now.contains(entry.getKey());
            if (gone) {
                close(entry.getKey(), entry.getValue(), day);
            }
            return gone;
        });
    }

    /** A measure that is to end is looked at by its last day, by whoever made the record that carries it to that day. */
    private void review(
            Decision decision, Decision.MeasureApplied measure, LocalDate until, LocalDate day, Set<Due.Key> now) {
        for (int at : measure.findings()) {
            Finding finding = decision.findings().get(at);
            if (finding.concludes() instanceof Conclusion.Measure support && until.equals(support.until())) {
                Due.Key key = reminder(carrier(finding), Act.REVIEW_MEASURE, until);
                run(key, day).found(joined(BEFORE_IT_ENDS, measure.title()), finding);
                now.add(key);
            }
        }
    }

    private static Due.Key reminder(String about, Act act, LocalDate until) {
        return new Due.Key(about, act, Recipient.RECORD_AUTHORITY, until.minusDays(1), true);
    }

    private static Text joined(Text before, Text what) {
        return new Text(before.zh() + what.zh(), before.en() + what.en());
    }

    /** The record that a measure rests on, among those that its finding names. */
    private String carrier(Finding finding) {
        return finding.evidence().stream()
                .filter(id -> madeBy(facts.get(id)) != null)
                .findFirst()
                .orElse(finding.evidence().get(0));
    }

    private Run run(Due.Key key, LocalDate day) {
        return open.computeIfAbsent(key, fresh -> new Run(day, unit(key, day)));
    }

    private void close(Due.Key key, Run run, @Nullable LocalDate until) {
        // what will by then have got another end needs no reminder of this one
        if (key.reminder() && until != null && key.dueOn() != null && !until.isAfter(key.dueOn())) {
            return;
        }
        found.add(new Due(
                subject.code(),
                subject.name(),
                subject.jurisdiction(),
                key.about(),
                key.act(),
                key.who(),
                run.unit,
                List.copyOf(run.texts),
                List.copyOf(run.clauses.values()),
                List.copyOf(run.leadUnits),
                List.copyOf(run.responsibleUnits),
                key.dueOn(),
                key.reminder(),
                run.overdue,
                run.since,
                until));
    }

    private @Nullable String unit(Due.Key key, LocalDate day) {
        RulePack pack = engine.pack();
        return switch (key.who()) {
            case RECORD_AUTHORITY -> {
                String unit = madeBy(facts.get(key.about()));
                yield unit == null ? null : pack.tables().local().nameOn(unit, day);
            }
            case ENTITY -> subject.name();
            default -> {
                LocalTables.Office office = pack.tables().local().office(key.who(), subject.ownership(), day);
                yield office == null ? null : office.name();
            }
        };
    }

    /** Who made a record; of what is about another record, who made that one. */
    private @Nullable String madeBy(@Nullable Fact fact) {
        return madeBy(fact, MOST_STEPS);
    }

    private @Nullable String madeBy(@Nullable Fact fact, int steps) {
        if (steps == 0) {
            // targets that lead round in a circle
            return null;
        } else if (fact instanceof RelatedRecord related) {
            return madeBy(related.fact(), steps - 1);
        } else if (fact instanceof Objection objection) {
            return madeBy(facts.get(objection.target()), steps - 1);
        } else if (fact instanceof RepairCase repair) {
            return madeBy(facts.get(repair.target()), steps - 1);
        } else if (fact instanceof Display display) {
            return madeBy(facts.get(display.target()), steps - 1);
        } else if (fact instanceof Penalty penalty) {
            return penalty.authority();
        } else if (fact instanceof Performance performance) {
            return performance.authority();
        } else if (fact instanceof Permit permit) {
            return permit.authority();
        } else if (fact instanceof AdministrativeAct act) {
            return act.authority();
        } else if (fact instanceof BanGround ground) {
            return ground.authority();
        } else if (fact instanceof ListEntry entry) {
            return entry.identifyingUnit();
        } else if (fact instanceof AbnormalEntry entry) {
            return entry.authority();
        } else if (fact instanceof Complaint complaint) {
            return complaint.authority();
        } else if (fact instanceof CourtDefaulter defaulter) {
            return defaulter.court();
        } else if (fact instanceof Reorganisation reorganisation) {
            return reorganisation.court();
        } else if (fact instanceof Evaluation evaluation) {
            return evaluation.evaluatedBy();
        } else if (fact instanceof Inspection inspection) {
            return inspection.authority();
        } else if (fact instanceof Application application) {
            return application.unit();
        } else if (fact instanceof Commitment commitment) {
            return commitment.acceptingUnit();
        } else if (fact instanceof StaffMatter matter) {
            return matter.decidedBy();
        } else if (fact instanceof VoluntaryInfo info) {
            return info.verifiedBy();
        }
        return null;
    }
}
