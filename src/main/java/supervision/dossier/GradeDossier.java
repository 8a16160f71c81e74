package supervision.dossier;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import supervision.decision.Conclusion;
import supervision.decision.Tier;
import supervision.dossier.Prepared.GradeConflict;
import supervision.dossier.Prepared.GradeHeld;
import supervision.dossier.Prepared.GradeStale;
import supervision.dossier.Prepared.ScoreContradicts;
import supervision.dossier.Prepared.Ungraded;
import supervision.facts.Evaluation;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables.Scheme;

/** Grades as they are held on the day, and contradictions between them. */
final class GradeDossier {

    private static final String EXPIRY = "grade/expiry";

    private static final String TAX = "tax";

    /** Lowest scores of the tax grades A, B and C. */
    private static final String A_FROM = "grade/tax-cutoff/a";

    private static final String B_FROM = "grade/tax-cutoff/b";
    private static final String C_FROM = "grade/tax-cutoff/c";

    private final Material material;
    private final RulePack pack;
    private final Today today;
    private final Figures figures;

    GradeDossier(Material material) {
        this.material = material;
        this.pack = material.pack;
        this.today = material.today;
        this.figures = material.figures;
    }

    void prepare() {
        Map<String, List<Evaluation>> latest = new TreeMap<>();
        for (Evaluation evaluation : material.evaluations) {
            List<Evaluation> held = latest.computeIfAbsent(evaluation.scheme(), scheme -> new ArrayList<>());
            if (!held.isEmpty() && held.get(0).gradedOn().isBefore(evaluation.gradedOn())) {
                held.clear();
            }
            if (held.isEmpty() || held.get(0).gradedOn().equals(evaluation.gradedOn())) {
                held.add(evaluation);
            }
        }
        boolean comprehensive = false;
        Map<Tier, String> comprehensiveTiers = new EnumMap<>(Tier.class);
        List<String> comprehensiveRecords = new ArrayList<>();
        for (Map.Entry<String, List<Evaluation>> entry : latest.entrySet()) {
            // only now: an older grade does not come back when the one that replaced it runs out
            List<Evaluation> held =
                    entry.getValue().stream().filter(this::holds).toList();
            if (held.isEmpty()) {
                continue;
            }
            Scheme scheme = pack.tables().schemes().get(entry.getKey());
            String area = scheme == null || scheme.field() == null
                    ? Conclusion.EVERYWHERE
                    : scheme.field().name();
            boolean whole = scheme != null && scheme.comprehensive();
            if (held.stream().map(Evaluation::grade).distinct().count() > 1) {
                material.add(new GradeConflict(held.stream().map(Evaluation::id).toList(), entry.getKey()));
                comprehensive |= whole;
                continue;
            }
            Evaluation grade = held.get(0);
            if (contradicted(grade)) {
                material.add(new ScoreContradicts(grade.id(), List.of(A_FROM, B_FROM, C_FROM)));
                material.add(new GradeConflict(List.of(grade.id()), entry.getKey()));
                continue;
            }
            material.add(new GradeHeld(grade.id(), grade.scheme(), grade.grade(), area, whole));
            if (whole) {
                comprehensive = true;
                comprehensiveRecords.add(grade.id());
                String mapping = mapping(grade.scheme());
                // a scheme whose grades nobody mapped leads to no tier
                if (pack.parameters().containsKey(mapping) && figures.maps(mapping, grade.grade())) {
                    comprehensiveTiers.put(figures.tier(mapping, grade.grade()), grade.scheme());
                }
            }
        }
        if (comprehensiveTiers.size() > 1) {
            material.add(new GradeConflict(
                    List.copyOf(comprehensiveRecords), String.join(" / ", comprehensiveTiers.values())));
        }
        if (!comprehensive) {
            material.add(new Ungraded(List.of("entity")));
        }
    }

    /** Id of the parameter that maps the grades of a scheme to tiers. */
    static String mapping(String scheme) {
        return "grade/tiers/" + scheme;
    }

    /** Whether a grade holds: to the last day that it names, else as long as the set time says, else until the next. */
    private boolean holds(Evaluation grade) {
        if (grade.validTo() != null) {
            return material.lasts(grade.validTo());
        }
        if (figures.known(EXPIRY) && today.reached(figures.after(EXPIRY, grade.gradedOn()))) {
            material.add(new GradeStale(grade.id(), List.of(EXPIRY)));
            return false;
        }
        return true;
    }

    /** Whether the score leads to another grade. A D is given directly too, whatever the score; other letters have no score. */
    private boolean contradicted(Evaluation grade) {
        if (!grade.scheme().equals(TAX) || grade.score() == null) {
            return false;
        }
        return switch (grade.grade()) {
            case "A" -> below(grade, A_FROM);
            case "B" -> below(grade, B_FROM) || reaches(grade, A_FROM);
            case "M" -> below(grade, B_FROM);
            case "C" -> below(grade, C_FROM) || reaches(grade, B_FROM);
            default -> false;
        };
    }

    private boolean below(Evaluation grade, String cutoff) {
        return figures.known(cutoff) && !reaches(grade, cutoff);
    }

    private boolean reaches(Evaluation grade, String cutoff) {
        return grade.score() != null
                && figures.known(cutoff)
                && grade.score().compareTo(new BigDecimal(figures.value(cutoff))) >= 0;
    }
}
