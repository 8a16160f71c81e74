package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;
import static supervision.Http.JSON_LINES;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.Http;
import supervision.ServiceTest;
import supervision.intake.CreditCodes;
import tools.jackson.databind.JsonNode;

/** Why not, and when, over HTTP. */
@ServiceTest
class ExplainApiTest {

    private static final AtomicInteger ENTITIES = new AtomicInteger(890_000);

    private final Http http;

    /** Each test has an entity of its own. */
    private final String code = CreditCodes.of(ENTITIES.incrementAndGet());

    ExplainApiTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    private void record(String lines) {
        assertThat(http.post(
                                "/api/v1/records",
                                JSON_LINES,
                                lines.replace("CODE", code).getBytes(StandardCharsets.UTF_8))
                        .ok()
                        .path("setAside"))
                .isEmpty();
    }

    private Http.Answer ask(String day, String explain) {
        return http.get("/api/v1/entities/" + code + "/measures?asOf=" + day + "&explain=" + Http.encoded(explain));
    }

    private String answerOn(String day) {
        return http.get("/api/v1/entities/" + code + "/measures?asOf=" + day)
                .ok()
                .path("repairs")
                .get(0)
                .path("answer")
                .asString();
    }

    private static final String PENALTY = """
            {"kind": "penalty", "subject": "CODE", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕9号", \
            "decidedOn": "2026-04-10", "kinds": ["FINE"], "gravity": "GENERAL"}
            """;

    private static final String ID = "penalty/莱芜区应急管理局/莱应急罚〔2026〕9号";

    @Test
    void theRoadToRepairNamesWhatIsMetWhatHasToBeDoneAndWhatComesByItself() {
        record(PENALTY + """
                {"kind": "performance", "subject": "CODE", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕9号", \
                "performed": true, "performedOn": "2026-05-01"}
                """);

        JsonNode found = ask("2026-06-01", "repair:" + ID).ok();

        JsonNode road = Http.stream(found.path("repairs"))
                .filter(each -> each.path("channel").asString().equals("CREDIT_CHINA"))
                .findFirst()
                .orElseThrow();
        assertThat(road.path("answer").asString()).isEqualTo("NOT_BEFORE");
        String opens = road.path("opensOn").asString();
        // exactly: the day before it is not open, on the day it is
        assertThat(opens).isEqualTo(road.path("day").asString()).isEqualTo("2026-07-11");
        assertThat(answerOn("2026-07-10")).isEqualTo("NOT_BEFORE");
        assertThat(answerOn(opens)).isEqualTo("OPEN");
        List<String> kinds = Http.all(road.path("steps"), "kind");
        assertThat(kinds).containsExactly("MET", "MET", "MET", "WAIT", "PAPER", "PAPER", "TURNS", "TURNS");
        assertThat(says(road, "MET")).anyMatch(text -> text.equals("是否履行完毕：是"));
        assertThat(says(road, "PAPER")).anyMatch(text -> text.contains("提交信用承诺书"));
        assertThat(Http.stream(road.path("steps"))
                        .filter(step -> step.path("kind").asString().equals("WAIT"))
                        .map(step -> step.path("day").asString()))
                .containsExactly(opens);
    }

    @Test
    void whatIsNotPerformedHasToBeDoneAndNoDayIsMadeUpForIt() {
        record(PENALTY + """
                {"kind": "performance", "subject": "CODE", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕9号", \
                "performed": false}
                """);

        JsonNode road = ask("2026-06-01", "repair:" + ID).ok().path("repairs").get(0);

        assertThat(road.path("answer").asString()).isEqualTo("CONDITION_NOT_MET");
        assertThat(road.path("opensOn").isNull()).isTrue();
        JsonNode todo = Http.stream(road.path("steps"))
                .filter(step -> step.path("kind").asString().equals("TO_DO"))
                .findFirst()
                .orElseThrow();
        assertThat(todo.path("says").path("zh").asString()).contains("处罚责任和义务未履行完毕");
        assertThat(todo.path("day").isNull()).isTrue();
        assertThat(Http.all(todo.path("sources"), "id")).contains("ndrc-2025-36/conditions");
    }

    private static List<String> says(JsonNode road, String kind) {
        return Http.stream(road.path("steps"))
                .filter(step -> step.path("kind").asString().equals(kind))
                .map(step -> step.path("says").path("zh").asString())
                .toList();
    }

    @Test
    void ofARuleItSaysWhichConditionFailsWithActualAndNeededValueAndClause() {
        record(PENALTY);
        String rule = "处罚信息已满最短公示期，可以申请修复";

        JsonNode missed = ask("2026-06-01", "rule:" + rule).ok().path("rules").get(0);

        assertThat(missed.path("about").path("record").asString()).isEqualTo(ID);
        assertThat(missed.path("known").asBoolean()).isTrue();
        assertThat(missed.path("met").asInt()).isEqualTo(4);
        assertThat(missed.path("failed")).hasSize(1);
        JsonNode failed = missed.path("failed").get(0);
        assertThat(failed.path("condition").asString()).startsWith("today.reached(");
        assertThat(failed.path("compared").get(0).path("says").path("zh").asString())
                .isEqualTo("须自2026-07-11起，查询日为2026-06-01");
        assertThat(failed.path("holdsFrom").asString()).isEqualTo("2026-07-11");
        assertThat(missed.path("appliesFrom").asString()).isEqualTo("2026-07-11");
        assertThat(missed.path("lacking").path("element").path("zh").asString()).contains("失信程度为一般", "最短公示期");
    }

    @Test
    void whereNoRecordOfTheKindIsKnownItSaysSoAndWhatWouldBringTheMeasure() {
        record(PENALTY);

        JsonNode found = ask("2026-06-01", "market-access").ok();

        assertThat(found.path("applies").asBoolean()).isFalse();
        assertThat(found.path("broughtBy")).isNotEmpty();
        assertThat(found.path("rules")).isNotEmpty();
        for (JsonNode rule : found.path("rules")) {
            assertThat(rule.path("known").asBoolean()).isFalse();
            assertThat(rule.path("failed")).isEmpty();
            assertThat(rule.path("kind").path("zh").asString()).isNotEmpty();
        }

        JsonNode ban = ask("2026-06-01", "ban/food/licence-revoked").ok();
        assertThat(ban.path("broughtBy").get(0).path("zh").asString()).contains("许可证");
        assertThat(Http.all(ban.path("rules"), "rule")).anyMatch(rule -> rule.startsWith("《实施意见》（八）：法定禁入期内"));
    }

    @Test
    void everythingAtOnceIsBoundedAndNearestFirst() {
        // an entity of the demo register with most kinds of records
        JsonNode all = http.get("/api/v1/entities/91370116MAX0000157/measures?asOf=2026-11-22&explain=all")
                .ok();

        assertThat(all.path("rules").size()).isBetween(5, 20);
        assertThat(all.path("repairs").size()).isLessThanOrEqualTo(20);
        assertThat(all.path("withoutRecord").asInt()).isPositive();
        // a condition of an element counts as much as an element behind it, so the first ones lack the least
        List<Boolean> known = Http.stream(all.path("rules"))
                .map(rule -> rule.path("known").asBoolean())
                .toList();
        assertThat(known).isSortedAccordingTo(Comparator.reverseOrder()).contains(true);
        assertThat(all.path("rules").get(0).path("failed").size()).isLessThanOrEqualTo(1);
        assertThat(all.toPrettyString().lines().count()).isLessThan(3000);
        assertThat(Http.members(all)).contains("decision", "pack", "lookedUntil");
    }

    @ParameterizedTest
    @CsvSource({
        "nothing-of-that-name,measures,market-access",
        "list:nothing,list:,wage",
        "rule:最短公示期,rule:,处罚信息已满最短公示期，可以申请修复",
        "repair:penalty/无/无,repair:,penalty/莱芜区应急管理局/莱应急罚〔2026〕9号"
    })
    void whatThereIsNotIsAnsweredWithWhatThereIs(String asked, String form, String known) {
        record(PENALTY);

        JsonNode problem = ask("2026-06-01", asked).problem(400);

        assertThat(Http.stream(problem.path("known").path(form)).map(JsonNode::asString))
                .anyMatch(each -> each.contains(known));
    }

    @Test
    void ofAnUnknownEntityNothingIsExplained() {
        ask("2026-06-01", "all").problem(404);
    }
}
