package supervision.audit;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import supervision.audit.Tables.Table;
import supervision.ledger.Schema;

/**
 * What a database holds beside its export: tables that are derived, and the history of the tables themselves. They have to be
 * what a restore of the export makes them.
 */
final class Derivations {

    private static final int PAGE = 500;

    private final JdbcTemplate jdbc;
    private final BiConsumer<String, String> broken;

    /** @param broken told what does not hold, by the table that it is about */
    Derivations(JdbcTemplate jdbc, BiConsumer<String, String> broken) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(PAGE);
        this.broken = broken;
    }

    /**
     * Whether the tables have the columns that they should have.
     *
     * @return tables that are none of the program's
     */
    List<String> columns() {
        Map<String, Set<String>> found = new TreeMap<>();
        jdbc.query(
                "SELECT LOWER(table_name), LOWER(column_name) FROM information_schema.columns"
                        + " WHERE table_schema = CURRENT_SCHEMA",
                row -> {
                    found.computeIfAbsent(row.getString(1), name -> new TreeSet<>())
                            .add(row.getString(2));
                });
        found.remove(Tables.HISTORY.plainName());
        for (Table table : Tables.all()) {
            Set<String> columns = found.remove(table.name());
            if (!Set.copyOf(table.columnNames()).equals(columns)) {
                broken.accept(
                        table.name(),
                        "表 `%1$s` 的列被增删，现有 %2$s / columns of table `%1$s` were added or taken away, it has %2$s"
                                .formatted(table.name(), columns));
            }
        }
        return List.copyOf(found.keySet());
    }

    /** Compares with what a restore makes of an export of the same moment. */
    void compare(Path export, Path folder) throws IOException {
        try (HikariDataSource fresh = new HikariDataSource()) {
            fresh.setJdbcUrl("jdbc:h2:file:" + folder.resolve("derived").toAbsolutePath());
            fresh.setUsername("sa");
            Schema.migrate(fresh);
            JdbcTemplate restored = new JdbcTemplate(fresh);
            if (!isFileDatabase()) {
                // a row that stands for the making of the history itself: other databases have none
                restored.update("DELETE FROM \"flyway_schema_history\" WHERE \"type\" = 'TABLE'");
            }
            new Export(restored, new JdbcTransactionManager(fresh)).restore(export, rows -> {});
            Tables.DERIVED.forEach(table -> compare(table, restored));
            compare(Tables.HISTORY, restored);
        }
    }

    private boolean isFileDatabase() {
        ConnectionCallback<String> product =
                connection -> connection.getMetaData().getDatabaseProductName();
        return "H2".equals(jdbc.execute(product));
    }

    private void compare(Table table, JdbcTemplate restored) {
        try (Stream<Map<String, @Nullable Object>> ours = rows(jdbc, table);
                Stream<Map<String, @Nullable Object>> theirs = rows(restored, table)) {
            Groups found = new Groups(table, ours.iterator());
            Groups expected = new Groups(table, theirs.iterator());
            while (true) {
                Set<Map<String, @Nullable Object>> one = found.next();
                Set<Map<String, @Nullable Object>> other = expected.next();
                if (!one.equals(other)) {
                    broken.accept(
                            table.plainName(),
                            "派生表 `%1$s` 与台账和回执推出的不符，应为 %2$s，现为 %3$s：请导出后恢复到新的数据库 / table `%1$s` is not what follows from ledger and receipts, which is %2$s and not %3$s: export, and restore into a new database"
                                    .formatted(table.plainName(), without(other, one), without(one, other)));
                    return;
                }
                if (one.isEmpty()) {
                    return;
                }
            }
        }
    }

    private static Set<Map<String, @Nullable Object>> without(
            Set<Map<String, @Nullable Object>> some, Set<Map<String, @Nullable Object>> others) {
        Set<Map<String, @Nullable Object>> rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static Stream<Map<String, @Nullable Object>> rows(JdbcTemplate jdbc, Table table) {
        return jdbc.queryForStream(table.select(), (row, at) -> table.values(row));
    }

    /** Rows that are alike in the columns by which they are ordered: databases may order what is beyond those differently. */
    private static final class Groups {

        private final Table table;
        private final Iterator<Map<String, @Nullable Object>> rows;
        private @Nullable Map<String, @Nullable Object> ahead;

        Groups(Table table, Iterator<Map<String, @Nullable Object>> rows) {
            this.table = table;
            this.rows = rows;
        }

        /** Empty at the end. */
        Set<Map<String, @Nullable Object>> next() {
            Set<Map<String, @Nullable Object>> group = new HashSet<>();
            Map<String, @Nullable Object> first = ahead != null ? ahead : rows.hasNext() ? rows.next() : null;
            ahead = null;
            if (first == null) {
                return group;
            }
            group.add(first);
            while (rows.hasNext()) {
                Map<String, @Nullable Object> row = rows.next();
                if (!key(row).equals(key(first))) {
                    ahead = row;
                    return group;
                }
                group.add(row);
            }
            return group;
        }

        private String key(Map<String, @Nullable Object> row) {
            StringBuilder key = new StringBuilder();
            for (String column : table.order().split(", ")) {
                key.append(row.get(column)).append('\n');
            }
            return key.toString();
        }
    }
}
