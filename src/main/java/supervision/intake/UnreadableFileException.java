package supervision.intake;

/** A file of which not even the first row can be understood. The message says what was expected, in both languages. */
public final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(Words message) {
        super(message.toString());
    }

    UnreadableFileException(Words message, Throwable cause) {
        super(message.toString(), cause);
    }
}
