package supervision.rulepack;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the one thing that clause （六）2 of the opinion says about numbers: a better tier is never drawn or inspected more
 * often than a worse one; and that nobody is left out of the draw who may not be.
 */
final class RatioCheck {

    private static final String FOLDER = "inspection/ratio/";
    private static final String FREQUENCIES = "inspection/frequency/";

    /** Whether the best tier may be left out of the draw altogether. */
    private static final String MAY_BE_ZERO = "inspection/preferential-may-be-zero";

    /** The tiers, mildest first, as parameters name them. */
    private static final List<String> TIERS = List.of("preferential", "routine", "enhanced", "strict");

    private RatioCheck() {}

    static void check(Map<String, Parameter> parameters, List<PackProblem> problems) {
        checkRatios(parameters, problems);
        checkFrequencies(parameters, problems);
        checkNobodyIsSpared(parameters, problems);
    }

    private static TreeSet<LocalDate> days(Map<String, Parameter> parameters, String folder) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (String tier : TIERS) {
            Parameter parameter = parameters.get(folder + tier);
            if (parameter != null) {
                parameter.rows().forEach(row -> days.add(row.from()));
            }
        }
        return days;
    }

    private static void checkRatios(Map<String, Parameter> parameters, List<PackProblem> problems) {
        for (LocalDate day : days(parameters, FOLDER)) {
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

    private static void checkFrequencies(Map<String, Parameter> parameters, List<PackProblem> problems) {
        for (LocalDate day : days(parameters, FREQUENCIES)) {
            Frequency milder = null;
            for (String tier : TIERS) {
                Parameter parameter = parameters.get(FREQUENCIES + tier);
                Parameter.Row row = parameter == null ? null : parameter.on(day);
                // as needed is no number, and can be compared with none
                Frequency frequency = row == null || row.value() == null ? null : Frequency.of(row.value());
                if (frequency == null) {
                    continue;
                }
                if (milder != null && frequency.compareTo(milder) < 0) {
                    problems.add(new PackProblem(
                            "parameters/" + FREQUENCIES + tier + ".yaml",
                            0,
                            "the frequency `" + frequency + "` of tier " + tier + " on " + day + " is lower than `"
                                    + milder + "` of a milder tier",
                            "a stricter tier is never inspected less often (laiwu-2020-19/6.2): correct one of them"));
                }
                milder = frequency;
            }
        }
    }

    /** While the best tier may not be left out of the draw, its ratio is not nothing. */
    private static void checkNobodyIsSpared(Map<String, Parameter> parameters, List<PackProblem> problems) {
        Parameter best = parameters.get(FOLDER + TIERS.get(0));
        Parameter mayBeZero = parameters.get(MAY_BE_ZERO);
        for (LocalDate day : days(parameters, FOLDER)) {
            String ratio = ratio(best, day);
            Parameter.Row choice = mayBeZero == null ? null : mayBeZero.on(day);
            if (ratio != null && bound(ratio, 1).signum() == 0 && choice != null && "false".equals(choice.value())) {
                problems.add(new PackProblem(
                        "parameters/" + FOLDER + TIERS.get(0) + ".yaml",
                        0,
                        "the ratio `" + ratio + "` on " + day + " leaves the best tier out of the draw, but "
                                + MAY_BE_ZERO + " says `false`",
                        "set a ratio above nothing, or set " + MAY_BE_ZERO
                                + " to `true` with the document that says so"));
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
