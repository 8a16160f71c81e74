package supervision.replay;

/**
 * A case file that cannot be run.
 *
 * @param file path below the folder of cases
 * @param problem what is wrong, with the text in backticks
 * @param remedy what to do
 */
public record FixtureProblem(String file, String problem, String remedy) {

    @Override
    public String toString() {
        return file + ": " + problem + "; " + remedy;
    }
}
