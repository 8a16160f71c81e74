package supervision.casework;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.decision.Tier;
import supervision.gate.GateReport;
import supervision.gate.Impact;
import supervision.gate.PackChanges;
import supervision.gate.Remark;
import supervision.gate.Retold;
import supervision.rulepack.RulePack;

/** The gate's report as a page: what an officer reads before an edit counts. */
final class GatePage {

    private static final String STYLE = """

            html { background: #fff; color: #111 }
            body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; font: 15px/1.5 %s, sans-serif }
            h1 { font-size: 1.7rem; margin: 0 0 .5rem }
            h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; padding-bottom: .2rem; border-bottom: 2px solid #111 }
            h3 { font-size: 1rem; margin: 1.2rem 0 .3rem }
            .en { color: #555; font-size: 88%% }
            table { border-collapse: collapse; margin: .5rem 0; width: 100%% }
            table.narrow { width: auto }
            th, td { border: 1px solid #999; padding: .25rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
            th { background: #f2f2f2; font-weight: normal }
            td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
            td.same { color: #777 }
            pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px }
            .did { font-size: 1.1rem; padding-left: 1.2rem }
            .did li { margin: .4rem 0 }
            .verdict { border: 2px solid #111; padding: .6rem 1rem; margin: 1rem 0; font-weight: bold }
            .error { border-color: #a40000; color: #a40000 }
            .sign { white-space: nowrap; font-weight: bold }
            .half td { width: 50%% }
            summary { cursor: pointer }
            """.formatted(Html.FONTS);

    private final GateReport report;
    private final @Nullable RulePack words;
    private final Html html = new Html();

    private GatePage(GateReport report, @Nullable RulePack words) {
        this.report = report;
        this.words = words;
    }

    /** @param words pack whose labels say what codes are called; null to leave them as they are */
    static ReportPage.Page write(GateReport report, @Nullable RulePack words) {
        GatePage page = new GatePage(report, words);
        String policy = Html.policy(STYLE);
        page.body(policy);
        return new ReportPage.Page(page.html.toString(), policy + "; frame-ancestors 'none'");
    }

    private void body(String policy) {
        html.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .text(policy)
                .raw("\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .raw("<title>规则包检查 · rule pack check</title>\n<style>")
                .raw(STYLE)
                .raw("</style>\n</head>\n<body>\n<h1>");
        html.both(new Text("规则包检查报告", "What the edit does, before it counts")).raw("</h1>\n");
        did();
        verdict();
        errors();
        packs();
        if (report.changes() != null) {
            changes(report.changes());
        }
        if (report.cases() != null) {
            cases(report.cases());
        }
        if (report.impact() != null) {
            impact(report.impact());
        }
        for (Remark.Part part : Remark.Part.values()) {
            part(part);
        }
        html.raw("</body>\n</html>\n");
    }

    private void did() {
        html.raw("<ul class=\"did\">\n");
        report.did()
                .forEach(said -> html.raw("<li>")
                        .text(said.zh())
                        .raw("<br/><span class=\"en\" lang=\"en\">")
                        .text(said.en())
                        .raw("</span></li>\n"));
        html.raw("</ul>\n");
    }

    private void verdict() {
        html.raw("<p class=\"verdict" + (report.publishable() ? "" : " error") + "\">");
        html.both(
                report.publishable()
                        ? new Text(
                                "检查没有发现妨碍发布的问题，仍须第二人批准",
                                "Nothing found that stands against publishing; a second person has to approve it")
                        : new Text("不可发布", "Not publishable"));
        html.raw("</p>\n<p>");
        html.both(new Text(
                "错误 " + report.count(Remark.Severity.ERROR) + "，提醒 " + report.count(Remark.Severity.WARNING) + "，不能判断 "
                        + report.count(Remark.Severity.UNDECIDED),
                report.count(Remark.Severity.ERROR) + " errors, " + report.count(Remark.Severity.WARNING)
                        + " warnings, " + report.count(Remark.Severity.UNDECIDED) + " undecided"));
        html.raw("</p>\n");
        report.leftOut().forEach(left -> html.raw("<p>").both(left).raw("</p>\n"));
    }

    private void packs() {
        html.raw("<table class=\"narrow\">\n");
        pack(new Text("候选规则包", "Candidate"), report.candidate());
        pack(new Text("对照规则包", "Held against"), report.against());
        html.row(new Text("查询日", "Day asked about"), plain(report.day().toString()));
        html.raw("</table>\n");
    }

    private void pack(Text label, GateReport.@Nullable PackName pack) {
        html.row(
                label,
                pack == null
                        ? new Text("无", "none")
                        : plain(pack.id() + " " + pack.version() + " " + pack.fingerprint()
                                + (pack.examples() == null ? "" : " (" + pack.examples() + ")")));
    }

    private void changes(PackChanges changes) {
        html.heading(new Text("改了什么", "What was edited"));
        if (changes.files().isEmpty()) {
            html.raw("<p>")
                    .both(new Text("两个规则包的文件相同", "The files of both packs are the same"))
                    .raw("</p>\n");
        }
        changes.rules().forEach(rule -> {
            html.raw("<h3>")
                    .both(new Text(rule.rule(), rule.en()))
                    .raw("</h3>\n<p>")
                    .text(rule.file() + ":" + rule.line());
            html.raw("</p>\n");
            beforeAndAfter(
                    sentence(rule.saidBefore()) + text(rule.before()), sentence(rule.saidAfter()) + text(rule.after()));
        });
        changes.figures().forEach(figure -> {
            html.raw("<h3>")
                    .both(figure.title())
                    .raw("</h3>\n<p>")
                    .text(figure.id())
                    .raw("</p>\n");
            beforeAndAfter(lines(figure.before()), lines(figure.after()));
        });
        retold(changes.retold());
        if (!changes.files().isEmpty()) {
            html.raw("<details><summary>")
                    .both(new Text("有差异的文件", "Files that differ"))
                    .raw("</summary>");
            html.raw(lines(changes.files())).raw("</details>\n");
        }
    }

    /** The sentence first: that is what an officer reads. */
    private static String sentence(@Nullable Text said) {
        return said == null
                ? "—"
                : "<p>" + Html.escaped(said.zh()) + "</p><p class=\"en\" lang=\"en\">" + Html.escaped(said.en())
                        + "</p>";
    }

    private static String text(@Nullable String text) {
        return text == null
                ? ""
                : "<details><summary>"
                        + new Html().both(new Text("规则文本", "Text of the rule"))
                        + "</summary><pre>" + Html.escaped(text) + "</pre></details>";
    }

    private void retold(List<Retold> changes) {
        if (changes.isEmpty()) {
            return;
        }
        html.heading(new Text(
                "须由批准人逐项确认的改动（" + changes.size() + " 处）",
                "To be confirmed one by one by whoever approves it (" + changes.size() + ")"));
        changes.forEach(change -> {
            html.raw("<p><code>")
                    .text(change.id())
                    .raw("</code> ")
                    .text(change.file() + " · " + change.at())
                    .raw("</p>\n");
            beforeAndAfter(said(change.before()), said(change.after()));
        });
    }

    private static String said(@Nullable String text) {
        return text == null ? "—" : "<pre>" + Html.escaped(text) + "</pre>";
    }

    private void beforeAndAfter(String before, String after) {
        html.raw("<table class=\"half\"><tr><th>")
                .both(new Text("之前", "Before"))
                .raw("</th><th>");
        html.both(new Text("之后", "After"))
                .raw("</th></tr>\n<tr><td>" + before + "</td><td>" + after + "</td></tr></table>\n");
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "—" : "<pre>" + Html.escaped(String.join("\n", lines)) + "</pre>";
    }

    private void part(Remark.Part part) {
        List<Remark> remarks = report.of(part).stream()
                .filter(remark -> remark.severity() != Remark.Severity.ERROR)
                .toList();
        if (!remarks.isEmpty()) {
            Text title = title(part);
            html.heading(new Text("提醒：" + title.zh(), "To be looked at: " + title.en()));
            table(remarks);
        }
    }

    private void errors() {
        List<Remark> errors = report.remarks().stream()
                .filter(remark -> remark.severity() == Remark.Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            html.heading(new Text("错误", "Errors"));
            table(errors);
        }
    }

    private void table(List<Remark> remarks) {
        html.raw("<table>\n");
        remarks.forEach(this::remark);
        html.raw("</table>\n");
    }

    static Text title(Remark.Part part) {
        return switch (part) {
            case FORM -> new Text("形式", "form");
            case ANALYSIS -> new Text("分析", "analysis");
            case CASES -> new Text("案例", "cases");
            case IMPACT -> new Text("影响", "impact");
        };
    }

    static Text sign(Remark.Severity severity) {
        return switch (severity) {
            case ERROR -> new Text("错误", "error");
            case WARNING -> new Text("提醒", "warning");
            case UNDECIDED -> new Text("不能判断", "undecided");
        };
    }

    private void remark(Remark remark) {
        html.raw("<tr><th class=\"sign\">")
                .both(sign(remark.severity()))
                .raw("<br/>")
                .text(remark.kind());
        html.raw("</th><td>");
        if (remark.rule() != null) {
            html.raw("<b>").text(remark.rule()).raw("</b><br/>");
        }
        if (!remark.file().isEmpty()) {
            html.raw("<code>").text(remark.place()).raw("</code><br/>");
        }
        html.both(remark.says()).raw("<br/>").both(remark.remedy());
        if (remark.example() != null) {
            html.raw("<details><summary>")
                    .both(new Text("可作为案例保存", "A case to keep"))
                    .raw("</summary><pre>");
            html.text(remark.example()).raw("</pre></details>");
        }
        html.raw("</td></tr>\n");
    }

    private void cases(GateReport.CaseSummary cases) {
        html.heading(new Text("案例结果", "How the cases come out"));
        html.raw("<table class=\"narrow\">\n");
        number(new Text("案例", "Cases"), cases.cases());
        number(new Text("结果不同", "Come out another way"), cases.flips().size());
        number(
                new Text("其中只是保持到的日期不同", "Of which only until when the answer holds is another"),
                cases.flips().stream().filter(GateReport.Flip::lastsOnly).count());
        number(new Text("改动前后都不通过", "Fail as before"), cases.failing());
        number(new Text("改动的规则", "Edited rules"), cases.editedRules());
        number(new Text("对改动的规则试作小改动", "Small changes tried on them"), cases.changesTried());
        number(new Text("其中案例能发现的", "Of which a case notices"), cases.changesNoticed());
        html.raw("</table>\n");
        if (cases.flips().isEmpty()) {
            return;
        }
        List<GateReport.Flip> lasting =
                cases.flips().stream().filter(GateReport.Flip::lastsOnly).toList();
        if (!lasting.isEmpty()) {
            html.raw("<details><summary>")
                    .both(new Text(
                            "结论不变、只是保持到的日期不同的案例（" + lasting.size() + " 个）",
                            "Cases in which the answer only holds until another day (" + lasting.size() + ")"))
                    .raw("</summary>\n<table class=\"narrow\"><tr><th></th><th>");
            html.both(new Text("之前", "Before"))
                    .raw("</th><th>")
                    .both(new Text("之后", "After"))
                    .raw("</th></tr>\n");
            lasting.forEach(flip -> html.raw("<tr><th>")
                    .both(flip.sentence())
                    .raw("<br/><code>")
                    .text(flip.file())
                    .raw("</code></th><td>")
                    .text(String.valueOf(flip.validUntilBefore()))
                    .raw("</td><td>")
                    .text(String.valueOf(flip.validUntilNow()))
                    .raw("</td></tr>\n"));
            html.raw("</table></details>\n");
        }
        List<GateReport.Flip> others =
                cases.flips().stream().filter(flip -> !flip.lastsOnly()).toList();
        if (others.isEmpty()) {
            return;
        }
        html.raw("<details><summary>")
                .both(new Text(
                        "结论不同的案例（" + others.size() + " 个）", "Cases that come out another way (" + others.size() + ")"))
                .raw("</summary>\n");
        for (GateReport.Flip flip : others) {
            html.raw("<h3>")
                    .both(flip.sentence())
                    .raw("</h3>\n<p><code>")
                    .text(flip.file())
                    .raw("</code> ");
            html.both(passed(flip.passedBefore()))
                    .raw(" → ")
                    .both(passed(flip.passesNow()))
                    .raw("</p>\n");
            beforeAndAfter(
                    said(flip.before()) + validUntil(flip.validUntilBefore()),
                    said(flip.after()) + validUntil(flip.validUntilNow()));
        }
        html.raw("</details>\n");
    }

    private static Text passed(boolean passed) {
        return passed ? new Text("通过", "passes") : new Text("不通过", "fails");
    }

    private static String validUntil(@Nullable LocalDate day) {
        return day == null ? "" : "<p>validUntil " + day + "</p>";
    }

    private void impact(Impact impact) {
        html.heading(new Text("对登记主体的影响", "Whom it hits"));
        html.raw("<table class=\"narrow\">\n");
        number(new Text("登记主体", "Entities"), impact.entities());
        number(new Text(impact.day() + " 起结论不同", "Other conclusions on " + impact.day()), impact.affected());
        number(
                new Text(
                        "至 " + impact.horizon() + " 将有不同",
                        "Other conclusions on a later day until " + impact.horizon()),
                impact.later());
        number(new Text("结论相同，依据或者文字不同", "Same conclusions on other grounds or in other words"), impact.wordsOnly());
        html.raw("</table>\n");
        kinds(new Text("当日有变化的结论", "Conclusions that day"), impact.kinds());
        kinds(
                new Text("以后有变化的结论，按各主体首个有变化之日", "Conclusions on later days, for each entity on the first"),
                impact.kindsLater());
        tiers(impact.tiers());
        inspections(impact.inspections());
        measures(new Text("开始适用的措施", "Measures that begin"), impact.measuresBegin());
        measures(new Text("不再适用的措施", "Measures that end"), impact.measuresEnd());
        repairs(new Text("变为可以修复的记录", "Repairs that open"), impact.repairsOpen());
        repairs(new Text("变为不能修复的记录", "Repairs that close"), impact.repairsClose());
        shares(new Text("按领域", "By field"), "field", impact.byField());
        shares(new Text("按主体类型", "By kind"), "type", impact.byKind());
        shares(new Text("按辖区", "By town"), "", impact.byTown());
        days(new Text("以后才受影响的主体", "Entities that it reaches on a later day"), impact.days());
        days(new Text("过去日期的结论会不同的主体", "Entities of which a past day would be decided otherwise"), impact.past());
        wording(impact.wording());
        most(impact.most());
    }

    private void wording(List<Impact.Wording> wording) {
        if (wording.isEmpty()) {
            return;
        }
        html.raw("<h3>").both(new Text("结论相同、说法不同之处", "Told otherwise, where the same is concluded"));
        html.raw("</h3>\n<table class=\"narrow\">\n");
        wording.forEach(one -> {
            html.raw("<tr><th>").both(one.what().title()).raw("</th><td>");
            html.both(one.title()).raw(" <code>").text(one.id()).raw("</code></td><td class=\"n\">");
            html.text(grouped(one.whom().count())).raw(" ");
            codes(one.whom());
            html.raw("</td></tr>\n");
        });
        html.raw("</table>\n");
    }

    private void kinds(Text title, List<Impact.KindChange> kinds) {
        if (kinds.isEmpty()) {
            return;
        }
        html.raw("<h3>").both(title).raw("</h3>\n<table class=\"narrow\"><tr><th></th><th>");
        html.both(new Text("新增", "New"))
                .raw("</th><th>")
                .both(new Text("不再有", "Gone"))
                .raw("</th><th>")
                .both(new Text("内容不同", "Other"))
                .raw("</th></tr>\n");
        kinds.forEach(kind -> {
            html.raw("<tr><th>").both(kind.title()).raw("</th>");
            List.of(kind.begins(), kind.ends(), kind.turns()).forEach(whom -> {
                html.raw("<td class=\"n\">").text(whom.count() == 0 ? "·" : grouped(whom.count()));
                if (whom.count() > 0) {
                    html.raw(" ");
                    codes(whom);
                }
                html.raw("</td>");
            });
            html.raw("</tr>\n");
        });
        html.raw("</table>\n");
    }

    private void number(Text label, long number) {
        html.raw("<tr><th>")
                .both(label)
                .raw("</th><td class=\"n\">")
                .text(grouped(number))
                .raw("</td></tr>\n");
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void tiers(SortedMap<String, SortedMap<String, Long>> tiers) {
        Set<String> named = new HashSet<>(tiers.keySet());
        tiers.values().forEach(row -> named.addAll(row.keySet()));
        // the best first, as everywhere
        List<String> all = Stream.concat(Arrays.stream(Tier.values()).map(Tier::name), Stream.of(Impact.NO_TIER))
                .filter(named::contains)
                .toList();
        if (all.isEmpty()) {
            return;
        }
        html.raw("<h3>").both(new Text("监管层级：之前（行）→ 之后（列）", "Tiers: before (rows), after (columns)"));
        html.raw("</h3>\n<table class=\"narrow\"><tr><th></th>");
        all.forEach(tier -> html.raw("<th>").both(tier(tier)).raw("</th>"));
        html.raw("</tr>\n");
        for (String before : all) {
            html.raw("<tr><th>").both(tier(before)).raw("</th>");
            for (String after : all) {
                long count = tiers.getOrDefault(before, new TreeMap<>()).getOrDefault(after, 0L);
                html.raw(before.equals(after) ? "<td class=\"n same\">" : "<td class=\"n\">");
                html.text(count == 0 ? "·" : grouped(count)).raw("</td>");
            }
            html.raw("</tr>\n");
        }
        html.raw("</table>\n");
    }

    private Text tier(String tier) {
        return tier.equals(Impact.NO_TIER) ? new Text("无", "none") : label("tier", tier);
    }

    private void inspections(Impact.Inspections inspections) {
        html.raw("<h3>").both(new Text("抽查", "Inspections")).raw("</h3>\n<table class=\"narrow\"><tr><th></th><th>");
        html.both(new Text("增加", "Added"))
                .raw("</th><th>")
                .both(new Text("减少", "Saved"))
                .raw("</th><th>");
        html.both(new Text("多查的", "Drawn more")).raw("</th><th>").both(new Text("少查的", "Drawn less"));
        html.raw("</th></tr>\n");
        change(
                new Text("每轮预计抽取数，按比例下限", "Expected to be drawn in a round, lower ends of the shares"),
                inspections.drawnAtLeast());
        change(new Text("每轮预计抽取数，按比例上限", "The same, upper ends"), inspections.drawnAtMost());
        change(new Text("每年至多次数", "Times a year, at most"), inspections.timesAYear());
        html.raw("</table>\n");
        if (inspections.noFigure() > 0) {
            html.raw("<p>")
                    .both(new Text(
                            "另有 " + grouped(inspections.noFigure()) + " 处只有一个规则包设有数值，未计入",
                            grouped(inspections.noFigure())
                                    + " more have a figure in one of the packs only and are not added up"))
                    .raw("</p>\n");
        }
    }

    private void change(Text label, Impact.Change change) {
        html.raw("<tr><th>").both(label).raw("</th>");
        for (String cell : List.of(
                decimal(change.added()), decimal(change.saved()), grouped(change.more()), grouped(change.fewer()))) {
            html.raw("<td class=\"n\">").text(cell).raw("</td>");
        }
        html.raw("</tr>\n");
    }

    private static String decimal(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private void measures(Text title, List<Impact.MeasureChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        html.raw("<h3>").both(title).raw("</h3>\n<table>\n");
        changes.forEach(change -> {
            html.raw("<tr><th>")
                    .both(change.title())
                    .raw("<br/><code>")
                    .text(change.measure())
                    .raw("</code></th><td>");
            html.both(label("role", change.target())).raw("</td>");
            whom(change.whom());
        });
        html.raw("</table>\n");
    }

    private void repairs(Text title, List<Impact.RepairChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        html.raw("<h3>").both(title).raw("</h3>\n<table>\n");
        changes.forEach(change -> {
            html.raw("<tr><th>")
                    .both(answer(change.before()))
                    .raw(" → ")
                    .both(answer(change.after()))
                    .raw("</th>");
            whom(change.whom());
        });
        html.raw("</table>\n");
    }

    private Text answer(String answer) {
        return answer.equals("NONE") ? new Text("未涉及", "not asked") : label("answer", answer);
    }

    private void whom(Impact.Whom whom) {
        html.raw("<td class=\"n\">").text(grouped(whom.count())).raw("</td><td>");
        codes(whom);
        html.raw("</td></tr>\n");
    }

    private void codes(Impact.Whom whom) {
        html.raw("<details><summary>");
        html.both(
                whom.count() > whom.codes().size()
                        ? new Text(
                                "前 " + whom.codes().size() + " 个",
                                "the first " + whom.codes().size())
                        : new Text("全部", "all"));
        html.raw("</summary>").text(String.join(" ", whom.codes())).raw("</details>");
    }

    private void shares(Text title, String group, Map<String, Impact.Share> shares) {
        if (shares.isEmpty()) {
            return;
        }
        html.raw("<h3>").both(title).raw("</h3>\n<table class=\"narrow\"><tr><th></th><th>");
        html.both(new Text("主体", "Entities"))
                .raw("</th><th>")
                .both(new Text("受影响", "Affected"))
                .raw("</th></tr>\n");
        shares.forEach((code, share) -> {
            html.raw("<tr><th>")
                    .both(label(group, code))
                    .raw("</th><td class=\"n\">")
                    .text(grouped(share.entities()));
            html.raw("</td><td class=\"n\">").text(grouped(share.affected())).raw("</td></tr>\n");
        });
        html.raw("</table>\n");
    }

    private void days(Text title, Map<LocalDate, Impact.Whom> days) {
        if (days.isEmpty()) {
            return;
        }
        html.raw("<h3>").both(title).raw("</h3>\n<table>\n");
        days.forEach((day, whom) -> {
            html.raw("<tr><th>").text(day.toString()).raw("</th>");
            whom(whom);
        });
        html.raw("</table>\n");
    }

    private void most(List<Impact.Affected> most) {
        if (most.isEmpty()) {
            return;
        }
        html.raw("<h3>").both(new Text("受影响最大的主体", "Most affected")).raw("</h3>\n");
        for (Impact.Affected affected : most) {
            html.raw("<p><b>")
                    .text(affected.name() == null ? "" : affected.name() + " ")
                    .raw("</b><code>");
            html.text(affected.code()).raw("</code></p>\n");
            beforeAndAfter(said(affected.before()), said(affected.after()));
        }
    }

    private static String said(List<Impact.Said> said) {
        if (said.isEmpty()) {
            return "—";
        }
        Html cell = new Html();
        said.forEach(one -> cell.raw("<p>")
                .both(new Text(one.rule(), one.en()))
                .raw("<br/><code>")
                .text(one.concludes().toString())
                .raw("</code><br/>")
                .text(one.cited().stream().map(Text::zh).collect(Collectors.joining("；")) + " ← "
                        + String.join("、", one.evidence()))
                .raw("</p>"));
        return cell.toString();
    }

    private Text label(String group, String code) {
        return words == null ? plain(code) : words.label(group, code);
    }

    private static Text plain(String text) {
        return new Text(text, text);
    }
}
