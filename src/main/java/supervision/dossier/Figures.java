package supervision.dossier;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Tier;
import supervision.law.CalendarMissingException;
import supervision.law.LegalPeriods;
import supervision.rulepack.Parameter;
import supervision.rulepack.Parameter.Row;
import supervision.rulepack.RulePack;

/**
 * The numbers of the law as in force on the day asked about. Rules name a parameter by its id, written out, so that the
 * finding can list it.
 */
public final class Figures {

    /** Whether a minimum period is over on its last day or only on the day after it; asked by {@link #opens}. */
    public static final String ELIGIBLE_ON_LAST_DAY = "time/eligible-on-last-day";

    /** Parsing a period takes longer than all else that is done with it; a pack has a few dozen. */
    private static final Map<String, Period> PERIODS = new ConcurrentHashMap<>();

    private final RulePack pack;
    private final Today today;
    /** Rows already asked for; null where there is none. Rules ask for few parameters, and for each of them often. */
    private final Map<String, @Nullable Row> rows = new HashMap<>();

    public Figures(RulePack pack, Today today) {
        this.pack = pack;
        this.today = today;
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

    /** Whether a choice or flag has this value. */
    public boolean is(String id, String value) {
        return value(id).equals(value);
    }

    /** Whether a choice or flag had this value on a past day: what was done then is judged by the rules of then. */
    boolean isOn(String id, String value, LocalDate day) {
        Row then = pack.parameter(id).on(day);
        return then != null && value.equals(then.value());
    }

    /** First day after a period from a day (Civil Code Arts 200-202): the first day on which something is over. */
    public LocalDate after(String id, LocalDate start) {
        return LegalPeriods.firstDayAfter(start, period(id));
    }

    /** First day on which something can be asked for that needs a period to be over. */
    public LocalDate opens(String id, LocalDate start) {
        Period period = period(id);
        return is(ELIGIBLE_ON_LAST_DAY, "true")
                ? LegalPeriods.lastDay(start, period)
                : LegalPeriods.firstDayAfter(start, period);
    }

    /** Whether the working days after a day are set and lie in years whose calendar has been announced. */
    public boolean calendarCovers(String id, LocalDate start) {
        if (!known(id)) {
            // conditions are asked before a rule is in force too: without a number there is nothing to cover
            return false;
        }
        try {
            LocalDate due = due(id, start);
            return !due.isBefore(start);
        } catch (CalendarMissingException e) {
            return false;
        }
    }

    /** Last day of a number of working days after a day. */
    public LocalDate due(String id, LocalDate start) {
        return pack.calendar().plus(start, Integer.parseInt(required(id)));
    }

    /** Whether the pack maps a grade of a scheme. */
    public boolean maps(String id, String grade) {
        Row row = row(id);
        return row != null && row.grades().containsKey(grade);
    }

    /** The tier that a grade leads to. */
    public Tier tier(String id, String grade) {
        Row row = row(id);
        String tier = row == null ? null : row.grades().get(grade);
        if (tier == null) {
            throw new IllegalStateException("parameter `" + id + "` maps no grade `" + grade + "`: ask `maps` first");
        }
        return Tier.valueOf(tier);
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

    private @Nullable Row row(String id) {
        Row known = rows.get(id);
        if (known != null || rows.containsKey(id)) {
            return known;
        }
        Parameter parameter = pack.parameter(id);
        LocalDate change = parameter.nextChange(today.asOf());
        if (change != null) {
            today.turnsOn(change);
        }
        Row row = parameter.on(today.asOf());
        rows.put(id, row);
        return row;
    }
}
