package supervision.intake;

/** How much of a value a report may repeat. */
final class Quote {

    /** Stands for a value that may not be repeated at all. */
    static final String HIDDEN = IdNumber.HIDDEN;

    private static final int LONGEST = 80;

    private Quote() {}

    static String of(String value) {
        String shown = IdNumber.hidden(value);
        return shown.codePointCount(0, shown.length()) <= LONGEST
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
