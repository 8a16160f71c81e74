package supervision.replay;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.facts.Case;
import supervision.law.SourceRef;

/**
 * A case with the answer that the law was read to give.
 *
 * @param file path below the folder of cases
 * @param sentence what the case shows, in Chinese
 * @param en the same in English
 * @param why clauses from which the answer was read
 * @param edge ids of the edge cases that it shows, as in {@code edge-cases.yaml}; mostly none
 */
public record FixtureCase(
        String file, String sentence, String en, List<SourceRef> why, List<String> edge, Question question) {

    /** What is asked, with the answer expected. */
    public sealed interface Question permits Decide, CountWorkingDays, CountPeriod, CalendarMissing {}

    /**
     * A decision on facts.
     *
     * @param examples id of the example set to use; null for none
     * @param figures figures assumed for this case, by parameter, as if the district had set them
     */
    public record Decide(Case asked, @Nullable String examples, SortedMap<String, String> figures, Expected expected)
            implements Question {}

    /**
     * The answer to a decision.
     *
     * @param saysValidUntil whether the file says how long the answer holds
     * @param validUntil first day on which it can differ; null if it never does
     * @param warnings codes of the warnings of the decision, in its order; null if the file does not say them
     * @param report parts of a credit report by the use that it is for, those that the file says
     * @param within types of conclusions compared, in the order of the file; all if empty
     */
    public record Expected(
            boolean saysValidUntil,
            @Nullable LocalDate validUntil,
            Decision.@Nullable Disposition disposition,
            @Nullable List<String> warnings,
            SortedMap<String, List<String>> report,
            Set<String> within,
            List<Statement> statements) {

        /** Whether it compares conclusions of a type, by its simple name. */
        public boolean compares(String conclusion) {
            return within.isEmpty() || within.contains(Statement.key(conclusion));
        }

        /** Whether some findings are as good as others to a case with this answer. */
        public boolean takesForTheSame(Collection<Finding> some, Collection<Finding> others) {
            return Replay.compared(this, some).equals(Replay.compared(this, others));
        }
    }

    /**
     * The last of a number of working days after a day.
     *
     * @param knownOn day whose knowledge of the calendars counts; null for all that is known
     */
    public record CountWorkingDays(
            LocalDate from,
            int days,
            LocalDate expected,
            @Nullable LocalDate knownOn) implements Question {}

    /** The last day of a period. */
    public record CountPeriod(LocalDate from, Period period, LocalDate lastDay) implements Question {}

    /** Working days that reach a year without calendar: no answer may be given. */
    public record CalendarMissing(
            LocalDate from, int days, int year, @Nullable LocalDate knownOn) implements Question {}
}
