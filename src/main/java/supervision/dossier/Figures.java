package supervision.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Tier;
import supervision.law.CalendarMissingException;
import supervision.law.LegalPeriods;
import supervision.law.WorkingDays;
import supervision.rulepack.Parameter;
import supervision.rulepack.Parameter.Row;
import supervision.rulepack.Parameter.SubjectKind;
import supervision.rulepack.RulePack;

/**
 * The numbers of the law as in force on the day asked about. Rules name a parameter by its id, written out, so that the
 * finding can list it.
 */
public final class Figures {

    /** Whether a minimum period is over on its last day or only on the day after it; asked by {@link #opens}. */
    public static final String ELIGIBLE_ON_LAST_DAY = "time/eligible-on-last-day";

    /** Whether publicity whose last day is off goes on to the next working day; asked by {@link #after}. */
    private static final String ROLLS_OVER = "time/publicity-end-rolls-over-holidays";

    /** Periods of publicity are below this; the provincial ceiling is one of disclosure as such and never moves. */
    private static final String PUBLICITY = "publicity/";

    private static final String CEILING = "publicity/provincial-ceiling";

    /** Parsing a period takes longer than all else that is done with it; a pack has a few dozen. */
    private static final Map<String, Period> PERIODS = new ConcurrentHashMap<>();

    private final RulePack pack;
    private final Today today;
    private final ChoicesMade choices;
    /** Rows already asked for. Rules ask for few parameters, and for each of them often. */
    private final Map<String, Asked> rows = new HashMap<>(128);

    /** Authorities set amounts apart for persons in business and for units; null while that is not known. */
    private @Nullable SubjectKind subject;

    public Figures(RulePack pack, Today today) {
        this(pack, today, new ChoicesMade());
    }

    /** @param choices takes the figures that are asked without a rule naming them */
    public Figures(RulePack pack, Today today, ChoicesMade choices) {
        this.pack = pack;
        this.today = today;
        this.choices = choices;
    }

    RulePack pack() {
        return pack;
    }

    /** The same on another day, of the same subject. */
    Figures on(Today other) {
        Figures figures = new Figures(pack, other, choices);
        figures.subject = subject;
        return figures;
    }

    /** Whether amounts are asked of the same kind of subject. */
    boolean isOfSubjectOf(Figures other) {
        return subject == other.subject;
    }

    /** Whether a number exists. A rule that needs one asks first, and another refers the case to a person. */
    public boolean known(String id) {
        Row row = row(id);
        return row != null && row.hasValue();
    }

    /** The value as written in the pack; empty if there is none. */
    public String value(String id) {
        Row row = row(id);
        String value = row == null ? null : row.value();
        return value == null ? "" : value;
    }

    /** Whether a number exists for an area, such as a field whose department set one of its own. */
    public boolean known(String id, String area) {
        return !value(id, area).isEmpty();
    }

    /** The value for an area as written in the pack: its own if there is one, else that of all others; empty if there is none. */
    public String value(String id, String area) {
        Row row = row(id);
        String value = row == null ? null : row.valueFor(area, null);
        return value == null ? "" : value;
    }

    /** Whether an area, such as a field, has a value of its own. */
    public boolean ownOf(String id, String area) {
        Row row = row(id);
        return row != null && row.entries().containsKey(area);
    }

    /** Whether an amount reaches that of a field, such as the fine from which one counts as large; no if none is set. */
    public boolean atLeast(String id, String field, BigDecimal amount) {
        BigDecimal set = amount(id, field);
        return set != null && amount.compareTo(set) >= 0;
    }

    /** Whether an amount is more than that of a field; no if none is set. */
    public boolean above(String id, String field, BigDecimal amount) {
        BigDecimal set = amount(id, field);
        return set != null && amount.compareTo(set) > 0;
    }

    /** Whether an amount is no more than that of a field; no if none is set. */
    public boolean atMost(String id, String field, BigDecimal amount) {
        BigDecimal set = amount(id, field);
        return set != null && amount.compareTo(set) <= 0;
    }

    /** Whether an amount is less than that of a field; no if none is set. */
    public boolean below(String id, String field, BigDecimal amount) {
        BigDecimal set = amount(id, field);
        return set != null && amount.compareTo(set) < 0;
    }

    private @Nullable BigDecimal amount(String id, String field) {
        Row row = row(id);
        String value = row == null ? null : row.valueFor(field.isEmpty() ? null : field, subject);
        return value == null ? null : new BigDecimal(value);
    }

    /** Whether a choice or flag has this value. */
    public boolean is(String id, String value) {
        return value(id).equals(value);
    }

    /** What is asked about amounts is asked of a subject of a kind. */
    void of(@Nullable SubjectKind kind) {
        subject = kind;
    }

    /** Whether a number existed on a past day: no time runs from a day on which no rule set one. */
    public boolean knownOn(String id, LocalDate day) {
        Row then = pack.parameter(id).on(day);
        return then != null && then.hasValue();
    }

    /** Whether a choice or flag had this value on a past day: what was done then is judged by the rules of then. */
    public boolean isOn(String id, String value, LocalDate day) {
        Row then = pack.parameter(id).on(day);
        return then != null && value.equals(then.value());
    }

    /**
     * First day after a period from a day (Civil Code Arts 200-202): the first day on which something is over.
     *
     * <p>Whether publicity whose last day is off lasts to the next working day (Art 203) no text found says; the pack's choice
     * decides, and the finding lists it where it makes a difference.
     *
     * @return {@link Days#NEVER} if there is no number, or the day is never: the engine asks conditions whatever other elements
     *     say, so that no question may fail
     */
    public LocalDate after(String id, LocalDate start) {
        if (!known(id) || start.equals(Told.NEVER)) {
            return Told.NEVER;
        }
        LocalDate lastDay = LegalPeriods.lastDay(start, period(id));
        if (id.startsWith(PUBLICITY) && !id.equals(CEILING)) {
            lastDay = publicityEnd(lastDay);
        }
        return lastDay.plusDays(1);
    }

    private LocalDate publicityEnd(LocalDate lastDay) {
        WorkingDays known = knownCalendar(lastDay);
        // a day years ahead: what it will be is not guessed, and its calendar comes out before it does
        if (!known.covers(lastDay.getYear()) || known.isWorkingDay(lastDay)) {
            return lastDay;
        }
        choices.note(ROLLS_OVER);
        if (!is(ROLLS_OVER, "true")) {
            return lastDay;
        }
        LocalDate rolled = workingDay(lastDay);
        return rolled == null ? lastDay : rolled;
    }

    /**
     * Last day of a period in which somebody has to act: one that is off moves to the next working day (Civil Code Arts
     * 200-203).
     *
     * @return {@link Told#NEVER} if there is no number, or that needs a year whose calendar has not been announced
     */
    public LocalDate lastDay(String id, LocalDate start) {
        if (!known(id) || start.equals(Told.NEVER)) {
            return Told.NEVER;
        }
        LocalDate day = workingDay(LegalPeriods.lastDay(start, period(id)));
        return day == null ? Told.NEVER : day;
    }

    /** Whether a period is set and the day on which it ends, or moves to, lies in years whose calendar has been announced. */
    public boolean rollCovers(String id, LocalDate start) {
        return !lastDay(id, start).equals(Told.NEVER);
    }

    /** The day itself if it is worked, else the next that is; null if a calendar is missing. */
    private @Nullable LocalDate workingDay(LocalDate day) {
        try {
            LocalDate rolled = knownCalendar(day).rollToWorkingDay(day);
            calendarAsked(day.getYear(), rolled.getYear());
            return rolled;
        } catch (CalendarMissingException e) {
            calendarAsked(day.getYear(), e.year());
            return null;
        }
    }

    /** The calendar as announced by the day asked about, for a question about the year of a day. */
    private WorkingDays knownCalendar(LocalDate day) {
        calendarAsked(day.getYear(), day.getYear());
        return pack.calendar().knownOn(today.asOf());
    }

    /** First day on which something can be asked for that needs a period to be over; {@link Days#NEVER} as {@link #after}. */
    public LocalDate opens(String id, LocalDate start) {
        if (!known(id) || start.equals(Told.NEVER)) {
            return Told.NEVER;
        }
        Period period = period(id);
        return is(ELIGIBLE_ON_LAST_DAY, "true")
                ? LegalPeriods.lastDay(start, period)
                : LegalPeriods.firstDayAfter(start, period);
    }

    /** Whether the working days after a day are set and lie in years whose calendar has been announced. */
    public boolean calendarCovers(String id, LocalDate start) {
        return !due(id, start).equals(Told.NEVER);
    }

    /**
     * Last day of a number of working days after a day, by the calendar as announced by the day asked about.
     *
     * @return {@link Days#NEVER} if there is no number, or a year that it reaches had not been announced by then
     */
    public LocalDate due(String id, LocalDate start) {
        if (!known(id) || start.equals(Told.NEVER)) {
            return Told.NEVER;
        }
        int days = Integer.parseInt(required(id));
        int reached = start.getYear();
        try {
            LocalDate due = pack.calendar().knownOn(today.asOf()).plus(start, days);
            reached = due.getYear();
            return due;
        } catch (CalendarMissingException e) {
            reached = e.year();
            return Told.NEVER;
        } finally {
            calendarAsked(start.getYear(), reached);
        }
    }

    /** Notes the next day on which the calendar of some years was announced or changed. */
    private void calendarAsked(int fromYear, int toYear) {
        LocalDate announced = pack.calendar().nextAnnouncement(today.asOf(), fromYear, toYear);
        if (announced != null) {
            today.turnsOn(announced);
        }
    }

    /** Whether the pack maps a grade of a scheme. */
    public boolean maps(String id, String grade) {
        Row row = row(id);
        return row != null && row.entries().containsKey(grade);
    }

    /** The tier that a grade leads to. */
    public Tier tier(String id, String grade) {
        Row row = row(id);
        String tier = row == null ? null : row.entries().get(grade);
        if (tier == null) {
            throw new IllegalStateException("parameter `" + id + "` maps no grade `" + grade + "`: ask `maps` first");
        }
        return Tier.valueOf(tier);
    }

    /** Whether a grade leads to a tier. */
    public boolean leads(String id, String grade, Tier tier) {
        return maps(id, grade) && tier(id, grade) == tier;
    }

    /** Whether a score is below the lowest of a grade; no if none is set. */
    public boolean scoreBelow(String id, String grade, BigDecimal score) {
        BigDecimal lowest = lowestScore(id, grade);
        return lowest != null && score.compareTo(lowest) < 0;
    }

    /** Whether a score reaches the lowest of a grade; no if none is set. */
    public boolean scoreReaches(String id, String grade, BigDecimal score) {
        BigDecimal lowest = lowestScore(id, grade);
        return lowest != null && score.compareTo(lowest) >= 0;
    }

    private @Nullable BigDecimal lowestScore(String id, String grade) {
        Row row = row(id);
        String score = row == null ? null : row.entries().get(grade);
        return score == null ? null : new BigDecimal(score);
    }

    /** The tier that a choice names. */
    public Tier tierOf(String id) {
        return Tier.valueOf(required(id));
    }

    private Period period(String id) {
        return PERIODS.computeIfAbsent(required(id), Period::parse);
    }

    private String required(String id) {
        String value = value(id);
        if (value.isEmpty()) {
            throw new IllegalStateException(
                    "parameter `" + id + "` has no value on " + today.asOf() + ": ask `known` first");
        }
        return value;
    }

    /** A row of a table that names no parameter has none: it is not known. */
    private @Nullable Row row(String id) {
        if (id.isEmpty()) {
            return null;
        }
        Asked asked = rows.get(id);
        if (asked == null) {
            Parameter parameter = pack.parameter(id);
            asked = new Asked(parameter.on(today.asOf()), parameter.nextChange(today.asOf()));
            rows.put(id, asked);
        }
        if (asked.change != null) {
            // for each that asks: what it found turns then
            today.turnsOn(asked.change);
        }
        return asked.row;
    }

    /** The row of a parameter, and the next day on which it has another; null if there is none. */
    private record Asked(@Nullable Row row, @Nullable LocalDate change) {}
}
