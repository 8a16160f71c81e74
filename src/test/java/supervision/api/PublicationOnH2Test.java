package supervision.api;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1")
class PublicationOnH2Test extends PublicationApiTest {

    PublicationOnH2Test(@LocalServerPort int port) {
        super(port);
    }
}
