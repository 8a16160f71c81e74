package supervision.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.language.Declaration;
import supervision.reading.RuleWords;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * What an edit changes in a pack, as text: rules by their names, numbers by their rows.
 *
 * @param tables tables and catalogues of which rows differ
 * @param declarations steps and tables that rule files declare otherwise
 * @param others paths of files that differ in none of these, such as labels
 * @param files paths of files that were added, removed or changed
 * @param retold places that say something else, each to be confirmed by whoever approves the pack
 */
public record PackChanges(
        List<RuleChange> rules,
        List<FigureChange> figures,
        List<TableChange> tables,
        List<DeclarationChange> declarations,
        List<String> others,
        List<String> files,
        List<Retold> retold) {

    /** Folders of files that are rows of law. */
    private static final List<String> OF_ROWS = List.of("tables/", "measures/");

    /** A row in the place of a change: the key under which the rows stand, and what the row is called. */
    private static final Pattern ROW = Pattern.compile("([^\\[]*)\\[([^]]*)](.*)", Pattern.DOTALL);

    /**
     * A rule that differs; null on the side where there is none of that name.
     *
     * @param before what it says, as {@code when … then …}
     * @param saidBefore the same as a sentence, with its days
     */
    public record RuleChange(
            String rule,
            String en,
            String file,
            int line,
            @Nullable String before,
            @Nullable String after,
            @Nullable Text saidBefore,
            @Nullable Text saidAfter) {}

    /** A parameter of which rows differ: its rows before and after, those that both have left out. */
    public record FigureChange(String id, Text title, List<String> before, List<String> after) {}

    /** Rows of one table that differ: how many were added, taken out, and changed. */
    public record TableChange(String file, Text title, int added, int removed, int changed) {}

    /** A step or a table whose declaration differs, is new, or is gone. */
    public record DeclarationChange(String name, Text title) {}

    /** What differs between two packs. */
    static PackChanges between(RulePack before, RulePack after) {
        List<RuleChange> rules = rules(before, after);
        List<FigureChange> figures = figures(before, after);
        List<Retold> retold = Retold.between(before, after);
        List<TableChange> tables = tables(before, after, retold);
        List<Declaration> declared = declarations(before, after);
        List<String> files = files(before, after);
        Set<String> told = new HashSet<>();
        rules.forEach(rule -> told.add(rule.file()));
        figures.forEach(figure -> told.add("parameters/" + figure.id() + ".yaml"));
        tables.forEach(table -> told.add(table.file()));
        declared.forEach(one -> told.add(one.file()));
        return new PackChanges(
                rules,
                figures,
                tables,
                declared.stream()
                        .map(one -> new DeclarationChange(one.name(), new Text(one.zh(), one.en())))
                        .toList(),
                files.stream().filter(file -> !told.contains(file)).toList(),
                files,
                retold);
    }

    private static List<TableChange> tables(RulePack before, RulePack after, List<Retold> retold) {
        // by file and key: of each row whether it is new, gone, or another
        Map<String, Map<String, Map<String, String>>> changes = new TreeMap<>();
        for (Retold change : retold) {
            Matcher row = ROW.matcher(change.at());
            if (OF_ROWS.stream().anyMatch(change.file()::startsWith) && row.matches()) {
                boolean whole = row.group(3).isEmpty();
                changes.computeIfAbsent(change.file(), file -> new TreeMap<>())
                        .computeIfAbsent(row.group(1), rows -> new TreeMap<>())
                        .put(
                                row.group(2),
                                whole && change.before() == null
                                        ? "added"
                                        : whole && change.after() == null ? "removed" : "changed");
            }
        }
        List<TableChange> tables = new ArrayList<>();
        changes.forEach((file, lists) -> lists.forEach((rows, all) -> tables.add(new TableChange(
                file,
                title(file, rows, before, after),
                Collections.frequency(all.values(), "added"),
                Collections.frequency(all.values(), "removed"),
                Collections.frequency(all.values(), "changed")))));
        return tables;
    }

    /** What the rows are called where a rule file declares them; else the file. */
    private static Text title(String file, String rows, RulePack before, RulePack after) {
        String table = file.startsWith("measures/")
                ? "measures"
                : file.substring(file.indexOf('/') + 1).replace(".yaml", "");
        return Stream.of(after, before)
                .flatMap(pack -> pack.declarations().values().stream())
                .filter(declared ->
                        table.equals(declared.table()) && declared.rows().equals(rows))
                .findFirst()
                .map(declared -> new Text(declared.zh(), declared.en()))
                .orElseGet(() -> new Text(file, file));
    }

    private static List<Declaration> declarations(RulePack before, RulePack after) {
        Map<String, Declaration> all = new TreeMap<>(before.declarations());
        all.putAll(after.declarations());
        return all.entrySet().stream()
                .filter(one -> !Objects.equals(
                        Retold.text(before.declarations().get(one.getKey())),
                        Retold.text(after.declarations().get(one.getKey()))))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<RuleChange> rules(RulePack before, RulePack after) {
        Map<String, RuleText> left = new HashMap<>();
        before.rules().forEach(rule -> left.put(rule.name(), rule));
        RuleWords wordsBefore = new RuleWords(before);
        RuleWords wordsAfter = new RuleWords(after);
        List<RuleChange> changes = new ArrayList<>();
        for (RuleText rule : after.rules()) {
            RuleText earlier = left.remove(rule.name());
            String text = text(rule);
            if (earlier == null || !text(earlier).equals(text)) {
                // where the sentence is the same, its grounds are what differs
                boolean cited = earlier != null && !earlier.sources().equals(rule.sources());
                changes.add(new RuleChange(
                        rule.name(),
                        rule.en(),
                        rule.file(),
                        rule.line(),
                        earlier == null ? null : text(earlier),
                        text,
                        earlier == null
                                ? null
                                : cited ? onGrounds(before, wordsBefore, earlier) : said(wordsBefore, earlier),
                        cited ? onGrounds(after, wordsAfter, rule) : said(wordsAfter, rule)));
            }
        }
        before.rules().stream()
                .filter(rule -> left.containsKey(rule.name()))
                .forEach(rule -> changes.add(new RuleChange(
                        rule.name(),
                        rule.en(),
                        rule.file(),
                        rule.line(),
                        text(rule),
                        null,
                        said(wordsBefore, rule),
                        null)));
        return changes;
    }

    /** What a rule says, and when: an edit is often of its days alone. */
    private static Text said(RuleWords words, RuleText rule) {
        return Text.of(
                rule.until() == null ? "%1$s自 %2$s 起施行。" : "%1$s自 %2$s 起施行，%3$s 起不再施行。",
                rule.until() == null ? "%1$s In force from %2$s." : "%1$s In force from %2$s, no longer from %3$s.",
                words.sentence(rule),
                rule.from(),
                rule.until());
    }

    /** The same with the clauses that it rests on. */
    private static Text onGrounds(RulePack pack, RuleWords words, RuleText rule) {
        List<Text> cited = rule.sources().stream().map(pack::cited).toList();
        return Text.of(
                "%1$s依据：%2$s。",
                "%1$s Under %2$s.",
                said(words, rule),
                new Text(
                        cited.stream().map(Text::zh).collect(Collectors.joining("、")),
                        cited.stream().map(Text::en).collect(Collectors.joining(", "))));
    }

    /** All that a rule says but where it stands. */
    static String text(RuleText rule) {
        return "@source " + String.join(", ", rule.sources()) + "\n@effectiveFrom " + rule.from()
                + (rule.until() == null ? "" : "\n@effectiveUntil " + rule.until())
                + (rule.leadUnits().isEmpty() ? "" : "\n@lead " + String.join(", ", rule.leadUnits()))
                + (rule.responsibleUnits().isEmpty()
                        ? ""
                        : "\n@responsible " + String.join(", ", rule.responsibleUnits()))
                + rule.when().stream().map(Object::toString).collect(Collectors.joining("\n  ", "\nwhen\n  ", ""))
                + "\nthen\n  " + rule.then();
    }

    private static List<FigureChange> figures(RulePack before, RulePack after) {
        Set<String> ids = new TreeSet<>(before.parameters().keySet());
        ids.addAll(after.parameters().keySet());
        List<FigureChange> changes = new ArrayList<>();
        for (String id : ids) {
            Parameter earlier = before.parameters().get(id);
            Parameter later = after.parameters().get(id);
            List<String> rowsBefore = rows(earlier);
            List<String> rowsAfter = rows(later);
            if (!rowsBefore.equals(rowsAfter)) {
                List<String> gone = new ArrayList<>(rowsBefore);
                gone.removeAll(rowsAfter);
                List<String> added = new ArrayList<>(rowsAfter);
                added.removeAll(rowsBefore);
                Parameter named = later == null ? earlier : later;
                changes.add(new FigureChange(id, named == null ? new Text(id, id) : named.title(), gone, added));
            }
        }
        return changes;
    }

    private static List<String> rows(@Nullable Parameter parameter) {
        return parameter == null
                ? List.of()
                : parameter.rows().stream()
                        .map(row -> row.from() + ": "
                                + (row.entries().isEmpty() ? String.valueOf(row.value()) : row.entries())
                                + " (" + row.status() + ", " + row.evidence() + ", " + row.source()
                                + (row.set() == null ? "" : ", " + row.set()) + ")")
                        .toList();
    }

    private static List<String> files(RulePack before, RulePack after) {
        Map<String, byte[]> earlier = before.files().files();
        Map<String, byte[]> later = after.files().files();
        Set<String> paths = new TreeSet<>(earlier.keySet());
        paths.addAll(later.keySet());
        return paths.stream()
                .filter(path -> !Arrays.equals(earlier.get(path), later.get(path)))
                .toList();
    }
}
