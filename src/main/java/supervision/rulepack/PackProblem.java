package supervision.rulepack;

import java.util.Comparator;

/**
 * One thing that is wrong with a pack.
 *
 * @param file path inside the pack
 * @param line line in the file, from 1; 0 where the whole file is meant
 * @param column column in the line, from 1, in characters; 0 where the whole line is meant
 * @param problem what is wrong, with the text in backticks
 * @param remedy what to do
 */
public record PackProblem(String file, int line, int column, String problem, String remedy)
        implements Comparable<PackProblem> {

    private static final Comparator<PackProblem> ORDER = Comparator.comparing(PackProblem::file)
            .thenComparing(PackProblem::line)
            .thenComparing(PackProblem::column)
            .thenComparing(PackProblem::problem);

    public PackProblem(String file, int line, String problem, String remedy) {
        this(file, line, 0, problem, remedy);
    }

    @Override
    public int compareTo(PackProblem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + (column > 0 ? ":" + column : "") + ": " + problem + "; " + remedy;
    }
}
