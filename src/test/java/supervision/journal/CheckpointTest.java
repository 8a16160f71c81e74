package supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final Checkpoint HEAD =
            new Checkpoint("laiwu.example/journal", 3, MerkleTree.root(List.of(MerkleTree.leaf(new byte[] {1}))));

    @Test
    void aSignedNoteIsReadBack() throws Exception {
        Checkpoint.Signer signer = Signers.named("laiwu");

        assertThat(Checkpoint.open(HEAD.sign(signer), "laiwu", signer.publicKey()))
                .isEqualTo(HEAD);
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
