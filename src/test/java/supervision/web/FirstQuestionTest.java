package supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import supervision.Http;
import supervision.SupervisionApplication;

/** The first question that the port takes is answered from the invented register. */
class FirstQuestionTest {

    @TempDir
    private Path folder;

    @Test
    void theInventedRegisterIsInBeforeThePortAnswers() {
        List<Http.Answer> answers = new ArrayList<>();
        ApplicationListener<WebServerInitializedEvent> first =
                event -> answers.add(new Http(event.getWebServer().getPort())
                        .get("/api/v1/entities/92370116MAX000031R/measures?asOf=2026-11-22"));
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(SupervisionApplication.class)
                .listeners(first)
                .run("--server.port=0", "--DATA_DIR=" + folder, "--supervision.demo=true")) {
            assertThat(service.isRunning()).isTrue();
            assertThat(answers)
                    .singleElement()
                    .satisfies(answer -> assertThat(
                                    answer.ok().path("entity").path("name").asString())
                            .isEqualTo("莱芜区示例熟食店"));
        }
    }
}
