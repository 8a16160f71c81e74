package supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import supervision.EdgeCases.EdgeCase;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.decision.Recipient;
import supervision.decision.Text;
import supervision.law.SourceRef;
import supervision.replay.FixtureCase;
import supervision.replay.RuleUse;
import supervision.rulepack.LegalSource;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;

/**
 * Writes {@code docs/clauses.md}: what carries out each clause of the opinion, what shows each edge case, and which instruments
 * are cited where.
 */
final class ClausesDocument {

    static final String OPINION = "laiwu-2020-19";

    /** Items shown before a list is folded. */
    private static final int FEW = 5;

    private static final String HEAD = """
            # 条款、规则与案例 · Clauses, rules and cases

            本页由 `make test` 核对，内容取自规则包和案例，不要手工修改。更新：`mvn -q test -Dtest=ClausesTest -Dclauses.update`。

            This page is generated from the rule pack and the cases, and checked by `make test`.
            Do not edit it; the command above renews it.
            A rule belongs to a clause if it cites it; behind each stands the number of cases in which it fires.
            A case shows a clause if it was read from it, or if one of its rules fires there.
            Figures are those that the rules name or that were asked for their facts; `null` is a figure that no document gives.

            """;

    private final RulePack pack;
    private final RulePack withExamples;
    private final List<RuleUse> uses;
    private final SortedMap<String, FixtureCase> cases = new TreeMap<>();
    private final StringBuilder text = new StringBuilder(HEAD);

    private ClausesDocument(RulePack pack, RulePack withExamples, List<RuleUse> uses, Collection<FixtureCase> cases) {
        this.pack = pack;
        this.withExamples = withExamples;
        this.uses = uses;
        cases.forEach(one -> this.cases.put(one.file(), one));
    }

    static String write(
            RulePack pack,
            RulePack withExamples,
            List<RuleUse> uses,
            Collection<FixtureCase> cases,
            EdgeCases edgeCases) {
        ClausesDocument document = new ClausesDocument(pack, withExamples, uses, cases);
        document.known();
        document.clauses();
        document.edgeCases(edgeCases);
        document.instruments();
        // one line end at the end of the file
        document.text.setLength(document.text.length() - 1);
        return document.text.toString();
    }

    /** How many clauses nobody finds by their number yet is said first: it is what is left to read. */
    private void known() {
        long all = pack.sources().values().stream()
                .mapToLong(source -> source.clauses().size())
                .sum();
        long unchecked = pack.sources().values().stream()
                .mapToLong(ClausesDocument::unchecked)
                .sum();
        line("规则包引用 " + pack.sources().size() + " 份文件的 " + all + " 条，其中 " + unchecked + " 条写作“" + Citation.UNCHECKED
                + "”。");
        line("");
        line("The pack cites " + all + " clauses of " + pack.sources().size() + " instruments; the number of "
                + unchecked + " of them was not read (" + Citation.UNCHECKED + ").");
        line("");
    }

    private static long unchecked(LegalSource source) {
        return source.clauses().values().stream()
                .filter(clause -> clause.cite().equals(Citation.UNCHECKED))
                .count();
    }

    /** What each file of {@code rules/sources/} is, and which places of it are cited. */
    private void instruments() {
        line("## 所引文件 · Instruments");
        line("");
        line("| 文件 instrument | 发布机关 issuer | 文本 version | 施行 in force | 条款 clauses |");
        line("|---|---|---|---|---|");
        pack.sources().values().forEach(source -> {
            List<String> cites = source.clauses().values().stream()
                    .map(LegalSource.Clause::cite)
                    .filter(cite -> !cite.equals(Citation.UNCHECKED))
                    .toList();
            long unchecked = unchecked(source);
            line("| "
                    + String.join(
                            " | ",
                            cell(called(source)),
                            source.issuer(),
                            source.version() == null ? "" : source.version(),
                            source.from() + " –" + (source.until() == null ? "" : " " + source.until()),
                            String.join("、", cites)
                                    + (unchecked == 0
                                            ? ""
                                            : (cites.isEmpty() ? "" : "；") + Citation.UNCHECKED + " " + unchecked))
                    + " |");
        });
        line("");
    }

    private void clauses() {
        LegalSource opinion = Objects.requireNonNull(pack.sources().get(OPINION));
        line("## 《实施意见》各条 · Clauses of the opinion");
        line("");
        line("| 条款 clause | | 规则 rules | 案例 cases | 数值 figures |");
        line("|---|---|--:|--:|--:|");
        opinion.clauses().forEach((id, clause) -> {
            List<RuleUse> rules = rules(id);
            line("| [" + clause.cite() + "](#" + anchor(id) + ") | " + cell(clause.title()) + " | " + rules.size()
                    + " | " + cases(id, rules).size() + " | " + figures(rules).size() + " |");
        });
        line("");
        opinion.clauses().forEach(this::clause);
        others();
    }

    /** Rules that rest on other instruments alone, so that every rule of the pack is on the page. */
    private void others() {
        SortedMap<String, List<RuleUse>> bySource = new TreeMap<>();
        for (RuleUse use : uses) {
            if (use.rule().sources().stream().noneMatch(source -> source.startsWith(OPINION + "/"))) {
                String first = SourceRef.parse(use.rule().sources().get(0)).source();
                bySource.computeIfAbsent(first, source -> new ArrayList<>()).add(use);
            }
        }
        line("### 只依其他文件的规则 · Rules that rest on other instruments alone");
        line("");
        line("| 文件 instrument | 规则 rules | 案例 cases |");
        line("|---|--:|--:|");
        bySource.forEach((source, rules) -> line("| "
                + cell(called(Objects.requireNonNull(pack.sources().get(source)))) + " | " + rules.size() + " | "
                + rules.stream()
                        .flatMap(use -> use.fired().keySet().stream())
                        .distinct()
                        .count()
                + " |"));
        line("");
    }

    private void clause(String id, LegalSource.Clause clause) {
        List<RuleUse> rules = rules(id);
        line("<a id=\"" + anchor(id) + "\"></a>");
        line("");
        line("### " + clause.cite() + " " + clause.title().zh() + " · "
                + clause.title().en());
        line("");
        line(clause.says().zh());
        line("");
        line(clause.says().en());
        line("");
        if (rules.isEmpty() && clause.noRule() == null) {
            line("**规则 Rules**: 尚无 · none yet");
            line("");
        } else if (!rules.isEmpty()) {
            line("**规则 Rules** (" + rules.size() + "): " + files(rules));
            line("");
            folded(rules.stream()
                    .map(use -> use.rule().name() + " · " + use.rule().en() + " — "
                            + use.fired().size())
                    .toList());
        }
        List<FixtureCase> shown = cases(id, rules);
        if (!shown.isEmpty()) {
            long read = shown.stream()
                    .filter(one -> one.why().contains(new SourceRef(OPINION, id)))
                    .count();
            line("**案例 Cases** (" + shown.size() + "，读自本条 · read from the clause: " + read + ")");
            line("");
            shown.stream().limit(FEW).forEach(one -> line("- " + link(one) + " · " + escaped(one.en())));
            if (shown.size() > FEW) {
                line("- … 另有 " + (shown.size() - FEW) + " 个 · and " + (shown.size() - FEW) + " more in "
                        + folders(shown.subList(FEW, shown.size())));
            }
            line("");
        }
        figureLines(figures(rules));
        leftToPeople(clause, rules);
    }

    private void figureLines(Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        SortedMap<String, List<String>> byStatus = new TreeMap<>();
        ids.forEach(id -> byStatus.computeIfAbsent(status(id), status -> new ArrayList<>())
                .add("[`" + id + "`](../rules/parameters/" + id + ".yaml)"));
        line("**数值 Figures** (" + ids.size() + ")");
        line("");
        byStatus.forEach((status, links) -> {
            if (links.size() <= FEW) {
                line("- " + status + " (" + links.size() + "): " + String.join(", ", links));
            } else {
                line("- " + status + " (" + links.size() + "): <details><summary>展开 unfold</summary>"
                        + String.join(
                                ", ",
                                links.stream()
                                        .map(link -> link.replaceAll("\\[`(.*)`\\]\\((.*)\\)", "<a href=\"$2\">$1</a>"))
                                        .toList())
                        + "</details>");
            }
        });
        line("");
    }

    /** What a figure is known as today: the status of its latest row. */
    private String status(String id) {
        List<Parameter.Row> rows = pack.parameter(id).rows();
        Parameter.Row last = rows.get(rows.size() - 1);
        Parameter.Row example = withExamples.parameter(id).on(last.from());
        return "`" + last.status() + "`"
                + (example != null && example.set() != null ? "，由示例代替 · an example stands in" : "");
    }

    private void leftToPeople(LegalSource.Clause clause, List<RuleUse> rules) {
        SortedMap<Recipient, Set<String>> referred = new TreeMap<>();
        Set<String> answered = new LinkedHashSet<>();
        for (RuleUse use : rules) {
            for (Finding finding : use.findings().toList()) {
                if (finding.concludes() instanceof Conclusion.Referral referral) {
                    referred.computeIfAbsent(referral.to(), to -> new LinkedHashSet<>())
                            .add(use.rule().name() + " · " + use.rule().en());
                } else if (finding.concludes() instanceof Conclusion.Repair repair
                        && repair.answer() == Conclusion.Repair.Answer.PERSON) {
                    answered.add(use.rule().name() + " · " + use.rule().en());
                }
            }
        }
        line("**由人决定 Left to people**");
        line("");
        referred.forEach((to, names) -> people(pack.label("recipient", to.name()), names));
        if (!answered.isEmpty()) {
            people(new Text("能否修复", "Whether a record can be repaired"), answered);
        }
        for (Text told : texts(clause)) {
            line("- " + told.zh() + " · " + told.en());
        }
        line("");
    }

    private void people(Text what, Collection<String> rules) {
        line("- " + what.zh() + " · " + what.en() + ": "
                + (rules.size() == 1
                        ? rules.iterator().next()
                        : rules.size() + " 条规则 rules<details><summary>展开 unfold</summary>" + String.join("<br>", rules)
                                + "</details>"));
    }

    private static List<Text> texts(LegalSource.Clause clause) {
        List<Text> texts = new ArrayList<>();
        if (clause.noRule() != null) {
            texts.add(clause.noRule());
        }
        if (clause.leftToPeople() != null) {
            texts.add(clause.leftToPeople());
        }
        return texts;
    }

    private void edgeCases(EdgeCases catalogue) {
        line("## 边界情形 · Edge cases");
        line("");
        line("编号和标题见 · numbers and titles are those of [`edge-cases.yaml`](../fixtures/edge-cases.yaml).");
        line("");
        for (EdgeCases.Part part : catalogue.parts()) {
            line("### " + part.title().zh() + " · " + part.title().en());
            line("");
            line("| | 情形 case | 体现于 shown by |");
            line("|--:|---|---|");
            part.cases()
                    .forEach(
                            edge -> line("| " + edge.id() + " | " + cell(edge.title()) + " | " + shownBy(edge) + " |"));
            line("");
        }
    }

    private String shownBy(EdgeCase edge) {
        if (edge.outside() != null) {
            return "不属本服务 · outside: " + cell(edge.outside());
        }
        List<String> links = new ArrayList<>();
        cases.values().stream()
                .filter(one -> one.edge().contains(edge.id()))
                .map(ClausesDocument::link)
                .forEach(links::add);
        edge.shownBy().stream()
                .map(name -> "[`" + name.substring(name.lastIndexOf('.') + 1) + "`](../src/test/java/"
                        + name.replace('.', '/') + ".java)")
                .forEach(links::add);
        if (links.isEmpty()) {
            return "尚未体现 · not shown yet";
        }
        String more = links.size() > FEW ? "<br>… 另有 and more: " + (links.size() - FEW) : "";
        return links.stream().limit(FEW).collect(Collectors.joining("<br>")) + more;
    }

    private List<RuleUse> rules(String clause) {
        return uses.stream()
                .filter(use -> use.rule().sources().contains(OPINION + "/" + clause))
                .toList();
    }

    /** First those that were read from the clause, then those in which one of its rules fires. */
    private List<FixtureCase> cases(String clause, Collection<RuleUse> rules) {
        SourceRef ref = new SourceRef(OPINION, clause);
        SortedSet<String> fired = new TreeSet<>();
        rules.forEach(use -> fired.addAll(use.fired().keySet()));
        return cases.values().stream()
                .filter(one -> one.why().contains(ref) || fired.contains(one.file()))
                .sorted(Comparator.comparing((FixtureCase one) -> !one.why().contains(ref))
                        .thenComparing(FixtureCase::file))
                .toList();
    }

    private static SortedSet<String> figures(Collection<RuleUse> rules) {
        SortedSet<String> ids = new TreeSet<>();
        rules.forEach(use -> ids.addAll(use.figures()));
        return ids;
    }

    private static String files(Collection<RuleUse> rules) {
        return counted(rules, use -> use.rule().file()).entrySet().stream()
                .map(entry -> "[" + entry.getKey().replaceFirst("^drl/", "") + "](../rules/" + entry.getKey() + ") ("
                        + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String folders(Collection<FixtureCase> shown) {
        return counted(shown, one -> one.file().replaceFirst("/.*", "")).entrySet().stream()
                .map(entry -> "[fixtures/" + entry.getKey() + "/](../fixtures/" + entry.getKey() + ") ("
                        + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static <T> Map<String, Integer> counted(Collection<T> all, Function<T, String> by) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        all.forEach(one -> counts.merge(by.apply(one), 1, Integer::sum));
        return counts;
    }

    private void folded(List<String> items) {
        if (items.size() <= FEW) {
            items.forEach(item -> line("- " + escaped(item)));
        } else {
            line("<details><summary>展开 unfold</summary>");
            line("");
            items.forEach(item -> line("- " + escaped(item)));
            line("");
            line("</details>");
        }
        line("");
    }

    private static String link(FixtureCase one) {
        return "[" + escaped(one.sentence()) + "](../fixtures/" + one.file() + ")";
    }

    private static Text called(LegalSource source) {
        return Citation.called(source.title(), source.number());
    }

    private static String cell(Text both) {
        return escaped(both.zh()) + "<br>" + escaped(both.en());
    }

    private static String escaped(String sentence) {
        return sentence.replace("|", "\\|").replace("<", "&lt;");
    }

    private static String anchor(String id) {
        return "clause-" + id.replace('.', '-');
    }

    private void line(String one) {
        text.append(Wrapped.line(one)).append('\n');
    }
}
