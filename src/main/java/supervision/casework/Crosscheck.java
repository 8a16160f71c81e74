package supervision.casework;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.decision.Recipient;
import supervision.decision.Text;
import supervision.dossier.Decider;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.rulepack.RulePack;

/**
 * Has decisions made twice, by the rules engine and by the plain reading, before they go out: all of them, or a share. Where they differ,
 * nobody knows which is right: neither is given out, and the question goes to a person.
 *
 * <p>Which decisions are compared follows from their ids, so the same question is always compared or never. Safe for use by
 * many threads.
 */
public final class Crosscheck {

    private static final Logger LOG = LoggerFactory.getLogger(Crosscheck.class);

    /** Compares nothing. */
    static final Crosscheck NEVER = new Crosscheck(0, DecisionEngine::reading, new SimpleMeterRegistry());

    private static final String WARNING = "READINGS_DIFFER";
    private static final String SAME = "same";

    /** Rules named on a receipt of each reading: a broken rule can fire on hundreds of records. */
    private static final int MOST_RULES = 20;

    /** Packs whose second readings are kept: that in force, and a few that past decisions were given under. */
    private static final int MOST_PACKS = 4;

    /** Makes the second reading of an engine's pack. */
    @FunctionalInterface
    public interface SecondReader {
        Decider of(DecisionEngine engine);
    }

    private final double share;
    private final SecondReader reader;
    private final Cache<String, Decider> readings =
            Caffeine.newBuilder().maximumSize(MOST_PACKS).build();
    private final Counter compared;
    private final Counter differing;

    /**
     * @param share share of decisions that are compared, from 0 to 1
     * @throws IllegalArgumentException if it is not
     */
    public Crosscheck(double share, SecondReader reader, MeterRegistry meters) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("supervision.second-reading.share 应为 0 到 1 之间的数"
                    + " / supervision.second-reading.share has to be a number from 0 to 1: " + share);
        }
        this.share = share;
        this.reader = reader;
        this.compared = Counter.builder("supervision.readings.compared")
                .description("decisions that were read twice")
                .register(meters);
        this.differing = Counter.builder("supervision.readings.differing")
                .description("decisions on which the two readings differ, or which the second could not make")
                .register(meters);
    }

    /**
     * A decision as it goes out.
     *
     * @param compared what its receipt says about the comparison, in one line; null if it was not compared
     */
    record Outcome(Decision decision, @Nullable String compared) {

        boolean differs() {
            return compared != null && !compared.equals(SAME);
        }
    }

    /** Decides a case with an engine, and a second time if its turn has come. */
    Outcome decide(Case asked, DecisionEngine engine) {
        DecisionEngine.Decided decided = engine.decideTwice(asked);
        return isSampled(decided.decision().id())
                ? compared(asked, engine, decided)
                : new Outcome(decided.decision(), null);
    }

    /** Decides a case twice. */
    Outcome compared(Case asked, DecisionEngine engine) {
        return compared(asked, engine, engine.decideTwice(asked));
    }

    /** Ids are hashes: their first digits are as good as lots. */
    private boolean isSampled(String id) {
        return Long.parseLong(id, 0, 8, 16) < share * (1L << 32);
    }

    private Outcome compared(Case asked, DecisionEngine engine, DecisionEngine.Decided decided) {
        compared.increment();
        Decision decision = decided.decision();
        String how;
        try {
            Decider other = readings.get(engine.pack().fingerprint(), key -> reader.of(engine));
            Set<Finding> second = other == engine.reading() ? decided.plainly() : other.findings(asked);
            how = second.equals(new LinkedHashSet<>(decision.findings())) ? SAME : difference(decision, second);
        } catch (RuntimeException e) {
            // its message may quote a record, and a receipt is for good
            how = "failed: " + e.getClass().getName();
            LOG.error("the second reading of decision {} failed", decision.id(), e);
        }
        if (how.equals(SAME)) {
            return new Outcome(decision, how);
        }
        differing.increment();
        LOG.error(
                "two readings of the rules differ, decision {} on {} as of {} under {} goes to a person: {}",
                decision.id(),
                asked.code(),
                asked.asOf(),
                engine.pack().fingerprint(),
                how);
        return new Outcome(open(decision, engine.pack()), how);
    }

    /** Nothing of either version but what they were asked. It holds for the day alone: the next may look different. */
    private static Decision open(Decision one, RulePack pack) {
        Text text = pack.label("warning", WARNING);
        return new Decision(
                one.id(),
                one.entity(),
                one.asOf(),
                one.knownAt(),
                one.asOf().plusDays(1),
                one.pack(),
                Decision.Disposition.REFERRED,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Decision.Referral("entity", Recipient.SUPERVISOR, null, text, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Decision.Warning(WARNING, text, List.of())));
    }

    private static String difference(Decision one, Set<Finding> second) {
        List<String> parts = new ArrayList<>();
        String byEngine = rules(one.findings(), second);
        String byReading = rules(second, one.findings());
        if (!byEngine.isEmpty()) {
            parts.add("engine alone: " + byEngine);
        }
        if (!byReading.isEmpty()) {
            parts.add("second reading alone: " + byReading);
        }
        return "differs: " + String.join("; ", parts);
    }

    /** Rules of findings that the others do not have, with how many. */
    private static String rules(Collection<Finding> some, Collection<Finding> others) {
        List<Finding> alone = new ArrayList<>(some);
        others.forEach(alone::remove);
        Map<String, Integer> counted = new TreeMap<>();
        alone.forEach(finding -> counted.merge(finding.rule().replaceAll("\\s+", " "), 1, Integer::sum));
        List<String> named = new ArrayList<>(counted.entrySet().stream()
                .limit(MOST_RULES)
                .map(entry -> entry.getKey() + " ×" + entry.getValue())
                .toList());
        if (counted.size() > MOST_RULES) {
            named.add("… " + (counted.size() - MOST_RULES));
        }
        return String.join(", ", named);
    }
}
