package supervision.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file database small while it is in use. Each commit appends a chunk to the file: what it changed, with all pages on
 * the way there. Soon most of a chunk is out of date, and its space can be used again only when the rest of it is written
 * elsewhere. The database has a thread for that, but not where commits are written before they are confirmed.
 *
 * <p>In whichever process has the file open; for others, and for another database, it does nothing.
 */
final class Compaction implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    private static final long EVERY_MILLIS = 250;

    /** A round is over after this time, for only then what it freed can be used, */
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** or after this part of the file was written anew: until then that takes up space twice. */
    private static final int PARTS = 8;

    /** On closing it goes on for this part of the time in which the file was open, as after an import, and no longer than this. */
    private static final int CLOSING_PART = 10;

    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Rounds that are left out after one that failed: the disk may be full, and who asks shall not find the file closed again. */
    private static final int PAUSE = 120;

    /** Percent of the chunks that has to be in use while others write: more would cost them more than it gains. */
    private static final int FULL = 75;

    /** The same when nobody writes. */
    private static final int FULL_IN_QUIET = 85;

    /** Percent of the file that chunks have to take up when nobody writes. */
    private static final int TAKEN_IN_QUIET = 85;

    /** Rounds in which there was nothing to do before it waits for others to write: what is let go of in one is free in the next. */
    private static final int SETTLED = 5;

    /** Bytes written anew at a time, in which nobody else can commit. */
    private static final int STEP = 2 << 20;

    /** Chunks of a large commit have to be written anew at once. */
    private static final int LARGEST_STEP = 64 << 20;

    private final HikariDataSource connections;
    private final OneWriter writer;
    private final ScheduledExecutorService thread;

    private @Nullable MVStore store;
    private long since;

    /** Versions of the store of which nothing is overwritten, the oldest first. */
    private final Deque<MVStore.TxCounter> held = new ArrayDeque<>();

    private long lastVersion;
    private long movedInQuiet;
    private int idle;
    private int pause;

    Compaction(HikariDataSource connections) {
        this.connections = connections;
        this.writer = OneWriter.of(connections.getJdbcUrl());
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "compaction");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (pause > 0) {
            pause--;
            return;
        }
        try {
            MVStore open = open();
            if (open != null) {
                round(open);
            }
        } catch (SQLException | RuntimeException | AssertionError e) {
            // whoever commits is told of it as well
            LOG.debug("the file of the database is not compacted", e);
            forget();
            pause = PAUSE;
        }
    }

    /** The store, if this process has the file open. */
    private @Nullable MVStore open() throws SQLException {
        MVStore known = store;
        if (known != null && !known.isClosed()) {
            return known;
        }
        forget();
        // opens nothing that nobody has asked for
        if (connections.getHikariPoolMXBean() != null && !connections.isClosed()) {
            try (Connection connection = connections.getConnection()) {
                store = connection.isWrapperFor(JdbcConnection.class)
                                && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                        ? session.getDatabase().getStore().getMvStore()
                        : null;
                since = System.nanoTime();
            }
        }
        return store;
    }

    private void forget() {
        store = null;
        held.clear();
        idle = 0;
        lastVersion = -1;
    }

    private void round(MVStore open) {
        boolean quiet = open.getCurrentVersion() == lastVersion;
        if (quiet && idle >= SETTLED) {
            return;
        }
        if (!quiet) {
            movedInQuiet = 0;
        }
        long end = System.nanoTime() + ROUND_NANOS;
        long most = open.getFileStore().size() / PARTS;
        long moved = 0;
        while (System.nanoTime() < end && moved <= most && isSparse(open, quiet)) {
            int bytes = step(open);
            if (bytes == 0) {
                break;
            }
            moved += bytes;
        }
        movedInQuiet += moved;
        letGo(open);
        if (quiet && moved == 0) {
            // the end of the file, if it is free by now, goes with a commit
            inTurn(open::commit);
        }
        idle = quiet && moved == 0 ? idle + 1 : 0;
        lastVersion = open.getCurrentVersion();
    }

    private boolean isSparse(MVStore open, boolean quiet) {
        if (!quiet) {
            return inUse(open) < FULL;
        }
        // what is written anew goes to the beginning of the file, so that its end becomes free: as long as it takes for
        // all of it
        return movedInQuiet < open.getFileStore().size()
                && (inUse(open) < FULL_IN_QUIET || open.getFillRate() < TAKEN_IN_QUIET);
    }

    /** Percent of the bytes of chunks that is not out of date. */
    private static int inUse(MVStore open) {
        int[] percent = {100};
        // the number is not shown in another way
        open.populateInfo((name, value) -> {
            if (name.equals("info.CHUNKS_FILL_RATE_RW")) {
                percent[0] = Integer.parseInt(value);
            }
        });
        return percent[0];
    }

    /** Writes anew what is in use of some chunks; returns how many bytes at most, or 0 if there is none. */
    private int step(MVStore open) {
        int[] bytes = {0};
        inTurn(() -> {
            // in turn with those who commit, while `compact` alone gives up when they keep it waiting
            open.executeFilestoreOperation(() -> {
                for (int most = STEP; bytes[0] == 0 && most <= LARGEST_STEP; most *= 2) {
                    bytes[0] = open.compact(100, most) ? most : 0;
                }
            });
            open.commit();
        });
        return bytes[0];
    }

    /** What writes to the file while no transaction is half done. */
    private void inTurn(Runnable work) {
        writer.begin();
        try {
            work.run();
        } finally {
            writer.end();
        }
    }

    /**
     * Lets the space be used again of which nothing is in use since the round before the last: a reader may still be on its way
     * through it, and after a power failure the file has to be whole without what was not yet on the disk.
     */
    private void letGo(MVStore open) {
        open.sync();
        held.add(open.registerVersionUsage());
        while (held.size() > 2) {
            open.deregisterVersionUsage(held.remove());
        }
        FileStore<?> file = open.getFileStore();
        // by time it would count from when a chunk was written, and not from when it went out of use
        file.setRetentionTime(0);
        inTurn(() -> open.executeFilestoreOperation(file::dropUnusedChunks));
    }

    /** Ends it, after the work that is left. To be called before the connections are closed. */
    @Override
    public void close() {
        // never by interrupting it: that closes the file
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        MVStore open = store;
        try {
            long now = System.nanoTime();
            long end = now + Math.min((now - since) / CLOSING_PART, CLOSING_NANOS);
            while (open != null && !open.isClosed() && idle < SETTLED && System.nanoTime() < end) {
                round(open);
            }
            if (open != null && !open.isClosed()) {
                open.setRetentionTime(open.getFileStore().getDefaultRetentionTime());
                held.forEach(open::deregisterVersionUsage);
            }
        } catch (RuntimeException | AssertionError e) {
            LOG.debug("the file of the database is not compacted", e);
        }
        forget();
    }
}
