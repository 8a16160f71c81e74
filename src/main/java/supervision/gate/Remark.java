package supervision.gate;

import org.jspecify.annotations.Nullable;
import supervision.decision.Text;

/**
 * One thing that the gate has to say about a candidate pack.
 *
 * @param kind what kind of remark it is, as a short fixed word such as {@code NEVER_FIRES}
 * @param rule name of the rule; null if it is about none
 * @param file path inside the pack; empty if it is about no file
 * @param line line in the file, from 1; 0 where the whole file is meant
 * @param column column in the line, from 1; 0 where the whole line is meant
 * @param says what is the matter
 * @param remedy what to do about it
 * @param example a case file that shows it, to keep as a fixture; null if there is none
 */
public record Remark(
        Severity severity,
        Part part,
        String kind,
        @Nullable String rule,
        String file,
        int line,
        int column,
        Text says,
        Text remedy,
        @Nullable String example) {

    /** File, line and column as far as they are known. */
    public String place() {
        return file + (line == 0 ? "" : ":" + line) + (column == 0 ? "" : ":" + column);
    }

    /** Whether a pack can be published in spite of it. */
    public enum Severity {
        /** It cannot. */
        ERROR,
        /** Somebody has to have looked at it. */
        WARNING,
        /** The gate cannot tell, and says so. */
        UNDECIDED
    }

    /** Which part of the gate says it. */
    public enum Part {
        FORM,
        ANALYSIS,
        CASES,
        IMPACT
    }
}
