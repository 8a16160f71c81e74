package supervision.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What natural persons are called as subjects: {@code ID:}, eight characters that tell the key, a full stop, and the HMAC-SHA256
 * of the ID number under that key. A decision has to tell two records of one person from records of two, and this does it
 * without the number. There are few enough numbers to try them all, so a digest without a key would show them; whoever has the
 * key can still do so, and records of natural persons stay personal information.
 */
public final class Pseudonyms {

    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    /** Where there is no key: records of natural persons are not taken. */
    public static final Pseudonyms NONE = new Pseudonyms(null);

    private static final String ALGORITHM = "HmacSHA256";

    /** No ID number: those are in capitals and have no blanks. */
    private static final String OF_THE_KEY = "key of natural persons";

    private static final int KEY_NAME = 8;

    private final @Nullable SecretKeySpec key;

    private Pseudonyms(byte @Nullable [] key) {
        this.key = key == null ? null : new SecretKeySpec(key, ALGORITHM);
    }

    /** @param key {@link #KEY_BYTES} random bytes */
    public static Pseudonyms under(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of natural persons has " + KEY_BYTES + " bytes");
        }
        return new Pseudonyms(key);
    }

    /** How all subjects begin that are natural persons under this key, and none under another. */
    public String beginning() {
        return Persons.PREFIX + mac(OF_THE_KEY).substring(0, KEY_NAME) + ".";
    }

    /**
     * The subject that a person is.
     *
     * @param column that has the number
     */
    String subject(String column, String idNumber) {
        if (key == null) {
            throw new RefusedRowException(
                    column,
                    Quote.HIDDEN,
                    Words.of(
                            "自然人的证件号码须在密钥下换算后保存，本系统没有设置密钥，不收自然人的记录",
                            "ID numbers of natural persons are kept under a key only, and none is set here: such records are not"
                                    + " taken"),
                    Words.of(
                            "请维护人员在`SUPERVISION_PERSONS_KEY`写明密钥文件并重新启动，然后重新报送",
                            "let those who run the service name the file of the key in `SUPERVISION_PERSONS_KEY` and start"
                                    + " again, then send the record again"));
        }
        return beginning() + mac(idNumber);
    }

    private String mac(String text) {
        if (key == null) {
            throw new IllegalStateException("there is no key");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
