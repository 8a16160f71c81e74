package supervision.casework;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.engine.DecisionEngine;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The least that can be asked of a pack: that it can be read and compiled. Says which files differ. */
final class FormCheck implements Checker {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Checked check(PackFiles candidate, @Nullable String examples, RulePack inForce, Progress progress) {
        List<String> reasons = new ArrayList<>();
        String fingerprint = "";
        progress.at(0, 1);
        try {
            RulePack pack = RulePackReader.read(candidate, examples);
            fingerprint = pack.fingerprint();
            DecisionEngine.compile(pack);
        } catch (RulePackException e) {
            e.problems().forEach(problem -> reasons.add("规则包被拒绝 / the pack is refused: " + problem));
        }
        progress.at(1, 1);
        List<List<String>> changes = changes(inForce.files().files(), candidate.files());
        boolean publishable = reasons.isEmpty();
        return new Checked(
                publishable,
                List.copyOf(reasons),
                json(fingerprint, inForce.fingerprint(), reasons, changes),
                html(fingerprint, inForce.fingerprint(), reasons, changes));
    }

    private static List<List<String>> changes(SortedMap<String, byte[]> before, SortedMap<String, byte[]> after) {
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<List<String>> changes = new ArrayList<>();
        for (String path : paths) {
            byte[] one = before.get(path);
            byte[] other = after.get(path);
            if (!Arrays.equals(one, other)) {
                changes.add(List.of(one == null ? "added" : other == null ? "removed" : "changed", path));
            }
        }
        return changes;
    }

    private static byte[] json(String pack, String inForce, List<String> reasons, List<List<String>> changes) {
        ObjectNode report = JSON.createObjectNode()
                .put("pack", pack)
                .put("inForce", inForce)
                .put("publishable", reasons.isEmpty());
        ArrayNode why = report.putArray("reasons");
        reasons.forEach(why::add);
        ArrayNode files = report.putArray("files");
        changes.forEach(change -> files.addObject().put("change", change.get(0)).put("file", change.get(1)));
        return JSON.writeValueAsBytes(report);
    }

    private static byte[] html(String pack, String inForce, List<String> reasons, List<List<String>> changes) {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\">"
                + "<title>规则包检查报告 / report on a rule pack</title><h1>规则包检查报告 / report on a rule pack</h1>");
        page.append("<p>")
                .append(pack)
                .append("<br>现行 / in force ")
                .append(inForce)
                .append("</p>");
        page.append(reasons.isEmpty() ? "<p>可以发布 / it can be published</p>" : "<p>不能发布 / it cannot be published</p>");
        list(page, reasons);
        page.append("<h2>有变化的文件 / files that differ</h2>");
        list(page, changes.stream().map(change -> String.join(" ", change)).toList());
        return page.append("</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void list(StringBuilder page, List<String> entries) {
        page.append("<ul>");
        for (String entry : entries) {
            page.append("<li>")
                    .append(entry.replace("&", "&amp;").replace("<", "&lt;"))
                    .append("</li>");
        }
        page.append("</ul>");
    }
}
