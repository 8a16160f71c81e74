package supervision.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.engine.Constants;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FileUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** What the file database needs beside a pool of connections to it. With another database it does nothing. */
public final class FileDatabase implements AutoCloseable {

    private static final Pattern FILE =
            Pattern.compile("jdbc:h2:(?:file:)?(?<file>~?[./\\\\][^;]*|[A-Za-z]:[^;]*)(?<settings>;.*)?");

    private static final int ATTEMPTS = 6;
    private static final long BETWEEN_ATTEMPTS = 200;

    static {
        FilePath.register(new OwnerOnlyPath());
    }

    private final Compaction compaction;

    /** There is no database in the file that was to be read; says what to do. */
    public static final class MissingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private MissingException(Path file) {
            super(("此处没有台账，没有建立新的：%1$s。请核对 DATA_DIR 和当前目录；新的台账由 supervision serve、import 或者 restore 建立"
                            + " / there is no ledger at %1$s, and none was made: check DATA_DIR and the folder"
                            + " that you are in; a new one is"
                            + " made by `supervision serve`, `import` or `restore`")
                    .formatted(file));
        }
    }

    /** There is something in the file, but no ledger; says what to do. */
    public static final class EmptiedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private EmptiedException(Path file) {
            super(("文件中没有台账，可能已损坏：%1$s。请保留原文件，用核验过的备份恢复；如果只是首次启动中断而留下的，请移走后重新启动"
                            + " / there is no ledger in %1$s, which may be damaged: keep it as it is, and restore"
                            + " a copy that was verified;"
                            + " if a first start that was interrupted left it, move it away and start again")
                    .formatted(file));
        }
    }

    /** File of the database at an address of the driver; null if the address names none. */
    static @Nullable Path file(String address) {
        Matcher url = FILE.matcher(address);
        return url.matches() ? Path.of(FileUtils.toRealPath(url.group("file")) + Constants.SUFFIX_MV_FILE) : null;
    }

    /**
     * The database at an address of the driver, as people call it: its file, or the address without what follows its
     * name.
     */
    public static String name(String address) {
        Path file = file(address);
        return file == null ? address.replaceFirst("[?;].*", "") : file.toString();
    }

    /**
     * Refuses an address at which there is no database yet, where opening it would make one.
     *
     * @throws MissingException if so
     */
    public static void requireThere(String address) {
        Path file = file(address);
        // one of no size was made for a database that never came
        if (file != null && file.toFile().length() == 0) {
            throw new MissingException(file);
        }
    }

    /**
     * Takes charge of the file behind a pool that has not been used yet.
     *
     * @throws IllegalStateException if others have rights to the file and this cannot be changed; says what to do
     * @throws EmptiedException if there is no ledger in a file that is there
     */
    public FileDatabase(HikariDataSource connections) {
        String address = String.valueOf(connections.getJdbcUrl());
        Path file = file(address);
        boolean there = file != null && file.toFile().length() > 0;
        if (file != null) {
            if (Files.isDirectory(file)) {
                throw new IllegalStateException(("此处应为台账文件，却是目录，请核对 DATA_DIR：%1$s"
                                + " / this should be the file of the ledger and is a folder, check DATA_DIR: %1$s")
                        .formatted(file));
            }
            OwnerOnly.prepare(file);
            connections.setJdbcUrl(FILE.matcher(address).replaceFirst("jdbc:h2:" + OwnerOnlyPath.SCHEME + ":$1$2"));
        }
        connections.setExceptionOverride(new BrokenConnections(connections));
        if (file != null && there) {
            requireTables(file, connections);
        }
        compaction = new Compaction(connections);
    }

    /**
     * The database opens what it can still read of a damaged file: that may be what it was before there was anything
     * in it. Then new tables would be made in place of those that cannot be found any more.
     */
    private static void requireTables(Path file, HikariDataSource connections) {
        boolean found = false;
        try {
            for (int attempt = 1; attempt <= ATTEMPTS && !found; attempt++) {
                if (attempt > 1) {
                    // another process may just be making them
                    Thread.sleep(BETWEEN_ATTEMPTS);
                }
                found = hasTables(connections);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!found) {
                connections.close();
            }
        }
        if (!found) {
            throw new EmptiedException(file);
        }
    }

    private static boolean hasTables(HikariDataSource connections) {
        try (Connection connection = connections.getConnection();
                ResultSet tables =
                        connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE"})) {
            return tables.next();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException(String.valueOf(e.getMessage()), e);
        }
    }

    /** To be called before the pool is closed. */
    @Override
    public void close() {
        compaction.close();
    }
}
