package supervision.intake;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import supervision.facts.CreditCode;

/** Whom a row of a 双公示 table is about. */
final class Subjects {

    /** Kinds of subject, with the codes of one system that is in use. */
    private static final Map<String, Boolean> NATURAL_PERSON = Map.ofEntries(
            Map.entry("自然人", true),
            Map.entry("01", true),
            Map.entry("1", true),
            Map.entry("法人及非法人组织", false),
            Map.entry("法人", false),
            Map.entry("02", false),
            Map.entry("2", false),
            Map.entry("非法人组织", false),
            Map.entry("03", false),
            Map.entry("3", false),
            Map.entry("个体工商户", false),
            Map.entry("04", false),
            Map.entry("4", false));

    /** Kinds of identity document; true for the resident card, the only one of which the number says anything. */
    private static final Map<String, Boolean> RESIDENT_CARD = Map.ofEntries(
            Map.entry("", true),
            Map.entry("身份证", true),
            Map.entry("居民身份证", true),
            Map.entry("01", true),
            Map.entry("1", true),
            Map.entry("护照", false),
            Map.entry("02", false),
            Map.entry("2", false),
            Map.entry("港澳居民来往内地通行证", false),
            Map.entry("03", false),
            Map.entry("3", false),
            Map.entry("台湾居民来往大陆通行证", false),
            Map.entry("04", false),
            Map.entry("4", false),
            Map.entry("外国人永久居留身份证", false),
            Map.entry("05", false),
            Map.entry("5", false));

    private Subjects() {}

    static boolean isNaturalPerson(RowView row) {
        String column = row.prefix() + "XDR_LB";
        String kind = row.text(column);
        if (kind.isEmpty()) {
            return codeOf(row).isEmpty() && !row.text(idNumber(row)).isEmpty();
        }
        Boolean person = NATURAL_PERSON.get(kind);
        if (person == null) {
            throw row.unknown(column, kind, "法人及非法人组织, 自然人, 个体工商户, 01, 02, 03, 04");
        }
        return person;
    }

    static String of(RowView row, LocalDate decidedOn, Pseudonyms pseudonyms) {
        return isNaturalPerson(row) ? person(row, decidedOn, pseudonyms) : entity(row);
    }

    /** The code as the row has it; empty if the cell stands for none. */
    private static String codeOf(RowView row) {
        return Keys.code(row.text(code(row)));
    }

    private static String entity(RowView row) {
        String code = codeOf(row);
        if (code.isEmpty()) {
            throw row.missing(code(row), "统一社会信用代码", "unified social credit code");
        }
        if (Persons.birthDate(CreditCode.plain(code)).isPresent() && !CreditCode.isOne(code)) {
            throw new RefusedRowException(
                    row.nameOf(code(row)),
                    Quote.HIDDEN,
                    Words.of("填的是居民身份证号，不是统一社会信用代码", "this is a resident ID number, not a unified social credit code"),
                    Words.of(
                            "单位填统一社会信用代码；自然人的号码填在`%s`",
                            "give the credit code of an entity; the number of a natural person goes into `%s`",
                            row.nameOf(idNumber(row))));
        }
        return Checks.creditCode(row.nameOf(code(row)), code);
    }

    private static String person(RowView row, LocalDate decidedOn, Pseudonyms pseudonyms) {
        if (!codeOf(row).isEmpty()) {
            throw new RefusedRowException(
                    row.nameOf(code(row)),
                    Quote.of(codeOf(row)),
                    Words.of(
                            "类别是自然人，却填了统一社会信用代码：处罚（许可）的是个人，还是该代码的主体（如个体工商户）",
                            "kind is natural person, and there is a credit code: is it about the person, or about the entity of the"
                                    + " code, such as an individual business"),
                    Words.of(
                            "对个人作出的，删除`%1$s`；对主体作出的，把`%2$s`改为个体工商户或者法人及非法人组织",
                            "if about the person, remove `%1$s`; if about the entity, make `%2$s` 个体工商户 or 法人及非法人组织",
                            row.nameOf(code(row)),
                            row.nameOf(row.prefix() + "XDR_LB")));
        }
        String column = row.nameOf(idNumber(row));
        String number = CreditCode.plain(row.required(idNumber(row), "自然人证件号码", "ID number of the natural person"));
        String type = row.text(row.prefix() + "XDR_ZJLX");
        Boolean residentCard = RESIDENT_CARD.get(type);
        if (residentCard == null) {
            throw row.unknown(
                    row.prefix() + "XDR_ZJLX", type, "身份证, 护照, 港澳居民来往内地通行证, 台湾居民来往大陆通行证, 外国人永久居留身份证, 01 – 05");
        }
        Optional<LocalDate> birth = Persons.birthDate(number);
        birth.ifPresent(day -> Persons.refuseMinor(column, day, decidedOn));
        // masked numbers would make one person of many
        if (residentCard && birth.isEmpty() || number.contains("*")) {
            throw Persons.badNumber(column);
        }
        String basis = row.prefix() + "CJYJ";
        Persons.requireBasis(row.nameOf(basis), row.text(basis));
        return pseudonyms.subject(column, number);
    }

    private static String code(RowView row) {
        return row.prefix() + "XDR_SHXYM";
    }

    private static String idNumber(RowView row) {
        return row.prefix() + "XDR_ZJHM";
    }
}
