package supervision.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.journal.Journal;
import supervision.ledger.Ledger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that the database holds, in one file that does not depend on which database it was: a ZIP archive with one file of JSON
 * lines for each table, its rows as they are. It serves for keeping copies, for moving to another database, and for {@link
 * Verification} without one.
 */
public final class Export {

    /** Tables with the columns that give their rows an order. What is derived from these is derived anew. */
    static final List<Table> TABLES = List.of(
            new Table("ledger_head", "id"),
            new Table("ledger_entry", "seq"),
            new Table("journal_head", "id"),
            new Table("kept_pack", "kept_at, fingerprint"),
            new Table("pack_report", "hash"),
            new Table("pack_event_head", "id"),
            new Table("pack_event", "seq"),
            new Table("receipt", "seq"),
            new Table("checkpoint", "number"));

    private static final String ABOUT = "about.json";
    private static final String FORM = "supervision export 2";
    private static final int PAGE = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate writing;

    public Export(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        // all tables as of one moment, while others go on writing
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        snapshot.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
    }

    record Table(String name, String order) {

        private String file() {
            return name + ".jsonl";
        }
    }

    /** A file that is no export, or one that cannot be used here; says why and what to do. */
    public static final class UnusableExportException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnusableExportException(String message) {
            super(message);
        }
    }

    /** Told each row of an export, in the order of {@link #TABLES}. */
    interface RowReader {

        /** @param row null if the line is not even JSON */
        void row(Table table, long line, @Nullable JsonNode row);
    }

    /**
     * Writes the export.
     *
     * @param progress told the number of rows written so far, now and then
     * @return how many rows there are
     */
    public long write(OutputStream out, LongConsumer progress) throws IOException {
        long[] rows = {0};
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry(ABOUT));
        zip.write(
                JSON.writeValueAsBytes(JSON.createObjectNode().put("form", FORM).put("schema", schema())));
        try {
            snapshot.executeWithoutResult(status -> TABLES.forEach(table -> write(table, zip, rows, progress)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        zip.finish();
        progress.accept(rows[0]);
        return rows[0];
    }

    private void write(Table table, ZipOutputStream zip, long[] rows, LongConsumer progress) {
        try {
            zip.putNextEntry(new ZipEntry(table.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jdbc.query(
                connection -> {
                    PreparedStatement select =
                            connection.prepareStatement("SELECT * FROM " + table.name() + " ORDER BY " + table.order());
                    select.setFetchSize(PAGE);
                    return select;
                },
                found -> {
                    try {
                        zip.write(JSON.writeValueAsBytes(row(found)));
                        zip.write('\n');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    if (++rows[0] % PAGE == 0) {
                        progress.accept(rows[0]);
                    }
                });
    }

    private static ObjectNode row(ResultSet found) throws SQLException {
        ObjectNode row = JSON.createObjectNode();
        ResultSetMetaData columns = found.getMetaData();
        for (int at = 1; at <= columns.getColumnCount(); at++) {
            String name = columns.getColumnLabel(at).toLowerCase(Locale.ROOT);
            switch (Kind.of(columns.getColumnTypeName(at))) {
                case MOMENT -> row.put(name, text(found.getObject(at, OffsetDateTime.class)));
                case DAY -> row.put(name, text(found.getObject(at, LocalDate.class)));
                case NUMBER -> row.put(name, found.getLong(at));
                case TEXT -> row.put(name, found.getString(at));
            }
        }
        return row;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof OffsetDateTime moment
                ? moment.toInstant().toString()
                : value == null ? null : value.toString();
    }

    private enum Kind {
        NUMBER,
        MOMENT,
        DAY,
        TEXT;

        static Kind of(String type) {
            String name = type.toUpperCase(Locale.ROOT);
            return name.startsWith("TIMESTAMP")
                    ? MOMENT
                    : name.equals("DATE") ? DAY : name.contains("INT") ? NUMBER : TEXT;
        }

        @Nullable
        Object read(JsonNode value) {
            if (value.isNull()) {
                return null;
            }
            String text = value.asString();
            return switch (this) {
                case NUMBER -> Long.valueOf(text);
                case MOMENT -> OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
                case DAY -> LocalDate.parse(text);
                case TEXT -> text;
            };
        }
    }

    /**
     * Fills an empty database from an export, wholly or not at all.
     *
     * @param progress told the number of rows restored so far, now and then
     * @throws UnusableExportException if the file is no export, or the database is not empty
     */
    public long restore(Path file, LongConsumer progress) throws IOException {
        requireSchema(file);
        return Objects.requireNonNull(writing.execute(status -> {
            if (!isEmpty("ledger_entry") || !isEmpty("receipt") || !isEmpty("pack_event")) {
                throw new UnusableExportException(
                        "数据库不是空的，请恢复到新的数据库 / the database is not empty: restore into a new one");
            }
            Loader loader = new Loader(progress);
            // the heads of an empty database
            jdbc.update("DELETE FROM ledger_head");
            jdbc.update("DELETE FROM journal_head");
            jdbc.update("DELETE FROM pack_event_head");
            try {
                read(file, loader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            loader.flush();
            new Ledger(jdbc, writing, Clock.systemUTC()).derive();
            new Journal(jdbc, writing, Clock.systemUTC()).derive();
            return loader.rows;
        }));
    }

    private boolean isEmpty(String table) {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT NOT EXISTS (SELECT 1 FROM " + table + ")", Boolean.class));
    }

    private void requireSchema(Path file) throws IOException {
        String theirs = about(file).path("schema").asString("");
        if (!theirs.equals(schema())) {
            throw new UnusableExportException("导出文件的表结构为第 %s 版，这里为第 %s 版：请用写出它的程序版本恢复，再升级".formatted(theirs, schema())
                    + " / the export has tables of version %s, these are of version %s: restore it with the version of the program that wrote it, then update"
                            .formatted(theirs, schema()));
        }
    }

    private String schema() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"installed_rank\" ="
                        + " (SELECT MAX(\"installed_rank\") FROM \"flyway_schema_history\")",
                String.class));
    }

    private static JsonNode about(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            ZipEntry entry = zip.getEntry(ABOUT);
            JsonNode about = entry == null
                    ? JSON.createObjectNode()
                    : JSON.readTree(zip.getInputStream(entry).readAllBytes());
            if (!about.path("form").asString("").equals(FORM)) {
                throw notAnExport(file);
            }
            return about;
        } catch (ZipException | JacksonException e) {
            throw notAnExport(file);
        }
    }

    private static UnusableExportException notAnExport(Path file) {
        return new UnusableExportException(
                "不是导出文件，请用 supervision export 写出 / not an export, write one with `supervision export`: " + file);
    }

    /**
     * Reads an export row by row.
     *
     * @throws UnusableExportException if the file is none, or is cut off or damaged
     */
    static void read(Path file, RowReader reader) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UnusableExportException("文件无法读取，请核对路径 / cannot read the file, check the path: " + file);
        }
        about(file);
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            for (Table table : TABLES) {
                ZipEntry entry = zip.getEntry(table.file());
                if (entry == null) {
                    throw new UnusableExportException(
                            "导出文件不完整，缺少 / the export is not complete, it lacks: " + table.file());
                }
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8));
                long number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    reader.row(table, ++number, parsed(line));
                }
            }
        } catch (ZipException e) {
            throw new UnusableExportException(
                    "导出文件已损坏，请取另一份 / the export is damaged, take another copy: " + file + " (" + e.getMessage() + ")");
        }
    }

    private static @Nullable JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Inserts rows by the hundred. */
    private final class Loader implements RowReader {

        private final LongConsumer progress;
        private final List<@Nullable Object[]> page = new ArrayList<>();
        private @Nullable Table of;
        private List<String> columns = List.of();
        private List<Kind> kinds = List.of();
        private long rows;

        Loader(LongConsumer progress) {
            this.progress = progress;
        }

        @Override
        public void row(Table table, long line, @Nullable JsonNode row) {
            if (row == null) {
                throw new UnusableExportException(
                        "导出文件有一行不是 JSON / a line of the export is not JSON: " + table.file() + ":" + line);
            }
            if (!table.equals(of)) {
                flush();
                of = table;
                describe(table);
            }
            @Nullable Object[] values = new Object[columns.size()];
            for (int at = 0; at < values.length; at++) {
                try {
                    values[at] = kinds.get(at).read(row.path(columns.get(at)));
                } catch (IllegalArgumentException | java.time.DateTimeException e) {
                    throw new UnusableExportException("导出文件的值有误 / a value of the export is malformed: " + table.file()
                            + ":" + line + " " + columns.get(at));
                }
            }
            page.add(values);
            if (page.size() == PAGE) {
                flush();
            }
        }

        private void describe(Table table) {
            List<String> names = new ArrayList<>();
            List<Kind> types = new ArrayList<>();
            jdbc.query("SELECT * FROM " + table.name() + " WHERE 1 = 0", found -> {
                ResultSetMetaData meta = found.getMetaData();
                for (int at = 1; at <= meta.getColumnCount(); at++) {
                    names.add(meta.getColumnLabel(at).toLowerCase(Locale.ROOT));
                    types.add(Kind.of(meta.getColumnTypeName(at)));
                }
                return names.size();
            });
            columns = names;
            kinds = types;
        }

        void flush() {
            if (!page.isEmpty()) {
                jdbc.batchUpdate(
                        "INSERT INTO " + Objects.requireNonNull(of).name() + " (" + String.join(", ", columns)
                                + ") VALUES (" + "?, ".repeat(columns.size() - 1) + "?)",
                        page);
                rows += page.size();
                page.clear();
                progress.accept(rows);
            }
        }
    }
}
