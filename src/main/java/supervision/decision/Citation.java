package supervision.decision;

import org.jspecify.annotations.Nullable;

/**
 * A cited clause.
 *
 * @param id instrument and clause, such as {@code laiwu-2020-19/6.2}
 * @param instrument title of the instrument
 * @param number number of the document, as in 莱芜区信用办〔2020〕19号; null where it has none, or none was read
 * @param cite place in the instrument as a lawyer writes it, such as 第二十八条第一项, {@link #UNCHECKED} or {@link #WHOLE}
 * @param title title of the clause
 * @param says what it says, in our words
 * @param level rank of the instrument
 * @param evidence how well it is known: label of the source catalogue
 */
public record Citation(
        String id,
        Text instrument,
        @Nullable String number,
        String cite,
        Text title,
        Text says,
        String level,
        String evidence) {

    /** Instead of a place: where it stands in the text was not read. */
    public static final String UNCHECKED = "条号未核对";

    /** Instead of a place: it is said of the text as a whole. */
    public static final String WHOLE = "全文";

    /** The clause as a lawyer cites it. */
    public Text called() {
        return called(instrument, number, cite);
    }

    /** A clause as a lawyer cites it: 《title》（number）place. */
    public static Text called(Text instrument, @Nullable String number, String cite) {
        Text of = called(instrument, number);
        return switch (cite) {
            case WHOLE -> of;
            case UNCHECKED -> Text.of("%1$s（%2$s）", "%1$s (number of the article not checked)", of, UNCHECKED);
            default -> Text.of("%1$s%2$s", "%1$s, %2$s", of, cite);
        };
    }

    /** The instrument alone: 《title》（number）. English titles have the number in them. */
    public static Text called(Text instrument, @Nullable String number) {
        String inner = instrument.zh().replace('《', '〈').replace('》', '〉');
        return new Text("《" + inner + "》" + (number == null ? "" : "（" + number + "）"), instrument.en());
    }
}
