package supervision.api;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import supervision.Postgres;

@ActiveProfiles("postgres")
class PublicationOnPostgresTest extends PublicationApiTest {

    PublicationOnPostgresTest(@LocalServerPort int port) {
        super(port);
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        String url = Postgres.newDatabase();
        properties.add("DATABASE_URL", () -> url);
        properties.add("DATABASE_USER", () -> Postgres.USER);
    }
}
