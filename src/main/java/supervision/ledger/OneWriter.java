package supervision.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.store.fs.FileUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Lets one at a time write to a file database, of all threads and processes: from before a transaction begins until it is on the
 * disk. The database writes what is new in its tables one after the other, and whatever a second transaction has done by then
 * goes with it. Who is killed before that one is on the disk as a whole finds half of it there, and nothing to undo it by.
 */
final class OneWriter {

    private static final Logger LOG = LoggerFactory.getLogger(OneWriter.class);

    private static final Pattern FILE = Pattern.compile(
            "jdbc:h2:(?!(?:mem|tcp|ssl|zip):)(?:[a-z]{2,}:)*(?<file>~?[./\\\\][^;]*|[A-Za-z]:[^;]*)(?:;.*)?");

    private static final Map<Path, OneWriter> ALL = new ConcurrentHashMap<>();

    /** As long as a transaction waits for another one's rows. */
    private static final long LONGEST_SECONDS = 60;

    /** Places in the file of the lock: who writes, and who is next. */
    private static final int WRITES = 0;

    private static final int IS_NEXT = 1;

    private final ReentrantLock here = new ReentrantLock(true);
    private final @Nullable Path file;

    private @Nullable FileChannel channel;
    private @Nullable FileLock held;

    private OneWriter(@Nullable Path file) {
        this.file = file;
    }

    /** Of the file behind an address. With a database that is not in a file here, all write as they like. */
    static OneWriter of(@Nullable String url) {
        Matcher file = FILE.matcher(String.valueOf(url));
        return file.matches()
                ? ALL.computeIfAbsent(
                        Path.of(FileUtils.toRealPath(file.group("file")) + ".writer.lock"), OneWriter::new)
                : new OneWriter(null);
    }

    /**
     * Waits for its turn. May be called again by who has it.
     *
     * @throws CannotCreateTransactionException if others write for too long, or the file of the lock cannot be had; nothing is
     *     held then
     */
    void begin() {
        Path lock = file;
        if (lock == null) {
            return;
        }
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
            if (!here.tryLock(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw tooLong();
            }
            if (here.getHoldCount() == 1) {
                lock(lock, end);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotCreateTransactionException("stopped while it waited to write", e);
        }
    }

    private static CannotCreateTransactionException tooLong() {
        return new CannotCreateTransactionException("others write for too long");
    }

    private void lock(Path file, long end) throws InterruptedException {
        boolean got = false;
        // a process that writes one transaction after the other would not let anybody in between
        try (FileLock next = lock(file, IS_NEXT, end)) {
            held = lock(file, WRITES, end);
            got = true;
        } catch (IOException e) {
            throw new CannotCreateTransactionException("no lock on " + file, e);
        } finally {
            if (!got) {
                here.unlock();
            }
        }
    }

    private FileLock lock(Path file, int place, long end) throws IOException, InterruptedException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            // nothing else of this process opens it: closing any channel to a file gives up all locks on it
            open = OwnerOnly.open(file);
            channel = open;
        }
        while (true) {
            FileLock lock = open.tryLock(place, 1, false);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > end) {
                throw tooLong();
            }
            Thread.sleep(1);
        }
    }

    /** Lets the next one write, if it was the turn of this thread. */
    void end() {
        if (!here.isHeldByCurrentThread()) {
            return;
        }
        FileLock lock = held;
        try {
            if (here.getHoldCount() == 1 && lock != null) {
                held = null;
                lock.release();
            }
        } catch (IOException e) {
            // it is given up with the channel
            LOG.debug("a channel that is closed", e);
        } finally {
            here.unlock();
        }
    }
}
