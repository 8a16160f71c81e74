package supervision.journal;

import java.util.List;

/** Canonical texts: a first line that says what it is, then one member a line, its name, a blank and its value. */
final class Lines {

    private Lines() {}

    static String write(String form, List<String> names, List<String> values) {
        StringBuilder text = new StringBuilder(form).append('\n');
        for (int at = 0; at < names.size(); at++) {
            text.append(names.get(at)).append(' ').append(values.get(at)).append('\n');
        }
        return text.toString();
    }

    /**
     * The values in the order of the names.
     *
     * @throws IllegalArgumentException if the text has another form; says where
     */
    static String[] read(String text, String what, String form, List<String> names) {
        String[] lines = text.split("\n", -1);
        if (lines.length != names.size() + 2 || !lines[0].equals(form) || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException("not " + what + ": it has " + lines.length + " lines");
        }
        String[] values = new String[names.size()];
        for (int at = 0; at < values.length; at++) {
            String name = names.get(at) + " ";
            if (!lines[at + 1].startsWith(name)) {
                throw new IllegalArgumentException(
                        "not " + what + ": line " + (at + 2) + " is not `" + name.strip() + "`");
            }
            values[at] = lines[at + 1].substring(name.length());
        }
        return values;
    }
}
