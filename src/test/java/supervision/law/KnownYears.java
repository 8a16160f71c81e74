package supervision.law;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The holiday notices of 2019 to 2026 as tests know them, apart from the ones that ship. */
public final class KnownYears {

    private KnownYears() {}

    public static List<WorkingDays.Year> all() {
        return IntStream.rangeClosed(2019, 2026).mapToObj(KnownYears::read).toList();
    }

    /** A file has a head, then a line a holiday: its name, weekdays off, weekend days worked. */
    private static WorkingDays.Year read(int year) {
        List<String[]> holidays = text("/working-days/" + year + ".csv")
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        return new WorkingDays.Year(year, null, column(1, year, holidays), column(2, year, holidays));
    }

    private static Set<LocalDate> column(int index, int year, List<String[]> holidays) {
        return holidays.stream()
                .flatMap(holiday -> Stream.of(holiday[index].split(" ")))
                .filter(day -> !day.isEmpty())
                .map(day -> LocalDate.parse(year + "-" + day))
                .collect(toSet());
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(KnownYears.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
