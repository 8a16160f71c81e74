package supervision.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The head of all that is kept, to be signed and published: whoever keeps one can show later that nothing before it was changed
 * or taken out. Written as transparency logs write theirs, as a signed note: origin, size and root of the tree on three lines, a
 * line for each further chain, a blank line, and a signature line with Ed25519. Signed heads are a chain themselves.
 *
 * <p>A line that is not among those below is refused and not passed over: it may name a chain that this version cannot check.
 *
 * @param origin name of the journal, with which it is signed
 * @param size number of receipts
 * @param root root of the Merkle tree over them, in hexadecimal
 * @param number place among the signed heads, from 1
 * @param previous SHA-256 of the signed note before it; zeros for the first
 * @param receipts hash of the last receipt
 * @param ledger entries of the ledger, with the chain of the last
 * @param closed moment up to which nothing can be added to the ledger any more
 * @param events pack events, with the hash of the last
 * @param schema version of the tables
 */
public record Checkpoint(
        String origin,
        long size,
        String root,
        long number,
        String previous,
        String receipts,
        End ledger,
        Instant closed,
        End events,
        int schema) {

    /** What stands where nothing was before. */
    public static final String NONE = "0".repeat(64);

    private static final byte ED25519 = 1;
    private static final int KEY = 32;
    private static final int KEY_ID = 4;
    private static final int SIGNATURE = 64;
    private static final String SIGNED_BY = "— ";

    /** What the form of notes has for names: they stand between blanks. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Z}\\p{C}+]+");

    private static final String HASH = "([0-9a-f]{64})";
    private static final String COUNT = "(0|[1-9][0-9]{0,17})";

    /** The lines after the root, in their order. */
    private static final List<Pattern> LINES = Stream.of(
                    "number " + COUNT,
                    "previous " + HASH,
                    "receipts " + HASH,
                    "ledger " + COUNT + " " + HASH + " (\\S+)",
                    "events " + COUNT + " " + HASH,
                    "schema ([1-9][0-9]{0,8})")
            .map(Pattern::compile)
            .toList();

    /** Lines before those: origin, size and root. */
    private static final int FIRST = 3;

    /** A name and a key pair with which checkpoints are signed. */
    public record Signer(String name, PrivateKey privateKey, PublicKey publicKey) {

        /** @throws IllegalArgumentException if a note cannot be signed with the name; says which it can */
        public Signer {
            requireName(name);
        }

        private static void requireName(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "签名所用名称不得为空，不得含空格、加号和不可见字符 / the name to sign with must not be empty, nor have blanks, plus signs or"
                                + " hidden characters");
            }
        }
    }

    /** How far a chain goes: how many it has, and the hash of the last. */
    public record End(long count, String hash) {}

    /** A note that does not hold: its form, its signature or its key. */
    public static class BrokenNoteException extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenNoteException(String message) {
            super(message);
        }
    }

    /** A text that is no signed head at all. */
    public static final class NoNoteException extends BrokenNoteException {

        private static final long serialVersionUID = 1L;

        NoNoteException(String message) {
            super(
                    "不是签名的校验点，请用 supervision checkpoint 写出 / not a signed checkpoint, write one with `supervision checkpoint`: "
                            + message);
        }
    }

    /** The same as a further one after another. */
    public Checkpoint after(long itsNumber, String itsHash) {
        return new Checkpoint(origin, size, root, itsNumber + 1, itsHash, receipts, ledger, closed, events, schema);
    }

    /** Whether there is as much of each chain as in an earlier one. */
    public boolean growsFrom(Checkpoint earlier) {
        return size >= earlier.size
                && ledger.count >= earlier.ledger.count
                && events.count >= earlier.events.count
                && !closed.isBefore(earlier.closed)
                && schema >= earlier.schema;
    }

    /** What is signed. */
    String body() {
        return String.join(
                "\n",
                origin,
                Long.toString(size),
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(root)),
                "number " + number,
                "previous " + previous,
                "receipts " + receipts,
                "ledger " + ledger.count() + " " + ledger.hash() + " " + closed,
                "events " + events.count() + " " + events.hash(),
                "schema " + schema,
                "");
    }

    /** The signed note. */
    public String sign(Signer signer) {
        byte[] signed = Base64.getDecoder().decode(Ed25519.sign(body(), signer.privateKey()));
        byte[] withKey = Arrays.copyOf(keyId(signer.name(), signer.publicKey()), KEY_ID + signed.length);
        System.arraycopy(signed, 0, withKey, KEY_ID, signed.length);
        return body() + "\n" + SIGNED_BY + signer.name() + " "
                + Base64.getEncoder().encodeToString(withKey) + "\n";
    }

    /** Reads a signed note and checks its signature. */
    public static Checkpoint open(String note, String name, PublicKey key) throws BrokenNoteException {
        Checkpoint head = read(note);
        if (!head.origin().equals(name)) {
            throw new BrokenNoteException(
                    "由 `%1$s` 签名，不是 `%2$s` / it is signed by `%1$s`, not by `%2$s`".formatted(head.origin(), name));
        }
        byte[] withKey = Base64.getDecoder()
                .decode(note.substring(note.lastIndexOf(' ') + 1).strip());
        if (!Arrays.equals(keyId(name, key), Arrays.copyOf(withKey, KEY_ID))) {
            throw new BrokenNoteException("是用另一密钥签名的 / signed with another key than the one given");
        }
        String signature = Base64.getEncoder().encodeToString(Arrays.copyOfRange(withKey, KEY_ID, withKey.length));
        if (!Ed25519.holds(head.body(), signature, key)) {
            throw new BrokenNoteException("签名不成立 / the signature does not hold");
        }
        return head;
    }

    /** Reads a signed note as it stands: its origin says who signed it, and whether that is so is not asked. */
    public static Checkpoint read(String note) throws BrokenNoteException {
        List<String> lines = List.of(note.split("\n", -1));
        int blank = lines.size() - 3;
        String signedBy = SIGNED_BY + lines.get(0) + " ";
        if (blank < FIRST
                || !lines.get(blank).isEmpty()
                || !lines.get(blank + 1).startsWith(signedBy)
                || !lines.get(blank + 2).isEmpty()) {
            throw new NoNoteException(
                    "没有正文、空行和以来源为名的签名行 / it lacks the text, the blank line or the line signed by its origin");
        }
        try {
            Signer.requireName(lines.get(0));
            decoded(lines.get(blank + 1).substring(signedBy.length()), KEY_ID + SIGNATURE);
            Checkpoint head = head(lines.subList(0, blank));
            // one way to write a note: there is nothing in it that the members do not say
            if (!head.body().equals(String.join("\n", lines.subList(0, blank)) + "\n")) {
                throw new NoNoteException("有的值不是唯一的写法 / a value is not in its one form");
            }
            return head;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new NoNoteException("有的值有误 / a value is malformed: " + e.getMessage());
        }
    }

    private static Checkpoint head(List<String> lines) throws BrokenNoteException {
        List<String> values = new ArrayList<>();
        for (int at = FIRST; at < FIRST + LINES.size(); at++) {
            Matcher line = LINES.get(at - FIRST).matcher(at < lines.size() ? lines.get(at) : "");
            if (!line.matches()) {
                throw new NoNoteException("第 %1$d 行有误 / line %1$d is malformed".formatted(at + 1));
            }
            for (int group = 1; group <= line.groupCount(); group++) {
                values.add(line.group(group));
            }
        }
        if (lines.size() > FIRST + LINES.size()) {
            throw new BrokenNoteException(
                    "第 %1$d 行是本版程序不认识的，无从核验，请用签名时的版本或更新的版本 / line %1$d is not known to this version, which cannot check it: use the version that signed it, or a later one"
                            .formatted(FIRST + LINES.size() + 1));
        }
        return new Checkpoint(
                lines.get(0),
                Long.parseLong(lines.get(1)),
                HexFormat.of().formatHex(decoded(lines.get(2), MerkleTree.HASH)),
                Long.parseLong(values.get(0)),
                values.get(1),
                values.get(2),
                new End(Long.parseLong(values.get(3)), values.get(4)),
                Instant.parse(values.get(5)),
                new End(Long.parseLong(values.get(6)), values.get(7)),
                Integer.parseInt(values.get(8)));
    }

    /** The decoder takes other last characters for the same bytes: there is one way to write a note. */
    private static byte[] decoded(String base64, int length) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != length || !Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw new IllegalArgumentException("not %d bytes in the one form of Base64: %s".formatted(length, base64));
        }
        return bytes;
    }

    private static byte[] keyId(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] start = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(start, start.length + 1 + KEY);
        all[start.length] = ED25519;
        // the raw key stands at the end of its X.509 form
        System.arraycopy(encoded, encoded.length - KEY, all, start.length + 1, KEY);
        return Arrays.copyOf(HexFormat.of().parseHex(Hashes.sha256(all)), KEY_ID);
    }

    /**
     * A private key of a PEM file (PKCS#8), such as {@code openssl genpkey -algorithm ed25519} writes.
     *
     * @throws GeneralSecurityException if it is none; says what to do
     */
    public static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        return key(
                () -> keys().generatePrivate(new PKCS8EncodedKeySpec(der(pem))), "openssl genpkey -algorithm ed25519");
    }

    /**
     * A public key of a PEM file, such as {@code openssl pkey -pubout} writes.
     *
     * @throws GeneralSecurityException if it is none; says what to do
     */
    public static PublicKey publicKey(String pem) throws GeneralSecurityException {
        return key(() -> keys().generatePublic(new X509EncodedKeySpec(der(pem))), "openssl pkey -in key.pem -pubout");
    }

    private interface KeyReader<T> {
        T read() throws GeneralSecurityException;
    }

    private static <T> T key(KeyReader<T> reader, String command) throws GeneralSecurityException {
        try {
            return reader.read();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new GeneralSecurityException(
                    "不是 Ed25519 密钥文件（PEM），请用下列命令生成 / not an Ed25519 key in PEM, make one with: " + command);
        }
    }

    private static KeyFactory keys() throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519");
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
