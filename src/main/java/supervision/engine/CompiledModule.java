package supervision.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.InternalKieModuleProvider;
import org.drools.compiler.kie.builder.impl.KieBuilderImpl;
import org.drools.compiler.kie.builder.impl.KieContainerImpl;
import org.drools.compiler.kie.builder.impl.KieModuleKieProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.runtime.KieContainer;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;
import org.kie.memorycompiler.JavaConfiguration;

/**
 * What the engine makes of rules: Java classes, and lists of them. A process that compiles nothing before always makes the same
 * bytes of the same sources; later on, only numbers in the names of variables differ, of which the engine has one count.
 *
 * <p>No option of the engine is set that looks like tuning. {@code ThreadSafeOption.NO} and {@code ShareAlphaNodesOption.NO}
 * give wrong decisions without a word; the defaults guard against that, and a test fails if one is set.
 *
 * @param key of the sources
 * @param files by path
 */
record CompiledModule(String key, SortedMap<String, byte[]> files) {

    /** Lists the classes of this program that the rules were compiled against, and by. Lines of a digest and a path. */
    private static final String LINKED = "META-INF/linked";

    /** A class of this program, where a class of rules names it. */
    private static final Pattern OWN = Pattern.compile("supervision/[\\w/$]+");

    static {
        // from ten rules on the builder translates rules in parallel and collects their errors in a plain map: a pack
        // with mistakes then fails with a ConcurrentModificationException instead of naming them (Drools 10.2.0)
        System.setProperty(ParallelRulesBuildThresholdOption.PROPERTY_NAME, "-1");
        // as the classes of this program: by default as the virtual machine that builds, and the one that runs may be
        // older
        System.setProperty(JavaConfiguration.JAVA_LANG_LEVEL_PROPERTY, "17");
    }

    CompiledModule {
        files = Collections.unmodifiableSortedMap(files);
    }

    static KieServices engine() {
        return KieServices.get();
    }

    /** As the engine knows rules. Those of different sources never share a name, for the engine keeps a list of names. */
    static ReleaseId release(String key) {
        return engine().newReleaseId("supervision", "rules", key);
    }

    /** The rules ready to use; the engine lists them nowhere, so that they are freed once nobody uses them. */
    KieContainer container() {
        KieServices services = engine();
        MemoryFileSystem system = new MemoryFileSystem();
        files.forEach((path, bytes) -> system.write(path, bytes, true));
        KieModuleModel model = services.newKieModuleModel();
        KieBuilderImpl.setDefaultsforEmptyKieModule(model);
        return new KieContainerImpl(
                new KieModuleKieProject(
                        InternalKieModuleProvider.get(release(key), model, system),
                        CompiledModule.class.getClassLoader()),
                services.getRepository(),
                release(key));
    }

    /** Writes an archive, of the same module always the same bytes. */
    void write(OutputStream to) throws IOException {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.put(LINKED, linked().getBytes(StandardCharsets.UTF_8));
        // stored, for what it is put into is compressed
        try (ZipOutputStream archive = new ZipOutputStream(to)) {
            for (Map.Entry<String, byte[]> file : all.entrySet()) {
                CRC32 sum = new CRC32();
                sum.update(file.getValue());
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(sum.getValue());
                // a day on which the format writes no time of a zone beside it
                entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
                archive.putNextEntry(entry);
                archive.write(file.getValue());
            }
        }
    }

    /** Reads an archive. Null if this program has other classes than those that its rules were compiled against. */
    static @Nullable CompiledModule read(String key, InputStream from) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream archive = new ZipInputStream(from)) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                files.put(entry.getName(), archive.readAllBytes());
            }
        }
        byte[] linked = files.remove(LINKED);
        boolean fits = linked != null
                && new String(linked, StandardCharsets.UTF_8)
                        .lines()
                        .allMatch(line -> line.equals(linked(line.substring(line.indexOf(' ') + 1))));
        return fits ? new CompiledModule(key, files) : null;
    }

    /** What the rules name, and what compiled them. */
    private String linked() {
        Stream<String> named = files.values().stream()
                .flatMap(bytes -> OWN.matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                        .results())
                .map(MatchResult::group);
        Stream<String> compiler = Stream.of(CompiledModule.class, RuleCompiler.class)
                .map(type -> type.getName().replace('.', '/'));
        return Stream.concat(named, compiler)
                .map(name -> name + ".class")
                .distinct()
                .sorted()
                .map(CompiledModule::linked)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    /** Line of one class; null if there is none at that path. */
    private static @Nullable String linked(String path) {
        try (InputStream in = CompiledModule.class.getResourceAsStream("/" + path)) {
            return in == null ? null : HexFormat.of().formatHex(sha256().digest(in.readAllBytes())) + " " + path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
