package supervision.replay;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;

/**
 * What came out of a replay.
 *
 * @param results results by the order of the files
 * @param problems files that could not be run
 */
public record ReplayReport(List<Result> results, List<FixtureProblem> problems) {

    /**
     * What came out of one case.
     *
     * @param differences what was expected and what was found, a line each; none if the case passed
     * @param decision the decision; null if the case asks for a count of days or could not be decided
     */
    public record Result(
            FixtureCase asked,
            List<String> differences,
            @Nullable Decision decision) {

        public Result {
            differences = List.copyOf(differences);
        }

        public boolean passed() {
            return differences.isEmpty();
        }
    }

    public long passed() {
        return results.stream().filter(Result::passed).count();
    }

    /** Whether anything is wrong; finding no case at all is wrong too, for it proves nothing. */
    public boolean failed() {
        return results.isEmpty() || !problems.isEmpty() || passed() < results.size();
    }

    /** Writes what is wrong, in the order of the files, and the total. */
    public void print(Appendable out) throws IOException {
        for (FixtureProblem problem : problems) {
            line(out, "? " + problem);
        }
        for (Result result : results) {
            if (!result.passed()) {
                line(out, "✗ " + result.asked().file());
                line(out, "  " + result.asked().sentence());
                line(out, "  " + result.asked().en());
                for (String difference : result.differences()) {
                    line(out, "    " + difference);
                }
            }
        }
        if (results.isEmpty()) {
            line(out, "没有找到案例 · no case was found: name a folder that holds .yaml case files");
        } else {
            line(
                    out,
                    passed() + " / " + results.size() + " 个案例通过 · cases passed"
                            + (problems.isEmpty() ? "" : "，" + problems.size() + " 个文件无法读取 · files could not be run"));
        }
    }

    private static void line(Appendable out, String text) throws IOException {
        out.append(text).append('\n');
    }
}
