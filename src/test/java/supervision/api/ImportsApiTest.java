package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;
import static supervision.Http.JSON;
import static supervision.Http.JSON_LINES;
import static supervision.Http.all;
import static supervision.Http.encoded;
import static supervision.Http.members;
import static supervision.Http.stream;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.Http;
import supervision.ServiceTest;
import supervision.intake.CreditCodes;
import tools.jackson.databind.JsonNode;

/** What was imported by mistake is withdrawn. */
@ServiceTest
class ImportsApiTest {

    private static final String IMPORTS = "/api/v1/imports";
    private static final String WHO_AND_WHY = "{\"by\": \"李四\", \"why\": \"报错文件\"}";
    private static final String AUTHORITY = "莱芜区应急管理局";

    private final Http http;

    ImportsApiTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    private static String entity(String code, String name) {
        return """
                {"kind": "entity", "subject": "%s", "name": "%s", "type": "ENTERPRISE", "jurisdiction": "370116", \
                "fields": [], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}
                """.formatted(code, name);
    }

    private static String penalty(String code, String gravity) {
        return """
                {"kind": "penalty", "subject": "%s", "authority": "%s", "number": "莱应急罚〔2026〕1号", "decidedOn": "2026-04-10", \
                "kinds": ["FINE"], "fine": 20000, "gravity": "%s"}
                """.formatted(code, AUTHORITY, gravity);
    }

    private long told(String file, String lines) {
        JsonNode report = http.post(
                        "/api/v1/records?file=" + file + "&by=" + encoded("张三") + "&why=" + encoded("月报"),
                        JSON_LINES,
                        lines)
                .ok();
        assertThat(report.path("setAsideInAll").asInt()).isZero();
        return report.path("import").asLong();
    }

    private Http.Answer measures(String code, String query) {
        return http.get("/api/v1/entities/" + code + "/measures?asOf=2026-11-23" + query);
    }

    private JsonNode findings(String code) {
        return measures(code, "").ok().path("findings");
    }

    private JsonNode one(long number) {
        JsonNode found = http.get(IMPORTS + "?limit=1&before=" + (number + 1)).ok();
        assertThat(found.path("imports")).hasSize(1);
        return found.path("imports").get(0);
    }

    private JsonNode withdrawn(long number) {
        return http.post(IMPORTS + "/" + number + "/withdrawal", JSON, WHO_AND_WHY)
                .ok();
    }

    private List<String> dutiesOf(String code) {
        return stream(http.get("/api/v1/duties?limit=1000").ok().path("duties"))
                .filter(duty -> duty.path("code").asString().equals(code))
                .map(duty -> duty.path("act").asString())
                .toList();
    }

    @Test
    void afterAWithdrawalAllIsAsIfTheImportHadNotCome() {
        String code = CreditCodes.of(960_001);
        String other = CreditCodes.of(960_002);
        told("right.jsonl", entity(code, "撤回测试甲公司") + penalty(code, "GENERAL"));
        JsonNode before = findings(code);
        List<String> duties = dutiesOf(code);
        long wrong =
                told("wrong.jsonl", penalty(code, "SERIOUS") + entity(other, "撤回测试乙公司") + penalty(other, "SERIOUS"));
        Http.Answer meanwhile = measures(code, "");
        String moment = meanwhile.ok().path("knownAt").asString();
        assertThat(meanwhile.ok().path("findings")).isNotEqualTo(before);

        JsonNode done = withdrawn(wrong);

        assertThat(done.path("withdrawn").path("by").asString()).isEqualTo("李四");
        assertThat(findings(code)).isEqualTo(before);
        assertThat(dutiesOf(code)).isEqualTo(duties);
        assertThat(dutiesOf(other)).isEmpty();
        measures(other, "").problem(404);
        assertThat(all(http.get("/api/v1/entities?q=" + encoded("撤回测试")).ok().path("entities"), "code"))
                .containsExactly(code);
        // what was known before stays, to the byte
        assertThat(measures(code, "&knownAt=" + moment).bytes()).isEqualTo(meanwhile.bytes());

        JsonNode versions =
                http.get("/api/v1/entities/" + code + "/records").ok().path("records");
        assertThat(all(versions, "kind")).containsExactly("entity", "penalty", "penalty", "penalty");
        assertThat(all(versions, "current")).containsExactly("true", "false", "false", "true");
        assertThat(versions.get(1).path("withdrawn").isNull()).isTrue();
        assertThat(versions.get(2).path("withdrawn").path("by").asString()).isEqualTo("李四");
        assertThat(versions.get(2).path("withdrawn").path("why").asString()).isEqualTo("报错文件");
        assertThat(versions.get(2).path("by").asString()).isEqualTo("张三");
        assertThat(versions.get(3).path("by").asString()).isEqualTo("李四");
        assertThat(versions.get(3).path("import").asLong()).isEqualTo(wrong);
        assertThat(versions.get(3).path("data")).isEqualTo(versions.get(1).path("data"));
        JsonNode ended = http.get("/api/v1/entities/" + other + "/records").ok().path("records");
        assertThat(all(ended, "kind")).containsExactly("entity", "penalty", "withdrawn", "withdrawn");
        assertThat(all(ended, "current")).containsOnly("false");
        assertThat(ended.get(3).path("data").isNull()).isTrue();

        // and it can come again
        long again = told("wrong.jsonl", penalty(code, "SERIOUS"));
        assertThat(findings(code)).isEqualTo(meanwhile.ok().path("findings"));
        assertThat(again).isGreaterThan(wrong);
    }

    /** An answer that was kept is not given any more. */
    @Test
    void anImportOfATieIsWithdrawnWithWhatItBrought() {
        String code = CreditCodes.of(960_011);
        String former = CreditCodes.of(960_012);
        told("both.jsonl", entity(code, "撤回测试丙公司") + penalty(former, "SERIOUS"));
        JsonNode before = findings(code);
        long tie = told("tie.jsonl", """
                {"kind": "relation", "subject": "%s", "type": "FORMER_CODE", "other": "%s", "since": "2020-01-01"}
                """.formatted(code, former));
        assertThat(findings(code)).isNotEqualTo(before);
        withdrawn(tie);
        assertThat(findings(code)).isEqualTo(before);
    }

    @Test
    void importsAreListedWithWhereTheyCameFrom() {
        String code = CreditCodes.of(960_021);
        long first = told("first.jsonl", entity(code, "撤回测试丁公司") + penalty(code, "GENERAL"));
        JsonNode unsaid = http.post("/api/v1/records", JSON_LINES, penalty(code, "GENERAL") + entity(code, "撤回测试丁二公司"))
                .ok();
        assertThat(unsaid.path("alreadyPresent").asInt()).isEqualTo(1);
        long second = unsaid.path("import").asLong();

        JsonNode listed = http.get(IMPORTS + "?limit=2&before=" + (second + 1)).ok();
        assertThat(members(listed)).containsExactly("imports", "more");
        assertThat(listed.path("more").asBoolean()).isTrue();
        assertThat(all(listed.path("imports"), "number")).startsWith(Long.toString(second));
        JsonNode newest = one(second);
        assertThat(members(newest))
                .containsExactly("number", "at", "file", "channel", "by", "why", "accepted", "repeated", "withdrawn");
        assertThat(newest.path("file").asString()).isEqualTo("body");
        assertThat(newest.path("channel").asString()).isEqualTo("http");
        assertThat(newest.path("by").isNull()).isTrue();
        assertThat(newest.path("accepted").asLong()).isEqualTo(1);
        assertThat(newest.path("repeated").asLong()).isEqualTo(1);
        assertThat(newest.path("withdrawn").isNull()).isTrue();
        assertThat(one(first).path("by").asString()).isEqualTo("张三");

        withdrawn(second);
        JsonNode withdrawal = one(second).path("withdrawn");
        assertThat(members(withdrawal)).containsExactly("at", "by", "why", "whole");
        assertThat(withdrawal.path("whole").asBoolean()).isTrue();

        // the invented entities of a new installation came by an import too
        JsonNode demo = one(1);
        assertThat(demo.path("channel").asString()).isEqualTo("demo");
    }

    @Test
    void aWithdrawalIsRefusedForWhatIsNotThereOrNoMore() {
        long number = told("twice.jsonl", penalty(CreditCodes.of(960_031), "GENERAL"));
        withdrawn(number);
        JsonNode twice = http.post(IMPORTS + "/" + number + "/withdrawal", JSON, WHO_AND_WHY)
                .problem(409);
        assertThat(twice.path("detail").asString()).contains("李四");
        // that of a record is none of an import
        for (String other : List.of("0", "-1", "999999999", Long.toString(number + 1))) {
            http.post(IMPORTS + "/" + other + "/withdrawal", JSON, WHO_AND_WHY).problem(404);
        }
        http.post(IMPORTS + "/first/withdrawal", JSON, WHO_AND_WHY).problem(400);
        http.get(IMPORTS + "?before=soon").problem(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                        | say who does it
            {"by": "李四"}                            | say who does it
            {"why": "报错文件"}                       | say who does it
            {"by": " ", "why": "报错文件"}            | say who does it
            {"by": "李四", "why": "\\u3000\\n"}       | say who does it
            {"by": "李四", "why": 7}                  | has to be text
            {"by": "李四", "why": "x", "whom": "y"}   | unknown member `whom`; this call takes: by, why
            ["李四", "报错文件"]                      | one JSON object
            {"by": "李四"                             | not JSON""")
    void whoAndWhyHaveToBeSaid(String body, String detail) {
        long number = told("unsaid.jsonl", penalty(CreditCodes.of(960_041), "GENERAL"));
        JsonNode problem =
                http.post(IMPORTS + "/" + number + "/withdrawal", JSON, body).problem(400);
        assertThat(problem.path("detail").asString()).contains(detail);
        assertThat(one(number).path("withdrawn").isNull()).isTrue();
        http.post(IMPORTS + "/" + number + "/withdrawal", "text/plain", WHO_AND_WHY)
                .problem(415);
    }

    @Test
    void recordsAndDecisionsComeInPages() {
        String code = CreditCodes.of(960_051);
        told("paged.jsonl", entity(code, "撤回测试戊公司") + penalty(code, "GENERAL"));
        told("corrected.jsonl", penalty(code, "SERIOUS"));
        String records = "/api/v1/entities/" + code + "/records?limit=2";
        JsonNode first = http.get(records).ok();
        assertThat(first.path("records")).hasSize(2);
        assertThat(first.path("more").asBoolean()).isTrue();
        JsonNode second = http.get(records + "&after="
                        + first.path("records").get(1).path("seq").asLong())
                .ok();
        assertThat(second.path("records")).hasSize(1);
        assertThat(second.path("more").asBoolean()).isFalse();
        assertThat(http.get(records + "&after="
                                + second.path("records").get(0).path("seq").asLong())
                        .ok()
                        .path("records"))
                .isEmpty();

        for (int day = 1; day <= 3; day++) {
            http.get("/api/v1/entities/" + code + "/measures?asOf=2026-11-0" + day)
                    .ok();
        }
        String decisions = "/api/v1/entities/" + code + "/decisions?limit=2";
        JsonNode given = http.get(decisions).ok();
        assertThat(all(given.path("decisions"), "asOf")).containsExactly("2026-11-01", "2026-11-02");
        assertThat(given.path("more").asBoolean()).isTrue();
        JsonNode rest = http.get(decisions + "&after="
                        + given.path("decisions").get(1).path("receipt").asLong())
                .ok();
        assertThat(all(rest.path("decisions"), "asOf")).containsExactly("2026-11-03");
        assertThat(rest.path("more").asBoolean()).isFalse();
    }
}
