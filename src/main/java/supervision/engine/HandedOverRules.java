package supervision.engine;

import java.util.SortedMap;
import java.util.TreeMap;
import supervision.rulepack.RulePack;

/** Shows people what the engine is given in place of the rule files as they are written. */
public final class HandedOverRules {

    private HandedOverRules() {}

    /**
     * What all files declare, under an empty path, and what the engine gets for each file with rules, by the path of the file; what
     * stands on a line of the file stands on that line. Nothing is compiled.
     */
    public static SortedMap<String, String> of(RulePack pack) {
        SortedMap<String, String> byPath = new TreeMap<>();
        RuleSources sources = RuleSources.of(pack.drl());
        byPath.put("", sources.types().text());
        sources.files().forEach(file -> byPath.put(file.path(), file.text()));
        return byPath;
    }
}
