package supervision.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Natural persons as subjects of records, see {@link Pseudonyms} for what is kept of them. */
final class Persons {

    /** First characters of a subject that is a natural person. */
    static final String PREFIX = "ID:";

    private static final int ADULT_YEARS = 18;
    private static final Pattern FORM = Pattern.compile("[1-9]\\d{16}[\\dX]");
    /** Standing alone: the digits of a digest in hexadecimal are none. */
    private static final Pattern IN_TEXT = Pattern.compile("(?<![0-9A-Z])" + FORM + "(?![0-9A-Z])");

    private static final String CHECK_CHARACTERS = "10X98765432";

    private Persons() {}

    /** Birth date in a resident ID number of 18 characters (GB 11643); empty if it is not one. */
    static Optional<LocalDate> birthDate(String idNumber) {
        if (!FORM.matcher(idNumber).matches()) {
            return Optional.empty();
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (idNumber.charAt(i) - '0') * ((1 << (17 - i)) % 11);
        }
        if (idNumber.charAt(17) != CHECK_CHARACTERS.charAt(sum % 11)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(idNumber.substring(6, 10)),
                    Integer.parseInt(idNumber.substring(10, 12)),
                    Integer.parseInt(idNumber.substring(12, 14))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a text has the form of an ID number, with a right check character or a mistyped one. */
    static boolean looksLikeIdNumber(String text) {
        return IN_TEXT.matcher(text.toUpperCase(Locale.ROOT)).find();
    }

    /** An age is full from the day after the birthday on. */
    static void refuseMinor(String column, LocalDate birthDate, LocalDate day) {
        if (!birthDate.plusYears(ADULT_YEARS).isBefore(day)) {
            throw new RefusedRowException(
                    column,
                    Quote.HIDDEN,
                    Words.of(
                            "当事人在 %s 未满十八周岁（从生日的第二天起算）：未成年人不是信用主体，其处罚记录依法封存，不收",
                            "person under 18 on %s (counted from the day after the birthday): minors are not credit subjects"
                                    + " and their records are sealed; not taken",
                            day),
                    Words.of("从报送文件中删除此行", "delete the row from what you send"));
        }
    }

    static void requireBasis(String column, String basis) {
        if (basis.isBlank()) {
            throw new RefusedRowException(
                    column,
                    "",
                    Words.of("自然人的记录没有注明持有的法律依据", "record of a natural person without a legal basis for holding it"),
                    Words.of(
                            "在`%s`写明依据的法律、法规条款；没有依据就不要报送",
                            "name the act and article in `%s`; without one do not send the record", column));
        }
    }

    static RefusedRowException badNumber(String column) {
        return new RefusedRowException(
                column,
                Quote.HIDDEN,
                Words.of(
                        "居民身份证号应为18位，且出生日期和校验码正确（GB 11643）",
                        "resident ID number must have 18 characters, an existing birth date and the right check character"
                                + " (GB 11643)"),
                Words.of("与证件核对后填写完整号码，不要打码", "compare with the card and give the whole number, unmasked"));
    }
}
