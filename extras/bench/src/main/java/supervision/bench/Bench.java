package supervision.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures everything and prints one table.
 *
 * <p>Benchmarks run in rounds, those that are compared one after the other in each: on a machine that does other things at
 * the same time a ratio of neighbours says more than a number.
 *
 * <p>Arguments: the number of rounds, 2 by default, then parts to run ({@code engine}, {@code pack}, {@code http}), all by
 * default.
 */
public final class Bench {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private record Measured(String benchmark, String entities, int threads) {}

    private final Map<Measured, List<Double>> micros = new LinkedHashMap<>();
    private final int rounds;

    private Bench(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        List<String> parts =
                args.length > 1 ? List.of(args).subList(1, args.length) : List.of("engine", "pack", "http");
        new Bench(rounds).run(parts);
    }

    private void run(List<String> parts) throws Exception {
        OUT.printf(
                "%n%s, %s %s, %d processors%n",
                java.time.LocalDate.now(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                Runtime.getRuntime().availableProcessors());
        if (parts.contains("engine")) {
            for (int round = 0; round < rounds; round++) {
                for (String entities : List.of("mixed", "50", "500")) {
                    measure("bare", entities, 1);
                    measure("evaluate", entities, 1);
                    measure("decide", entities, 1);
                    measure("prepare", entities, 1);
                }
                measure("bareNewSession", "mixed", 1);
                measure("bare", "mixed", 2);
                measure("evaluate", "mixed", 2);
                measure("decide", "mixed", 2);
            }
            printEngine();
        }
        if (parts.contains("pack")) {
            printPack();
        }
        if (parts.contains("http")) {
            OUT.printf(
                    "%nHTTP, 2 connections, requests a second; the same bytes from an endpoint that decides nothing; ratio%n");
            printHttp("decided each time", HttpComparison.run("0"));
            printHttp("as shipped, asked before", HttpComparison.run("64MB"));
            HttpComparison.First first = HttpComparison.first();
            OUT.printf(
                    Locale.ROOT,
                    "  first questions with their receipts %.0f, the same again with the receipts there %.0f, the same %,d bytes %.0f;"
                            + " ratio %.2f; a receipt costs %.0f microseconds%n",
                    first.first(),
                    first.again(),
                    first.bytes(),
                    first.fixed(),
                    first.ratio(),
                    first.receipt());
        }
    }

    private static void printHttp(String what, HttpComparison.Result http) {
        OUT.printf(
                Locale.ROOT,
                "  %-44s %8.0f %8.0f %8.2f   (%,d bytes an answer)%n",
                what,
                http.deciding(),
                http.fixed(),
                http.ratio(),
                http.bytes());
    }

    private void measure(String benchmark, String entities, int threads) throws RunnerException {
        System.err.printf("measuring %s, %s, %d threads ...%n", benchmark, entities, threads);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(DecisionBenchmark.class.getName() + "\\." + benchmark + "$")
                .param("entities", entities)
                .threads(threads)
                .verbosity(VerboseMode.SILENT);
        if (System.getProperty("bench.seconds") != null) {
            TimeValue second = TimeValue.seconds(1);
            int seconds = Integer.getInteger("bench.seconds");
            options.warmupTime(second).measurementTime(second).measurementIterations(seconds);
        }
        for (RunResult result : new Runner(options.build()).run()) {
            micros.computeIfAbsent(new Measured(benchmark, entities, threads), key -> new ArrayList<>())
                    .addAll(iterations(result));
        }
    }

    private static List<Double> iterations(RunResult result) {
        List<Double> scores = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                scores.add(iteration.getPrimaryResult().getScore());
            }
        }
        return scores;
    }

    private double median(String benchmark, String entities, int threads) {
        List<Double> values = micros.get(new Measured(benchmark, entities, threads));
        return values == null ? Double.NaN : HttpComparison.median(values);
    }

    private void printEngine() {
        OUT.printf("%n%nOne decision, microseconds (median; fastest and slowest second)   against the engine alone%n");
        for (Map.Entry<Measured, List<Double>> entry : micros.entrySet()) {
            Measured measured = entry.getKey();
            List<Double> all = entry.getValue();
            double median = HttpComparison.median(all);
            OUT.printf(
                    Locale.ROOT,
                    "  %-16s %-6s records, %d thread%s %10.1f  (%.1f to %.1f) %12s%n",
                    measured.benchmark(),
                    measured.entities().equals("mixed") ? "0-7" : measured.entities(),
                    measured.threads(),
                    measured.threads() == 1 ? " " : "s",
                    median,
                    all.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                    all.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                    String.format(
                            Locale.ROOT, "%.2f", median / median("bare", measured.entities(), measured.threads())));
        }
    }

    private static void printPack() throws RunnerException {
        OUT.printf("%nOnce, milliseconds (median; fastest and slowest)%n");
        Map<String, String> names = new LinkedHashMap<>();
        names.put("readAndCompile", "read and compile the rules, new process");
        names.put("firstDecision", "the first decision after it");
        names.put("reload", "take edited rules, running process");
        for (Map.Entry<String, String> name : names.entrySet()) {
            for (RunResult result : new Runner(new OptionsBuilder()
                            .include(PackBenchmark.class.getName() + "\\." + name.getKey() + "$")
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run()) {
                List<Double> all = iterations(result);
                OUT.printf(
                        Locale.ROOT,
                        "  %-44s %8.0f  (%.0f to %.0f)%n",
                        name.getValue(),
                        HttpComparison.median(all),
                        all.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                        all.stream().mapToDouble(Double::doubleValue).max().orElse(0));
            }
        }
    }
}
