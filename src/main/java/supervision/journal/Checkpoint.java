package supervision.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The head of the journal, to be signed and published: whoever keeps one can show later that nothing before it was changed or
 * taken out. Written as transparency logs write theirs: origin, size and root on three lines, a blank line, and a signature
 * line of a signed note with Ed25519.
 *
 * @param origin name of the journal
 * @param size number of receipts
 * @param root root of the Merkle tree over them
 */
public record Checkpoint(String origin, long size, byte[] root) {

    private static final byte ED25519 = 1;
    private static final int KEY = 32;
    private static final int KEY_ID = 4;
    private static final String SIGNED_BY = "— ";

    /** A name and a key pair with which checkpoints are signed. */
    public record Signer(String name, PrivateKey privateKey, PublicKey publicKey) {}

    /** A note that does not hold: its form, its signature or its key. */
    public static final class BrokenNoteException extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenNoteException(String message) {
            super(message);
        }
    }

    public String rootHex() {
        return HexFormat.of().formatHex(root);
    }

    /** What is signed. */
    String body() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** The signed note. */
    public String sign(Signer signer) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signer.privateKey());
            signature.update(body().getBytes(StandardCharsets.UTF_8));
            byte[] signed = signature.sign();
            byte[] withKey = Arrays.copyOf(keyId(signer.name(), signer.publicKey()), KEY_ID + signed.length);
            System.arraycopy(signed, 0, withKey, KEY_ID, signed.length);
            return body() + "\n" + SIGNED_BY + signer.name() + " "
                    + Base64.getEncoder().encodeToString(withKey) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a signed note and checks its signature. */
    public static Checkpoint open(String note, String name, PublicKey key) throws BrokenNoteException {
        String[] lines = note.split("\n", -1);
        if (lines.length != 6 || !lines[3].isEmpty() || !lines[5].isEmpty()) {
            throw new BrokenNoteException("不是签名的校验点 / not a signed checkpoint: " + lines.length + " 行 / lines");
        }
        String prefix = SIGNED_BY + name + " ";
        if (!lines[4].startsWith(prefix)) {
            throw new BrokenNoteException("签名人不是 / not signed by `" + name + "`");
        }
        try {
            Checkpoint checkpoint = new Checkpoint(lines[0], Long.parseLong(lines[1]), decoded(lines[2]));
            byte[] withKey = decoded(lines[4].substring(prefix.length()));
            if (withKey.length < KEY_ID || !Arrays.equals(keyId(name, key), Arrays.copyOf(withKey, KEY_ID))) {
                throw new BrokenNoteException("是用另一密钥签名的 / signed with another key than the one given");
            }
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(checkpoint.body().getBytes(StandardCharsets.UTF_8));
            if (!signature.verify(Arrays.copyOfRange(withKey, KEY_ID, withKey.length))) {
                throw new BrokenNoteException("签名不成立 / the signature does not hold");
            }
            return checkpoint;
        } catch (IllegalArgumentException e) {
            throw new BrokenNoteException("不是签名的校验点 / not a signed checkpoint: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw new BrokenNoteException("签名不成立 / the signature does not hold: " + e.getMessage());
        }
    }

    /** The decoder takes other last characters for the same bytes: there is one way to write a note. */
    private static byte[] decoded(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw new IllegalArgumentException("not in the one form of Base64: " + base64);
        }
        return bytes;
    }

    private static byte[] keyId(String name, PublicKey key) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        byte[] encoded = key.getEncoded();
        // the raw key stands at the end of its X.509 form
        digest.update(encoded, encoded.length - KEY, KEY);
        return Arrays.copyOf(digest.digest(), KEY_ID);
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }

    @Override
    public String toString() {
        return origin + " " + size + " " + rootHex();
    }
}
