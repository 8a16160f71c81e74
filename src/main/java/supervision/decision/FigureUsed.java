package supervision.decision;

import org.jspecify.annotations.Nullable;

/**
 * A number as a rule was told it.
 *
 * @param value value as in force on the day asked about; null where no number exists
 * @param status {@code active}, {@code verify}, {@code placeholder}, {@code example} or {@code null}
 * @param set id of the example set that it comes from; null unless the status is {@code example}
 */
public record FigureUsed(
        String id,
        Text title,
        String unit,
        @Nullable String value,
        String source,
        String evidence,
        String status,
        @Nullable String set) {}
