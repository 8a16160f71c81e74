package supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.journal.Officers.Role;

/** The file that says who may do what. */
class OfficersTest {

    private static final Person OLD = Person.named("张三");
    private static final Person NEW = Person.named("张三");

    @TempDir
    private Path folder;

    @Test
    void aPersonMayHaveAFormerKeyWithoutRoles() {
        Officers officers = Officers.read(Person.file(folder, OLD.with(), NEW.with("propose", "approve")));

        assertThat(officers.named("张三")).hasSize(2);
        Officers.Officer former = Objects.requireNonNull(officers.find("张三", OLD.key()));
        assertThat(former.roles()).isEmpty();
        Officers.Officer present = Objects.requireNonNull(officers.find("张三", NEW.key()));
        assertThat(present.roles()).containsExactlyInAnyOrder(Role.PROPOSE, Role.APPROVE);
        assertThat(officers.find("李四", NEW.key())).isNull();
    }

    @Test
    void theWholePemFileIsAKeyToo() throws IOException {
        Path file = Files.writeString(
                folder.resolve("officers.yaml"),
                "officers:\n  - name: 张三\n    key: |\n      -----BEGIN PUBLIC KEY-----\n      %s\n      -----END PUBLIC KEY-----\n"
                        .formatted(NEW.key()));
        assertThat(Officers.read(file).find("张三", NEW.key())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "officers: [                                    | officers.yaml:1 | not YAML",
                "people: []                                     | officers.yaml:1 | no list `officers`",
                "officers: []                                   | officers.yaml:1 | no list `officers`",
                "~officers:\n  - name: 张三\n    key: abc~       | officers.yaml:2 | malformed key",
                "~officers:\n  - key: K1\n    roles: [approve]~ | officers.yaml:2 | has no `name`",
                "~officers:\n  - name: 张三\n    key: K1\n    roles: [sign]~ | officers.yaml:2 | `sign`",
                "~officers:\n  - name: 张三\n    key: K1\n  - name: 李四\n    key: K1~ | officers.yaml:3 | the same key",
                "~officers:\n  - name: 张三\n    name: 李四~ | officers.yaml | not YAML"
            })
    void whatCannotBeUsedIsNamedWithItsLine(String text, String place, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("officers.yaml"), text.replace("K1", NEW.key()));

        assertThatThrownBy(() -> Officers.read(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(problem);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Officers.read(folder.resolve("nowhere.yaml")))
                .hasMessageContaining("nowhere.yaml")
                .hasMessageContaining("SUPERVISION_OFFICERS");
    }
}
