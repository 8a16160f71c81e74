package supervision.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param publication under which the pack was in force; null where packs are not published
 * @param engine what ran the rules, with its version
 * @param answerHash SHA-256 of the bytes that were given out
 * @param compared how the decision compares with that of the second reading, in one line; null if it was not asked
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
        @Nullable Under publication,
        String engine,
        String answerHash,
        @Nullable String compared,
        Instant madeAt,
        String previous) {

    /** A publication: its number, and the hash of its event, which fixes all that was published before. */
    public record Under(long number, String event) {}

    /** What the first receipt has as the hash of the one before it. */
    public static final String NONE = "0".repeat(64);

    private static final String FORM = "supervision receipt 1";
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

    /** With the publication, after all that the first form has. */
    private static final String PUBLISHED_FORM = "supervision receipt 2";

    private static final List<String> PUBLISHED_MEMBERS = withPublication(MEMBERS);

    private static List<String> withPublication(List<String> members) {
        List<String> more = new ArrayList<>(members);
        more.add("publication");
        more.add("publicationEvent");
        return List.copyOf(more);
    }

    /** With the comparison, after all that the second form has; where packs are not published those two are empty. */
    private static final String COMPARED_FORM = "supervision receipt 3";

    private static final List<String> COMPARED_MEMBERS =
            Stream.concat(PUBLISHED_MEMBERS.stream(), Stream.of("compared")).toList();

    public Receipt {
        facts = List.copyOf(facts);
        if (compared != null && (compared.isEmpty() || compared.contains("\n"))) {
            throw new IllegalArgumentException("how a decision compares is one line: `" + compared + "`");
        }
    }

    /** Its canonical text. */
    public String text() {
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
        if (publication == null && compared == null) {
            return Lines.write(FORM, MEMBERS, values);
        }
        values.add(publication == null ? "" : Long.toString(publication.number()));
        values.add(publication == null ? "" : publication.event());
        if (compared != null) {
            values.add(compared);
            return Lines.write(COMPARED_FORM, COMPARED_MEMBERS, values);
        }
        return Lines.write(PUBLISHED_FORM, PUBLISHED_MEMBERS, values);
    }

    /**
     * Reads the canonical text.
     *
     * @throws IllegalArgumentException if it is not one; says where
     */
    public static Receipt parse(String text) {
        boolean compared = text.startsWith(COMPARED_FORM + "\n");
        boolean published = text.startsWith(PUBLISHED_FORM + "\n");
        String[] values;
        if (compared) {
            values = Lines.read(text, "a receipt", COMPARED_FORM, COMPARED_MEMBERS);
            published = !values[12].isEmpty();
        } else {
            values = published
                    ? Lines.read(text, "a receipt", PUBLISHED_FORM, PUBLISHED_MEMBERS)
                    : Lines.read(text, "a receipt", FORM, MEMBERS);
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
                published ? new Under(Long.parseLong(values[12]), values[13]) : null,
                values[8],
                values[9],
                compared ? values[14] : null,
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
}
