package supervision.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.facts.Penalty;
import supervision.facts.Permit;

/** Files with the slips and habits that were seen: what is taken, and what each row that is not is told, in both languages. */
class FilesAsPeopleHaveThemTest {

    private static final String HEADER = "CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB,CF_NR_FK";
    private static final String CODE = "91370116MAX0000157";

    private static Collected seen(String file) {
        try (InputStream in =
                Objects.requireNonNull(FilesAsPeopleHaveThemTest.class.getResourceAsStream("/intake/" + file), file)) {
            return Collected.of(file, "", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String taken(Collected read) {
        return read.records.stream()
                .map(record -> record.row() + " " + record.fact().id())
                .collect(Collectors.joining("; "));
    }

    private static String said(Collected read) {
        return read.setAside.stream()
                .map(row -> row.row() + " " + row.column() + " " + row.problem())
                .collect(Collectors.joining("; "));
    }

    private static Collected penalty(String number, String authority) {
        return Collected.csv(
                HEADER, CODE + ",\"" + number.replace("\"", "\"\"") + "\"," + authority + ",2026-03-01,罚款,0.2");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "F06-text-escape.csv | 2 penalty/济南市莱芜区市场监督管理局/20260001; 3 penalty/济南市莱芜区市场监督管理局/20260001; 4 penalty/济南市莱芜区市场监督管理局/20260001 | ''",
                "F08-invisible.csv | 2 penalty/莱芜区市监局/莱1; 3 penalty/莱芜区市监局/莱1; 7 penalty/莱芜区市监局/莱1 | 4 CF_CFJG 第 4 个字（U+E863）",
                "F10-person-and-code.csv | '' | 2 CF_XDR_SHXYM 类别是自然人，却填了统一社会信用代码：处罚（许可）的是个人，还是该代码的主体（如个体工商户） / kind is natural person",
                "F14-formula-no-value.xlsx | '' | 2 CF_NR_FK 单元格的公式没有计算结果 / cell holds a formula that was not computed",
                "F15-iso-date-cell.xlsx | 2 penalty/济南市莱芜区市场监督管理局/完1; 3 penalty/济南市莱芜区市场监督管理局/完2 | ''",
                "F17-43-seconds.csv | '' | 2 CF_JDRQ `2026-02-28 23:59:17`带有时刻，看不出是哪一天 / `2026-02-28 23:59:17` has a time of day",
                "F17-43-seconds.xlsx | '' | 2 CF_JDRQ `2026-02-28 23:59:17`带有时刻，看不出是哪一天 / `2026-02-28 23:59:17` has a time of day",
                "F18-second-sheet.xlsx | 2 penalty/济南市莱芜区市场监督管理局/页1 | ''",
                "F21-long-term.csv | 2 permit/济南市莱芜区行政审批服务局/长1; 3 permit/济南市莱芜区行政审批服务局/长2 | ''",
                "F22-birthday.csv | '' | 2 CF_XDR_ZJHM 当事人在 2026-03-01 未满十八周岁（从生日的第二天起算）",
                "F22-birthday.csv | '' | 3 CF_XDR_ZJHM 当事人在 2026-02-28 未满十八周岁（从生日的第二天起算）",
                "F23-code-without-gb-check.csv | '' | 2 CF_XDR_SHXYM 统一社会信用代码第18位是 `9`，而按前17位计算校验码应为 `7`",
                "F24-wrong-cause.csv | '' | 2 CF_NR_FK `0.20000000000000001`的位数过多 / `0.20000000000000001` has too many digits",
                "F24-wrong-cause.csv | '' | 3 CF_XDR_SHXYM 填了不止一个统一社会信用代码，一处只填一个（GB 32100-2015） / more than one credit code"
            })
    void eachFileThatWasSeen(String file, String taken, String said) {
        Collected read = seen(file);
        assertThat(taken(read)).isEqualTo(taken);
        assertThat(said(read)).contains(said);
        assertThat(read.setAside.isEmpty()).isEqualTo(said.isEmpty());
    }

    @Test
    void theOnesThatAreNotReadableAreOneRecordOrSetAside() {
        Collected read = seen("F08-invisible.csv");
        assertThat(read.records.stream().map(CreditRecord::fact).distinct()).hasSize(1);
        assertThat(said(read))
                .contains("U+FFFD）代表文件转换编码时丢失的字 / character 4 (U+FFFD) stands for one that was lost")
                .contains("U+202E）不显示，却改变其他字的次序或者含义 / character 4 (U+202E) does not show");
    }

    @Test
    void aPermitForGoodHasNoLastDay() {
        assertThat(seen("F21-long-term.csv").records)
                .allSatisfy(
                        record -> assertThat(((Permit) record.fact()).validTo()).isNull());
        for (String never : List.of("2099/12/31", "20991231", "永久", "长期有效", "9999-12-31")) {
            Collected read = Collected.csv(HEADER + ",CF_GSJZQ", CODE + ",1号,某局,2026-03-01,罚款,0.2," + never);
            assertThat(((Penalty) read.taken().fact()).publicityEndsOn()).isNull();
        }
    }

    @Test
    void aWorkbookWithAPasswordIsToldFromAnOldOne() {
        assertThatThrownBy(() -> seen("F19-encrypted.xlsx"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("设有打开密码")
                .hasMessageContaining("protected by a password");
        byte[] old = new byte[600];
        byte[] container = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
        System.arraycopy(container, 0, old, 0, 4);
        assertThatThrownBy(() -> Collected.of("a.xls", "", old))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("旧式 Excel（.xls）")
                .hasMessageContaining("save it as .xlsx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=\"20260001\" | 20260001",
                "= \"20260001\" | 20260001",
                "'20260001 | 20260001",
                "＇２０２６０００１ | 20260001",
                "济莱芜市监罚[2026]1号 | 济莱芜市监罚〔2026〕1号",
                "济莱芜市监罚［２０２６］１号 | 济莱芜市监罚〔2026〕1号",
                "济莱芜市监罚(2026)1号 | 济莱芜市监罚〔2026〕1号",
                "济莱芜市监罚（2026）1号 | 济莱芜市监罚〔2026〕1号",
                "济莱芜市监罚【2026】1号 | 济莱芜市监罚〔2026〕1号",
                "济莱芜市监罚﹝2026﹞1号 | 济莱芜市监罚〔2026〕1号",
                "济莱芜市监罚〔 2026 〕 1 号 | 济莱芜市监罚〔2026〕1号",
                "济市监(简)罚[2026]1号 | 济市监（简）罚〔2026〕1号",
                "鲁—济—2026－1 | 鲁-济-2026-1",
                "罚\u200b〔2026\u00ad〕\ufeff1\u2060号 | 罚〔2026〕1号",
                "罚\u3000〔2026〕\u00a01号 | 罚〔2026〕1号",
                "䶮〔2026〕1号 | 䶮〔2026〕1号"
            })
    void aNumberIsOneNumberHoweverItIsWritten(String written, String kept) {
        assertThat(((Penalty) penalty(written, "某局").taken().fact()).number()).isEqualTo(kept);
        assertThat(((Penalty) penalty("1号", written).taken().fact()).authority())
                .isEqualTo(kept);
        String json = "{\"kind\":\"%s\",\"subject\":\"" + CODE + "\",%s}";
        String text = written.replace("\"", "\\\"");
        Penalty penalty = (Penalty) Collected.json(json.formatted(
                        "penalty",
                        "\"authority\":\"某局\",\"number\":\"" + text
                                + "\",\"decidedOn\":\"2026-03-01\",\"kinds\":[\"FINE\"]"))
                .taken()
                .fact();
        assertThat(penalty.number()).isEqualTo(kept);
        // what points at it finds it
        assertThat(Collected.json(json.formatted(
                                "display",
                                "\"target\":\"penalty/某局/" + text
                                        + "\",\"channel\":\"CREDIT_CHINA\",\"seenOn\":\"2026-03-09\",\"shown\":true"))
                        .taken()
                        .fact()
                        .id())
                .endsWith(penalty.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "无", "暂无", "不详", "0", "000", "-", "——", "/", "N/A", "n/a", "NULL", "none", "待定", "？", "xx", "无文号",
                "（无）", "同上"
            })
    void whatStandsForNoNumberIsSetAside(String text) {
        assertThat(penalty(text, "某局").only())
                .satisfies(row -> assertThat(row.column()).isEqualTo("CF_WSH"))
                .satisfies(row -> assertThat(row.problem())
                        .isEqualTo("`%s`不是编号或者名称 / `%s` is no number or name".formatted(text, text)));
        assertThat(penalty("1号", text).only().column()).isEqualTo("CF_CFJG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.23457E+17", "1.2E17", "#REF!", "#N/A", "罚#VALUE!", "####", "20260001.0", "123456789012345000"
            })
    void whatASpreadsheetMadeOfANumberIsSetAside(String text) {
        SetAside row = penalty(text, "某局").only();
        assertThat(row.column()).isEqualTo("CF_WSH");
        assertThat(row.problem()).contains("被表格软件改动过的编号").contains("a number that a spreadsheet has changed");
        assertThat(Collected.csv(HEADER, text + ",1号,某局,2026-03-01,罚款,0.2")
                        .only()
                        .column())
                .isEqualTo("CF_XDR_SHXYM");
    }

    @Test
    void aLongNumberThatIsMeantIsTakenAsText() {
        assertThat(((Penalty) penalty("=\"123456789012345000\"", "某局").taken().fact()).number())
                .isEqualTo("123456789012345000");
        assertThat(penalty("=A1&\"号\"", "某局").only().problem()).startsWith("是公式");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91370116max0000157",
                "９１３７０１１６ＭＡＸ００００１５７",
                "91370116 MAX0000157",
                "91370116-MAX000015-7",
                "'" + CODE
            })
    void aCodeIsReadHoweverItIsWritten(String code) {
        assertThat(Collected.csv(HEADER, code + ",1号,某局,2026-03-01,罚款,0.2")
                        .taken()
                        .subject())
                .isEqualTo(CODE);
        assertThat(Collected.json("{\"kind\":\"performance\",\"subject\":\"" + code
                                + "\",\"authority\":\"某局\",\"number\":\"1号\",\"performed\":false}")
                        .taken()
                        .subject())
                .isEqualTo(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"无", "/", "00000000000000000X", "000000000000000000"})
    void aPersonWithoutACodeMayHaveAFillerThere(String filler) {
        String header = "CF_XDR_LB,CF_XDR_ZJHM,CF_CJYJ," + HEADER;
        String person = IdNumbers.bornOn("19800101");
        assertThat(Collected.csv(header, "自然人," + person + ",某法," + filler + ",1号,某局,2026-03-01,罚款,0.2")
                        .taken()
                        .subject())
                .startsWith("ID:");
        assertThat(Collected.csv(HEADER, filler + ",1号,某局,2026-03-01,罚款,0.2")
                        .only()
                        .problem())
                .startsWith("缺少统一社会信用代码");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "其他-不予行政处罚 | 不予处罚的决定 | decision not to punish",
                "其他：首违不罚 | 不予处罚的决定 | decision not to punish",
                "其他（免予处罚） | 不予处罚的决定 | decision not to punish",
                "其他-警告 | 警告有自己的类别 | names 警告, which is a kind of its own",
                "其他—责令停产停业 | 责令停产停业有自己的类别 | names 责令停产停业"
            })
    void whatStandsBehindOtherIsLookedAt(String kinds, String zh, String en) {
        SetAside row = Collected.csv(HEADER, CODE + ",1号,某局,2026-03-01," + kinds + ",0.2")
                .only();
        assertThat(row.column()).isEqualTo("CF_CFLB");
        assertThat(row.problem()).contains(zh).contains(en);
    }

    @Test
    void twoRowsOfOneNumberAreNotOneOverTheOther() {
        String[] file = {
            HEADER,
            CODE + ",罚〔2026〕1号,某局,2026-03-01,罚款,0.2",
            CODE + ",罚(2026)1号,某局,2026-03-01,罚款,0.3",
            CODE + ",罚[2026]1号,某局,2026-03-01,罚款,0.2",
            CODE + ",罚〔2026〕2号,某局,2026-03-01,罚款,0.3"
        };
        Collected read = Collected.csv(file);
        assertThat(read.records.stream().map(CreditRecord::row)).containsExactly(2, 4, 5);
        assertThat(read.setAside).singleElement().satisfies(row -> {
            assertThat(row.row()).isEqualTo(3);
            assertThat(row.problem())
                    .isEqualTo("与本文件第 2 行是同一份文书，内容却不同 / same record as row 2 of this file, with other content");
        });
        String json = "{\"kind\":\"performance\",\"subject\":\"" + CODE
                + "\",\"authority\":\"某局\",\"number\":\"1号\",\"performed\":%s}";
        Collected lines =
                Collected.json(json.formatted("false"), json.formatted("true,\"performedOn\":\"2026-03-20\""));
        assertThat(lines.records).hasSize(1);
        assertThat(lines.setAside)
                .singleElement()
                .satisfies(row -> assertThat(row.row()).isEqualTo(2));
    }

    @Test
    void thousandsOfRecordsAreEachOnce() {
        String[] rows = new String[5_001];
        rows[0] = HEADER;
        for (int i = 1; i < rows.length; i++) {
            rows[i] = CODE + ",罚" + i % 2_500 + "号,某局,2026-03-01,罚款," + (i <= 2_500 ? "0.2" : "0.3");
        }
        Collected read = Collected.csv(rows);
        assertThat(read.records).hasSize(2_500);
        assertThat(read.setAside).hasSize(2_500);
    }

    @Test
    void anAmountAboveTheBoundIsAskedAboutAndTakenWhenConfirmed() {
        String file = HEADER + ",CF_NR_WFFF\r\n" + CODE + ",1号,某局,2026-03-01,罚款,%s,%s\r\n";
        SetAside row = Collected.csv(file.formatted("2000", "")).only();
        assertThat(row.column()).isEqualTo("CF_NR_FK");
        assertThat(row.problem())
                .isEqualTo("2000 万元即 20000000 元，超过本系统设定的 100 万元（非法律规定）：是否误按元填写"
                        + " / 2000 units of 10,000 yuan are 20000000 yuan, more than the 100 units set here (by us, not by law): were"
                        + " yuan meant");
        assertThat(row.remedy()).contains("confirmed=fines");
        assertThat(Collected.csv(file.formatted("", "100.01")).only().column()).isEqualTo("CF_NR_WFFF");
        assertThat(((Penalty) Collected.csv(file.formatted("100", "")).taken().fact()).fine())
                .isEqualTo("1000000");

        Collected confirmed = new Collected();
        byte[] bytes = file.formatted("2000", "").getBytes(StandardCharsets.UTF_8);
        try (InputStream in = new java.io.ByteArrayInputStream(bytes)) {
            Collected.intake(null).read("cf.csv", "", in, confirmed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(((Penalty) confirmed.taken().fact()).fine()).isEqualTo("20000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CF_NR_FKK | 应为`CF_NR_FK` | `CF_NR_FK` is meant",
                "cf_nr_kf | 应为`CF_NR_FK` | `CF_NR_FK` is meant",
                "CF_SOMETHING | 列名不要以 CF_ 或者“罚”字开头 | a name that neither begins with CF_",
                "CF-NR-FK | 应为`CF_NR_FK` | `CF_NR_FK` is meant",
                "CFNR_FK | 应为`CF_NR_FK` | `CF_NR_FK` is meant",
                "СF_NR_FK | 应为`CF_NR_FK` | `CF_NR_FK` is meant",
                "NR_FK | 应为`CF_NR_FK` | `CF_NR_FK` is meant",
                "罚款数额（万元） | 应为`罚款金额(万元)` | `罚款金额(万元)` is meant",
                "罚没金额(万元) | 应为`罚款金额(万元)` | `罚款金额(万元)` is meant",
                "罚款 | 不是双公示格式的列 | no column of the 双公示 layout",
                "处罚金额 | 不是双公示格式的列 | no column of the 双公示 layout",
                "公示截至期 | 应为`公示截止期` | `公示截止期` is meant",
                "公示截止日 | 应为`公示截止日期` | `公示截止日期` is meant",
                "行政相对人类型 | 应为`行政相对人类别` | `行政相对人类别` is meant",
                "行政相对人姓名 | 不是双公示格式的列，应为 | is meant",
                "罚款金额（元） | 写成`罚款金额(万元)` | name it `罚款金额(万元)`",
                "罚款金额 | 写成`罚款金额(万元)` | name it `罚款金额(万元)`"
            })
    void aColumnThatIsMeantToBeOneOfTheLayoutIsTold(String column, String zh, String en) {
        assertThatThrownBy(() -> Collected.csv(
                        "CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB," + column, CODE + ",1号,某局,2026-03-01,罚款,0.2"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("`" + column + "`")
                .hasMessageContaining(zh)
                .hasMessageContaining(en);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CF_NR_FK,罚款金额（万元） | 0.2,20 | `CF_NR_FK`与`罚款金额（万元）`是同一项",
                "CF_GSJZQ,CF_JZRQ | 2027-03-01,2028-03-01 | `CF_GSJZQ`与`CF_JZRQ`是同一项",
                "处罚机关,CF_XDR_MC | 另一局,某公司 | `CF_CFJG`与`处罚机关`是同一项",
            })
    void twoColumnsOfOneThingMayNotContradictEachOther(String columns, String values, String problem) {
        String header = "CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB," + columns;
        SetAside row =
                Collected.csv(header, CODE + ",1号,某局,2026-03-01,罚款," + values).only();
        assertThat(row.problem()).contains(problem).contains("are one thing");
    }

    @Test
    void twoColumnsThatSayTheSameInOtherWordsAreTaken() {
        String header = "CF_XDR_SHXYM,统一社会信用代码,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB,CF_NR_FK,罚款金额（万元）,CF_GSJZQ,CF_JZRQ,GSQX";
        String row = CODE + "," + CODE.toLowerCase(java.util.Locale.ROOT)
                + ",1号,某局,2026-03-01,罚款,0.2,0.20,2027-03-01,2027/3/1,一年";
        Penalty taken = (Penalty) Collected.csv(header, row).taken().fact();
        assertThat(taken.fine()).isEqualTo("2000");
        assertThat(taken.publicityEndsOn()).isEqualTo("2027-03-01");
    }

    /** What a spreadsheet takes for a day or a truth is no number of a document any more. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01", "2026/3/1", "3月1日", "2026年3月1日", "12:30", "TRUE", "false"})
    void aNumberThatBecameADayIsNotTaken(String number) {
        SetAside row = Collected.csv(HEADER, CODE + "," + number + ",某局,2026-03-01,罚款,0.2")
                .only();
        assertThat(row.column()).isEqualTo("CF_WSH");
        assertThat(row.problem()).contains("被表格软件改动过", "a spreadsheet has changed");
        // as the remedy says
        String written = "\"=\"\"" + number + "\"\"\"";
        assertThat(Collected.csv(HEADER, CODE + "," + written + ",某局,2026-03-01,罚款,0.2").setAside)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01", "1024-03-05", "1948-12-31"})
    void aYearThatCannotBeMeantSetsTheRowAside(String day) {
        assertThat(Collected.csv(HEADER, CODE + ",1号,某局," + day + ",罚款,0.2")
                        .only()
                        .problem())
                .contains("1949 年至 2199 年", "1949 to 2199");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027.3.1", "2O27-03-01", "9999"})
    void anEndThatIsNeitherADayNorATermIsNotDropped(String end) {
        assertThat(Collected.csv(HEADER + ",GSQX", CODE + ",1号,某局,2026-03-01,罚款,0.2," + end)
                        .only()
                        .column())
                .isEqualTo("GSQX");
    }

    @Test
    void aZeroAmongTheCharactersCostsItsRowAlone() {
        Collected read = Collected.csv(HEADER, CODE + ",1号,某局,2026-03-01,罚款,0.2", CODE + ",2\0号,某局,2026-03-01,罚款,0.2");
        assertThat(read.records).hasSize(1);
        assertThat(read.setAside)
                .singleElement()
                .satisfies(row -> assertThat(row.problem()).contains("U+0000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"治安 管理处罚法", "治安管理\u3000处罚法", "《中华人民共和国治安管理处罚条例》"})
    void sealedRecordsAreKnownHoweverTheirLawIsWritten(String basis) {
        SetAside row = Collected.csv(HEADER + ",CF_YJ", CODE + ",1号,某局,2026-03-01,罚款,0.2," + basis)
                .only();
        assertThat(row.problem()).contains("136");
    }

    @Test
    void anIdNumberInANameOrNumberIsNotKept() {
        String id = IdNumbers.bornOn("19800101");
        SetAside row = Collected.csv(HEADER, CODE + ",罚" + id + "号,某局,2026-03-01,罚款,0.2")
                .only();
        assertThat(row.value()).isEqualTo("***");
        assertThat(row.toString()).doesNotContain(id).contains("公民身份号码");
    }

    @Test
    void chineseNamesOfTheLayoutAreReadAloneAndAboveTheCodes() {
        String chinese = "行政相对人名称,*行政相对人代码_1（统一社会信用代码）,行政处罚决定书文号,处罚机关,处罚决定日期,处罚类别,罚款金额（万元）";
        String codes = "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB,CF_NR_FK";
        String row = "某公司," + CODE + ",1号,某局,2026-03-01,罚款,0.2";
        for (Collected read : List.of(
                Collected.csv(chinese, row),
                Collected.csv(chinese, codes, row),
                Collected.csv(codes, chinese, row),
                Collected.csv("行政处罚信息公示表,,,,,,", "填报单位：某局,,填报日期：2026年3月,,,,", "", chinese, row, chinese, row),
                Collected.csv("行政处罚信息公示表", chinese.replace(',', '\t'), row.replace(',', '\t')))) {
            assertThat(read.setAside).isEmpty();
            assertThat(read.records)
                    .allSatisfy(record ->
                            assertThat(((Penalty) record.fact()).fine()).isEqualTo("2000"));
            assertThat(read.records).isNotEmpty();
        }
        String permits = "统一社会信用代码,行政许可决定文书号,许可机关,许可决定日期,许可类别,有效期至";
        assertThat(Collected.csv(permits, CODE + ",1号,某局,2026-03-01,登记,长期")
                        .taken()
                        .fact())
                .isInstanceOf(Permit.class);
    }

    @Test
    void anotherTableBelowEndsTheFileThere() {
        Collected read = Collected.csv(
                HEADER,
                CODE + ",1号,某局,2026-03-01,罚款,0.2",
                "CF_WSH,CF_XDR_SHXYM,CF_CFJG,CF_JDRQ,CF_CFLB,CF_NR_FK",
                "2号," + CODE + ",某局,2026-03-01,罚款,0.2");
        assertThat(read.records).hasSize(1);
        assertThat(read.setAside).singleElement().satisfies(row -> {
            assertThat(row.row()).isEqualTo(3);
            assertThat(row.problem()).isEqualTo("这一行是另一张表的表头 / this row is the header of another table");
        });
    }

    @Test
    void aCommaBehindTheHeaderIsNoColumn() {
        String row = CODE + ",1号,某局,2026-03-01,罚款,0.2";
        assertThat(Collected.csv(HEADER + ",", row).records).hasSize(1);
        assertThat(Collected.csv(HEADER + ",,", row + ",").records).hasSize(1);
        assertThat(Collected.csv(HEADER + ",", row + ",x").only().problem()).startsWith("这一行有 7 格，表头有 6 格");
    }

    /** Characters that older writers of GB18030 put in private use. */
    @Test
    void olderGb18030IsReadAsTheStandardOfToday() {
        String file = HEADER + "\r\n" + CODE + ",䶮〔2026〕1号,某局,2026-03-01,罚款,0.2\r\n";
        byte[] bytes = file.getBytes(Charset.forName("GB18030"));
        assertThat(((Penalty) Collected.of("a.csv", "", bytes).taken().fact()).number())
                .isEqualTo("䶮〔2026〕1号");
        assertThat(penalty("\ue000〔2026〕1号", "某局").only().problem())
                .startsWith("第 1 个字（U+E000）是自造字或者未定义的字符")
                .contains("is of private use or undefined");
        assertThat(penalty("\ue863〔2026〕1号", "某局").only().problem())
                .contains("（旧版 GB18030 中为`䶮`）")
                .contains("(older GB18030 has `䶮` there)");
    }
}
