package supervision.rulepack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

    /** Those of some ten packs. */
    private static final int MOST_CHARACTERS = 4 << 20;

    /** Of the files read last: packs differ in few of them, and one pack is read once for each of its example sets. */
    private static final Cache<Text, Read> KEPT = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Text key, Read read) -> key.text().length())
            .executor(Runnable::run)
            .build();

    /** @param declared names that all files of the pack declare */
    private record Text(String path, String text, Set<String> declared) {}

    private record Read(RuleFile file, List<PackProblem> problems) {}

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
        Set<String> declared = Set.copyOf(DrlReader.declaredIn(texts.values()));
        texts.forEach((path, text) -> {
            Read known = KEPT.get(new Text(path, text, declared), RuleFile::read);
            read.add(known.file());
            problems.addAll(known.problems());
        });
        return read;
    }

    private static Read read(Text text) {
        List<PackProblem> problems = new ArrayList<>();
        return new Read(DrlReader.file(text.path(), text.text(), text.declared(), problems), List.copyOf(problems));
    }
}
