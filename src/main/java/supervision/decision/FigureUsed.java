package supervision.decision;

import org.jspecify.annotations.Nullable;

/**
 * A number as a rule was told it.
 *
 * @param value value as in force on the day asked about; null where no number exists
 * @param source id of the clause that gives it; empty where the parameter has no row for the day
 * @param cited that clause as a lawyer cites it; null where there is none
 * @param status {@code active}, {@code verify}, {@code placeholder}, {@code example} or {@code null}
 * @param set id of the example set that it comes from; null unless the status is {@code example}
 */
public record FigureUsed(
        String id,
        Text title,
        String unit,
        @Nullable String value,
        String source,
        @Nullable Text cited,
        String evidence,
        String status,
        @Nullable String set) {}
