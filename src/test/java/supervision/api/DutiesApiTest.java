package supervision.api;

import static org.assertj.core.api.Assertions.assertThat;
import static supervision.Http.JSON_LINES;
import static supervision.Http.all;
import static supervision.Http.encoded;
import static supervision.Http.members;
import static supervision.Http.stream;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import supervision.Http;
import supervision.StoppedClock;
import supervision.SupervisionApplication;
import supervision.casework.DecideCase;
import supervision.decision.Decision;
import supervision.decision.Recipient;
import supervision.intake.CreditCodes;
import supervision.journal.Journal;
import tools.jackson.databind.JsonNode;

/** A register of its own: a list of duties is about all entities, and other tests fill theirs. */
@SpringBootTest(
        classes = SupervisionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:duties;DB_CLOSE_DELAY=-1", "supervision.demo=true"})
@Import(StoppedClock.class)
class DutiesApiTest {

    private static final String DUTIES = "/api/v1/duties";
    private static final String LATE = CreditCodes.of(700_001);
    private static final String REVOKED = CreditCodes.of(700_002);
    private static final String NOTHING_RECORDED = CreditCodes.of(700_003);
    private static final String AUTHORITY = "莱芜区地方金融监督管理局";

    private final Http http;

    @Autowired
    private DecideCase decide;

    @Autowired
    private Journal journal;

    DutiesApiTest(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @BeforeEach
    void records() {
        record("""
                {"kind": "entity", "subject": "%1$s", "name": "测试贷款公司", "type": "ENTERPRISE", "jurisdiction": "371202", \
                "fields": [], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}
                {"kind": "penalty", "subject": "%1$s", "authority": "%4$s", "number": "莱金罚〔2026〕1号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"], "fine": 20000, "gravity": "GENERAL"}
                {"kind": "objection", "subject": "%1$s", "number": "莱异〔2026〕71号", \
                "target": "penalty/%4$s/莱金罚〔2026〕1号", "ground": "WRONG", "receivedOn": "2026-11-02", "needsOtherUnit": false}
                {"kind": "penalty", "subject": "%2$s", "authority": "%4$s", "number": "莱金罚〔2026〕2号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"], "fine": 20000, "gravity": "GENERAL", "displayedOn": "2026-04-15", \
                "revokedOn": "2026-11-20"}
                {"kind": "entity", "subject": "%3$s", "name": "测试无记录公司", "type": "ENTERPRISE", "jurisdiction": "370116", \
                "fields": [], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}
                """.formatted(LATE, REVOKED, NOTHING_RECORDED, AUTHORITY));
    }

    private void record(String lines) {
        assertThat(http.post("/api/v1/records", JSON_LINES, lines)
                        .ok()
                        .path("setAsideInAll")
                        .asInt())
                .isZero();
    }

    private JsonNode list(String query) {
        return http.get(DUTIES + query).ok();
    }

    @Test
    void aMonthFromTodayIsListedWithWhatIsOverdueFirst() {
        JsonNode list = list("");

        assertThat(list.path("today").asString()).isEqualTo("2026-11-23");
        assertThat(list.path("from").asString()).isEqualTo("2026-11-23");
        assertThat(list.path("to").asString()).isEqualTo("2026-12-23");
        assertThat(list.path("entities").asInt()).as("those with records").isBetween(9, 10);
        assertThat(list.at("/computedBy/zh").asString()).contains("由第二次读取规则推算");
        assertThat(list.at("/computedBy/en").asString()).startsWith("computed by the second reading of the rules");
        assertThat(list.path("more").asBoolean()).isFalse();
        assertThat(list.path("total").asInt()).isEqualTo(list.path("duties").size());
        JsonNode first = list.path("duties").get(0);
        assertThat(members(first))
                .containsExactly(
                        "code",
                        "name",
                        "jurisdiction",
                        "about",
                        "act",
                        "who",
                        "unit",
                        "texts",
                        "clauses",
                        "leadUnits",
                        "responsibleUnits",
                        "dueOn",
                        "reminder",
                        "overdue",
                        "since",
                        "until");
        assertThat(first.path("overdue").asBoolean()).isTrue();
        JsonNode late = stream(list.path("duties"))
                .filter(duty -> duty.path("about").asString().equals("objection/莱异〔2026〕71号"))
                .findFirst()
                .orElseThrow();
        assertThat(late.path("code").asString()).isEqualTo(LATE);
        assertThat(late.path("about").asString()).isEqualTo("objection/莱异〔2026〕71号");
        assertThat(late.path("act").asString()).isEqualTo("ANSWER_OBJECTION");
        assertThat(late.path("dueOn").asString()).isEqualTo("2026-11-05");
        assertThat(late.path("overdue").asBoolean()).isTrue();
        assertThat(late.path("unit").asString()).as("of the record objected to").isEqualTo(AUTHORITY);
        assertThat(all(late.path("clauses"), "id")).contains("shandong-credit-2020/art-39");
        List<String> days = stream(list.path("duties"))
                .map(duty -> (duty.path("overdue").asBoolean() ? "0 " : "1 ")
                        + duty.path("dueOn").asString(duty.path("since").asString()))
                .toList();
        assertThat(days).isSorted();
        // the same question gets the same bytes, from what was kept too
        assertThat(http.get(DUTIES).bytes()).isEqualTo(http.get(DUTIES).bytes());
    }

    @Test
    void nothingIsListedTwiceAndNobodyWithoutRecords() {
        JsonNode duties = list("?to=2027-12-31").path("duties");

        List<String> keys = stream(duties)
                .map(duty -> String.join(
                        " ",
                        duty.path("code").asString(),
                        duty.path("about").asString(),
                        duty.path("act").asString(),
                        duty.path("who").asString(),
                        duty.path("dueOn").asString("")))
                .toList();
        assertThat(keys).doesNotHaveDuplicates().noneMatch(key -> key.contains(NOTHING_RECORDED));
        // withdrawn from two channels by one day: one duty, both rules
        List<JsonNode> withdrawals = stream(duties)
                .filter(duty -> duty.path("code").asString().equals(REVOKED)
                        && duty.path("act").asString().equals("WITHDRAW"))
                .toList();
        assertThat(withdrawals).hasSize(1);
        assertThat(withdrawals.get(0).path("dueOn").asString()).isEqualTo("2026-11-25");
    }

    @Test
    void whatADayBringsIsWhatItsDecisionSays() {
        LocalDate day = LocalDate.of(2026, 11, 25);
        List<String> onTheDay = decide.decide(REVOKED, day, null).duties().stream()
                .filter(duty -> day.equals(duty.dueOn()))
                .map(duty -> duty.about() + duty.act())
                .distinct()
                .toList();
        assertThat(onTheDay).isNotEmpty();

        JsonNode duties = list("?from=" + day + "&to=" + day + "&unit=" + encoded(AUTHORITY))
                .path("duties");
        assertThat(stream(duties)
                        .map(duty ->
                                duty.path("about").asString() + duty.path("act").asString()))
                .containsExactlyElementsOf(onTheDay);
    }

    @Test
    void whatIsOverdueOrDueAtOnceIsNotInAListThatBeginsTomorrow() {
        assertThat(stream(list("?from=2026-11-24&to=2026-12-23").path("duties")))
                .isNotEmpty()
                .noneMatch(duty -> duty.path("overdue").asBoolean())
                .allMatch(duty -> duty.path("dueOn").isString()
                        ? duty.path("dueOn").asString().compareTo("2026-11-24") >= 0
                        : duty.path("since").asString().compareTo("2026-11-24") >= 0);
        // one that begins in the past has what is still to be done, and so do those of today
        assertThat(list("?from=2026-11-01&to=2026-12-23").path("duties"))
                .isEqualTo(list("?from=2026-11-23&to=2026-12-23").path("duties"));
    }

    @Test
    void aMeasureThatEndsIsToBeReviewedByItsLastDay() {
        String builder = "91371202MAX000023A";
        JsonNode review = stream(list("?from=2026-12-01&to=2027-12-31&unit=RECORD_AUTHORITY")
                        .path("duties"))
                .filter(duty -> duty.path("code").asString().equals(builder)
                        && duty.path("act").asString().equals("REVIEW_MEASURE"))
                .findFirst()
                .orElseThrow();
        LocalDate last = LocalDate.parse(review.path("dueOn").asString());
        String about = review.path("about").asString();

        assertThat(measures(builder, last))
                .anySatisfy(measure -> assertThat(measure.until()).isEqualTo(last.plusDays(1)));
        assertThat(about).startsWith("banGround/");
        assertThat(review.path("unit").asString()).isEqualTo(about.split("/")[3]);
        assertThat(review.path("until").asString()).isEqualTo(last.plusDays(1).toString());
        assertThat(all(review.path("clauses"), "id")).contains("laiwu-2020-19/8");
    }

    @Test
    void whatIsShownIsToBeTakenDownByTheLastDayOfItsPublicity() {
        String food = "91370116MAX0000157";
        List<JsonNode> reminders = stream(list("?to=2029-11-23&limit=100000").path("duties"))
                .filter(duty -> duty.path("reminder").asBoolean()
                        && duty.path("code").asString().equals(food)
                        && duty.path("act").asString().equals("TAKE_DOWN"))
                .toList();

        assertThat(reminders).isNotEmpty().allSatisfy(reminder -> {
            LocalDate last = LocalDate.parse(reminder.path("dueOn").asString());
            assertThat(decide.decide(food, last, null).publicity())
                    .anyMatch(publicity -> publicity.shown()
                            && publicity.record().equals(reminder.path("about").asString())
                            && last.plusDays(1).equals(publicity.until()));
            assertThat(decide.decide(food, last.plusDays(1), null).publicity())
                    .noneMatch(publicity -> publicity.shown()
                            && publicity.record().equals(reminder.path("about").asString())
                            && last.plusDays(1).equals(publicity.until()));
        });
    }

    private List<Decision.MeasureApplied> measures(String code, LocalDate day) {
        return decide.decide(code, day, null).measures();
    }

    @Test
    void aUnitIsACodePartOfANameOrADivision() {
        assertThat(stream(list("?unit=ENTITY").path("duties")))
                .isNotEmpty()
                .allMatch(duty -> duty.path("who").asString().equals("ENTITY"));
        assertThat(list("?unit=entity").path("duties"))
                .isEqualTo(list("?unit=ENTITY").path("duties"));
        assertThat(all(list("?unit=" + encoded("地方金融")).path("duties"), "code"))
                .isNotEmpty()
                .containsOnly(LATE, REVOKED);
        assertThat(all(list("?unit=371202").path("duties"), "jurisdiction"))
                .isNotEmpty()
                .containsOnly("371202");
        assertThat(list("?unit=" + encoded("没有这个单位")).path("duties")).isEmpty();
        http.get(DUTIES + "?unit=").problem(400);
    }

    @Test
    void aListThatIsCutSaysSo() {
        JsonNode whole = list("");
        JsonNode cut = list("?limit=2");

        assertThat(cut.path("more").asBoolean()).isTrue();
        assertThat(cut.path("total").asInt()).isEqualTo(whole.path("total").asInt());
        assertThat(cut.path("duties").valueStream().toList())
                .isEqualTo(whole.path("duties").valueStream().limit(2).toList());
    }

    @Test
    void whatIsRecordedMeanwhileIsSeenAndNoReceiptIsWritten() {
        String code = CreditCodes.of(700_004);
        String query = "?unit=" + encoded("测试登记后即列出局");
        long receipts = journal.head().seq();
        assertThat(list(query).path("duties")).isEmpty();

        record("""
                {"kind": "penalty", "subject": "%s", "authority": "测试登记后即列出局", "number": "罚〔2026〕1号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"], "fine": 20000, "gravity": "GENERAL", "revokedOn": "2026-11-20"}
                """.formatted(code));
        assertThat(all(list(query).path("duties"), "code")).containsOnly(code);
        // withdrawn: seen to be gone
        record("""
                {"kind": "display", "subject": "%1$s", "target": "penalty/测试登记后即列出局/罚〔2026〕1号", "channel": "CREDIT_CHINA", \
                "seenOn": "2026-11-23", "shown": false}
                {"kind": "display", "subject": "%1$s", "target": "penalty/测试登记后即列出局/罚〔2026〕1号", \
                "channel": "PUBLICITY_SYSTEM", "seenOn": "2026-11-23", "shown": false}
                """.formatted(code));
        assertThat(list(query).path("duties")).isEmpty();
        assertThat(journal.head().seq()).isEqualTo(receipts);
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-13-01, from=2026-13-01",
        "to=tomorrow, to=tomorrow",
        "from=2026-12-01&to=2026-11-30, no earlier",
        "to=2026-11-22, today (2026-11-23) or later",
        "from=2026-01-01&to=2026-02-01, today (2026-11-23) or later",
        "to=2029-11-24, 2029-11-23 at the latest",
        "from=2026-11-01&to=2029-11-02, 2029-11-01 at the latest",
        "from=2029-12-01, 2029-11-23 at the latest"
    })
    void aSpanThatCannotBeListedIsNamed(String query, String says) {
        JsonNode problem = http.get(DUTIES + "?" + query).problem(400);
        assertThat(problem.path("detail").asString()).contains(says);
    }

    @Test
    void threeYearsAreNotTooLong() {
        assertThat(list("?to=2029-11-23").path("to").asString()).isEqualTo("2029-11-23");
    }

    @Test
    void anUnknownCodeIsAnsweredWithThoseThatThereAre() {
        JsonNode problem = http.get(DUTIES + "?unit=PUBLISHER").problem(400);

        assertThat(problem.path("detail").asString()).contains("PUBLISHER", "RECORD_AUTHORITY");
        assertThat(members(problem.path("units")))
                .containsExactlyElementsOf(
                        Arrays.stream(Recipient.values()).map(Enum::name).toList());
        assertThat(problem.path("units").path("SUPERVISOR").path("zh").asString())
                .isEqualTo("主管人员");
        http.get(DUTIES + "?limit=many").problem(400);
    }
}
