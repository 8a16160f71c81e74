package supervision.faults;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import supervision.casework.ImportRecords;

/** Imports one file when it is told to. */
public final class ImportingProcess {

    private ImportingProcess() {}

    /** Arguments: address of the database, the file. */
    public static void main(String[] args) throws Exception {
        try (Parts parts = new Parts(args[0], "sa", Clock.systemUTC());
                InputStream in = Files.newInputStream(Path.of(args[1]))) {
            ImportRecords imports = parts.imports(SmallPack.compiled());
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            System.out.println("begins");
            System.out.println("accepted "
                    + imports.read(Parts.opening(args[1]), "application/x-ndjson", in, read -> {})
                            .accepted());
        }
    }
}
