package supervision.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A natural person is called by the number and the key together. */
class PseudonymsTest {

    private static final String NUMBER = IdNumbers.bornOn("19800101");

    private static byte[] key(int filled) {
        byte[] key = new byte[Pseudonyms.KEY_BYTES];
        Arrays.fill(key, (byte) filled);
        return key;
    }

    /** Worked out elsewhere: printf %s 110101199001011237 | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b0b… (32 bytes). */
    @Test
    void itIsTheHmacThatOthersWorkOut() {
        assertThat(Pseudonyms.under(key(0x0b)).subject("", "110101199001011237"))
                .isEqualTo("ID:27326f22.d460e3c2ebe6cff6c703628c9b53ac5472e92470e4580eb430cc725bf2b4bdba");
    }

    @Test
    void anotherKeyMakesAnotherSubjectAndTheSameKeyTheSame() {
        Pseudonyms one = Pseudonyms.under(key(1));
        Pseudonyms other = Pseudonyms.under(key(2));

        assertThat(one.subject("", NUMBER)).isEqualTo(Pseudonyms.under(key(1)).subject("", NUMBER));
        String[] parts = one.subject("", NUMBER).split("\\.");
        assertThat(other.subject("", NUMBER)).doesNotContain(parts[0], parts[1]).startsWith(other.beginning());
        assertThat(one.subject("", IdNumbers.bornOn("19800102")))
                .startsWith(one.beginning())
                .isNotEqualTo(one.subject("", NUMBER));
    }

    @Test
    void aKeyOfAnotherLengthIsNone() {
        assertThatThrownBy(() -> Pseudonyms.under(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    /** In both forms of records; the row says what to do, and nobody's number. */
    @Test
    void withoutAKeyRecordsOfPersonsAreSetAsideAndTheOthersAreTaken() throws Exception {
        Intake intake = new Intake(Collected.TODAY, Collected.NOTHING, Pseudonyms.NONE, null);
        String json = """
                {"kind": "penalty", "subject": "ID:%s", "heldUnder": "某条例第一条", "authority": "某局", "number": "1号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"]}
                {"kind": "penalty", "subject": "%s", "authority": "某局", "number": "2号", "decidedOn": "2026-04-10", \
                "kinds": ["FINE"]}
                """.formatted(NUMBER, CreditCodes.of(1));
        String csv = "CF_XDR_LB,CF_XDR_ZJHM,CF_CJYJ,CF_WSH,CF_CFLB,CF_JDRQ,CF_CFJG\n自然人," + NUMBER
                + ",某条例第一条,莱应急罚〔2026〕1号,警告,2026-03-01,莱芜区应急管理局\n";
        for (String file : List.of(json, csv)) {
            Collected read = new Collected();
            intake.read("file", "", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), read);
            assertThat(read.setAside).hasSize(1);
            assertThat(read.setAside.get(0).remedy()).contains("SUPERVISION_PERSONS_KEY");
            assertThat(read.setAside.toString()).doesNotContain(NUMBER);
            assertThat(read.records).hasSize(file.equals(json) ? 1 : 0);
        }
    }

    @Test
    void noneOfItShowsTheKey() {
        Pseudonyms one = Pseudonyms.under(key(7));
        assertThat(one + one.subject("", NUMBER)).doesNotContain(HexFormat.of().formatHex(key(7)));
    }
}
