package supervision.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private HttpComparison() {}

    /** Requests a second, median of the rounds; the ratio is the median of the ratios round by round. */
    record Result(double deciding, double fixed, double ratio, int bytes) {}

    /** @param kept memory for answers already given, {@code 0} to decide each time */
    static Result run(String kept) throws IOException, InterruptedException, ExecutionException {
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
            List<byte[]> deciding = new ArrayList<>();
            List<byte[]> fixed = new ArrayList<>();
            int bytes = 0;
            try (KeepAlive connection = new KeepAlive(port)) {
                for (Ledger.Found found :
                        service.getBean(Ledger.class).find("", 20).entities()) {
                    String question = found.code() + "/measures?asOf=" + ReferenceEntities.DAY;
                    byte[] ask = KeepAlive.request("/api/v1/entities/" + question);
                    byte[] answer = connection.ask(ask);
                    FixedAnswers.ANSWERS.put(found.code() + ReferenceEntities.DAY, answer);
                    byte[] askFixed = KeepAlive.request("/bench/" + question);
                    if (!Arrays.equals(answer, connection.ask(askFixed))
                            || !Arrays.equals(answer, connection.ask(ask))) {
                        throw new IllegalStateException("the answers on " + found.code() + " differ");
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
        } finally {
            clients.shutdown();
        }
    }

    private static double perSecond(ExecutorService clients, int port, List<byte[]> requests, int count)
            throws InterruptedException, ExecutionException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int client = 0; client < CONNECTIONS; client++) {
            int offset = client;
            tasks.add(() -> {
                try (KeepAlive connection = new KeepAlive(port)) {
                    for (int i = 0; i < count / CONNECTIONS; i++) {
                        byte[] ignored = connection.ask(requests.get((i + offset) % requests.size()));
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
