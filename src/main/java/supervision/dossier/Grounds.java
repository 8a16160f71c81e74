package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;
import supervision.language.Condition;
import supervision.language.Declaration;
import supervision.language.Insertion;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Row;
import supervision.law.SourceRef;
import supervision.rulepack.LegalSource;
import supervision.rulepack.LocalTables;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * What defends the findings of one rule: the clauses and figures that it names, and those of the table rows behind a fact.
 *
 * <p>A pack has few combinations of them, and findings are many: each list is made once and shared. That also makes it cheap
 * to see that the findings of two days are the same. Nothing is made of a rule that finds nothing. Safe for use by many threads.
 */
public final class Grounds {

    private final RulePack pack;
    private final RuleText rule;
    private volatile @Nullable Map<String, List<String>> figuresAsked;
    private volatile @Nullable NavigableMap<LocalDate, Units> units;
    private final Map<List<String>, NavigableMap<LocalDate, List<Citation>>> citations = new ConcurrentHashMap<>();
    private final Map<List<String>, NavigableMap<LocalDate, List<FigureUsed>>> figures = new ConcurrentHashMap<>();
    /** Lists of clauses or figures by the two that they were made of. */
    private final Map<List<String>, Map<List<String>, List<String>>> together = new ConcurrentHashMap<>();
    /** What it lends if it is lent nothing itself. */
    private final List<String> sourcesAlone;

    private final List<String> figuresAlone;

    public Grounds(RulePack pack, RuleText rule) {
        this.pack = pack;
        this.rule = rule;
        this.sourcesAlone = List.copyOf(new TreeSet<>(rule.sources()));
        this.figuresAlone = List.copyOf(new TreeSet<>(rule.figures()));
    }

    /** Who leads and who answers. */
    private record Units(List<String> lead, List<String> responsible) {}

    /** The units from each day on which one of them is renamed or replaced. */
    private NavigableMap<LocalDate, Units> unitsOverTime() {
        NavigableMap<LocalDate, Units> overTime = units;
        if (overTime == null) {
            NavigableMap<LocalDate, Units> made = new TreeMap<>();
            made.put(LocalDate.MIN, unitsOn(LocalDate.MIN));
            pack.tables().local().turns().forEach(day -> made.put(day, unitsOn(day)));
            units = made;
            overTime = made;
        }
        return overTime;
    }

    private Units unitsOn(LocalDate day) {
        LocalTables local = pack.tables().local();
        Set<String> lead = new LinkedHashSet<>(rule.leadUnits());
        Set<String> responsible = new LinkedHashSet<>(rule.responsibleUnits());
        for (String source : rule.sources()) {
            LegalSource.Clause clause = pack.clause(SourceRef.parse(source));
            LocalTables.UnitsOfClause others = local.unitsOf(source, day);
            lead.addAll(others == null ? clause.leadUnits() : others.leadUnits());
            responsible.addAll(others == null ? clause.responsibleUnits() : others.responsibleUnits());
        }
        return new Units(named(lead, local, day), named(responsible, local, day));
    }

    private static List<String> named(Set<String> units, LocalTables local, LocalDate day) {
        return units.stream().map(unit -> local.nameOn(unit, day)).distinct().toList();
    }

    public RuleText rule() {
        return rule;
    }

    /** The parameters that a row names and the rule asks for. */
    private List<String> figuresOf(Row row) {
        Map<String, List<String>> asked = figuresAsked;
        if (asked == null) {
            asked = figuresAsked(pack, rule);
            figuresAsked = asked;
        }
        List<String> parts = asked.get(row.values().of().type());
        if (parts == null) {
            return List.of();
        }
        List<String> figures = new ArrayList<>(parts.size());
        for (String part : parts) {
            String id = (String) row.values().value(part);
            if (!id.isEmpty()) {
                figures.add(id);
            }
        }
        return figures;
    }

    /** Components of rows by which the rule asks for parameters, by their tables. */
    private static Map<String, List<String>> figuresAsked(RulePack pack, RuleText rule) {
        Map<String, Set<String>> asked = new TreeMap<>();
        Map<String, Operand.Component> bound = new TreeMap<>();
        Map<String, String> tables = new TreeMap<>();
        for (Pattern pattern : rule.when()) {
            Declaration declared = pack.declarations().get(pattern.type());
            if (declared != null && declared.isTable()) {
                if (pattern.variable() != null) {
                    tables.put(pattern.variable(), pattern.type());
                }
                pattern.bindings().forEach(binding -> {
                    tables.put(binding.variable(), pattern.type());
                    bound.put(binding.variable(), new Operand.Component(binding.place(), null, binding.component()));
                });
            }
            pattern.tests()
                    .flatMap(Condition.Test::operands)
                    .forEach(operand -> note(operand, pattern.type(), tables, bound, asked));
        }
        Insertion then = rule.then();
        if (then != null) {
            then.values().stream().flatMap(Operand::all).forEach(operand -> note(operand, "", tables, bound, asked));
        }
        asked.keySet().retainAll(pack.rows().keySet());
        Map<String, List<String>> inOrder = new TreeMap<>();
        asked.forEach((table, parts) -> inOrder.put(table, List.copyOf(parts)));
        return inOrder;
    }

    private static void note(
            Operand operand,
            String own,
            Map<String, String> tables,
            Map<String, Operand.Component> bound,
            Map<String, Set<String>> asked) {
        if (!(operand instanceof Operand.Asked question)
                || !question.instrument().equals("figures")) {
            return;
        }
        Operand id = question.with().get(0);
        if (id instanceof Operand.Component component && component.variable() == null) {
            asked.computeIfAbsent(own, key -> new TreeSet<>()).add(component.name());
        } else if (id instanceof Operand.Component component) {
            asked.computeIfAbsent(tables.getOrDefault(component.variable(), ""), key -> new TreeSet<>())
                    .add(component.name());
        } else if (id instanceof Operand.Variable variable) {
            Operand.Component of = bound.get(variable.variable());
            String part = variable.component() == null ? (of == null ? "" : of.name()) : variable.component();
            asked.computeIfAbsent(tables.getOrDefault(variable.variable(), ""), key -> new TreeSet<>())
                    .add(part);
        }
    }

    /**
     * What a step or a conclusion rests on.
     *
     * @param evidence ids of records
     * @param sources clauses that it lends to what is concluded from it
     * @param figures ids of the parameters that it lends
     */
    public record Rest(List<String> evidence, List<String> sources, List<String> figures) {

        /** What a conclusion lends: the figures that it rests on. What it cites it says itself. */
        public static Rest of(Finding finding) {
            return new Rest(
                    finding.evidence(),
                    List.of(),
                    finding.parameters().stream().map(FigureUsed::id).toList());
        }

        /** The same for a step that two rules concluded, in whatever order they did. */
        public Rest and(Rest other) {
            return new Rest(
                    union(evidence, other.evidence), union(sources, other.sources), union(figures, other.figures));
        }
    }

    /**
     * What the rule found.
     *
     * @param matched the facts, rows, steps and earlier conclusions that it matched
     * @param behind what a step or an earlier conclusion rests on
     * @param choices figures asked on the way that the rule does not name
     */
    public Finding finding(
            Conclusion conclusion,
            Collection<?> matched,
            Function<Object, @Nullable Rest> behind,
            List<String> choices,
            LocalDate day) {
        Rest rest = rest(matched, behind, choices);
        Units named = unitsOverTime().floorEntry(day).getValue();
        return new Finding(
                rule.name(),
                rule.en(),
                conclusion,
                citations(rest.sources(), day),
                rest.evidence(),
                figures(rest.figures(), day),
                named.lead(),
                named.responsible());
    }

    /** What a step rests on that the rule concluded: it lends what the rule cites and names. */
    public Rest step(
            Collection<?> matched, Function<Object, @Nullable Rest> behind, List<String> choices, LocalDate day) {
        Rest rest = rest(matched, behind, choices);
        return new Rest(
                rest.evidence(),
                rest.sources().isEmpty() ? sourcesAlone : lent(rest.sources(), rule.sources()),
                rest.figures().isEmpty() ? figuresAlone : lent(rest.figures(), rule.figures()));
    }

    private Rest rest(Collection<?> matched, Function<Object, @Nullable Rest> behind, List<String> choices) {
        List<String> sources = List.of();
        List<String> asked = choices;
        List<String> evidence = List.of();
        for (Object object : matched) {
            if (object instanceof Grounded fact) {
                sources = lent(sources, fact.sources());
                asked = lent(asked, fact.numbers());
                evidence = evidenceOf(evidence, sorted(fact.records()));
            } else if (object instanceof Row row) {
                sources = lent(sources, row.sources());
                asked = lent(asked, figuresOf(row));
            } else {
                Rest before = behind.apply(object);
                if (before == null) {
                    throw new IllegalStateException("a conclusion that no rule inserted: " + object);
                }
                sources = lent(sources, before.sources());
                asked = lent(asked, before.figures());
                evidence = evidenceOf(evidence, before.evidence());
            }
        }
        return new Rest(evidence, sources, asked);
    }

    /** Mostly all of it is one record. */
    private static List<String> evidenceOf(List<String> some, List<String> more) {
        return some.equals(more) ? some : union(some, more);
    }

    private static List<String> sorted(List<String> ids) {
        return ids.size() < 2 ? ids : List.copyOf(new TreeSet<>(ids));
    }

    /** Both together, in order and each once: in whatever order an evaluator tells what was matched. */
    private static List<String> union(List<String> some, List<String> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        TreeSet<String> all = new TreeSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** Two lists of clauses or figures together, in order and each once: of a pack there are few such pairs. */
    private List<String> lent(List<String> some, List<String> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        Map<List<String>, List<String>> known = together.get(some);
        if (known == null) {
            known = together.computeIfAbsent(List.copyOf(some), key -> new ConcurrentHashMap<>());
        }
        List<String> both = known.get(more);
        if (both == null) {
            both = union(some, more);
            known.put(List.copyOf(more), both);
        }
        return both;
    }

    /** The clauses that the rule cites, then those of table rows, as far as their instruments had come into force on a day. */
    private List<Citation> citations(List<String> ofRows, LocalDate day) {
        NavigableMap<LocalDate, List<Citation>> known = citations.get(ofRows);
        if (known == null) {
            known = citations.computeIfAbsent(List.copyOf(ofRows), this::citationsOverTime);
        }
        return known.floorEntry(day).getValue();
    }

    /** The list from each day on which one of its instruments comes into force; one that ended still governs its records. */
    private NavigableMap<LocalDate, List<Citation>> citationsOverTime(List<String> ofRows) {
        Set<String> ids = new LinkedHashSet<>(rule.sources());
        ids.addAll(ofRows);
        Collection<LocalDate> days = new ArrayList<>(List.of(LocalDate.MIN));
        ids.forEach(id -> days.add(source(id).from()));
        NavigableMap<LocalDate, List<Citation>> overTime = new TreeMap<>();
        for (LocalDate day : days) {
            overTime.put(
                    day,
                    ids.stream()
                            .filter(id -> !source(id).from().isAfter(day))
                            .map(this::citation)
                            .toList());
        }
        return overTime;
    }

    private LegalSource source(String id) {
        return Objects.requireNonNull(pack.sources().get(SourceRef.parse(id).source()));
    }

    private Citation citation(String id) {
        return citation(pack, id);
    }

    /** A clause as findings cite it. */
    public static Citation citation(RulePack pack, String id) {
        LegalSource source =
                Objects.requireNonNull(pack.sources().get(SourceRef.parse(id).source()));
        LegalSource.Clause clause = pack.clause(SourceRef.parse(id));
        return new Citation(
                id,
                source.title(),
                source.number(),
                clause.cite(),
                clause.title(),
                clause.says(),
                source.level().name(),
                clause.evidence());
    }

    /** The figures that the rule names and those asked for its fact, by their ids, as in force on a day. */
    private List<FigureUsed> figures(List<String> ofRows, LocalDate day) {
        NavigableMap<LocalDate, List<FigureUsed>> known = figures.get(ofRows);
        if (known == null) {
            known = figures.computeIfAbsent(List.copyOf(ofRows), this::figuresOverTime);
        }
        return known.floorEntry(day).getValue();
    }

    /** The list from each day on which one of its figures changes. */
    private NavigableMap<LocalDate, List<FigureUsed>> figuresOverTime(List<String> ofRows) {
        Set<String> ids = new TreeSet<>(rule.figures());
        ids.addAll(ofRows);
        List<Parameter> parameters = ids.stream().map(pack::parameter).toList();
        Collection<LocalDate> days = new ArrayList<>(List.of(LocalDate.MIN));
        parameters.forEach(parameter -> parameter.rows().forEach(row -> days.add(row.from())));
        NavigableMap<LocalDate, List<FigureUsed>> overTime = new TreeMap<>();
        for (LocalDate day : days) {
            overTime.put(
                    day,
                    parameters.stream()
                            .map(parameter -> figure(parameter, parameter.on(day)))
                            .toList());
        }
        return overTime;
    }

    private FigureUsed figure(Parameter parameter, Parameter.@Nullable Row row) {
        String unit = parameter.unit().yamlName();
        if (row == null) {
            return new FigureUsed(parameter.id(), parameter.title(), unit, null, "", null, "NONE", "null", null);
        }
        String value = row.entries().isEmpty() ? row.value() : row.entries().toString();
        return new FigureUsed(
                parameter.id(),
                parameter.title(),
                unit,
                value,
                row.source(),
                pack.cited(row.source()),
                row.evidence(),
                row.status(),
                row.set());
    }
}
