package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.law.CalendarMissingException;
import supervision.law.KnownYears;
import supervision.law.WorkingDays;

/** The calendars of this repository, and what becomes of them when somebody edits one. */
class CalendarTest {

    private static final String YEAR_2020 = "calendar/2020.yaml";
    private static final String YEAR_2026 = "calendar/2026.yaml";
    private static final WorkingDays SHIPPED =
            RulePackReader.read(PackFiles.of(Packs.shipped()), null).calendar();

    /** Two readings of the notices, typed in apart, agree on every day. */
    @Test
    void everyDayIsAsTheNoticesHaveIt() {
        WorkingDays notices = WorkingDays.of(KnownYears.all());
        LocalDate.of(2019, 1, 1)
                .datesUntil(LocalDate.of(2027, 1, 1))
                .forEach(day -> assertThat(SHIPPED.isWorkingDay(day))
                        .as("whether %s is worked", day)
                        .isEqualTo(notices.isWorkingDay(day)));
    }

    @ParameterizedTest
    @CsvSource({"2019, 250", "2020, 249", "2021, 250", "2022, 249", "2023, 249", "2024, 251", "2025, 248", "2026, 248"})
    void everyYearHasItsNumberOfWorkingDays(int year, int days) {
        assertThat(SHIPPED.workingDaysIn(year)).isEqualTo(days);
    }

    /** As first announced 2020 had one Friday and one make-up Saturday more: 31 January and 1 February. */
    @Test
    void theCalendarOf2020IsRememberedAsItWasBeforeItChanged() {
        WorkingDays before = SHIPPED.knownOn(LocalDate.of(2020, 1, 26));

        assertThat(before.workingDaysIn(2020)).isEqualTo(251);
        assertThat(SHIPPED.knownOn(LocalDate.of(2020, 1, 27)).workingDaysIn(2020))
                .isEqualTo(249);
        assertThat(before.isWorkingDay(LocalDate.of(2020, 1, 31))).isTrue();
        assertThat(before.isWorkingDay(LocalDate.of(2020, 2, 1))).isTrue();
        assertThat(SHIPPED.nextAnnouncement(LocalDate.of(2020, 1, 26), 2020, 2020))
                .isEqualTo("2020-01-27");
    }

    @ParameterizedTest
    @CsvSource({"2021", "2022", "2023", "2024", "2025", "2026"})
    void aYearIsKnownFromItsNoticeOn(int year) {
        LocalDate newYear = LocalDate.of(year, 1, 1);
        LocalDate notice = Objects.requireNonNull(SHIPPED.nextAnnouncement(newYear.minusYears(1), year, year));

        assertThat(notice).isBetween(newYear.minusMonths(4), newYear.minusWeeks(2));
        assertThat(SHIPPED.knownOn(notice).covers(year)).isTrue();
        assertThat(SHIPPED.knownOn(notice.minusDays(1)).covers(year)).isFalse();
    }

    @Test
    void noCalendarIsGuessed() {
        assertThatExceptionOfType(CalendarMissingException.class)
                .isThrownBy(() -> SHIPPED.plus(LocalDate.of(2026, 12, 31), 1))
                .satisfies(missing -> assertThat(missing.year()).isEqualTo(2027));
    }

    /** A flood closes the offices: the district's notice counts from the day on which it was announced. */
    @Test
    void aLocalClosureCountsFromItsAnnouncementOn() {
        Map<String, byte[]> files = Packs.shipped();
        files.put(CalendarReader.LOCAL_CLOSURES, """
                closures:
                  - {day: 2026-07-20, announced: 2026-07-19, source: laiwu-2020-19/6.2}
                  - {day: 2026-10-10, announced: 2025-01-01, source: laiwu-2020-19/6.2}
                """.getBytes(StandardCharsets.UTF_8));
        WorkingDays closed = RulePackReader.read(PackFiles.of(files), null).calendar();
        LocalDate monday = LocalDate.of(2026, 7, 20);

        assertThat(closed.isWorkingDay(monday)).isFalse();
        assertThat(closed.knownOn(monday.minusDays(2)).isWorkingDay(monday)).isTrue();
        assertThat(closed.isWorkingDay(LocalDate.of(2026, 10, 10)))
                .as("a make-up Saturday")
                .isFalse();
        assertThat(closed.workingDaysIn(2026)).isEqualTo(246);
        assertThat(closed.workingDaysIn(2025)).isEqualTo(248);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatBreaksTheFormIsRefused(String what, String path, String from, String to, String at, String problem) {
        String text = Packs.text(path);
        assertThat(text).contains(from);
        String changed = text.replace(from, to);
        assertThat(changed).contains(at);
        long line = at.isEmpty()
                ? 0
                : changed.substring(0, changed.indexOf(at) + 1).lines().count();

        assertThat(Packs.problemsWith(path, changed))
                .extracting(Packs::withoutColumn)
                .anyMatch(found -> found.startsWith(path + ":" + line + ": " + problem));
    }

    static Stream<Arguments> whatBreaksTheFormIsRefused() {
        return Stream.of(
                of(
                        "a version without its day",
                        YEAR_2020,
                        "  - announced: 2020-01-27\n    source:",
                        "  - source:",
                        "source: \"国务院办公厅关于延长",
                        "`announced` is missing; add `announced: yyyy-mm-dd`"),
                of(
                        "a version without its notice",
                        YEAR_2020,
                        "    source: \"国务院办公厅关于延长2020年春节假期的通知\"\n",
                        "",
                        "announced: 2020-01-27",
                        "`source` is missing; add `source:`"),
                of(
                        "a version of a day that does not exist",
                        YEAR_2020,
                        "announced: 2020-01-27",
                        "announced: 2020-01-32",
                        "2020-01-32",
                        "`2020-01-32` is no day"),
                of(
                        "a version before the first",
                        YEAR_2020,
                        "announced: 2020-01-27",
                        "announced: 2019-01-27",
                        "announced: 2019-01-27",
                        "the change announced on `2019-01-27` does not follow the version before it; order the changes by `announced`"),
                of(
                        "a day cancelled that was none",
                        YEAR_2020,
                        "cancelled: [2020-02-01]",
                        "cancelled: [2020-02-08]",
                        "2020-02-08",
                        "`2020-02-08` is cancelled, but the version before has it neither off nor worked"),
                of(
                        "a day off that is off already",
                        YEAR_2020,
                        "\"off\": [2020-01-31]",
                        "\"off\": [2020-01-30]",
                        "announced: 2020-01-27",
                        "`2020-01-30` is off already; list only what the later notice changed"),
                of(
                        "a day worked that is worked already",
                        YEAR_2020,
                        "\"off\": [2020-01-31]",
                        "work: [2020-01-19]",
                        "announced: 2020-01-27",
                        "`2020-01-19` is worked already; list only what the later notice changed"),
                of(
                        "a version that changes nothing",
                        YEAR_2020,
                        "    \"off\": [2020-01-31]\n    cancelled: [2020-02-01]\n",
                        "",
                        "announced: 2020-01-27",
                        "the change announced on `2020-01-27` changes nothing; add `off`, `work` or `cancelled`"),
                of(
                        "a weekend day off in a version",
                        YEAR_2020,
                        "\"off\": [2020-01-31]",
                        "\"off\": [2020-02-02]",
                        "announced: 2020-01-27",
                        "day off `2020-02-02` is a weekend day"),
                of(
                        "a day of another year in a version",
                        YEAR_2020,
                        "\"off\": [2020-01-31]",
                        "\"off\": [2021-01-29]",
                        "announced: 2020-01-27",
                        "day `2021-01-29` is in the calendar of `2020`"),
                of(
                        "a day twice",
                        YEAR_2026,
                        "  - 2026-01-02\n",
                        "  - 2026-01-01\n",
                        "2026-01-01",
                        "`2026-01-01` stands twice under `off`"),
                of(
                        "another file's year",
                        YEAR_2026,
                        "year: 2026",
                        "year: 2025",
                        "",
                        "day `2026-01-01` is in the calendar of `2025`"),
                of(
                        "a closure without a clause",
                        CalendarReader.LOCAL_CLOSURES,
                        "closures: []",
                        "closures:\n  - {day: 2026-07-20, announced: 2026-07-19, source: nobody/1}",
                        "nobody/1",
                        "`nobody/1` is cited, but no file of sources/ has it"),
                of(
                        "a closure on a day off",
                        CalendarReader.LOCAL_CLOSURES,
                        "closures: []",
                        "closures:\n  - {day: 2026-10-01, announced: 2026-07-19, source: laiwu-2020-19/6.2}",
                        "day: 2026-10-01",
                        "`2026-10-01` is closed locally, but no calendar has it as worked"),
                of(
                        "a closure in a year without calendar",
                        CalendarReader.LOCAL_CLOSURES,
                        "closures: []",
                        "closures:\n  - {day: 2027-07-20, announced: 2026-07-19, source: laiwu-2020-19/6.2}",
                        // the comment shows one of that year
                        "2027-07-20, announced: 2027",
                        "`2027-07-20` is closed locally, but no calendar has it as worked; leave it out, or add the calendar of its year first"));
    }

    private static Arguments of(String what, String path, String from, String to, String at, String problem) {
        return arguments(what, path, from, to, at, problem);
    }
}
