package supervision;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database that notes which statements are executed, with what, and by which lines of the program. */
public final class RecordedStatements {

    private final DataSource database;
    private final Map<String, Executed> statements = new LinkedHashMap<>();
    private final Set<String> lines = new TreeSet<>();
    private final Set<String> alone = new TreeSet<>();

    public RecordedStatements(DataSource database) {
        this.database = proxy(
                DataSource.class,
                database,
                (name, arguments, result) -> result instanceof Connection connection ? connection(connection) : result);
    }

    /** A statement and what was given for its parameters at first. */
    public record Executed(String sql, List<@Nullable Object> parameters) {}

    /** The database; always the same, so that a transaction of it is one of all who use it. */
    public DataSource database() {
        return database;
    }

    /** Each statement once. */
    public Collection<Executed> statements() {
        return statements.values();
    }

    /** Lines of ledger and journal that executed something, as {@code Class.java:line}. */
    public Set<String> lines() {
        return lines;
    }

    /** Statements that change something and were executed outside of a transaction. */
    public Set<String> alone() {
        return alone;
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, (name, arguments, result) -> {
            if (result instanceof PreparedStatement prepared) {
                return prepared(connection, String.valueOf(arguments[0]), prepared);
            }
            return result instanceof Statement statement ? statement(connection, statement) : result;
        });
    }

    private Statement statement(Connection connection, Statement statement) {
        return proxy(Statement.class, statement, (name, arguments, result) -> {
            if (name.startsWith("execute")) {
                executed(connection, String.valueOf(arguments[0]), new TreeMap<>());
            }
            return result;
        });
    }

    private PreparedStatement prepared(Connection connection, String sql, PreparedStatement statement) {
        Map<Integer, @Nullable Object> parameters = new TreeMap<>();
        return proxy(PreparedStatement.class, statement, (name, arguments, result) -> {
            if (name.equals("setNull")) {
                parameters.put((Integer) arguments[0], null);
            } else if (name.startsWith("set") && arguments.length > 1) {
                parameters.put((Integer) arguments[0], arguments[1]);
            } else if (name.startsWith("execute") || name.equals("addBatch")) {
                executed(connection, sql, parameters);
            }
            return result;
        });
    }

    private void executed(Connection connection, String sql, Map<Integer, @Nullable Object> parameters)
            throws SQLException {
        if (!sql.startsWith("SELECT") && connection.getAutoCommit()) {
            alone.add(sql);
        }
        statements.putIfAbsent(sql, new Executed(sql, new ArrayList<>(parameters.values())));
        StackWalker.getInstance()
                .walk(frames -> frames.filter(
                                frame -> frame.getClassName().matches("supervision\\.(ledger|journal)\\..*")
                                        && !frame.getClassName().endsWith(".Rows"))
                        .findFirst())
                .ifPresent(frame -> lines.add(frame.getFileName() + ":" + frame.getLineNumber()));
    }

    private interface After {

        @Nullable
        Object of(String name, Object[] arguments, @Nullable Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object[] arguments = given == null ? new Object[0] : given;
            try {
                return after.of(method.getName(), arguments, method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
