package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packs that come as an archive. */
class PackArchiveTest {

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        return zip(files, StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files, Charset charset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, charset)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    private static PackFiles read(byte[] archive) throws IOException {
        return PackArchive.read(new ByteArrayInputStream(archive));
    }

    private static void refused(byte[] archive, String problem) {
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(RulePackException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("zip -r rules.zip rules");
    }

    private static Map<String, byte[]> manifestAnd(String path, byte[] content) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("pack.yaml", new byte[0]);
        files.put(path, content);
        return files;
    }

    @Test
    void aPackComesOutAsItWentIn() throws IOException {
        PackFiles shipped = PackFiles.of(Packs.shipped());
        assertThat(read(PackArchive.write(shipped)).fingerprint("x")).isEqualTo(shipped.fingerprint("x"));
    }

    @Test
    void theFolderAroundItAndWhatIsNoPackFileAreLeftOut() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("laiwu/rules/", new byte[0]);
        files.put("laiwu/rules/pack.yaml", new byte[] {1});
        files.put("laiwu/rules/drl/a.drl", new byte[] {2});
        files.put("laiwu/rules/README.md", new byte[] {3});
        files.put("laiwu/rules/.DS_Store", new byte[] {3});
        assertThat(read(zip(files)).files()).containsOnlyKeys("pack.yaml", "drl/a.drl");
        files.put("laiwu/other.yaml", new byte[] {4});
        refused(zip(files), "`laiwu/rules/`");
    }

    /** A table of contents that names other files, or other contents, than a reader of the archive finds. */
    @Test
    void anArchiveWithTwoTruthsIsRefused() throws IOException {
        byte[] honest = zip(manifestAnd("drl/a.drl", new byte[] {1}));
        byte[] name = "drl/a.drl".getBytes(StandardCharsets.UTF_8);
        int last = 0;
        for (int at = 0; at + name.length <= honest.length; at++) {
            if (Arrays.equals(honest, at, at + name.length, name, 0, name.length)) {
                last = at;
            }
        }
        byte[] otherName = honest.clone();
        otherName[last + 4] = 'b';
        refused(otherName, "its table of contents names other files");
        byte[] otherContent = honest.clone();
        // the checksum, 30 bytes before the name in the table
        otherContent[last - 30] ^= 1;
        refused(otherContent, "its table of contents names other files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.yaml",
                "drl/../../x.yaml",
                "/etc/x.yaml",
                "drl\\x.yaml",
                "c:/x.yaml",
                "drl//x.yaml",
                "./x.yaml",
                "drl/\nx.yaml",
                "..",
                "../readme.md"
            })
    void aPathThatLeadsOutIsRefused(String path) throws IOException {
        refused(zip(manifestAnd(path, new byte[0])), "leads out of the pack");
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
        refused(zip(manifestAnd("x.yaml", new byte[5 << 20])), "more than 4 MB");
        // also in what is passed over
        refused(zip(manifestAnd("x.md", new byte[5 << 20])), "more than 4 MB");
        Map<String, byte[]> many = manifestAnd("x", new byte[0]);
        for (int at = 0; at < 9; at++) {
            many.put(at + ".md", new byte[4 << 20]);
        }
        refused(zip(many), "more than 32 MB");
        Map<String, byte[]> small = manifestAnd("x", new byte[0]);
        for (int at = 0; at < 4_000; at++) {
            small.put(at + ".yaml", new byte[0]);
        }
        refused(zip(small), "more than 4000 files");
    }

    @Test
    void whatIsNoArchiveOfAPackIsRefused() throws IOException {
        refused(new byte[0], "not a whole ZIP archive");
        refused("id: laiwu".getBytes(StandardCharsets.UTF_8), "not a whole ZIP archive");
        refused(zip(Map.of("drl/a.drl", new byte[0])), "no pack.yaml");
        refused(zip(Map.of("a/pack.yaml", new byte[0], "b/pack.yaml", new byte[0])), "several pack.yaml");
        byte[] whole = zip(manifestAnd("x.yaml", new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        // copies that broke off, wherever that was
        for (int length = 1; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), "ZIP archive");
        }
        refused(zip(manifestAnd("规则.yaml", new byte[0]), Charset.forName("GBK")), "a name in it is not UTF-8");
    }

    @Test
    void aFileThatStandsTwiceIsRefused() throws IOException {
        Map<String, byte[]> both = manifestAnd("drl/a.drl", new byte[] {1});
        both.put("drl/b.drl", new byte[] {1});
        byte[] twice = zip(both);
        byte[] name = "drl/b.drl".getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + name.length <= twice.length; at++) {
            if (Arrays.equals(twice, at, at + name.length, name, 0, name.length)) {
                twice[at + 4] = 'a';
            }
        }
        refused(twice, "stands there twice");
    }
}
