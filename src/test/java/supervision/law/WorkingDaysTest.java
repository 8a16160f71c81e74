package supervision.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingDaysTest {

    private static final WorkingDays CALENDAR = WorkingDays.of(KnownYears.all());

    @ParameterizedTest
    @CsvSource({
        "2026-02-12,  3, 2026-02-24",
        "2026-02-13,  3, 2026-02-25",
        "2026-02-13, 10, 2026-03-05",
        "2026-04-30,  3, 2026-05-08",
        "2026-09-30,  7, 2026-10-15",
        "2026-09-30, 10, 2026-10-20",
        "2026-09-18,  3, 2026-09-22",
        "2025-12-31,  3, 2026-01-06",
        "2020-01-22,  7, 2020-02-10"
    })
    void countsFromTheDayAfterTheStart(LocalDate start, int workingDays, LocalDate lastDay) {
        assertThat(CALENDAR.plus(start, workingDays)).isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({"2019, 250", "2020, 249", "2021, 250", "2022, 249", "2023, 249", "2024, 251", "2025, 248", "2026, 248"})
    void countsTheDaysOfAYear(int year, int workingDays) {
        assertThat(CALENDAR.workingDaysIn(year)).isEqualTo(workingDays);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-01-26",
                "2025-02-08",
                "2025-04-27",
                "2025-09-28",
                "2025-10-11",
                "2026-01-04",
                "2026-02-14",
                "2026-02-28",
                "2026-05-09",
                "2026-09-20",
                "2026-10-10"
            })
    void someWeekendDaysAreWorked(LocalDate day) {
        assertThat(CALENDAR.isWorkingDay(day)).isTrue();
        assertThat(CALENDAR.rollToWorkingDay(day)).isEqualTo(day);
    }

    @Test
    void noOtherWeekendDaysAreWorked() {
        assertThat(LocalDate.of(2026, 1, 1)
                        .datesUntil(LocalDate.of(2027, 1, 1))
                        .filter(day -> day.getDayOfWeek().getValue() >= 6)
                        .filter(CALENDAR::isWorkingDay))
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"2026-02-15, 2026-02-23", "2026-10-01, 2026-10-07"})
    void holidaysAreOffThroughoutAndRollToTheDayAfter(LocalDate first, LocalDate last) {
        assertThat(first.datesUntil(last.plusDays(1))).allSatisfy(day -> {
            assertThat(CALENDAR.isWorkingDay(day)).isFalse();
            assertThat(CALENDAR.rollToWorkingDay(day)).isEqualTo(last.plusDays(1));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-20, a Friday",
        "2026-11-21, 2026-11-23, a Saturday",
        "2026-10-08, 2026-10-08, the first day after a holiday",
        "2022-12-31, 2023-01-03, a Saturday before a new year with its Monday off",
        "2020-01-31, 2020-02-03, the Spring Festival prolonged in 2020"
    })
    void rollsForwardOnlyFromADayOff(LocalDate day, LocalDate rolled, String why) {
        assertThat(CALENDAR.rollToWorkingDay(day)).as(why).isEqualTo(rolled);
    }

    @Test
    void countsEachWorkedDayOnce() {
        LocalDate from = LocalDate.of(2025, 1, 1);
        from.datesUntil(from.plusYears(1)).forEach(start -> {
            for (int workingDays = 1; workingDays <= 20; workingDays++) {
                LocalDate lastDay = CALENDAR.plus(start, workingDays);
                assertThat(CALENDAR.isWorkingDay(lastDay)).isTrue();
                assertThat(start.plusDays(1)
                                .datesUntil(lastDay.plusDays(1))
                                .filter(CALENDAR::isWorkingDay)
                                .count())
                        .isEqualTo(workingDays);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesToCountNothing(int workingDays) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALENDAR.plus(LocalDate.of(2026, 4, 1), workingDays))
                .withMessageContaining("`" + workingDays + "` working days");
    }

    @Test
    void neverGuessesAYearNotAnnounced() {
        LocalDate lastKnown = LocalDate.of(2026, 12, 31);
        assertThat(CALENDAR.plus(lastKnown.minusDays(1), 1)).isEqualTo(lastKnown);
        assertThat(CALENDAR.rollToWorkingDay(lastKnown)).isEqualTo(lastKnown);

        assertMissing(2027, () -> CALENDAR.plus(lastKnown, 1));
        assertMissing(2027, () -> CALENDAR.plus(LocalDate.of(2026, 12, 25), 7));
        assertMissing(2027, () -> CALENDAR.isWorkingDay(LocalDate.of(2027, 1, 4)));
        assertMissing(2027, () -> CALENDAR.isWorkingDay(LocalDate.of(2027, 1, 3)));
        assertMissing(2027, () -> CALENDAR.rollToWorkingDay(LocalDate.of(2027, 1, 1)));
        assertMissing(2027, () -> CALENDAR.workingDaysIn(2027));
        assertMissing(2018, () -> CALENDAR.isWorkingDay(LocalDate.of(2018, 12, 31)));
        assertMissing(2026, () -> WorkingDays.of(Set.of()).workingDaysIn(2026));
    }

    @Test
    void theStartDayNeedsNoCalendar() {
        assertThat(CALENDAR.plus(LocalDate.of(2018, 12, 31), 1)).isEqualTo(LocalDate.of(2019, 1, 2));
    }

    @Test
    void doesNotChangeWithTheSetsItWasBuiltFrom() {
        Set<LocalDate> off = new HashSet<>(Set.of(LocalDate.of(2027, 1, 1)));
        WorkingDays.Year year = new WorkingDays.Year(2027, null, off, Set.of());
        off.add(LocalDate.of(2027, 1, 4));

        assertThat(WorkingDays.of(List.of(year)).isWorkingDay(LocalDate.of(2027, 1, 4)))
                .isTrue();
        assertThatThrownBy(() -> year.off().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aYearReadsInOrderOfDays() {
        WorkingDays.Year year = KnownYears.all().get(7);

        assertThat(year.off().stream().toList()).isSorted();
        assertThat(year.worked().stream().map(LocalDate::toString).collect(Collectors.joining(" ")))
                .isEqualTo("2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10");
    }

    @Test
    void refusesAYearGivenTwice() {
        WorkingDays.Year year = KnownYears.all().get(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkingDays.of(List.of(year, year)))
                .withMessageContaining("`2019` is given twice");
    }

    /** A notice of November, and one of the next January that takes Friday 8 January off and Saturday 9 January back. */
    private static final WorkingDays CHANGED = WorkingDays.of(List.of(
            new WorkingDays.Year(
                    2027,
                    LocalDate.of(2027, 1, 5),
                    Set.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 8)),
                    Set.of()),
            new WorkingDays.Year(
                    2027,
                    LocalDate.of(2026, 11, 4),
                    Set.of(LocalDate.of(2027, 1, 1)),
                    Set.of(LocalDate.of(2027, 1, 9)))));

    @ParameterizedTest
    @CsvSource({
        "2026-11-04, 2027-01-07, 2027-01-08, as announced",
        "2027-01-04, 2027-01-07, 2027-01-08, the day before the change",
        "2027-01-05, 2027-01-07, 2027-01-11, the day of the change",
        "2029-01-01, 2027-01-07, 2027-01-11, long after"
    })
    void answersAsKnownOnADay(LocalDate known, LocalDate start, LocalDate nextWorkingDay, String why) {
        assertThat(CHANGED.knownOn(known).plus(start, 1)).as(why).isEqualTo(nextWorkingDay);
    }

    @Test
    void knowsNoYearBeforeItsNotice() {
        assertMissing(2027, () -> CHANGED.knownOn(LocalDate.of(2026, 11, 3)).plus(LocalDate.of(2027, 1, 7), 1));
        assertThat(CHANGED.knownOn(LocalDate.of(2026, 11, 4)).covers(2027)).isTrue();
        // without a day asked for, everything that is known counts
        assertThat(CHANGED.isWorkingDay(LocalDate.of(2027, 1, 9))).isFalse();
    }

    @Test
    void aYearWithoutADayOfAnnouncementWasAlwaysKnown() {
        assertThat(CALENDAR.knownOn(LocalDate.of(1999, 1, 1)).workingDaysIn(2026))
                .isEqualTo(248);
        assertThat(CALENDAR.nextAnnouncement(LocalDate.of(1999, 1, 1), 2019, 2026))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"2026-10-01, 2027, 2026-11-04", "2026-11-04, 2027, 2027-01-05", "2027-01-05, 2027,", "2026-10-01, 2026,"
    })
    void saysWhenAYearIsAnnouncedOrChangedNext(LocalDate day, int year, LocalDate announced) {
        assertThat(CHANGED.nextAnnouncement(day, year, year)).isEqualTo(announced);
    }

    @Test
    void refusesTwoVersionsOfOneDay() {
        WorkingDays.Year version =
                new WorkingDays.Year(2027, LocalDate.of(2026, 11, 4), Set.of(LocalDate.of(2027, 1, 1)), Set.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkingDays.of(List.of(version, version)))
                .withMessageContaining("give the day on which each was announced");
    }

    @Test
    void refusesAYearThatCannotBe() {
        LocalDate friday = LocalDate.of(2027, 1, 1);
        LocalDate saturday = LocalDate.of(2027, 1, 2);
        LocalDate otherYear = LocalDate.of(2026, 1, 1);

        assertRefused("day off `2027-01-02` is a weekend day", Set.of(friday, saturday), Set.of());
        assertRefused("worked day `2027-01-01` is a weekday", Set.of(friday), Set.of(friday));
        assertRefused("day `2026-01-01` is in the calendar of `2027`", Set.of(friday, otherYear), Set.of());
        assertRefused("day `2026-01-03` is in the calendar of `2027`", Set.of(friday), Set.of(otherYear.plusDays(2)));
    }

    @Test
    void aYearWithoutDaysOffIsANoticeNotYetEntered() {
        assertRefused("calendar of `2027` has no day off", Set.of(), Set.of());
    }

    private static void assertRefused(String message, Set<LocalDate> off, Set<LocalDate> worked) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingDays.Year(2027, null, off, worked))
                .withMessageContaining(message);
    }

    private static void assertMissing(int year, ThrowingCallable question) {
        assertThatExceptionOfType(CalendarMissingException.class)
                .isThrownBy(question)
                .withMessageContaining("`" + year + "`")
                .withMessageContaining("holiday notice for " + year + " under rules/calendar")
                .satisfies(missing -> assertThat(missing.year()).isEqualTo(year));
    }
}
