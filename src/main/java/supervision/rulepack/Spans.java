package supervision.rulepack;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    static void check(YamlFile file, String of, List<Span> spans, boolean withoutGaps) {
        List<Span> inOrder =
                spans.stream().sorted(Comparator.comparing(Span::from)).toList();
        for (int i = 1; i < inOrder.size(); i++) {
            Span before = inOrder.get(i - 1);
            Span next = inOrder.get(i);
            LocalDate until = before.until();
            if (until == null || until.isAfter(next.from())) {
                file.problem(
                        next.at(),
                        "of " + of + ", `" + before.name() + "` and `" + next.name() + "` are both in force on "
                                + next.from(),
                        "end the earlier one with `until: " + next.from() + "`, or correct the days");
            } else if (withoutGaps && until.isBefore(next.from())) {
                file.problem(
                        next.at(),
                        "of " + of + ", nothing is in force from " + until + " until `" + next.name() + "` begins on "
                                + next.from(),
                        "let the one begin on the day on which the other ends");
            }
        }
    }
}
