package supervision.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import supervision.decision.Text;
import supervision.rulepack.PackFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Remarks that somebody has looked at and found to be none: {@code gate/reviewed.yaml} of a pack names the rules, and says
 * why. They are told still, and keep no pack from being published.
 */
final class Reviewed {

    static final String FILE = "gate/reviewed.yaml";

    private record Row(String kind, Set<String> rules, Text why) {}

    private final List<Row> rows;

    private Reviewed(List<Row> rows) {
        this.rows = rows;
    }

    /** Those of a pack. A file that cannot be read reviews nothing: the remarks then stand as they are. */
    static Reviewed of(PackFiles files) {
        List<Row> rows = new ArrayList<>();
        byte[] bytes = files.files().get(FILE);
        if (bytes != null) {
            try {
                for (JsonNode row : new YAMLMapper()
                        .readTree(new String(bytes, StandardCharsets.UTF_8))
                        .path("reviewed")) {
                    Set<String> rules = new TreeSet<>();
                    row.path("rules").forEach(rule -> rules.add(rule.asString()));
                    rows.add(new Row(
                            row.path("kind").asString(),
                            rules,
                            new Text(row.path("why").asString(), row.path("en").asString())));
                }
            } catch (JacksonException e) {
                return new Reviewed(List.of());
            }
        }
        return new Reviewed(rows);
    }

    /** A remark as it stands after the review. */
    Remark weighed(Remark remark) {
        for (Row row : rows) {
            // the text of a remark names all rules that it is about
            if (remark.severity() == Remark.Severity.ERROR
                    && row.kind().equals(remark.kind())
                    && !row.rules().isEmpty()
                    && row.rules().stream().allMatch(rule -> remark.says().zh().contains("“" + rule + "”"))) {
                return new Remark(
                        Remark.Severity.WARNING,
                        remark.part(),
                        remark.kind(),
                        remark.rule(),
                        remark.file(),
                        remark.line(),
                        remark.column(),
                        new Text(
                                remark.says().zh() + "（已复核：" + row.why().zh() + "）",
                                remark.says().en() + " (reviewed: " + row.why().en() + ")"),
                        remark.remedy(),
                        remark.example());
            }
        }
        return remark;
    }
}
