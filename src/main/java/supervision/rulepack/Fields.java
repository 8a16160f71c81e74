package supervision.rulepack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import tools.jackson.databind.JsonNode;

/** The fields of supervision that a pack has, by their ids, and whether others name one of them. */
final class Fields {

    static final String FILE = "tables/fields.yaml";

    private final Map<String, Text> titles = new LinkedHashMap<>();

    /** Takes the rows of the file. */
    void read(YamlFile file) {
        for (JsonNode row : file.rows(file.root(), "rows")) {
            String id = file.string(row, "id");
            if (!id.matches("[A-Z][A-Z_]*")) {
                file.problem(
                        "id: " + id,
                        Text.of("`%1$s` 不能作领域的编号", "`%1$s` cannot be the id of a field", id),
                        new Text("用大写字母和下划线，如 FOOD", "use capital letters and underscores, such as FOOD"));
            } else if (titles.put(id, file.title(row)) != null) {
                file.problem(
                        "id: " + id,
                        Text.of("领域 `%1$s` 有两行", "field `%1$s` has two rows", id),
                        new Text("删去其一", "remove one of them"));
            }
        }
    }

    Map<String, Text> titles() {
        return Collections.unmodifiableMap(titles);
    }

    Set<String> ids() {
        return titles().keySet();
    }

    /** The field that a value names; null, with a problem of the file, if there is none. */
    @Nullable
    String known(YamlFile file, String value) {
        if (titles.containsKey(value)) {
            return value;
        }
        file.problem(
                value,
                Text.of("没有 `%1$s` 这个值", "`%1$s` is not known", value),
                Text.of("改为 %1$s 之一", "use one of %1$s", List.copyOf(titles.keySet())));
        return null;
    }

    Set<String> known(YamlFile file, List<String> values) {
        Set<String> known = new LinkedHashSet<>();
        for (String value : values) {
            String field = known(file, value);
            if (field != null) {
                known.add(field);
            }
        }
        return Collections.unmodifiableSet(known);
    }
}
