package supervision.rulepack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supervision.language.Declaration;
import supervision.language.Import;

/**
 * A rule file, by itself.
 *
 * @param path path inside the pack
 * @param declarations the steps and tables that it declares
 * @param rules its rules; one with which something is wrong has no conditions and no conclusion
 */
public record RuleFile(String path, List<Import> imports, List<Declaration> declarations, List<RuleText> rules) {

    public RuleFile {
        imports = List.copyOf(imports);
        declarations = List.copyOf(declarations);
        rules = List.copyOf(rules);
    }

    /**
     * Reads rule files by themselves: for those who want to say about rules as much as can be said although something else of
     * their pack is wrong.
     *
     * @param texts by path
     * @param problems takes what is wrong with the form of the rules
     */
    public static List<RuleFile> of(Map<String, String> texts, List<PackProblem> problems) {
        List<RuleFile> read = new ArrayList<>();
        Set<String> declared = DrlReader.declaredIn(texts.values());
        texts.forEach((path, text) -> read.add(DrlReader.file(path, text, declared, problems)));
        return read;
    }
}
