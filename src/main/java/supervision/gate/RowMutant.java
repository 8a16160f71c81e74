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
     * The changes of a table. Values that no rule asks for, and rows that the form of tables would refuse, are left as they are.
     *
     * @param asking the rules that match rows of it
     */
    static List<RowMutant> of(RulePack pack, String type, Collection<RuleText> asking) {
        Declaration declared = Objects.requireNonNull(pack.declarations().get(type));
        List<Row> rows = Objects.requireNonNull(pack.rows().get(type));
        String file = "tables/" + declared.table() + ".yaml";
        byte[] text = pack.files().files().get(file);
        if (text == null) {
            // editions of the catalogue: their files are no rows of this table
            return List.of();
        }
        List<Integer> lines = lines(new String(text, StandardCharsets.UTF_8), declared.rows());
        Set<String> used = used(type, asking);
        List<RowMutant> mutants = new ArrayList<>();
        for (int at = 0; at < rows.size(); at++) {
            Row row = rows.get(at);
            int line = at < lines.size() ? lines.get(at) : 0;
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
            for (int column = 0; column < declared.parts().size(); column++) {
                Declaration.Part part = declared.parts().get(column);
                Object value = row.values().value(column);
                Object other = used.contains(part.name()) ? other(rows, at, column) : value;
                List<Row> changed = new ArrayList<>(rows);
                Row instead = with(row, column, other);
                changed.set(at, instead);
                if (!other.equals(value)
                        && isKept(declared, changed)
                        && matters(type, asking, part.name(), List.of(row, instead))) {
                    mutants.add(new RowMutant(
                            type,
                            declared.name(),
                            file,
                            line,
                            changed,
                            named(row) + " " + part.name() + ": " + value + " -> " + other,
                            new Text(
                                    "缺少该行的“" + part.zh() + "”决定结果的案例",
                                    "no case in which “" + part.en() + "” of this row makes the difference")));
                }
            }
        }
        return List.copyOf(mutants);
    }

    /** Components of a table that some rule tests or binds. */
    private static Set<String> used(String type, Collection<RuleText> asking) {
        Set<String> used = new HashSet<>();
        for (RuleText rule : asking) {
            for (Pattern pattern : rule.when()) {
                if (pattern.type().equals(type)) {
                    used.addAll(used(rule, pattern));
                }
            }
        }
        return used;
    }

    private static Set<String> used(RuleText rule, Pattern pattern) {
        Set<String> used = new HashSet<>();
        pattern.bindings().forEach(binding -> used.add(binding.component()));
        pattern.tests().flatMap(Condition.Test::operands).forEach(operand -> {
            if (operand instanceof Operand.Component component) {
                used.add(component.name());
            }
        });
        if (pattern.variable() != null) {
            pattern(rule, pattern.variable(), used);
        }
        return used;
    }

    /** Whether some rule looks at a component of a row that, as it is or changed, it does not pass over for what it writes out. */
    private static boolean matters(String type, Collection<RuleText> asking, String component, List<Row> rows) {
        return asking.stream()
                .anyMatch(rule -> rule.when().stream()
                        .filter(pattern -> pattern.type().equals(type))
                        .anyMatch(pattern -> used(rule, pattern).contains(component)
                                && rows.stream()
                                        .anyMatch(row -> pattern.conditions().stream()
                                                .allMatch(condition -> Rows.mayMeet(row, condition)))));
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

    /** The value of the nearest row that has another; the opposite of a truth value; its own if there is none. */
    private static Object other(List<Row> rows, int at, int column) {
        Object value = rows.get(at).values().value(column);
        if (value instanceof Boolean truth) {
            return !truth;
        }
        for (int distance = 1; distance < rows.size(); distance++) {
            for (int place : new int[] {at + distance, at - distance}) {
                if (place >= 0 && place < rows.size()) {
                    Object other = rows.get(place).values().value(column);
                    if (!other.equals(value)) {
                        return other;
                    }
                }
            }
        }
        return value;
    }

    private static Row with(Row row, int column, Object value) {
        Declaration of = row.values().of();
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
