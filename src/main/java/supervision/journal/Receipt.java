package supervision.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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
 * @param program which program decided
 * @param by who asked; empty while nobody has to say
 * @param purpose what for; empty while nobody has to say
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
        By program,
        String engine,
        String by,
        String purpose,
        String answerHash,
        @Nullable String compared,
        Instant madeAt,
        String previous) {

    /**
     * The program that decided.
     *
     * @param classes hash over the classes that decide
     * @param commit commit that was built
     */
    public record By(String classes, String commit) {}

    /** A publication: its number, and the hash of its event, which fixes all that was published before. */
    public record Under(long number, String event) {}

    /** What the first receipt has as the hash of the one before it. */
    public static final String NONE = "0".repeat(64);

    private static final String FORM = "supervision receipt 4";

    /** Forms of before the first release. */
    private static final List<String> FORMER =
            List.of("supervision receipt 1\n", "supervision receipt 2\n", "supervision receipt 3\n");

    /** The last has room for the heads of further chains that are signed with this one. */
    private static final List<String> MEMBERS = List.of(
            "seq",
            "decision",
            "subject",
            "asOf",
            "knownAt",
            "facts",
            "factsHash",
            "pack",
            "publication",
            "publicationEvent",
            "program",
            "commit",
            "engine",
            "by",
            "purpose",
            "compared",
            "answerHash",
            "madeAt",
            "previous",
            "chains");

    public Receipt {
        facts = List.copyOf(facts);
        if (compared != null && (compared.isEmpty() || compared.contains("\n"))) {
            throw new IllegalArgumentException("how a decision compares is one line: `" + compared + "`");
        }
    }

    /** Its canonical text. */
    public String text() {
        return Lines.write(
                FORM,
                MEMBERS,
                List.of(
                        Long.toString(seq),
                        decision,
                        subject,
                        asOf.toString(),
                        knownAt == null ? "" : knownAt.toString(),
                        facts.stream().map(String::valueOf).collect(Collectors.joining(" ")),
                        factsHash,
                        pack,
                        publication == null ? "" : Long.toString(publication.number()),
                        publication == null ? "" : publication.event(),
                        program.classes(),
                        program.commit(),
                        engine,
                        by,
                        purpose,
                        compared == null ? "" : compared,
                        answerHash,
                        madeAt.toString(),
                        previous,
                        ""));
    }

    /**
     * Reads the canonical text.
     *
     * @throws IllegalArgumentException if it is not one; says where, and of one of before the first release that it is
     */
    public static Receipt parse(String text) {
        if (FORMER.stream().anyMatch(text::startsWith)) {
            throw new IllegalArgumentException(
                    "此回执为正式发布之前的格式，本版本不读取：重新出具该决定 / a receipt of a form of before the first release,"
                            + " which this version does not read: have the decision given again");
        }
        String[] values = Lines.read(text, "a receipt", FORM, MEMBERS);
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
                values[8].isEmpty() ? null : new Under(Long.parseLong(values[8]), values[9]),
                new By(values[10], values[11]),
                values[12],
                values[13],
                values[14],
                values[16],
                values[15].isEmpty() ? null : values[15],
                Instant.parse(values[17]),
                values[18]);
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
