package supervision.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;

/** What an edit did, in a few sentences: what is read first of a report. */
final class Gist {

    /** Names that are said of many; the report lists all of them further down. */
    private static final int MOST_NAMED = 3;

    private Gist() {}

    /**
     * @param changes null if there was nothing to hold the candidate against, or it cannot be read
     * @param impact null if the register was not decided
     */
    static List<Text> of(@Nullable PackChanges changes, @Nullable Impact impact) {
        List<Text> said = new ArrayList<>();
        said.add(changes == null ? new Text("未能比较改动前后的规则包。", "There are no two packs to compare.") : edited(changes));
        if (impact == null) {
            said.add(new Text("尚未计算影响哪些登记主体。", "Whom it hits in the register was not looked at."));
        } else {
            said.add(whom(impact));
            said.addAll(kinds(impact.kinds(), new Text("当日有变化的结论：", "Conclusions that day: ")));
            said.addAll(kinds(impact.kindsLater(), new Text("以后有变化的结论：", "Conclusions on later days: ")));
            said.addAll(told(impact.wording()));
        }
        return List.copyOf(said);
    }

    private static Text edited(PackChanges changes) {
        List<Text> parts = new ArrayList<>();
        Function<PackChanges.RuleChange, Text> name = rule -> new Text(rule.rule(), rule.en());
        parts.addAll(rules(changes, "新增", "added", name, rule -> rule.before() == null));
        parts.addAll(rules(changes, "修改", "changed", name, rule -> rule.before() != null && rule.after() != null));
        parts.addAll(rules(changes, "删除", "removed", name, rule -> rule.after() == null));
        if (!changes.figures().isEmpty()) {
            parts.add(named(
                    "修改参数 %d 个",
                    counted(changes.figures().size(), "figure") + " changed",
                    changes.figures().stream()
                            .map(PackChanges.FigureChange::title)
                            .toList()));
        }
        changes.tables().forEach(table -> parts.add(rows(table)));
        if (!changes.declarations().isEmpty()) {
            parts.add(named(
                    "修改步骤和表格的声明 %d 项",
                    counted(changes.declarations().size(), "declaration") + " of steps and tables changed",
                    changes.declarations().stream()
                            .map(PackChanges.DeclarationChange::title)
                            .toList()));
        }
        if (!changes.others().isEmpty()) {
            parts.add(named(
                    "修改其他文件 %d 个",
                    counted(changes.others().size(), "other file") + " changed",
                    changes.others().stream().map(file -> new Text(file, file)).toList()));
        }
        return parts.isEmpty()
                ? new Text("没有改动，两个规则包相同。", "Nothing was edited: the two packs are the same.")
                : Text.of("改动：%1$s。", "Edited: %1$s.", Text.joined(parts, "；", "; "));
    }

    private static List<Text> rules(
            PackChanges changes,
            String zh,
            String en,
            Function<PackChanges.RuleChange, Text> name,
            Predicate<PackChanges.RuleChange> which) {
        List<Text> names = changes.rules().stream().filter(which).map(name).toList();
        return names.isEmpty()
                ? List.of()
                : List.of(named(zh + "规则 %d 条", counted(names.size(), "rule") + " " + en, names));
    }

    private static Text rows(PackChanges.TableChange table) {
        List<Text> parts = Stream.of(
                        part(table.added(), "新增", "added"),
                        part(table.removed(), "删除", "removed"),
                        part(table.changed(), "修改", "changed"))
                .flatMap(List::stream)
                .toList();
        return Text.of("表格“%1$s”%2$s", "table “%1$s”: %2$s", table.title(), Text.joined(parts, "、", ", "));
    }

    private static List<Text> part(int count, String zh, String en) {
        return count == 0 ? List.of() : List.of(new Text(zh + " " + count + " 行", counted(count, "row") + " " + en));
    }

    /** @param zh with a place for how many there are */
    private static Text named(String zh, String en, List<Text> names) {
        Text first = Text.joined(
                names.stream()
                        .limit(MOST_NAMED)
                        .map(name -> new Text("“" + name.zh() + "”", "“" + name.en() + "”"))
                        .toList(),
                "、",
                ", ");
        int more = names.size() - MOST_NAMED;
        return new Text(
                zh.formatted(names.size()) + "（" + first.zh() + (more > 0 ? "等" : "") + "）",
                en + " (" + first.en() + (more > 0 ? " and " + more + " more" : "") + ")");
    }

    private static Text whom(Impact impact) {
        if (impact.affected() == 0 && impact.later() == 0) {
            return new Text(
                    grouped(impact.entities()) + " 个登记主体的结论在 " + impact.day() + " 没有变化，至 " + impact.horizon()
                            + " 也没有变化。",
                    counted(impact.entities(), "entity") + " in the register: nothing else is concluded on "
                            + impact.day() + ", nor on a later day until " + impact.horizon() + ".");
        }
        return new Text(
                grouped(impact.entities()) + " 个登记主体中，" + impact.day() + " 结论有变化的 " + grouped(impact.affected())
                        + " 个；当日没有变化、至 " + impact.horizon() + " 将有变化的 " + grouped(impact.later()) + " 个。",
                counted(impact.entities(), "entity") + " in the register: something else is concluded of "
                        + grouped(impact.affected()) + " on " + impact.day() + ", and of " + grouped(impact.later())
                        + " more on a later day until " + impact.horizon() + ".");
    }

    private static List<Text> kinds(List<Impact.KindChange> kinds, Text of) {
        List<Text> parts = Stream.of(
                        turn(kinds, Impact.KindChange::begins, "新增", "new"),
                        turn(kinds, Impact.KindChange::ends, "不再有", "gone"),
                        turn(kinds, Impact.KindChange::turns, "内容不同", "other"))
                .flatMap(List::stream)
                .toList();
        return parts.isEmpty()
                ? List.of()
                : List.of(Text.of("%1$s%2$s。", "%1$s%2$s.", of, Text.joined(parts, "；", "; ")));
    }

    private static List<Text> turn(
            List<Impact.KindChange> kinds, Function<Impact.KindChange, Impact.Whom> of, String zh, String en) {
        List<Text> some = kinds.stream()
                .filter(kind -> of.apply(kind).count() > 0)
                .map(kind -> {
                    long count = of.apply(kind).count();
                    return new Text(
                            "“" + kind.title().zh() + "”（" + grouped(count) + " 个主体）",
                            kind.title().en() + " (" + counted(count, "entity") + ")");
                })
                .toList();
        return some.isEmpty() ? List.of() : List.of(Text.of(zh + "%1$s", en + ": %1$s", Text.joined(some, "、", ", ")));
    }

    private static List<Text> told(List<Impact.Wording> wording) {
        if (wording.isEmpty()) {
            return List.of();
        }
        List<Text> kinds = wording.stream()
                .collect(Collectors.groupingBy(
                        Impact.Wording::what,
                        TreeMap::new,
                        Collectors.mapping(Impact.Wording::title, Collectors.toList())))
                .entrySet()
                .stream()
                .map(kind -> named(
                        kind.getKey().title().zh() + " %d 处",
                        kind.getKey().title().en() + ": " + kind.getValue().size(),
                        kind.getValue()))
                .toList();
        return List.of(Text.of(
                "结论相同、说法不同：%1$s。",
                "Told otherwise, where the same is concluded: %1$s.", Text.joined(kinds, "；", "; ")));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String counted(long number, String what) {
        return grouped(number) + " "
                + (number == 1 ? what : what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s");
    }
}
