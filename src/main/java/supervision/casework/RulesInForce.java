package supervision.casework;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supervision.engine.DecisionEngine;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;

/**
 * The rules that decide now. A changed pack takes their place in one step once it is compiled and warm; one that is refused
 * leaves them in force. A decision under way ends under the rules it began with.
 */
public final class RulesInForce {

    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

    /** Where the files of the pack come from. */
    public interface Files {
        PackFiles read() throws IOException;
    }

    private final Files files;
    private final @Nullable String examples;
    private final AtomicReference<DecisionEngine> engine;
    private PackFiles seen;
    private volatile List<PackProblem> refused = List.of();

    /**
     * @param examples id of the example set to use, {@code default} for the pack's own choice, null for none
     * @throws RulePackException if the pack is refused: a service without rules does not start
     */
    public RulesInForce(Files files, @Nullable String examples) throws IOException {
        this.files = files;
        this.examples = examples;
        this.seen = files.read();
        this.engine = new AtomicReference<>(DecisionEngine.compile(RulePackReader.read(seen, examples)));
    }

    public DecisionEngine engine() {
        return engine.get();
    }

    public RulePack pack() {
        return engine().pack();
    }

    /** What is wrong with the files as they stand, if they were refused; the rules in force are older then. */
    public List<PackProblem> refused() {
        return refused;
    }

    /** Reads the files again if they changed. Returns whether other rules are in force now. */
    public synchronized boolean refresh() throws IOException {
        PackFiles now = files.read();
        if (sameAs(seen, now)) {
            return false;
        }
        seen = now;
        try {
            RulePack pack = RulePackReader.read(now, examples);
            // an edited number needs no new compilation
            DecisionEngine candidate =
                    pack.drl().equals(pack().drl()) ? engine().with(pack) : DecisionEngine.compile(pack);
            engine.set(candidate);
            refused = List.of();
            LOG.info("rules {} are in force", candidate.pack().fingerprint());
            return true;
        } catch (RulePackException e) {
            refused = e.problems();
            LOG.warn("the changed rules are refused, {} stay in force:\n{}", pack().fingerprint(), e.getMessage());
            return false;
        }
    }

    private static boolean sameAs(PackFiles one, PackFiles other) {
        return one.files().keySet().equals(other.files().keySet())
                && one.files().entrySet().stream()
                        .allMatch(entry -> java.util.Arrays.equals(
                                entry.getValue(), other.files().get(entry.getKey())));
    }
}
