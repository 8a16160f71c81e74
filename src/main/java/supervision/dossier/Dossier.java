package supervision.dossier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.decision.Tier;
import supervision.dossier.Prepared.Governing;
import supervision.facts.Case;
import supervision.rulepack.RulePack;

/** Makes what rules match on from the facts of a case, topic by topic. Everything it decides by a date it asks {@link Today}. */
public final class Dossier {

    /** Types of what {@link #weigh} and {@link #compare} make: they are there once rules have spoken about all else. */
    public static final Set<Class<? extends Prepared>> LATE = Set.of(
            Governing.class,
            Prepared.CommitmentWeighed.class,
            Prepared.Sighting.class,
            Prepared.Publication.class,
            Prepared.Contradiction.class);

    /** Conclusions that they rest on. */
    public static final Set<Class<? extends Conclusion>> WEIGHED =
            Set.of(Conclusion.TierSet.class, Conclusion.Shown.class, Conclusion.NotShown.class);

    private final Material material;

    private Dossier(Material material) {
        this.material = material;
    }

    public List<Prepared> prepared() {
        return material.prepared();
    }

    /** What was told, as rules match it. */
    public List<Told> told() {
        return Telling.of(material);
    }

    /** Prepares a case. The order of the result depends on the facts' ids only. */
    public static List<Prepared> prepare(Case asked, RulePack pack, Today today, Figures figures) {
        return of(asked, pack, today, figures).prepared();
    }

    /** Prepares a case of which something has to be asked again once rules have spoken. */
    public static Dossier of(Case asked, RulePack pack, Today today, Figures figures) {
        if (asked.facts().isEmpty()) {
            throw new IllegalArgumentException("a case without facts cannot be decided: nothing is known");
        }
        Material material = new Material(asked, pack, today, figures);
        steps(material).forEach(Runnable::run);
        return new Dossier(material);
    }

    /** Topic by topic: penalties first, for most days to come are theirs; others may look at what those before them prepared. */
    private static List<Runnable> steps(Material material) {
        List<Runnable> steps = new ArrayList<>();
        PenaltyDossier penalties = new PenaltyDossier(material);
        steps.add(penalties::prepareBans);
        material.penalties.forEach(penalty -> steps.add(() -> penalties.prepare(penalty)));
        steps.add(penalties::prepareRepairs);
        steps.add(() -> new SubjectDossier(material).prepare());
        steps.add(() -> new GradeDossier(material).prepare());
        steps.add(() -> new ListDossier(material).prepare());
        steps.add(() -> new ListEndDossier(material).prepare());
        steps.add(() -> new PersonDossier(material).prepare());
        steps.add(() -> new BanDossier(material).prepare());
        steps.add(() -> new BanTriggers(material).prepare());
        steps.add(() -> new CommitmentDossier(material).prepare());
        steps.add(() -> new RecordDossier(material).prepare());
        steps.add(() -> new VisibilityDossier(material).prepare());
        steps.add(() -> new DisplayDossier(material).prepare());
        steps.add(() -> new RectificationDossier(material).prepare());
        steps.add(() -> new InspectionDossier(material).prepare());
        return steps;
    }

    /**
     * Holds what was seen and done about publicity against what rules found about it.
     *
     * @param findings those that conclude whether a record is shown
     */
    public List<Prepared> compare(List<Finding> findings) {
        return new PublicityCheck(material).compare(findings);
    }

    /**
     * Weighs the tiers that rules set: in each area the strictest of those that reach it governs, and that of all fields also
     * where a department has figures of its own. With them goes what was prepared and waits for the entity's credit.
     */
    public List<Prepared> weigh(Map<Conclusion.TierSet, List<String>> tiers) {
        List<Governing> governing = new ArrayList<>();
        governing(tiers.keySet()).forEach((area, tier) -> {
            Set<String> records = new TreeSet<>();
            tiers.forEach((set, evidence) -> {
                if (set.reaches(area) && set.tier() == tier) {
                    records.addAll(evidence);
                }
            });
            governing.add(new Governing(
                    List.copyOf(records),
                    area,
                    tier,
                    area.equals(Conclusion.EVERYWHERE),
                    !records.equals(Set.of(Material.ENTITY))));
        });
        governing.addAll(new InspectionDossier(material).ofDepartments(governing));
        List<Prepared> weighed = new ArrayList<>(governing);
        weighed.addAll(CommitmentDossier.weigh(prepared(), governing));
        return weighed;
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
