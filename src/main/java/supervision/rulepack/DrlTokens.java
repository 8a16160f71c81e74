package supervision.rulepack;

import java.util.ArrayList;
import java.util.List;

/** Splits a rule file into tokens with their lines. Comments and white space are dropped. */
final class DrlTokens {

    enum Kind {
        WORD,
        STRING,
        NUMBER,
        SIGN
    }

    /** A token; the text of a string is without its quotes. */
    record Token(Kind kind, String text, int line) {
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
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                skipTo("\n", false);
            } else if (text.startsWith("/*", at)) {
                skipTo("*/", true);
            } else if (c == '"') {
                readString();
            } else if (Character.isDigit(c)) {
                readWhile(Kind.NUMBER);
            } else if (Character.isJavaIdentifierStart(c)) {
                readWhile(Kind.WORD);
            } else {
                tokens.add(new Token(Kind.SIGN, String.valueOf(c), line));
                at++;
            }
        }
    }

    private void skipTo(String end, boolean endIncluded) {
        int found = text.indexOf(end, at);
        int stop = found < 0 ? text.length() : endIncluded ? found + end.length() : found;
        for (; at < stop; at++) {
            if (text.charAt(at) == '\n') {
                line++;
            }
        }
    }

    private void readString() {
        int start = at + 1;
        int end = start;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
            if (text.charAt(end) == '\\') {
                problems.add(new PackProblem(
                        file, line, "a string holds a backslash", "write the character itself: rule files are UTF-8"));
            }
            end++;
        }
        if (end >= text.length() || text.charAt(end) == '\n') {
            problems.add(new PackProblem(file, line, "a string has no end", "close it with `\"` on the same line"));
        }
        tokens.add(new Token(Kind.STRING, text.substring(start, end), line));
        at = Math.min(end + 1, text.length());
    }

    private void readWhile(Kind kind) {
        int start = at;
        while (at < text.length()
                && (Character.isJavaIdentifierPart(text.charAt(at))
                        || (kind == Kind.NUMBER && text.charAt(at) == '.'))) {
            at++;
        }
        tokens.add(new Token(kind, text.substring(start, at), line));
    }
}
