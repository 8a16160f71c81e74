package supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final Checkpoint HEAD = new Checkpoint(
            "laiwu",
            3,
            "ab".repeat(32),
            2,
            "12".repeat(32),
            "34".repeat(32),
            new Checkpoint.End(54, "56".repeat(32)),
            Instant.parse("2026-11-25T01:45:17.517415Z"),
            new Checkpoint.End(0, Checkpoint.NONE),
            2);

    @Test
    void aSignedNoteIsReadBack() throws Exception {
        Checkpoint.Signer signer = Signers.named("laiwu");

        assertThat(Checkpoint.open(HEAD.sign(signer), "laiwu", signer.publicKey()))
                .isEqualTo(HEAD);
        assertThat(Checkpoint.read(HEAD.sign(signer))).isEqualTo(HEAD);
    }

    /** The form that transparency logs use: who reads the first three lines finds a tree, who reads on finds every chain. */
    @Test
    void aNoteNamesEveryChain() {
        Checkpoint.Signer signer = Signers.named("laiwu");
        assertThat(HEAD.sign(signer)).startsWith("""
                laiwu
                3
                q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=
                number 2
                previous 1212121212121212121212121212121212121212121212121212121212121212
                receipts 3434343434343434343434343434343434343434343434343434343434343434
                ledger 54 5656565656565656565656565656565656565656565656565656565656565656 2026-11-25T01:45:17.517415Z
                events 0 0000000000000000000000000000000000000000000000000000000000000000
                schema 2

                — laiwu\u0020""");
    }

    private static String signedAs(Checkpoint.Signer signer, String body) {
        String line = HEAD.sign(signer).lines().reduce((one, other) -> other).orElseThrow();
        byte[] id = Arrays.copyOf(Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)), 4);
        byte[] signature = Base64.getDecoder().decode(Ed25519.sign(body, signer.privateKey()));
        byte[] both = Arrays.copyOf(id, id.length + signature.length);
        System.arraycopy(signature, 0, both, id.length, signature.length);
        return body + "\n— " + signer.name() + " " + Base64.getEncoder().encodeToString(both) + "\n";
    }

    /** It may name a chain that this version cannot check: then it must not say that all holds. */
    @Test
    void aLineThatIsNotKnownIsRefusedHoweverWellItIsSigned() throws Exception {
        Checkpoint.Signer signer = Signers.named("laiwu");
        assertThat(Checkpoint.open(signedAs(signer, HEAD.body()), "laiwu", signer.publicKey()))
                .isEqualTo(HEAD);

        assertThatThrownBy(() -> Checkpoint.open(
                        signedAs(signer, HEAD.body() + "witnesses 3 " + Checkpoint.NONE + "\n"),
                        "laiwu",
                        signer.publicKey()))
                .isInstanceOf(Checkpoint.BrokenNoteException.class)
                .isNotInstanceOf(Checkpoint.NoNoteException.class)
                .hasMessageContaining("line 10 is not known to this version");
    }

    /** The same numbers in other letters would be another text under the same claim. */
    @ParameterizedTest
    @CsvSource({
        "'\n3\n', '\n+3\n'",
        "'\n3\n', '\n03\n'",
        "number 2, number 02",
        "number 2, 'number 2 '",
        "'517415Z', '517415000Z'",
        "ledger 54, ledger  54",
        "q6s=, q6t=",
        "1212, ABCD",
        "schema 2, schema 2147483648",
        "'events 0', 'events 99999999999999999999'"
    })
    void aValueHasOneForm(String now, String other) {
        Checkpoint.Signer signer = Signers.named("laiwu");
        assertThat(HEAD.body()).contains(now);

        assertThatThrownBy(() -> Checkpoint.open(
                        signedAs(signer, HEAD.body().replaceFirst(Pattern.quote(now), other)),
                        "laiwu",
                        signer.publicKey()))
                .isInstanceOf(Checkpoint.NoNoteException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a+b", "a\nb", "a\u2028b", "a\u202eb", "a\u0000"})
    void aNameThatDoesNotFitIntoALineIsRefused(String name) {
        assertThatThrownBy(() -> Signers.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n\n\n", "no note", "laiwu\n3\nq6s=\n\n— laiwu AAAA\n"})
    void whatIsNoNoteSaysHowToMakeOne(String text) {
        assertThatThrownBy(() -> Checkpoint.read(text))
                .isInstanceOf(Checkpoint.NoNoteException.class)
                .hasMessageContaining("supervision checkpoint");
    }

    @Test
    void aNoteChangedInAnyByteIsRefused() {
        Checkpoint.Signer signer = Signers.named("laiwu");
        String note = HEAD.sign(signer);
        for (int at = 0; at < note.length(); at++) {
            String changed = note.substring(0, at) + (char) (note.charAt(at) ^ 1) + note.substring(at + 1);
            assertThatThrownBy(() -> Checkpoint.open(changed, "laiwu", signer.publicKey()))
                    .as("byte %s", at)
                    .isInstanceOf(Checkpoint.BrokenNoteException.class);
        }
    }

    @Test
    void anotherKeyOrNameIsRefused() {
        Checkpoint.Signer signer = Signers.named("laiwu");
        Checkpoint.Signer other = Signers.named("laiwu");

        assertThatThrownBy(() -> Checkpoint.open(HEAD.sign(signer), "laiwu", other.publicKey()))
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> Checkpoint.open(HEAD.sign(signer), "jinan", signer.publicKey()))
                .hasMessageContaining("jinan");
    }

    /** The first key pair of RFC 8032, section 7.1, in the form that other tools write. */
    @Test
    void keysOfOtherToolsAreRead() throws Exception {
        String privateKey = "-----BEGIN PRIVATE KEY-----\n"
                + "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                + "-----END PRIVATE KEY-----\n";
        String publicKey = "-----BEGIN PUBLIC KEY-----\n"
                + "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
                + "-----END PUBLIC KEY-----\n";
        Checkpoint.Signer signer =
                new Checkpoint.Signer("laiwu", Checkpoint.privateKey(privateKey), Checkpoint.publicKey(publicKey));

        assertThat(Checkpoint.open(HEAD.sign(signer), "laiwu", signer.publicKey()))
                .isEqualTo(HEAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no key", "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEA\n-----END PUBLIC KEY-----\n", "%%%"})
    void whatIsNoKeySaysHowToMakeOne(String pem) {
        assertThatThrownBy(() -> Checkpoint.publicKey(pem)).hasMessageContaining("openssl pkey -in key.pem -pubout");
        assertThatThrownBy(() -> Checkpoint.privateKey(pem)).hasMessageContaining("openssl genpkey -algorithm ed25519");
    }
}
