package supervision.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import supervision.SupervisionApplication;
import supervision.ledger.Ledger;

/**
 * Asks a running service over HTTP, and beside it an endpoint of the same web server that returns the same bytes without
 * deciding. Both in turn, so that whatever else the machine does slows both.
 */
final class HttpComparison {

    private static final int CONNECTIONS = 2;
    private static final int WARM_UP = 6000;
    private static final int REQUESTS = 2000;
    private static final int ROUNDS = 15;

    /** Of first questions: days in a round, and rounds before anything counts. */
    private static final int DAYS = 40;

    private static final int WARM_UP_ROUNDS = 10;

    private HttpComparison() {}

    /** Requests a second, median of the rounds; the ratio is the median of the ratios round by round. */
    record Result(double deciding, double fixed, double ratio, int bytes) {}

    /**
     * First questions, the same ones decided once more when their receipts are there, and the same bytes; requests a second,
     * medians of the rounds.
     *
     * @param ratio first questions to the same bytes, median of the ratios round by round
     * @param receipt microseconds that a first question takes longer than the same one again
     */
    record First(double first, double again, double fixed, double ratio, double receipt, int bytes) {}

    private interface Comparison<R> {
        R of(ExecutorService clients, int port, List<String> codes)
                throws IOException, InterruptedException, ExecutionException;
    }

    /** @param kept memory for answers already given, {@code 0} to decide each time */
    private static <R> R inService(String kept, Comparison<R> comparison)
            throws IOException, InterruptedException, ExecutionException {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        Path data = Files.createTempDirectory("bench");
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(
                        SupervisionApplication.class, FixedAnswers.class)
                .run(
                        "--server.port=0",
                        "--logging.level.root=error",
                        "--logging.level.supervision=warn",
                        "--logging.level.org.springframework.boot.tomcat=warn",
                        "--DATA_DIR=" + data,
                        "--supervision.demo=true",
                        "--supervision.answers-kept=" + kept,
                        "--supervision.rules=file:" + System.getProperty("bench.rules", "rules"))) {
            int port = ((WebServerApplicationContext) service).getWebServer().getPort();
            return comparison.of(
                    clients,
                    port,
                    service.getBean(Ledger.class).find("", 20).entities().stream()
                            .map(Ledger.Found::code)
                            .toList());
        } finally {
            clients.shutdown();
        }
    }

    /** @param kept memory for answers already given, {@code 0} to decide each time */
    static Result run(String kept) throws IOException, InterruptedException, ExecutionException {
        return inService(kept, (clients, port, codes) -> {
            List<byte[]> deciding = new ArrayList<>();
            List<byte[]> fixed = new ArrayList<>();
            int bytes = 0;
            try (KeepAlive connection = new KeepAlive(port)) {
                for (String code : codes) {
                    byte[] ask = deciding(code, ReferenceEntities.DAY);
                    byte[] answer = connection.ask(ask);
                    FixedAnswers.ANSWERS.put(code + ReferenceEntities.DAY, answer);
                    byte[] askFixed = fixed(code, ReferenceEntities.DAY);
                    if (!Arrays.equals(answer, connection.ask(askFixed))
                            || !Arrays.equals(answer, connection.ask(ask))) {
                        throw new IllegalStateException("the answers on " + code + " differ");
                    }
                    deciding.add(ask);
                    fixed.add(askFixed);
                    bytes += answer.length;
                }
            }
            perSecond(clients, port, deciding, WARM_UP);
            perSecond(clients, port, fixed, WARM_UP);
            List<Double> decided = new ArrayList<>();
            List<Double> answered = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                double one = perSecond(clients, port, deciding, REQUESTS);
                double other = perSecond(clients, port, fixed, REQUESTS);
                decided.add(one);
                answered.add(other);
                ratios.add(one / other);
            }
            return new Result(median(decided), median(answered), median(ratios), bytes / deciding.size());
        });
    }

    /** Each round asks about days of its own, so that nothing was asked before. */
    static First first() throws IOException, InterruptedException, ExecutionException {
        return inService("0", (clients, port, codes) -> {
            List<Double> first = new ArrayList<>();
            List<Double> again = new ArrayList<>();
            List<Double> answered = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            List<Double> receipts = new ArrayList<>();
            long bytes = 0;
            for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
                List<byte[]> deciding = new ArrayList<>();
                List<byte[]> fixed = new ArrayList<>();
                for (int day = 0; day < DAYS; day++) {
                    LocalDate asOf = ReferenceEntities.DAY.minusDays((long) round * DAYS + day);
                    for (String code : codes) {
                        deciding.add(deciding(code, asOf));
                        fixed.add(fixed(code, asOf));
                    }
                }
                double one = perSecond(clients, port, deciding, deciding.size());
                double two = perSecond(clients, port, deciding, deciding.size());
                bytes = 0;
                try (KeepAlive connection = new KeepAlive(port)) {
                    for (int day = 0; day < DAYS; day++) {
                        LocalDate asOf = ReferenceEntities.DAY.minusDays((long) round * DAYS + day);
                        for (String code : codes) {
                            byte[] answer = connection.ask(deciding(code, asOf));
                            FixedAnswers.ANSWERS.put(code + asOf, answer);
                            bytes += answer.length;
                        }
                    }
                }
                double three = perSecond(clients, port, fixed, fixed.size());
                bytes /= deciding.size();
                FixedAnswers.ANSWERS.clear();
                if (round >= WARM_UP_ROUNDS) {
                    first.add(one);
                    again.add(two);
                    answered.add(three);
                    ratios.add(one / three);
                    receipts.add((1 / one - 1 / two) * CONNECTIONS * 1e6);
                }
            }
            return new First(
                    median(first), median(again), median(answered), median(ratios), median(receipts), (int) bytes);
        });
    }

    private static byte[] deciding(String code, LocalDate asOf) {
        return KeepAlive.request("/api/v1/entities/" + code + "/measures?asOf=" + asOf);
    }

    private static byte[] fixed(String code, LocalDate asOf) {
        return KeepAlive.request("/bench/" + code + "/measures?asOf=" + asOf);
    }

    private static double perSecond(ExecutorService clients, int port, List<byte[]> requests, int count)
            throws InterruptedException, ExecutionException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int client = 0; client < CONNECTIONS; client++) {
            int offset = client;
            tasks.add(() -> {
                try (KeepAlive connection = new KeepAlive(port)) {
                    for (int i = 0; i < count / CONNECTIONS; i++) {
                        byte[] ignored = connection.ask(requests.get((i * CONNECTIONS + offset) % requests.size()));
                    }
                }
                return null;
            });
        }
        long start = System.nanoTime();
        for (Future<Void> done : clients.invokeAll(tasks)) {
            done.get();
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
