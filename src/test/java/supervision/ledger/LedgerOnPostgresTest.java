package supervision.ledger;

import com.zaxxer.hikari.HikariDataSource;
import supervision.Postgres;

class LedgerOnPostgresTest extends LedgerTest {

    @Override
    HikariDataSource database() {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(Postgres.newChineseDatabase());
        database.setUsername(Postgres.USER);
        return database;
    }
}
