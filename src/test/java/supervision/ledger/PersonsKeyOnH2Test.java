package supervision.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PersonsKeyOnH2Test extends PersonsKeyTest {

    @Override
    String newAddress(Path folder) {
        return "jdbc:h2:file:" + folder.toAbsolutePath().resolve("supervision") + ";AUTO_SERVER=TRUE";
    }

    @Override
    String user() {
        return "sa";
    }

    @Override
    boolean embedded() {
        return true;
    }

    @Test
    void inMemoryTheKeyIsInMemoryToo() {
        String address = "jdbc:h2:mem:persons-key;DB_CLOSE_DELAY=-1";
        DriverManagerDataSource database = new DriverManagerDataSource(address, "sa", "");
        Schema.migrate(database);
        Ledger ledger = new Ledger(
                new JdbcTemplate(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                Clock.systemUTC());
        PersonsKey key = new PersonsKey(null, address, ledger);

        assertThat(key.pseudonyms().beginning()).isEqualTo(key.pseudonyms().beginning());
        assertThat(key.made()).isNull();
        assertThat(new PersonsKey(null, address, ledger).pseudonyms().beginning())
                .isNotEqualTo(key.pseudonyms().beginning());
    }
}
