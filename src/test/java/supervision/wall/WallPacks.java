package supervision.wall;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.replay.ExampleEngines;
import supervision.rulepack.PackFiles;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The packs that decide generated worlds: the rules of this repository under figures and rows that a district might set. */
final class WallPacks {

    /** What stands in the pack where nobody has set it, and what a district might set there. */
    private static final Map<String, Map<String, String>> ROWS =
            Map.of("tables/sector-classes.yaml", Map.of("rows: []", """
                    rows:
                      - {field: FOOD, conduct: 标签不符合规定, gravity: MINOR, SOURCE}
                      - {field: FOOD, kind: PERMIT_REVOKED, gravity: SERIOUS, SOURCE}
                      - {field: CONSTRUCTION, gravity: GENERAL, SOURCE}
                      - {field: WORK_SAFETY, kind: FINE, gravity: SERIOUS, SOURCE}
                    """.replace(
                    "SOURCE", "from: 2020-01-01, source: state-council-2025-22/item-2, evidence: F1, status: active")));

    private final Map<String, JsonNode> told = new LinkedHashMap<>();
    private final Map<String, DecisionEngine> engines = new LinkedHashMap<>();
    private final ExampleEngines withRows = new ExampleEngines(withRows());

    private WallPacks() {}

    static WallPacks read(Path file) throws IOException {
        WallPacks packs = new WallPacks();
        YAMLMapper.builder()
                .build()
                .readTree(Files.readString(file))
                .path("packs")
                .forEach(pack -> packs.told.put(pack.path("id").asString(), pack));
        return packs;
    }

    List<String> ids() {
        return List.copyOf(told.keySet());
    }

    DecisionEngine engine(String id) {
        return engines.computeIfAbsent(id, this::compiled);
    }

    private DecisionEngine compiled(String id) {
        JsonNode pack = told.get(id);
        String examples = pack.has("examples") ? pack.path("examples").asString() : null;
        DecisionEngine engine =
                pack.path("instead").asBoolean(false) ? withRows.apply(examples) : Engines.with(examples);
        JsonNode figures = pack.path("figures");
        if (figures.isEmpty()) {
            return engine;
        }
        RulePack shipped = engine.pack();
        Map<String, Parameter> parameters = new TreeMap<>(shipped.parameters());
        figures.properties().forEach(figure -> {
            Parameter parameter = shipped.parameter(figure.getKey());
            JsonNode value = figure.getValue();
            Map<String, String> entries = new TreeMap<>();
            value.properties()
                    .forEach(entry ->
                            entries.put(entry.getKey(), entry.getValue().asString()));
            Parameter.Row row = new Parameter.Row(
                    shipped.modelledFrom(),
                    value.isString() ? value.asString() : null,
                    entries,
                    parameter.rows().get(0).source(),
                    "NONE",
                    "placeholder",
                    null);
            parameters.put(
                    parameter.id(), new Parameter(parameter.id(), parameter.title(), parameter.unit(), List.of(row)));
        });
        return engine.with(shipped.with(parameters));
    }

    private static PackFiles withRows() {
        Map<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        ROWS.forEach((path, rows) -> rows.forEach((nothing, some) -> {
            String text = new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
            if (!text.contains(nothing)) {
                throw new IllegalStateException(
                        path + " has no `" + nothing + "` that the wall could fill: change WallPacks");
            }
            files.put(path, text.replace(nothing, some).getBytes(StandardCharsets.UTF_8));
        }));
        return PackFiles.of(files);
    }
}
