package supervision.ledger;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Tells the connection pool which connections are of no more use. The file database closes itself when it cannot write. Its
 * connections look well afterwards and fail for ever, and who goes on using one closes the database for those that have opened
 * it again: so all of them go at once.
 */
final class BrokenConnections implements SQLExceptionOverride {

    private final HikariDataSource connections;

    BrokenConnections(HikariDataSource connections) {
        this.connections = connections;
    }

    @java.lang.Override
    public Override adjudicate(SQLException error) {
        if (!Trouble.closesTheFile(error)) {
            return Override.CONTINUE_EVICT;
        }
        HikariPoolMXBean pool = connections.getHikariPoolMXBean();
        if (pool != null) {
            pool.softEvictConnections();
        }
        return Override.MUST_EVICT;
    }
}
