package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.decision.Finding;
import supervision.dossier.Prepared;
import supervision.reading.SecondReading;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;

/**
 * Rules drawn at random, as rule files: the engine, the plain reading and nested loops that know nothing of either find the
 * same in whatever order files, rules, rows and facts come, on two threads. Each run draws others; {@code -Dseed=…} draws
 * those again that a run has printed.
 */
@Tag("scaled")
class RandomPacksTest {

    private static final int PACKS = Effort.of(5, 100);
    private static final int CASES = Effort.of(400, 1_500);
    private static final int THREADS = 2;

    private final RulePack shipped = Engines.with(null).pack();

    /** What one thread has seen. */
    private record Seen(int compared, int found, int left, List<String> differences) {}

    @Test
    void theEngineThePlainReadingAndNestedLoopsFindTheSame() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println(getClass().getSimpleName() + ": -Dseed=" + seed);
        int compared = 0;
        int found = 0;
        int left = 0;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int number = 0; number < PACKS; number++) {
                Random random = new Random(seed * 1_000_003 + number);
                RandomPack pack = new RandomPack(random, shipped);
                List<DecisionEngine> engines = List.of(compiled(pack, random), compiled(pack, random));
                List<Future<Seen>> running = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    long own = random.nextLong();
                    running.add(threads.submit(() -> compare(pack, engines, new Random(own))));
                }
                for (Future<Seen> each : running) {
                    Seen seen = each.get();
                    assertThat(seen.differences())
                            .as("pack %d of seed %d", number, seed)
                            .isEmpty();
                    compared += seen.compared();
                    found += seen.found();
                    left += seen.left();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println(getClass().getSimpleName() + ": " + compared + " evaluations, " + found + " findings, "
                + left + " cases left out");
        assertThat(compared).isGreaterThan(PACKS * CASES / 4);
        assertThat(found).isGreaterThan(compared);
    }

    private static DecisionEngine compiled(RandomPack pack, Random random) {
        RulePack shuffled = pack.shuffled(random);
        try {
            return DecisionEngine.compile(shuffled);
        } catch (RulePackException e) {
            throw new AssertionError(e.getMessage() + "\n" + pack.refused(), e);
        }
    }

    private static Seen compare(RandomPack pack, List<DecisionEngine> engines, Random random) {
        List<SecondReading> readings =
                engines.stream().map(engine -> SecondReading.of(engine.pack())).toList();
        int compared = 0;
        int found = 0;
        int left = 0;
        for (int i = 0; i < CASES / THREADS; i++) {
            List<Prepared> facts = pack.facts(random);
            LocalDate day = RandomPack.DAY.plusDays(random.nextInt(RandomPack.DAYS));
            Set<String> expected = pack.expected(facts, day);
            if (expected == null) {
                left++;
                continue;
            }
            Set<Finding> first = null;
            for (int each = 0; each < engines.size(); each++) {
                Collections.shuffle(facts, random);
                Set<Finding> drools = engines.get(each).findings(facts, day);
                Set<Finding> plain = readings.get(each).findings(facts, day);
                first = first == null ? drools : first;
                if (!drools.equals(plain)
                        || !drools.equals(first)
                        || !told(drools).equals(expected)) {
                    return new Seen(
                            compared,
                            found,
                            left,
                            List.of(
                                    difference("the engine and the loops", told(drools), expected),
                                    difference("the plain reading and the loops", told(plain), expected),
                                    "equal to the byte: " + drools.equals(plain) + ", " + drools.equals(first),
                                    fewest(pack, engines.get(each), facts, day) + " on " + day,
                                    pack.text()));
                }
                compared++;
                found += drools.size();
            }
        }
        return new Seen(compared, found, left, List.of());
    }

    /** Without the facts that a difference of the engine does not need; all of them if it does not come again. */
    private static List<Prepared> fewest(RandomPack pack, DecisionEngine engine, List<Prepared> facts, LocalDate day) {
        List<Prepared> fewest = facts;
        for (Prepared fact : facts) {
            List<Prepared> fewer = new ArrayList<>(fewest);
            fewer.remove(fact);
            if (!told(engine.findings(fewer, day)).equals(pack.expected(fewer, day))) {
                fewest = fewer;
            }
        }
        return fewest;
    }

    private static Set<String> told(Set<Finding> findings) {
        return findings.stream().map(RandomPack::told).collect(Collectors.toSet());
    }

    private static String difference(String between, Set<String> one, Set<String> other) {
        Set<String> more = new TreeSet<>(one);
        more.removeAll(other);
        Set<String> missing = new TreeSet<>(other);
        missing.removeAll(one);
        return between + ": more " + more + ", missing " + missing;
    }
}
