package supervision.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;

/** Somebody with a key. */
public record Person(String name, KeyPair keys) {

    public static Person named(String name) {
        try {
            return new Person(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String sign(String statement) {
        return Ed25519.sign(statement, keys.getPrivate());
    }

    public String key() {
        return Ed25519.line(keys.getPublic());
    }

    /** The entry in the file of officers. */
    public String with(String... roles) {
        return "  - name: %s\n    key: %s\n    roles: %s\n".formatted(name, key(), List.of(roles));
    }

    /** A file of officers. */
    public static Path file(Path folder, String... entries) {
        try {
            return Files.writeString(folder.resolve("officers.yaml"), "officers:\n" + String.join("", entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
