package supervision.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.WeakReference;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;
import supervision.rulepack.RulePackException;

/** Compiled rules, with a pool of sessions. All that use the same rules share one. */
final class CompiledRules {

    /** Of the rules asked for last: those in force, those to come, a candidate and some of the past. */
    private static final Cache<String, Kept> KEPT =
            Caffeine.newBuilder().maximumSize(6).executor(Runnable::run).build();

    private final KieContainer container;
    private final KieSessionsPool pool;

    private CompiledRules(CompiledModule module) {
        this.container = module.container();
        // one session for each thread that decides; more are made on demand
        this.pool =
                container.getKieBase().newKieSessionsPool(Runtime.getRuntime().availableProcessors());
    }

    /**
     * The rules of a pack, compiled by the build or now, but once by a process however many ask.
     *
     * @param drl rule files by path, of the right form
     * @throws RulePackException if a rule speaks of what there is not, or does not compile
     */
    static CompiledRules of(SortedMap<String, String> drl) {
        RuleSources sources = RuleSources.of(drl);
        // who asks for the same rules meanwhile waits; what is thrown is not kept
        return KEPT.get(sources.key(), key -> {
                    CompiledModule built = BuiltRules.find(key);
                    return new Kept(built == null ? RuleCompiler.compile(drl, sources) : built);
                })
                .rules();
    }

    KieBase base() {
        return container.getKieBase();
    }

    /** A session of the pool; disposing of it gives it back. */
    KieSession session() {
        return pool.newKieSession();
    }

    /** Classes, and what was made of them as long as somebody uses it: a pack that was replaced is freed. */
    private static final class Kept {

        private final CompiledModule module;
        private WeakReference<CompiledRules> rules = new WeakReference<>(null);

        Kept(CompiledModule module) {
            this.module = module;
        }

        synchronized CompiledRules rules() {
            @Nullable CompiledRules inUse = rules.get();
            if (inUse == null) {
                inUse = new CompiledRules(module);
                rules = new WeakReference<>(inUse);
            }
            return inUse;
        }
    }
}
