package supervision.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a question costs in a small and in a large register: the program as it is shipped, over HTTP, with its receipts. Both
 * hold the same entities with the same records, and only these are asked about; the rest of the large one is filler. Both
 * run at the same time and are asked in turns, so that whatever else the machine does slows both.
 *
 * <p>Arguments: the program's jar, the number of records of the large register, and {@code entries} or {@code penalties}: of
 * what the filler is. Of entities with penalties more duties would have to be listed, so they are listed with entries only.
 */
public final class RegisterBenchmark {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** Entities that are asked about, with an entry in the register and a penalty each. */
    private static final int ENTITIES = 10_000;

    private static final int ASKED = 2_000;
    private static final int WARM_UP = 1_000;
    private static final int LISTS = 3;
    private static final int WARM_UP_LISTS = 10;
    private static final int LISTS_AGAIN = 20;

    /** The file is at rest when nothing was written for so long. */
    private static final Duration REST = Duration.ofSeconds(10);

    /** Penalties of one entity of the filler. */
    private static final int EACH = 5;

    private static final String SYLLABLES = "安邦博昌诚达德鼎东方丰福广海浩和恒宏华辉汇嘉建金锦景聚凯康利龙隆茂明宁鹏齐荣瑞盛世泰天通同万旺祥新信兴旭阳益永裕源远泽正志中众";
    private static final List<String> TRADES = List.of("食品", "建材", "商贸", "机械", "餐饮", "物流", "化工", "药品", "装饰", "电子");

    private static final Pattern RECEIPT = Pattern.compile("\"id\" ?: ?\"([0-9a-f]{32})\"");

    private RegisterBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[0]).toAbsolutePath();
        int large = Integer.parseInt(args[1]);
        boolean penalties = args[2].equals("penalties");
        Path folder = Files.createTempDirectory("register-bench");
        OUT.printf(
                Locale.ROOT,
                "%n%s, %s %s, %d processors; milliseconds, median (99th of 100): %,d records, %,d records, ratio%n",
                LocalDate.now(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                Runtime.getRuntime().availableProcessors(),
                2 * ENTITIES,
                large);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Path base = base(folder.resolve("base.jsonl"));
            Path filler = filler(folder.resolve("filler.jsonl"), large - 2 * ENTITIES, penalties);
            for (String database : List.of("H2", "PostgreSQL")) {
                try (Service one = new Service(jar, database, environment(database, folder, postgres, "small"));
                        Service other = new Service(jar, database, environment(database, folder, postgres, "large"))) {
                    one.take(base);
                    other.take(base);
                    other.take(filler);
                    one.start();
                    other.start();
                    other.rest();
                    compare(database, List.of(one, other), !penalties);
                }
            }
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                left.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private static Map<String, String> environment(String database, Path folder, EmbeddedPostgres postgres, String name)
            throws Exception {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "DATA_DIR",
                Files.createDirectory(folder.resolve(database + '-' + name)).toString());
        if (database.equals("PostgreSQL")) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            environment.put("SPRING_PROFILES_ACTIVE", "postgres");
            environment.put("DATABASE_URL", postgres.getJdbcUrl("postgres", name));
            environment.put("DATABASE_USER", "postgres");
        }
        return environment;
    }

    private interface Question {
        String path(int number, int service) throws Exception;
    }

    private static void compare(String database, List<Service> services, boolean duties) throws Exception {
        Question question = (number, service) -> "/api/v1/entities/" + ImportBenchmark.code(number) + "/measures";
        Question after = (number, service) -> question.path(WARM_UP + number, service);
        List<List<String>> receipts = List.of(new ArrayList<>(), new ArrayList<>());
        ask(services, WARM_UP, question, null);
        print(database, "first question, with its receipt", ask(services, ASKED, after, receipts));
        print(database, "the same question again", ask(services, ASKED, after, null));
        for (int characters : List.of(2, 4)) {
            Random random = new Random(characters);
            List<String> texts = Stream.generate(() -> name(random.nextInt(ENTITIES)))
                    .map(name -> name.substring(2, 2 + characters))
                    .limit(ASKED + 200)
                    .toList();
            Question search = (number, service) ->
                    "/api/v1/entities?q=" + URLEncoder.encode(texts.get(number), StandardCharsets.UTF_8);
            ask(services, 200, (number, service) -> search.path(ASKED + number, service), null);
            print(database, "search by " + characters + " characters of a name", ask(services, ASKED, search, null));
        }
        Question receipt = (number, service) ->
                "/api/v1/decisions/" + receipts.get(service).get(number) + "/receipt";
        ask(services, 200, receipt, null);
        print(database, "receipt with its proof", ask(services, ASKED, receipt, null));
        if (duties) {
            LocalDate today = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
            Question list = (number, service) -> "/api/v1/duties?limit=1000&to=" + today.plusDays(30L + number);
            print(database, "duties of all, never asked for", ask(services, LISTS, list, null));
            // one list, for not all of several are kept
            Question same = (number, service) -> list.path(0, service);
            ask(services, WARM_UP_LISTS, same, null);
            print(database, "duties of all, asked for before", ask(services, LISTS_AGAIN, same, null));
        }
    }

    /** Milliseconds that each answer took, service by service; they are asked in turns. */
    private static List<List<Double>> ask(
            List<Service> services, int times, Question question, List<List<String>> receipts) throws Exception {
        List<List<Double>> took = List.of(new ArrayList<>(), new ArrayList<>());
        for (int number = 0; number < times; number++) {
            // each is the first as often as the other
            for (int turn = 0; turn < 2; turn++) {
                int which = (number + turn) % 2;
                String path = question.path(number, which);
                long start = System.nanoTime();
                String answer = services.get(which).get(path);
                took.get(which).add((System.nanoTime() - start) / 1e6);
                if (receipts != null) {
                    Matcher id = RECEIPT.matcher(answer);
                    if (!id.find()) {
                        throw new IllegalStateException("a decision without an id: " + answer);
                    }
                    receipts.get(which).add(id.group(1));
                }
            }
        }
        return took;
    }

    private static void print(String database, String what, List<List<Double>> took) {
        double one = HttpComparison.median(took.get(0));
        double other = HttpComparison.median(took.get(1));
        OUT.printf(
                Locale.ROOT,
                "%-11s %-34s %9.2f (%.2f) %9.2f (%.2f) %6.2f%n",
                database,
                what,
                one,
                slow(took.get(0)),
                other,
                slow(took.get(1)),
                other / one);
    }

    private static double slow(List<Double> took) {
        List<Double> sorted = new ArrayList<>(took);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * 0.99)));
    }

    private static String name(int number) {
        Random random = new Random(number * 7_919L);
        StringBuilder name = new StringBuilder("莱芜");
        for (int syllable = 0; syllable < 3; syllable++) {
            name.append(SYLLABLES.charAt(random.nextInt(SYLLABLES.length())));
        }
        return name + TRADES.get(random.nextInt(TRADES.size())) + "有限公司";
    }

    private static Path base(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int number = 0; number < ENTITIES; number++) {
                out.write(entry(number));
                out.write(penalty(number, number));
            }
        }
        return file;
    }

    private static Path filler(Path file, int records, boolean penalties) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int number = 0; number < records; number++) {
                out.write(penalties ? penalty(ENTITIES + number / EACH, ENTITIES + number) : entry(ENTITIES + number));
            }
        }
        return file;
    }

    private static String entry(int number) {
        return """
                {"kind": "entity", "subject": "%s", "name": "%s", "type": "ENTERPRISE", "jurisdiction": "370116", \
                "fields": ["FOOD"], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}
                """.formatted(ImportBenchmark.code(number), name(number));
    }

    private static String penalty(int entity, int number) {
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
        return """
                {"kind": "penalty", "subject": "%s", "authority": "济南市莱芜区市场监督管理局", "number": "莱市监罚〔2026〕%d号", \
                "decidedOn": "%s", "kinds": ["FINE"], "gravity": "GENERAL", "field": "FOOD", "fine": 5000}
                """.formatted(ImportBenchmark.code(entity), number, today.minusDays(20 + number % 300));
    }

    /** The program in a process of its own. */
    private static final class Service implements AutoCloseable {

        private final Path jar;
        private final String database;
        private final Map<String, String> environment;
        private final Path said;
        private final HttpClient client = HttpClient.newHttpClient();
        private Process process;
        private int port;

        Service(Path jar, String database, Map<String, String> environment) throws IOException {
            this.jar = jar;
            this.database = database;
            this.environment = environment;
            this.said = Files.createTempFile("register-bench", ".out");
        }

        private Process run(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dfile.encoding=UTF-8",
                    "-jar",
                    jar.toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("PORT", Integer.toString(port));
            return builder.start();
        }

        void take(Path file) throws IOException, InterruptedException {
            long start = System.nanoTime();
            if (run("import", file.toString()).waitFor() != 0) {
                throw new IllegalStateException("the import did not take all rows:\n" + Files.readString(said));
            }
            OUT.printf(
                    Locale.ROOT,
                    "%-11s takes %s in %.0f s%n",
                    database,
                    file.getFileName(),
                    (System.nanoTime() - start) / 1e9);
        }

        void start() throws IOException, InterruptedException {
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            process = run("serve");
            for (int again = 0; again < 600; again++) {
                try {
                    get("/actuator/health");
                    return;
                } catch (IOException e) {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the service does not start:\n" + Files.readString(said), e);
                    }
                    Thread.sleep(100);
                }
            }
            throw new IllegalStateException("the service does not answer:\n" + Files.readString(said));
        }

        /** After many rows the file of the database is compacted for a while. */
        void rest() throws IOException, InterruptedException {
            Path folder = Path.of(environment.get("DATA_DIR"));
            long start = System.nanoTime();
            while (lastWritten(folder).isAfter(Instant.now().minus(REST))) {
                Thread.sleep(1_000);
            }
            OUT.printf(Locale.ROOT, "%-11s is at rest after %.0f s%n", database, (System.nanoTime() - start) / 1e9);
        }

        private static Instant lastWritten(Path folder) throws IOException {
            Instant last = Instant.EPOCH;
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Instant written = Files.getLastModifiedTime(file).toInstant();
                    last = written.isAfter(last) ? written : last;
                }
            }
            return last;
        }

        String get(String path) throws IOException, InterruptedException {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofMinutes(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            if (process != null) {
                process.destroy();
                process.waitFor();
            }
            Files.delete(said);
        }
    }
}
