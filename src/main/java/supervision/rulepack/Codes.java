package supervision.rulepack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import tools.jackson.databind.JsonNode;

/** Codes that a pack has in rows, such as its fields of supervision, in their order, and whether others name one of them. */
final class Codes {

    static final String FIELDS = "tables/fields.yaml";

    static final String ROLES = "tables/roles.yaml";

    private final Text kind;
    private final Text form;
    private final Map<String, Text> titles = new LinkedHashMap<>();

    /** @param form what ids have to be like */
    private Codes(Text kind, Text form) {
        this.kind = kind;
        this.form = form;
    }

    static Codes ofFields() {
        return new Codes(
                new Text("领域", "field"),
                new Text("用大写字母和下划线，如 FOOD", "use capital letters and underscores, such as FOOD"));
    }

    static Codes ofRoles() {
        return new Codes(
                new Text("身份", "role"),
                new Text("用大写字母和下划线，如 KEY_POST", "use capital letters and underscores, such as KEY_POST"));
    }

    /**
     * Takes the rows of the file.
     *
     * @param more is given each code that is taken, with its row
     */
    void read(YamlFile file, BiConsumer<String, JsonNode> more) {
        for (JsonNode row : file.rows(file.root(), "rows")) {
            String id = file.string(row, "id");
            if (!id.matches("[A-Z][A-Z_]*")) {
                file.problem(
                        "id: " + id, Text.of("`%1$s` 不能作%2$s的编号", "`%1$s` cannot be the id of a %2$s", id, kind), form);
                continue;
            }
            if (titles.put(id, file.title(row)) != null) {
                file.problem(
                        "id: " + id,
                        Text.of("%2$s `%1$s` 有两行", "%2$s `%1$s` has two rows", id, kind),
                        new Text("删去其一", "remove one of them"));
            }
            more.accept(id, row);
        }
    }

    Map<String, Text> titles() {
        return Collections.unmodifiableMap(titles);
    }

    Set<String> ids() {
        return titles().keySet();
    }

    /** The code that a value names; null, with a problem of the file, if there is none. */
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
            String code = known(file, value);
            if (code != null) {
                known.add(code);
            }
        }
        return Collections.unmodifiableSet(known);
    }
}
