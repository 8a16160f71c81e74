package supervision.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.io.Resource;
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

    /** Declares for the one package of all rules, so that no rule file has to: the two instruments, and what takes conclusions. */
    private static final String INSTRUMENTS = "package rules\n\nglobal " + Today.class.getName() + " today;\nglobal "
            + Figures.class.getName() + " figures;\nglobal " + Conclusions.class.getName() + " conclusions;\n";

    /** A rule's one statement; on its own line, as a rule is written. One written otherwise inserts, which is only slower. */
    private static final Pattern INSERT = Pattern.compile("^(\\s*)insert\\(", Pattern.MULTILINE);

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
            files.write(FOLDER + flat, utf8(services, handedOver(text)));
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
            if (problems.stream().noneMatch(problem -> pack.drl().containsKey(problem.file()))) {
                // all of them in Java files that were generated, which no editor of rules has ever seen
                List<PackProblem> located =
                        locate(services, pack, builder.getResults().getMessages(Message.Level.ERROR));
                throw new RulePackException(located.isEmpty() ? problems : located);
            }
            throw new RulePackException(problems);
        }
        CompiledRules rules = new CompiledRules(services.newKieContainer(release));
        // out of the engine's static registry, so that a pack that was replaced is freed once its last decision is made
        services.getRepository().removeKieModule(release);
        return rules;
    }

    /** The same rules, line for line, that hand their conclusions over instead of inserting them. */
    private static String handedOver(String text) {
        return INSERT.matcher(text).replaceAll("$1conclusions.add(");
    }

    /** The engine would read a text in the charset of the machine, in which all Chinese names may look the same. */
    private static Resource utf8(KieServices services, String text) {
        return services.getResources()
                .newByteArrayResource(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8.name());
    }

    /** Compiles files by themselves, first those that hold the words of the messages, until each message has its file. */
    private static List<PackProblem> locate(KieServices services, RulePack pack, List<Message> messages) {
        // the line 0 says only that a generated file is in error
        Set<String> open = messages.stream()
                .filter(message -> message.getLine() > 0)
                .map(Message::getText)
                .collect(Collectors.toCollection(HashSet::new));
        List<String> paths = new ArrayList<>(pack.drl().keySet());
        List<String> words = open.stream()
                .flatMap(text -> Stream.of(text.split("\\W+")))
                .filter(word -> word.matches(".*\\p{Lu}.*"))
                .toList();
        paths.sort(Comparator.comparingLong(path -> -words.stream()
                .filter(word -> pack.drl().getOrDefault(path, "").contains(word))
                .count()));
        List<PackProblem> located = new ArrayList<>();
        for (String path : paths) {
            if (open.isEmpty()) {
                break;
            }
            String text = pack.drl().getOrDefault(path, "");
            for (Message message : errorsOf(services, text)) {
                if (message.getLine() > 0) {
                    open.remove(message.getText());
                    located.add(new PackProblem(
                            path,
                            lineMeant(text, message.getText()),
                            "the rule does not compile: "
                                    + message.getText()
                                            .strip()
                                            .lines()
                                            .findFirst()
                                            .orElse(""),
                            "check the names of facts and their components"));
                }
            }
        }
        return located;
    }

    private static List<Message> errorsOf(KieServices services, String text) {
        ReleaseId release = services.newReleaseId("supervision", "rules", "1." + NUMBER.incrementAndGet());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        files.write(FOLDER + "0-instruments.drl", INSTRUMENTS);
        files.write(FOLDER + "1-suspect.drl", utf8(services, handedOver(text)));
        KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        services.getRepository().removeKieModule(release);
        return builder.getResults().getMessages(Message.Level.ERROR);
    }

    /** Line of the rarest word of a message that the file has; 0 if it has none. */
    private static int lineMeant(String text, String message) {
        List<String> lines = text.lines().toList();
        int meant = 0;
        long fewest = Long.MAX_VALUE;
        for (String word : message.split("\\W+")) {
            Pattern whole = Pattern.compile("\\b" + Pattern.quote(word) + "\\b");
            long count = whole.matcher(text).results().count();
            if (!word.isEmpty() && count > 0 && count < fewest) {
                fewest = count;
                for (int i = lines.size(); i > 0; i--) {
                    meant = whole.matcher(lines.get(i - 1)).find() ? i : meant;
                }
            }
        }
        return meant;
    }

    KieBase base() {
        return container.getKieBase();
    }

    /** A session of the pool; disposing of it gives it back. */
    KieSession session() {
        return pool.newKieSession();
    }
}
