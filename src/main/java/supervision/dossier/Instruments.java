package supervision.dossier;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What rules may ask, by the names under which they do. The form of rules has the same names and their questions. */
public final class Instruments {

    /** Their types, in the order of their names. */
    public static final Map<String, Class<?>> TYPES = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            "amounts", Amounts.class,
            "counts", Counts.class,
            "days", Days.class,
            "figures", Figures.class,
            "laws", Laws.class,
            "periods", Periods.class,
            "ranks", Ranks.class,
            "today", Today.class)));

    private Instruments() {}

    /** The same figures on another day, of the same subject. */
    public static Figures on(Today other, Figures figures) {
        return figures.on(other);
    }

    /** Whether amounts are asked of one kind of subject. */
    public static boolean ofOneSubject(Figures one, Figures other) {
        return one.isOfSubjectOf(other);
    }

    /** Those of one evaluation, in the order of their names. */
    public static Map<String, Object> of(Today today, Figures figures) {
        return new TreeMap<>(Map.of(
                "amounts",
                Amounts.INSTANCE,
                "counts",
                new Counts(figures),
                "days",
                Days.INSTANCE,
                "figures",
                figures,
                "laws",
                new Laws(figures.pack(), today),
                "periods",
                Periods.INSTANCE,
                "ranks",
                Ranks.INSTANCE,
                "today",
                today));
    }
}
