package supervision.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Permit;

class CsvTest {

    private static final String CODE = "91370116MAX0000157";
    private static final String ADULT = IdNumbers.bornOn("19800101");

    /** A good row of the named columns; then what a test changes. */
    private static Map<String, String> penalty(String... changes) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("CF_XDR_SHXYM", CODE);
        row.put("CF_WSH", "济莱芜市监罚〔2026〕1号");
        row.put("CF_CFLB", "罚款");
        row.put("CF_NR_FK", "0.2");
        row.put("CF_JDRQ", "2026-03-01");
        row.put("CF_CFJG", "济南市莱芜区市场监督管理局");
        return changed(row, changes);
    }

    private static Map<String, String> permit(String... changes) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("XK_XDR_SHXYM", CODE);
        row.put("XK_WSH", "济莱芜许可〔2026〕1号");
        row.put("XK_XKLB", "登记");
        row.put("XK_XKZS", "食品经营许可证");
        row.put("XK_JDRQ", "2026-03-01");
        row.put("XK_YXQZ", "2026-03-02");
        row.put("XK_YXQZI", "2031-03-01");
        row.put("XK_XKJG", "济南市莱芜区行政审批服务局");
        return changed(row, changes);
    }

    private static Map<String, String> changed(Map<String, String> row, String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            row.put(changes[i], changes[i + 1]);
        }
        return row;
    }

    private static String file(Map<String, String> row) {
        return String.join(",", row.keySet()) + "\r\n"
                + String.join(",", row.values().stream().map(CsvTest::quoted).toList()) + "\r\n";
    }

    private static String quoted(String value) {
        return value.matches("(?s).*[,\"\n].*") ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }

    private static Collected read(Map<String, String> row) {
        return Collected.of("cf.csv", "", file(row).getBytes(StandardCharsets.UTF_8));
    }

    private static Penalty taken(String... changes) {
        return (Penalty) read(penalty(changes)).taken().fact();
    }

    private static SetAside refused(String... changes) {
        return read(penalty(changes)).only();
    }

    @Test
    void aPenaltyIsTakenWithAllThatTheLayoutSays() {
        CreditRecord record = read(penalty(
                        "CF_XDR_LB", "法人及非法人组织",
                        "CF_WFXW", "未按规定公示",
                        "CF_YJ", "《企业信息公示暂行条例》第十七条",
                        "CF_NR_WFFF", "1.25",
                        "CF_GSJZQ", "2027-03-01",
                        "CF_ZT", "0",
                        "CF_LY", "market_regulation",
                        "CF_SXCD", "一般",
                        "CF_CX", "普通程序",
                        "CF_WFZZRQ", "2026/1/31",
                        "CF_GSRQ", "20260310"))
                .taken();
        assertThat(record.subject()).isEqualTo(CODE);
        assertThat(record.file()).isEqualTo("cf.csv");
        assertThat(record.row()).isEqualTo(2);
        assertThat(record.fact())
                .isEqualTo(new Penalty(
                        "济南市莱芜区市场监督管理局",
                        "济莱芜市监罚〔2026〕1号",
                        LocalDate.of(2026, 3, 1),
                        java.util.Set.of(PenaltyKind.FINE),
                        new BigDecimal("2000"),
                        new BigDecimal("12500"),
                        "MARKET_REGULATION",
                        Penalty.Gravity.GENERAL,
                        Penalty.Procedure.ORDINARY,
                        "未按规定公示",
                        "《企业信息公示暂行条例》第十七条",
                        LocalDate.of(2026, 1, 31),
                        LocalDate.of(2026, 3, 10),
                        null,
                        LocalDate.of(2027, 3, 1),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void olderNamesOfColumnsAreRead() {
        Collected read = Collected.csv(
                " cf_xdr_shxym ,CF_WSH,CF_CFLB1,CF_CFLB2,CF_JG,CF_JDRQ,CF_JZRQ,CF_XZJG,CF_ZT,CF_FR,CF_FR_SFZH,DFBM",
                CODE + ",1号,罚款,警告,罚款二千元,2020-01-01,2021-01-01,某局,正常,某某," + ADULT + ",370116");
        Penalty penalty = (Penalty) read.taken().fact();
        assertThat(penalty.kinds()).containsExactly(PenaltyKind.WARNING, PenaltyKind.FINE);
        assertThat(penalty.authority()).isEqualTo("某局");
        assertThat(penalty.publicityEndsOn()).isEqualTo("2021-01-01");
        assertThat(read.records.toString()).doesNotContain(ADULT);
    }

    @ParameterizedTest
    @CsvSource({"2021-03-01,2021-03-01", "三个月,"})
    void anOlderPublicityColumnHoldsADayOrATerm(String text, LocalDate end) {
        Map<String, String> row = penalty("GSQX", text);
        row.put("CF_JDRQ", "2021-01-01");
        assertThat(((Penalty) read(row).taken().fact()).publicityEndsOn()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"警告;罚款", "警告；罚款", "警告,罚款", "警告，罚款", "警告、罚款", "警告|罚款", "警告; 罚款 ;"})
    void aDecisionMayHaveSeveralKinds(String kinds) {
        assertThat(taken("CF_CFLB", kinds).kinds()).containsExactly(PenaltyKind.WARNING, PenaltyKind.FINE);
    }

    @ParameterizedTest
    @CsvSource({"吊销营业执照,PERMIT_REVOKED", "停产停业,BUSINESS_SUSPENDED", "其他-责令改正,OTHER", "没收非法财物,CONFISCATED_PROPERTY"})
    void kindsAreRecognised(String text, PenaltyKind kind) {
        assertThat(taken("CF_CFLB", text).kinds()).containsExactly(kind);
    }

    @Test
    void aWholeItemOfTheLawSaysNotWhichKind() {
        assertThat(refused("CF_CFLB", "暂扣许可证件、降低资质等级、吊销许可证件").column()).isEqualTo("CF_CFLB");
        assertThat(refused("CF_CFLB", "限制开展生产经营活动、责令停产停业、责令关闭、限制从业").problem()).contains("whole item");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01",
                "2026/03/01",
                "2026/3/1",
                "20260301",
                "2026年3月1日",
                "2026-03-01 00:00:00",
                "\t2026-03-01"
            })
    void daysAreReadInTheFormsInUse(String text) {
        assertThat(taken("CF_JDRQ", text).decidedOn()).isEqualTo("2026-03-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "20260230", "2026年13月1日", "26-03-01", "03/01/2026", "去年", "2026-03-01 13:00"})
    void otherDaysAreNot(String text) {
        assertThat(refused("CF_JDRQ", text))
                .satisfies(row -> assertThat(row.column()).isEqualTo("CF_JDRQ"))
                .satisfies(row -> assertThat(row.value()).isEqualTo(text));
    }

    @ParameterizedTest
    @CsvSource({"0.2,2000", "0,0", "12.3456789,123456.789", "1e2,1000000", ".5,5000"})
    void amountsAreTurnedIntoYuanExactly(String text, String yuan) {
        assertThat(taken("CF_NR_FK", text).fine()).isEqualTo(new BigDecimal(yuan));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.2", "二千", "1，000", "1 000", "0.2万", "NaN", "1e999", "99999999999999999999", "0x1"})
    void otherAmountsAreNot(String text) {
        assertThat(refused("CF_NR_FK", text).column()).isEqualTo("CF_NR_FK");
    }

    @Test
    void eachRequiredColumnIsMissedByName() {
        assertThat(refused("CF_XDR_SHXYM", "").column()).isEqualTo("CF_XDR_SHXYM");
        assertThat(refused("CF_WSH", " ").column()).isEqualTo("CF_WSH");
        assertThat(refused("CF_JDRQ", "").column()).isEqualTo("CF_JDRQ");
        assertThat(refused("CF_CFLB", ";").column()).isEqualTo("CF_CFLB");
        assertThat(refused("CF_CFJG", "").problem()).isEqualTo("缺少处罚机关 / authority that decided is missing");
    }

    @Test
    void theCreditCodeIsCheckedAsThatCodeIs() {
        SetAside row = refused("CF_XDR_SHXYM", "91370116MAX0000158");
        assertThat(row.column()).isEqualTo("CF_XDR_SHXYM");
        assertThat(row.value()).isEqualTo("91370116MAX0000158");
        assertThat(row.problem())
                .contains("GB 32100-2015")
                .contains("第18位是 `8`，而按前17位计算校验码应为 `7`")
                .contains("character 18 is `8`, but the check character of the 17 before it is `7`");
    }

    @Test
    void daysAreInOrderAndNotAhead() {
        assertThat(refused("CF_JDRQ", "2026-11-23").problem()).contains("after today");
        assertThat(refused("CF_GSJZQ", "2026-02-28").column()).isEqualTo("CF_GSJZQ");
        assertThat(refused("CF_GSRQ", "2026-02-28").column()).isEqualTo("CF_GSRQ");
        assertThat(refused("CF_WFZZRQ", "2026-12-01").column()).isEqualTo("CF_WFZZRQ");
        assertThat(taken("CF_JDRQ", "2026-11-22").decidedOn()).isEqualTo(Collected.TODAY);
    }

    @Test
    void aRevokedDecisionNeedsADayThatTheLayoutDoesNotHave() {
        assertThat(refused("CF_ZT", "1").remedy()).contains("revokedOn");
        assertThat(refused("CF_ZT", "撤销").column()).isEqualTo("CF_ZT");
        assertThat(refused("CF_ZT", "9").problem()).contains("no such value");
        assertThat(taken("CF_ZT", "2").revokedOn()).isNull();
    }

    @Test
    void whatWasNotPunishedIsNoPenalty() {
        assertThat(refused("CF_CFLB", "不予行政处罚").column()).isEqualTo("CF_CFLB");
        assertThat(refused("CF_CFLB", "首违不罚").remedy()).contains("警告");
    }

    @Test
    void theFirstDayOnTheCreditSitesIsTaken() {
        assertThat(taken("CF_XYGSRQ", "2026-03-05").publishedOn()).isEqualTo("2026-03-05");
        assertThat(refused("CF_XYGSRQ", "2026-02-27").column()).isEqualTo("CF_XYGSRQ");
        assertThat(((Permit) read(permit("XK_XYGSRQ", "20260305")).taken().fact()).publishedOn())
                .isEqualTo("2026-03-05");
        assertThat(read(permit("XK_XYGSRQ", "2026-02-28")).only().column()).isEqualTo("XK_XYGSRQ");
    }

    @Test
    void unknownWordsAreRefusedWithTheKnownOnes() {
        assertThat(refused("CF_CFLB", "批评教育").remedy()).contains("通报批评");
        assertThat(refused("CF_XDR_LB", "公司").column()).isEqualTo("CF_XDR_LB");
        assertThat(refused("CF_LY", "GARDENING").remedy()).contains("FOOD");
        assertThat(refused("CF_SXCD", "很严重").column()).isEqualTo("CF_SXCD");
        assertThat(refused("CF_CX", "快速").column()).isEqualTo("CF_CX");
    }

    @Test
    void aPermitIsTaken() {
        assertThat(read(permit("XK_ZT", "1", "XK_LY", "FOOD")).taken().fact())
                .isEqualTo(new Permit(
                        "济南市莱芜区行政审批服务局",
                        "济莱芜许可〔2026〕1号",
                        Permit.Category.REGISTRATION,
                        "食品经营许可证",
                        LocalDate.of(2026, 3, 1),
                        LocalDate.of(2026, 3, 2),
                        LocalDate.of(2031, 3, 1),
                        "FOOD",
                        null,
                        null,
                        null));
        assertThat(((Permit) read(permit("XK_XKLB", "02")).taken().fact()).category())
                .isEqualTo(Permit.Category.FRANCHISE);
    }

    @Test
    void theTwoDaysOfAPermitAreEasilySwapped() {
        SetAside row =
                read(permit("XK_YXQZ", "2031-03-01", "XK_YXQZI", "2026-03-02")).only();
        assertThat(row.column()).isEqualTo("XK_YXQZI");
        assertThat(row.remedy()).contains("容易填反").contains("easily swapped");
    }

    @Test
    void aPermitThatRanOutIsNotRevoked() {
        assertThat(read(permit("XK_YXQZI", "2026-10-01", "XK_ZT", "2")).taken().fact())
                .isInstanceOf(Permit.class);
        assertThat(read(permit("XK_ZT", "无效")).only().column()).isEqualTo("XK_ZT");
    }

    @Test
    void aNaturalPersonIsKeptAsADigestAndOnlyOnALegalBasis() {
        Map<String, String> row = penalty("CF_XDR_SHXYM", "", "CF_XDR_LB", "自然人", "CF_XDR_ZJHM", ADULT);
        SetAside refused = read(row).only();
        assertThat(refused.column()).isEqualTo("CF_CJYJ");
        row.put("CF_CJYJ", "《保障农民工工资支付条例》第四十八条");
        Collected read = read(row);
        assertThat(read.taken().subject()).matches("ID:[0-9a-f]{8}\\.[0-9a-f]{64}");
        assertThat(read.taken().subject()).isEqualTo(Collected.PSEUDONYMS.subject("", ADULT));
        assertThat(read.records.toString()).doesNotContain(ADULT);
    }

    @Test
    void withoutACodeAnIdNumberMakesAPersonOfIt() {
        assertThat(read(penalty("CF_XDR_SHXYM", "", "CF_XDR_SFZ", ADULT)).only().column())
                .isEqualTo("CF_CJYJ");
    }

    @Test
    void idNumbersAreCheckedAndNeverRepeated() {
        String wrong = ADULT.substring(0, 17) + (ADULT.charAt(17) == '1' ? '2' : '1');
        for (String number : new String[] {wrong, "99999919800101****", "123"}) {
            SetAside row = refused("CF_XDR_SHXYM", "", "CF_XDR_LB", "01", "CF_XDR_ZJHM", number, "CF_CJYJ", "某法");
            assertThat(row.column()).isEqualTo("CF_XDR_ZJHM");
            assertThat(row.toString()).doesNotContain(number);
        }
        SetAside misplaced = refused("CF_XDR_SHXYM", ADULT);
        assertThat(misplaced.toString()).doesNotContain(ADULT).contains("CF_XDR_ZJHM");
        assertThat(refused("CF_WSH", "x", "CF_CFLB", ADULT).toString()).doesNotContain(ADULT);
    }

    @Test
    void minorsAreNeverTaken() {
        String number = IdNumbers.bornOn("20080301");
        String[] person = {"CF_XDR_SHXYM", "", "CF_XDR_LB", "自然人", "CF_XDR_ZJHM", number, "CF_CJYJ", "某法"};
        SetAside row = refused(person);
        assertThat(row.problem()).contains("under 18");
        assertThat(row.toString()).doesNotContain(number);
        Map<String, String> later = changed(penalty(person), "CF_JDRQ", "2026-03-02");
        assertThat(read(later).taken().subject()).startsWith("ID:");
    }

    @Test
    void sealedRecordsAreNotTaken() {
        SetAside row = refused("CF_YJ", "《中华人民共和国治安管理处罚法》第四十三条");
        assertThat(row.column()).isEqualTo("CF_YJ");
        assertThat(row.value()).isEqualTo("***");
        assertThat(row.problem()).contains("136");
    }

    @Test
    void whatMayNotBeCollectedSetsTheRowAside() {
        for (String column : new String[] {"宗教信仰", "RELIGION", "BLOOD_TYPE", "病史"}) {
            SetAside row = refused(column, "秘密");
            assertThat(row.column()).isEqualTo(column);
            assertThat(row.value()).isEqualTo("***");
            assertThat(row.toString()).doesNotContain("秘密");
        }
        assertThat(taken("宗教信仰", "")).isNotNull();
        assertThat(taken("没收入库金额", "1", "GENERAL_NOTE", "x", "AGENT", "x")).isNotNull();
    }

    @Test
    void incomeIsRefusedOfPersonsOnly() {
        assertThat(taken("年收入", "100")).isNotNull();
        assertThat(refused("CF_XDR_SHXYM", "", "CF_XDR_LB", "自然人", "CF_XDR_ZJHM", ADULT, "CF_CJYJ", "某法", "年收入", "100")
                        .column())
                .isEqualTo("年收入");
    }

    @Test
    void utf8WithAndWithoutMarkAndGb18030AreTold() {
        String file = file(penalty("CF_WFXW", "㐀𠀀销售不合格产品"));
        byte[] utf8 = file.getBytes(StandardCharsets.UTF_8);
        byte[] marked = ("\uFEFF" + file).getBytes(StandardCharsets.UTF_8);
        byte[] gb = file.getBytes(Charset.forName("GB18030"));
        for (byte[] bytes : new byte[][] {utf8, marked, gb}) {
            assertThat(((Penalty) Collected.of("a.csv", "", bytes).taken().fact()).conduct())
                    .isEqualTo("㐀𠀀销售不合格产品");
        }
        assertThat(((Penalty) Collected.of("a.csv", "text/csv; charset=gbk", gb)
                                .taken()
                                .fact())
                        .conduct())
                .isEqualTo("㐀𠀀销售不合格产品");
        assertThatThrownBy(() -> Collected.of("a.csv", "text/csv; charset=klingon", utf8))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("klingon");
    }

    @Test
    void aWordThatIsUtf8ByAccidentDoesNotDecideTheCharset() {
        Map<String, String> row = penalty("CF_WFXW", "联通");
        byte[] gb = file(row).getBytes(Charset.forName("GB18030"));
        assertThat(((Penalty) Collected.of("a.csv", "", gb).taken().fact()).conduct())
                .isEqualTo("联通");
    }

    @Test
    void damageInUtf8StopsThereAndIsNotTakenForAnotherCharset() {
        byte[] good = (file(penalty())
                        + String.join(",", penalty("CF_WSH", "2号").values()) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(good);
        file.writeBytes((CODE + ",3号").getBytes(StandardCharsets.UTF_8));
        file.write(0xFF);
        file.writeBytes(",罚款,0.2,2026-03-01,某局\r\n".getBytes(StandardCharsets.UTF_8));
        Collected read = Collected.of("a.csv", "", file.toByteArray());
        assertThat(read.records).hasSize(2);
        assertThat(read.setAside).singleElement().satisfies(row -> {
            assertThat(row.row()).isEqualTo(4);
            assertThat(row.column()).isEmpty();
            assertThat(row.problem()).contains("UTF-8");
        });
    }

    @Test
    void rowsCutOrShiftedAreNotRead() {
        String header = String.join(",", penalty().keySet());
        String row = String.join(",", penalty().values());
        Collected read = Collected.csv(header, row + ",x", row + ",", row.substring(0, row.lastIndexOf(',')), "", row);
        assertThat(read.records.stream().map(CreditRecord::row)).containsExactly(3, 6);
        assertThat(read.setAside.stream().map(SetAside::row)).containsExactly(2, 4);
        assertThat(read.setAside.get(0).problem()).contains("7").contains("6");
    }

    @Test
    void aQuoteThatIsNeverClosedStopsThere() {
        String header = String.join(",", penalty().keySet());
        String row = String.join(",", penalty().values());
        Collected read = Collected.csv(header, row, "\"" + row, row);
        assertThat(read.records).hasSize(1);
        assertThat(read.setAside).singleElement().extracting(SetAside::row).isEqualTo(3);
    }

    @Test
    void quotedLineEndsAndOtherSeparatorsAreRead() {
        assertThat(taken("CF_WFXW", "第一行\n第二行, \"引\"").conduct()).isEqualTo("第一行\n第二行, \"引\"");
        String tabs = file(penalty()).replace(',', '\t');
        assertThat(Collected.of("a.txt", "", tabs.getBytes(StandardCharsets.UTF_8)).records)
                .hasSize(1);
    }

    @Test
    void controlCharactersAndOverlongKeysAreRefused() {
        assertThat(refused("CF_WFXW", "a\u0007b").problem()).contains("U+0007");
        assertThat(refused("CF_WSH", "号".repeat(201)).column()).isEqualTo("CF_WSH");
        assertThat(refused("CF_WSH", "号".repeat(201)).value()).hasSizeLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "a,b,c\n1,2,3\n",
                "CF_WSH,XK_WSH\n",
                "CF_WSH,CF_JDRQ\n",
                "CF_XDR_SHXYM,CF_WSH,CF_WSH,CF_CFLB,CF_JDRQ,CF_CFJG\n",
                "[{\"kind\": \"penalty\"}]",
                "plain text",
                "\u0000\u0001"
            })
    void otherFilesAreRefusedWhole(String file) {
        assertThatThrownBy(() -> Collected.of("a.csv", "", file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining(" / ");
    }

    @Test
    void theMessageSaysWhatWasExpected() {
        assertThatThrownBy(() -> Collected.csv("CF_WSH,CF_JDRQ"))
                .hasMessageContaining("`CF_CFJG`（处罚机关）、`CF_CFLB`（处罚类别）、`CF_XDR_SHXYM`（统一社会信用代码）")
                .hasMessageContaining("`CF_CFJG`, `CF_CFLB`, `CF_XDR_SHXYM`");
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
        assertThatThrownBy(() -> Collected.of("a.xls", "", old)).hasMessageContaining(".xlsx");
    }

    @Test
    void aHeaderAloneIsAFileOfNoRows() {
        Collected read = Collected.csv(String.join(",", penalty().keySet()));
        assertThat(read.records).isEmpty();
        assertThat(read.setAside).isEmpty();
    }
}
