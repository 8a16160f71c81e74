package supervision.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import supervision.SupervisionApplication;
import supervision.cli.Program.Run;

/** Commands in the process of the test, each with streams and settings of its own. */
final class Commands {

    private final Map<String, String> environment;

    /**
     * @param data folder of the database
     * @param settings environment variables beside it
     */
    Commands(Path data, Map<String, String> settings) {
        environment = new HashMap<>(settings);
        environment.put("DATA_DIR", data.toString());
        environment.put("PORT", "0");
    }

    Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        // a command sets how much its process logs
        LoggingSystem logging = LoggingSystem.get(Commands.class.getClassLoader());
        List<LoggerConfiguration> before = logging.getLoggerConfigurations();
        try {
            int exitCode = Terminal.run(new Streams(out, err, environment), SupervisionApplication.class, arguments);
            return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            before.forEach(each -> logging.setLogLevel(each.getName(), each.getConfiguredLevel()));
        }
    }

    /** The service on the same database; to be closed. */
    ConfigurableApplicationContext serve() {
        return new Terminal(
                        new Streams(new ByteArrayOutputStream(), new ByteArrayOutputStream(), environment),
                        SupervisionApplication.class)
                .start(WebApplicationType.SERVLET);
    }

    static int port(ConfigurableApplicationContext service) {
        return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
