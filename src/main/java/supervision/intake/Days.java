package supervision.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as tables write them. Whether the day exists is checked, never corrected. */
final class Days {

    private static final String DAY =
            "(\\d{4})(?:-(\\d{1,2})-(\\d{1,2})|/(\\d{1,2})/(\\d{1,2})|(\\d{2})(\\d{2})" + "|年(\\d{1,2})月(\\d{1,2})日)";

    /** A time after the day is dropped if it is midnight, as exports of a database write it. */
    private static final Pattern FORM = Pattern.compile(DAY + "(?:[ T]0{1,2}:00(?::00(?:\\.0+)?)?)?");

    private static final Pattern TIMED = Pattern.compile(DAY + "\\s*[ T]\\s*\\d{1,2}[:：时]\\d{1,2}.*");

    /** What stands for no last day: words, and the days that layouts and programs write in their place. */
    private static final Set<String> NEVER =
            Set.of("长期", "长期有效", "永久", "永久有效", "无限期", "无固定期限", "2099-12-31", "2999-12-31", "9999-12-31");

    private static final Pattern TERM = Pattern.compile("[\\d一二三四五六七八九十百两半]+\\s*(?:年|个?月|周|天|日).{0,20}");

    private Days() {}

    /** The day, or empty if the text is not one or no such day exists. */
    static Optional<LocalDate> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            for (int month = 2; month <= 8; month += 2) {
                if (form.group(month) != null) {
                    return Optional.of(LocalDate.of(number(form, 1), number(form, month), number(form, month + 1)));
                }
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether a text in the place of a last day says that there is none. */
    static boolean isNever(String text) {
        return NEVER.contains(parse(text).map(LocalDate::toString).orElse(text));
    }

    /** Whether it says for how long and not until when. */
    static boolean isTerm(String text) {
        return TERM.matcher(text).matches();
    }

    /** Whether it is a day with a time that is not midnight: of which day that is, the sender has to say. */
    static boolean hasTime(String text) {
        return TIMED.matcher(text).matches() && !looksLikeDay(text);
    }

    /** Whether it has the form of a day, existing or not. */
    static boolean looksLikeDay(String text) {
        return FORM.matcher(text).matches();
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }
}
