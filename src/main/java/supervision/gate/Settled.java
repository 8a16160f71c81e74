package supervision.gate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.language.Condition;
import supervision.language.Operand;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * Questions about figures that have one answer on every day on which a rule is in force, because the law settles the figure:
 * no case can assume another, so none can show it. The question stands there for the day on which the law changes.
 */
record Settled(RulePack pack, RuleText rule) {

    private static final String ACTIVE = "active";

    /** How a comparison always comes out; null if it can come out either way. */
    @Nullable
    Boolean of(Condition.Test test) {
        if (!(test.left() instanceof Operand.Asked asked)
                || !asked.instrument().equals("figures")
                || !(asked.with().get(0) instanceof Operand.Text id)) {
            return null;
        }
        Boolean always = null;
        for (Parameter.@Nullable Row row : rows(id.value())) {
            Boolean now = row == null ? null : answer(test, asked, row);
            if (now == null || (always != null && !always.equals(now))) {
                return null;
            }
            always = now;
        }
        return always;
    }

    private static @Nullable Boolean answer(Condition.Test test, Operand.Asked asked, Parameter.Row row) {
        String value = row.value() == null ? "" : row.value();
        if (asked.with().size() == 1
                && asked.question().equals("known")
                && test.operator() == Condition.Operator.HOLDS) {
            // what has a value can be assumed to have another, and never to have none
            return row.hasValue() ? true : null;
        }
        if (!row.status().equals(ACTIVE)) {
            return null;
        }
        if (asked.question().equals("is")
                && test.operator() == Condition.Operator.HOLDS
                && asked.with().get(1) instanceof Operand.Text wanted) {
            return value.equals(wanted.value());
        }
        if (asked.with().size() == 1
                && asked.question().equals("value")
                && test.operator() == Condition.Operator.CONTAINS
                && test.right().get(0) instanceof Operand.Text part) {
            return value.contains(part.value());
        }
        return null;
    }

    /** The rows of a parameter on the days on which the rule is in force; null for days without one. */
    private List<Parameter.@Nullable Row> rows(String id) {
        Parameter parameter = pack.parameters().get(id);
        List<Parameter.@Nullable Row> rows = new ArrayList<>();
        if (parameter != null) {
            rows.add(parameter.on(rule.from().isBefore(pack.modelledFrom()) ? pack.modelledFrom() : rule.from()));
            parameter.rows().stream()
                    .filter(row -> row.from().isAfter(rule.from()) && rule.inForceOn(row.from()))
                    .forEach(rows::add);
        }
        return rows;
    }
}
