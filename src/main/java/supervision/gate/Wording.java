package supervision.gate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.decision.Text;
import supervision.dossier.DecisionBuilder;
import supervision.facts.Case;
import supervision.facts.CreditCode;
import supervision.law.SourceRef;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables.ReportPart;
import supervision.rulepack.Tables.ReportSection;
import supervision.rulepack.Tables.ReportUse;

/** Who is told something in other words, or on other grounds, by one pack than by another, though both conclude the same. */
final class Wording {

    /** Where codes end, in what is written of records and conclusions. */
    private static final Pattern BETWEEN_CODES = Pattern.compile("[^A-Za-z0-9_/-]+");

    private final RulePack before;
    private final RulePack after;
    private final Reports reports;

    /** Whether a decision on the same findings can read otherwise. */
    private final boolean otherTables;

    /** Parts of reports that read otherwise whoever a report is about. */
    private final List<Told> everybodys;

    /** Ids of the uses whose report can show others of somebody's records and measures. */
    private final List<String> uses;

    /** Labels that differ, by their code in lower case. */
    private final Map<String, List<Told>> labels = new HashMap<>();

    /**
     * One thing that is told otherwise.
     *
     * @param title what the candidate calls it, or where it is gone, what it was called
     */
    record Told(Impact.Telling what, String id, Text title) implements Comparable<Told> {

        private static final Comparator<Told> ORDER = Comparator.comparing(Told::what)
                .thenComparing(Told::id)
                .thenComparing(told -> told.title().zh())
                .thenComparing(told -> told.title().en());

        @Override
        public int compareTo(Told other) {
            return ORDER.compare(this, other);
        }
    }

    Wording(RulePack before, RulePack after, Reports reports) {
        this.before = before;
        this.after = after;
        this.reports = reports;
        this.otherTables = !before.tables().equals(after.tables());
        List<String> all = Stream.of(before, after)
                .flatMap(pack -> pack.tables().reports().uses().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        this.everybodys = all.stream()
                .flatMap(use -> differing(frame(before, use), frame(after, use)).map(part -> report(use, part)))
                .toList();
        this.uses = all.stream()
                .filter(use -> !shows(before, use).equals(shows(after, use)))
                .toList();
        Stream.of(before, after)
                .flatMap(pack -> pack.labels().entrySet().stream())
                .flatMap(group -> group.getValue().keySet().stream().map(code -> Map.entry(group.getKey(), code)))
                .distinct()
                .filter(label -> !word(before, label).equals(word(after, label)))
                .forEach(label -> labels.computeIfAbsent(
                                label.getValue().toLowerCase(Locale.ROOT), code -> new ArrayList<>())
                        .add(new Told(
                                Impact.Telling.LABEL,
                                label.getKey() + "." + label.getValue(),
                                word(after, label).or(() -> word(before, label)).orElseThrow())));
    }

    private static Optional<Text> word(RulePack pack, Map.Entry<String, String> label) {
        return Optional.ofNullable(
                pack.labels().getOrDefault(label.getKey(), Map.of()).get(label.getValue()));
    }

    /** What a report for a use says whatever is known about somebody, by its parts; under the empty name what stands outside. */
    private static Map<String, Object> frame(RulePack pack, String id) {
        ReportUse use = pack.tables().reports().uses().get(id);
        if (use == null) {
            return Map.of();
        }
        Map<String, Object> frame = new HashMap<>();
        frame.put(
                "",
                List.of(
                        use.title(),
                        use.need(),
                        pack.tables().reports().contents(),
                        use.sources().stream().map(cited -> clause(pack, cited)).toList(),
                        use.figures().stream().map(pack::parameter).toList()));
        pack.tables().reports().sections().forEach((part, section) -> {
            if (use.parts().contains(part)) {
                frame.put(
                        part.name(),
                        List.of(
                                section,
                                section.sources().stream()
                                        .map(cited -> clause(pack, cited))
                                        .toList()));
            }
        });
        return frame;
    }

    /** Which of somebody's records and measures a report for a use shows. */
    private static List<Object> shows(RulePack pack, String id) {
        ReportUse use = pack.tables().reports().uses().get(id);
        return use == null
                ? List.of()
                : List.of(
                        Optional.ofNullable(use.bans()),
                        Optional.ofNullable(use.measures()),
                        pack.tables().reports().records().entrySet().stream()
                                .filter(record ->
                                        use.parts().contains(record.getValue().part()))
                                .collect(Collectors.toSet()));
    }

    /** Names under which two maps hold something else. */
    private static Stream<String> differing(Map<String, Object> then, Map<String, Object> now) {
        Set<String> parts = new TreeSet<>(then.keySet());
        parts.addAll(now.keySet());
        return parts.stream().filter(part -> !Objects.equals(then.get(part), now.get(part)));
    }

    private static List<Object> clause(RulePack pack, String id) {
        return List.of(pack.cited(id), pack.clause(SourceRef.parse(id)));
    }

    /** What an entity is told otherwise on a day, from findings that conclude the same. */
    Set<Told> otherwise(Case asked, LocalDate day, List<Finding> then, List<Finding> now) {
        Set<Told> told = new HashSet<>();
        if (CreditCode.isOne(asked.code())) {
            // of persons there are no reports
            told.addAll(everybodys);
        }
        boolean otherGrounds = !then.equals(now);
        if (otherGrounds) {
            grounds(then, now, told);
        }
        if (!labels.isEmpty()) {
            codes(asked, now).forEach(code -> told.addAll(labels.getOrDefault(code, List.of())));
        }
        if (otherGrounds || otherTables || !uses.isEmpty()) {
            Case dated = asked.on(day);
            Decision earlier = DecisionBuilder.build(before, dated, then, null);
            Decision later = DecisionBuilder.build(after, dated, now, null);
            decided(earlier, later, told);
            uses.forEach(use -> differing(parts(before, use, dated, earlier), parts(after, use, dated, later))
                    .map(part -> report(use, part))
                    .forEach(told::add));
        }
        return told;
    }

    private static void grounds(List<Finding> then, List<Finding> now, Set<Told> told) {
        differing(
                Impact.Telling.RULE,
                each(then, finding -> Stream.of(new Text(finding.rule(), finding.en()))),
                each(now, finding -> Stream.of(new Text(finding.rule(), finding.en()))),
                Text::zh,
                text -> text,
                told);
        differing(
                Impact.Telling.CLAUSE,
                each(then, finding -> finding.sources().stream()),
                each(now, finding -> finding.sources().stream()),
                citation -> citation.id(),
                citation -> citation.called(),
                told);
        differing(
                Impact.Telling.FIGURE,
                each(then, finding -> finding.parameters().stream()),
                each(now, finding -> finding.parameters().stream()),
                figure -> figure.id(),
                figure -> figure.title(),
                told);
        // the rest: the records that something rests on, the units, or which rule says what on which clause
        if (told.isEmpty()) {
            Set<Finding> all = new HashSet<>(then);
            now.stream()
                    .filter(finding -> !all.contains(finding))
                    .forEach(finding -> told.add(
                            new Told(Impact.Telling.GROUNDS, finding.rule(), new Text(finding.rule(), finding.en()))));
        }
    }

    private static <T> Set<T> each(List<Finding> findings, Function<Finding, Stream<T>> parts) {
        return findings.stream().flatMap(parts).collect(Collectors.toSet());
    }

    private static <T> void differing(
            Impact.Telling what,
            Set<T> then,
            Set<T> now,
            Function<T, String> id,
            Function<T, Text> title,
            Set<Told> told) {
        Map<String, Told> named = new LinkedHashMap<>();
        now.stream()
                .filter(each -> !then.contains(each))
                .forEach(each -> named.put(id.apply(each), new Told(what, id.apply(each), title.apply(each))));
        then.stream()
                .filter(each -> !now.contains(each))
                .forEach(each -> named.putIfAbsent(id.apply(each), new Told(what, id.apply(each), title.apply(each))));
        told.addAll(named.values());
    }

    /** Every code in the records and conclusions, names of components among them, in lower case. */
    private static Set<String> codes(Case asked, List<Finding> findings) {
        Set<String> codes = new HashSet<>();
        Stream.concat(asked.facts().stream(), findings.stream().map(Finding::concludes))
                .flatMap(held -> BETWEEN_CODES.splitAsStream(held.toString()))
                .forEach(code -> codes.add(code.toLowerCase(Locale.ROOT)));
        return codes;
    }

    private void decided(Decision earlier, Decision later, Set<Told> told) {
        if (earlier.disposition() != later.disposition()) {
            String from = earlier.disposition().name();
            String to = later.disposition().name();
            told.add(new Told(
                    Impact.Telling.DISPOSITION,
                    from + ">" + to,
                    Text.of(
                            "%1$s → %2$s",
                            "%1$s → %2$s", before.label("disposition", from), after.label("disposition", to))));
        }
        differing(
                Impact.Telling.WARNING,
                Set.copyOf(earlier.warnings()),
                Set.copyOf(later.warnings()),
                Decision.Warning::code,
                Decision.Warning::text,
                told);
        differing(
                Impact.Telling.MEASURE,
                earlier.measures().stream().map(Wording::called).collect(Collectors.toSet()),
                later.measures().stream().map(Wording::called).collect(Collectors.toSet()),
                Map.Entry::getKey,
                Map.Entry::getValue,
                told);
        differing(
                Impact.Telling.OFFICE,
                offices(earlier),
                offices(later),
                office -> office.getKey(),
                office -> after.label("recipient", office.getKey()),
                told);
    }

    private static Map.Entry<String, Text> called(Decision.MeasureApplied measure) {
        return Map.entry(measure.measure(), measure.title());
    }

    private static Set<Map.Entry<String, Optional<Decision.Office>>> offices(Decision decision) {
        return decision.referrals().stream()
                .map(referral -> Map.entry(referral.to().name(), Optional.ofNullable(referral.office())))
                .collect(Collectors.toSet());
    }

    private Told report(String use, String part) {
        Text title = Stream.of(after, before)
                .map(pack -> pack.tables().reports().uses().get(use))
                .filter(Objects::nonNull)
                .findFirst()
                .map(ReportUse::title)
                .orElseThrow();
        return part.isEmpty()
                ? new Told(Impact.Telling.REPORT, use, title)
                : new Told(
                        Impact.Telling.REPORT,
                        use + "/" + part,
                        Text.of("%1$s：%2$s", "%1$s: %2$s", title, section(ReportPart.valueOf(part))));
    }

    private Map<String, Object> parts(RulePack pack, String use, Case asked, Decision decision) {
        ReportUse row = pack.tables().reports().uses().get(use);
        return row == null ? Map.of() : reports.parts(pack, asked, decision, row);
    }

    private Text section(ReportPart part) {
        return Stream.of(after, before)
                .map(pack -> pack.tables().reports().sections().get(part))
                .filter(Objects::nonNull)
                .findFirst()
                .map(ReportSection::title)
                .orElseThrow();
    }
}
