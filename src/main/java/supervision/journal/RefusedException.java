package supervision.journal;

import org.jspecify.annotations.Nullable;

/** A step of a pack on its way into force that is not taken; says why and what to do, in both languages. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable String statement;

    /** Kinds of reasons. */
    public enum Reason {
        /** Publication is off. */
        OFF,
        /** No such pack, publication or report. */
        UNKNOWN,
        /** What was given is malformed. */
        MALFORMED,
        /** Nobody signed yet. */
        UNSIGNED,
        /** Not by this person, or not by anybody who is known. */
        NOT_ALLOWED,
        /** The pack is not at the point where this could be done. */
        NOT_NOW,
        /** Not every change was read. */
        UNCONFIRMED,
        /** The report says no. */
        NOT_PUBLISHABLE,
        /** What is kept was changed by somebody. */
        BROKEN
    }

    public RefusedException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param statement the text to be signed, where a signature is missing or does not hold */
    public RefusedException(Reason reason, String message, @Nullable String statement) {
        super(message);
        this.reason = reason;
        this.statement = statement;
    }

    public Reason reason() {
        return reason;
    }

    /** The text to be signed, where a signature is missing or does not hold. */
    public @Nullable String statement() {
        return statement;
    }
}
