package supervision.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.decision.Tier;
import supervision.dossier.Prepared.GradeConflict;
import supervision.dossier.Prepared.GradeHeld;
import supervision.dossier.Prepared.ScoreContradicts;
import supervision.dossier.Prepared.Ungraded;
import supervision.facts.Evaluation;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables.Scheme;

/** Grades as they are held on the day, and contradictions between them. */
final class GradeDossier {

    private static final String EXPIRY = "grade/expiry";

    private static final String TAX = "tax";
    private static final String TAX_CUTOFFS = "grade/cutoffs/tax";

    private final Material material;
    private final RulePack pack;
    private final Figures figures;

    GradeDossier(Material material) {
        this.material = material;
        this.pack = material.pack;
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
        boolean expired = false;
        Map<Tier, String> comprehensiveTiers = new EnumMap<>(Tier.class);
        List<String> comprehensiveRecords = new ArrayList<>();
        for (Map.Entry<String, List<Evaluation>> entry : latest.entrySet()) {
            // only now: an older grade does not come back when the one that replaced it runs out
            List<Evaluation> held = entry.getValue().stream()
                    .filter(grade -> material.lasts(lastDay(grade)))
                    .toList();
            Scheme scheme = pack.tables().schemes().get(entry.getKey());
            if (held.isEmpty()) {
                expired |= scheme != null
                        && scheme.comprehensive()
                        && entry.getValue().stream()
                                .anyMatch(grade -> !numbers(grade).isEmpty());
                continue;
            }
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
                material.add(new ScoreContradicts(grade.id(), List.of(TAX_CUTOFFS)));
                material.add(new GradeConflict(List.of(grade.id()), entry.getKey()));
                continue;
            }
            material.add(new GradeHeld(grade.id(), grade.scheme(), grade.grade(), area, whole, numbers(grade)));
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
            material.add(new Ungraded(List.of("entity"), expired ? List.of(EXPIRY) : List.of()));
        }
    }

    /** The last day on which a grade holds: its own, or that of the term which the district set; null if it has none. */
    private @Nullable LocalDate lastDay(Evaluation grade) {
        return numbers(grade).isEmpty()
                ? grade.validTo()
                : figures.after(EXPIRY, grade.gradedOn()).minusDays(1);
    }

    private List<String> numbers(Evaluation grade) {
        return grade.validTo() == null && figures.known(EXPIRY) ? List.of(EXPIRY) : List.of();
    }

    /** Id of the parameter that maps the grades of a scheme to tiers. */
    static String mapping(String scheme) {
        return "grade/tiers/" + scheme;
    }

    /** Whether the score leads to another grade. A D is given directly too, whatever the score; other letters have no score. */
    private boolean contradicted(Evaluation grade) {
        if (!grade.scheme().equals(TAX) || grade.score() == null) {
            return false;
        }
        return switch (grade.grade()) {
            case "A" -> below(grade.score(), "A");
            case "B" -> below(grade.score(), "B") || reaches(grade.score(), "A");
            case "M" -> below(grade.score(), "M");
            case "C" -> below(grade.score(), "C") || reaches(grade.score(), "B");
            default -> false;
        };
    }

    private boolean below(BigDecimal score, String grade) {
        BigDecimal lowest = figures.lowestScore(TAX_CUTOFFS, grade);
        return lowest != null && score.compareTo(lowest) < 0;
    }

    private boolean reaches(BigDecimal score, String grade) {
        BigDecimal lowest = figures.lowestScore(TAX_CUTOFFS, grade);
        return lowest != null && score.compareTo(lowest) >= 0;
    }
}
