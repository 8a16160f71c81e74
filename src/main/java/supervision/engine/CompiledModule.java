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
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;
import org.kie.memorycompiler.JavaConfiguration;

/**
 * What the engine makes of one file of rules: Java classes. Of the same text it always makes the same bytes.
 *
 * @param key of what was compiled
 * @param classes by path
 */
record CompiledModule(String key, SortedMap<String, byte[]> classes) {

    /** Lists the classes of this program that the rules were compiled against, and by. Lines of a digest and a path. */
    private static final String LINKED = "META-INF/linked";

    /** The class among those of a file that tells the engine what rules and types there are. */
    private static final Pattern MODEL = Pattern.compile("(rules/Rules[0-9A-F]{32})\\.class");

    /** A class of this program, where a class of rules names it. */
    private static final Pattern OWN = Pattern.compile("supervision/[\\w/$]+");

    /** Digests of this program's classes by path; those that are not there are left out. */
    private static final Map<String, String> DIGESTS = new ConcurrentHashMap<>();

    static {
        // from ten rules on the builder translates rules in parallel and collects their errors in a plain map: a pack
        // with mistakes then fails with a ConcurrentModificationException instead of naming them (Drools 10.2.0)
        System.setProperty(ParallelRulesBuildThresholdOption.PROPERTY_NAME, "-1");
        // as the classes of this program: by default as the virtual machine that builds, and the one that runs may be
        // older
        System.setProperty(JavaConfiguration.JAVA_LANG_LEVEL_PROPERTY, "17");
    }

    CompiledModule {
        classes = Collections.unmodifiableSortedMap(classes);
    }

    static KieServices engine() {
        return KieServices.get();
    }

    /** As the engine knows what is compiled. Different texts never share a name, for the engine keeps a list of names. */
    static ReleaseId release(String key) {
        return engine().newReleaseId("supervision", "rules", key);
    }

    /** The class that tells the engine what rules and types there are. */
    String model() {
        return classes.keySet().stream()
                .map(MODEL::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1).replace('/', '.'))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no model among the classes of rules"));
    }

    int size() {
        return classes.values().stream().mapToInt(bytes -> bytes.length).sum();
    }

    /** Writes an archive, of the same module always the same bytes. */
    void write(OutputStream to) throws IOException {
        SortedMap<String, byte[]> all = new TreeMap<>(classes);
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
        Stream<String> named = classes.values().stream()
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
        String digest = DIGESTS.computeIfAbsent(path, CompiledModule::digest);
        return digest == null ? null : digest + " " + path;
    }

    private static @Nullable String digest(String path) {
        try (InputStream in = CompiledModule.class.getResourceAsStream("/" + path)) {
            return in == null ? null : HexFormat.of().formatHex(sha256().digest(in.readAllBytes()));
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
