package supervision.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.language.Declaration;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A place of a pack that says something else than before: a clause, a citation, a label, an English sentence, a label of
 * evidence, a status, a number, a switch. No case and no entity need notice it, so somebody has to read it: whoever approves a
 * pack confirms each by its id.
 *
 * @param id of this change from this text to that, 12 hexadecimal digits
 * @param file path inside the pack
 * @param at keys from the top of the file to the place, rows by their own ids; of a rule, its name and what of it changed
 * @param before null if it was not there
 * @param after null if it is there no longer
 */
public record Retold(
        String id,
        String file,
        String at,
        @Nullable String before,
        @Nullable String after) {

    private static final ObjectMapper YAML = new YAMLMapper();

    /** Keys by which a row is known, in the order in which they are looked for. */
    private static final List<String> NAMES =
            List.of("id", "from", "list", "day", "clause", "unit", "records", "recipient");

    private static Retold of(String file, String at, @Nullable String before, @Nullable String after) {
        String text = String.join("\0", file, at, String.valueOf(before), String.valueOf(after));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Retold(HexFormat.of().formatHex(hash, 0, 6), file, at, before, after);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What differs between two packs, in the order of the files. */
    static List<Retold> between(RulePack before, RulePack after) {
        List<Retold> changes = new ArrayList<>();
        Set<String> paths = new TreeSet<>(before.files().files().keySet());
        paths.addAll(after.files().files().keySet());
        for (String path : paths) {
            if (path.endsWith(".yaml")) {
                new Comparison(path, keys(path, before, after), changes)
                        .compare("", parsed(before.files(), path), parsed(after.files(), path));
            }
        }
        rules(before, after, changes);
        return List.copyOf(changes);
    }

    private static @Nullable JsonNode parsed(PackFiles files, String path) {
        byte[] bytes = files.files().get(path);
        try {
            return bytes == null ? null : YAML.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            // no pack that was read has such a file
            return JsonNodeFactory.instance.stringNode(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Components by which the rows of a declared table are told apart. */
    private static List<String> keys(String path, RulePack before, RulePack after) {
        return Stream.of(after, before)
                .flatMap(pack -> pack.declarations().values().stream())
                .filter(declared -> ("tables/" + declared.table() + ".yaml").equals(path))
                .findFirst()
                .map(declared -> declared.parts().stream()
                        .filter(Declaration.Part::key)
                        .map(Declaration.Part::name)
                        .toList())
                .orElse(List.of());
    }

    /** One file, in which some components say which row one is. */
    private record Comparison(String file, List<String> keys, List<Retold> changes) {

        private void compare(String at, @Nullable JsonNode before, @Nullable JsonNode after) {
            if (Objects.equals(before, after)) {
                return;
            }
            if (before != null && after != null && before.isObject() && after.isObject()) {
                Set<String> keys = new LinkedHashSet<>(before.propertyNames());
                keys.addAll(after.propertyNames());
                keys.forEach(key -> compare(at.isEmpty() ? key : at + "." + key, before.get(key), after.get(key)));
            } else if (isOfRows(before) && isOfRows(after)) {
                Map<String, JsonNode> rowsBefore = rows(Objects.requireNonNull(before));
                Map<String, JsonNode> rowsAfter = rows(Objects.requireNonNull(after));
                Set<String> rows = new LinkedHashSet<>(rowsBefore.keySet());
                rows.addAll(rowsAfter.keySet());
                rows.forEach(row -> compare(at + "[" + row + "]", rowsBefore.get(row), rowsAfter.get(row)));
            } else {
                String earlier = text(before);
                String later = text(after);
                if (!Objects.equals(earlier, later)) {
                    changes.add(of(file, at, earlier, later));
                }
            }
        }

        private static boolean isOfRows(@Nullable JsonNode node) {
            return node != null && node.isArray() && node.valueStream().allMatch(JsonNode::isObject);
        }

        /** Rows by what they are called, and by a number where several are called alike. */
        private Map<String, JsonNode> rows(JsonNode list) {
            Map<String, JsonNode> rows = new LinkedHashMap<>();
            for (JsonNode row : list) {
                String name = !keys.isEmpty() && keys.stream().allMatch(row::hasNonNull)
                        ? keys.stream()
                                .map(key -> key + ": " + text(row.get(key)))
                                .collect(Collectors.joining(", "))
                        : NAMES.stream()
                                .filter(row::hasNonNull)
                                .findFirst()
                                .map(key -> key + ": " + text(row.get(key)))
                                .orElse("row");
                String unique = name;
                for (int i = 2; rows.containsKey(unique); i++) {
                    unique = name + " #" + i;
                }
                rows.put(unique, row);
            }
            return rows;
        }
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        return node.isNull() ? "null" : node.isValueNode() ? node.asString() : node.toString();
    }

    /** What rules say to people: their conditions are shown by cases, and as text among the changes of rules. */
    private static void rules(RulePack before, RulePack after, List<Retold> changes) {
        Map<String, RuleText> earlier = new LinkedHashMap<>();
        before.rules().forEach(rule -> earlier.put(rule.name(), rule));
        Map<String, Function<RuleText, String>> said = new LinkedHashMap<>();
        said.put("@en", RuleText::en);
        said.put("@source", rule -> String.join(", ", rule.sources()));
        said.put("@effectiveFrom", rule -> rule.from().toString());
        said.put("@effectiveUntil", rule -> String.valueOf(rule.until()));
        said.put("@lead", rule -> String.join(", ", rule.leadUnits()));
        said.put("@responsible", rule -> String.join(", ", rule.responsibleUnits()));
        for (RuleText rule : after.rules()) {
            RuleText old = earlier.remove(rule.name());
            if (old == null) {
                changes.add(of(rule.file(), rule.name(), null, PackChanges.text(rule)));
                continue;
            }
            said.forEach((what, of) -> {
                if (!of.apply(old).equals(of.apply(rule))) {
                    changes.add(of(rule.file(), rule.name() + " " + what, of.apply(old), of.apply(rule)));
                }
            });
        }
        earlier.values().forEach(rule -> changes.add(of(rule.file(), rule.name(), PackChanges.text(rule), null)));
        declarations(before, after, changes);
    }

    /** Steps and tables: their words are read under every rule that names them. */
    private static void declarations(RulePack before, RulePack after, List<Retold> changes) {
        Map<String, Declaration> all = new LinkedHashMap<>(before.declarations());
        all.putAll(after.declarations());
        all.forEach((type, declared) -> {
            String earlier = text(before.declarations().get(type));
            String later = text(after.declarations().get(type));
            if (!Objects.equals(earlier, later)) {
                changes.add(of(declared.file(), "declare " + declared.name(), earlier, later));
            }
        });
    }

    /** All that a declaration says but where it stands. */
    static @Nullable String text(@Nullable Declaration declared) {
        return declared == null
                ? null
                : declared.parts().stream()
                        .map(part -> "\n  " + part.name() + " : " + part.written() + (part.key() ? " @key" : "")
                                + (part.figure() == null ? "" : " @figure(" + part.figure() + ")") + " " + part.zh()
                                + " / " + part.en())
                        .collect(Collectors.joining(
                                "",
                                (declared.table() == null ? "" : "@table(" + declared.table() + ") ") + declared.zh()
                                        + " / " + declared.en(),
                                ""));
    }

    @Override
    public String toString() {
        return id + " " + file + " " + at + ": " + before + " → " + after;
    }
}
