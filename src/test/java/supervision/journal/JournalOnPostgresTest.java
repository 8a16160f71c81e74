package supervision.journal;

import com.zaxxer.hikari.HikariDataSource;
import supervision.Postgres;

class JournalOnPostgresTest extends JournalTest {

    @Override
    HikariDataSource database() {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(Postgres.newDatabase());
        database.setUsername(Postgres.USER);
        return database;
    }
}
