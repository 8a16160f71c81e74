package supervision.casework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import supervision.casework.CreditReport.Clause;
import supervision.casework.CreditReport.Entry;
import supervision.casework.CreditReport.Line;
import supervision.casework.CreditReport.Section;
import supervision.casework.ReportWords.Word;
import supervision.decision.Citation;
import supervision.decision.FigureUsed;
import supervision.decision.Text;
import supervision.law.SourceRef;
import supervision.lawtext.LawCheck;
import supervision.lawtext.LawTexts.ClauseText;

/**
 * A report as a page to print: one file that needs nothing else, works without scripts, and is well-formed XML too, from which
 * the PDF is made. Names and texts come from other people's files and are only ever text in it.
 */
final class ReportPage {

    /** The family that the PDF brings along; browsers take one of those before it. */
    static final String FAMILY = "report";

    private static final String STYLE = """
            @page { size: A4; margin: 20mm 16mm 18mm;
              @top-left { content: "%s"; font: 8pt %s; color: #555 }
              @top-right { content: "%s"; font: 8pt %s; color: #555 }
              @bottom-left { content: "%s"; font: 8pt %s; color: #555 }
              @bottom-right { content: counter(page) " / " counter(pages); font: 8pt %s; color: #555 } }
            html { background: #fff; color: #111 }
            body { margin: 0 auto; max-width: 178mm; font-family: %s; font-size: 10pt; line-height: 1.45 }
            h1 { font-size: 20pt; margin: 0 0 2mm; line-height: 1.2 }
            h2 { font-size: 12.5pt; margin: 5.5mm 0 1.5mm; padding-bottom: 1mm; border-bottom: 0.8pt solid #111; page-break-after: avoid }
            h3 { font-size: 10.5pt; margin: 0; page-break-after: avoid }
            p { margin: 1mm 0 }
            ul { margin: 1mm 0; padding-left: 5mm }
            .en { color: #555; font-size: 88%%; font-weight: normal }
            table { width: 100%%; border-collapse: collapse; margin: 1.5mm 0 }
            th, td { border: 0.5pt solid #999; padding: 0.7mm 1.8mm; text-align: left; vertical-align: top; word-wrap: break-word }
            th { width: 54mm; background: #f2f2f2; font-weight: normal }
            .entry { margin: 2.5mm 0 3.5mm; page-break-inside: avoid }
            .mark { border: 0.8pt solid #111; padding: 0.8mm 1.8mm; margin: 1.2mm 0; font-weight: bold }
            .warn { border: 0.8pt solid #111; background: #f2f2f2; padding: 1.2mm 2mm; margin: 1.5mm 0 }
            tr, .keep { page-break-inside: avoid }
            .none { margin: 1.5mm 0 }
            .basis { font-size: 85%%; color: #333; word-wrap: break-word }
            .law { margin: 1mm 0 2mm; padding-left: 2mm; border-left: 1.2pt solid #999 }
            .mono { font-size: 90%%; word-wrap: break-word }
            @media screen { body { padding: 8mm 6mm } }
            """;

    private static final String FONTS = Html.FONTS + ", " + FAMILY + ", sans-serif";

    private final CreditReport report;
    private final ReportWords words;
    private final Map<String, Clause> cited = new TreeMap<>();
    private final Html html = new Html();

    private ReportPage(CreditReport report, ReportWords words) {
        this.report = report;
        this.words = words;
    }

    /**
     * A page with the policy under which a browser may show it: its own style and nothing else.
     *
     * @param policy value of the header {@code Content-Security-Policy}
     */
    record Page(String html, String policy) {}

    static Page write(CreditReport report, ReportWords words) {
        return write(report, words, List.of());
    }

    /** @param remarks said beside the statements of the report; about this file, not part of what is numbered */
    static Page write(CreditReport report, ReportWords words, List<Text> remarks) {
        ReportPage page = new ReportPage(report, words);
        String style = page.style();
        String policy = Html.policy(style);
        page.body(style, policy, remarks);
        return new Page(page.html.toString(), policy + "; frame-ancestors 'none'");
    }

    /** What runs along the margins: nothing in it comes from a record. */
    private String style() {
        Text title = words.say(Word.TITLE);
        Text number = words.say(Word.NUMBER);
        return "\n"
                + STYLE.formatted(
                        quoted(title.zh() + " " + title.en()),
                        FONTS,
                        quoted(report.asOf().toString()),
                        FONTS,
                        quoted(number.zh() + " " + number.en() + " " + report.number()),
                        FONTS,
                        FONTS,
                        FONTS);
    }

    /** Inside a string of a style sheet, which itself stands in an element. */
    private static String quoted(String text) {
        return text.replaceAll("[\"\\\\<>&\\p{Cntrl}]", " ");
    }

    private void body(String style, String policy, List<Text> remarks) {
        Text title = words.say(Word.TITLE);
        String name = report.entity().name() == null
                ? report.entity().code()
                : report.entity().name();
        html.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .text(policy)
                .raw("\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .raw("<meta name=\"subject\" content=\"")
                .text(title.en() + ", " + report.use().title().en())
                .raw("\"/>\n<title>")
                .text(title.zh() + " · " + name + " · " + report.asOf())
                .raw("</title>\n<style>")
                .raw(style)
                .raw("</style>\n</head>\n<body>\n<h1>");
        html.both(title);
        html.raw("</h1>\n");
        head();
        if (!report.figures().isEmpty()) {
            html.heading(words.say(Word.FIGURES));
            html.raw("<table>\n");
            report.figures().forEach(this::figure);
            html.raw("</table>\n");
        }
        report.sections().forEach(this::section);
        if (!report.warnings().isEmpty()) {
            html.heading(words.say(Word.WARNINGS));
            report.warnings().forEach(this::warning);
        }
        html.heading(words.say(Word.STATEMENTS));
        html.raw("<ul>\n");
        List<Text> statements = new ArrayList<>(report.statements());
        statements.addAll(remarks);
        statements.forEach(statement -> {
            html.raw("<li>");
            html.both(statement);
            html.raw("</li>\n");
        });
        html.raw("</ul>\n");
        cited();
        html.raw("</body>\n</html>\n");
    }

    private void head() {
        CreditReport.Use use = report.use();
        html.raw("<table>\n");
        html.row(words.say(Word.NUMBER), ReportWords.same(report.number()));
        html.row(
                words.say(Word.ENTITY),
                report.entity().name() == null
                        ? words.say(Word.NO_NAME)
                        : ReportWords.same(report.entity().name()));
        html.row(words.say(Word.CODE), ReportWords.same(report.entity().code()));
        html.raw("<tr><th scope=\"row\">");
        html.both(words.say(Word.USE));
        html.raw("</th><td>");
        html.both(use.title());
        html.raw("<p>");
        html.both(use.needs());
        html.raw("</p>");
        basis(use.clauses());
        html.raw("</td></tr>\n");
        if (!use.leadUnits().isEmpty()) {
            html.row(words.say(Word.LEAD_UNITS), ReportWords.same(String.join("、", use.leadUnits())));
        }
        html.row(words.say(Word.AS_OF), ReportWords.same(report.asOf().toString()));
        if (report.knownAt() != null) {
            html.row(words.say(Word.KNOWN_AT), ReportWords.same(DecisionJson.moment(report.knownAt())));
        }
        html.row(words.say(Word.DECISION), ReportWords.same(report.decision()));
        String examples = report.pack().examples();
        html.row(
                words.say(Word.PACK),
                ReportWords.same(report.pack().id() + " " + report.pack().version() + " "
                        + report.pack().fingerprint() + (examples == null ? "" : " (" + examples + ")")));
        html.raw("</table>\n");
    }

    private void section(Section section) {
        // a heading stays with what it is the heading of
        html.raw("<div class=\"keep\">\n");
        html.heading(section.title());
        basis(section.clauses());
        if (section.none() != null) {
            html.raw("<p class=\"none\">");
            html.both(section.none());
            html.raw("</p>\n");
        }
        for (int i = 0; i < section.entries().size(); i++) {
            if (i == 1) {
                html.raw("</div>\n");
            }
            entry(section.entries().get(i));
        }
        html.raw(section.entries().size() > 1 ? "" : "</div>\n");
    }

    private void entry(Entry entry) {
        html.raw("<div class=\"entry\">\n<h3>");
        html.both(entry.title());
        html.raw("</h3>\n");
        for (Text mark : entry.marks()) {
            html.raw("<p class=\"mark\">");
            html.both(mark);
            html.raw("</p>\n");
        }
        html.raw("<table>\n");
        for (Line line : entry.lines()) {
            html.row(line.label(), line.text());
        }
        if (entry.record() != null && !entry.record().equals("entity")) {
            html.row(words.say(Word.RECORD), ReportWords.same(entry.record()));
        }
        html.raw("</table>\n");
        basis(entry.clauses());
        html.raw("</div>\n");
    }

    private void figure(FigureUsed figure) {
        Text value = words.value(figure);
        Text status = words.label("parameterStatus", figure.status());
        Text cited = figure.cited();
        html.row(
                figure.title(),
                new Text(
                        value.zh() + "（" + status.zh() + (cited == null ? "" : "，" + cited.zh()) + "）",
                        value.en() + " (" + status.en() + (cited == null ? "" : ", " + cited.en()) + ")"));
    }

    private void warning(CreditReport.Warning warning) {
        html.raw("<div class=\"warn\"><p>");
        html.both(warning.text());
        html.raw("</p>\n<table>\n");
        warning.figures().forEach(this::figure);
        html.raw("</table></div>\n");
    }

    private void basis(List<Clause> clauses) {
        if (clauses.isEmpty()) {
            return;
        }
        html.raw("<p class=\"basis\">");
        html.both(words.say(Word.BASIS));
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (Clause clause : clauses) {
            cited.putIfAbsent(clause.id(), clause);
            // without a number of its own the clause is known by what it is about
            places.computeIfAbsent(
                            Citation.called(clause.instrument(), clause.number())
                                    .zh(),
                            instrument -> new ArrayList<>())
                    .add(
                            clause.cite().equals(Citation.UNCHECKED)
                                    ? clause.title().zh() + "（" + Citation.UNCHECKED + "）"
                                    : clause.cite().equals(Citation.WHOLE) ? "" : clause.cite());
        }
        html.raw("：")
                .text(places.entrySet().stream()
                        .map(of -> of.getKey() + String.join("、", of.getValue()))
                        .collect(Collectors.joining("；")))
                .raw("</p>\n");
    }

    /** The instruments once each, at the end, with what each of their clauses is about and how well it is known. */
    private void cited() {
        html.heading(words.say(Word.CLAUSES));
        html.raw("<table>\n");
        Map<String, List<Clause>> byInstrument = new TreeMap<>();
        cited.values()
                .forEach(clause -> byInstrument
                        .computeIfAbsent(SourceRef.parse(clause.id()).source(), id -> new ArrayList<>())
                        .add(clause));
        byInstrument.forEach((id, clauses) -> {
            html.raw("<tr><th scope=\"row\">");
            html.both(
                    Citation.called(clauses.get(0).instrument(), clauses.get(0).number()));
            html.raw("</th><td>");
            for (Clause clause : clauses) {
                Text evidence = words.label("evidence", clause.evidence());
                html.raw("<p>").text(clause.cite()).raw(" ");
                html.both(new Text(
                        clause.title().zh() + "（" + evidence.zh() + "）",
                        clause.title().en() + " (" + evidence.en() + ")"));
                html.raw("</p>");
                verbatim(clause.id());
            }
            html.raw("</td></tr>\n");
        });
        html.raw("</table>\n");
    }

    /** The text of law itself, where whoever runs the service keeps it; with its version, for it is theirs and not the program's. */
    private void verbatim(String clause) {
        ClauseText text = words.verbatim(clause);
        if (text == null) {
            return;
        }
        html.raw("<div class=\"law\"><p class=\"basis\">").text("《" + text.title() + "》 ");
        html.both(LawCheck.days(text.published(), text.inForce()));
        html.raw("</p>");
        text.text().lines().forEach(line -> html.raw("<p>").text(line).raw("</p>"));
        html.raw("</div>");
    }
}
