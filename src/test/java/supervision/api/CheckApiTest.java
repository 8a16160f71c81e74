package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.DemoServiceTest;
import supervision.Http;
import supervision.rulepack.PackArchive;
import supervision.rulepack.PackFiles;
import tools.jackson.databind.JsonNode;

/** An edit is sent to the service and told what it does; nothing of it comes into force. */
@DemoServiceTest
class CheckApiTest {

    private static final String CHECK = "/api/v1/rule-packs/check";
    private static final String ZIP = "application/zip";
    private static final String FIGURE = "parameters/publicity/ndrc-36/general/min.yaml";

    private final Http http;

    CheckApiTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    /** The shipped pack as an archive, with one text in one file replaced. */
    private static byte[] edited(String file, String from, String to) throws IOException {
        Map<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return PackArchive.write(PackFiles.of(files));
    }

    @Test
    void whatAnEditDoesIsToldAndNothingComesIntoForce() throws IOException {
        String before =
                http.get("/api/v1/rule-packs/current").ok().path("fingerprint").asString();

        JsonNode report = http.post(CHECK + "?day=2026-11-25&until=2026-12-31", ZIP, edited(FIGURE, "P3M", "P6M"))
                .ok();

        assertThat(report.at("/against/fingerprint").asString()).isEqualTo(before);
        assertThat(report.at("/candidate/fingerprint").asString()).isNotEqualTo(before);
        assertThat(report.at("/changes/figures/0/id").asString()).isEqualTo("publicity/ndrc-36/general/min");
        assertThat(report.at("/impact/entities").asInt()).isEqualTo(7);
        assertThat(report.at("/impact/affected").asInt()).isPositive();
        assertThat(report.at("/impact/repairsClose/0/after").asString()).isEqualTo("NOT_BEFORE");
        assertThat(report.at("/cases/cases").asInt()).isPositive();
        assertThat(http.get("/api/v1/rule-packs/current")
                        .ok()
                        .path("fingerprint")
                        .asString())
                .isEqualTo(before);
        assertThat(http.get(CHECK).ok().path("part").isNull()).isTrue();
    }

    /** As it will be published, and not under the examples of the pack in force. */
    @Test
    void aCandidateIsLookedAtUnderItsOwnExamples() throws IOException {
        JsonNode report = http.post(
                        CHECK + "?day=2026-11-25&until=2026-11-25",
                        ZIP,
                        edited("pack.yaml", "examples: lindian-2024", "examples: henan-2021"))
                .ok();

        assertThat(report.at("/candidate/examples").asString()).isEqualTo("henan-2021");
        assertThat(report.at("/against/examples").asString()).isEqualTo("lindian-2024");
        assertThat(report.at("/impact/affected").asInt()).isPositive();
        assertThat(report.at("/changes/retold/0/at").asString()).isEqualTo("examples");
    }

    /** What a program that makes archives, or an editor, may leave in one: the same words as for a folder. */
    @Test
    void aHostileCandidateIsRefusedWithItsCauseFirst() throws IOException {
        Map<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        files.put(
                "labels.yaml",
                new String(files.get("labels.yaml"), StandardCharsets.UTF_8).getBytes(Charset.forName("GB18030")));
        assertThat(firstRemark(files)).startsWith("labels.yaml: the file is not UTF-8");

        files = new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        files.put("parameter/x.yml", new byte[0]);
        assertThat(firstRemark(files)).startsWith("parameter/x.yml: nobody reads this file");

        files.remove("parameter/x.yml");
        files.put("tables/visibility.yaml", "open: {a: b}\ninside: {a: b}".getBytes(StandardCharsets.UTF_8));
        assertThat(firstRemark(files)).startsWith("tables/visibility.yaml: `open` is not a list");
    }

    private String firstRemark(Map<String, byte[]> files) {
        JsonNode first = http.post(CHECK + "?register=false", ZIP, PackArchive.write(PackFiles.of(files)))
                .ok()
                .at("/remarks/0");
        assertThat(first.at("/severity").asString()).isEqualTo("ERROR");
        return first.path("file").asString() + ": " + first.at("/says/en").asString();
    }

    @Test
    void aPackThatIsRefusedIsToldWithItsPlace() throws IOException {
        byte[] unsafe =
                edited("drl/repair/3-papers.drl", "insert(new RepairPaper(", "System.exit(0); insert(new RepairPaper(");

        JsonNode report = http.post(CHECK + "?register=false", ZIP, unsafe).ok();

        assertThat(report.path("publishable").asBoolean()).isFalse();
        assertThat(report.at("/remarks/0/part").asString()).isEqualTo("FORM");
        assertThat(report.at("/remarks/0/file").asString()).isEqualTo("drl/repair/3-papers.drl");
        assertThat(report.at("/remarks/0/line").asInt()).isPositive();
        assertThat(report.at("/reasons").size()).isGreaterThan(1);
    }

    @Test
    void theReportIsAPageToo() throws IOException {
        Http.Answer page = http.post(CHECK + "?register=false&format=html", ZIP, edited(FIGURE, "P3M", "P6M"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.text()).contains("规则包检查报告", "一般失信信息最短公示期", "不可发布").doesNotContain("<script");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?format=xml | 400 | json",
                "?day=2026-02-30 | 400 | day",
                "?day=2026-12-31&until=2026-12-01 | 400 | until",
                "?against=sha256:0123 | 404 | sha256:0123"
            })
    void whatIsAskedWronglyIsSaid(String query, int status, String detail) throws IOException {
        JsonNode problem =
                http.post(CHECK + query, ZIP, edited(FIGURE, "P3M", "P6M")).problem(status);

        assertThat(problem.path("detail").asString()).contains(detail);
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        http.post(CHECK, ZIP, "no archive").problem(422);
    }

    @Test
    void oneCheckRunsAtATimeAndTheOtherIsToldSo() throws IOException {
        byte[] candidate = edited(FIGURE, "P3M", "P6M");
        CompletableFuture<Http.Answer> first = CompletableFuture.supplyAsync(() -> http.post(CHECK, ZIP, candidate));
        await().until(() -> !http.get(CHECK).ok().path("part").isNull());

        http.post(CHECK, ZIP, candidate).problem(409);

        assertThat(first.join().status()).isEqualTo(200);
    }
}
