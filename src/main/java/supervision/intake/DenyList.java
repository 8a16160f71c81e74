package supervision.intake;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What may not be collected (山东省社会信用条例 Art 42): religion, genes, fingerprints, blood type and illness of anybody;
 * income, deposits, securities, insurance, real estate and tax amounts of natural persons. Recognised by the name of the
 * column or member, for the values say nothing.
 */
enum DenyList {
    NEVER(
            Pattern.compile("宗教|基因|指纹|血型|疾病|病史"),
            List.of(
                    " religion ",
                    " religious ",
                    " gene ",
                    " genes ",
                    " genetic ",
                    " fingerprint ",
                    " fingerprints ",
                    " blood type ",
                    " bloodtype ",
                    " illness ",
                    " disease ",
                    " diseases ",
                    " medical history ")),
    NOT_OF_NATURAL_PERSONS(
            // 没收入库 (confiscated, paid to the treasury) holds 收入 by accident
            Pattern.compile("(?<!没)收入|存款|证券|保险|不动产|纳税数额"),
            List.of(
                    " income ",
                    " deposit ",
                    " deposits ",
                    " securities ",
                    " insurance ",
                    " real estate ",
                    " tax amount ",
                    " tax amounts "));

    private final Pattern chinese;
    private final List<String> english;

    DenyList(Pattern chinese, List<String> english) {
        this.chinese = chinese;
        this.english = english;
    }

    boolean names(String column) {
        return chinese.matcher(column).find() || english.stream().anyMatch(words(column)::contains);
    }

    /** {@code bloodType}, {@code BLOOD_TYPE} and {@code blood-type} are all " blood type ". */
    private static String words(String column) {
        return " "
                + column.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .toLowerCase(Locale.ROOT)
                        .strip()
                + " ";
    }

    RefusedRowException refusal(String column) {
        return new RefusedRowException(
                column,
                Quote.HIDDEN,
                this == NEVER
                        ? Words.of(
                                "法律禁止归集的个人信息（山东省社会信用条例第四十二条），整行不收",
                                "information that may not be collected (Shandong credit regulation Art 42): the row is not"
                                        + " taken")
                        : Words.of(
                                "自然人的收入、存款、证券、保险、不动产、纳税数额不得归集（山东省社会信用条例第四十二条），整行不收",
                                "income, deposits, securities, insurance, real estate and tax amounts of natural persons are"
                                        + " not collected (Shandong credit regulation Art 42): the row is not taken"),
                Words.of("删除`%s`后重新报送", "remove `%s` and send the row again", column));
    }
}
