package supervision.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Program;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePackException;

/** The step of the build that compiles the rules to be shipped. Nothing else writes compiled rules, and the service never. */
public final class RulesBuild {

    private RulesBuild() {}

    /**
     * @param arguments the folder of the pack, the folder of this program's classes, and, in the build, what git says of
     *     the commit
     */
    public static void main(String[] arguments) throws IOException {
        try {
            if (arguments.length > 2) {
                writeProgram(Path.of(arguments[1]), arguments[2]);
            }
            compile(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (RulePackException e) {
            System.err.println("规则包被拒绝 / the rule pack is refused:\n" + e.getMessage());
            System.exit(1);
        }
    }

    /** Packages whose classes decide: an edit of one may change answers. */
    private static final List<String> DECIDING =
            List.of("decision", "dossier", "engine", "facts", "language", "law", "reading", "rulepack");

    /** Writes down which program this is: a hash over the classes that decide, in the order of their paths. */
    static void writeProgram(Path classes, String commit) throws IOException {
        MessageDigest digest = CompiledModule.sha256();
        for (String name : DECIDING) {
            try (Stream<Path> files = Files.walk(classes.resolve("supervision").resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    digest.update(
                            (classes.relativize(file) + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                }
            }
        }
        Path file = classes.resolve(Program.RESOURCE);
        String text = "classes=" + HexFormat.of().formatHex(digest.digest()) + "\ncommit="
                + (commit.matches("[0-9a-f]{40,64}(-dirty)?") ? commit : "unknown") + "\n";
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }

    /**
     * Compiles of a pack what was not compiled before.
     *
     * @throws RulePackException if its rules are not of the right form, or do not compile
     */
    static void compile(Path pack, Path classes) throws IOException {
        SortedMap<String, String> drl = PackFiles.ofDirectory(pack).drl();
        RuleSources sources = RuleSources.of(drl);
        List<PackProblem> problems = new ArrayList<>();
        RuleFile.of(drl, problems);
        if (!problems.isEmpty()) {
            throw new RulePackException(problems);
        }
        Path folder = classes.resolve(BuiltRules.FOLDER);
        Set<String> names = new HashSet<>();
        for (CompiledModule module : RuleCompiler.compile(drl, sources, key -> archived(folder, key))) {
            names.add(BuiltRules.name(module.key()));
            write(module, folder);
        }
        // what was compiled of earlier rules
        try (Stream<Path> before = Files.list(folder)) {
            for (Path old : before.toList()) {
                if (!names.contains(old.getFileName().toString())) {
                    Files.delete(old);
                }
            }
        }
    }

    private static void write(CompiledModule module, Path folder) throws IOException {
        Path archive = folder.resolve(BuiltRules.name(module.key()));
        if (archived(folder, module.key()) != null) {
            return;
        }
        Files.createDirectories(folder);
        // under its name once it is whole
        Path unfinished = folder.resolve("unfinished");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            module.write(out);
        }
        Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
    }

    private static @Nullable CompiledModule archived(Path folder, String key) {
        Path archive = folder.resolve(BuiltRules.name(key));
        if (!Files.exists(archive)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(archive)) {
            return CompiledModule.read(key, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
