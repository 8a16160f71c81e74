package supervision.ledger;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What keeps a database from doing its work although nothing is wrong with what was asked of it. */
public enum Trouble {
    /** There is no room on its disk. */
    FULL("磁盘已满，请腾出空间后重试 / the disk is full: make room and try again"),
    /** It does not answer, or has just closed itself. */
    GONE("数据库不可用，请检查后重试 / the database is not available: check it and try again"),
    /** What is in its file is no database any more. */
    DAMAGED("数据库文件已损坏，请保留原文件，用核验过的备份恢复"
            + " / the database file is damaged: keep it as it is, and restore a copy that was"
            + " verified");

    /** How systems say it; the file database passes their words on, and a second process sees nothing else. */
    private static final List<String> NO_ROOM =
            List.of("No space left on device", "Disk quota exceeded", "File too large", "设备上没有空间", "超出磁盘限额", "文件过大");

    private static final String POSTGRES_DISK_FULL = "53100";

    /** The file database cannot write, has closed itself, or is being closed or opened by another process. */
    private static final Set<String> H2_CLOSED =
            Set.of("90013", "90020", "90028", "90030", "90031", "90067", "90098", "90121", "90135");

    /** Damaged, and no file of the database at all. */
    private static final Set<String> H2_DAMAGED = Set.of("90030", "90048");

    /**
     * How the file database's store says what it cannot read: at the end of the message, and of a file that ends too
     * early.
     */
    private static final Pattern UNREADABLE =
            Pattern.compile("\\[\\d+\\.\\d+\\.\\d+/6]|Reading from file .* failed at (\\d+) \\(length \\1\\)");

    private static final String H2_STORE = "org.h2.mvstore.MVStoreException";

    private final String text;

    Trouble(String text) {
        this.text = text;
    }

    /** What it is and what to do, in both languages. */
    public String text() {
        return text;
    }

    /** What the cause of an error is; null if it is none of these. */
    public static @Nullable Trouble of(Throwable error) {
        Trouble found = null;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransactionSystemException undone && undone.getApplicationException() != null) {
                // undoing failed as well: the reason is what went wrong first
                Trouble first = of(undone.getApplicationException());
                found = first == null ? found : first;
            }
            // not its message alone: that of a second process has the reason in its text only
            String message = cause.toString();
            if (cause instanceof SQLException sql && POSTGRES_DISK_FULL.equals(sql.getSQLState())
                    || NO_ROOM.stream().anyMatch(message::contains)) {
                return FULL;
            }
            if (found != DAMAGED && isDamaged(cause)) {
                found = DAMAGED;
            }
            if (found == null && isGone(cause)) {
                found = GONE;
            }
        }
        return found;
    }

    /** Whether the file database has closed itself, or will not work any more. */
    static boolean closesTheFile(SQLException error) {
        if (H2_CLOSED.contains(String.valueOf(error.getSQLState()))) {
            return true;
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().equals(H2_STORE)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDamaged(Throwable cause) {
        return cause instanceof SQLException sql && H2_DAMAGED.contains(String.valueOf(sql.getSQLState()))
                || UNREADABLE.matcher(String.valueOf(cause.getMessage())).find();
    }

    private static boolean isGone(Throwable cause) {
        if (cause instanceof SQLException sql) {
            String state = String.valueOf(sql.getSQLState());
            // classes of the standard and of PostgreSQL: no connection, stopped by its operator
            return sql instanceof SQLTransientConnectionException
                    || state.startsWith("08")
                    // of the pool, on what it has just dropped
                    || sql.getSQLState() == null && "Connection is closed".equals(sql.getMessage())
                    || state.startsWith("57P")
                    || closesTheFile(sql);
        }
        return cause instanceof DataAccessResourceFailureException || cause instanceof CannotCreateTransactionException;
    }
}
