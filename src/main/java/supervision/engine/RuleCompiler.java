package supervision.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
import supervision.decision.Text;
import supervision.dossier.Vocabulary;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RuleText;

/** Compiles rules, which takes seconds. */
final class RuleCompiler {

    private static final String FOLDER = "src/main/resources/rules/";

    private final SortedMap<String, String> drl;
    private final RuleSources sources;

    /** What it compiles has to be looked at before, see {@link #compile(SortedMap, RuleSources)}. */
    RuleCompiler(SortedMap<String, String> drl, RuleSources sources) {
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

    CompiledModule compile() {
        KieBuilder builder;
        try {
            builder = build(sources);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            throw new RulePackException(List.of(stoppedAt(e)));
        }
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

    /** The first rule at which the engine stops by itself, for it does not say where it was. */
    private PackProblem stoppedAt(Throwable stop) {
        for (Map.Entry<String, String> file : drl.entrySet()) {
            List<String> lines = file.getValue().lines().toList();
            for (RuleText rule : RuleFile.of(Map.of(file.getKey(), file.getValue()), new ArrayList<>()).stream()
                    .flatMap(each -> each.rules().stream())
                    .toList()) {
                String alone = Stream.concat(
                                lines.stream().takeWhile(line -> !line.startsWith("rule ")),
                                lines.stream().skip(rule.line() - 1L).takeWhile(line -> !line.equals("end")))
                        .collect(Collectors.joining("\n", "", "\nend\n"));
                try {
                    build(RuleSources.of(
                            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(file.getKey(), alone)))));
                } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
                    return stopped(file.getKey(), rule.line(), Text.of("规则 `%1$s`", "rule `%1$s`", rule.name()), e);
                }
            }
        }
        return stopped("", 0, new Text("全部规则合在一起", "the rules together"), stop);
    }

    private static PackProblem stopped(String path, int line, Text what, Throwable stop) {
        return new PackProblem(
                path,
                line,
                Text.of("%1$s：引擎停止，提示 %2$s", "%1$s stops the engine: %2$s", what, stop),
                new Text("换一种写法，见 docs/rule-language.md", "write it in another way, see docs/rule-language.md"));
    }

    /** In a language that has another small letter for I the engine would write `ınt` for `int`. */
    private static KieBuilder build(RuleSources sources) {
        Locale before = Locale.getDefault();
        if ("INT".toLowerCase(before).equals("int")) {
            return built(sources);
        }
        Locale.setDefault(Locale.ROOT);
        try {
            return built(sources);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static KieBuilder built(RuleSources sources) {
        KieServices services = CompiledModule.engine();
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
                Text.of(
                        "规则不能编译，引擎提示：%1$s",
                        "the rule does not compile: %1$s",
                        message.strip().lines().findFirst().orElse("")),
                new Text("核对事实及其分项的名称", "check the names of facts and their components"));
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
