package supervision.rulepack;

import java.util.Comparator;
import supervision.decision.Text;

/**
 * One thing that is wrong with a pack.
 *
 * @param file path inside the pack
 * @param line line in the file, from 1; 0 where the whole file is meant
 * @param column column in the line, from 1, in characters; 0 where the whole line is meant
 * @param problem what is wrong, with the text in backticks
 * @param remedy what to do
 */
public record PackProblem(String file, int line, int column, Text problem, Text remedy)
        implements Comparable<PackProblem> {

    private static final Comparator<PackProblem> ORDER = Comparator.comparing(PackProblem::file)
            .thenComparing(PackProblem::line)
            .thenComparing(PackProblem::column)
            .thenComparing(problem -> problem.problem().en());

    public PackProblem(String file, int line, Text problem, Text remedy) {
        this(file, line, 0, problem, remedy);
    }

    private String place() {
        return file + ":" + line + (column > 0 ? ":" + column : "");
    }

    /** Place, problem and remedy as one text. */
    Text told() {
        return Text.of("%1$s: %2$s；%3$s", "%1$s: %2$s; %3$s", place(), problem, remedy);
    }

    @Override
    public int compareTo(PackProblem other) {
        return ORDER.compare(this, other);
    }

    /** A line for the terminal and the log: the place, then all of it in Chinese, then all of it in English. */
    @Override
    public String toString() {
        return place() + ": " + problem.zh() + "；" + remedy.zh() + " / " + problem.en() + "; " + remedy.en();
    }
}
