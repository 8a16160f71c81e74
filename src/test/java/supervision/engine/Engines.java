package supervision.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import supervision.replay.ExampleEngines;
import supervision.rulepack.PackFiles;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;

/** Engines of the pack in this repository: compiling takes seconds, so all tests of a run share them. */
public final class Engines {

    private static final ExampleEngines SHARED;

    static {
        SHARED = new ExampleEngines(PackFiles.ofDirectory(Path.of("rules")));
    }

    private Engines() {}

    /** With the example set that the pack names. */
    public static DecisionEngine shipped() {
        return SHARED.apply("default");
    }

    /** With no example set, and figures as if the district had set them. */
    public static DecisionEngine assuming(Map<String, String> figures) {
        Map<String, Map<String, String>> byArea = new TreeMap<>();
        figures.forEach((id, value) -> byArea.put(id, Map.of("*", value)));
        return assumingMaps(byArea);
    }

    /** With no example set, and figures by field as if the district had set them; {@code *} alone is one value. */
    public static DecisionEngine assumingMaps(Map<String, Map<String, String>> figures) {
        DecisionEngine engine = with(null);
        RulePack pack = engine.pack();
        Map<String, Parameter> parameters = new TreeMap<>(pack.parameters());
        figures.forEach((id, values) -> {
            Parameter parameter = pack.parameter(id);
            boolean one = values.keySet().equals(Set.of("*"));
            Parameter.Row row = new Parameter.Row(
                    pack.modelledFrom(),
                    one ? values.get("*") : null,
                    one ? Map.of() : values,
                    parameter.rows().get(0).source(),
                    "NONE",
                    "placeholder",
                    null);
            parameters.put(id, new Parameter(id, parameter.title(), parameter.unit(), List.of(row)));
        });
        return engine.with(pack.with(parameters));
    }

    /** With an example set; null for none. */
    public static DecisionEngine with(@Nullable String examples) {
        return SHARED.apply(examples);
    }
}
