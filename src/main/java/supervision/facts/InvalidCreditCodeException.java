package supervision.facts;

/** A text is not a unified social credit code; the message names the character at fault and what belongs there. */
public final class InvalidCreditCodeException extends IllegalArgumentException {

    private final String value;
    private final int position;
    private final String zh;

    InvalidCreditCodeException(String value, int position, String zh, String message) {
        super(message);
        this.zh = zh;
        this.value = value;
        this.position = position;
    }

    /** The text as given. Kept out of the message, because it may hold anything. */
    public String value() {
        return value;
    }

    /** The message in Chinese. */
    public String zh() {
        return zh;
    }

    /** Number of the first character at fault, from 1; 0 if the length is wrong. */
    public int position() {
        return position;
    }
}
