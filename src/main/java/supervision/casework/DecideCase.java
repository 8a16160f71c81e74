package supervision.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.facts.Fact;
import supervision.facts.RelatedRecord;
import supervision.ledger.Ledger;
import supervision.reading.SecondReading;

/** Decides what applies to an entity, from the ledger or from facts sent along. */
public final class DecideCase {

    private final Ledger ledger;
    private final RulesInForce rules;
    private final Clock clock;
    private final Crosscheck crosscheck;

    /** Decides without a second reading. */
    public DecideCase(Ledger ledger, RulesInForce rules, Clock clock) {
        this(ledger, rules, clock, Crosscheck.NEVER);
    }

    public DecideCase(Ledger ledger, RulesInForce rules, Clock clock, Crosscheck crosscheck) {
        this.ledger = ledger;
        this.rules = rules;
        this.clock = clock;
        this.crosscheck = crosscheck;
    }

    /** Nothing is known about an entity at the moment asked about. */
    public static final class UnknownEntityException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UnknownEntityException(String code) {
            super(code);
        }
    }

    /** Today in Shanghai. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(ImportRecords.SHANGHAI));
    }

    /**
     * The decision on an entity.
     *
     * @param knownAt moment whose knowledge is used; null for now
     * @throws UnknownEntityException if nothing is known about it
     */
    public Decision decide(String code, LocalDate asOf, @Nullable Instant knownAt) {
        return crosscheck.decide(caseOf(code, asOf, knownAt), rules.engine()).decision();
    }

    /** Decides a case, by both readings if its turn has come. */
    Crosscheck.Outcome decide(Case asked, DecisionEngine engine) {
        return crosscheck.decide(asked, engine);
    }

    /**
     * Decides a case once more as a receipt says that it was decided.
     *
     * @param compared whether both readings were asked
     */
    Crosscheck.Outcome again(Case asked, DecisionEngine engine, boolean compared) {
        return compared ? crosscheck.compared(asked, engine) : new Crosscheck.Outcome(engine.decide(asked), null);
    }

    /** The stretches of days between which the decision on an entity changes. It is a forecast: not read twice. */
    public List<SecondReading.Stretch> timeline(String code, LocalDate from, LocalDate to, @Nullable Instant knownAt) {
        return rules.engine().timeline(caseOf(code, from, knownAt), from, to);
    }

    /**
     * A decision on facts sent along. Nothing is stored.
     *
     * @param knownAt moment whose knowledge they are, if the sender says so
     */
    public Decision suppose(String code, LocalDate asOf, @Nullable Instant knownAt, List<Fact> facts) {
        return crosscheck
                .decide(new Case(code, facts, asOf, knownAt), rules.engine())
                .decision();
    }

    /**
     * The case of an entity. Its {@code knownAt} is the moment of the last entry that was known, not that of the question:
     * asking again before anything new is recorded gives the same bytes.
     */
    public Case caseOf(String code, LocalDate asOf, @Nullable Instant knownAt) {
        return located(code, asOf, knownAt).asked();
    }

    /** A case, and where in the ledger each of its facts is, with the chain of that entry. */
    public record Located(Case asked, SortedMap<Long, String> places) {}

    /** The case of an entity with the places of its facts, see {@link #caseOf}. */
    public Located located(String code, LocalDate asOf, @Nullable Instant knownAt) {
        // its own records and those of others as of one moment, whatever is recorded while they are read
        Instant moment = knownAt == null ? ledger.lastRecorded(code, null) : knownAt;
        Ledger.Known known = moment == null ? null : ledger.known(code, moment);
        if (known == null) {
            throw new UnknownEntityException(code);
        }
        Instant[] last = {known.knownAt()};
        SortedMap<Long, String> places = new TreeMap<>(known.places());
        List<Fact> facts = RelatedRecord.joined(known.facts(), other -> {
            Ledger.Known records = ledger.known(other, moment);
            if (records == null) {
                return List.of();
            }
            last[0] = records.knownAt().isAfter(last[0]) ? records.knownAt() : last[0];
            places.putAll(records.places());
            return records.facts();
        });
        return new Located(new Case(code, facts, asOf, last[0]), places);
    }
}
