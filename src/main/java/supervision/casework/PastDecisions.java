package supervision.casework;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.dossier.DecisionBuilder;
import supervision.dossier.Program;
import supervision.engine.DecisionEngine;
import supervision.journal.Hashes;
import supervision.journal.Journal;
import supervision.journal.MerkleTree;
import supervision.journal.Receipt;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decisions that were given: what they were, whether they come out the same again, and what would be said now. */
public final class PastDecisions {

    /** Engines of earlier packs that are kept: a replay asks for the same few again and again. */
    private static final int MOST_ENGINES = 4;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DecideCase decide;
    private final RulesInForce rules;
    private final Journal journal;
    private final Cache<String, DecisionEngine> engines =
            Caffeine.newBuilder().maximumSize(MOST_ENGINES).build();

    public PastDecisions(DecideCase decide, RulesInForce rules, Journal journal) {
        this.decide = decide;
        this.rules = rules;
        this.journal = journal;
    }

    /** Of which time the rules or the records are that a decision is asked for again with. */
    public enum Of {
        /** Those of the decision. */
        THEN,
        /** Those of today. */
        TODAY
    }

    /** A decision that was never given. */
    public static final class UnknownDecisionException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownDecisionException(String id) {
            super(id);
        }
    }

    /**
     * A receipt with the proof that it is in the journal (RFC 9162, section 2.1.3).
     *
     * @param receipt its text; SHA-256 of a zero byte and this text is the leaf
     * @param index place of the leaf, from 0
     * @param size number of receipts of the tree
     * @param path hashes from the leaf up, in hexadecimal
     */
    public record Proof(String receipt, String hash, long index, long size, String root, List<String> path) {}

    /** How a finding differs: of one rule on the same evidence both are there, else one is null. */
    public record Difference(
            String rule, @Nullable JsonNode then, @Nullable JsonNode now) {}

    /**
     * A decision asked for again.
     *
     * @param same whether the answer has the same bytes
     * @param problem why it could not be decided again; null if it was
     * @param pack fingerprint of the rules used now
     * @param engine what ran them now; another version than that of the receipt may write the same decision in another form
     * @param knownAt moment whose knowledge was used now
     * @param decision id of the decision now
     * @param differences finding by finding
     */
    public record Again(
            String receipt,
            boolean same,
            @Nullable String problem,
            String pack,
            String engine,
            @Nullable Instant knownAt,
            @Nullable String decision,
            List<Difference> differences) {}

    /**
     * A decision that was given.
     *
     * @throws UnknownDecisionException if it was not
     */
    public Journal.Entry find(String decision) {
        Journal.Entry entry = journal.entry(decision);
        if (entry == null) {
            throw new UnknownDecisionException(decision);
        }
        return entry;
    }

    /**
     * The receipt of a decision with its proof.
     *
     * @param size of the tree to prove it in, such as that of a signed head; null for all of the journal
     * @throws UnknownDecisionException if it was not given
     * @throws IllegalArgumentException if the tree does not hold it
     */
    public Proof proof(String decision, @Nullable Long size) {
        Receipt receipt = journal.find(decision);
        if (receipt == null) {
            throw new UnknownDecisionException(decision);
        }
        long all = journal.head().seq();
        long wanted = size == null ? all : size;
        if (wanted < receipt.seq() || wanted > all) {
            throw new IllegalArgumentException("`size` 应在 " + receipt.seq() + " 与 " + all
                    + " 之间 / `size` has to lie between " + receipt.seq() + " and " + all);
        }
        return new Proof(
                receipt.text(),
                receipt.hash(),
                receipt.seq() - 1,
                wanted,
                HexFormat.of().formatHex(journal.root(wanted)),
                journal.inclusion(receipt.seq(), wanted).stream()
                        .map(HexFormat.of()::formatHex)
                        .toList());
    }

    /** Receipts of an entity after one of a number, oldest first. */
    public List<Receipt> ofEntity(String code, long after, int limit) {
        return journal.ofSubject(code, after, limit);
    }

    /** Asks for every decision again, in the order in which they were given. */
    public void each(@Nullable String code, Of whichRules, Of whichRecords, Consumer<Again> reader) {
        Consumer<Journal.Entry> each = entry -> reader.accept(again(entry, whichRules, whichRecords));
        long upTo = journal.head().seq();
        if (code == null) {
            journal.each(upTo, each);
        } else {
            journal.each(code, upTo, each);
        }
    }

    /** Asks for a decision again. */
    public Again again(Journal.Entry given, Of whichRules, Of whichRecords) {
        Receipt receipt = given.receipt();
        DecisionEngine engine;
        try {
            engine = whichRules == Of.TODAY ? rules.engine() : engineOf(receipt.pack());
        } catch (RulePackException e) {
            return undecided(
                    receipt,
                    "本版程序不接受当时的规则包 / this version of the program refuses the rule pack of that time: "
                            + e.getMessage());
        }
        if (engine == null) {
            return undecided(receipt, "当时的规则包不在 / the rule pack of that time is not there");
        }
        DecideCase.Located located;
        try {
            located = decide.located(
                    receipt.subject(), receipt.asOf(), whichRecords == Of.TODAY ? null : receipt.knownAt());
        } catch (DecideCase.UnknownEntityException e) {
            return undecided(receipt, "当时的记录不在 / the records of that time are not there");
        }
        if (whichRecords == Of.THEN
                && !Hashes.over(List.copyOf(located.places().values())).equals(receipt.factsHash())) {
            return undecided(
                    receipt,
                    "台账给出的记录与当时不符，请运行 verify-journal / the ledger gives other records than at that time: run verify-journal");
        }
        Decision decision = decide.again(located.asked(), engine, receipt.compared() != null)
                .decision();
        String program = receipt.program().classes();
        byte[] answer = DecisionJson.write(
                program.equals(Program.THIS.classes())
                        ? decision
                        // another program has other ids: what it would have called this one is no difference
                        : decision.withId(DecisionBuilder.id(engine.pack(), located.asked(), program)));
        boolean same = Arrays.equals(answer, given.answer());
        JsonNode now = JSON.readTree(answer);
        return new Again(
                receipt.decision(),
                same,
                null,
                engine.pack().fingerprint(),
                DecisionEngine.VERSION,
                located.asked().knownAt(),
                now.path("id").asString(),
                same ? List.of() : differences(JSON.readTree(given.answer()), now));
    }

    private static Again undecided(Receipt receipt, String problem) {
        return new Again(
                receipt.decision(), false, problem, receipt.pack(), DecisionEngine.VERSION, null, null, List.of());
    }

    /** The engine with the rules of a fingerprint; null if they are not kept. */
    private @Nullable DecisionEngine engineOf(String fingerprint) {
        DecisionEngine current = rules.engine();
        if (current.pack().fingerprint().equals(fingerprint)) {
            return current;
        }
        DecisionEngine known = engines.getIfPresent(fingerprint);
        if (known != null) {
            return known;
        }
        Journal.KeptPack kept = journal.pack(fingerprint);
        if (kept == null) {
            return null;
        }
        RulePack pack = RulePackReader.read(PackFiles.of(kept.files()), kept.examples());
        // the rules alone are compiled, and most edits are to figures
        DecisionEngine engine =
                pack.drl().equals(current.pack().drl()) ? current.with(pack) : DecisionEngine.compile(pack);
        engines.put(fingerprint, engine);
        return engine;
    }

    private static List<Difference> differences(JsonNode then, JsonNode now) {
        List<JsonNode> gone = findings(then);
        List<JsonNode> added = findings(now);
        List<JsonNode> kept = new ArrayList<>(gone);
        kept.retainAll(added);
        gone.removeAll(kept);
        added.removeAll(kept);
        List<Difference> differences = new ArrayList<>();
        for (JsonNode before : gone) {
            JsonNode after = added.stream()
                    .filter(candidate -> aboutTheSame(before, candidate))
                    .findFirst()
                    .orElse(null);
            if (after != null) {
                added.remove(after);
            }
            differences.add(new Difference(before.path("rule").asString(), before, after));
        }
        added.forEach(after -> differences.add(new Difference(after.path("rule").asString(), null, after)));
        return differences;
    }

    private static boolean aboutTheSame(JsonNode one, JsonNode other) {
        return one.path("rule").equals(other.path("rule"))
                && one.path("evidence").equals(other.path("evidence"));
    }

    private static List<JsonNode> findings(JsonNode decision) {
        List<JsonNode> findings = new ArrayList<>();
        decision.path("findings").forEach(findings::add);
        return findings;
    }

    /** Whether a proof leads from its receipt to its root. */
    public static boolean holds(Proof proof) {
        try {
            return Hashes.sha256(proof.receipt()).equals(proof.hash())
                    && MerkleTree.includes(
                            MerkleTree.leaf(proof.receipt().getBytes(StandardCharsets.UTF_8)),
                            proof.index(),
                            proof.size(),
                            proof.path().stream().map(HexFormat.of()::parseHex).toList(),
                            HexFormat.of().parseHex(Objects.requireNonNull(proof.root())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
