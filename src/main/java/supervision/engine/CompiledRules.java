package supervision.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.drools.model.EntryPoint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Query;
import org.drools.model.Rule;
import org.drools.model.TypeMetaData;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;
import supervision.rulepack.RulePackException;

/** Compiled rules of a pack, with a pool of sessions. All that use the same rules share one. */
final class CompiledRules {

    /** As long as somebody uses them: a pack that was replaced is freed. */
    private static final Cache<String, CompiledRules> IN_USE =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

    private final KieBase base;
    private final KieSessionsPool pool;

    private CompiledRules(List<CompiledModule> modules) {
        ClassLoader classes = new CompiledClasses(modules);
        List<Model> models =
                modules.stream().map(module -> model(module, classes)).toList();
        this.base = KieBaseBuilder.createKieBaseFromModel(
                new OnePackage(models), CompiledModule.engine().newKieBaseConfiguration(null, classes));
        // one session for each thread that decides; more are made on demand
        this.pool = base.newKieSessionsPool(Runtime.getRuntime().availableProcessors());
    }

    private static Model model(CompiledModule module, ClassLoader classes) {
        try {
            return (Model)
                    classes.loadClass(module.model()).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("compiled rules cannot be loaded", e);
        }
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
        return IN_USE.get(sources.key(), key -> new CompiledRules(RuleCompiler.compile(drl, sources)));
    }

    KieBase base() {
        return base;
    }

    /** A session of the pool; disposing of it gives it back. */
    KieSession session() {
        return pool.newKieSession();
    }

    /**
     * All files as one package: rules that are alike in two packages the engine confuses (Drools 10.2.0).
     *
     * @param files what each of them has, in their order
     */
    private record OnePackage(List<Model> files) implements Model {

        @Override
        public String getName() {
            return files.get(0).getName();
        }

        @Override
        public List<Global> getGlobals() {
            // each file declares all of them
            Map<String, Global> byName = new LinkedHashMap<>();
            all(Model::getGlobals).forEach(global -> byName.putIfAbsent(global.getName(), global));
            return new ArrayList<>(byName.values());
        }

        @Override
        public List<Rule> getRules() {
            return all(Model::getRules).toList();
        }

        @Override
        public List<TypeMetaData> getTypeMetaDatas() {
            return all(Model::getTypeMetaDatas).toList();
        }

        @Override
        public List<Query> getQueries() {
            return List.of();
        }

        @Override
        public List<EntryPoint> getEntryPoints() {
            return List.of();
        }

        private <T> Stream<T> all(Function<Model, List<T>> part) {
            return files.stream().flatMap(file -> part.apply(file).stream());
        }
    }
}
