package supervision.casework;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.casework.CreditReport.Clause;
import supervision.casework.CreditReport.Entry;
import supervision.casework.CreditReport.Line;
import supervision.casework.CreditReport.Section;
import supervision.casework.CreditReport.Warning;
import supervision.casework.ReportWords.Word;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Ending;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;
import supervision.decision.Text;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.Commitment;
import supervision.facts.CreditCode;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.ListEntry;
import supervision.facts.Objection;
import supervision.facts.Penalty;
import supervision.facts.Permit;
import supervision.facts.RelatedRecord;
import supervision.facts.Relation;
import supervision.facts.RepairCase;
import supervision.intake.FactJson;
import supervision.law.SourceRef;
import supervision.rulepack.LegalSource;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;
import supervision.rulepack.Tables.ReportPart;
import supervision.rulepack.Tables.ReportRecord;
import supervision.rulepack.Tables.ReportUse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a report from a decision and the facts behind it. */
final class ReportBuilder {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Answers whose day is that on which publicity stops; that of the others is one from which somebody may apply. */
    private static final Set<Conclusion.Repair.Answer> STOPPING =
            Set.of(Conclusion.Repair.Answer.NEVER, Conclusion.Repair.Answer.AUTOMATIC, Conclusion.Repair.Answer.ENDED);

    private static final Set<Conclusion.Repair.Answer> USE_ENDED = Set.of(
            Conclusion.Repair.Answer.REPAIRED, Conclusion.Repair.Answer.WITHDRAWN, Conclusion.Repair.Answer.MASKED);

    /** What ends the use of a record everywhere; taking it down is about one channel, of which publicity has the word. */
    private static final Set<Conclusion.Duty.Act> REMOVING =
            Set.of(Conclusion.Duty.Act.WITHDRAW, Conclusion.Duty.Act.DELETE);

    /** Where the names of a component's codes are, if not under its own name. */
    private static final Map<String, String> GROUPS = Map.of("fields", "field");

    private static final Map<String, String> WARNINGS =
            Map.of("example", "EXAMPLE_FIGURE", "verify", "UNVERIFIED_FIGURE", "placeholder", "PLACEHOLDER_FIGURE");

    private final RulePack pack;
    private final Case asked;
    private final Decision decision;
    private final ReportUse use;
    private final ReportWords words;
    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private final Map<String, List<Decision.Publicity>> publicity = new HashMap<>();
    private final Set<String> shown = new HashSet<>();

    private ReportBuilder(RulePack pack, Case asked, Decision decision, ReportUse use) {
        this.pack = pack;
        this.asked = asked;
        this.decision = decision;
        this.use = use;
        this.words = new ReportWords(pack);
        asked.facts().forEach(fact -> facts.put(fact.id(), fact));
        // a record under another code is here if the decision makes it the entity's own; the entity's own record goes
        // before it
        asked.facts().forEach(fact -> {
            if (fact instanceof RelatedRecord related) {
                facts.putIfAbsent(related.fact().id(), related.fact());
            }
        });
        decision.publicity()
                .forEach(entry -> publicity
                        .computeIfAbsent(entry.record(), record -> new ArrayList<>())
                        .add(entry));
        publicity.keySet().stream().filter(this::mayBeShown).forEach(shown::add);
    }

    /**
     * The report for a use.
     *
     * @throws supervision.facts.InvalidCreditCodeException if the case is not about an entity: there is none about natural persons
     */
    static CreditReport build(RulePack pack, Case asked, Decision decision, ReportUse use) {
        return new ReportBuilder(pack, asked, decision, use).build();
    }

    private CreditReport build() {
        String code = CreditCode.parse(asked.code()).value();
        List<Section> sections = new ArrayList<>();
        pack.tables().reports().sections().forEach((part, section) -> {
            if (use.parts().contains(part)) {
                List<Entry> entries = entries(part);
                Text none = ReportWords.fill(
                        section.none(), "asOf", ReportWords.same(asked.asOf().toString()));
                sections.add(new Section(
                        part, section.title(), clauses(section.sources()), entries, entries.isEmpty() ? none : null));
            }
        });
        List<FigureUsed> figures = use.figures().stream().map(this::figure).toList();
        return new CreditReport(
                        "",
                        new CreditReport.Use(
                                use.id(),
                                use.title(),
                                use.need(),
                                words.label("reportNeed", use.need().name()),
                                clauses(use.sources()),
                                leadUnits()),
                        new CreditReport.Subject(code, decision.entity().name()),
                        decision.asOf(),
                        decision.knownAt(),
                        decision.id(),
                        decision.pack(),
                        List.copyOf(sections),
                        figures,
                        statements(),
                        warnings(sections, figures))
                .numbered();
    }

    private List<Entry> entries(ReportPart part) {
        return switch (part) {
            case GRADES -> grades();
            case MEASURES -> measures();
            case BANS -> bans();
            case REPAIRS -> repairs();
            case REGISTER, RECORDS, LISTS, COMMITMENTS, PERMITS, VOLUNTARY -> records(part);
        };
    }

    // what may be shown

    /**
     * Whether the decision shows a record somewhere. A record repaired on one channel is in no report, though another channel may
     * go on showing it: repair ends its use, and a report is a use. So it is with one that has to be withdrawn or deleted.
     */
    private boolean mayBeShown(String record) {
        return publicity.getOrDefault(record, List.of()).stream().anyMatch(Decision.Publicity::shown)
                && decision.repairs().stream()
                        .noneMatch(repair -> repair.record().equals(record) && USE_ENDED.contains(repair.answer()))
                && !toBeRemoved(record)
                && !struckOut(record);
    }

    private boolean toBeRemoved(String record) {
        return decision.duties().stream().anyMatch(duty -> duty.about().equals(record) && REMOVING.contains(duty.act()))
                || decision.faults().stream()
                        .anyMatch(fault ->
                                fault.record().equals(record) && fault.kind() == Conclusion.Fault.Kind.NOT_TO_BE_HELD);
    }

    /** Whether an objection led to the record's deletion, and the record has not followed yet. */
    private boolean struckOut(String record) {
        return objections(record).stream()
                .anyMatch(objection -> objection.result() == Objection.Result.DELETED
                        && happened(Objects.requireNonNull(objection.decidedOn())));
    }

    private List<Objection> objections(String record) {
        return facts.values().stream()
                .filter(Objection.class::isInstance)
                .map(Objection.class::cast)
                .filter(objection -> objection.target().equals(record) && happened(objection.receivedOn()))
                .toList();
    }

    private boolean happened(LocalDate day) {
        return !day.isAfter(asked.asOf());
    }

    private boolean admitted(Fact fact, ReportPart part) {
        if (fact instanceof Entity) {
            return true;
        }
        boolean decided = publicity.containsKey(fact.id());
        if (decided ? !shown.contains(fact.id()) : struckOut(fact.id()) || toBeRemoved(fact.id())) {
            return false;
        }
        if (fact instanceof Permit permit) {
            // published for good, but in force for its term only
            return inForce(permit) && (decided || asked.facts().contains(permit));
        }
        return decided || noted(part) && !notes(fact.id()).isEmpty();
    }

    private boolean inForce(Permit permit) {
        boolean over = permit.validTo() != null && permit.validTo().isBefore(asked.asOf())
                || permit.revokedOn() != null && happened(permit.revokedOn());
        boolean begun = permit.validFrom() == null || happened(permit.validFrom());
        return happened(permit.decidedOn()) && begun && !over;
    }

    /** Whether a part holds what the decision notes; in all others a note is for supervision. */
    private static boolean noted(ReportPart part) {
        return part == ReportPart.COMMITMENTS || part == ReportPart.VOLUNTARY;
    }

    /** What the decision notes about a record without holding it against anybody. */
    private List<Finding> notes(String record) {
        return marksOf(record)
                .filter(finding -> finding.evidence().stream()
                        .map(facts::get)
                        .noneMatch(told -> told instanceof Objection || told instanceof Relation))
                .toList();
    }

    private Stream<Finding> marksOf(String record) {
        return decision.marks().stream()
                .filter(mark -> mark.record().equals(record))
                .map(mark -> decision.findings().get(mark.finding()));
    }

    // entries

    private List<Entry> records(ReportPart part) {
        List<Entry> entries = new ArrayList<>();
        for (Fact fact : facts.values()) {
            ReportRecord printed = pack.tables().reports().records().get(fact.kind());
            if (printed != null && printed.part() == part && admitted(fact, part)) {
                entries.add(entry(fact, noted(part)));
            }
        }
        return List.copyOf(entries);
    }

    private Entry entry(Fact fact, boolean noted) {
        List<Line> lines = new ArrayList<>(lines(fact));
        List<Finding> findings = new ArrayList<>();
        for (Decision.Publicity display : publicity.getOrDefault(fact.id(), List.of())) {
            if (display.shown() && display.from() != null) {
                lines.add(new Line(
                        "shown/" + display.channel(),
                        words.label("channel", display.channel().name()),
                        words.period(display.from(), display.until())));
                findings.addAll(at(display.findings()));
            }
        }
        if (noted) {
            findings.addAll(notes(fact.id()));
        }
        List<Text> marks = new ArrayList<>(marks(fact.id()));
        if (fact instanceof RepairCase) {
            // what is shown of an application is what was wrong with it, which the rule says and the record does not
            findings.forEach(finding -> marks.add(new Text(finding.rule(), finding.en())));
        }
        return new Entry(
                title(fact), fact.id(), List.copyOf(lines), List.copyOf(marks), cited(findings), figures(findings));
    }

    private List<Entry> grades() {
        List<Entry> entries = new ArrayList<>();
        for (Decision.Grade grade : decision.grades()) {
            if (grade.mayBeShown() && facts.get(grade.record()) instanceof Evaluation fact && !struckOut(fact.id())) {
                entries.add(new Entry(
                        title(fact),
                        fact.id(),
                        lines(fact),
                        marks(fact.id()),
                        cited(at(List.of(grade.finding()))),
                        // the figures of that finding lead to the tier, which is for supervision only
                        List.of()));
            }
        }
        return List.copyOf(entries);
    }

    private List<Entry> measures() {
        List<Entry> entries = new ArrayList<>();
        for (Finding finding : decision.findings()) {
            if (finding.concludes() instanceof Conclusion.Measure measure
                    && reachesTheEntity(measure)
                    && !measure.measure().startsWith("ban/")
                    && (use.measures() == null || use.measures().contains(measure.measure()))) {
                finding.evidence().stream()
                        .filter(shown::contains)
                        .findFirst()
                        .map(facts::get)
                        .ifPresent(fact -> entries.add(new Entry(
                                measureTitle(measure.measure()),
                                fact.id(),
                                List.of(
                                        term(measure),
                                        new Line(
                                                "record",
                                                words.label("kind", fact.kind().jsonName()),
                                                named(fact))),
                                marks(fact.id()),
                                cited(List.of(finding)),
                                finding.parameters())));
            }
        }
        return List.copyOf(entries);
    }

    /** All other roles are, or may be, persons. */
    private boolean reachesTheEntity(Conclusion.Measure measure) {
        Tables.Role role = pack.tables().roles().get(measure.target());
        return role != null && role.whose() == Tables.Whose.ORGANISATION;
    }

    private List<Entry> bans() {
        Map<String, Entry> entries = new TreeMap<>();
        for (Finding finding : decision.findings()) {
            if (finding.concludes() instanceof Conclusion.Measure measure
                    && reachesTheEntity(measure)
                    && measure.measure().startsWith("ban/")
                    && bearsOnTheUse(pack.tables().bans().get(measure.measure().substring("ban/".length())))) {
                finding.evidence().stream()
                        .map(facts::get)
                        .filter(BanGround.class::isInstance)
                        .map(BanGround.class::cast)
                        .filter(ground -> !leftOut(ground))
                        .forEach(ground -> entries.putIfAbsent(ground.id(), ban(finding, measure, ground)));
            }
        }
        return List.copyOf(entries.values());
    }

    private boolean bearsOnTheUse(Tables.@Nullable Ban ban) {
        return ban != null && (use.bans() == null || ban.scope().stream().anyMatch(use.bans()::contains));
    }

    /** Whether a ban is not this entity's, or its decision is gone though only the penalty's own record says so. */
    private boolean leftOut(BanGround ground) {
        return struckOut(ground.id())
                // incurred elsewhere, it follows persons and says nothing about this entity
                || ground.incurredAt() != null
                || facts.get(Penalty.key(ground.authority(), ground.number())) instanceof Penalty penalty
                        && penalty.revokedOn() != null
                        && happened(penalty.revokedOn());
    }

    private Entry ban(Finding finding, Conclusion.Measure measure, BanGround ground) {
        String penalty = Penalty.key(ground.authority(), ground.number());
        // the ban stands whatever becomes of the record, but a document that is off display is not named in passing
        boolean withheld = facts.containsKey(penalty) && !shown.contains(penalty);
        List<Line> lines = new ArrayList<>(List.of(term(measure)));
        lines.add(new Line("area", words.label("component", "field"), words.label("field", measure.area())));
        lines(ground).stream()
                .filter(line -> !withheld || !line.id().equals("number"))
                .forEach(lines::add);
        List<Text> marks = new ArrayList<>(marks(ground.id()));
        if (withheld) {
            marks.add(words.say(Word.WITHHELD));
        } else {
            marks.addAll(marks(penalty));
        }
        return new Entry(
                measureTitle(measure.measure()),
                withheld ? null : ground.id(),
                List.copyOf(lines),
                List.copyOf(marks),
                cited(List.of(finding)),
                finding.parameters());
    }

    private List<Entry> repairs() {
        List<Entry> entries = new ArrayList<>();
        for (Decision.Repair repair : decision.repairs()) {
            Fact fact = facts.get(repair.record());
            if (fact != null && shown.contains(repair.record())) {
                Text answer = words.label("answer", repair.answer().name());
                if (repair.day() != null) {
                    Word word = STOPPING.contains(repair.answer())
                            ? Word.STOPS
                            : repair.answer() == Conclusion.Repair.Answer.OPEN ? Word.SINCE : Word.CAN_APPLY;
                    answer = ReportWords.fill(
                            words.say(word, "answer", answer),
                            "day",
                            ReportWords.same(repair.day().toString()));
                }
                List<Finding> findings = at(repair.findings());
                entries.add(new Entry(
                        named(fact),
                        fact.id(),
                        List.of(new Line(
                                "repair/" + repair.channel(),
                                words.label("channel", repair.channel().name()),
                                answer)),
                        marks(fact.id()),
                        cited(findings),
                        figures(findings)));
            }
        }
        return List.copyOf(entries);
    }

    // words of entries

    private Text title(Fact fact) {
        if (fact instanceof Evaluation told) {
            Tables.Scheme scheme = pack.tables().schemes().get(told.scheme());
            return scheme == null ? ReportWords.same(told.scheme()) : scheme.title();
        }
        if (fact instanceof ListEntry told) {
            Tables.SeriousList list = pack.tables().lists().get(told.list());
            return list == null ? ReportWords.same(told.list()) : list.title();
        }
        if (fact instanceof Commitment told) {
            return words.label("commitmentType", told.type().name());
        }
        if (fact instanceof Permit told && told.name() != null) {
            return ReportWords.same(told.name());
        }
        return words.label("kind", fact.kind().jsonName());
    }

    /** A record named in passing: what it is, and its number. */
    private Text named(Fact fact) {
        Text title = title(fact);
        return lines(fact).stream()
                .filter(line -> line.id().equals("number") || line.id().equals("caseNumber"))
                .findFirst()
                .map(line -> new Text(
                        title.zh() + " " + line.text().zh(),
                        title.en() + " " + line.text().en()))
                .orElse(title);
    }

    private Text measureTitle(String measure) {
        return decision.measures().stream()
                .filter(applied -> applied.measure().equals(measure))
                .findFirst()
                .map(Decision.MeasureApplied::title)
                .orElseGet(() -> words.label("measure", measure));
    }

    /** The components that the table names, in its order; nothing else of a record leaves the ledger this way. */
    private List<Line> lines(Fact fact) {
        ReportRecord printed = pack.tables().reports().records().get(fact.kind());
        if (printed == null) {
            return List.of();
        }
        JsonNode members = MAPPER.readTree(FactJson.write(asked.code(), fact));
        List<Line> lines = new ArrayList<>();
        for (String name : printed.shows()) {
            JsonNode value = members.path(name);
            if (!value.isMissingNode() && tells(fact, name)) {
                lines.add(new Line(name, words.label("component", name), text(group(fact, name), value)));
            }
        }
        return List.copyOf(lines);
    }

    /** The outcome of a commitment is told where it is known to be a good one: anything else is for a person to weigh. */
    private boolean tells(Fact fact, String component) {
        if (fact instanceof Commitment told && (component.equals("performance") || component.equals("confirmedOn"))) {
            return told.performance() == Commitment.Outcome.KEPT
                    && told.confirmedOn() != null
                    && happened(told.confirmedOn());
        }
        return true;
    }

    /** Where the names of a component's codes are, if it has codes. */
    private String group(Fact fact, String component) {
        String ofKind = fact.kind().jsonName() + "Type";
        return component.equals("type") && pack.labels().containsKey(ofKind)
                ? ofKind
                : GROUPS.getOrDefault(component, component);
    }

    private Text text(String group, JsonNode value) {
        if (value.isArray()) {
            return ReportWords.list(
                    value.valueStream().map(element -> text(group, element)).toList());
        }
        if (value.isNumber()) {
            return ReportWords.same(ReportWords.amount(value.asString()));
        }
        return words.label(group, value.asString());
    }

    private Line term(Conclusion.Measure measure) {
        Text text = measure.ending() == Ending.ON_DAY
                ? words.period(measure.from(), measure.until())
                : ReportWords.fill(
                        words.say(Word.FROM_ENDING, "from", measure.from().toString()),
                        "ending",
                        words.label("ending", measure.ending().name()));
        return new Line("term", words.say(Word.PERIOD), text);
    }

    /**
     * Says of a record that it is under objection, and until when that has to be answered, or that it was found wrong and is not
     * corrected yet; and of one under another code why it is the entity's.
     */
    private List<Text> marks(String record) {
        List<Text> marks = new ArrayList<>();
        marksOf(record)
                .filter(finding -> finding.evidence().stream().map(facts::get).anyMatch(this::explains))
                .forEach(finding -> marks.add(new Text(finding.rule(), finding.en())));
        for (Objection objection : objections(record)) {
            if (objection.decidedOn() == null || !happened(objection.decidedOn())) {
                marks.add(decision.marks().stream()
                        .filter(mark -> mark.dueOn() != null
                                && decision.findings()
                                        .get(mark.finding())
                                        .evidence()
                                        .contains(objection.id()))
                        .findFirst()
                        .map(mark -> words.say(Word.OBJECTION_DUE, "day", String.valueOf(mark.dueOn())))
                        .orElseGet(() -> words.say(Word.OBJECTION)));
            }
        }
        return List.copyOf(marks);
    }

    /** Whether a note that rests on a record has to be read with the record noted. */
    private boolean explains(@Nullable Fact told) {
        return told instanceof Relation
                || told instanceof Objection objection
                        && objection.decidedOn() != null
                        && happened(objection.decidedOn());
    }

    // clauses and figures

    private List<Finding> at(Collection<Integer> places) {
        return places.stream().map(decision.findings()::get).toList();
    }

    private static List<Clause> cited(List<Finding> findings) {
        Map<String, Clause> clauses = new LinkedHashMap<>();
        findings.forEach(finding -> finding.sources()
                .forEach(source -> clauses.putIfAbsent(
                        source.id(),
                        new Clause(
                                source.id(),
                                source.instrument(),
                                source.number(),
                                source.cite(),
                                source.title(),
                                source.evidence()))));
        return List.copyOf(clauses.values());
    }

    private List<Clause> clauses(List<String> ids) {
        return ids.stream()
                .map(id -> {
                    SourceRef ref = SourceRef.parse(id);
                    LegalSource.Clause clause = pack.clause(ref);
                    LegalSource instrument =
                            Objects.requireNonNull(pack.sources().get(ref.source()));
                    return new Clause(
                            id,
                            instrument.title(),
                            instrument.number(),
                            clause.cite(),
                            clause.title(),
                            clause.evidence());
                })
                .toList();
    }

    private List<String> leadUnits() {
        return use.sources().stream()
                .flatMap(id -> pack.clause(SourceRef.parse(id)).leadUnits().stream())
                .distinct()
                .toList();
    }

    private static List<FigureUsed> figures(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.parameters().stream())
                .distinct()
                .toList();
    }

    private FigureUsed figure(String id) {
        Parameter parameter = pack.parameter(id);
        Parameter.Row row = parameter.on(asked.asOf());
        String value = row == null || row.entries().isEmpty()
                ? row == null ? null : row.value()
                : row.entries().toString();
        return new FigureUsed(
                id,
                parameter.title(),
                parameter.unit().yamlName(),
                value,
                row == null ? "" : row.source(),
                row == null ? null : pack.cited(row.source()),
                row == null ? "NONE" : row.evidence(),
                row == null ? "null" : row.status(),
                row == null ? null : row.set());
    }

    private List<Text> statements() {
        List<Text> statements =
                new ArrayList<>(List.of(words.say(Word.ADVICE), words.say(Word.ABSENCE), words.say(Word.LIMITS)));
        if (!pack.tables().reports().contents().equals("active")) {
            statements.add(words.say(Word.CONTENTS));
        }
        return List.copyOf(statements);
    }

    private List<Warning> warnings(List<Section> sections, List<FigureUsed> ofTheUse) {
        Map<String, Map<String, FigureUsed>> byCode = new TreeMap<>();
        List<FigureUsed> all = new ArrayList<>(ofTheUse);
        sections.forEach(section -> section.entries().forEach(entry -> all.addAll(entry.figures())));
        for (FigureUsed figure : all) {
            String code = WARNINGS.get(figure.status());
            if (code != null) {
                byCode.computeIfAbsent(code, key -> new TreeMap<>()).put(figure.id(), figure);
            }
        }
        return byCode.entrySet().stream()
                .map(entry -> new Warning(
                        entry.getKey(),
                        words.label("warning", entry.getKey()),
                        List.copyOf(entry.getValue().values())))
                .toList();
    }
}
