package supervision.faults;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import supervision.SupervisionApplication;
import supervision.cli.Streams;
import supervision.cli.Terminal;

/** The service on a small disk, which does what it is told line by line: import by the terminal, make room, look at all. */
public final class FullDiskService {

    private FullDiskService() {}

    /** Arguments: address of the database, then the command that makes room. */
    public static void main(String[] args) throws Exception {
        if (Terminal.run(Streams.ofProcess(), SupervisionApplication.class, "serve") != Terminal.RUNNING) {
            Runtime.getRuntime().halt(1);
        }
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "import" ->
                    System.out.println("exit code " + another(SupervisionApplication.class, "import", words[1]));
                case "room" -> System.out.println("room " + makeRoom(args));
                case "look" -> System.out.println("looked " + another(Look.class, args[0]));
                default -> throw new IllegalArgumentException(line);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    /** What another process sees that opens the same database. */
    public static final class Look {

        private Look() {}

        /** Argument: address of the database. */
        public static void main(String[] args) {
            try (Parts parts = new Parts(args[0], "sa", Clock.systemUTC())) {
                System.out.println("rows "
                        + parts.jdbc.queryForObject("SELECT COUNT(*) FROM ledger_entry WHERE file_row > 0", Long.class)
                        + " broken " + parts.verified().broken());
            }
        }
    }

    private static int another(Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static int makeRoom(String[] args) throws Exception {
        String command =
                args[1].replace("PID", String.valueOf(ProcessHandle.current().pid()));
        return new ProcessBuilder(List.of("bash", "-c", command))
                .inheritIO()
                .start()
                .waitFor();
    }
}
