package supervision.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.engine.DecisionEngine;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;

/** Looks at a candidate pack from all sides. Nothing of it comes into force by that. */
public final class Gate {

    private Gate() {}

    /**
     * What to look at.
     *
     * @param examples id of the example set to use, {@code default} for the pack's own choice, null for none
     * @param against what to hold it against; null for nothing
     * @param cases folder of cases; null if there are none at hand
     * @param register entities to decide; null if there are none at hand
     * @param reports what reports on them would say
     * @param day day for which they are decided
     * @param horizon last day to look ahead to
     * @param threads how many decide at once
     */
    public record Asked(
            PackFiles candidate,
            @Nullable String examples,
            @Nullable DecisionEngine against,
            @Nullable Path cases,
            @Nullable Register register,
            Reports reports,
            LocalDate day,
            LocalDate horizon,
            int threads) {}

    /** Is told how far a part has come. */
    public interface Progress {

        /** @param total how much there is to do; 0 if that is not known */
        void at(Remark.Part part, long done, long total);
    }

    /**
     * Looks at a candidate.
     *
     * @throws IOException if there is no folder of cases where one is said to be
     */
    public static GateReport check(Asked asked, Progress progress) throws IOException, InterruptedException {
        List<Remark> remarks = new ArrayList<>();
        List<Text> leftOut = new ArrayList<>();
        progress.at(Remark.Part.FORM, 0, 0);
        Form.Checked form = Form.read(asked.candidate(), asked.examples());
        remarks.addAll(form.remarks());
        RulePack pack = form.pack();
        DecisionEngine engine = null;
        boolean wellFormed = remarks.stream().noneMatch(remark -> remark.severity() == Remark.Severity.ERROR);
        if (pack != null && wellFormed) {
            progress.at(Remark.Part.ANALYSIS, 0, 0);
            remarks.addAll(
                    Analysis.of(pack, asked.cases() == null ? CaseFinder.NONE : new FixtureCases(asked.cases(), pack)));
            try {
                engine = engine(pack, asked.against());
            } catch (RulePackException e) {
                remarks.addAll(Form.refused(e));
            }
        }
        RulePack before = asked.against() == null ? null : asked.against().pack();
        CaseCheck cases = null;
        if (engine != null && asked.cases() != null) {
            progress.at(Remark.Part.CASES, 0, 0);
            cases = CaseCheck.of(asked.candidate(), before == null ? null : before.files(), asked.cases());
            remarks.addAll(cases.remarks());
        } else if (engine != null) {
            leftOut.add(new Text("案例：没有案例目录", "cases: there is no folder of cases at hand"));
        }
        Impact impact = null;
        if (engine == null) {
            leftOut.add(new Text("案例和影响：规则包有误，无法运行", "cases and impact: the pack cannot be run as it is"));
        } else if (asked.against() == null) {
            leftOut.add(new Text("影响：没有可比的规则包", "impact: there is no pack to hold it against"));
        } else if (asked.register() == null) {
            leftOut.add(new Text("影响：没有登记库", "impact: there is no register at hand"));
        } else {
            impact = impact(asked, asked.register(), asked.against(), engine, progress);
            if (impact.failed().whom().count() > 0) {
                remarks.add(failed(impact));
            }
            if (!impact.past().isEmpty()) {
                remarks.add(past(impact));
            }
        }
        remarks.sort(Comparator.comparing(Remark::part).thenComparing(Remark::severity));
        boolean publishable =
                leftOut.isEmpty() && remarks.stream().noneMatch(remark -> remark.severity() == Remark.Severity.ERROR);
        PackChanges changes = pack == null || before == null ? null : PackChanges.between(before, pack);
        return new GateReport(
                Gist.of(changes, impact),
                publishable,
                reasons(remarks, leftOut),
                name(pack),
                name(before),
                asked.day(),
                List.copyOf(remarks),
                changes,
                cases == null ? null : summary(cases),
                impact,
                List.copyOf(leftOut));
    }

    private static List<String> reasons(List<Remark> remarks, List<Text> leftOut) {
        List<String> reasons = new ArrayList<>();
        leftOut.forEach(left -> reasons.add("未运行 / not run: " + left.zh() + " / " + left.en()));
        remarks.stream()
                .filter(remark -> remark.severity() == Remark.Severity.ERROR)
                .forEach(remark -> reasons.add((remark.file().isEmpty() ? "" : remark.place() + ": ")
                        + remark.says().zh() + " / " + remark.says().en()));
        return List.copyOf(reasons);
    }

    private static GateReport.CaseSummary summary(CaseCheck cases) {
        return new GateReport.CaseSummary(
                cases.cases(),
                cases.failing().size(),
                cases.flips().stream()
                        .map(flip -> new GateReport.Flip(
                                flip.asked().file(),
                                new Text(flip.asked().sentence(), flip.asked().en()),
                                flip.lastsOnly(),
                                flip.before().passed(),
                                flip.now().passed(),
                                said(flip.before()),
                                said(flip.now()),
                                flip.before().validUntil(),
                                flip.now().validUntil()))
                        .toList(),
                cases.edited().size(),
                cases.score().mutants(),
                cases.score().killed());
    }

    private static List<Impact.Said> said(CaseCheck.Outcome outcome) {
        return outcome.findings().stream().map(Impact.Said::of).toList();
    }

    /** Compiled only where the rules themselves differ: most edits are to figures. */
    private static DecisionEngine engine(RulePack pack, @Nullable DecisionEngine before) {
        return before != null && before.pack().drl().equals(pack.drl())
                ? before.with(pack)
                : DecisionEngine.compile(pack);
    }

    private static Impact impact(
            Asked asked, Register register, DecisionEngine before, DecisionEngine after, Progress progress)
            throws InterruptedException {
        long total = register.size();
        progress.at(Remark.Part.IMPACT, 0, total);
        return new ImpactStudy(before, after, asked.reports(), asked.day(), asked.horizon())
                .over(register, asked.threads(), done -> progress.at(Remark.Part.IMPACT, done, total));
    }

    /** Past decisions stay as they were given; but a pack that decides the past otherwise seldom means to. */
    private static Remark past(Impact impact) {
        long count =
                impact.past().values().stream().mapToLong(Impact.Whom::count).sum();
        LocalDate last = impact.past().lastKey();
        return new Remark(
                Remark.Severity.WARNING,
                Remark.Part.IMPACT,
                "PAST_DAYS",
                null,
                "",
                0,
                0,
                new Text(
                        "有 " + count + " 个主体过去日期的结论会不同，最近的一日为 " + last,
                        "of " + count + " entities a past day would be decided otherwise, the last of those days is "
                                + last),
                new Text(
                        "已作出的决定不变；只应影响今后的改动，请核对其起始日期",
                        "decisions that were given stay; if only days to come are meant, check from when the edit is in"
                                + " force"),
                null);
    }

    private static Remark failed(Impact impact) {
        long count = impact.failed().whom().count();
        return new Remark(
                Remark.Severity.ERROR,
                Remark.Part.IMPACT,
                "CANNOT_DECIDE",
                null,
                "",
                0,
                0,
                new Text(
                        "有 " + count + " 个主体无法作出决定：" + impact.failed().first(),
                        count + " entities cannot be decided: "
                                + impact.failed().first()),
                new Text("先用 measures 查询其中一个主体，再改规则", "ask about one of them with `measures`, then mend the rules"),
                null);
    }

    private static GateReport.@Nullable PackName name(@Nullable RulePack pack) {
        if (pack == null) {
            return null;
        }
        RulePack.ExampleSet examples = pack.examples();
        return new GateReport.PackName(
                pack.id(), pack.version(), pack.fingerprint(), examples == null ? null : examples.id());
    }
}
