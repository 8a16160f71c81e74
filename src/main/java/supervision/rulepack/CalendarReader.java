package supervision.rulepack;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.law.CalendarException;
import supervision.law.WorkingDays;
import supervision.law.WorkingDays.Year;
import tools.jackson.databind.JsonNode;

/**
 * Reads the working-day calendars: one file a year, in it what its notice said and what later notices changed, and one file of
 * days on which this district did not work.
 */
final class CalendarReader {

    static final String LOCAL_CLOSURES = "calendar/local-closures.yaml";

    private static final Text COMPARE = new Text("对照当年的通知核对", "compare with the notice of that year");

    private final List<Year> versions = new ArrayList<>();
    private final List<Closure> closures = new ArrayList<>();

    /** A day on which the district did not work, although the State Council's notice has it as worked. */
    private record Closure(LocalDate day, LocalDate announced) {}

    /** Checks that a citation names a clause of the pack. */
    interface Citations {
        void check(YamlFile file, String source);
    }

    static WorkingDays read(List<YamlFile> years, @Nullable YamlFile localClosures, Citations citations) {
        CalendarReader reader = new CalendarReader();
        years.forEach(reader::readYear);
        if (localClosures != null) {
            reader.readClosures(localClosures, citations);
        }
        try {
            return WorkingDays.of(
                    reader.versions.stream().flatMap(reader::closed).toList());
        } catch (CalendarException e) {
            years.get(0).problem("", new Text(e.zh(), e.en()), COMPARE);
            return WorkingDays.of(List.of());
        }
    }

    private void readYear(YamlFile file) {
        JsonNode root = file.root();
        file.forPeople(root, "source");
        int number = file.child(root, "year").asInt(0);
        Year before = year(
                file,
                "",
                number,
                file.optionalDay(root, "announced"),
                days(file, root, "off"),
                days(file, root, "work"));
        if (before == null) {
            return;
        }
        if (versions.stream().anyMatch(version -> version.year() == number)) {
            file.problem(
                    "year:",
                    Text.of("`%1$s` 年另有一个文件", "the year `%1$s` has another file", number),
                    new Text("合并两个文件", "merge the two files"));
            return;
        }
        versions.add(before);
        for (JsonNode change : file.rows(root, "changes")) {
            Year after = change(file, change, before);
            if (after == null) {
                return;
            }
            versions.add(after);
            before = after;
        }
    }

    /** What a later notice made of a year: some days more, some days cancelled, everything else as before. */
    private static @Nullable Year change(YamlFile file, JsonNode change, Year before) {
        LocalDate announced = file.day(change, "announced");
        String at = "announced: " + announced;
        if (file.string(change, "source").isEmpty()) {
            return null;
        }
        if (announced.equals(LocalDate.MAX) || (before.announced() != null && !announced.isAfter(before.announced()))) {
            file.problem(
                    at,
                    Text.of(
                            "于 `%1$s` 公布的变更没有排在前一版之后",
                            "the change announced on `%1$s` does not follow the version before it", announced),
                    new Text("各次变更按 `announced` 的先后排列", "order the changes by `announced`"));
            return null;
        }
        Set<LocalDate> off = new TreeSet<>(before.off());
        Set<LocalDate> worked = new TreeSet<>(before.worked());
        for (LocalDate day : days(file, change, "cancelled")) {
            if (!off.remove(day) && !worked.remove(day)) {
                file.problem(
                        day.toString(),
                        Text.of(
                                "取消了 `%1$s`，而前一版没有把该日列为放假或者上班",
                                "`%1$s` is cancelled, but the version before has it neither off nor worked", day),
                        new Text("只取消此前通知列明的日期", "cancel only days that the earlier notice named"));
            }
        }
        for (LocalDate day : days(file, change, "off")) {
            if (!off.add(day)) {
                file.problem(
                        at,
                        Text.of("`%1$s` 已经列为放假", "`%1$s` is off already", day),
                        new Text("只列后一通知变更的日期", "list only what the later notice changed"));
            }
        }
        for (LocalDate day : days(file, change, "work")) {
            if (!worked.add(day)) {
                file.problem(
                        at,
                        Text.of("`%1$s` 已经列为上班", "`%1$s` is worked already", day),
                        new Text("只列后一通知变更的日期", "list only what the later notice changed"));
            }
        }
        if (off.equals(before.off()) && worked.equals(before.worked())) {
            file.problem(
                    at,
                    Text.of("于 `%1$s` 公布的变更没有改变任何日期", "the change announced on `%1$s` changes nothing", announced),
                    new Text("写明 `off`、`work` 或 `cancelled`", "add `off`, `work` or `cancelled`"));
            return null;
        }
        return year(file, at, before.year(), announced, off, worked);
    }

    private static @Nullable Year year(
            YamlFile file,
            String at,
            int number,
            @Nullable LocalDate announced,
            Set<LocalDate> off,
            Set<LocalDate> worked) {
        try {
            return new Year(number, announced, off, worked);
        } catch (CalendarException e) {
            file.problem(at, new Text(e.zh(), e.en()), COMPARE);
            return null;
        }
    }

    private void readClosures(YamlFile file, Citations citations) {
        for (JsonNode node : file.rows(file.root(), "closures")) {
            LocalDate day = file.day(node, "day");
            LocalDate announced = file.day(node, "announced");
            citations.check(file, file.string(node, "source"));
            boolean worked = versions.stream()
                    .filter(version -> version.year() == day.getYear())
                    .anyMatch(version -> WorkingDays.of(List.of(version)).isWorkingDay(day));
            if (!worked) {
                file.problem(
                        "day: " + day,
                        Text.of(
                                "`%1$s` 为本地停止办公日，但没有日历把该日列为工作日",
                                "`%1$s` is closed locally, but no calendar has it as worked", day),
                        new Text("删去，或者先录入该年的日历", "leave it out, or add the calendar of its year first"));
                continue;
            }
            closures.add(new Closure(day, announced));
        }
    }

    /** A version as it stood until the next closure was announced, and once for each closure announced while it stood. */
    private Stream<Year> closed(Year version) {
        LocalDate since = Objects.requireNonNullElse(version.announced(), LocalDate.MIN);
        LocalDate until = versions.stream()
                .filter(other -> other.year() == version.year())
                .map(other -> Objects.requireNonNullElse(other.announced(), LocalDate.MIN))
                .filter(other -> other.isAfter(since))
                .min(LocalDate::compareTo)
                .orElse(LocalDate.MAX);
        Stream<LocalDate> turns = closures.stream()
                .filter(closure -> closure.day().getYear() == version.year())
                .map(Closure::announced)
                .filter(day -> day.isAfter(since) && day.isBefore(until))
                .distinct();
        return Stream.concat(
                Stream.of(closedBy(version, since, version.announced())),
                turns.map(day -> closedBy(version, day, day)));
    }

    private Year closedBy(Year version, LocalDate day, @Nullable LocalDate announced) {
        Set<LocalDate> off = new HashSet<>(version.off());
        Set<LocalDate> worked = new HashSet<>(version.worked());
        for (Closure closure : closures) {
            if (closure.day().getYear() == version.year()
                    && !closure.announced().isAfter(day)
                    && !worked.remove(closure.day())) {
                off.add(closure.day());
            }
        }
        return new Year(version.year(), announced, off, worked);
    }

    private static Set<LocalDate> days(YamlFile file, JsonNode node, String key) {
        Set<LocalDate> days = new TreeSet<>();
        for (String text : file.strings(node, key)) {
            try {
                if (!days.add(LocalDate.parse(text))) {
                    file.problem(
                            text,
                            Text.of("`%1$s` 在 `%2$s` 中重复", "`%1$s` stands twice under `%2$s`", text, key),
                            new Text("每个日期只列一次", "list each day once"));
                }
            } catch (DateTimeParseException e) {
                file.problem(
                        text,
                        Text.of("`%1$s` 不是日期", "`%1$s` is no day", text),
                        new Text("写成 yyyy-mm-dd，日期须真实存在", "write yyyy-mm-dd with a day that exists"));
            }
        }
        return days;
    }
}
