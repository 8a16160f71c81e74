package supervision.replay;

import supervision.decision.Text;

/**
 * A case file that cannot be run.
 *
 * @param file path below the folder of cases
 * @param problem what is wrong, with the text in backticks
 * @param remedy what to do
 */
public record FixtureProblem(String file, Text problem, Text remedy) {

    @Override
    public String toString() {
        return file + ": " + problem.zh() + "；" + remedy.zh() + " / " + problem.en() + "; " + remedy.en();
    }
}
