package supervision.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supervision.engine.DecisionEngine;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;

/** Engines of one pack, one for each example set that is asked for. The rules are the same in all: compiled once. */
public final class ExampleEngines implements Function<@Nullable String, DecisionEngine> {

    private final PackFiles files;
    private final Map<Optional<String>, DecisionEngine> engines = new HashMap<>();

    public ExampleEngines(PackFiles files) {
        this.files = files;
    }

    /**
     * The engine with an example set.
     *
     * @param examples id of the set; null for none; {@code default} for the one that the pack names
     */
    @Override
    public synchronized DecisionEngine apply(@Nullable String examples) {
        Optional<String> key = Optional.ofNullable(examples);
        DecisionEngine engine = engines.get(key);
        if (engine == null) {
            var pack = RulePackReader.read(files, examples);
            engine = engines.values().stream()
                    .findFirst()
                    .map(compiled -> compiled.with(pack))
                    .orElseGet(() -> DecisionEngine.compile(pack));
            engines.put(key, engine);
        }
        return engine;
    }
}
