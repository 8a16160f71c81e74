package supervision.rulepack;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Ending;
import supervision.decision.Recipient;
import supervision.decision.Text;
import supervision.decision.Tier;
import supervision.facts.AdministrativeAct;
import supervision.facts.Channel;
import supervision.facts.Entity;
import supervision.facts.FactKind;
import supervision.facts.Relation;

/**
 * Checks that the groups of {@code labels.yaml} are those that the program asks for, and that of the codes that it knows itself
 * each has a name: a misspelt group or code would be passed over, and people would read the bare code.
 */
final class LabelCheck {

    /** Groups with the codes that they name. */
    private static final Map<String, Set<String>> CODES = new TreeMap<>(Map.ofEntries(
            of("tier", Tier.class),
            of("channel", Channel.class),
            of("answer", Conclusion.Repair.Answer.class),
            of("ending", Ending.class),
            of("act", Conclusion.Duty.Act.class),
            of("fault", Conclusion.Fault.Kind.class),
            of("commitmentUse", Conclusion.CommitmentUse.Answer.class),
            of("relationType", Relation.Type.class),
            of("administrativeActType", AdministrativeAct.Type.class),
            of("recipient", Recipient.class),
            of("type", Entity.Type.class),
            of("ownership", Entity.Ownership.class),
            of("status", Entity.Status.class),
            of("reportNeed", Tables.ReportNeed.class),
            of("disposition", Decision.Disposition.class),
            Map.entry(
                    "kind",
                    Arrays.stream(FactKind.values()).map(FactKind::jsonName).collect(Collectors.toSet()))));

    /** Groups of words for which rules, rows and figures bring the codes. */
    private static final Set<String> OPEN = Set.of(
            ("warning attention scope field parameterStatus frequency evidence level choice component category cause traits"
                            + " commitmentType gravity ground kinds performance procedure reason removal result deletionGround deletes"
                            + " report prepared conclusion by reach executedBy whose about requirement proof demands earlyFrom subject"
                            + " visible recordKind matter plan condition value roadStep length way trait")
                    .split(" "));

    private LabelCheck() {}

    private static Map.Entry<String, Set<String>> of(String group, Class<? extends Enum<?>> type) {
        return Map.entry(
                group, Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.toSet()));
    }

    static void check(YamlFile file, Map<String, Map<String, Text>> labels) {
        Set<String> groups = new TreeSet<>(CODES.keySet());
        groups.addAll(OPEN);
        labels.keySet().stream().filter(group -> !groups.contains(group)).forEach(group -> {
            file.problem(
                    group + ":",
                    Text.of("没有名称组 `%1$s`", "there is no group `%1$s`", group),
                    Text.of("改为 %1$s 之一", "use one of %1$s", groups));
        });
        for (String group : groups) {
            Map<String, Text> words = labels.get(group);
            Set<String> codes = CODES.getOrDefault(group, Set.of());
            if (words == null) {
                file.problem(
                        "",
                        Text.of("缺少名称组 `%1$s`", "the group `%1$s` is missing", group),
                        Text.of("增加 `%1$s:` 及其各项名称", "add `%1$s:` with its names", group));
                continue;
            }
            codes.stream()
                    .filter(code -> !words.containsKey(code))
                    .sorted()
                    .forEach(code -> file.problem(
                            group + ":",
                            Text.of("`%1$s` 中缺少 `%2$s` 的名称", "`%1$s` has no name for `%2$s`", group, code),
                            Text.of("增加 `%1$s: {zh: …, en: …}`", "add `%1$s: {zh: …, en: …}`", code)));
            words.keySet().stream()
                    .filter(code -> !codes.isEmpty() && !codes.contains(code))
                    .forEach(code -> file.problem(
                            code + ":",
                            Text.of("`%1$s` 中的 `%2$s` 不是代码", "`%2$s` in `%1$s` is no code", group, code),
                            Text.of("改为 %1$s 之一", "use one of %1$s", List.copyOf(new TreeSet<>(codes)))));
        }
    }
}
