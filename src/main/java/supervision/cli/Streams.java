package supervision.cli;

import java.io.OutputStream;
import java.util.Map;

/**
 * What a command is given by its surroundings.
 *
 * @param out where it prints what it was asked for
 * @param err where it says how far it has come, and what went wrong
 * @param environment environment variables: those of the program, such as {@code DATA_DIR}, and those of Spring
 */
public record Streams(OutputStream out, OutputStream err, Map<String, String> environment) {

    public Streams {
        environment = Map.copyOf(environment);
    }

    /** Those of the process. */
    public static Streams ofProcess() {
        return new Streams(System.out, System.err, System.getenv());
    }
}
