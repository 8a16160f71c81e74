package supervision.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Explains what the service goes by; what is explained is a command below it. */
@Command(
        name = "explain",
        description = "说明规则及其依据，以及措施为何不适用 / explain the rules and what they rest on, and why measures do not apply",
        mixinStandardHelpOptions = true)
final class Explain implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec asked = Objects.requireNonNull(spec);
        asked.commandLine().usage(asked.commandLine().getOut());
        return 2;
    }
}
