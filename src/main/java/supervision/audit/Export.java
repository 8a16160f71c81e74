package supervision.audit;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.audit.Tables.Table;
import supervision.journal.Journal;
import supervision.ledger.Ledger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the database holds and that is not derived from the rest of it, in one file that does not depend on which database
 * it was: a ZIP archive with one file of JSON lines for each table, its rows as they are. It serves for keeping copies, for
 * moving to another database, and for {@link Verification} without one.
 */
public final class Export {

    private static final String ABOUT = "about.json";

    /** Counts up with each change of what an export holds. */
    private static final int FORM = 2;

    private static final String FORM_NAME = "supervision export ";
    private static final int PAGE = 500;

    /** Bytes of the longest line: a rule pack whole has some millions. What is longer was not written by {@link #write}. */
    private static final int LONGEST_LINE = 1 << 26;

    private static final int LONGEST_ABOUT = 500;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate writing;

    public Export(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.snapshot = Tables.snapshot(transactions);
        this.writing = new TransactionTemplate(transactions);
    }

    /** A file that is no export, or one that cannot be used here; says why and what to do. */
    public static final class UnusableExportException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnusableExportException(String message) {
            super(message);
        }
    }

    /** Told what is in an export, table by table in the order of {@link Tables#EXPORTED}. */
    interface Reader {

        /** What the export says about itself, before anything else. */
        default void schema(int version) {}

        void row(Table table, long line, Row row);

        /** All rows of a table were handed out, or as many as can be read. */
        default void end(Table table) {}

        /**
         * Something that an export does not have.
         *
         * @param part table or file that it is about
         */
        void broken(String part, String what);
    }

    /**
     * Writes the export.
     *
     * @param progress told the number of rows written so far, now and then
     * @return how many rows there are
     */
    public long write(OutputStream out, LongConsumer progress) throws IOException {
        return atOneMoment(same -> writeNow(out, progress));
    }

    /** Something to be done while nothing that others write is seen. */
    interface Task<T> {
        T run(JdbcTemplate jdbc) throws IOException;
    }

    <T> T atOneMoment(Task<T> task) throws IOException {
        try {
            return Objects.requireNonNull(snapshot.execute(status -> {
                try {
                    return task.run(jdbc);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** As {@link #write}, inside of {@link #atOneMoment}. */
    long writeNow(OutputStream out, LongConsumer progress) throws IOException {
        long[] rows = {0};
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry(ABOUT));
        zip.write(JSON.writeValueAsBytes(
                JSON.createObjectNode().put("form", FORM_NAME + FORM).put("schema", Tables.schema(jdbc))));
        for (Table table : Tables.EXPORTED) {
            write(table, zip, rows, progress);
        }
        zip.finish();
        progress.accept(rows[0]);
        return rows[0];
    }

    private void write(Table table, ZipOutputStream zip, long[] rows, LongConsumer progress) throws IOException {
        zip.putNextEntry(new ZipEntry(table.file()));
        jdbc.query(
                connection -> {
                    PreparedStatement select = connection.prepareStatement(table.select());
                    select.setFetchSize(PAGE);
                    return select;
                },
                found -> {
                    try {
                        zip.write(JSON.writeValueAsBytes(table.values(found)));
                        zip.write('\n');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    if (++rows[0] % PAGE == 0) {
                        progress.accept(rows[0]);
                    }
                });
    }

    /**
     * Fills an empty database from an export, wholly or not at all, and derives what is derived.
     *
     * @param progress told the number of rows restored so far, now and then
     * @throws UnusableExportException if the file is no export, or the database is not empty
     */
    public long restore(Path file, LongConsumer progress) throws IOException {
        return restore(file, () -> {}, progress);
    }

    /**
     * As {@link #restore(Path, LongConsumer)}.
     *
     * @param check of what was restored; if it throws, nothing was
     */
    public long restore(Path file, Runnable check, LongConsumer progress) throws IOException {
        try {
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
                new Ledger(jdbc, writing, Clock.systemUTC()).derive();
                new Journal(jdbc, writing, Clock.systemUTC()).derive();
                check.run();
                return loader.rows;
            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean isEmpty(String table) {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT NOT EXISTS (SELECT 1 FROM " + table + ")", Boolean.class));
    }

    /**
     * Reads an export row by row.
     *
     * @throws UnusableExportException if the file cannot be read at all, is no export, or one of another form
     */
    static void read(Path file, Reader reader) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UnusableExportException("文件无法读取，请核对路径 / cannot read the file, check the path: " + file);
        }
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (!about(file, zip, reader)) {
                return;
            }
            requireNothingElse(zip, reader);
            for (Table table : Tables.EXPORTED) {
                ZipEntry entry = zip.getEntry(table.file());
                if (entry == null) {
                    reader.broken(
                            table.name(),
                            "导出文件不完整，缺少 %1$s / the export is not complete, it lacks %1$s".formatted(table.file()));
                } else {
                    rows(zip, entry, table, reader);
                }
                reader.end(table);
            }
        } catch (ZipException e) {
            if (!looksLikeArchive(file)) {
                throw notAnExport(file);
            }
            reader.broken("file", damaged(file.toString()));
        }
    }

    /** Hands out the rows of a table of an export that was read before and is whole. */
    static void each(Path file, Table table, Consumer<Row> rows) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            rows(zip, Objects.requireNonNull(zip.getEntry(table.file())), table, new Reader() {
                @Override
                public void row(Table of, long line, Row row) {
                    rows.accept(row);
                }

                @Override
                public void broken(String part, String what) {
                    throw new UnusableExportException(what);
                }
            });
        }
    }

    private static String damaged(String file) {
        return "文件已损坏，请取另一份 / the file is damaged, take another copy: " + file;
    }

    private static boolean looksLikeArchive(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return start.length == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }

    private static UnusableExportException notAnExport(Path file) {
        return new UnusableExportException(
                "不是导出文件，请用 supervision export 写出 / not an export, write one with `supervision export`: " + file);
    }

    /** Whether it can be read on. */
    private static boolean about(Path file, ZipFile zip, Reader reader) throws IOException {
        ZipEntry entry = zip.getEntry(ABOUT);
        if (entry == null) {
            throw notAnExport(file);
        }
        JsonNode about;
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            about = Row.JSON.readTree(in.readNBytes(LONGEST_ABOUT));
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException("another checksum");
            }
        } catch (JacksonException | ZipException | EOFException e) {
            reader.broken("file", damaged(file + " " + ABOUT));
            return false;
        }
        String form = about.path("form").asString("");
        if (!form.startsWith(FORM_NAME)) {
            throw notAnExport(file);
        }
        if (!form.equals(FORM_NAME + FORM)) {
            throw new UnusableExportException(
                    "导出文件为另一格式（%1$s，本版为 %2$d）：请用写出它的程序版本核验或恢复；旧格式的数据要用于本版，请重新导入原始文件 / the export is of another form (%1$s, this version has %2$d): verify or restore it with the version of the program that wrote it; to use data of an older form with this version, import the original files again"
                            .formatted(form.substring(FORM_NAME.length()).replaceAll("[^0-9]", "?"), FORM));
        }
        if (!about.path("schema").isInt() || about.size() != 2) {
            reader.broken("file", damaged(file + " " + ABOUT));
            return false;
        }
        reader.schema(about.path("schema").intValue());
        return true;
    }

    private static void requireNothingElse(ZipFile zip, Reader reader) {
        Map<String, Integer> found = new HashMap<>();
        zip.stream().forEach(entry -> found.merge(entry.getName(), 1, Integer::sum));
        found.forEach((name, times) -> {
            if (!name.equals(ABOUT)
                    && Tables.EXPORTED.stream().noneMatch(table -> table.file().equals(name))) {
                reader.broken("file", "导出文件中有不认识的文件 / the export has a file that it should not have: " + name);
            } else if (times > 1) {
                reader.broken("file", "导出文件中有重名的文件 / the export has a file twice: " + name);
            }
        });
    }

    private static void rows(ZipFile zip, ZipEntry entry, Table table, Reader reader) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), checksum);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new BoundedLines(in), StandardCharsets.UTF_8.newDecoder()))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    reader.row(table, number, Row.read(table, line));
                } catch (Row.MalformedRowException e) {
                    reader.broken(table.name(), "%1$s 第 %2$d 行：%3$s".formatted(table.file(), number, e.getMessage()));
                }
            }
            if (checksum.getValue() != entry.getCrc()) {
                reader.broken(table.file(), damaged(table.file()));
            }
        } catch (ZipException | EOFException | CharacterCodingException | LineTooLongException e) {
            reader.broken(table.file(), damaged(table.file()));
        }
    }

    private static final class LineTooLongException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** So that no file, however well it was compressed, fills the memory. */
    private static final class BoundedLines extends FilterInputStream {

        private int length;

        BoundedLines(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int count = super.read(bytes, from, most);
            for (int at = from; at < from + count; at++) {
                length = bytes[at] == '\n' ? 0 : length + 1;
                if (length > LONGEST_LINE) {
                    throw new LineTooLongException();
                }
            }
            return count;
        }
    }

    /** Inserts rows by the hundred. */
    private final class Loader implements Reader {

        private final LongConsumer progress;
        private final List<@Nullable Object[]> page = new ArrayList<>();
        private long rows;

        Loader(LongConsumer progress) {
            this.progress = progress;
        }

        @Override
        public void schema(int version) {
            int ours = Tables.schema(jdbc);
            if (version != ours) {
                throw new UnusableExportException(
                        "导出文件的表结构为第 %1$d 版，这里为第 %2$d 版：请用写出它的程序版本恢复，再升级 / the export has tables of version %1$d, these are of version %2$d: restore it with the version of the program that wrote it, then update"
                                .formatted(version, ours));
            }
        }

        @Override
        public void row(Table table, long line, Row row) {
            page.add(row.values());
            if (page.size() == PAGE) {
                end(table);
            }
        }

        @Override
        public void end(Table table) {
            if (!page.isEmpty()) {
                jdbc.batchUpdate(
                        "INSERT INTO " + table.name() + " (" + String.join(", ", table.columnNames()) + ") VALUES ("
                                + "?, ".repeat(table.columnNames().size() - 1) + "?)",
                        page);
                rows += page.size();
                page.clear();
                progress.accept(rows);
            }
        }

        @Override
        public void broken(String part, String what) {
            throw new UnusableExportException(what);
        }
    }
}
