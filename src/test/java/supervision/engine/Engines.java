package supervision.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;

/** The engine of the pack in this repository: compiling takes seconds, so all tests of a run share it. */
public final class Engines {

    private static final DecisionEngine SHIPPED = DecisionEngine.compile(RulePackReader.read(files(), "default"));

    private Engines() {}

    /** With the example set that the pack names. */
    public static DecisionEngine shipped() {
        return SHIPPED;
    }

    static PackFiles files() {
        try {
            return PackFiles.ofDirectory(Path.of("rules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
