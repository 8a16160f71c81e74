package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import supervision.decision.Decision;
import supervision.decision.Recipient;
import supervision.engine.Engines;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.Fact;
import supervision.intake.Collected;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;
import supervision.intake.Intake;
import supervision.intake.Pseudonyms;
import supervision.intake.SetAside;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/** Roles are rows of the pack: what one takes, and what is said of a record that names another. */
class RolesTest {

    private static final String CODE = "91370116MAX0000157";
    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final String ROWS = "tables/roles.yaml";
    private static final String BAN = """
            {"kind": "banGround", "subject": "%s", "ban": "work-safety/closed", "authority": "莱芜区应急管理局", "number": "1号", \
            "decidedOn": "2026-04-01", "startsOn": "2026-04-01", "persons": [%s]}""";

    private final Map<String, byte[]> files =
            new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
    private final List<CreditRecord> taken = new ArrayList<>();
    private final List<SetAside> setAside = new ArrayList<>();

    @Test
    void aRoleThatIsARowTakesARecordWithItAndAnswers() {
        write(ROWS, text(ROWS) + "  - {id: GUARANTOR, title: 担保人, en: Guarantor, whose: EITHER}\n");
        RulePack pack = pack();
        read(pack, BAN.formatted(CODE, "\"GUARANTOR\""));

        assertThat(setAside).isEmpty();
        assertThat(pack.label("role", "GUARANTOR").zh()).isEqualTo("担保人");
        Decision decision = decide(pack);
        assertThat(decision.measures()).isEmpty();
        assertThat(decision.referrals())
                .filteredOn(referral -> referral.to() == Recipient.SUPERVISOR)
                .extracting(Decision.Referral::about)
                .contains(taken.get(0).fact().id());

        replace("tables/bans.yaml", "- id: work-safety/closed\n", "who: [PRINCIPAL]", "who: [PRINCIPAL, GUARANTOR]");
        assertThat(decide(pack()).measures())
                .extracting(Decision.MeasureApplied::target)
                .containsExactly("GUARANTOR");
    }

    /** However they were sent: a record is written one way only, and that way has not changed. */
    @Test
    void aRecordHasItsRolesInTheOrderOfTheRows() {
        read(pack(), BAN.formatted(CODE, "\"INVESTOR\", \"KEY_POST\", \"PRINCIPAL\", \"LEGAL_REPRESENTATIVE\""));

        CreditRecord record = taken.get(0);
        assertThat(((BanGround) record.fact()).persons())
                .containsExactly("LEGAL_REPRESENTATIVE", "PRINCIPAL", "KEY_POST", "INVESTOR");
        String written = FactJson.write(record.subject(), record.fact());
        assertThat(written).contains("\"persons\":[\"LEGAL_REPRESENTATIVE\",\"PRINCIPAL\",\"KEY_POST\",\"INVESTOR\"]");
        CreditRecord again = FactJson.read(written, "", 1);
        assertThat(FactJson.write(again.subject(), again.fact())).isEqualTo(written);
    }

    @Test
    void anAnswerHasItsRolesInTheOrderOfTheRows() {
        read(pack(), BAN.replace("work-safety/closed", "food/licence-revoked").formatted(CODE, ""));

        List<String> roles =
                List.of("ENTITY", "LEGAL_REPRESENTATIVE", "DIRECTLY_RESPONSIBLE_MANAGER", "OTHER_DIRECTLY_RESPONSIBLE");
        Decision decision = decide(pack());
        assertThat(decision.measures())
                .extracting(Decision.MeasureApplied::target)
                .containsExactlyElementsOf(roles);
        assertThat(decision.bans().stream().map(Decision.Ban::target).distinct())
                .containsExactlyElementsOf(roles);
    }

    @Test
    void aRecordWithAnUnknownRoleIsSetAsideSayingWhichThereAre() {
        read(pack(), BAN.formatted(CODE, "\"GUARANTOR\""));

        assertThat(taken).isEmpty();
        assertThat(setAside).singleElement().satisfies(row -> {
            assertThat(row.column()).isEqualTo("persons/0");
            assertThat(row.problem()).contains("规则包中没有`GUARANTOR`").contains("does not know `GUARANTOR`");
            assertThat(row.remedy())
                    .contains("ENTITY, LEGAL_REPRESENTATIVE, PRINCIPAL, DIRECTLY_RESPONSIBLE_MANAGER,"
                            + " OTHER_DIRECTLY_RESPONSIBLE, ACTUAL_CONTROLLER, KEY_POST, PROFESSIONAL, EMPLOYER, INSTITUTION,"
                            + " FOREIGN_PARTY, INVESTOR");
        });
    }

    /** An investor is a person or an organisation, and can be reported; an organisation as such holds no post. */
    @Test
    void anInvestorIsReportedAndAnOrganisationAsSuchIsNot() {
        String officer = """
                {"kind": "officer", "subject": "%s", "role": "%s", "holder": "甲", "since": "2024-03-01"}""";
        read(pack(), officer.formatted(CODE, "INVESTOR") + "\n" + officer.formatted(CODE, "EMPLOYER"));

        assertThat(taken).extracting(record -> record.fact().id()).containsExactly("officer/INVESTOR/甲/2024-03-01");
        assertThat(setAside)
                .singleElement()
                .satisfies(row -> assertThat(row.remedy())
                        .contains("give the post: LEGAL_REPRESENTATIVE, PRINCIPAL,")
                        .doesNotContain("EMPLOYER"));
    }

    private RulePack pack() {
        return RulePackReader.read(PackFiles.of(files), null);
    }

    private void read(RulePack pack, String lines) {
        Collected read =
                Collected.of(new Intake(DAY, ImportRecords.known(pack.tables()), Pseudonyms.NONE, null), lines);
        taken.addAll(read.records);
        setAside.addAll(read.setAside);
    }

    private Decision decide(RulePack pack) {
        Fact entity = FactJson.read("""
                {"kind": "entity", "subject": "%s", "name": "测试企业", "type": "ENTERPRISE", "jurisdiction": "370116", \
                "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}""".formatted(CODE), "", 1).fact();
        List<Fact> facts = new ArrayList<>(List.of(entity));
        taken.forEach(record -> facts.add(record.fact()));
        return Engines.with(null).with(pack).decide(new Case(CODE, facts, DAY, null));
    }

    private String text(String path) {
        return new String(Objects.requireNonNull(files.get(path), path), StandardCharsets.UTF_8);
    }

    private void write(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first of such a text after another. */
    private void replace(String path, String after, String from, String to) {
        int at = text(path).indexOf(after);
        assertThat(text(path).substring(at)).contains(from);
        write(
                path,
                text(path).substring(0, at)
                        + text(path).substring(at).replaceFirst(java.util.regex.Pattern.quote(from), to));
    }
}
