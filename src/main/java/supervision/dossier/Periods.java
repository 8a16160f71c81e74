package supervision.dossier;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import supervision.law.LegalPeriods;
import supervision.rulepack.Tables.Term;

/**
 * Counts and compares periods that rows and records write out: ISO-8601, or one of the words for what no day ends, {@code LIFE}
 * and {@code WHILE_LISTED}. One that is not written is empty; nothing is known about it.
 */
public final class Periods {

    /** For any who ask: it knows nothing. */
    public static final Periods INSTANCE = new Periods();

    /** Any day will do to see which of two periods is longer. */
    private static final LocalDate SOME_DAY = LocalDate.of(2001, 1, 1);

    /** Parsing takes longer than all else that is done with it; rows have a few dozen, and of what records have not all are kept. */
    private static final Map<String, Period> PARSED = new ConcurrentHashMap<>();

    private static final int MOST = 1_000;

    private Periods() {}

    /** First day after a period from a day; {@link Told#NEVER} if no day ends it, or the day or the period is not known. */
    public LocalDate after(String period, LocalDate start) {
        LocalDate last = last(period, start);
        return last.equals(Told.NEVER) ? last : last.plusDays(1);
    }

    /** Whether one period is longer than another; no if one of them is not known. */
    public boolean longer(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && last(one, SOME_DAY).isAfter(last(other, SOME_DAY));
    }

    /**
     * Whether a period from a day lies between two others, both included: by the days to which they lead.
     *
     * @param least empty if there is no least
     */
    public boolean within(String period, String least, String longest, LocalDate start) {
        if (period.equals(longest) || period.equals(least)) {
            return true;
        }
        LocalDate last = last(period, start);
        return !last.equals(Told.NEVER)
                && !longest.equals(Term.WHILE_LISTED)
                && (least.isEmpty() || !last.isBefore(last(least, start)))
                && !last.isAfter(last(longest, start));
    }

    private static LocalDate last(String period, LocalDate start) {
        Period counted = parsed(period);
        return counted == null || start.equals(Told.NEVER) ? Told.NEVER : LegalPeriods.lastDay(start, counted);
    }

    private static @Nullable Period parsed(String period) {
        if (period.isEmpty() || period.equals(Term.LIFE) || period.equals(Term.WHILE_LISTED)) {
            return null;
        }
        Period known = PARSED.get(period);
        if (known != null) {
            return known;
        }
        try {
            Period parsed = Period.parse(period);
            if (parsed.isNegative() || parsed.isZero()) {
                return null;
            }
            if (PARSED.size() < MOST) {
                PARSED.put(period, parsed);
            }
            return parsed;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
