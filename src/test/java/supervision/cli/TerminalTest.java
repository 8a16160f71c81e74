package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import supervision.Http;
import supervision.cli.Program.Run;
import supervision.intake.CreditCodes;
import supervision.rulepack.PackFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each command says and does, beside a service on the same database. */
class TerminalTest {

    private static final String HEADER = "CF_XDR_SHXYM,CF_WSH,CF_CFLB,CF_NR_FK,CF_JDRQ,CF_CFJG\n";

    @TempDir
    private static Path folder;

    private static Commands commands;
    private static ConfigurableApplicationContext service;
    private static Http http;

    @BeforeAll
    static void serve() {
        commands = new Commands(folder.resolve("data"), Map.of());
        service = commands.serve();
        http = new Http(Commands.port(service));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Run run(String... arguments) {
        return commands.run(arguments);
    }

    @Test
    void whatDoesNotApplyIsExplainedInTheTerminal() throws Exception {
        String code = CreditCodes.of(890_501);
        Path file = Files.writeString(
                folder.resolve("explained.csv"), HEADER + code + ",莱应急罚〔2026〕77号,罚款,0.2,2026-04-10,莱芜区应急管理局\n");
        assertThat(run("import", file.toString()).exitCode()).isZero();

        Run explained = run("explain", "measures", code, "--as-of", "2026-06-01", "--what", "market-access");
        assertThat(explained.exitCode()).as(explained.toString()).isZero();
        assertThat(explained.out()).contains("不适用 / does not apply", "名单措施可以实施", "is known");

        Run unknown = run("explain", "measures", code, "--what", "list:nothing");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("list:wage-arrears");
    }

    @Test
    void aLargeFineIsConfirmedInTheTerminal() throws Exception {
        String code = CreditCodes.of(970_501);
        Path file = Files.writeString(folder.resolve("large.csv"), """
                CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_CFJG,CF_JDRQ,CF_CFLB,CF_NR_FK
                莱芜巨额测试有限公司,%s,罚〔2026〕1号,某局,2026-03-01,罚款,2000
                """.formatted(code));
        Run asked = run("import", file.toString());
        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.out()).contains("是否误按元填写", "were yuan meant", "--confirmed=fines");
        Run wrong = run("import", "--confirmed=yes", file.toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--confirmed 只能为 fines / --confirmed has to be fines: yes");
        Run taken = run("import", "--confirmed=fines", file.toString());
        assertThat(taken.exitCode()).as(taken.toString()).isZero();
        assertThat(run("import", "--confirmed=fines", file.toString()).out()).contains("accepted: 0", "present: 1");
        // the decision gives the entity its name, by which it is found
        assertThat(http.get("/api/v1/entities?q=" + Http.encoded("巨额测试"))
                        .ok()
                        .path("entities")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo(code);
        assertThat(run("measures", code.toLowerCase(Locale.ROOT), "--as-of", "2026-06-01")
                        .exitCode())
                .isZero();
    }

    @Test
    void anImportIsWithdrawnInTheTerminal() throws Exception {
        String code = CreditCodes.of(3);
        Path file = Files.writeString(
                folder.resolve("wrong.csv"), HEADER + code + ",莱应急罚〔2026〕9号,罚款,0.2,2026-03-01,莱芜区应急管理局\n");
        String said = run("import", file.toString()).out().strip();
        String number = said.substring(said.lastIndexOf(' ') + 1);
        http.get("/api/v1/entities/" + code + "/measures").ok();

        Run unsaid = run("withdraw", number, "--why", " ");
        assertThat(unsaid.exitCode()).isEqualTo(2);
        assertThat(unsaid.err()).contains("say who does it");
        Run withdrawn = run("withdraw", number, "--by", "李四", "--why", "报错文件");
        assertThat(withdrawn.exitCode()).as(withdrawn.toString()).isZero();
        assertThat(withdrawn.out()).contains("withdrawn: " + number, "wrong.csv", "records told: 1");
        http.get("/api/v1/entities/" + code + "/measures").problem(404);

        Run listed = run("imports", "--limit", "1", "--before", Long.toString(Long.parseLong(number) + 1));
        assertThat(listed.exitCode()).as(listed.toString()).isZero();
        assertThat(listed.out().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .contains(number + " ", "terminal", "李四: 报错文件", "wrong.csv");
        Run twice = run("withdraw", number, "--why", "报错文件");
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("was withdrawn by 李四");
    }

    @Test
    void badRowsAreShownInATableWithWhatToDo() throws Exception {
        String code = CreditCodes.of(2);
        Path file = Files.writeString(
                folder.resolve("bad.csv"),
                HEADER
                        + code + ",莱应急罚〔2026〕2号,罚款,0.2,2026-03-01,莱芜区应急管理局\n"
                        + code + ",莱应急罚〔2026〕3号,罚款,2000元,2026-03-01,莱芜区应急管理局\n"
                        + code + ",莱应急罚〔2026〕4号,罚款,0.2,2026-02-30,莱芜区应急管理局\n");
        Run run = run("import", file.toString());
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("accepted: 1", "set aside: 2");
        assertThat(lines.get(1)).contains("行 row", "列 column", "值 value", "问题 problem", "处理 remedy");
        assertThat(lines.get(2)).startsWith("3 ").contains("CF_NR_FK", "2000元", "not an amount: `2000元`");
        assertThat(lines.get(3)).startsWith("4 ").contains("CF_JDRQ", "2026-02-30", "no such day");
        assertThat(http.get("/api/v1/entities/" + code + "/records").ok().path("records"))
                .hasSize(1);
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %1$s KEY-----\n%2$s\n-----END %1$s KEY-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(der));
    }

    @Test
    void whatAppliesIsToldAPersonWithItsClausesAndWithoutIds() throws IOException {
        String code = CreditCodes.of(11);
        Path file = Files.writeString(
                folder.resolve("told.csv"), HEADER + code + ",莱应急罚〔2026〕11号,罚款,0.2,2026-03-01,莱芜区应急管理局\n");
        assertThat(run("import", file.toString()).exitCode()).isZero();

        Run told = run("measures", code, "--as-of", "2026-03-02");
        assertThat(told.exitCode()).as(told.toString()).isZero();
        assertThat(told.out().lines().map(String::strip).toList())
                .contains("信用修复", "监管层级与检查")
                .anyMatch(line -> line.startsWith("截至 2026-03-02；没有新记录的，到 2026-"))
                .anyMatch(line -> line.startsWith("行政处罚 莱应急罚〔2026〕11号 · 信用中国及地方信用网站 · "))
                .anyMatch(line -> line.startsWith("依据 《"));
        assertThat(told.out()).doesNotContain("penalty/", "laiwu-2020-19/", "{");

        Run english = run("measures", code, "--as-of", "2026-03-02", "--lang", "en");
        assertThat(english.out()).contains("Supervision and inspection", "by Laiwu District opinions");
        Run nowhere = run("measures", code, "--lang", "fr");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("没有这种语言", "no such language");
    }

    /** What an auditor does, from the answer to the proof and to a restored copy. */
    @Test
    void whatWasDecidedIsProvenExportedAndRestored() throws Exception {
        String code = CreditCodes.of(7);
        Path file = Files.writeString(
                folder.resolve("audited.csv"), HEADER + code + ",莱应急罚〔2026〕7号,罚款,0.2,2026-03-01,莱芜区应急管理局\n");
        assertThat(run("import", file.toString()).exitCode()).isZero();
        Run measures = run("measures", code, "--as-of", "2026-11-22", "--json");
        String id =
                JsonMapper.builder().build().readTree(measures.out()).path("id").asString();

        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path key = Files.writeString(
                folder.resolve("key.pem"), pem("PRIVATE", keys.getPrivate().getEncoded()));
        Path publicKey = Files.writeString(
                folder.resolve("public.pem"), pem("PUBLIC", keys.getPublic().getEncoded()));
        Run signed = run("checkpoint", "--key", key.toString(), "--public", publicKey.toString(), "--name", "laiwu");
        assertThat(signed.exitCode()).as(signed.toString()).isZero();
        Path note = Files.writeString(folder.resolve("checkpoint.txt"), signed.out());
        String size = signed.out().lines().toList().get(1);

        Run receipt = run("receipt", id, "--size", size);
        assertThat(receipt.exitCode()).as(receipt.toString()).isZero();
        Path proof = Files.writeString(folder.resolve("receipt.json"), receipt.out());
        List<String> by = List.of("--key", publicKey.toString(), "--name", "laiwu", "--checkpoint", note.toString());
        Run proven = run(with(by, "verify-receipt", proof.toString()));
        assertThat(proven.exitCode()).as(proven.toString()).isZero();
        assertThat(proven.out()).contains("the receipt is in the signed journal", "decision " + id);
        Files.writeString(proof, receipt.out().replace("2026-11-22", "2026-11-23"));
        Run forged = run(with(by, "verify-receipt", proof.toString()));
        assertThat(forged.exitCode()).as(forged.toString()).isEqualTo(1);
        assertThat(forged.out()).contains("the receipt is not in the signed journal");

        Run replayed = run("replay", "--journal", "--entity", code);
        assertThat(replayed.exitCode()).as(replayed.toString()).isZero();
        assertThat(replayed.out()).contains("same: 1   不同 / different: 0");

        Path export = folder.resolve("export.zip");
        Run exported = run("export", export.toString());
        assertThat(exported.exitCode()).as(exported.toString()).isZero();
        Run twice = run("export", export.toString());
        assertThat(twice.exitCode()).as(twice.toString()).isEqualTo(2);
        assertThat(twice.err()).contains("the file exists");
        Run verified = run(with(by, "verify-journal", export.toString()));
        assertThat(verified.exitCode()).as(verified.toString()).isZero();
        assertThat(verified.out()).contains("all of it holds", "signatures checked: 2");
        Run refused = run("restore", export.toString());
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.err()).contains("the database is not empty");

        Commands elsewhere = new Commands(folder.resolve("other"), Map.of());
        Run restored = elsewhere.run("restore", export.toString());
        assertThat(restored.exitCode()).as(restored.toString()).isZero();
        Run again = elsewhere.run("replay", "--journal");
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(again.out()).contains("different: 0").doesNotContain("same: 0");
        Run nothing = run("replay");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("--journal");
    }

    @Test
    void whatCasesExpectIsRenewedAndShownAsADifference() throws Exception {
        String right = Files.readString(Path.of("fixtures/grade/validity/the-latest-grade-governs-from-its-day.yaml"));
        String wrong = right.replace("validUntil: null", "validUntil: 2027-01-01");
        Path cases = Files.createDirectories(folder.resolve("cases"));
        Path file = Files.writeString(cases.resolve("a.yaml"), wrong);

        Run differs = run("replay", cases.toString());
        assertThat(differs.exitCode()).as(differs.toString()).isEqualTo(1);
        assertThat(file).hasContent(wrong);

        Run renewed = run("replay", cases.toString(), "--renew");
        assertThat(renewed.exitCode()).as(renewed.toString()).isZero();
        assertThat(renewed.out())
                .contains("--- a.yaml", "-  validUntil: 2027-01-01", "+  validUntil: null", "1 files rewritten")
                .doesNotContain("-case", "+case");
        assertThat(file).hasContent(right);

        Run past = run("replay", "--journal", "--renew");
        assertThat(past.exitCode()).as(past.toString()).isEqualTo(2);
    }

    private static String[] with(List<String> options, String... arguments) {
        return Stream.concat(Stream.of(arguments), options.stream()).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.csv", "."})
    void aFileThatIsNotThereCannotBeImported(String file) throws Exception {
        Run run = run("import", file);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("文件无法读取", "cannot read the file", file);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aMalformedCodeIsNamedWithItsCharacter() throws Exception {
        Run run = run("measures", "91370116MAX0000158");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("character 18");
        assertThat(run.out()).isEmpty();
    }

    private static final String RULES = Path.of("rules").toAbsolutePath().toString();

    @Test
    void everyRuleIsExplainedWithItsClauseAndCases() throws Exception {
        Run run = run("explain", "rules", "--rules", RULES);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .as("lines as wide as a terminal, but for the name of a file, which is not broken")
                .allMatch(line -> Table.width(line) <= 120 || line.endsWith(".yaml"));
        String rule = "《实施意见》（六）1：没有公共信用综合评价结果的，不视为信用良好，按设定层级监管";
        int at = 1 + Files.readAllLines(Path.of(RULES, "drl/grade/tier.drl")).indexOf("rule \"" + rule + "\"");
        assertThat(run.out())
                .contains(
                        rule + "\n",
                        "  条款 clauses   laiwu-2020-19/6.1  《关于加快推进社会信用体系建设",
                        "（六）1\n  位置 at        drl/grade/tier.drl:%d\n".formatted(at),
                        """
                          位置 at        drl/grade/tier.drl:%d
                          施行 in force  2020-01-01 –
                        """.formatted(at),
                        "grade/ungraded-tier  ROUTINE [placeholder]",
                        "… 另有 / and more: ");
        String last = run.out().lines().reduce((one, other) -> other).orElse("");
        assertThat(last).matches("[0-9]{3} 条规则 · rules, [0-9]{3,} 个案例 · cases");
        assertThat(run.out().lines().filter(line -> line.startsWith("  位置 at ")))
                .hasSize(Integer.parseInt(last.substring(0, 3)));
    }

    @Test
    void theRulesOfAClauseAreListedWithAllTheirCasesForPrograms() throws Exception {
        Run run = run("explain", "rules", "--rules", RULES, "--clause", "food-safety-law/art-138", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode listing = JsonMapper.builder().build().readTree(run.out());
        assertThat(listing.path("rules").valueStream()).anySatisfy(rule -> {
            assertThat(rule.path("rule").asString()).isEqualTo("《实施意见》（八）：法定禁入期内，实施市场和行业禁入");
            assertThat(rule.path("clauses").get(0).asString()).isEqualTo("laiwu-2020-19/8");
            assertThat(rule.path("cited").get(0).path("zh").asString()).endsWith("（莱芜区信用办〔2020〕19号）（八）");
            assertThat(rule.path("cases"))
                    .extracting(JsonNode::asString)
                    .contains("bans/food-testing-staff-are-barred-ten-years-or-for-life.yaml")
                    .doesNotContain("bans/fake-drugs-bar-the-enterprise-ten-years-and-its-officers-for-life.yaml");
        });
        assertThat(listing.path("unusedFigures").isNull()).isTrue();
    }

    @Test
    void whereThereAreNoCasesTheRulesAreListedWithoutThem() throws Exception {
        Path rules = folder.resolve("alone/rules");
        try (Stream<Path> files = Files.walk(Path.of("rules"))) {
            for (Path file : files.toList()) {
                Path copy = rules.resolve(Path.of("rules").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Run run = run("explain", "rules", "--rules", rules.toString(), "--clause", "1.3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "没有找到案例", "no cases at ", "--cases", "laiwu-2020-19/1.3", "drl/commitment/kept-or-broken.drl:")
                .doesNotContain("案例 cases");
    }

    @Test
    void whatTheEngineIsGivenIsShownOnTheLinesOfTheFile() throws Exception {
        Path rules = Path.of(RULES);
        Run run = run("explain", "rules", "--rules", RULES, "--as-handed-over", "--rule", "没有公共信用综合评价结果的");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> shown = run.out().lines().toList();
        assertThat(shown.get(0)).isEqualTo("// drl/grade/tier.drl");
        List<String> written = Files.readAllLines(rules.resolve("drl/grade/tier.drl"));
        for (int i = 0; i < written.size(); i++) {
            if (written.get(i).startsWith("rule \"")) {
                String name = written.get(i).strip();
                assertThat(shown.get(i + 1)).startsWith(name).containsPattern("salience -[1-9]");
            }
        }
        assertThat(run.out()).doesNotContain("insert(").contains("conclusions.add(new ");

        Run all = run("explain", "rules", "--rules", RULES, "--as-handed-over");
        assertThat(all.out().lines().filter(line -> line.startsWith("// drl/")))
                .hasSameSizeAs(PackFiles.ofDirectory(rules).drl().keySet());
    }

    @Test
    void whatTheEngineIsGivenGoesWithoutClausesAndJson() throws Exception {
        for (String[] other : new String[][] {{"--json"}, {"--clause", "6.1"}}) {
            Run run = run(
                    Stream.concat(Stream.of("explain", "rules", "--rules", RULES, "--as-handed-over"), Stream.of(other))
                            .toArray(String[]::new));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("请去掉其他选项", "leave the others out");
            assertThat(run.out()).isEmpty();
        }
        assertThat(run("explain", "rules", "--rules", RULES, "--as-handed-over", "--rule", "an unheard-of name")
                        .err())
                .contains("no such rule");
    }

    @Test
    void aClauseWithoutRuleHasNone() throws Exception {
        Run run = run("explain", "rules", "--rules", RULES, "--clause", "shandong-credit-2020/art-10");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("0 条规则");
    }

    @ParameterizedTest
    @CsvSource({
        "--clause, laiwu-2020-19/99, no such clause, laiwu-2020-19/6.2",
        "--clause, art-1, no such clause, rules/sources/",
        "--rule, an unheard-of name, no such rule, use words of its name",
        "--cases, nowhere, there are no cases here, check the path",
        "--rules, nowhere, no rule pack at `nowhere`, name a folder that holds pack.yaml"
    })
    void whatCannotBeExplainedIsSaid(String option, String given, String problem, String remedy) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("explain", "rules", option, given));
        if (!option.equals("--rules")) {
            arguments.addAll(List.of("--rules", RULES));
        }
        Run run = run(arguments.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).contains(given, problem, remedy).containsPattern("[\\u4e00-\\u9fff]");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatCanBeExplainedIsListed() throws Exception {
        Run run = run("explain");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("说明规则及其依据", "rules");
    }

    @Test
    void aReportIsWrittenToAFileOrPrinted() throws Exception {
        String code = CreditCodes.of(3);
        Path file = Files.writeString(
                folder.resolve("report.csv"), HEADER + code + ",莱应急罚〔2026〕5号,罚款,0.2,2026-03-01,莱芜区应急管理局\n");
        assertThat(run("import", file.toString()).exitCode()).isZero();
        String path = "/api/v1/entities/" + code + "/report?use=bidding&asOf=2026-11-22&format=";

        Path pdf = folder.resolve("report.pdf");
        Run written = run(
                "report", code, "--use", "bidding", "--as-of", "2026-11-22", "--format", "pdf", "-o", pdf.toString());
        assertThat(written.exitCode()).as(written.toString()).isZero();
        assertThat(written.out()).contains("已写入", pdf.toString());
        assertThat(Files.readAllBytes(pdf)).isEqualTo(http.get(path + "pdf").bytes());

        Run printed = run("report", code, "--use", "bidding", "--as-of", "2026-11-22", "--format", "json");
        assertThat(printed.exitCode()).as(printed.toString()).isZero();
        assertThat(JsonMapper.builder().build().readTree(printed.out()))
                .isEqualTo(http.get(path + "json").ok());
    }

    @Test
    void aReportForNoUseIsNotWritten() throws Exception {
        Run unknown = run("report", "91370116MAX0000157", "--use", "loan");
        // the entity is unknown too, but the use can be put right first
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("没有这种用途", "BIDDING", "招标投标");
        Run nowhere = run("report", "91370116MAX0000157", "--use", "own", "--format", "pdf");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("-o");
    }

    @Test
    void whatIsOverdueIsListedAndTold() throws Exception {
        String code = CreditCodes.of(4);
        Path file = Files.writeString(folder.resolve("objection.jsonl"), """
                {"kind": "penalty", "subject": "%1$s", "authority": "莱芜区测试逾期局", "number": "罚〔2026〕1号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"], "fine": 20000, "gravity": "GENERAL"}
                {"kind": "objection", "subject": "%1$s", "number": "莱异〔2026〕72号", \
                "target": "penalty/莱芜区测试逾期局/罚〔2026〕1号", "ground": "WRONG", "receivedOn": "2026-05-11", "needsOtherUnit": false}
                """.formatted(code));
        assertThat(run("import", file.toString()).exitCode()).isZero();

        Run overdue = run("duties", "--unit", "RECORD_AUTHORITY");
        assertThat(overdue.exitCode()).as(overdue.toString()).isEqualTo(1);
        List<String> lines = overdue.out().lines().toList();
        assertThat(lines.get(0)).contains("期限 due", "逾期 overdue", "责任方 who", "条款 clauses");
        assertThat(lines)
                .filteredOn(line -> line.contains(code))
                .singleElement()
                .asString()
                .startsWith("2026-05-14  是 yes")
                .contains("核实并答复异议", "莱芜区测试逾期局", "objection/莱异〔2026〕72号", "shandong-credit-2020/art-39");
        assertThat(lines.get(lines.size() - 2)).contains("由第二次读取规则推算", "computed by the second reading of the rules");
        assertThat(lines.get(lines.size() - 1)).containsPattern("已逾期 [1-9]").containsPattern("overdue: [1-9]");

        Run tooLong = run("duties", "--to", "2099-01-01");
        assertThat(tooLong.exitCode()).as(tooLong.toString()).isEqualTo(2);
        assertThat(tooLong.err()).contains("三年以内", "at the latest");
        Run nobody = run("duties", "--unit", "NOBODY");
        assertThat(nobody.exitCode()).as(nobody.toString()).isEqualTo(2);
        assertThat(nobody.err()).contains("没有这种责任方", "RECORD_AUTHORITY", "作出记录的单位");
    }

    @Test
    void whereNothingIsOverdueTheListEndsWell() throws Exception {
        Run run = run("duties", "--unit", "STAFF_UNIT");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out()).contains("0 项", "duties: 0");
    }

    /** A copy of the pack, with one text in one file replaced. */
    private static Path edited(String file, String from, String to) throws IOException {
        Path copy = Files.createTempDirectory(folder, "rules");
        PackFiles.ofDirectory(Path.of("rules").toAbsolutePath()).files().forEach((path, bytes) -> {
            try {
                Files.createDirectories(copy.resolve(path).getParent());
                Files.write(copy.resolve(path), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        String text = Files.readString(copy.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(copy.resolve(file), text.replace(from, to));
        return copy;
    }

    @Test
    void anEditIsCheckedBeforeItCounts() throws Exception {
        String code = CreditCodes.of(81);
        Path records = Files.writeString(folder.resolve("repair.jsonl"), """
                {"kind": "penalty", "subject": "%1$s", "authority": "莱芜区城市管理局", "number": "莱城罚〔2026〕1号", \
                "decidedOn": "2026-06-18", "kinds": ["FINE"], "fine": 20000, "gravity": "GENERAL", "procedure": "ORDINARY"}
                {"kind": "performance", "subject": "%1$s", "authority": "莱芜区城市管理局", "number": "莱城罚〔2026〕1号", \
                "performed": true, "performedOn": "2026-07-02"}
                """.formatted(code));
        assertThat(run("import", records.toString()).exitCode()).isZero();
        Path candidate = edited("parameters/publicity/ndrc-36/general/min.yaml", "P3M", "P6M");
        String rules = Path.of("rules").toAbsolutePath().toString();
        Path html = folder.resolve("report.html");
        Path json = folder.resolve("report.json");

        Run run = run(
                "check",
                candidate.toString(),
                "--against",
                rules,
                "--cases",
                Path.of("fixtures/repair").toAbsolutePath().toString(),
                "--day",
                "2026-11-25",
                "--html",
                html.toString(),
                "--json",
                json.toString());

        // cases that say three months fail now
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("改动：修改参数 1 个（“一般失信信息最短公示期")
                .contains("Edited: 1 figure changed", "[error FLIPPED]", "OPEN", "NOT_BEFORE");
        assertThat(run.out().indexOf("not publishable")).isLessThan(run.out().indexOf("[error FLIPPED]"));
        JsonNode report = JsonMapper.builder().build().readTree(json);
        assertThat(report.propertyNames()).startsWith("did", "publishable", "reasons");
        assertThat(report.at("/did/1/en").asString()).contains("something else is concluded of");
        assertThat(report.at("/did/2/zh").asString()).contains("“信用修复的答复”（");
        assertThat(report.at("/publishable").asBoolean()).isFalse();
        assertThat(report.at("/changes/figures/0/id").asString()).isEqualTo("publicity/ndrc-36/general/min");
        assertThat(report.at("/impact/repairsClose/0/before").asString()).isEqualTo("OPEN");
        assertThat(report.at("/impact/repairsClose/0/after").asString()).isEqualTo("NOT_BEFORE");
        assertThat(report.at("/impact/repairsClose/0/whom/codes").values())
                .anyMatch(one -> one.asString().equals(code));
        assertThat(report.at("/cases/flips")).isNotEmpty();
        String page = Files.readString(html);
        assertThat(page).contains("不可发布", code, "一般失信信息最短公示期");
        assertThat(page.indexOf("改动：修改参数 1 个")).isPositive().isLessThan(page.indexOf("不可发布"));
        assertThat(page.indexOf("不可发布")).isLessThan(page.indexOf("改了什么"));
    }

    @Test
    void whatCannotBeCheckedIsSaid() throws Exception {
        Path broken = edited("drl/repair/3-papers.drl", "regime == \"ndrc-58\"", "regime = \"ndrc-58\"");
        Run refused = run("check", broken.toString(), "--no-register");
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.out()).contains("drl/repair/3-papers.drl:", "not run", "not publishable");

        String rules = Path.of("rules").toAbsolutePath().toString();
        Run unknown = run("check", rules, "--against", "sha256:0123");
        assertThat(unknown.exitCode()).as(unknown.toString()).isEqualTo(2);
        assertThat(unknown.err()).contains("没有留存指纹为", "sha256:0123");
        Run nowhere = run("check", folder.resolve("nowhere").toString());
        assertThat(nowhere.exitCode()).as(nowhere.toString()).isEqualTo(2);
        assertThat(nowhere.err()).contains("pack.yaml");
    }

    @Test
    void whatIsNoCommandIsAnsweredWithThoseThatAre() throws Exception {
        Run none = run();
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.out()).contains("信用监管决策服务", "serve", "import", "measures");
        Run unknown = run("imprt");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err().toLowerCase(Locale.ROOT)).contains("imprt", "import");
        Run nothingNamed = run("measures");
        assertThat(nothingNamed.exitCode()).isEqualTo(2);
        assertThat(nothingNamed.err()).contains("CODE", "统一社会信用代码");
        Run help = run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("导入信用记录文件", "serve", "import", "measures");
    }
}
