package supervision.facts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, the last of which checks the others.
 *
 * <p>Exactly as registered: nothing is trimmed, widened or raised to upper case, for two spellings of one code would be
 * two entities. Never derive who supervises an entity from the administrative division in characters 3 to 8: entities
 * registered before Laiwu became part of Jinan may still carry its old division.
 */
public record CreditCode(String value) {

    private static final int LENGTH = 18;

    /** GB 32100: the index of a character is its value. I, O, S, V and Z are left out, being easily misread. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final String NEVER_USED = "IOSVZ";

    /** GB 11714, for characters 9 to 16. */
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

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
     * Reads a code as it was given.
     *
     * @throws InvalidCreditCodeException if it is not one
     */
    public static CreditCode parse(String text) {
        return new CreditCode(text);
    }

    /** What is wrong with a text that should be a credit code, in English, as the exception says it; empty if nothing is. */
    public static Optional<String> problem(String text) {
        return Optional.ofNullable(firstDefect(text)).map(Defect::en);
    }

    /**
     * Whether character 17 checks the eight before it, as GB 11714 has it for the organisation code in characters 9 to
     * 17. Information only: a code is valid without it.
     */
    public boolean organisationCheckHolds() {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            // unlike GB 32100, GB 11714 numbers all 26 letters: A is 10, Z is 35
            sum += ORGANISATION_WEIGHTS[i] * Character.digit(value.charAt(8 + i), 36);
        }
        int check = (11 - sum % 11) % 11;
        return value.charAt(16) == (check == 10 ? 'X' : (char) ('0' + check));
    }

    @Override
    public String toString() {
        return value;
    }

    private record Defect(int position, String zh, String en) {}

    /** What is wrong with a character, to follow it. */
    private record Wrong(String zh, String en) {}

    /** Slips of the keyboard come before the length, which they often spoil: the message should name the cause. */
    private static @Nullable Defect firstDefect(String text) {
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (isBlank(characters[i])) {
                return at(
                        i + 1,
                        "是空白或者不可见字符（U+%04X）：删去".formatted(characters[i]),
                        "blank or invisible (U+%04X): remove it".formatted(characters[i]));
            }
            if (isFullWidth(characters[i])) {
                return at(
                        i + 1,
                        "为 " + quoted(characters[i]) + "，是全角字符：改为 " + quoted(characters[i] - 0xFEE0),
                        quoted(characters[i]) + ", full-width: write " + quoted(characters[i] - 0xFEE0));
            }
        }
        if (characters.length != LENGTH) {
            return new Defect(
                    0,
                    "统一社会信用代码应为 18 位，现为 " + characters.length + " 位",
                    "credit code must have 18 characters, has " + characters.length);
        }
        for (int i = 0; i < LENGTH; i++) {
            Wrong wrong = wrongCharacter(i + 1, characters[i]);
            if (wrong != null) {
                return at(i + 1, "为 " + quoted(characters[i]) + wrong.zh(), quoted(characters[i]) + wrong.en());
            }
        }
        if (text.startsWith("0".repeat(LENGTH - 1))) {
            return at(
                    1,
                    "为 `0`，前 17 位全为零，不是代码：不要填写",
                    "`0`, the first of 17 zeros that stand for no code: leave the code out");
        }
        char check = checkCharacter(text);
        if (text.charAt(LENGTH - 1) != check) {
            return at(
                    LENGTH,
                    "为 " + quoted(text.charAt(LENGTH - 1)) + "，而由前 17 位计算的校验码为 " + quoted(check) + "：与营业执照上的 18 位逐位核对",
                    quoted(text.charAt(LENGTH - 1)) + ", but the check character of the 17 before it is "
                            + quoted(check) + ": compare all 18 with the licence");
        }
        return null;
    }

    private static @Nullable Wrong wrongCharacter(int position, int character) {
        if (NEVER_USED.indexOf(Character.toUpperCase(character)) >= 0) {
            return new Wrong(
                    "，而代码不使用字母 I、O、S、V、Z：与营业执照核对",
                    ", but the letters I, O, S, V and Z are never used: compare with the licence");
        }
        if (position >= 3 && position <= 8 && (character < '0' || character > '9')) {
            return new Wrong(
                    "，而第 3 至 8 位（登记管理机关行政区划码）须为数字", ", but characters 3 to 8 must be digits (administrative division)");
        }
        if (character >= 'a' && character <= 'z') {
            String upper = quoted(Character.toUpperCase(character));
            return new Wrong("，是小写字母：改为 " + upper, ", lower case: write " + upper);
        }
        if (ALPHABET.indexOf(character) < 0) {
            return new Wrong(
                    "，而代码只使用数字和大写字母（I、O、S、V、Z 除外）",
                    ", but only digits and upper-case letters (except I, O, S, V and Z) are used");
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
                position, "统一社会信用代码第 " + position + " 位" + zh, "credit code character " + position + " is " + en);
    }

    private static String quoted(int character) {
        return "`" + Character.toString(character) + "`";
    }
}
