package supervision.rulepack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supervision.decision.Text;

/** A pack was refused. It lists everything that is wrong, not just the first. */
public final class RulePackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a list of records of texts
    private final List<PackProblem> problems;

    public RulePackException(List<PackProblem> problems) {
        this(Stream.of(problems));
    }

    private RulePackException(Stream<List<PackProblem>> groups) {
        this(groups.flatMap(group -> group.stream().sorted()).toArray(PackProblem[]::new));
    }

    private RulePackException(PackProblem... problems) {
        super(Arrays.stream(problems).map(PackProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.of(problems);
    }

    /** Causes first: each group in the order of files and lines, one group after the other. */
    @SafeVarargs
    static RulePackException inOrder(List<PackProblem>... groups) {
        return new RulePackException(Arrays.stream(groups));
    }

    /** All problems, each on a line of its own. */
    public Text told() {
        return Text.joined(problems.stream().map(PackProblem::told).toList(), "\n", "\n");
    }

    public List<PackProblem> problems() {
        return problems;
    }
}
