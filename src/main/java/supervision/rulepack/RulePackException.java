package supervision.rulepack;

import java.util.List;
import java.util.stream.Collectors;

/** A pack was refused. It lists everything that is wrong, not just the first. */
public final class RulePackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a list of records of strings
    private final List<PackProblem> problems;

    public RulePackException(List<PackProblem> problems) {
        super(problems.stream().sorted().map(PackProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    public List<PackProblem> problems() {
        return problems;
    }
}
