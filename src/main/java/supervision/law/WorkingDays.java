package supervision.law;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which days are worked: weekdays, but for the days the State Council gives off each year and the weekend days worked in
 * exchange. Knows only the years it was built from and never guesses another.
 *
 * <p>A year's notice comes out late in the year before, and has been changed while its year ran: in January 2020 the Spring
 * Festival was made longer. So a calendar remembers when each of its versions was announced ({@link #knownOn}).
 */
public final class WorkingDays {

    private final BitSet years = new BitSet();

    /** Weekdays off and weekend days worked in one set: {@link Year} keeps them apart. */
    private final Set<LocalDate> exceptions;

    /** What was known from each day on which a version was announced. Shared by all that it holds. */
    private final NavigableMap<LocalDate, WorkingDays> history;

    /** Days of announcement, with the years that they are about. */
    private final NavigableMap<LocalDate, Set<Integer>> announcements;

    private WorkingDays(
            Collection<Year> inForce,
            NavigableMap<LocalDate, WorkingDays> history,
            NavigableMap<LocalDate, Set<Integer>> announcements) {
        Set<LocalDate> days = new HashSet<>();
        for (Year calendar : inForce) {
            years.set(calendar.year());
            days.addAll(calendar.off());
            days.addAll(calendar.worked());
        }
        this.exceptions = days;
        this.history = history;
        this.announcements = announcements;
    }

    /**
     * A calendar of these years, which need not follow each other. Of several versions of a year the one announced last
     * holds; asked for an earlier day, {@link #knownOn} gives what was known then.
     *
     * @throws CalendarException if a year is given twice with one day of announcement
     */
    public static WorkingDays of(Collection<Year> calendars) {
        List<Year> versions = new ArrayList<>(calendars);
        versions.sort(Comparator.comparing(Year::knownSince));
        NavigableMap<LocalDate, WorkingDays> history = new TreeMap<>();
        NavigableMap<LocalDate, Set<Integer>> announcements = new TreeMap<>();
        Map<Integer, Year> known = new TreeMap<>();
        history.put(LocalDate.MIN, new WorkingDays(List.of(), history, announcements));
        for (Year version : versions) {
            Year before = known.put(version.year(), version);
            if (before != null && before.knownSince().equals(version.knownSince())) {
                throw new CalendarException(
                        "`" + version.year() + "` 年的工作日日历重复：合并两者，或者写明各自公布的日期",
                        "working-day calendar for `" + version.year()
                                + "` is given twice: merge the two, or give the day on which each was announced");
            }
            if (version.announced() != null) {
                announcements
                        .computeIfAbsent(version.announced(), day -> new TreeSet<>())
                        .add(version.year());
            }
            history.put(version.knownSince(), new WorkingDays(known.values(), history, announcements));
        }
        return history.lastEntry().getValue();
    }

    /** The calendar as known on a day: only what had been announced by then, and as it had been announced. */
    public WorkingDays knownOn(LocalDate day) {
        return history.floorEntry(day).getValue();
    }

    /** The first later day on which a calendar of these years was announced or changed; null if none was. */
    public @Nullable LocalDate nextAnnouncement(LocalDate day, int fromYear, int toYear) {
        for (Map.Entry<LocalDate, Set<Integer>> entry :
                announcements.tailMap(day, false).entrySet()) {
            if (entry.getValue().stream().anyMatch(year -> year >= fromYear && year <= toYear)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Whether the calendar of a year is known. */
    public boolean covers(int year) {
        return year >= 0 && years.get(year);
    }

    /**
     * Whether the day is worked.
     *
     * @throws CalendarMissingException if its year has no calendar
     */
    public boolean isWorkingDay(LocalDate day) {
        requireYear(day.getYear());
        return isWeekend(day) == exceptions.contains(day);
    }

    /**
     * The last day of a period of working days. The start day is not counted, so it may lie in a year without calendar
     * and need not be a working day.
     *
     * @throws CalendarMissingException if a day up to the last lies in a year without calendar
     * @throws IllegalArgumentException if {@code workingDays} is less than 1
     */
    public LocalDate plus(LocalDate start, int workingDays) {
        if (workingDays < 1) {
            throw new IllegalArgumentException("`" + workingDays + "` working days cannot be counted: give 1 or more");
        }
        LocalDate day = start;
        for (int counted = 0; counted < workingDays; counted++) {
            day = rollToWorkingDay(day.plusDays(1));
        }
        return day;
    }

    /**
     * The day itself if it is worked, else the next that is: where a period ends when its last day is off (Civil Code
     * Art 203).
     *
     * @throws CalendarMissingException if a day looked at lies in a year without calendar
     */
    public LocalDate rollToWorkingDay(LocalDate day) {
        LocalDate rolled = day;
        while (!isWorkingDay(rolled)) {
            rolled = rolled.plusDays(1);
        }
        return rolled;
    }

    /**
     * The number of days worked in a year.
     *
     * @throws CalendarMissingException if it has no calendar
     */
    public int workingDaysIn(int year) {
        requireYear(year);
        LocalDate newYear = LocalDate.of(year, 1, 1);
        return (int) newYear.datesUntil(newYear.plusYears(1))
                .filter(this::isWorkingDay)
                .count();
    }

    private void requireYear(int year) {
        if (!covers(year)) {
            throw new CalendarMissingException(year);
        }
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /**
     * The exceptions of one calendar year, wherever they were announced: the notice for one year has moved days of the
     * December before.
     *
     * @param announced day on which this version was made public; null if that is not recorded, which counts as always known
     * @param off weekdays not worked; never none, because a file with none is a notice not yet entered
     * @param worked Saturdays and Sundays worked in exchange
     */
    public record Year(int year, @Nullable LocalDate announced, Set<LocalDate> off, Set<LocalDate> worked) {

        /**
         * Copies and checks the days.
         *
         * @throws CalendarException if a day is of another year or on the wrong side, or no weekday is off
         */
        public Year {
            off = sorted(off);
            worked = sorted(worked);
            if (off.isEmpty()) {
                throw new CalendarException(
                        "`" + year + "` 年的日历没有放假日：录入国务院办公厅的放假通知；尚未公布的，先不录入该年",
                        "calendar of `" + year
                                + "` has no day off: enter the State Council's holiday notice, or leave the year out"
                                + " until it is published");
            }
            for (LocalDate day : off) {
                requireIn(year, day);
                if (isWeekend(day)) {
                    throw new CalendarException(
                            "放假日 `" + day + "` 是周末，本来就休息：删去，只列周一至周五",
                            "day off `" + day
                                    + "` is a weekend day, which is off anyway: leave it out, list weekdays only");
                }
            }
            for (LocalDate day : worked) {
                requireIn(year, day);
                if (!isWeekend(day)) {
                    throw new CalendarException(
                            "上班日 `" + day + "` 不是周末，本来就上班：删去，只列周六、周日",
                            "worked day `" + day
                                    + "` is a weekday, which is worked anyway: leave it out, list Saturdays and"
                                    + " Sundays only");
                }
            }
        }

        private LocalDate knownSince() {
            return announced == null ? LocalDate.MIN : announced;
        }

        /** In order of days, so that the same calendar always reads the same and complains of the same day first. */
        private static Set<LocalDate> sorted(Set<LocalDate> days) {
            return Collections.unmodifiableSet(new TreeSet<>(days));
        }

        private static void requireIn(int year, LocalDate day) {
            if (day.getYear() != year) {
                throw new CalendarException(
                        "`" + year + "` 年的日历中有 `" + day + "`：移到该日所在年份的日历",
                        "day `" + day + "` is in the calendar of `" + year
                                + "`: move it to the calendar of its own year");
            }
        }
    }
}
