package supervision.facts;

/**
 * A text is not a unified social credit code; the message names the character at fault and what belongs there, in Chinese and
 * then in English.
 */
public final class InvalidCreditCodeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String value;
    private final int position;
    private final String zh;
    private final String en;

    InvalidCreditCodeException(String value, int position, String zh, String en) {
        super(zh + " / " + en);
        this.value = value;
        this.position = position;
        this.zh = zh;
        this.en = en;
    }

    /** The text as given. Kept out of the message, because it may hold anything. */
    public String value() {
        return value;
    }

    /** Number of the first character at fault, from 1; 0 if the length is wrong. */
    public int position() {
        return position;
    }

    /** The Chinese half of the message. */
    public String zh() {
        return zh;
    }

    /** The English half of the message. */
    public String en() {
        return en;
    }
}
