package supervision;

/** Lines of generated documents, broken where a reader would break them. */
final class Wrapped {

    private static final int LONGEST = 160;
    private static final String[] ENDS = {". ", "。", "；", "; ", ": ", "：", " · ", ", ", "，", " "};

    private Wrapped() {}

    /** A line as it is if it is short or of a table; else several, of which all but the first are indented by its list mark. */
    static String line(String line) {
        if (line.length() <= LONGEST || line.startsWith("|")) {
            return line;
        }
        String indent = line.startsWith("- ") ? "  " : "";
        StringBuilder wrapped = new StringBuilder();
        String rest = line;
        while (rest.length() + indent.length() > LONGEST) {
            int at = end(rest, LONGEST - indent.length());
            if (at < 0) {
                // a link that is too long by itself: break behind it
                at = rest.indexOf(" · ", LONGEST - indent.length());
            }
            if (at < 0) {
                break;
            }
            wrapped.append(rest.substring(0, at).stripTrailing()).append('\n').append(indent);
            rest = rest.substring(at).strip();
        }
        return wrapped.append(rest).toString();
    }

    /** Where to break: after the last end of a sentence or clause that fits, outside of links and code; -1 if nowhere. */
    private static int end(String text, int room) {
        for (String mark : ENDS) {
            for (int at = text.lastIndexOf(mark, room - mark.length()); at > 20; at = text.lastIndexOf(mark, at - 1)) {
                // a dot in the middle belongs to what follows it
                int cut = mark.equals(" · ") ? at : at + mark.length();
                if (isOutside(text.substring(0, cut))) {
                    return cut;
                }
            }
        }
        return -1;
    }

    private static boolean isOutside(String before) {
        return count(before, '[') == count(before, ']')
                && count(before, '(') == count(before, ')')
                && count(before, '`') % 2 == 0
                && before.lastIndexOf('<') <= before.lastIndexOf('>');
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(next -> next == wanted).count();
    }
}
