package supervision.rulepack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a pack by their path inside it, in the order of the paths. Where they came from, a folder, a jar or a store,
 * does not matter.
 */
public record PackFiles(SortedMap<String, byte[]> files) {

    public PackFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public static PackFiles of(Map<String, byte[]> files) {
        return new PackFiles(new TreeMap<>(files));
    }

    /** Reads the YAML and DRL files below a folder. */
    public static PackFiles ofDirectory(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("no rule pack at `" + root + "`: name a folder that holds pack.yaml");
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(path -> isPackFile(path.toString()) && Files.isRegularFile(path))
                    .forEach(path -> files.put(root.relativize(path).toString().replace('\\', '/'), readBytes(path)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new PackFiles(files);
    }

    public static boolean isPackFile(String path) {
        return path.endsWith(".yaml") || path.endsWith(".drl");
    }

    String text(String path) {
        byte[] bytes = files.get(path);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The rule files by path. */
    public SortedMap<String, String> drl() {
        SortedMap<String, String> drl = new TreeMap<>();
        files.keySet().stream().filter(path -> path.endsWith(".drl")).forEach(path -> drl.put(path, text(path)));
        return Collections.unmodifiableSortedMap(drl);
    }

    /** SHA-256 over all paths and contents and the example set in use: the same pack has the same fingerprint anywhere. */
    public String fingerprint(String examples) {
        MessageDigest digest = sha256();
        files.forEach((path, bytes) -> {
            update(digest, path.getBytes(StandardCharsets.UTF_8));
            update(digest, bytes);
        });
        update(digest, examples.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        // the length first, so that moving a byte between neighbours changes the hash
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] readBytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
