package supervision.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.reading.RuleWords;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * What an edit changes in a pack, as text: rules by their names, numbers by their rows.
 *
 * @param files paths of files that were added, removed or changed
 * @param retold places that say something else, each to be confirmed by whoever approves the pack
 */
public record PackChanges(List<RuleChange> rules, List<FigureChange> figures, List<String> files, List<Retold> retold) {

    /**
     * A rule that differs; null on the side where there is none of that name.
     *
     * @param before what it says, as {@code when … then …}
     * @param saidBefore the same as a sentence
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

    /** What differs between two packs. */
    static PackChanges between(RulePack before, RulePack after) {
        return new PackChanges(
                rules(before, after), figures(before, after), files(before, after), Retold.between(before, after));
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
                changes.add(new RuleChange(
                        rule.name(),
                        rule.en(),
                        rule.file(),
                        rule.line(),
                        earlier == null ? null : text(earlier),
                        text,
                        earlier == null ? null : wordsBefore.sentence(earlier),
                        wordsAfter.sentence(rule)));
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
                        wordsBefore.sentence(rule),
                        null)));
        return changes;
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
