package supervision.bench;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a decision costs in two commits, each with its own program and rules, asked about the same entities by turns of half a
 * second in one process: whatever else the machine does meets both. Counts processor time of the deciding thread.
 *
 * <p>Each commit is a worktree in which the benchmarks were packaged.
 */
public final class PackComparison {

    private static final long TURN = 500_000_000L;

    private PackComparison() {}

    /**
     * @param args two worktrees; sets of entities, by commas; turns of each to warm up; turns of each that count; and, if it is
     *     the plain reading that decides in the second, {@code plain}
     */
    public static void main(String[] args) throws Throwable {
        if (args.length < 5 || args.length > 6) {
            throw new IllegalArgumentException(
                    "give two worktrees, sets of entities, turns to warm up and turns to count, such as: ../first . mixed,7 26 12 [plain]");
        }
        Side first = new Side(Path.of(args[0]), false);
        Side second = new Side(Path.of(args[1]), args.length == 6);
        int warm = Integer.parseInt(args[3]);
        int counted = Integer.parseInt(args[4]);
        for (String set : args[2].split(",")) {
            List<?> before = first.entities(set);
            List<?> after = second.entities(set);
            if (before.size() != after.size()) {
                throw new IllegalStateException("the two know different entities by `" + set + "`");
            }
            double[] of = new double[counted];
            double[] and = new double[counted];
            double[] ratio = new double[counted];
            for (int turn = -warm; turn < counted; turn++) {
                double one = first.microseconds(before);
                double other = second.microseconds(after);
                if (turn >= 0) {
                    of[turn] = one;
                    and[turn] = other;
                    ratio[turn] = other / one;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f (%.1f) and %.1f (%.1f) microseconds, median (fastest) of %d turns; ratio %.2f (%.2f to %.2f)%n",
                    set,
                    middle(of),
                    of[0],
                    middle(and),
                    and[0],
                    counted,
                    middle(ratio),
                    ratio[counted / 4],
                    ratio[3 * counted / 4]);
        }
    }

    private static double middle(double[] all) {
        Arrays.sort(all);
        return all[all.length / 2];
    }

    /** One commit, in a class loader of its own. */
    private static final class Side {

        private final ClassLoader loader;
        private final Class<?> entities;
        private final Object pack;
        private final MethodHandle decide;

        Side(Path worktree, boolean plain) throws IOException, ReflectiveOperationException {
            URL jar = worktree.resolve("extras/bench/target/bench.jar").toUri().toURL();
            loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
            Thread.currentThread().setContextClassLoader(loader);
            System.setProperty("bench.rules", worktree.resolve("rules").toString());
            entities = loader.loadClass("supervision.bench.ReferenceEntities");
            pack = open("pack").invoke(null);
            Class<?> engines = loader.loadClass("supervision.engine.DecisionEngine");
            Class<?> readings = loader.loadClass("supervision.reading.SecondReading");
            Class<?> deciders = plain ? readings : engines;
            Object engine = deciders.getMethod(plain ? "of" : "compile", pack.getClass())
                    .invoke(null, pack);
            decide = MethodHandles.publicLookup()
                    .unreflect(deciders.getMethod("decide", loader.loadClass("supervision.facts.Case")))
                    .bindTo(engine);
        }

        /** The first packs drew entities from what they had themselves. */
        List<?> entities(String set) throws ReflectiveOperationException {
            Method of = open("of");
            return (List<?>) (of.getParameterCount() == 1 ? of.invoke(null, set) : of.invoke(null, set, pack));
        }

        private Method open(String name) {
            Method method = Arrays.stream(entities.getDeclaredMethods())
                    .filter(each -> each.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            method.setAccessible(true);
            return method;
        }

        /** For one decision, over whole rounds of the entities for half a second. */
        double microseconds(List<?> cases) throws Throwable {
            Thread.currentThread().setContextClassLoader(loader);
            var clock = ManagementFactory.getThreadMXBean();
            long until = System.nanoTime() + TURN;
            long begun = clock.getCurrentThreadCpuTime();
            long decided = 0;
            while (System.nanoTime() < until) {
                for (Object each : cases) {
                    Object decision = decide.invoke(each);
                    decided += decision == null ? 0 : 1;
                }
            }
            return (clock.getCurrentThreadCpuTime() - begun) / 1e3 / decided;
        }
    }
}
