package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import supervision.Http;
import supervision.Postgres;
import tools.jackson.databind.JsonNode;

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

    /** The whole service in the setting for PostgreSQL, also where packs are not published. */
    @Test
    void aDecisionIsMadeFromRecordsInPostgres(@Autowired JdbcTemplate jdbc) {
        assertThat(jdbc.queryForObject("SELECT version()", String.class)).startsWith("PostgreSQL");
        JsonNode decision =
                http.get("/api/v1/entities/91370116MAX0000157/measures").ok();
        assertThat(decision.path("knownAt").asString()).isEqualTo("2026-11-22T23:30:00+08:00");
        assertThat(decision.path("findings")).isNotEmpty();
        assertThat(http.get("/api/v1/entities?q=" + Http.encoded("示例")).ok().path("entities"))
                .hasSize(7);
        http.get("/api/v1/entities?q=a%00b").ok();
        http.get("/api/v1/entities/91370116MAX0000157/measures?knownAt=%2B999999999-12-31T23:59:59Z")
                .ok();
    }
}
