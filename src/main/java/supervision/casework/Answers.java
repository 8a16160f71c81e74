package supervision.casework;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.dossier.Program;
import supervision.engine.DecisionEngine;
import supervision.journal.Hashes;
import supervision.journal.Journal;
import supervision.journal.Receipt;
import supervision.ledger.Ledger;

/**
 * Decisions on entities as bytes, some of which are kept.
 *
 * <p>The entity, the day, the last moment at which something about it was recorded, and the rules determine a decision. So a
 * kept answer is never wrong, and none has to be taken back. The ledger is asked for that moment each time: another process
 * may have written to it.
 */
public final class Answers {

    private final DecideCase decide;
    private final Ledger ledger;
    private final RulesInForce rules;
    private final Journal journal;
    private final Cache<Question, byte[]> kept;

    private record Question(
            String code, LocalDate asOf, Instant lastRecorded, String rules, Receipt.@Nullable Under publication) {}

    /** @param bytesKept how many bytes of answers are kept; with 0 every question is decided anew */
    public Answers(DecideCase decide, Ledger ledger, RulesInForce rules, Journal journal, long bytesKept) {
        this.decide = decide;
        this.ledger = ledger;
        this.rules = rules;
        this.journal = journal;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(bytesKept)
                .weigher((Question question, byte[] answer) -> answer.length)
                .build();
    }

    /**
     * The decision on an entity, see {@link DecideCase#decide}. Not to be changed by the caller.
     *
     * @throws DecideCase.UnknownEntityException if nothing is known about it
     */
    public byte[] answer(String code, LocalDate asOf, @Nullable Instant knownAt) {
        Instant lastRecorded = ledger.lastRecorded(code, knownAt);
        if (lastRecorded == null) {
            throw new DecideCase.UnknownEntityException(code);
        }
        RulesInForce.Current current = rules.current();
        Question question =
                new Question(code, asOf, lastRecorded, current.engine().pack().fingerprint(), current.publication());
        byte[] answer = kept.getIfPresent(question);
        if (answer == null) {
            // as known at that moment: something may be recorded while this runs
            answer = give(decide.located(code, asOf, lastRecorded), current).answer();
            kept.put(question, answer);
        }
        return answer;
    }

    /**
     * A decision, and the bytes in which it was given.
     *
     * @param open whether it says nothing but that the two readings of the rules differ
     */
    public record Given(Decision decision, byte[] answer, boolean open) {}

    /** Decides, and keeps the receipt before the answer is out of hand. */
    public Given give(DecideCase.Located located, RulesInForce.Current current) {
        DecisionEngine engine = current.engine();
        Crosscheck.Outcome outcome = decide.decide(located.asked(), engine);
        Decision decision = outcome.decision();
        byte[] answer = DecisionJson.write(decision);
        journal.give(
                new Journal.Given(
                        decision.id(),
                        located.asked().code(),
                        decision.asOf(),
                        decision.knownAt(),
                        List.copyOf(located.places().keySet()),
                        Hashes.over(List.copyOf(located.places().values())),
                        new Receipt.By(Program.THIS.classes(), Program.THIS.commit()),
                        DecisionEngine.VERSION,
                        answer,
                        outcome.compared()),
                engine.pack(),
                current.publication());
        return new Given(decision, answer, outcome.differs());
    }
}
