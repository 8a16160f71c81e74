package supervision.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.engine.Constants;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FileUtils;

/** What the file database needs beside a pool of connections to it. With another database it does nothing. */
public final class FileDatabase implements AutoCloseable {

    private static final Pattern FILE =
            Pattern.compile("jdbc:h2:(?:file:)?(?<file>~?[./\\\\][^;]*|[A-Za-z]:[^;]*)(?<settings>;.*)?");

    static {
        FilePath.register(new OwnerOnlyPath());
    }

    private final Compaction compaction;

    /**
     * Takes charge of the file behind a pool that has not been used yet.
     *
     * @throws IllegalStateException if others have rights to the file and this cannot be changed; says what to do
     */
    public FileDatabase(HikariDataSource connections) {
        Matcher url = FILE.matcher(String.valueOf(connections.getJdbcUrl()));
        if (url.matches()) {
            String file = url.group("file");
            OwnerOnly.prepare(Path.of(FileUtils.toRealPath(file) + Constants.SUFFIX_MV_FILE));
            connections.setJdbcUrl("jdbc:h2:" + OwnerOnlyPath.SCHEME + ":" + file
                    + Objects.requireNonNullElse(url.group("settings"), ""));
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
