package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;
import static supervision.Http.JSON;
import static supervision.Http.JSON_LINES;
import static supervision.Http.all;
import static supervision.Http.encoded;
import static supervision.Http.members;
import static supervision.Http.stream;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import supervision.Http;
import supervision.ServiceTest;
import supervision.StoppedClock;
import supervision.intake.CreditCodes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class DecisionApiTest {

    private static final String FOOD_MAKER = "91370116MAX0000157";
    private static final String BUILDER = "91371202MAX000023A";

    /** Well formed, and held by nobody. */
    private static final String UNKNOWN = CreditCodes.of(990_001);

    private static final String ENTITIES = "/api/v1/entities";
    private static final String PENALTY = """
            {"kind": "penalty", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕1号", "decidedOn": "2026-04-10",
             "kinds": ["FINE"], "gravity": "GENERAL"}""";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Http http;

    DecisionApiTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    private static String measures(String code, String query) {
        return ENTITIES + "/" + code + "/measures" + query;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FOOD_MAKER,
                BUILDER,
                "92370116MAX000031R",
                "93370116MAX00004XE",
                "12370116MAX000058R",
                "11370116MAX000066P",
                "52370116MAX000074B"
            })
    void anAnswerSaysWhatAppliesOnWhichRecordsAndUnderWhichClauses(String code) {
        JsonNode decision = http.get(measures(code, "")).ok();
        assertThat(members(decision))
                .containsExactly(
                        "id",
                        "entity",
                        "asOf",
                        "knownAt",
                        "validUntil",
                        "pack",
                        "disposition",
                        "grades",
                        "inspection",
                        "measures",
                        "publicity",
                        "repairs",
                        "referrals",
                        "marks",
                        "bans",
                        "duties",
                        "faults",
                        "comparisons",
                        "commitments",
                        "reports",
                        "sharing",
                        "findings",
                        "warnings");
        assertThat(decision.path("entity").path("code").asString()).isEqualTo(code);
        assertThat(decision.path("entity").path("name").asString()).contains("示例");
        assertThat(decision.path("pack").path("fingerprint").asString()).matches("sha256:[0-9a-f]{64}");

        Set<String> records = new HashSet<>(
                all(http.get(ENTITIES + "/" + code + "/records").ok().path("records"), "id"));
        JsonNode findings = decision.path("findings");
        assertThat(findings).isNotEmpty();
        for (JsonNode finding : findings) {
            assertThat(finding.path("rule").asString()).isNotBlank();
            assertThat(finding.path("en").asString()).isNotBlank();
            assertThat(finding.path("concludes").path("type").asString()).isNotBlank();
            assertThat(finding.path("evidence")).isNotEmpty();
            stream(finding.path("evidence"))
                    .forEach(record -> assertThat(records).contains(record.asString()));
            assertThat(finding.path("sources")).isNotEmpty();
            for (JsonNode source : finding.path("sources")) {
                assertThat(source.path("id").asString()).contains("/");
                assertThat(source.path("evidence").asString()).isIn("F1", "F2", "F3", "M-H", "M-M", "M-L", "NONE");
                assertThat(source.path("cite").asString()).isNotBlank().doesNotContainPattern("[a-z]");
                assertThat(source.has("number")).isTrue();
                for (String text : List.of("instrument", "title", "says")) {
                    assertThat(source.path(text).path("zh").asString()).isNotBlank();
                    assertThat(source.path(text).path("en").asString()).isNotBlank();
                }
            }
        }
        for (String section : List.of(
                "grades",
                "inspection",
                "measures",
                "publicity",
                "repairs",
                "referrals",
                "marks",
                "bans",
                "duties",
                "faults",
                "comparisons",
                "commitments",
                "reports",
                "sharing")) {
            for (JsonNode entry : decision.path(section)) {
                JsonNode places = entry.has("finding")
                        ? MAPPER.createArrayNode().add(entry.path("finding"))
                        : entry.path("findings");
                assertThat(places).as(section).isNotEmpty();
                stream(places).forEach(place -> assertThat(place.asInt()).isBetween(0, findings.size() - 1));
            }
        }
    }

    @Test
    void figuresOfAnotherPlaceAreMarkedAsExamples() {
        JsonNode decision = http.get(measures(FOOD_MAKER, "")).ok();
        JsonNode warning = stream(decision.path("warnings"))
                .filter(each -> each.path("code").asString().equals("EXAMPLE_FIGURE"))
                .findFirst()
                .orElseThrow();
        assertThat(warning.path("text").path("zh").asString()).contains("示例");
        assertThat(warning.path("findings")).isNotEmpty();
        for (JsonNode place : warning.path("findings")) {
            JsonNode parameters = decision.path("findings").get(place.asInt()).path("parameters");
            assertThat(all(parameters, "status")).contains("example");
        }
        assertThat(decision.path("pack").path("examples").asString()).isNotBlank();
    }

    @Test
    void theLawOfTheDayAskedAboutApplies() {
        JsonNode earlier = http.get(measures(FOOD_MAKER, "?asOf=2026-11-22")).ok();
        assertThat(earlier.path("asOf").asString()).isEqualTo("2026-11-22");
        LocalDate change = LocalDate.parse(earlier.path("validUntil").asString());
        JsonNode lastDay =
                http.get(measures(FOOD_MAKER, "?asOf=" + change.minusDays(1))).ok();
        JsonNode nextDay = http.get(measures(FOOD_MAKER, "?asOf=" + change)).ok();
        assertThat(lastDay.path("findings")).isEqualTo(earlier.path("findings"));
        assertThat(nextDay.path("findings")).isNotEqualTo(earlier.path("findings"));
    }

    @Test
    void withoutADayItIsTodayInShanghai() {
        byte[] today = http.get(measures(FOOD_MAKER, "")).bytes();
        assertThat(today)
                .isEqualTo(http.get(measures(FOOD_MAKER, "?asOf=" + StoppedClock.TODAY))
                        .bytes());
        http.get(measures(FOOD_MAKER, "?asOf=")).problem(400);
    }

    @Test
    void theSameQuestionHasTheSameAnswerByteForByte() {
        byte[] first = http.get(measures(BUILDER, "?asOf=2026-11-22")).bytes();
        assertThat(http.get(measures(BUILDER, "?asOf=2026-11-22")).bytes()).isEqualTo(first);
    }

    @Test
    void knowledgeOfAnEarlierMomentDoesNotHoldWhatCameLater() {
        String code = CreditCodes.of(990_010);
        importLines("{\"subject\": \"%s\", %s".formatted(code, PENALTY.strip().substring(1)));
        String moment = all(http.get(ENTITIES + "/" + code + "/records").ok().path("records"), "recordedAt")
                .get(0);
        byte[] then = http.get(measures(code, "?asOf=2026-11-22")).bytes();
        importLines("""
                {"subject": "%s", "kind": "penalty", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕2号", \
                "decidedOn": "2026-05-10", "kinds": ["FINE"], "gravity": "SERIOUS"}""".formatted(code));

        String known = "&knownAt=" + encoded(moment);
        assertThat(http.get(measures(code, "?asOf=2026-11-22")).bytes()).isNotEqualTo(then);
        assertThat(http.get(measures(code, "?asOf=2026-11-22" + known)).bytes()).isEqualTo(then);
        // an offset's plus sign that was not escaped is a blank
        assertThat(http.get(measures(code, "?asOf=2026-11-22&knownAt=" + moment.replace("Z", "+00:00")))
                        .bytes())
                .isEqualTo(then);
        http.get(measures(code, "?asOf=2026-11-22&knownAt=2026-11-22T00:00:00%2B08:00"))
                .problem(404);
    }

    /** Nobody is decided on by a machine: what is held about natural persons cannot be asked about. */
    @Test
    void naturalPersonsAreNotDecidedOn() {
        String person = "ID:" + "0".repeat(64);
        for (String path : List.of("/measures", "/timeline?from=2026-01-01&to=2026-12-31", "/records")) {
            http.get(ENTITIES + "/" + person + path).problem(400);
        }
        http.post("/api/v1/decisions", JSON, "{\"code\": \"" + person + "\", \"facts\": [" + PENALTY + "]}")
                .problem(400);
    }

    /** Wherever it stands in a question, and however it is written. */
    @Test
    void noProblemRepeatsAnIdNumber() {
        String number = "110101199001011237";
        String escaped = number.replace("0", "%30").replace("9", "%39");
        for (String each : List.of(
                ENTITIES + "/" + number + "/measures",
                ENTITIES + "/ID:" + number + "/measures",
                ENTITIES + "/ID%3A" + escaped + "/records",
                ENTITIES + "/" + number,
                "/api/v1/decisions/" + number,
                "/api/v1/nothing/" + number,
                "/" + escaped,
                "/api/v1/duties?from=" + number,
                "/api/v1/duties?" + number + "=1",
                measures(number, "?asOf=" + number))) {
            Http.Answer answer = http.get(each);
            assertThat(answer.status()).as(each).isBetween(400, 499);
            assertThat(answer.text()).as(each).doesNotContain(number, escaped);
        }
        assertThat(http.post("/api/v1/decisions", JSON, "{\"code\": \"" + number + "\", \"" + number + "\": 1}")
                        .text())
                .doesNotContain(number);
    }

    private void importLines(String lines) {
        JsonNode report = http.post("/api/v1/records", JSON_LINES, lines.replace("\n", ""))
                .ok();
        assertThat(report.path("accepted").asInt()).as(report.toString()).isEqualTo(1);
    }

    @Test
    void whatCannotBeAnsweredIsSaidWithTheReason() {
        assertThat(http.get(measures(UNKNOWN, "")).problem(404).path("detail").asString())
                .contains(UNKNOWN);
        assertThat(http.get(measures("91370116MAX0000158", ""))
                        .problem(400)
                        .path("detail")
                        .asString())
                .contains("91370116MAX0000158", "character 18", "`8`");
        assertThat(http.get(measures("91370116MAX0000O57", ""))
                        .problem(400)
                        .path("detail")
                        .asString())
                .contains("character 16", "`O`");
        assertThat(http.get(measures(FOOD_MAKER, "?asOf=2019-12-31"))
                        .problem(422)
                        .path("detail")
                        .asString())
                .contains("2020-01-01");
        assertThat(http.get(measures(FOOD_MAKER, "?asOf=2026-02-30"))
                        .problem(400)
                        .path("detail")
                        .asString())
                .contains("2026-02-30");
        assertThat(http.get(measures(FOOD_MAKER, "?knownAt=2026-11-22"))
                        .problem(400)
                        .path("detail")
                        .asString())
                .contains("knownAt=2026-11-22");
    }

    @ParameterizedTest
    @ValueSource(strings = {FOOD_MAKER, BUILDER})
    void theTimelineChangesOnTheDaysOnWhichTheDecisionDoes(String code) {
        JsonNode timeline = http.get(ENTITIES + "/" + code + "/timeline?from=2026-11-22&to=2028-11-22")
                .ok();
        assertThat(timeline.path("from").asString()).isEqualTo("2026-11-22");
        assertThat(timeline.at("/computedBy/zh").asString()).contains("由第二次读取规则推算");
        assertThat(timeline.path("to").asString()).isEqualTo("2028-11-22");
        String next = "2026-11-22";
        Set<JsonNode> before = Set.of();
        for (JsonNode stretch : timeline.path("stretches")) {
            assertThat(stretch.path("from").asString()).isEqualTo(next);
            JsonNode decision = http.get(measures(code, "?asOf=" + next)).ok();
            assertThat(stretch.path("until")).isEqualTo(decision.path("validUntil"));
            assertThat(stretch.path("disposition")).isEqualTo(decision.path("disposition"));
            Set<JsonNode> now = new HashSet<>();
            stream(decision.path("measures"))
                    .filter(measure -> !measure.path("blocked").asBoolean())
                    .forEach(measure -> now.add(measure.path("title")));
            assertThat(stretch.path("begins").valueStream()).containsExactlyInAnyOrderElementsOf(less(now, before));
            assertThat(stretch.path("ends").valueStream()).containsExactlyInAnyOrderElementsOf(less(before, now));
            before = now;
            next = stretch.path("until").asString("never");
        }
        assertThat(next.equals("never") || next.compareTo("2028-11-22") > 0).isTrue();
    }

    private static Set<JsonNode> less(Set<JsonNode> all, Set<JsonNode> taken) {
        Set<JsonNode> rest = new HashSet<>(all);
        rest.removeAll(taken);
        return rest;
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-11-22&to=2026-11-21, 400",
        "from=2026-11-22&to=2056-11-23, 400",
        "from=2026-02-30, 400",
        "to=tomorrow, 400",
        "from=2019-12-31, 422"
    })
    void aSpanThatCannotBeAnsweredIsRefused(String query, int status) {
        http.get(ENTITIES + "/" + FOOD_MAKER + "/timeline?" + query).problem(status);
    }

    @Test
    void recordsStandWithTheirOriginAndAllTheirVersions() {
        String code = CreditCodes.of(990_020);
        String first =
                "{\"subject\": \"%s\", %s".formatted(code, PENALTY.strip().substring(1));
        importLines(first);
        importLines(first.replace("GENERAL", "SERIOUS"));
        JsonNode records = http.get(ENTITIES + "/" + code + "/records").ok().path("records");
        assertThat(all(records, "id"))
                .containsExactly("penalty/莱芜区应急管理局/莱应急罚〔2026〕1号", "penalty/莱芜区应急管理局/莱应急罚〔2026〕1号");
        assertThat(all(records, "current")).containsExactly("false", "true");
        assertThat(all(records, "kind")).containsOnly("penalty");
        assertThat(all(records, "file")).containsOnly("body");
        assertThat(all(records, "row")).containsOnly("1");
        assertThat(stream(records).map(each -> each.path("data").path("gravity").asString()))
                .containsExactly("GENERAL", "SERIOUS");
        http.get(ENTITIES + "/" + UNKNOWN + "/records").problem(404);
    }

    @Test
    void entitiesAreFoundByPartOfTheNameAndByTheBeginningOfTheCode() {
        assertThat(find("示例建设")).containsExactly(BUILDER);
        assertThat(find(" 9137120 ")).containsExactly(BUILDER);
        assertThat(find("示例")).hasSize(7).isSorted();
        assertThat(find("1202MAX")).isEmpty();
        assertThat(all(
                        http.get(ENTITIES + "?q=" + encoded("示例") + "&limit=2")
                                .ok()
                                .path("entities"),
                        "code"))
                .hasSize(2);
        http.get(ENTITIES + "?limit=many").problem(400);
    }

    @Test
    void percentSignAndUnderscoreAreOrdinaryCharacters() {
        String percent = CreditCodes.of(990_030);
        String underscore = CreditCodes.of(990_031);
        for (String[] each : new String[][] {{percent, "百分之100%测试店"}, {underscore, "下划_线测试店"}}) {
            importLines("""
                    {"subject": "%s", "kind": "entity", "name": "%s", "type": "ENTERPRISE", "jurisdiction": "370116", \
                    "fields": [], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}""".formatted(each[0], each[1]));
        }
        assertThat(find("%")).containsExactly(percent);
        assertThat(find("_")).containsExactly(underscore);
        assertThat(find("\\")).isEmpty();
    }

    private List<String> find(String text) {
        return all(http.get(ENTITIES + "?q=" + encoded(text)).ok().path("entities"), "code");
    }

    @Test
    void factsSentAlongAreDecidedAndNotKept() {
        String body = "{\"code\": \"%s\", \"asOf\": \"2026-07-09\", \"facts\": [%s]}".formatted(UNKNOWN, PENALTY);
        JsonNode decision = http.post("/api/v1/decisions", JSON, body).ok();
        assertThat(decision.path("asOf").asString()).isEqualTo("2026-07-09");
        assertThat(all(decision.path("publicity"), "record")).containsOnly("penalty/莱芜区应急管理局/莱应急罚〔2026〕1号");
        http.get(measures(UNKNOWN, "")).problem(404);
    }

    @Test
    void theFactsOfTheLedgerSentAlongGiveTheDecisionOfTheLedger() {
        JsonNode stored = http.get(measures(FOOD_MAKER, "")).ok();
        ObjectNode body = MAPPER.createObjectNode().put("code", FOOD_MAKER);
        ArrayNode facts = body.putArray("facts");
        stream(http.get(ENTITIES + "/" + FOOD_MAKER + "/records").ok().path("records"))
                .filter(record -> record.path("current").asBoolean())
                .forEach(record -> facts.add(record.path("data")));
        JsonNode supposed = http.post("/api/v1/decisions", JSON, MAPPER.writeValueAsBytes(body))
                .ok();
        assertThat(supposed.path("knownAt").isNull()).isTrue();
        assertThat(supposed.path("findings")).isEqualTo(stored.path("findings"));

        body.put("knownAt", stored.path("knownAt").asString());
        assertThat(http.post("/api/v1/decisions", JSON, MAPPER.writeValueAsBytes(body))
                        .ok())
                .isEqualTo(stored);
    }

    @Test
    void factsOfAnotherEntityNeedATie() {
        String penalty = "{\"kind\":\"penalty\",\"subject\":\"91371202MAX000023A\",\"authority\":\"莱芜区应急管理局\","
                + "\"number\":\"莱应急罚〔2026〕8号\",\"decidedOn\":\"2026-05-06\",\"kinds\":[\"FINE\"],\"gravity\":\"GENERAL\"}";
        String question = "{\"code\":\"91370116MAX0000157\",\"asOf\":\"2026-11-22\",\"facts\":[%s%s]}";

        assertThat(http.post("/api/v1/decisions", JSON, question.formatted(penalty, ""))
                        .problem(400)
                        .path("detail")
                        .asString())
                .contains("91371202MAX000023A", "relation");
        String tie =
                ",{\"kind\":\"relation\",\"type\":\"MERGED_FROM\",\"other\":\"91371202MAX000023A\",\"since\":\"2026-06-01\"}";
        assertThat(http.post("/api/v1/decisions", JSON, question.formatted(penalty, tie))
                        .ok()
                        .path("publicity")
                        .path(0)
                        .path("record")
                        .asString())
                .isEqualTo("penalty/莱芜区应急管理局/莱应急罚〔2026〕8号");
    }

    @Test
    void aDecisionOnPartOfTheFactsSentIsNotGiven() {
        String body = "{\"code\": \"%s\", \"facts\": [%s, %s, 7, {\"kind\": \"penalty\"}, %s]}"
                .formatted(UNKNOWN, PENALTY, PENALTY.replace("2026-04-10", "2026-04-31"), PENALTY);
        JsonNode rows = http.post("/api/v1/decisions", JSON, body).problem(400).path("setAside");
        assertThat(all(rows, "row")).containsExactly("2", "3", "4", "5");
        assertThat(rows.get(0).path("column").asString()).isEqualTo("decidedOn");
        assertThat(rows.get(3).path("problem").asString()).contains("same record");
        assertThat(all(rows, "problem")).allMatch(problem -> problem.contains(" / "));
        assertThat(all(rows, "remedy")).allMatch(remedy -> remedy.contains(" / "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"code\"",
                "null",
                "[]",
                "{}",
                "{\"code\": \"91370116MAX0000158\", \"facts\": [{}]}",
                "{\"code\": \"91370116MAX0000157\"}",
                "{\"code\": \"91370116MAX0000157\", \"facts\": []}",
                "{\"code\": \"91370116MAX0000157\", \"facts\": {}}",
                "{\"code\": \"91370116MAX0000157\", \"facts\": [null]}",
                "{\"code\": \"91370116MAX0000157\", \"asOf\": \"2026-13-01\", \"facts\": [{}]}"
            })
    void aQuestionThatCannotBeReadIsRefused(String body) {
        http.post("/api/v1/decisions", JSON, body).problem(400);
    }

    @Test
    void thePackSaysItsRulesAndWhatCodesAreCalled() {
        JsonNode pack = http.get("/api/v1/rule-packs/current").ok();
        assertThat(pack.path("fingerprint").asString()).matches("sha256:[0-9a-f]{64}");
        assertThat(pack.path("modelledFrom").asString()).isEqualTo("2020-01-01");
        assertThat(pack.path("refused")).isEmpty();
        assertThat(all(pack.path("exampleSets"), "id"))
                .contains(pack.path("examples").asString());
        assertThat(pack.path("rules")).isNotEmpty();
        for (JsonNode rule : pack.path("rules")) {
            assertThat(rule.path("name").asString()).isNotBlank();
            assertThat(rule.path("file").asString()).endsWith(".drl");
            assertThat(rule.path("line").asInt()).isPositive();
            assertThat(rule.path("sources")).isNotEmpty();
        }
        assertThat(pack.path("open")).hasSizeGreaterThan(10).allSatisfy(open -> {
            assertThat(open.path("mustCite").path("zh").asString()).isNotBlank();
            assertThat(open.path("status").asString()).isIn("null", "placeholder", "example");
        });
        assertThat(all(pack.path("open"), "id")).contains("inspection/annual-cap");
        JsonNode labels = http.get("/api/v1/labels").ok();
        assertThat(labels.path("tier").path("STRICT").path("zh").asString()).isEqualTo("严管");
        assertThat(labels.path("tier").path("STRICT").path("en").asString()).isEqualTo("Strict");
        // classpath rules do not change
        assertThat(http.post("/api/v1/rule-packs/reload", JSON, "")
                        .ok()
                        .path("changed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void theFormsAreDocumentedByTheService() {
        Http.Answer schema = http.get("/api/v1/schemas/record");
        assertThat(schema.status()).isEqualTo(200);
        assertThat(schema.contentType()).isEqualTo("application/schema+json");
        assertThat(MAPPER.readTree(schema.bytes()).path("$schema").asString()).contains("2020-12");

        JsonNode openapi = http.get("/api/openapi").ok();
        assertThat(openapi.path("openapi").asString()).startsWith("3.");
        assertThat(members(openapi.path("paths")))
                .containsExactlyInAnyOrder(
                        "/api/v1/imports",
                        "/api/v1/imports/{number}/withdrawal",
                        "/api/v1/entities",
                        "/api/v1/entities/{code}/measures",
                        "/api/v1/entities/{code}/timeline",
                        "/api/v1/entities/{code}/records",
                        "/api/v1/entities/{code}/report",
                        "/api/v1/entities/{code}/decisions",
                        "/api/v1/decisions",
                        "/api/v1/decisions/{id}",
                        "/api/v1/decisions/{id}/receipt",
                        "/api/v1/decisions/{id}/replay",
                        "/api/v1/journal",
                        "/api/v1/duties",
                        "/api/v1/records",
                        "/api/v1/schemas/record",
                        "/api/v1/rule-packs",
                        "/api/v1/rule-packs/{fingerprint}",
                        "/api/v1/rule-packs/{fingerprint}/files",
                        "/api/v1/rule-packs/{fingerprint}/check",
                        "/api/v1/rule-packs/{fingerprint}/report",
                        "/api/v1/rule-packs/{fingerprint}/approve",
                        "/api/v1/rule-packs/{fingerprint}/publish",
                        "/api/v1/rule-packs/{fingerprint}/reject",
                        "/api/v1/rule-packs/{fingerprint}/withdraw",
                        "/api/v1/rule-packs/rollback",
                        "/api/v1/rule-packs/check",
                        "/api/v1/rule-packs/current",
                        "/api/v1/rule-packs/reload",
                        "/api/v1/rules/{rule}",
                        "/api/v1/rules/{rule}/cases",
                        "/api/v1/laws",
                        "/api/v1/laws/{source}/{clause}",
                        "/api/v1/labels");
        for (JsonNode path : openapi.path("paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.path("summary").asString("")).contains(" / ");
            }
        }
    }

    /** It becomes an object in memory before anybody looks at it. */
    @Test
    void aQuestionIsNoFile() {
        assertThat(http.post("/api/v1/decisions", JSON, "{\"code\": \"" + " ".repeat(17 << 20) + "\"}")
                        .problem(413)
                        .path("detail")
                        .asString())
                .contains("16 MB", "POST /api/v1/records");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, '', 404",
        "GET, /api/v2/labels, '', 404",
        "DELETE, /api/v1/labels, '', 405",
        "PUT, /api/v1/records, text/csv, 405",
        "GET, /api/v1/records, '', 405",
        "POST, /api/v1/decisions, text/plain, 415",
        "POST, /api/v1/decisions, '', 415",
        "POST, /api/v1/decisions, application/x-www-form-urlencoded, 415",
        "POST, /api/v1/decisions, application/yaml, 415",
        "POST, /api/v1/decisions/x/replay, text/plain, 415",
        "POST, /api/v1/decisions/x/replay, application/json, 415",
        "POST, /api/v1/rule-packs/reload, '', 415",
        "POST, /api/v1/rule-packs/check, text/plain, 415",
        "POST, /api/v1/rule-packs/rollback, application/yaml, 415",
        "GET, /api/v1/labels, application/json, 415",
        "GET, /api/v1/entities/a%2Fb/measures, '', 400",
        "GET, /api/v1/entities/91370116MAX0000158/measures, '', 400"
    })
    void everyRefusalIsProblemDetails(String method, String path, String contentType, int status) {
        http.send(
                        method,
                        path,
                        contentType.isEmpty() ? null : contentType,
                        status == 415 || method.equals("PUT") ? "x".getBytes(StandardCharsets.UTF_8) : new byte[0])
                .problem(status);
    }
}
