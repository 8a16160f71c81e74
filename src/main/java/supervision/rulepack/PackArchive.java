package supervision.rulepack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import supervision.decision.Text;

/** A pack as a ZIP archive. Nothing of it is ever written to a disk under a name that the archive chose. */
public final class PackArchive {

    private static final int LONGEST_PATH = 250;

    private static final int END_RECORD = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_RECORD = 46;
    private static final int ENTRY_SIGNATURE = 0x02014b50;

    private static final String MANIFEST = "pack.yaml";

    private PackArchive() {}

    /**
     * Reads an archive of the folder {@code rules}, or of its content.
     *
     * @throws RulePackException if it is no such archive, or too large; says what to do
     */
    public static PackFiles read(InputStream in) throws IOException {
        byte[] archive = in.readNBytes(PackFiles.LARGEST_PACK + 1);
        if (archive.length > PackFiles.LARGEST_PACK) {
            throw tooLarge();
        }
        SortedMap<String, byte[]> all = new TreeMap<>();
        int[] left = {PackFiles.LARGEST_PACK};
        List<String> entries = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String path = entry.getName();
                if (entries.size() == PackFiles.MOST_FILES) {
                    throw refused("", Text.of("文件多于 %1$s 个", "it has more than %1$s files", PackFiles.MOST_FILES));
                }
                requirePlain(path);
                // also what is passed over is unpacked on the way to the next entry, and counts
                byte[] bytes = bytes(zip, path, left);
                entries.add(named(path, crc(bytes), bytes.length));
                paths.add(path);
                if (!entry.isDirectory() && !PackFiles.isBeside(path) && all.put(path, PackText.plain(bytes)) != null) {
                    throw refused(path, new Text("有两个同名文件", "it stands there twice"));
                }
            }
        } catch (IllegalArgumentException e) {
            throw refused(
                    "",
                    new Text(
                            "其中有文件名不是 UTF-8 编码（中文 Windows 压缩的常为 GB18030）",
                            "a name in it is not UTF-8: archives made in Chinese Windows often have GB18030"));
        } catch (ZipException | EOFException e) {
            throw refused(
                    "", Text.of("不是可读的 ZIP 文件：%1$s", "it is not a ZIP archive that can be read: %1$s", e.getMessage()));
        }
        List<String> contents = contents(archive);
        if (contents.isEmpty() || !sorted(contents).equals(sorted(entries))) {
            // a copy that broke off would pass for a pack with fewer rules, and other programs would show other files
            throw refused(
                    "",
                    new Text(
                            "不是完整的 ZIP 文件，或者目录与其中的文件不符",
                            "it is not a whole ZIP archive, or its table of contents names other files than it holds"));
        }
        for (String path : paths) {
            boolean emptyFolder = path.endsWith("/")
                    && !PackFiles.isBeside(path)
                    && paths.stream().noneMatch(other -> other.startsWith(path) && !other.equals(path));
            if (emptyFolder) {
                throw refused(path, new Text("这是一个空目录", "it is an empty folder"));
            }
        }
        return PackFiles.of(below(root(all), all));
    }

    private static List<String> sorted(List<String> entries) {
        return entries.stream().sorted().toList();
    }

    private static String named(String path, long crc, long size) {
        return path + " " + crc + " " + size;
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    /** The entries that the table of contents at the end of an archive tells; none if there is no such table. */
    private static List<String> contents(byte[] archive) {
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        List<String> contents = new ArrayList<>();
        int end = archive.length - END_RECORD;
        while (end >= 0 && bytes.getInt(end) != END_SIGNATURE) {
            end--;
        }
        // nothing stands behind it but its own comment
        if (end < 0 || end + END_RECORD + (bytes.getShort(end + 20) & 0xFFFF) != archive.length) {
            return contents;
        }
        int at = bytes.getInt(end + 16);
        while (at >= 0 && at + ENTRY_RECORD <= end && bytes.getInt(at) == ENTRY_SIGNATURE) {
            int nameLength = bytes.getShort(at + 28) & 0xFFFF;
            int next = at
                    + ENTRY_RECORD
                    + nameLength
                    + (bytes.getShort(at + 30) & 0xFFFF)
                    + (bytes.getShort(at + 32) & 0xFFFF);
            if (next > end) {
                break;
            }
            contents.add(named(
                    new String(archive, at + ENTRY_RECORD, nameLength, StandardCharsets.UTF_8),
                    bytes.getInt(at + 16) & 0xFFFFFFFFL,
                    bytes.getInt(at + 24) & 0xFFFFFFFFL));
            at = next;
        }
        boolean counted = (bytes.getShort(end + 8) & 0xFFFF) == contents.size()
                && (bytes.getShort(end + 10) & 0xFFFF) == contents.size();
        return counted && at == end ? contents : List.of();
    }

    private static RulePackException tooLarge() {
        return refused("", Text.of("超过 %1$s MB", "it has more than %1$s MB", PackFiles.LARGEST_PACK >> 20));
    }

    private static byte[] bytes(ZipInputStream zip, String path, int[] left) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            left[0] -= read;
            if (left[0] < 0) {
                throw tooLarge();
            }
            if (bytes.size() + read > PackFiles.LARGEST_FILE) {
                throw refused(
                        path, Text.of("文件超过 %1$s MB", "the file has more than %1$s MB", PackFiles.LARGEST_FILE >> 20));
            }
            bytes.write(buffer, 0, read);
        }
        return bytes.toByteArray();
    }

    private static void requirePlain(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        boolean strange = plain.length() > LONGEST_PATH
                || plain.contains("\\")
                || plain.contains(":")
                || plain.chars().anyMatch(Character::isISOControl);
        for (String part : plain.split("/", -1)) {
            strange |= part.isEmpty() || part.equals(".") || part.equals("..");
        }
        if (strange) {
            throw refused(
                    plain.length() > LONGEST_PATH ? plain.substring(0, LONGEST_PATH) : plain,
                    new Text("路径不在规则包之内", "its path leads out of the pack"));
        }
    }

    /** The folder that holds the manifest, with its slash; empty if that is at the top. */
    private static String root(Map<String, byte[]> all) {
        if (all.containsKey(MANIFEST)) {
            return "";
        }
        List<String> manifests = all.keySet().stream()
                .filter(path -> path.endsWith("/" + MANIFEST))
                .toList();
        if (manifests.size() != 1) {
            throw refused(
                    "",
                    manifests.isEmpty()
                            ? new Text("没有 pack.yaml", "it has no pack.yaml")
                            : Text.of("有几个 pack.yaml：%1$s", "it has several pack.yaml: %1$s", manifests));
        }
        return manifests.get(0).substring(0, manifests.get(0).length() - MANIFEST.length());
    }

    private static SortedMap<String, byte[]> below(String root, Map<String, byte[]> all) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        all.forEach((path, bytes) -> {
            if (!path.startsWith(root)) {
                throw refused(path, Text.of("不在规则包的目录 `%1$s` 中", "it is not in the folder of the pack, `%1$s`", root));
            }
            files.put(path.substring(root.length()), bytes);
        });
        return files;
    }

    private static RulePackException refused(String path, Text problem) {
        return new RulePackException(List.of(new PackProblem(
                path,
                0,
                problem,
                new Text(
                        "请只打包 rules/ 目录，如 `zip -r rules.zip rules`",
                        "pack the folder rules/ alone, as `zip -r rules.zip rules` does"))));
    }

    /** The files of a pack as an archive that {@link #read} reads. */
    public static byte[] write(PackFiles pack) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                for (Map.Entry<String, byte[]> file : pack.files().entrySet()) {
                    ZipEntry entry = new ZipEntry(file.getKey());
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    zip.write(file.getValue());
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
