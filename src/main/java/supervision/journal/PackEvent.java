package supervision.journal;

import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a rule pack on its way into force, in a chain like receipts. Its text is canonical, one member a line, and its hash
 * is that of the text.
 *
 * @param seq place in the chain, from 1, without gaps
 * @param pack fingerprint of the pack
 * @param report hash of the report that was made, or that somebody relied on
 * @param publishable for a check, whether the pack may be published; else null
 * @param confirmed for an approval, the changes that were read and confirmed, by their ids, with a blank between two
 * @param effectiveOn first day, in Shanghai, on which the pack decides
 * @param number number of the publication
 * @param returns for a rollback, the number of the publication that it brings back
 * @param replaces number of the publication that this one takes the place of, or that a check compared with
 * @param by who did it
 * @param why for what reason
 * @param key public key of the one who did it, as {@link Ed25519#line}; empty for what the service does by itself
 * @param signature over {@link #statement}, in Base64
 * @param previous hash of the event before it; zeros for the first
 */
public record PackEvent(
        long seq,
        Kind kind,
        String pack,
        @Nullable String report,
        @Nullable Boolean publishable,
        String confirmed,
        @Nullable LocalDate effectiveOn,
        @Nullable Long number,
        @Nullable Long returns,
        @Nullable Long replaces,
        String by,
        String why,
        String key,
        String signature,
        Instant at,
        String previous) {

    /** One that confirms nothing. */
    public PackEvent(
            long seq,
            Kind kind,
            String pack,
            @Nullable String report,
            @Nullable Boolean publishable,
            @Nullable LocalDate effectiveOn,
            @Nullable Long number,
            @Nullable Long returns,
            @Nullable Long replaces,
            String by,
            String why,
            String key,
            String signature,
            Instant at,
            String previous) {
        this(
                seq,
                kind,
                pack,
                report,
                publishable,
                "",
                effectiveOn,
                number,
                returns,
                replaces,
                by,
                why,
                key,
                signature,
                at,
                previous);
    }

    /** What was done. */
    public enum Kind {
        /** A pack was put forward and kept. */
        PROPOSED,
        /** The service compared it with the last publication, and kept the report. */
        CHECKED,
        /** A second person agreed to it, on that report and from that day. */
        APPROVED,
        /** It got its number. */
        PUBLISHED,
        /** A second person turned it down. */
        REJECTED,
        /** Who had put it forward took it back. */
        WITHDRAWN
    }

    /** What stands before the first event. */
    public static final String NONE = "0".repeat(64);

    private static final String FORM = "supervision pack event 1";
    private static final List<String> MEMBERS = List.of(
            "seq",
            "kind",
            "pack",
            "report",
            "publishable",
            "confirmed",
            "effectiveOn",
            "number",
            "returns",
            "replaces",
            "by",
            "why",
            "key",
            "signature",
            "at",
            "previous");

    private static final String STATEMENT = "supervision publication 1";
    private static final List<String> STATED =
            List.of("act", "pack", "report", "confirmed", "effectiveOn", "returns", "by", "why", "after");

    /** Its canonical text. */
    public String text() {
        return Lines.write(
                FORM,
                MEMBERS,
                List.of(
                        Long.toString(seq),
                        kind.name(),
                        pack,
                        or(report),
                        publishable == null ? "" : publishable ? "yes" : "no",
                        confirmed,
                        or(effectiveOn),
                        or(number),
                        or(returns),
                        or(replaces),
                        by,
                        why,
                        key,
                        signature,
                        at.toString(),
                        previous));
    }

    /**
     * What its author signs: all that the person decides, and after which event. So a signature is good for one event.
     */
    public String statement() {
        return Lines.write(
                STATEMENT,
                STATED,
                List.of(
                        returns == null ? kind.name() : "RETURNED",
                        pack,
                        or(report),
                        confirmed,
                        // a rollback holds at once, whenever that is
                        returns == null ? or(effectiveOn) : "",
                        or(returns),
                        by,
                        why,
                        previous));
    }

    private static String or(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /**
     * Reads the canonical text.
     *
     * @throws IllegalArgumentException if it is not one; says where
     */
    public static PackEvent parse(String text) {
        String[] values = Lines.read(text, "an event of a pack", FORM, MEMBERS);
        try {
            PackEvent event = new PackEvent(
                    Long.parseLong(values[0]),
                    Kind.valueOf(values[1]),
                    values[2],
                    values[3].isEmpty() ? null : values[3],
                    values[4].isEmpty() ? null : values[4].equals("yes"),
                    values[5],
                    values[6].isEmpty() ? null : LocalDate.parse(values[6]),
                    number(values[7]),
                    number(values[8]),
                    number(values[9]),
                    values[10],
                    values[11],
                    values[12],
                    values[13],
                    Instant.parse(values[14]),
                    values[15]);
            if (!event.text().equals(text)) {
                throw new IllegalArgumentException("not an event of a pack: a value is not in its one form");
            }
            return event;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not an event of a pack: " + e.getMessage(), e);
        }
    }

    private static @Nullable Long number(String value) {
        return value.isEmpty() ? null : Long.valueOf(value);
    }

    /** Hash of its text, in hexadecimal: what the next event carries. */
    public String hash() {
        return Hashes.sha256(text());
    }

    /** Whether its author signed it. */
    boolean isSigned() {
        try {
            return Ed25519.holds(statement(), signature, Checkpoint.publicKey(key));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether somebody is its author, by name or by key: one person may have both only once. */
    boolean isBy(PackEvent other) {
        return by.equals(other.by) || key.equals(other.key);
    }

    /** The same, with changes that its author confirms. */
    public PackEvent confirming(Collection<String> changes) {
        return with(String.join(" ", changes), key, signature);
    }

    /** The same, as its author signs it. */
    public PackEvent signed(String itsKey, String itsSignature) {
        return with(confirmed, itsKey, itsSignature);
    }

    private PackEvent with(String itsConfirmed, String itsKey, String itsSignature) {
        return new PackEvent(
                seq,
                kind,
                pack,
                report,
                publishable,
                itsConfirmed,
                effectiveOn,
                number,
                returns,
                replaces,
                by,
                why,
                itsKey,
                itsSignature,
                at,
                previous);
    }

    /** The publication that it is, as receipts name it. */
    public Receipt.Under asPublication() {
        if (number == null) {
            throw new IllegalStateException("no publication: " + kind);
        }
        return new Receipt.Under(number, hash());
    }
}
