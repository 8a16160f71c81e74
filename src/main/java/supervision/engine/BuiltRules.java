package supervision.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The files of the shipped pack, each compiled by the build. Compiled rules are code: they are taken from where the classes of this
 * program come from, and from no folder, database or upload.
 */
final class BuiltRules {

    /** Below the classes of this program. */
    static final String FOLDER = "compiled-rules";

    private BuiltRules() {}

    static String name(String key) {
        return key + ".zip";
    }

    /** What the build made of the same text; null if it compiled another, or for other classes of this program. */
    static @Nullable CompiledModule find(String key) {
        try (InputStream in = BuiltRules.class.getResourceAsStream("/" + FOLDER + "/" + name(key))) {
            return in == null ? null : CompiledModule.read(key, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
