package supervision.dossier;

import java.util.List;
import java.util.TreeSet;

/**
 * Figures that an answer rests on although the rule does not name them: whether a last day that is off moves on, for one, is
 * asked only where it matters. A finding lists them like those that the rule names.
 *
 * <p>Not thread-safe: one for each evaluation.
 */
public final class ChoicesMade {

    private final TreeSet<String> ids = new TreeSet<>();

    void note(String id) {
        ids.add(id);
    }

    /** The figures asked since this was last called, by their ids. */
    public List<String> take() {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> taken = List.copyOf(ids);
        ids.clear();
        return taken;
    }
}
