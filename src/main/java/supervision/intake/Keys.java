package supervision.intake;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import supervision.facts.CreditCode;

/**
 * Numbers of documents, names of authorities and whatever else is part of a record's key, in the one form in which they are kept,
 * whichever form they came in: two spellings of one number would be two records, and one decision would count twice.
 */
final class Keys {

    private static final Charset GBK = Charset.forName("GBK");
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Characters of GBK that the Java runtime leaves in private use, for they lie outside of the first plane. */
    private static final Map<Integer, Integer> FURTHER = Map.of(
            0xE816, 0x20087, 0xE817, 0x20089, 0xE818, 0x200CC, 0xE831, 0x215D7, 0xE83B, 0x2298F, 0xE855, 0x241FE);

    private static final String OPENING = "([{〔【〖〘〚❨❲⦅";
    private static final String CLOSING = ")]}〕】〗〙〛❩❳⦆";

    /** The national standard for official documents has the year in hexagonal brackets; people have whatever they can type. */
    private static final Pattern YEAR = Pattern.compile("[（<《〈「『]\\s*([12][0-9]{3})年?\\s*[）>》〉」』]");

    private static final Pattern YEAR_ALONE = Pattern.compile("[12][0-9]{3}");

    private static final Pattern ESCAPED = Pattern.compile("=\\s*\"(.*)\"|['‘’](.*?)['‘’]?|\"([^\"]*)\"|“([^”]*)”");

    /** First characters of an escape. */
    private static final String QUOTES = "='‘’\"“";

    private static final Pattern BLANKS = Pattern.compile("(?<![\\x21-\\x7E])\\s+|\\s+(?![\\x21-\\x7E])");

    /** Long numbers and errors as a spreadsheet writes them, and what becomes of a number that was kept with decimals. */
    private static final Pattern DAMAGED = Pattern.compile(
            "[+-]?\\d+(?:\\.\\d+)?E[+-]?\\d+|\\d+\\.0+|#+|.*#(?:REF!|N/A|VALUE!|NAME\\?|NUM!|NULL!|DIV/0!|SPILL!|CALC!).*",
            Pattern.CASE_INSENSITIVE);

    /** Days, times and truths, which a spreadsheet takes many a number for. */
    private static final Pattern TAKEN = Pattern.compile(
            "true|false|\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?(?:[ T].*)?|\\d{1,2}月\\d{1,2}日|\\d{1,2}:\\d{2}(?::\\d{2})?",
            Pattern.CASE_INSENSITIVE);

    /** A spreadsheet keeps fifteen digits and writes zeros for the others. */
    private static final Pattern CUT = Pattern.compile("[1-9]\\d{14}0+");

    private static final Set<String> NOTHING = Set.of(
            "无",
            "无号",
            "无文号",
            "无编号",
            "暂无",
            "暂无文号",
            "没有",
            "不详",
            "未知",
            "不明",
            "空",
            "空白",
            "缺",
            "缺失",
            "待定",
            "待补",
            "待补充",
            "待填",
            "未填",
            "未填写",
            "未编号",
            "略",
            "同上",
            "补录",
            "na",
            "nan",
            "null",
            "none",
            "nil",
            "undefined",
            "unknown",
            "tbd");

    private static final Pattern FILLER = Pattern.compile("0*|0{17}[0-9X]|[xX]{2,}");

    private static final int LONGEST_PLACEHOLDER = 18;

    /** Of the placeholders that are Chinese words. */
    private static final int LONGEST_WORD = 6;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Keys() {}

    /** A text without what a spreadsheet was given to keep it from reading a number: {@code ="…"} or an apostrophe in front. */
    static String unescaped(String text) {
        if (text.isEmpty() || QUOTES.indexOf(text.charAt(0)) < 0) {
            return text;
        }
        Matcher escaped = ESCAPED.matcher(text);
        if (!escaped.matches()) {
            return text;
        }
        for (int group = 1; group <= escaped.groupCount(); group++) {
            if (escaped.group(group) != null) {
                return TableRow.Cell.trim(escaped.group(group).replace("\"\"", "\""));
            }
        }
        return text;
    }

    /**
     * Text of any kind, as it is.
     *
     * @throws RefusedRowException for a character that means nothing, or something else on each machine
     */
    static String text(String column, String text) {
        int position = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            position++;
            refuseUnreadable(column, position, text.codePointAt(i));
        }
        return text;
    }

    private static void refuseUnreadable(String column, int position, int character) {
        int type = Character.getType(character);
        if (type == Character.PRIVATE_USE || type == Character.UNASSIGNED || type == Character.SURROGATE) {
            String meant = standard(character);
            throw unusable(
                    column,
                    position,
                    character,
                    new Words(
                            "是自造字或者未定义的字符，在不同机器上显示不同" + (meant.isEmpty() ? "" : "（旧版 GB18030 中为`" + meant + "`）"),
                            "is of private use or undefined, and looks different on each machine"
                                    + (meant.isEmpty() ? "" : " (older GB18030 has `" + meant + "` there)")));
        }
        if (character == 0xFFFD) {
            throw unusable(
                    column,
                    position,
                    character,
                    new Words("代表文件转换编码时丢失的字", "stands for one that was lost when the file was converted"));
        }
        if (Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t') {
            throw unusable(column, position, character, new Words("是控制字符", "is a control character"));
        }
    }

    /** What the bytes that older writers of GB18030 had for a character of private use are today; empty if nothing. */
    private static String standard(int character) {
        Integer further = FURTHER.get(character);
        if (further != null) {
            return Character.toString(further);
        }
        String text = Character.toString(character);
        if (Character.getType(character) != Character.PRIVATE_USE
                || !GBK.newEncoder().canEncode(text)) {
            return "";
        }
        String meant = new String(text.getBytes(GBK), GB18030);
        return Character.getType(meant.codePointAt(0)) == Character.PRIVATE_USE ? "" : meant;
    }

    private static RefusedRowException unusable(String column, int position, int character, Words what) {
        return new RefusedRowException(
                column,
                "",
                Words.of(
                        "第 %1$d 个字（U+%2$04X）%3$s",
                        "character %1$d (U+%2$04X) %4$s", position, character, what.zh(), what.en()),
                Words.of("对照文书重新输入该字，或者删除", "type it again as the document has it, or remove it"));
    }

    /**
     * Part of a key in the form in which it is kept.
     *
     * @throws RefusedRowException if it stands for no number or name, or was damaged on its way
     */
    static String key(String column, String text) {
        if (text.length() > LONGEST_WORD && isPlain(text)) {
            return text;
        }
        String shown = visible(column, text(column, text));
        String plain = TableRow.Cell.trim(visible(column, Normalizer.normalize(shown, Normalizer.Form.NFKC)));
        String bare = unescaped(plain);
        refuseDamaged(column, text, bare, !bare.equals(plain));
        String key = folded(bare);
        if (isPlaceholder(key)) {
            throw new RefusedRowException(
                    column,
                    Quote.of(text),
                    Words.of("`%1$s`不是编号或者名称", "`%1$s` is no number or name", Quote.of(text)),
                    Words.of(
                            "按文书填写；没有文号的，填写本单位内部的编号，每份决定各不相同",
                            "give it as the document has it; where there is none, give one of your own, another for each decision"));
        }
        return key;
    }

    /** As nearly all are: Chinese characters, letters and digits, the year in its brackets. What takes time changes nothing then. */
    private static boolean isPlain(String text) {
        boolean chinese = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '日') {
                // perhaps a day in the place of a number
                return false;
            } else if (character >= 0x4E00 && character <= 0x9FA5) {
                chinese = true;
            } else if (character == '〔') {
                if (i + 5 >= text.length()
                        || text.charAt(i + 5) != '〕'
                        || !YEAR_ALONE.matcher(text.substring(i + 1, i + 5)).matches()) {
                    return false;
                }
                i += 5;
            } else if (character > 'z' || !Character.isLetterOrDigit(character)) {
                return false;
            }
        }
        return chinese;
    }

    /** Id of another record, of which each part is what it is in that record. */
    static String target(String column, String id) {
        return Arrays.stream(visible(column, text(column, id)).split("/", -1))
                .map(part -> folded(unescaped(
                        TableRow.Cell.trim(visible(column, Normalizer.normalize(part, Normalizer.Form.NFKC))))))
                .collect(Collectors.joining("/"));
    }

    /** @throws RefusedRowException if a spreadsheet has made something else of a number or a code */
    static void refuseDamaged(String column, String given, String text, boolean escaped) {
        if (text.startsWith("=")) {
            throw new RefusedRowException(
                    column,
                    Quote.of(given),
                    Words.of("是公式，不是编号或者名称", "is a formula, no number or name"),
                    Words.of("直接填写编号或者名称", "write the number or name itself"));
        }
        if (DAMAGED.matcher(text).matches()
                || !escaped
                        && (CUT.matcher(text).matches() || TAKEN.matcher(text).matches())) {
            throw damaged(column, given);
        }
    }

    static RefusedRowException damaged(String column, String given) {
        return new RefusedRowException(
                column,
                Quote.of(given),
                Words.of(
                        "`%1$s`是被表格软件改动过的编号，原来的数字已丢失",
                        "`%1$s` is a number that a spreadsheet has changed: its digits are lost", Quote.of(given)),
                Words.of(
                        "将该列设为文本格式，按文书重新填写；编号确实如此的，写成 =\"…\"",
                        "give the column the format text and write it again from the document; if it really is so, write it as"
                                + " =\"…\""));
    }

    /** Whether a text stands for nothing at all. */
    static boolean isPlaceholder(String text) {
        if (text.length() > LONGEST_PLACEHOLDER) {
            return false;
        }
        String letters = NO_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return NOTHING.contains(letters)
                || FILLER.matcher(letters.toUpperCase(Locale.ROOT)).matches();
    }

    /** A code of an entity as a table has it; empty if the cell is filled with something that stands for none. */
    static String code(String text) {
        return !CreditCode.isOne(text) && isPlaceholder(CreditCode.plain(text)) ? "" : text;
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        text.chars().forEach(character -> folded.append(folded((char) character)));
        String years = YEAR.matcher(folded).replaceAll("〔$1〕");
        return SPACES.matcher(BLANKS.matcher(years).replaceAll("")).replaceAll(" ");
    }

    private static char folded(char character) {
        if (OPENING.indexOf(character) >= 0) {
            return '（';
        }
        if (CLOSING.indexOf(character) >= 0) {
            return '）';
        }
        return Character.getType(character) == Character.DASH_PUNCTUATION || character == '\u2212' ? '-' : character;
    }

    /** Without what does not show. What changes the order of the others, or has a meaning of its own, is refused. */
    static String visible(String column, String text) {
        StringBuilder visible = new StringBuilder();
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isInvisible(characters[i])) {
                if (Character.getType(characters[i]) == Character.FORMAT) {
                    throw unusable(
                            column,
                            i + 1,
                            characters[i],
                            new Words(
                                    "不显示，却改变其他字的次序或者含义", "does not show, and changes the order or meaning of others"));
                }
                visible.appendCodePoint(characters[i]);
            }
        }
        return visible.toString();
    }

    /** Blanks of no width, soft hyphens, fillers, selectors of a glyph. */
    private static boolean isInvisible(int character) {
        return character == 0xAD
                || character == 0x34F
                || character == 0x61C
                || character == 0x115F
                || character == 0x1160
                || character >= 0x180B && character <= 0x180F
                || character >= 0x200B && character <= 0x200F
                || character >= 0x2060 && character <= 0x2064
                || character == 0x3164
                || character >= 0xFE00 && character <= 0xFE0F
                || character == 0xFEFF
                || character == 0xFFA0
                || character >= 0xE0100 && character <= 0xE01EF;
    }
}
