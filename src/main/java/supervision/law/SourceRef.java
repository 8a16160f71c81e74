package supervision.law;

import java.util.regex.Pattern;

/**
 * A citation: one clause of one legal instrument, written {@code laiwu-2020-19/6.2}.
 *
 * @param source id of the instrument: lower-case letters and digits, joined by hyphens
 * @param clause the clause within it, such as {@code 6.2}, {@code art-20} or {@code classes}; dots may join as well
 */
public record SourceRef(String source, String clause) {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern CLAUSE = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException if either has another form
     */
    public SourceRef {
        if (!SOURCE.matcher(source).matches() || !CLAUSE.matcher(clause).matches()) {
            throw malformed(source + "/" + clause);
        }
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if the text is not one source and one clause with a slash between
     */
    public static SourceRef parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw malformed(text);
        }
        return new SourceRef(text.substring(0, slash), text.substring(slash + 1));
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("`" + text
                + "` does not cite a clause: write the source id, a slash and the clause in lower case, such as"
                + " `laiwu-2020-19/6.2`");
    }

    @Override
    public String toString() {
        return source + "/" + clause;
    }
}
