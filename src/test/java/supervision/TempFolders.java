package supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Temporary folders whose names hold no long row of digits: one in some thousand would pass for an ID number, and be hidden. */
public final class TempFolders implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        Path folders = Path.of(System.getProperty("java.io.tmpdir"));
        return Files.createDirectory(folders.resolve("test-"
                + String.format(
                        Locale.ROOT, "%08x-", ThreadLocalRandom.current().nextInt())
                + String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt())));
    }
}
