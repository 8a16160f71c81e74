package supervision.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which program decides. An edit of a class that decides gives decisions other ids, for it may change answers under the same
 * rules.
 *
 * @param classes SHA-256 over the classes that decide, in hexadecimal; {@code unbuilt} where no build has told
 * @param commit commit that was built, with {@code -dirty} if more than it was; {@code unknown} where the build had no
 *     repository
 */
public record Program(String classes, String commit) {

    /** Where the build writes it. */
    public static final String RESOURCE = "META-INF/supervision/program.properties";

    /** This one. */
    public static final Program THIS = read();

    private static Program read() {
        Properties built = new Properties();
        try (InputStream in = Program.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in != null) {
                built.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        return new Program(built.getProperty("classes", "unbuilt"), built.getProperty("commit", "unknown"));
    }
}
