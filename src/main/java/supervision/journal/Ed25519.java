package supervision.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Signatures over texts, and keys as the one line of Base64 that stands in a PEM file. */
public final class Ed25519 {

    private Ed25519() {}

    /** The signature of a text, in Base64. */
    public static String sign(String text, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a signature in Base64 is that of a text; one that is none is not. */
    public static boolean holds(String text, String signature, PublicKey key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(signature);
            // the decoder takes other last characters for the same bytes
            if (!Base64.getEncoder().encodeToString(bytes).equals(signature)) {
                return false;
            }
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(bytes);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }

    /** A public key as one line: what {@link Checkpoint#publicKey} reads, without the lines around it. */
    public static String line(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
