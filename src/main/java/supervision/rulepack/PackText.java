package supervision.rulepack;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;

/**
 * Files of a pack as text. What an editor adds unseen, such as a mark at the beginning or other ends of lines, makes no other
 * pack; what looks like something else than it is makes none at all.
 */
final class PackText {

    private static final int LONGEST_LINE = 5_000;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** A pack is in Chinese and English. A letter of another script is one that looks like a Latin one. */
    private static final Set<Character.UnicodeScript> SCRIPTS = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.COMMON,
            Character.UnicodeScript.INHERITED);

    private static final int FIRST_RADICAL = 0x2E80;
    private static final int LAST_RADICAL = 0x2FDF;
    private static final int FIRST_IDEOGRAPH = 0x4E00;
    private static final int LAST_IDEOGRAPH = 0x9FA5;
    private static final int IDEOGRAPHIC_SPACE = 0x3000;

    private static final Set<Byte> UNSEEN = Set.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.PRIVATE_USE,
            Character.SURROGATE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR);

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private PackText() {}

    /** The bytes of a file without a byte order mark and with line feeds alone; as they are if they are no UTF-8. */
    static byte[] plain(byte[] file) {
        int from = startsWithMark(file) ? BYTE_ORDER_MARK.length : 0;
        if (from == 0 && indexOf(file, (byte) '\r') < 0) {
            return file;
        }
        byte[] plain = new byte[file.length];
        int length = 0;
        for (int at = from; at < file.length; at++) {
            if (file[at] != '\r' || at + 1 == file.length || file[at + 1] != '\n') {
                plain[length++] = file[at];
            }
        }
        return Arrays.copyOf(plain, length);
    }

    private static boolean startsWithMark(byte[] file) {
        return file.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(file, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private static int indexOf(byte[] file, byte wanted) {
        for (int at = 0; at < file.length; at++) {
            if (file[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** What is wrong with a file before anybody looks at what it says: the first place; null if nothing is. */
    static @Nullable PackProblem problem(String path, byte[] file) {
        if (!PATH.matcher(path).matches()) {
            return new PackProblem(
                    path,
                    0,
                    new Text(
                            "路径中有普通字母、数字、`.`、`-`、`_` 以外的字符",
                            "the path has characters that are no plain letters, digits, `.`, `-` or `_`"),
                    new Text(
                            "文件改名：看起来相同的名称会被混为一个",
                            "rename the file: names that look alike would pass for one another"));
        }
        CharBuffer text = CharBuffer.allocate(file.length);
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            return at(
                    path,
                    text,
                    text.length(),
                    Text.of(
                            "文件不是 UTF-8 编码：字节 %1$s 不属于任何字符",
                            "the file is not UTF-8: byte %1$s is no part of a character",
                            String.format(Locale.ROOT, "0x%02X", file[bytes.position()])),
                    new Text(
                            "另存为 UTF-8；中文编辑器所称 ANSI 或 GB18030 是另一种编码",
                            "save it as UTF-8; a Chinese editor calls its own encoding ANSI or GB18030"));
        }
        return hidden(path, text.toString());
    }

    private static @Nullable PackProblem hidden(String path, String text) {
        int lineStart = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            if (character == '\n') {
                lineStart = at + 1;
            } else if (at - lineStart >= LONGEST_LINE) {
                return at(
                        path,
                        text,
                        lineStart,
                        Text.of("该行超过 %1$s 个字符", "the line has more than %1$s characters", LONGEST_LINE),
                        new Text("分成几行", "break it into several"));
            } else if (character != '\t' && (character > 0x7E || character < ' ') && !isIdeograph(character)) {
                Text problem = strange(character);
                if (problem != null) {
                    return at(
                            path,
                            text,
                            at,
                            problem,
                            new Text("删去，或者改为它看起来像的那个字符", "remove it, or write the character that it looks like"));
                }
            }
            at += Character.charCount(character);
        }
        return null;
    }

    /** What is wrong with a text that was written with escapes, which hide it in the file; null if nothing is. */
    static @Nullable Text strange(String text) {
        return text.codePoints()
                .filter(character -> character != '\n' && character != '\t')
                .mapToObj(PackText::strange)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Text strange(int character) {
        if (character > 0x7E && isLookAlike(character)) {
            return Text.of("%1$s 看起来像另一个字符", "%1$s looks like another character", named(character));
        }
        if (UNSEEN.contains((byte) Character.getType(character)) || character == 0xFFFD) {
            return Text.of(
                    "%1$s 不可见，或者代表一个已经丢失的字符", "%1$s cannot be seen, or stands for one that was lost", named(character));
        }
        return SCRIPTS.contains(Character.UnicodeScript.of(character))
                ? null
                : Text.of("%1$s 不是中文或英文的字符", "%1$s is of neither Chinese nor English", named(character));
    }

    private static String named(int character) {
        String name = Character.getName(character);
        return String.format(Locale.ROOT, "U+%04X", character) + (name == null ? "" : " " + name);
    }

    private static PackProblem at(String path, CharSequence text, int index, Text problem, Text remedy) {
        int line = 1;
        int lineStart = 0;
        for (int at = 0; at < index; at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
        return new PackProblem(path, line, Character.codePointCount(text, lineStart, index) + 1, problem, remedy);
    }

    /** What is left of a name for the eye: two names of one skeleton differ in the width of punctuation, in blanks or in case. */
    static String skeleton(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Letters with marks, digits in other forms, radicals in the place of characters, and blanks other than those of the two scripts. */
    private static boolean isLookAlike(int character) {
        return character >= FIRST_RADICAL && character <= LAST_RADICAL
                || Character.getType(character) == Character.SPACE_SEPARATOR && character != IDEOGRAPHIC_SPACE
                || SCRIPTS.contains(Character.UnicodeScript.of(character)) && isOtherForm(character);
    }

    /** A character of the common block, of which a pack mostly is: asking for the script and form of each takes longer than reading. */
    private static boolean isIdeograph(int character) {
        return character >= FIRST_IDEOGRAPH && character <= LAST_IDEOGRAPH;
    }

    private static boolean isOtherForm(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case LATIN -> true;
            case HAN -> isCompatible(character);
            // punctuation in full width is how Chinese is written
            default ->
                Character.isLetterOrDigit(character) && isCompatible(character)
                        || List.of(Character.OTHER_NUMBER, Character.LETTER_NUMBER, Character.NON_SPACING_MARK)
                                .contains((byte) Character.getType(character));
        };
    }

    private static boolean isCompatible(int character) {
        return !Normalizer.isNormalized(Character.toString(character), Normalizer.Form.NFKC);
    }
}
