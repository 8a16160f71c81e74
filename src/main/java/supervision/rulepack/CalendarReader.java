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
import supervision.law.WorkingDays;
import supervision.law.WorkingDays.Year;
import tools.jackson.databind.JsonNode;

/**
 * Reads the working-day calendars: one file a year, in it what its notice said and what later notices changed, and one file of
 * days on which this district did not work.
 */
final class CalendarReader {

    static final String LOCAL_CLOSURES = "calendar/local-closures.yaml";

    private static final String COMPARE = "compare with the notice of that year";

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
        } catch (IllegalArgumentException e) {
            years.get(0).problem("", String.valueOf(e.getMessage()), COMPARE);
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
            file.problem("year:", "the year `" + number + "` has another file", "merge the two files");
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
                    "the change announced on `" + announced + "` does not follow the version before it",
                    "order the changes by `announced`");
            return null;
        }
        Set<LocalDate> off = new TreeSet<>(before.off());
        Set<LocalDate> worked = new TreeSet<>(before.worked());
        for (LocalDate day : days(file, change, "cancelled")) {
            if (!off.remove(day) && !worked.remove(day)) {
                file.problem(
                        day.toString(),
                        "`" + day + "` is cancelled, but the version before has it neither off nor worked",
                        "cancel only days that the earlier notice named");
            }
        }
        for (LocalDate day : days(file, change, "off")) {
            if (!off.add(day)) {
                file.problem(at, "`" + day + "` is off already", "list only what the later notice changed");
            }
        }
        for (LocalDate day : days(file, change, "work")) {
            if (!worked.add(day)) {
                file.problem(at, "`" + day + "` is worked already", "list only what the later notice changed");
            }
        }
        if (off.equals(before.off()) && worked.equals(before.worked())) {
            file.problem(
                    at,
                    "the change announced on `" + announced + "` changes nothing",
                    "add `off`, `work` or `cancelled`");
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
        } catch (IllegalArgumentException e) {
            file.problem(at, String.valueOf(e.getMessage()), COMPARE);
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
                        "`" + day + "` is closed locally, but no calendar has it as worked",
                        "leave it out, or add the calendar of its year first");
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
                    file.problem(text, "`" + text + "` stands twice under `" + key + "`", "list each day once");
                }
            } catch (DateTimeParseException e) {
                file.problem(text, "`" + text + "` is no day", "write yyyy-mm-dd with a day that exists");
            }
        }
        return days;
    }
}
