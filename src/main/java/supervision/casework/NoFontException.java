package supervision.casework;

/** There is no font with Chinese characters that a PDF can be set in; the message says what to do, in both languages. */
public final class NoFontException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoFontException(String message) {
        super(message);
    }
}
