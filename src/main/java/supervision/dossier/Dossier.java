package supervision.dossier;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Tier;
import supervision.facts.Case;
import supervision.rulepack.RulePack;

/** Makes what rules match on from the facts of a case. Everything it decides by a date it asks {@link Today}. */
public final class Dossier {

    private final List<Prepared> prepared;
    /** Null if there is nothing but the prepared facts. */
    private final @Nullable Material material;

    private Dossier(List<Prepared> prepared, @Nullable Material material) {
        this.prepared = prepared;
        this.material = material;
    }

    /** Of facts that somebody else has prepared: nothing was told. */
    public static Dossier given(List<Prepared> prepared) {
        return new Dossier(prepared, null);
    }

    public List<Prepared> prepared() {
        return prepared;
    }

    /** What was told, as rules match it. */
    public List<Told> told() {
        return material == null ? List.of() : Telling.of(material);
    }

    /** Prepares a case. The order of the result depends on the facts' ids only. */
    public static List<Prepared> prepare(Case asked, RulePack pack, Today today, Figures figures) {
        return of(asked, pack, today, figures).prepared();
    }

    public static Dossier of(Case asked, RulePack pack, Today today, Figures figures) {
        if (asked.facts().isEmpty()) {
            throw new IllegalArgumentException("a case without facts cannot be decided: nothing is known");
        }
        Material material = new Material(asked, pack, today, figures);
        return new Dossier(material.prepared(), material);
    }

    /** The tier that governs in each area for which one is set. */
    public static SortedMap<String, Tier> governing(Collection<Conclusion.TierSet> sets) {
        SortedMap<String, Tier> strictest = new TreeMap<>();
        for (Conclusion.TierSet area : sets) {
            for (Conclusion.TierSet set : sets) {
                if (set.reaches(area.area())) {
                    strictest.merge(area.area(), set.tier(), Dossier::stricter);
                }
            }
        }
        return strictest;
    }

    private static Tier stricter(Tier one, Tier other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
