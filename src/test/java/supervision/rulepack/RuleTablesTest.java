package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.BothLanguages;
import supervision.decision.Recipient;
import supervision.language.Row;

/** Tables that rule files declare, and their rows. */
class RuleTablesTest {

    private static final String DRL = """
            package rules

            import supervision.decision.Conclusion.Mark
            import supervision.decision.Tier
            import supervision.dossier.Told.ListEntry

            declare Weight @zh("分量") @en("weight of a list") @table("weights")
              list : String @key @zh("名单") @en("list")
              rank : Integer @zh("位次") @en("rank")
              on : LocalDate @zh("日期") @en("day")
              open : boolean @zh("公开") @en("open")
              tier : Tier @zh("层级") @en("tier")
              period : String @figure("period") @zh("期限") @en("period")
              word : String @zh("词") @en("word")
            end

            rule "查表"
              @en("asks the table")
              @source("laiwu-2020-19/7")
              @effectiveFrom("2020-01-01")
            when
              $p : ListEntry()
              Weight(
                list == $p.list)
            then
              insert(new Mark($p.id(), null));
            end
            """;

    private static final String ROWS = """
            title: 分量
            en: weights
            rows:
              - list: a
                rank: 1
                on: 2020-01-01
                open: true
                tier: STRICT
                period: list/standard/consultation
                source: [laiwu-2020-19/7]
              - list: b
                rank: 20
                on: 2020-01-01
                open: false
                tier: ROUTINE
                word: 乙
                source: [laiwu-2020-19/7, laiwu-2020-19/6.2]
            """;

    @Test
    void rowsAreReadWithTheirClausesAndNumbers() {
        Map<String, byte[]> files = Packs.shipped();
        files.put("drl/x.drl", bytes(DRL));
        files.put("tables/weights.yaml", bytes(ROWS));
        List<Row> rows = RulePackReader.read(PackFiles.of(files), null).rows().getOrDefault("rules.Weight", List.of());

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).values().value("rank")).isEqualTo(1);
        assertThat(rows.get(0).values().value("period")).isEqualTo("list/standard/consultation");
        assertThat(rows.get(1).values().value("word")).isEqualTo("乙");
        assertThat(rows.get(1).values().value("period")).isEqualTo("");
        assertThat(rows.get(1).sources()).containsExactly("laiwu-2020-19/7", "laiwu-2020-19/6.2");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown key | rank: 20 | weigth: 20,rank: 20 | the key `weigth` is not known here; use some of",
                "missing number | rank: 20, | | `rank` is missing; add `rank:`",
                "missing day | rank: 20,on: 2020-01-01 | rank: 20 | `on` is missing; add `on: yyyy-mm-dd`",
                "missing flag | open: false, | | `open` is missing; add `open:`",
                "missing constant | tier: ROUTINE, | | `tier` is missing; add `tier:`",
                "missing key | list: b,rank | rank | `list` is missing; add `list:`",
                "empty key | list: b | list: \"\" | `list` of table `Weight` is ``; write a value",
                "key of another row | list: b | list: a | table `Weight` has two rows with [a] for [list]; merge them",
                "key given twice | rank: 20 | rank: 20,rank: 21 | the YAML cannot be read",
                "text for a number | rank: 20 | rank: high | `rank` of table `Weight` is `high`; write a whole number",
                "fraction | rank: 20 | rank: 2.5 | `rank` of table `Weight` is `2.5`; write a whole number",
                "below nothing | rank: 20 | rank: -1 | `rank` of table `Weight` is `-1`; write a whole number",
                "number of seven digits | rank: 20 | rank: 1000000 | `rank` of table `Weight` is `1000000`",
                "several numbers | rank: 20 | 'rank: [1, 2]' | `rank` holds several values; give one",
                "no day | on: 2020-01-01,open: false | on: 2020-02-30,open: false | `2020-02-30` is no day; write",
                "day of another age | on: 2020-01-01,open: false | on: 0202-01-01,open: false | `0202-01-01` is before",
                "text for a flag | open: false | open: 'no way' | `open` is neither true nor false",
                "flag in quotes | open: false | open: \"false\" | `open` is neither true nor false; write true or false",
                "no constant | tier: ROUTINE | tier: LENIENT | `tier` of table `Weight` is `LENIENT`; write one of",
                "no parameter | list/standard/consultation | list/standard/nothing | there is no parameter `list/",
                "another unit | list/standard/consultation | inspection/sampling-pool | and `period` has to be of period",
                "no clause | source: [laiwu-2020-19/7] | note: none | `source` is missing; add `source:`",
                "no clause in a list | source: [laiwu-2020-19/7] | source: [] | a row of table `Weight` cites no clause; add",
                "clause that is not there | [laiwu-2020-19/7] | [laiwu-2020-19/99] | `laiwu-2020-19/99` is cited, but",
                "clause as a map | [laiwu-2020-19/7] | {a: b} | `source` holds several values; give one",
                "no rows | rows: | lines: | table `Weight` has no `rows`; add `rows:` and below it",
                "rows of nothing | rows: | rows:,other: | `rows` is not a list"
            })
    void whatIsWrongWithARowIsSaid(String what, String from, String to, String problem) {
        String before = lines(from);
        assertThat(ROWS).contains(before);

        assertThat(problems(DRL, ROWS.replace(before, to == null ? "" : lines(to))))
                .anySatisfy(found -> {
                    assertThat(found.file()).isEqualTo("tables/weights.yaml");
                    assertThat(BothLanguages.english(found)).contains(problem);
                });
    }

    /** A comma stands for the end of a line, with the indentation of a row's keys. */
    private static String lines(String text) {
        return text.startsWith("rank: [") ? text : text.replace(",", "\n    ").replaceFirst("\n    other", "\nother");
    }

    @Test
    void rowsWithoutAKeyAreToldApartByAllTheySay() {
        String twice = ROWS + ROWS.substring(ROWS.indexOf("  - list: b"));

        assertThat(problems(DRL.replace(" @key", ""), twice))
                .anySatisfy(found -> assertThat(BothLanguages.english(found))
                        .contains("table `Weight` has two rows with [b, 20, 2020-01-01, false, ROUTINE, , 乙]"));
    }

    @Test
    void oneFileIsNotTwoTables() {
        String second =
                DRL.substring(DRL.indexOf("declare"), DRL.indexOf("rule \"")).replace("Weight", "Again");

        assertThat(problems(DRL.replace("rule \"", second + "rule \""), ROWS))
                .anySatisfy(found -> assertThat(BothLanguages.english(found))
                        .contains("the rows of table `Again` in tables/weights.yaml are those of another table"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "language: 2 | '' | no rule language is named, and this program reads 2; write the rules as docs/rule-language.md says",
                "language: 2 | language: 1 | the rule language is 1, and this program reads 2",
                "language: 2 | language: 3 | the rule language is 3, and this program reads 2",
                "language: 2 | 'language: [2]' | `language` holds several values",
                "language: 2 | language: two | the rule language is two, and this program reads 2"
            })
    void aPackOfAnotherLanguageIsRefusedByName(String from, String to, String problem) {
        String manifest = Packs.text("pack.yaml");
        assertThat(manifest).contains(from);
        List<PackProblem> problems = Packs.problemsWith("pack.yaml", manifest.replace(from, to));

        assertThat(problems).allSatisfy(found -> assertThat(found.file()).isEqualTo("pack.yaml"));
        assertThat(problems)
                .anySatisfy(found -> assertThat(BothLanguages.english(found)).contains(problem));
    }

    private static List<PackProblem> problems(String drl, String rows) {
        Map<String, byte[]> files = Packs.shipped();
        files.put("drl/x.drl", bytes(drl));
        files.put("tables/weights.yaml", bytes(rows));
        return Packs.problems(files);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final String COLUMNS = """
            package rules

            import supervision.decision.Conclusion.Mark
            import supervision.decision.Recipient
            import supervision.dossier.Prepared.ListingHeld

            declare Heading @zh("行") @en("a row") @table("weights") @rows("bars")
              id : String @key @zh("编号") @en("id")
              since : LocalDate @column("from") @zh("起") @en("from")
              until : LocalDate @optional @zh("止") @en("until")
              least : String @column("term.fixed|term.min") @zh("最短") @en("shortest")
              longest : String @column("term.fixed|term.max") @zh("最长") @en("longest")
              strict : boolean @optional @zh("从严") @en("strict")
              measure : String @column("id") @prefix("ban/") @zh("措施") @en("measure")
            end

            declare OfficeIn @zh("单位") @en("an office") @table("weights") @rows("bars")
              bar : String @column("id") @key @zh("编号") @en("id")
              office : Recipient @column("who") @each @key @zh("单位") @en("office")
            end

            declare WordIn @zh("词") @en("a word") @table("weights") @rows("bars")
              bar : String @column("id") @key @zh("编号") @en("id")
              word : String @column("words") @each @key @zh("词") @en("word")
            end

            rule "查三张表"
              @en("asks the three tables")
              @source("laiwu-2020-19/7")
              @effectiveFrom("2020-01-01")
            when
              $p : ListingHeld()
              Heading(id == $p.list, $id : id)
              OfficeIn(bar == $id)
              WordIn(bar == $id)
            then
              insert(new Mark($p.id(), null));
            end
            """;

    private static final String BARS = """
            bars:
              - {id: a, from: 2020-01-01, term: {fixed: P5Y}, who: [ENTITY, SUPERVISOR], words: [甲, 乙], source: laiwu-2020-19/7}
              - {id: b, from: 2020-01-01, until: 2024-01-01, term: {min: P1Y, max: LIFE}, strict: true, source: laiwu-2020-19/7}
              - {id: c, from: 2020-01-01, term: null, source: laiwu-2020-19/7}
            """;

    @Test
    void columnsHaveNamesOfTheirOwnAndAListIsATableOfItsOwn() {
        Map<String, byte[]> files = Packs.shipped();
        files.put("drl/x.drl", bytes(COLUMNS));
        files.put("tables/weights.yaml", bytes(BARS));

        Map<String, List<Row>> rows =
                RulePackReader.read(PackFiles.of(files), null).rows();

        assertThat(rows.get("rules.Heading"))
                .extracting(RuleTablesTest::values)
                .containsExactly(
                        List.of("a", LocalDate.of(2020, 1, 1), LocalDate.MAX, "P5Y", "P5Y", false, "ban/a"),
                        List.of("b", LocalDate.of(2020, 1, 1), LocalDate.of(2024, 1, 1), "P1Y", "LIFE", true, "ban/b"),
                        List.of("c", LocalDate.of(2020, 1, 1), LocalDate.MAX, "", "", false, "ban/c"));
        assertThat(rows.get("rules.OfficeIn"))
                .extracting(RuleTablesTest::values)
                .containsExactly(List.of("a", Recipient.ENTITY), List.of("a", Recipient.SUPERVISOR));
        assertThat(rows.get("rules.WordIn"))
                .extracting(RuleTablesTest::values)
                .containsExactly(List.of("a", "甲"), List.of("a", "乙"), List.of("b", ""), List.of("c", ""));
    }

    private static final String PLACES = """
            package rules

            import supervision.decision.Conclusion.Mark
            import supervision.decision.Recipient
            import supervision.dossier.Told.ListEntry

            declare PlaceOf @zh("去处") @en("where it goes") @table("weights")
              list : String @column("lists") @each @key @zh("名单") @en("list")
              word : String @column("words") @each @zh("词") @en("word")
              recipient : Recipient @column("to") @each @key @zh("接收方") @en("recipient")
            end

            rule "查去处"
              @en("asks where it goes")
              @source("laiwu-2020-19/7")
              @effectiveFrom("2020-01-01")
            when
              $p : ListEntry()
              PlaceOf(list == $p.list)
            then
              insert(new Mark($p.id(), null));
            end
            """;

    @Test
    void ofSeveralListsEachCombinationIsARow() {
        Map<String, byte[]> files = Packs.shipped();
        files.put("drl/x.drl", bytes(PLACES));
        files.put("tables/weights.yaml", bytes("""
                title: 去处
                en: places
                rows:
                  - {lists: [a, b], words: [甲], to: [DEPARTMENTS, AUDIT_OFFICE], source: laiwu-2020-19/7}
                  - {lists: [c], to: [ENTITY], source: laiwu-2020-19/7}
                  - {lists: [d], words: [乙], to: [], source: laiwu-2020-19/7}
                """));

        assertThat(RulePackReader.read(PackFiles.of(files), null).rows().get("rules.PlaceOf"))
                .extracting(RuleTablesTest::values)
                .containsExactly(
                        List.of("a", "甲", Recipient.DEPARTMENTS),
                        List.of("a", "甲", Recipient.AUDIT_OFFICE),
                        List.of("b", "甲", Recipient.DEPARTMENTS),
                        List.of("b", "甲", Recipient.AUDIT_OFFICE),
                        List.of("c", "", Recipient.ENTITY));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a combination given twice | [a, b] | [a, a] | table `PlaceOf` has two rows with [a, DEPARTMENTS] for [list, recipient]",
                "no constant in a list | [DEPARTMENTS] | [DEPARTMENTS, NOBODY] | `to` of table `PlaceOf` is `NOBODY`; write one of",
                "a value for a list | [DEPARTMENTS] | DEPARTMENTS | `to` is not a list",
                "a list in a list | [DEPARTMENTS] | '[[DEPARTMENTS]]' | an entry of `to` is no text"
            })
    void whatIsWrongWithListsOfARowIsSaid(String what, String from, String to, String problem) {
        String rows = """
                title: 去处
                en: places
                rows:
                  - {lists: [a, b], words: [甲], to: [DEPARTMENTS], source: laiwu-2020-19/7}
                """;

        assertThat(problems(PLACES, rows.replace(from, to))).anySatisfy(found -> {
            assertThat(found.file()).isEqualTo("tables/weights.yaml");
            assertThat(BothLanguages.english(found)).contains(problem);
        });
    }

    private static List<Object> values(Row row) {
        return row.values().of().parts().stream()
                .map(part -> row.values().value(part.name()))
                .toList();
    }
}
