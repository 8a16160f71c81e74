package supervision.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.engine.Constants;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FileUtils;
import org.jspecify.annotations.Nullable;

/** What the file database needs beside a pool of connections to it. With another database it does nothing. */
public final class FileDatabase implements AutoCloseable {

    private static final Pattern FILE =
            Pattern.compile("jdbc:h2:(?:file:)?(?<file>~?[./\\\\][^;]*|[A-Za-z]:[^;]*)(?<settings>;.*)?");

    static {
        FilePath.register(new OwnerOnlyPath());
    }

    private final Compaction compaction;

    /** There is no database in the file that was to be read; says what to do. */
    public static final class MissingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private MissingException(Path file) {
            super(("此处没有台账，没有建立新的：%1$s。请核对 DATA_DIR 和当前目录；新的台账由 supervision serve、import 或者 restore 建立"
                            + " / there is no ledger at %1$s, and none was made: check DATA_DIR and the folder that you are in; a new one is"
                            + " made by `supervision serve`, `import` or `restore`")
                    .formatted(file));
        }
    }

    /** File of the database at an address of the driver; null if the address names none. */
    private static @Nullable Path file(String address) {
        Matcher url = FILE.matcher(address);
        return url.matches() ? Path.of(FileUtils.toRealPath(url.group("file")) + Constants.SUFFIX_MV_FILE) : null;
    }

    /** The database at an address of the driver, as people call it: its file, or the address without what follows its name. */
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
     */
    public FileDatabase(HikariDataSource connections) {
        String address = String.valueOf(connections.getJdbcUrl());
        Path file = file(address);
        if (file != null) {
            OwnerOnly.prepare(file);
            connections.setJdbcUrl(FILE.matcher(address).replaceFirst("jdbc:h2:" + OwnerOnlyPath.SCHEME + ":$1$2"));
        }
        connections.setExceptionOverride(new BrokenConnections(connections));
        compaction = new Compaction(connections);
    }

    /** To be called before the pool is closed. */
    @Override
    public void close() {
        compaction.close();
    }
}
