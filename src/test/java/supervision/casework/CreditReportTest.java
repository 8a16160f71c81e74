package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.RandomCases;
import supervision.Told;
import supervision.casework.ReportWords.Word;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.FigureUsed;
import supervision.decision.Text;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.BanGround;
import supervision.facts.BasisLevel;
import supervision.facts.Case;
import supervision.facts.Channel;
import supervision.facts.Commitment;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.InvalidCreditCodeException;
import supervision.facts.ListEntry;
import supervision.facts.Objection;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Performance;
import supervision.facts.Permit;
import supervision.facts.RelatedRecord;
import supervision.facts.Relation;
import supervision.facts.RepairCase;
import supervision.intake.FactJson;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;
import supervision.rulepack.Tables.ReportPart;
import supervision.rulepack.Tables.ReportUse;

/** What stands in a report, and above all what does not. */
class CreditReportTest {

    private static final String CODE = "91370116MAX0000157";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Instant KNOWN_AT = Instant.parse("2026-11-22T01:00:00Z");
    private static final String SAFETY = "济南市莱芜区应急管理局";
    private static final String MARKET = "济南市莱芜区市场监督管理局";

    /** Ids of clauses as the pack writes them. */
    private static final Pattern CLAUSE_IDS =
            Pattern.compile("[a-z]+-\\d{4}-\\d+/|[a-z]+-(law|code|regulation)/|/art-\\d");

    private final DecisionEngine engine = Engines.shipped();
    private final ReportWords words = new ReportWords(engine.pack());

    // facts

    private static Entity entity(String name) {
        return Told.fact(
                Entity.class,
                "name",
                name,
                "type",
                Entity.Type.ENTERPRISE,
                "jurisdiction",
                "370116",
                "fields",
                Set.of("FOOD"),
                "ownership",
                Entity.Ownership.PRIVATE,
                "status",
                Entity.Status.ACTIVE,
                "fullCoverage",
                false);
    }

    private static Penalty penalty(String authority, String number, LocalDate decidedOn) {
        return penalty(authority, number, decidedOn, null);
    }

    private static Penalty penalty(
            String authority, String number, LocalDate decidedOn, @Nullable LocalDate revokedOn) {
        return Told.fact(
                Penalty.class,
                "authority",
                authority,
                "number",
                number,
                "decidedOn",
                decidedOn,
                "kinds",
                Set.of(PenaltyKind.FINE),
                "fine",
                new java.math.BigDecimal("50000"),
                "field",
                "FOOD",
                "gravity",
                Penalty.Gravity.GENERAL,
                "procedure",
                Penalty.Procedure.ORDINARY,
                "conduct",
                "生产经营标签不符合规定的食品",
                "conductEndedOn",
                decidedOn.minusDays(10),
                "displayedOn",
                authority.equals(MARKET) ? decidedOn.plusDays(7) : null,
                "revokedOn",
                revokedOn);
    }

    private static RepairCase repaired(String number, Penalty penalty, Channel channel) {
        return Told.fact(
                RepairCase.class,
                "number",
                number,
                "target",
                penalty.id(),
                "channel",
                channel,
                "submittedOn",
                LocalDate.of(2026, 9, 1),
                "result",
                RepairCase.Result.GRANTED,
                "decidedOn",
                LocalDate.of(2026, 9, 10));
    }

    private static Objection objection(
            String number, String target, Objection.@Nullable Result result, @Nullable LocalDate decidedOn) {
        return Told.fact(
                Objection.class,
                "number",
                number,
                "target",
                target,
                "ground",
                Objection.Ground.WRONG,
                "receivedOn",
                LocalDate.of(2026, 11, 18),
                "needsOtherUnit",
                false,
                "result",
                result,
                "decidedOn",
                decidedOn);
    }

    private CreditReport report(String use, Fact... facts) {
        return report(engine, use, facts);
    }

    private static CreditReport report(DecisionEngine engine, String use, Fact... facts) {
        Case asked = new Case(CODE, List.of(facts), DAY, KNOWN_AT);
        return ReportBuilder.build(engine.pack(), asked, engine.decide(asked), use(engine, use));
    }

    private static ReportUse use(DecisionEngine engine, String id) {
        return Objects.requireNonNull(engine.pack().tables().reports().uses().get(id));
    }

    private static CreditReport.Section section(CreditReport report, ReportPart part) {
        return report.sections().stream()
                .filter(section -> section.id() == part)
                .findFirst()
                .orElseThrow();
    }

    private static List<@Nullable String> records(CreditReport report, ReportPart part) {
        List<@Nullable String> records = new ArrayList<>();
        section(report, part).entries().forEach(entry -> records.add(entry.record()));
        return records;
    }

    private static String text(CreditReport report) {
        return new String(report.json(), StandardCharsets.UTF_8);
    }

    private String html(CreditReport report) {
        return ReportPage.write(report, words).html();
    }

    // what may be shown

    @ParameterizedTest
    @ValueSource(
            strings = {"PROCUREMENT", "BIDDING", "APPROVAL", "ACCESS", "QUALIFICATION", "PROJECT", "OWN", "PUBLIC"})
    void onlyRecordsOnDisplayAreInAReport(String use) {
        Penalty shown = penalty(SAFETY, "莱应急罚〔2026〕1号", LocalDate.of(2026, 6, 1));
        Penalty over = penalty(SAFETY, "莱应急罚〔2023〕2号", LocalDate.of(2023, 6, 1));
        Penalty old = penalty(SAFETY, "莱应急罚〔2021〕3号", LocalDate.of(2021, 6, 1));
        Penalty gone = penalty(SAFETY, "莱应急罚〔2026〕4号", LocalDate.of(2026, 6, 1), LocalDate.of(2026, 8, 1));
        Penalty mended = penalty(SAFETY, "莱应急罚〔2026〕5号", LocalDate.of(2026, 5, 1));
        Penalty mendedHalf = penalty(MARKET, "莱市监罚〔2026〕6号", LocalDate.of(2026, 5, 1));
        Penalty struck = penalty(SAFETY, "莱应急罚〔2026〕7号", LocalDate.of(2026, 6, 1));
        Penalty later = penalty(SAFETY, "莱应急罚〔2026〕8号", LocalDate.of(2026, 11, 23));

        CreditReport report = report(
                use,
                entity("示例公司"),
                shown,
                over,
                old,
                gone,
                mended,
                mendedHalf,
                struck,
                later,
                repaired("莱修〔2026〕1号", mended, Channel.CREDIT_CHINA),
                // the other channel goes on showing it, but its use has ended
                repaired("莱修〔2026〕2号", mendedHalf, Channel.CREDIT_CHINA),
                objection("莱异〔2026〕1号", struck.id(), Objection.Result.DELETED, LocalDate.of(2026, 11, 20)));

        assertThat(records(report, ReportPart.RECORDS)).containsExactly(shown.id());
        for (String written : List.of(text(report), html(report))) {
            assertThat(written).contains(shown.number());
            for (Penalty hidden : List.of(over, old, gone, mended, mendedHalf, struck, later)) {
                assertThat(written).doesNotContain(hidden.number());
            }
            assertThat(written).doesNotContain("莱修〔2026〕", "莱异〔2026〕1号");
        }
    }

    @Test
    void whatCannotBeInAnyReportIsInNoneOfRandomCases() {
        RandomCases cases = new RandomCases(engine.pack(), RandomCases.seed(CreditReportTest.class));
        int shownAnything = 0;
        for (int i = 0; i < 300; i++) {
            Case asked = cases.next(8);
            Decision decision = engine.decide(asked);
            Set<String> mayBeShown = decision.publicity().stream()
                    .filter(Decision.Publicity::shown)
                    .map(Decision.Publicity::record)
                    .collect(Collectors.toSet());
            decision.repairs().stream()
                    .filter(repair -> repair.answer() == Conclusion.Repair.Answer.REPAIRED
                            || repair.answer() == Conclusion.Repair.Answer.WITHDRAWN)
                    .forEach(repair -> mayBeShown.remove(repair.record()));
            Set<String> numbersOfOthers = asked.facts().stream()
                    .filter(fact -> !(fact instanceof Penalty) && !(fact instanceof BanGround))
                    .map(Fact::toString)
                    .collect(Collectors.toCollection(HashSet::new));
            for (ReportUse use : engine.pack().tables().reports().uses().values()) {
                CreditReport report = ReportBuilder.build(engine.pack(), asked, decision, use);
                String written = text(report);
                for (Fact fact : asked.facts()) {
                    if (fact instanceof Penalty penalty && !mayBeShown.contains(penalty.id())) {
                        assertThat(written).as(asked.toString()).doesNotContain("\"" + penalty.id() + "\"");
                        if (numbersOfOthers.stream().noneMatch(other -> other.contains(penalty.number()))
                                && mayBeShown.stream().noneMatch(other -> other.contains(penalty.number()))) {
                            assertThat(written).as(asked.toString()).doesNotContain(penalty.number());
                        }
                    }
                }
                for (String person : List.of("LEGAL_REPRESENTATIVE", "ACTUAL_CONTROLLER", "PRINCIPAL")) {
                    assertThat(written).doesNotContain(person);
                }
                assertThat(written).doesNotContain("samr-risk", "food-risk");
                shownAnything += records(report, ReportPart.RECORDS).size();
            }
        }
        assertThat(shownAnything).as("records in all reports").isGreaterThan(100);
    }

    @Test
    void recordsOfAnEarlierCodeAreInTheReportAndThoseOfABranchAreNot() {
        Relation earlier = new Relation(Relation.Type.FORMER_CODE, "91371202MAX000023A", LocalDate.of(2026, 1, 1));
        Relation branch = new Relation(Relation.Type.BRANCH, "92370116MAX000031R", LocalDate.of(2026, 1, 1));
        Penalty own = penalty(SAFETY, "莱应急罚〔2026〕21号", LocalDate.of(2026, 6, 1));
        Penalty ofBranch = penalty(SAFETY, "莱应急罚〔2026〕22号", LocalDate.of(2026, 6, 1));
        Commitment kept = commitment("莱诺〔2026〕22号", Commitment.Type.MISSING_PAPERS, Commitment.Outcome.KEPT);

        CreditReport report = report(
                "OWN",
                entity("示例公司"),
                earlier,
                branch,
                new RelatedRecord(earlier.id(), earlier.type(), own),
                new RelatedRecord(branch.id(), branch.type(), ofBranch),
                new RelatedRecord(branch.id(), branch.type(), kept),
                new RelatedRecord(
                        branch.id(), branch.type(), permit("莱许〔2026〕22号", LocalDate.of(2026, 1, 1), null, null)));

        assertThat(records(report, ReportPart.RECORDS)).containsExactly(own.id());
        assertThat(section(report, ReportPart.RECORDS).entries().get(0).marks())
                .extracting(mark -> mark.zh())
                .containsExactly("代码变更前的记录，是同一主体的记录");
        assertThat(text(report)).doesNotContain("〔2026〕22号");
    }

    @Test
    void aRecordUnderObjectionIsMarkedWithTheDayOfTheAnswer() {
        Penalty penalty = penalty(SAFETY, "莱应急罚〔2026〕1号", LocalDate.of(2026, 6, 1));

        CreditReport report =
                report("BIDDING", entity("示例公司"), penalty, objection("莱异〔2026〕9号", penalty.id(), null, null));

        CreditReport.Entry entry = section(report, ReportPart.RECORDS).entries().get(0);
        assertThat(entry.marks()).singleElement().satisfies(mark -> {
            assertThat(mark.zh()).isEqualTo("异议处理中，最迟2026-11-23答复");
            assertThat(mark.en()).contains("2026-11-23");
        });
        assertThat(html(report)).contains("异议处理中，最迟2026-11-23答复");
        assertThat(report("BIDDING", entity("示例公司"), penalty).sections().stream()
                        .flatMap(section -> section.entries().stream())
                        .flatMap(shown -> shown.marks().stream()))
                .isEmpty();
    }

    @Test
    void missingDataIsNeverCalledGoodCredit() {
        CreditReport report = report("PUBLIC", entity("示例公司"));

        CreditReport.Section records = section(report, ReportPart.RECORDS);
        assertThat(records.entries()).isEmpty();
        assertThat(Objects.requireNonNull(records.none()).zh()).isEqualTo("截至2026-11-22，本库没有应当公示的记录。这不证明没有未报送的记录。");
        assertThat(report.statements()).extracting(said -> said.zh()).anyMatch(said -> said.contains("不证明事情没有发生"));
        assertThat(text(report)).doesNotContain("信用记录良好", "无不良", "没有失信");
    }

    @Test
    void riskClassesAndTiersAreForSupervisionOnly() {
        CreditReport report = report(
                "OWN",
                entity("示例公司"),
                Told.fact(
                        Evaluation.class,
                        "scheme",
                        "samr-risk",
                        "grade",
                        "D",
                        "evaluatedBy",
                        MARKET,
                        "gradedOn",
                        LocalDate.of(2026, 10, 1)),
                Told.fact(
                        Evaluation.class,
                        "scheme",
                        "food-risk",
                        "grade",
                        "C",
                        "evaluatedBy",
                        MARKET,
                        "gradedOn",
                        LocalDate.of(2026, 10, 1)),
                Told.fact(
                        Evaluation.class,
                        "scheme",
                        "shandong",
                        "grade",
                        "C",
                        "evaluatedBy",
                        "山东省公共信用信息平台",
                        "gradedOn",
                        LocalDate.of(2026, 10, 1)));

        assertThat(section(report, ReportPart.GRADES).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.title().zh()).isEqualTo("山东省公共信用综合评价");
            assertThat(entry.clauses()).extracting(CreditReport.Clause::id).contains("shandong-evaluation-2022/grades");
        });
        assertThat(text(report)).doesNotContain("samr-risk", "food-risk", "STRICT", "ENHANCED", "grade/tiers");
    }

    @Test
    void commitmentsThatWereBrokenAreForAPersonAndNotForAReport() {
        CreditReport report = report(
                "APPROVAL",
                entity("示例公司"),
                commitment("莱诺〔2026〕1号", Commitment.Type.MISSING_PAPERS, Commitment.Outcome.KEPT),
                commitment("莱诺〔2026〕2号", Commitment.Type.MISSING_PAPERS, Commitment.Outcome.BROKEN),
                commitment("莱诺〔2026〕3号", Commitment.Type.VOLUNTARY, Commitment.Outcome.BROKEN));

        assertThat(section(report, ReportPart.COMMITMENTS).entries())
                .extracting(CreditReport.Entry::record)
                .containsExactly("commitment/" + SAFETY + "/莱诺〔2026〕1号", "commitment/" + SAFETY + "/莱诺〔2026〕3号");
        // what became of a voluntary one is not held against anybody
        assertThat(text(report)).doesNotContain("未履行", "莱诺〔2026〕2号");
    }

    private static Commitment commitment(String number, Commitment.Type type, Commitment.Outcome outcome) {
        return Told.fact(
                Commitment.class,
                "number",
                number,
                "type",
                type,
                "matter",
                "食品经营许可",
                "acceptingUnit",
                SAFETY,
                "madeOn",
                LocalDate.of(2026, 3, 1),
                "dueOn",
                LocalDate.of(2026, 4, 1),
                "performance",
                outcome,
                "confirmedOn",
                LocalDate.of(2026, 4, 10));
    }

    @Test
    void permitsAreInAReportWhileTheyAreInForce() {
        CreditReport report = report(
                "QUALIFICATION",
                entity("示例公司"),
                permit("莱许〔2026〕1号", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 22), null),
                permit("莱许〔2026〕2号", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 21), null),
                permit("莱许〔2026〕3号", LocalDate.of(2026, 11, 23), null, null),
                permit("莱许〔2026〕4号", LocalDate.of(2026, 1, 1), null, LocalDate.of(2026, 11, 22)),
                permit("莱许〔2026〕5号", LocalDate.of(2026, 1, 1), null, LocalDate.of(2026, 11, 23)));

        assertThat(records(report, ReportPart.PERMITS))
                .containsExactly("permit/" + MARKET + "/莱许〔2026〕1号", "permit/" + MARKET + "/莱许〔2026〕5号");
    }

    private static Permit permit(String number, LocalDate from, @Nullable LocalDate to, @Nullable LocalDate revokedOn) {
        return Told.fact(
                Permit.class,
                "authority",
                MARKET,
                "number",
                number,
                "category",
                Permit.Category.ORDINARY,
                "name",
                "食品经营许可证",
                "decidedOn",
                LocalDate.of(2025, 12, 1),
                "validFrom",
                from,
                "validTo",
                to,
                "field",
                "FOOD",
                "revokedOn",
                revokedOn);
    }

    @Test
    void otherActsOnDisplayAreInTheReportUnderTheirOwnNames() {
        CreditReport report = report(
                "PUBLIC",
                entity("示例公司"),
                fact("{'kind': 'administrativeAct', 'authority': '" + MARKET + "', 'number': '莱奖〔2026〕1号',"
                        + " 'type': 'REWARD', 'decidedOn': '2026-05-01'}"),
                fact("{'kind': 'administrativeAct', 'authority': '" + MARKET + "', 'number': '莱奖〔2026〕2号',"
                        + " 'type': 'REWARD', 'decidedOn': '2026-05-01', 'revokedOn': '2026-06-01'}"));

        assertThat(section(report, ReportPart.RECORDS).entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.lines())
                            .extracting(line -> line.text().zh())
                            .contains("莱奖〔2026〕1号", "行政奖励");
                    assertThat(entry.clauses())
                            .extracting(CreditReport.Clause::id)
                            .contains("laiwu-2020-19/11.1");
                });
    }

    @Test
    void whatTheEntityRegisteredItselfIsInTheReportOnceItIsVerified() {
        String info = "{'kind': 'voluntaryInfo', 'number': '自愿%d号', 'item': '安装一级资质', 'registeredOn': '2026-03-01',"
                + " 'vouched': true";
        CreditReport report = report(
                "QUALIFICATION",
                entity("示例公司"),
                fact(info.formatted(1) + ", 'verifiedOn': '2026-04-01', 'verifiedBy': '区住建局', 'result': 'CONFIRMED'}"),
                fact(info.formatted(2) + ", 'verifiedOn': '2026-04-01', 'verifiedBy': '区住建局', 'result': 'REFUTED'}"),
                fact(info.formatted(3) + "}"));

        assertThat(records(report, ReportPart.VOLUNTARY)).containsExactly("voluntaryInfo/自愿1号");
        assertThat(text(report)).contains("laiwu-2020-19/5").doesNotContain("自愿2号", "自愿3号");
    }

    @Test
    void aRecordFoundWrongIsMarkedUntilItIsCorrected() {
        Penalty penalty = penalty(SAFETY, "莱应急罚〔2026〕1号", LocalDate.of(2026, 6, 1));

        CreditReport report = report(
                "BIDDING",
                entity("示例公司"),
                penalty,
                objection("莱异〔2026〕9号", penalty.id(), Objection.Result.CORRECTED, LocalDate.of(2026, 11, 20)));

        assertThat(section(report, ReportPart.RECORDS).entries().get(0).marks())
                .extracting(mark -> mark.zh())
                .containsExactly("《实施意见》（十二）2：信息经核实有误，更正或注销前予以标注");
    }

    private static Fact fact(String json) {
        return FactJson.read(json.replace('\'', '"').replaceFirst("\\{", "{\"subject\": \"" + CODE + "\", "), "test", 1)
                .fact();
    }

    // bans and measures

    private static BanGround ground(String ban, String authority, String number, @Nullable String term) {
        LocalDate day = LocalDate.of(2026, 2, 9);
        return Told.fact(
                BanGround.class,
                "ban",
                ban,
                "authority",
                authority,
                "number",
                number,
                "decidedOn",
                day,
                "startsOn",
                day,
                "decidedTerm",
                term,
                "persons",
                Set.of("LEGAL_REPRESENTATIVE", "PRINCIPAL"));
    }

    @Test
    void bansThatBearOnTheUseAreInTheReportAndThoseOnPersonsInNone() {
        Fact collusion = ground("bidding/collusion", SAFETY, "莱住建罚〔2026〕11号", "P1Y6M");
        Fact supplier = ground("procurement/supplier", SAFETY, "莱财罚〔2026〕1号", "P2Y");
        Fact officers = ground("drug/fake-officers", SAFETY, "莱药罚〔2026〕1号", null);

        CreditReport bidding = report("BIDDING", entity("示例公司"), collusion, supplier, officers);
        assertThat(records(bidding, ReportPart.BANS)).containsExactly(collusion.id());
        assertThat(section(bidding, ReportPart.BANS).entries().get(0)).satisfies(ban -> {
            assertThat(ban.clauses()).extracting(CreditReport.Clause::id).contains("bidding-law/art-53");
            assertThat(ban.lines()).extracting(line -> line.text().zh()).contains("自2026-02-09起，至2027-08-09止");
        });
        CreditReport procurement = report("PROCUREMENT", entity("示例公司"), collusion, supplier, officers);
        assertThat(records(procurement, ReportPart.BANS)).containsExactly(supplier.id());
        assertThat(procurement.figures()).extracting(figure -> figure.id()).contains("procurement/lookback");
        CreditReport own = report("OWN", entity("示例公司"), collusion, supplier, officers);
        assertThat(records(own, ReportPart.BANS)).containsExactly(collusion.id(), supplier.id());
        assertThat(text(own)).doesNotContain("莱药罚", "LEGAL_REPRESENTATIVE", "法定代表人");
        assertThat(report("PUBLIC", entity("示例公司"), collusion, supplier).sections().stream()
                        .map(CreditReport.Section::id))
                .doesNotContain(ReportPart.BANS, ReportPart.MEASURES);
    }

    @Test
    void aBanOutlivesTheRecordButDoesNotNameItsDocument() {
        Penalty penalty = penalty(SAFETY, "莱住建罚〔2026〕11号", LocalDate.of(2026, 2, 9));
        BanGround ground = ground("bidding/collusion", SAFETY, "莱住建罚〔2026〕11号", "P1Y6M");

        CreditReport report = report(
                "BIDDING",
                entity("示例公司"),
                penalty,
                ground,
                performed(penalty),
                repaired("莱修〔2026〕1号", penalty, Channel.CREDIT_CHINA));

        CreditReport.Entry ban = section(report, ReportPart.BANS).entries().get(0);
        assertThat(ban.record()).isNull();
        assertThat(ban.marks()).containsExactly(words.say(Word.WITHHELD));
        assertThat(text(report)).doesNotContain("莱住建罚〔2026〕11号");
        assertThat(html(report)).doesNotContain("莱住建罚〔2026〕11号");

        CreditReport withdrawn = report(
                "BIDDING",
                entity("示例公司"),
                penalty(SAFETY, "莱住建罚〔2026〕11号", LocalDate.of(2026, 2, 9), LocalDate.of(2026, 8, 1)),
                ground);
        assertThat(section(withdrawn, ReportPart.BANS).entries()).isEmpty();
    }

    private static Performance performed(Penalty penalty) {
        return new Performance(penalty.authority(), penalty.number(), true, LocalDate.of(2026, 3, 1), true);
    }

    @Test
    void listsAndTheirMeasuresNameNoPerson() {
        ListEntry entry = Told.fact(
                ListEntry.class,
                "list",
                "wage-arrears",
                "number",
                "莱人社列〔2025〕4号",
                "identifyingUnit",
                "济南市莱芜区人力资源和社会保障局",
                "basisLevel",
                BasisLevel.DEPARTMENT_RULE,
                "listedOn",
                LocalDate.of(2025, 9, 1),
                "persons",
                Set.of("LEGAL_REPRESENTATIVE", "PRINCIPAL"));

        CreditReport report = report("PROCUREMENT", entity("示例公司"), entry);

        assertThat(records(report, ReportPart.LISTS)).containsExactly(entry.id());
        assertThat(section(report, ReportPart.MEASURES).entries())
                .singleElement()
                .satisfies(measure -> assertThat(measure.title().en()).contains("procurement"));
        assertThat(text(report)).doesNotContain("LEGAL_REPRESENTATIVE", "PRINCIPAL", "法定代表人", "主要负责人");
    }

    @Test
    void thereIsNoReportOnANaturalPerson() {
        Case asked = new Case("ID:0123456789abcdef", List.of(entity("某人")), DAY, KNOWN_AT);
        Decision decision = engine.decide(asked);

        assertThatExceptionOfType(InvalidCreditCodeException.class)
                .isThrownBy(() -> ReportBuilder.build(engine.pack(), asked, decision, use(engine, "OWN")));
    }

    // figures

    @Test
    void exampleFiguresAreNamed() {
        Map<String, byte[]> files = new TreeMap<>();
        files.putAll(PackFiles.ofDirectory(Path.of("rules")).files());
        String examples = "examples/lindian-2024.yaml";
        files.put(
                examples,
                (new String(files.get(examples), StandardCharsets.UTF_8)
                                + "  penalty/fine-thresholds/large: {from: 2025-06-22, value: \"10000\", evidence: F1}\n"
                                + "  penalty/fine-thresholds/huge: {from: 2025-06-22, value: \"1000000\", evidence: F1}\n")
                        .getBytes(StandardCharsets.UTF_8));
        DecisionEngine changed = engine.with(RulePackReader.read(PackFiles.of(files), "lindian-2024"));
        Penalty unclassed = Told.fact(
                Penalty.class,
                "authority",
                SAFETY,
                "number",
                "莱应急罚〔2026〕1号",
                "decidedOn",
                LocalDate.of(2026, 6, 1),
                "kinds",
                Set.of(PenaltyKind.FINE),
                "fine",
                new java.math.BigDecimal("50000"),
                "field",
                "FIRE",
                "procedure",
                Penalty.Procedure.ORDINARY);

        CreditReport report = report(changed, "BIDDING", entity("示例公司"), unclassed);

        assertThat(records(report, ReportPart.RECORDS)).containsExactly(unclassed.id());
        assertThat(report.warnings())
                .filteredOn(warning -> warning.code().equals("EXAMPLE_FIGURE"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.text().zh()).contains("示例", "不是本区规定");
                    assertThat(warning.figures())
                            .extracting(figure -> figure.id())
                            .contains("penalty/fine-thresholds/large");
                });
        assertThat(ReportPage.write(report, new ReportWords(changed.pack())).html())
                .contains("使用了外地公布的示例数据，不是本区规定，不得作为处理依据", "10,000元（示例，");
        // with none of them set the class of the record is a question, and a question is not shown
        assertThat(records(report("BIDDING", entity("示例公司"), unclassed), ReportPart.RECORDS))
                .isEmpty();
    }

    @Test
    void unverifiedFiguresOfTheUseAreNamedToo() {
        Map<String, byte[]> files = new TreeMap<>();
        files.putAll(PackFiles.ofDirectory(Path.of("rules")).files());
        String fine = "parameters/procurement/large-fine.yaml";
        files.put(
                fine,
                new String(files.get(fine), StandardCharsets.UTF_8)
                        .replace("evidence: F1, status: active", "evidence: M-H, status: verify")
                        .getBytes(StandardCharsets.UTF_8));
        DecisionEngine changed = engine.with(RulePackReader.read(PackFiles.of(files), null));

        CreditReport report = report(changed, "PROCUREMENT", entity("示例公司"));

        assertThat(report.warnings())
                .filteredOn(warning -> warning.code().equals("UNVERIFIED_FIGURE"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.figures())
                        .extracting(figure -> figure.id())
                        .containsExactly("procurement/large-fine"));
        assertThat(html(report)).contains("2,000,000元（待核对，《", "（条号未核对）", "3年（有效，《政府采购法》第二十二条）");
        // as shipped the law settles both
        assertThat(report("PROCUREMENT", entity("示例公司")).warnings())
                .extracting(warning -> warning.code())
                .doesNotContain("UNVERIFIED_FIGURE");
    }

    @ParameterizedTest
    @CsvSource({
        "period, P1Y6M, 1年6个月, 1 year 6 months",
        "yuan, 50000.5, '50,000.5元', '50,000.5 yuan'",
        "yuan-by-field, '{*=2000000, FOOD/UNIT=100000}', '其他：2,000,000元；食品、UNIT：100,000元', 'others: 2,000,000 yuan; Food, UNIT: 100,000 yuan'",
        "working-days, 3, 3个工作日, 3 working days",
        "flag, false, 否, No",
        "choice, LONGEST, 取最长者, The longest counts"
    })
    void figuresAreToldInWords(String unit, String value, String zh, String en) {
        FigureUsed figure = new FigureUsed("x", ReportWords.same("x"), unit, value, "", null, "NONE", "verify", null);

        assertThat(words.value(figure)).isEqualTo(new Text(zh, en));
    }

    // form

    @Test
    void everyWordIsInThePack() {
        assertThat(engine.pack().labels().getOrDefault("report", Map.of()).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Word.values()).map(Word::name).toList());
    }

    @Test
    void theSameFactsInAnotherOrderAreTheSameBytes() {
        Penalty penalty = penalty(MARKET, "莱市监罚〔2026〕1号", LocalDate.of(2026, 6, 1));
        List<Fact> facts = new ArrayList<>(List.of(
                entity("示例公司"),
                penalty,
                performed(penalty),
                permit("莱许〔2026〕1号", LocalDate.of(2026, 1, 1), null, null),
                ground("bidding/collusion", SAFETY, "莱住建罚〔2026〕11号", "P1Y6M")));
        CreditReport first = report("OWN", facts.toArray(Fact[]::new));
        ReportPdf pdf = new ReportPdf(null);
        byte[] firstPdf = pdf.write(first, words);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(facts, new Random(i));
            CreditReport again = report("OWN", facts.toArray(Fact[]::new));
            assertThat(again.json()).isEqualTo(first.json());
            assertThat(html(again)).isEqualTo(html(first));
            assertThat(pdf.write(again, words)).isEqualTo(firstPdf);
        }
        assertThat(report("PUBLIC", facts.toArray(Fact[]::new)).number()).isNotEqualTo(first.number());
        assertThat(first.number()).matches("[0-9a-f]{32}");
    }

    @Test
    void namesFromFilesAreTextAndNothingElse() {
        CreditReport report = report("OWN", entity("<script>alert(1)</script>&\"'\u0001公司"));
        String html = html(report);

        assertThat(html).doesNotContain("<script", "\u0001");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;\uFFFD公司");
    }

    /** By an id of ours nobody finds a clause in the law. */
    @Test
    void clausesAreCitedAsTheyStandInTheLaw() throws Exception {
        CreditReport report =
                report("BIDDING", entity("示例公司"), penalty(MARKET, "莱市监罚〔2026〕1号", LocalDate.of(2026, 6, 1)));
        String opinion = "《关于加快推进社会信用体系建设构建以信用为基础的新型监管机制的实施意见》（莱芜区信用办〔2020〕19号）";

        assertThat(html(report)).contains(opinion + "（三）").doesNotContainPattern(CLAUSE_IDS);
        try (PDDocument pdf = Loader.loadPDF(new ReportPdf("").write(report, words))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", "");
            // the English stands in a column of its own, between the lines of the Chinese
            assertThat(text)
                    .contains("（莱芜区信用办〔2020〕19号）（三）", "《山东省社会信用条例》第三十八条")
                    .doesNotContainPattern(CLAUSE_IDS);
        }
    }

    @Test
    void thePageAllowsItsOwnStyleAndNothingElse() throws Exception {
        ReportPage.Page page = ReportPage.write(report("OWN", entity("示例公司")), words);
        String style = page.html().replaceFirst("(?s).*<style>(.*)</style>.*", "$1");
        String hash = java.util.Base64.getEncoder()
                .encodeToString(java.security.MessageDigest.getInstance("SHA-256")
                        .digest(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(page.policy()).contains("default-src 'none'", "style-src 'sha256-" + hash + "'");
        assertThat(page.html()).doesNotContain("style=", "javascript:", "src=", "href=");
    }

    // PDF

    @Test
    void thePdfHoldsTheTextOfThePageInAFontOfItsOwn() throws Exception {
        Penalty penalty = penalty(MARKET, "莱市监罚〔2026〕1号", LocalDate.of(2026, 6, 1));
        CreditReport report = report("BIDDING", entity("济南莱芜示例食品有限公司"), penalty);

        try (PDDocument pdf = Loader.loadPDF(new ReportPdf("").write(report, words))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", "");
            assertThat(text)
                    .contains(
                            "信用报告",
                            "济南莱芜示例食品有限公司",
                            "91370116MAX0000157",
                            "莱市监罚〔2026〕1号",
                            "生产经营标签不符合规定的食品",
                            "这不证明没有未报送的记录",
                            report.number())
                    .doesNotContain("〓", "#");
            assertThat(pdf.getDocumentInformation().getTitle()).contains("济南莱芜示例食品有限公司");
            assertThat(pdf.getDocumentInformation().getCreationDate().toInstant())
                    .isEqualTo(KNOWN_AT);
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded())
                            .as(page.getResources().getFont(name).getName())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aCharacterThatTheFontLacksIsNotDroppedInSilence() throws Exception {
        CreditReport report = report("OWN", entity("莱芜𠀀示例公司"));

        try (PDDocument pdf = Loader.loadPDF(new ReportPdf(null).write(report, words))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", "");
            assertThat(text).contains("莱芜〓示例公司", "U+20000");
        }
    }

    @ParameterizedTest
    @CsvSource({"nowhere.ttf", "pom.xml", "src", "target/classes/supervision/SupervisionApplication.class"})
    void withoutAFontOneIsToldWhatToDo(String font) {
        CreditReport report = report("OWN", entity("示例公司"));

        assertThatExceptionOfType(NoFontException.class)
                .isThrownBy(() -> new ReportPdf(font).write(report, words))
                .withMessageContaining(font)
                .withMessageContaining("supervision.report.font")
                .withMessageContaining("TrueType");
        // the other forms need none
        assertThat(report.json()).isNotEmpty();
        assertThat(html(report)).contains("示例公司");
    }
}
