package supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.Http;
import supervision.RawHttp;
import supervision.ServiceTest;
import supervision.intake.CreditCodes;

/** Twice as many senders as the server has threads, who send next to nothing, and others who want an answer meanwhile. */
@ServiceTest
class SlowBodiesTest {

    private static final int SENDERS = 420;

    private static final List<String> SLOW = List.of(
            "POST /api/v1/records HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\n",
            "POST /api/v1/records HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n100000\r\n",
            "POST /api/v1/records HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                    + "Content-Length: 1000000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n",
            "POST /api/v1/decisions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000000\r\n\r\n{",
            "POST /api/v1/rule-packs/rollback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n100000\r\n",
            "POST /api/v1/records HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                    + "Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n",
            "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 1000000\r\n\r\n");

    private final int port;

    SlowBodiesTest(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void othersAreAnsweredMeanwhileAndTheSlowOnesAreEnded() throws IOException {
        Http http = new Http(port);
        String penalty = "CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB\n" + CreditCodes.of(978_001)
                + ",莱应急罚〔2026〕1号,济南市莱芜区应急管理局,2026-03-01,警告\n";
        List<RawHttp> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SENDERS; i++) {
                RawHttp sender = new RawHttp(port);
                sender.send(SLOW.get(i % SLOW.size()));
                slow.add(sender);
            }
            slow.forEach(sender -> assertThat(sender.trickle("x")).isTrue());

            // none of the slow ones has been ended yet: they are given ten seconds
            http.get("/api/v1/labels").ok();
            assertThat(http.get("/actuator/health").text()).contains("UP");
            assertThat(http.post("/api/v1/records", Http.CSV, penalty)
                            .ok()
                            .path("accepted")
                            .asInt())
                    .isEqualTo(1);
            List<CompletableFuture<RawHttp.Answer>> answers = slow.stream()
                    .map(sender -> CompletableFuture.supplyAsync(sender::answer, task -> new Thread(task).start()))
                    .toList();
            await().pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        slow.forEach(sender -> sender.trickle("x"));
                        return answers.stream().allMatch(CompletableFuture::isDone);
                    });
            assertThat(answers).extracting(answer -> answer.join().status()).containsOnly(408);
        } finally {
            for (RawHttp sender : slow) {
                sender.close();
            }
        }
    }
}
