package supervision.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Bytes as text that every database keeps alike: compressed, then in Base64. Nothing fits beside them unseen: no member of an
 * archive that a hash over its files passes over, and nothing after the end.
 */
public final class Packed {

    /** No answer, report or pack comes near it; what does was made to fill the memory. */
    private static final int MOST = 1 << 28;

    /** What compressed bytes begin with: the kind and the level, both as they are by default. */
    private static final byte[] START = {0x78, (byte) 0x9c};

    private Packed() {}

    static String bytes(byte[] bytes) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
                deflated.write(bytes);
            }
            return Base64.getEncoder().encodeToString(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException if the text is not what {@link #bytes} wrote */
    public static byte[] unpacked(String text) {
        Inflater inflater = new Inflater();
        try {
            byte[] packed = decoded(text);
            // one buffer for all of it: then what remains is seen
            byte[] bytes = new InflaterInputStream(
                            new ByteArrayInputStream(packed), inflater, Math.max(1, packed.length))
                    .readNBytes(MOST);
            if (!inflater.finished()
                    || inflater.getRemaining() > 0
                    || !Arrays.equals(START, Arrays.copyOf(packed, START.length))) {
                throw new IOException("more than was packed");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }

    static String files(SortedMap<String, byte[]> files) {
        return bytes(archive(files));
    }

    /** Without compression and without the moment of packing: the same files are the same bytes on any machine. */
    private static byte[] archive(SortedMap<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                CRC32 checksum = new CRC32();
                checksum.update(file.getValue());
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(checksum.getValue());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** @throws UncheckedIOException if the text is not what {@link #files} wrote */
    public static SortedMap<String, byte[]> unpackedFiles(String text) {
        byte[] archive = unpacked(text);
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
            if (!Arrays.equals(archive(files), archive)) {
                throw new IOException("more than was packed");
            }
        } catch (IllegalArgumentException e) {
            // a name that is not UTF-8
            throw new UncheckedIOException(new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static byte[] decoded(String text) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // the decoder takes other last characters for the same bytes
            if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
                throw new IOException("not in the one form of Base64");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new IOException("not Base64", e);
        }
    }
}
