package supervision.rulepack;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;

/** Rows of one thing over time, such as the regimes of a channel: on no day two of them are in force. */
final class Spans {

    private Spans() {}

    /**
     * A row.
     *
     * @param at text of its line
     * @param until first day on which it is no longer in force; null for none
     */
    record Span(
            String at,
            String name,
            LocalDate from,
            @Nullable LocalDate until) {}

    /**
     * Complains of days with two rows, and of days with none between two rows.
     *
     * @param of what the rows are of
     * @param withoutGaps whether there has to be one on each day between them
     */
    static void check(YamlFile file, Text of, List<Span> spans, boolean withoutGaps) {
        List<Span> inOrder =
                spans.stream().sorted(Comparator.comparing(Span::from)).toList();
        for (int i = 1; i < inOrder.size(); i++) {
            Span before = inOrder.get(i - 1);
            Span next = inOrder.get(i);
            LocalDate until = before.until();
            if (until == null || until.isAfter(next.from())) {
                file.problem(
                        next.at(),
                        Text.of(
                                "%1$s：`%2$s` 与 `%3$s` 在 %4$s 同时施行",
                                "of %1$s, `%2$s` and `%3$s` are both in force on %4$s",
                                of,
                                before.name(),
                                next.name(),
                                next.from()),
                        Text.of(
                                "前一行写 `until: %1$s`，或者改正日期",
                                "end the earlier one with `until: %1$s`, or correct the days", next.from()));
            } else if (withoutGaps && until.isBefore(next.from())) {
                file.problem(
                        next.at(),
                        Text.of(
                                "%1$s：自 %2$s 起至 `%3$s` 于 %4$s 施行之前，没有施行的规定",
                                "of %1$s, nothing is in force from %2$s until `%3$s` begins on %4$s",
                                of,
                                until,
                                next.name(),
                                next.from()),
                        new Text("后一行的首日写成前一行的终止日", "let the one begin on the day on which the other ends"));
            }
        }
    }
}
