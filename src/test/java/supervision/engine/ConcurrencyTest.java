package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.internal.conf.ShareAlphaNodesOption;
import supervision.Effort;
import supervision.RandomCases;
import supervision.facts.Case;
import supervision.reading.SecondReading;
import supervision.rulepack.PackFiles;

/** One engine serves all threads. */
@Tag("scaled")
class ConcurrencyTest {

    private static final int THREADS = 4;
    private static final int CASES = Effort.of(300, 1000);
    private static final int EVALUATIONS = Effort.of(50_000, 4_000_000);

    private final DecisionEngine engine = Engines.shipped();

    @Test
    void manyThreadsFindWhatOneFinds() throws Exception {
        long seed = RandomCases.seed(ConcurrencyTest.class);
        RandomCases random = new RandomCases(engine.pack(), seed);
        List<Case> cases = new ArrayList<>();
        List<SecondReading.Evaluation> alone = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(random.next(3));
            alone.add(engine.evaluate(cases.get(i)));
        }
        List<Callable<List<String>>> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random order = new Random(seed + thread);
            threads.add(() -> {
                List<String> wrong = new ArrayList<>();
                for (int i = 0; i < EVALUATIONS / THREADS && wrong.size() < 5; i++) {
                    int one = order.nextInt(CASES);
                    SecondReading.Evaluation found = engine.evaluate(cases.get(one));
                    if (!found.equals(alone.get(one))) {
                        wrong.add("lost" + Answers.lost(alone.get(one).findings(), found.findings()) + "\nadded"
                                + Answers.lost(found.findings(), alone.get(one).findings()) + "\n"
                                + Answers.told(cases.get(one)));
                    }
                }
                return wrong;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<List<String>> answers : pool.invokeAll(threads)) {
                assertThat(answers.get()).as("wrong answers, seed %d", seed).isEmpty();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Two options of the engine read like tuning and give wrong answers without a word in 10.2.0. With {@code
     * ThreadSafeOption.NO} two or more threads on the executable model, even each with sessions or a base of its own, gave 476
     * wrong decisions and 47 exceptions in 412,000 evaluations, and one hung. With {@code ShareAlphaNodesOption.NO} 74,793 of
     * 91,967 conclusions were lost, on one thread. The test above need not meet the first in one run, so the settings are
     * looked at as well: also those that a system property would change.
     */
    @Test
    void theGuardsOfTheEngineAreLeftOn() {
        CompiledRules rules = CompiledRules.of(oneRuleFile().drl());
        KieBase base = rules.base();
        KieSession session = rules.session();
        try {
            assertThat(session.getSessionConfiguration().getOption(ThreadSafeOption.KEY))
                    .isEqualTo(ThreadSafeOption.YES);
            assertThat(((org.drools.base.RuleBase) base).getConfiguration().getOption(ShareAlphaNodesOption.KEY))
                    .isEqualTo(ShareAlphaNodesOption.YES);
        } finally {
            session.dispose();
        }
    }

    /** The shipped pack with its first rule file only: the settings do not depend on the rules. */
    private static PackFiles oneRuleFile() {
        Map<String, byte[]> files = new TreeMap<>(Answers.files().files());
        String first = files.keySet().stream()
                .filter(path -> path.endsWith(".drl"))
                .findFirst()
                .orElseThrow();
        files.keySet().removeIf(path -> path.endsWith(".drl") && !path.equals(first));
        return PackFiles.of(files);
    }
}
