package supervision.intake;

import java.util.regex.Pattern;

/** Resident ID numbers (GB 11643) where they must not be shown: in reports of what is wrong, in problems, in logs. */
public final class IdNumber {

    /** Stands for a value that may not be repeated at all. */
    public static final String HIDDEN = "***";

    /** Eighteen characters with a birth date in the right place, wherever somebody put them. */
    private static final Pattern FORM =
            Pattern.compile("[1-9]\\d{5}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx]");

    private IdNumber() {}

    /** The text with {@link #HIDDEN} in place of each number. */
    public static String hidden(String text) {
        return FORM.matcher(text).replaceAll(HIDDEN);
    }
}
