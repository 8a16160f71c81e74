package supervision.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;
import org.kie.memorycompiler.JavaConfiguration;
import supervision.dossier.Vocabulary;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePackException;

/**
 * Compiles rules, which takes seconds.
 *
 * <p>No option of the engine is set that looks like tuning. {@code ThreadSafeOption.NO} and {@code ShareAlphaNodesOption.NO}
 * give wrong decisions without a word; the defaults guard against that, and a test fails if one is set.
 */
final class RuleCompiler {

    private static final String FOLDER = "src/main/resources/rules/";

    static {
        // from ten rules on the builder translates rules in parallel and collects their errors in a plain map: a pack
        // with mistakes then fails with a ConcurrentModificationException instead of naming them (Drools 10.2.0)
        System.setProperty(ParallelRulesBuildThresholdOption.PROPERTY_NAME, "-1");
        // of the virtual machine that builds by default: the one that runs may be older
        System.setProperty(JavaConfiguration.JAVA_LANG_LEVEL_PROPERTY, "17");
    }

    private final SortedMap<String, String> drl;
    private final RuleSources sources;

    private RuleCompiler(SortedMap<String, String> drl, RuleSources sources) {
        this.drl = drl;
        this.sources = sources;
    }

    /**
     * Compiles rules.
     *
     * @param drl rule files by path, of the right form
     * @param sources the same rules as the engine gets them
     * @throws RulePackException if a rule speaks of what there is not, or does not compile
     */
    static CompiledModule compile(SortedMap<String, String> drl, RuleSources sources) {
        // before the engine sees anything of it: it would name a place in Java that nobody has written
        List<PackProblem> unknown = Vocabulary.check(RuleFile.of(drl, new ArrayList<>()));
        if (!unknown.isEmpty()) {
            throw new RulePackException(unknown);
        }
        return new RuleCompiler(drl, sources).compile();
    }

    private CompiledModule compile() {
        KieBuilder builder = build(sources);
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        List<PackProblem> problems = new ArrayList<>();
        for (Message message : errors) {
            String name = message.getPath() == null ? "" : message.getPath();
            String flat = name.substring(name.lastIndexOf('/') + 1);
            problems.add(problem(
                    sources.paths().getOrDefault(flat, flat), Math.max(message.getLine(), 0), message.getText()));
        }
        if (!problems.isEmpty()) {
            if (problems.stream().noneMatch(problem -> drl.containsKey(problem.file()))) {
                // all of them in Java files that were generated, which no editor of rules has ever seen
                List<PackProblem> located = locate(errors);
                throw new RulePackException(located.isEmpty() ? problems : located);
            }
            throw new RulePackException(problems);
        }
        InternalKieModule module = (InternalKieModule) builder.getKieModule();
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String path : module.getFileNames()) {
            // the rest is source
            if (path.endsWith(".class") || path.startsWith("META-INF/kie/")) {
                files.put(path, module.getBytes(path));
            }
        }
        return new CompiledModule(sources.key(), files);
    }

    private static KieBuilder build(RuleSources sources) {
        KieServices services = KieServices.get();
        ReleaseId release = CompiledModule.release(sources.key());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        // the engine would read a text in the charset of the machine, in which all Chinese names may look the same
        sources.texts()
                .forEach((name, text) -> files.write(
                        FOLDER + name,
                        services.getResources()
                                .newByteArrayResource(
                                        text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8.name())));
        KieBuilder builder = services.newKieBuilder(files, RuleCompiler.class.getClassLoader())
                .buildAll(ExecutableModelProject.class);
        // out of the engine's static registry, so that a pack that was replaced is freed once its last decision is made
        services.getRepository().removeKieModule(release);
        return builder;
    }

    private static PackProblem problem(String path, int line, String message) {
        return new PackProblem(
                path,
                line,
                "the rule does not compile: "
                        + message.strip().lines().findFirst().orElse(""),
                "check the names of facts and their components");
    }

    /** Compiles files by themselves, first those that hold the words of the messages, until each message has its file. */
    private List<PackProblem> locate(List<Message> messages) {
        // the line 0 says only that a generated file is in error
        Set<String> open = messages.stream()
                .filter(message -> message.getLine() > 0)
                .map(Message::getText)
                .collect(Collectors.toCollection(HashSet::new));
        List<String> paths = new ArrayList<>(drl.keySet());
        List<String> words = open.stream()
                .flatMap(text -> Stream.of(text.split("\\W+")))
                .filter(word -> word.matches(".*\\p{Lu}.*"))
                .toList();
        paths.sort(Comparator.comparingLong(path -> -words.stream()
                .filter(word -> drl.getOrDefault(path, "").contains(word))
                .count()));
        List<PackProblem> located = new ArrayList<>();
        for (String path : paths) {
            if (open.isEmpty()) {
                break;
            }
            String text = drl.getOrDefault(path, "");
            SortedMap<String, String> alone = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(path, text)));
            for (Message message : build(RuleSources.of(alone)).getResults().getMessages(Message.Level.ERROR)) {
                if (message.getLine() > 0) {
                    open.remove(message.getText());
                    located.add(problem(path, lineMeant(text, message.getText()), message.getText()));
                }
            }
        }
        return located;
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
}
