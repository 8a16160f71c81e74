package supervision.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import supervision.replay.ExampleEngines;
import supervision.rulepack.PackFiles;

/** Engines of the pack in this repository: compiling takes seconds, so all tests of a run share them. */
public final class Engines {

    private static final ExampleEngines SHARED;

    static {
        try {
            SHARED = new ExampleEngines(PackFiles.ofDirectory(Path.of("rules")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Engines() {}

    /** With the example set that the pack names. */
    public static DecisionEngine shipped() {
        return SHARED.apply("default");
    }

    /** With an example set; null for none. */
    public static DecisionEngine with(@Nullable String examples) {
        return SHARED.apply(examples);
    }
}
