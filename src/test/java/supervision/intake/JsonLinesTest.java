package supervision.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supervision.facts.Entity;
import supervision.facts.ListEntry;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;

class JsonLinesTest {

    private static final String CODE = "91370116MAX0000157";

    /** Single quotes for double ones, to be read by people. */
    private static String line(String members) {
        return ("{'subject': '" + CODE + "', " + members + "}").replace('\'', '"');
    }

    private static SetAside refused(String members) {
        return Collected.json(line(members)).only();
    }

    private static final String PENALTY =
            "'kind': 'penalty', 'authority': '某局', 'number': '1号', 'decidedOn': '2026-03-01', 'kinds': ['FINE']";

    @Test
    void aPenaltyIsTaken() {
        CreditRecord record = Collected.json(
                        "", line(PENALTY + ", 'fine': 2000.50, 'publicityEndsOn': '2027-03-01', 'revokedOn': null"))
                .taken();
        assertThat(record.row()).isEqualTo(2);
        assertThat(record.subject()).isEqualTo(CODE);
        Penalty penalty = (Penalty) record.fact();
        assertThat(penalty.kinds()).containsExactly(PenaltyKind.FINE);
        assertThat(penalty.fine()).isEqualTo(new BigDecimal("2000.5"));
        assertThat(penalty.revokedOn()).isNull();
    }

    @Test
    void theTermOfAPenaltyMayEndAfterToday() {
        CreditRecord record =
                Collected.json(line(PENALTY + ", 'termEndsOn': '2031-02-28'")).taken();
        assertThat(((Penalty) record.fact()).termEndsOn()).isEqualTo("2031-02-28");
    }

    @Test
    void setsThatAreNotGivenAreEmpty() {
        Entity entity = (Entity) Collected.json(
                        line(
                                "'kind': 'entity', 'name': '某公司', 'type': 'ENTERPRISE',"
                                        + " 'jurisdiction': '370116', 'ownership': 'PRIVATE', 'status': 'ACTIVE', 'fullCoverage': false"))
                .taken()
                .fact();
        assertThat(entity.fields()).isEmpty();
        ListEntry entry = (ListEntry) Collected.json(line("'kind': 'listEntry', 'list': 'wage-arrears', 'number': '1号',"
                        + " 'identifyingUnit': '某局', 'listedOn': '2026-01-01', 'expiresOn': '2029-01-01'"))
                .taken()
                .fact();
        assertThat(entry.persons()).isEmpty();
        assertThat(entry.expiresOn()).isEqualTo("2029-01-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'kind': 'abnormalEntry', 'number': '1', 'authority': '某局', 'reason': 'UNREACHABLE', 'enteredOn': '2026-01-01'",
                "'kind': 'administrativeAct', 'number': '1', 'authority': '某局', 'type': 'REWARD', 'decidedOn': '2026-01-01',"
                        + " 'validTo': '2027-01-01', 'publishedOn': '2026-01-05'",
                "'kind': 'display', 'target': 'penalty/某局/1号', 'channel': 'CREDIT_CHINA', 'seenOn': '2026-01-05', 'shown':"
                        + " false, 'sameProvince': false, 'receivedOn': '2026-01-02'",
                "'kind': 'banGround', 'ban': 'food/licence-revoked', 'authority': '某局', 'number': '1', 'decidedOn':"
                        + " '2026-01-01', 'startsOn': '2027-01-01', 'decidedTerm': 'P5Y', 'persons': ['LEGAL_REPRESENTATIVE']",
                "'kind': 'application', 'number': '1', 'matter': '某事项', 'unit': '某局', 'category': 'PERMIT', 'receivedOn':"
                        + " '2026-01-05', 'papersComplete': false, 'committed': true, 'committedOn': '2026-01-06', 'educationFee': 0",
                "'kind': 'inspection', 'number': '1', 'authority': '某局', 'doneOn': '2026-01-05', 'cause': 'RANDOM', 'joint': true",
                "'kind': 'voluntaryInfo', 'number': '1', 'item': '某证书', 'registeredOn': '2026-01-05', 'vouched': true,"
                        + " 'verifiedOn': '2026-01-06', 'verifiedBy': '某局', 'result': 'CONFIRMED'",
                "'kind': 'commitment', 'number': '1', 'type': 'VOLUNTARY', 'matter': '某事项', 'acceptingUnit': '某局',"
                        + " 'madeOn': '2026-01-01', 'dueOn': '2027-01-01', 'performance': 'NOT_DUE'",
                "'kind': 'courtDefaulter', 'caseNumber': '（2026）鲁0116执1号', 'court': '莱芜区人民法院', 'ground': 2, 'listedOn':"
                        + " '2026-01-01', 'extendedTo': '2028-06-01', 'deletionGround': 'EARLY', 'deletionRequestedOn': '2026-03-01',"
                        + " 'deletionDecidedOn': '2026-03-10'",
                "'kind': 'complaint', 'number': '1', 'authority': '某局', 'receivedOn': '2026-01-05', 'field': 'FOOD',"
                        + " 'conduct': '无证经营', 'result': 'PROVEN', 'decidedOn': '2026-01-20'",
                "'kind': 'evaluation', 'scheme': 'tax', 'grade': 'A', 'evaluatedBy': '某局', 'gradedOn': '2026-04-01'",
                "'kind': 'objection', 'number': '1', 'target': 'penalty/某局/1号', 'ground': 'WRONG', 'receivedOn':"
                        + " '2026-01-05', 'needsOtherUnit': true, 'result': 'UPHELD', 'decidedOn': '2026-01-07'",
                "'kind': 'officer', 'role': 'LEGAL_REPRESENTATIVE', 'holder': '人员-07', 'since': '2024-03-01'",
                "'kind': 'performance', 'authority': '某局', 'number': '1号', 'performed': true, 'performedOn':"
                        + " '2026-03-02', 'harmRemoved': true",
                "'kind': 'permit', 'authority': '某局', 'number': '1号', 'category': 'ORDINARY', 'decidedOn': '2026-03-02',"
                        + " 'validFrom': '2026-12-01', 'validTo': '2031-12-01', 'field': 'FOOD'",
                "'kind': 'repairCase', 'number': '1', 'target': 'penalty/某局/1号', 'channel': 'CREDIT_CHINA',"
                        + " 'submittedOn': '2026-07-01', 'trainedOn': '2026-07-02', 'reportSuppliedOn': '2026-07-03',"
                        + " 'measuresLifted': ['travel']",
                "'kind': 'staffMatter', 'number': '1号', 'decidedBy': '莱芜区纪委监委', 'decidedOn': '2026-03-02'"
            })
    void eachKindIsTaken(String members) {
        CreditRecord record = Collected.json(line(members)).taken();
        assertThat(members).contains("'" + record.fact().kind().jsonName() + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'kind': 'fine' | kind",
                "'authority': '某局' | kind",
                "'kind': 'notReported', 'record': 'x', 'item': 'GRAVITY' | kind",
                "'kind': 'penalty', 'number': '1号', 'decidedOn': '2026-03-01', 'kinds': ['FINE'] | authority",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-02-30', 'kinds': ['FINE'] | decidedOn",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '20260228', 'kinds': ['FINE'] | decidedOn",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-11-23', 'kinds': ['FINE'] | decidedOn",
                "'kind': 'penalty', 'authority': '不详', 'number': '1', 'decidedOn': '2026-11-01', 'kinds': ['FINE'] | authority",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': [] | kinds",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['FINE', 'X'] | kinds/1",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['FINE', 'FINE'] | kinds",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['FINE'], 'fine': -1 | fine",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['FINE'], 'fine': '1' | fine",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['FINE'], 'fine': 1e999999999 | fine",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['FINE'], 'fien': 1 | fien",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['FINE'], 'revokedOn': '2026-02-01' | revokedOn",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['FINE'], 'basis': '治安管理处罚法第一条' | basis",
                "'kind': 'courtDefaulter', 'caseNumber': '1', 'court': '某法院', 'ground': 7, 'listedOn': '2026-01-01' | ground",
                "'kind': 'courtDefaulter', 'caseNumber': '1', 'court': '某法院', 'ground': 0, 'listedOn': '2026-01-01' | ground",
                "'kind': 'courtDefaulter', 'caseNumber': '1', 'court': '某法院', 'ground': 1, 'listedOn': '2026-01-01', 'extendedTo': '2025-01-01' | extendedTo",
                "'kind': 'banGround', 'ban': 'no/such', 'authority': '某局', 'number': '1', 'decidedOn': '2026-01-01' | ban",
                "'kind': 'banGround', 'ban': 'food/licence-revoked', 'authority': '某局', 'number': '1', 'decidedOn': '2026-01-01', 'decidedTerm': '5年' | decidedTerm",
                "'kind': 'banGround', 'ban': 'food/licence-revoked', 'authority': '某局', 'number': '1', 'decidedOn': '2026-01-01', 'decidedTerm': 'P' | decidedTerm",
                "'kind': 'listEntry', 'list': 'no', 'number': '1', 'identifyingUnit': '某局', 'listedOn': '2026-01-01' | list",
                "'kind': 'listEntry', 'list': 'wage-arrears', 'number': '1', 'identifyingUnit': '某局', 'listedOn': '2026-01-02', 'expiresOn': '2026-01-01' | expiresOn",
                "'kind': 'listEntry', 'list': 'wage-arrears', 'number': '1', 'identifyingUnit': '某局', 'listedOn': '2026-01-02', 'removedOn': '2026-01-01' | removedOn",
                "'kind': 'listEntry', 'list': 'wage-arrears', 'number': '1', 'identifyingUnit': '某局', 'listedOn': '2026-01-02', 'removal': 'EARLY' | removedOn",
                "'kind': 'listEntry', 'list': 'wage-arrears', 'number': '1', 'identifyingUnit': '某局', 'listedOn': '2026-01-02', 'persons': ['BOSS'] | persons/0",
                "'kind': 'listEntry', 'list': 'wage-arrears', 'number': '1', 'identifyingUnit': '某局', 'listedOn': '2026-01-02', 'publicityStoppedOn': '2026-01-01' | publicityStoppedOn",
                "'kind': 'listEntry', 'list': 'wage-arrears', 'number': '1', 'identifyingUnit': '某局', 'listedOn': '2026-01-02', 'measures': ['travel', 'travel'] | measures",
                "'kind': 'courtDefaulter', 'caseNumber': '1', 'court': '某法院', 'ground': 1, 'listedOn': '2026-01-02', 'groundForDeletionOn': '2026-01-01' | groundForDeletionOn",
                "'kind': 'courtDefaulter', 'caseNumber': '1', 'court': '某法院', 'ground': 2, 'listedOn': '2026-01-02', 'deletionGround': 'FORGIVEN' | deletionGround",
                "'kind': 'courtDefaulter', 'caseNumber': '1', 'court': '某法院', 'ground': 2, 'listedOn': '2026-01-02', 'deletionRequestedOn': '2026-01-01' | deletionRequestedOn",
                "'kind': 'courtDefaulter', 'caseNumber': '1', 'court': '某法院', 'ground': 2, 'listedOn': '2026-01-02', 'deletionDecidedOn': '2026-01-01' | deletionDecidedOn",
                "'kind': 'courtDefaulter', 'caseNumber': '1', 'court': '某法院', 'ground': 2, 'listedOn': '2026-01-02', 'deletionRequestedOn': '2026-01-05', 'deletionDecidedOn': '2026-01-04' | deletionDecidedOn",
                "'kind': 'complaint', 'number': '1', 'authority': '某局', 'receivedOn': '2026-01-05', 'result': 'PROVEN' | decidedOn",
                "'kind': 'complaint', 'number': '1', 'authority': '某局', 'receivedOn': '2026-01-05', 'result': 'PROVEN', 'decidedOn': '2026-01-04' | decidedOn",
                "'kind': 'complaint', 'number': '1', 'authority': '某局', 'receivedOn': '2026-01-05', 'complainant': '甲' | complainant",
                "'kind': 'complaint', 'number': '1', 'authority': '某局', 'receivedOn': '2026-01-05', 'field': 'ASTROLOGY' | field",
                "'kind': 'inspection', 'number': '1', 'authority': '某局', 'doneOn': '2026-01-05', 'cause': 'RANDOM', 'joint': true, 'field': 'ASTROLOGY' | field",
                "'kind': 'permit', 'authority': 'x', 'number': '1', 'category': 'ORDINARY', 'decidedOn': '2026-01-01', 'field': 'ASTROLOGY' | field",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['FINE'], 'field': 'ASTROLOGY' | field",
                "'kind': 'penalty', 'authority': '某局', 'number': '1', 'decidedOn': '2026-03-01', 'kinds': ['PERMIT_SUSPENDED'], 'termEndsOn': '2026-02-28' | termEndsOn",
                "'kind': 'entity', 'name': 'x', 'type': 'ENTERPRISE', 'jurisdiction': '370116', 'ownership': 'PRIVATE', 'status': 'ACTIVE', 'fullCoverage': false, 'fields': ['FOOD', 'ASTROLOGY'] | fields",
                "'kind': 'repairCase', 'number': '1', 'target': 'penalty/x/1', 'channel': 'CREDIT_CHINA', 'submittedOn': '2026-07-01', 'measuresLifted': ['travel', 'travel'] | measuresLifted",
                "'kind': 'officer', 'role': 'ASTROLOGER', 'holder': '甲', 'since': '2024-03-01' | role",
                "'kind': 'listEntry', 'list': 'wage-arrears', 'number': '1号', 'identifyingUnit': '某局', 'listedOn': '2026-01-01', 'persons': ['PRINCIPAL', 'ASTROLOGER'] | persons/1",
                "'kind': 'banGround', 'ban': 'food/licence-revoked', 'authority': '某局', 'number': '1', 'decidedOn': '2026-01-05', 'persons': ['ASTROLOGER'] | persons/0",
                "'kind': 'officer', 'role': 'ENTITY', 'holder': '甲', 'since': '2024-03-01' | role",
                "'kind': 'officer', 'role': 'PRINCIPAL', 'holder': '甲', 'since': '2024-03-01', 'until': '2024-02-01' | until",
                "'kind': 'staffMatter', 'number': '1号', 'decidedBy': '某机关', 'decidedOn': '2026-03-02', 'notifiedOn': '2026-03-01' | notifiedOn",
                "'kind': 'evaluation', 'scheme': 'beauty', 'grade': 'A', 'evaluatedBy': '某局', 'gradedOn': '2026-04-01' | scheme",
                "'kind': 'evaluation', 'scheme': 'tax', 'grade': 'A', 'evaluatedBy': '某局', 'gradedOn': '2026-04-01', 'validTo': '2026-03-01' | validTo",
                "'kind': 'commitment', 'number': '1', 'type': 'VOLUNTARY', 'matter': 'x', 'acceptingUnit': '某局', 'madeOn': '2026-01-01', 'performance': 'KEPT' | confirmedOn",
                "'kind': 'commitment', 'number': '1', 'type': 'VOLUNTARY', 'matter': 'x', 'acceptingUnit': '某局', 'madeOn': '2026-01-02', 'performance': 'KEPT', 'confirmedOn': '2026-01-01' | confirmedOn",
                "'kind': 'application', 'number': '1', 'matter': 'x', 'unit': 'x', 'category': 'PERMIT', 'receivedOn': '2026-01-05', 'papersComplete': true, 'committed': true | committedOn",
                "'kind': 'application', 'number': '1', 'matter': 'x', 'unit': 'x', 'category': 'PERMIT', 'receivedOn': '2026-01-05', 'papersComplete': true, 'committed': false, 'committedOn': '2026-01-05' | committedOn",
                "'kind': 'application', 'number': '1', 'matter': 'x', 'unit': 'x', 'category': 'PERMIT', 'receivedOn': '2026-01-05', 'papersComplete': true, 'committed': false, 'decidedOn': '2026-01-04' | decidedOn",
                "'kind': 'application', 'number': '1', 'matter': 'x', 'unit': 'x', 'category': 'PERMIT', 'receivedOn': '2026-01-05', 'papersComplete': false, 'committed': false, 'papersSuppliedOn': '2026-01-04' | papersSuppliedOn",
                "'kind': 'application', 'number': '1', 'matter': 'x', 'unit': 'x', 'category': 'PERMIT', 'receivedOn': '2026-01-05', 'papersComplete': true, 'committed': false, 'educationFee': -1 | educationFee",
                "'kind': 'voluntaryInfo', 'number': '1', 'item': 'x', 'registeredOn': '2026-01-05', 'vouched': true, 'result': 'REFUTED' | verifiedOn",
                "'kind': 'voluntaryInfo', 'number': '1', 'item': 'x', 'registeredOn': '2026-01-05', 'vouched': true, 'result': 'REFUTED', 'verifiedOn': '2026-01-04' | verifiedOn",
                "'kind': 'objection', 'number': '1', 'target': 'penalty/x/1', 'ground': 'WRONG', 'receivedOn': '2026-01-05', 'needsOtherUnit': true, 'result': 'UPHELD' | decidedOn",
                "'kind': 'objection', 'number': '1', 'target': '1号', 'ground': 'WRONG', 'receivedOn': '2026-01-05', 'needsOtherUnit': true | target",
                "'kind': 'objection', 'number': '1', 'target': 'penalty/x/1', 'ground': 'WRONG', 'receivedOn': '2026-01-05', 'needsOtherUnit': true, 'result': 'UPHELD', 'decidedOn': '2026-01-04' | decidedOn",
                "'kind': 'objection', 'number': '1', 'target': 'penalty/x/1', 'ground': 'WRONG', 'receivedOn': '2026-01-05', 'needsOtherUnit': true, 'result': 'DELETED', 'decidedOn': '2026-01-06', 'correctedOn': '2026-01-05' | correctedOn",
                "'kind': 'administrativeAct', 'number': '1', 'authority': 'x', 'type': 'ADVICE', 'decidedOn': '2026-01-01' | type",
                "'kind': 'administrativeAct', 'number': '1', 'authority': 'x', 'type': 'REWARD', 'decidedOn': '2026-01-02', 'validTo': '2026-01-01' | validTo",
                "'kind': 'display', 'target': 'penalty/x/1', 'channel': 'CREDIT_CHINA', 'seenOn': '2026-11-23', 'shown': true | seenOn",
                "'kind': 'display', 'target': 'penalty/x/1', 'channel': 'CREDIT_CHINA', 'seenOn': '2026-01-05', 'shown': true, 'receivedOn': '2026-01-02' | sameProvince",
                "'kind': 'display', 'target': 'penalty/x/1', 'channel': 'CREDIT_CHINA', 'seenOn': '2026-01-05', 'shown': true, 'sameProvince': false, 'receivedOn': '2026-01-06' | seenOn",
                "'kind': 'repairCase', 'number': '1', 'target': 'penalty/x/1', 'channel': 'CREDIT_CHINA', 'submittedOn': '2026-07-01', 'result': 'GRANTED', 'decidedOn': '2026-06-01' | decidedOn",
                "'kind': 'performance', 'authority': 'x', 'number': '1', 'performed': true | performedOn",
                "'kind': 'performance', 'authority': 'x', 'number': '1', 'performed': false, 'performedOn': '2026-01-01' | performedOn",
                "'kind': 'performance', 'authority': 'x', 'number': '1', 'performed': true, 'performedOn': '2026-12-01' | performedOn",
                "'kind': 'permit', 'authority': 'x', 'number': '1', 'category': 'ORDINARY', 'decidedOn': '2026-01-01', 'validFrom': '2027-01-01', 'validTo': '2026-01-01' | validTo",
                "'kind': 'entity', 'name': 'x', 'type': 'ENTERPRISE', 'jurisdiction': '莱芜', 'ownership': 'PRIVATE', 'status': 'ACTIVE', 'fullCoverage': false | jurisdiction",
                "'kind': 'entity', 'name': 'x', 'type': 'ENTERPRISE', 'jurisdiction': '370116', 'ownership': 'PRIVATE', 'status': 'ACTIVE', 'fullCoverage': 'no' | fullCoverage",
                "'kind': 'entity', 'name': 'x', 'type': 'ENTERPRISE', 'jurisdiction': '370116', 'ownership': 'PRIVATE', 'status': 'ACTIVE', 'fullCoverage': false, 'branchOf': '91370116MAX0000158' | branchOf"
            })
    void eachProblemIsFoundAtItsMember(String members, String column) {
        SetAside row = refused(members);
        assertThat(row.column()).as(row.toString()).isEqualTo(column);
        assertThat(row.problem()).matches("(?s)[\\s\\S]+ / [\\s\\S]+");
        assertThat(row.remedy()).matches("(?s)[\\s\\S]+ / [\\s\\S]+");
    }

    @Test
    void subjectsAreCreditCodes() {
        String members = PENALTY.replace('\'', '"');
        assertThat(Collected.json("{" + members + "}").only().column()).isEqualTo("subject");
        assertThat(Collected.json("{\"subject\": \"91370116max0000157\", " + members + "}")
                        .taken()
                        .subject())
                .isEqualTo("91370116MAX0000157");
        SetAside row = Collected.json("{\"subject\": [\"91370116MAX0000157\"], " + members + "}")
                .only();
        assertThat(row.column()).isEqualTo("subject");
        assertThat(row.problem()).isEqualTo("`subject`应为文本 / `subject` has to be text");
    }

    /** Two that bear one name are told apart by their codes, and a mistyped code is nobody's. */
    @Test
    void entitiesOfOneNameAreTwoByTheirCodes() {
        String entry =
                "'kind': 'entity', 'name': '莱芜同名有限公司', 'type': 'ENTERPRISE', 'jurisdiction': '370116', 'ownership':"
                        + " 'PRIVATE', 'status': 'ACTIVE', 'fullCoverage': false";
        Collected read = Collected.json(
                line(entry),
                line(entry).replace(CODE, "91371202MAX000023A"),
                line(entry).replace(CODE, "91370116MAX0000158"));
        assertThat(read.records).extracting(CreditRecord::subject).containsExactly(CODE, "91371202MAX000023A");
        assertThat(read.setAside).extracting(SetAside::column).containsExactly("subject");
    }

    /** Somebody of the same name as a listed debtor is not that debtor: without an ID number there is no match at all. */
    @ParameterizedTest
    @ValueSource(strings = {"张三", "ID:张三", "ID:", "ID:37120219800101"})
    void aNameAloneIsNobody(String subject) {
        String debtor = "'kind': 'courtDefaulter', 'caseNumber': '（2026）鲁0116执1号', 'court': '莱芜区人民法院', 'ground': 1,"
                + " 'listedOn': '2026-01-01', 'heldUnder': '某规定第四条'";
        Collected read = Collected.json(line(debtor).replace(CODE, subject));
        assertThat(read.records).isEmpty();
        assertThat(read.setAside).extracting(SetAside::column).containsExactly("subject");
    }

    @Test
    void anOfficerIsKeptWithoutNameAndNumber() {
        String number = IdNumbers.bornOn("19800101");
        SetAside row = refused("'kind': 'officer', 'role': 'LEGAL_REPRESENTATIVE', 'holder': '编号" + number
                + "', 'since': '2024-03-01'");
        assertThat(row.column()).isEqualTo("holder");
        assertThat(row.toString()).doesNotContain(number);
    }

    @Test
    void naturalPersonsAreKeptAsDigestsAndOnlyOnALegalBasis() {
        String adult = IdNumbers.bornOn("19800101");
        String members = PENALTY.replace('\'', '"');
        String start = "{\"subject\": \"ID:" + adult + "\", ";
        SetAside row = Collected.json(start + members + "}").only();
        assertThat(row.column()).isEqualTo("heldUnder");
        assertThat(row.toString()).doesNotContain(adult);
        Collected read = Collected.json(start + "\"heldUnder\": \"某条例第一条\", " + members + "}");
        assertThat(read.taken().subject()).isEqualTo(Collected.PSEUDONYMS.subject("", adult));
        String minor = "{\"subject\": \"ID:" + IdNumbers.bornOn("20100101") + "\", \"heldUnder\": \"某条例第一条\", ";
        assertThat(Collected.json(minor + members + "}").only().problem()).contains("under 18");
        assertThat(Collected.json("{\"subject\": \"ID:123\", " + members + "}")
                        .only()
                        .value())
                .isEqualTo("***");
    }

    /** Minors are no credit subjects on any list and in any record; what is known of a child under 14 is sensitive besides. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'kind': 'courtDefaulter', 'caseNumber': '1', 'court': '某法院', 'ground': 1, 'listedOn': '2026-01-01'",
                "'kind': 'listEntry', 'list': 'wage-arrears', 'number': '1', 'identifyingUnit': '某局', 'listedOn': '2026-01-01'",
                "'kind': 'banGround', 'ban': 'food/licence-revoked', 'authority': '某法院', 'number': '1', 'decidedOn': '2026-01-01'",
                "'kind': 'administrativeAct', 'number': '1', 'authority': '某局', 'type': 'REWARD', 'decidedOn': '2026-01-01'",
                "'kind': 'permit', 'authority': '某局', 'number': '1号', 'category': 'ORDINARY', 'decidedOn': '2026-01-01'"
            })
    void aMinorIsInNoRecord(String members) {
        for (String birth : List.of("20080101", "20150101")) {
            String number = IdNumbers.bornOn(birth);
            SetAside row = Collected.json("{\"subject\": \"ID:" + number + "\", \"heldUnder\": \"某条例第一条\", "
                            + members.replace('\'', '"') + "}")
                    .only();
            assertThat(row.problem()).contains("under 18");
            assertThat(row.toString()).doesNotContain(number);
        }
        assertThat(Collected.json("{\"subject\": \"ID:" + IdNumbers.bornOn("20071231")
                                + "\", \"heldUnder\": \"某条例第一条\", " + members.replace('\'', '"') + "}")
                        .taken()
                        .subject())
                .startsWith("ID:");
    }

    @Test
    void whatMayNotBeCollectedIsRefusedAnywhere() {
        for (String member : List.of(
                "'religion': 'x1y'", "'more': [{'bloodType': 'x1y'}]", "'血型': 'x1y'", "'annualIncome': 'x1y'")) {
            SetAside row = refused(PENALTY + ", " + member);
            assertThat(row.problem()).contains("Art 42");
            assertThat(row.toString()).doesNotContain("x1y");
        }
    }

    @Test
    void membersThatDoNotExistAreNotRepeated() {
        String number = IdNumbers.bornOn("19800101");
        assertThat(refused(PENALTY + ", 'legalRepresentative': '" + number + "'")
                        .toString())
                .doesNotContain(number)
                .contains("publicityEndsOn");
    }

    @Test
    void aLineThatIsNotJsonIsSetAsideWithThePlace() {
        Collected read =
                Collected.json("{\"kind\": nothing}", line(PENALTY), "17", "{\"a\": 1, \"a\": 2}", "{", "{} {}");
        assertThat(read.records).hasSize(1);
        assertThat(read.setAside.stream().map(SetAside::row)).containsExactly(1, 3, 4, 5, 6);
        assertThat(read.setAside.get(0).problem()).containsPattern("character 1\\d");
        assertThat(read.setAside.stream().map(SetAside::column)).containsExactly("", "", "a", "", "");
        assertThat(read.setAside.get(2).problem()).isEqualTo("成员`a`出现不止一次 / member `a` is given more than once");
    }

    @Test
    void theFormatIsToldByTypeNameOrFirstCharacter() {
        byte[] good = line(PENALTY).getBytes(StandardCharsets.UTF_8);
        assertThat(Collected.of("upload", "", good).records).hasSize(1);
        byte[] marked = ("\uFEFF " + line(PENALTY)).getBytes(StandardCharsets.UTF_8);
        assertThat(Collected.of("upload", "", marked).records).hasSize(1);
        byte[] bad = "x".getBytes(StandardCharsets.UTF_8);
        assertThat(Collected.of("upload", "application/x-ndjson", bad).setAside).hasSize(1);
        assertThat(Collected.of("upload.jsonl", "", bad).setAside).hasSize(1);
        assertThatThrownBy(() -> Collected.of("upload.jsonl", "", new byte[] {'\n', '\n'}))
                .isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void damageStopsThereAfterTheGoodLines() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes((line(PENALTY) + "\n").getBytes(StandardCharsets.UTF_8));
        file.write('{');
        file.write(0xFF);
        file.writeBytes(("}\n" + line(PENALTY)).getBytes(StandardCharsets.UTF_8));
        Collected read = Collected.of("a.jsonl", "", file.toByteArray());
        assertThat(read.records).hasSize(1);
        assertThat(read.setAside).singleElement().extracting(SetAside::row).isEqualTo(2);
    }

    @Test
    void anEndlessLineIsReadPast() {
        Collected read = Collected.json("{\"a\": \"" + "x".repeat(2 * JsonLines.LONGEST_LINE) + "\"}", line(PENALTY));
        assertThat(read.records).singleElement().extracting(CreditRecord::row).isEqualTo(2);
        assertThat(read.setAside)
                .singleElement()
                .satisfies(row -> assertThat(row.problem()).contains("characters"));
    }

    @Test
    void rowsAreHandedOverWhileTheFileIsRead() throws IOException {
        byte[] row = (line(PENALTY) + "\n").getBytes(StandardCharsets.UTF_8);
        Lag lag = new Lag(row, 20_000);
        Collected.INTAKE.read("a.jsonl", "", lag, lag);
        assertThat(lag.delivered).isEqualTo(20_000);
        assertThat(lag.most).isLessThan(100_000);
    }

    /** A long file made while it is read, and how far reading is ahead of delivery. */
    private static final class Lag extends InputStream implements Intake.Sink {
        private final byte[] row;
        private final long length;
        private long read;
        private long delivered;
        private long most;

        Lag(byte[] row, int rows) {
            this.row = row;
            this.length = (long) row.length * rows;
        }

        @Override
        public int read() {
            if (read == length) {
                return -1;
            }
            int next = row[(int) (read % row.length)] & 0xFF;
            read++;
            most = Math.max(most, read - delivered * row.length);
            return next;
        }

        @Override
        public void record(CreditRecord record) {
            delivered++;
        }

        @Override
        public void setAside(SetAside row) {
            throw new AssertionError(row);
        }
    }

    @Test
    void aSinkThatFailsIsNotTakenForABadRow() {
        Intake.Sink failing = new Intake.Sink() {
            @Override
            public void record(CreditRecord record) {
                throw new IllegalArgumentException("full");
            }

            @Override
            public void setAside(SetAside row) {
                throw new AssertionError(row);
            }
        };
        byte[] file = line(PENALTY).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Collected.INTAKE.read("a", "", new java.io.ByteArrayInputStream(file), failing))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void todayIsTheDayGiven() {
        Intake later = new Intake(LocalDate.of(2030, 1, 1), Collected.NOTHING, Collected.PSEUDONYMS, null);
        Collected read = new Collected();
        byte[] file = line(PENALTY.replace("2026-03-01", "2029-12-31")).getBytes(StandardCharsets.UTF_8);
        try {
            later.read("a", "", new java.io.ByteArrayInputStream(file), read);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(read.records).hasSize(1);
    }
}
