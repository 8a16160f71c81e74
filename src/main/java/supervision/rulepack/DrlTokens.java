package supervision.rulepack;

import java.util.ArrayList;
import java.util.List;
import supervision.decision.Text;
import supervision.language.Place;

/** Splits a rule file into tokens with their places. Comments and white space are dropped. */
final class DrlTokens {

    enum Kind {
        WORD,
        STRING,
        NUMBER,
        SIGN
    }

    /** A token; the text of a string is without its quotes. */
    record Token(Kind kind, String text, Place place) {
        boolean is(String sign) {
            return kind != Kind.STRING && text.equals(sign);
        }

        boolean isType() {
            return kind == Kind.WORD && Character.isUpperCase(text.charAt(0));
        }
    }

    private final String file;
    private final String text;
    private final List<PackProblem> problems;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    /** Where the line that is read begins. */
    private int lineStart;

    private DrlTokens(String file, String text, List<PackProblem> problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    static List<Token> of(String file, String text, List<PackProblem> problems) {
        DrlTokens reader = new DrlTokens(file, text, problems);
        reader.readAll();
        return reader.tokens;
    }

    private void readAll() {
        checkCharacters();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                newLine(at);
            } else if (c > 127) {
                readForeign();
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                skipTo(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                problem(
                        at,
                        new Text("块注释可能遮住规则，使人看不到", "a block comment can hide rules from a reader"),
                        new Text("注释用 `//`", "write comments with `//`"));
                int end = text.indexOf("*/", at + 2);
                skipTo(end < 0 ? end : end + 2);
            } else if (c == '"') {
                readString();
            } else if (Character.isDigit(c)) {
                readWhile(Kind.NUMBER);
            } else if (Character.isJavaIdentifierStart(c)) {
                readWhile(Kind.WORD);
            } else {
                tokens.add(new Token(Kind.SIGN, String.valueOf(c), place(at)));
                at++;
            }
        }
    }

    /**
     * Refuses what the engine or the Java compiler reads in another way than this reader or a person does: escapes, of which
     * Java has some that end a comment; other ends of lines; what cannot be seen, or turns the direction of writing.
     */
    private void checkCharacters() {
        int lineOf = 1;
        int columnOf = 0;
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            boolean lineFeedFollows = i + 1 < characters.length && characters[i + 1] == '\n';
            Text wrong = null;
            Text remedy = null;
            columnOf += i > 0 ? Character.charCount(characters[i - 1]) : 1;
            if (c == '\n') {
                lineOf++;
                columnOf = 0;
            } else if (c == '\\') {
                wrong = new Text("反斜杠", "a backslash");
                remedy = new Text("直接写该字符：规则文件是 UTF-8 编码", "write the character itself, rule files are UTF-8");
            } else if (c == 0xFFFD) {
                wrong = new Text("不是 UTF-8 编码的字符", "a character that is not UTF-8");
                remedy = new Text("另存为 UTF-8", "save the file as UTF-8");
            } else if (c == '\r' && !lineFeedFollows) {
                wrong = new Text("行中的回车符", "a carriage return inside a line");
                remedy = new Text("每行以换行符（LF）结尾", "end lines with a line feed");
            } else if (c != '\r' && c != '\t' && isInvisible(c)) {
                wrong = Text.of("不可见字符 U+%1$04X", "the invisible character U+%1$04X", c);
                remedy = new Text("删去", "remove it");
            }
            if (wrong != null && remedy != null) {
                problems.add(new PackProblem(
                        file, lineOf, columnOf, Text.of("文件中有%1$s", "the file holds %1$s", wrong), remedy));
            }
        }
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** Letters that look like others, wide spaces and the like: they belong into strings and comments. */
    private void readForeign() {
        int start = at;
        while (at < text.length() && text.charAt(at) > 127) {
            at++;
        }
        problem(
                start,
                Text.of("`%1$s` 出现在字符串和注释之外", "`%1$s` stands outside strings and comments", text.substring(start, at)),
                new Text("代码只用 ASCII 字符", "write code with ASCII characters only"));
    }

    private void problem(int index, Text problem, Text remedy) {
        problems.add(new PackProblem(file, line, place(index).column(), problem, remedy));
    }

    private void newLine(int start) {
        line++;
        lineStart = start;
    }

    private Place place(int index) {
        return new Place(line, index - lineStart + 1);
    }

    /** Skips to a place; to the end of the text if it is negative. */
    private void skipTo(int place) {
        int stop = place < 0 ? text.length() : place;
        for (; at < stop; at++) {
            if (text.charAt(at) == '\n') {
                newLine(at + 1);
            }
        }
    }

    private void readString() {
        int start = at + 1;
        int end = start;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
            end++;
        }
        if (end >= text.length() || text.charAt(end) == '\n') {
            problem(
                    start - 1,
                    new Text("字符串没有结束", "a string has no end"),
                    new Text("在同一行用 `\"` 结束", "close it with `\"` on the same line"));
        }
        tokens.add(new Token(Kind.STRING, text.substring(start, end), place(start - 1)));
        at = Math.min(end + 1, text.length());
    }

    private void readWhile(Kind kind) {
        int start = at;
        while (at < text.length()
                && text.charAt(at) <= 127
                && (Character.isJavaIdentifierPart(text.charAt(at))
                        || (kind == Kind.NUMBER && text.charAt(at) == '.'))) {
            at++;
        }
        tokens.add(new Token(kind, text.substring(start, at), place(start)));
    }
}
