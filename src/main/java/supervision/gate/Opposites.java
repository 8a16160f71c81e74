package supervision.gate;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import supervision.decision.Conclusion;
import supervision.dossier.Vocabulary;
import supervision.language.Insertion;

/**
 * What two rules say about one thing and cannot both be. Where the decision itself says which of two conclusions counts, such
 * as the strongest answer about a repair or the strictest tier of an area, nothing is opposite. Two duties with different days
 * are both told, each with its clause.
 */
final class Opposites {

    /** By type of conclusion: the components by which it is about one thing, and those of which there can be one. */
    private record About(List<String> same, List<String> one) {}

    private static final Map<Class<?>, About> ABOUT = Map.of(
            Conclusion.GradeMapped.class,
            new About(List.of("record", "scheme", "grade"), List.of("tier", "area", "mayBeShown")),
            Conclusion.InspectionRate.class,
            new About(List.of("area", "tier"), List.of("ratio", "timesPerYear")),
            Conclusion.InspectionFloor.class,
            new About(List.of("area"), List.of("atLeastOnceEvery")),
            Conclusion.Shown.class,
            new About(List.of("record", "channel"), List.of("from", "until", "shown")),
            Conclusion.NotShown.class,
            new About(List.of("record", "channel"), List.of("since")),
            // answers that differ are weighed, the strongest counts; of one answer there can be one day
            Conclusion.Repair.class,
            new About(List.of("record", "channel", "answer"), List.of("day")),
            Conclusion.CommitmentUse.class,
            new About(List.of("record", "answer"), List.of("dueOn")),
            Conclusion.LawCompared.class,
            new About(List.of("about", "earlier", "later"), List.of("chosen")));

    /** A type that says that something is so, one that says that it is not, and what both are about. */
    private record Denial(Class<?> said, Class<?> denied, List<String> same) {}

    private static final List<Denial> DENIALS = List.of(
            new Denial(Conclusion.Shown.class, Conclusion.NotShown.class, List.of("record", "channel")),
            new Denial(
                    Conclusion.Measure.class, Conclusion.MeasureBlocked.class, List.of("measure", "target", "area")));

    /** Names of what a record consists of, in their order; asked for with each pair of rules. */
    private static final ClassValue<List<String>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
            return type.isRecord()
                    ? Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList()
                    : List.of();
        }
    };

    private Opposites() {}

    /** Whether two conclusions that are drawn from one fact cannot both be. */
    static boolean are(Insertion one, Insertion other) {
        Class<?> type = Vocabulary.type(one.type());
        Class<?> otherType = Vocabulary.type(other.type());
        if (type == null || otherType == null) {
            return false;
        }
        if (type == otherType) {
            About about = ABOUT.get(type);
            return about != null
                    && about.same().stream().allMatch(name -> same(one, other, name))
                    && about.one().stream().anyMatch(name -> differ(one, other, name));
        }
        for (Denial denial : DENIALS) {
            if ((type == denial.said() && otherType == denial.denied()
                            || type == denial.denied() && otherType == denial.said())
                    && denial.same().stream().allMatch(name -> same(one, other, name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(Insertion one, Insertion other, String component) {
        return Objects.equals(value(one, component), value(other, component));
    }

    /** Both say something, and not the same. */
    private static boolean differ(Insertion one, Insertion other, String component) {
        String first = value(one, component);
        String second = value(other, component);
        return first != null
                && second != null
                && !first.equals("null")
                && !second.equals("null")
                && !first.equals(second);
    }

    /** What a conclusion gives for a component, as a condition would write it; null if it has none of that name. */
    static @Nullable String value(Insertion insertion, String component) {
        Class<?> type = Vocabulary.type(insertion.type());
        int place = type == null ? -1 : COMPONENTS.get(type).indexOf(component);
        return place < 0 ? null : Logic.plain(insertion.values().get(place));
    }
}
