package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import supervision.Http;
import supervision.ServiceTest;
import supervision.intake.CreditCodes;
import tools.jackson.databind.JsonNode;

/** A question is answered as it was asked, or refused by the name of what is wrong with it: an answer to another one never comes. */
@ServiceTest
class QuestionsApiTest {

    private static final String CODE = "91370116MAX0000157";
    private static final String ENTITY = "/api/v1/entities/" + CODE;

    private final Http http;
    private final RequestMappingHandlerMapping mappings;

    QuestionsApiTest(
            @LocalServerPort int port,
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.http = new Http(port);
        this.mappings = mappings;
    }

    private static String detail(Http.Answer answer) {
        return answer.problem(400).path("detail").asString();
    }

    /** One call of this service: a method, an address that fits it, and what it takes as a body. */
    private record Call(RequestMethod method, String path, String contentType, HandlerMethod handler) {

        String with(String query) {
            return path + (path.contains("?") ? "&" : "?") + query;
        }

        byte[] body() {
            return switch (contentType) {
                case "" -> new byte[0];
                case "multipart/form-data; boundary=cut" ->
                    bytes(
                            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nx\r\n--cut--\r\n");
                default -> bytes("{}");
            };
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getPackageName().equals("supervision.api")) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    calls.add(new Call(method, path(info), contentType(info), handler));
                }
            }
        });
        return calls;
    }

    private static String path(RequestMappingInfo info) {
        String pattern = Objects.requireNonNull(info.getPathPatternsCondition())
                .getPatternValues()
                .iterator()
                .next();
        String path = pattern.replace("{code}", CODE).replace("{number}", "1").replaceAll("\\{[a-z]+}", "0".repeat(64));
        return info.getParamsCondition().isEmpty()
                ? path
                : path + "?"
                        + info.getParamsCondition().getExpressions().iterator().next() + "=all";
    }

    private static String contentType(RequestMappingInfo info) {
        return info.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .map(type -> type + (type.getType().equals("multipart") ? "; boundary=cut" : ""))
                .orElse("");
    }

    private Http.Answer send(Call call, String query) {
        return http.send(
                call.method().name(),
                call.with(query),
                call.contentType().isEmpty() ? null : call.contentType(),
                call.body());
    }

    @Test
    void aParameterThatNobodyKnowsIsRefusedByEachCall() {
        List<Call> calls = calls();
        // those that there are today: fewer would mean that they are not looked at
        assertThat(calls).hasSizeGreaterThanOrEqualTo(25);
        for (Call call : calls) {
            String said = detail(send(call, "nobodyKnows=1"));
            assertThat(said)
                    .as(call.toString())
                    .contains("不认识的参数 `nobodyKnows`")
                    .contains("unknown parameter `nobodyKnows`");
            for (String name : AskedNames.Names.of(call.handler()).texts()) {
                String misspelt = name.toUpperCase(java.util.Locale.ROOT);
                assertThat(detail(send(call, misspelt + "=1")))
                        .as(call + " " + misspelt)
                        .contains("应为 `" + name + "`")
                        .contains("`" + name + "` is meant");
            }
        }
    }

    @Test
    void aParameterWithoutAValueOrGivenTwiceIsRefusedByEachCall() {
        Set<String> empty = new TreeSet<>();
        for (Call call : calls()) {
            AskedNames.Names names = AskedNames.Names.of(call.handler());
            for (String name : names.texts()) {
                if (call.path().contains("?" + name + "=")) {
                    continue;
                }
                assertThat(detail(send(call, name + "=1&" + name + "=1")))
                        .as(call + " " + name)
                        .contains("`" + name + "` 给了不止一次")
                        .contains("`" + name + "` is given more than once");
                if (names.maybeEmpty().contains(name)) {
                    empty.add(name);
                } else {
                    for (String nothing : List.of(name + "=", name, name + "=%20")) {
                        assertThat(detail(send(call, nothing)))
                                .as(call + " " + nothing)
                                .contains("`" + name + "` 没有值")
                                .contains("`" + name + "` has no value");
                    }
                }
            }
        }
        // an empty search lists the first entities
        assertThat(empty).containsExactly("q");
    }

    @Test
    void aMemberThatNobodyKnowsOrThatIsGivenTwiceIsRefusedByEachCall() {
        int bodies = 0;
        for (Call call : calls()) {
            Method method = call.handler().getMethod();
            boolean read = List.of(call.handler().getMethodParameters()).stream()
                    .anyMatch(each -> each.hasParameterAnnotation(RequestBody.class));
            if (!read) {
                continue;
            }
            bodies++;
            String unknown = http.post(call.path(), Http.JSON, "{\"nobodyKnows\": 1}")
                    .problem(400)
                    .path("detail")
                    .asString();
            assertThat(unknown)
                    .as(method.toString())
                    .contains("不认识的成员 `nobodyKnows`")
                    .contains("unknown member `nobodyKnows`");
            assertThat(detail(http.post(call.path(), Http.JSON, "{\"by\": \"a\", \"by\": \"b\"}")))
                    .as(method.toString())
                    .contains("成员 `by` 给了不止一次")
                    .contains("member `by` is given more than once");
            for (String other : List.of("[]", "1", "\"x\"", "null", "{", "{} {}")) {
                http.post(call.path(), Http.JSON, other).problem(400);
            }
        }
        assertThat(bodies).isGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/measures?asof=2020-06-01 | 不认识的参数 `asof`，应为 `asOf`；此处可用：asOf, explain, knownAt | unknown parameter `asof`, `asOf` is meant; this call takes: asOf, explain, knownAt",
                "/measures?date=2020-06-01 | 不认识的参数 `date`；此处可用：asOf, explain, knownAt | unknown parameter `date`; this call takes: asOf, explain, knownAt",
                "/measures?Explain=all | 应为 `explain` | `explain` is meant",
                "/measures?asOf= | `asOf` 没有值，请填写，或者去掉这个参数 | `asOf` has no value: give one, or leave the parameter out",
                "/measures?asOf=2026-11-22&knownat=2020-01-01T00:00:00Z | 不认识的参数 `knownat`，应为 `knownAt` | `knownAt` is meant",
                "/measures?asOf=2026-11-22&asOf=2020-01-01 | `asOf` 给了不止一次，请只给一次 | `asOf` is given more than once",
                "/measures?asOf=2026-02-30 | `asOf=2026-02-30` 不是存在的日期，应写成 2026-11-22 | `asOf` is no day that exists",
                "/measures?asOf=9999-01-01 | `asOf=9999-01-01` 应在 1949 年至 2199 年之间，请核对年份 | `asOf=9999-01-01` has to lie in the years 1949 to 2199",
                "/measures?asOf=tomorrow | `asOf=tomorrow` 不是存在的日期 | `asOf` is no day that exists",
                "/measures?knownAt=yesterday | `knownAt=yesterday` 应写成 2026-11-22T09:00:00+08:00，带时区 | with its offset",
                "/records?limit=many | `limit=many` 应为整数 | `limit=many` has to be a whole number",
                "/records?limit=0 | `limit=0` 应为 1 至 1000 | `limit` has to lie between 1 and 1000",
                "/records?limit=1001 | `limit=1001` 应为 1 至 1000 | `limit` has to lie between 1 and 1000",
                "/report?use=own&Format=pdf | 应为 `format` | `format` is meant",
                "/measures?=x | `=x` 之前没有参数名称，应写成“名称=值” | `=x` has no name before it",
                "/measures?asOf=2026-01-01&= | `=` 之前没有参数名称 | has no name before it",
                "/measures?asOf=%ff | `asOf` 的百分号编码有误，请按 UTF-8 编码 | `asOf` is not percent-encoded: encode it as UTF-8"
            })
    void eachBadQuestionIsToldWhatIsWrong(String query, String zh, String en) {
        assertThat(detail(http.get(ENTITY + query))).contains(zh).contains(en);
    }

    @Test
    void whatNobodyWouldAskForIsTooMany() {
        assertThat(detail(http.get(ENTITY + "/measures?" + "a=1&".repeat(1500))))
                .contains("一次最多 100 个参数")
                .contains("at most 100 parameters");
    }

    /** Left out they would be another question, most often the empty one, which finds everybody. */
    @ParameterizedTest
    @ValueSource(strings = {"%00", "%1b", "%7f", "%e2%80%8b", "%ef%bb%bf", "%e2%80%ae", "%ef%bf%bd", "%00%00"})
    void aSearchForWhatCannotBeSeenIsRefused(String text) {
        assertThat(detail(http.get("/api/v1/entities?q=" + text))).contains("`q` 中只有不可见的字符");
        assertThat(detail(http.get("/api/v1/duties?unit=" + text))).contains("`unit` 中只有不可见的字符");
    }

    @Test
    void aNumberOfAnImportIsOneOrMore() {
        assertThat(detail(http.get("/api/v1/imports?before=0")))
                .contains("`before=0` 应为 1 以上的导入编号")
                .contains("`before` has to be the number of an import");
    }

    private static String seen(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(QuestionsApiTest.class.getResourceAsStream("/intake/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "foo"})
    void aBodyThatIsPackedIsCalledThat(String packed) {
        assertThat(http.send("POST", "/api/v1/records", Http.CSV, new byte[] {1, 2}, "Content-Encoding", packed)
                        .problem(415)
                        .path("detail")
                        .asString())
                .contains("不带 Content-Encoding", "without Content-Encoding");
    }

    /** What is decided about is what was sent: no half of a character becomes another one, and no digit is rounded away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"number\": \"罚\\ud800号\" | `number`",
                "\"number\": \"1号\", \"fine\": 1e-400 | `fine`",
                "\"number\": \"1号\", \"fine\": 2000.00000000000000000001 | `fine`",
            })
    void factsThatCannotBeKeptAsTheyAreAreNotDecidedAbout(String components, String named) {
        String body = """
                {"code": "91370116MAX0000157", "facts": [{"kind": "penalty", "authority": "某局", "decidedOn": "2026-03-01",
                  "kinds": ["FINE"], %s}]}""".formatted(components);
        assertThat(http.post("/api/v1/decisions", Http.JSON, body).problem(400).toString())
                .contains(named.replace("`", ""));
    }

    @Test
    void eachRequestThatWasSeenIsRefused() throws IOException {
        for (String line : seen("F13-F20-requests.txt").lines().toList()) {
            String path = line.replaceFirst("GET ", "");
            if (path.contains("%e8%8e")) {
                // a client of Java does not send it
                continue;
            }
            http.get(path).problem(400);
        }
        assertThat(detail(http.get("/api/v1/entities?q=%E8%8E"))).contains("`q` 的百分号编码有误");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F11-asof-array.json | `asOf` 应为文本 / `asOf` has to be text",
                "F11-asof-misspelt.json | 不认识的成员 `asof`，应为 `asOf`"
            })
    void eachBodyThatWasSeenIsRefused(String file, String said) throws IOException {
        assertThat(detail(http.post("/api/v1/decisions", Http.JSON, seen(file))))
                .contains(said);
    }

    @Test
    void aSubjectOfAnotherTypeIsNotOverwritten() throws IOException {
        JsonNode problem = http.post("/api/v1/decisions", Http.JSON, seen("F12-subject-array.json"))
                .problem(400);
        JsonNode row = problem.path("setAside").get(0);
        assertThat(row.path("column").asString()).isEqualTo("subject");
        assertThat(row.path("problem").asString()).isEqualTo("`subject`应为文本 / `subject` has to be text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\": 5, \"facts\": []}",
                "{\"code\": null, \"facts\": []}",
                "{\"code\": \"\", \"facts\": []}",
                "{\"code\": \"91370116MAX0000157\", \"asOf\": \"\", \"facts\": [{}]}",
                "{\"code\": \"91370116MAX0000157\", \"asOf\": 20261122, \"facts\": [{}]}",
                "{\"code\": \"91370116MAX0000157\", \"knownAt\": true, \"facts\": [{}]}",
                "{\"code\": \"91370116MAX0000157\", \"facts\": {}}",
                "{\"code\": \"91370116MAX0000157\", \"facts\": [[]]}",
                "{\"code\": \"91370116MAX0000157\", \"facts\": [{\"kind\": \"penalty\", \"kind\": \"permit\"}]}"
            })
    void otherBodiesOfTheWrongTypeAreRefused(String body) {
        http.post("/api/v1/decisions", Http.JSON, body).problem(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/rule-packs/rollback | {\"to\": \"3\"} | to",
                "/api/v1/rule-packs/rollback | {\"by\": 3} | by",
                "/api/v1/rule-packs/abc/approve | {\"effectiveOn\": [2026, 1, 1]} | effectiveOn",
                "/api/v1/rule-packs/abc/approve | {\"effectiveon\": \"2026-01-01\"} | effectiveOn",
                "/api/v1/imports/1/withdrawal | {\"by\": true} | by"
            })
    void aMemberOfAnotherTypeIsNamed(String path, String body, String member) {
        assertThat(detail(http.post(path, Http.JSON, body))).contains("`" + member + "`");
    }

    @Test
    void aFieldOfAFormThatNobodyKnowsIsRefused() {
        assertThat(detail(upload("/api/v1/records", part("file", "a.csv"), part("Why", null))))
                .contains("不认识的表单字段 `Why`，应为 `why`")
                .contains("unknown field of the form `Why`, `why` is meant");
        assertThat(detail(upload("/api/v1/records", part("file", "a.csv"), part("file", "b.csv"))))
                .contains("`file` 给了不止一次");
        assertThat(detail(upload("/api/v1/records?by=a", part("file", "a.csv"), part("by", null))))
                .contains("`by` 给了不止一次");
        assertThat(detail(upload("/api/v1/records", part("data", "a.csv")))).contains("不认识的表单字段 `data`");
        assertThat(detail(upload("/api/v1/records", part("by", null)))).contains("表单缺少文件字段 `file`");
        String[] sixty = new String[60];
        for (int i = 0; i < sixty.length; i++) {
            sixty[i] = part("f" + i, null);
        }
        assertThat(detail(upload("/api/v1/records", sixty))).contains("不认识的表单字段 `f0`");
    }

    private static String part(String name, @Nullable String file) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file == null ? "" : "; filename=\"" + file + "\"") + "\r\n\r\nx\r\n";
    }

    private Http.Answer upload(String path, String... parts) {
        return http.post(path, "multipart/form-data; boundary=cut", bytes(String.join("", parts) + "--cut--\r\n"));
    }

    /** 500 is never the answer to bad input. */
    @Test
    void noMethodFailsInside() {
        for (String method : List.of("TRACE", "PUT", "PATCH", "DELETE", "PROPFIND")) {
            for (String path : List.of("/", "/api/v1/journal", ENTITY + "/measures", "/api/nowhere")) {
                Http.Answer answer = http.send(method, path, null, new byte[0]);
                assertThat(answer.status()).as(method + " " + path).isBetween(400, 499);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91370116max0000157",
                "９１３７０１１６ＭＡＸ００００１５７",
                "91370116 MAX000015 7",
                "91370116-MAX000015-7",
                "\u200b91370116MAX0000157"
            })
    void aCodeIsReadHoweverItIsWritten(String code) {
        String plain = http.get(ENTITY + "/measures").text();
        assertThat(http.get("/api/v1/entities/" + Http.encoded(code).replace("+", "%20") + "/measures")
                        .ok()
                        .path("entity")
                        .path("code")
                        .asString())
                .isEqualTo(CODE);
        assertThat(plain).contains(CODE);
        assertThat(Http.all(
                        http.get("/api/v1/entities?q=" + Http.encoded(code))
                                .ok()
                                .path("entities"),
                        "code"))
                .containsExactly(CODE);
        assertThat(http.get("/api/v1/entities/" + Http.encoded(code).replace("+", "%20") + "/records")
                        .ok()
                        .path("code")
                        .asString())
                .isEqualTo(CODE);
    }

    @Test
    void aLargeFineIsTakenWhenItIsConfirmed() {
        String code = CreditCodes.of(990_100);
        String file = "CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB,CF_NR_FK\r\n" + code
                + ",罚〔2026〕1号,某局,2026-03-01,罚款,2000\r\n";
        JsonNode asked = http.post("/api/v1/records", Http.CSV, file).ok();
        assertThat(asked.path("accepted").asInt()).isZero();
        assertThat(asked.path("setAside").get(0).path("problem").asString())
                .contains("是否误按元填写")
                .contains("were yuan meant");
        JsonNode taken =
                http.post("/api/v1/records?confirmed=fines", Http.CSV, file).ok();
        assertThat(taken.path("accepted").asInt()).isEqualTo(1);
        assertThat(detail(http.post("/api/v1/records?confirmed=yes", Http.CSV, file)))
                .contains("`confirmed=yes` 应为 fines");
    }
}
