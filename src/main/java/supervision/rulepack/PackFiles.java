package supervision.rulepack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import supervision.decision.Text;

/**
 * The files of a pack by their path inside it, in the order of the paths. Where they came from, a folder, a jar or a store,
 * does not matter.
 */
public record PackFiles(SortedMap<String, byte[]> files) {

    /** Ten times what the shipped pack has. */
    static final int MOST_FILES = 4_000;

    static final int LARGEST_FILE = 4 << 20;
    static final int LARGEST_PACK = 32 << 20;

    private static final Text TOO_MUCH =
            new Text("写明规则包的目录，其中只留规则包的文件", "name the folder of the pack, and leave in it what belongs to it");

    public PackFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Files as they are kept, or as they come from somewhere: what lies beside a pack is left out. */
    public static PackFiles of(Map<String, byte[]> files) {
        SortedMap<String, byte[]> own = new TreeMap<>(files);
        own.keySet().removeIf(PackFiles::isBeside);
        return new PackFiles(own);
    }

    /**
     * Reads all files below a folder but for those that {@link #isBeside} names: what nobody knows is refused by name later.
     *
     * @throws RulePackException if there is no such folder, or something in it cannot be read, leads out of it or is too large
     */
    public static PackFiles ofDirectory(Path root) {
        if (!Files.isDirectory(root)) {
            throw refused(
                    "",
                    Text.of("`%1$s` 处没有规则包", "there is no rule pack at `%1$s`", root),
                    new Text("写明 pack.yaml 所在的目录", "name a folder that holds pack.yaml"));
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        long[] left = {LARGEST_PACK};
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(path -> !path.equals(root)).forEach(path -> {
                String name = root.relativize(path).toString().replace('\\', '/');
                if (isHidden(name)) {
                    return;
                }
                requireInside(root, path, name);
                if (Files.isDirectory(path)) {
                    requireNotEmpty(path, name);
                } else if (!Files.isRegularFile(path)) {
                    throw refused(
                            name,
                            new Text("既不是文件也不是目录", "it is neither a file nor a folder"),
                            new Text("移出规则包的目录", "take it out of the folder of the pack"));
                } else if (!isBeside(name)) {
                    files.put(name, PackText.plain(readBytes(path, name, left)));
                }
                if (files.size() > MOST_FILES) {
                    throw refused(
                            "", Text.of("目录中超过 %1$s 个文件", "the folder has more than %1$s files", MOST_FILES), TOO_MUCH);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            throw refused(
                    "",
                    Text.of("无法读取目录 `%1$s`：%2$s", "the folder `%1$s` cannot be read: %2$s", root, e.getMessage()),
                    new Text("查看访问权限", "look at its permissions"));
        }
        return new PackFiles(files);
    }

    private static void requireInside(Path root, Path path, String name) {
        if (!Files.isSymbolicLink(path)) {
            return;
        }
        boolean inside;
        try {
            inside = path.toRealPath().startsWith(root.toRealPath()) && Files.isRegularFile(path);
        } catch (IOException e) {
            inside = false;
        }
        if (!inside) {
            throw refused(
                    name,
                    new Text("这是一个链接，所指的不是规则包内的文件", "it is a link that leads to no file of the pack"),
                    new Text("把文件本身放在此处：规则包就是其目录中的文件", "put the file itself here: a pack is what its folder holds"));
        }
    }

    /** A folder in which nothing is would be passed over without a word, though somebody has meant something by it. */
    private static void requireNotEmpty(Path folder, String name) {
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isEmpty()) {
                throw refused(
                        name,
                        new Text("这是一个空目录", "it is an empty folder"),
                        new Text("删去，或者把文件放进去", "remove it, or put the files into it"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file is none of the pack though it lies beside its files: pages for people, and what is hidden. */
    static boolean isBeside(String path) {
        return path.endsWith(".md") || isHidden(path);
    }

    private static boolean isHidden(String path) {
        return (path.startsWith(".") || path.contains("/.")) && !path.matches(".*\\.(ya?ml|drl)");
    }

    private static RulePackException refused(String path, Text problem, Text remedy) {
        return new RulePackException(List.of(new PackProblem(path, 0, problem, remedy)));
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

    private static byte[] readBytes(Path path, String name, long[] left) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            left[0] -= bytes.length;
            if (bytes.length > LARGEST_FILE || left[0] < 0) {
                throw refused(
                        name,
                        left[0] < 0
                                ? Text.of(
                                        "到此为止的文件合计超过 %1$s MB",
                                        "the files up to here have more than %1$s MB", LARGEST_PACK >> 20)
                                : Text.of("文件超过 %1$s MB", "the file has more than %1$s MB", LARGEST_FILE >> 20),
                        TOO_MUCH);
            }
            return bytes;
        } catch (IOException e) {
            throw refused(
                    name,
                    Text.of("无法读取该文件：%1$s", "the file cannot be read: %1$s", e.getMessage()),
                    new Text("查看访问权限", "look at its permissions"));
        }
    }
}
