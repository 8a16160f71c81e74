package supervision.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supervision.language.Condition;
import supervision.language.Condition.Operator;
import supervision.language.Declaration;
import supervision.language.Insertion;
import supervision.language.Levels;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RuleText;

/**
 * A rule file as the engine gets it, made from what was read and not from its text: with the level of each rule as its
 * salience, equality by all components for what is declared, rows asked for by what an element says of them, and conclusions
 * handed over instead of inserted. What stands on a line stands on that line still: the engine names lines.
 */
final class HandedOver {

    private final Levels levels;
    private final Set<String> tables;
    private final StringBuilder text = new StringBuilder();
    private int line = 1;

    /** @param tables types of the tables that rule files declare */
    HandedOver(Levels levels, Set<String> tables) {
        this.levels = levels;
        this.tables = tables;
    }

    /** The rules of a file. */
    String text(RuleFile file) {
        add("package " + Declaration.PACKAGE + " ");
        file.imports().forEach(imported -> at(imported.place().line()).add("import " + imported.name() + "; "));
        file.rules().stream().sorted(Comparator.comparingInt(RuleText::line)).forEach(this::rule);
        return text.append('\n').toString();
    }

    /** A declared type, with the full names of others, so that it needs no imports. */
    static String text(Declaration declared) {
        return declared.parts().stream()
                .map(part -> "  " + part.name() + " : " + part.type().replace('$', '.') + " @key\n")
                .collect(Collectors.joining("", "declare " + declared.name() + "\n", "end\n"));
    }

    private void rule(RuleText rule) {
        Insertion then = rule.then();
        if (then == null) {
            return;
        }
        at(rule.line()).add("rule \"" + rule.name() + "\" salience -" + levels.of(rule) + " when");
        int number = 0;
        for (Pattern pattern : rule.when()) {
            number++;
            // for an element without one the engine makes up a name from a count of the whole process
            Pattern named = pattern.variable() == null ? pattern.with("$_" + number) : pattern;
            at(pattern.place().line())
                    .add(" "
                            + element(named.with(pattern.conditions().stream()
                                    .map(condition -> plain(rule, condition))
                                    .toList())));
        }
        add(" then");
        at(then.place().line())
                .add(" conclusions.add(new " + then.written()
                        + then.values().stream()
                                .map(value -> typed(rule, value).toString())
                                .collect(Collectors.joining(", ", "(", ")"))
                        + "); end ");
    }

    private String element(Pattern pattern) {
        Pattern.Total total = pattern.total();
        if (total != null) {
            // a finding rests on all that was counted, which the engine does not tell otherwise
            return "accumulate(" + pattern.with(Pattern.Kind.FACT) + "; " + total + ", " + total.variable()
                    + "All : collectList(" + pattern.variable() + ")"
                    // two functions have a result where nothing is there, and of an extreme that is null
                    + (total.function() == Pattern.Function.COUNT ? ")" : "; " + total.variable() + " != null)");
        }
        if (!tables.contains(pattern.type())) {
            return pattern.toString();
        }
        String rows =
                pattern.with(Pattern.Kind.FACT) + " from tables.rows(\"" + pattern.type() + "\"" + key(pattern) + ")";
        return switch (pattern.kind()) {
            case FACT -> rows;
            case NOT -> "not (" + rows + ")";
            case EXISTS -> "exists (" + rows + ")";
            case TOTAL -> throw new IllegalStateException("rows are not counted: " + pattern);
        };
    }

    /** The first component that is compared with something known before, and with what. */
    private static String key(Pattern pattern) {
        for (Condition condition : pattern.conditions()) {
            if (condition instanceof Condition.Test test && test.operator() == Operator.EQUAL) {
                Operand left = test.left();
                Operand right = test.right().get(0);
                if (left instanceof Operand.Component component && isKnownBefore(right)) {
                    return ", \"" + component.name() + "\", " + right;
                }
            }
        }
        return "";
    }

    private static boolean isKnownBefore(Operand operand) {
        return operand instanceof Operand.Variable variable && variable.component() == null
                || operand instanceof Operand.Text
                || operand instanceof Operand.Constant;
    }

    /** A condition in words that the engine understands. */
    private static Condition plain(RuleText rule, Condition condition) {
        if (condition instanceof Condition.All all) {
            return new Condition.All(
                    all.place(),
                    all.parts().stream().map(part -> plain(rule, part)).toList());
        }
        if (condition instanceof Condition.Any any) {
            return new Condition.Any(
                    any.place(),
                    any.parts().stream().map(part -> plain(rule, part)).toList());
        }
        if (condition instanceof Condition.Not not) {
            // `!` before a question that has the name of an operator on intervals of time does not compile
            return not.of() instanceof Condition.Test test
                            && test.operator() == Operator.HOLDS
                            && test.left() instanceof Operand.Asked
                    ? is(plain(rule, test), false)
                    : new Condition.Not(not.place(), plain(rule, not.of()));
        }
        Condition.Test test = (Condition.Test) condition;
        Condition.Test typed = new Condition.Test(
                test.place(),
                typed(rule, test.left()),
                test.operator(),
                test.right().stream().map(operand -> typed(rule, operand)).toList());
        // a variable by itself binds nothing and does not compile
        return typed.operator() == Operator.HOLDS && typed.left() instanceof Operand.Variable ? is(typed, true) : typed;
    }

    private static Condition.Test is(Condition condition, boolean value) {
        Operand left = ((Condition.Test) condition).left();
        return new Condition.Test(
                condition.place(), left, Operator.EQUAL, List.of(new Operand.Truth(left.place(), value)));
    }

    private static Operand typed(RuleText rule, Operand operand) {
        return operand.with(each -> typedItself(rule, each));
    }

    /** The engine knows what was made of many as an object of no certain type: says which it is. */
    private static Operand typedItself(RuleText rule, Operand operand) {
        boolean extreme = operand instanceof Operand.Variable variable
                && rule.when().stream()
                        .flatMap(pattern -> Stream.ofNullable(pattern.total()))
                        .anyMatch(total -> total.variable().equals(variable.variable())
                                && total.function() != Pattern.Function.COUNT);
        return extreme
                ? new Operand.Variable(operand.place(), "((java.time.LocalDate) " + operand + ")", null)
                : operand;
    }

    private HandedOver at(int wanted) {
        while (line < wanted) {
            text.append('\n');
            line++;
        }
        return this;
    }

    private void add(String more) {
        text.append(more);
    }
}
