package supervision.intake;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.facts.AbnormalEntry;
import supervision.facts.AdministrativeAct;
import supervision.facts.Application;
import supervision.facts.BanGround;
import supervision.facts.Commitment;
import supervision.facts.Complaint;
import supervision.facts.CourtDefaulter;
import supervision.facts.CreditCode;
import supervision.facts.Display;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.Inspection;
import supervision.facts.InvalidCreditCodeException;
import supervision.facts.ListEntry;
import supervision.facts.Objection;
import supervision.facts.Officer;
import supervision.facts.Penalty;
import supervision.facts.Performance;
import supervision.facts.Permit;
import supervision.facts.Reorganisation;
import supervision.facts.RepairCase;
import supervision.facts.StaffMatter;
import supervision.facts.VoluntaryInfo;
import supervision.intake.Components.Component;

/**
 * What must hold of a record whatever form it came in: text that can be kept, days that can have been, known ids, nothing the
 * law has sealed.
 */
final class Checks {

    /** Long enough for the longest name of an authority or entity, or number of a document; part of the record's key. */
    static final int LONGEST_KEY = 200;

    /** As those that can be asked about: no record of a market entity is older, and one that is younger is a slip. */
    private static final int FIRST_YEAR = 1949;

    private static final int LAST_YEAR = 2199;

    private static final Set<String> MAY_BE_AHEAD = Set.of(
            "dueOn",
            "dutyDueOn",
            "expiresOn",
            "extendedTo",
            "publicityEndsOn",
            "startsOn",
            "termEndsOn",
            "validFrom",
            "validTo");

    private static final Set<String> KEYS = Set.of(
            "acceptingUnit",
            "authority",
            "caseNumber",
            "court",
            "decidedBy",
            "evaluatedBy",
            "holder",
            "identifyingUnit",
            "number",
            "unit");

    /** Names of entities, by which they are found. */
    private static final Set<String> NAMES = Set.of("name", "party");

    private static final Set<String> CODES = Set.of("branchOf", "incurredAt", "other");

    private final LocalDate today;
    private final Intake.Known known;

    Checks(LocalDate today, Intake.Known known) {
        this.today = today;
        this.known = known;
    }

    LocalDate today() {
        return today;
    }

    /** The code as it is registered, however it was written. */
    static String creditCode(String column, String code) {
        String bare = Keys.unescaped(TableRow.Cell.trim(code));
        Keys.refuseDamaged(column, code, bare, !bare.equals(code));
        try {
            return CreditCode.parse(bare).value();
        } catch (InvalidCreditCodeException e) {
            throw new RefusedRowException(
                    column,
                    Quote.of(code),
                    new Words(e.zh() + "（GB 32100-2015）", e.en() + " (GB 32100-2015)"),
                    CreditCode.isSeveral(bare)
                            ? Words.of("分成几行，一行一个主体", "make several rows of it, one for each entity")
                            : Words.of(
                                    "与营业执照上的18位代码逐位核对；在 Excel 中把该列设为文本格式",
                                    "compare all 18 characters with the licence; in Excel give the column the format text"));
        }
    }

    void check(Fact fact, Columns columns) {
        for (Component component : Components.of(fact.kind())) {
            Object value = component.of(fact);
            if (value instanceof LocalDate day && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
                throw new RefusedRowException(
                        columns.nameOf(component.name()),
                        day.toString(),
                        Words.of(
                                "`%1$s`不在 %2$d 年至 %3$d 年之间",
                                "`%1$s` does not lie in the years %2$d to %3$d", day, FIRST_YEAR, LAST_YEAR),
                        Words.of("与文书核对年份", "compare the year with the document"));
            }
            if (value instanceof LocalDate day && !MAY_BE_AHEAD.contains(component.name())) {
                notAhead(columns.nameOf(component.name()), day);
            }
        }
        switch (fact.kind()) {
            case ABNORMAL_ENTRY -> check((AbnormalEntry) fact, columns);
            case ADMINISTRATIVE_ACT -> check((AdministrativeAct) fact, columns);
            case APPLICATION -> check((Application) fact, columns);
            case BAN_GROUND -> check((BanGround) fact, columns);
            case COMMITMENT -> check((Commitment) fact, columns);
            case COMPLAINT -> check((Complaint) fact, columns);
            case COURT_DEFAULTER -> check((CourtDefaulter) fact, columns);
            case DISPLAY -> check((Display) fact, columns);
            case ENTITY -> check((Entity) fact, columns);
            case EVALUATION -> check((Evaluation) fact, columns);
            case LIST_ENTRY -> check((ListEntry) fact, columns);
            case OBJECTION -> check((Objection) fact, columns);
            case OFFICER -> check((Officer) fact, columns);
            case PENALTY -> check((Penalty) fact, columns);
            case PERMIT -> check((Permit) fact, columns);
            case REORGANISATION -> check((Reorganisation) fact, columns);
            case REPAIR_CASE -> check((RepairCase) fact, columns);
            case STAFF_MATTER -> check((StaffMatter) fact, columns);
            case VOLUNTARY_INFO -> check((VoluntaryInfo) fact, columns);
            case INSPECTION -> field(((Inspection) fact).field(), columns);
            case NOT_REPORTED, PERFORMANCE, RELATED_RECORD, RELATION -> {}
        }
    }

    private void check(AbnormalEntry entry, Columns columns) {
        order(columns, "enteredOn", entry.enteredOn(), "remediedOn", entry.remediedOn());
        order(columns, "enteredOn", entry.enteredOn(), "removedOn", entry.removedOn());
    }

    private void check(AdministrativeAct act, Columns columns) {
        order(columns, "decidedOn", act.decidedOn(), "validTo", act.validTo());
        order(columns, "decidedOn", act.decidedOn(), "publishedOn", act.publishedOn());
        order(columns, "decidedOn", act.decidedOn(), "revokedOn", act.revokedOn());
    }

    private void check(Application application, Columns columns) {
        amount(columns.nameOf("educationFee"), application.educationFee());
        order(columns, "receivedOn", application.receivedOn(), "papersSuppliedOn", application.papersSuppliedOn());
        order(columns, "receivedOn", application.receivedOn(), "decidedOn", application.decidedOn());
    }

    private void check(BanGround ground, Columns columns) {
        known(columns.nameOf("ban"), ground.ban(), known.bans());
        order(columns, "decidedOn", ground.decidedOn(), "revokedOn", ground.revokedOn());
        order(columns, "conductOn", ground.conductOn(), "decidedOn", ground.decidedOn());
    }

    private void check(Commitment commitment, Columns columns) {
        order(columns, "madeOn", commitment.madeOn(), "dueOn", commitment.dueOn());
        order(columns, "madeOn", commitment.madeOn(), "confirmedOn", commitment.confirmedOn());
    }

    private void check(CourtDefaulter entry, Columns columns) {
        order(columns, "listedOn", entry.listedOn(), "extendedTo", entry.extendedTo());
        order(columns, "listedOn", entry.listedOn(), "deletedOn", entry.deletedOn());
        order(columns, "listedOn", entry.listedOn(), "groundForDeletionOn", entry.groundForDeletionOn());
        order(columns, "listedOn", entry.listedOn(), "deletionRequestedOn", entry.deletionRequestedOn());
        order(columns, "listedOn", entry.listedOn(), "deletionDecidedOn", entry.deletionDecidedOn());
        order(
                columns,
                "deletionRequestedOn",
                entry.deletionRequestedOn(),
                "deletionDecidedOn",
                entry.deletionDecidedOn());
    }

    private void check(Complaint complaint, Columns columns) {
        field(complaint.field(), columns);
        order(columns, "receivedOn", complaint.receivedOn(), "decidedOn", complaint.decidedOn());
    }

    private void check(Display display, Columns columns) {
        if (display.receivedOn() != null) {
            order(columns, "receivedOn", display.receivedOn(), "seenOn", display.seenOn());
        }
    }

    private void check(Entity entity, Columns columns) {
        nameOfEntity(columns.nameOf("name"), entity.name());
        entity.fields().forEach(field -> known(columns.nameOf("fields"), field, known.fields()));
    }

    private void field(@Nullable String field, Columns columns) {
        if (field != null) {
            known(columns.nameOf("field"), field, known.fields());
        }
    }

    /** Where a role stands among those of a record. Asked before the record is made, which has them in this order. */
    int placeOf(String column, String role) {
        known(column, role, known.roles());
        return known.roles().indexOf(role);
    }

    private static void nameOfEntity(String column, @Nullable String name) {
        if (name != null && name.codePointCount(0, name.length()) > LONGEST_KEY) {
            throw tooLong(column, name);
        }
    }

    private void check(Evaluation evaluation, Columns columns) {
        known(columns.nameOf("scheme"), evaluation.scheme(), known.schemes());
        order(columns, "gradedOn", evaluation.gradedOn(), "validTo", evaluation.validTo());
        amount(columns.nameOf("score"), evaluation.score());
    }

    private void check(ListEntry entry, Columns columns) {
        known(columns.nameOf("list"), entry.list(), known.lists());
        order(columns, "listedOn", entry.listedOn(), "expiresOn", entry.expiresOn());
        order(columns, "listedOn", entry.listedOn(), "removedOn", entry.removedOn());
        order(columns, "listedOn", entry.listedOn(), "publicityStoppedOn", entry.publicityStoppedOn());
    }

    private void check(Objection objection, Columns columns) {
        order(columns, "receivedOn", objection.receivedOn(), "decidedOn", objection.decidedOn());
        if (objection.decidedOn() != null) {
            order(columns, "decidedOn", objection.decidedOn(), "correctedOn", objection.correctedOn());
            order(columns, "decidedOn", objection.decidedOn(), "notifiedOn", objection.notifiedOn());
            order(columns, "decidedOn", objection.decidedOn(), "redressedOn", objection.redressedOn());
        }
    }

    private void check(Officer officer, Columns columns) {
        order(columns, "since", officer.since(), "until", officer.until());
        known(columns.nameOf("role"), officer.role(), known.roles());
        if (!known.posts().contains(officer.role())) {
            throw new RefusedRowException(
                    columns.nameOf("role"),
                    officer.role(),
                    Words.of("`%s`不是任职身份", "`%s` is no post that a person holds", officer.role()),
                    Words.of(
                            "填写担任的职务：%1$s",
                            "give the post: %1$s",
                            known.roles().stream()
                                    .filter(known.posts()::contains)
                                    .collect(Collectors.joining(", "))));
        }
        if (Persons.looksLikeIdNumber(officer.holder())) {
            throw new RefusedRowException(
                    columns.nameOf("holder"),
                    Quote.HIDDEN,
                    Words.of("任职人员的身份证号不收", "ID numbers of officers are not taken"),
                    Words.of(
                            "改填贵单位自己的人员编号或者摘要，只要同一人前后一致",
                            "give a key of your own or a digest, the same each time for the same person"));
        }
    }

    private void check(StaffMatter matter, Columns columns) {
        order(columns, "decidedOn", matter.decidedOn(), "notifiedOn", matter.notifiedOn());
    }

    private void check(Penalty penalty, Columns columns) {
        if (penalty.publicSecurity()) {
            throw new RefusedRowException(
                    columns.nameOf("basis"),
                    Quote.HIDDEN,
                    Words.of(
                            "治安违法记录自2026年1月1日起依法封存（治安管理处罚法第一百三十六条），不收",
                            "records of public security penalties are sealed since 2026-01-01 (治安管理处罚法 Art 136): not"
                                    + " taken"),
                    Words.of("从报送文件中删除此行", "delete the row from what you send"));
        }
        nameOfEntity(columns.nameOf("party"), penalty.party());
        field(penalty.field(), columns);
        amount(columns.nameOf("fine"), penalty.fine());
        amount(columns.nameOf("confiscated"), penalty.confiscated());
        amount(columns.nameOf("loss"), penalty.loss());
        order(columns, "decidedOn", penalty.decidedOn(), "displayedOn", penalty.displayedOn());
        order(columns, "decidedOn", penalty.decidedOn(), "publicityEndsOn", penalty.publicityEndsOn());
        order(columns, "decidedOn", penalty.decidedOn(), "revokedOn", penalty.revokedOn());
        order(columns, "decidedOn", penalty.decidedOn(), "publishedOn", penalty.publishedOn());
        order(columns, "decidedOn", penalty.decidedOn(), "publicitySuspendedOn", penalty.publicitySuspendedOn());
        order(columns, "decidedOn", penalty.decidedOn(), "dutyDueOn", penalty.dutyDueOn());
        order(columns, "decidedOn", penalty.decidedOn(), "termEndsOn", penalty.termEndsOn());
        order(columns, "decidedOn", penalty.decidedOn(), "appealedOn", penalty.appealedOn());
    }

    private void check(Permit permit, Columns columns) {
        nameOfEntity(columns.nameOf("party"), permit.party());
        field(permit.field(), columns);
        order(columns, "decidedOn", permit.decidedOn(), "revokedOn", permit.revokedOn());
        order(columns, "decidedOn", permit.decidedOn(), "publishedOn", permit.publishedOn());
        if (permit.validFrom() != null
                && permit.validTo() != null
                && permit.validTo().isBefore(permit.validFrom())) {
            String from = columns.nameOf("validFrom");
            String to = columns.nameOf("validTo");
            throw new RefusedRowException(
                    to,
                    permit.validTo().toString(),
                    Words.of(
                            "有效期至 %s 早于有效期自 %s",
                            "validity ends on %s, before it begins on %s", permit.validTo(), permit.validFrom()),
                    Words.of(
                            "`%1$s`是有效期自，`%2$s`是有效期至，两列容易填反：核对后改正",
                            "`%1$s` is the first day and `%2$s` the last; the two are easily swapped: compare with the permit",
                            from,
                            to));
        }
    }

    private void check(RepairCase repair, Columns columns) {
        order(columns, "submittedOn", repair.submittedOn(), "decidedOn", repair.decidedOn());
        order(columns, "submittedOn", repair.submittedOn(), "undoneOn", repair.undoneOn());
        order(columns, "submittedOn", repair.submittedOn(), "passedOn", repair.passedOn());
        order(columns, "submittedOn", repair.submittedOn(), "acceptedOn", repair.acceptedOn());
        order(columns, "submittedOn", repair.submittedOn(), "extendedOn", repair.extendedOn());
        order(columns, "submittedOn", repair.submittedOn(), "stoppedOn", repair.stoppedOn());
        amount(columns.nameOf("feeCharged"), repair.feeCharged());
    }

    private void check(Reorganisation plan, Columns columns) {
        order(columns, "planApprovedOn", plan.planApprovedOn(), "completedOn", plan.completedOn());
        order(columns, "planApprovedOn", plan.planApprovedOn(), "failedOn", plan.failedOn());
    }

    private void check(VoluntaryInfo info, Columns columns) {
        order(columns, "registeredOn", info.registeredOn(), "verifiedOn", info.verifiedOn());
    }

    /** Day on which a natural person must have been of age for the record to be taken. */
    LocalDate dayOfRecord(Fact fact) {
        if (fact instanceof AbnormalEntry entry) {
            return entry.enteredOn();
        } else if (fact instanceof AdministrativeAct act) {
            return act.decidedOn();
        } else if (fact instanceof Application application) {
            return application.receivedOn();
        } else if (fact instanceof BanGround ground) {
            return ground.decidedOn();
        } else if (fact instanceof Commitment commitment) {
            return commitment.madeOn();
        } else if (fact instanceof Complaint complaint) {
            return complaint.receivedOn();
        } else if (fact instanceof CourtDefaulter entry) {
            return entry.listedOn();
        } else if (fact instanceof Display display) {
            return display.seenOn();
        } else if (fact instanceof Evaluation evaluation) {
            return evaluation.gradedOn();
        } else if (fact instanceof Inspection inspection) {
            return inspection.doneOn();
        } else if (fact instanceof ListEntry entry) {
            return entry.listedOn();
        } else if (fact instanceof Objection objection) {
            return objection.receivedOn();
        } else if (fact instanceof Officer officer) {
            return officer.since();
        } else if (fact instanceof Penalty penalty) {
            return penalty.decidedOn();
        } else if (fact instanceof Performance performance && performance.performedOn() != null) {
            return performance.performedOn();
        } else if (fact instanceof Permit permit) {
            return permit.decidedOn();
        } else if (fact instanceof Reorganisation plan) {
            return plan.planApprovedOn();
        } else if (fact instanceof RepairCase repair) {
            return repair.submittedOn();
        } else if (fact instanceof VoluntaryInfo info) {
            return info.registeredOn();
        } else if (fact instanceof StaffMatter matter) {
            return matter.decidedOn();
        }
        return today;
    }

    /** Text of a component in the form in which it is kept; that of a key in the one form of all keys. */
    static String kept(String component, String column, String text) {
        if (KEYS.contains(component)) {
            refuseIdNumber(column, text);
            String key = Keys.key(column, text);
            if (key.codePointCount(0, key.length()) > LONGEST_KEY) {
                throw tooLong(column, key);
            }
            return key;
        }
        if (CODES.contains(component)) {
            return creditCode(column, text);
        }
        if (NAMES.contains(component)) {
            refuseIdNumber(column, text);
            return TableRow.Cell.trim(Keys.visible(column, Keys.text(column, text)));
        }
        return component.equals("target") ? Keys.target(column, text) : Keys.text(column, text);
    }

    /** It would be kept and shown in the clear. */
    private static void refuseIdNumber(String column, String text) {
        if (!IdNumber.hidden(text).equals(text)) {
            throw new RefusedRowException(
                    column,
                    IdNumber.HIDDEN,
                    Words.of("含有公民身份号码", "holds a resident ID number"),
                    Words.of(
                            "删去身份号码；自然人用证件号码一列或者 `person` 报送",
                            "remove it; a natural person is reported in the column for ID numbers, or as `person`"));
        }
    }

    private static RefusedRowException tooLong(String column, String text) {
        return new RefusedRowException(
                column,
                Quote.of(text),
                Words.of("超过 %d 个字", "longer than %d characters", LONGEST_KEY),
                Words.of("只填名称或文号，说明放在其他列", "give the name or number alone; remarks belong elsewhere"));
    }

    private void notAhead(String column, LocalDate day) {
        if (day.isAfter(today)) {
            throw new RefusedRowException(
                    column,
                    day.toString(),
                    Words.of("日期 %s 晚于今天 %s", "day %s is after today, %s", day, today),
                    Words.of("核对日期；尚未发生的事情不要报送", "check the day; do not send what has not happened yet"));
        }
    }

    private static void order(
            Columns columns, String earlier, @Nullable LocalDate first, String later, @Nullable LocalDate second) {
        if (first != null && second != null && second.isBefore(first)) {
            throw new RefusedRowException(
                    columns.nameOf(later),
                    second.toString(),
                    Words.of(
                            "`%s` %s 早于`%s` %s",
                            "`%s` %s is before `%s` %s", columns.nameOf(later), second, columns.nameOf(earlier), first),
                    Words.of("核对两个日期，改正填错的一个", "compare both days with the document and correct the wrong one"));
        }
    }

    private static void amount(String column, @Nullable BigDecimal yuan) {
        if (yuan != null && yuan.signum() < 0) {
            throw new RefusedRowException(
                    column,
                    yuan.toPlainString(),
                    Words.of("金额为负数", "amount is negative"),
                    Words.of("填零或正数；没有金额时留空", "give zero or more; leave it empty if there is none"));
        }
    }

    private static void known(String column, String id, Collection<String> known) {
        if (!known.contains(id)) {
            throw new RefusedRowException(
                    column,
                    Quote.of(id),
                    Words.of("规则包中没有`%s`", "rule pack does not know `%s`", Quote.of(id)),
                    Words.of(
                            "使用规则包中的编号：%1$s",
                            "use an id of the rule pack: %1$s",
                            known.stream().limit(40).collect(Collectors.joining(", "))));
        }
    }
}
