package supervision.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.casework.CreditReports;
import supervision.casework.LedgerRegister;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.gate.Impact;
import supervision.gate.ImpactStudy;
import supervision.gate.Register;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;
import supervision.ledger.Ledger;
import supervision.ledger.Schema;
import supervision.reading.SecondReading;
import supervision.rulepack.Parameter;

/**
 * The impact of an edited figure over a register in an H2 file, against the evaluations alone: the same entities from memory,
 * on the same days, by the same number of threads, and nothing compared, counted or read.
 *
 * <p>Arguments: how many entities, and how many days to look ahead.
 */
public final class ImpactBenchmark {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final LocalDate DAY = ReferenceEntities.DAY;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private ImpactBenchmark() {}

    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[0]);
        LocalDate horizon = DAY.plusDays(Long.parseLong(args[1]));
        DecisionEngine before = DecisionEngine.compile(ReferenceEntities.pack());
        DecisionEngine after = edited(before);
        Path folder = Files.createTempDirectory("impact-bench");
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl("jdbc:h2:file:" + folder.resolve("register"));
            database.setUsername("sa");
            Schema.migrate(database);
            Ledger ledger = new Ledger(
                    new JdbcTemplate(database),
                    new TransactionTemplate(new JdbcTransactionManager(database)),
                    Clock.systemUTC());
            long records = fill(ledger, size);
            ImpactStudy study = new ImpactStudy(before, after, CreditReports::parts, DAY, horizon);
            // the compiler of the machine has to have seen it all before either is timed
            study.over(first(new LedgerRegister(ledger), size / 20), THREADS, done -> {});
            long start = System.nanoTime();
            Impact impact = study.over(new LedgerRegister(ledger), THREADS, done -> {});
            double whole = (System.nanoTime() - start) / 1e9;
            List<Case> entities = new ArrayList<>(size);
            long reading = System.nanoTime();
            new LedgerRegister(ledger).read(batch -> entities.addAll(batch.get()));
            double read = (System.nanoTime() - reading) / 1e9;
            List<LocalDate[]> days = days(entities, before, after, horizon);
            long evaluations = days.stream().mapToLong(some -> 2L * some.length).sum();
            double alone = alone(entities, days, before, after);
            OUT.printf(
                    Locale.ROOT,
                    "%n%s, %s %s, %d threads%n%,d entities, %,d records, %d days ahead, %,d affected, %,d later%n",
                    LocalDate.now(),
                    System.getProperty("java.vm.name"),
                    System.getProperty("java.runtime.version"),
                    THREADS,
                    size,
                    records,
                    Long.parseLong(args[1]),
                    impact.affected(),
                    impact.later());
            OUT.printf(
                    Locale.ROOT,
                    "impact %.1f s, reading by one thread alone %.1f s, %,d evaluations alone %.1f s, ratio %.2f%n",
                    whole,
                    read,
                    evaluations,
                    alone,
                    whole / alone);
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                left.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    /** One tier is drawn more often, and one shortest publicity is longer. */
    private static DecisionEngine edited(DecisionEngine engine) {
        Map<String, Parameter> parameters = new TreeMap<>(engine.pack().parameters());
        edit(parameters, "inspection/ratio/enhanced", "0.30..0.60");
        edit(parameters, "publicity/ndrc-36/general/min", "P6M");
        return engine.with(engine.pack().with(parameters));
    }

    private static void edit(Map<String, Parameter> parameters, String id, String value) {
        Parameter figure = parameters.get(id);
        List<Parameter.Row> rows = figure.rows().stream()
                .map(row -> new Parameter.Row(
                        row.from(), value, Map.of(), row.source(), row.evidence(), row.status(), row.set()))
                .toList();
        parameters.put(id, new Parameter(id, figure.title(), figure.unit(), rows));
    }

    private static long fill(Ledger ledger, int size) {
        List<CreditRecord> batch = new ArrayList<>();
        AtomicLong records = new AtomicLong();
        ReferenceEntities.register(size, entity -> {
            entity.facts().forEach(fact -> batch.add(FactJson.read(FactJson.write(entity.code(), fact), "bench", 0)));
            if (batch.size() >= 2_000) {
                records.addAndGet(ledger.append(batch).accepted());
                batch.clear();
            }
        });
        return records.addAndGet(ledger.append(batch).accepted());
    }

    private static Register first(Register register, int most) {
        return new Register() {
            @Override
            public long size() {
                return most;
            }

            @Override
            public void read(Consumer<Supplier<List<Case>>> batches) {
                long[] taken = new long[1];
                register.read(batch -> {
                    if (taken[0] < most) {
                        taken[0] += batch.get().size();
                        batches.accept(batch);
                    }
                });
            }
        };
    }

    /** The days on which the impact evaluates each entity. */
    private static List<LocalDate[]> days(
            List<Case> entities, DecisionEngine before, DecisionEngine after, LocalDate horizon) {
        List<LocalDate[]> days = new ArrayList<>(Collections.nCopies(entities.size(), new LocalDate[0]));
        parallel(entities.size(), at -> {
            List<LocalDate> of = new ArrayList<>();
            LocalDate day = DAY;
            while (day != null && !day.isAfter(horizon)) {
                of.add(day);
                SecondReading.Evaluation then = before.evaluate(entities.get(at).on(day));
                SecondReading.Evaluation now = after.evaluate(entities.get(at).on(day));
                day = ImpactStudy.sameConclusions(then, now) ? ImpactStudy.earlier(then.next(), now.next()) : null;
            }
            days.set(at, of.toArray(LocalDate[]::new));
        });
        return days;
    }

    private static double alone(
            List<Case> entities, List<LocalDate[]> days, DecisionEngine before, DecisionEngine after) {
        long start = System.nanoTime();
        parallel(entities.size(), at -> {
            for (LocalDate day : days.get(at)) {
                Case asked = entities.get(at).on(day);
                before.evaluate(asked);
                after.evaluate(asked);
            }
        });
        return (System.nanoTime() - start) / 1e9;
    }

    private static void parallel(int size, IntConsumer each) {
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int at = next.getAndIncrement(); at < size; at = next.getAndIncrement()) {
                    each.accept(at);
                }
            });
            thread.start();
            threads.add(thread);
        }
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
