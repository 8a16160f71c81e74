package supervision.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JournalOnH2Test extends JournalTest {

    @TempDir
    private Path folder;

    @Override
    HikariDataSource database() {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl("jdbc:h2:file:" + folder.resolve("supervision") + ";AUTO_SERVER=TRUE");
        database.setUsername("sa");
        return database;
    }
}
