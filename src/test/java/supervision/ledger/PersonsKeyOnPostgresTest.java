package supervision.ledger;

import java.nio.file.Path;
import supervision.Postgres;

class PersonsKeyOnPostgresTest extends PersonsKeyTest {

    @Override
    String newAddress(Path folder) {
        return Postgres.newChineseDatabase();
    }

    @Override
    String user() {
        return Postgres.USER;
    }

    @Override
    boolean embedded() {
        return false;
    }
}
