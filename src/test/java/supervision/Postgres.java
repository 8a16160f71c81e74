package supervision;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server of the test run, stopped when it ends. The server refuses to run as root; a test run by root starts it
 * in a user namespace of its own, which needs the command {@code unshare} and a kernel that allows it.
 */
public final class Postgres {

    public static final String USER = "postgres";

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Address of a new, empty database. */
    public static String newDatabase() {
        return created("");
    }

    /** One that orders text as Chinese dictionaries do, and not by bytes. */
    public static String newChineseDatabase() {
        return created(" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'zh-CN'");
    }

    /** Address of a copy of a database that nobody is connected to. */
    public static String copyOf(String address) {
        return created(" TEMPLATE " + address.replaceAll(".*/(test_[0-9]+)\\b.*", "$1"));
    }

    private static String created(String how) {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + how);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return SERVER.getJdbcUrl(USER, name);
    }
}
