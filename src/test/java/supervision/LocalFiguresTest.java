package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;
import supervision.decision.Recipient;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.intake.FactJson;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;

/**
 * A district sets its figures in a copy of the pack, each in one file, with a document of its own; decisions then rest on them
 * and cite it. The document is made up.
 */
class LocalFiguresTest {

    private static final String DOCUMENT = "laiwu-local-2026/all";
    private static final String CITED = "source: " + DOCUMENT + ", evidence: F1, status: active";
    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);

    private Map<String, byte[]> files = new TreeMap<>();

    @BeforeEach
    void copyThePack() throws IOException {
        files = new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        write("sources/laiwu-local-2026.yaml", """
                id: laiwu-local-2026
                title: 莱芜区信用监管数据规定（虚构）
                en: Figures of credit-based supervision, Laiwu (made up for this test)
                issuer: 虚构机关
                level: NORMATIVE_DOCUMENT
                inForce: {from: 2026-07-01}
                clauses:
                  all:
                    title: 全部数据
                    en: All figures
                    cite: 全文
                    says: {zh: 设定各项数据, en: sets the figures}
                    evidence: F1
                    textRead: original
                    checkedOn: 2026-07-01
                """);
    }

    @Test
    void ratiosFrequenciesAndTheCapAreSetAndCited() {
        for (String tier : List.of("preferential", "routine", "enhanced", "strict")) {
            String ratio = Map.of("preferential", "0.02", "routine", "0.10", "enhanced", "0.30", "strict", "1.00")
                    .get(tier);
            row("inspection/ratio/" + tier, "\"" + ratio + "\"");
            row("inspection/frequency/" + tier, "\"1\"");
        }
        row("inspection/annual-cap", "{\"*\": \"2\", FOOD: \"4\"}");

        Decision decision = decide(entity(Entity.Ownership.PRIVATE));

        assertThat(decision.inspection()).first().satisfies(all -> {
            assertThat(all.ratio()).isEqualTo("0.10");
            assertThat(all.timesPerYear()).isEqualTo("1");
            assertThat(all.cap()).isEqualTo("2");
        });
        assertThat(figures(
                        decision, "inspection/ratio/routine", "inspection/frequency/routine", "inspection/annual-cap"))
                .hasSize(3)
                .allSatisfy(figure -> {
                    assertThat(figure.source()).isEqualTo(DOCUMENT);
                    assertThat(figure.status()).isEqualTo("active");
                });
        assertThat(decision.warnings()).extracting(Decision.Warning::code).doesNotContain("EXAMPLE_FIGURE");
    }

    /** That the district publishes no cap is nobody's decision about this entity; who has one to make stands in the table. */
    @Test
    void whatIsOpenForAllLeavesNothingToDecideAboutAnEntity() {
        Decision decision = decide(entity(Entity.Ownership.PRIVATE));
        replace("tables/recipients.yaml", "[SUPERVISOR, RECORD_AUTHORITY]", "[SUPERVISOR, FIGURE_OWNER]");
        Decision other = decide(entity(Entity.Ownership.PRIVATE));

        assertThat(decision.referrals())
                .isNotEmpty()
                .allSatisfy(referral -> assertThat(referral.to()).isEqualTo(Recipient.FIGURE_OWNER));
        assertThat(decision.disposition()).isEqualTo(Decision.Disposition.DECIDED);
        assertThat(other.disposition()).isEqualTo(Decision.Disposition.REFERRED);
    }

    /** Before its day nobody had set it, and the answer of that day says until when that holds. */
    @Test
    void aFigureHoldsFromItsDayOn() {
        row("inspection/ratio/routine", "\"0.10\"");

        Decision before = engine().decide(asked(LocalDate.of(2026, 6, 30), entity(Entity.Ownership.PRIVATE)));

        assertThat(before.inspection())
                .first()
                .satisfies(all -> assertThat(all.ratio()).isNull());
        assertThat(before.validUntil()).isEqualTo("2026-07-01");
    }

    @Test
    void aThresholdOfAFieldGivesAFineItsClass() {
        row("penalty/fine-thresholds/large", "{FOOD: \"5000\"}");
        row("penalty/fine-thresholds/huge", "{FOOD/INDIVIDUAL: \"20000\", FOOD/UNIT: \"100000\"}");

        Decision decision = decide(entity(Entity.Ownership.PRIVATE), fine("1", 50_000, "FOOD"));

        assertThat(decision.publicity())
                .singleElement()
                .satisfies(shown -> assertThat(shown.until()).isEqualTo("2027-08-04"));
        assertThat(figures(decision, "penalty/fine-thresholds/huge"))
                .isNotEmpty()
                .allSatisfy(figure -> assertThat(figure.source()).isEqualTo(DOCUMENT));
    }

    /** A sector publishes that a kind of violation is serious; the decision cites the standard. */
    @Test
    void theStandardOfASectorGivesARecordItsClass() {
        replace(
                "tables/sector-classes.yaml",
                "rows: []",
                "rows:\n  - {field: FOOD, conduct: 使用过期原料, gravity: SERIOUS, from: 2026-07-01, " + CITED + "}");

        Decision decision = decide(entity(Entity.Ownership.PRIVATE), fine("1", 50_000, "FOOD"));

        assertThat(decision.publicity())
                .singleElement()
                .satisfies(shown -> assertThat(shown.until()).isEqualTo("2029-08-04"));
        assertThat(decision.findings())
                .filteredOn(finding -> finding.concludes() instanceof Conclusion.Shown)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sources())
                        .extracting(supervision.decision.Citation::id)
                        .contains(DOCUMENT));
        // a decision of the day before is no matter of it
        assertThat(decide(entity(Entity.Ownership.PRIVATE), penalty("1", 50_000, "FOOD", LocalDate.of(2026, 6, 30)))
                        .publicity())
                .isEmpty();
    }

    @Test
    void referralsNameTheOfficeAndTheDocument() {
        replace(
                "tables/recipients.yaml",
                "rows:\n",
                "rows:\n  - {recipient: AUDIT_OFFICE, of: PUBLIC_BODY, office: 莱芜区审计局（虚构）, from: 2026-07-01, " + CITED
                        + "}\n");
        Fact body = entity(Entity.Ownership.PUBLIC_BODY);

        Decision decision = decide(body, fine("1", 50_000, "FOOD"));

        assertThat(decision.referrals())
                .filteredOn(referral -> referral.to() == Recipient.AUDIT_OFFICE)
                .singleElement()
                .satisfies(referral -> {
                    Decision.Office office = Objects.requireNonNull(referral.office());
                    assertThat(office.name()).isEqualTo("莱芜区审计局（虚构）");
                    assertThat(office.source()).isEqualTo(DOCUMENT);
                });
        assertThat(decision.referrals())
                .filteredOn(referral -> referral.to() == Recipient.SUPERIOR_AUTHORITY)
                .singleElement()
                .satisfies(referral -> assertThat(referral.office()).isNull());
    }

    /** The same findings, but another office from October on: an answer of September does not hold longer. */
    @Test
    void anOfficeThatChangesItsNameEndsTheAnswer() {
        replace(
                "tables/recipients.yaml",
                "rows:\n",
                "rows:\n  - {recipient: AUDIT_OFFICE, of: ANY, office: 甲单位, from: 2026-07-01, " + CITED + "}\n"
                        + "  - {recipient: AUDIT_OFFICE, of: ANY, office: 乙单位, from: 2026-10-01, " + CITED + "}\n");
        Fact body = entity(Entity.Ownership.PUBLIC_BODY);
        DecisionEngine engine = engine();

        Decision september = engine.decide(asked(DAY, body, fine("1", 50_000, "FOOD")));
        Decision october = engine.decide(asked(LocalDate.of(2026, 10, 1), body, fine("1", 50_000, "FOOD")));

        assertThat(september.validUntil()).isEqualTo("2026-10-01");
        assertThat(offices(september)).containsExactly("甲单位");
        assertThat(offices(october)).containsExactly("乙单位");
    }

    @Test
    void findingsNameTheUnitOfTheDay() {
        replace(
                "tables/units.yaml",
                "renamed: []",
                "renamed:\n  - {unit: 区市场监管局, now: 区市场监督管理局（虚构）, from: 2026-10-01, " + CITED + "}");
        replace(
                "tables/units.yaml",
                "clauses: []",
                "clauses:\n  - {clause: laiwu-2020-19/6.2, leadUnits: [区市场监管局], responsibleUnits: [区信用办（虚构）], from: 2026-09-15, "
                        + CITED + "}");
        DecisionEngine engine = engine();

        assertThat(units(engine, LocalDate.of(2026, 9, 14))).containsExactly("区市场监管局", "区有关部门");
        assertThat(units(engine, LocalDate.of(2026, 9, 15))).containsExactly("区市场监管局", "区信用办（虚构）");
        assertThat(units(engine, LocalDate.of(2026, 10, 1))).containsExactly("区市场监督管理局（虚构）", "区信用办（虚构）");
        assertThat(engine.decide(asked(DAY, entity(Entity.Ownership.PRIVATE))).validUntil())
                .isEqualTo("2026-09-15");
    }

    @Test
    void aLocalClosureMovesADeadline() {
        replace(
                "calendar/local-closures.yaml",
                "closures: []",
                "closures:\n  - {day: 2026-09-02, announced: 2026-08-31, source: " + DOCUMENT + "}");
        Fact objection = fact("""
                {"kind": "objection", "number": "1", "target": "%s", "ground": "WRONG", "receivedOn": "%s", "needsOtherUnit": false}
                """.formatted(fine("1", 50_000, "FOOD").id(), DAY));

        assertThat(dueOn(Engines.with(null), objection)).isEqualTo("2026-09-04");
        assertThat(dueOn(engine(), objection)).isEqualTo("2026-09-07");
    }

    /** What a local regulation adds joins the edition in force from its day on. */
    @Test
    void aLocalSupplementJoinsTheCatalogue() {
        replace(
                "measures/local-supplement.yaml",
                "inForce: {from: 2021-01-01}\nmeasures: []",
                "inForce: {from: 2026-07-01}\nmeasures:\n"
                        + text("measures/catalogue-2024.yaml")
                                .lines()
                                .dropWhile(line -> !line.startsWith("  - id:"))
                                .takeWhile(line -> !line.isBlank())
                                .map(line -> line.replaceFirst("id: .*", "id: local-notice"))
                                .reduce("", (all, line) -> all + line + "\n"));

        assertThat(pack().tables().catalogues())
                .extracting(catalogue -> catalogue.measures().containsKey("local-notice"))
                .containsExactly(false, false, true);
        assertThat(pack().tables().catalogues()).last().satisfies(catalogue -> {
            assertThat(catalogue.edition()).isEqualTo("2024");
            assertThat(catalogue.from()).isEqualTo("2026-07-01");
        });
    }

    @Test
    void whatBreaksTheFormOfALocalTableIsRefused() {
        refused(
                "tables/recipients.yaml",
                "rows:\n",
                "rows:\n  - {recipient: MAYOR, of: ANY, office: 甲, from: 2026-07-01, " + CITED + "}\n",
                "`MAYOR` is not known");
        refused(
                "tables/recipients.yaml",
                "rows:\n",
                "rows:\n  - {recipient: STAFF_UNIT, of: ANY, office: 甲, from: 2026-07-01, source: nobody/1, evidence: F1, status: active}\n",
                "`nobody/1` is cited, but no file of sources/ has it");
        refused(
                "tables/recipients.yaml",
                "rows:\n",
                "rows:\n  - {recipient: STAFF_UNIT, of: ANY, office: 甲, from: 2020-01-01, " + CITED + "}\n",
                "`STAFF_UNIT` of `ANY` stands twice for one day");
        refused(
                "tables/recipients.yaml",
                "rows:\n",
                "rows:\n  - {recipient: STAFF_UNIT, of: ANY, office: 甲, from: 2026-07-01, source: " + DOCUMENT
                        + ", evidence: M-M, status: active}\n",
                "the active row `STAFF_UNIT, of: ANY` rests on evidence `M-M`");
        refused(
                "tables/sector-classes.yaml",
                "rows: []",
                "rows:\n  - {field: FOOD, gravity: SPECIFIC_SERIOUS, from: 2026-07-01, " + CITED + "}",
                "`SPECIFIC_SERIOUS` is no class of a sector; use MINOR, GENERAL or SERIOUS");
        refused(
                "tables/sector-classes.yaml",
                "rows: []",
                "",
                "`rows` is no list; write `rows: []` while there is none");
        refused(
                "tables/units.yaml",
                "renamed: []",
                "renamed:\n  - {unit: 甲, now: 甲, from: 2026-07-01, " + CITED + "}",
                "`甲` is renamed to itself");
        refused(
                "tables/units.yaml",
                "clauses: []",
                "clauses:\n  - {clause: laiwu-2020-19/99, from: 2026-07-01, " + CITED + "}",
                "there is no clause `laiwu-2020-19/99`");
        refused(
                "tables/units.yaml",
                "clauses: []",
                "clauses:\n  - {clause: laiwu-2020-19/7, from: 2026-07-01, " + CITED
                        + "}\n  - {clause: laiwu-2020-19/7, from: 2026-08-01, " + CITED + "}",
                "the units of `laiwu-2020-19/7` are given twice for some day");
    }

    private void refused(String path, String from, String to, String problem) {
        Map<String, byte[]> kept = new TreeMap<>(files);
        replace(path, from, to);
        List<String> problems = new ArrayList<>();
        try {
            pack();
        } catch (RulePackException refusal) {
            BothLanguages.whole(refusal.problems()).stream()
                    .map(BothLanguages::english)
                    .forEach(problems::add);
        }
        assertThat(problems).anyMatch(found -> found.startsWith(path + ":") && found.contains(": " + problem));
        files = kept;
    }

    private static List<String> units(DecisionEngine engine, LocalDate day) {
        return engine.decide(asked(day, entity(Entity.Ownership.PRIVATE))).findings().stream()
                .filter(finding -> finding.sources().stream()
                        .anyMatch(source -> source.id().equals("laiwu-2020-19/6.2")))
                .findFirst()
                .map(finding -> {
                    List<String> units = new ArrayList<>(finding.leadUnits());
                    units.addAll(finding.responsibleUnits());
                    return units;
                })
                .orElseThrow();
    }

    private static List<String> offices(Decision decision) {
        return decision.referrals().stream()
                .filter(referral -> referral.to() == Recipient.AUDIT_OFFICE)
                .map(referral -> Objects.requireNonNull(referral.office()).name())
                .toList();
    }

    private static String dueOn(DecisionEngine engine, Fact objection) {
        return engine
                .decide(asked(DAY, entity(Entity.Ownership.PRIVATE), fine("1", 50_000, "FOOD"), objection))
                .findings()
                .stream()
                .map(Finding::concludes)
                .filter(Conclusion.Mark.class::isInstance)
                .map(Conclusion.Mark.class::cast)
                .filter(mark -> mark.dueOn() != null)
                .map(mark -> Objects.requireNonNull(mark.dueOn()).toString())
                .findFirst()
                .orElse("no day");
    }

    private static List<FigureUsed> figures(Decision decision, String... ids) {
        return decision.findings().stream()
                .flatMap(finding -> finding.parameters().stream())
                .filter(figure -> Set.of(ids).contains(figure.id()))
                .distinct()
                .toList();
    }

    private Decision decide(Fact... facts) {
        return engine().decide(asked(DAY, facts));
    }

    private static Case asked(LocalDate day, Fact... facts) {
        return new Case("91370116MAX0000157", List.of(facts), day, null);
    }

    private static Fact entity(Entity.Ownership ownership) {
        return fact("""
                {"kind": "entity", "name": "测试企业", "type": "ENTERPRISE", "jurisdiction": "370116", "ownership": "%s",
                 "status": "ACTIVE", "fullCoverage": false}
                """.formatted(ownership));
    }

    private static Fact fine(String number, int yuan, String field) {
        return penalty(number, yuan, field, LocalDate.of(2026, 8, 3));
    }

    private static Fact penalty(String number, int yuan, String field, LocalDate decidedOn) {
        return fact("""
                {"kind": "penalty", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕%s号", "decidedOn": "%s",
                 "kinds": ["FINE"], "fine": %d, "field": "%s", "conduct": "使用过期原料"}
                """.formatted(number, decidedOn, yuan, field));
    }

    private static Fact fact(String json) {
        return FactJson.read(json.strip().replaceFirst("\\{", "{\"subject\": \"91370116MAX0000157\", "), "test", 1)
                .fact();
    }

    /** Sets a figure from July 2026 on, in its one file. */
    private void row(String id, String value) {
        String path = "parameters/" + id + ".yaml";
        write(path, text(path).stripTrailing() + "\n  - {from: 2026-07-01, value: " + value + ", " + CITED + "}\n");
    }

    private String text(String path) {
        return new String(Objects.requireNonNull(files.get(path), path), StandardCharsets.UTF_8);
    }

    private void write(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void replace(String path, String from, String to) {
        assertThat(text(path)).contains(from);
        write(
                path,
                text(path)
                        .replaceFirst(
                                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
    }

    private RulePack pack() {
        return RulePackReader.read(PackFiles.of(files), null);
    }

    /** The rules are those of the shipped pack: only figures differ, and nothing has to be compiled. */
    private DecisionEngine engine() {
        return Engines.with(null).with(pack());
    }
}
