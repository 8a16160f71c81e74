package supervision.engine;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.definition.type.FactType;
import supervision.language.Declaration;
import supervision.language.Row;
import supervision.rulepack.RulePack;

/**
 * The rows of a pack's tables as objects of the types that the engine made of their declarations: rules ask for them by what
 * they say of them, instead of having all of them in each case. Immutable.
 */
public final class RowTables {

    private final Map<String, Table> tables = new HashMap<>();
    private final Map<Object, Row> rows = new IdentityHashMap<>();

    /** @param byValue by component, and then by its value */
    private record Table(List<Object> all, Map<String, Map<Object, List<Object>>> byValue) {}

    private RowTables() {}

    static RowTables of(RulePack pack, KieBase base) {
        RowTables tables = new RowTables();
        pack.rows().forEach((type, rows) -> {
            Declaration declared = Objects.requireNonNull(pack.declarations().get(type));
            FactType made = base.getFactType(Declaration.PACKAGE, declared.name());
            if (made != null) {
                tables.add(declared, constructor(made, declared), rows);
            }
        });
        return tables;
    }

    private static Constructor<?> constructor(FactType made, Declaration declared) {
        return Arrays.stream(made.getFactClass().getConstructors())
                .filter(each -> each.getParameterCount() == declared.parts().size())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no constructor of " + declared.name()));
    }

    private void add(Declaration declared, Constructor<?> constructor, List<Row> given) {
        Table table = new Table(new ArrayList<>(), new HashMap<>());
        for (Row row : given) {
            Object[] values = new Object[declared.parts().size()];
            Arrays.setAll(values, i -> row.values().value(i));
            try {
                Object object = constructor.newInstance(values);
                rows.put(object, row);
                table.all().add(object);
                for (Declaration.Part part : declared.parts()) {
                    table.byValue()
                            .computeIfAbsent(part.name(), key -> new HashMap<>())
                            .computeIfAbsent(row.values().value(part.name()), key -> new ArrayList<>())
                            .add(object);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("no row of " + declared.name() + " can be made of " + row, e);
            }
        }
        tables.put(declared.type(), table);
    }

    /** The row that an object stands for; null if it stands for none. */
    @Nullable
    Row row(Object object) {
        return rows.get(object);
    }

    /** All rows of a table. */
    public List<Object> rows(String type) {
        Table table = tables.get(type);
        return table == null ? List.of() : table.all();
    }

    /** The rows of a table that have a value. */
    public List<Object> rows(String type, String component, Object value) {
        Table table = tables.get(type);
        return table == null
                ? List.of()
                : table.byValue().getOrDefault(component, Map.of()).getOrDefault(value, List.of());
    }
}
