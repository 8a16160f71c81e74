package supervision.rulepack;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.rulepack.Parameter.Row;
import supervision.rulepack.Parameter.Unit;

/**
 * Checks the one thing that clause （六）2 of the opinion says about numbers: a better tier is never drawn more often than a
 * worse one, neither in its share nor in its times a year, in no field and on no day; whoever's figures they are.
 */
final class RatioCheck {

    /** The tiers, mildest first, as parameters name them. */
    private static final List<String> TIERS = List.of("preferential", "routine", "enhanced", "strict");

    private static final String MAY_BE_ZERO = "inspection/preferential-may-be-zero";

    private final PackFiles files;
    private final Map<String, Parameter> parameters;
    private final RulePack.@Nullable ExampleSet set;
    private final String setFile;
    private final boolean inUse;
    private final Set<PackProblem> found = new LinkedHashSet<>();

    private RatioCheck(
            PackFiles files,
            Map<String, Parameter> parameters,
            RulePack.@Nullable ExampleSet set,
            String setFile,
            boolean inUse) {
        this.files = files;
        this.parameters = parameters;
        this.set = set;
        this.setFile = setFile;
        this.inUse = inUse;
    }

    /** Checks the figures of the pack itself. */
    static Set<PackProblem> check(PackFiles files, Map<String, Parameter> parameters) {
        return new RatioCheck(files, parameters, null, "", true).run();
    }

    /**
     * Checks the figures of an example set.
     *
     * @param filled the parameters with the set in its places
     * @param inUse whether decisions mix them with figures of the pack; if not, only the set itself has to be in order
     */
    static Set<PackProblem> check(
            PackFiles files, Map<String, Parameter> filled, RulePack.ExampleSet set, String setFile, boolean inUse) {
        return new RatioCheck(files, filled, set, setFile, inUse).run();
    }

    private Set<PackProblem> run() {
        inOrder("inspection/ratio/", Unit.RATIO, new Text("抽查比例", "ratio"));
        inOrder("inspection/frequency/", Unit.TIMES_PER_YEAR, new Text("抽查频次", "frequency"));
        nobodyIsSpared();
        return found;
    }

    /** The figure of one tier for an area on a day. */
    private record Figure(String tier, String value, Row row) {}

    private void inOrder(String folder, Unit unit, Text what) {
        for (LocalDate day : days(folder)) {
            for (String area : areas(folder)) {
                Figure milder = null;
                for (String tier : TIERS) {
                    Figure figure = figure(folder, tier, area, day);
                    // a value of another form is reported where it stands; one without a number cannot be compared
                    if (figure == null || !unit.accepts(figure.value()) || bound(figure.value(), 0) == null) {
                        continue;
                    }
                    if (milder != null
                            && lower(figure.value(), milder.value())
                            && (inUse || (isExample(figure) && isExample(milder)))) {
                        problem(
                                folder + tier,
                                figure.row(),
                                Text.of(
                                        "%4$s层级 %3$s 在 %5$s 的%1$s `%2$s`，低于层级 %7$s 的 `%6$s`",
                                        "the %1$s `%2$s` of tier %3$s%4$s on %5$s is lower than `%6$s` of tier %7$s",
                                        what,
                                        figure.value(),
                                        tier,
                                        in(area),
                                        day,
                                        milder.value(),
                                        milder.tier()),
                                RulePackReader.TIERS_IN_ORDER);
                    }
                    milder = figure;
                }
            }
        }
    }

    /** Whether the best tier may be left out altogether is a choice of its own. */
    private void nobodyIsSpared() {
        String folder = "inspection/ratio/";
        TreeSet<LocalDate> days = days(folder);
        Parameter choice = parameters.get(MAY_BE_ZERO);
        if (choice == null) {
            return;
        }
        choice.rows().forEach(row -> days.add(row.from()));
        for (LocalDate day : days) {
            Row chosen = choice.on(day);
            for (String area : areas(folder)) {
                Figure figure = figure(folder, TIERS.get(0), area, day);
                if (chosen != null
                        && "false".equals(chosen.value())
                        && figure != null
                        && Unit.RATIO.accepts(figure.value())
                        && highest(figure.value()).signum() == 0
                        && (inUse || isExample(figure))) {
                    problem(
                            folder + TIERS.get(0),
                            figure.row(),
                            Text.of(
                                    "%3$s层级 %2$s 在 %4$s 的抽查比例 `%1$s` 等于完全免查",
                                    "the ratio `%1$s` of tier %2$s%3$s on %4$s spares it altogether",
                                    figure.value(),
                                    TIERS.get(0),
                                    in(area),
                                    day),
                            Text.of(
                                    "写大于 0 的比例，或者把 %1$s 设为 true 并引用其文件",
                                    "give a share above 0, or let %1$s be true with its document", MAY_BE_ZERO));
                }
            }
        }
    }

    private TreeSet<LocalDate> days(String folder) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (String tier : TIERS) {
            Parameter parameter = parameters.get(folder + tier);
            if (parameter != null) {
                parameter.rows().forEach(row -> days.add(row.from()));
            }
        }
        return days;
    }

    /** Fields for which a tier has a figure of its own, and all others. */
    private Set<String> areas(String folder) {
        Set<String> areas = new TreeSet<>(Set.of(Parameter.ALL_OTHERS));
        for (String tier : TIERS) {
            Parameter parameter = parameters.get(folder + tier);
            if (parameter != null) {
                parameter.rows().forEach(row -> areas.addAll(row.entries().keySet()));
            }
        }
        return areas;
    }

    private @Nullable Figure figure(String folder, String tier, String area, LocalDate day) {
        Parameter parameter = parameters.get(folder + tier);
        Row row = parameter == null ? null : parameter.on(day);
        String value = row == null ? null : row.valueFor(area, null);
        return row == null || value == null ? null : new Figure(tier, value, row);
    }

    private boolean isExample(Figure figure) {
        return set != null && set.id().equals(figure.row().set());
    }

    private static boolean lower(String value, String milder) {
        return lower(bound(value, 0), bound(milder, 0)) || lower(bound(value, 1), bound(milder, 1));
    }

    private static boolean lower(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one != null && other != null && one.compareTo(other) < 0;
    }

    private static BigDecimal highest(String ratio) {
        BigDecimal bound = bound(ratio, 1);
        return bound == null ? BigDecimal.ONE : bound;
    }

    /**
     * Lower or upper bound of a share or a range of shares. Of times a year both are one: less than twice lies between once
     * and twice, and as needed has none.
     */
    private static @Nullable BigDecimal bound(String value, int end) {
        if (value.equals("as-needed")) {
            return null;
        }
        if (value.startsWith("<")) {
            return new BigDecimal(value.substring(1)).subtract(new BigDecimal("0.5"));
        }
        int dots = value.indexOf("..");
        if (dots < 0) {
            return new BigDecimal(value);
        }
        return new BigDecimal(end == 0 ? value.substring(0, dots) : value.substring(dots + 2));
    }

    private static Text in(String area) {
        return area.equals(Parameter.ALL_OTHERS) ? new Text("", "") : Text.of("领域 %1$s 中，", " in %1$s", area);
    }

    private void problem(String id, Row row, Text problem, Text remedy) {
        boolean example = row.set() != null;
        String at = example ? id + ":" : "from: " + row.from();
        String path = example ? setFile : "parameters/" + id + ".yaml";
        int line = 0;
        int read = 0;
        for (String text : files.text(path).lines().toList()) {
            read++;
            if (line == 0 && text.contains(at)) {
                line = read;
            }
        }
        found.add(new PackProblem(path, line, problem, remedy));
    }
}
