package supervision.wall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of answers by the names of their worlds, in a file: a name and its hash on a line, or the name of a numbered world
 * and the hashes of those that follow it.
 */
final class RecordedAnswers {

    private static final int ON_A_LINE = 8;
    private static final int DIGITS = 5;

    private final Path file;
    private final TreeMap<String, String> hashes = new TreeMap<>();

    private RecordedAnswers(Path file) {
        this.file = file;
    }

    static RecordedAnswers read(Path file) throws IOException {
        RecordedAnswers recorded = new RecordedAnswers(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ");
                String name = parts[0];
                for (int at = 1; at < parts.length; at++) {
                    recorded.hashes.put(name, parts[at]);
                    name = after(name);
                }
            }
        }
        return recorded;
    }

    /** The name of the next numbered world; that of one without a number itself. */
    private static String after(String name) {
        int digits = name.length() - DIGITS;
        return digits > 0 && name.substring(digits).matches("\\d+")
                ? name.substring(0, digits)
                        + String.format(Locale.ROOT, "%05d", Integer.parseInt(name.substring(digits)) + 1)
                : name;
    }

    @Nullable
    String of(String name) {
        return hashes.get(name);
    }

    Set<String> names() {
        return hashes.keySet();
    }

    void put(String name, String hash) {
        hashes.put(name, hash);
    }

    void remove(String name) {
        hashes.remove(name);
    }

    void write() throws IOException {
        StringBuilder text = new StringBuilder();
        String next = "";
        int onLine = 0;
        for (Map.Entry<String, String> answer : hashes.entrySet()) {
            if (onLine > 0 && onLine < ON_A_LINE && answer.getKey().equals(next)) {
                text.append(' ');
                onLine++;
            } else {
                text.append(onLine == 0 ? "" : "\n").append(answer.getKey()).append(' ');
                onLine = 1;
            }
            text.append(answer.getValue());
            next = after(answer.getKey());
        }
        Files.writeString(file, text.append('\n'));
    }

    /** What to say of worlds, without saying too much. */
    static String some(List<String> names, int most) {
        return String.join(", ", names.subList(0, Math.min(most, names.size())))
                + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }
}
