package supervision.dossier;

import java.time.LocalDate;
import java.time.Period;
import supervision.rulepack.Frequency;

/**
 * Compares numbers of times with the figures of the law. A figure that is not known is reached by nothing.
 *
 * <p>Not thread-safe: one for each evaluation.
 */
public final class Counts {

    private final Figures figures;

    public Counts(Figures figures) {
        this.figures = figures;
    }

    /** Whether a number of times in a year uses up what a frequency allows in an area, such as a field. */
    public boolean atLeast(String id, String area, Long times) {
        Frequency most = Frequency.of(figures.value(id, area));
        return most != null && times >= most.mostInAYear();
    }

    /** Whether the value of a figure is a whole number above zero, below a thousand. */
    public boolean isNumber(String value) {
        return value.matches("[1-9][0-9]{0,2}");
    }

    /** Whether a number of times is at least the value of a figure; no if that is no number. */
    public boolean reached(String value, Long times) {
        return isNumber(value) && times >= Integer.parseInt(value);
    }

    /** Whether a number of times in a year is more than a frequency allows in an area. */
    public boolean above(String id, String area, Long times) {
        Frequency most = Frequency.of(figures.value(id, area));
        return most != null && times > most.mostInAYear();
    }

    /**
     * The day as many days after another as a figure says; so many working days never end before.
     *
     * @return {@link Told#NEVER} if there is no number, or the day is never
     */
    public LocalDate daysAfter(String id, LocalDate day) {
        return !figures.known(id) || day.equals(Told.NEVER)
                ? Told.NEVER
                : day.plusDays(Integer.parseInt(figures.value(id)));
    }

    /** Whether one frequency is less than another; one that is no number is more than any number. */
    public boolean less(String times, String than) {
        Frequency one = Frequency.of(times);
        Frequency other = Frequency.of(than);
        return one != null && (other == null || one.compareTo(other) < 0);
    }

    /** Whether a frequency is less than it takes to do something once in every period; no if it is no number. */
    public boolean tooFew(String times, String everyPeriod) {
        Frequency given = Frequency.of(times);
        return given != null && given.compareTo(Frequency.atLeastOnceEvery(Period.parse(everyPeriod))) < 0;
    }

    /** What it takes to do something once in every period. */
    public String onceEvery(String period) {
        return Frequency.atLeastOnceEvery(Period.parse(period)).toString();
    }

    /** Whether a frequency allows less in an area than it takes to do something once in every period. */
    public boolean fewer(String id, String area, String everyPeriod) {
        return figures.known(everyPeriod) && tooFew(figures.value(id, area), figures.value(everyPeriod));
    }
}
