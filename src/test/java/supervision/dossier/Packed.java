package supervision.dossier;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;

/** Packs in which one figure is another. */
final class Packed {

    private Packed() {}

    /** The pack with a value for a parameter from its first day on. */
    static RulePack with(RulePack pack, String id, String value) {
        Parameter parameter = pack.parameter(id);
        Map<String, Parameter> parameters = new TreeMap<>(pack.parameters());
        Parameter.Row row = new Parameter.Row(
                pack.modelledFrom(), value, Map.of(), parameter.rows().get(0).source(), "NONE", "placeholder", null);
        parameters.put(id, new Parameter(id, parameter.title(), parameter.unit(), List.of(row)));
        return pack.with(parameters);
    }
}
