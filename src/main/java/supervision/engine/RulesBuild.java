package supervision.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePackException;

/** The step of the build that compiles the rules to be shipped. Nothing else writes compiled rules, and the service never. */
public final class RulesBuild {

    private RulesBuild() {}

    /** @param arguments the folder of the pack, and the folder of this program's classes */
    public static void main(String[] arguments) throws IOException {
        try {
            compile(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (RulePackException e) {
            System.err.println("规则包被拒绝 / the rule pack is refused:\n" + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Compiles a pack, unless that was done.
     *
     * @throws RulePackException if its rules are not of the right form, or do not compile
     */
    static void compile(Path pack, Path classes) throws IOException {
        SortedMap<String, String> drl = PackFiles.ofDirectory(pack).drl();
        RuleSources sources = RuleSources.of(drl);
        Path folder = classes.resolve(BuiltRules.FOLDER);
        Path archive = folder.resolve(BuiltRules.name(sources.key()));
        if (isDone(archive, sources.key())) {
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
        Path unfinished = folder.resolve("unfinished");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            module.write(out);
        }
        Files.move(unfinished, archive);
    }

    private static boolean isDone(Path archive, String key) throws IOException {
        if (!Files.exists(archive)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(archive)) {
            return CompiledModule.read(key, in) != null;
        }
    }
}
