package supervision.rulepack;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import supervision.rulepack.Tables.Catalogue;
import supervision.rulepack.Tables.CatalogueMeasure;

/** Local supplements to the catalogue of measures: they join whatever edition is in force, from their day on. */
final class Supplements {

    private Supplements() {}

    /** Editions, oldest first, each with what supplements had added by its day, and once more on each day that adds some. */
    static List<Catalogue> joined(List<Catalogue> editions, List<Catalogue> supplements) {
        if (supplements.stream().allMatch(supplement -> supplement.measures().isEmpty())) {
            return List.copyOf(editions);
        }
        NavigableSet<LocalDate> days = new TreeSet<>();
        editions.forEach(edition -> days.add(edition.from()));
        LocalDate first = editions.isEmpty() ? LocalDate.MAX : days.first();
        supplements.stream()
                .map(Catalogue::from)
                .filter(day -> day.isAfter(first))
                .forEach(days::add);
        List<Catalogue> joined = new ArrayList<>();
        for (LocalDate day : days) {
            Catalogue edition = editions.stream()
                    .filter(candidate -> !candidate.from().isAfter(day))
                    .reduce((older, newer) -> newer)
                    .orElseThrow();
            Map<String, CatalogueMeasure> measures = new LinkedHashMap<>(edition.measures());
            supplements.stream()
                    .filter(supplement -> !supplement.from().isAfter(day))
                    .forEach(supplement -> supplement.measures().forEach(measures::putIfAbsent));
            joined.add(new Catalogue(edition.edition(), edition.source(), day, Collections.unmodifiableMap(measures)));
        }
        return List.copyOf(joined);
    }
}
