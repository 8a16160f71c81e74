package supervision.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import supervision.casework.RulesInForce;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;

/** The shipped pack with one of its rule files: it compiles in a second, and finds something on the records used here. */
public final class SmallPack {

    private static final String KEPT = "drl/records/gaps.drl";

    private static final Pattern UNKNOWN = Pattern.compile("the key `(\\w+)` is not known here");

    private static final PackFiles FILES = made();

    private static RulesInForce compiled;

    private SmallPack() {}

    /** Its files. */
    public static PackFiles files() {
        return FILES;
    }

    private static PackFiles made() {
        Map<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        files.keySet().removeIf(path -> path.endsWith(".drl") && !path.equals(KEPT));
        leaveOut(files);
        return PackFiles.of(files);
    }

    /** Takes out what only rules read which are not there: tables, columns of those that are left, tables that stand below them. */
    private static void leaveOut(Map<String, byte[]> files) {
        for (int round = 0; round < 3; round++) {
            leaveOutUnknown(files);
        }
    }

    private static void leaveOutUnknown(Map<String, byte[]> files) {
        try {
            RulePackReader.read(PackFiles.of(files), null);
        } catch (RulePackException e) {
            e.problems().forEach(problem -> {
                Matcher key = UNKNOWN.matcher(problem.problem().en());
                if (key.find()) {
                    files.computeIfPresent(
                            problem.file(),
                            (path, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                                    // a table of its own with all its rows, or a column
                                    .replaceAll("(?m)^" + key.group(1) + ":\\s*\n(?: .*\n)+", "")
                                    .replaceAll("(?m)^ *" + key.group(1) + ":.*\n", "")
                                    .getBytes(StandardCharsets.UTF_8));
                } else {
                    files.remove(problem.file());
                }
            });
        }
    }

    /** Compiled once in a process. */
    static synchronized RulesInForce compiled() {
        if (compiled == null) {
            compiled = new RulesInForce(SmallPack::files, null);
        }
        return compiled;
    }

    /** As a folder, in the form of the setting {@code supervision.rules}. */
    public static String setting(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files().files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return "file:" + folder;
    }
}
