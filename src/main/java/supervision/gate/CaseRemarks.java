package supervision.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Finding;
import supervision.decision.Text;
import supervision.reading.ExactlyOne;
import supervision.replay.FixtureProblem;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.Parameter;
import supervision.rulepack.RuleText;

/** What the cases show about a pack, as remarks of the gate. */
final class CaseRemarks {

    private static final Text READ_THE_CLAUSE = new Text(
            "对照条文：改动有意的，改正案例的预期；无意的，改正规则",
            "read the clause: correct what the case expects if that is meant, else correct the rule");

    /** Files of cases that one remark lists; it counts all of them. */
    private static final int MOST_LISTED = 10;

    private CaseRemarks() {}

    static Remark unreadable(FixtureProblem problem) {
        return remark(
                Remark.Severity.ERROR,
                "CASE_UNREADABLE",
                null,
                problem.file(),
                0,
                0,
                Text.of("案例文件无法运行：%1$s", "the case file cannot be run: %1$s", problem.problem()),
                problem.remedy());
    }

    static Remark failing(ReplayReport.Result result) {
        return remark(
                Remark.Severity.ERROR,
                "CASE_FAILS",
                null,
                result.asked().file(),
                0,
                0,
                new Text(
                        "案例不通过：" + result.asked().sentence() + "：" + said(result.differences()),
                        "the case fails: " + result.asked().en() + ": " + said(result.differences())),
                READ_THE_CLAUSE);
    }

    /**
     * New rows of figures on which no case rests.
     *
     * @param restedOn id and value of each figure that a finding of a case lists
     */
    static List<Remark> unshown(Map<String, Parameter> before, Map<String, Parameter> now, Set<String> restedOn) {
        List<Remark> remarks = new ArrayList<>();
        now.forEach((id, figure) -> {
            Parameter earlier = before.get(id);
            for (Parameter.Row row : figure.rows()) {
                boolean added = earlier == null || !earlier.rows().contains(row);
                String value =
                        row.entries().isEmpty() ? row.value() : row.entries().toString();
                if (added && value != null && !restedOn.contains(id + "=" + value)) {
                    remarks.add(remark(
                            Remark.Severity.WARNING,
                            "FIGURE_NOT_SHOWN",
                            null,
                            "parameters/" + id + ".yaml",
                            0,
                            0,
                            new Text(
                                    "没有案例依据 " + figure.title().zh() + " 自 " + row.from() + " 起的新数值 " + value,
                                    "no case rests on the new value " + value + " from " + row.from() + " on of: "
                                            + figure.title().en()),
                            new Text(
                                    "按条文写一个查询日不早于 " + row.from() + " 的案例",
                                    "write a case from the clause, asked about on a day from " + row.from() + " on")));
                }
            }
        });
        return remarks;
    }

    private static String said(List<String> differences) {
        return String.join("; ", differences);
    }

    static Remark flipped(CaseCheck.Flip flip) {
        boolean breaks = flip.breaks();
        return remark(
                flip.now().passed() ? Remark.Severity.WARNING : Remark.Severity.ERROR,
                "FLIPPED",
                null,
                flip.asked().file(),
                0,
                0,
                new Text(
                        (breaks ? "案例由通过变为不通过：" : "案例的结果不同：") + flip.asked().sentence() + "：" + turned(flip, "原为", "现为")
                                + expected(flip),
                        (breaks ? "the case passed and fails now: " : "the case comes out another way: ")
                                + flip.asked().en() + ": " + turned(flip, "before", "now") + expected(flip)),
                READ_THE_CLAUSE);
    }

    /** Cases in which nothing differs but how long the answer holds: one remark, which lists the first of them. */
    static List<Remark> lastOtherwise(List<CaseCheck.Flip> flips, boolean passing) {
        if (flips.isEmpty()) {
            return List.of();
        }
        Map<String, Long> days = flips.stream()
                .collect(Collectors.groupingBy(
                        flip -> String.valueOf(flip.now().validUntil()), TreeMap::new, Collectors.counting()));
        List<String> files =
                flips.stream().map(flip -> flip.asked().file()).sorted().toList();
        int more = files.size() - MOST_LISTED;
        String first = files.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return List.of(remark(
                passing ? Remark.Severity.WARNING : Remark.Severity.ERROR,
                "LASTS_OTHERWISE",
                null,
                "",
                0,
                0,
                new Text(
                        files.size() + " 个案例的结论不变，只是保持到的日期（validUntil）不同"
                                + (passing ? "" : "，与案例的预期不符") + "，现为"
                                + days.entrySet().stream()
                                        .map(day -> " " + day.getKey() + "（" + day.getValue() + " 个）")
                                        .collect(Collectors.joining("、"))
                                + "：" + first + (more > 0 ? "，另有 " + more + " 个" : ""),
                        "in " + files.size() + (files.size() == 1 ? " case" : " cases")
                                + " nothing is concluded otherwise, the answer only holds until another day (validUntil)"
                                + (passing ? "" : ", which is not what the case expects") + ", now "
                                + days.entrySet().stream()
                                        .map(day -> day.getKey() + " (" + day.getValue() + ")")
                                        .collect(Collectors.joining(", "))
                                + ": " + first + (more > 0 ? " and " + more + " more" : "")),
                new Text(
                        "日期符合条文的，用 `supervision replay` 的 `--renew` 更新案例的预期并核对差异；不符合的，改正规则",
                        "if the days are right by the clause, renew what the cases expect with `--renew` of"
                                + " `supervision replay` and read the difference; else correct the rule")));
    }

    /** What a case that fails now expects. */
    private static String expected(CaseCheck.Flip flip) {
        return flip.now().passed() ? "" : "; " + said(flip.now().differences());
    }

    private static String turned(CaseCheck.Flip flip, String before, String now) {
        return before + " " + outcome(flip.before()) + "; " + now + " " + outcome(flip.now());
    }

    private static String outcome(CaseCheck.Outcome outcome) {
        return (outcome.passed() ? "✓ " : "✗ ")
                + outcome.findings().stream().map(CaseRemarks::brief).collect(Collectors.joining(", ", "[", "]"))
                + " " + outcome.disposition() + ", validUntil " + outcome.validUntil();
    }

    private static String brief(Finding finding) {
        return Replay.brief(finding);
    }

    static Remark unseen(ConditionCoverage.Unseen unseen) {
        return remark(
                Remark.Severity.WARNING,
                "CONDITION_NOT_SEEN",
                unseen.rule().name(),
                unseen.rule().file(),
                unseen.test().place().line(),
                unseen.test().place().column(),
                new Text(
                        "没有案例显示“" + unseen.test() + "”" + (unseen.held() ? "成立" : "不成立") + "："
                                + unseen.rule().name(),
                        "no case shows `" + unseen.test() + "` " + (unseen.held() ? "hold" : "fail") + ": "
                                + unseen.rule().en()),
                new Text("写一个案例，或者删去多余的条件", "write a case, or leave the condition out if it is redundant"));
    }

    static Remark surviving(MutationScore.Survivor survivor) {
        return remark(
                Remark.Severity.WARNING,
                "MUTANT_SURVIVES",
                survivor.rule(),
                survivor.file(),
                survivor.line(),
                survivor.column(),
                new Text(
                        "改成这样没有案例会发现：" + survivor.change() + "；"
                                + survivor.missing().zh(),
                        "no case would notice this change: " + survivor.change() + "; "
                                + survivor.missing().en()),
                new Text(
                        "写出所缺的案例；写不出的，在" + KnownGaps.FILE + "说明原因",
                        "write the case that is missing, or say in " + KnownGaps.FILE + " why none can be"));
    }

    /** Two steps where there is one, or none where a rule asks for it. */
    static Remark notOne(ExactlyOne.Violation violation, String file) {
        String key = violation.key().entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
        RuleText first = violation.rules().get(0);
        String step = violation.step().name();
        boolean none = violation.found().isEmpty();
        String zhRules =
                violation.rules().stream().map(rule -> "“" + rule.name() + "”").collect(Collectors.joining("、"));
        String enRules =
                violation.rules().stream().map(rule -> "`" + rule.name() + "`").collect(Collectors.joining(", "));
        return remark(
                Remark.Severity.ERROR,
                "NOT_EXACTLY_ONE",
                first.name(),
                first.file(),
                first.line(),
                1,
                none
                        ? new Text(
                                "案例" + file + "中，规则" + zhRules + "要用步骤 `" + step + "`（" + key + "），没有规则得出它",
                                "in " + file + ", rule " + enRules + " asks for the step `" + step + "` (" + key
                                        + "), which no rule concludes")
                        : new Text(
                                "案例" + file + "中，步骤 `" + step + "`（" + key + "）有 "
                                        + violation.found().size() + " 个：" + violation.found() + "，由规则" + zhRules
                                        + "得出",
                                "in " + file + " there are " + violation.found().size() + " steps `" + step + "` ("
                                        + key + "): " + violation.found() + ", concluded by " + enRules),
                new Text(
                        "声明写有 @exactlyOne：使各规则互不重叠，并且合起来没有遗漏",
                        "its declaration says @exactlyOne: let the rules exclude each other and leave nothing out"));
    }

    static Remark stale(KnownGaps.Gap gap) {
        return remark(
                Remark.Severity.ERROR,
                "GAP_CLOSED",
                gap.rule(),
                KnownGaps.FILE,
                0,
                0,
                new Text("所列缺口已不存在：" + gap.what(), "a gap that is listed is none any more: " + gap.what()),
                new Text("从文件中删去该项", "take the entry out of the file"));
    }

    private static Remark remark(
            Remark.Severity severity,
            String kind,
            @Nullable String rule,
            String file,
            int line,
            int column,
            Text says,
            Text remedy) {
        return new Remark(severity, Remark.Part.CASES, kind, rule, file, line, column, says, remedy, null);
    }
}
