package supervision.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The tables of the database as an export and its verification know them. */
final class Tables {

    static final Table ENTRIES = table(
            "ledger_entry",
            "seq",
            "seq:number subject:text record_key:text kind:text fact:text hash:text recorded_at:moment file_name:text"
                    + " file_row:number told_by:text? told_why:text? import_no:number chain:text");

    /** Exported, in the order in which they are verified: signed heads first, for they say what to look for. */
    static final List<Table> EXPORTED = List.of(
            table("checkpoint", "number", "number:number size:number root:text note:text"),
            table("ledger_head", "id", "id:number recorded_at:moment seq:number chain:text"),
            ENTRIES,
            table("journal_head", "id", "id:number seq:number hash:text"),
            table("kept_pack", "fingerprint", "fingerprint:text examples:text? kept_at:moment files:text"),
            table("pack_report", "hash", "hash:text json:text html:text"),
            table("pack_event_head", "id", "id:number seq:number hash:text"),
            table("pack_event", "seq", "seq:number content:text hash:text"),
            table(
                    "receipt",
                    "seq",
                    "seq:number decision:text subject:text as_of:day made_at:moment pack:text content:text hash:text"
                            + " answer:text"));

    /** Derived from those: a restore makes them anew. In the order of the columns by which they are compared. */
    static final List<Table> DERIVED = List.of(
            table("entity_name", "subject", "subject:text name:text"),
            table("entity_gram", "subject", "subject:text gram:text"),
            table("entity_tie", "subject", "subject:text other:text"),
            table("entity_with_records", "subject", "subject:text last_recorded:moment"),
            table(
                    "ledger_import",
                    "number",
                    "number:number opened_at:moment file_name:text channel:text told_by:text? told_why:text? accepted:number"
                            + " repeated:number withdrawn_at:moment? withdrawn_by:text? withdrawn_why:text? withdrawn_wholly:flag"),
            table("ledger_repeat", "first_seq", "first_seq:number import_no:number last_seq:number"),
            table("entity_count", "id", "id:number entities:number"),
            table("journal_node", "level, place", "level:number place:number hash:text"));

    /** The history of the tables, but for who made them, and when. */
    static final Table HISTORY = table(
            "\"flyway_schema_history\"",
            "\"installed_rank\"",
            "\"installed_rank\":number \"version\":text? \"description\":text \"type\":text \"script\":text"
                    + " \"checksum\":number? \"success\":flag");

    /** Version of the tables of this program: that of the last migration. */
    static final int NEWEST = 2;

    private Tables() {}

    static List<Table> all() {
        return Stream.of(EXPORTED, DERIVED).flatMap(List::stream).toList();
    }

    /** Version of the tables of a database; 0 if the history of the tables was changed so that it says none. */
    static int schema(JdbcTemplate jdbc) {
        return jdbc
                .queryForList(
                        "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"version\" IS NOT NULL"
                                + " ORDER BY \"installed_rank\" DESC LIMIT 1",
                        String.class)
                .stream()
                .filter(version -> version.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    /** All tables as of one moment, while others go on writing. */
    static TransactionTemplate snapshot(PlatformTransactionManager transactions) {
        TransactionTemplate snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        snapshot.setReadOnly(true);
        return snapshot;
    }

    private static Table table(String name, String order, String text) {
        List<Column> columns = Arrays.stream(text.split(" ")).map(Column::of).toList();
        return new Table(
                name, order, columns, columns.stream().map(Column::name).toList());
    }

    /**
     * A table.
     *
     * @param order columns that give its rows an order
     */
    record Table(String name, String order, List<Column> columns, List<String> columnNames) {

        String file() {
            return name + ".jsonl";
        }

        String plainName() {
            return name.replace("\"", "");
        }

        String select() {
            return "SELECT " + String.join(", ", columnNames) + " FROM " + name + " ORDER BY " + order;
        }

        /** The values of a row by their columns, as they stand in JSON. */
        Map<String, @Nullable Object> values(ResultSet row) throws SQLException {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int at = 0; at < columns.size(); at++) {
                values.put(columnNames.get(at), columns.get(at).kind().written(row, at + 1));
            }
            return values;
        }
    }

    record Column(String name, Kind kind, boolean optional) {

        private static Column of(String text) {
            String[] parts = text.split("[:?]");
            return new Column(parts[0], Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)), text.endsWith("?"));
        }
    }

    /** What a column holds, with its one form in JSON. */
    enum Kind {
        NUMBER,
        MOMENT,
        DAY,
        FLAG,
        TEXT;

        private @Nullable Object written(ResultSet row, int at) throws SQLException {
            Object value = switch (this) {
                case NUMBER -> row.getLong(at);
                case MOMENT -> written(row.getObject(at, OffsetDateTime.class));
                case DAY -> written(row.getObject(at, LocalDate.class));
                case FLAG -> row.getBoolean(at);
                case TEXT -> row.getString(at);
            };
            return row.wasNull() ? null : value;
        }

        private static @Nullable String written(@Nullable Object value) {
            return value instanceof OffsetDateTime moment
                    ? moment.toInstant().toString()
                    : value == null ? null : value.toString();
        }

        /** The value of the database, or null if it is not of this kind or not in its one form. */
        @Nullable
        Object read(JsonNode value) {
            if (this == NUMBER) {
                return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
            }
            if (this == FLAG) {
                return value.isBoolean() ? value.booleanValue() : null;
            }
            if (!value.isString()) {
                return null;
            }
            String text = value.stringValue();
            try {
                Object read = switch (this) {
                    case MOMENT -> Instant.parse(text).atOffset(ZoneOffset.UTC);
                    case DAY -> LocalDate.parse(text);
                    default -> text;
                };
                return text.equals(written(read)) ? read : null;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
