package supervision.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;
import supervision.dossier.Figures;
import supervision.dossier.Today;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;

/**
 * The rules of a pack, compiled, with a pool of sessions.
 *
 * <p>No option of the engine is set that looks like tuning. {@code ThreadSafeOption.NO} and {@code ShareAlphaNodesOption.NO}
 * give wrong decisions without a word; the defaults guard against that, and a test fails if one is set.
 */
final class CompiledRules {

    /** Declares the two instruments for the one package of all rules, so that no rule file has to. */
    private static final String INSTRUMENTS = "package rules\n\nglobal " + Today.class.getName() + " today;\nglobal "
            + Figures.class.getName() + " figures;\n";

    private static final String FOLDER = "src/main/resources/rules/";

    static {
        // from ten rules on the builder translates rules in parallel and collects their errors in a plain map: a pack
        // with mistakes then fails with a ConcurrentModificationException instead of naming them (Drools 10.2.0)
        System.setProperty(ParallelRulesBuildThresholdOption.PROPERTY_NAME, "-1");
    }

    private static final AtomicLong NUMBER = new AtomicLong();

    private final KieContainer container;
    private final KieSessionsPool pool;

    private CompiledRules(KieContainer container) {
        this.container = container;
        // one session for each thread that decides; more are made on demand
        this.pool =
                container.getKieBase().newKieSessionsPool(Runtime.getRuntime().availableProcessors());
    }

    static CompiledRules compile(RulePack pack) {
        KieServices services = KieServices.Factory.get();
        ReleaseId release = services.newReleaseId("supervision", "rules", "1." + NUMBER.incrementAndGet());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        files.write(FOLDER + "0-instruments.drl", INSTRUMENTS);
        // the engine sees flat names, for a folder that differs from the package only brings warnings; and numbered
        // ones,
        // for a/b-c.drl and a-b/c.drl would be one file, and the rules of the other lost without a word
        Map<String, String> paths = new java.util.HashMap<>();
        pack.drl().forEach((path, text) -> {
            String flat =
                    String.format(Locale.ROOT, "%04d-%s", paths.size() + 1, path.substring(path.lastIndexOf('/') + 1));
            paths.put(flat, path);
            files.write(FOLDER + flat, text);
        });
        KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        List<PackProblem> problems = new ArrayList<>();
        for (Message message : builder.getResults().getMessages(Message.Level.ERROR)) {
            String name = message.getPath() == null ? "" : message.getPath();
            String flat = name.substring(name.lastIndexOf('/') + 1);
            problems.add(new PackProblem(
                    paths.getOrDefault(flat, flat),
                    Math.max(message.getLine(), 0),
                    "the rule does not compile: "
                            + message.getText().strip().lines().findFirst().orElse(""),
                    "check the names of facts and their components"));
        }
        if (!problems.isEmpty()) {
            services.getRepository().removeKieModule(release);
            throw new RulePackException(problems);
        }
        CompiledRules rules = new CompiledRules(services.newKieContainer(release));
        // out of the engine's static registry, so that a pack that was replaced is freed once its last decision is made
        services.getRepository().removeKieModule(release);
        return rules;
    }

    KieBase base() {
        return container.getKieBase();
    }

    /** A session of the pool; disposing of it gives it back. */
    KieSession session() {
        return pool.newKieSession();
    }
}
