package supervision.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supervision.dossier.Instruments;
import supervision.language.Declaration;
import supervision.language.Levels;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RuleText;

/**
 * The rules of a pack as they are handed over to the engine: each file by itself, so that an edit of one leaves what was compiled
 * of the others as it is.
 *
 * @param types what all files declare, which is compiled first
 * @param files those with rules, in the order of their paths
 */
record RuleSources(Part types, List<Part> files) {

    /**
     * What is compiled at once.
     *
     * @param path of the file inside the pack; empty for what all files declare
     * @param text as the engine gets it
     * @param declared what the text names of that which all files declare
     */
    record Part(String path, String text, String declared) {

        /** Name under which the engine sees it. */
        String name() {
            return path.isEmpty() ? "declared.drl" : path.substring(path.lastIndexOf('/') + 1);
        }

        /** SHA-256, in hexadecimal digits, of all that the engine is given and of its version. */
        String key() {
            return RuleSources.key(List.of(DecisionEngine.VERSION, INSTRUMENTS, name(), text, declared));
        }
    }

    /** Declares for the one package of all rules, so that no rule file has to: the instruments, and what takes conclusions. */
    static final String INSTRUMENTS = "package rules\n\nimport java.time.LocalDate\n\n"
            + Stream.concat(
                            Instruments.TYPES.entrySet().stream(),
                            Stream.of(
                                    Map.entry("tables", RowTables.class), Map.entry("conclusions", Conclusions.class)))
                    .map(global -> "global " + global.getValue().getName() + " " + global.getKey() + ";\n")
                    .collect(Collectors.joining());

    private static final Pattern NO_WORD = Pattern.compile("\\W+");

    RuleSources {
        files = List.copyOf(files);
    }

    /** @param drl rule files by path, of the right form */
    static RuleSources of(SortedMap<String, String> drl) {
        List<RuleFile> files = RuleFile.of(drl, new ArrayList<>());
        List<RuleText> rules =
                files.stream().flatMap(file -> file.rules().stream()).toList();
        SortedMap<String, Declaration> declared = new TreeMap<>();
        files.forEach(file -> file.declarations().forEach(each -> declared.put(each.name(), each)));
        Set<String> tables = declared.values().stream()
                .filter(Declaration::isTable)
                .map(Declaration::type)
                .collect(Collectors.toSet());
        Levels levels = new Levels(rules);
        return new RuleSources(
                new Part("", "package " + Declaration.PACKAGE + "\n\n" + texts(declared.values()), ""),
                files.stream()
                        .filter(file -> !file.rules().isEmpty())
                        .map(file -> part(file, new HandedOver(levels, tables).text(file), declared))
                        .toList());
    }

    private static Part part(RuleFile file, String text, SortedMap<String, Declaration> declared) {
        Set<String> words = Set.copyOf(List.of(NO_WORD.split(text)));
        return new Part(
                file.path(),
                text,
                texts(declared.values().stream()
                        .filter(each -> words.contains(each.name()))
                        .toList()));
    }

    private static String texts(Collection<Declaration> declared) {
        return declared.stream().map(HandedOver::text).collect(Collectors.joining());
    }

    /** Of all of it: equal for rules of which everything that is compiled is equal. */
    String key() {
        return key(
                Stream.concat(Stream.of(types), files.stream()).map(Part::key).toList());
    }

    private static String key(List<String> texts) {
        MessageDigest digest = CompiledModule.sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            // the length first, so that moving a byte between neighbours changes the hash
            digest.update((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
