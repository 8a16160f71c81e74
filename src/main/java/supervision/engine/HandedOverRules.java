package supervision.engine;

import java.util.SortedMap;
import java.util.TreeMap;
import supervision.rulepack.RulePack;

/** Shows people what the engine is given in place of the rule files as they are written. */
public final class HandedOverRules {

    private HandedOverRules() {}

    /**
     * What the engine gets for each rule file, by the path of the file; what stands on a line of the file stands on that line.
     * Nothing is compiled.
     */
    public static SortedMap<String, String> of(RulePack pack) {
        RuleSources sources = RuleSources.of(pack.drl());
        SortedMap<String, String> byPath = new TreeMap<>();
        sources.paths().forEach((name, path) -> byPath.put(path, sources.texts().get(name)));
        return byPath;
    }
}
