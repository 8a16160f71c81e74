package supervision.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supervision.dossier.Instruments;
import supervision.language.Declaration;
import supervision.language.Levels;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RuleText;

/**
 * The rules of a pack as they are handed over to the engine.
 *
 * @param texts by the name under which the engine sees them, in the order in which it does
 * @param paths inside the pack, by the same names
 */
record RuleSources(SortedMap<String, String> texts, Map<String, String> paths) {

    /** Declares for the one package of all rules, so that no rule file has to: the instruments, and what takes conclusions. */
    private static final String INSTRUMENTS = "package rules\n\nimport java.time.LocalDate\n\n"
            + Stream.concat(
                            Instruments.TYPES.entrySet().stream(),
                            Stream.of(
                                    Map.entry("tables", RowTables.class), Map.entry("conclusions", Conclusions.class)))
                    .map(global -> "global " + global.getValue().getName() + " " + global.getKey() + ";\n")
                    .collect(Collectors.joining());

    RuleSources {
        texts = Collections.unmodifiableSortedMap(texts);
        paths = Map.copyOf(paths);
    }

    /** @param drl rule files by path, of the right form */
    static RuleSources of(SortedMap<String, String> drl) {
        SortedMap<String, String> texts = new TreeMap<>();
        Map<String, String> paths = new TreeMap<>();
        texts.put("0-instruments.drl", INSTRUMENTS);
        List<RuleFile> files = RuleFile.of(drl, new ArrayList<>());
        List<RuleText> rules =
                files.stream().flatMap(file -> file.rules().stream()).toList();
        Set<String> tables = files.stream()
                .flatMap(file -> file.declarations().stream())
                .filter(Declaration::isTable)
                .map(Declaration::type)
                .collect(Collectors.toSet());
        Levels levels = new Levels(rules);
        // the engine sees flat names, for a folder that differs from the package only brings warnings; and numbered
        // ones,
        // for a/b-c.drl and a-b/c.drl would be one file, and the rules of the other lost without a word
        for (RuleFile file : files) {
            String path = file.path();
            String flat =
                    String.format(Locale.ROOT, "%04d-%s", paths.size() + 1, path.substring(path.lastIndexOf('/') + 1));
            paths.put(flat, path);
            texts.put(flat, new HandedOver(levels, tables).text(file));
        }
        return new RuleSources(texts, paths);
    }

    /** SHA-256, in hexadecimal digits, of all that the engine is given and of its version. */
    String key() {
        MessageDigest digest = CompiledModule.sha256();
        update(digest, DecisionEngine.VERSION);
        texts.forEach((name, text) -> {
            update(digest, name);
            update(digest, text);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // the length first, so that moving a byte between neighbours changes the hash
        digest.update((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
