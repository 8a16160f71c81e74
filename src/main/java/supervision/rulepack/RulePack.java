package supervision.rulepack;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.language.Declaration;
import supervision.language.Row;
import supervision.law.SourceRef;
import supervision.law.WorkingDays;

/**
 * A rule pack as read: the law as data and rules. Immutable.
 *
 * @param modelledFrom first day on which the pack can decide; earlier days are refused
 * @param examples the example set in use; null if examples are off
 * @param exampleSets ids of all example sets of the pack
 * @param labels what codes are called, by group and code
 * @param rules what the rules say of themselves, in the order of files and lines
 * @param declarations the steps and tables that rule files declare, by their types
 * @param rows the rows of those tables, by their types
 * @param drl the rule files by path, for the engine
 * @param fingerprint hash of all files and of the example set in use
 */
public record RulePack(
        String id,
        String version,
        Text title,
        String jurisdiction,
        LocalDate modelledFrom,
        @Nullable ExampleSet examples,
        List<ExampleSet> exampleSets,
        Map<String, LegalSource> sources,
        Map<String, Parameter> parameters,
        Tables tables,
        WorkingDays calendar,
        Map<String, Map<String, Text>> labels,
        List<RuleText> rules,
        Map<String, Declaration> declarations,
        Map<String, List<Row>> rows,
        SortedMap<String, String> drl,
        String fingerprint,
        PackFiles files) {

    public RulePack {
        // in the order of ids, and hashed: ids are long and begin alike
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(sources)));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(parameters)));
    }

    /** A named set of figures published somewhere else, to show how the service works before local ones are set. */
    public record ExampleSet(String id, Text title, String source) {}

    public LegalSource.Clause clause(SourceRef ref) {
        LegalSource source = sources.get(ref.source());
        LegalSource.Clause clause = source == null ? null : source.clauses().get(ref.clause());
        if (clause == null) {
            throw new IllegalArgumentException("no clause `" + ref + "` in the pack: add it under sources/");
        }
        return clause;
    }

    /** A clause of the pack as a lawyer cites it. */
    public Text cited(String id) {
        SourceRef ref = SourceRef.parse(id);
        LegalSource.Clause clause = clause(ref);
        return Objects.requireNonNull(sources.get(ref.source())).cited(clause);
    }

    /** Ids of the parameters that rows of tables name. */
    public Set<String> figuresOfTables() {
        Set<String> ids = new TreeSet<>(tables.figures());
        rows.values()
                .forEach(all -> all.forEach(row -> row.values().of().parts().stream()
                        .filter(part -> part.figure() != null)
                        .map(part -> (String) row.values().value(part.name()))
                        .filter(id -> !id.isEmpty())
                        .forEach(ids::add)));
        return ids;
    }

    public Parameter parameter(String id) {
        Parameter parameter = parameters.get(id);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter `" + id + "` in the pack: add parameters/" + id + ".yaml");
        }
        return parameter;
    }

    /** The same pack with other parameters; everything else, the fingerprint too, stays. */
    public RulePack with(Map<String, Parameter> otherParameters) {
        return new RulePack(
                id,
                version,
                title,
                jurisdiction,
                modelledFrom,
                examples,
                exampleSets,
                sources,
                otherParameters,
                tables,
                calendar,
                labels,
                rules,
                declarations,
                rows,
                drl,
                fingerprint,
                files);
    }

    /** What a code is called; the code itself where the pack has no word for it. */
    public Text label(String group, String code) {
        Text text = labels.getOrDefault(group, Map.of()).get(code);
        return text == null ? new Text(code, code) : text;
    }
}
