package supervision.lawtext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import supervision.lawtext.LawCheck.Compared;
import supervision.lawtext.LawCheck.Instrument;
import supervision.lawtext.LawCheck.Outcome;

/** Keeps what the texts of clauses were when they were read, in the files of the pack. */
public final class HashWriter {

    private HashWriter() {}

    /**
     * Clauses whose hash may be kept: the pack has none yet, and the folder has the text of the version that was read, by whoever
     * read the original.
     */
    public static Map<String, String> missing(Instrument instrument) {
        Map<String, String> hashes = new TreeMap<>();
        if (instrument.read() == null || !instrument.read().equals(instrument.against())) {
            return hashes;
        }
        for (Compared clause : instrument.clauses()) {
            if (clause.outcome() == Outcome.NOT_COMPARED
                    && clause.text() != null
                    && clause.clause().textRead().equals("original")) {
                hashes.put(
                        clause.id().substring(clause.id().indexOf('/') + 1),
                        clause.text().hash());
            }
        }
        return hashes;
    }

    /**
     * Writes hashes below {@code checkedOn} of their clauses; nothing else in the file changes.
     *
     * @param rules folder of the pack
     * @return how many were written
     * @throws IOException if the file cannot be read or written
     */
    public static int write(Path rules, String source, Map<String, String> hashes) throws IOException {
        Path file = rules.resolve("sources").resolve(source + ".yaml");
        String before = Files.readString(file, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        String hash = null;
        int written = 0;
        for (String line : before.split("\n", -1)) {
            lines.add(line);
            if (line.matches("  [^\\s#-].*:\\s*")) {
                hash = hashes.get(line.strip().replaceFirst(":$", "").replace("\"", ""));
            } else if (hash != null && line.startsWith("    checkedOn:")) {
                lines.add("    textHash: " + hash + (line.endsWith("\r") ? "\r" : ""));
                hash = null;
                written++;
            }
        }
        Files.writeString(file, String.join("\n", lines), StandardCharsets.UTF_8);
        return written;
    }
}
