package supervision.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import supervision.dossier.Figures;
import supervision.dossier.Today;

/**
 * The rules of a pack as they are handed over to the engine.
 *
 * @param texts by the name under which the engine sees them, in the order in which it does
 * @param paths inside the pack, by the same names
 */
record RuleSources(SortedMap<String, String> texts, Map<String, String> paths) {

    /** Declares for the one package of all rules, so that no rule file has to: the two instruments, and what takes conclusions. */
    private static final String INSTRUMENTS = "package rules\n\nglobal " + Today.class.getName() + " today;\nglobal "
            + Figures.class.getName() + " figures;\nglobal " + Conclusions.class.getName() + " conclusions;\n";

    /** A rule's one statement; on its own line, as a rule is written. One written otherwise inserts, which is only slower. */
    private static final Pattern INSERT = Pattern.compile("^(\\s*)insert\\(", Pattern.MULTILINE);

    RuleSources {
        texts = Collections.unmodifiableSortedMap(texts);
        paths = Map.copyOf(paths);
    }

    /** @param drl rule files by path */
    static RuleSources of(SortedMap<String, String> drl) {
        SortedMap<String, String> texts = new TreeMap<>();
        Map<String, String> paths = new TreeMap<>();
        texts.put("0-instruments.drl", INSTRUMENTS);
        // the engine sees flat names, for a folder that differs from the package only brings warnings; and numbered
        // ones,
        // for a/b-c.drl and a-b/c.drl would be one file, and the rules of the other lost without a word
        drl.forEach((path, text) -> {
            String flat =
                    String.format(Locale.ROOT, "%04d-%s", paths.size() + 1, path.substring(path.lastIndexOf('/') + 1));
            paths.put(flat, path);
            texts.put(flat, handedOver(text));
        });
        return new RuleSources(texts, paths);
    }

    /** The same rules, line for line, that hand their conclusions over instead of inserting them. */
    private static String handedOver(String text) {
        return INSERT.matcher(text).replaceAll("$1conclusions.add(");
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
