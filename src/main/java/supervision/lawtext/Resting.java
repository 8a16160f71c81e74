package supervision.lawtext;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.language.Declaration;
import supervision.language.Row;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * What rests on some clauses.
 *
 * @param rules names of the rules that cite them
 * @param bans ids of bans
 * @param figures ids of parameters with a row from them
 * @param tables tables with rows that cite them, with how many
 * @param cases files of the cases that name them as their grounds
 */
public record Resting(
        List<String> rules, List<String> bans, List<String> figures, List<String> tables, List<String> cases) {

    /** @param cases files of cases by the clauses that they name */
    static Resting on(Collection<String> clauses, RulePack pack, Map<String, ? extends Collection<String>> cases) {
        Set<String> wanted = Set.copyOf(clauses);
        return new Resting(
                pack.rules().stream()
                        .filter(rule -> rule.sources().stream().anyMatch(wanted::contains))
                        .map(RuleText::name)
                        .toList(),
                pack.tables().bans().values().stream()
                        .filter(ban -> wanted.contains(ban.source()))
                        .map(ban -> ban.id())
                        .toList(),
                pack.parameters().values().stream()
                        .filter(figure -> figure.rows().stream().anyMatch(row -> wanted.contains(row.source())))
                        .map(figure -> figure.id())
                        .toList(),
                pack.declarations().entrySet().stream()
                        .map(declared -> table(
                                declared.getValue(), pack.rows().getOrDefault(declared.getKey(), List.of()), wanted))
                        .flatMap(Stream::ofNullable)
                        .distinct()
                        .toList(),
                List.copyOf(clauses.stream()
                        .flatMap(clause -> Stream.ofNullable(cases.get(clause)).flatMap(Collection::stream))
                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    /** Rows of bans are named one by one. */
    private static @Nullable String table(Declaration declared, List<Row> rows, Set<String> wanted) {
        long citing = rows.stream()
                .filter(row -> row.sources().stream().anyMatch(wanted::contains))
                .count();
        return declared.table() == null || declared.table().equals("bans") || citing == 0
                ? null
                : declared.table() + "/" + declared.rows() + " (" + citing + ")";
    }
}
