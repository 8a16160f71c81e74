package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.drools.base.RuleBase;
import org.junit.jupiter.api.Test;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RulePackException;

/** Rules are compiled once by a process, however many ask for them, and freed once nobody uses them. */
class CompiledRulesTest {

    private static final int ASKING = 4;

    /** Collections within which what nobody uses is freed. */
    private static final int COLLECTIONS = 100;

    @Test
    void rulesAskedForAgainAreNotCompiledAgain() {
        CompiledRules first = CompiledRules.of(rules("asked for again"));

        assertThat(CompiledRules.of(rules("asked for again"))).isSameAs(first);
        assertThat(CompiledRules.of(rules("another remark"))).isNotSameAs(first);
    }

    @Test
    void thoseWhoAskAtOnceShareThem() throws Exception {
        CyclicBarrier start = new CyclicBarrier(ASKING);
        Callable<CompiledRules> asking = () -> {
            start.await();
            return CompiledRules.of(rules("asked for at once"));
        };
        ExecutorService pool = Executors.newFixedThreadPool(ASKING);
        try {
            CompiledRules first = null;
            for (Future<CompiledRules> answer : pool.invokeAll(List.of(asking, asking, asking, asking))) {
                first = first == null ? answer.get() : first;
                assertThat(answer.get()).isSameAs(first);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** The classes of a pack that was replaced, and all that was made of them. */
    @Test
    void whatNobodyUsesIsFreed() throws Exception {
        WeakReference<ClassLoader> classes = new WeakReference<>(loader(CompiledRules.of(rules("freed"))));
        for (int i = 0; i < COLLECTIONS && classes.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }

        assertThat(classes.get()).isNull();
        // and they can be had again
        assertThat(CompiledRules.of(rules("freed")).base().getKiePackages()).isNotEmpty();
    }

    /** Both packs lead to the same sources: a problem that was kept would name the file of the other. */
    @Test
    void whatDoesNotCompileIsToldToEachWhoAsks() {
        assertThat(problems("drl/here/wrong.drl"))
                .extracting(PackProblem::file)
                .isNotEmpty()
                .containsOnly("drl/here/wrong.drl");
        assertThat(problems("drl/there/wrong.drl"))
                .extracting(PackProblem::file)
                .isNotEmpty()
                .containsOnly("drl/there/wrong.drl");
    }

    private static List<PackProblem> problems(String path) {
        SortedMap<String, String> wrong = new TreeMap<>();
        // of the right form, but it names a recipient that there is not
        wrong.put(path, rules("wrong").values().iterator().next().replace("Recipient.", "Recipient.X"));
        return catchThrowableOfType(RulePackException.class, () -> CompiledRules.of(wrong))
                .problems();
    }

    private static ClassLoader loader(CompiledRules rules) {
        return ((RuleBase) rules.base()).getRootClassLoader();
    }

    /** The first file of the shipped rules with a name in it that no other test gives: remarks are not handed over. */
    static SortedMap<String, String> rules(String remark) {
        SortedMap<String, String> drl = Answers.files().drl();
        String path = "drl/subject/ties.drl";
        return new TreeMap<>(
                java.util.Map.of(path, drl.getOrDefault(path, "").replaceFirst("rule \"", "rule \"" + remark + " ")));
    }
}
