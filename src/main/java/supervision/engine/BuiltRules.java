package supervision.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePackException;

/**
 * The rules of the shipped pack, compiled by the build. Compiled rules are code: they are taken from where the classes of this
 * program come from, and from no folder, database or upload.
 */
public final class BuiltRules {

    private static final String FOLDER = "compiled-rules/";

    private BuiltRules() {}

    /** What the build made of the same sources; null if it compiled others, or for other classes of this program. */
    static @Nullable CompiledModule find(String key) {
        try (InputStream in = BuiltRules.class.getResourceAsStream("/" + FOLDER + key + ".zip")) {
            return in == null ? null : CompiledModule.read(key, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compiles a pack for the class path, unless that was done. Run by the build.
     *
     * @param arguments the folder of the pack, and the folder of this program's classes
     */
    public static void main(String[] arguments) throws IOException {
        try {
            compile(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (RulePackException e) {
            System.err.println("规则包被拒绝 / the rule pack is refused:\n" + e.getMessage());
            System.exit(1);
        }
    }

    static void compile(Path pack, Path classes) throws IOException {
        SortedMap<String, String> drl = PackFiles.ofDirectory(pack).drl();
        RuleSources sources = RuleSources.of(drl);
        Path folder = classes.resolve(FOLDER);
        Path archive = folder.resolve(sources.key() + ".zip");
        if (Files.exists(archive) && find(sources.key()) != null) {
            return;
        }
        List<PackProblem> problems = new ArrayList<>();
        RuleFile.of(drl, problems);
        if (!problems.isEmpty()) {
            throw new RulePackException(problems);
        }
        CompiledModule module = RuleCompiler.compile(drl, sources);
        Files.createDirectories(folder);
        // what was compiled of earlier rules
        try (Stream<Path> before = Files.list(folder)) {
            for (Path old : before.toList()) {
                Files.delete(old);
            }
        }
        // under its name once it is whole
        Path written = folder.resolve("written");
        try (OutputStream out = Files.newOutputStream(written)) {
            module.write(out);
        }
        Files.move(written, archive);
    }
}
