package supervision.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import supervision.journal.Checkpoint;
import supervision.journal.Officers;

/**
 * Checks an export, or a database by way of one: that every record, pack, publication and receipt is what its hash says, that each follows from the one
 * before it, that receipts name records, packs and publications that are there, that nothing else is there, and that all is
 * what it was when heads were signed. It needs nothing but the file.
 *
 * <p>Who can write to the database can make all hashes anew; only a signed head that is kept elsewhere shows that.
 */
public final class Verification {

    private Verification() {}

    /**
     * Who is believed: the name and key with which heads were signed.
     *
     * @param published a signed head that was kept elsewhere; null if there is none
     */
    public record Trusted(
            String name, PublicKey key, @Nullable String published) {}

    /**
     * What was found.
     *
     * @param counted rows by table
     * @param broken the first link of each table that does not hold; empty if all do
     * @param signatures signed heads that were checked with the key
     * @param signed the last of them; null if there is none
     * @param remarks what holds, and yet somebody should know
     * @param notCovered what no check covers, and why that does not matter
     */
    public record Result(
            Map<String, Long> counted,
            List<String> broken,
            int signatures,
            @Nullable Checkpoint signed,
            List<String> remarks,
            List<String> notCovered) {}

    /**
     * Checks an export.
     *
     * @param trusted null to leave signatures unchecked
     * @throws Export.UnusableExportException if the file is no export
     */
    public static Result of(Path file, @Nullable Trusted trusted) throws IOException {
        return of(file, trusted, null);
    }

    /**
     * As {@link #of(Path, Trusted)}.
     *
     * @param officers those whose signatures on packs are believed; null to check them with the keys that are kept with them
     */
    public static Result of(Path file, @Nullable Trusted trusted, @Nullable Officers officers) throws IOException {
        ExportCheck check = new ExportCheck(trusted, officers);
        check.read(file);
        return check.result(NotCovered.inAnExport());
    }

    /**
     * Checks a database as it is at one moment: its export, and that what is not exported is what a restore makes of it.
     */
    public static Result of(Export database, @Nullable Trusted trusted, @Nullable Officers officers)
            throws IOException {
        Path folder = Files.createTempDirectory("supervision");
        try {
            return database.atOneMoment(jdbc -> {
                ExportCheck check = new ExportCheck(trusted, officers);
                Derivations derivations = new Derivations(jdbc, check::broken);
                List<String> notCovered = new ArrayList<>(NotCovered.inADatabase());
                derivations
                        .columns()
                        .forEach(table -> notCovered.add("%1$s：不是本程序的表 / no table of this program".formatted(table)));
                if (check.holds()) {
                    Path export = folder.resolve("export.zip");
                    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(export))) {
                        database.writeNow(out, rows -> {});
                    }
                    check.read(export);
                    if (check.holds()) {
                        derivations.compare(export, folder);
                    }
                }
                return check.result(notCovered);
            });
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
