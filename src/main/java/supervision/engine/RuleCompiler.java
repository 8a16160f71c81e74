package supervision.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import supervision.decision.Text;
import supervision.dossier.Vocabulary;
import supervision.engine.RuleSources.Part;
import supervision.language.Declaration;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePackException;

/** Compiles rules, which takes a second for a file and half a minute for all of a large pack. */
final class RuleCompiler {

    private static final String FOLDER = "src/main/resources/rules/";

    /** Bytes of compiled files that are kept: those of some packs that differ in a few files each. */
    private static final int KEPT = 64 << 20;

    private static final Cache<String, CompiledModule> MODULES = Caffeine.newBuilder()
            .maximumWeight(KEPT)
            .weigher((String key, CompiledModule module) -> module.size())
            .executor(Runnable::run)
            .build();

    /** In a language that has another small letter for I the engine would write `ınt` for `int`. */
    private static final boolean OTHER_I =
            !"INT".toLowerCase(Locale.getDefault()).equals("int");

    private final SortedMap<String, String> drl;
    private final RuleSources sources;
    private final Function<String, @Nullable CompiledModule> built;
    private volatile boolean checked;

    private RuleCompiler(
            SortedMap<String, String> drl, RuleSources sources, Function<String, @Nullable CompiledModule> built) {
        this.drl = drl;
        this.sources = sources;
        this.built = built;
    }

    /**
     * Compiles what neither the build nor this process has compiled before.
     *
     * @param drl rule files by path, of the right form
     * @param sources the same rules as the engine gets them
     * @return what all files declare, then each file
     * @throws RulePackException if a rule speaks of what there is not, or does not compile
     */
    static List<CompiledModule> compile(SortedMap<String, String> drl, RuleSources sources) {
        return compile(drl, sources, BuiltRules::find);
    }

    /** @param built finds what was compiled before, by its key; null if it was not */
    static List<CompiledModule> compile(
            SortedMap<String, String> drl, RuleSources sources, Function<String, @Nullable CompiledModule> built) {
        return new RuleCompiler(drl, sources, built).compile();
    }

    private List<CompiledModule> compile() {
        CompiledModule types = module(sources.types(), CompiledModule.class.getClassLoader());
        ClassLoader classes = new CompiledClasses(List.of(types));
        List<CompiledModule> modules = new ArrayList<>(List.of(types));
        // what is unknown in one file is told for each
        Set<PackProblem> problems = new LinkedHashSet<>();
        record Outcome(@Nullable CompiledModule module, List<PackProblem> problems) {}
        Function<Part, Outcome> compiled = file -> {
            try {
                return new Outcome(module(file, classes), List.of());
            } catch (RulePackException e) {
                return new Outcome(null, e.problems());
            }
        };
        for (Outcome outcome : sources.files().parallelStream().map(compiled).toList()) {
            if (outcome.module() != null) {
                modules.add(outcome.module());
            }
            problems.addAll(outcome.problems());
        }
        if (!problems.isEmpty()) {
            throw new RulePackException(List.copyOf(problems));
        }
        return modules;
    }

    private CompiledModule module(Part part, ClassLoader types) {
        // who asks for the same meanwhile waits; what is thrown is not kept
        return MODULES.get(part.key(), key -> {
            CompiledModule before = built.apply(key);
            if (before != null) {
                return before;
            }
            check();
            return compile(part, types);
        });
    }

    /** Before the engine sees anything of it: it would name a place in Java that nobody has written. */
    private void check() {
        if (!checked) {
            List<PackProblem> unknown = Vocabulary.check(RuleFile.of(drl, new ArrayList<>()));
            if (!unknown.isEmpty()) {
                throw new RulePackException(unknown);
            }
            checked = true;
        }
    }

    /**
     * Compiles one part.
     *
     * @param types has the classes of what all files declare
     */
    static CompiledModule compile(Part part, ClassLoader types) {
        KieBuilder builder;
        try {
            builder = build(part, types);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            throw new RulePackException(List.of(stoppedAt(part, types, e)));
        }
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            // the line 0 says only that a generated class is in error, and comes with what is wrong in it
            List<Message> located = errors.stream()
                    .filter(message -> message.getLine() > 0 || isWritten(message))
                    .toList();
            throw new RulePackException((located.isEmpty() ? errors : located)
                    .stream()
                            .map(message -> problem(
                                    part.path(),
                                    isWritten(message)
                                            ? Math.max(message.getLine(), 0)
                                            : lineMeant(part.text(), message.getText()),
                                    message.getText()))
                            .toList());
        }
        InternalKieModule module = (InternalKieModule) builder.getKieModule();
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (String path : module.getFileNames()) {
            // the rest is source, and lists of what there is
            if (path.startsWith(Declaration.PACKAGE + "/") && path.endsWith(".class")) {
                classes.put(path, module.getBytes(path));
            }
        }
        return new CompiledModule(part.key(), classes);
    }

    /** Whether it is about the text itself, and not about the Java that was generated of it. */
    private static boolean isWritten(Message message) {
        return message.getPath() != null && message.getPath().endsWith(".drl");
    }

    /** The first rule at which the engine stops by itself, for it does not say where it was. */
    private static PackProblem stoppedAt(Part part, ClassLoader types, Throwable stop) {
        List<String> lines = part.text().lines().toList();
        List<Integer> starts = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("rule \""))
                .boxed()
                .toList();
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int end = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
            String alone = Stream.concat(lines.subList(0, starts.get(0)).stream(), lines.subList(start, end).stream())
                    .collect(Collectors.joining("\n", "", "\n"));
            try {
                build(new Part(part.path(), alone, part.declared()), types);
            } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
                String name = lines.get(start).split("\"", 3)[1];
                return stopped(part.path(), start + 1, Text.of("规则 `%1$s`", "rule `%1$s`", name), e);
            }
        }
        return stopped(part.path(), 0, new Text("全部规则合在一起", "the rules together"), stop);
    }

    private static PackProblem stopped(String path, int line, Text what, Throwable stop) {
        return new PackProblem(
                path,
                line,
                Text.of("%1$s：引擎停止，提示 %2$s", "%1$s stops the engine: %2$s", what, stop),
                new Text("换一种写法，见 docs/rule-language.md", "write it in another way, see docs/rule-language.md"));
    }

    private static KieBuilder build(Part part, ClassLoader types) {
        if (!OTHER_I) {
            return built(part, types);
        }
        // one at a time: the next would lose the language when the first is done
        synchronized (RuleCompiler.class) {
            Locale before = Locale.getDefault();
            Locale.setDefault(Locale.ROOT);
            try {
                return built(part, types);
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    private static KieBuilder built(Part part, ClassLoader types) {
        KieServices services = CompiledModule.engine();
        ReleaseId release = CompiledModule.release(part.key());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        // the engine would read a text in the charset of the machine, in which all Chinese names may look the same
        Map.of("0-instruments.drl", RuleSources.INSTRUMENTS, part.name(), part.text())
                .forEach((name, text) -> files.write(
                        FOLDER + name,
                        services.getResources()
                                .newByteArrayResource(
                                        text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8.name())));
        KieBuilder builder = services.newKieBuilder(files, types).buildAll(ExecutableModelProject.class);
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
