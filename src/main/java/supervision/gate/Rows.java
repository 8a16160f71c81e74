package supervision.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.language.Condition;
import supervision.language.Operand;
import supervision.language.Row;

/** What rows of tables say of conditions without any case. */
final class Rows {

    private Rows() {}

    /** Whether a row may meet a condition; certainly no only where it compares with what is written out. */
    static boolean mayMeet(Row row, Condition condition) {
        return !Boolean.FALSE.equals(meets(row, condition));
    }

    /** Whether a row meets a condition; null if that hangs on what the condition refers to. */
    private static @Nullable Boolean meets(Row row, Condition condition) {
        if (condition instanceof Condition.Not not) {
            Boolean inside = meets(row, not.of());
            return inside == null ? null : !inside;
        }
        if (condition instanceof Condition.Test test) {
            return meets(row, test);
        }
        boolean all = condition instanceof Condition.All;
        List<Condition> parts =
                condition instanceof Condition.All every ? every.parts() : ((Condition.Any) condition).parts();
        Boolean known = all;
        for (Condition part : parts) {
            Boolean one = meets(row, part);
            if (one == null) {
                known = null;
            } else if (one != all) {
                return one;
            }
        }
        return known;
    }

    private static @Nullable Boolean meets(Row row, Condition.Test test) {
        String left = value(row, test.left());
        if (left == null) {
            return null;
        }
        boolean equal = false;
        for (Operand right : test.right()) {
            String value = value(row, right);
            if (value == null) {
                return null;
            }
            equal |= value.equals(left);
        }
        return switch (test.operator()) {
            case HOLDS -> left.equals("true");
            case EQUAL, IN -> equal;
            case NOT_EQUAL, NOT_IN -> !equal;
            case CONTAINS, NOT_CONTAINS -> null;
        };
    }

    private static @Nullable String value(Row row, Operand operand) {
        if (operand instanceof Operand.Component component && component.variable() == null) {
            Object value = row.values().value(component.name());
            return value instanceof Enum<?> constant ? constant.name() : value.toString();
        }
        if (operand instanceof Operand.Text text) {
            return text.value();
        }
        if (operand instanceof Operand.Truth truth) {
            return String.valueOf(truth.value());
        }
        return operand instanceof Operand.Constant constant ? constant.name() : null;
    }
}
