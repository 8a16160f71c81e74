package supervision.rulepack;

/**
 * One thing that is wrong with a pack.
 *
 * @param file path inside the pack
 * @param line line in the file, from 1; 0 where the whole file is meant
 * @param problem what is wrong, with the text in backticks
 * @param remedy what to do
 */
public record PackProblem(String file, int line, String problem, String remedy) implements Comparable<PackProblem> {

    @Override
    public int compareTo(PackProblem other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : problem.compareTo(other.problem);
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + problem + "; " + remedy;
    }
}
