package supervision.facts;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, the last of which checks the others.
 *
 * <p>The value is as registered: two spellings of one code would be two entities, so {@link #parse} makes one of them. Never
 * derive who supervises an entity from the administrative division in characters 3 to 8: entities registered before Laiwu became
 * part of Jinan may still carry its old division.
 */
public record CreditCode(String value) {

    private static final int LENGTH = 18;

    /** GB 32100: the index of a character is its value. I, O, S, V and Z are left out, being easily misread. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final String NEVER_USED = "IOSVZ";

    /**
     * Checks the value.
     *
     * @throws InvalidCreditCodeException if it is not a credit code
     */
    public CreditCode {
        Defect defect = firstDefect(value);
        if (defect != null) {
            throw new InvalidCreditCodeException(value, defect.position(), defect.zh(), defect.en());
        }
    }

    /**
     * Reads a code as people write it: in lower case, in full width, with blanks, hyphens or characters that do not show.
     *
     * @throws InvalidCreditCodeException if it is not one, even so
     */
    public static CreditCode parse(String text) {
        String plain = firstDefect(text) == null ? text : plain(text);
        if (plain.length() > LENGTH && isSeveral(text)) {
            throw new InvalidCreditCodeException(
                    text, 0, "填了不止一个统一社会信用代码，一处只填一个", "more than one credit code: give one alone");
        }
        try {
            return new CreditCode(plain);
        } catch (InvalidCreditCodeException e) {
            // told as it was written
            throw new InvalidCreditCodeException(text, e.position(), e.zh(), e.en());
        }
    }

    /** A text in the form in which codes are registered; not always a code. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(character -> !isBlank(character) && !isHyphen(character))
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** Whether a text is a code, however it is written. */
    public static boolean isOne(String text) {
        return firstDefect(text) == null || firstDefect(plain(text)) == null;
    }

    /** Whether a text holds more than one code. */
    public static boolean isSeveral(String text) {
        return Arrays.stream(text.split("[;；,，、/|\\s]+"))
                        .filter(CreditCode::isOne)
                        .count()
                > 1;
    }

    private static boolean isHyphen(int character) {
        return Character.getType(character) == Character.DASH_PUNCTUATION || character == 0x2212;
    }

    @Override
    public String toString() {
        return value;
    }

    private record Defect(int position, String zh, String en) {}

    /** Slips of the keyboard come before the length, which they often spoil: the message should name the cause. */
    private static @Nullable Defect firstDefect(String text) {
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (isBlank(characters[i])) {
                return at(
                        i + 1,
                        "是空格或不可见字符（U+%04X），请删除".formatted(characters[i]),
                        "blank or invisible (U+%04X): remove it".formatted(characters[i]));
            }
            if (isFullWidth(characters[i])) {
                String half = quoted(characters[i] - 0xFEE0);
                return at(
                        i + 1,
                        "是全角的 " + quoted(characters[i]) + "，应为 " + half,
                        quoted(characters[i]) + ", full-width: write " + half);
            }
        }
        if (characters.length != LENGTH) {
            return new Defect(
                    0,
                    "统一社会信用代码应为18位，现为" + characters.length + "位",
                    "credit code must have 18 characters, has " + characters.length);
        }
        for (int i = 0; i < LENGTH; i++) {
            Defect wrong = wrongCharacter(i + 1, characters[i]);
            if (wrong != null) {
                return wrong;
            }
        }
        if (text.startsWith("0".repeat(LENGTH - 1))) {
            return at(
                    1,
                    "是 `0`，连续17个 `0` 是没有代码时的填充，请留空",
                    "`0`, the first of 17 zeros that stand for no code: leave the code out");
        }
        String check = quoted(checkCharacter(text));
        String last = quoted(text.charAt(LENGTH - 1));
        if (!last.equals(check)) {
            return at(
                    LENGTH,
                    "是 " + last + "，而按前17位计算校验码应为 " + check + "，请与营业执照上的18位逐位核对",
                    last + ", but the check character of the 17 before it is " + check
                            + ": compare all 18 with the licence");
        }
        return null;
    }

    private static @Nullable Defect wrongCharacter(int position, int character) {
        String given = quoted(character);
        if (NEVER_USED.indexOf(Character.toUpperCase(character)) >= 0) {
            return at(
                    position,
                    "是 " + given + "，而代码不使用字母 I、O、S、V、Z，请与营业执照核对",
                    given + ", but the letters I, O, S, V and Z are never used: compare with the licence");
        }
        if (position >= 3 && position <= 8 && (character < '0' || character > '9')) {
            return at(
                    position,
                    "是 " + given + "，而第3至8位（行政区划）应为数字",
                    given + ", but characters 3 to 8 must be digits (administrative division)");
        }
        if (character >= 'a' && character <= 'z') {
            String upper = quoted(Character.toUpperCase(character));
            return at(position, "是小写的 " + given + "，应为 " + upper, given + ", lower case: write " + upper);
        }
        if (ALPHABET.indexOf(character) < 0) {
            return at(
                    position,
                    "是 " + given + "，而代码只使用数字和大写字母（I、O、S、V、Z 除外）",
                    given + ", but only digits and upper-case letters (except I, O, S, V and Z) are used");
        }
        return null;
    }

    private static char checkCharacter(String text) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += ALPHABET.indexOf(text.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** All that prints as nothing: spaces of any width, line ends, byte-order marks, zero-width joiners. */
    private static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private static boolean isFullWidth(int character) {
        return character >= 0xFF01 && character <= 0xFF5E;
    }

    private static Defect at(int position, String zh, String en) {
        return new Defect(
                position, "统一社会信用代码第" + position + "位" + zh, "credit code character " + position + " is " + en);
    }

    private static String quoted(int character) {
        return "`" + Character.toString(character) + "`";
    }
}
