package supervision.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;

/** The tables of ledger and journal, the same on each database. */
public final class Schema {

    private Schema() {}

    /** Tables that this version of the program cannot go on with; says what to do. */
    public static final class OtherTablesException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param version of the tables that a newer version of the program made */
        OtherTablesException(String version) {
            super(("数据库由较新版本的程序建立（表结构第 %1$s 版），本版不能使用，也没有改动它：请换用该版本的程序"
                            + " / this database was made by a newer version of the program (tables of version %1$s); this one cannot"
                            + " use it and has changed nothing: start the newer version")
                    .formatted(version));
        }

        OtherTablesException() {
            super("数据库的表由另一版本的程序建立，本版不能接着使用，也没有改动它：请换用新的数据目录（DATA_DIR）或新的数据库启动，再重新导入记录；"
                    + "旧数据请用原来的版本查看"
                    + " / the tables of this database were made by another version of the program; this one cannot go on with them"
                    + " and has changed nothing: start with a new data folder (DATA_DIR) or a new database and import the records"
                    + " again; what is in the old one can be read with the version that made it");
        }
    }

    /** Sets what depends on the database. */
    public static void configure(FluentConfiguration flyway) {
        try (Connection connection =
                Objects.requireNonNull(flyway.getDataSource()).getConnection()) {
            boolean bytes = connection.getMetaData().getDatabaseProductName().equals("H2");
            flyway.placeholders(Map.of("binary", bytes ? "" : " COLLATE \"C\""));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        flyway.ignoreMigrationPatterns("*:pending");
    }

    /**
     * Makes the tables, or brings them up to date.
     *
     * @throws OtherTablesException if they have another history
     */
    public static void migrate(Flyway flyway) {
        ValidateResult found = flyway.validateWithResult();
        if (!found.validationSuccessful) {
            List<String> later = Stream.of(flyway.info().all())
                    .filter(each -> each.getState() == MigrationState.FUTURE_SUCCESS)
                    .map(each -> String.valueOf(each.getVersion()))
                    .toList();
            // all that this version knows is as it made it
            throw found.invalidMigrations.stream().allMatch(each -> later.contains(each.version))
                    ? new OtherTablesException(later.get(later.size() - 1))
                    : new OtherTablesException();
        }
        flyway.migrate();
    }

    /** The same for a database by itself. */
    public static void migrate(DataSource database) {
        FluentConfiguration flyway = Flyway.configure().dataSource(database);
        configure(flyway);
        migrate(flyway.load());
    }
}
