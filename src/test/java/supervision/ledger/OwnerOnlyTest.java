package supervision.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program keeps is for its owner alone, whatever was there and whichever files the database makes. */
class OwnerOnlyTest {

    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    @TempDir
    private Path folder;

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void open(Path path, String rights) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private static Map<String, String> rightsIn(Path folder) throws IOException {
        Map<String, String> rights = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                rights.put(file.getFileName().toString(), rights(file));
            }
        }
        return rights;
    }

    /** A database with a lock, an error that it writes down, and files beside it while it sorts what does not fit into memory. */
    private static Map<String, String> used(Path data) throws SQLException, IOException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:file:" + data.resolve("supervision") + ";AUTO_SERVER=TRUE;TRACE_LEVEL_FILE=3");
            pool.setUsername("sa");
            pool.setMaximumPoolSize(1);
            try (FileDatabase file = new FileDatabase(pool);
                    Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS a(b INTEGER)");
                statement.execute("SET MAX_MEMORY_ROWS 10");
                statement.setFetchSize(1);
                try (var rows = statement.executeQuery("SELECT x FROM SYSTEM_RANGE(1, 10000) ORDER BY -x")) {
                    assertThat(rows.next()).isTrue();
                    return rightsIn(data);
                }
            }
        }
    }

    @Test
    void allThatTheDatabaseMakes() throws Exception {
        Path data = folder.resolve("not/yet/there");

        Map<String, String> rights = used(data);

        assertThat(rights)
                .containsKeys("supervision.mv.db", "supervision.lock.db", "supervision.trace.db")
                .allSatisfy((file, itsRights) -> assertThat(itsRights).as(file).isEqualTo(FILE));
        assertThat(rights(data)).isEqualTo(FOLDER);
        assertThat(rights(java.util.Objects.requireNonNull(data.getParent()))).isEqualTo(FOLDER);
    }

    @Test
    void whatIsThereAlreadyIsTakenFromOthers() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        used(data);
        Files.createFile(data.resolve(PersonsKey.FILE));
        open(data.resolve(PersonsKey.FILE), FILE);
        for (String file : rightsIn(data).keySet()) {
            if (file.equals(PersonsKey.FILE)) {
                continue;
            }
            open(data.resolve(file), "rw-rw-r--");
        }
        open(data, "rwxr-xr-x");

        assertThat(used(data))
                .containsKey("supervision.trace.db")
                .allSatisfy((file, rights) -> assertThat(rights).as(file).isEqualTo(FILE));
        assertThat(rights(data)).isEqualTo(FOLDER);
    }

    @Test
    void aFolderWithOtherThingsInItIsNotTakenFromOthers() throws Exception {
        Path data = Files.createDirectory(folder.resolve("shared"));
        Files.createFile(data.resolve("notes.txt"));
        open(data.resolve("notes.txt"), "rw-r--r--");
        open(data, "rwxr-xr-x");

        Map<String, String> rights = used(data);

        assertThat(rights).containsEntry("supervision.mv.db", FILE).containsEntry("supervision.lock.db", FILE);
        assertThat(rights).containsEntry("notes.txt", "rw-r--r--");
        assertThat(rights(data)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFileThatStaysOpenToOthersIsRefused() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        // nobody can change the rights of what the kernel shows, not even root
        Files.createSymbolicLink(data.resolve("supervision.mv.db"), Path.of("/proc/mounts"));

        assertThatThrownBy(() -> used(data))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageContaining("supervision.mv.db")
                .hasMessageContaining("所有者")
                .hasMessageContaining("owner");
        assertThat(rightsIn(data)).hasSize(1);
    }

    @Test
    void aFileOfOurOwn() throws IOException {
        Path file = folder.resolve("export.zip");
        try (OutputStream out = OwnerOnly.newFile(file)) {
            assertThat(rights(file)).isEqualTo(FILE);
            out.write(1);
        }
        assertThatThrownBy(() -> OwnerOnly.newFile(file)).isInstanceOf(FileAlreadyExistsException.class);

        open(file, "rw-r-----");
        OwnerOnly.write(file, new byte[] {2, 3});
        assertThat(file).hasBinaryContent(new byte[] {2, 3});
        // of somebody who wanted it so
        assertThat(rights(file)).isEqualTo("rw-r-----");
        OwnerOnly.write(folder.resolve("report.html"), new byte[] {4});
        assertThat(rights(folder.resolve("report.html"))).isEqualTo(FILE);
    }

    @Test
    void whereThereAreNoRightsTheyAreDoneWithout() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(
                URI.create("jar:" + folder.resolve("a.zip").toUri()), Map.of("create", "true"))) {
            Path file = archive.getPath("/ledger/supervision.mv.db");
            OwnerOnly.prepare(file);
            try (OutputStream out = OwnerOnly.newFile(file)) {
                out.write(1);
            }
            assertThat(file).hasBinaryContent(new byte[] {1});
        }
    }
}
