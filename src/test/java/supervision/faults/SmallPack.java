package supervision.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import supervision.casework.RulesInForce;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;

/** The shipped pack with one of its rule files: it compiles in a second, and finds something on the records used here. */
public final class SmallPack {

    private static final String KEPT = "drl/records/gaps.drl";

    private static RulesInForce compiled;

    private SmallPack() {}

    /** Its files. */
    public static PackFiles files() {
        Map<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        files.keySet().removeIf(path -> path.endsWith(".drl") && !path.equals(KEPT));
        try {
            RulePackReader.read(PackFiles.of(files), null);
        } catch (RulePackException e) {
            // the tables of rules that are not there
            e.problems().forEach(problem -> files.remove(problem.file()));
        }
        return PackFiles.of(files);
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
