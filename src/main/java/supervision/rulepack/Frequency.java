package supervision.rulepack;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * How often a year, as parameters of the unit {@code times-per-year} write it: {@code 2}, or {@code <2} for less often.
 *
 * @param times the number written
 * @param below whether it is less often than that
 */
public record Frequency(int times, boolean below) implements Comparable<Frequency> {

    private static final int MOST = 1_000_000;

    /** Reads a value; null if there is none, or if it says {@code as-needed}, which is no number. */
    public static @Nullable Frequency of(String value) {
        boolean below = value.startsWith("<");
        String digits = below ? value.substring(1) : value;
        if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(Character::isDigit)) {
            return null;
        }
        return new Frequency(Integer.parseInt(digits), below);
    }

    /** The least frequency with which something happens at least once in every such period. */
    public static Frequency atLeastOnceEvery(Period period) {
        long months = period.toTotalMonths();
        if (months > 12) {
            return new Frequency(1, true);
        }
        long days = Math.max(1, months * 30 + period.getDays());
        return months == 12
                ? new Frequency(1, false)
                : new Frequency((int) Math.min(MOST, (360 + days - 1) / days), false);
    }

    /** The most whole times that it allows in one year. */
    public int mostInAYear() {
        return below ? Math.max(0, times - 1) : times;
    }

    @Override
    public int compareTo(Frequency other) {
        int order = Integer.compare(times, other.times);
        return order == 0 ? Boolean.compare(other.below, below) : order;
    }

    @Override
    public String toString() {
        return (below ? "<" : "") + times;
    }
}
