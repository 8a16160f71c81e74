package supervision.rulepack;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the one thing that clause （六）2 of the opinion says about numbers: a better tier is never drawn more often than a
 * worse one.
 */
final class RatioCheck {

    private static final String FOLDER = "inspection/ratio/";

    /** The tiers, mildest first, as parameters name them. */
    private static final List<String> TIERS = List.of("preferential", "routine", "enhanced", "strict");

    private RatioCheck() {}

    static void check(Map<String, Parameter> parameters, List<PackProblem> problems) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (String tier : TIERS) {
            Parameter parameter = parameters.get(FOLDER + tier);
            if (parameter != null) {
                parameter.rows().forEach(row -> days.add(row.from()));
            }
        }
        for (LocalDate day : days) {
            String milder = null;
            for (String tier : TIERS) {
                String ratio = ratio(parameters.get(FOLDER + tier), day);
                if (ratio == null) {
                    continue;
                }
                if (milder != null
                        && (bound(ratio, 0).compareTo(bound(milder, 0)) < 0
                                || bound(ratio, 1).compareTo(bound(milder, 1)) < 0)) {
                    problems.add(new PackProblem(
                            "parameters/" + FOLDER + tier + ".yaml",
                            0,
                            "the ratio `" + ratio + "` of tier " + tier + " on " + day + " is lower than `" + milder
                                    + "` of a milder tier",
                            "a stricter tier is never drawn less often (laiwu-2020-19/6.2): correct one of them"));
                }
                milder = ratio;
            }
        }
    }

    private static @Nullable String ratio(@Nullable Parameter parameter, LocalDate day) {
        Parameter.Row row = parameter == null ? null : parameter.on(day);
        String value = row == null ? null : row.value();
        // a value of another form is reported where it stands
        return value != null && Parameter.Unit.RATIO.accepts(value) ? value : null;
    }

    /** Lower or upper bound of a share or a range of shares. */
    private static BigDecimal bound(String ratio, int end) {
        int dots = ratio.indexOf("..");
        if (dots < 0) {
            return new BigDecimal(ratio);
        }
        return new BigDecimal(end == 0 ? ratio.substring(0, dots) : ratio.substring(dots + 2));
    }
}
