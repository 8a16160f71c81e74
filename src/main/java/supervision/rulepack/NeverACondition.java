package supervision.rulepack;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supervision.decision.Text;

/**
 * Clause （二） of the opinion offers education, which is free and on which nothing may depend. Nothing that cites a clause so
 * marked may bring a consequence, open or close a way, or cost anything.
 *
 * <p>It goes by citations: a rule that makes education a condition and cites another clause for it is for the reader of that
 * clause to find.
 */
final class NeverACondition {

    /**
     * What a rule may conclude from such a clause: that it is offered, a question, or that somebody did make it a condition.
     * Anything else, and any conclusion yet to come, is refused.
     */
    private static final Set<String> ALLOWED = Set.of("Fault", "Mark", "Referral");

    private static final Text REMEDY = new Text(
            "该条款提供的内容无偿，也不得作为条件：以标注或者提请的方式提供，或者引用确有此项要求的条款",
            "what this clause offers is free and never a condition: offer it with a mark or a referral, or cite the"
                    + " clause that demands what is meant");

    private NeverACondition() {}

    static void check(
            Map<String, LegalSource> sources,
            Map<String, Parameter> parameters,
            Tables tables,
            List<RuleText> rules,
            List<PackProblem> problems) {
        Set<String> free = new HashSet<>();
        sources.forEach((id, source) -> source.clauses().forEach((clause, found) -> {
            if (found.neverACondition()) {
                free.add(id + "/" + clause);
            }
        }));
        for (RuleText rule : rules) {
            if (!ALLOWED.contains(rule.conclusion())) {
                cited(rule.sources(), free)
                        .forEach(clause -> problems.add(new PackProblem(
                                rule.file(),
                                rule.line(),
                                Text.of(
                                        "规则 `%1$s` 得出 %2$s，并引用 `%3$s`",
                                        "rule `%1$s` concludes %2$s and cites `%3$s`",
                                        rule.name(),
                                        rule.conclusion(),
                                        clause),
                                REMEDY)));
            }
        }
        parameters
                .values()
                .forEach(parameter -> parameter.rows().stream()
                        .filter(row -> costs(row) && free.contains(row.source()))
                        .forEach(row -> problems.add(new PackProblem(
                                "parameters/" + parameter.id() + ".yaml",
                                0,
                                Text.of(
                                        "自 %2$s 起的数值 `%1$s` 依据 `%3$s`",
                                        "the value `%1$s` from %2$s rests on `%3$s`",
                                        (row.value() == null ? row.entries() : row.value()),
                                        row.from(),
                                        row.source()),
                                REMEDY))));
        tables.bans().values().forEach(row -> row("bans", row.id(), List.of(row.source()), free, problems));
        tables.lists().values().forEach(row -> row("lists", row.id(), List.of(row.source()), free, problems));
        tables.regimes().values().forEach(row -> row("regimes", row.id(), List.of(row.source()), free, problems));
        tables.catalogues()
                .forEach(catalogue -> catalogue
                        .measures()
                        .values()
                        .forEach(row -> row("measures", row.id(), row.bases(), free, problems)));
    }

    /** An amount of nothing and a flag that is off are the only figures of something free. */
    private static boolean costs(Parameter.Row row) {
        String value = row.value();
        if (value == null) {
            return row.hasValue();
        }
        return !value.equals("false") && !(value.matches("\\d+(\\.\\d+)?") && new BigDecimal(value).signum() == 0);
    }

    private static void row(
            String table, String id, Collection<String> bases, Set<String> free, List<PackProblem> problems) {
        String file = table.equals("measures") ? "measures/" : "tables/" + table + ".yaml";
        cited(bases, free)
                .forEach(clause -> problems.add(new PackProblem(
                        file,
                        0,
                        Text.of("一行 `%1$s` 依据 `%2$s`", "the row `%1$s` rests on `%2$s`", id, clause),
                        REMEDY)));
    }

    private static List<String> cited(Collection<String> sources, Set<String> free) {
        return sources.stream().filter(free::contains).toList();
    }
}
