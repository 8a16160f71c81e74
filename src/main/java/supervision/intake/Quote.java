package supervision.intake;

import java.util.regex.Pattern;

/** How much of a value a report may repeat. */
final class Quote {

    /** Stands for a value that may not be repeated at all. */
    static final String HIDDEN = "***";

    private static final int LONGEST = 80;

    /** Eighteen characters with a birth date in the right place, in whatever column somebody put them. */
    private static final Pattern ID_NUMBER =
            Pattern.compile("[1-9]\\d{5}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx]");

    private Quote() {}

    static String of(String value) {
        String shown = ID_NUMBER.matcher(value).replaceAll(HIDDEN);
        return shown.codePointCount(0, shown.length()) <= LONGEST
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
