package supervision.lawtext;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What two copies of one text have in common, however their databases write signs, blanks and numbers. */
final class Plain {

    /** A number as statutes write it, or in digits. */
    static final String NUMBER = "[零〇○一二三四五六七八九十百千0-9]+";

    static final Pattern DATE = Pattern.compile("(\\d{4})\\s*[-./年]\\s*(\\d{1,2})\\s*[-./月]\\s*(\\d{1,2})");

    private static final String DIGITS = "零一二三四五六七八九";

    private Plain() {}

    /** Signs in one width, without blanks around. */
    static String signs(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    /** A line without the marks of Markdown, as it is shown. */
    static String line(String line) {
        return line.replaceFirst("^\\s*(#+|>)\\s*", "")
                .replaceAll("\\*\\*|__|`", "")
                .strip();
    }

    /** Signs that say something: without blanks, and with one form of quotation marks, for copies differ in these. */
    static String content(String text) {
        return signs(text)
                .replaceAll("[\\s\\p{Cf}\\p{Cc}*]+", "")
                .replaceAll("[“”„‟「」『』]", "\"")
                .replaceAll("[‘’]", "'");
    }

    /** The name of an act without what copies add or leave out: the name of the state, book title marks, a year in brackets. */
    static String title(String title) {
        return content(title)
                .replaceAll("[《》〈〉]", "")
                .replaceFirst("^中华人民共和国(?=.)", "")
                .replaceFirst("\\((19|20)\\d\\d[^()]*\\)$", "");
    }

    /** A number in Chinese characters or digits. */
    static int number(String written) {
        String text = written.replaceAll("[〇○]", "零");
        if (text.matches("\\d{1,6}")) {
            return Integer.parseInt(text);
        }
        int whole = 0;
        int digit = 0;
        for (char sign : text.toCharArray()) {
            int unit = "十百千".indexOf(sign);
            if (unit >= 0) {
                whole += Math.max(1, digit) * (int) Math.pow(10, unit + 1);
                digit = 0;
            } else {
                // without units the digits stand side by side, as in 一〇三
                digit = (text.matches(".*[十百千].*") ? 0 : digit * 10) + Math.max(0, DIGITS.indexOf(sign));
            }
        }
        return whole + digit;
    }

    /** The first day that a text names; null if it names none. */
    static @Nullable LocalDate day(@Nullable String text) {
        Matcher found = text == null ? null : DATE.matcher(signs(text));
        return found != null && found.find() ? day(found) : null;
    }

    static @Nullable LocalDate day(Matcher found) {
        try {
            return LocalDate.of(
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(3)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    static String hash(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
