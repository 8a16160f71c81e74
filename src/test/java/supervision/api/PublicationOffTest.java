package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.Http;
import supervision.ServiceTest;
import supervision.engine.Engines;
import supervision.rulepack.PackArchive;
import tools.jackson.databind.JsonNode;

/** A service that nobody asked to publish packs: its files decide, and it says how to change that. */
@ServiceTest
class PublicationOffTest {

    private final Http http;

    PublicationOffTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @Test
    void itSaysHowToSwitchItOn() {
        JsonNode all = http.get("/api/v1/rule-packs").ok();
        assertThat(all.path("on").asBoolean()).isFalse();
        assertThat(all.path("publications")).isEmpty();
        assertThat(http.get("/api/v1/rule-packs/current")
                        .ok()
                        .path("publication")
                        .isNull())
                .isTrue();

        byte[] archive = PackArchive.write(Engines.shipped().pack().files());
        for (Http.Answer answer : new Http.Answer[] {
            http.post("/api/v1/rule-packs?by=x&why=y", "application/zip", archive),
            http.post("/api/v1/rule-packs/rollback", Http.JSON, "{\"to\": 0, \"by\": \"x\", \"why\": \"y\"}")
        }) {
            assertThat(answer.problem(409).path("detail").asString())
                    .contains("SUPERVISION_PUBLICATION=required", "SUPERVISION_OFFICERS");
        }
    }
}
