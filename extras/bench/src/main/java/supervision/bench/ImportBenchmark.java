package supervision.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import supervision.facts.CreditCode;

/**
 * Imports a generated file of penalties with the program as it is shipped, into an H2 file and into PostgreSQL, and prints rows a
 * second and the peak memory of the process.
 *
 * <p>Arguments: the program's jar, then numbers of rows; two or more show whether memory grows with the file.
 */
public final class ImportBenchmark {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** Penalties of one entity: a register has a few of each. */
    private static final int EACH = 5;

    private ImportBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory("import-bench");
        OUT.printf(
                "%n%s, %s %s, %d processors, -Xmx512m%n",
                java.time.LocalDate.now(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                Runtime.getRuntime().availableProcessors());
        OUT.printf("%-12s %12s %10s %12s %18s%n", "database", "rows", "seconds", "rows/second", "peak memory, MB");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            for (String arg : List.of(args).subList(1, args.length)) {
                int rows = Integer.parseInt(arg);
                Path file = generated(folder.resolve(rows + ".csv"), rows);
                measure(
                        "H2",
                        jar,
                        file,
                        rows,
                        Map.of("DATA_DIR", folder.resolve("h2-" + rows).toString()));
                String database = "bench_" + rows;
                try (var connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + database);
                }
                measure(
                        "PostgreSQL",
                        jar,
                        file,
                        rows,
                        Map.of(
                                "SPRING_PROFILES_ACTIVE", "postgres",
                                "DATABASE_URL", postgres.getJdbcUrl("postgres", database),
                                "DATABASE_USER", "postgres"));
            }
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                left.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private static void measure(String database, Path jar, Path file, int rows, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-jar",
                jar.toString(),
                "import",
                file.toString()));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("import.out").toFile());
        process.environment().putAll(environment);
        long start = System.nanoTime();
        Process run = process.start();
        long peak = 0;
        while (run.isAlive()) {
            peak = Math.max(peak, peakKilobytes(run.pid()));
            Thread.sleep(100);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String said = Files.readString(file.resolveSibling("import.out"));
        if (run.exitValue() != 0 || !said.contains(String.format(Locale.ROOT, "accepted: %,d ", rows))) {
            throw new IllegalStateException("the import did not take all rows:\n" + said);
        }
        OUT.printf(
                Locale.ROOT,
                "%-12s %,12d %10.1f %,12.0f %,18d%n",
                database,
                rows,
                seconds,
                rows / seconds,
                peak / 1024);
    }

    /** The most memory that the process had resident, in kilobytes; 0 once it has gone. */
    private static long peakKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    private static Path generated(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB,CF_NR_FK,CF_WFXW,CF_LY\n");
            String code = "";
            for (int row = 0; row < rows; row++) {
                if (row % EACH == 0) {
                    code = code(row / EACH);
                }
                out.write(String.format(
                        Locale.ROOT,
                        "%s,莱市监罚〔2026〕%d号,济南市莱芜区市场监督管理局,2026-%02d-%02d,罚款,0.%d,未按规定亮证亮照,FOOD%n",
                        code,
                        row + 1,
                        row % 10 + 1,
                        row % 28 + 1,
                        row % 9 + 1));
            }
        }
        return file;
    }

    /** A well-formed code that no entity has. */
    static String code(int number) {
        String body = String.format(Locale.ROOT, "91371202MB%07d", number);
        for (int at = 0; at < CHARACTERS.length(); at++) {
            String code = body + CHARACTERS.charAt(at);
            if (CreditCode.isOne(code)) {
                return code;
            }
        }
        throw new IllegalStateException("no check character fits " + body);
    }
}
