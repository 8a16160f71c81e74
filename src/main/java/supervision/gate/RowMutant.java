package supervision.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import supervision.decision.Text;
import supervision.language.Condition;
import supervision.language.Declaration;
import supervision.language.Instance;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Row;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A table with one small change of a row: it is left out, or one of its values is that of another row.
 *
 * @param type of the rows
 * @param table name of the table in rule files
 * @param file path inside the pack
 * @param line of the row
 * @param rows as they would be
 * @param change what stands there and what would stand there
 * @param missing the case that would notice
 */
record RowMutant(String type, String table, String file, int line, List<Row> rows, String change, Text missing) {

    /**
     * The changes of a table. Values that no rule asks for or tells from another, rows that none can match, and those that the form
     * of tables would refuse, are left as they are.
     *
     * @param asking the rules that match rows of it
     */
    static List<RowMutant> of(RulePack pack, Possible possible, String type, Collection<RuleText> asking) {
        Declaration declared = Objects.requireNonNull(pack.declarations().get(type));
        List<Row> rows = Objects.requireNonNull(pack.rows().get(type));
        String file = "tables/" + declared.table() + ".yaml";
        byte[] text = pack.files().files().get(file);
        if (text == null) {
            // editions of the catalogue: their files are no rows of this table
            return List.of();
        }
        List<Integer> lines = lines(new String(text, StandardCharsets.UTF_8), declared.rows());
        List<RowMutant> mutants = new ArrayList<>();
        for (int at = 0; at < rows.size(); at++) {
            Row row = rows.get(at);
            int line = at < lines.size() ? lines.get(at) : 0;
            if (mayMatch(possible, type, asking, row)) {
                List<Row> without = new ArrayList<>(rows);
                without.remove(at);
                mutants.add(new RowMutant(
                        type,
                        declared.name(),
                        file,
                        line,
                        without,
                        named(row) + " -> (left out)",
                        new Text("缺少依据该行的案例", "no case that rests on this row")));
            }
            for (int column = 0; column < declared.parts().size(); column++) {
                Declaration.Part part = declared.parts().get(column);
                List<Row> changed = new ArrayList<>(rows);
                Row instead = others(rows, at, column)
                        .map(other -> with(row, part.name(), other))
                        .filter(other -> tellsApart(possible, type, asking, row, other, part.name()))
                        .findFirst()
                        .orElse(row);
                changed.set(at, instead);
                if (!instead.equals(row) && isKept(declared, changed)) {
                    mutants.add(new RowMutant(
                            type,
                            declared.name(),
                            file,
                            line,
                            changed,
                            named(row) + " " + part.name() + ": "
                                    + row.values().value(part.name()) + " -> "
                                    + instead.values().value(part.name()),
                            new Text(
                                    "缺少该行的“" + part.zh() + "”决定结果的案例",
                                    "no case in which “" + part.en() + "” of this row makes the difference")));
                }
            }
        }
        return List.copyOf(mutants);
    }

    /** Whether some rule can match a row. */
    private static boolean mayMatch(Possible possible, String type, Collection<RuleText> asking, Row row) {
        return asking.stream()
                .anyMatch(rule -> IntStream.range(0, rule.when().size())
                        .anyMatch(i -> rule.when().get(i).type().equals(type) && possible.mayMatch(rule, i, row)));
    }

    /** Whether some rule that can match a row comes out another way if a component of it has another value. */
    private static boolean tellsApart(
            Possible possible, String type, Collection<RuleText> asking, Row row, Row other, String component) {
        return asking.stream()
                .anyMatch(rule -> IntStream.range(0, rule.when().size())
                        .anyMatch(i -> rule.when().get(i).type().equals(type)
                                && isUsed(rule, rule.when().get(i), component)
                                && possible.tellsApart(
                                        rule,
                                        i,
                                        row,
                                        other,
                                        component,
                                        bound(rule, rule.when().get(i)).contains(component))));
    }

    private static boolean isUsed(RuleText rule, Pattern pattern, String component) {
        return bound(rule, pattern).contains(component)
                || pattern.tests()
                        .flatMap(Condition.Test::operands)
                        .anyMatch(operand -> operand instanceof Operand.Component own
                                && own.name().equals(component));
    }

    /** The components of what an element looks for that the rule looks at outside the conditions of the element. */
    private static Set<String> bound(RuleText rule, Pattern pattern) {
        Set<String> bound = new HashSet<>();
        pattern.bindings().forEach(binding -> bound.add(binding.component()));
        if (pattern.variable() != null) {
            pattern(rule, pattern.variable(), bound);
        }
        return bound;
    }

    private static void pattern(RuleText rule, String variable, Set<String> used) {
        rule.when().stream()
                .flatMap(Pattern::tests)
                .flatMap(Condition.Test::operands)
                .forEach(operand -> {
                    if (operand instanceof Operand.Variable other
                            && other.variable().equals(variable)
                            && other.component() != null) {
                        used.add(other.component());
                    }
                });
        Objects.requireNonNull(rule.then()).values().stream()
                .flatMap(Operand::all)
                .forEach(operand -> {
                    if (operand instanceof Operand.Component component && variable.equals(component.variable())) {
                        used.add(component.name());
                    }
                });
    }

    /** The values that other rows have, from the nearest row on; the opposite of a truth value. */
    private static Stream<Object> others(List<Row> rows, int at, int column) {
        Object value = rows.get(at).values().value(column);
        if (value instanceof Boolean truth) {
            return Stream.of(!truth);
        }
        return IntStream.range(1, rows.size())
                .flatMap(distance -> IntStream.of(at + distance, at - distance))
                .filter(place -> place >= 0 && place < rows.size())
                .mapToObj(place -> rows.get(place).values().value(column))
                .filter(other -> !other.equals(value))
                .distinct();
    }

    private static Row with(Row row, String component, Object value) {
        Declaration of = row.values().of();
        int column = of.indexOf(component);
        Object[] values = new Object[of.parts().size()];
        Arrays.setAll(values, i -> i == column ? value : row.values().value(i));
        return new Row(new Instance(of, values), row.sources());
    }

    /** Whether no two rows have the same keys. */
    private static boolean isKept(Declaration declared, List<Row> rows) {
        List<String> keys = declared.parts().stream()
                .filter(Declaration.Part::key)
                .map(Declaration.Part::name)
                .toList();
        return keys.isEmpty()
                || rows.stream()
                                .map(row ->
                                        keys.stream().map(row.values()::value).toList())
                                .distinct()
                                .count()
                        == rows.size();
    }

    /** A row by its keys; by all that it says if it has none. */
    private static String named(Row row) {
        List<Declaration.Part> parts = row.values().of().parts();
        boolean keyed = parts.stream().anyMatch(Declaration.Part::key);
        return parts.stream()
                .filter(part -> part.key() || !keyed)
                .map(part -> part.name() + ": " + row.values().value(part.name()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The lines on which rows begin. */
    private static List<Integer> lines(String yaml, String key) {
        List<Integer> lines = new ArrayList<>();
        try (JsonParser parser = new YAMLMapper().createParser(yaml)) {
            int depth = 0;
            boolean inRows = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && depth == 1) {
                    inRows = parser.currentName().equals(key);
                }
                if (token == JsonToken.START_OBJECT && depth == 2 && inRows) {
                    lines.add(parser.currentTokenLocation().getLineNr());
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
        return lines;
    }
}
