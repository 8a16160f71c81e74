package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import supervision.decision.Text;
import supervision.rulepack.PackProblem;

/** What is wrong with a pack or a case is told as fully in Chinese as in English. */
public final class BothLanguages {

    private static final Pattern QUOTED = Pattern.compile("`[^`]*`");

    private static final String CHINESE = "[\\u4e00-\\u9fff]";

    private BothLanguages() {}

    /** Gives problems back once each is whole. */
    public static List<PackProblem> whole(Collection<PackProblem> problems) {
        problems.forEach(problem -> requireWhole(problem.problem(), problem.remedy()));
        return List.copyOf(problems);
    }

    /** The place of a problem and its English half, for tests that compare the wording. */
    public static String english(PackProblem problem) {
        String column = problem.column() > 0 ? ":" + problem.column() : "";
        return problem.file() + ":" + problem.line() + column + ": "
                + problem.problem().en() + "; " + problem.remedy().en();
    }

    public static void requireWhole(Text problem, Text remedy) {
        for (Text text : List.of(problem, remedy)) {
            assertThat(text.zh()).as("Chinese of: %s", text.en()).containsPattern(CHINESE);
            assertThat(text.en()).as("English of: %s", text.zh()).isNotBlank();
            assertThat(QUOTED.matcher(text.en()).results().map(MatchResult::group))
                    .as("what the English quotes: %s", text)
                    .allMatch(text.zh()::contains);
        }
    }
}
