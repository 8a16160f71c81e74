package supervision.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of a decision: the case it was given on, by the places of its facts in the ledger, the rules it was
 * given under, and a hash of the answer. Its text is canonical, one member a line, and its hash is that of the text.
 *
 * @param seq place in the journal, from 1, without gaps
 * @param decision id of the decision
 * @param subject credit code of the entity
 * @param asOf day asked about
 * @param knownAt moment whose knowledge was used
 * @param facts places of its facts in the ledger, ascending
 * @param factsHash hash over the hashes of those entries
 * @param pack fingerprint of the rule pack
 * @param engine what ran the rules, with its version
 * @param answerHash SHA-256 of the bytes that were given out
 * @param compared how the decision compares with that of the second reading; null if it was not asked. One line
 * @param madeAt moment of the first answer
 * @param previous hash of the receipt before it; zeros for the first
 */
public record Receipt(
        long seq,
        String decision,
        String subject,
        LocalDate asOf,
        @Nullable Instant knownAt,
        List<Long> facts,
        String factsHash,
        String pack,
        String engine,
        String answerHash,
        @Nullable String compared,
        Instant madeAt,
        String previous) {

    /** What the first receipt has as the hash of the one before it. */
    public static final String NONE = "0".repeat(64);

    private static final String FORM = "supervision receipt 1";
    /** The same with {@code compared}. Receipts of decisions that were not compared stay as they always were. */
    private static final String FORM_COMPARED = "supervision receipt 2";

    private static final String COMPARED = "compared";
    private static final List<String> MEMBERS = List.of(
            "seq",
            "decision",
            "subject",
            "asOf",
            "knownAt",
            "facts",
            "factsHash",
            "pack",
            "engine",
            "answerHash",
            "madeAt",
            "previous");

    private static final List<String> MEMBERS_COMPARED =
            Stream.concat(MEMBERS.stream(), Stream.of(COMPARED)).toList();

    public Receipt {
        facts = List.copyOf(facts);
        if (compared != null && (compared.isEmpty() || compared.contains("\n"))) {
            throw new IllegalArgumentException("how a decision compares is one line: `" + compared + "`");
        }
    }

    /** Its canonical text. */
    public String text() {
        List<String> members = compared == null ? MEMBERS : MEMBERS_COMPARED;
        List<String> values = new ArrayList<>(List.of(
                Long.toString(seq),
                decision,
                subject,
                asOf.toString(),
                knownAt == null ? "" : knownAt.toString(),
                facts.stream().map(String::valueOf).collect(Collectors.joining(" ")),
                factsHash,
                pack,
                engine,
                answerHash,
                madeAt.toString(),
                previous));
        if (compared != null) {
            values.add(compared);
        }
        StringBuilder text = new StringBuilder(compared == null ? FORM : FORM_COMPARED).append('\n');
        for (int at = 0; at < members.size(); at++) {
            text.append(members.get(at)).append(' ').append(values.get(at)).append('\n');
        }
        return text.toString();
    }

    /**
     * Reads the canonical text.
     *
     * @throws IllegalArgumentException if it is not one; says where
     */
    public static Receipt parse(String text) {
        String[] lines = text.split("\n", -1);
        boolean compared = lines[0].equals(FORM_COMPARED);
        List<String> members = compared ? MEMBERS_COMPARED : MEMBERS;
        if (lines.length != members.size() + 2
                || !compared && !lines[0].equals(FORM)
                || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException("not a receipt: it has " + lines.length + " lines");
        }
        String[] values = new String[members.size()];
        for (int at = 0; at < values.length; at++) {
            String name = members.get(at) + " ";
            if (!lines[at + 1].startsWith(name)) {
                throw new IllegalArgumentException(
                        "not a receipt: line " + (at + 2) + " is not `" + name.strip() + "`");
            }
            values[at] = lines[at + 1].substring(name.length());
        }
        return new Receipt(
                Long.parseLong(values[0]),
                values[1],
                values[2],
                LocalDate.parse(values[3]),
                values[4].isEmpty() ? null : Instant.parse(values[4]),
                values[5].isEmpty()
                        ? List.of()
                        : Arrays.stream(values[5].split(" ")).map(Long::valueOf).toList(),
                values[6],
                values[7],
                values[8],
                values[9],
                compared ? values[12] : null,
                Instant.parse(values[10]),
                values[11]);
    }

    /** Hash of its text, in hexadecimal: what the next receipt carries. */
    public String hash() {
        return Hashes.sha256(text());
    }

    /** Its leaf in the Merkle tree. */
    public byte[] leaf() {
        return MerkleTree.leaf(text().getBytes(StandardCharsets.UTF_8));
    }

    /** The same leaf as text. */
    public String leafHex() {
        return HexFormat.of().formatHex(leaf());
    }
}
